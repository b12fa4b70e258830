"""What reading a column needs to know, and what comes of a cell: an answer, nothing, a trouble."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mentorcli.domain.application import Answer
from mentorcli.domain.problem import Severity
from mentorcli.domain.programme import Field, FieldType, Option
from mentorcli.domain.table import CellValue, text_of
from mentorcli.domain.text import match_key, one_line
from mentorcli.intake.headers import header_key, without_brackets

NAMED = frozenset({FieldType.RANKED, FieldType.PEOPLE})
"""Types of fields that several columns may feed, in their order: wishes and people."""
LISTED = frozenset({FieldType.MULTI, FieldType.CHOICE})
"""Types of fields with a list of options."""
ANY_WORDS = frozenset({FieldType.TEXT, FieldType.LONG})
"""Types of fields that any words answer."""

_FEW = 3
"""Fewer different answers do not tell whose list they are of."""
LONGEST_NOTHING = 30
"""Whoever writes more has said something."""
_NOTHING_TEXT = (
    "|-|–|—|--|---|n/a|na|n.a|none|nothing|not applicable|nil|null|ei ole|ei mitään|"
    "ei mikään|ei vastausta|ingen|inget|inga|?|/|#n/a|not shown"
)
_NOTHING = frozenset(_NOTHING_TEXT.split("|"))
_NOBODY_TEXT = (
    "no|nope|no one|nobody|no-one|en|ei|nej|ei ketään|en ketään|ei kukaan|ingen särskild|"
    "en tunne|en tunne ketään|nej, ingen|no, none|ei ole ketään|not that i know|en tiedä|"
    "i don't know|vet inte|no conflicts|ei ole jääviyksiä"
)
_NOBODY = frozenset(_NOBODY_TEXT.split("|"))


_ALSO = {
    "woman": "Female|Women|F|Naispuolinen|Kvinnlig",
    "man": "Male|Men|M|Miespuolinen|Manlig",
    "other": "Non-binary|Nonbinary|Other gender|Muunsukupuolinen|Ei-binäärinen|Icke-binär|Annat kön",
    "not_stated": (
        "I prefer not to say|I'd rather not say|Rather not say|Prefer not to answer|"
        "Prefer not to disclose|Do not want to say|En halua kertoa|En halua vastata|En halua ilmoittaa|"
        "Ei halua sanoa|Vill inte säga|Vill inte svara|Vill ej uppge|Vill ej säga"
    ),
}
"""Other words for genders. They stand here and not in the catalogue: a plan rests on the profile."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem not yet placed: the code of its sentence and what fills it in."""

    code: str
    severity: Severity
    parameters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, severity: Severity, **said: object) -> Trouble:
        """Return a trouble; what fills its sentence in is turned into text."""
        return cls(code, severity, tuple((k, str(v)) for k, v in said.items()))


