"""What a column is taken for, and what the deciding needs to know of its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mentorcli.domain.programme import Field, FieldType, Programme, RoleKey
from mentorcli.domain.table import CellValue, text_of
from mentorcli.intake.columns.column_values import (
    FEW,
    HALF,
    answers_in,
    doubt,
    given_values,
    values_agree,
)
from mentorcli.intake.columns.dialects import Dialect
from mentorcli.intake.columns.field_evidence import points_of_values
from mentorcli.intake.columns.follow_ups import adds, asks_on, goes_on
from mentorcli.intake.columns.header_fields import Candidate, Titles, Values, candidates
from mentorcli.intake.columns.headings import Heading, questions
from mentorcli.intake.columns.layout import Layout
from mentorcli.intake.columns.title_words import (
    OTHERS,
    OWN_FIELDS,
    part_of_name,
    speaks_of_another,
    title_signs,
)
from mentorcli.intake.columns.value_signs import FIRST, value_signs
from mentorcli.intake.columns.vocabulary import of_kind, words_of
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.parsing import NAMES
from mentorcli.intake.values.reading import LISTED, Reading, option_key, spellings
from mentorcli.names.yes_no import yes_or_no

BY_HAND = 100
UNKNOWN = "columns_unknown"
UNTITLED = "column_untitled"
AMBIGUOUS, UNLIKE = "column_ambiguous", "column_values"
SEVERAL_ANSWERS = 2
SOMEBODYS = frozenset({"EMPLOYER", "UNIT", "SCHOOL", "DEPARTMENT"})
"""What a heading may be about that is nobody's name, address or post."""
PERSONS = NAMES | {"email"}
LOOKED_AT = 12
"""A look at so many values is enough to pass a column by."""


