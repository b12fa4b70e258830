"""Whether every word of an answer is accounted for: only then does it mean somebody for certain.

Around a name may stand titles, and the words of ``around_names.toml``, which leave whom it means as it is. Any
other word may turn it round: an exception, a doubt, somebody's wife.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from mentorcli.names.inflection import is_genitive, nominatives
from mentorcli.names.letters import read_lore
from mentorcli.names.sentence_words import Token
from mentorcli.names.surname_words import EMPLOYERS, ROLE, WORDS
from mentorcli.names.titles import BEHIND, GROUPS, LINKS, OF_WHOM, ROLES, TITLES, is_title, plain
from mentorcli.names.written import PARTICLES, written

Words = frozenset[str]
_WHOSE = ("'s", "’s")
_HISSING = ("s", "x", "z")
_MINE = ("ni", "nsa", "mme")
_ARTICLES = frozenset(["a", "an", "en", "ett", "like"])
_NEAR = 2
"""So many words behind a name a group may stand: “Zhang's research group”."""


def is_plain(tokens: Sequence[Token], field: str) -> bool:
    """Tell whether words say nothing that turns round whom others beside them mean; names do not."""
    known, which = _lore()["more"] | EMPLOYERS, _lore()["which"]
    return all(
        _key(t) in known or (t.text[:1].isupper() and not t.spoken and _key(t) not in which)
        for t in (tokens[k] for k in _strange(tokens, field))
    )


def is_own(token: Token) -> bool:
    """Tell whether a word is one of a name itself, and no title or particle beside it."""
    return not (token.beside or (token.key in PARTICLES and len(token.key) > 1))


def explains(
    tokens: Sequence[Token], named: Sequence[int], own: Collection[str], field: str
) -> bool:
    """Tell whether each word is one of those that are ``named``, or leaves whom they mean as it is.

    ``own`` are the words of the name that they mean, without accents.
    """
    if not {*_strange(tokens, field)} <= {*named} or not named:
        return not _strange(tokens, "")
    first, last = named[0], named[-1]
    before, after = tokens[:first], _following(tokens, last)
    changed, led = _is_changed(tokens[last], own), _led(after)
    begun = f"{_key(tokens[0])}_{_key(tokens[1]) if first > 1 else ''}"  # “Is Anna in my group”
    short = len(tokens[last].key) == 1  # “not Anna V.”
    short = short and any(t.spoken for t in before if t.key not in PARTICLES)
    short = short or (first == last and _is_short(tokens, first, field))
    if short or begun in _lore()["asking"] or _is_linked(before, field):
        return False
    if led and not _is_theirs({_key(t) for t in before} - PARTICLES, after[led - 1 :]):
        return False
    if before and not _may_precede(before[-1], led=led > 0, changed=changed):
        return False
    if not after:
        return not tokens[last].text.endswith(_WHOSE)
    return _may_follow(tokens[last], after, led=led > 0, changed=changed)


