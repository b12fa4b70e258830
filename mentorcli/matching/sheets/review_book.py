"""What the sheets of the review workbook show, and how they call people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentorcli.domain.outlook import Firmness
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.files.workbook import CellContent, Column, Sheet
from mentorcli.matching.sheets.words import (
    SheetWords,
)
from mentorcli.matching.wording import name_of

_HOW_FIRM = Column("How firm", 18)
Rows = list[list[CellContent]]


@dataclass(frozen=True, slots=True)
class Book:
    """All that the sheets show. ``firm`` is empty or has how firm each place is, in its order."""

    case: MatchingCase
    plan: Plan
    words: SheetWords
    names: Mapping[str, str]
    said: Mapping[str, str]
    firm: Mapping[str, Firmness]
    choices: str

    def name(self, person: str) -> str:
        """Return what somebody is called; who has left, by their id."""
        return self.names.get(person, person)

    def rests(self, *people: str) -> list[CellContent]:
        """Return the cell that says how firm the weakest place of these people is, where it is told."""
        order = list(self.firm)
        mine = sorted((p for p in people if p in self.firm), key=order.index)
        return [rests_on(self.firm[mine[0]])] if mine else []

    def sheet(self, title: str, columns: Iterable[Column], rows: Rows) -> Sheet:
        """Return a sheet, with the column that says how firm things are where that is told."""
        return Sheet(title, (*((_HOW_FIRM,) if self.firm else ()), *columns), rows)


def partner_labels(case: MatchingCase) -> dict[str, str]:
    """Return how each who can be chosen (person id) is called in the drop-downs: no two alike."""
    names = {a.person: name_of(a) for a in case.found}
    times = Counter(names.values())
    return {p: name if times[name] == 1 else f"{name} ({p})" for p, name in sorted(names.items())}


def rests_on(place: Firmness) -> str:
    """Return in a few words how firm somebody's place is."""
    if place.firm():
        return "firm"
    tied = "an equal plan is without it" if place.tied else ""
    weights = f"{place.left} of {place.tried} weights break it" if place.left else ""
    return "; ".join(text for text in (weights, tied) if text)