@dataclass(frozen=True, slots=True)
class Export:
    """A table with all that was recognised in it, and the programme that it is for.

    ``own`` are the tool's own columns, ``headings`` has one for each column.
    """

    layout: Layout
    dialect: Dialect
    own: Mapping[int, str]
    headings: Sequence[Heading]
    programme: Programme
    asked: dict[RoleKey, Titles] = field(default_factory=dict, init=False, compare=False)
    """The programme's titles of each role, once they were asked for."""

    readings: dict[tuple[int, str], Reading] = field(
        default_factory=dict, init=False, compare=False
    )

    def titles(self, role: RoleKey) -> Titles:
        """Return all titles of a role's fields."""
        if role not in self.asked:
            self.asked[role] = Titles.of(self.programme, role)
        return self.asked[role]

    def reading(self, asked: Field, order: str = "") -> Reading:
        """Return how a column would be read that feeds a field."""
        key = (id(asked), order)
        if key not in self.readings:
            self.readings[key] = Reading.of(
                asked, self.dialect.separators, order, self.programme.group
            )
        return self.readings[key]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a column is taken for; ``doubtful`` when a person must say.

    ``option`` and ``answers`` are those of ColumnMapping; columns of one ``group`` feed a field
    together.
    """

    field: str | None
    confidence: int
    reason: str
    alternatives: tuple[str, ...] = ()
    doubtful: str = ""
    option: str = ""
    answers: str = ""
    group: str = ""

    @property
    def asked_only(self) -> str:
        """Return the only field that a person is asked whether the column feeds; empty for none."""
        asked = self.doubtful in {AMBIGUOUS, UNLIKE} and len(self.alternatives) == 1
        return self.alternatives[0] if asked else ""


def no_field(why: str, fields: tuple[str, ...] = (), doubtful: str = "") -> Choice:
    """Return that a column feeds nothing, which nobody need be asked about."""
    return Choice(None, BY_HAND, why, fields, doubtful)


def ambiguous(fields: tuple[str, ...], why: str = "its title may mean each of them") -> Choice:
    """Return that a person must say which of several fields a column feeds."""
    return Choice(None, 0, why, fields, AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class Ground:
    """An export, the programme's titles of the role, and the columns nobody has decided yet."""

    export: Export
    titles: Titles
    open: frozenset[int]
    blocks: frozenset[int] = field(init=False, compare=False)
    """Columns whose heading says only that somebody's own data follow."""

    said: dict[int, list[CellValue]] = field(default_factory=dict, init=False, compare=False)
    meant: dict[int, tuple[Candidate, ...]] = field(default_factory=dict, init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", sections(self.export.headings, self.titles))

    def values(self, index: int) -> Sequence[CellValue]:
        """Return a column's cells."""
        return self.export.layout.values(index)

    def given(self, index: int) -> list[CellValue]:
        """Return up to 200 of a column's cells that say something."""
        if index not in self.said:
            self.said[index] = given_values(self.values(index))
        return self.said[index]

    def candidates(self, index: int) -> tuple[Candidate, ...]:
        """Return the fields that a column's title and values mean, else those that its code means."""
        if index not in self.meant:
            part, title = self.export.headings[index], self._own_title(index)
            found = candidates(title, self.titles, lambda: self._values_say(index))
            gate = self.gate(index)
            if goes_on(title) or (gate is not None and not adds(title)):
                found = tuple(c for c in found if c.field not in NAMES)
            if gate is not None and (not found or asks_on(title)):
                found = self._goes_on(index, gate)
            if part.question and speaks_of_another(part.question, self.titles.role):
                found = tuple(c for c in found if c.field not in OWN_FIELDS)
            by_code = candidates(part.code, self.titles) if part.code and not found else ()
            self.meant[index] = found or by_code
        return self.meant[index]

    def title(self, index: int) -> str:
        """Return a column's title, with the question that it goes on from before it."""
        title, gate = self._own_title(index), self.gate(index)
        return title if gate is None else f"{self.export.headings[gate].title} {title}"

    def agreed(self, index: int) -> str:
        """Return a column's title, with the answer where all give the same: “Data” – “I agree”."""
        said = {*map(text_of, self.given(index))}
        return f"{self.title(index)}. {said.pop()}" if len(said) == 1 else self.title(index)

    def _own_title(self, index: int) -> str:
        part = self.export.headings[index]
        return part.option if index in self.blocks else part_of_name(part.title)

    def _goes_on(self, index: int, gate: int) -> tuple[Candidate, ...]:
        """Return the fields that a column's title means with the question before it."""
        meant = candidates(self.title(index), self.titles, lambda: self._values_say(index))
        answered = NAMES | self._answered_by(gate)
        return tuple(c for c in meant if c.field not in answered)

    def gate(self, index: int) -> int | None:
        """Return the column whose question a column's title goes on from; mostly a yes or no."""
        parts = self.export.headings
        title = parts[index].title
        if parts[index].question or header_key(title) in self.titles.exact:
            return None
        at = index - 1
        while at > 0 and goes_on(parts[at].title):
            at -= 1
        if at < 0 or parts[at].question or at in self.export.own:
            return None
        said = [yes_or_no(text_of(v)) for v in self.given(at)]
        on = adds(title) or (said and None not in said and (goes_on(title) or asks_on(title)))
        return at if on else None

    def asks_whether(self, index: int) -> Choice | None:
        """Return that a column only says whether the next one is answered, which feeds a field."""
        after = index + 1
        if after == len(self.export.headings) or self.gate(after) != index:
            return None
        if adds(self._own_title(after)) or self._answered_by(index) or not self.candidates(after):
            return None
        return no_field("not imported: it says whether the next column is answered")

    def _answered_by(self, index: int) -> frozenset[str]:
        """Return the fields that a column's title means whose answers its values can be."""
        fields, given = self.titles.fields, self.given(index)
        meant = (c.field for c in candidates(self.export.headings[index].title, self.titles))
        return frozenset(f for f in meant if not doubt(self.export.reading(fields[f]), given)[0])

    def answered(self, index: int, telling: int) -> list[str]:
        """Return the fields with so many options or more whose answers a column's values are."""
        values, fields = self.given(index), self.titles.fields.values()
        asked = [f for f in fields if len(f.options) >= telling and f.type in LISTED]
        return [f.key for f in asked if _offers(self.export.reading(f), values)]

    def address(self, index: int) -> str:
        """Return the field for addresses where a column's values are such."""
        values = self.given(index)
        if len(values) < FEW or not any("@" in text_of(v) for v in values[:LOOKED_AT]):
            return ""
        asked = [f for f in self.titles.fields.values() if f.type is FieldType.EMAIL]
        fits = [f.key for f in asked if not doubt(self.export.reading(f), values)[0]]
        return fits[0] if len(fits) == 1 else ""

    def _values_say(self, index: int) -> Values:
        given = self.given(index)[:FIRST]
        reading = self.export.reading
        fields = self.titles.fields
        return Values(value_signs(given), lambda f: points_of_values(reading(fields[f]), given))


def sections(parts: Sequence[Heading], titles: Titles) -> frozenset[int]:
    """Return the columns of questions whose parts ask for several of the answerer's own data.

    ``Contact details:Phone`` is no option; a heading that names somebody else is none of these.
    Parts that mostly mean fields, and several, stand under the name of a section.
    """
    found_in: set[int] = set()
    answers = {k for f in titles.fields.values() if f.type in LISTED for k in spellings(f.options)}
    for columns in questions(parts).values():
        heading = next((parts[i].question for i in columns if parts[i].question), "")
        meant = [
            () if option_key(option := parts[i].option) in answers else candidates(option, titles)
            for i in columns
        ]
        asked = {c.field for found in meant for c in found}
        others = speaks_of_another(heading, titles.role) or not SOMEBODYS.isdisjoint(
            title_signs(heading)
        )
        own = not others and len(asked & OWN_FIELDS) >= SEVERAL_ANSWERS and asked & PERSONS
        section = (
            "?" not in heading
            and len(asked) >= FEW
            and sum(map(bool, meant)) >= HALF * len(columns)
        )
        if own or (section and not of_kind(words_of(heading), *OTHERS)):
            found_in.update(columns)
    return frozenset(found_in)


def _offers(reading: Reading, values: Sequence[CellValue]) -> bool:
    """Tell whether values are answers of a field, and not always the same one."""
    some = answers_in(reading, values[:LOOKED_AT]) and values_agree(reading, values)
    return bool(some) and answers_in(reading, values) >= SEVERAL_ANSWERS
