"""Certificates of signing services pasted into a sheet: text that tells of each signer behind their address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mentorcli.domain.problem import Place
from mentorcli.domain.table import Table
from mentorcli.domain.text import one_line
from mentorcli.intake.sheets.signing_report import Said
from mentorcli.intake.sheets.signing_words import Stands, doubted, refused
from mentorcli.intake.sheets.written_days import DAY, orders_of, written_day, zone_above

_ADDRESS = r"[^\s<>()\[\];:,|]+@[^\s<>()\[\];:,|]+"
_NAMED = re.compile(
    rf"((?:[^\W\d_a-zåäö][\w.'’-]*,?\s+(?:(?:af|av|von|van|de|da|der)\s+)?){{1,7}})?[(<\[]?({_ADDRESS})[)>\]]?"
)
"""A name that stands before its address."""
_SIGNED = re.compile(
    r"\b(?:e-?)?(?:signed|allekirjoitti|allekirjoitettu|allekirjoittanut|signera(?:de|d|t)|undertecknade?|undertecknat)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\b(?:not|never|no|un|to be|will|must|ei|eivät|inte|ej|ska|bör)\W+$", re.IGNORECASE
)
_DAY_WORDS = "on at am pm the a by date time signature signing document agreement envelope electronically klo kl den pvm aika asiakirjan sopimuksen sähköisesti dokumentet avtalet datum elektroniskt source server ip address utc gmt eet cet z"
_EVENT_WORDS = "sent viewed opened delivered e email emailed lähetetty avattu avasi luettu skickat skickad skickades öppnat öppnad öppnade visad signer signers events event tapahtuma"
_PLAIN = frozenset(f"{_DAY_WORDS} {_EVENT_WORDS}".split())
_BEFORE_DAY = frozenset(_DAY_WORDS.split())
"""Words that may stand beside the word for signing, and between it and its day."""
_MARKS = (";", ". ", ",", " | ")
"""What may part the people of one line."""
_LONGEST = 60


_HEADING = re.compile(rf"^(?:(?!(?i:{DAY.pattern}|{_SIGNED.pattern})).)*[:.] ?(?={_NAMED.pattern})")
"""What stands before a name and its colon, without a day."""


class _Line(NamedTuple):
    """A line of a certificate, or a piece of one; ``listed`` where it has people side by side of whom it says nothing."""

    text: str
    place: Place
    listed: bool = False


class _Block(NamedTuple):
    """What a certificate says of one signer: a line with the address, and those about it behind."""

    email: str
    name: str
    lines: list[_Line]


def read_certificate(table: Table) -> tuple[Said, ...] | None:
    """Return what a pasted certificate says of each signer; None where nobody signed in it.

    A line is sure that has the word for signing, its day, and no word that is not known here; where
    only another line says so, that is doubtful. What refuses or calls off, of the signer or of the
    whole above the first, speaks against it.
    """
    lines = list(_lines(table))
    texts = [line.text for line in lines]
    above, blocks = _blocks(lines)
    orders = orders_of([day[0] for text in texts for day in DAY.finditer(text)])
    zone = zone_above(texts)
    whole = next((x for x in above if refused(x)), "")
    said = []
    for block in blocks:
        day, odd = _signing(block)
        against = next((x.text for x in block.lines if refused(x.text) or doubted(x.text)), whole)
        standing, status = Stands.SIGNED, against or odd
        if day is None and not odd:
            standing = Stands.REFUSED if against else Stands.WAITING
        elif status:
            standing = Stands.DOUBTED
        status = one_line(status or block.lines[-1].text)[:_LONGEST]
        read = written_day(day, orders, zone) if day else None
        place = block.lines[0].place
        said.append(Said(block.email, block.name, standing, status, read, day or "", "", place))
    signed = (Stands.SIGNED, Stands.DOUBTED)
    return tuple(said) if any(one.stands in signed for one in said) else None


def _lines(table: Table) -> Iterator[_Line]:
    """Yield each line of a cell with several, else each row; one that tells of several people in pieces."""
    for row in table.rows:
        cells = [(k, str(c)) for k, c in enumerate(row.cells) if c is not None and str(c).strip()]
        apart = any("\n" in text.strip() for _, text in cells)
        joined = [(cells[0][0], " ".join(text for _, text in cells))] if cells else []
        for at, cell in cells if apart else joined:
            for line in filter(None, map(one_line, cell.splitlines())):
                pieces = _pieces(line)
                listed = len(pieces) > 1 and any(_bare(piece) == "" for piece in pieces)
                place = table.place(row.number, at)
                yield from (_Line(piece, place, listed) for piece in pieces)


def _pieces(line: str) -> list[str]:
    """Return a line cut so that each piece names one address at most."""
    if len(_NAMED.findall(line)) <= 1:
        return [line]
    for mark in _MARKS:
        pieces = [piece.strip() for piece in line.split(mark) if piece.strip()]
        if all(len(_NAMED.findall(piece)) <= 1 for piece in pieces):
            return pieces
    starts = [0, *[found.start() for found in _NAMED.finditer(line)][1:]]
    return [line[a:b].strip() for a, b in zip(starts, [*starts[1:], len(line)], strict=True)]


def _bare(line: str) -> str:
    """Return a line without the name and address in it, and without marks."""
    return re.sub(r"\W+", " ", _NAMED.sub(" ", line)).strip()


def _blocks(lines: list[_Line]) -> tuple[list[str], list[_Block]]:
    """Return the lines above the first signer, and what is said of each."""
    above: list[str] = []
    blocks: list[_Block] = []
    for line in lines:
        found = _NAMED.search(line.text)
        if not found:
            blocks[-1].lines.append(line) if blocks else above.append(line.text)
            continue
        if blocks and blocks[-1].email == found[2]:
            blocks[-1].lines.append(line)
            continue
        name = found[1] or ""
        if not name and line.text == found[0]:  # the name stands in the line before
            before = blocks[-1].lines if blocks else []
            name = (
                before.pop().text if len(before) > 1 else above[-1] if above and not blocks else ""
            )
        blocks.append(_Block(found[2], name.strip(" ,"), [line]))
    return above, blocks


def _signing(block: _Block) -> tuple[str | None, str]:
    """Return the day that a sure line gives, None where none says signed, and a line that is doubtful."""
    sure, odd, without = None, "", ""
    for n, line in enumerate(block.lines):
        said = _NAMED.sub(" ", _HEADING.sub("", line.text))
        word = next((w for w in _SIGNED.finditer(said) if not _NO.search(said[: w.start()])), None)
        if word is None:
            continue
        days = list(DAY.finditer(said))
        behind = next((d for d in days if d.start() >= word.end()), None)
        between = said[word.end() : behind.start()] if behind else ""
        only = days[0] if len(days) == 1 and not said[: days[0].start()].strip() else None
        day = behind if behind and _words(between) <= _BEFORE_DAY else only
        strange = _words(_SIGNED.sub(" ", DAY.sub(" ", said))) - _PLAIN
        beside = block.lines[n + 1].text if n + 1 < len(block.lines) else ""
        below = (
            DAY.search(beside) if not days and _words(DAY.sub(" ", beside)) <= _BEFORE_DAY else None
        )
        if (day or below) and not strange and not line.listed:
            sure = (day or below or [""])[0].strip()
        elif days:
            odd = line.text
        else:
            without = line.text
    return sure, odd or ("" if sure else without)


def _words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W\d_]+", text)}
