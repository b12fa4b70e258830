"""Reports of signing services: who is said to have signed, when, and in which cell it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from mentorcli.domain.problem import Place
from mentorcli.domain.table import CellValue, Row, Table
from mentorcli.domain.text import one_line, unaccented
from mentorcli.intake.sheets.signing_words import Holds, Stands, holds, stands
from mentorcli.intake.sheets.written_days import Orders, day_within, orders_of, written_day

TITLES_WITHIN = 30
"""Rows above which the titles are looked for: services put their own name and a date first."""
_ADDRESS = re.compile(r"[^\s<>();,|]+@[^\s<>();,|]+")
_NUMBERED = re.compile(
    r"(?:signer|signatory|recipient|participant|person|allekirjoittaja|undertecknare|mottagare"
    r"|vastaanottaja)n?\s*[(#]?(\d+)|^(\d+)\. ?\w|(?<![+\d-])\b(\d)$"
)
_SIDES = ("mentee", "mentoroitava", "aktor", "adept", "mentor")
_NOTHING = frozenset(("", "-", "–", "—", "n/a", "na", "none", "null"))
_PEOPLE = (Holds.EMAIL, Holds.NAME, Holds.FIRST, Holds.LAST)
_DAYS = (Holds.SIGNED, Holds.COMPLETED)
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
    utc: bool
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
    say nothing of anybody are left out.
    """
    for n, row in enumerate(table.rows[:TITLES_WITHIN]):
        if columns := _columns(row):
            body = table.rows[n + 1 :]
            columns = [
                c._replace(orders=orders_of([r.cell(c.at) for r in body])) if c.kind in _DAYS else c
                for c in columns
            ]
            return tuple(said for row in body for said in _of_row(table, row, columns))
    return None


def _columns(row: Row) -> list[_Column]:
    """Return the columns of a row of titles; none when it is no such row."""
    titles = [one_line(str(c)) if c is not None else "" for c in row.cells]
    kinds = [holds(t) for t in titles]
    has = {k for k in kinds if k}
    if not has & {*_PEOPLE} or not has & {*_DAYS, *_STATUSES}:
        return []
    if Holds.OWN_STATUS in has:  # beside the status of a person, a mere status is of the whole
        kinds = [Holds.WHOLE_STATUS if k is Holds.STATUS else k for k in kinds]
    small = [title.casefold() for title in titles]
    found = []
    for at, (title, kind) in enumerate(zip(small, kinds, strict=True)):
        again = f"*{small[: at + 1].count(title)}" if title and small.count(title) > 1 else ""
        if kind:
            utc = bool(re.search(r"\b(utc|gmt)\b(?![+-])", title))
            found.append(_Column(at, kind, _signer(titles[at]) or again, utc, {}))
    sides = {c.of for c in found if c.of and c.kind in _PEOPLE}
    several = len(sides) > 1
    return [c if several and c.of in sides else c._replace(of="") for c in found]


def _signer(title: str) -> str:
    said = unaccented(title)
    if found := _NUMBERED.search(said):
        return next(part for part in found.groups() if part)
    return next((side for side in _SIDES if side in said), "")


def _of_row(table: Table, row: Row, columns: Sequence[_Column]) -> list[Said]:
    found: list[Said] = []
    for side in dict.fromkeys(c.of for c in columns if c.kind in _PEOPLE):
        read = _cells(row, [c for c in columns if c.of in ("", side)])
        if side and Holds.STATUS in read and not read[Holds.STATUS].column.of:
            read[Holds.WHOLE_STATUS] = read.pop(Holds.STATUS)
        people = _people(read)
        alone = not side and len(people) == 1
        found += [_statement(table, row, read, who, alone=alone) for who in people]
    return [one for one in found if one.status or one.given]


def _cells(row: Row, columns: Sequence[_Column]) -> dict[Holds, _Read]:
    """Return what the cells of a row say, the signer's own before those of the whole row."""
    read: dict[Holds, _Read] = {}
    for column in sorted(columns, key=lambda c: not c.of):
        value = row.cell(column.at)
        text = one_line(str(value)) if value is not None else ""
        if text.casefold() in _NOTHING:
            continue
        kind = column.kind
        if kind is Holds.SIGNED and stands(text, signed=True) is not Stands.UNKNOWN:
            kind = Holds.STATUS  # “Signed” may say yes or no
        read.setdefault(kind, _Read(text, value, column))
    return read


def _people(read: Mapping[Holds, _Read]) -> list[tuple[str, str]]:
    """Return the address and the name of each signer in a row; one cell may hold several."""
    mail, names = (read[k].text if k in read else "" for k in (Holds.EMAIL, Holds.NAME))
    parts = [read[k].text for k in (Holds.FIRST, Holds.LAST) if k in read]
    names = " ".join(parts) if parts else names or mail
    addresses = _ADDRESS.findall(mail) or _ADDRESS.findall(names)
    plain = " ".join(_ADDRESS.sub("", names).strip(" <>()").split())
    if len(addresses) > 1:
        return [(address, "") for address in addresses]
    if not addresses and ";" in plain:
        return [("", name.strip()) for name in plain.split(";") if name.strip()]
    return [(addresses[0] if addresses else "", plain)] if addresses or plain else []


def _statement(
    table: Table, row: Row, read: Mapping[Holds, _Read], who: tuple[str, str], *, alone: bool
) -> Said:
    day, given, at = _day(read)
    document = read[Holds.DOCUMENT].text if Holds.DOCUMENT in read else ""
    said = Said(*who, Stands.SIGNED, "", day, given, document, table.place(row.number, at))
    level = next((k for k in _STATUSES if k in read), None)
    if level is None:
        return said
    status = read[level]
    within = day_within(status.text)
    word = re.sub(r"\W+(on|at|klo|den)?\W*$", "", status.text.replace(within, ""))
    standing = stands(word or status.text, signed=status.column.kind is Holds.SIGNED)
    waits = level is Holds.WHOLE_STATUS and standing is Stands.WAITING
    if waits and day and Holds.SIGNED in read and (alone or read[Holds.SIGNED].column.of):
        standing = Stands.SIGNED  # it is this person's day: others have not signed yet
    if standing is Stands.SIGNED and within and not given:
        day, given = written_day(within, orders_of([within])), within
    at = at if standing is Stands.SIGNED and given else status.column.at
    place = table.place(row.number, at)
    return replace(said, stands=standing, status=status.text, day=day, given=given, place=place)


def _day(read: Mapping[Holds, _Read]) -> tuple[dt.date | None, str, int]:
    """Return the day of signing, else that of completion: what was read, its text and its column."""
    for kind in _DAYS:
        if kind in read:
            text, value, column = read[kind]
            return written_day(value, column.orders, utc=column.utc), text, column.at
    return None, "", next(read[k].column.at for k in _PEOPLE if k in read)
