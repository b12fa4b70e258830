"""Which research group or unit a text names: by its short name, its long one, or its leader.

“CSM” and “Complex Systems and Materials (CSM)” are one; “CSM” beside the long name alone is asked.
What is known of names and of their words in three languages stands in ``groups.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from mentorcli.domain.text import unescaped
from mentorcli.names.inflection import nominatives
from mentorcli.names.likeness import Named
from mentorcli.names.words import (
    Words,
    ended,
    folded,
    initials,
    lists_of,
    missing_one,
    replaced,
    sequences,
    words_of,
)

_PARTS = re.compile(
    r"[()\[\]{};|/\n,:=]|\s[-–—]\s|–|—|(?<=\w)-(?=(?:tutkimus)?(?:ryhm|lab|grupp|team))"
)
_ACRONYM = re.compile(r"^\W*(?:[^\W\da-z_]*[^\W\d_][\dA-ZÅÄÖ&+-]{1,7})\W*$")
_GENITIVE = re.compile(r"(?<=\w)['’]s\b")
_GROUP = re.compile(r"(?<=\w{4})(?:tutkimus|forsknings?|forskar)?(?:ryhma|tiimi|grupp(?:en)?)$")
"""A word like group at the end of another: Tekoälyryhmä."""
_AND = re.compile(r"\b(?:and|ja|och)\b|&", re.IGNORECASE)
_SHORTEST_TELLING = 2
_SHORTEST_SCIENCE = 5
_FEWEST_IN_COMMON = 2
_SUBJECT = 2
"""A department of more words than these goes by its subject alone."""
_SCIENCE = re.compile(r"(?:iikka|iikan|ian?|ics?|ik|ie|i|y)$")
"""How sciences end in three languages: farmakologia, farmakologi, pharmacology."""
_LETTERS = (("ph", "f"), ("th", "t"), ("ch", "k"), ("c", "k"), ("y", "i"))
_STEM = 8
"""Longer words that begin alike by so many letters may be one in another form."""


@dataclass(frozen=True, slots=True)
class _Lore:
    """``groups.toml``, with every word and name as it is compared."""

    phrases: Mapping[Words, Words]
    words: Mapping[str, frozenset[str]]
    none: Mapping[str, frozenset[Words]]
    known: Mapping[frozenset[str], str]

    def cut(self, text: str) -> Words:
        """Return the words of a name as they are compared, words like lab left out."""
        said = words_of(_GENITIVE.sub("", text))
        kept = [_GROUP.sub("", w) for w in said if w not in self.words["void"]]
        halves = (h for w in replaced(tuple(kept), self.phrases) for h in self.halves(w))
        found = replaced(tuple(halves), self.phrases)
        found = tuple(w for w in found if w not in self.words["void"])
        numbered = [w for w in found or said if len(w) == 1 or w.isdigit()]  # Team A, Group 12
        return words_of(text) if numbered and len(numbered) >= len(found) else found

    def halves(self, word: str) -> Words:
        """Return the two halves of a word that are known, kvantti and fysiikan; else the word."""
        if (word,) in self.phrases:
            return (word,)
        ways = ((word[:k], word[k:]) for k in range(3, len(word) - 3))
        ways = (w for w in ways if w[0] in self.words["prefixes"] or w[:1] in self.phrases)
        return next((w for w in ways if w[1:] in self.phrases), (word,))

    def kind(self, words: Iterable[str]) -> frozenset[str]:
        """Return whether a name is that of a school, a department, a programme."""
        return self.words["kinds"].intersection(words)


@lru_cache(maxsize=1)
def _lore() -> _Lore:
    raw, words, none = lists_of("groups")
    bare = _Lore({}, words, none, {})
    phrases = {bare.cut(x): words_of(to) for to, several in raw["phrases"].items() for x in several}
    phrases.pop((), None)
    lore = replace(bare, phrases=phrases)
    lines = [line.split("|") for line in raw["known"]["one"].strip().splitlines()]
    known = {frozenset(lore.cut(x)): names[0] for names in lines for x in names}
    subjects = {key - {"department"}: name for key, name in known.items() if len(key) > _SUBJECT}
    return replace(lore, known=subjects | known)


@lru_cache(maxsize=1 << 14)
def read_group(text: str) -> Named | None:
    """Return what a text says of a group or unit, None where it says that there is none."""
    text = unescaped(text)
    lore, words = _lore(), words_of(text)
    if not words or words in lore.none["whole"] or sequences(words, lore.none["always"]):
        return None
    parts = [(x.strip(), lore.cut(x)) for x in _PARTS.split(text) if words_of(x)]
    parts = [(said, part) for said, part in parts if part] or [(text, words)]
    whole = lore.known.get(frozenset(lore.cut(text)))
    known = (
        {whole}
        if whole
        else {lore.known[frozenset(p)] for _, p in parts if frozenset(p) in lore.known}
    )
    firsts, wholes, signs = set[str](), list[str](), set[str]()
    for said, part in parts:
        if (
            not set(part) <= lore.words["common"]
            or len(parts) == 1
            or (len(part) > 1 and not lore.kind(part))
        ):
            wholes += (called := _wholes(part, lore))
            firsts.add(called[0])
            signs.add(" ".join(sorted({*part})))
        signs |= _signs(said, part, lore)
    wholes = wholes or ["".join(parts[0][1])]
    key = f"#{min(known)}" if known else "+".join(sorted(firsts)) or wholes[0]
    marks = (frozenset(wholes), frozenset(signs), frozenset(known))
    return Named(key, *marks, several=len(firsts) > 1)


def _wholes(part: Words, lore: _Lore) -> list[str]:
    """Return a name without spaces, its kind first; a department goes by its subject too."""
    kind = lore.kind(part)
    rest = tuple(w for w in part if w not in kind)
    names = [(*sorted(kind), *rest)]
    if kind == {"department"} and len(rest) >= _FEWEST_IN_COMMON:
        names.append(rest)
    if rest and len(rest[-1]) >= _STEM and rest[-1].endswith("n"):  # Vesitekniikan tutkimusryhmä
        names += [(*sorted(kind), *rest[:-1], n) for n in sorted(nominatives(rest[-1]))]
    return [folded("".join(name)) for name in names]


def _science(word: str) -> str:
    """Return what the names of a science have in common in three languages: ``farmakolog``."""
    stem = _SCIENCE.sub("", word)
    for written, spelt in _LETTERS if stem != word else ():
        stem = stem.replace(written, spelt)
    return stem if stem != word else ""


def _signs(said: str, part: Words, lore: _Lore) -> set[str]:
    """Return what a name shares with others that may be the same."""
    empty = lore.words["common"] | lore.words["void"]
    if lore.kind(part):  # two schools share many words
        rest = tuple(w for w in part if w not in lore.kind(part))
        subject = " ".join(w for w in rest if w not in lore.words["qualifiers"])
        alone = (
            tuple(w for w in rest if w not in empty) if lore.kind(part) == {"department"} else ()
        )
        halves = (" ".join(w for w in lore.cut(x) if w in rest) for x in _AND.split(said))
        halves = (half for half in halves if " " in half)  # “Signal Processing and Acoustics”
        return {f"&{w}" for w in (*initials(part), " ".join(rest), subject, *alone, *halves) if w}
    telling = [
        w for w in part if w not in empty and len(w) >= _SHORTEST_TELLING and not w.isdigit()
    ]
    signs = {f"={w}" for w in telling}
    if _ACRONYM.match(said):
        signs |= {f"&{w}" for w in part}
    else:
        signs |= {f"~{x}" for w in telling for w in (w, *ended(w)) for x in missing_one(w)}
        told = tuple(w for w in words_of(said) if w not in lore.words["small"])
        signs |= {f"&{x}" for several in (part, words_of(said), told) for x in initials(several)}
        signs |= {f"={x}" for w in telling if w.endswith("n") for x in nominatives(w)}
        shorter = (part, part[1:], part[:-1]) if len(part) > _FEWEST_IN_COMMON else (part,)
        signs |= {f"&{' '.join(x)}" for x in shorter}  # “Empirical Software Engineering”
        signs |= {f"={w[:_STEM]}-" for w in telling if len(w) > _STEM}
        signs |= {f"@{x}" for x in map(_science, telling) if len(x) >= _SHORTEST_SCIENCE}
    return signs
