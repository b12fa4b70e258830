"""People mentioned in an answer: several in one, within a sentence, turned by a “not”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mentorcli.domain.question import UNLISTED, Meaning
from mentorcli.domain.text import match_key, says_not
from mentorcli.names.around_names import are_opposed, is_firm, is_given, is_own, is_plain
from mentorcli.names.directory import Directory, Sure, Understood, asked
from mentorcli.names.letters import bare
from mentorcli.names.reasons import ALL_WELCOME, REASON, says_no_more, says_why, tells_of_others
from mentorcli.names.sentence_words import Token, is_name, tokens_of
from mentorcli.names.sentences import is_named, meaning_of_part
from mentorcli.names.splitting import names_in
from mentorcli.names.surname_words import PLACED, PLACES, WORDS
from mentorcli.names.titles import GROUPS, plain
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
_UNIT = re.compile(r"[A-ZÅÄÖ]{3,4}")
_TWO = 2


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

    In a sentence somebody is meant only where each word is accounted for. Of a mentor's sentence on conflicts
    (``known``) that is so where it tells of knowing or working with somebody; of kin a person must judge.
    """
    pieces = [half for t in texts for p in names_in(t) for half in REASON.split(p)]
    if not directory.people:
        return Heard({}, tuple(asked(p, ()) for p in pieces))
    names = tuple(_shared_surnames([*_rejoin(pieces, directory)], directory))
    named = [p for p in names if field != "not_with" or not ALL_WELCOME.fullmatch(p)]
    understood = [meaning_of_part(p, directory, field) for p in named]
    understood = [
        asked(u.text, u.people) if asks else u
        for u, asks in zip(understood, _asking(understood, directory, field), strict=True)
    ]
    people: dict[str, Sure] = {}
    for u in understood:
        for person in u.people:
            if u.sure is Sure.MEANT or person not in people:
                people[person] = u.sure
    return Heard(people, tuple(understood))


def _asking(parts: Sequence[Understood], directory: Directory, field: str) -> Iterator[bool]:
    """Yield for each part of an answer whether the other parts leave open whom it means."""
    names = [u.text for u in parts]
    read = [tokens_of(text) for text in names]
    both = [*zip(parts, read, strict=True)]
    turned = any(u.sure is not Sure.MEANT and not _leaves(u, some, field) for u, some in both)
    given = all(
        len(some) == 1 and not {*"@("} & {*u.text} and is_given(some[0]) for u, some in both
    )
    turned = turned or are_opposed(read)
    firm = any(is_firm(token) for some in read for token in some)
    strange = any(not u.people and not _UNIT.fullmatch(u.text) for u in parts)
    placed = any(u.sure is not Sure.MEANT and t.key in PLACED for u, some in both for t in some)
    whose = [_is_whose(u, directory) for u in parts]
    groups = [any(plain(t.text) in GROUPS for t in some) for some in read]
    for k, some in enumerate(read):
        alone = sum(map(is_own, some)) == 1
        lone = alone and (firm or ((strange or placed) and len(some) == 1))  # “Ruotsi, Norja”
        led = groups[k] and k > 0 and not whose[k - 1]  # “Ville Vieras, Virtanen's group”
        after = parts[k + 1 : k + 2] if whose[k] else ()  # “Alangon ja Ronkaisen opiskelija”
        shared = any(u.sure is Sure.ASK and {*u.people}.isdisjoint(parts[k].people) for u in after)
        yield turned or given or lone or led or shared or _is_employer(names, k)


def _leaves(part: Understood, tokens: Sequence[Token], field: str) -> bool:
    """Tell whether a part that means nobody for certain leaves whom others mean: a reason, an address, an employer."""
    if field == "supervisors" and not part.people:  # “Dr Smith from MIT”
        tokens = [] if says_no_more(part.text) else [t for t in tokens if t.key != "from"]
    address = "@" in part.text and " " not in part.text
    told = not part.people and (says_why(part.text) or tells_of_others(part.text))
    apart = field == "not_with" and not part.people  # “Anna, and my sister shares a flat with her”
    return address or told or is_plain(tokens, field) or (apart and is_plain(tokens, "beside"))


def _is_whose(part: Understood, directory: Directory) -> bool:
    """Tell whether a part ends with a genitive of somebody's surname here, and not with that surname: Öhman."""
    last = written(part.text).words[-1:] if part.text.endswith(("n", "s")) else ()
    return any(w.forms.isdisjoint(directory.people[p].last) for p in part.people for w in last)


