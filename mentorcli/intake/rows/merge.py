"""An export against what is stored: new, changed, unchanged, problem, skipped, missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.answer_key import is_carried, version_of
from mentorcli.domain.application import Application, ApplicationState, sorted_applications
from mentorcli.domain.importing import (
    ImportedRow,
    ImportPlan,
    RowReading,
    RowState,
    Settled,
    identity_of,
)
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.text import match_key, unaccented
from mentorcli.intake.rows.alike_answers import alike
from mentorcli.intake.rows.answer_changes import (
    NAMING,
    Age,
    age_of,
    changes_between,
    is_before,
    mark_of_change,
    rank,
    was_answered_again,
    with_whole_phone,
)
from mentorcli.intake.rows.answers_twice import Drafts, answers_twice
from mentorcli.intake.rows.known_times import at_other_times
from mentorcli.intake.rows.moved_answers import not_theirs, slipped
from mentorcli.intake.rows.person_questions import LIKELY, Doubt, questions
from mentorcli.intake.rows.row_ends import held_change, place_of, row_end
from mentorcli.intake.rows.same_person import at_address_elsewhere, with_known_people

STILL_WITHDRAWN = "still_withdrawn"


def merge(
    readings: Sequence[RowReading],
    existing: Sequence[Application],
    settled: Settled | None = None,
    asked: Mapping[int, Doubt] | None = None,
) -> ImportPlan:
    """Return what importing the rows would do to a cohort's applications.

    ``existing`` are all applications of the cohort, of every role and form; ``settled`` is what
    people have decided; ``asked`` are rows of which it is known that a person must decide. The sum
    of the row states is the number of readings. The order of the rows decides nothing but their
    numbers.
    """
    settled = settled or Settled()
    found = {r.number: r.draft for r in readings if r.draft is not None}
    drafts = with_known_people(found, existing, settled)
    stored = {a.key(): a for a in existing}
    drafts = {n: with_whole_phone(d, stored.get(d.key())) for n, d in drafts.items()}
    ended = {r.number: _without_draft(r) for r in readings if not r.draft}
    problems = [p for r in sorted(readings, key=lambda r: r.number) for p in r.problems]
    ended |= answers_twice(drafts, settled, problems)
    left = {n: d for n, d in drafts.items() if n not in ended}
    doubts = questions(left, existing, settled, asked or {})
    gone = alike(left, existing, settled)
    doubts |= {n: d for n, d in gone.items() if n not in doubts or doubts[n].code in LIKELY}
    for number, question in sorted(doubts.items()):
        draft = left.pop(number, None) or drafts[number]
        ended[number] = row_end(number, draft, RowState.PROBLEM, question.code)
        problems.append(question.problem(draft, place_of(draft, number)))
    problems += _namesakes(left, existing, settled)
    age = Age(False) if settled.turn_back else age_of(drafts.values(), existing)
    weighed = _row_ends(left, existing, settled, age)
    ended |= weighed
    held = [(n, row) for n, row in sorted(weighed.items()) if row.state is RowState.PROBLEM]
    problems += [held_change(row, left[n]) for n, row in held]
    problems += [*_other_addresses(left, weighed), *_other_names(left, weighed, settled)]
    table = place_of(readings[0].draft) if readings else Place()
    problems += [*slipped(problems, table), *_about_age(age, table, ended)]
    new = [_as_stored(left[n], r) for n, r in weighed.items() if r.state in _TO_STORE]
    new += at_other_times([left[n] for n, r in weighed.items() if r.state is _SAME], existing)
    old = [left[n] for n, row in weighed.items() if row.reason == "superseded"]
    return ImportPlan(
        rows=tuple(ended[n] for n in sorted(ended)),
        applications=sorted_applications(tuple(new)),
        missing=()
        if age.older
        else _missing(readings, drafts.values(), existing, len(asked or {})),
        problems=tuple(problems),
        superseded=sorted_applications(tuple(old)),
    )


_TO_STORE = frozenset({RowState.NEW, RowState.CHANGED})
_SAME = RowState.UNCHANGED


def _other_addresses(drafts: Drafts, rows: Mapping[int, ImportedRow]) -> Iterator[Problem]:
    """Yield a note for each person whose letters go to another address than an answer before gave."""
    best = {(d.role, rows[n].person): n for n, d in drafts.items() if rows[n].state in _TO_STORE}
    before = {
        (best[draft.role, row.person], draft.email)
        for n, draft in drafts.items()
        if (row := rows[n]).reason == "superseded" and (draft.role, row.person) in best
    }
    changed = ((n, x) for n in best.values() for x in rows[n].changes)
    before |= {(n, x.before) for n, x in changed if x.field == "email" and x.before}
    for n, was in sorted(before):
        now = drafts[n].email
        if match_key(was) != match_key(now):
            said = {"name": drafts[n].name, "email": now, "before": was}
            yield Problem.of("address_changed", Severity.NOTE, place_of(drafts[n], n), **said)


def _other_names(
    drafts: Drafts, rows: Mapping[int, ImportedRow], settled: Settled
) -> Iterator[Problem]:
    """Yield a note for each newcomer who is known from another cohort by another name."""
    for n, draft in sorted(drafts.items()) if settled.elsewhere else ():
        there = at_address_elsewhere(draft, settled)
        names = [name for _, name, person in there if person == draft.person]
        called = {frozenset(unaccented(name).split()) for name in names}
        new = rows[n].state is RowState.NEW
        if new and names and frozenset(unaccented(draft.name).split()) not in called:
            said = {"name": draft.name, "email": draft.email, "before": names[0]}
            yield Problem.of("known_elsewhere", Severity.NOTE, place_of(draft, n), **said)


def _as_stored(draft: Application, row: ImportedRow) -> Application:
    """Return an answer as it is stored: who has withdrawn does not return by what others changed."""
    if row.reason == STILL_WITHDRAWN:
        return replace(draft, state=ApplicationState.WITHDRAWN)
    return draft


def _row_ends(
    drafts: Drafts, existing: Sequence[Application], settled: Settled, age: Age
) -> dict[int, ImportedRow]:
    """Return where each row ends that is nobody's question: of each person the newest counts."""
    keys = {d.response_key() for d in drafts.values()}
    stored = {a.key(): a for a in existing}
    best: dict[tuple[str, str], int] = {}
    for number, draft in drafts.items():
        other = best.setdefault(draft.key(), number)
        if other != number and rank(draft) > rank(drafts[other]):
            best[draft.key()] = number
    others = not_theirs({n: drafts[n] for n in best.values()}, existing)
    rows = {}
    for n, draft in sorted(drafts.items()):
        old = stored.get(draft.key())
        if best[draft.key()] != n:
            rows[n] = row_end(n, draft, RowState.SKIPPED, "superseded")
        elif old is None:
            rows[n] = row_end(n, draft, RowState.NEW)
        else:
            here = old.response_key() in keys
            rows[n] = _against(n, draft, old, settled, age, here=here, doubt=others.get(n, ""))
    return rows


