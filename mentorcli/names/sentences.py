"""Who is meant by one part of an answer: a name with words beside it, or a sentence with names in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mentorcli.domain.text import one_line
from mentorcli.names.agreement import Tier
from mentorcli.names.directory import ADDRESS, Directory, Sure, Understood, asked
from mentorcli.names.frames import explains, is_plain
from mentorcli.names.inflection import (
    is_genitive,
    is_place_form,
    nominatives,
    without_colon_ending,
)
from mentorcli.names.letters import bare
from mentorcli.names.sentence_words import BRACKETS, Token, is_name, tokens_of
from mentorcli.names.surname_words import (
    DISTANCE,
    EMPLOYERS,
    HOME,
    IS,
    ORGANISATION,
    PLACED,
    TIED,
    WORDS,
    without_organisations,
)
from mentorcli.names.titles import BEHIND, BORN, LED, TITLES, plain
from mentorcli.names.written import PARTICLES, TOKEN, written

_SIZES = (4, 3, 2)
_HUMP = re.compile(r"(?<=[a-zåäöéü])(?=[A-ZÅÄÖ])")
_INITIALS = re.compile(r"(?:[^\W\d_a-zåäö]\.[\s-]*){1,2}[^\W\d_a-zåäö]\.?")
_ARTICLES = frozenset(["the", "a", "an", "en", "ett"])
_VERBS = ("imme", "emme")
"""How Finnish verbs end that tell what “we” do or did: “Erosimme Erkin kanssa”."""
_TELLING = 4
"""A word of so many small letters may be a name alone."""
_WORKPLACES = frozenset(["at", "på", "vid", "hos"])


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence in an answer to a field, and the people among whom its names are looked for."""

    tokens: Sequence[Token]
    directory: Directory
    field: str
    home: bool
    """It says where somebody comes from."""
    far: bool
    """It says where somebody lives, or how far a place is."""

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
    said = one_line(without_organisations(text))
    found = _read(said, directory, field)
    if said[:1].isupper() and ORGANISATION.match(said):  # “Clarke University”, “Hellström & Co Ab”
        found = asked(said, found.people)
    inside = [m[0][1:-1] for m in BRACKETS.finditer(said)]
    inside = [b for b in inside if b.casefold() not in EMPLOYERS]
    if found.sure is Sure.ASK and len(inside) == 1:  # “Korhonen (Minna)”
        turned = directory.meaning(f"{inside[0]} {BRACKETS.sub('', said)}")
        found = turned if turned.sure is Sure.MEANT and is_name(inside[0]) else found
    if found.people:
        inside = [b for b in inside if " " in b.strip() and not BORN.search(b)]
    beside = {p for b in inside for p in _read(b, directory, field).people} - {*found.people}
    if beside:  # “we know each other (Virtanen)”
        found = asked(text, (*found.people, *sorted(beside)))
    if not found.people:
        found = asked(text, _run_together(said, directory, field))
    if found.sure is Sure.MEANT and not all(
        is_plain(tokens_of(_aside(b[1:-1])), field) for b in BRACKETS.findall(said)
    ):
        found = asked(text, found.people)
    return Understood(text, found.sure, found.people)


def _aside(bracket: str) -> str:
    return BORN.sub(" ", ADDRESS.sub(" ", bracket))


def _read(said: str, directory: Directory, field: str) -> Understood:
    """Return who is meant by a part of an answer, aside from what is in brackets only."""
    if is_name(said) or is_named(said, directory):
        found = directory.meaning(without_colon_ending(said))
        if said.islower() and " " not in said and (bare(said) in WORDS or len(said) < _TELLING):
            return asked(said, found.people)  # “joki” is a river too, “lin” is flax
        inside = said.isupper() or any(plain(t.text) in BEHIND for t in tokens_of(said))
        if found.people or not inside:  # “OLIN JUSSI LAINEEN ALAISENA”
            return (
                _if_explained(found, said, directory, field)
                if found.people
                else asked(said, _surnames(said, directory))
            )
    if addresses := ADDRESS.findall(said):
        found = directory.meaning(" ".join(addresses))
        rest = _read(ADDRESS.sub(" ", said), directory, field)
        disputed = found.sure is not Sure.MEANT or {*rest.people} - {*found.people}
        return asked(said, (*found.people, *rest.people)) if disputed else found
    home, far = HOME.search(said) is not None, DISTANCE.search(said) is not None
    named = list(_within(_Sentence(tokens_of(said), directory, field, home, far)))
    certain = [p for p, sure, _ in named if sure]
    if certain and len({p for p, _, _ in named}) == 1:
        places = {k for _, _, some in named for k in some}
        found = Understood(said, Sure.MEANT, (certain[0],))
        return _if_explained(found, said, directory, field, places)
    surnames = _surnames(said, directory) if is_name(said) else ()
    return asked(said, (*(p for p, _, _ in named), *surnames))


