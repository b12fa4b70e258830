"""How the workbooks about a plan call things and people: with mentors, and in circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.domain.explanation import Firmness
from mentorcli.domain.language import label
from mentorcli.domain.match_form import CIRCLES, GROUPS, PAIRS, MatchForm
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.programme import FieldType, Programme, Visibility
from mentorcli.files.workbook import CellContent, Column, Sheet
from mentorcli.matching.phrases import name_of

DECISION, PLACE_WITH, WHY = "Decision", "Place with", "Your reason"
KEEP, FORBID, MOVE = "keep", "forbid", "move"


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Titles of sheets and columns; ``codes`` are those of problems in what comes back.

    ``one`` is who is given a place and ``other`` with whom, each with the column of the id.
    ``listed`` is the title of the hidden list of who can be chosen. ``roles`` are how the two sides of an answer are called, none where both are alike.
    """

    one: str
    other: str
    one_id: str
    other_id: str
    move_to: str
    waiting: str
    why_waiting: str
    best: str
    place_hint: str
    codes: Mapping[str, str]
    decisions: tuple[str, ...]
    listed: str
    roles: tuple[str, ...] = ()


_LED = SheetWords(
    one="Mentee",
    other="Mentor",
    one_id="Mentee id",
    other_id="Mentor id",
    move_to="Move to",
    waiting="Without a match",
    why_waiting="Why there is no match",
    best="Best possible mentors (score)",
    place_hint="A mentor whom this mentee should get; the next plan makes room.",
    codes={
        "no_review": "review_not_recognised",
        "no_answers": "answers_not_recognised",
        "typed_over": "review_typed_over",
        "unknown_word": "review_unknown_word",
        "unknown": "review_unknown",
        "ambiguous": "review_ambiguous",
        "two_words": "review_two_words",
    },
    decisions=(KEEP, FORBID, MOVE),
    listed="Mentor",
    roles=("mentee", "mentor"),
)
_IN_CIRCLES = SheetWords(
    one="Person",
    other="With",
    one_id="Person id",
    other_id="With id",
    move_to="Move to the circle of",
    waiting="Without a circle",
    why_waiting="Why there is no circle",
    best="Best possible people (points both ways)",
    place_hint="Somebody whose circle this person should join; the next plan makes room.",
    codes={
        "no_review": "review_circles_not_recognised",
        "no_answers": "answers_circles_not_recognised",
        "typed_over": "review_circles_typed_over",
        "unknown_word": "review_circles_unknown_word",
        "unknown": "review_circles_unknown",
        "ambiguous": "review_circles_ambiguous",
        "two_words": "review_circles_two_words",
    },
    decisions=(KEEP, FORBID),
    listed="Person",
)
_WORDS = {GROUPS: _LED, PAIRS: _LED, CIRCLES: _IN_CIRCLES}


def sheet_words(form: MatchForm) -> SheetWords:
    """Return the words of a form."""
    return _WORDS[form]


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
    weights = f"ends with {place.left} of {place.tried} changes of points" if place.left else ""
    return "; ".join(text for text in (weights, tied) if text)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """An answer in somebody's own words; ``hr_only`` tells that nobody but HR may read it."""

    field: str
    question: str
    text: str
    hr_only: bool


def own_words(application: Application, programme: Programme) -> tuple[OwnWords, ...]:
    """Return the long answers that the profile lets HR read, in the order of the form.

    Answers for statistics only are nobody's to read.
    """
    found = []
    for field in programme.fields[application.role]:
        text = application.text(field.key).strip() if field.type is FieldType.LONG else ""
        if text and field.visible_to is not Visibility.STATISTICS:
            hr_only = field.visible_to is Visibility.HR
            found.append(OwnWords(field.key, label(field.headers, "en"), text, hr_only))
    return tuple(found)


def words_for_a_match(application: Application, programme: Programme) -> str:
    """Return the long answers that the others of a match may read, each under its question."""
    said = (w for w in own_words(application, programme) if not w.hr_only)
    return "\n\n".join(f"{w.question}\n{w.text}" for w in said)