def _against(
    number: int,
    draft: Application,
    old: Application,
    settled: Settled,
    age: Age,
    *,
    here: bool,
    doubt: str,
) -> ImportedRow:
    """Return where a row ends when it is compared with the stored application of the person.

    An answer given before the stored one is passed over, unless the stored one is ``here`` in this
    export too and has been weighed already.
    """
    withdrawn = old.state is ApplicationState.WITHDRAWN
    if withdrawn:  # what is compared is the answer, not where it stands
        old = replace(old, state=draft.state)
    untimed = draft.moment() is None and old.moment() is not None
    if not here and not untimed and is_before(draft, old):
        return row_end(number, draft, RowState.SKIPPED, "superseded")
    changes = changes_between(old, draft)
    again = withdrawn and was_answered_again(old, draft)
    if not changes and not again:
        return row_end(number, draft, RowState.UNCHANGED)
    if untimed and not here and not settled.may_return(draft.person):
        state, reason = RowState.PROBLEM, "change_untimed"
    else:
        # who said that two are one person has taken the new name and address with it
        one = frozenset({identity_of(old), identity_of(draft)}) in settled.same
        taken = one and {c.field for c in changes} <= {"name", *NAMING}
        state, reason = _end_of_change(old, draft, settled, age, again=again, taken=taken)
    if doubt and state is RowState.CHANGED and not settled.may_return(draft.person):
        state, reason = RowState.PROBLEM, doubt
    if state is RowState.PROBLEM and mark_of_change(draft) in settled.left:
        state, reason = RowState.SKIPPED, "change_left"
    if state is RowState.CHANGED and withdrawn and not again:
        reason = STILL_WITHDRAWN
    return row_end(number, draft, state, reason, () if state is RowState.SKIPPED else changes)


