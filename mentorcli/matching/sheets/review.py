"""The review workbook: the plan laid out for the coordinator to look at and to change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mentorcli.domain.application import Application
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.excused import excused_pairs, rules_in_words
from mentorcli.domain.language import LANGUAGE_NAMES
from mentorcli.domain.plan import Firmness, MatchingCase, Plan, Stage, Unplaced
from mentorcli.files.workbook import CellContent, Column, Sheet, write_workbook
from mentorcli.matching.board.objectives import place_from_worst
from mentorcli.matching.board.seats import seats_of
from mentorcli.matching.criteria import criteria_of
from mentorcli.matching.rules import rules_of
from mentorcli.matching.sheets.own_words import words_for_a_match
from mentorcli.matching.wording import name_of

MATCHES, WAITING, MENTORS, FORBIDDEN, AGAINST, METHOD, LISTS = (
    "Matches", "Without a match", "Mentors", "Forbidden so far", "Against a rule",
    "How it was made", "Lists",
)  # fmt: skip
DECISION, MOVE_TO, PLACE_WITH, WHY = "Decision", "Move to", "Place with", "Your reason"
MENTEE, MENTOR, MENTEE_ID, MENTOR_ID = "Mentee", "Mentor", "Mentee id", "Mentor id"
KEEP, FORBID, MOVE = "keep", "forbid", "move"
_KINDS = {"pair": "a mentee and a mentor", "mates": "two mentees"}
_DECISION_HINT = (
    "keep: these two stay together. forbid: never these two. move: choose the new mentor in the "
    "next column. Empty: the next plan may decide anew."
)
_MOVE_HINT = "Only with the decision 'move': the mentor to whom the mentee goes."
_PLACE_HINT = "A mentor whom this mentee should get; the next plan makes room."
_STAGES = {
    "waited": "Those left waiting in an earlier period come first",
    "seated": "As many mentees as possible get a place",
    "worst_served": "The lowest score among pairs not kept by hand is as high as it can be",
    "total": "The sum of all scores is as high as it can be",
    "tie_break": "Which of equal plans it is follows from people's ids, never from chance",
}


def review_sheet(case: MatchingCase, plan: Plan, firm: Sequence[Firmness] = ()) -> bytes:
    """Return the workbook in which a coordinator keeps, forbids and moves people.

    Every row that can be edited carries the ids of its people in its last columns, so that it
    comes back without doubt however the sheet was sorted, filtered or cut (``read_review``). With
    ``firm`` the pairs that rest on least come first, and it is said how fragile each is.
    """
    labels = mentor_labels(case)
    people = {a.person: a for a in (*case.mentors, *case.mentees)}
    names = {person: name_of(a) for person, a in people.items()}
    said = {p: words_for_a_match(a, case.programme) for p, a in people.items()}
    choices = f"='{LISTS}'!$A$2:$A${max(len(labels), 1) + 1}"
    sheets = [
        _matches(plan, names, choices, {f.mentee: f for f in firm}, said),
        _waiting(plan, names, choices),
        _mentors(case, plan, names),
        _forbidden(plan, names),
        *sheets_against_rules(plan, names),
        method_sheet(case, plan),
        Sheet(LISTS, (Column(MENTOR, 40),), [[x] for x in sorted(labels.values())], hidden=True),
    ]
    return write_workbook(f"Review of {plan.cohort}", sheets)


def _stage(key: str) -> str:
    k = place_from_worst(key)
    return f"The lowest score but {k - 1} is as high as it can be" if k else _STAGES.get(key, key)


def _reached(stage: Stage) -> tuple[CellContent, ...]:
    """Return what a stage reached; the number that settles equals says nothing to people."""
    if stage.key == "tie_break":
        return (None, None, None)
    return (stage.value, stage.bound, stage.unit)


def mentor_labels(case: MatchingCase) -> dict[str, str]:
    """Return how each mentor (person id) is called in the drop-downs: no two are called alike."""
    names = {a.person: name_of(a) for a in case.mentors}
    times = Counter(names.values())
    return {p: name if times[name] == 1 else f"{name} ({p})" for p, name in sorted(names.items())}


def _matches(
    plan: Plan, names: dict[str, str], choices: str, firm: dict[str, Firmness], said: dict[str, str]
) -> Sheet:
    columns = (
        Column(MENTOR, 24), Column("Language", 10), Column(MENTEE, 24), Column("Score", 8),
        Column("Why they fit", 70), Column(DECISION, 11, (KEEP, FORBID, MOVE), editable=True, hint=_DECISION_HINT),
        Column(MOVE_TO, 24, editable=True, choices_from=choices, hint=_MOVE_HINT), Column(WHY, 30, editable=True),
        Column("The mentee's own words", 40), Column("The mentor's own words", 40),
        Column(MENTEE_ID, 13), Column(MENTOR_ID, 13),
    )  # fmt: skip
    why = {(d.mentee, d.mentor): d.why for d in plan.decisions if d.kind is DecisionKind.KEEP}
    by_mentor = sorted(plan.matches, key=lambda m: (names.get(m.mentor, m.mentor), m.mentor))
    rows: list[list[CellContent]] = [
        [
            *([rests_on(firm[p.mentee])] if firm else []),
            names.get(m.mentor, m.mentor), LANGUAGE_NAMES[m.language],
            names.get(p.mentee, p.mentee), p.score, p.reason, KEEP if p.kept_by_hand else None,
            None, why.get((p.mentee, m.mentor)) or None,
            said.get(p.mentee) or None, said.get(m.mentor) or None, p.mentee, m.mentor,
        ]
        for m in by_mentor
        for p in m.pairs
    ]  # fmt: skip
    if firm:
        place = {p: x for x, p in enumerate(firm)}
        rows.sort(key=lambda row: place[str(row[-2])])
        return Sheet(MATCHES, (Column("How firm", 18), *columns), rows)
    return Sheet(MATCHES, columns, rows)


def rests_on(pair: Firmness) -> str:
    """Return in a few words how firm a pair, or somebody's circle, is."""
    if pair.firm():
        return "firm"
    tied = "an equal plan is without it" if pair.tied else ""
    weights = f"{pair.left} of {pair.tried} weights break it" if pair.left else ""
    return "; ".join(text for text in (weights, tied) if text)


