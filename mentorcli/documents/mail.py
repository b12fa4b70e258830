"""Mail drafts as ``.eml`` files and as a workbook for mail merge, ready to be read and sent."""

from __future__ import annotations

import hashlib
import re
from binascii import b2a_base64, b2a_qp
from collections.abc import Collection, Mapping, Sequence
from email import message_from_bytes
from email.errors import MessageError
from email.header import Header, decode_header, make_header
from email.headerregistry import Address
from email.utils import getaddresses
from functools import lru_cache

from mentorcli.documents.enclosures import said_as
from mentorcli.documents.plain import html_of, plain_line, plain_text, shortened
from mentorcli.domain.language import localised
from mentorcli.domain.message import Attachment, Message, Organisation
from mentorcli.domain.problem import UserError
from mentorcli.domain.text import stable_id
from mentorcli.files.workbook import Column, Sheet, write_workbook

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


LONGEST_NAME = 60
LONGEST_SUBJECT = 150
_SPECIALS = re.compile(r'[()<>\[\]:;@\\,"\x00-\x1f]')
_NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


def to_eml(message: Message, sender: Organisation) -> bytes:
    """Return a message as an editable draft: text and HTML of one body, then the attachments.

    Equal messages give equal bytes. The draft is read back and compared with the message before
    it is returned (RuntimeError when it differs). Raises UserError when an address cannot stand
    in a mail.
    """
    subject = header_text(message.subject, LONGEST_SUBJECT)
    contact = localised(sender, "contact_name", message.language)
    people = (
        (display_name(contact), address(contact, sender.contact_email)),
        (display_name(message.to_name), address(message.to_name, message.to_email)),
    )
    body = plain_text_of(message)
    html = html_of(body, subject, message.language)
    looks = (text_part("plain", body + "\n"), text_part("html", html))
    us, to = map(mailbox, people)
    fields = (("X-Unsent", "1"), *written_by(us, message.due), ("To", to))
    fields += (("Subject", encoded(subject)), ("MIME-Version", "1.0"))
    files = [_attached(a) for a in message.attachments]
    content = letter(fields, looks, files, _boundary(message, html))
    keys = [key for key, _ in fields]
    if not _reads_back(content, (keys, people), (subject, body, html), message.attachments):
        raise RuntimeError(f"the draft {message.key} does not read back as it was meant")
    return content


AUTOMATIC = ("Auto-Submitted", "auto-generated")
"""What a mail says that a schedule wrote and no person (RFC 3834): it is not answered by machines."""


def written_by(us: str, due: str) -> tuple[tuple[str, str], ...]:
    """Return who writes a mail and who gets the answers, whoever sends it; ``due`` tells of a reminder."""
    return (("From", us), ("Reply-To", us), *((AUTOMATIC,) if due else ()))


def message_file_name(message: Message) -> str:
    """Return the draft's file name; the message's key makes it unique."""
    from mentorcli.files.names import file_name, surname_first

    kind = _NOT_IN_FILE_NAMES.sub("-", message.kind).strip(".-") or "message"
    return file_name(surname_first(message.to_name), kind, "eml", stable_id("k", message.key))


def header_text(text: str, most: int) -> str:
    """Return a line that a mail header can hold as it is: no encoded words, at most ``most`` long."""
    return shortened(plain_line(text).replace("=?", "= ?"), most)


def display_name(name: str) -> str:
    """Return a name as it stands before an address: without the signs that mail gives a meaning."""
    return header_text(_SPECIALS.sub(" ", plain_line(name)), LONGEST_NAME)


def plain_text_of(message: Message) -> str:
    """Return the body with its paragraphs: blank lines stay, everything else is plain text."""
    return "\n\n".join(
        block for block in (plain_text(b) for b in re.split(r"\n\s*\n", message.body)) if block
    )


@lru_cache(maxsize=4096)
def address(name: str, email: str) -> str:
    """Return an address as it stands in a mail; ``name`` is named when it is none."""
    user, _, domain = plain_line(email).rpartition("@")
    try:
        local = user.encode("ascii").decode()
        host = domain.encode("idna").decode("ascii")
        return Address(addr_spec=f"{local}@{host}").addr_spec
    except (ValueError, MessageError, IndexError) as error:
        raise UserError(
            f"{plain_line(email) or 'An empty address'} is not an e-mail address ({plain_line(name)}).",
            "Mend the address and run again.",
        ) from error


