"""Whether every word of an answer is accounted for: only then does it mean somebody for certain.

Around a name may stand titles, and the words of ``frames.toml``, which leave whom it means as it is. Any
other word may turn it round: an exception, a doubt, somebody's wife.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from mentorcli.names.inflection import is_genitive, nominatives
from mentorcli.names.letters import read_lore
from mentorcli.names.sentence_words import Token
from mentorcli.names.surname_words import EMPLOYERS, ROLE, TIED
from mentorcli.names.titles import BEHIND, LED, OF_WHOM, plain
from mentorcli.names.written import PARTICLES

Words = frozenset[str]
_WHOSE = ("'s", "’s")
_PLACES = EMPLOYERS | {"of", "for", "at", "in", "i", "vid"}
_HISSING = ("s", "x", "z")


@cache
def _lore() -> dict[str, Words]:
    every = read_lore("frames")["words"].items()
    return {kind: frozenset(_key(word) for word in text.split()) for kind, text in every}


def _key(word: str) -> str:
    return plain(word).replace("'", "").replace("’", "")


def _vocabulary(keys: Collection[str], field: str) -> Words:
    """Return the words that leave whom an answer to a field means as it is, by what it says beside them."""
    lore = _lore()
    if field == "not_with" and not lore["not"].isdisjoint(keys):
        return lore["every"] | lore["refusal"] | lore["not"]
    if field == "not_with" and not lore["exception"].isdisjoint(keys):
        return lore["every"] | lore["everybody"] | lore["exception"]
    kin = lore["kin"] if field == "not_with" else frozenset[str]()
    return lore["every"] | (lore["telling"] | lore[field] | kin if field in lore else kin)


def is_plain(tokens: Sequence[Token], field: str) -> bool:
    """Tell whether words say nothing that turns round whom others beside them mean; names do not."""
    strange = [tokens[k] for k in _strange(tokens, field)]
    return all((t.text[:1].isupper() and not t.spoken) or t.key in _PLACES for t in strange)


def explains(tokens: Sequence[Token], named: Collection[int], changed: bool, field: str) -> bool:
    """Tell whether each word is one of those that are ``named``, or leaves whom they mean as it is.

    ``changed`` tells that the name ends in a form of it.
    """
    if not {*_strange(tokens, field)} <= {*named}:
        return False
    first, last = min(named), max(named)
    if first and not changed and tokens[first - 1].key in {"en", "ett", "a", "an"}:
        return False  # “en Virtanen” is somebody called so
    behind = tokens[last + 1] if last + 1 < len(tokens) and not tokens[last].parted else None
    return behind is None or behind.key in PARTICLES or _may_follow(tokens[last], behind, changed=changed)


def _may_follow(name: Token, behind: Token, *, changed: bool) -> bool:
    """Tell whether a word right behind a name tells of whom it names, and not of somebody who is theirs."""
    key = _key(behind.text)
    led = plain(behind.text) in BEHIND
    if name.text.endswith(_WHOSE) or (changed and is_genitive(name.key)):
        return led or key in _lore()["not"]
    if plain(behind.text) in OF_WHOM and nominatives(name.key) and name.key.endswith("n"):
        return changed  # “Laurin kanssa” is with Lauri
    if led:
        return True
    whose = behind.beside and name.key.endswith(_HISSING)
    return not whose and key not in _lore()["kin"]


def _strange(tokens: Sequence[Token], field: str) -> list[int]:
    """Return the places of words that are no titles and do not belong to an answer to a field."""
    known = _vocabulary({_key(t.text) for t in tokens}, field)
    roles = field == "not_with"
    return [
        k
        for k, t in enumerate(tokens)
        if not (
            t.beside
            or t.key in PARTICLES
            or _key(t.text) in known
            or (roles and ROLE.fullmatch(t.key))
            or (k and _leads(tokens[k - 1], t))
        )
    ]


def _leads(before: Token, of: Token) -> bool:
    """Tell whether a word binds a name to one before it: ``the group of``, ``engaged to``."""
    if of.key in {"of", "till"}:
        return plain(before.text) in LED
    return of.key == "to" and before.key in TIED
