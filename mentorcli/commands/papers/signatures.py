"""Who signed when: said one by one, for all, taken back, and listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from mentorcli.commands.applications.questions import numbered
from mentorcli.commands.names import find_person, joined, match_in_words, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import approved_plan
from mentorcli.commands.plans.overrides import excused_blocks
from mentorcli.commands.run import Run, record_of
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.fact import Kind, Signature
from mentorcli.domain.problem import Asks, Place, Problem, Reply, Severity, UsageError, UserError
from mentorcli.domain.question import (
    EMPTY,
    SIGNINGS,
    Question,
    QuestionState,
    question_of,
)
from mentorcli.domain.text import listed
from mentorcli.standing.signing import (
    agreement_made,
    missing_signatures,
    signers,
    signing_days,
)
from mentorcli.standing.standing import Standing
from mentorcli.workspace.codec import encode
from mentorcli.workspace.facts import append, signed_fact
from mentorcli.workspace.questions import ask, questions_of


def signed(run: Run, key: str, who: str, on: dt.date, other: str = "") -> Outcome:
    """Keep that somebody signed their agreement; ``who`` may be ``all`` for everybody.

    Somebody's days that are kept already stay where another is missing; where none is, the day of
    their one agreement is changed, and told. ``other`` is somebody else of the match that is meant.
    """
    workspace, record = record_of(run, key)
    plan = approved_plan(record)
    refuse_work(record.cohort, Work.AGREE)
    if on > run.today:
        raise UsageError(
            f"{on} has not come yet: today is {run.today}. Nothing was kept.",
            "Say the day of the signature: --on YYYY-MM-DD",
        )
    mate = _mate(record, who, other)
    everybody = dict.fromkeys(p for m in plan.matches for p in m.people)
    people = everybody if who == "all" else (find_person(record.applications, who).person,)
    found = [s for p in people for s in under_agreements(record, p, on, mate)]
    if not found:
        raise UserError(
            why_unsigned(record, who, people, on, mate), f"See: mentorcli agreement list {key}"
        )
    known = {(s.match, s.person): s.on for s in record.signatures}
    before = {s: known[s.match, s.person] for s in found if (s.match, s.person) in known}
    new = [s for s in found if s not in before]
    if not new and who != "all":
        new = _corrected(record, before, on, mate)
    if new and not run.dry_run:
        with workspace.writing(run.hand) as connection:
            keep_signatures(run, connection, record, new)
    text = _told(record, new, before, every=who == "all", dry_run=run.dry_run)
    stay = [
        {"match": s.match, "person": s.person, "on": str(d)}
        for s, d in before.items()
        if s not in new
    ]
    changed = [
        {"match": s.match, "person": s.person, "was": str(before[s])} for s in new if s in before
    ]
    data = {"signed": [s.person for s in new], "matches": [s.match for s in new], "on": str(on)}
    told = Problem.of("signed_elsewhere", Severity.NOTE, count=len(new))
    notes = (told,) if new and not record.agreements else ()
    return Outcome((Paragraph(text),), data | {"kept_before": stay, "changed": changed}, notes)


def _mate(record: Standing, who: str, other: str) -> str:
    """Return the person who is named besides ``who``, if any."""
    if other and who == "all":
        raise UsageError(
            "--with says which agreement of one person is meant, not of all. Nothing was kept.",
            "Name that person, or leave --with out.",
        )
    return find_person(record.applications, other).person if other else ""


def _corrected(
    record: Standing, before: Mapping[Signature, dt.date], on: dt.date, mate: str
) -> list[Signature]:
    """Return whose kept day is another now; raises UsageError where several agreements may be meant."""
    other = [s for s, day in before.items() if day != on]
    if not other:
        return []
    every = under_agreements(record, other[0].person, dt.date.max, mate)
    if len(every) > 1:
        known, names = signing_days(record), names_of(record.applications)
        days = [
            f"{_match_of(record, s)}: {known.get((s.match, s.person), 'not yet')}" for s in every
        ]
        raise UsageError(
            f"{names[other[0].person]} signs several agreements ({'; '.join(days)}). Nothing was "
            "changed.",
            "Say whose day is to be changed with --with NAME.",
        )
    return other


def _match_of(record: Standing, signature: Signature) -> str:
    """Return in words the match whose agreement is signed, which an earlier plan may have had."""
    life = next((x for x in record.every_life() if x.match == signature.match), None)
    if life is None:
        return "a match of an earlier plan"
    return match_in_words(record.programme.form, life, names_of(record.applications))


def keep_signatures(
    run: Run,
    connection: Connection,
    record: Standing,
    new: Iterable[Signature],
    asked: Iterable[Problem] = (),
) -> tuple[Problem, ...]:
    """Store signatures, each as a fact, and what is asked of others; return that, numbered.

    What was answered with no is not asked again. Questions end that are answered so, and those
    about an agreement that stands no more.
    """
    key, new = record.cohort.key, tuple(new)
    no = {q.key for q in questions_of(connection, key, QuestionState.SETTLED) if q.answer == EMPTY}
    left = [q for p in asked if (q := question_of(p, SIGNINGS)).key not in no]
    known = {(s.match, s.person) for s in (*record.signatures, *new)}

    def over(question: Question) -> bool:
        reply, match, made, *people = (*question.about, "", "")
        signed = known.issuperset((match, p) for p in people if p)
        return reply == Reply.SIGNED and (signed or made != agreement_made(record, match))

    if not run.dry_run:
        append(connection, run.hand, *(signed_fact(key, s) for s in new))
        ask(connection, key, left, over)
    return numbered(connection, key, [q.problem for q in left])


def day_question(
    record: Standing, match: str, people: Sequence[str], why: str, place: Place
) -> Problem:
    """Return the question on which day people signed the agreement of a match, and why it is asked."""
    who = joined(people, names_of(record.applications))
    asked = Problem.of("signature_day", Severity.DECIDE, place, who=who, why=why)
    return replace(asked, asks=Asks(Reply.SIGNED, (match, agreement_made(record, match), *people)))


def _told(
    record: Standing,
    new: list[Signature],
    before: Mapping[Signature, dt.date],
    *,
    every: bool,
    dry_run: bool,
) -> str:
    """Return what was kept, which days were kept before and stay, and which are others now.

    Of ``every`` person at once it is told by name alone, else with the match, too.
    """
    names = names_of(record.applications)
    said = []
    if first := [s for s in new if s not in before]:
        verb = "Would be kept as signed" if dry_run else "Signed"
        people = joined(dict.fromkeys(s.person for s in first), names)
        under = "" if every else f" ({listed([_match_of(record, s) for s in first])})"
        said.append(f"{verb} on {first[0].on}: {people}{under}.")
    verb = "would be" if dry_run else "now"
    said += [
        f"{names[s.person]} ({_match_of(record, s)}): was {before[s]}, {verb} {s.on}."
        for s in new
        if s in before
    ]
    if stay := {s: day for s, day in before.items() if s not in new}:
        one = "1 day was kept before and stays as it was"
        many = f"{len(stay)} days were kept before and stay as they were"
        days = "; ".join(f"{day}, {_match_of(record, s)}" for s, day in stay.items())
        said.append((one if len(stay) == 1 else many) + ("." if every else f": {days}."))
    return " ".join(said)


def unsigned(run: Run, key: str, who: str, other: str = "") -> Outcome:
    """Forget that somebody signed, with ``other`` that of their match: it was kept by mistake."""
    workspace, record = record_of(run, key)
    person, mate = find_person(record.applications, who).person, _mate(record, who, other)
    theirs = {x.match for x in record.every_life() if not mate or mate in x.as_match().people}
    kept = [s for s in record.signatures if s.person == person and (not mate or s.match in theirs)]
    if kept and not run.dry_run:
        with workspace.writing(run.hand) as connection:
            void = (signed_fact(key, s, Kind.SIGNATURE_VOID) for s in kept)
            append(connection, run.hand, *void)
    name = names_of(record.applications)[person]
    verb = "Would be forgotten" if run.dry_run else "Forgotten"
    days = "; ".join(f"{s.on}, {_match_of(record, s)}" for s in kept)
    text = f"{verb}: the signature of {name} ({days})." if kept else f"{name} has not signed."
    return Outcome((Paragraph(text),), {"forgotten": [str(s.on) for s in kept]})


def under_agreements(record: Standing, person: str, on: dt.date, mate: str = "") -> list[Signature]:
    """Return somebody's signature under each agreement that names them and was made by that day.

    Where none of the cohort's was made here, they were made elsewhere. With ``mate`` only of matches
    that they are in, too.
    """
    papers, found = record.signable(), []
    for match in record.without_ended_early(approved_plan(record)):
        paper = papers.get(match.id)
        named = match.people if paper is None else [a.person for a in record.members(match)]
        meant = person in named and (not mate or mate in match.people)
        if meant and (paper.made <= on if paper else not record.agreements):
            found.append(Signature(match.id, person, on))
    return found


def why_unsigned(
    record: Standing, who: str, people: Iterable[str], on: dt.date, mate: str = ""
) -> str:
    """Return why nobody of these, with ``mate`` in one match, can have signed an agreement on a day."""
    mine = [m for m in approved_plan(record).matches if not set(people).isdisjoint(m.people)]
    mine = [m for m in mine if not mate or mate in m.people]
    if not mine:
        beside = f" with {names_of(record.applications)[mate]}" if mate else ""
        return f"{who} is in no approved match of {record.cohort.key}{beside}."
    papers, still = record.signable(), record.without_ended_early(approved_plan(record))
    if not any(m in still for m in mine):
        return f"The match of {who} ended early, so nobody signs for it now. Nothing was kept."
    made = [papers[m.id].made for m in mine if m.id in papers]
    if not made:
        return f"There is no agreement yet that {who} could sign. Nothing was kept."
    if max(made) <= on:
        return (
            f"The agreement does not name {who}, who had left when it was made. Nothing was kept."
        )
    return f"The agreement of {who} was made on {min(made)}, after {on}. Nothing was kept."


def listing(run: Run, key: str) -> Outcome:
    """List who signed and who has not."""
    _, record = record_of(run, key)
    days, names, plan = signing_days(record), names_of(record.applications), approved_plan(record)
    form, every = record.programme.form, [*signers(record)]
    rows = [
        (
            listed([names[x] for x in form.called_after(m.mentor, m.mentees)]),
            names[p],
            "mentor" if p == m.mentor else "mentee" if m.mentor else "peer",
            str(days.get((m.id, p), "not yet")),
        )
        for m, p in every
    ]
    missing = len(missing_signatures(record))
    title = f"{missing} of {len(rows)} signatures missing"
    shown = [
        ("" if n and every[n - 1][0] == m else row[0], *row[1:])
        for n, ((m, _), row) in enumerate(zip(every, rows, strict=True))
    ]
    table = Listing((f"{form.match} of", "signer", "role", "signed"), shown, title)
    keys = ("match", "mentor", "signer", "role", "signed")
    told = [(m.id, names.get(m.mentor, ""), *r[1:]) for (m, _), r in zip(every, rows, strict=True)]
    data = {
        "missing": missing,
        "signatures": [dict(zip(keys, r, strict=True)) for r in told],
        "against_a_rule": encode(plan.excused_pairs()),
    }
    return Outcome((table, *excused_blocks(plan, names)), data)
