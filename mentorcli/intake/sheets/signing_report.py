"""Reports of signing services: who is said to have signed, when, and in which cell it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from mentorcli.domain.problem import Place
from mentorcli.domain.table import CellValue, Row, Table
from mentorcli.domain.text import one_line, unaccented
from mentorcli.intake.sheets.signing_groups import in_groups, of_one_state, signer_of, signers_in
from mentorcli.intake.sheets.signing_words import (
    Holds,
    Stands,
    beside_parties,
    doubted,
    doubtful,
    holds,
    only_copied,
    refused,
    stands,
)
from mentorcli.intake.sheets.written_days import (
    Orders,
    day_within,
    orders_of,
    written_day,
    zone_above,
    zone_within,
)
from mentorcli.names.yes_no import yes_or_no

TITLES_WITHIN = 30
"""Rows above which the titles are looked for: services put their own name and a date first."""
_LONGEST_STATE = 25
_DENIED = re.compile(r"\b(never|not|no|none|ei|inte|ej|aldrig|inga)\b")
_NOTHING = frozenset(("", "-", "–", "—", "n/a", "na", "none", "null", "none given"))
PEOPLE = (Holds.EMAIL, Holds.NAME, Holds.BY, Holds.FIRST, Holds.LAST)
_DAYS = (Holds.SIGNED, Holds.COMPLETED)
_OR_YES = (Holds.SIGNED, Holds.NAME, Holds.BY, Holds.COMPLETED)
_Place = Callable[[int], Place]
_STATUSES = (Holds.OWN_STATUS, Holds.STATUS, Holds.WHOLE_STATUS)


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of one signer.

    ``status`` is the text that decided, ``given`` the text of the day; ``day`` is None when there
    is none or it cannot be told. ``place`` is the cell that decided.
    """

    email: str
    name: str
    stands: Stands
    status: str
    day: dt.date | None
    given: str
    document: str
    place: Place


class _Column(NamedTuple):
    """A column that is read: ``of`` is the signer that its title names where there are several."""

    at: int
    kind: Holds
    of: str
    zone: str
    orders: Orders


class _Read(NamedTuple):
    """A cell that says something: its text, its value and its column."""

    text: str
    value: CellValue
    column: _Column


def read_report(table: Table) -> tuple[Said, ...] | None:
    """Return what a table says of each signer; None when it does not say who signed or when.

    A row is of one signer, or of an agreement with its signers side by side. The person's own
    status decides; without one that of the agreement; without any the day of signing. Rows that
    say nothing of anybody, and people who only get a copy, are left out; a refusal in a column that
    is none of these speaks against a signature.
    """
    for n, row in enumerate(table.rows[:TITLES_WITHIN]):
        if columns := _columns(row):
            body = table.rows[n + 1 :]
            cells = [cell for r in body for cell in r.cells]
            above = zone_above(str(c) for r in table.rows[:n] for c in r.cells if c)
            orders = {c.at: orders_of([r.cell(c.at) for r in body], cells) for c in columns}
            columns = [c._replace(orders=orders[c.at], zone=c.zone or above) for c in columns]
            width = len(row.cells)
            again = {c for c in row.cells if c}  # titles above each agreement
            top = (table.sheet, *(r.first_text() for r in table.rows[:n]))
            groups = _of_groups(columns)
            whole = [c.at for c in columns if c.kind is Holds.WHOLE_STATUS and not c.of]
            body = tuple(of_one_state(body, groups[0], whole))
            return tuple(
                replace(said, stands=Stands.SHIFTED) if any(r.cells[width:]) else said
                for r, heading in in_groups(body, *groups, top)
                if not again.issuperset(c for c in r.cells if c)
                for one in _of_row(table, r, columns)
                for said in [_doubted(one, heading) if heading else one]
            )
    return None


def _columns(row: Row) -> list[_Column]:
    """Return the columns of a row of titles; none when it is no such row."""
    titles = [one_line(str(c)) if c is not None else "" for c in row.cells]
    kinds = [holds(t) for t in titles]
    has = {k for k in kinds if k}
    if not has & {*PEOPLE} or not has & {*_DAYS, *_STATUSES}:
        return []
    if Holds.OWN_STATUS in has:  # beside the status of a person, a mere status is of the whole
        kinds = [Holds.WHOLE_STATUS if k is Holds.STATUS else k for k in kinds]
    small = [title.casefold() for title in titles]
    often = {small.count(t) for t, k in zip(small, kinds, strict=True) if k} - {1}
    if len(often) > 1:  # the third “Status” of two people: nobody can tell whose is which
        return []
    found = []
    for at, (title, kind) in enumerate(zip(small, kinds, strict=True)):
        again = f"*{small[: at + 1].count(title)}" if title and small.count(title) > 1 else ""
        if kind:
            zone = zone_within(titles[at])
            found.append(_Column(at, kind, signer_of(titles[at]) or again, zone, {}))
    sides = {c.of for c in found if c.of and c.kind in PEOPLE}
    several = len(sides) > 1
    return [c if several and c.of in sides else c._replace(of="") for c in found]


