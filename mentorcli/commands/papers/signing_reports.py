"""Signatures from the table that a signing service exports, or that somebody kept by hand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mentorcli.commands.names import find_person, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import approved_plan
from mentorcli.commands.papers.signatures import (
    ask_for_days,
    day_question,
    keep_signatures,
    under_agreements,
    why_unsigned,
)
from mentorcli.commands.run import Run, at_work, record_of
from mentorcli.domain.cohort import Work, refuse_work
from mentorcli.domain.fact import Signature
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.text import counted, match_key, unaccented
from mentorcli.files.opening import read_tables
from mentorcli.intake.sheets.signing_report import Said, read_report
from mentorcli.intake.sheets.signing_words import Stands
from mentorcli.standing.standing import Standing

_WIDTHS = {"text_rows_wide", "text_rows_short", "text_rows_many", "text_titles_short"}
"""Problems of widths: what stands above the titles is of another, and a row too wide is told here."""
_Key = tuple[str, str]
"""Whose signature under what: match and person."""


@dataclass(slots=True)
class _Found:
    """What a report comes to: the days that rows give, what must be asked, and what is only told.

    ``told`` has, by whether it only waits and why nothing was kept, whom it is about and where.
    """

    days: dict[_Key, list[tuple[dt.date, Place]]] = field(default_factory=dict)
    asked: dict[_Key, tuple[str, Place]] = field(default_factory=dict)
    told: dict[tuple[bool, str], list[tuple[str, str, Place]]] = field(default_factory=dict)

    def tell(self, said: Said, why: str, person: str = "", *, waits: bool = False) -> None:
        """Note that a row is no signature, and why."""
        self.told.setdefault((waits, why), []).append((person, said.name or said.email, said.place))


def take_in(run: Run, path: Path, key: str) -> Outcome:
    """Keep the signatures of a table that says who signed and when.

    A signature counts when its row says signed or completed and gives the day in a column that
    says so; a day already kept stays. Who signed without a day that is certain is asked about, with
    the other open questions; all else that somebody must see to is told once for the file. A column
    that names the agreement, by its match, tells which one was signed; without it somebody in two
    matches has signed both.
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
    noticed = tuple(p for p in noticed if p.code not in _WIDTHS)
    ours = match_key(workspace.settings.organisation.contact_email)
    found = _sorted(run, record, [o for r in reports for o in r if match_key(o.email) != ours])
    kept = {(s.match, s.person): s.on for s in record.signatures}
    new = [
        Signature(*one, min(day for day, _ in days))
        for one, days in found.days.items()
        if one not in kept
    ]
    sure = kept.keys() | found.days.keys()
    asked = [
        day_question(record, match, (person,), why, place)
        for (match, person), (why, place) in found.asked.items()
        if (match, person) not in sure
    ]
    problems = (*_told(found, {person for _, person in sure}), *_other_days(record, found, kept))
    with at_work(run) as (_, connection):
        if new and not run.dry_run:
            keep_signatures(run, connection, record, new)
        questions = ask_for_days(run, connection, key, asked)
    waiting = sum(len(rows) for (waits, _), rows in found.told.items() if waits)
    known = sum(one in kept for one in found.days)
    return _shown(run, record, new, (known, waiting), (*noticed, *questions, *problems))


def _shown(
    run: Run,
    record: Standing,
    new: Sequence[Signature],
    counts: tuple[int, int],
    problems: tuple[Problem, ...],
) -> Outcome:
    """Return what was kept; ``counts`` are the signatures known before, and who has not signed yet."""
    names, (known, waiting) = names_of(record.applications), counts
    rows = [(names.get(s.person, s.person), str(s.on)) for s in new]
    verb = "would be kept" if run.dry_run else "kept"
    text = f"{counted(len(rows), 'signature')} {verb}; {known} known before."
    if waiting:
        text += f" {counted(waiting, 'person')} in the report not signed yet."
    data = {
        "new": [{"person": s.person, "on": str(s.on)} for s in new],
        "known": known,
        "waiting": waiting,
    }
    blocks = (Paragraph(text), Listing(("signer", "signed"), rows)) if rows else (Paragraph(text),)
    return Outcome(blocks, data, problems)


def _sorted(run: Run, record: Standing, said: Sequence[Said]) -> _Found:
    """Sort the rows of a report by what they come to."""
    found, named = _Found(), _matches_named(record, said)
    for one in said:
        try:
            person, doubt = _person(record, one)
        except UserError as error:
            person, doubt = "", error.message
        if (why := _not_signed(one)) is not None:
            found.tell(one, why, person, waits=one.stands is Stands.WAITING and not one.given)
        elif not person:
            found.tell(one, doubt)
        else:
            _weigh(run, record, found, one, person, doubt, named)
    return found


