"""What two checkouts may show differently: names of commands, words, the shape of a match.

This is the file to change when a command or a word changes.
"""

from __future__ import annotations

from typing import Any

COMMANDS = {
    "import": ["import {files} --cohort {cohort} --accept --yes"],
    "import of a role": ["import {files} --cohort {cohort} --as {role}s --accept --yes",
                         "import {files} --cohort {cohort} --role {role} --accept --yes"],
    "import staff": ["import {files} --as staff --yes", "staff import {files}"],
    "import selected": ["import {files} --as selected --cohort {cohort} --yes",
                        "selected import {files} --cohort {cohort}"],
    "applications": ["application list {cohort}"],
    "match": ["match {cohort} --today {day} --json"],
    "match, text": ["match {cohort} --today {day} --dry-run"],
    "what if": ["match {cohort} --today {day} --what-if {what_if}"],
    "show": ["plan show {cohort}"],
    "explain": ["explain {cohort} {who}"],
    "explain, values": ["explain {cohort} {who} --json"],
    "explain with": ["explain {cohort} {who} --with {other}"],
    "check": ["plan check {cohort}", "plan verify {plan}"],
    "firm": ["plan check {cohort} --firm", "plan firm {cohort}"],
    "fair": ["plan check {cohort} --fair", "plan fair {cohort}"],
    "rules": ["rules {cohort}"],
    "advise": ["advise {cohort}"],
    "waiting": ["waiting {cohort}"],
    "keep": ["plan keep {cohort} {who} {other} --today {day}"],
    "forbid": ["plan forbid {cohort} {who} {other} --today {day}"],
    "keep, tried": ["plan keep {cohort} {who} {other} --today {day} --dry-run"],
    "review": ["plan review {cohort}"],
    "review, quick": ["plan review {cohort} --quick"],
    "read review": ["read {files} --today {day}", "plan apply {files} --today {day}"],
    "answers": ["plan answers {cohort}"],
    "read answers": ["read {files} --today {day}", "plan answers {cohort} {files} --today {day}"],
    "withdraw": ["application withdraw {cohort} {who} --yes"],
    "replan, tried": ["replan {cohort} --today {day} --dry-run"],
    "replan, few moves": ["replan {cohort} --today {day} --moves 1 --dry-run"],
    "replan, only fill": ["replan {cohort} --today {day} --only-fill --dry-run"],
    "replan": ["replan {cohort} --today {day} --json"],
    "diff": ["plan diff {plan} {other}"],
    "approve": ["plan approve {cohort} --today {day} --yes"],
    "agreement": ["agreement render {cohort}"],
    "agreement signed": ["agreement signed {cohort} all --today {day}"],
    "invite": ["invite kickoff {cohort}"],
    "pairs": ["pair list {cohort}"],
    "log": ["session log {cohort} {who} --on {day} --today {day}", "session log {cohort} {who} --on {day}"],
    "status": ["status {cohort} --today {day}"],
    "remind": ["remind --today {day}"],
    "report": ["report {cohort} --today {day}"],
    "suggest": ["suggest {who} --cohort {cohort} --today {day} --json"],
    "propose": ["pair propose {cohort} {who} {other} --today {day}"],
    "accept": ["pair accept {cohort} {who} --today {day}"],
    "end": ["pair end {cohort} {who} --on {day} --reason moved --today {day}"],
    "sheets": ["session sheets {cohort}"],
    "read sheets": ["read {files} --cohort {cohort} --today {day}",
                    "session read {files} --cohort {cohort} --today {day}"],
}  # fmt: skip
"""What each step is called, the newest name first: the first that a checkout's ``--help`` knows."""

