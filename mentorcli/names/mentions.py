"""People mentioned in an answer: several in one, within a sentence, turned by a “not”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from mentorcli.domain.question import UNLISTED, Meaning
from mentorcli.domain.text import match_key, says_not
from mentorcli.names.directory import Directory, Sure, Understood, asked
from mentorcli.names.letters import bare
from mentorcli.names.sentences import is_named, meaning_of_part
from mentorcli.names.splitting import names_in
from mentorcli.names.surname_words import PLACES, WORDS, without_refusal
from mentorcli.names.written import written

_EDGES = " .,?!-:<>()[]"
_DENIAL = re.compile(
    r"(?:no|none|nobody|no one|nothing|not really|not that|not to my|ei|ei ketään|nej|ingen|inga|inte vad)\b"
)
_DENIAL_OF_KNOWING = re.compile(
    _DENIAL.pattern + r"|(?:i )?(?:do not|don['’]?t)\b|en\b|jag känner (?:inte|ingen)\b"
)
_AND_YET = re.compile(
    r"[A-ZÅÄÖ][\w-]+|\d|(?i:\b(?:whose|who|from|except|unless|but|maybe|perhaps|besides|paitsi|mutta|ehkä|kuka|jonka|utom|förutom|men|kanske|vars|från)\b)"
)
"""What says more behind a denial: a name, an exception, a maybe."""
_ANOTHER = re.compile(r"(?:not )?(?:the|that) other (?:one\b|[A-ZÅÄÖ])|(?:se toinen|den andra)\b")
"""What says behind a name that it is somebody else's: “…, the other Anna”."""
_TWO = 2
_names_in = lru_cache(maxsize=1 << 14)(names_in)
"""The same supervisors are named again and again."""


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
    whole = {m.text for m in told if UNLISTED in m.considered}
    settled = {(m.text, p) for m in told for p in m.considered}
    settled |= {(u.text, p) for u in heard.texts if u.text in whole for p in u.people}
    asked = {p for u in heard.texts for p in u.people if (u.text, p) not in settled}
    considered = {p for _, p in settled} - asked
    people = {p: s for p, s in heard.people.items() if s is Sure.MEANT or p not in considered}
    return Heard(people | {p: Sure.MEANT for m in told for p in m.people}, heard.texts)


def people_meant(texts: Sequence[str], directory: Directory, field: str) -> Heard:
    """Return who is meant by the names in an answer on a conflict.

    In a sentence somebody is meant only where the field itself asks for them; a mentor's sentence on
    conflicts (``known``) says what a person must judge.
    """
    pieces = [p for t in texts for p in _names_in(t)]
    if not directory.people:
        return Heard({}, tuple(asked(p, ()) for p in pieces))
    turned = any(
        _ANOTHER.match(p)
        or (
            says_not(without_refusal(p) if field == "not_with" else p)
            and not is_named(p, directory)
        )
        for p in pieces
    )
    names = tuple(_rejoin(pieces, directory))
    understood = [meaning_of_part(p, directory, field) for p in names]
    strange = not all(u.people for u in understood)
    understood = [
        asked(u.text, u.people)
        if _is_employer(names, k)
        or (strange and u.text.islower() and not is_named(u.text, directory))
        else u
        for k, u in enumerate(understood)
    ]  # “banks and insurance companies”
    if turned:
        understood = [asked(u.text, u.people) for u in understood]
    people: dict[str, Sure] = {}
    for u in understood:
        for person in u.people:
            if u.sure is Sure.MEANT or person not in people:
                people[person] = u.sure
    return Heard(people, tuple(understood))


def wish_meaning(text: str, directory: Directory) -> Understood:
    """Return who is meant by one wish; several names, and a “not”, are asked about."""
    parts = wish_meanings(text, directory)
    people = asked(text, (p for u in parts for p in u.people))
    return Understood(text, parts[0].sure, people.people) if len(parts) == 1 else people


def wish_meanings(text: str, directory: Directory) -> list[Understood]:
    """Return who is meant by each name of one wish; with a “not” in it, it is asked about whole."""
    read = (meaning_of_part(p, directory, "wishes") for p in names_in(text) or (text,))
    parts = [_as_it_ends(u, directory) for u in read]
    if not is_turned_round(text, directory):
        return parts
    return [asked(text, (p for u in parts for p in u.people))]


def _as_it_ends(found: Understood, directory: Directory) -> Understood:
    """Return a wish as meant where it is, word for word, how the name of the only one ends.

    Whoever wishes has the list of mentors before them: “Mendes Oliveira” is Carlos Mendes Oliveira.
    """
    if found.sure is not Sure.ASK or len(found.people) != 1:
        return found
    said, name = (
        [word.forms for word in w.words]
        for w in (written(found.text), directory.people[found.people[0]].name)
    )
    return (
        replace(found, sure=Sure.MEANT) if len(said) > 1 and name[-len(said) :] == said else found
    )


def is_turned_round(text: str, directory: Directory) -> bool:
    """Tell whether a “not” stands in a wish, beside the names of people here."""
    if not says_not(text):
        return False
    return any(says_not(p) for p in re.split(r"[;,/\n]", text) if not is_named(p, directory))


def denies(texts: Sequence[str], field: str) -> bool:
    """Tell whether an answer only says that there is nobody: ``No, I know none of them``."""
    said = " ".join(texts)
    begins = (_DENIAL if field != "known" else _DENIAL_OF_KNOWING).match(
        match_key(said).strip(_EDGES)
    )
    return begins is not None and not _AND_YET.search(said.strip(_EDGES)[begins.end() :])


def _is_employer(names: Sequence[str], place: int) -> bool:
    """Tell whether a name may be where the person before it works, or a part of a town: ``Helsinki, Kallio``."""
    before, named = (bare(n.casefold()) for n in ("", *names)[place : place + 2])
    return named in PLACES if " " in before else before in PLACES and named in WORDS


def _rejoin(pieces: Sequence[str], directory: Directory) -> Iterator[str]:
    """Yield the pieces; a surname and a first name that a comma parted are one name again."""
    at = 0
    while at < len(pieces):
        two = [p.strip(_EDGES) for p in pieces[at : at + _TWO]]
        if _are_one(two, directory, alone=len(pieces) == _TWO):
            yield " ".join(reversed(two))
            at += _TWO
        else:
            yield pieces[at]
            at += 1


def _are_one(two: Sequence[str], directory: Directory, *, alone: bool) -> bool:
    """Tell whether two words may be surname and first name of one person: known so, or nobody's else."""
    if len(two) < _TWO or " " in two[1] or any("@" in t or not t[:1].isupper() for t in two):
        return False
    if directory.meaning(" ".join(reversed(two))).sure is Sure.MEANT:
        return " " not in two[0] or directory.meaning(two[0]).sure is not Sure.MEANT
    if " " in two[0]:
        return False
    surnames = [bool(directory.with_surname(t)) for t in two]
    return alone and surnames == [True, False]