def _waiting(plan: Plan, names: dict[str, str], choices: str) -> Sheet:
    columns = (
        Column(MENTEE, 24), Column("Why there is no match", 60),
        Column("Best possible mentors (score)", 40),
        Column(PLACE_WITH, 24, editable=True, choices_from=choices, hint=_PLACE_HINT), Column(WHY, 30, editable=True),
        Column(MENTEE_ID, 13),
    )  # fmt: skip
    rows: list[list[CellContent]] = [
        [names.get(u.person, u.person), u.reason, best_of_waiting(u, names), None, None, u.person]
        for u in sorted(plan.waiting, key=lambda u: (names.get(u.person, u.person), u.person))
    ]
    return Sheet(WAITING, columns, rows)


def best_of_waiting(person: Unplaced, names: dict[str, str]) -> str:
    """Return who would be allowed with somebody, with scores, in one cell."""
    return "; ".join(f"{names.get(p, p)} ({score})" for p, score in person.best)


def _mentors(case: MatchingCase, plan: Plan, names: dict[str, str]) -> Sheet:
    columns = (
        Column(MENTOR, 24), Column("Takes", 8), Column("Has", 6), Column("Free places", 8),
        Column("State", 60), Column("Best possible mentees (score)", 40), Column(MENTOR_ID, 13),
    )  # fmt: skip
    unused = {u.person: u for u in plan.unused}
    ordered = sorted(case.mentors, key=lambda a: (names[a.person], a.person))
    rows: list[list[CellContent]] = [_mentor(case, plan, a, unused, names) for a in ordered]
    return Sheet(MENTORS, columns, rows)


