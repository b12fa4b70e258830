"""What only a person can tell: whether two answers are from one person or from two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.domain.importing import Settled, identity_of
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.text import match_key
from mentorcli.intake.rows.identity import number_of
from mentorcli.intake.rows.newest import rank

UNITS = ("research_group", "department", "employer")
"""Where somebody belongs, the narrowest first."""


@dataclass(frozen=True, slots=True)
class Question:
    """Why a row is held: the code, and who else it could be."""

    code: str
    others: tuple[str, ...]


def questions(
    drafts: Mapping[int, Application],
    existing: Sequence[Application],
    settled: Settled,
    asked: Mapping[int, Question],
) -> dict[int, Question]:
    """Return the rows that a person must decide about, with the question; ``asked`` are known ones.

    A stored answer counts as the export now has it, or as a newer answer of the person replaces
    it, unless that row is held itself.
    """
    held: dict[int, Question] = {}
    stored = {(a.form, a.response) for a in existing}
    while True:
        free = [d for n, d in drafts.items() if n not in held]
        here = {(d.form, d.response) for d in free}
        standing = [a for a in existing if (a.form, a.response) not in here]
        lasting = _lasting(standing, free)
        found = _numbers([*standing, *drafts.values()], drafts, settled)
        for look in (_addresses, _units(stored)):
            found = look([*lasting, *drafts.values()], drafts, settled) | found
        found |= asked
        if found.keys() == held.keys():
            return found
        held = found


def _lasting(standing: Sequence[Application], free: Sequence[Application]) -> list[Application]:
    """Return the stored answers that no newer answer of the person replaces."""
    newest: dict[tuple[str, str], tuple[bool, str]] = {}
    for d in free:
        key = (d.role, d.person)
        newest[key] = max(newest.get(key, (False, "")), rank(d)[:2])
    return [
        a
        for a in standing
        if (a.role, a.person) not in newest or newest[a.role, a.person] < rank(a)[:2]
    ]


def in_words(draft: Application, question: Question, place: Place) -> Problem:
    """Return the question as a problem."""
    said = {"email": draft.email, "name": draft.name, "others": ", ".join(question.others)}
    return Problem.of(question.code, Severity.DECIDE, place, **said)


Look = Callable[[Sequence[Application], Mapping[int, Application], Settled], dict[int, Question]]


def _addresses(
    everyone: Sequence[Application], drafts: Mapping[int, Application], settled: Settled
) -> dict[int, Question]:
    """One address, two people: never merged."""
    return _clashing(everyone, drafts, settled, lambda a: match_key(a.email), _by_address)


def _by_address(draft: Application, other: Application) -> str:
    if draft.person == other.person:
        return ""
    return "number_differs" if identity_of(draft) == identity_of(other) else "email_shared"


def _numbers(
    everyone: Sequence[Application], drafts: Mapping[int, Application], settled: Settled
) -> dict[int, Question]:
    """One number, but neither name nor address in common: somebody mistyped it."""
    return _clashing(everyone, drafts, settled, number_of, _by_number)


def _by_number(draft: Application, other: Application) -> str:
    in_common = any(a == b for a, b in zip(identity_of(draft), identity_of(other), strict=True))
    return "" if in_common else "number_shared"


def _units(stored: set[tuple[str, str]]) -> Look:
    """One name in one unit with two addresses: probably one person, so asked, not guessed."""

    def look(
        everyone: Sequence[Application], drafts: Mapping[int, Application], settled: Settled
    ) -> dict[int, Question]:
        new = {n: d for n, d in drafts.items() if (d.form, d.response) not in stored}
        return _clashing(everyone, new, settled, lambda a: match_key(a.name), _by_unit)

    return look


def _by_unit(draft: Application, other: Application) -> str:
    if draft.person == other.person or draft.role != other.role or not _one_unit(draft, other):
        return ""
    return "" if _number_tells(draft, other) else "name_and_unit"


def _number_tells(one: Application, other: Application) -> bool:
    return bool(number_of(one)) and bool(number_of(other))


def _one_unit(one: Application, other: Application) -> bool:
    pairs = [(match_key(one.text(u)), match_key(other.text(u))) for u in UNITS]
    both = [(a, b) for a, b in pairs if a and b]
    return bool(both) and both[0][0] == both[0][1]


def _clashing(
    everyone: Sequence[Application],
    drafts: Mapping[int, Application],
    settled: Settled,
    key: Callable[[Application], str],
    why: Callable[[Application, Application], str],
) -> dict[int, Question]:
    """Return the rows that clash with somebody who shares their key, with whom."""
    keys = list(map(key, everyone))
    times = Counter(keys)
    alike: dict[str, list[Application]] = {}
    for a, k in zip(everyone, keys, strict=True):
        if k and times[k] > 1:  # hardly anybody shares anything
            alike.setdefault(k, []).append(a)
    found = {}
    for number, draft in drafts.items() if alike else ():
        mine = key(draft)
        if mine not in alike:
            continue
        others = [(o, code) for o in alike[mine] if (code := why(draft, o))]
        open_ones = [(o, code) for o, code in others if not _settled(draft, o, settled)]
        if open_ones:
            names = tuple(sorted({f"{o.name} <{o.email}>" for o, _ in open_ones}))
            found[number] = Question(min(code for _, code in open_ones), names)
    return found


def _settled(one: Application, other: Application, settled: Settled) -> bool:
    pair = frozenset({identity_of(one), identity_of(other)})
    return pair in settled.different or pair in settled.same
