"""Who signed when: said one by one, listed, or from a table that a signing service exports."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from pathlib import Path

from mentorcli.commands.agreements import approved_plan
from mentorcli.commands.excusing import excused_blocks
from mentorcli.commands.naming import counted, joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.commands.who import find_person
from mentorcli.domain.excused import excused_pairs
from mentorcli.domain.life import Work, refuse_work
from mentorcli.domain.plan import Plan
from mentorcli.domain.problem import ExitCode, Place, Problem, Severity, UserError
from mentorcli.domain.record import CohortRecord, Signature
from mentorcli.domain.table import Table
from mentorcli.files.opening import read_tables
from mentorcli.workspace.codec import encode
from mentorcli.workspace.folder import tell
from mentorcli.workspace.happenings import forget_signature, save_signature
from mentorcli.workspace.records import cohort_record

_WHO = ("e-mail", "email", "mail", "sähköposti", "e-post", "signer", "name", "nimi", "namn")
_WHEN = ("signed", "date", "allekirj", "päivä", "pvm", "undertecknad", "signerad", "datum")
_WHICH = ("match", "document", "file", "asiakirja", "tiedosto", "dokument", "fil")
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)\.(\d\d?)\.(\d{4})")


def signed(run: Run, key: str, who: str, on: dt.date, *, dry_run: bool) -> Outcome:
    """Keep that somebody signed their agreement; ``who`` may be ``all`` for everybody."""
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    plan = approved_plan(record)
    refuse_work(record.cohort, Work.AGREE)
    if on > run.today:
        raise UserError(
            f"{on} has not come yet: today is {run.today}. Nothing was kept.",
            "Say the day of the signature: --on YYYY-MM-DD", code=ExitCode.USAGE,
        )  # fmt: skip
    people = _signers(plan) if who == "all" else (find_person(record.applications, who).person,)
    found = [s for p in people for s in _of_person(record, p, on)]
    if not found:
        raise UserError(
            f"{who} is in no approved match of {key}.", f"See: mentorcli plan show {key}"
        )
    if not dry_run:
        with workspace.writing(run.hand) as connection:
            for signature in found:
                save_signature(connection, key, signature)
                tell(connection, run.hand, signature.person, f"signed agreement {signature.match}")
    names = names_of(record.applications)
    verb = "Would be kept as signed" if dry_run else "Signed"
    text = f"{verb} on {on}: {joined((s.person for s in found), names)}."
    return Outcome((Paragraph(text),), {"signed": [s.person for s in found], "on": str(on)})


def unsigned(run: Run, key: str, who: str, *, dry_run: bool) -> Outcome:
    """Forget that somebody signed: it was kept by mistake."""
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    person = find_person(record.applications, who).person
    kept = [s for s in record.signatures if s.person == person]
    if kept and not dry_run:
        with workspace.writing(run.hand) as connection:
            for signature in kept:
                forget_signature(connection, key, signature)
                tell(connection, run.hand, person, f"signature taken back {signature.match}")
    name = names_of(record.applications)[person]
    verb = "Would be forgotten" if dry_run else "Forgotten"
    days = ", ".join(str(s.on) for s in kept)
    text = f"{verb}: the signature of {name} ({days})." if kept else f"{name} has not signed."
    return Outcome((Paragraph(text),), {"forgotten": [str(s.on) for s in kept]})


def _signers(plan: Plan) -> tuple[str, ...]:
    """Return everybody in an approved match, each once."""
    return tuple(dict.fromkeys(p for m in plan.matches for p in (m.mentor, *m.mentees) if p))


def _of_person(record: CohortRecord, person: str, on: dt.date) -> list[Signature]:
    """Return somebody's signature under each agreement that names them."""
    return [
        Signature(m.id, person, on)
        for m in approved_plan(record).matches
        if person in (m.mentor, *m.mentees)
    ]


def listing(run: Run, key: str) -> Outcome:
    """List who signed and who has not."""
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    days = {(s.match, s.person): s.on for s in record.signatures}
    names = names_of(record.applications)
    rows = [
        (
            names.get(m.mentor) or joined(m.mentees, names),
            names[p],
            "mentor" if p == m.mentor else "mentee" if m.mentor else "peer",
            str(days.get((m.id, p), "not yet")),
        )
        for m in approved_plan(record).matches
        for p in (m.mentor, *m.mentees)
        if p
    ]
    missing = sum(r[3] == "not yet" for r in rows)
    table = Listing(
        ("group of", "signer", "role", "signed"),
        rows,
        f"{missing} of {len(rows)} signatures missing",
    )
    keys = ("mentor", "signer", "role", "signed")
    plan = approved_plan(record)
    data = {
        "missing": missing,
        "signatures": [dict(zip(keys, r, strict=True)) for r in rows],
        "against_a_rule": encode(excused_pairs(plan)),
    }
    return Outcome((table, *excused_blocks(plan, names)), data)


def take_in(run: Run, path: Path, key: str, *, dry_run: bool) -> Outcome:
    """Keep the signature dates of a table with a column for who and one for when.

    A third column may name the agreement, by its match, document or file; without it somebody in
    two matches has signed both. Rows without a day are of those who have not signed and are passed over; a row whose person
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
    which = _column(header, _WHICH, ())
    who = _column(header, _WHO, (which,))
    when = _column(header, _WHEN, (which, who))
    if who is None or when is None or who == when:
        raise UserError(
            f"{table.file} has no column that says who signed, or none that says when.",
            "Give it a header row with E-mail (or Name) and Signed.",
        )
    found, problems = [], []
    for row in table.rows[1:]:
        person, day, match = (
            row.cells[i] if i is not None and i < len(row.cells) else None
            for i in (who, when, which)
        )
        if not str(person or "").strip() or not str(day or "").strip():
            continue
        place = Place(table.file, table.sheet, f"row {row.number}")
        try:
            found += _signatures(record, str(person), _day(day, today), str(match or ""))
        except UserError as error:
            problems.append(
                Problem.of("signature_unclear", Severity.DECIDE, place, why=error.message)
            )
    return found, problems


def _column(header: list[str], words: tuple[str, ...], taken: tuple[int | None, ...]) -> int | None:
    """Return the place of the column whose title holds the first word that any does."""
    free = [(i, h) for i, h in enumerate(header) if i not in taken]
    return next((i for w in words for i, h in free if w in h), None)


def _signatures(record: CohortRecord, who: str, on: dt.date, which: str) -> list[Signature]:
    person = find_person(record.applications, who).person
    found = _of_person(record, person, on)
    named = [s for s in found if s.match in which] if which.strip() else found
    if not named:
        where = f"the agreement {which}" if found else "an approved match"
        raise UserError(f"{who} is not in {where}")
    return named


def _day(value: object, today: dt.date) -> dt.date:
    on = None
    if isinstance(value, dt.date):
        on = value.date() if isinstance(value, dt.datetime) else value
    elif parts := _DAY.match(str(value).strip()):
        year, month, day, late_day, late_month, late_year = parts.groups()
        with suppress(ValueError):
            on = dt.date(int(year or late_year), int(month or late_month), int(day or late_day))
    if on is None or on > today:
        raise UserError(f"{value} is no day until today")
    return on
