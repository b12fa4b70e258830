"""Signatures from the table that a signing service exports, or that somebody kept by hand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase

from mentorcli.commands.names import match_in_words, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.agreement_names import matches_named
from mentorcli.commands.papers.approved_matches import approved_plan
from mentorcli.commands.papers.signatures import (
    day_question,
    keep_signatures,
    under_agreements,
    why_unsigned,
)
from mentorcli.commands.papers.signers import has_name_of, person_of
from mentorcli.commands.run import Run, at_work, record_of
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.fact import Signature
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.table import Table
from mentorcli.domain.text import counted, match_key, unaccented
from mentorcli.files.opening import read_tables
from mentorcli.intake.sheets.signing_certificate import read_certificate
from mentorcli.intake.sheets.signing_report import Said, read_report
from mentorcli.intake.sheets.signing_trail import read_trail
from mentorcli.intake.sheets.signing_words import Stands, takes_back
from mentorcli.intake.sheets.turned_report import read_turned
from mentorcli.standing.standing import Standing

_WIDTHS = {"text_rows_wide", "text_rows_short", "text_rows_many", "text_titles_short"}
"""Problems of widths: what stands above the titles is of another, and a row too wide is told here."""
_OURS = re.compile(
    r"mentor|aktor|adept|peer|vertais|kolleg|(agreement|sopimus|avtal) \((en|fi|sv)\)"
)
_OTHERS = re.compile(
    r"\b(nda|non.?disclosure|employment|job|invoice|purchase|lease|rental|loan|consult\w+|tyosopimus\w*"
    r"|salassapito\w*|vuokra\w*|lasku|anstallning\w*|sekretess\w*|hyres\w*|faktura)\b"
)
_TRIAL = re.compile(r"\b(test|testi|testikuori|provkuvert|demo|sample)\b")
"""Words of a document's name: of what is signed here, of what is signed elsewhere, of what is only tried."""
_PERIOD = re.compile(r"\b20\d\d(?:-[a-z]+)?\b")
_BUT = {
    Stands.CALLED_OFF: "the agreement as a whole is “{}”",
    Stands.DOUBTED: "“{}” stands beside it",
    Stands.UNSAID: "of what “{}” is the day stands nowhere",
}
"""Why somebody who is said to have signed may not have."""
_Key = tuple[str, str]
"""Whose signature under what: match and person."""


@dataclass(slots=True)
class _Found:
    """What a report comes to: days that rows give, what must be asked, and why others are no signature.

    Whom and which cell it is about stands in ``told``, by whether it only waits and the reason.
    """

    days: dict[_Key, list[tuple[dt.date, Place]]] = field(default_factory=dict)
    asked: dict[_Key, tuple[str, Place]] = field(default_factory=dict)
    told: dict[tuple[bool, str], list[tuple[str, Said]]] = field(default_factory=dict)
    against: dict[str, list[Said]] = field(default_factory=dict)


