"""What ``plan check --fair`` says: counts, intervals, and who gains by choosing few options."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import Any

from matching_cases import SOURCE
from oracles.every_plan import TooManyError, company

from mentorcli.commands.outcome import Outcome
from mentorcli.domain.application import Given
from mentorcli.domain.plan import MatchingCase
from sentences.questions import solved
from sentences.world import World, first, rows, texts


def check_fair(world: World, outcome: Outcome) -> None:
    """Check ``plan check --fair``: counts, intervals, and who gains by few options."""
    mine, every = company(world.made), world.every()
    score = {p: every.score(g, p) for g in world.made for p in g[1]}
    few = world.case.programme.small_cell
    for title in ("By group", "By how many"):
        for row in rows(outcome, title):
            members = [
                a.person for a in world.case.mentees if _group(a, row["by"], title) == row["group"]
            ]
            world.claim(
                "fair", "people", row["people"], len(members) if len(members) >= few else "few"
            )
            if len(members) < few:
                continue
            placed = [p for p in members if p in mine]
            world.claim("fair", "placed", row["placed"], _wilson(len(placed), len(members)))
            if len(placed) >= max(few, 2):
                world.claim(
                    "fair", "mean score", row["mean score"], _mean([score[p] for p in placed])
                )
    padded = _padded(world)
    try:
        then = solved(world, padded)
    except TooManyError:
        return
    narrow = {
        a.person
        for a, b in zip(world.case.mentees, padded.mentees, strict=True)
        if a.answers != b.answers
    }
    other = company(then[0]) if then else {}
    gained = [p for p in sorted(mine) if p in narrow and other.get(p) != mine[p]]
    said = [*texts(outcome), *(b.title for b in outcome.blocks if hasattr(b, "title"))]
    number = first(r"^(\d+) \w+ would stand elsewhere", said)
    world.claim("fair", "gained by few options", number[1] if number else 0, len(gained))
    shown = next(
        (b for b in outcome.blocks if "would stand elsewhere" in getattr(b, "title", "")), None
    )
    for row in shown.rows if shown else ():
        p = world.person(row[0])
        world.claim(
            "fair", "would be with", sorted(world.people_of(row[2])), sorted(other.get(p, ()))
        )


def _group(a: Any, field: str, title: str) -> str:
    if title == "By how many":
        return str(len(a.choices(field)))
    return " + ".join(sorted(a.choices(field))) or "not stated"


def _wilson(placed: int, people: int) -> str:
    z, p = 1.959963984540054, placed / people
    centre = (p + z * z / (2 * people)) / (1 + z * z / people)
    half = z / (1 + z * z / people) * sqrt(p * (1 - p) / people + z * z / (4 * people * people))
    return f"{max(0.0, centre - half):.0%} to {min(1.0, centre + half):.0%}"


def _mean(scores: list[int]) -> str:
    mean = sum(scores) / len(scores)
    spread = sqrt(sum((s - mean) ** 2 for s in scores) / (len(scores) - 1) / len(scores))
    return f"{mean - 1.959963984540054 * spread:.0f} to {mean + 1.959963984540054 * spread:.0f}"


def _padded(world: World) -> MatchingCase:
    most = {
        f: max(len(a.choices(f)) for a in world.case.mentees) for f in ("goals", "meeting_modes")
    }
    people = []
    for a in world.case.mentees:
        answers = dict(a.answers)
        for f, number in most.items():
            said = a.choices(f)
            if said and len(said) < number:
                more = tuple(f"nothing {k}" for k in range(number - len(said)))
                answers[f] = Given((*said, *more), SOURCE)
        people.append(replace(a, answers=answers))
    return world.changed(mentees=tuple(people))
