"""A letter to somebody, not yet in any format."""

from __future__ import annotations

from dataclasses import dataclass

from mentorcli.domain.language import Language


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
