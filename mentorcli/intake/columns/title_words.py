"""Fields that a title means by its words, when it is none of the listed questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from mentorcli.domain.programme import ROLES, RoleKey
from mentorcli.domain.text import match_key
from mentorcli.intake.columns.vocabulary import (
    Phrases,
    content,
    every_phrases,
    meanings,
    of_kind,
    phrases_with,
    stems_in,
)
from mentorcli.intake.headers import without_brackets

LONGEST, MOST = 600, 30
SHARES = {1: 0.5, 2: 0.5}
"""How much of a title's words one word, or two, must be to tell a field."""
TELLING = 0.25
"""Enough of a phrase of three words or more."""
UNKNOWN = 0.6
"""A word that no field asks for speaks less against one than a word that another asks for."""
LOOSE = 0.2
"""Enough where a column's values say the same."""
_SENTENCE = re.compile(r"(?<=[?!])\s*|\n+|(?:(?<=[^\W\d]{2})|(?<=[ )\]]))\.(?=\s|$)|\s[/|]\s|;\s")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_EXPLAINS = re.compile(
    r"^\W*(?:we|we'll|we’ll|this|these|that|it|it's|only|hr|your answers?|the answers?|note|nb|so|"
    r"the (?:text|information|list|data)|"
    r"täm[äå]\w*|tieto\w*|tiedot|vastau\w+|vain|teksti\w*|tarvitsemme|käytämme|näytämme|huom|"
    r"yritämme|emme|lähetämme|sitä|niitä|listaa|"
    r"max|maximum|at most|enintään|korkeintaan|högst|"
    r"vi|det|detta|denna|dessa|bara|endast|svare[tn]|uppgift\w*|texten|obs)\b"
)
"""How sentences begin that say why something is asked, or who sees it."""
_CLAUSE = re.compile(
    r"(?<=\w\w), (?:jotta|niin että|niin, että|so that|so we|så att|if|jos|ifall|om)\b[^?]*",
    re.IGNORECASE,
)
"""What a sentence says after its question: what it is for, or in which case it is asked."""
_NO_NOT = re.compile(r"^\W*(?:if not|jos et|jos ei|om inte)\b|\bno\b\.?(?= ?\d)", re.IGNORECASE)
"""Words that say not, and do not here: ``if not``, ``mentor no. 1``."""
OWN = frozenset({"first_name", "last_name", "full_name", "email", "phone", "employer", "job_title"})
"""What is somebody's own, so that a title that names another person cannot mean it."""


class Meant(NamedTuple):
    """A field that a title means; how many of its words say so, and which share of them."""

    words: int
    share: float
    field: str


class Part(NamedTuple):
    """A sentence of a title: how much it counts beside the others, and its words."""

    weight: int
    every: tuple[str, ...]


@lru_cache(maxsize=16_384)
def fields_meant(
    title: str, role: RoleKey, fields: tuple[str, ...], *, loose: bool = False
) -> tuple[Meant, ...]:
    """Return the fields that a title's words mean, those that explain most words of it.

    ``loose`` lets more of the words go unexplained, for columns whose values must then tell.
    A title that speaks of another person means neither a name nor an address of who answers; a
    sentence that says not means only what is asked with a not. Of several sentences a question
    counts before others, and what only explains says nothing.
    """
    if len(title) > LONGEST:
        return ()
    title = _NO_NOT.sub("", title)
    key = match_key(" ".join(_asked(title)))
    whole = content(key if of_another_in_brackets(key, role) else without_brackets(key))
    best: tuple[int, int, float] = (0, 0, 0.0)
    found: dict[str, Meant] = {}
    for weight, every in _parts(title, whole):
        for meant in _fields_meant(every, whole, role, fields, loose=loose):
            rank = (weight, *meant[:2])
            if rank > best:
                best, found = rank, {}
            if rank == best:
                found[meant.field] = meant
    return tuple(found.values())


def _asked(title: str) -> list[str]:
    """Return the sentences of a title that do more than explain."""
    pieces = [_CLAUSE.sub("", p.strip()) for p in _SENTENCE.split(title) if p and p.strip()]
    return [p for p in pieces if not _EXPLAINS.match(match_key(p))] or pieces


def _parts(title: str, whole: tuple[str, ...]) -> Iterator[Part]:
    """Yield the sentences of a title, the whole of it, and its brackets."""
    asked = _asked(_BRACKETED.sub(" ", title))
    sentences = [content(match_key(piece)) for piece in asked]
    if sentences != [whole]:
        yield Part(2 if len(asked) <= 1 else 1, whole)
    for piece, every in zip(asked, sentences, strict=True):
        if len(every) > 1 or len(asked) == 1 or piece[-1] == "?":
            yield Part(3 if piece[-1] == "?" else 2, every)
    for bracket in _BRACKETED.findall(title):
        every = content(match_key(bracket))
        if not _EXPLAINS.match(match_key(bracket)) and not of_kind(every, "NEGATIONS"):
            yield Part(0, every)