def _following(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """Return the words behind one up to the next stop."""
    stops = (k for k in range(place, len(tokens)) if tokens[k].parted)
    return tokens[place + 1 : next(stops, len(tokens)) + 1]


def _is_short(tokens: Sequence[Token], place: int, field: str) -> bool:
    """Tell whether a lone surname is too little for a sentence around it: “Karin kanssa” is with Kari."""
    if place and tokens[place - 1].beside:
        return False
    keys = {_key(t) for k, t in enumerate(tokens) if k != place} - PARTICLES
    told = field == "not_with" and not keys.isdisjoint(_lore()["telling"])
    one, more = tokens[place], keys - {_key(t) for t in tokens if t.beside}
    word = one.key in WORDS or any(_has(_lore()["things"], key) for key in more)  # “Kuusi vuotta”
    told = told or (word and bool(more))
    return told or (len(tokens) > 1 and (is_given(one) or is_around(one)))


def _may_precede(before: Token, *, led: bool, changed: bool) -> bool:
    """Tell whether a name behind a word is one person's: not “en Virtanen”, “the Virtanens”, “Team Virtanen”."""
    if before.parted:
        return True
    if changed:
        return led or before.key != "the"
    return before.key not in _ARTICLES and plain(before.text) not in GROUPS


def _is_linked(before: Sequence[Token], field: str) -> bool:
    """Tell whether a name stands behind a word like “for”, and a title or role before that."""
    linking = LINKS - {"of", "by", "till", "av"}
    linking |= _lore()["known"] - _lore()["telling"] if field == "known" else linking
    links = [k for k, t in enumerate(before) if plain(t.text) in linking]  # “his boss knows Anna”
    told = before[: links[-1]] if links else ()
    return any(plain(t.text) in TITLES or is_title(t.text) or _is_role(_key(t)) for t in told)


def _led(after: Sequence[Token]) -> int:
    """Return at which word behind a name its group stands: “Zhang's research group”; 0 where none does."""
    groups = [plain(t.text) in BEHIND for t in after[:_NEAR]]
    if any(groups[:1]):
        return 1
    return _NEAR if any(groups) and after[0].beside else 0


def _is_theirs(keys: set[str], after: Sequence[Token]) -> bool:
    """Tell whether words before a name, and those from its group on, tell of whose group it is, not of who is in it."""
    lore, (group, *more) = _lore(), after
    said = {_key(t) for t in more}
    if group.key.endswith("sta") or any(
        t.beside or _is_role(_key(t)) for t in more if plain(t.text) not in BEHIND
    ):
        return False  # “Leroy's team lead”
    if plain(group.text) not in GROUPS:
        return not any(_is_role(key) for key in keys)
    return (
        keys <= lore["every"] | lore["led"] | lore["leads"]
        and said <= lore["not"] | lore["refusal"] | lore["led"] | BEHIND
    )


def _is_changed(token: Token, own: Collection[str]) -> bool:
    """Tell whether a word is a form of a name, and not the name itself."""
    words = written(token.text).words
    return any(w.forms.isdisjoint(own) and not w.plain_forms().isdisjoint(own) for w in words)


def is_given(token: Token) -> bool:
    """Tell whether a word, or what it is a form of, is a first name as often as a surname."""
    return not _lore()["given"].isdisjoint({_key(token), *nominatives(token.key)})


def are_opposed(parts: Sequence[Sequence[Token]]) -> bool:
    """Tell whether a name stands behind a “not” or “but”, and one before it behind none: “with Anna, not Kallio”."""
    plainly = False
    for some in parts:
        names = (k for k, t in enumerate(some) if t.name and t.text[:1].isupper() and is_own(t))
        own = next(names, len(some))
        keys = [_key(t) for t in some]
        turning = _lore()["not"] | _lore()["exception"]
        if plainly and not turning.isdisjoint(keys[:own]) and own < len(some):
            return True
        plainly = plainly or (own < len(some) and _lore()["not"].isdisjoint(keys))
    return False


def is_role(token: Token) -> bool:
    """Tell whether a word says what somebody is to somebody, and is no title: “Täti”, “Dad”, “Exmies”."""
    return _is_role(_key(token).removeprefix("ex"))


def is_around(token: Token) -> bool:
    """Tell whether a word is one of those around names, and no name: “Except Matti”."""
    kinds = _lore().keys() - {"given", "firm", "things", "doing"}
    return any(_key(token) in _lore()[kind] for kind in kinds)


def is_firm(token: Token) -> bool:
    """Tell whether a word makes a surname beside it a firm: “Harju & Lehtonen Attorneys”."""
    return _key(token) in _lore()["firm"] or _key(token).endswith(("toimisto", "byra", "yhtio"))


@cache
def _lore() -> dict[str, Words]:
    every = read_lore("around_names")["words"].items()
    return {kind: frozenset(_bare(word) for word in text.split()) for kind, text in every}


def _bare(word: str) -> str:
    return plain(word).replace("'", "").replace("’", "")


def _key(token: Token) -> str:
    return _bare(token.key.removeprefix("ex-"))


def _strange(tokens: Sequence[Token], field: str) -> list[int]:
    """Return the places of words that are no titles and do not belong to an answer to a field."""
    lore, keys = _lore(), ["" if t is None else _key(t) for t in (None, *tokens, None)]
    known = _vocabulary({*keys}, field)
    found = []
    for k, token in enumerate(tokens):
        before, key, after = keys[k : k + 3]
        phrases = {f"{before}_{key}", f"{key}_{'' if token.parted else after}"}
        usual = token.beside or token.key in PARTICLES or not known.isdisjoint(phrases)
        usual = usual or key in known or ((k == 0 or token.text.islower()) and _has(known, key))
        told = any(t.name and t.text[:1].isupper() for t in tokens[:k])  # “Anna is my boss's wife”
        whose = not told and token.text.endswith(_WHOSE) and key not in ROLES
        role = known >= lore["kin"] and _is_role(key) and (field == "beside" or not whose)
        usual = usual or role
        usual = usual or (key in {"of", "till"} and k > 0 and plain(tokens[k - 1].text) in BEHIND)
        if key in lore["which"] and not (field == "supervisors" and key == "toinen"):
            behind = tokens[k + 1 : k + 2]
            usual = any(token.parted or t.beside or key == "sr" or t.key == "hand" for t in behind)
        if not usual or (key == "sr" and k and tokens[k - 1].name):
            found.append(k)
    return found


def _vocabulary(keys: set[str], field: str) -> Words:
    """Return the words that leave whom an answer to a field means as it is, by what it says beside them."""
    lore = _lore()
    keys = keys if keys.isdisjoint(lore["swedish"]) else keys - {"en"}
    refused = {kind for kind in ("not", "shun") if not lore[kind].isdisjoint(keys)}
    excepted = all(not lore[kind].isdisjoint(keys) for kind in ("everybody", "exception"))
    kin = any(map(_is_role, keys if field in {"not_with", "known"} else keys - ROLES))
    kinds = {"telling", "things", field, "doing" if field in {"not_with", "wishes"} else field}
    if field == "not_with" and not lore["only"].isdisjoint(keys):
        alone = keys.isdisjoint(("with", "med", "kanssa"))  # “only with Anna” is all others
        kinds = {"kin", "with_kin", "only"} if alone else set()
    elif field == "not_with" and refused:
        kinds = {"refusal", "kin", *refused} if len(refused) == 1 else set()  # “do not avoid”
    elif field == "not_with" and excepted:
        kinds = {"everybody", "exception"}
    elif kin and field in {"supervisors", "not_with", "reason"}:
        kinds = {"telling", "kin", "with_kin"}
    elif field == "known":
        kinds = {"pupils"} if kin else {"known", "doing", "things"}
    elif field == "beside" and not refused:
        kinds = {"telling", "things", "doing", "not_with", *(("kin", "with_kin") if kin else ())}
    elif field not in lore:
        kinds = set()
    return _words(frozenset(kinds), by="by" in keys)


@cache
def _words(kinds: frozenset[str], *, by: bool) -> Words:
    """Return the words of some kinds: two that belong together joined, those that end in any way up to a star."""
    lore = _lore()
    known = frozenset().union(*(lore[kind] for kind in ("every", "when", *kinds)))
    known -= lore["past"] if "wishes" in kinds else frozenset()
    return known - (lore["passive"] if "supervisors" in kinds and not by else frozenset())


def _has(known: Words, key: str) -> bool:
    """Tell whether a word is one of some, or begins as one of those does that end in any way."""
    return key in known or any(f"{key[:n]}*" in known for n in range(len(key) + 1))


def _is_role(key: str) -> bool:
    """Tell whether a word says what somebody is to somebody, and is no title."""
    known = key in _lore()["kin"] or key in ROLES or ROLE.fullmatch(key) is not None
    return known or (key.endswith("s") and _is_role(key[:-1]))  # “colleagues”


def _may_follow(name: Token, after: Sequence[Token], *, led: bool, changed: bool) -> bool:
    """Tell whether what follows a name tells of whom it names, and not of somebody who is theirs."""
    behind, key = after[0], _key(after[0])
    if behind.key in PARTICLES:
        return True
    if name.text.endswith(_WHOSE) or (changed and is_genitive(name.key)):
        return led or key in _lore()["not"] | _lore()["adverbs"]
    if plain(behind.text) in OF_WHOM and name.key.endswith("n") and nominatives(name.key):
        return changed  # “Laurin kanssa” is with Lauri
    if led or key.endswith(_MINE):  # “Virtanen serkkuni”, and not “Hopkins' husband”
        return True
    if name.key.endswith(_HISSING):  # “Ingves förra chef”, and not “Ek Magnus i andra hand”
        return key in _lore()["verbs"] | _lore()["not"] | LINKS
    return key in ROLES or not _is_role(key)
