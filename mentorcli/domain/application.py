"""An application: one person's answers for one role in one cohort, each with its source."""

from __future__ import annotations

import datetime as dt
import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
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
_LINES = re.compile(r"(?<=[A-Z])[1-9]\d*")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value came from: the file's place as the user sees it and the raw text there.

    ``rule`` is how it was made: ``direct``, ``split``, ``option``, ``joined``, ``decision``,
    ``override`` (a cell that a person corrected) or ``for all`` (told of everybody).
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


@dataclass(frozen=True, slots=True)
class Origin:
    """What the sources of many answers share; ``cells`` are cells' names, # for the line.

    Where the cells of an answer stand on several lines ``cells`` names them and the line is 0.
    """

    import_id: str
    file: str
    sheet: str
    cells: str
    header: str
    rule: str

    def source(self, line: int, raw: str) -> Source:
        """Return the source of one answer on a line."""
        cell = self.cells.replace(LINE, str(line)) if line else self.cells
        return Source(self.import_id, self.file, self.sheet, cell, self.header, raw, self.rule)


FOR_ALL = "for all"
"""The rule of an answer that was told of everybody, since the form does not ask it."""
LINE = "#"
OWN_LINE = -1
Told = tuple[Origin, int, str, Answer]
"""An answer and its source with little around it: origin, line, raw text, value.

The line is `OWN_LINE` where the answer stands on the line of its row: so equal answers of many rows
are one object.
"""


class Answers(Mapping[str, Given]):
    """Answers whose sources are made when somebody looks at them: of most nobody ever does.

    A table has millions of them. Whoever makes such answers says how they are told.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def line(self) -> int:
        """Return the line of the row that the answers come from, 0 where they have none."""

    @abstractmethod
    def told(self) -> Mapping[str, Told]:
        """Return every answer by field, in the order in which they are listed."""

    @abstractmethod
    def value(self, field: str) -> Answer | None:
        """Return an answer without its source, or None when it was not given."""

    def __getitem__(self, field: str) -> Given:
        origin, line, raw, value = self.told()[field]
        return Given(value, origin.source(self.line if line == OWN_LINE else line, raw))

    def __iter__(self) -> Iterator[str]:
        return iter(self.told())

    def __len__(self) -> int:
        return len(self.told())

    def __contains__(self, field: object) -> bool:
        return isinstance(field, str) and self.value(field) is not None


class TakenAnswers(Answers):
    """Answers as they were read from a row: one place for each field of the form, all rows alike.

    ``places`` tells where each field's answer stands in ``taken``; None is no answer.
    """

    __slots__ = ("_line", "_places", "_taken")

    def __init__(
        self, line: int, places: Mapping[str, int], taken: tuple[Told | None, ...]
    ) -> None:
        self._line, self._places, self._taken = line, places, taken

    @property
    def line(self) -> int:
        """Return the line of the row."""
        return self._line

    def told(self) -> dict[str, Told]:
        """Return every answer by field."""
        taken = zip(self._places, self._taken, strict=True)
        return {field: told for field, told in taken if told is not None}

    def each(self) -> Iterable[tuple[str, Told | None]]:
        """Give every field with its answer, or None."""
        return zip(self._places, self._taken, strict=True)

    def value(self, field: str) -> Answer | None:
        """Return an answer without its source."""
        at = self._places.get(field)
        found = None if at is None else self._taken[at]
        return None if found is None else found[3]


def told_of(answers: Mapping[str, Given]) -> tuple[int, Mapping[str, Told]]:
    """Return the own line of answers of any kind (0 for none), and them as they are told."""
    if isinstance(answers, Answers):
        return answers.line, answers.told()
    return 0, {field: _told(given) for field, given in answers.items()}


def each_told(answers: Mapping[str, Given]) -> tuple[int, Iterable[tuple[str, Told | None]]]:
    """Return what :func:`told_of` does, one after the other; None where there is no answer."""
    if type(answers) is TakenAnswers:  # faster than isinstance
        return answers.line, answers.each()
    line, told = told_of(answers)
    return line, told.items()


def _told(given: Given) -> Told:
    """Return an answer as it is told; cells that stand on one line share what is said of them."""
    s = given.source
    lines = set(_LINES.findall(s.cell))
    line = int(lines.pop()) if len(lines) == 1 and LINE not in s.cell else 0
    cells = _LINES.sub(LINE, s.cell) if line else s.cell
    origin = Origin(s.import_id, s.file, s.sheet, cells, s.header, s.rule)
    return origin, line, s.raw, given.value


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

    def key(self) -> tuple[RoleKey, str]:
        """Return what it is known by in its cohort: role and person."""
        return self.role, self.person

    def response_key(self) -> tuple[RoleKey, str, str]:
        """Return which answer it is: role, form, and the answer's key within the form."""
        return self.role, self.form, self.response

    def moment(self) -> dt.datetime | None:
        """Return when the answer got its last word: edited, else submitted."""
        return self.modified or self.submitted

    def value(self, field: str) -> Answer | None:
        """Return an answer, or None when it was not given."""
        read = getattr(self.answers, "value", None)  # faster than to ask what they are
        if read is not None:
            found: Answer | None = read(field)
            return found
        given = self.answers.get(field)
        return None if given is None else given.value

    def values(self) -> Iterator[tuple[str, Answer]]:
        """Yield each field with its answer, without its source: of many people that is most of the work."""
        for field, told in each_told(self.answers)[1]:
            if told is not None:
                yield field, told[3]

    def text(self, field: str) -> str:
        """Return a text answer, or an empty string."""
        value = self.value(field)
        return value if isinstance(value, str) else ""

    def choices(self, field: str) -> tuple[str, ...]:
        """Return the codes or names of an answer of several, or an empty tuple."""
        value = self.value(field)
        return value if isinstance(value, tuple) else ()

    def was_asked(self, field: str) -> bool:
        """Tell whether an answer is the person's own, and not told of everybody."""
        given = self.answers.get(field)
        return given is not None and given.source.rule != FOR_ALL

    def capacity(self) -> Capacity:
        """Return how many mentees this mentor takes; nobody when it was not said."""
        value = self.value("capacity")
        return value if isinstance(value, Capacity) else Capacity(0, 0)


def sorted_applications(applications: tuple[Application, ...]) -> tuple[Application, ...]:
    """Return applications in the stable order that every listing and solver uses."""
    return tuple(sorted(applications, key=lambda a: (a.role, a.person)))
