"""Whether a file that was made names somebody: Office files, mail drafts, pages, text."""

from __future__ import annotations

import email
import email.policy
import html
import re
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

_TAGS = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"\s+")


def mentions(path: Path, words: Iterable[str]) -> bool:
    """Tell whether any of the words stands in a file's text, whatever its case and line breaks."""
    wanted = [_plain(w) for w in words if w.strip()]
    return any(word in text for text in _texts(path.read_bytes()) for word in wanted)


def addressed_to(path: Path) -> str:
    """Return the address that a mail draft goes to, or an empty string for another file."""
    if path.suffix != ".eml":
        return ""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return str(message["To"] or "")


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).casefold().strip()


def _texts(content: bytes) -> Iterable[str]:
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _written(archive.read(name))
    elif content[:4096].lower().find(b"mime-version:") >= 0:
        yield from _mail(content)
    else:
        yield from _written(content)


def _written(content: bytes) -> Iterable[str]:
    """Yield a text as it is and without its markup: Word cuts a name into several runs."""
    text = content.decode("utf-8", "replace")
    yield _plain(html.unescape(text))
    yield _plain(html.unescape(_TAGS.sub("", text)))


def _mail(content: bytes) -> Iterable[str]:
    message = email.message_from_bytes(content, policy=email.policy.default)
    yield _plain(" ".join(f"{key}: {value}" for key, value in message.items()))
    for part in message.walk():
        if isinstance(part, EmailMessage) and not part.is_multipart():
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                # calendar files fold long lines with a space
                yield from _written(payload.replace(b"\r\n ", b""))
