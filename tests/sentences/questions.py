"""What ``rules``, ``advise``, ``plan check --firm --fair`` and ``match --what-if`` say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from matching_cases import mentee, mentor
from oracles.every_plan import Company, Made, company

from mentorcli.commands.outcome import Outcome
from mentorcli.domain.application import Capacity
from mentorcli.domain.language import in_order
from mentorcli.domain.plan import MatchingCase
from sentences.plans import COLUMNS, check_rules, stage_of, tied
from sentences.world import World, first, moved, rows, texts


def solved(world: World, case: MatchingCase) -> tuple[Made, dict[str, Any]] | None:
    """Return the best plan of a changed case and what it is worth."""
    every = world.every(case)
    return every.chosen(every.stages())


def check_gains(
    world: World, row: dict[str, str], case: MatchingCase, command: str, kind: str
) -> list[str]:
    """Check what a change is said to do to the stages and to how many; return who moves."""
    now, then = world.worth(world.made), solved(world, case)
    if then is None:
        world.claim(command, f"{kind}: no plan", row["seated"], "no plan")
        return []
    for column, key in COLUMNS.items():
        if key in world.case.programme.stages:
            world.claim(command, f"{kind}: {key}", row[column], f"{then[1][key] - now[key]:+d}")
        else:
            world.claim(command, f"{kind}: {key} not asked", row.get(column, ""), "")
    movers = moved(company(world.made), company(then[0]), world)
    world.claim(command, f"{kind}: moves", row["moves"], len(movers))
    return movers


def check_rules_asked(world: World, outcome: Outcome) -> None:
    """Check ``rules``."""
    title = "Rules, and the change if each were switched off"
    check_rules(world, outcome, title, "rules")
    rules = world.case.programme.rules
    for row in rows(outcome, title):
        left = tuple(r for r in rules if r.key.replace("_", " ") != row["rule"])
        check_gains(world, row, world.profile(rules=left), "rules", "without a rule")
    for row in rows(outcome, "A quarter more or less of each weight"):
        movers = check_gains(world, row, weighed(world, row["weight"]), "rules", "weight")
        world.claim("rules", "who moves", sorted(world.people_of(row["who"])), movers)


def weighed(world: World, words: str) -> MatchingCase:
    """Return the case with the points of a criterion changed as a table says: ``themes -25 %``."""
    found = re.fullmatch(r"(.*) ([+-]\d+) %", words)
    assert found is not None
    criteria = tuple(
        replace(c, points=c.points * (100 + int(found[2])) // 100)
        if c.key.replace("_", " ") == found[1].replace("_", " ") else c
        for c in world.case.programme.criteria
    )  # fmt: skip
    return world.profile(criteria=criteria)


def newcomer(world: World, number: int, **said: tuple[str, ...]) -> MatchingCase:
    """Return the case with somebody new, who is as open as can be in what is not said."""
    made = world.case
    spoken = in_order(x for a in made.mentees for x in a.choices("languages"))
    role = "mentee" if world.form == "peers" else "mentor"
    asked = {f.key: f for f in made.programme.fields[role]}
    fields = ("goals", "themes", "meeting_modes") if role == "mentee" else (
        "themes", "industries", "functions", "meeting_modes")  # fmt: skip
    answers: dict[str, Any] = {"languages": spoken}
    answers |= {f: tuple(o.code for o in asked[f].options if not o.means) for f in fields}
    answers |= {k: v for k, v in said.items() if v}
    low, high = made.programme.group
    for k in range(number):
        if role == "mentee":
            one = mentee(f"z{k}", f"Zyx{k} Newby{k}", **answers)
            made = replace(made, mentees=(*made.mentees, replace(one, form="")))
        else:
            takes = Capacity(low, high if world.form == "groups" else low)
            one = mentor(f"z{k}", f"Zyx{k} Newby{k}", **answers, capacity=takes)
            made = replace(made, mentors=(*made.mentors, replace(one, form="")))
    return made


def seated(world: World, case: MatchingCase) -> int:
    """Return how many of those who are here can have a place."""
    here = {a.person for a in world.case.mentees}
    return max((len(s & here) for s in world.every(case).placed_sets), default=0)


def check_advice(world: World, outcome: Outcome) -> None:
    """Check ``advise``: how many more one and two of a kind would seat."""
    before, found = seated(world, world.case), outcome.data["advice"]
    everybody = len(world.case.mentees)
    if not found:
        world.claim("advise", "nobody is missing", before, everybody)
        return
    helping = [a for a in found if a["one"] > 0 or a["two"] > 0][:15]
    told = rows(outcome, "Whom to look for")
    world.claim("advise", "kinds told", len(told), len(helping))
    for advice in found:
        said = {k: tuple(advice[k]) for k in ("languages", "themes")}
        if world.form == "peers":
            said["goals"] = ()
        for number, key in ((1, "one"), (2, "two")):
            more = seated(world, newcomer(world, number, **said)) - before
            world.claim("advise", f"{key} more", advice[key], more)
    for row, advice in zip(told, helping, strict=True):
        world.claim(
            "advise", "told", [*row.values()][1:], [f"+{advice['one']}", f"+{advice['two']}"]
        )


def check_firm(world: World, outcome: Outcome) -> None:
    """Check ``plan check --firm``: what a quarter moves, who is firm, who would gain together."""
    mine, tips = company(world.made), dict[str, list[str]]()
    told = rows(outcome, "A quarter more or less points")
    for row in told:
        case = weighed(world, row["points for"])
        check_gains(world, row, case, "firm", "weight")
        then = solved(world, case)
        other: Company = company(then[0]) if then else mine
        for person in (p for p in mine if then and other.get(p) != mine[p]):
            tips.setdefault(person, []).append(row["points for"])
    loose = tied(world)
    said = [*texts(outcome), *(b.title for b in outcome.blocks if hasattr(b, "title"))]
    head = first(r"(\d+) of (\d+) \w+ (?:are|is|have|has) (?:a )?firm", said)
    assert head is not None, said
    world.claim("firm", "firm", head[1], sum(p not in tips and p not in loose for p in mine))
    world.claim("firm", "pairs", head[2], len(mine))
    number = re.search(r"; (\d+) could ", head.string)
    world.claim("firm", "tied", number[1] if number else 0, len(loose))
    fragile = [p for p in mine if len(tips.get(p, ())) * 2 > len(told)]
    number = re.search(r"; (\d+|none) (?:is|are) fragile", head.string)
    world.claim("firm", "fragile", number and number[1], len(fragile) or "none")
    for row in (dict(zip(["who", "with", "ends", "namely"], r, strict=True))
                for b in outcome.blocks for r in getattr(b, "rows", ())
                if "ends with" in b.columns):  # fmt: skip
        person = world.person(row["who"])
        world.claim("firm", "ends with", row["ends"], f"{len(tips.get(person, ()))} of {len(told)}")
        ways = {x.rpartition(" ")[0] for x in re.split(", ", row["namely"])}
        keys = {t.rpartition(" ")[0].rpartition(" ")[0] for t in tips.get(person, ())}
        said_keys = {re.sub(" (less|more)( or more)?$", "", x) for x in row["namely"].split(", ")}
        world.claim(
            "firm", "tipped by", sorted(said_keys), sorted(k.replace("_", " ") for k in keys)
        )
        assert ways
    _better(world, outcome)


def _better(world: World, outcome: Outcome) -> None:
    every, found = world.every(), set()
    now = {p: every.score(g, p) for g in world.made for p in g[1]}
    if world.form == "peers":
        for circle in every.groups[0]:
            whole = all(len(k & set(circle[1])) != 1 for k in every.kept)
            if whole and all(every.score(circle, p) > now.get(p, 0) for p in circle[1]):
                found.add(circle[1])
    else:
        found = _better_pairs(world, now)
    shown = next((b for b in outcome.blocks if "together" in getattr(b, "columns", ())), None)
    number = re.match(r"(\d+) ", shown.title) if shown else None
    world.claim("firm", "would gain together", number[1] if number else 0, len(found))
    if shown is None:
        return
    gaining = {p for x in found for p in (x if world.form == "peers" else x[:1])}
    number = re.search(r"\((\d+) \w+ in all\)", shown.title)
    world.claim("firm", "who would gain", number and number[1], len(gaining))
    for row in shown.rows:
        people = world.people_of(row[0])
        if world.form == "peers":
            group, score = ("", people), now
        else:
            group, score = (world.person(row[1]), people), now
        at = [*shown.columns].index("now")
        world.claim("firm", "points now", row[at], " + ".join(str(score.get(p, 0)) for p in people))
        then = " + ".join(str(every.score(group, p)) for p in people)
        world.claim("firm", "points together", row[at + 1], then)


def _better_pairs(world: World, now: dict[str, int]) -> set[tuple[str, ...]]:
    """Return the pairs of which both would gain: a free place, or that of somebody with fewer points."""
    every, found = world.every(), set[tuple[str, ...]]()
    groups = {m: list(members) for m, members in world.made}
    held = {p: m for m, members in world.made for p in members}
    for who in (a.person for a in world.case.mentors):
        low, high = every.seats(who)
        members = groups.get(who, [])
        for p in every.mentees:
            score = every.score((who, (p,)), p)
            able = every.allowed(p, who) and held.get(p) != who and score > now.get(p, 0)
            if not able or low > high or (not members and low > 1):
                continue
            room = len(members) < high and every.may_be((who, tuple(sorted([*members, p]))))
            weaker = [
                k for k in members
                if now[k] < score and frozenset((k, who)) not in every.kept
                and every.may_be((who, tuple(sorted([*(x for x in members if x != k), p]))))
            ]  # fmt: skip
            if room or weaker:
                found.add((p, who))
    return found


def check_what_if(world: World, outcome: Outcome, case: MatchingCase, kind: str) -> None:
    """Check what a changed cohort would do: each stage, and who moves from whom to whom."""
    then, now = solved(world, case), world.worth(world.made)
    command, said = "what-if", texts(outcome)
    told = rows(outcome, "What if")
    if then is None:
        world.claim(command, f"{kind}: no plan", any("no plan has that" in t for t in said), True)
        return
    if nothing := first("nothing changes", said):
        same = [then[1][k] for k in world.every().stages()] == [
            now[k] for k in world.every().stages()
        ]
        world.claim(
            command,
            f"{kind}: nothing changes",
            company(then[0]) == company(world.made) and same,
            True,
        )
        _why_nothing(world, nothing.string, kind)
        return
    for row in told:
        key = stage_of(row["stage"])
        world.claim(command, f"{kind}: {key} now", row["now"], now[key])
        world.claim(command, f"{kind}: {key} then", row["then"], then[1][key])
        world.claim(
            command, f"{kind}: {key} change", row["change"], f"{then[1][key] - now[key]:+d}"
        )
    movers = moved(company(world.made), company(then[0]), world)
    lines = [x for t in said for x in t.split("\n") if ": from " in x]
    leaving = sorted(world.person(x.split(": from ")[0]) for x in lines if "from nobody" not in x)
    world.claim(command, f"{kind}: who moves", leaving, movers)


def _why_nothing(world: World, text: str, kind: str) -> None:
    if found := re.search(r"offers (\d+) already", text):
        world.claim("what-if", "offers already", kind.endswith(found[1]), True)
    if found := re.search(
        r"changes\. (.*) has (\d+) of (\d+) now: the number of places stops nobody", text
    ):
        mentor = world.person(found[1])
        taken = sum(len(m) for x, m in world.made if x == mentor)
        most = next(a for a in world.case.mentors if a.person == mentor).capacity().most
        world.claim("what-if", "places taken", (found[2], found[3]), (str(taken), str(most)))
    if found := re.search(r"keeps people apart \((.*) pairs\)", text):
        every, key = world.every(), kind.rpartition(" ")[2]
        mentors = [a.person for a in world.case.mentors]
        between = sum(key in every.broken(a, b) for a in every.mentees for b in mentors)
        both = every.mates_broken if every.led else every.broken
        among = sum(
            key in both(a, b) for k, a in enumerate(every.mentees) for b in every.mentees[k + 1 :]
        )
        numbers = [int(n) for n in found[1].split(" and ")]
        true = [n for n in (between, among) if n] if len(numbers) == 1 else [between, among]
        world.claim("what-if", "pairs kept apart", numbers, true)