def mailbox(person: tuple[str, str]) -> str:
    """Return a display name and an address as one header says them."""
    name, spec = person
    return f"{phrase(name)} <{spec}>" if name else spec


def _attached(attachment: Attachment) -> bytes:
    # without a method parameter: as a file it can be imported, as a part of the mail it cannot
    charset = '; charset="utf-8"' if attachment.media_type.startswith("text/") else ""
    name, media_type = attached_name(attachment.name), attachment.media_type
    return file_part(attachment.content, media_type, name=name, parameters=charset)


def attached_name(name: str) -> str:
    """Return a file name without a path or anything that is not a letter, digit, dot or dash."""
    return _NOT_IN_FILE_NAMES.sub("-", name.rsplit("/", 1)[-1]).strip(".-") or "file"


def _boundary(message: Message, html: str) -> str:
    pieces = (html.encode(), message.key.encode(), *(a.content for a in message.attachments))
    digest = hashlib.sha256(b"\x1f".join(pieces)).hexdigest()
    return f"=_{digest[:40]}"


def _reads_back(
    content: bytes,
    heads: tuple[Sequence[str], tuple[tuple[str, str], ...]],
    said: tuple[str, str, str],
    attachments: Sequence[Attachment],
) -> bool:
    """Tell whether a reader finds what was meant: headers, one recipient, texts, attachments.

    ``heads`` are the names of the headers, the sender and the reader; ``said`` the subject and the
    body, plain and as HTML.
    """
    (keys, (us, to)), (subject, body, html) = heads, said
    read = message_from_bytes(content)
    parts = [part for part in read.walk() if not part.is_multipart()]
    payloads = [part.get_payload(decode=True) for part in parts]
    texts = [str(p, "utf-8").replace("\r\n", "\n") for p in payloads[:2] if isinstance(p, bytes)]
    return (
        read.keys() == [*keys, "Content-Type"]
        and [_one_person(str(read[key])) for key in ("From", "Reply-To", "To")] == [us, us, to]
        and _decoded(str(read["Subject"])) == subject
        and [t.rstrip("\n") for t in texts] == [body, html.rstrip("\n")]
        and payloads[2:] == [a.content for a in attachments]
        and [part.get_filename() for part in parts[2:]]
        == [attached_name(a.name) for a in attachments]
    )


@lru_cache(maxsize=4096)
def _one_person(header: str) -> tuple[str, str]:
    """Return the one name and address that a header holds; empty ones when there are several."""
    found = getaddresses([header])
    return (_decoded(found[0][0]), found[0][1]) if len(found) == 1 else ("", "")


@lru_cache(maxsize=4096)
def _decoded(header: str) -> str:
    return str(make_header(decode_header(header)))


COLUMNS = (
    Column("To", 32), Column("Name", 26), Column("Language", 10), Column("Kind", 20),
    Column("State", 10), Column("Due", 12), Column("Subject", 44), Column("Body", 90),
    Column("File", 44),
)  # fmt: skip


def merge_workbook(files: Mapping[Message, str], changed: Collection[str] = ()) -> bytes:
    """Return a workbook with a flat table of messages and their files, sorted by day, kind and name.

    One whose key is among ``changed`` is called so, any other is new. Everything is text, dates too,
    so that no mail program reads them its own way.
    """
    ordered = sorted(files, key=lambda m: (m.due, m.kind, m.to_name, m.key))
    rows = [(*_row(m, "changed" if m.key in changed else "new"), files[m]) for m in ordered]
    return write_workbook("Mail merge", [Sheet("Messages", COLUMNS, rows)])


def _row(m: Message, state: str) -> tuple[str, ...]:
    reader, letter = (
        (plain_line(m.to_email), plain_line(m.to_name)),
        said_as("without", plain_text_of(m)),
    )
    about = (m.language, m.kind, state, m.due, plain_line(m.subject))
    return (*reader, *about, letter)
