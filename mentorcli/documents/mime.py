"""A mail's bytes: headers of one line each, and parts in a fixed order.

The standard library's generator writes the same, several times slower; what it is needed for, the
reading, is done with it (``mail``, ``release``).
"""

from __future__ import annotations

import re
from binascii import b2a_base64, b2a_qp
from collections.abc import Sequence
from email.header import Header

CRLF = b"\r\n"
_PLAIN_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_LINE = 57  # octets that fill a line of base64


def phrase(name: str) -> str:
    """Return a display name as it stands in a header; it holds no quote or backslash."""
    if not name.isascii():
        return encoded(name)
    return name if _PLAIN_PHRASE.fullmatch(name) else f'"{name}"'


def encoded(text: str) -> str:
    """Return a line of text as a header holds it: ASCII as it is, else as encoded words."""
    return text if text.isascii() else Header(text, "utf-8", 200).encode(linesep="\r\n")


def heading(fields: Sequence[tuple[str, str]]) -> bytes:
    """Return header lines; a value is ASCII and may only break where it is folded."""
    return b"".join(f"{key}: {value}\r\n".encode("ascii") for key, value in fields)


def text_part(subtype: str, text: str) -> bytes:
    """Return text as a quoted-printable part, headers and all; lines end as mail wants it."""
    lines = text.replace("\n", "\r\n").encode()
    kind = ("Content-Type", f'text/{subtype}; charset="utf-8"')
    head = heading((kind, ("Content-Transfer-Encoding", "quoted-printable")))
    return head + CRLF + _careful(b2a_qp(lines, istext=True))


def _careful(text: bytes) -> bytes:
    """Encode what some mail servers change: a dot alone on a line, and From at its beginning."""
    return re.sub(rb"(?m)^(\.|F(?=rom ))", lambda m: b"=%02X" % m[0][0], text)


def file_part(content: bytes, media_type: str, *, name: str = "", parameters: str = "") -> bytes:
    """Return bytes as a base64 part; with a name it is an attached file."""
    fields = [("Content-Type", media_type + parameters), ("Content-Transfer-Encoding", "base64")]
    if name:
        fields.append(("Content-Disposition", f'attachment; filename="{name}"'))
    lines = [
        b2a_base64(content[i : i + _LINE], newline=False) for i in range(0, len(content), _LINE)
    ]
    return heading(fields) + CRLF + CRLF.join((*lines, b""))


def multipart(subtype: str, parts: Sequence[bytes], boundary: str) -> bytes:
    """Return parts as one part; ``boundary`` stands in none of them."""
    mark = b"--" + boundary.encode("ascii")
    inner = b"".join(mark + CRLF + part + CRLF for part in parts)
    head = heading((("Content-Type", f'multipart/{subtype}; boundary="{boundary}"'),))
    return head + CRLF + inner + mark + b"--" + CRLF


def letter(
    fields: Sequence[tuple[str, str]], looks: Sequence[bytes], files: Sequence[bytes], boundary: str
) -> bytes:
    """Return a whole mail: its headers, the looks of one text, and files where there are any."""
    content = multipart("alternative", looks, f"{boundary}_1")
    if files:
        content = multipart("mixed", (content, *files), f"{boundary}_0")
    return heading(fields) + content
