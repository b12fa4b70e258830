"""Answers of somebody known that are now another's: a column or some cells have slipped, or a row was typed over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from mentorcli.domain.application import Application
from mentorcli.domain.importing import identity_of
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.text import match_key
from mentorcli.intake.rows.own_words import WHO, own_words, share_said
from mentorcli.names.written import name_keys

_PARTS = ("first_name", "last_name")
_ENOUGH = 4
"""So many answers, all of them the same, tell whose they are."""
_WORDS = "words"
_OF_OTHERS = frozenset({"answers_moved", "is_of_another", "row_of_another"})
_MANY = 5
"""So many rows with something of other people's are no chance: part of a sheet was moved."""


def not_theirs(
    drafts: Mapping[int, Application], existing: Sequence[Application]
) -> Mapping[int, str]:
    """Return the rows of known people whose answers are somebody else's now, with the reason why.

    Somebody's own words are theirs wherever they stand now; a part of a name, and answers that are
    all the same, moved only where who had them has them no longer.
    """
    stored = {a.key(): a for a in existing}
    known = {n: (d, stored[d.key()]) for n, d in drafts.items() if d.key() in stored}
    edited = {n: two for n, two in known.items() if _said(two[0]) != _said(two[1])}
    found = {n: "row_of_another" for n, two in edited.items() if _is_another(*two)}
    before = defaultdict[tuple[str, ...], set[str]](set)
    for a in existing if edited else ():
        for sign in _signs(a):
            before[sign].add(a.person)
    lost = {(draft.person, sign) for draft, old in edited.values() for sign in _lacking(old, draft)}
    for n, (draft, old) in edited.items():
        for sign in _lacking(draft, old):
            if _came_from(sign, before.get(sign, set()) - {draft.person}, lost):
                found[n] = "answers_moved"
    return found


def slipped(problems: Collection[Problem], table: Place) -> Iterator[Problem]:
    """Yield what is told of a sheet of which many rows have something of other people's."""
    count = sum(p.code in _OF_OTHERS for p in problems)
    if count >= _MANY:
        yield Problem.of("rows_slipped", Severity.NOTE, table, count=count)


def _came_from(
    sign: tuple[str, ...], owners: Collection[str], lost: Collection[tuple[str, tuple[str, ...]]]
) -> bool:
    """Tell whether something that is new in a row was one other person's."""
    if sign[0] == _WORDS:
        return len(owners) == 1
    return any((person, sign) in lost for person in owners)


def _said(a: Application) -> dict[str, object]:
    return dict(a.values())


def _lacking(one: Application, other: Application) -> set[tuple[str, ...]]:
    return {*_signs(one)} - {*_signs(other)}


def _signs(a: Application) -> Iterator[tuple[str, ...]]:
    """Yield what tells whose a row of answers is."""
    for _, words in own_words(a):
        yield _WORDS, words
    for part in _PARTS:
        if name := match_key(a.text(part)):
            yield part, name
    every = sorted((f, str(said)) for f, said in a.values() if f not in WHO and said)
    if len(every) >= _ENOUGH:
        yield "every", str(every)


def _is_another(draft: Application, old: Application) -> bool:
    """Tell whether an answer under a known key has nothing of who gave it but key and address, or name."""
    if draft.response_key() != old.response_key():
        return False
    (email, name), (address, known) = identity_of(draft), identity_of(old)
    same_name = name == known or any(
        not set(one).isdisjoint(two) for one in name_keys(name) for two in name_keys(known)
    )
    if same_name and (email == address or name != known):
        return False
    both, same = share_said(draft, old)
    words = {w for _, w in own_words(draft)}, {w for _, w in own_words(old)}
    return both >= _ENOUGH and same * 2 <= both and words[0].isdisjoint(words[1])
