"""Points and lines of a profile, read from the answers anew: nothing of the product is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mentorcli.domain.application import Application
from mentorcli.domain.plan import MatchingCase

SHIPPED = {
    "themes": {"share": True, "mentee": "goals", "mentor": "themes", "without": "not_topics"},
    "shared_goals": {"share": True, "field": "goals"},
    "industry": {"same": True, "field": "industries"},
    "role": {"same": True, "field": "functions"},
    "meeting_mode": {"share": True, "field": "meeting_modes"},
}


NARROWER = {"in_person": {"otaniemi", "helsinki", "elsewhere"}}
"""What an answer of the catalogue stands for; these stand for everything that is asked:"""
EVERYTHING = {"any", "any_way"}


def plain(texts: Iterable[str], key: str, case: MatchingCase) -> set[str]:
    """Return answers by what they come to in the end: places and themes, none that means several."""
    asked = {o.code for fs in case.programme.fields.values() for f in fs if f.key == key
             for o in f.options} - EVERYTHING - NARROWER.keys()  # fmt: skip
    found: set[str] = set()
    for text in texts:
        found |= asked if text in EVERYTHING else NARROWER.get(text, {text})
    return found


def speaks(a: Application) -> set[str]:
    return set(a.choices("languages"))


def met(
    line: Mapping[str, Any], a: Application, b: Application, case: MatchingCase
) -> tuple[int, int]:
    """Return how many of how many a line of the profile finds met; of 0 where one did not answer."""
    mine, theirs = line.get("mentee") or line["field"], line.get("mentor") or line["field"]
    if "steps" in line or "within" in line:
        levels = [level(a, mine, case), level(b, theirs, case)]
        if None in levels:
            return 0, 0
        apart = levels[1] - levels[0]
        return int(apart in line["steps"] if "steps" in line else abs(apart) <= line["within"]), 1
    own, other = list(answers(a, mine)), plain(answers(b, theirs), theirs, case)
    if not own or not other:
        return 0, 0
    other -= set(answers(b, line["without"])) if "without" in line else set()
    shared = sum(not other.isdisjoint(plain([x], theirs, case)) for x in own)
    if "share" in line:
        return shared, len(own)
    return int((shared > 0) == ("same" in line)), 1


def no_way(a: Application, b: Application) -> bool:
    """Tell whether two who both said how they could meet have no way in common."""
    mine, theirs = ways(a), ways(b)
    return bool(mine and theirs) and not mine & theirs


def nowhere(people: Iterable[Application]) -> bool:
    """Tell whether no way suits all of these who said one."""
    said = [w for a in people if (w := ways(a))]
    return bool(said) and not set.intersection(*said)


def ways(a: Application) -> set[str]:
    """Return where and how somebody can meet, taken apart as far as it goes; empty where unsaid."""
    places = NARROWER["in_person"]
    stands = NARROWER | dict.fromkeys(EVERYTHING, places | {"remote"})
    return {y for x in answers(a, "meeting_modes") for y in stands.get(x, {x})}


def answers(a: Application, key: str) -> tuple[str, ...]:
    value = a.value(key)
    if value is None:
        return ()
    return tuple(value) if isinstance(value, tuple) else (str(value).strip().casefold(),)


def level(a: Application, key: str, case: MatchingCase) -> int | None:
    value = a.value(key)
    if value is None or isinstance(value, int):
        return value
    asked = next(f for f in case.programme.fields[a.role] if f.key == key)
    return [o.code for o in asked.options].index(value[0]) if value else None


def points(
    key: str, most: int, line: Mapping[str, Any], a: Application, b: Application, case: MatchingCase
) -> int:
    """Return the points that a criterion gives somebody with a partner."""
    blank = case.programme.blank
    if key == "language":
        return _language(most, a, b, case)
    got, of = met(SHIPPED.get(key) or line, a, b, case)
    return most * got // of if of else most * blank // 100


def _language(most: int, a: Application, b: Application, case: MatchingCase) -> int:
    """Two thirds for the first language of the one, a third for that of the other, where known."""
    mine, theirs = a.choices("languages"), b.choices("languages")
    shared = [x for x in mine if x in theirs]
    if not shared:
        return 0
    works = shared[0] if len(shared) == 1 else ""
    if len(shared) > 1 and case.programme.form.key == "pairs":
        early = {x: mine.index(x) + theirs.index(x) for x in shared}
        lowest = [x for x in shared if early[x] == min(early.values())]
        works = lowest[0] if len(lowest) == 1 else ""
    keeping = keeps_order(case)
    firsts = [
        x.choices("languages")[0] if x.form in keeping or len(x.choices("languages")) == 1 else ""
        for x in (a, b)
    ]
    sides = list(zip(firsts, (2, 1), strict=True))
    known = sum(part for first, part in sides if works and first == works)
    unknown = sum(part for first, part in sides if not works or not first)
    return most * known // 3 + (most * unknown // 3) * case.programme.blank // 100


def keeps_order(case: MatchingCase) -> set[str]:
    """Return the forms in which two people have two languages the other way round."""
    ways = {
        (a.form, said[i], said[k])
        for a in (*case.mentees, *case.mentors)
        for said in (a.choices("languages"),)
        for i in range(len(said))
        for k in range(i + 1, len(said))
    }
    return {form for form, one, other in ways if (form, other, one) in ways}
