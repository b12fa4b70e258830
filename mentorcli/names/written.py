"""A name as it is written: its words without titles, the letters that may be initials, what is in brackets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from mentorcli.domain.text import one_line
from mentorcli.names.inflection import nominatives, without_colon_ending
from mentorcli.names.letters import bare, bare_words, in_our_script, sound, spellings
from mentorcli.names.surname_words import EMPLOYERS
from mentorcli.names.titles import BORN, DEGREES, NAMES_TOO, is_beside, plain, without_degrees

_NUMBER = re.compile(r"(?<!\w)\d+")
TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:['’`\u00b4\-][^\W\d_][^\W_]*)*\.?")
_TWO_WORDS = re.compile(r"([A-ZÅÄÖ][a-zåäöé]{3,}) ([A-ZÅÄÖ][a-zåäöé]{3,})")
_BRACKETS = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]?")
_SON_OF = re.compile(r"(?<=\w )(Ma?c)\s(?=[A-Z])")
"""What is one word with the next in most surnames that begin so: “Mc Carthy”."""
_JOINED = re.compile(r"[-'’`\u00b4]")
_JOINED_INITIALS = re.compile(r"\.\s?-\s?")
_ALWAYS = bare_words("von vom der den des della dela af zur zum dos das de van")
_BETWEEN = bare_words(
    "di da do du del la le el al ter ten te zu bin ibn ben bint abu y e san st v d o mac mc"
)
PARTICLES = _ALWAYS | _BETWEEN
"""Particles, and words that are particles only behind another word: Ben and Li are first names too."""
LEADING = bare_words(
    "nguyen tran pham huynh phan bui ngo zhang wang huang zhou zhao guo zheng xie deng"
)
"""Surnames that stand first as often as last, and are hardly anybody's first name."""
_IN_FRONT = frozenset({"el", "al", "ben", "abu", "ibn", "bin", "le", "la", "de", "di"})
_MOST_INITIALS = 3
_END, _SHORT = 2, 5


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: how it may be spelt, its parts at hyphens, and the initials it may be."""

    raw: str
    forms: frozenset[str]
    parts: tuple[frozenset[str], ...]
    initials: str = ""
    """``jp`` for ``JP``, ``J-P`` or ``J.``; a word may be initials and a name at once."""
    is_initial: bool = False
    """It can be nothing but initials."""
    short: bool = False
    """A full stop stands behind it: it may be the beginning of a name."""
    front: str = ""
    """A particle that a hyphen joins to it: El-Sayed."""

    def __hash__(self) -> int:
        return hash(self.raw)  # comparisons remember words: to hash all of a word takes longer

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - words are few, and remembered anyway
    def near_forms(self) -> frozenset[str]:
        """Return the names of which it may be a slip of the pen; a word with a number in it is none."""
        if not self.raw.isalpha() and any(c.isdigit() for c in self.raw):
            return frozenset()
        return self.forms | {n for n in self.plain_forms() if n.endswith("nen")}

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - as above
    def sounds(self) -> frozenset[str]:
        """Return the rough sounds of its spellings."""
        return frozenset(map(sound, self.forms))

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - as above
    def marks(self) -> frozenset[str]:
        """Return what words of which none is another's first name have in common; nothing for initials.

        A slip of the pen leaves the first two letters as they were or the last two, in short words
        the first or the last.
        """
        halves = (form for part in self.parts for form in part)
        forms = {*self.forms, *self.plain_forms(), *halves, *self.sounds()}
        if self.initials or not all(forms):
            return frozenset()
        ends = {end for f in forms for end in (f[:_END], f"-{f[-_END:]}")}
        short = {end for f in forms if len(f) <= _SHORT for end in (f[0], f"-{f[-1]}")}
        return frozenset(ends | short)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - as above
    def plain_forms(self) -> frozenset[str]:
        """Return the names of which it may be an inflected form."""
        return frozenset(n for form in self.forms for n in nominatives(form))


@dataclass(frozen=True, slots=True)
class Written:
    """A name as it is written: the words that tell who it is, in order, and other surnames of theirs."""

    words: tuple[Word, ...]
    exact: tuple[str, ...]
    """The words with their accents, sorted: equal names are equal in this."""
    key: frozenset[tuple[str, ...]]
    """The parts of all words without accents, sorted, in each way of spelling them."""
    particles: tuple[str, ...] = ()
    others: tuple[Word, ...] = ()


def name_of(
    words: tuple[Word, ...],
    particles: tuple[str, ...] = (),
    others: tuple[Word, ...] = (),
    numbers: tuple[str, ...] = (),
) -> Written:
    """Return the name that some words are; “Test 1” is not “Test 2”."""
    every = [p for w in words for p in w.parts]
    ways = [[min(p, key=len) for p in every]]
    if any(len(p) > 1 for p in every):
        ways.append([max(p, key=len) for p in every])
    key = frozenset(tuple(sorted((*way, *numbers))) for way in ways)
    exact = tuple(sorted((*(w.raw for w in words), *numbers)))
    return Written(words, exact, key, particles, others)


@lru_cache(maxsize=1 << 16)
def two_words(text: str) -> tuple[Word, Word] | None:
    """Return the first name and the surname of a text that is nothing else, as most names are; soon told."""
    found = _TWO_WORDS.fullmatch(text)
    if not found or BORN.search(text) or DEGREES.search(text):
        return None
    first, last = found.groups()
    if (
        first.lower() in PARTICLES
        or last.lower() in PARTICLES
        or is_beside(first)
        or is_beside(last)
    ):
        return None
    return word_of(first, capitals=False), word_of(last, capitals=False)


@lru_cache(maxsize=1 << 16)
def written(text: str) -> Written:
    """Return a name as it is written; titles, and what stands in brackets, are no part of it."""
    if two := two_words(text):
        return name_of(two)
    text = in_our_script(unicodedata.normalize("NFC", one_line(text)))
    bracketed: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        bracketed.append(found[1] or found[2] or "")
        return " "

    text = _BRACKETS.sub(put_aside, text)
    main, born, later = _parted(text)
    others = [w for b in bracketed for w in _other_names(b)]
    if born:
        others += _words(later)[0]
    words, particles = _words(_turned(main))
    return name_of(words, particles, tuple(others), tuple(_NUMBER.findall(text)))


def name_keys(text: str) -> frozenset[tuple[str, ...]]:
    """Return the keys of which two equal names share one: accents, titles, order and hyphens aside."""
    name = written(text)
    return frozenset(tuple(sorted((*way, *name.particles))) for way in name.key if any(way))


def first_names(text: str) -> tuple[str, ...]:
    """Return the first names of a name, without accents."""
    return tuple(min(word.forms, key=len) for word in written(text).words[:-1])


def _parted(text: str) -> tuple[str, bool, str]:
    """Return a text before a word like “née”, whether there is one, and what stands behind it."""
    found = BORN.search(text)
    if found and text[: found.start()].strip(" ,") and len(text) - found.end() > 1:
        return text[: found.start()], True, text[found.end() :]
    return text, False, ""


def _other_names(text: str) -> tuple[Word, ...]:
    """Return the surnames in brackets: behind “née”, or one word with a capital letter."""
    words = _words(BORN.sub(" ", text))[0]
    if BORN.search(text):
        return words
    named = len(words) == 1 and text.strip()[:1].isupper() and words[0].forms.isdisjoint(EMPLOYERS)
    return words if named else ()


def _turned(text: str) -> str:
    """Return ``Anna Virtanen`` for ``Virtanen, Anna``."""
    head, comma, tail = text.partition(",")
    return f"{tail.replace(',', ' ')} {head}" if comma and _words(tail)[0] else text


def _words(text: str) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """Return the words of a name without titles and particles, and the particles."""
    bare = _JOINED_INITIALS.sub("-", without_colon_ending(without_degrees(text)))
    tokens = TOKEN.findall(_SON_OF.sub(r"\1", bare).replace(".", ". "))
    before = ("", *(t.casefold() for t in tokens))  # “de la Cruz”, and “la professeure Cruz”
    kept = [
        t
        for t, b in zip(tokens, before, strict=False)
        if not is_beside(t) or (b in _ALWAYS and t.casefold() in _BETWEEN)
    ]
    doubtful = [t for t in tokens if plain(t) in NAMES_TOO]
    if len(kept) < 2 and doubtful and not doubtful[0].endswith("."):  # noqa: PLR2004 - Tri Nguyen
        kept = [t for t in tokens if t in kept or t in doubtful]
    capitals = all(t.isupper() for t in kept)
    always = _ALWAYS if LEADING.isdisjoint(map(plain, kept)) else _ALWAYS - {"van"}  # Huynh Van Duc
    names, particles = [], []
    for place, token in enumerate(kept):
        small = token.rstrip(".").casefold()
        between = (
            small in _BETWEEN and (place or token.islower()) and len(kept) > 2 - token.islower()
        )
        if (small in always and len(kept) > 1) or (
            between and not (len(small) == 1 and token[0].isupper())
        ):
            particles.append(small)
        else:
            names.append(word_of(token, capitals=capitals))
    return tuple(names), tuple(particles)


@lru_cache(maxsize=1 << 16)
def word_of(token: str, *, capitals: bool) -> Word:
    """Return a word of a name; the same one for the same token, as comparisons remember words."""
    if len(token) > _MOST_INITIALS and token.isalpha():
        forms = frozenset(spellings(token))
        return Word(token.casefold(), forms, (forms,))
    raw = token.rstrip(".")
    parts, front = [p for p in _JOINED.split(raw) if p], ""
    if len(parts) > 1 and parts[0].casefold() in _IN_FRONT:
        front, *parts = parts
    ways = {"".join(parts), raw if raw.isalpha() else _JOINED.sub("", raw)}
    forms = frozenset(s for way in ways for s in spellings(way))
    lone = all(len(p) == 1 for p in parts)
    initials = "".join(min(spellings(p))[:1] for p in parts) if lone else ""
    few = 1 < len(raw) <= _MOST_INITIALS and len(parts) == 1
    if few and (raw.isupper() or raw.islower()) and (not capitals or len(raw) == 2):  # noqa: PLR2004 - JP
        initials = bare(raw.casefold())
    spelt = (forms,) if raw.isalpha() else tuple(frozenset(spellings(p)) for p in parts)
    short = token.endswith(".")
    return Word(raw.casefold(), forms, spelt, initials, lone, short, front.casefold())
