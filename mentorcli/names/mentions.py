"""People mentioned in an answer: several in one, numbered, within a sentence, turned by a “not”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.question import Meaning
from mentorcli.domain.text import match_key, one_line, says_not, unaccented
from mentorcli.names.comparison import NameParts, name_parts
from mentorcli.names.directory import ADDRESS, Directory, Sure, Understood
from mentorcli.names.inflection import stems_written

_APART = re.compile(
    r"[;\n|•]|\s[-–]\s|/|(?:^|[\s,])\d{1,2}[.):](?=\s|$)|"
    r"\s(?:tai|or|eller|ja|and|och|sekä|samt|&|\+|then|sitten|sedan)(?=\s)",
    re.IGNORECASE,
)
_EDGES = " .,?!-:<>()[]"
_GROUP_TEXT = (
    "ryhma ryhman ryhmassa ryhmasta ryhmaan tutkimusryhma tutkimusryhman tutkimusryhmassa tiimi tiimissa "
    "labra laboratorio group groups lab labs laboratory team grupp gruppen forskargrupp forskargruppen "
    "forskningsgrupp then also my the him her"
)
_GROUP = frozenset(_GROUP_TEXT.split())
"""Words beside a name that say nothing of who is meant."""
_SPOKEN_TEXT = (
    "i my me is was has he she they the a an of in at and or to by with not no his her our your this "
    "that who have had are were know worked work works from for as on it we you mr mrs ms min han hon "
    "hen jag var och med som en ett av hos ar mina mitt vi de den det olen oli on ei ja se han hän minun "
    "me te he kanssa tunnen tunsin entinen nykyinen sama may will mark"
)
_SPOKEN = frozenset(_SPOKEN_TEXT.split())
"""Small words of sentences, which are no surnames there."""
_DENIAL = re.compile(
    r"(?:no|none|nobody|no one|nothing|not really|not that|not to my|ei|ei ketään|nej|ingen|inga|inte vad)\b"
)
_DENIAL_OF_KNOWING = re.compile(
    _DENIAL.pattern + r"|(?:i )?(?:do not|don['’]?t)\b|en\b|jag känner (?:inte|ingen)\b"
)
_LONGEST_NAME = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Heard:
    """What an answer on a conflict means: who is meant by it and who may be; what means nobody."""

    people: Mapping[str, Sure]
    texts: tuple[Understood, ...] = ()


NOTHING_HEARD = Heard({})


def as_told(heard: Heard, told: Sequence[Meaning]) -> Heard:
    """Return what an answer means once a person has told whom texts in it mean."""
    if not told:
        return heard
    settled = {(m.text, p) for m in told for p in m.considered}
    asked = {p for u in heard.texts for p in u.people if (u.text, p) not in settled}
    considered = {p for _, p in settled} - asked
    people = {p: s for p, s in heard.people.items() if s is Sure.MEANT or p not in considered}
    return Heard(people | {p: Sure.MEANT for m in told for p in m.people}, heard.texts)


def split_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the single names in an answer to “name up to three”, in order."""
    found: dict[str, None] = {}
    for text in texts:
        for part in _APART.split(one_line(text)):
            if part.strip(_EDGES):
                found[part.strip(" .,?!-:")] = None
    return tuple(found)


def wish_meaning(text: str, directory: Directory) -> Understood:
    """Return who is meant by one wish; several names, and a “not”, are asked about."""
    parts = wish_meanings(text, directory)
    asked = _to_ask(text, (p for u in parts for p in u.people))
    return Understood(text, parts[0].sure, asked.people) if len(parts) == 1 else asked


def _to_ask(text: str, people: Iterable[str]) -> Understood:
    """Return that a text may mean some people, or nobody where there are none."""
    found = tuple(dict.fromkeys(people))
    return Understood(text, Sure.ASK if found else Sure.NOBODY, found)


def wish_meanings(text: str, directory: Directory) -> list[Understood]:
    """Return who is meant by each name of one wish; with a “not” in it, it is asked about whole."""
    parts = [directory.understand(part) for part in split_names((text,)) or (text,)]
    turned = is_turned_round(text, directory)
    parts = [u if u.sure is Sure.MEANT else _within(u, directory, alone=turned) for u in parts]
    if not turned:
        return parts
    return [_to_ask(text, (p for u in parts for p in u.people))]


def is_turned_round(text: str, directory: Directory) -> bool:
    """Tell whether a “not” stands in a wish, beside the names of people here."""
    if not says_not(text):
        return False
    return any(says_not(p) for p in re.split(r"[;,/\n]", text) if not _is_name(p, directory))


def _is_name(text: str, directory: Directory) -> bool:
    """Tell whether a text is the whole name of somebody here and no word more."""
    key = name_parts(text).key
    return key in directory.whole and len(key) == len(_WORD.findall(text))


def people_meant(texts: Sequence[str], directory: Directory, *, first_names: bool = True) -> Heard:
    """Return who is meant by the names in an answer on a conflict.

    A name within a sentence is asked about. What names nobody is told only where nothing else of
    the answer was understood.
    """
    every = _rejoin(texts, directory)
    understood = [u for t in every for u in _in_text(t, directory, first_names=first_names)]
    people: dict[str, Sure] = {}
    for u in understood:
        for person in u.people:
            if u.sure is Sure.MEANT or person not in people:
                people[person] = u.sure
    return Heard(people, tuple(understood))


