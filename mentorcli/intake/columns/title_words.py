"""Fields that a title means by its words, when it is none of the listed questions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from mentorcli.domain.programme import ROLES, RoleKey
from mentorcli.domain.text import match_key
from mentorcli.intake.headers import without_brackets

FILE = Path(__file__).parent / "vocabulary.toml"
LONGEST = 120
MOST = 14
SHARE = 0.5
LOOSE = 0.2
"""Enough where a column's values say the same."""
SHORT, ENDING = 5, 1
_SENTENCE = re.compile(r"[?!\n]+|\.(?=\s)")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SUFFIX = re.compile(r"(?:nsa|nsä|mme|nne|si|['’]s)$")
_PERSON = re.compile(
    r"^mentor(?:i|in|it|ien|ille|eihin|eita|eille|ina|n|er|erna|ikse|iksi|ia|ilta|illa|eista|eilta|ns|ernas?)?$"
)
"""A mentor and mentoring are not the same, nor is a wish about one."""
OWN = frozenset({"first_name", "last_name", "full_name", "email", "phone", "employer", "job_title"})
"""What is somebody's own, so that a title that names another person cannot mean it."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Titles of a field as sets of words; ``whole`` ones leave no word over.

    A title with one of the words ``without`` asks something else.
    """

    field: str
    role: str
    sets: tuple[tuple[str, ...], ...]
    whole: bool
    others: bool
    without: frozenset[str]


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
        without = frozenset(map(_stem, entry.get("without", "").split()))
        phrases.append(Phrases(field, role, sets, whole, others, without))
    return tuple(phrases), words


@lru_cache(maxsize=16_384)
def fields_meant(
    title: str, role: RoleKey, fields: tuple[str, ...], *, loose: bool = False
) -> tuple[Meant, ...]:
    """Return the fields that a title's words mean, those that explain most words of it.

    ``loose`` lets more of the words go unexplained, for columns whose values must then tell.
    A title that speaks of another person means neither a name nor an address of who answers; one
    that says not means only what is asked with a not. Where the whole says nothing, its first
    sentence counts: what follows explains it.
    """
    found = _fields_meant(title, role, fields, loose=loose)
    first = _SENTENCE.split(title, maxsplit=1)[0]
    if found or len(content(match_key(first))) < 2:  # noqa: PLR2004 - one word before a sign is a heading
        return found
    return _fields_meant(first, role, fields, loose=loose)


def _fields_meant(
    title: str, role: RoleKey, fields: tuple[str, ...], *, loose: bool
) -> tuple[Meant, ...]:
    if len(title) > LONGEST:
        return ()
    key = match_key(title)
    every = content(key if of_another_in_brackets(key, role) else without_brackets(key))
    if not every or len(every) > MOST:
        return ()
    alike = _words_alike(every)
    sets: dict[Phrases, list[tuple[str, ...]]] = {}
    for phrases, asked in (one for word in alike for one in _by_first_word().get(word, ())):
        if phrases.field in fields and phrases.role in {"", role} and alike.keys() >= {*asked}:
            sets.setdefault(phrases, []).append(asked)
    found = [
        m
        for phrases in sorted(sets, key=_vocabulary()[0].index)
        if (m := _means(phrases, sets[phrases], every, alike, role, loose=loose))
    ]
    best = max((m[:2] for m in found), default=None)
    return tuple(m for m in found if m[:2] == best)


def _words_alike(every: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the words of phrases that stand in a title, each with the title's words for it."""
    alike: dict[str, set[str]] = {}
    for word in every:
        for asked in _index().get(_start(word), ()):
            if _same(word, asked):
                alike.setdefault(asked, set()).add(word)
    return {asked: frozenset(words) for asked, words in alike.items()}


@cache
def _by_first_word() -> dict[str, list[tuple[Phrases, tuple[str, ...]]]]:
    """Return all phrases by their first word."""
    found: dict[str, list[tuple[Phrases, tuple[str, ...]]]] = {}
    for phrases in _vocabulary()[0]:
        for asked in phrases.sets:
            if asked:
                found.setdefault(asked[0], []).append((phrases, asked))
    return found


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Return all words of phrases by what words must share to be the same with other endings."""
    found: dict[str, set[str]] = {}
    for phrases in _vocabulary()[0]:
        for word in (w for asked in phrases.sets for w in asked):
            found.setdefault(_start(word), set()).add(word)
    return {start: tuple(sorted(words)) for start, words in found.items()}


def _start(word: str) -> str:
    return word[: SHORT - ENDING]


def _means(
    phrases: Phrases,
    sets: Sequence[tuple[str, ...]],
    every: tuple[str, ...],
    alike: Mapping[str, frozenset[str]],
    role: RoleKey,
    *,
    loose: bool,
) -> Meant | None:
    if _is_of_others(phrases, set(every), role) or phrases.without & set(every):
        return None
    _, words = _vocabulary()
    own = words[role] if phrases.field in OWN else words["name"]
    said = frozenset(w for w in every if w not in own) or frozenset(every)
    best, found = (0, 0.0), frozenset[str]()
    for asked in sets:
        each = [alike[a] & said for a in asked]
        hits = frozenset().union(*each)
        if not all(each) or words["negations"] & (said - hits):
            continue
        found |= hits  # "employer or company" says one thing twice
        for told in (hits, found):
            share = len(told) / len(said)
            if share >= (LOOSE if loose else 1.0 if phrases.whole else SHARE):
                best = max(best, (len(told), share))
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


def of_another_in_brackets(key: str, role: RoleKey) -> bool:
    """Tell whether what stands in brackets at a title's end says that it is about somebody else.

    The other role must stand there alone: the brackets often say who sees the answer.
    """
    said = set(content(key[len(without_brackets(key)) :]))
    return bool(said & _vocabulary()[1]["others"]) or (bool(said) and said <= _counterpart(role))


def same_meaning(one: str, other: str) -> bool:
    """Tell whether two titles differ in no word that turns what is asked, nor in a number.

    Such are a ``not``, whom it is about, and which of several it is.
    """
    _, words = _vocabulary()
    turning = words["negations"] | words["others"] | words["mentee"] | words["mentor"]
    turned = [
        {w for w in map(_stem, _WORD.findall(match_key(t))) if w in turning or w.isdecimal()}
        for t in (one, other)
    ]
    return turned[0] == turned[1]


def role_named(text: str) -> RoleKey | None:
    """Return the only role whose words are in a text, for example in the name of a file."""
    _, words = _vocabulary()
    said = set(content(match_key(text.replace("_", " "))))
    found: list[RoleKey] = [role for role in ROLES if said & words[role]]
    return found[0] if len(found) == 1 else None
