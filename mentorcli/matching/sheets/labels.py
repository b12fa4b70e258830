"""How the workbooks about a plan call things and people: with mentors, and in circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.domain.explanation import Firmness
from mentorcli.domain.language import label
from mentorcli.domain.match_form import CIRCLES, GROUPS, PAIRS, MatchForm
from mentorcli.domain.plan import Match, MatchingCase, Plan
from mentorcli.domain.programme import FieldType, Programme, Visibility
from mentorcli.domain.text import one_line
from mentorcli.files.workbook import CellContent
from mentorcli.matching.phrases import name_of
from mentorcli.names.languages import language_name

DECISION, PLACE_WITH, WHY = "Decision", "Place with", "Your reason"
KEEP, FORBID = "keep", "forbid"
IDS = "Ids"
"""The last column of what comes back in a review: whom a row is about, by id."""


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Titles of sheets and columns; ``codes`` are those of problems in what comes back.

    ``one`` is who is given a place and ``other`` with whom, each with the column of the id in a sheet
    of answers. ``listed`` is the title of the hidden list of who can be chosen. ``roles`` are how the
    two sides of an answer are called, none where both are alike.
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
    listed: str
    roles: tuple[str, ...] = ()


_LED = SheetWords(
    one="Mentee",
    other="Mentor",
    one_id="Mentee id",
    other_id="Mentor id",
    move_to=DECISION,
    waiting="Without a match",
    why_waiting="Why there is no match",
    best="Best possible mentors (score)",
    place_hint="A mentor whom this mentee should get; the next plan makes room.",
    codes={
        "no_review": "review_not_recognised",
        "no_answers": "answers_not_recognised",
        "typed_over": "review_typed_over",
        "unknown": "review_unknown",
        "ambiguous": "review_ambiguous",
        "two_words": "review_two_words",
    },
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
        "unknown": "review_circles_unknown",
        "ambiguous": "review_circles_ambiguous",
        "two_words": "review_circles_two_words",
    },
    listed="Person",
)
_WORDS = {GROUPS: _LED, PAIRS: _LED, CIRCLES: _IN_CIRCLES}


def sheet_words(form: MatchForm) -> SheetWords:
    """Return the words of a form."""
    return _WORDS[form]


Rows = list[list[CellContent]]


@dataclass(frozen=True, slots=True)
class Book:
    """All that the sheets show. ``firm`` is empty or how firm each place is, the weakest first.

    ``matches`` are the plan's with what each is called in the first column of its block.
    """

    case: MatchingCase
    plan: Plan
    words: SheetWords
    names: Mapping[str, str]
    firm: Sequence[Firmness]

    def name(self, person: str) -> str:
        """Return what somebody is called; who has left, by their id."""
        return self.names.get(person, person)

    def matches(self) -> list[tuple[str, Match]]:
        """Return the matches in the order of their blocks, each with what its block is called."""
        if self.case.programme.form.led:
            named = [(self.name(m.mentor), m) for m in self.plan.matches]
            return sorted(named, key=lambda x: (x[0], x[1].mentor))
        return [
            (f"{number}, {language_name(match.language)}", match)
            for number, match in enumerate(self.plan.matches, 1)
        ]


def partner_labels(case: MatchingCase) -> dict[str, str]:
    """Return how each who can be chosen (person id) is called in the drop-downs: no two alike."""
    names = {a.person: name_of(a) for a in case.found}
    times = Counter(names.values())
    return {p: name if times[name] == 1 else f"{name} ({p})" for p, name in sorted(names.items())}


def rests_on(place: Firmness) -> str:
    """Return in plain words how firm somebody's place is."""
    if place.firm():
        return "Firm: no change of a criterion's points by a quarter ends it."
    tied = "Another plan, just as good, is without it." if place.tied else ""
    changes = (
        f"{place.left} of {place.tried} changes of a criterion's points by a quarter would end it."
    )
    return " ".join(text for text in (changes if place.left else "", tied) if text)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """An answer in somebody's own words; ``hr_only`` tells that nobody but HR may read it."""

    field: str
    question: str
    text: str
    hr_only: bool


def own_words(application: Application, programme: Programme) -> tuple[OwnWords, ...]:
    """Return the long answers that the profile lets HR read, each under what the form itself asked.

    Answers for statistics only are nobody's to read.
    """
    found = []
    for field in programme.fields[application.role]:
        text = application.text(field.key).strip() if field.type is FieldType.LONG else ""
        if text and field.visible_to is not Visibility.STATISTICS:
            hr_only = field.visible_to is Visibility.HR
            asked = one_line(application.answers[field.key].source.header)
            question = asked or label(field.headers, "en")
            found.append(OwnWords(field.key, question, text, hr_only))
    return tuple(found)
