"""Finnish and Swedish endings of names: which plain names an inflected word may stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from mentorcli.names.letters import bare_words

_AFTER_COLON = re.compile(
    r"[:'’](?:lle|lta|ltä|lla|llä|n|ä|a|s|ssa|ssä|sta|stä|aan|iin)\b", re.IGNORECASE
)
_AT = ("lle", "lta", "lla", "ksi", "na")
_IN = ("ssa", "sta")
"""Finnish endings without accents; those for being in a place, from it and into it stand apart."""
_WEAK = "kk:k pp:p tt:t nk:ng nt:nn lt:ll rt:rr mp:mm k: p:v t:d lk:lj rk:rj hk:hj"
_GRADES = tuple(tuple(pair.split(":")) for pair in _WEAK.split())
"""Finnish consonant gradation: what stands before the last vowel, strong and weak."""
_VOWELS = "aeiouy"
_SEVERAL = re.compile(r"(?<=[aeiou])(?:sten|sien|si(?:a|in|ksi|ssa|sta|lla|lta|lle))$")
"""Endings of several people whose surname ends in -nen: ``Virtasten``, ``Virtasilla``."""
_PLURAL = re.compile(r"(?:(?<=[aeiouy])(?:jen|iden)|ien)$")
"""Endings of several people with another surname: ``Lindien``, ``Kettujen``."""
_BEHIND_TWO = ("n", "in", "s", "ia", "lla", "lta", "lle", "illa", "ilta", "ille")
"""Endings of surnames of two letters."""
_SHORTEST = 2
_SHORT, _LONG = 5, 6
_ADJECTIVES = bare_words(
    "uusi iso vanha pitka pieni suuri korkea syva kylma musta hyva kuiva matala laaja marka puhdas kaunis raskas"
)
"""What a surname of two words may begin with and inflects in it: Uusitalo is Uudentalon."""
_SWEDISH_TEXT = "son berg strom stroem qvist kvist lund man holm gren dahl blom nen fors"
_SWEDISH = tuple(_SWEDISH_TEXT.split())
_FINNISH_TEXT = (
    "ela ala ola ula yla ila aho salo pera harju oja luoma vaara kallio isto laakso maa puro metsa"
)
_FINNISH = tuple(_FINNISH_TEXT.split())
_BEGINNINGS = tuple({adjective[:2] for adjective in _ADJECTIVES})


def without_colon_ending(text: str) -> str:
    """Return a text without endings behind a colon or an apostrophe: ``Nokia:lle``, ``Berg's``."""
    return _AFTER_COLON.sub("", text)


@lru_cache(maxsize=1 << 14)
def nominatives(word: str) -> frozenset[str]:
    """Return the plain names that a word without accents may be an inflected form of.

    ``niemen`` may be of Niemi, Nieme or Niem; never of Nieminen, whose stem is another.
    """
    found = {name for stem in _stems(word) for name in _of_stem(stem)}
    if word.endswith("s"):
        found.add(word[:-1])  # the Swedish genitive
    if word.endswith(("sta", "set")):
        found.add(word[:-3] + "nen")
    if several := _SEVERAL.search(word):
        found.add(word[: several.start()] + "nen")
    if several := _PLURAL.search(word):
        found |= _of_several(word[: several.start()])
    if word.endswith("ta") and word[-3:-2] not in {*_VOWELS, "t"}:
        found |= {word[:-2], word[:-2] + "i"}  # Kangasta, Vuorta
    if word.endswith("ta") and {*word[-4:-2]} <= {*_VOWELS}:
        found.add(word[:-2])  # Vainiota
    if word.endswith("tta") and word[-4:-3] in _VOWELS:
        found.add(word[:-3] + "si")  # Sutta
    if word.startswith(_BEGINNINGS):
        found |= {*_of_two(word)}
    short = {word[: -len(e)] for e in _BEHIND_TWO if word.endswith(e)}  # Lin, Ekille
    return frozenset(
        n for n in found if len(n) > _SHORTEST or (n in short and len(n) == _SHORTEST)
    ) - {word}


def is_place_form(word: str, name: str, *, person: bool = False) -> bool:
    """Tell whether a word is a name in a form that tells of a place: ``salossa``, ``salosta``.

    Where it may as well be a ``person``, what one does with people too tells of none: ``Salolla``.
    """
    endings = _IN[:1] if person else (*_IN, *_AT[:3])
    stems = [word[: -len(e)] for e in endings if word.endswith(e)]
    if not name.endswith("e") or word.endswith("seen"):  # Laineen is whose, Laineeseen is where to
        stems += _into(word)
    return any(name in _of_stem(stem) for stem in stems)


