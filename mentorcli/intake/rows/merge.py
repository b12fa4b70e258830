"""An export against what is stored: new, changed, unchanged, problem, skipped, missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mentorcli.domain.application import Application, ApplicationState, sorted_applications, told_of
from mentorcli.domain.importing import (
    ImportedRow,
    ImportPlan,
    RowReading,
    RowState,
    Settled,
    identity_of,
)
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.text import match_key
from mentorcli.intake.rows.changes import changes_between, was_answered_again
from mentorcli.intake.rows.identity import with_known_people
from mentorcli.intake.rows.newest import Age, age_of, rank
from mentorcli.intake.rows.response_keys import version_of
from mentorcli.intake.rows.same_person import Question, in_words, questions

STILL_WITHDRAWN = "still_withdrawn"


def merge(
    readings: Sequence[RowReading],
    existing: Sequence[Application],
    settled: Settled | None = None,
    asked: Mapping[int, Question] | None = None,
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
    ended: dict[int, ImportedRow] = {r.number: _without_draft(r) for r in readings if not r.draft}
    problems = [p for r in sorted(readings, key=lambda r: r.number) for p in r.problems]
    places = _Places(readings)
    ended |= _same_response(drafts, places, problems)
    open_drafts = {n: d for n, d in drafts.items() if n not in ended}
    for number, question in sorted(questions(open_drafts, existing, settled, asked or {}).items()):
        ended[number] = _held(number, drafts[number], question.code)
        problems.append(in_words(drafts[number], question, places[number]))
    left = {n: d for n, d in drafts.items() if n not in ended}
    problems += _namesakes(left, existing, places, settled)
    age = Age(False) if settled.turn_back else age_of(drafts.values(), existing)
    weighed = _weighed(left, existing, settled, age)
    ended |= weighed
    held = {n: r for n, r in weighed.items() if r.state is RowState.PROBLEM}
    problems += [_about(row, places[n]) for n, row in sorted(held.items())]
    problems += _told_of_age(age, places, ended)
    taken = {RowState.NEW, RowState.CHANGED}
    return ImportPlan(
        rows=tuple(ended[n] for n in sorted(ended)),
        applications=sorted_applications(
            tuple(_as_taken(left[n], row) for n, row in weighed.items() if row.state in taken)
        ),
        missing=() if age.older else _missing(readings, drafts.values(), existing),
        problems=tuple(problems),
        superseded=sorted_applications(
            tuple(left[n] for n, row in weighed.items() if row.reason == "superseded")
        ),
    )


def _as_taken(draft: Application, row: ImportedRow) -> Application:
    """Return an answer as it is stored: who has withdrawn does not return by what others changed."""
    if row.reason == STILL_WITHDRAWN:
        return replace(draft, state=ApplicationState.WITHDRAWN)
    return draft


def _weighed(
    drafts: Mapping[int, Application],
    existing: Sequence[Application],
    settled: Settled,
    age: Age,
) -> dict[int, ImportedRow]:
    """Return where each row ends that is nobody's question."""
    stored = _by_person(existing, drafts.values())
    return {
        n: _against(n, draft, stored, settled, age) if newest else _superseded(n, draft)
        for n, draft, newest in _newest_of_each(drafts)
    }


def _by_person(
    existing: Sequence[Application], drafts: Iterable[Application]
) -> dict[tuple[str, str], tuple[Application, bool]]:
    """Return each stored application by role and person, and whether the export has its answer."""
    here = {(d.form, d.response) for d in drafts}
    return {(a.role, a.person): (a, (a.form, a.response) in here) for a in existing}


def _without_draft(reading: RowReading) -> ImportedRow:
    if reading.skipped:
        return ImportedRow(reading.number, RowState.SKIPPED, reason=reading.skipped)
    reason = reading.problems[0].code if reading.problems else "unreadable"
    return ImportedRow(reading.number, RowState.PROBLEM, reason=reason)


class _Places:
    """Where rows stand, looked for where somebody is told: of most rows nobody is."""

    def __init__(self, readings: Sequence[RowReading]) -> None:
        self._readings = {r.number: r for r in readings}

    def __getitem__(self, number: int) -> Place:
        draft = self._readings[number].draft
        told = told_of(draft.answers)[1] if draft else {}
        if not told:
            return Place(cell=f"A{number}")
        origin = next(iter(told.values()))[0]
        return Place(origin.file, origin.sheet, f"A{number}")

    def table(self) -> Place:
        """Return the table, as far as the first row tells it."""
        first = self[next(iter(self._readings))] if self._readings else Place()
        return Place(first.file, first.sheet)


def _held(number: int, draft: Application, reason: str) -> ImportedRow:
    return ImportedRow(number, RowState.PROBLEM, draft.person, draft.name, reason)


def _superseded(number: int, draft: Application) -> ImportedRow:
    return ImportedRow(number, RowState.SKIPPED, draft.person, draft.name, "superseded")


def _same_response(
    drafts: Mapping[int, Application], places: _Places, problems: list[Problem]
) -> dict[int, ImportedRow]:
    """A response key that stands twice: a copied row is left out, two different ones are held."""
    ended: dict[int, ImportedRow] = {}
    times = Counter(d.response for d in drafts.values())
    if len(times) == len(drafts):
        return ended
    repeated = ((d.response, n) for n, d in drafts.items() if times[d.response] > 1)
    for numbers in _grouped(repeated).values():
        first, *rest = sorted(numbers, key=lambda n: (rank(drafts[n]), -n), reverse=True)
        if all(not _differs(drafts[first], drafts[n]) for n in rest):
            for n in rest:
                draft = drafts[n]
                ended[n] = ImportedRow(n, RowState.SKIPPED, draft.person, draft.name, "row_twice")
            continue
        for n in numbers:
            ended[n] = _held(n, drafts[n], "response_twice")
            said = {"response": drafts[n].response[:40]}
            problems.append(Problem.of("response_twice", Severity.DECIDE, places[n], **said))
    return ended


