"""Who is meant by one part of an answer: a name with words beside it, or a sentence with names in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mentorcli.domain.text import one_line, says_not
from mentorcli.names.agreement import Tier
from mentorcli.names.around_names import explains, is_around, is_given, is_own, is_plain, is_role
from mentorcli.names.directory import ADDRESS, Directory, Sure, Understood, asked
from mentorcli.names.inflection import (
    is_place_form,
    nominatives,
    without_colon_ending,
)
from mentorcli.names.letters import bare
from mentorcli.names.reasons import says_why
from mentorcli.names.sentence_words import BRACKETS, Token, is_name, is_part, neighbours, tokens_of
from mentorcli.names.surname_words import (
    CALLED,
    EMPLOYERS,
    ORGANISATION,
    PLACED,
    PLACES,
    TIED,
    WORDS,
    with_asides_in_brackets,
    without_organisations,
)
from mentorcli.names.titles import BEHIND, BORN, LED, TITLES, plain
from mentorcli.names.written import PARTICLES, TOKEN, written

_SIZES = (4, 3, 2)
_HUMP = re.compile(r"(?<=[a-zåäöéü])(?=[A-ZÅÄÖ])")
_INITIALS = re.compile(r"(?=.*[.-])(?:[^\W\d_a-zåäö][.\s-]+){1,2}[^\W\d_a-zåäö]\.?")
_FROM = re.compile(
    r"(.* ?\b[A-ZÅÄÖ][\w'’-]+,?) (?:from|at|in|på|från|vid) ((?:the )?[A-ZÅÄÖ][\w&.-]*(?: [A-ZÅÄÖ&][\w&.-]*){0,3})$"
    r"|((?:.* )?[A-ZÅÄÖ][\w'’-]+ [A-ZÅÄÖ][\w'’-]+,?) ([A-ZÅÄÖ][\w:-]+(?:lta|ltä|sta|stä|lla|llä|ssa|ssä))$"
)
"""A name, and where somebody is from, which says no more than in brackets: “Anna Laine from Nokia”."""
_FEW = 3
_TELLING = 4
"""A word of so many small letters may be a name alone."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence in an answer to a field, and the people among whom its names are looked for."""

    tokens: Sequence[Token]
    directory: Directory
    field: str

    @property
    def conflict(self) -> bool:
        """Whether the field itself asks for people with whom the writer must not be."""
        return self.field in {"supervisors", "not_with"}


def is_named(text: str, directory: Directory) -> bool:
    """Tell whether a text is the whole name of somebody here, and no more: ``Ei Mon`` is no “not”."""
    name = written(text)
    whole = len(name.words) == len(TOKEN.findall(text))
    return whole and directory.has(name)


def meaning_of_part(text: str, directory: Directory, field: str) -> Understood:
    """Return who is meant by one part of an answer, which has one name or is a sentence."""
    said = with_asides_in_brackets(one_line(without_organisations(text)))
    if of := _FROM.match(said):
        name, place = of[1] or of[3], of[2] or of[4]
        here = directory.meaning(place).people and bare(place.casefold()) not in EMPLOYERS
        said = said if here else f"{name} ({place})"
    found = _read(said, directory, field)
    if said[:1].isupper() and ORGANISATION.match(said):  # “Clarke University”, “Hellström & Co Ab”
        found = asked(said, found.people)
    inside = [b[1:-1] for b in BRACKETS.findall(said)]
    if len(inside) == 1 and (one := _may_be_first(inside[0], said)):
        first = f"{inside[0]} {one}" if len(one.rstrip(".")) > 1 else inside[0]
        whole = _read(BRACKETS.sub("", said).replace(one, first, 1), directory, field)
        found = whole if whole.sure is Sure.MEANT else asked(said, found.people)
    lone = not found.people and len(inside) == 1
    if lone and _is_of_whom(tokens_of(said.lower()), inside[0], field):
        whole = directory.meaning(inside[0])
        found = Understood(text, whole.sure, whole.people)
        inside = []
    told = [b for b in inside if not (found.people and (" " not in b.strip() or BORN.search(b)))]
    told = [b for b in told if b.casefold() not in EMPLOYERS]
    beside = {p for b in told for p in _read(b, directory, field).people} - {*found.people}
    if not found.people and not beside:
        found = asked(text, _run_together(said, directory, field))
    asides = [tokens_of(_aside(b)) for b in inside]
    plain_beside = all(
        is_plain(some, field) or is_plain(some, "reason") or (field == "not_with" and says_why(b))
        for some, b in zip(asides, inside, strict=True)
    )
    plain_beside |= field == "wishes" and not says_not(" ".join(inside))
    if beside or not plain_beside or ("?" in text and field != "wishes"):
        found = asked(text, (*found.people, *sorted(beside)))  # “we know each other (Virtanen)”
    longer = [p for one in found.people for p in _longer(one, directory)]
    if longer and not ADDRESS.search(said):
        found = asked(text, (*found.people, *longer))
    return Understood(text, found.sure, found.people)


