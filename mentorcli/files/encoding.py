"""Which encoding a text file is in: a fixed ladder, never statistics over letters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.table import Table

BINARY_SHARE = 0.02
WIDE_SHARE = 0.3
PIECE = 1 << 20
UTF_8, WINDOWS = "utf-8", "cp1252"
AGAIN = "Save it as CSV UTF-8 in Excel, or download the answers again from the form tool."
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_SEQUENCE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_CLOSING = re.compile(rb"[A-Za-z]\x94(?![A-Za-z])")
_OPENING = re.compile(rb"(?<![A-Za-z])[\x84\x93\x94](?=\w)")
"""A quotation mark of Windows that closes more often than one opens is the ö of DOS."""
_BOTH = re.compile(rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]")
"""UTF-8 of a letter with an accent: as Windows text it would be Ã with a sign after it."""
_TWICE = re.compile(
    rb"\xc3\x83(?:\xc2[\x80-\xbf]|\xe2\x80[\x93-\xba]|\xe2\x82\xac|\xc5[\x92-\xbe]|\xcb[\x86\x9c]|\xc6\x92)|\xc3\xa2\xe2\x82\xac"
)
"""UTF-8 of Ã with the second half of a letter behind it, and of â€, with which marks begin."""
_LETTER = re.compile(rb"[A-Za-z][\xc0-\xff]")
_FOREIGN = re.compile(
    rb"[A-Za-z](?:[\x80-\x84\x86-\x91\x93-\x9f][a-z]|[\x84\x86\x8a\x8c\x9a](?![A-Za-z]))"
)
"""Between letters Windows has nothing there but the apostrophe; Mac and DOS have ä, ö and å.

At the end of a word the closing marks and dashes of Windows stand too.
"""

_LOST = re.compile(
    rb"\xef\xbf\xbd|[A-Za-z]\xc2[\x80-\x84\x86-\x9f]|(?<![A-Za-z])\xc2[\x80-\x84\x86-\x9f](?=[A-Za-z])"
)
"""UTF-8 of \ufffd, and of a control character beside a letter: the ä of DOS that was saved anew."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's bytes become text: Python's codec, after ``skip`` bytes of mark."""

    codec: str
    skip: int


def encoded_once(content: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a text that was made UTF-8 twice as it was before the second time, and what to say of it.

    Such texts show ä as Ã¤. Only where all of it can be turned back it is; where a part looks so, a
    person is told.
    """
    if not _TWICE.search(content) or not _decodes(content, UTF_8):
        return content, ()
    text = content.decode(UTF_8)
    try:
        before = b"".join(_windows_byte(c) for c in text)
        before.decode(UTF_8)
    except UnicodeError:
        count = len(_TWICE.findall(content))
        return content, (_told("text_partly_twice", Severity.DECIDE, Place(), count),)
    return before, (Problem.of("text_encoded_twice", Severity.NOTE),)


def encoded_once_in(
    tables: tuple[Table, ...],
) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Return workbook tables with such texts as they were before, and what to say of each sheet.

    A spreadsheet that took a text export for Windows text keeps them so.
    """
    found, told = [], []
    for table in tables:
        texts = [c for r in table.rows for c in r.cells if isinstance(c, str) and not c.isascii()]
        back, count = _turned_back(table, texts)
        found.append(back)
        if lost := sum("\ufffd" in c for c in texts):
            place = Place(table.file, table.sheet)
            told.append(_told("text_letters_lost", Severity.DECIDE, place, lost))
        if count:
            code = "text_partly_twice" if back is table else "text_encoded_twice"
            severity = Severity.DECIDE if back is table else Severity.NOTE
            told.append(_told(code, severity, Place(table.file, table.sheet), count))
    return tuple(found), tuple(told)


def _turned_back(table: Table, texts: Sequence[str]) -> tuple[Table, int]:
    """Return a table turned back where all of its texts can be, and how many look so."""
    odd = [c for c in texts if _TWICE.search(c.encode(errors="replace"))]
    if not odd:
        return table, 0
    try:
        before = {c: b"".join(map(_windows_byte, c)).decode(UTF_8) for c in texts}
    except UnicodeError:
        return table, len(odd)
    rows = (
        replace(row, cells=tuple(before.get(c, c) if isinstance(c, str) else c for c in row.cells))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows)), len(odd)


def _windows_byte(character: str) -> bytes:
    """Return the byte that Windows text has for a character; what it leaves open is as it stands."""
    try:
        return character.encode(WINDOWS)
    except UnicodeEncodeError:
        return character.encode("latin-1")


