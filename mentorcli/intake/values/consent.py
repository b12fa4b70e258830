"""A consent, and any yes or no, in three languages, or as the statement itself with a tick."""

from __future__ import annotations

import re

from mentorcli.domain.table import CellValue, text_of
from mentorcli.domain.text import match_key
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.reading import Parsed, Reading, is_nothing
from mentorcli.names.yes_no import is_bounded, yes_or_no

_STATEMENT = re.compile(
    r"^(?:i (?:have (?:read|understood)|agree|accept|commit|consent|understand|give)|"
    r"olen (?:lukenut|ymmärtänyt)|annan|suostun|hyväksyn|sitoudun|ymmärrän|"
    r"jag (?:har läst|samtycker|godkänner|förbinder|accepterar|ger))\b"
)
_NEGATION = re.compile(r"\b(?:not|don['’]t|do not|cannot|en|ei|inte|ej)\b")


def says_yes(value: CellValue, statements: frozenset[str] = frozenset()) -> bool | None:
    """Return what a cell says, or None when that is not clear.

    ``statements`` are keys of the question's own texts: tools repeat them for a ticked box.
    """
    if isinstance(value, bool):
        return value
    text = match_key(str(value)).strip(" .;!") if isinstance(value, str | int) else ""
    if is_nothing(text):
        return None
    if text in statements:
        return True
    said = yes_or_no(text)
    if said is None and _STATEMENT.match(text) and not is_bounded(text):
        return not _NEGATION.search(text)
    return said


def parse_consent(reading: Reading, value: CellValue) -> Parsed:
    """Return whether a cell gives its consent; what is not clear is for a person to see to."""
    asked = (*reading.field.headers.values(), *reading.field.synonyms)
    text = text_of(value).strip().strip(";")
    said = says_yes(value if isinstance(value, bool) else text, frozenset(map(header_key, asked)))
    if said is None and not is_nothing(text):
        return reading.unreadable("consent_unclear", text)
    return Parsed(said, "option")