def _if_explained(
    found: Understood, said: str, directory: Directory, field: str, places: Collection[int] = ()
) -> Understood:
    """Return who is meant where each word is accounted for, else that it must be asked."""
    if found.sure is not Sure.MEANT:
        return found
    tokens = tokens_of(ADDRESS.sub(" ", said))
    named = {
        k
        for k in places or range(len(tokens))
        if not (tokens[k].beside or (tokens[k].key in PARTICLES and len(tokens[k].key) > 1))
    }
    if not named:
        return found if is_plain(tokens, "") else asked(found.text, found.people)
    one, last = directory.people[found.people[0]], written(tokens[max(named)].text).words
    own = {form for w in one.name.words for form in w.forms} | one.last | one.parts
    changed = bool(last) and not last[-1].initials and last[-1].forms.isdisjoint(own)
    known = explains(
        tokens, named, field, changed=changed and not last[-1].plain_forms().isdisjoint(own)
    )
    return found if known else asked(found.text, found.people)


def _run_together(said: str, directory: Directory, field: str) -> Iterator[str]:
    """Yield who may be meant by words without a space, or by initials alone: ``AnnaVirtanen``, ``A. V.``."""
    apart = _HUMP.sub(" ", said)
    if apart != said:
        yield from _read(apart, directory, field).people
    if _INITIALS.fullmatch(said):
        letters = "".join(c for c in bare(said.casefold()) if c.isalpha())
        yield from (p for p, one in directory.people.items() if letters in one.initials())


def _surnames(text: str, directory: Directory) -> Iterator[str]:
    """Yield whose surname stands, as it is, among the words of what reads like another's name."""
    for token in tokens_of(text):
        if not token.beside:
            yield from directory.with_surname(token.text)


def _within(sentence: _Sentence) -> Iterator[tuple[str, bool, range]]:
    """Yield who is named within a sentence, and whether it is certain whom that name means."""
    tokens, at = sentence.tokens, 0
    while at < len(tokens):
        for size in (n for n in _SIZES if at + n <= len(tokens)):
            if found := _together(sentence, at, size):
                yield from ((p, sure, range(at, at + size)) for p, sure in found)
                at += size
                break
        else:
            yield from ((p, sure, range(at, at + 1)) for p, sure in _alone(sentence, at))
            at += 1


def _together(sentence: _Sentence, at: int, size: int) -> list[tuple[str, bool]]:
    """Return who is named by some words side by side, a name or one with a title or a group."""
    some = sentence.tokens[at : at + size]
    if any(t.parted for t in some[:-1]) or not all(
        t.name or t.beside or t.key in PARTICLES for t in some
    ):
        return []
    own = [t for t in some if not t.beside]
    if not own:
        return []
    text, directory = " ".join(t.text for t in some), sentence.directory
    tiers = directory.tiers(written(text))
    best = max(tiers.values(), default=Tier.OTHER)
    led = any(plain(t.text) in BEHIND for t in some[1:])
    titled = led or plain(some[0].text) in TITLES
    least = Tier.AGREES if titled or len(own) > 1 else Tier.EXACT
    small = all(t.text[:1].islower() for t in own)
    if best < (
        Tier.NAME if small and not titled else min(least, Tier.LIKE if len(own) > 1 else least)
    ):
        return []
    found = directory.meaning(text)
    before, _ = _neighbours(sentence.tokens, at)  # “Kalle Lund” is not “Lund”
    whole = sum(t.key not in PARTICLES for t in own) > 1 or some[0].beside
    sure = found.sure is Sure.MEANT and (whole or not _is_part(before))
    return [(p, sure) for p in found.people]


