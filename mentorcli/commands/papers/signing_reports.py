"""Signatures from the table that a signing service exports, or that somebody kept by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mentorcli.commands.names import find_person, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import approved_plan
from mentorcli.commands.papers.signatures import keep_signatures, under_agreements, why_unsigned
from mentorcli.commands.run import Run, record_of
from mentorcli.domain.cohort import Work, refuse_work
from mentorcli.domain.fact import Signature
from mentorcli.domain.problem import Problem, Severity, UserError
from mentorcli.domain.text import counted, match_key, unaccented
from mentorcli.files.opening import read_tables
from mentorcli.intake.sheets.signing_report import Said, read_report
from mentorcli.intake.sheets.signing_words import Stands
from mentorcli.standing.standing import Standing


@dataclass(frozen=True, slots=True)
class Taken:
    """What a report comes to: signatures to keep, those known before, and what is told."""

    new: tuple[Signature, ...]
    known: int
    waiting: int
    problems: tuple[Problem, ...]


def take_in(run: Run, path: Path, key: str) -> Outcome:
    """Keep the signatures of a table that says who signed and when.

    A signature counts when its row says signed or completed and gives the day in a column that
    says so; a day already kept stays. Everything else that somebody must see to is told with its
    cell. A column that names the agreement, by its match, tells which one was signed; without it
    somebody in two matches has signed both.
    """
    workspace, record = record_of(run, key)
    approved_plan(record)
    refuse_work(record.cohort, Work.AGREE)
    tables, noticed = read_tables(path)
    reports = [report for table in tables if (report := read_report(table)) is not None]
    if not reports:
        raise UserError(
            f"{path.name} has no column that says who signed, or none that says whether or when.",
            "Give it a row of titles with E-mail (or Name) and Signed, maybe Status.",
        )
    ours = match_key(workspace.settings.organisation.contact_email)
    said = [one for report in reports for one in report if match_key(one.email) != ours]
    taken = _taken(run, record, said)
    if taken.new and not run.dry_run:
        keep_signatures(run, workspace, key, taken.new)
    names = names_of(record.applications)
    rows = [(names.get(s.person, s.person), str(s.on)) for s in taken.new]
    verb = "would be kept" if run.dry_run else "kept"
    text = f"{counted(len(rows), 'signature')} {verb}; {taken.known} known before."
    if taken.waiting:
        text += f" {counted(taken.waiting, 'person')} in the report not signed yet."
    new = [{"person": s.person, "on": str(s.on)} for s in taken.new]
    data = {"new": new, "known": taken.known, "waiting": taken.waiting}
    blocks = (Paragraph(text), Listing(("signer", "signed"), rows)) if rows else (Paragraph(text),)
    return Outcome(blocks, data, (*noticed, *taken.problems))


def _taken(run: Run, record: Standing, said: Sequence[Said]) -> Taken:
    """Sort what a report says; of somebody with a signed row, the other rows do not matter."""
    found: dict[tuple[str, str], list[tuple[Signature, Said]]] = {}
    rest: list[tuple[Said, str]] = []
    for one in said:
        why = _why_not(run, one)
        if why is None:
            try:
                for signature in _signatures(record, one, said):
                    mine = found.setdefault((signature.match, signature.person), [])
                    mine.append((signature, one))
            except UserError as error:
                rest.append((one, error.message))
        else:
            rest.append((one, why))
    signed = {person for _, person in found}
    left = [(one, why) for one, why in rest if _somebody(record, one) not in signed]
    waiting = [one for one, why in left if not why]
    kept = {(s.match, s.person): s for s in record.signatures}
    new, problems = [], [*_not_yet(waiting), *(_unclear(one, why) for one, why in left if why)]
    for key, rows in found.items():
        first = kept.get(key) or min((s for s, _ in rows), key=lambda s: s.on)
        problems += _other_days(record, first, rows)
        if key not in kept:
            new.append(first)
    return Taken(tuple(new), len(found) - len(new), len(waiting), tuple(problems))


def _why_not(run: Run, said: Said) -> str | None:
    """Return why a row is no signature, nothing when it only waits; None when it is one."""
    who = said.name or said.email
    if said.stands is Stands.UNKNOWN:
        return f"{who}: the status “{said.status}” is not known here"
    if said.stands is Stands.WAITING and not said.given:
        return ""
    if said.stands is not Stands.SIGNED:
        return f"{who} has not signed: the status is “{said.status}”"
    if not said.given:
        return f"{who} signed, but no column of signed or completed gives the day"
    if said.day is None or said.day > run.today:
        return f"{who}: “{said.given}” is no day until today, or can be read as two"
    return None


def _not_yet(waiting: Sequence[Said]) -> list[Problem]:
    """Return a note for each status of people who have not signed yet, with their rows."""
    found: dict[tuple[str, str, str], list[Said]] = {}
    for one in waiting:
        found.setdefault((one.place.file, one.place.sheet, one.status), []).append(one)
    return [
        Problem.of("signature_waiting", Severity.NOTE, several[0].place, status=status, rows=cells)
        for (_, _, status), several in found.items()
        for cells in (", ".join(one.place.cell for one in several),)
    ]


def _unclear(said: Said, why: str) -> Problem:
    return Problem.of("signature_unclear", Severity.DECIDE, said.place, why=why)


def _other_days(
    record: Standing, kept: Signature, rows: Iterable[tuple[Signature, Said]]
) -> list[Problem]:
    """Return a note for each row with another day than the one kept."""
    name = names_of(record.applications).get(kept.person, kept.person)
    told = {"who": name, "kept": kept.on}
    return [
        Problem.of("signature_two_days", Severity.NOTE, said.place, **told, other=s.on)
        for s, said in rows
        if s.on != kept.on
    ]


def _somebody(record: Standing, said: Said) -> str:
    """Return the person that a row is about, or nothing when that is not certain."""
    with suppress(UserError):
        return _person(record, said)
    return ""


def _person(record: Standing, said: Said) -> str:
    """Return the person: the address tells, else the whole name, and nobody where they disagree."""
    last, comma, first = said.name.partition(",")
    name = f"{first} {last}" if comma else said.name
    named = {a.person for a in record.applications if match_key(a.name) == match_key(name)}
    if not said.email:
        found = find_person(record.applications, name)
        words = set(re.findall(r"\w+", unaccented(name)))  # a bit of a name is nobody's signature
        if words <= set(re.findall(r"\w+", unaccented(f"{found.name} {found.person}"))):
            return found.person
        raise UserError(f"it is not certain that {said.name} is {found.name}")
    with suppress(UserError):
        named |= {find_person(record.applications, said.email).person}
    if len(named) > 1:
        raise UserError(f"{said.email} and {said.name} are two people here")
    return named.pop() if named else find_person(record.applications, said.email).person


def _signatures(record: Standing, said: Said, every: Sequence[Said]) -> tuple[Signature, ...]:
    """Return the signatures of a row that is certain: under the agreement that it names, or all."""
    person, who = _person(record, said), said.name or said.email
    if said.day is None:
        raise RuntimeError("a row without a day is no signature")
    found = under_agreements(record, person, said.day)
    if not found:
        raise UserError(why_unsigned(record, who, (person,), said.day))
    matches = [m.id for m in approved_plan(record).matches]
    if not any(m in one.document for one in every for m in matches):
        return tuple(found)
    named = tuple(s for s in found if s.match in said.document)
    if not named:
        raise UserError(f"{who} is not in the agreement {said.document or 'of that row'}")
    return named
