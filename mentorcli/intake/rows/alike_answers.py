"""A new row with the answers of somebody whom the export holds no longer: a name and address changed at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mentorcli.domain.answer_key import is_carried, version_of
from mentorcli.domain.application import Application
from mentorcli.domain.importing import Settled, identity_of
from mentorcli.domain.text import match_key
from mentorcli.intake.rows.own_words import own_words, share_said
from mentorcli.intake.rows.person_questions import UNITS, Doubt, phone_of
from mentorcli.names.likeness import key_of

_ENOUGH = {"name": (4, 1.0), "sent": (5, 1.0)}
"""How many answers must be there, and which share of them the same, where nothing but this is shared."""
_USUAL = (3, 0.75)
_FEW = 3
"""A part of a name that more people have tells nothing."""


def alike(
    drafts: Mapping[int, Application], existing: Sequence[Application], settled: Settled
) -> dict[int, Doubt]:
    """Return the rows of people not known before who answered as somebody who is gone from the form."""
    people, here = {a.person for a in existing}, {d.person for d in drafts.values()}
    keys = {d.response_key() for d in drafts.values()}
    copies = {_copy(a) for a in existing if a.response_key() in keys}
    gone = defaultdict[tuple[str, ...], list[Application]](list)
    for a in existing:
        if _copy(a) in copies and a.person not in here and not is_carried(a.response):
            for sign in _signs(a):
                gone[sign].append(a)
    everyone = {a.person: a for a in (*existing, *drafts.values())} if gone else {}
    bearers = Counter(s for a in everyone.values() for s in _signs(a) if s[0] == "name")
    found = {}
    for number, draft in drafts.items() if gone else ():
        if draft.person in people:
            continue
        near: dict[int, tuple[Application, set[tuple[int, float]]]] = {}
        for sign in _signs(draft):
            for a in gone.get(sign, ()) if bearers[sign] <= _FEW else ():
                near.setdefault(id(a), (a, set()))[1].add(_ENOUGH.get(sign[0], _USUAL))
        others = [
            a
            for a, enough in near.values()
            if _agree(draft, a, *min(enough))
            and not settled.decides(identity_of(draft), identity_of(a))
        ]
        if others:
            found[number] = Doubt.about("answers_of_another", others)
    return found


def _copy(a: Application) -> tuple[str, ...]:
    """Return the copy of a form that an answer is to: an export tells nothing of another one."""
    return a.form, a.role, version_of(a.response)


def _signs(a: Application) -> Iterator[tuple[str, ...]]:
    """Yield what may tell that two rows are of one person; the answers must agree, too."""
    if a.submitted:
        yield "sent", a.role, str(a.submitted)
    if phone := phone_of(a):
        yield "phone", a.role, phone
    units = [key for unit, read in UNITS.items() if (key := key_of(read, a.text(unit)))]
    for part in match_key(a.name).replace("-", " ").split():
        yield "name", a.role, part
        yield from (("name and unit", a.role, part, unit) for unit in units[:1])
    for field, words in own_words(a):
        yield "words", a.role, field, words


def _agree(one: Application, other: Application, fewest: int, share: float) -> bool:
    """Tell whether two rows answer the same, but for who somebody is."""
    both, same = share_said(one, other)
    return both >= fewest and same >= share * both