def _alone(sentence: _Sentence, at: int) -> list[tuple[str, bool]]:
    """Return whose surname or first name one word of a sentence is; a surname as it stands is certain."""
    token, directory = sentence.tokens[at], sentence.directory
    before, after = _neighbours(sentence.tokens, at)
    capital = token.text[:1].isupper()
    follows = before is not None and not (before.spoken or before.beside or before.key in WORDS)
    follows = follows and sentence.field != "wishes"  # “my cousin jussi laine”
    if not (follows or _may_be_name(sentence, token)) or _is_compound(token):
        return []
    tiers, called = directory.tiers(written(token.text)), directory.with_surname(token.text)
    led = after is not None and plain(after.text) in BEHIND
    if not (led or (token.name and capital)):
        plain_word = len(token.key) < _TELLING or token.key in WORDS or not token.name
        first = () if plain_word else directory.firsts.get(token.key, ())  # “barbro är min moster”
        tiers = {
            p: t
            for p, t in tiers.items()
            if p in called
            or p in first
            or (t >= Tier.AGREES and (follows or _is_rare(directory, p)))
        }
    best = max(tiers.values(), default=Tier.OTHER)
    if not tiers or _is_word(sentence, at, tiers) or _is_thing(sentence, at, best):
        return []
    beside = _is_part(before) or _is_part(after)
    if best < Tier.AGREES and beside and capital:
        return []  # the first name of somebody with another surname
    found = directory.meaning(token.text)
    names = {token.key, *nominatives(token.key)} & {
        form for p in found.people for form in directory.people[p].last
    }
    plainly = capital and not beside and names.isdisjoint(WORDS)
    sure = plainly and ({*found.people} <= {*called} or not is_genitive(token.key))
    return [(p, sure and found.sure is Sure.MEANT) for p in found.people]


def _may_be_name(sentence: _Sentence, token: Token) -> bool:
    """Tell whether one word may be a name; in a conflict one with a capital that is a word too: ``He``."""
    if sentence.conflict and token.text[:1].isupper() and token.key in WORDS - EMPLOYERS:
        return True
    return not token.beside and (token.name or not (token.spoken or token.key in WORDS))


def _is_compound(token: Token) -> bool:
    first, *rest = token.text.split("-")
    return first[:1].isupper() and any(part[:1].islower() for part in rest)


def _neighbours(tokens: Sequence[Token], at: int) -> tuple[Token | None, Token | None]:
    """Return the words before and behind one, where no stop parts them."""
    before = tokens[at - 1] if at and not tokens[at - 1].parted else None
    return before, tokens[at + 1] if at + 1 < len(tokens) and not tokens[at].parted else None


def _is_part(token: Token | None) -> bool:
    """Tell whether a word beside a surname may be the first name to it."""
    return token is not None and token.name and not (token.beside or token.key.endswith(_VERBS))


def _is_rare(directory: Directory, person: str) -> bool:
    """Tell whether a surname is no word too, so that it is known in small letters: ``virtasen``."""
    return directory.people[person].last.isdisjoint(WORDS)


def _is_thing(sentence: _Sentence, at: int, best: Tier) -> bool:
    """Tell whether a word behind a small one is no person: ``the Taylor rule``, ``på Ericsson``."""
    before = sentence.tokens[at - 1].text.casefold() if at else ""
    article = sentence.field == "wishes" and before in _ARTICLES
    article = article and (before not in {"en", "ett"} or sentence.tokens[at].text.islower())
    return article or (best < Tier.AGREES and before in _WORKPLACES)


def _is_word(sentence: _Sentence, at: int, people: Iterable[str]) -> bool:
    """Tell whether a surname stands as the word or place that it is too, and not as a name."""
    tokens, directory = sentence.tokens, sentence.directory
    key, known = tokens[at].key, [directory.people[p] for p in people]
    names = {f for p in known for f in (*p.last, *(f for w in p.firsts for f in w.forms))}
    words = names & {key, *nominatives(key)}
    before, _ = _neighbours(tokens, at)
    named = _is_part(before) and before and before.text[:1].isupper()
    if sentence.home and words & WORDS:
        return True
    named = named and not key.endswith("ssa")
    if not words or words - WORDS or named or (at and plain(tokens[at - 1].text) in TITLES):
        return False
    capital = tokens[at].text[:1].isupper()
    person = sentence.conflict and capital and not sentence.far
    if key not in words and any(is_place_form(key, name, person=person) for name in words):
        return True
    led = at > 1 and (
        tokens[at - 2].key in TIED
        or (tokens[at - 1].key == "of" and plain(tokens[at - 2].text) in LED)
    )
    town = sentence.far and words <= EMPLOYERS
    if town or (at and tokens[at - 1].key in PLACED and not led):
        return True
    if sentence.conflict and capital and words.isdisjoint(EMPLOYERS):
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) and not tokens[at].parted else None
    first = not at and after and after.text[:1].islower() and after.key not in IS
    return bool(first) or "-" in tokens[at].text
