"""An export against what is stored: new, changed, unchanged, problem, skipped, missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.application import Application, ApplicationState, sorted_applications
from mentorcli.domain.importing import ImportedRow, ImportPlan, RowReading, RowState
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.text import match_key
from mentorcli.intake.changes import changes_between
from mentorcli.intake.identity import identity, with_known_people


def merge(readings: Sequence[RowReading], existing: Sequence[Application]) -> ImportPlan:
    """Return what importing the rows would do to a cohort's applications.

    ``existing`` are all applications of the cohort, of every role and form. The sum of the row
    states is the number of readings. The order of the rows decides nothing but their numbers.
    """
    found = {r.number: r.draft for r in readings if r.draft is not None}
    drafts = with_known_people(found, existing)
    ended: dict[int, ImportedRow] = {r.number: _without_draft(r) for r in readings if not r.draft}
    problems = [p for r in sorted(readings, key=lambda r: r.number) for p in r.problems]
    places = {r.number: _place(r) for r in readings}
    ended |= _same_response(drafts, places, problems)
    ended |= _clashes(
        {n: d for n, d in drafts.items() if n not in ended}, existing, places, problems
    )
    stored = _by_person(existing, drafts.values())
    left = {n: d for n, d in drafts.items() if n not in ended}
    problems += _namesakes(left, existing, places)
    changed: list[Application] = []
    for number, draft, newest in _newest_of_each(left):
        row = _superseded(number, draft) if not newest else _against(number, draft, stored)
        ended[number] = row
        if row.state in {RowState.NEW, RowState.CHANGED}:
            changed.append(draft)
    return ImportPlan(
        rows=tuple(ended[n] for n in sorted(ended)),
        applications=sorted_applications(tuple(changed)),
        missing=_missing(readings, drafts.values(), existing),
        problems=tuple(problems),
    )


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


def _place(reading: RowReading) -> Place:
    """Return the row's place, from any of its answers' sources."""
    draft = reading.draft
    source = next(iter(draft.answers.values())).source if draft and draft.answers else None
    if source is None:
        return Place(cell=f"A{reading.number}")
    return Place(source.file, source.sheet, f"A{reading.number}")


def _held(number: int, draft: Application, reason: str) -> ImportedRow:
    return ImportedRow(number, RowState.PROBLEM, draft.person, draft.name, reason)


def _superseded(number: int, draft: Application) -> ImportedRow:
    return ImportedRow(number, RowState.SKIPPED, draft.person, draft.name, "superseded")


def _same_response(
    drafts: Mapping[int, Application], places: Mapping[int, Place], problems: list[Problem]
) -> dict[int, ImportedRow]:
    """A response key that stands twice: a copied row is left out, two different ones are held."""
    ended = {}
    for numbers in _grouped((d.response, n) for n, d in drafts.items()).values():
        first, *rest = sorted(numbers, key=lambda n: (_rank(drafts[n]), -n), reverse=True)
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
    return bool(changes_between(one, other)) or identity(one) != identity(other)


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, number in sorted(pairs):
        found.setdefault(key, []).append(number)
    return found


def _clashes(
    drafts: Mapping[int, Application],
    existing: Sequence[Application],
    places: Mapping[int, Place],
    problems: list[Problem],
) -> dict[int, ImportedRow]:
    """One address, two people: never merged, all held.

    A stored answer counts as the export now has it, unless that row is held itself.
    """
    held: dict[int, list[str]] = {}
    while True:
        new = {(d.form, d.response) for n, d in drafts.items() if n not in held}
        standing = [a for a in existing if (a.form, a.response) not in new]
        found = _sharing([*standing, *drafts.values()], drafts)
        if found.keys() == held.keys():
            break
        held = found
    for number, names in sorted(held.items()):
        draft = drafts[number]
        said = {"email": draft.email, "name": draft.name, "others": ", ".join(names)}
        problems.append(Problem.of("email_shared", Severity.DECIDE, places[number], **said))
    return {n: _held(n, drafts[n], "email_shared") for n in held}


def _sharing(
    everyone: Sequence[Application], drafts: Mapping[int, Application]
) -> dict[int, list[str]]:
    """Return the rows whose address other people have too, with the names of those."""
    people: dict[str, dict[str, str]] = {}
    for a in everyone:
        people.setdefault(match_key(a.email), {})[a.person] = a.name
    found = {}
    for number, draft in drafts.items():
        others = people[match_key(draft.email)].items()
        if names := sorted({name for person, name in others if person != draft.person}):
            found[number] = names
    return found


def _namesakes(
    drafts: Mapping[int, Application], existing: Sequence[Application], places: Mapping[int, Place]
) -> list[Problem]:
    """Tell of two people of one name in one role; nothing is changed."""
    people: dict[tuple[str, str], set[str]] = {}
    for a in (*existing, *drafts.values()):
        people.setdefault((a.role, match_key(a.name)), set()).add(a.person)
    return [
        Problem.of("name_shared", Severity.NOTE, places[n], name=d.name, email=d.email)
        for n, d in sorted(drafts.items())
        if len(people[d.role, match_key(d.name)]) > 1
    ]


def _newest_of_each(
    drafts: Mapping[int, Application],
) -> list[tuple[int, Application, bool]]:
    """Return the drafts by row with the mark of the one that counts for its person and role."""
    best: dict[tuple[str, str], tuple[tuple[bool, str, int, str], int]] = {}
    for number, draft in drafts.items():
        key = (draft.role, draft.person)
        rank = _rank(draft)
        if key not in best or rank > best[key][0]:
            best[key] = (rank, number)
    return [(n, d, best[d.role, d.person][1] == n) for n, d in sorted(drafts.items())]


def _rank(draft: Application) -> tuple[bool, str, int, str]:
    """Complete before incomplete, then newest; a refused consent counts as complete.

    Somebody who refuses in a newer answer must not be taken by an older one.
    """
    complete = draft.state is ApplicationState.VALID or draft.value("consent") is False
    when = draft.submitted.isoformat() if draft.submitted else ""
    number = int(draft.response) if draft.response.isdecimal() else 0
    return complete, when, number, draft.response


def _against(
    number: int,
    draft: Application,
    stored: Mapping[tuple[str, str], tuple[Application, bool]],
) -> ImportedRow:
    """Return where a row ends when it is compared with the stored application of the person.

    An answer given before the stored one is passed over, unless the stored one is of this
    export too and has been weighed already.
    """
    old, here = stored.get((draft.role, draft.person), (None, False))
    done = ImportedRow(number, RowState.UNCHANGED, draft.person, draft.name)
    if old is None:
        return replace(done, state=RowState.NEW)
    if old.state is ApplicationState.WITHDRAWN:
        return done
    if not here and _rank(draft)[:2] < _rank(old)[:2]:
        return _superseded(number, draft)
    changes = changes_between(old, draft)
    return replace(done, state=RowState.CHANGED, changes=changes) if changes else done


def _missing(
    readings: Sequence[RowReading],
    drafts: Iterable[Application],
    existing: Sequence[Application],
) -> tuple[Application, ...]:
    """Return stored answers to the same form that this export no longer holds."""
    every = list(drafts)
    forms = Counter((d.form, d.role) for d in every)
    seen = {r.response for r in readings if r.response} | {d.response for d in every}
    people = {(d.role, d.person) for d in every}
    gone = [
        a for a in existing
        if (a.form, a.role) in forms and a.response not in seen and (a.role, a.person) not in people
        and a.state is not ApplicationState.WITHDRAWN
    ]  # fmt: skip
    return sorted_applications(tuple(gone))
