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