def take_in(run: Run, path: Path, key: str) -> Outcome:
    """Keep the signatures of a table that says who signed and when.

    A signature counts when its row says signed or completed and gives the day in a column that
    says so; a day already kept stays. Who signed without a day that is certain is asked about; all
    else that somebody must see to is told once for the file. A column that names the agreement, by
    its match, tells which one was signed; else whoever signs with them does; else that is asked.
    """
    workspace, record = record_of(run, key)
    approved_plan(record)
    refuse_work(record.cohort, Work.AGREE)
    tables, noticed = read_tables(path)
    reports = [report for table in tables if (report := _read(table)) is not None]
    if not reports:
        raise UserError(
            f"{path.name} has no column that says who signed, or none that says whether or when.",
            "Give it a row of titles with E-mail (or Name) and Signed, maybe Status.",
        )
    ours = match_key(workspace.settings.organisation.contact_email)
    here = {match_key(a.name) for a in record.applications}
    rows = [o for r in reports for o in r if match_key(o.email) != ours or has_name_of(o, here)]
    found = _sorted(run, record, rows)
    kept = {(s.match, s.person): s.on for s in record.signatures}
    days = {one: kept.get(one) or min(d for d, _ in rows) for one, rows in found.days.items()}
    new = [Signature(*one, on) for one, on in days.items() if one not in kept]
    asked = [
        day_question(record, one[0], one[1:], why, place)
        for one, (why, place) in found.asked.items()
        if one not in kept | days
    ]
    with at_work(run) as (_, connection):
        questions = keep_signatures(run, connection, record, new, asked)
    waiting = sum(len(rows) for (waits, _), rows in found.told.items() if waits)
    names = names_of(record.applications)
    listed = [(names.get(s.person, s.person), str(s.on)) for s in new]
    verb = "would be kept" if run.dry_run else "kept"
    text = f"{counted(len(new), 'signature')} {verb}; {len(days) - len(new)} known before."
    if waiting:
        text += f" {counted(waiting, 'person')} in the report not signed yet."
    said = [{"person": s.person, "on": str(s.on)} for s in new]
    data = {"new": said, "known": len(days) - len(new), "waiting": waiting}
    blocks = (Paragraph(text), *([Listing(("signer", "signed"), listed)] if listed else ()))
    told = (
        *_told(found, {person for _, person in kept | days}),
        *_other_days(found, days, names),
        *_against(found, {person for _, person in kept} - {person for _, person in days}, names),
    )
    noticed = tuple(p for p in noticed if p.code not in _WIDTHS)
    return Outcome(blocks, data, (*noticed, *questions, *told))


def _read(table: Table) -> tuple[Said, ...] | None:
    """Return what a table says of each signer, by the titles above or at the left that tell of more; else as a trail, or a pasted certificate."""
    read = [said for reader in (read_report, read_turned) if (said := reader(table)) is not None]
    if read and (found := max(read, key=len)):
        return found
    trail, pasted = read_trail(table), read_certificate(table)
    days = any(one.day for one in trail or ()) or not any(one.day for one in pasted or ())
    return (trail if days else None) or pasted or trail or (() if read else None)


def _sorted(run: Run, record: Standing, said: Sequence[Said]) -> _Found:
    """Sort the rows of a report by what they come to."""
    found, matches = _Found(), approved_plan(record).matches
    named = any(m.id in one.document for m in matches for one in said)
    people, names = [person_of(record, one) for one in said], names_of(record.applications)
    signing = [(person, one) for (person, _), one in zip(people, said, strict=True)]
    ours = any(_OURS.search(unaccented(one.document)) for one in said)
    meant = matches_named((one.document for one in said), record, matches)
    for person, one in signing:
        if one.stands in (Stands.REFUSED, Stands.CALLED_OFF):
            found.against.setdefault(person, []).append(one)
    for one, (person, doubt) in zip(said, people, strict=True):
        waits = one.stands is Stands.WAITING and not one.given
        mine = [m for m in matches if person in m.people]
        here = [m for m in mine if m in meant[one.document] or not (named or meant[one.document])]
        why = _not_signed(one) or ("" if person else doubt)
        if not why and not here:
            elsewhere = f"they are not in the agreement {one.document or 'of that row'}"
            why = elsewhere if mine else f"they are in no approved match of {record.cohort.key}"
        if why:
            found.told.setdefault((waits, why), []).append((person, one))
            continue
        back, on = _taken_back(one, found.against.get(person, ())), one.day or run.today
        unsure = doubt or back or _uncertain(run, record, one, ours=ours)
        under = {s.match for s in under_agreements(record, person, on)}
        under |= {s.match for s in record.signatures if (s.person, s.on) == (person, one.day)}
        if len(here) > 1 and under:
            here = [m for m in here if m.id in under]
            here = _signed_with(here, person, one, signing) or here
        for match in here:
            key = (match.id, person)
            void = Signature(match.id, person, on) in record.signatures_void
            unsure = unsure or (f"that of {on} was taken back" if void else "")
            if match.id not in under:
                why = why_unsigned(record, one.name or one.email, (person,), on)
                found.told.setdefault((False, why.rstrip(".")), []).append((person, one))
            elif unsure or len(here) > 1:
                which = match_in_words(record.programme.form, match, names)
                why = f"not whether for {which}" if len(here) > 1 else ""
                why = f"{unsure}; nor does it say whether for {which}" if why and unsure else why
                found.asked.setdefault(key, (why or unsure, one.place))
            else:
                found.days.setdefault(key, []).append((on, one.place))
    return found


