"""An application: one person's answers for one role in one cohort, each with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentorcli.domain.programme import RoleKey


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many mentees a mentor takes: 0, or between ``fewest`` and ``most``."""

    fewest: int
    most: int

    def __str__(self) -> str:
        return str(self.most) if self.fewest == self.most else f"{self.fewest}-{self.most}"


Answer = str | int | bool | dt.date | tuple[str, ...] | Capacity


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value came from: the file's place as the user sees it and the raw text there.

    ``rule`` is how it was made: ``direct``, ``split``, ``option``, ``joined``, ``decision`` or
    ``override`` (a cell that a person corrected).
    """

    import_id: str
    file: str
    sheet: str
    cell: str
    header: str
    raw: str
    rule: str


@dataclass(frozen=True, slots=True)
class Given:
    """One answer and its source."""

    value: Answer
    source: Source


class ApplicationState(StrEnum):
    """Where an application stands."""

    VALID = "valid"
    INCOMPLETE = "incomplete"
    """Something required is missing; it waits and is not matched."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Application:
    """One person's answers. (cohort, role, person) is its key.

    ``response`` is the form tool's key of the answer, unique within ``form``; ``submitted`` is
    local time as the export gave it, or None; ``modified`` is when the answer was last edited,
    where the tool says so. ``vanished`` is the day of the import that no longer held the answer.
    """

    cohort: str
    role: RoleKey
    person: str
    name: str
    email: str
    state: ApplicationState
    form: str
    response: str
    submitted: dt.datetime | None
    answers: Mapping[str, Given]
    modified: dt.datetime | None = None
    vanished: str = ""

    def moment(self) -> dt.datetime | None:
        """Return when the answer got its last word: edited, else submitted."""
        return self.modified or self.submitted

    def value(self, field: str) -> Answer | None:
        """Return an answer, or None when it was not given."""
        given = self.answers.get(field)
        return None if given is None else given.value

    def text(self, field: str) -> str:
        """Return a text answer, or an empty string."""
        value = self.value(field)
        return value if isinstance(value, str) else ""

    def choices(self, field: str) -> tuple[str, ...]:
        """Return the codes or names of an answer of several, or an empty tuple."""
        value = self.value(field)
        return value if isinstance(value, tuple) else ()

    def capacity(self) -> Capacity:
        """Return how many mentees this mentor takes; nobody when it was not said."""
        value = self.value("capacity")
        return value if isinstance(value, Capacity) else Capacity(0, 0)


def sorted_applications(applications: tuple[Application, ...]) -> tuple[Application, ...]:
    """Return applications in the stable order that every listing and solver uses."""
    return tuple(sorted(applications, key=lambda a: (a.role, a.person)))
