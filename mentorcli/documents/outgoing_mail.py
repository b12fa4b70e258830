"""A draft on its way out: read again, compared with what was meant, and made a mail.

This is the last look at a mail, so the standard library's full parser does the reading.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime

from mentorcli.documents import mail
from mentorcli.documents.calendar import asked
from mentorcli.documents.enclosures import said_as
from mentorcli.documents.mail import address, attached_name, display_name, mailbox
from mentorcli.domain.language import as_language, localised
from mentorcli.domain.message import Attachment, Draft, Organisation, Outgoing
from mentorcli.domain.problem import Place, Problem, Severity

DRAFT_HEADERS = ("X-Unsent", "From", "Reply-To", "To", "Subject", "MIME-Version", "Content-Type")
MAIL_HEADERS = (
    "From", "Reply-To", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
)  # fmt: skip
_CALENDAR = "text/calendar"


def outgoing(
    content: bytes, draft: Draft, sender: Organisation, addresses: Collection[str], now: dt.datetime
) -> Outgoing | Problem:
    """Return a draft as the mail that goes out, or why it does not.

    ``content`` is the file as it lies there now, ``addresses`` are the reader's as they stand in
    the workspace. A file that is not byte for byte what was written, another sender, or a reader
    with another address now, is a problem. An attached event becomes a real request.
    """
    if hashlib.sha256(content).hexdigest() != draft.sha256:
        return _problem("draft_changed", draft)
    read = _parsed(content)
    name = localised(sender, "contact_name", as_language(draft.language) or "en")
    us = (display_name(name), address(name, sender.contact_email))
    said = tuple(key for key in read.keys() if key != mail.AUTOMATIC[0])  # noqa: SIM118 - it has each
    wrote = (_people(read, "From"), _people(read, "Reply-To"))
    if said != DRAFT_HEADERS or wrote != ([us], [us]):
        return _problem("draft_sender", draft)
    to = _people(read, "To")
    if len(to) != 1 or to[0][1] not in {address("", a) for a in addresses}:
        return _problem("draft_address", draft)
    return _mail(read, draft, us, to[0], now)


def sample_of(content: bytes) -> tuple[str, str, str, str]:
    """Return a draft's reader, address, subject and plain text, to look at."""
    read = _parsed(content)
    name, email = _people(read, "To")[0]
    return name, email, str(read["Subject"]), _text(read, "plain")


def event_day(content: bytes) -> dt.date | None:
    """Return the last day of the event that goes with a draft, as its calendar file has it, or None."""
    from icalendar import Calendar

    for part in _parsed(content).iter_attachments():
        if part.get_content_type() == _CALENDAR:
            (event,) = Calendar.from_ical(_attachment(part).content).walk("VEVENT")
            ends: dt.datetime = event.decoded("DTEND")
            return ends.date()
    return None


def message_id(draft: Draft, domain: str) -> str:
    """Return the Message-ID of a draft as it was written: the same however often it is asked."""
    mark = hashlib.sha256(f"{draft.key}\x1f{draft.sha256}".encode()).hexdigest()
    return f"<{mark[:40]}@{domain}>"


def _problem(code: str, draft: Draft) -> Problem:
    return Problem.of(code, Severity.DECIDE, Place(draft.file))


def _mail(
    read: EmailMessage, draft: Draft, us: tuple[str, str], to: tuple[str, str], now: dt.datetime
) -> Outgoing:
    plain, html = (said_as("inside", _text(read, kind)) for kind in ("plain", "html"))
    subject = str(read["Subject"])
    files = [_attachment(part) for part in read.iter_attachments()]
    events = [asked(f.content, *to) for f in files if f.media_type == _CALENDAR]
    others = [f for f in files if f.media_type != _CALENDAR]
    looks = [mail.text_part("plain", plain), mail.text_part("html", html)]
    looks += [_event_part(event) for event in events]
    boundary = f"=_{hashlib.sha256(draft.key.encode() + draft.sha256.encode()).hexdigest()[:40]}"
    parts = [mail.file_part(f.content, f.media_type, name=f.name) for f in others]
    mark = message_id(draft, us[1].rpartition("@")[2])
    said = (mailbox(to), mail.encoded(subject), format_datetime(now), mark, "1.0")
    wrote = mail.written_by(mailbox(us), str(read[mail.AUTOMATIC[0]] or ""))
    fields = (*wrote, *zip(MAIL_HEADERS[2:-1], said, strict=True))
    content = mail.letter(fields, looks, parts, boundary)
    again = _parsed(content)
    meant = (us, to, subject, plain, html, [*events, *(f.content for f in others)], mark)
    keys = [key for key, _ in (*fields, (MAIL_HEADERS[-1], ""))]
    if again.keys() != keys or _said(again) != meant:
        raise RuntimeError(f"the mail {draft.key} does not read back as it was meant")
    return Outgoing(mark, us[1], to[1], content)


def _event_part(event: bytes) -> bytes:
    method = "CANCEL" if b"METHOD:CANCEL" in event else "REQUEST"
    return mail.file_part(event, _CALENDAR, parameters=f'; method={method}; charset="utf-8"')


def _said(mail: EmailMessage) -> tuple[object, ...]:
    sender, reader = (_people(mail, header) for header in ("From", "To"))
    one = (*(p[0] if len(p) == 1 else None for p in (sender, reader)), str(mail["Subject"]))
    texts = {"text/plain", "text/html"}
    parts = [p for p in mail.walk() if not p.is_multipart() and p.get_content_type() not in texts]
    files = [part.get_payload(decode=True) for part in parts]
    return (*one, _text(mail, "plain"), _text(mail, "html"), files, str(mail["Message-ID"]))


def _parsed(content: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(content)


def _people(mail: EmailMessage, header: str) -> list[tuple[str, str]]:
    return [(a.display_name, a.addr_spec) for a in mail[header].addresses] if mail[header] else []


def _text(mail: EmailMessage, subtype: str) -> str:
    part = mail.get_body((subtype,))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""


def _attachment(part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    name = attached_name(part.get_filename() or "")
    return Attachment(name, part.get_content_type(), bytes(content or b""))