def _signed_with(
    here: Sequence[Match], person: str, one: Said, signing: Sequence[tuple[str, Said]]
) -> list[Match]:
    """Return the one match whose others stand in the same row, else under the same document."""
    row = _row(one)
    beside = {p for p, o in signing if _row(o) == row} - {person}
    under = {p for p, o in signing if one.document and o.document == one.document} - {person}
    found = [m for m in here if not (beside or under).isdisjoint(m.people)]
    return found if len(found) == 1 else []


def _row(said: Said) -> tuple[str, str]:
    return said.place.sheet, said.place.cell.lstrip(ascii_uppercase)


def _taken_back(signed: Said, against: Iterable[Said]) -> str:
    """Return what another row of the same person says against a signature, or nothing.

    A refusal before it is of an envelope that was sent anew; so is one without a day, if it does
    not say that the signature was taken back.
    """
    for one in against:
        same = one.document == signed.document or not (one.document and signed.document)
        later = one.day >= signed.day if one.day and signed.day else takes_back(one.status)
        if same and later and one.place != signed.place:
            return f"“{one.status}” stands in {one.place.cell}"
    return ""


def _not_signed(said: Said) -> str:
    """Return why a row is no signature, alike for all such rows; nothing when it says signed."""
    if said.stands is Stands.SHIFTED:
        return "the row has more cells than there are titles"
    if said.stands is Stands.UNKNOWN:
        return f"the status “{said.status}” is not known here"
    return (
        f"the status is “{said.status}”" if said.stands in (Stands.WAITING, Stands.REFUSED) else ""
    )


def _uncertain(run: Run, record: Standing, said: Said, *, ours: bool) -> str:
    """Return what keeps a row that says signed from being a signature on a day, or nothing."""
    if said.stands in _BUT:
        return _BUT[said.stands].format(said.status)
    name, key = unaccented(said.document), record.cohort.key
    years = {key[:4], *(str(paper.made.year) for paper in record.agreements.values())}
    other = not _OURS.search(name) and (ours or _OTHERS.search(name))
    past = key not in name and {*_PERIOD.findall(name)} - years
    if name and (_TRIAL.search(name) or other or past):
        given = f", signed on {said.given}," if said.given else ""
        return f"“{said.document}”{given} may be another document"
    if not said.given:
        return "no column of signed or completed gives the day"
    if said.day is None or said.day > run.today:
        return f"“{said.given}” is no day until today, or can be read as two"
    return ""


def _told(found: _Found, sure: set[str]) -> Iterable[Problem]:
    """Yield each reason once, with whom and which rows it is about.

    Of somebody whose signature is kept the other rows do not matter: envelopes are sent anew.
    """
    for (waits, why), rows in found.told.items():
        left = [said for person, said in rows if person not in sure]
        cells = ", ".join(dict.fromkeys(said.place.cell for said in left))
        who = "; ".join(dict.fromkeys(said.name or said.email for said in left))
        code = "signature_waiting" if waits else "signature_unclear"
        severity = Severity.NOTE if waits else Severity.DECIDE
        if left:
            yield Problem.of(code, severity, left[0].place, who=who, why=why, rows=cells)


def _other_days(
    found: _Found, kept: dict[_Key, dt.date], names: dict[str, str]
) -> Iterable[Problem]:
    """Yield a note for each row with another day than the one kept: one person has one day."""
    for one, rows in found.days.items():
        told = {"who": names.get(one[1], one[1]), "kept": kept[one]}
        for day, place in rows:
            if day != kept[one]:
                yield Problem.of("signature_two_days", Severity.NOTE, place, **told, other=day)


def _against(found: _Found, kept: set[str], names: dict[str, str]) -> Iterable[Problem]:
    """Yield a note for each signature kept of which the report knows only that it came to nothing."""
    for person in sorted(kept & found.against.keys()):
        said, who = found.against[person][-1], names.get(person, person)
        code = "signature_against"
        yield Problem.of(code, Severity.NOTE, said.place, who=who, why=said.status)