class Parsed(NamedTuple):
    """An answer (None when not given), how it was made, and what was noticed."""

    value: Answer | None
    rule: str = "direct"
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a column is read; ``known`` has the code of each option by every spelling of it."""

    field: Field
    separators: tuple[str, ...]
    date_order: str
    group: tuple[int, int]
    known: Mapping[str, str]
    codes: dict[str, frozenset[str]] = dataclasses.field(
        default_factory=dict, init=False, compare=False
    )
    """The options that texts name, once they were asked for."""
    usual: frozenset[str] = frozenset()
    """What several people say in the same words: the form's own words, and no condition of one."""
    pattern: list[re.Pattern[str]] = dataclasses.field(
        default_factory=list, init=False, compare=False
    )

    @property
    def anything(self) -> frozenset[str]:
        """The options that stand for all others: words like “both”, which answer any question."""
        options = self.field.options
        return frozenset(o.code for o in options if len(o.means) == len(options) - 1 > 0)

    def may_name_option(self, text: str) -> bool:
        """Tell whether any spelling of an option stands in a text, which is quickly seen."""
        if not self.pattern:
            every = "|".join(map(re.escape, sorted(self.known, key=len, reverse=True)))
            self.pattern.append(re.compile(rf"(?<!\w)(?:{every})(?!\w)" if every else r"(?!)"))
        return bool(self.pattern[0].search(match_key(text)))

    @classmethod
    def of(
        cls, asked: Field, separators: tuple[str, ...], date_order: str, group: tuple[int, int]
    ) -> Reading:
        """Return it with the spellings of the field's options ready."""
        known = spellings(asked.options)
        codes = {o.code for o in asked.options}
        also = {option_key(x): code for code, texts in _ALSO.items() for x in texts.split("|")}
        if codes <= _ALSO.keys() | {"none"}:
            known = {**{k: code for k, code in also.items() if code in codes}, **known}
        return cls(asked, separators, date_order, group, known)

    def for_column(self, values: Sequence[CellValue]) -> Reading:
        """Return how the column is read that holds these values.

        Where few of them are options, it offers a list of its own, another university's schools:
        a part of an option's text, “Science” of “School of Science”, is then no such option.
        """
        if self.field.type is FieldType.CONSENT:
            return dataclasses.replace(self, usual=_said_by_several(values))
        keys = {option_key(text) for v in values if not is_nothing(text := text_of(v))}
        known = keys & self.known.keys()
        if (
            self.field.type is not FieldType.CHOICE
            or len(keys) < _FEW
            or 2 * len(known) >= len(keys)
        ):
            return self
        labels = {o.code: [option_key(x) for x in o.labels.values()] for o in self.field.options}
        parts = {
            key
            for key in known
            if any(key != text and f" {key} " in f" {text} " for text in labels[self.known[key]])
        }
        left = {key: code for key, code in self.known.items() if key not in parts}
        return dataclasses.replace(self, known=left) if parts else self

    def unreadable(self, code: str, text: str) -> Parsed:
        """Return that an answer cannot be read, which a person must see to."""
        said = one_line(text)[:80]
        trouble = Trouble.of(code, Severity.DECIDE, field=self.field.key, text=said)
        return Parsed(None, troubles=(trouble,))


def _said_by_several(values: Sequence[CellValue]) -> frozenset[str]:
    """Return the keys of texts that at least two, and a tenth of all, have in common."""
    many = Counter(v for v in values if isinstance(v, str))
    return frozenset(header_key(t) for t, n in many.items() if n >= max(2, len(values) / 10))


def spellings(options: Sequence[Option]) -> dict[str, str]:
    """Return every key that means an option, to the option's code; the first option wins.

    What stands in brackets at its end, “School of Science (SCI)”, need not be written, unless the
    rest is said of several.
    """
    found: dict[str, str] = {}
    bare: dict[str, set[str]] = {}
    for option in options:
        for text in option.spellings():
            key = option_key(text)
            found.setdefault(key, option.code)
            bare.setdefault(without_brackets(key), set()).add(option.code)
    return {key: codes.pop() for key, codes in bare.items() if len(codes) == 1} | found


def option_key(text: str) -> str:
    """Return the form in which options are compared: as titles, without quotes and bullets."""
    return header_key(text).strip("\"'“”•- ")


_ERROR = re.compile(r"#(?:N/A|SAKNAS|PUUTTUU|[A-ZÅÄÖ/0]+[!?])|#{4,}")


def is_error(value: CellValue) -> bool:
    """Tell whether a cell holds as text what a spreadsheet shows where it cannot compute or show."""
    return isinstance(value, str) and bool(_ERROR.fullmatch(value.strip()))


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is no answer."""
    bare = text.strip(" .;!")
    return len(bare) <= LONGEST_NOTHING and match_key(bare).strip(" .;!") in _NOTHING


def is_nobody(text: str) -> bool:
    """Tell whether a cell that asks for people says that there are none."""
    return is_nothing(text) or match_key(text).strip(" .;!") in _NOBODY