def _takes(mentor: Application, case: MatchingCase) -> str:
    """Return what a mentor offered, and how many of those a programme of pairs uses."""
    offered, most = mentor.capacity(), case.programme.group[1]
    over = case.programme.form == "pairs" and offered.most > most
    return f"{offered} (here {most})" if over else str(offered)


def _mentor(
    case: MatchingCase,
    plan: Plan,
    mentor: Application,
    unused: dict[str, Unplaced],
    names: dict[str, str],
) -> list[CellContent]:
    mine = [m for m in plan.matches if m.mentor == mentor.person]
    seats = seats_of(mentor.capacity(), case.programme)
    has = sum(len(m.mentees) for m in mine)
    idle = unused.get(mentor.person)
    state = "Has a group" if mine else idle.reason if idle else ""
    return [
        names[mentor.person], _takes(mentor, case), has, (seats[1] if seats else 0) - has, state,
        best_of_waiting(idle, names) if idle else None, mentor.person,
    ]  # fmt: skip


def _forbidden(plan: Plan, names: dict[str, str]) -> Sheet:
    columns = (
        Column(MENTEE, 24), Column(MENTOR, 24), Column(DECISION, 11, (FORBID,), editable=True),
        Column(WHY, 40, editable=True), Column(MENTEE_ID, 13), Column(MENTOR_ID, 13),
    )  # fmt: skip
    forbids = [d for d in plan.decisions if d.kind is DecisionKind.FORBID]
    rows: list[list[CellContent]] = [
        [names.get(d.mentee, d.mentee), names.get(d.mentor, d.mentor), FORBID, d.why or None,
         d.mentee, d.mentor]
        for d in sorted(forbids, key=lambda d: (names.get(d.mentee, d.mentee), d))
    ]  # fmt: skip
    return Sheet(FORBIDDEN, columns, rows)


def sheets_against_rules(plan: Plan, names: dict[str, str]) -> list[Sheet]:
    """Return the sheet of pairs that are together against a rule, where there are any."""
    columns = (Column(MENTEE, 24), Column(MENTOR, 24), Column("Against the rule", 30),
               Column("Until", 14), Column("Reason", 50))  # fmt: skip
    rows: list[list[CellContent]] = [
        [names.get(d.mentee, d.mentee), names.get(d.mentor, d.mentor),
         rules_in_words(d),
         str(d.until) if d.until else "the cohort's end", d.why or None]
        for d in excused_pairs(plan)
    ]  # fmt: skip
    return [Sheet(AGAINST, columns, rows)] if rows else []


def method_sheet(case: MatchingCase, plan: Plan) -> Sheet:
    """Return the sheet that says how a plan was made: stages, rules and criteria."""
    columns = (Column("What", 16), Column("Name", 24), Column("Meaning", 70), Column("Value", 12),
               Column("Best possible", 14), Column("Unit", 36))  # fmt: skip
    rows: list[list[CellContent]] = [
        ["Stage", s.key, _stage(s.key), *_reached(s)] for s in plan.stages
    ]
    purposes = {rule.key: rule.purpose for rule in rules_of(case.programme)}
    rows += [
        [
            "Rule",
            r.rule,
            f"{purposes.get(r.rule, '')} Value: blocked pairs of {_KINDS[r.kind]}.",
            r.blocked,
            None,
            f"of {r.of} pairs ({r.alone} by it alone)",
        ]
        for r in plan.rules
    ]
    rows += [
        [
            "Criterion",
            c.key,
            c.purpose,
            c.most,
            None,
            "points at most",
        ]
        for c in criteria_of(case.programme)
    ]
    rows.append(["Plan", "cohort", plan.cohort, None, None, None])
    rows.append(["Plan", "inputs", plan.inputs, None, None, None])
    return Sheet(METHOD, columns, rows)