def _of_groups(columns: Sequence[_Column]) -> tuple[list[int], list[int]]:
    """Return the columns of the document and of its states: filled in once for all who sign it."""
    names = [c.at for c in columns if c.kind is Holds.DOCUMENT]
    states = [
        [c.at for c in columns if c.kind is kind and not c.of]
        for kind in (Holds.WHOLE_STATUS, Holds.STATUS)
    ]
    return names, states[0] or (states[1] if names else [])


def _of_row(table: Table, row: Row, columns: Sequence[_Column]) -> list[Said]:
    found: list[Said] = []
    place = partial(table.place, row.number)
    for side in dict.fromkeys(c.of for c in columns if c.kind in PEOPLE):
        mine = [c for c in columns if c.of in ("", side)]
        read = _cells(row, mine)
        for kind in (Holds.STATUS, Holds.OWN_STATUS) if side else ():
            if kind in read and not read[kind].column.of:
                read.setdefault(Holds.WHOLE_STATUS, read.pop(kind))
        if Holds.PART in read and only_copied(read[Holds.PART].text):
            continue
        given = any(r.column.kind is Holds.SIGNED for r in read.values())
        if not given and any(c.kind is Holds.SIGNED for c in mine):
            read.pop(Holds.COMPLETED, None)  # the day of signing has a column, and it is empty
        people = _people(read)
        alone = not side and len(people) == 1
        own = {Holds.OWN_STATUS} if not side else {Holds.OWN_STATUS, Holds.STATUS}
        blank = any(c.kind in own and c.of == side for c in mine) and own.isdisjoint(read)
        said = [_statement(place, read, who, alone=alone, blank=blank) for who in people]
        if (no := read.get(Holds.REFUSAL)) and (
            no.column.kind is Holds.VALID or yes_or_no(no.text) is not False
        ):
            said = [replace(one, stands=Stands.REFUSED, status=no.text) for one in said]
        part = read[Holds.PART].text if Holds.PART in read else ""
        another = part if beside_parties(part) else _another(read)
        found += [_doubted(one, another) if another else one for one in said]
    read_at = {c.at for c in columns}
    others = [str(c) for i, c in enumerate(row.cells) if c and i not in read_at]
    short = [c for c in others if len(c) < _LONGEST_STATE and not _DENIED.search(unaccented(c))]
    against = [c for c in short if stands(c) is Stands.REFUSED]
    by = any(c.kind is Holds.BY and row.text(c.at) for c in columns)
    found = [one for one in found if one.status or one.given or by]
    named = [str(row.cell(c.at) or "") for c in columns if c.kind is Holds.DOCUMENT]
    for remark in (*filter(doubtful, others), *filter(doubted, named)):
        found = [_doubted(one, remark) for one in found]
    return (
        [replace(one, stands=Stands.REFUSED, status=against[0]) for one in found]
        if against
        else found
    )


def _doubted(said: Said, remark: str) -> Said:
    """Return what a row says of somebody beside a remark that says otherwise."""
    signed = said.stands is Stands.SIGNED
    return replace(said, stands=Stands.DOUBTED, status=one_line(remark)) if signed else said


def _another(read: Mapping[Holds, _Read]) -> str:
    """Return who signed in somebody's place, or nothing."""
    if (given := read.get(Holds.ANOTHER)) and yes_or_no(given.text) is not False:
        return given.text
    by = read[Holds.BY].text if Holds.BY in read and len(read.keys() & {*PEOPLE}) > 1 else ""
    here = unaccented(
        " ".join(r.text for k, r in read.items() if k in PEOPLE and k is not Holds.BY)
    )
    words = set(re.findall(r"[^\W\d_]{3,}", unaccented(by)))
    return by if words and not any(word in here for word in words) else ""


