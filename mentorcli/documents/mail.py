"""Mail drafts as ``.eml`` files that open in a mail program, ready to be read and sent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.utils import getaddresses
from functools import lru_cache

from mentorcli.documents import mime
from mentorcli.documents.html import html_of
from mentorcli.documents.plain import plain_line, plain_text, shortened
from mentorcli.domain.message import Attachment, Message
from mentorcli.domain.organisation import Organisation
from mentorcli.domain.person import stable_id
from mentorcli.domain.problem import UserError

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
    people = (
        (display_name(sender.contact_name), address(sender.contact_name, sender.contact_email)),
        (display_name(message.to_name), address(message.to_name, message.to_email)),
    )
    body = plain_text_of(message)
    html = html_of(body, subject, message.language)
    looks = (mime.text_part("plain", body + "\n"), mime.text_part("html", html))
    names = ("X-Unsent", "From", "To", "Subject", "MIME-Version")
    said = ("1", *map(mailbox, people), mime.encoded(subject), "1.0")
    fields = tuple(zip(names, said, strict=True))
    files = [_attached(a) for a in message.attachments]
    content = mime.letter(fields, looks, files, _boundary(message, html))
    if not _reads_back(content, people, (subject, body, html), message.attachments):
        raise RuntimeError(f"the draft {message.key} does not read back as it was meant")
    return content


def message_file_name(message: Message) -> str:
    """Return the draft's file name; the message's key makes it unique."""
    from mentorcli.files.names import file_name

    kind = _NOT_IN_FILE_NAMES.sub("-", message.kind).strip(".-") or "message"
    return file_name(f"{kind}-{stable_id('k', message.key)}", message.to_name, "eml")


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
    return f"{mime.phrase(name)} <{spec}>" if name else spec


def _attached(attachment: Attachment) -> bytes:
    # without a method parameter: as a file it can be imported, as a part of the mail it cannot
    charset = '; charset="utf-8"' if attachment.media_type.startswith("text/") else ""
    name, media_type = attached_name(attachment.name), attachment.media_type
    return mime.file_part(attachment.content, media_type, name=name, parameters=charset)


def attached_name(name: str) -> str:
    """Return a file name without a path or anything that is not a letter, digit, dot or dash."""
    return _NOT_IN_FILE_NAMES.sub("-", name.rsplit("/", 1)[-1]).strip(".-") or "file"


def _boundary(message: Message, html: str) -> str:
    pieces = (html.encode(), message.key.encode(), *(a.content for a in message.attachments))
    digest = hashlib.sha256(b"\x1f".join(pieces)).hexdigest()
    return f"=_{digest[:40]}"


def _reads_back(
    content: bytes,
    people: tuple[tuple[str, str], ...],
    said: tuple[str, str, str],
    attachments: Sequence[Attachment],
) -> bool:
    """Tell whether a reader finds what was meant: headers, one recipient, texts, attachments.

    ``said`` are the subject and the body, plain and as HTML.
    """
    subject, body, html = said
    read = message_from_bytes(content)
    parts = [part for part in read.walk() if not part.is_multipart()]
    payloads = [part.get_payload(decode=True) for part in parts]
    texts = [str(p, "utf-8").replace("\r\n", "\n") for p in payloads[:2] if isinstance(p, bytes)]
    return (
        read.keys() == ["X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type"]
        and [_one_person(str(read[key])) for key in ("From", "To")] == list(people)
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
