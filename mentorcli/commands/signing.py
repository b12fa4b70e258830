"""Signature dates from a spreadsheet: a list kept by hand, or what a signing service exports."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from mentorcli.commands.agreements import approved_plan
from mentorcli.commands.naming import counted, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.commands.who import find_person
from mentorcli.domain.life import Work, refuse_work
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.record import CohortRecord, Signature
from mentorcli.domain.table import Table
from mentorcli.files.opening import read_tables
from mentorcli.workspace.folder import tell
from mentorcli.workspace.happenings import save_signature
from mentorcli.workspace.records import cohort_record

_WHO = ("e-mail", "email", "mail", "sähköposti", "e-post", "signer", "name", "nimi", "namn")
_WHEN = ("signed", "date", "allekirj", "päivä", "pvm", "undertecknad", "signerad", "datum")
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)\.(\d\d?)\.(\d{4})")


def take_in(run: Run, path: Path, key: str, *, dry_run: bool) -> Outcome:
    """Keep the signature dates of a table with a column for who and one for when.

    Rows without a day are of those who have not signed and are passed over; a row whose person
    or day cannot be told is a problem and the others count.
    """
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    approved_plan(record)
    refuse_work(record.cohort, Work.AGREE)
    tables, noticed = read_tables(path)
    found: list[Signature] = []
    problems = list(noticed)
    for table in tables:
        signed, told = _of_table(table, record, run.today)
        found += signed
        problems += told
    kept = set(record.signatures)
    new = [s for s in dict.fromkeys(found) if s not in kept]
    if new and not dry_run:
        with workspace.writing(run.hand) as connection:
            for signature in new:
                save_signature(connection, key, signature)
                tell(connection, run.hand, signature.person, f"signed agreement {signature.match}")
    names = names_of(record.applications)
    rows = [(names.get(s.person, s.person), str(s.on)) for s in new]
    verb = "would be kept" if dry_run else "kept"
    text = f"{counted(len(new), 'signature')} {verb}; {len(found) - len(new)} known before."
    data = {"new": [{"person": s.person, "on": str(s.on)} for s in new], "known": len(found) - len(new)}  # fmt: skip
    blocks = (Paragraph(text), Listing(("signer", "signed"), rows)) if rows else (Paragraph(text),)
    return Outcome(blocks, data, tuple(problems))


def _of_table(
    table: Table, record: CohortRecord, today: dt.date
) -> tuple[list[Signature], list[Problem]]:
    header = [str(c or "").casefold() for c in table.rows[0].cells] if table.rows else []
    who = next((header.index(h) for w in _WHO for h in header if w in h), None)
    when = next((header.index(h) for w in _WHEN for h in header if w in h), None)
    if who is None or when is None or who == when:
        raise UserError(
            f"{table.file} has no column that says who signed, or none that says when.",
            "Give it a header row with E-mail (or Name) and Signed.",
        )
    found, problems = [], []
    for row in table.rows[1:]:
        person, day = (row.cells[i] if i < len(row.cells) else None for i in (who, when))
        if not str(person or "").strip() or not str(day or "").strip():
            continue
        place = Place(table.file, table.sheet, f"row {row.number}")
        try:
            found.append(_signature(record, str(person), _day(day, today)))
        except UserError as error:
            problems.append(
                Problem.of("signature_unclear", Severity.DECIDE, place, why=error.message)
            )
    return found, problems


def _signature(record: CohortRecord, who: str, on: dt.date) -> Signature:
    person = find_person(record.applications, who).person
    for match in approved_plan(record).matches:
        if person in (match.mentor, *match.mentees):
            return Signature(match.id, person, on)
    raise UserError(f"{who} is in no approved match.")


def _day(value: object, today: dt.date) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    parts = _DAY.match(str(value).strip())
    if parts:
        year, month, day, late_day, late_month, late_year = parts.groups()
        try:
            on = dt.date(int(year or late_year), int(month or late_month), int(day or late_day))
        except ValueError:
            on = dt.date.max
        if on <= today:
            return on
    raise UserError(f"{value} is no day until today")
