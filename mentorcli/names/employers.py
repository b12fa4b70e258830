"""Which employer a text names: two texts are one, perhaps one, or different; some name none.

A text is cut into parts (brackets, commas, “at”); of each part the words are looked at that tell.
Words that many employers have (university, bank, group), places and legal forms tell nothing. What
is known of names stands in ``employers.toml``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from mentorcli.domain.text import match_key, unescaped
from mentorcli.names.inflection import nominatives
from mentorcli.names.likeness import Named, key_of
from mentorcli.names.words import (
    Words,
    ended,
    folded,
    initials,
    lists_of,
    missing_one,
    phrases_in,
    replaced,
    sequences,
    words_of,
)

_PARTS = re.compile(r"[()\[\]{};|+/\n,:]|\s[-–—]\s|\s(?:at|@|på|hos|vid)\s", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<!^)\b[^\W\d_a-zåäö]\w*")
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?([\w-]{2,})\.(?:com|fi|se|net|org|io|ai|eu|co\.uk)\b"
)
_SINCE = re.compile(
    r"\b(?:since|vuodesta|sedan|alkaen) [\w./]*\b(?:19|20)\d\d\b(?: (?:alkaen|lähtien))?|(?<=^[Tt]):(?=mi )",
    re.IGNORECASE,
)
"""The year from which somebody works there; the colon of ``T:mi``."""
_LEGAL = re.compile(r"(?<!\w)(?:oyj?|abp?|ltd|inc|gmbh|plc|ky|ry|llc)(?!\w)")
_AND = re.compile(r"\s(?:and|ja|och|&|sekä|samt)\s", re.IGNORECASE)
_SHORTEST_TELLING = 2
_TOWNS = ("city", "municipality", "university")
"""What a place alone may stand for: “Espoo”, “Oxford”."""
_SLIPS_FROM = 6
"""Only longer words are taken for slips of a common one."""


@dataclass(frozen=True, slots=True)
class _Lore:
    """``employers.toml``, with every word and name as it is compared."""

    phrases: Mapping[Words, Words]
    words: Mapping[str, frozenset[str]]
    none: Mapping[str, frozenset[Words]]
    known: Mapping[Words, frozenset[str]]
    kin: Mapping[str, frozenset[str]]
    behind: re.Pattern[str] = re.compile("(?!)")
    """A former employer with the word for it behind: “KONE (entinen)”."""
    before: re.Pattern[str] = re.compile("(?!)")
    """The same with words between: “formerly at”, “entinen työnantaja:”."""
    slips: Mapping[str, str] = field(default_factory=dict)
    """Common words by what is left of them without any one letter."""
    having: Mapping[str, tuple[Words, ...]] = field(default_factory=dict)
    """The known names in which a word stands."""

    def cut(self, text: str) -> Words:
        """Return the words of a name as they are compared, without those that say nothing."""
        words = words_of(text)
        kept = [w for w in words if w not in self.words["forms"]] or words
        kept = [w for w in kept if w not in self.words["fillers"]] or kept
        return replaced(tuple(kept), self.phrases)

    def tells(self, words: Iterable[str]) -> Words:
        """Return the words that tell one employer from others."""
        nothing = self.words["common"] | self.words["places"] | self.words["void"]
        return tuple(w for w in words if w not in nothing and len(w) >= _SHORTEST_TELLING)

    def orders(self, words: Words) -> tuple[Words, Words]:
        """Return words as they are, and sorted where their order tells nothing: Finland Business is another."""
        told = self.tells(words) or {*_TOWNS}.intersection(words)
        return words, tuple(sorted(words)) if told else words


@lru_cache(maxsize=1)
def _lore() -> _Lore:
    raw, words, none = lists_of("employers")
    bare = _Lore({}, words, none, {}, {})
    phrases = {bare.cut(x): (to,) for to, several in raw["phrases"].items() for x in several}
    former = raw["words"]["former"].replace(" ", "|")
    behind = rf"([^,;/|]+?)\s*\((?:{former}|f\.?\s?d\.?)\)"
    before = (
        rf"\b(?:{former}|(?:i\s)?used to work|have worked|before that|sitä ennen|innan dess)"
        r"(?:\s(?:employer|job|workplace|työnantaja|työpaikka|arbetsgivare))?"
        r"\s*(?::|\b(?:at|with|in|for|på|hos|vid)\b|@)"
    )
    either = (re.compile(pattern, re.IGNORECASE) for pattern in (behind, before))
    lore = replace(bare, phrases=phrases, behind=next(either), before=next(either))
    return _with_names(lore, raw["known"])


def _with_names(lore: _Lore, raw: Mapping[str, Any]) -> _Lore:
    known: dict[Words, set[str]] = defaultdict(set)
    kin: dict[str, set[str]] = defaultdict(set)
    for line in raw["one"].strip().splitlines():
        one, *others = line.split("|")
        key = folded(one)
        for name in (one, *others):
            for cut in lore.orders(lore.cut(name)):
                known[cut].add(key)
    for number, line in enumerate(raw["kin"].strip().splitlines()):
        for name in line.split("|"):
            for one in known.setdefault(lore.cut(name), {folded(name)}):
                kin[one].add(str(number))
                known[lore.orders(lore.cut(name))[1]].add(one)
    frozen = {cut: frozenset(ids) for cut, ids in known.items()}
    families = {one: frozenset(several) for one, several in kin.items()}
    having: dict[str, list[Words]] = defaultdict(list)
    for cut in frozen:
        for word in set(cut):
            having[word].append(cut)
    slips = {
        x: w for w in sorted(lore.words["common"]) if len(w) > _SLIPS_FROM for x in missing_one(w)
    }
    names = {word: tuple(several) for word, several in having.items()}
    return replace(lore, known=frozen, kin=families, slips=slips, having=names)


@lru_cache(maxsize=1 << 14)
def read_employer(text: str) -> Named | None:
    """Return what a text says of an employer, None where it says that there is none."""
    lore = _lore()
    text = _SINCE.sub("", unescaped(text).replace("A/S", "AS").replace("a/s", "as"))
    text = _DOMAIN.sub(r"\1", text)
    if not words_of(text) or _says_none(text, lore):
        return None
    if known := lore.known.get(lore.cut(text)):
        return _named([lore.cut(text)], known, lore)
    parts, former = _real_parts(text, lore)
    if not parts:
        return None
    known = frozenset(one for part in parts for one in _known_in(part, lore))
    return _named(parts, known, lore, former)


def employers_by_sign(employers: Sequence[str]) -> dict[str, list[int]]:
    """Return the places of some employers in their list, by each sign of their names."""
    found: dict[str, list[int]] = {}
    for place, named in enumerate(map(read_employer, employers)):
        for sign in named.signs if named else ():
            found.setdefault(sign, []).append(place)
    return found


def employers_mentioned(text: str, by_sign: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the places of those of whose names a telling word stands in a sentence: ``nobody from VTT``."""
    words = [w for w in words_of(text) if len(w) > 2]  # noqa: PLR2004 - two letters tell nothing
    said = {f"={form}" for w in words for form in (w, *nominatives(w))}
    return sorted({place for sign in said for place in by_sign.get(sign, ())})