def _differs(one: Application, other: Application) -> bool:
    return bool(changes_between(one, other)) or identity_of(one) != identity_of(other)


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, number in sorted(pairs):
        found.setdefault(key, []).append(number)
    return found


def _namesakes(
    drafts: Mapping[int, Application],
    existing: Sequence[Application],
    places: _Places,
    settled: Settled,
) -> list[Problem]:
    """Tell of two people of one name in one role; nothing is changed."""
    said = {i for pair in settled.different for i in pair}
    people = {(a.role, match_key(a.name), a.person) for a in (*existing, *drafts.values())}
    times = Counter((role, name) for role, name, _ in people)
    shared = {key for key, count in times.items() if count > 1}
    return [
        Problem.of("name_shared", Severity.NOTE, places[n], name=d.name, email=d.email)
        for n, d in (sorted(drafts.items()) if shared else ())
        if (d.role, match_key(d.name)) in shared and identity_of(d) not in said
    ]


def _newest_of_each(
    drafts: Mapping[int, Application],
) -> list[tuple[int, Application, bool]]:
    """Return the drafts by row with the mark of the one that counts for its person and role."""
    best: dict[tuple[str, str], int] = {}
    for number, draft in drafts.items():
        other = best.setdefault((draft.role, draft.person), number)
        if other != number and rank(draft) > rank(drafts[other]):
            best[draft.role, draft.person] = number
    return [(n, d, best[d.role, d.person] == n) for n, d in sorted(drafts.items())]


def _against(
    number: int,
    draft: Application,
    stored: Mapping[tuple[str, str], tuple[Application, bool]],
    settled: Settled,
    age: Age,
) -> ImportedRow:
    """Return where a row ends when it is compared with the stored application of the person.

    An answer given before the stored one is passed over, unless the stored one is of this
    export too and has been weighed already.
    """
    old, here = stored.get((draft.role, draft.person), (None, False))
    if old is None:
        return ImportedRow(number, RowState.NEW, draft.person, draft.name)
    done = ImportedRow(number, RowState.UNCHANGED, draft.person, draft.name)
    withdrawn = old.state is ApplicationState.WITHDRAWN
    if withdrawn:  # what is compared is the answer, not where it stands
        old = replace(old, state=draft.state)
    if not here and rank(draft)[:2] < rank(old)[:2]:
        return _superseded(number, draft)
    changes = changes_between(old, draft)
    again = withdrawn and was_answered_again(old, draft)
    if not changes and not again:
        return done
    ends = _changed(old, draft, settled, age, again=again)
    if withdrawn and not again and ends["state"] is RowState.CHANGED:
        ends["reason"] = STILL_WITHDRAWN
    return replace(done, **({"changes": changes} | ends))


def _changed(
    old: Application, draft: Application, settled: Settled, age: Age, *, again: bool
) -> dict[str, Any]:
    """Return the state and the reason of a row whose answers differ from the stored ones.

    ``again`` tells that somebody who has withdrawn answered again.
    """
    if (old.form, old.response) == (draft.form, draft.response) and not settled.turn_back:
        known = age.of_answer(draft, old)
        if known < 0:
            return {"state": RowState.SKIPPED, "reason": "older_answer", "changes": ()}
        if not known and age.older:
            return {"state": RowState.PROBLEM, "reason": "older_export"}
    if again and not settled.may_return(draft.person):
        return {"state": RowState.PROBLEM, "reason": "applies_again"}
    if draft.person in settled.fixed:
        return {"state": RowState.PROBLEM, "reason": "change_in_plan"}
    return {"state": RowState.CHANGED}


def _about(row: ImportedRow, place: Place) -> Problem:
    """Return why a changed answer was not taken."""
    fields = ", ".join(c.field for c in row.changes) or "nothing in the answers"
    said = {"name": row.name, "fields": fields}
    return Problem.of(row.reason, Severity.DECIDE, place, **said)


def _told_of_age(age: Age, places: _Places, ended: Mapping[int, ImportedRow]) -> list[Problem]:
    back = sum(1 for r in ended.values() if r.reason == "older_answer")
    if not age.older and not back:
        return []
    place = places.table()
    said = {"here": age.here, "known": age.known, "count": back}
    if not age.older:
        return [Problem.of("older_answers", Severity.NOTE, place, **said)]
    return [Problem.of("export_is_older", Severity.NOTE, place, **said)]


def _missing(
    readings: Sequence[RowReading],
    drafts: Iterable[Application],
    existing: Sequence[Application],
) -> tuple[Application, ...]:
    """Return stored answers to the same form that this export no longer holds."""
    every = list(drafts)
    if not existing:
        return ()
    forms = Counter((d.form, d.role) for d in every)
    seen = {r.response for r in readings if r.response} | {d.response for d in every}
    people = {(d.role, d.person) for d in every}
    versions = {version_of(d.response) for d in every}
    gone = [
        a for a in existing
        if (a.form, a.role) in forms and version_of(a.response) in versions and a.response not in seen and (a.role, a.person) not in people
        and a.state is not ApplicationState.WITHDRAWN
    ]  # fmt: skip
    return sorted_applications(tuple(gone))
