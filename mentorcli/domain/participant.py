"""Somebody in a match as the others of that match may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mentorcli.domain.language import Language
from mentorcli.domain.programme import RoleKey


@dataclass(frozen=True, slots=True)
class Participant:
    """A person of a match with only what the profile lets the other side see.

    ``language`` is the one that this person's own letters are written in; ``answers`` maps a
    field to its text in the language of the document that it was made for (several choices are
    joined with semicolons); fields that are not answered or not visible are absent.
    """

    person: str
    role: RoleKey
    name: str
    first_name: str
    email: str
    language: Language
    answers: Mapping[str, str]