def _fields_meant(
    every: tuple[str, ...],
    whole: tuple[str, ...],
    role: RoleKey,
    fields: tuple[str, ...],
    *,
    loose: bool,
) -> Iterator[Meant]:
    """Yield what a sentence means, of the words of the ``whole`` title."""
    if not every or len(every) > MOST:
        return
    alike: dict[str, set[str]] = {}
    for word in every:
        for asked in meanings(word):
            alike.setdefault(asked, set()).add(word)
    sets: dict[Phrases, list[tuple[str, ...]]] = {}
    for phrases, words, needed in (one for word in alike for one in phrases_with().get(word, ())):
        if needed <= alike.keys() and phrases.field in fields and phrases.role in {"", role}:
            sets.setdefault(phrases, []).append(words)
    odd = bool(of_kind(every, "LOOK_ALIKE"))
    for phrases in sorted(sets, key=every_phrases().index):
        if odd and phrases.field != "other":
            continue
        if not _asks_else(phrases, every, {*every, *whole}, role) and (
            meant := _means(phrases, sets[phrases], every, alike, role, loose=loose)
        ):
            yield meant


def _means(
    phrases: Phrases,
    sets: Sequence[tuple[str, ...]],
    every: tuple[str, ...],
    alike: Mapping[str, set[str]],
    role: RoleKey,
    *,
    loose: bool,
) -> Meant | None:
    own = (role.upper(), "NAME") if phrases.field in OWN else ("NAME",)
    idle = of_kind(every, "FILLER", *own)
    said = frozenset(every) - of_kind(every, own[0]) or frozenset(every)
    best, found = (0, 0.0), frozenset[str]()
    for asked in sets:
        each = [alike[a] & said for a in asked]
        hits = frozenset[str]().union(*each)
        idly = len(asked) == 1 and phrases.field not in OWN and hits <= idle
        if not all(each) or idly or of_kind(said - hits, "NEGATIONS"):
            continue
        found |= hits  # "employer or company" says one thing twice
        for told in (hits, found):
            left = said - idle - told
            known = sum(1 if meanings(w) else UNKNOWN for w in left)
            least = phrases.share or SHARES.get(len(asked), TELLING)
            if len(told) / (len(told) + known) >= (LOOSE if loose else least):
                best = max(best, (len(told), len(told) / len(told | left)))
    return Meant(*best, phrases.field) if best[0] else None


def _asks_else(phrases: Phrases, every: tuple[str, ...], said: set[str], role: RoleKey) -> bool:
    """Tell whether a title is about somebody, or something, else.

    Words count within their sentence, lists of words in the whole title.
    """
    if not phrases.without.isdisjoint(every) or of_kind(said, *phrases.without):
        return True
    if phrases.field == "supervisors":
        return bool(of_kind(said, "LINE", "CONTACT"))
    if phrases.others:
        return False
    return bool(of_kind(said, "OTHERS", *(_counterpart(role) if phrases.field in OWN else ())))


def _counterpart(role: RoleKey) -> tuple[str, ...]:
    return ("MENTOR",) if role == "mentee" else ("MENTEE",)


def speaks_of_another(title: str, role: RoleKey) -> bool:
    """Tell whether a title names somebody other than who answers."""
    return bool(of_kind(content(match_key(title)), "OTHERS", *_counterpart(role)))


def looks_alike(title: str) -> bool:
    """Tell whether a title is about what forms ask beside the fields: pictures, food, newsletters."""
    return bool(of_kind(content(match_key(title)), "LOOK_ALIKE", "NEWSLETTERS"))


def of_another_in_brackets(key: str, role: RoleKey) -> bool:
    """Tell whether what stands in brackets at a title's end says that it is about somebody else.

    The other role must stand there alone: the brackets often say who sees the answer.
    """
    said = set(content(key[len(without_brackets(key)) :]))
    return bool(of_kind(said, "OTHERS")) or (
        bool(said) and said == of_kind(said, *_counterpart(role))
    )


def same_meaning(one: str, other: str) -> bool:
    """Tell whether two titles differ in no word that turns what is asked, nor in a number.

    Such are a ``not``, whom it is about, and which of several it is.
    """
    turned = []
    for title in (one, other):
        stems = stems_in(match_key(title))
        turning = of_kind(stems, "NEGATIONS", "OTHERS", "MENTEE", "MENTOR")
        turned.append(turning | {w for w in stems if w.isdecimal()})
    return turned[0] == turned[1]


def role_named(text: str) -> RoleKey | None:
    """Return the only role whose words are in a text, for example in the name of a file."""
    said = content(match_key(text.replace("_", " ")))
    found: list[RoleKey] = [role for role in ROLES if of_kind(said, role.upper())]
    return found[0] if len(found) == 1 else None