RENAMED = (
    # before, after (regular expressions; both are read as the same)
    (r"mentorcli plan verify \S+", r"mentorcli plan check \S+"),
    (r"mentorcli plan (?:firm|fair) (\S+)", r"mentorcli plan check \S+ --(?:firm|fair)"),
    (r"mentorcli (?:plan apply|corrections apply|agreement read) \S+", r"mentorcli read \S+"),
    (r"mentorcli session read (?:\S+)(?: --cohort \S+)?", r"mentorcli read \S+"),
    (r"mentorcli plan answers \S+ \S*(?:FILE|\.xlsx)", r"mentorcli read \S+"),
    (r"mentorcli staff import \S+", r"mentorcli import \S+ --as staff"),
    (
        r"mentorcli selected import \w+(?:\.csv)?(?: --cohort \S+)?",
        r"mentorcli import \S+ --cohort \S+ --as selected",
    ),
    (r"mentorcli selected list \S+", r"mentorcli application list \S+ --selected"),
    (r"mentorcli corrections (?:list|drop)", r"mentorcli questions (?:list|forget)"),
    (r"mentorcli application (?:same|different)", r"mentorcli questions settle"),
    (r"mentorcli simulate (\S+)", r"mentorcli match \S+ --earlier"),
    (r"--role mentee or --role mentor", r"--as mentees or --as mentors"),
)
"""Commands called otherwise in sentences."""

DROPPED = (
    r"^Next:$", r"^mentorcli plan verify \S+ --reprove$",
    r"^\S+\.\w+: (the|an?) .* of \d{4}-\w+\.$",  # what a file is that comes back
    r"^(- )?Supervisors named who are nobody of this cohort: \d+\.$",
)  # fmt: skip
"""Lines that only one of the checkouts may show."""

CODE = r"\bk-[a-z2-7]{10}"
"""A code in a file's name."""

KNOWN = (
    # which inputs, before, after (regular expressions; both are read as the same word)
    (r"peer", r"\bmentees?\b(?! form)", r"\b(?:people|person)\b"),
    (r"", CODE, CODE),
    (r"", r"\S+\.json is valid:", r"Plan \d+ of \S+ is valid:"),
    (r"", r"\S+\.json is refused:", r"Plan \d+ of \S+ is refused:"),
)
"""Differences that are meant: a text that differs only in these counts as known."""

ASKED_SINCE = "sample doctoral"
"""Its exports hold a language and a conflict that are asked about since 839a7e3; some pairs are barred
until that is settled. Known where only one checkout asks (``sample doctoral settled`` holds the rest)."""

SECRET = (
    (r"\b[0-9a-f]{12,64}\b", "HASH"), (r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)?", "MOMENT"),
    (r"\b[pma]-[a-z2-7]{10}(\+[pma]-[a-z2-7]{10})*\b", "ID"), (r"\b[aegm]-[a-z2-7]{8,}\b", "ID"),
    (r'"version": "[^"]*"', '"version": VERSION'),
)  # fmt: skip
"""What is normalised away: hashes and seals, moments, ids."""


def who_is_together(plan: dict) -> list[str]:
    """Say of each match who is in it, by names; the one place that knows the shape of a match.

    Understands a match of ``mentor`` and ``mentees``, and one of ``people`` with or without roles.
    """
    names = plan.get("names", {})

    def name(person: Any) -> str:
        if isinstance(person, dict):
            person = person.get("person") or person.get("id") or person.get("name")
        return names.get(person, str(person))

    found = []
    for match in plan["matches"]:
        people = match.get("people") or match.get("members")
        if isinstance(people, dict):
            people = [
                p
                for group in people.values()
                for p in (group if isinstance(group, list) else [group])
            ]
        if people is None:
            people = [match.get("mentor"), *match.get("mentees", ())]
        found.append(" + ".join(sorted(name(p) for p in people if p)))
        found[-1] += f" · {match.get('language')} · {match.get('score')}"
    return sorted(found)


def stages(plan: dict) -> list[str]:
    """Say each stage's value, bound and proof."""
    return [
        f"{s['key']}: {s['value']} of {s['bound']}, proved by {s.get('proof')}"
        for s in plan.get("stages", ())
    ]
