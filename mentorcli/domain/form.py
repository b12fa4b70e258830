"""A form: which column of an export is which field, proposed, confirmed and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorcli.domain.problem import Problem
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.table import Table

ID, SUBMITTED, STARTED, MODIFIED = "@id", "@submitted", "@started", "@modified"
"""What a tool writes of itself; it feeds no field of a programme."""
SURE = 95
"""A column that is less sure (of 100) must be asked about."""
LEFT_OUT = "-"
"""Said in place of a field of a column that is not to be imported."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column that feeds a field, known by its header text.

    ``occurrence`` tells equal headers apart (1 is the first from the left). ``date_order`` is
    ``dmy``, ``mdy``, ``ymd`` or empty where it does not matter. ``option`` is the answer that a
    column of its own stands for, or the row of a grid; ``*`` marks the free text beside such
    columns. ``answers`` says what a tool's codes mean: ``A1=first; A2=final``.
    """

    header: str
    occurrence: int
    field: str
    date_order: str = ""
    option: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class FormMapping:
    """A confirmed form. ``key`` names it and is the scope of its response keys.

    ``fingerprint`` is a hash of the normalised headers, in any order; ``not_imported`` lists the
    headers that a person chose to leave out. ``headers`` are all titles in their order;
    ``variants`` the fingerprints of the same form in other languages, each with response keys of
    its own. ``for_all`` is what holds for everybody where the form does not ask: text by field.
    """

    key: str
    programme: str
    role: RoleKey
    dialect: str
    fingerprint: str
    columns: tuple[ColumnMapping, ...]
    not_imported: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    for_all: Mapping[str, str] = field(default_factory=dict)

    def titles(self) -> tuple[str, ...]:
        """Return the titles in their order; of a form that does not know it, those it uses."""
        return self.headers or (*(c.header for c in self.columns), *self.not_imported)


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """What a column seems to be: ``field`` or None, confidence 0-100, and why.

    ``samples`` are up to three of its values, shortened; ``alternatives`` other fields that it
    could be; ``date_order`` is the column's own order of day and month where that matters.
    """

    letter: str
    header: str
    occurrence: int
    field: str | None
    confidence: int
    reason: str
    samples: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    date_order: str = ""
    option: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class FormProposal:
    """How an export could be read.

    ``header_row`` is the row number the user sees. ``certain`` tells that every column is
    remembered or beyond doubt and every required field is fed, so nobody need be asked. ``base``
    is the remembered form that it builds on; ``variant`` tells that this is that form in another
    language. ``copy`` counts the copies of the form, each of which numbers its answers from 1;
    ``apart`` are single answers of another copy, by response key; ``doubted`` are answers that may
    be those of the owner of their key in a copy.

    ``parts`` tells that the file holds the forms of two roles, each with its sheet: nothing else is
    proposed then, and each is to be proposed for itself. ``waiting`` are rows, by number, of which
    it cannot be told whose they are. ``lost`` are fields that the remembered form feeds and no
    column does now, while one that might is in doubt: what is stored of them must not be emptied
    without a person's word. ``answers_from`` is the row from which answers stand, 0 where it was
    stored without it.
    """

    table: Table
    dialect: str
    header_row: int
    role: RoleKey | None
    columns: tuple[ColumnProposal, ...]
    certain: bool
    remembered: str
    problems: tuple[Problem, ...]
    base: FormMapping | None = None
    variant: bool = False
    copy: int = 1
    apart: Mapping[str, int] = field(default_factory=dict)
    doubted: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[tuple[RoleKey, str], ...] = ()
    waiting: Mapping[int, Problem] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    answers_from: int = 0
    for_all: Mapping[str, str] = field(default_factory=dict)