def wish_meaning(text: str, directory: Directory) -> Understood:
    """Return who is meant by one wish; several names, and a “not”, are asked about."""
    if not directory.people:
        return asked(text, ())
    parts = wish_meanings(text, directory)
    people = asked(text, (p for u in parts for p in u.people))
    return Understood(text, parts[0].sure, people.people) if len(parts) == 1 else people


def wish_meanings(text: str, directory: Directory) -> list[Understood]:
    """Return who is meant by each name of one wish; with a “not” in it, it is asked about whole."""
    said, *why = REASON.split(text)  # what says why names nobody: “Anna because I heard her talk”
    said = text if people_meant(why, directory, "wishes").people else said
    parts = [meaning_of_part(p, directory, "wishes") for p in names_in(said) or (said,)]
    if not is_turned_round(text, directory):
        return parts
    return [asked(text, (p for u in parts for p in u.people))]


def wishes_together(answer: Sequence[Understood], directory: Directory) -> Iterator[Understood]:
    """Yield the wishes of one answer, each read beside the others.

    A place that is a surname too is asked about beside what is nobody's name: “Helsinki, Salo”. A surname
    and a first name that a comma parted are one person: “Laine, Anna”.
    """
    wishes = [*answer]
    for k, (one, two) in enumerate(pairwise(answer)):
        if _may_be_one(one.text, two.text, directory):
            whole = directory.meaning(f"{two.text} {one.text}")
            sure = whole.sure is Sure.MEANT
            wishes[k] = whole if sure else asked(one.text, (*whole.people, *one.people))
            wishes[k + 1] = whole if sure else two
    read = [tokens_of(u.text) for u in wishes]
    others = [not (u.people or _is_whole(u.text)) for u in wishes]
    strange = [t for other, some in zip(others, read, strict=True) if other for t in some]
    placed = any(t.key in PLACED for t in strange)
    for u, some in zip(wishes, read, strict=True):
        place = placed or (strange and some and some[0].key in WORDS | PLACES)
        yield asked(u.text, u.people) if place and len(some) == 1 else u


def _may_be_one(surname: str, first: str, directory: Directory) -> bool:
    """Tell whether two words may be somebody's surname here and a first name, whoever's."""
    words = surname.istitle() and first.istitle() and not {*" .("} & {*surname, *first}
    return words and bool(directory.with_surname(surname)) and not directory.with_surname(first)


def _is_whole(text: str) -> bool:
    """Tell whether a text is a name of several words: “Ville Vieras”, and not “R&D” or “Helsinki”."""
    return is_name(text) and sum(len(t.key) > 1 and is_own(t) for t in tokens_of(text)) > 1


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
    before, named, behind = (bare(n.casefold()) for n in ("", *names, "")[place : place + 3])
    if " " in before:
        return named in PLACES
    return named in WORDS and not PLACES.isdisjoint({before, behind})


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


def _shared_surnames(names: Sequence[str], directory: Directory) -> Iterator[str]:
    """Yield the names; a first name before a whole one has its surname, where it is only hers: “Eeva and Eero Kallio”."""
    for name, after in zip(names, (*names, "")[1:], strict=True):
        two = [*map(is_own, tokens_of(after))] == [True] * _TWO
        whole = f"{name} {after.split()[-1]}" if two else ""
        if whole and name.isalpha() and name.istitle() and not directory.with_surname(name):
            found = directory.meaning(whole)
            if found.sure is Sure.MEANT and directory.meaning(name).people == found.people:
                name = whole  # noqa: PLW2901 - said so
        yield name


def _are_one(two: Sequence[str], directory: Directory, *, alone: bool) -> bool:
    """Tell whether two words may be surname and first name of one person: known so, or nobody's else."""
    if len(two) < _TWO or any("@" in t or not t[:1].isupper() for t in two):
        return False
    if " " in two[1]:  # “Nordling, Per Erik”
        whole, firsts = (directory.meaning(t) for t in (" ".join(reversed(two)), two[1]))
        alone = alone and bool(directory.with_surname(two[0])) and "(" not in two[1]
        return alone and whole.sure is Sure.MEANT and {*firsts.people} <= {*whole.people}
    if bare(two[1].casefold()) in directory.parts:
        return False  # “Laine & Mäki” are two, and not Maija Mäki-Laine
    whole, part = directory.meaning(" ".join(reversed(two))), directory.meaning(two[0])
    if whole.sure is Sure.MEANT:
        return " " not in two[0] or part.sure is not Sure.MEANT or part.people == whole.people
    if " " in two[0]:
        return False
    surnames = [bool(directory.with_surname(t)) for t in two]
    first = bare(two[0].casefold()) in directory.firsts
    return alone and (surnames == [True, False] or (first and surnames == [False, True]))