def is_clear(text: str) -> bool:
    """Tell whether a text is a name as it stands; else it is a sentence that somebody must read."""
    words = [w for w in _WORD.findall(ADDRESS.sub(" ", text)) if w.casefold() not in _GROUP]
    small = sum(w[:1].islower() for w in words)
    return len(words) < 3 or (len(words) <= _LONGEST_NAME and small <= 1)  # noqa: PLR2004 - two words are a name


def denies(texts: Sequence[str], field: str) -> bool:
    """Tell whether an answer only says that there is nobody: ``No, I know none of them``."""
    first = match_key(" ".join(texts)).strip(_EDGES)
    begins = _DENIAL if field != "known" else _DENIAL_OF_KNOWING
    return begins.match(first) is not None


def _rejoin(texts: Sequence[str], directory: Directory) -> Iterator[str]:
    """Yield the texts; a surname and a first name that a comma parted are one name again."""
    at = 0
    while at < len(texts):
        two = [one_line(t).strip(_EDGES) for t in texts[at : at + 2]]
        if len(two) == 2 and not any(" " in t or "@" in t for t in two):  # noqa: PLR2004 - a name of two words
            name = name_parts(" ".join(reversed(two)))
            if name.key in directory.whole or (len(two[1]) == 1 and directory.people_called(name)):
                yield " ".join(reversed(two))
                at += 2
                continue
        yield texts[at]
        at += 1


def _in_text(text: str, directory: Directory, *, first_names: bool) -> Iterator[Understood]:
    addressed = directory.at_address(text)
    if addressed is not None:
        yield addressed if addressed.people else _by_local_part(text, directory)
    if addressed is not None and not addressed.people:
        return
    bare = ADDRESS.sub(" ", text)
    for part in split_names((bare,)):
        for u in _in_part(part, directory, first_names=first_names):
            if addressed is None or u.people:
                yield Understood(text if u.sure is Sure.NOBODY else u.text, u.sure, u.people)


def _by_local_part(text: str, directory: Directory) -> Understood:
    """Return whose name stands before the @ of an address that nobody here has: asked at most."""
    found = ADDRESS.search(text)
    words = " ".join(_WORD.findall(found[0].partition("@")[0])) if found else ""
    return _to_ask(text, directory.whole.get(name_parts(words).key, ()) if " " in words else ())


def _in_part(part: str, directory: Directory, *, first_names: bool) -> list[Understood]:
    """Return what one part of an answer means: a name, else names parted by commas, else a sentence."""
    bare = _without_group(part)
    whole = directory.hear(bare, first_names=first_names)
    if whole.sure is Sure.MEANT or (whole.people and is_clear(bare)):
        return [whole]
    pieces = [p for p in bare.split(",") if p.strip(_EDGES)]
    if len(pieces) > 1:
        return [u for p in pieces for u in _in_part(p, directory, first_names=first_names)]
    found = _within(Understood(part, Sure.NOBODY), directory, alone=not is_clear(bare))
    asked = _to_ask(part, (*found.people, *whole.people))
    return [Understood(part, Sure.MEANT, asked.people) if found.sure is Sure.MEANT else asked]


def _without_group(part: str) -> str:
    words = part.split()
    kept = [w for w in words if unaccented(w.strip(_EDGES)) not in _GROUP]
    return " ".join(kept or words)


def _within(asked: Understood, directory: Directory, *, alone: bool = False) -> Understood:
    """Return whose whole name stands among other words; ``alone`` takes a surname alone too."""
    written = [w for w in _WORD.findall(one_line(asked.text)) if unaccented(w) not in _GROUP]
    words = [w for text in written for w in (*name_parts(text).first, name_parts(text).last) if w]
    found, covered = _whole_names(words, directory)
    if found:
        sure = Sure.MEANT if covered == len(words) and len(found) == 1 else Sure.ASK
        return Understood(asked.text, sure, found)
    if not alone:
        return asked
    lower = all(w[:1].islower() for w in written)
    names = [w for w in written if lower or w[:1].isupper()]
    keys = [name_parts(w).last for w in names if unaccented(w) not in _SPOKEN]
    surnames = [key for key in keys if len(key) > 2]  # noqa: PLR2004 - two letters are no surname in a sentence
    stems = [stem for key in surnames for stem in (key, *stems_written(key))]
    return _to_ask(asked.text, sorted({p for s in stems for p in directory.stems.get(s, ())}))


def _whole_names(words: Sequence[str], directory: Directory) -> tuple[tuple[str, ...], int]:
    """Return whose first name and surname stand side by side, and how many words those are."""
    found: dict[str, None] = {}
    at = covered = 0
    while at < len(words):
        for size in range(min(_LONGEST_NAME, len(words) - at), 1, -1):
            some = words[at : at + size]
            name = NameParts(tuple(some[:-1]), some[-1], tuple(sorted(some)))
            full = all(len(w) > 1 and w not in _SPOKEN for w in some)
            if full and (people := directory.people_called(name)):
                found |= dict.fromkeys(people)
                at, covered = at + size - 1, covered + size
                break
        at += 1
    return tuple(found), covered