def employer_key(text: str) -> str:
    """Return one text for all the ways in which an employer's name is written; empty for none."""
    return key_of(read_employer, text)


def _says_none(text: str, lore: _Lore) -> bool:
    """Tell whether somebody says that they have no employer, with nobody's name beside it."""
    words = words_of(text)
    if sequences(words, lore.none["always"]):
        return True
    found = sequences(words, lore.none["alone"])
    if not found or _LEGAL.search(match_key(text)):
        return False
    hidden = {k for at, length in found for k in range(at, at + length)}
    rest = tuple(w for k, w in enumerate(words) if k not in hidden)
    said = lore.words["titles"] | lore.words["fillers"] | lore.words["common"] | lore.words["forms"]
    rest = tuple(w for w in rest if w not in said)
    capital = {w for x in _CAPITALS.findall(text) for w in words_of(x)}
    return not capital.intersection(rest) and not _known_in(replaced(rest, lore.phrases), lore)


def _real_parts(text: str, lore: _Lore) -> tuple[list[Words], Words]:
    """Return the parts of a text that name an employer, and the words of a former one."""
    whole, former = list[Words](), list[str]()
    titled = list[Words]()
    text = lore.before.sub(" formerly ", lore.behind.sub(r"formerly \1", text))
    for piece in (x for part in _PARTS.split(text) for x in _halves(part, lore)):
        words = words_of(piece)
        if lore.words["now"].issuperset(words[:1]) and set(words[1:]) - lore.words["fillers"]:
            former += [w for part in whole for w in lore.tells(part)]
            whole.clear()  # “KONE, now Valmet”
        at = next((k for k, w in enumerate(words) if w in lore.words["former"]), len(words))
        former += lore.tells(lore.cut(" ".join(words[at + 1 :]))) if words[at + 1 :] else ()
        part = lore.cut(" ".join(words[:at])) if words[:at] else ()
        if not part:
            continue
        legal = bool(_LEGAL.search(match_key(piece)))
        ends = {part[0], part[-1]}
        if part in lore.known or legal or not ends & (lore.words["titles"] | lore.words["units"]):
            if not set(part) <= lore.words["fillers"]:
                whole.append(part)
        else:
            titled.append(part)
    places = lore.words["places"]
    told = [p for p in whole if not places.issuperset(p)]
    if told:
        return told, tuple(former)
    bare = [tuple(w for w in p if w not in lore.words["titles"]) for p in titled]
    bare = [p for p in bare if lore.tells(p) or _known_in(p, lore)]
    return bare or whole, tuple(former)