def _longer(person: str, directory: Directory) -> list[str]:
    """Return whose name is somebody's with more first names: others write “Anna Laine” for Anna K. Laine."""
    one = directory.people[person]
    forms = {form for word in one.name.words for form in word.forms}
    near = {p for f in forms for last in one.last for p in directory.longer.get(f"{f} {last}", ())}
    return sorted(p for p in near if directory.people[p].is_longer(one.name))


def _may_be_first(bracket: str, said: str) -> str:
    """Return before what a word in brackets may be the first name, or another's: ``my ex Korhonen (Minna)``."""
    tokens = [t for t in tokens_of(said) if is_own(t) and not (t.spoken or is_role(t))]
    initials = {t.key for t in tokens if len(t.key) == 1}
    other = initials - {bracket[:1].casefold()} or bare(bracket.casefold()) in PLACES
    one = len(tokens) == len(initials) + 1 and bracket.istitle() and bracket.isalpha()
    return tokens[0].text if one and not other else ""


def _is_of_whom(outside: Sequence[Token], bracket: str, field: str) -> bool:
    """Tell whether a whole name in brackets is that of whom a few words tell: ``my wife (Anna Laine)``."""
    whole = " " in bracket and is_name(bracket)
    whole = whole and not any(t.text.endswith(("'s", "’s")) for t in outside)  # “my wife's boss”
    return whole and len(outside) <= _FEW and is_plain(outside, field)


def _aside(bracket: str) -> str:
    """Return what a bracket says beside a name: not an address, an earlier name, the name in signs."""
    said = BORN.sub(" ", ADDRESS.sub(" ", bracket))
    return "".join(c for c in said if c.lower() != c.upper() or not c.isalpha())


def _read(said: str, directory: Directory, field: str) -> Understood:
    """Return who is meant by a part of an answer, aside from what is in brackets only."""
    tokens, whole = tokens_of(ADDRESS.sub(" ", said)), tuple[str, ...]()
    if is_name(said) or is_named(said, directory):
        found = directory.meaning(without_colon_ending(said))
        if said.islower() and said.isalpha():
            return asked(said, found.people)  # “joki” is a river too, “lin” is flax
        begun = found.sure is Sure.ASK and any(map(is_around, tokens[:1]))  # “Ykkönen Anna Laine”
        if found.people and not begun:
            return _if_explained(found, tokens, range(len(tokens)), directory, field)
        whole = found.people
    if addresses := ADDRESS.findall(said):
        found = directory.meaning(" ".join(addresses))
        rest = _read(ADDRESS.sub(" ", said), directory, field)
        sure = found.sure is Sure.MEANT and {*rest.people} <= {*found.people}
        both = asked(said, (*found.people, *rest.people))
        return found if sure and is_plain(tokens, field) else both
    named = [*_within(_Sentence(tokens, directory, field))]
    people = dict.fromkeys(p for u, _ in named for p in u.people)
    certain = [u for u, _ in named if u.sure is Sure.MEANT]
    if certain and len(people) == 1 and {*whole} <= {*people}:
        places = [k for _, some in named for k in some]
        return _if_explained(certain[0], tokens, places, directory, field)
    return asked(said, (*people, *whole, *(_surnames(said, directory) if is_name(said) else ())))


def _if_explained(
    found: Understood,
    tokens: Sequence[Token],
    places: Iterable[int],
    directory: Directory,
    field: str,
) -> Understood:
    """Return who is meant where each word is accounted for, else that it must be asked."""
    if found.sure is not Sure.MEANT:
        return found
    one = directory.people[found.people[0]]
    own = one.last | one.parts | {form for word in one.firsts for form in word.forms}
    known = explains(tokens, [k for k in places if is_own(tokens[k])], own, field)
    return found if known else asked(found.text, found.people)


def _run_together(said: str, directory: Directory, field: str) -> Iterator[str]:
    """Yield who may be meant by words without a space, or by initials alone: ``AnnaVirtanen``, ``A. V.``."""
    apart = _HUMP.sub(" ", said)
    if apart != said:
        yield from _read(apart, directory, field).people
    if " " not in said:
        yield from directory.run_together(bare(said.strip("@.,").casefold()))
    if _INITIALS.fullmatch(said):
        letters = "".join(c for c in bare(said.casefold()) if c.isalpha())
        yield from (p for p, one in directory.people.items() if letters in one.initials())


def _surnames(text: str, directory: Directory) -> Iterator[str]:
    """Yield whose surname stands, as it is, among the words of what reads like another's name."""
    for token in tokens_of(text):
        if not token.beside:
            yield from directory.with_surname(token.text)


