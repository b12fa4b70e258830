"""Facts: what happened, each of a kind, appended and never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a fact tells of. Those from `READ_AGAIN` on only stand in the history: nothing rests on them."""

    MATCH = "match"
    """A match came to where it stands: proposed, agreed, extended, ended."""
    MET = "met"
    APPROACHED = "approached"
    """A colleague was asked to be the mentor of the mentee ``about``, or answered that."""
    CAME_BACK = "came back"
    """An answer to something that was asked, or somebody's attendance."""
    AGREEMENT = "agreement"
    """A match's agreement was made, or made anew."""
    SIGNED = "signed"
    SIGNATURE_VOID = "signature void"
    INVITED = "invited"
    CALLED_OFF = "called off"
    """An invitation was taken back; without a person, the gathering as a whole."""
    LETTER = "letter"
    LETTER_DROPPED = "letter dropped"
    """A letter that was not sent was taken away: it is for its reader no more."""
    APPROVED = "approved"
    """A plan was approved; with a match, one pair that both agreed to was added to it."""
    REPORTED = "reported"
    WITHDRAWN = "withdrawn"
    BACK = "back"
    COHORT_MADE = "cohort made"
    """A cohort of the programme ``about`` was made, with its first `Calendar`."""
    CALENDAR = "calendar"
    """A cohort has another `Calendar` from now on."""
    MOVED = "moved"
    """A cohort came to the state ``about``."""
    IMPORTED = "imported"
    PROPOSED = "proposed"
    ANSWERED = "answered"
    """Open questions were answered, and what waited for it was read again."""
    TAKEN_BACK = "taken back"
    """An earlier fact, whose number it has, counts no more."""

    READ_AGAIN = "read again"
    FORM_ACCEPTED = "form accepted"
    FORM_EDITED = "form edited"
    FORM_FORGOTTEN = "form forgotten"
    ANSWER_ADDED = "answer added"
    STAFF_LIST = "staff list"
    SELECTED_LIST = "selected list"
    DECIDED = "decided"
    LAPSED = "lapsed"
    CARRIED_OVER = "carried over"
    POOL = "pool"
    QUEUED = "queued"
    SENT = "sent"
    SENT_BY_HAND = "sent by hand"
    DROPPED = "dropped"
    """A reminder that was not sent was taken away: it is not true any more."""
    SETTLED = "settled"
    ERASED = "erased"
    NOTED = "noted"
    """Told by an earlier version in words of its own."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Which command wrote a fact: one ``act`` for all of its facts, who gave it, when (UTC)."""

    act: str = ""
    at: str = ""
    who: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened.

    ``about`` is what it concerns beside a match and a person: a gathering, a letter, a role, a form.
    ``on`` is the day it happened where that is another than the day it became ``known``. ``value``
    is what more there is: for a `Life`, `Session`, `Signature`, `Return`, `Agreement` or `Calendar` that
    itself, else plain values by name. ``words`` are a person's own. ``number`` and ``deed`` come with
    the storing.
    """

    kind: Kind
    cohort: str = ""
    match: str = ""
    person: str = ""
    about: str = ""
    on: dt.date | None = None
    value: Any = field(default_factory=dict)
    words: str = ""
    number: int = 0
    known: dt.date | None = None
    deed: Deed = Deed()


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as it was made.

    ``basis`` tells from what, each part (people, first and last day, template, …) as a hash. Empty where an earlier version made it, which did not keep that.
    """

    match: str
    language: str
    basis: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Paper:
    """The newest edition of a match's agreements: the day on which it was made, and each language's."""

    made: dt.date
    by_language: Mapping[str, Agreement]


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody signed the agreement of a match on a day."""

    match: str
    person: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting that was booked or held: of the whole match (``mentee`` empty) or individual."""

    match: str
    mentee: str
    on: dt.date
