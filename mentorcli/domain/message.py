"""A letter to somebody, not yet in any format: who writes, and who is written of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mentorcli.domain.language import Language
from mentorcli.domain.programme import RoleKey

COORDINATOR = "coordinator"
"""The person in the keys of letters to the coordinator."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """The university or company, the unit in charge, its contact person and privacy notice.

    ``unit`` and ``privacy_link`` may be empty; the contact's name and address stand on
    agreements as those to tell of problems, and as the sender on letters. ``place`` is
    where gatherings are, unless a cohort says otherwise. What ends in ``_fi`` and ``_sv`` says the
    same in those languages, where it is called otherwise.
    """

    name: str
    unit: str
    contact_name: str
    contact_email: str
    privacy_link: str
    unit_fi: str = ""
    unit_sv: str = ""
    place: str = ""
    contact_name_fi: str = field(default="", repr=False)
    contact_name_sv: str = field(default="", repr=False)
    name_fi: str = ""
    name_sv: str = ""
    place_fi: str = ""
    place_sv: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """A person of a match with only what the profile lets the other side see.

    ``language`` is the one that this person's own letters are written in; ``answers`` maps a
    field to its text in the language of the document that it was made for (several choices are
    joined with semicolons); fields that are not answered or not visible are absent.
    """

    person: str
    role: RoleKey
    name: str
    first_name: str
    email: str
    language: Language
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message; ``media_type`` like ``text/calendar``."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One mail to one person.

    ``kind`` is the template's name (``kickoff``, ``agreement-unsigned``); ``key`` makes it
    unique for ever: the same key is never delivered twice; ``cohort`` and ``person`` are keys,
    ``due`` the ISO day it was due (or empty).
    """

    key: str
    kind: str
    cohort: str
    person: str
    to_name: str
    to_email: str
    language: Language
    subject: str
    body: str
    due: str = ""
    attachments: tuple[Attachment, ...] = ()


class DraftState(StrEnum):
    """Where a draft stands on its way to its reader."""

    WAITING = "waiting"
    """Not sent by this program."""
    LEAVING = "leaving"
    """Given to the mail server, no answer kept: whether it arrived, only a person can find out."""
    SENT = "sent"
    """The mail server took it."""
    REFUSED = "refused"
    """The mail server said no for good."""
    AGAIN = "again"
    """It was sent, and was made anew since with other words."""
    TAKEN_BACK = "taken back"
    """Nobody gets it, as what wrote it was taken back; it waits again where that is done again."""
    REPLACED = "replaced"
    """Nobody gets it, as a newer one took its place; it waits again where that one is taken back."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was written: where it lies, what it was like, and whether it went out.

    ``key`` is the message's, ``file`` the path below ``out/``, ``sha256`` that of the file as it
    was written. ``standing`` is where the reader's application stood then (empty for the
    coordinator). ``sent_sha256`` and ``sent_at`` tell what went out last and when; ``reply`` is the
    server's code. ``written`` is the act that wrote it so, ``replaced`` the one in which another took
    its place.
    """

    key: str
    cohort: str
    kind: str
    person: str
    standing: str
    language: str
    file: str
    sha256: str
    state: str = DraftState.WAITING
    at: str = ""
    message_id: str = ""
    sent_sha256: str = ""
    sent_at: str = ""
    reply: str = ""
    written: str = ""
    replaced: str = ""

    @property
    def folder(self) -> str:
        """The folder in which it lies: a day of reminders, ``letters`` or ``invitations``; earlier ones had no day."""
        inside = self.file.split("/")[1:-1]
        return next(iter(inside[1:] if inside[:1] == ["outbox"] else inside), "outbox")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail as it goes over the wire: the envelope's two addresses and every byte."""

    message_id: str
    sender: str
    recipient: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a mail server answered: ``passing`` is a no that may be a yes later."""

    accepted: bool
    passing: bool
    code: str
