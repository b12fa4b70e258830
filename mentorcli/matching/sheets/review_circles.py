"""The review workbook of circles: pairs to keep and forbid, people to move, who has no circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.language import LANGUAGE_NAMES
from mentorcli.domain.plan import Firmness, Match, MatchingCase, Plan
from mentorcli.files.workbook import CellContent, Column, Sheet, write_workbook
from mentorcli.matching.board.circle_pool import Pool, pool_of
from mentorcli.matching.sheets.own_words import words_for_a_match
from mentorcli.matching.sheets.review import (
    DECISION,
    FORBID,
    FORBIDDEN,
    KEEP,
    LISTS,
    PLACE_WITH,
    WHY,
    best_of_waiting,
    method_sheet,
    rests_on,
    sheets_against_rules,
)
from mentorcli.matching.solve.circles.propose import reason_between
from mentorcli.matching.wording import listed, name_of

PAIRS, PEOPLE, NO_CIRCLE = "Circles", "People", "Without a circle"
ONE, OTHER, ONE_ID, OTHER_ID = "Person", "With", "Person id", "With id"
MOVE_TO = "Move to the circle of"
_DECISION_HINT = (
    "keep: these two stay in one circle. forbid: never these two. Empty: the next plan may decide "
    "anew. To move somebody use the sheet 'People'."
)
_MOVE_HINT = "Whose circle this person should go to, away from all who are with them now."
_PLACE_HINT = "Somebody whose circle this person should join; the next plan makes room."


def review_circles(case: MatchingCase, plan: Plan, firm: Sequence[Firmness] = ()) -> bytes:
    """Return the workbook in which a coordinator keeps, forbids and moves equals.

    As for mentors every row that can be edited carries the ids of its people in its last columns.
    With ``firm`` those who rest on least come first, and it is said how fragile their circle is.
    """
    pool, labels = pool_of(case), equal_labels(case)
    names = {a.person: name_of(a) for a in case.mentees}
    choices = f"='{LISTS}'!$A$2:$A${max(len(labels), 1) + 1}"
    said = {a.person: words_for_a_match(a, case.programme) for a in case.mentees}
    order = {f.mentee: x for x, f in enumerate(firm)}
    rests = {f.mentee: rests_on(f) for f in firm}
    sheets = [
        _pairs(pool, plan, names, order, rests),
        _people(plan, names, choices, order, rests, said),
        _without(plan, names, choices),
        _forbidden(plan, names),
        *sheets_against_rules(plan, names),
        method_sheet(case, plan),
        Sheet(LISTS, (Column(ONE, 40),), [[x] for x in sorted(labels.values())], hidden=True),
    ]
    return write_workbook(f"Review of {plan.cohort}", sheets)


def equal_labels(case: MatchingCase) -> dict[str, str]:
    """Return how each person (id) is called in the drop-downs: no two are called alike."""
    names = {a.person: name_of(a) for a in case.mentees}
    times = Counter(names.values())
    return {p: name if times[name] == 1 else f"{name} ({p})" for p, name in sorted(names.items())}


def _numbered(plan: Plan, order: Mapping[str, int]) -> list[Match]:
    """Return the circles, those with the most fragile person first; else as they stand."""
    if not order:
        return list(plan.matches)
    return sorted(plan.matches, key=lambda m: min(order[p] for p in m.mentees))


def _pairs(
    pool: Pool, plan: Plan, names: Mapping[str, str], order: Mapping[str, int],
    rests: Mapping[str, str],
) -> Sheet:  # fmt: skip
    columns = (
        Column("Circle", 8), Column("Language", 10), Column(ONE, 24), Column(OTHER, 24),
        Column("Points of the first", 9), Column("Points of the second", 9),
        Column("Why they fit", 80), Column(DECISION, 11, (KEEP, FORBID), editable=True, hint=_DECISION_HINT),
        Column(WHY, 30, editable=True), Column(ONE_ID, 13), Column(OTHER_ID, 13),
    )  # fmt: skip
    kept = {frozenset((d.mentee, d.mentor)): d for d in plan.decisions
            if d.kind is DecisionKind.KEEP}  # fmt: skip
    place = {a.person: i for i, a in enumerate(pool.people)}
    rows: list[list[CellContent]] = []
    for number, match in enumerate(_numbered(plan, order), 1):
        for one, other in combinations(match.mentees, 2):
            i, k = place[one], place[other]
            word = kept.get(frozenset((one, other)))
            rows.append([
                *([_weaker(one, other, order, rests)] if rests else []),
                number, LANGUAGE_NAMES[match.language], names[one], names[other],
                sum(pool.points[i, k]), sum(pool.points[k, i]),
                f"{reason_between(pool, i, k)} {reason_between(pool, k, i)}",
                KEEP if word else None, word.why or None if word else None, one, other,
            ])  # fmt: skip
    how = (Column("How firm", 18),) if rests else ()
    return Sheet(PAIRS, (*how, *columns), rows)


def _weaker(one: str, other: str, order: Mapping[str, int], rests: Mapping[str, str]) -> str:
    return rests[min((one, other), key=lambda p: order[p])]


def _people(
    plan: Plan, names: Mapping[str, str], choices: str, order: Mapping[str, int],
    rests: Mapping[str, str], said: Mapping[str, str],
) -> Sheet:  # fmt: skip
    columns = (
        Column(ONE, 24), Column("In a circle with", 40), Column("Points", 8),
        Column(MOVE_TO, 24, editable=True, choices_from=choices, hint=_MOVE_HINT),
        Column(WHY, 30, editable=True), Column("Their own words", 50), Column(ONE_ID, 13),
    )  # fmt: skip
    rows: list[list[CellContent]] = [
        [
            *([rests[p.mentee]] if rests else []), names[p.mentee],
            listed([names[x] for x in m.mentees if x != p.mentee]), p.score, None, None,
            said[p.mentee] or None, p.mentee,
        ]
        for m in plan.matches
        for p in m.pairs
    ]  # fmt: skip
    if rests:
        rows.sort(key=lambda row: order[str(row[-1])])
        return Sheet(PEOPLE, (Column("How firm", 18), *columns), rows)
    rows.sort(key=lambda row: (str(row[0]), str(row[-1])))
    return Sheet(PEOPLE, columns, rows)


def _without(plan: Plan, names: Mapping[str, str], choices: str) -> Sheet:
    columns = (
        Column(ONE, 24), Column("Why there is no circle", 60),
        Column("Best possible people (points both ways)", 40),
        Column(PLACE_WITH, 24, editable=True, choices_from=choices, hint=_PLACE_HINT),
        Column(WHY, 30, editable=True), Column(ONE_ID, 13),
    )  # fmt: skip
    rows: list[list[CellContent]] = [
        [names[u.person], u.reason, best_of_waiting(u, dict(names)), None, None, u.person]
        for u in sorted(plan.waiting, key=lambda u: (names[u.person], u.person))
    ]
    return Sheet(NO_CIRCLE, columns, rows)


def _forbidden(plan: Plan, names: Mapping[str, str]) -> Sheet:
    columns = (
        Column(ONE, 24), Column(OTHER, 24), Column(DECISION, 11, (FORBID,), editable=True),
        Column(WHY, 40, editable=True), Column(ONE_ID, 13), Column(OTHER_ID, 13),
    )  # fmt: skip
    forbids = [d for d in plan.decisions if d.kind is DecisionKind.FORBID]
    rows: list[list[CellContent]] = [
        [names.get(d.mentee, d.mentee), names.get(d.mentor, d.mentor), FORBID, d.why or None,
         d.mentee, d.mentor]
        for d in sorted(forbids, key=lambda d: (names.get(d.mentee, d.mentee), d))
    ]  # fmt: skip
    return Sheet(FORBIDDEN, columns, rows)