def looks_binary(content: bytes) -> bool:
    """Tell whether bytes without a UTF-16 mark hold more control characters than any text."""
    if content.startswith(tuple(_UTF_16)):
        return False
    start = content[:8192]
    odd = sum(1 for b in start if b < 32 and b not in b"\t\n\r\x00\x1b\x0c\x0b\x1a\x1f\x1e")  # noqa: PLR2004 - the control characters
    return odd + max(start.count(0) - 64, 0) > BINARY_SHARE * len(start) and not _wide(start)


def encoding_of(name: str, content: bytes) -> tuple[Encoding, tuple[Problem, ...]]:
    """Return a text's encoding and what to say of it: byte order mark, strict UTF-8, Windows.

    A file that is mostly valid UTF-8 stays UTF-8, told as damaged. Raises UserError where any
    reading would be a guess: UTF-16 without its mark, a mark that lies.
    """
    if content.startswith(_UTF_32):
        raise UserError(f"{name} is in UTF-32, which is not read here.", AGAIN)
    for mark, codec in _UTF_16.items():
        if content.startswith(mark):
            return _utf_16(name, content, codec)
    if _wide(content[:8192]):
        raise UserError(f"{name} seems to be in UTF-16 without the mark that says so.", AGAIN)
    marked = content.startswith(codecs.BOM_UTF8)
    skip = len(codecs.BOM_UTF8) if marked else 0
    place = Place(name)
    if _decodes(content, UTF_8):
        lost = len(_LOST.findall(content))
        told = (_told("text_letters_lost", Severity.DECIDE, place, lost),) if lost else ()
        return Encoding(UTF_8, skip), told
    bad = _undecodable(content)
    if len(_SEQUENCE.findall(content)) > bad:
        return Encoding(UTF_8, skip), (_told("text_damaged", Severity.DECIDE, place, bad),)
    if marked:
        return Encoding(WINDOWS, skip), (Problem.of("text_mark_lies", Severity.DECIDE, place),)
    return Encoding(WINDOWS, 0), _windows(content, place)


def _windows(content: bytes, place: Place) -> tuple[Problem, ...]:
    problems = [Problem.of("text_not_utf8", Severity.NOTE, place)]
    closed = max(len(_CLOSING.findall(content)) - len(_OPENING.findall(content)), 0)
    if len(_FOREIGN.findall(content)) + closed > len(_LETTER.findall(content)):
        problems = [Problem.of("text_encoding_doubtful", Severity.DECIDE, place)]
    elif _BOTH.search(content):
        problems = [Problem.of("text_two_encodings", Severity.DECIDE, place)]
    undefined = sum(content.count(b) for b in b"\x81\x8d\x8f\x90\x9d")
    if undefined:
        problems.append(_told("text_damaged", Severity.DECIDE, place, undefined))
    return tuple(problems)


def _told(code: str, severity: Severity, place: Place, count: int) -> Problem:
    return Problem.of(code, severity, place, count=count)


def _utf_16(name: str, content: bytes, codec: str) -> tuple[Encoding, tuple[Problem, ...]]:
    start = content[2:8194].decode(codec, "replace")
    if not any(mark in start for mark in "\n\r,;\t|") and len(start) > 1:
        letters = sum(1 for c in start if ord(c) < 0x250)  # noqa: PLR2004 - the Latin letters
        if letters < len(start) / 2:
            raise UserError(f"{name} begins with the mark of UTF-16 but is something else.", AGAIN)
    if _decodes(content[2:], codec):
        return Encoding(codec, 2), ()
    place = Place(name)
    return Encoding(codec, 2), (Problem.of("text_damaged", Severity.DECIDE, place, count="some"),)


def _wide(start: bytes) -> bool:
    """Tell whether every second byte is mostly zero and the others are not."""
    even, odd = start[::2], start[1::2]
    one, other = (half.count(0) / max(len(half), 1) for half in (even, odd))
    return len(start) > 3 and max(one, other) > WIDE_SHARE > 10 * min(one, other)  # noqa: PLR2004 - two letters


def _decodes(content: bytes, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)("strict")
    try:
        for at in range(0, len(content), PIECE):
            decoder.decode(content[at : at + PIECE], final=at + PIECE >= len(content))
    except UnicodeDecodeError:
        return False
    return True


def _undecodable(content: bytes) -> int:
    """Return how many places of the bytes are no UTF-8."""
    decoder = codecs.getincrementaldecoder(UTF_8)("replace")
    real = content.count("\ufffd".encode())
    found = sum(
        decoder.decode(content[at : at + PIECE], final=at + PIECE >= len(content)).count("\ufffd")
        for at in range(0, len(content), PIECE)
    )
    return found - real
