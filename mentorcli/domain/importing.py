"""What an import found and would do: every non-empty row ends in one named state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from mentorcli.domain.application import Application
from mentorcli.domain.problem import Problem
from mentorcli.domain.text import match_key


class RowState(StrEnum):
    """Where a row of an export ended."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    PROBLEM = "problem"
    """Held back until a person has seen to it."""
    SKIPPED = "skipped"
    """Left out with a reason: a test answer, an unfinished one, an older answer of the person."""


@dataclass(frozen=True, slots=True)
class RowReading:
    """One non-empty row below the header, read: an application, or the reason why not.

    ``skipped`` is the code of the reason for leaving the row out, or empty; ``draft`` is None
    when the row was skipped or cannot be read. ``response`` is the answer's key within its form,
    known also of a row that is held back; empty when there is none.
    """

    number: int
    draft: Application | None
    skipped: str = ""
    problems: tuple[Problem, ...] = ()
    response: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One answer that differs from the one stored, both as shown to a person."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row and where it ended; ``reason`` is a code, filled for problem and skipped rows."""

    number: int
    state: RowState
    person: str = ""
    name: str = ""
    reason: str = ""
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that an import would do, before anything is written.

    ``applications`` are the new and changed ones to store; ``missing`` are stored ones of the
    same form that this export no longer holds: told, never deleted. ``superseded`` are older
    answers of people whose newer one counts: kept as history.
    """

    rows: tuple[ImportedRow, ...]
    applications: tuple[Application, ...]
    missing: tuple[Application, ...]
    problems: tuple[Problem, ...]
    superseded: tuple[Application, ...] = ()

    def counts(self) -> dict[RowState, int]:
        """Return the number of rows in each state, all states present; the sum is the row count."""
        found = Counter(row.state for row in self.rows)
        return {state: found[state] for state in RowState}


Identity = tuple[str, str]
"""Somebody's address and name, as they are compared."""


def identity_of(application: Application) -> Identity:
    """Return what two answers of one person share: address and name."""
    return match_key(application.email), match_key(application.name)


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided about a cohort's people before an export is weighed.

    ``same`` and ``different`` are pairs of identities that are one person, or two. ``fixed`` are
    people whose answers change only by decision: they have a place in an approved plan.
    ``returning`` are people whose withdrawal a later answer takes back, None for everybody.
    ``turn_back`` lets an export that seems older than what is stored change answers all the same.
    ``known`` tells whose answer each (role, form, response) was in earlier imports, also of older
    answers that no longer count. ``left`` are marks of changed answers that are not to be taken,
    ``taken`` of those that are, where nothing else tells which of two is the newer.
    ``in_order`` are hashes of rows that stand as they should, whatever it seems.
    ``elsewhere`` has the (name, person) of who answered in other cohorts, by address as compared.
    ``reordered`` tells that a person has just said in which order days and months stand.
    """

    same: frozenset[frozenset[Identity]] = frozenset()
    different: frozenset[frozenset[Identity]] = frozenset()
    fixed: frozenset[str] = frozenset()
    turn_back: bool = False
    known: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    returning: frozenset[str] | None = frozenset()
    left: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    in_order: frozenset[str] = frozenset()
    reordered: bool = False
    elsewhere: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    def decides(self, one: Identity, other: Identity) -> bool:
        """Tell whether it was said of two identities that they are one person, or two."""
        pair = frozenset({one, other})
        return pair in self.same or pair in self.different

    def may_return(self, person: str) -> bool:
        """Tell whether a later answer takes somebody's withdrawal back."""
        return self.returning is None or person in self.returning


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """A cell that a person corrected, known by its answer and its column.

    ``answer`` is the answer's key within ``form``; ``said`` a hash of what the export says there:
    the correction holds as long as it still says that. ``value`` is what was typed.
    """

    form: str
    answer: str
    header: str
    occurrence: int
    said: str
    value: str
    at: str = ""
    who: str = ""