def _weigh(
    run: Run,
    record: Standing,
    found: _Found,
    one: Said,
    person: str,
    doubt: str,
    named: Sequence[Match] | None,
) -> None:
    """Put a row that says signed to the days, to what is asked, or to what is told."""
    why = doubt or _uncertain(run, one)
    mine = [m for m in approved_plan(record).matches if person in m.people]
    here = mine if named is None else [m for m in mine if m.id in one.document]
    if not here:
        elsewhere = (
            f"{one.name or one.email} is not in the agreement {one.document or 'of that row'}"
        )
        not_here = elsewhere if mine else why_unsigned(record, one.name, (person,), run.today)
        found.tell(one, not_here, person)
        return
    on = one.day or run.today
    kept = {(s.match, s.person) for s in record.signatures if s.on == one.day}
    under = {s.match for s in under_agreements(record, person, on)} | {
        m for m, p in kept if p == person
    }
    for match in here:
        if match.id not in under:
            if not why:
                found.tell(one, why_unsigned(record, one.name or one.email, (person,), on), person)
        elif why:
            found.asked.setdefault((match.id, person), (why, one.place))
        else:
            found.days.setdefault((match.id, person), []).append((on, one.place))


def _matches_named(record: Standing, said: Sequence[Said]) -> tuple[Match, ...] | None:
    """Return the matches that the report names by their ids; None where it names none."""
    named = tuple(m for m in approved_plan(record).matches if any(m.id in s.document for s in said))
    return named or None


def _not_signed(said: Said) -> str | None:
    """Return why a row is no signature, for a whole file alike; None when it says signed."""
    if said.stands is Stands.SHIFTED:
        return "the row has more cells than there are titles"
    if said.stands is Stands.UNKNOWN:
        return f"the status “{said.status}” is not known here"
    if said.stands in (Stands.WAITING, Stands.REFUSED):
        return f"the status is “{said.status}”"
    return None


def _uncertain(run: Run, said: Said) -> str:
    """Return what keeps a row that says signed from being a signature on a day, or nothing."""
    if said.stands is Stands.CALLED_OFF:
        return f"the agreement as a whole is “{said.status}”"
    if not said.given:
        return "no column of signed or completed gives the day"
    if said.day is None or said.day > run.today:
        return f"“{said.given}” is no day until today, or can be read as two"
    return ""


def _told(found: _Found, sure: set[str]) -> list[Problem]:
    """Return what is told of a file, each reason once with whom and which rows it is about.

    Of somebody whose signature is kept the other rows do not matter: envelopes are sent anew.
    """
    problems = []
    for (waits, why), rows in found.told.items():
        left = [(who, place) for person, who, place in rows if person not in sure]
        if not left:
            continue
        cells = ", ".join(dict.fromkeys(place.cell for _, place in left))
        who, place = "; ".join(dict.fromkeys(who for who, _ in left)), left[0][1]
        code, severity = (
            ("signature_waiting", Severity.NOTE)
            if waits
            else ("signature_unclear", Severity.DECIDE)
        )
        problems.append(Problem.of(code, severity, place, who=who, why=why, rows=cells))
    return problems


def _other_days(record: Standing, found: _Found, kept: dict[_Key, dt.date]) -> Iterable[Problem]:
    """Yield a note for each row with another day than the one kept: one person has one day."""
    names = names_of(record.applications)
    for one, days in found.days.items():
        first = kept.get(one) or min(day for day, _ in days)
        told = {"who": names.get(one[1], one[1]), "kept": first}
        for day, place in days:
            if day != first:
                yield Problem.of("signature_two_days", Severity.NOTE, place, **told, other=day)


def _person(record: Standing, said: Said) -> tuple[str, str]:
    """Return the person, and what is doubtful about it: the address tells, else the whole name.

    Raises UserError where nobody is certain, or address and name are two people's.
    """
    last, comma, first = said.name.partition(",")
    name = f"{first} {last}" if comma else said.name
    named = {a.person for a in record.applications if match_key(a.name) == match_key(name)}
    if not said.email:
        found = find_person(record.applications, name)
        words, whole = _words(name), _words(f"{found.name} {found.person}")
        if found.person in name or (len(words) > 1 and words <= whole):
            return found.person, ""  # a bit of a name is nobody's signature
        raise UserError(f"it is not certain that {said.name} is {found.name}")
    address = set[str]()
    with suppress(UserError):
        address = {find_person(record.applications, said.email).person}
    if len(named | address) > 1:
        raise UserError(f"{said.email} and {said.name} are two people here")
    if named and not address:
        return named.pop(), f"the address {said.email} is not theirs here"
    return (address or {find_person(record.applications, said.email).person}).pop(), ""


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", unaccented(text)))