def _cells(row: Row, columns: Sequence[_Column]) -> dict[Holds, _Read]:
    """Return what the cells of a row say, the signer's own before those of the whole row."""
    read: dict[Holds, _Read] = {}
    for column in sorted(columns, key=lambda c: not c.of):
        value = row.cell(column.at)
        text = "; ".join(
            filter(None, map(one_line, ("" if value is None else str(value)).splitlines()))
        )
        if text.casefold() in _NOTHING:
            continue
        kind = column.kind  # “Signed (by)” may say yes or no
        if kind is Holds.VALID:
            if yes_or_no(text) is not False and not refused(text):
                continue
            kind = Holds.REFUSAL
        if kind in _OR_YES and stands(text, signed=True) is not Stands.UNKNOWN:
            whole = kind is Holds.COMPLETED
            kind = Holds.OWN_STATUS if column.of else Holds.WHOLE_STATUS if whole else Holds.STATUS
        if kind is Holds.DOCUMENT and kind in read:
            text = f"{read.pop(kind).text} {text}"
        read.setdefault(kind, _Read(text, value, column))
    return read


def _people(read: Mapping[Holds, _Read]) -> list[tuple[str, str]]:
    """Return the address and the name of each signer in a row; one cell may hold several."""
    texts = {kind: one.text for kind, one in read.items()}
    mail = texts.get(Holds.EMAIL, "")
    there = texts.get(Holds.IN_PERSON, "")
    if there and yes_or_no(there) is None:
        return signers_in(mail, there)
    parts = [texts[k] for k in (Holds.FIRST, Holds.LAST) if k in texts]
    names = " ".join(parts) or texts.get(Holds.NAME) or texts.get(Holds.BY)
    return signers_in(mail, names or mail)


def _statement(
    place: _Place, read: Mapping[Holds, _Read], who: tuple[str, str], *, alone: bool, blank: bool
) -> Said:
    """Return what a row says of one of its signers; ``blank`` where their own status is left empty."""
    day, given, at = _day(read)
    document = read[Holds.DOCUMENT].text if Holds.DOCUMENT in read else ""
    said = Said(*who, Stands.SIGNED, "", day, given, document, place(at))
    level = next((k for k in _STATUSES if k in read), None)
    if level is None:
        return said
    status = read[level]
    standing, within = _standing(status)
    own = Holds.SIGNED in read and (alone or bool(read[Holds.SIGNED].column.of))
    if level is Holds.WHOLE_STATUS and own and day and standing is Stands.WAITING:
        standing = Stands.SIGNED  # it is this person's day: others have not signed yet
    elif level is Holds.WHOLE_STATUS and standing is Stands.WAITING and Holds.OWN_DAY in read:
        status, standing = read[Holds.OWN_DAY], Stands.UNSAID
    elif blank and standing is Stands.SIGNED and not own:
        standing = Stands.UNKNOWN
    if inside := next((r for k, r in read.items() if k in PEOPLE and day_within(r.text)), None):
        status, standing = inside, Stands.UNKNOWN  # each with a state of their own in one cell
    whole = read.get(Holds.WHOLE_STATUS)
    if level is not Holds.WHOLE_STATUS and standing is Stands.SIGNED and whole:
        called_off = _standing(whole)[0] is Stands.REFUSED
        status, standing = (whole, Stands.CALLED_OFF) if called_off else (status, standing)
    if standing is Stands.SIGNED and within and not given:
        day, given = written_day(within, orders_of([within])), within
    at = at if standing is Stands.SIGNED and given else status.column.at
    said = replace(said, day=day, given=given, place=place(at))
    return replace(said, stands=standing, status=status.text)


def _standing(status: _Read) -> tuple[Stands, str]:
    """Return what a status says, and the part of it that looks like a day."""
    within = day_within(status.text)
    word = re.sub(r"\W+(on|at|klo|den)?\W*$", "", status.text.replace(within, "")) if within else ""
    return stands(word or status.text, signed=status.column.kind in _OR_YES), within


def _day(read: Mapping[Holds, _Read]) -> tuple[dt.date | None, str, int]:
    """Return the day of signing, else that of completion: what was read, its text and its column.

    An agreement that is not complete as a whole was not completed on any day.
    """
    whole = read.get(Holds.WHOLE_STATUS)
    complete = whole is None or _standing(whole)[0] is Stands.SIGNED
    for kind in _DAYS if complete else _DAYS[:1]:
        if kind in read:
            text, value, column = read[kind]
            return written_day(value, column.orders, column.zone), text, column.at
    return None, "", next(read[k].column.at for k in PEOPLE if k in read)
