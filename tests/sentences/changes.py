"""What ``explain --with``, ``plan keep``, ``plan forbid`` and ``replan`` say of a change."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from oracles.every_plan import Made, company

from mentorcli.commands.outcome import Listing, Outcome
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase
from sentences.people import check_stages, check_standing, gentle
from sentences.plans import check_moved, stage_of
from sentences.world import World, first, moved, rows, table, texts

Chosen = tuple[Made, dict[str, Any]] | None


def after_word(world: World, word: str, one: str, other: str) -> MatchingCase:
    """Return the case with a pair kept or forbidden."""
    form = world.case.programme.form
    two = form.ordered(one, other)
    kind = DecisionKind.KEEP if word == "keep" else DecisionKind.FORBID
    left = [
        d for d in world.case.decisions
        if {d.mentee, d.mentor} != {*two}
        and not (word == "keep" and form.led and d.mentee == one and d.kind is DecisionKind.KEEP)
    ]  # fmt: skip
    return world.decided(*left, Decision(*two, kind))


def plan_after(world: World, case: MatchingCase) -> Chosen:
    """Return the plan made anew, or the repair of the approved one."""
    every = world.every(case, moves=True)
    return every.chosen(gentle(every.stages()) if world.approved else every.stages())


def check_pair(world: World, outcome: Outcome, one: str, other: str) -> None:
    """Check an explanation of two people, and what putting them together or apart would do."""
    every = world.every()
    if not every.allowed(one, other):
        world.claim(
            "explain --with", "not allowed", any("Blocked by" in t for t in texts(outcome)), True
        )
        return
    parts = next(
        b for b in outcome.blocks if isinstance(b, Listing) and b.columns[0] == "criterion"
    )
    wanted = every.parts(one, other)
    world.claim("explain --with", "points", [r[1] for r in parts.rows],
                [str(x) for x in (*wanted.values(), sum(wanted.values()))])  # fmt: skip
    for text in texts(outcome):
        if world.form != "peers":
            check_standing(world, one, other, text, "explain --with")
    if first("Your decision holds these two together", texts(outcome)):
        return
    together = other in company(world.made).get(one, ())
    then = plan_after(world, after_word(world, "forbid" if together else "keep", one, other))
    if then is None:
        said = first("No plan has these two together|no plan has that", texts(outcome))
        world.claim("explain --with", "no plan", bool(said), True)
        return
    world.claim("explain --with", "possible", bool(rows(outcome, "If these two")), True)
    now = world.worth(world.made)
    check_stages(world, rows(outcome, "If these two"), now, then[1], "explain --with", "pair")
    lines = [x for t in texts(outcome) for x in t.split("\n") if ": from " in x]
    leaving = sorted(world.person(x.split(": from ")[0]) for x in lines if "from nobody" not in x)
    world.claim(
        "explain --with", "who moves", leaving, moved(company(world.made), company(then[0]), world)
    )


def check_word(world: World, outcome: Outcome, word: str, one: str, other: str) -> Chosen:
    """Check what a decision is said to do; return the plan that it makes."""
    then = plan_after(world, after_word(world, word, one, other))
    shown = rows(outcome, "What it does to the plan")
    if then is None:
        world.claim(word, "no plan", bool(shown), False)
        return None
    check_stages(world, shown, _now(world), then[1], word, "decided")
    was, now = company(world.made), company(then[0])
    known = "Against the approved plan" if world.approved else "Against the plan before"
    title = known if table(outcome, known) else "Against "
    check_moved(world, outcome, was, now, title, word)
    check_told(world, outcome, then[0], word)
    return then


def _now(world: World) -> dict[str, Any]:
    return world.worth(world.made)


def check_told(world: World, outcome: Outcome, made: Made, command: str) -> None:
    """Check how many letters are due: one for each person still here whose match differs."""
    before, after = _around(world, world.made), _around(world, made)
    changed = {who for who in {*before, *after} if before.get(who) != after.get(who)}
    shown = table(outcome, "Who must be told what")
    number = re.search(r": (\d+) letters?", shown.title) if shown else None
    here = {a.person for a in (*world.case.mentees, *world.case.mentors)}
    letters = sum(person in here for _, person in changed)
    world.claim(command, "letters", number[1] if number else 0, letters)
    if shown:
        world.claim(command, "rows of letters", len(shown.rows), len(changed))


def _around(world: World, made: Made) -> dict[tuple[str, str], frozenset[str]]:
    """Return for each (role, person) the others of their matches."""
    found: dict[tuple[str, str], set[str]] = {}
    for mentor, members in made:
        every = [(m,) for m in members] if world.form == "pairs" else [members]
        for people in every:
            both = {*people, *([mentor] if mentor else [])}
            for p in both:
                role = "mentor" if p == mentor else "mentee"
                found.setdefault((role, p), set()).update(both - {p})
    return {who: frozenset(others) for who, others in found.items()}


def check_replan(
    world: World,
    outcome: Outcome,
    old: Made,
    *,
    most: int | None,
    fill: bool,
    was_worth: dict[str, Any],
) -> Made | None:
    """Check a repair of the plan ``old`` in the cohort as it is now; return it."""
    every = world.every(moves=True)
    here = set(every.mentees)
    had = {p: c for p, c in company(old).items() if p in here}
    had = {p: c for p, c in had.items() if world.form != "peers" or here & set(c)}
    forced = _forced(world, had)
    keys = every.stages()
    limit = forced if fill else most
    new = ["newcomers"] if world.form == "groups" else []
    if limit is None:
        then = every.chosen([*gentle(keys), *new])
    else:
        few = [x for x in every.valued if x[1]["fewest_moves"] <= limit]
        object.__setattr__(every, "valued", few)
        then = every.chosen([*keys, "fewest_moves", *new])
    assert then is not None
    made, worth = then
    head = first(
        r"Plan \d+ repaired: (\d+) \w+ of (\d+) moves?(?: \((\d+) cannot (?:stay|keep))?.*?; (\d+) \w+ seated(?:, (\d+) without)?",
        texts(outcome),
    )
    assert head is not None, texts(outcome)
    moves = worth["fewest_moves"]
    if world.form == "peers":  # with whom a circle goes on has not moved, though they lose somebody
        new_company = company(made)
        goes = {*moved(company(old), new_company, world)} & had.keys()
        moves = sum(not here & {*had[p]} <= {*new_company.get(p, ())} for p in goes)
    world.claim("replan", "moves", head[1], moves)
    world.claim("replan", "of", head[2], len(had))
    world.claim("replan", "cannot stay", head[3] or 0, forced)
    world.claim("replan", "seated", head[4], worth["seated"])
    world.claim("replan", "without a place", head[5] or 0, len(here) - worth["seated"])
    for row in rows(outcome, "What it does to the plan"):
        words, before, now = [*row.values()][:3]
        if words.endswith(("who move", "somebody of theirs", "that stays")):
            world.claim("replan", f"{words} in the table", now, worth[stage_of(words)])
            continue
        check_stages(
            world, [{"s": words, "b": before, "n": now}], was_worth, worth, "replan", "repair"
        )
    _frontier(world, outcome, worth)
    return made


def _forced(world: World, had: dict[str, tuple[str, ...]]) -> int:
    every = world.every(moves=True)
    if world.form == "peers":
        return min((v["fewest_moves"] for _, v in every.valued), default=0)
    kept = {d.mentee: d.mentor for d in world.case.decisions if d.kind is DecisionKind.KEEP}
    there = {a.person for a in world.case.mentors}
    stay = [
        p for p, (m,) in had.items()
        if m in there and every.seats(m)[0] <= every.seats(m)[1] and every.allowed(p, m) and kept.get(p, m) == m
    ]  # fmt: skip
    with_whom = Counter(had[p][0] for p in stay)
    came = Counter(m for p, m in kept.items() if had.get(p) != (m,) and p in every.mentees)
    return len(had) - sum(min(n, max(every.seats(m)[1] - came[m], 0)) for m, n in with_whom.items())


def _frontier(world: World, outcome: Outcome, worth: dict[str, Any]) -> None:
    every = world.every(moves=True)
    keys = every.stages()
    for k, row in enumerate(rows(outcome, "What more moves would bring")):
        if k == 0:
            true = worth
        else:
            few = [x for x in every.valued if x[1]["fewest_moves"] <= int(row["moves"])]
            other = world.every(moves=True)
            object.__setattr__(other, "valued", few)
            chosen = other.best([*keys, "fewest_moves"])
            true = chosen[0][1]
        for column, key in (("moves", "fewest_moves"), ("seated", "seated"), ("total", "total")):
            world.claim("replan", f"frontier {key}", row[column], true[key])
        if "can_meet" in keys:
            world.claim("replan", "frontier can_meet", row["cannot meet"], true["can_meet"])
        if "worst_served" in keys:
            world.claim(
                "replan", "frontier worst_served", row["worst-served"], true["worst_served"]
            )
