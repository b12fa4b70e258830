"""Fields that a title means by its words, when it is none of the listed questions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mentorcli.domain.programme import ROLES, RoleKey
from mentorcli.domain.text import match_key
from mentorcli.intake.headers import without_brackets

FILE = Path(__file__).parent / "vocabulary.toml"
LONGEST = 90
MOST = 14
SHARE = 0.5
LOOSE = 0.2
"""Enough where a column's values say the same."""
SHORT, ENDING = 5, 1
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SUFFIX = re.compile(r"(?:nsa|nsä|mme|nne|si|['’]s)$")
_PERSON = re.compile(r"^mentor(?:i|in|it|ien|ille|eihin|eita|eille|ina|n|er|erna)?$")
"""A mentor and mentoring are not the same, nor is a wish about one."""
OWN = frozenset({"first_name", "last_name", "full_name", "email", "phone", "employer", "job_title"})
"""What is somebody's own, so that a title that names another person cannot mean it."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Titles of a field as sets of words; ``whole`` ones leave no word over."""

    field: str
    role: str
    sets: tuple[tuple[str, ...], ...]
    whole: bool
    others: bool


class Meant(NamedTuple):
    """A field that a title means; how many of its words say so, and which share of them."""

    words: int
    share: float
    field: str


@cache
def _vocabulary() -> tuple[tuple[Phrases, ...], dict[str, frozenset[str]]]:
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    words = {k: frozenset(map(_stem, v.split())) for k, v in entries.pop("words").items()}
    phrases = []
    for key, entry in entries.items():
        field, _, role = key.partition("@")
        stems = (map(_stem, phrase.split()) for phrase in entry["phrases"])
        sets = tuple(tuple(s for s in phrase if s not in words["small"]) for phrase in stems)
        whole, others = entry.get("whole", False), entry.get("others", False)
        phrases.append(Phrases(field, role, sets, whole, others))
    return tuple(phrases), words


def fields_meant(
    title: str, role: RoleKey, fields: Sequence[str], *, loose: bool = False
) -> tuple[Meant, ...]:
    """Return the fields that a title's words mean, those that explain most words of it.

    ``loose`` lets more of the words go unexplained, for columns whose values must then tell.
    A title that speaks of another person means neither a name nor an address of who answers; one
    that says not means only what is asked with a not.
    """
    if len(title) > LONGEST:
        return ()
    every = content(without_brackets(match_key(title)))
    if not every or len(every) > MOST:
        return ()
    found = [
        m
        for phrases in _vocabulary()[0]
        if phrases.field in fields and phrases.role in {"", role}
        if (m := _means(phrases, every, role, loose=loose))
    ]
    best = max((m[:2] for m in found), default=None)
    return tuple(m for m in found if m[:2] == best)


def _means(phrases: Phrases, every: tuple[str, ...], role: RoleKey, *, loose: bool) -> Meant | None:
    _, words = _vocabulary()
    if _is_of_others(phrases, set(every), role):
        return None
    own = words[role] if phrases.field in OWN else frozenset()
    said = tuple(w for w in every if w not in own) or every
    best = (0, 0.0)
    for asked in phrases.sets:
        hits = {w for w in said if any(_same(w, a) for a in asked)}
        if not asked or not all(any(_same(w, a) for w in said) for a in asked):
            continue
        if any(w in words["negations"] for w in said if w not in hits):
            continue
        share = len(hits) / len(said)
        if share >= (LOOSE if loose else 1.0 if phrases.whole else SHARE):
            best = max(best, (len(hits), share))
    return Meant(*best, phrases.field) if best[0] else None


def _is_of_others(phrases: Phrases, said: set[str], role: RoleKey) -> bool:
    _, words = _vocabulary()
    if phrases.field == "supervisors":
        return bool(said & (words["line"] | words["contact"]))
    if phrases.others:
        return False
    others = words["others"] | (_counterpart(role) if phrases.field in OWN else set())
    return bool(said & others)


def _counterpart(role: RoleKey) -> frozenset[str]:
    return _vocabulary()[1]["mentor" if role == "mentee" else "mentee"]


def content(key: str) -> tuple[str, ...]:
    """Return the stems of the words that say something, each once."""
    _, words = _vocabulary()
    stems = (_stem(w) for w in _WORD.findall(key))
    return tuple(dict.fromkeys(s for s in stems if s not in words["small"] and not s.isdecimal()))


@cache
def _stem(word: str) -> str:
    """Return a word without hyphens, its possessive ending, and the plural of English."""
    plain = match_key(word).replace("-", "").replace("’", "'")
    if len(plain) > SHORT:
        plain = _SUFFIX.sub("", plain)
    if plain.endswith("ies") and len(plain) > SHORT:
        return plain[:-3] + "y"
    plural = plain.endswith("s") and not plain.endswith("ss") and len(plain) >= SHORT
    return plain[:-1] if plural else plain


@cache
def _same(one: str, other: str) -> bool:
    """Tell whether two stems are one word with different endings."""
    if one == other:
        return True
    people = [bool(_PERSON.match(word)) for word in (one, other)]
    if any(people):
        return all(people)
    short, long = sorted((one, other), key=len)
    if len(short) < SHORT or len(long) > 2 * len(short):
        return False
    return long.startswith(short[: len(short) - ENDING])


def speaks_of_another(title: str, role: RoleKey) -> bool:
    """Tell whether a title names somebody other than who answers."""
    said = set(content(match_key(title)))
    return bool(said & (_vocabulary()[1]["others"] | _counterpart(role)))


def role_named(text: str) -> RoleKey | None:
    """Return the only role whose words are in a text, for example in the name of a file."""
    _, words = _vocabulary()
    said = set(content(match_key(text.replace("_", " "))))
    found: list[RoleKey] = [role for role in ROLES if said & words[role]]
    return found[0] if len(found) == 1 else None
