"""Who is meant by one part of an answer: a name with words beside it, or a sentence with names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentorcli.domain.text import one_line, says_not
from mentorcli.names.agreement import Tier
from mentorcli.names.directory import ADDRESS, Directory, Sure, Understood, asked
from mentorcli.names.inflection import is_genitive, is_place_form, without_colon_ending
from mentorcli.names.letters import bare
from mentorcli.names.surname_words import (
    EMPLOYERS,
    IS,
    PLACED,
    POSSESSIVE,
    SPOKEN,
    WORDS,
    is_doubtful,
    without_organisations,
    without_refusal,
)
from mentorcli.names.titles import BEHIND, BESIDE, TITLES, WIVES, plain
from mentorcli.names.written import PARTICLES, TOKEN, written

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LONGEST = 4
_SMALL = 3
_SIZES = (4, 3, 2)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a sentence: whether it looks like a name, and whether a stop parts it from the next."""

    text: str
    key: str
    beside: bool
    name: bool
    parted: bool


def is_name(text: str) -> bool:
    """Tell whether a text is a name with at most titles beside it; else it is a sentence."""
    tokens = _tokens(ADDRESS.sub(" ", text))
    words = [t for t in tokens if not t.beside]
    if tokens and tokens[0].text.casefold() in POSSESSIVE:
        return False  # “my dad”
    if len(tokens) > 1 and tokens[-1].key in WIVES:
        return False
    if any(t.key in SPOKEN and not _is_initial(t.text) for t in words) or len(words) > _LONGEST:
        return False
    small = sum(t.text[:1].islower() for t in words if t.key not in PARTICLES)
    words = [t for t in words if t.key not in PARTICLES or t.text[:1].isupper()]
    return small == 0 or (small == len(words) and small <= _SMALL)


def is_named(text: str, directory: Directory) -> bool:
    """Tell whether a text is the whole name of somebody here, and no more: ``Ei Mon`` is no “not”."""
    name = written(text)
    whole = len(name.words) == len(TOKEN.findall(text))
    return whole and directory.has(name)


def meaning_of_part(text: str, directory: Directory, field: str) -> Understood:
    """Return who is meant by one part of an answer, which has one name or is a sentence."""
    said = one_line(without_organisations(text))
    found = _read(said, directory, field)
    if not found.people:  # “we know each other (Virtanen)”
        inside = (
            m[0][1:-1] for m in _BRACKETS.finditer(said) if m[0][1:-1].casefold() not in EMPLOYERS
        )
        found = asked(text, (p for b in inside for p in _read(b, directory, field).people))
    if not found.people and field in {"supervisors", "not_with"}:
        found = asked(text, _surnames_that_are_words(said, directory))
    return Understood(text, found.sure, found.people)


def _surnames_that_are_words(text: str, directory: Directory) -> Iterator[str]:
    """Yield whose surname stands with a capital, though it is a word or place too: ``Salo ehkä``."""
    tokens = _tokens(text)
    for before, token in zip((None, *tokens), tokens, strict=False):
        placed = before is not None and before.key in PLACED
        if token.text[:1].isupper() and token.key in WORDS - EMPLOYERS and not placed:
            yield from directory.with_surname(token.text)


def _read(said: str, directory: Directory, field: str) -> Understood:
    """Return who is meant by a part of an answer, aside from what is in brackets only."""
    if is_name(said) or is_named(said, directory):
        found = directory.meaning(without_colon_ending(said))
        if said.islower() and " " not in said and bare(said) in WORDS:
            return asked(said, found.people)  # “joki” is a river too
        return found if found.people else asked(said, _surnames(said, directory))
    if addresses := ADDRESS.findall(said):
        found = directory.meaning(" ".join(addresses))
        rest = _read(ADDRESS.sub(" ", said), directory, field)
        disputed = found.sure is not Sure.MEANT or {*rest.people} - {*found.people}
        return asked(said, (*found.people, *rest.people)) if disputed else found
    named = list(_within(said, directory))
    certain = [p for p, sure in named if sure]
    if certain and len({p for p, _ in named}) == 1 and _affirms(said, field):
        return Understood(said, Sure.MEANT, (certain[0],))
    return asked(said, (p for p, _ in named))


def _surnames(text: str, directory: Directory) -> Iterator[str]:
    """Yield whose surname stands, as it is, among the words of what reads like another's name."""
    for token in _tokens(text):
        if not token.beside:
            yield from directory.with_surname(token.text)


def _affirms(text: str, field: str) -> bool:
    """Tell whether a sentence names whom the field asks for, and does not doubt or deny it."""
    if field not in {"supervisors", "not_with"} or is_doubtful(text):
        return False
    return not says_not(without_refusal(text) if field == "not_with" else text)


def _is_initial(text: str) -> bool:
    return len(text.rstrip(".")) == 1 and text.isupper() and (text.endswith(".") or text != "I")


