"""What a person must see to, and what stops a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    """Where in a user's file: file name, sheet title, cell in Excel's notation; any may be empty."""

    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must see to, as data; the sentence is made where it is shown.

    ``code`` names a sentence in ``mentorcli/console/sentences``; ``parameters`` fill it in.
    """

    code: str
    severity: Severity
    place: Place = NOWHERE
    parameters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls, code: str, severity: Severity, place: Place = NOWHERE, **parameters: object
    ) -> Problem:
        """Return a problem; the parameters are turned into text."""
        return cls(code, severity, place, tuple((k, str(v)) for k, v in parameters.items()))


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