def is_genitive(word: str) -> bool:
    """Tell whether an inflected word tells whose something is; Virtaseen tells to whom."""
    return word.endswith(("n", "s")) and not word.endswith("seen")


def is_surname_too(word: str, surnames: Collection[str], *, led: bool = False) -> bool:
    """Tell whether an inflected surname may be another one, its stem unchanged: Lundin, Edwards, Hallan.

    Where it has ``led`` a first name, one that ends as Finnish ones do is a form only: “Kuuselan Sanna”.
    """
    name = word.removesuffix("s") if word.endswith("s") else word.removesuffix("in")
    if name != word and name.endswith(_SWEDISH) and name not in _SWEDISH:
        return False  # nobody is called Lindbergs or Lindbergin
    if word.endswith("s"):
        return name in surnames
    if led and len(word) > _LONG and word[:-1].endswith(_FINNISH):
        return False
    stems = {word[: -len(e)] for e in ("n", "in", "en") if word.endswith(e)}
    first = word.endswith("na") and word[:-2] in surnames  # Leena, and as Lee
    return first or any(s in surnames and (s == word[:-1] or s[-1] not in _VOWELS) for s in stems)


def is_plural(word: str) -> bool:
    """Tell whether an inflected word tells of several of one name: ``virtaset``."""
    return word.endswith("t") or any(p.search(word) for p in (_SEVERAL, _PLURAL))


def _of_several(stem: str) -> set[str]:
    """Return the plain names of which several have a stem: Lindien, Kettujen, Rantojen, Kallioiden."""
    vowel = stem[:-1] + "a" if stem.endswith("o") else stem
    return {stem, vowel, *(stem + end for end in "ie" if stem[-1:] not in _VOWELS)}


def _stems(word: str) -> Iterator[str]:
    """Yield what stands before a case ending: Annen is of Anne, Lainen no form of Laine."""
    for ending in (*_AT, *_IN, "n", "t"):
        if word.endswith(ending) and (not word.endswith("nen") or word.endswith("nnen")):
            yield word[: -len(ending)]
    if word.endswith("a") and word[-2:-1] in _VOWELS:
        yield word[:-1]
    if word.endswith("tta"):
        yield from (word[:-2], word[:-3])  # Rinnettä is of Rinne
    yield from _into(word)


def _of_two(word: str) -> Iterator[str]:
    """Yield the names whose two halves are inflected alike: ``pitkanmaen``, ``uudellatalolla``."""
    for at in range(_SHORT - 1, len(word) - 2):
        first, second = word[:at], word[at:]
        if first[-1] == second[-1]:
            for adjective in _ADJECTIVES & {*nominatives(first), *_of_stem(first[:-1])}:
                yield from (adjective + noun for noun in nominatives(second))


def _into(word: str) -> Iterator[str]:
    if len(word) > 3 and word.endswith("n") and word[-2] == word[-3]:  # noqa: PLR2004 - a stem and an ending
        yield word[:-2]
    if word.endswith("seen"):
        yield from (word[:-2], word[:-4])  # Virtaseen, Rinteeseen


def _of_stem(stem: str) -> Iterator[str]:
    """Yield the plain names that have a stem."""
    if len(stem) < _SHORTEST:
        return
    if stem.endswith("se"):
        yield stem[:-2] + "nen"
    if stem[-1] not in _VOWELS:
        return
    if stem.endswith("kse"):
        yield stem[:-3] + "s"
    if stem.endswith(("de", "rre", "nne", "lle")):
        yield stem[:-2] + "si"  # Suden, Orren
    if len(stem) > _SHORTEST and stem[-2] == stem[-1]:
        yield from _strong(stem[:-2], stem[-2] + "s")  # taivaan
        yield from _weak(stem[:-2], stem[-2] + "s")  # kankaan
        if stem[-1] == "e":
            yield from _weak(stem[:-2], "e")  # helteen
            yield stem[:-1]
    yield from _strong(stem[:-1], stem[-1])
    if stem[-1] == "e":
        yield from _strong(stem[:-1], "i")
    if stem[-1] in "ie":
        yield stem[:-1]  # lindströmin, joutsenen


def _strong(body: str, end: str) -> Iterator[str]:
    """Yield a name whose stem has the weak grade of it, and the one without gradation."""
    yield body + end
    for strong, weak in _GRADES:
        if body.endswith(weak) and (weak or body[-1:] in {*_VOWELS, "l", "r", "h"}):
            yield body[: len(body) - len(weak)] + strong + end


def _weak(body: str, end: str) -> Iterator[str]:
    for strong, weak in _GRADES:
        if body.endswith(strong):
            yield body[: -len(strong)] + weak + end
