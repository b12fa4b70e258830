"""What a person must see to, and what stops a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum


class Severity(StrEnum):
    """How much a problem holds up."""

    BLOCKER = "blocker"
    """The row or file cannot be used as it is."""
    DECIDE = "decide"
    """A person must choose; nothing was guessed."""
    NOTE = "note"
    """Told, and dealt with."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a user's file: file name, sheet title, cell in Excel's notation; any may be empty.

    ``row`` is the form, the answer and the title by which the cell is found wherever it stands now.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    row: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


NOWHERE = Place()


class Reply(StrEnum):
    """How a question is answered, and so what its answer is stored for."""

    PERSON = "person"
    """``same`` or ``different``; about pairs of address and name, one after the other."""
    CHANGE = "change"
    """``take`` or ``leave``; about a person and the mark of the answers that are not taken."""
    NAMES = "names"
    """Who is meant, or ``nobody``; about a person, the field and the text."""
    ONE = "one"
    """``same`` or ``different``; about what two texts name (``Thing``), and the two as compared."""
    CELL = "cell"
    """What the cell should say; about form, answer, title, its occurrence, and a hash of the cell."""
    ORDER = "order"
    """In which order a column gives day, month and year; about file, title and its occurrence."""
    COLUMN = "column"
    """Which field a column feeds, ``yes`` or ``-``; about form, title and its occurrence."""
    ROWS = "rows"
    """``right``: they stand as they should; about form and a hash of each row."""
    SIGNED = "signed"
    """On which day people signed, ``-`` for not; about match, the day its agreement was made, people."""


@dataclass(frozen=True, slots=True, order=True)
class Asks:
    """What an answer would settle: ``about`` as its kind says, ``may`` those whom it can name (id, name)."""

    reply: Reply
    about: tuple[str, ...]
    may: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must see to, as data; the sentence is made where it is shown.

    ``code`` names a sentence in ``mentorcli/console/sentences``; ``parameters`` fill it in. ``asks``
    is there where a person's answer settles it.
    """

    code: str
    severity: Severity
    place: Place = NOWHERE
    parameters: tuple[tuple[str, str], ...] = ()
    asks: Asks | None = None

    @classmethod
    def of(
        cls, code: str, severity: Severity, place: Place = NOWHERE, **parameters: object
    ) -> Problem:
        """Return a problem; the parameters are turned into text."""
        return cls(code, severity, place, tuple((k, str(v)) for k, v in parameters.items()))

    def in_cohort(self, key: str) -> Problem:
        """Return it with the cohort in its sentence, where it tells of none."""
        known = "cohort" in dict(self.parameters)
        return self if known else replace(self, parameters=(*self.parameters, ("cohort", key)))

    @property
    def is_open(self) -> bool:
        """Tell whether a person must see to it before all is right."""
        return self.severity is not Severity.NOTE


class ExitCode(IntEnum):
    """How a command ends, for scripts and cron."""

    DONE = 0
    BUG = 1
    USAGE = 2
    LOOK = 3
    BUSY = 4
    INTERRUPTED = 130


class UserError(Exception):
    """A run cannot go on; says what is wrong, and in ``remedy`` what to do next."""

    def __init__(
        self,
        message: str,
        remedy: str = "",
        *,
        problems: Sequence[Problem] = (),
        code: ExitCode = ExitCode.LOOK,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.problems = tuple(problems)
        self.code = code


class UsageError(UserError):
    """What was typed cannot be meant so; nothing was done."""

    def __init__(self, message: str, remedy: str = "", *, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message, remedy, problems=problems, code=ExitCode.USAGE)
