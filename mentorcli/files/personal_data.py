"""Whether a file names somebody: Office files, mail drafts, calendar files, pages, text, file names."""

from __future__ import annotations

import email
import email.policy
import html
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

_TAGS = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"\s+")
_FOLDED = re.compile(rb"\r?\n[ \t]")
_WORKBOOK = "xl/workbook.xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError)
"""How a damaged or locked archive shows itself when a part of it is read."""


def mentions(path: Path, words: Iterable[str], *, in_doubt: bool = True) -> bool:
    """Tell whether any of the words stands in a file's text or name, whatever case and line breaks.

    ``in_doubt`` is the answer for a file that says what it is but cannot be opened.
    """
    wanted = {_plain(w) for w in words if w.strip()}
    patterns = [_pattern(word) for word in wanted]
    if _named(path, wanted):
        return True
    try:
        content = path.read_bytes()
    except FileNotFoundError:  # deleted by somebody in this moment
        return False
    except OSError:
        return in_doubt
    try:
        return any(one.search(text) for text in _texts(content) for one in patterns)
    except _BROKEN:
        return in_doubt


def addressed_to(path: Path) -> str:
    """Return the name and address that a mail draft goes to, or an empty string for another file."""
    if path.suffix != ".eml":
        return ""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return str(message["To"] or "")


def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds a word; an address is no part of a longer one, a name may have an ending."""
    # in a calendar file a line within a text ends with a backslash and an n
    whole = r"(?:(?<![\w.+-])|(?<=\\n)){}(?![\w-]|\.\w)" if "@" in word else "{}"
    return re.compile(whole.format(re.escape(word)))


def _named(path: Path, wanted: Collection[str]) -> bool:
    """Tell whether a file is named after somebody: of a PDF the pages cannot be searched."""
    from slugify import slugify

    name = f"-{slugify(path.stem)}-"
    return any(f"-{slug}-" in name for word in wanted if " " in word and (slug := slugify(word)))


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).casefold().strip()


def _texts(content: bytes) -> Iterable[str]:
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            for name in names:
                yield from _texts(archive.read(name))
        if _WORKBOOK in names:
            yield from _rows(content)
    elif content[:4096].lower().find(b"mime-version:") >= 0:
        yield from _mail(content)
    else:
        yield from _written(content)


def _rows(content: bytes) -> Iterable[str]:
    """Yield the rows of a workbook, cell after cell: first and last name stand in two."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in book.sheet_names:
            for row in book.get_sheet_by_name(name).to_python():
                yield _plain(" ".join(str(cell) for cell in row if cell not in {"", None}))
    except CalamineError:  # its parts were searched
        return


def _written(content: bytes) -> Iterable[str]:
    """Yield a text as it is and without its markup: Word cuts a name into several runs."""
    # calendar files fold long lines with a space
    whole = _FOLDED.sub(b"", content) if b"BEGIN:VCALENDAR" in content else content
    for text in {content.decode("utf-8", "replace"), whole.decode("utf-8", "replace")}:
        yield _plain(html.unescape(text))
        yield _plain(html.unescape(_TAGS.sub("", text)))


def _mail(content: bytes) -> Iterable[str]:
    message = email.message_from_bytes(content, policy=email.policy.default)
    yield _plain(" ".join(f"{key}: {value}" for key, value in message.items()))
    for part in message.walk():
        if isinstance(part, EmailMessage) and not part.is_multipart():
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield from _texts(payload)