def _halves(piece: str, lore: _Lore) -> list[str]:
    """Return what stands on either side of “and” where each is a known employer, else the whole."""
    halves = _AND.split(piece)
    return halves if all(lore.cut(x) in lore.known for x in halves) else [piece]


def _known_in(part: Words, lore: _Lore) -> frozenset[str]:
    """Return the known employer that a part is, or of which it is a unit."""
    endless = tuple(x for w in part for x in (ended(w) or (w,))[:1])
    for way in (*lore.orders(part), endless):
        if found := lore.known.get(way):
            return found
    named, rest = _known_within(part, lore)
    if len(named) != 1 or lore.words["others"].intersection(rest):
        return frozenset()
    unit = bool({*rest[:1], *rest[-1:]} & lore.words["units"])
    said = lore.words["titles"] | lore.words["void"] | lore.words["places"]
    return frozenset(named) if unit or said.issuperset(rest) else frozenset()


def _known_within(part: Words, lore: _Lore) -> tuple[set[str], list[str]]:
    """Return the known employers whose names stand in a part, and its other words."""
    found = list(phrases_in(part, lore.known))
    return {x for _, ids in found for x in ids or ()}, [said[0] for said, ids in found if not ids]


def _nearly_known(part: Words, lore: _Lore) -> Iterator[str]:
    """Yield the known employers one of whose names is nearly a part: a slip, or a word is missing."""
    meant = tuple(next((lore.slips[x] for x in missing_one(w) if x in lore.slips), w) for w in part)
    yield from lore.known.get(lore.orders(meant)[1], ())
    yield from _known_within(part, lore)[0]
    yield from (
        x
        for w in part
        if w.endswith("n")
        for stem in nominatives(w)
        for x in lore.known.get((stem,), ())
    )
    words, counts = set(part), Counter(name for w in {*part} for name in lore.having.get(w, ()))
    for name, count in counts.items():
        if count * 10 >= len(words.union(name)) * 7:
            yield from lore.known[name]


def _of_place(part: Words, lore: _Lore) -> set[str]:
    """Return what a place alone may mean: its city or its university, which share it with that place only."""
    kinds = [w for w in part if w in _TOWNS]
    places = [w for w in part if w in lore.words["places"]]
    if len(places) != 1 or len(kinds) > 1 or len(kinds) + 1 != len(part):
        return set()
    return {f"{kind}:{places[0]}" for kind in kinds or _TOWNS}


def _named(parts: Sequence[Words], known: frozenset[str], lore: _Lore, former: Words = ()) -> Named:
    wholes, signs = list[str](), {f"={w}" for w in former}
    for part in parts:
        telling = lore.tells(part)
        name = tuple(w for w in part if w not in lore.words["void"]) or part
        while telling and name[-1] in lore.words["places"]:
            name = name[:-1]
        if telling or len(name) > 1 or part is parts[0]:
            wholes += [" ".join(lore.orders(name)[1]), folded("".join(name))]
        genitives = {w: nominatives(w) for w in telling if w.endswith("n")}
        if len(telling) == 1 and genitives and len(name) > 1:  # Suursillan kaupunki
            wholes += [" ".join(sorted({*name, w} - {*telling})) for w in genitives[telling[0]]]
        signs |= {f"={w}" for some in genitives.values() for w in some}
        signs |= {f"={w}" for x in telling for w in (x, *ended(x))}
        signs |= {f"~{w}" for x in telling for w in missing_one(x)}
        signs |= {f"={x}" for x in initials(part)}
        signs |= {f"#{x}" for x in _nearly_known(part, lore)} | _of_place(part, lore)
    kin = frozenset(x for one in known for x in lore.kin.get(one, ()))
    key = f"#{min(known)}" if known else wholes[0]
    signs |= {f"#{x}" for x in known}
    return Named(key, frozenset(wholes), frozenset(signs), known, kin)
