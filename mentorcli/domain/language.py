"""The languages of documents; people can work together in any other too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

Language = Literal["en", "fi", "sv"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""In the order in which a tie is broken."""

Labels = Mapping[Language, str]
"""One text in the languages that it was written in."""


def label(labels: Labels, language: Language) -> str:
    """Return the text in ``language``, else in English, else in any language it has."""
    if language in labels:
        return labels[language]
    return labels.get("en") or next(iter(labels.values()), "")


def localised(owner: object, key: str, language: Language) -> str:
    """Return what ``key_fi`` or ``key_sv`` says in that language, else ``key``, as it is at home."""
    return str(getattr(owner, f"{key}_{language}", "") or getattr(owner, key))


def as_language(text: str) -> Language | None:
    """Return ``text`` as a language code, or None when it is not one of ours."""
    return text if text in LANGUAGES else None


def in_order(chosen: Iterable[str]) -> tuple[str, ...]:
    """Return the languages of documents, then the others of those chosen, as ties are broken."""
    return (*LANGUAGES, *sorted({*chosen}.difference(LANGUAGES)))


def first_language(wanted: Iterable[str], otherwise: Language = "en") -> Language:
    """Return the first of ``wanted`` that documents can be written in, ``otherwise`` when none is."""
    for code in wanted:
        if (language := as_language(code)) is not None:
            return language
    return otherwise