def _tokens(text: str) -> list[_Token]:
    text = _BRACKETS.sub(" , ", text)
    found = list(TOKEN.finditer(text))
    capitals = any(m[0][:1].isupper() for m in found)
    tokens = []
    for k, m in enumerate(found):
        key = bare(m[0].rstrip(".").casefold())
        beside = plain(m[0]) in BESIDE
        after = text[m.end() : found[k + 1].start()] if k + 1 < len(found) else "."
        stop = m[0].endswith(".") and not (beside or len(key) <= _SMALL)
        name = (m[0][:1].isupper() or not capitals) and (key not in SPOKEN or _is_initial(m[0]))
        tokens.append(_Token(m[0], key, beside, name, stop or bool(after.strip(" \"'“”<>"))))
    return tokens


def _within(text: str, directory: Directory) -> Iterator[tuple[str, bool]]:
    """Yield who is named within a sentence, and whether it is certain whom that name means."""
    tokens = _tokens(text)
    at = 0
    while at < len(tokens):
        for size in (n for n in _SIZES if at + n <= len(tokens)):
            some = tokens[at : at + size]
            if found := _together(some, tokens[at + size : at + size + 1], directory):
                yield from found
                at += size
                break
        else:
            yield from _alone(tokens, at, directory)
            at += 1


def _together(
    some: Sequence[_Token], after: Sequence[_Token], directory: Directory
) -> list[tuple[str, bool]]:
    """Return who is named by some words side by side, a name or one with a title or a group."""
    if any(t.parted for t in some[:-1]) or not all(
        t.name or t.beside or t.key in PARTICLES for t in some
    ):
        return []
    own = [t for t in some if not t.beside]
    if not own or (some[0].beside and plain(some[0].text) not in BESIDE):
        return []
    text = " ".join(t.text for t in some)
    tiers = directory.tiers(written(text))
    best = max(tiers.values(), default=Tier.OTHER)
    led = any(plain(t.text) in BEHIND for t in some[1:])
    theirs = some[-1].key in WIVES
    titled = led or plain(some[0].text) in TITLES
    least = Tier.AGREES if titled or len(own) > 1 else Tier.EXACT
    small = all(t.text[:1].islower() for t in own)
    if best < (
        Tier.NAME if small and not titled else min(least, Tier.LIKE if len(own) > 1 else least)
    ):
        return []
    found = directory.meaning(text)
    whose = not led and _is_whose(own[-1], tiers, found, directory)
    if whose and (theirs or (after and not some[-1].parted and after[0].key not in IS)):
        return [(p, False) for p in found.people]
    return [(p, found.sure is Sure.MEANT) for p in found.people]


def _is_whose(
    last: _Token, tiers: dict[str, Tier], found: Understood, directory: Directory
) -> bool:
    """Tell whether a name ends in a genitive: what follows may be somebody else, who is theirs."""
    exact = any(last.key in directory.people[p].last for p in found.people)
    return not exact and max(tiers.values()) is not Tier.EXACT and is_genitive(last.key)


def _alone(tokens: Sequence[_Token], at: int, directory: Directory) -> list[tuple[str, bool]]:
    """Return whose surname or first name one word of a sentence is; a surname as it stands is certain."""
    token = tokens[at]
    first, *rest = token.text.split("-")
    compound = first[:1].isupper() and any(part[:1].islower() for part in rest)
    if token.beside or compound or (not token.name and not _is_rare(token)):
        return []
    tiers, called = directory.tiers(written(token.text)), directory.with_surname(token.text)
    if not token.name or token.text[:1].islower():
        tiers = {p: t for p, t in tiers.items() if p in called}
    if not tiers or _is_word(tokens, at, directory, tiers):
        return []
    beside = [
        t
        for t in (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2])
        if t.name and not t.beside
    ]
    if max(tiers.values()) < Tier.AGREES and beside and token.text[:1].isupper():
        return []  # the first name of somebody with another surname
    found = directory.meaning(token.text)
    surname = token.text[:1].isupper() and token.key not in WORDS
    whole = surname and {*found.people} <= {*called}
    return [(p, whole and found.sure is Sure.MEANT) for p in found.people]


def _is_rare(token: _Token) -> bool:
    """Tell whether a small word among others with capitals can be nothing but a name."""
    return token.key not in SPOKEN and token.key not in WORDS


def _is_word(
    tokens: Sequence[_Token], at: int, directory: Directory, people: Sequence[str] | dict[str, Tier]
) -> bool:
    """Tell whether a surname stands as the word or place that it is too, and not as a name."""
    key = tokens[at].key
    names = {
        n
        for p in people
        for n in (
            *directory.people[p].last,
            *(f for w in directory.people[p].firsts for f in w.forms),
        )
    }
    words = names & WORDS
    if not words or (at and plain(tokens[at - 1].text) in TITLES):
        return False
    if key not in words and any(is_place_form(key, name) for name in words):
        return True
    before = tokens[at - 1].key if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) and not tokens[at].parted else None
    first = not at and after and after.text[:1].islower() and after.key not in IS
    return before in PLACED or bool(first) or "-" in tokens[at].text