def _end_of_change(
    old: Application, draft: Application, settled: Settled, age: Age, *, again: bool, taken: bool
) -> tuple[RowState, str]:
    """Return the state and the reason of a row whose answers differ from the stored ones.

    ``again`` tells that somebody who has withdrawn answered again, ``taken`` that the changes were decided.
    """
    if old.response_key() == draft.response_key() and not settled.turn_back:
        known = age.of_answer(draft, old)
        if known < 0:
            return RowState.SKIPPED, "older_answer"
        if not known and age.older:
            return RowState.PROBLEM, "older_export"
    if again and not settled.may_return(draft.person):
        return RowState.PROBLEM, "applies_again"
    if draft.person in settled.fixed and not taken:
        return RowState.PROBLEM, "change_in_plan"
    return RowState.CHANGED, ""


def _without_draft(reading: RowReading) -> ImportedRow:
    if reading.skipped:
        return ImportedRow(reading.number, RowState.SKIPPED, reason=reading.skipped)
    reason = reading.problems[0].code if reading.problems else "unreadable"
    return ImportedRow(reading.number, RowState.PROBLEM, reason=reason)


def _namesakes(drafts: Drafts, existing: Sequence[Application], settled: Settled) -> list[Problem]:
    """Tell of two people of one name in one role; nothing is changed."""
    said = {i for pair in settled.different for i in pair}
    people = {(a.role, match_key(a.name), a.person) for a in (*existing, *drafts.values())}
    times = Counter((role, name) for role, name, _ in people)
    shared = {key for key, count in times.items() if count > 1}
    return [
        Problem.of("name_shared", Severity.NOTE, place_of(d, n), name=d.name, email=d.email)
        for n, d in (sorted(drafts.items()) if shared else ())
        if (d.role, match_key(d.name)) in shared and identity_of(d) not in said
    ]


def _about_age(age: Age, table: Place, ended: Mapping[int, ImportedRow]) -> list[Problem]:
    back = sum(1 for r in ended.values() if r.reason == "older_answer")
    if not age.older and not back:
        return []
    said = {"here": age.here, "known": age.known, "count": back}
    code = "export_is_older" if age.older else "older_answers"
    return [Problem.of(code, Severity.NOTE, table, **said)]


def _missing(
    readings: Sequence[RowReading],
    drafts: Iterable[Application],
    existing: Sequence[Application],
    doubted: int,
) -> tuple[Application, ...]:
    """Return stored answers to the same form that this export no longer holds.

    An export tells nothing of a copy of which it holds no answer, or not more than are in doubt.
    """
    every = list(drafts) if existing else []
    forms = {(d.form, d.role) for d in every}
    seen = {r.response for r in readings if r.response} | {d.response for d in every}
    people = {d.key() for d in every}
    theirs = [a for a in existing if (a.form, a.role) in forms and not is_carried(a.response)]
    there = Counter(version_of(a.response) for a in theirs if a.response in seen)
    gone = [
        a
        for a in theirs
        if there[version_of(a.response)] > doubted
        and a.response not in seen
        and a.key() not in people
        and a.state is not ApplicationState.WITHDRAWN
    ]
    return sorted_applications(tuple(gone))
