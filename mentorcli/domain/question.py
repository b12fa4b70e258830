"""Open questions: what only a person can tell, asked once, answered once, and remembered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from mentorcli.domain.problem import Asks, Problem, Reply, Severity
from mentorcli.domain.text import stable_id

NOBODY, EVERYBODY, EMPTY, DONE, YES = "nobody", "all", "-", "done", "yes"
"""Answers: that a name means nobody here, or all who may be meant, that a cell should say nothing, that
it was seen to, that it is as was supposed."""
UNLISTED = "*"
"""Stands for all who may be meant by a text where they are too many to list."""
ROW_WAITS = frozenset({"number_differs", "response_twice", "older_export"})
"""Problems for which a row waits until the export says otherwise: to have seen them ends nothing."""
SIGNINGS = "signatures"
"""Stands for the form where a question comes from a signing report or a scan."""
SAME = "same"
_ONE_OR_TWO = (SAME, "different")
CHOICES = {
    Reply.PERSON: _ONE_OR_TWO,
    Reply.ONE: _ONE_OR_TWO,
    Reply.CHANGE: ("take", "leave"),
    Reply.ORDER: ("dmy", "mdy", "ymd"),
    Reply.ROWS: ("right",),
}
"""The answers where there are but a few."""


class QuestionState(StrEnum):
    """Whether a question waits for its answer."""

    OPEN = "open"
    SETTLED = "settled"
    GONE = "gone"
    """Asked no longer, though nobody answered: what it was about has changed."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a cohort, known by its number; ``key`` is the same when it is asked again.

    ``form`` and ``row`` tell whose row it is about, both empty where it is about people as they
    stand. ``answer`` is what a person said, ``meant`` the ids of those whom it names.
    """

    key: str
    problem: Problem
    form: str = ""
    row: str = ""
    number: int = 0
    state: QuestionState = QuestionState.OPEN
    answer: str = ""
    meant: tuple[str, ...] = ()
    at: str = ""
    who: str = ""

    @property
    def reply(self) -> Reply | None:
        """Return how it is answered, None where something has to be done instead."""
        return self.problem.asks.reply if self.problem.asks else None

    @property
    def can_be_done(self) -> bool:
        """Tell whether it ends when somebody says that it was seen to."""
        decide = self.problem.severity is Severity.DECIDE
        return decide and self.problem.asks is None and self.problem.code not in ROW_WAITS

    @property
    def about(self) -> tuple[str, ...]:
        """Return what it is about, whoever may be meant; where no answer settles it, its key."""
        asks = self.problem.asks
        return (asks.reply, *asks.about) if asks else (self.key,)


def question_of(problem: Problem, form: str = "", row: str = "") -> Question:
    """Return the question that a problem is; of one cell, or of the same people, there is one."""
    asks = problem.asks
    if asks is None:
        said = (text for pair in problem.parameters for text in pair)
        key = stable_id("q", problem.code, problem.place.file, *said)
    else:
        key = _key_of(asks)
    return Question(key, problem, form, row)


@lru_cache(maxsize=1 << 17)
def _key_of(asks: Asks) -> str:
    return stable_id("q", asks.reply, *asks.about, *(person for person, _ in asks.may))


class Thing(StrEnum):
    """What two texts may both name."""

    EMPLOYER = "employer"
    GROUP = "group"
    """A research group or a unit."""


@dataclass(frozen=True, slots=True, order=True)
class OneThing:
    """Whether two names mean one thing, as a person said."""

    thing: Thing
    one: str
    other: str
    same: bool


@dataclass(frozen=True, slots=True, order=True)
class Meaning:
    """Whom a text in somebody's answer means, as a person said: ``people`` of those ``considered``."""

    person: str
    field: str
    text: str
    people: tuple[str, ...]
    considered: tuple[str, ...]
