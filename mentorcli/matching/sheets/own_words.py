"""What people wrote in their own words: to be read side by side, never scored."""

from __future__ import annotations

from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.domain.language import label
from mentorcli.domain.programme import FieldType, Programme, Visibility


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
