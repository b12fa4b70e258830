"""Random small cohorts of every form, with a profile of their own: what a profile can say is said.

A profile has some rules, lines and criteria, a tolerance of the floor or none, the stages in some
order, and points for what is left blank. Cohorts are small enough that all their plans are listed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from matching_cases import case, mentee, mentor
from matching_generated import _somebody

from mentorcli.domain.application import Capacity
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase
from mentorcli.files.shipped import shipped
from mentorcli.workspace.profiles import programme_with

KEY = "own"
SHIPPED = {"groups": "doctoral", "pairs": "alumni", "peers": "peer"}
FIELDS = ("full_name", "email", "languages", "goals", "themes", "industries", "functions",
          "meeting_modes", "employer", "research_group", "supervisors", "rank", "town", "consent")  # fmt: skip
OPTIONS = """
[fields.rank]
type = "choice"
options = "ranks"
visible_to = "match"
header = { en = "Your rank" }
[fields.town]
type = "text"
visible_to = "match"
header = { en = "Home town" }
[options.ranks]
junior = { en = "Junior" }
senior = { en = "Senior" }
chief = { en = "Chief" }
head = { en = "Head" }
"""
THEMES = ("leadership", "networking", "skills", "entrepreneurship")
INDUSTRIES, FUNCTIONS = ("ict", "energy"), ("research", "sales")
MODES, RANKS = ("onsite", "remote", "hybrid"), ("junior", "senior", "chief", "head")
TOWNS, EMPLOYERS = ("turku", "oulu", "rauma"), ("Acme", "Kuusi", "Ventus")
TOLERANCES = ("{ within = 5 }", "{ within = 40 }", '{ within = "10 %" }')
CRITERIA = ("themes", "shared_goals", "industry", "role", "meeting_mode", "language")
LINES = (
    "rank_above = { steps = [1, 2], field = 'rank', %s }",
    "rank_near = { within = 1, field = 'rank', %s }",
    "other_town = { different = true, field = 'town', %s }",
    "same_town = { same = true, field = 'town', %s }",
    "ways = { share = true, field = 'meeting_modes', %s }",
)


@dataclass(frozen=True)
class Random:
    """A cohort with its profile as text."""

    profile: str
    case: MatchingCase


def random_cohort(
    form: str,
    number: int,
    *,
    mentees: tuple[int, int] = (6, 8),
    mentors: int = 5,
    decided: bool = True,
) -> Random:
    """Return a cohort of a form; ``number`` tells cohorts apart, ``decided`` lets pairs be decided."""
    r = random.Random(f"{form} {number}")
    text = profile_text(form, r)
    programme = programme_with(KEY, Path("programmes") / "own.toml", text.encode())
    codes = r.choice([("en", "fi", "sv"), ("en", "de", "et"), ("en", "fi", "zh")])
    size = r.randint(*mentees)
    as_offered = r.random() < 0.5
    people = [_person(f"k{k:02}", k, mentee, codes, r) for k in range(size)]
    leads = () if form == "peers" else range(r.randint(3, mentors if form == "pairs" else 4))
    takes = _takes(form, r)
    leaders = [
        _person(f"m{k:02}", 50 + k, mentor, codes, r, capacity=r.choice(takes)) for k in leads
    ]
    if as_offered:  # no order of choosing is kept
        people, leaders = ([_in_order(a) for a in some] for some in (people, leaders))
    found = case(people, leaders, programme=programme)
    if decided and r.random() < 0.4:
        found = replace(found, decisions=_decisions(found, r))
    if r.random() < 0.3:
        found = replace(found, waited=tuple(a.person for a in people if r.random() < 0.4))
    return Random(text, found)


def _takes(form: str, r: random.Random) -> list[Capacity]:
    if form == "pairs":
        return [
            Capacity(1, 1),
            Capacity(1, 2),
            Capacity(2, 3),
        ]  # pairs are by themselves: 1 is right too
    return r.choice(
        [[Capacity(2, 3), Capacity(2, 2), Capacity(3, 3)], [Capacity(1, 3), Capacity(2, 3)]]
    )


def _person(
    person: str, number: int, made: Any, codes: Sequence[str], r: random.Random, **more: Any
) -> Any:
    """Return somebody who left some answers blank."""

    def some(values: Sequence[str], least: int, most: int) -> tuple[str, ...]:
        return tuple(r.sample(values, r.randint(least, most)))

    answers = {
        "languages": tuple(sorted(some(codes, 1, 2), key=lambda _: r.random())),
        "goals": some(THEMES, 1, 3), "themes": some(THEMES, 2, 4),
        "industries": some(INDUSTRIES, 0, 2), "functions": some(FUNCTIONS, 0, 2),
        "meeting_modes": some(MODES, 0, 2), "rank": some(RANKS, 0, 1),
        "supervisors": some(("Xu Ypsilon", "Zelda Omega", "Ada Psi", "Bo Rho"), 0, 1),
    }  # fmt: skip
    texts = {
        "town": r.choice([*TOWNS, ""]), "employer": r.choice([*EMPLOYERS, "", ""]),
        "research_group": r.choice(["Aurora", "Boreal", "", "", "Cumulus"]),
    }  # fmt: skip
    if r.random() < 0.7:
        answers["languages"] = (codes[0], *(x for x in answers["languages"] if x != codes[0]))
    return made(
        person, _somebody(number), **answers, **{k: v for k, v in texts.items() if v}, **more
    )


def _in_order(a: Any) -> Any:
    said = tuple(sorted(a.choices("languages")))
    return replace(
        a, answers={**a.answers, "languages": replace(a.answers["languages"], value=said)}
    )


def _decisions(found: MatchingCase, r: random.Random) -> tuple[Decision, ...]:
    """Return one or two decisions on pairs that the rules may forbid: those need their override."""
    ids = [a.person for a in found.mentees]
    others = [a.person for a in found.found]
    made: dict[str, Decision] = {}
    for _ in range(r.choice([1, 1, 2])):
        one, other = r.choice(ids), r.choice(others)
        if one != other and one not in made:
            two = found.programme.form.ordered(one, other)
            made[one] = Decision(*two, r.choice(list(DecisionKind)))
    return tuple(sorted(made.values()))


def profile_text(form: str, r: random.Random) -> str:
    """Return the shipped profile of a form with matching of its own."""
    file = shipped("mentorcli/programmes") / f"{SHIPPED[form]}.toml"
    text = file.read_text(encoding="utf-8")
    fields = ", ".join(f'"{f}"' for f in FIELDS)
    fields += ', "level"' if form == "pairs" else ""
    for role, more in (("mentee", ""), ("mentor", ', "capacity", "not_topics"')):
        if form != "peers" or role == "mentee":
            text = re.sub(rf"(\[{role}\]\nfields = )\[.*\]", rf"\1[{fields}{more}]", text)
    before, _, after = text.partition("[matching]")
    calendar = after[after.index("[calendar.") :]
    calendar = re.sub(r"\[calendar\.(alumni|peers)\]", "[calendar.spring]", calendar)
    low, high = r.choice({"groups": [(2, 3), (2, 3), (1, 3)], "pairs": [(1, 3)],
                          "peers": [(2, 2), (2, 3), (3, 4)]}[form])  # fmt: skip
    before = re.sub(r"fewest = \d+\nmost = \d+", f"fewest = {low}\nmost = {high}", before)
    return f"{before}{OPTIONS}{_matching(form, r)}{calendar}"


def _matching(form: str, r: random.Random) -> str:
    stages = _stages(form, r)
    lines = [f"stages = [{', '.join(repr(s) for s in stages)}]"]
    if "worst_served" in stages and r.random() < 0.4:
        lines.append(f"worst_served = {r.choice(TOLERANCES)}")
    if r.random() < 0.3:
        lines.append(f"blank = {r.choice([0, 30, 100])}")
    rules = ["same_employer", "same_research_group", "same_supervisor", "no_common_theme"]
    kept = [x for x in rules if r.random() < 0.6 and (form != "peers" or x != "no_common_theme")]
    rule_lines = [f"{x} = {{}}" for x in ["common_language", *kept]]
    if r.random() < 0.4:
        line = r.choice([x for x in LINES if "town" in x or "ways" in x])
        rule_lines.append(line.replace(" =", "_rule =", 1).replace(", %s", ""))
    levels = r.choice([(60, 40, 30, 20), (100, 50, 20, 10), (7, 5, 3, 2)])
    criteria = [
        f"{x} = {{ points = {r.choice(levels)} }}" for x in r.sample(CRITERIA, r.randint(2, 4))
    ]
    some = r.sample(LINES[:4], r.randint(0, 2))
    criteria += [x % f"points = {r.choice(levels)}" for x in some]
    return "\n".join(["[matching]", *lines, "[matching.rules]", *rule_lines,
                      "[matching.criteria]", *criteria, "", ""])  # fmt: skip


def _stages(form: str, r: random.Random) -> list[str]:
    used = ["mentors_used"] if form != "peers" and r.random() < 0.35 else []
    worst = r.choice([["worst_served"], ["worst_served"], ["worst_served", "worst_served_2"], []])
    front = ["seated", *used] if r.random() < 0.8 else [*used, "seated"]
    stages = ["waited", *front, *worst, "total", "tie_break"]
    apart = random.Random()  # the cohorts are those that they were without the stage
    apart.setstate(r.getstate())
    if apart.random() < 0.6:
        place = front.index("seated") + 2 if apart.random() < 0.8 else len(stages) - 1
        stages.insert(place, "can_meet")
        if form in {"groups", "peers"} and apart.random() < 0.5:
            stages.insert(place + 1, "meet_together")
    return stages