def _within(sentence: _Sentence) -> Iterator[tuple[Understood, range]]:
    """Yield who is named by which words within a sentence, some side by side or one alone."""
    tokens, at = sentence.tokens, 0
    while at < len(tokens):
        sizes = (n for n in _SIZES if at + n <= len(tokens) and _together(sentence, at, n))
        size = next(sizes, 1)
        text = " ".join(t.text for t in tokens[at : at + size])
        if size > 1:
            yield sentence.directory.meaning(text), range(at, at + size)
        elif found := _alone(sentence, at):
            yield found, range(at, at + 1)
        at += size


def _together(sentence: _Sentence, at: int, size: int) -> bool:
    """Tell whether some words side by side are a name, or one with a title or a group."""
    some = sentence.tokens[at : at + size]
    own = [t for t in some if not (t.beside or (t.key in PARTICLES and t.text.islower()))]
    name = all(t.name or t.beside or t.key in PARTICLES for t in some)
    initial = len(some[-1].key) == 1 and is_part(neighbours(sentence.tokens, at + size - 1)[1])
    if initial or not own or not name or any(t.parted for t in some[:-1]):
        return False
    tiers = sentence.directory.tiers(written(" ".join(t.text for t in some)))
    titled = plain(some[0].text) in TITLES or any(plain(t.text) in BEHIND for t in some[1:])
    least = Tier.LIKE if len(own) > 1 else Tier.AGREES if titled else Tier.EXACT
    if not titled and all(t.text[:1].islower() for t in own):
        least = Tier.NAME
    return max(tiers.values(), default=Tier.OTHER) >= least


def _alone(sentence: _Sentence, at: int) -> Understood | None:
    """Return whose surname or first name one word of a sentence is."""
    token, directory = sentence.tokens[at], sentence.directory
    before, after = neighbours(sentence.tokens, at)
    capital = token.text[:1].isupper()
    follows = before is not None and not (before.spoken or before.beside or before.key in WORDS)
    follows = follows and sentence.field != "wishes"  # “my cousin jussi laine”
    if not (follows or _may_be_name(sentence, token)):
        return None
    tiers, called = directory.tiers(written(token.text)), directory.with_surname(token.text)
    led = after is not None and plain(after.text) in BEHIND
    if not (led or (token.name and capital)):
        plain_word = len(token.key) < _TELLING or token.key in WORDS or not token.name
        small = all(t.text.islower() for t in sentence.tokens)
        said = (token.key, *(nominatives(token.key) - CALLED if small else ()))  # “kysyn katrilta”
        first = () if plain_word else {p for w in said for p in directory.firsts.get(w, ())}
        tiers = {p: t for p, t in tiers.items() if p in called or p in first or t >= Tier.AGREES}
    if not tiers or _is_word(sentence, at, tiers):
        return None
    particle = after is not None and after.key in PARTICLES  # “Eva von Born”
    behind = neighbours(sentence.tokens, at + 1)[1] if particle else after
    part = capital and (is_part(before) or is_part(behind))
    if part and max(tiers.values()) < Tier.AGREES and not _is_begun(sentence, at):
        return None  # the first name of somebody with another surname
    found = directory.meaning(token.text)
    return found if capital and not part else asked(found.text, found.people)


def _may_be_name(sentence: _Sentence, token: Token) -> bool:
    """Tell whether one word may be a name; in a conflict one with a capital that is a word too: ``He``."""
    if sentence.conflict and token.text[:1].isupper() and token.key in WORDS - EMPLOYERS:
        return True
    return not token.beside and (token.name or not (token.spoken or token.key in WORDS))


def _is_begun(sentence: _Sentence, at: int) -> bool:
    """Tell whether a first name stands behind a word with a capital that may only begin a sentence: “Tapailen Mattia”."""
    one, directory = sentence.tokens[at], sentence.directory
    before, after = neighbours(sentence.tokens, at)
    if at != 1 or before is None or is_part(after):
        return False
    if one.key not in directory.firsts:
        return any(n in directory.firsts for n in nominatives(one.key))
    if is_around(before) or is_role(before) or before.key.endswith("ni"):
        return True
    called = is_given(before) or before.key in directory.firsts
    called = called or bool(directory.with_surname(before.text))
    return not (called or before.key.endswith("n") or is_given(one))


def _is_word(sentence: _Sentence, at: int, people: Iterable[str]) -> bool:
    """Tell whether a surname stands as the word or place that it is too, and not as a name."""
    tokens, directory = sentence.tokens, sentence.directory
    key, known = tokens[at].key, [directory.people[p] for p in people]
    names = {f for p in known for f in (*p.last, *(f for w in p.firsts for f in w.forms))}
    words = names & {key, *nominatives(key)}
    if not words or words - WORDS or (at and plain(tokens[at - 1].text) in TITLES):
        return False
    person = sentence.conflict and tokens[at].text[:1].isupper()
    if key not in words and any(is_place_form(key, name, person=person) for name in words):
        return True
    led = at > 1 and (
        tokens[at - 2].key in TIED
        or (tokens[at - 1].key == "of" and plain(tokens[at - 2].text) in LED)
    )
    return at > 0 and tokens[at - 1].key in PLACED and not led
