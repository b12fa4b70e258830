"""Mail drafts as ``.eml`` files that open in a mail program, ready to be read and sent."""

from __future__ import annotations

import hashlib
import re
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser

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
# Folding loses quotes of some odd names in every Python; headers are short enough for one line.
_UNFOLDED = policy.SMTP.clone(max_line_length=None)


def to_eml(message: Message, sender: Organisation) -> bytes:
    """Return a message as an editable draft: text and HTML of one body, then the attachments.

    Equal messages give equal bytes. The draft is read back and compared with the message before
    it is returned (RuntimeError when it differs). Raises UserError when an address cannot stand
    in a mail.
    """
    mail = EmailMessage(policy=policy.SMTP)
    mail["X-Unsent"] = "1"
    mail["From"] = _address(sender.contact_name, sender.contact_email)
    mail["To"] = _address(message.to_name, message.to_email)
    mail["Subject"] = header_text(message.subject, LONGEST_SUBJECT)
    body = plain_text_of(message)
    mail.set_content(body + "\n", cte="quoted-printable")
    html = html_of(body, mail["Subject"], message.language)
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    for attachment in message.attachments:
        _attach(mail, attachment)
    _fix_boundaries(mail, message, html)
    for form in (policy.SMTP, _UNFOLDED):
        content = mail.as_bytes(policy=form)
        if _reads_back(content, mail, message, body):
            return content
    raise RuntimeError(f"the draft {message.key} does not read back as it was meant")


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


def _address(name: str, email: str) -> Address:
    user, _, domain = plain_line(email).rpartition("@")
    try:
        local = user.encode("ascii").decode()
        host = domain.encode("idna").decode("ascii")
        return Address(display_name(name), addr_spec=f"{local}@{host}")
    except (ValueError, MessageError, IndexError) as error:
        raise UserError(
            f"{plain_line(email) or 'An empty address'} is not an e-mail address ({plain_line(name)}).",
            "Mend the address and run again.",
        ) from error


def _attach(mail: EmailMessage, attachment: Attachment) -> None:
    main, _, sub = attachment.media_type.partition("/")
    name = _NOT_IN_FILE_NAMES.sub("-", attachment.name.rsplit("/", 1)[-1]).strip(".-") or "file"
    mail.add_attachment(attachment.content, maintype=main, subtype=sub, filename=name)
    if main == "text":
        # without a method parameter: as a file it can be imported, as a part of the mail it cannot
        list(mail.iter_attachments())[-1].set_param("charset", "utf-8")


def _fix_boundaries(mail: EmailMessage, message: Message, html: str) -> None:
    digest = hashlib.sha256(
        b"\x1f".join(
            (html.encode(), message.key.encode(), *(a.content for a in message.attachments))
        )
    ).hexdigest()
    multiparts = [part for part in mail.walk() if part.is_multipart()]
    for number, part in enumerate(multiparts):
        part.set_boundary(f"=_{digest[:40]}_{number}")


def _reads_back(content: bytes, mail: EmailMessage, message: Message, body: str) -> bool:
    """Tell whether a reader finds what was meant: headers, one recipient, body, attachments."""
    read = BytesParser(EmailMessage, policy=policy.SMTP).parsebytes(content)
    text = read.get_body(("plain",))
    return (
        [key.lower() for key in read] == [key.lower() for key in mail]
        and all(_people(read, key) == _people(mail, key) for key in ("From", "To"))
        and len(_people(read, "To")) == 1
        and str(read["Subject"]) == str(mail["Subject"])
        and text is not None
        and text.get_content().replace("\r\n", "\n").rstrip("\n") == body
        and [a.get_payload(decode=True) for a in read.iter_attachments()]
        == [a.content for a in message.attachments]
    )


def _people(mail: EmailMessage, header: str) -> list[tuple[str, str]]:
    return [(a.display_name, a.addr_spec) for a in mail[header].addresses]
