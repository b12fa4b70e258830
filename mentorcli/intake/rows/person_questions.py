"""What only a person can tell: whether two answers are from one person or from two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.importing import Identity, Settled, identity_of
from mentorcli.domain.problem import Asks, Place, Problem, Reply, Severity
from mentorcli.domain.text import match_key, unaccented
from mentorcli.intake.rows.answer_changes import rank
from mentorcli.intake.rows.own_words import own_words
from mentorcli.intake.rows.same_person import at_address_elsewhere, number_of
from mentorcli.names.employers import read_employer
from mentorcli.names.groups import read_group
from mentorcli.names.likeness import key_of

UNITS = {"research_group": read_group, "department": read_group, "employer": read_employer}
"""Where somebody belongs, the narrowest first, and how its name is read."""
_DIGITS = 7
"""By so many digits at their end two telephone numbers are compared."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a row is held: the code, and who else it could be."""

    code: str
    others: tuple[str, ...]
    identities: tuple[Identity, ...]

    @classmethod
    def about(cls, code: str, others: Iterable[Application]) -> Doubt:
        """Return a doubt that names the others with their addresses."""
        every = list(others)
        shown = sorted({f"{o.name} <{o.email}>" for o in every})
        return cls(code, tuple(shown), tuple(sorted({identity_of(o) for o in every})))

    def problem(self, draft: Application, place: Place) -> Problem:
        """Return the doubt as a question of the row that it is about."""
        said = {"email": draft.email, "name": draft.name, "others": ", ".join(self.others)}
        found = Problem.of(self.code, Severity.DECIDE, place, **said)
        both = sorted({identity_of(draft), *self.identities})
        if len(both) < 2:  # noqa: PLR2004 - a number that differs is corrected, nobody is told apart
            return found
        return replace(found, asks=Asks(Reply.PERSON, tuple(x for one in both for x in one)))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What two people may share, and the question that it raises, empty where it raises none."""

    shared: Callable[[Application], str]
    question: Callable[[Application, Application], str]


def _by_address(draft: Application, other: Application) -> str:
    """One address, two people: never merged."""
    if draft.person == other.person:
        return ""
    return "number_differs" if identity_of(draft) == identity_of(other) else "email_shared"


def _by_number(draft: Application, other: Application) -> str:
    """One number, but neither name nor address in common: somebody mistyped it."""
    in_common = any(a == b for a, b in zip(identity_of(draft), identity_of(other), strict=True))
    return "" if in_common else "number_shared"


def _by_unit(draft: Application, other: Application) -> str:
    """One name in one unit, or that of who has withdrawn, with two addresses: asked, not guessed."""
    if draft.person == other.person or draft.role != other.role:
        return ""
    both = (draft, other)
    units = [[key_of(read, a.text(u)) for a in both] for u, read in UNITS.items()]
    one, two = next(((a, b) for a, b in units if a and b), ("", ""))
    if number_of(draft) and number_of(other):
        return ""
    gone = other.state is ApplicationState.WITHDRAWN and not (one and two)
    return "name_and_unit" if one and one == two else "name_of_withdrawn" if gone else ""


def _by_phone(draft: Application, other: Application) -> str:
    """One telephone and a name in common, with two addresses: probably one person."""
    if draft.person == other.person or (number_of(draft) and number_of(other)):
        return ""
    return "" if _parts(draft).isdisjoint(_parts(other)) else "phone_shared"


def _by_words(draft: Application, other: Application) -> str:
    """One sentence word for word and a name in common, with two addresses: probably one person."""
    return _by_phone(draft, other) and "words_shared"


def _parts(a: Application) -> set[str]:
    return {*unaccented(a.name).replace("-", " ").split()}


def _name_in_short(a: Application) -> str:
    """Return the first and the last part of a name, in either order: what stands between comes and goes."""
    parts = unaccented(a.name).replace("-", " ").split()
    return " ".join(sorted({parts[0], parts[-1]})) if parts else ""


def _longest_words(a: Application) -> str:
    """Return the longest answer in somebody's own words, with its role and field, or an empty text."""
    field, words = max(own_words(a), key=lambda told: len(told[1]), default=("", ""))
    return f"{a.role} {field} {words}" if words else ""


def phone_of(application: Application) -> str:
    """Return the end of a telephone number by which two are compared, or an empty text."""
    digits = "".join(filter(str.isdecimal, application.text("phone")))
    return digits[-_DIGITS:] if len(digits) >= _DIGITS else ""


LIKELY = frozenset({"words_shared", "name_and_unit"})
"""Questions that say less than that somebody else's answers are all there."""
_PHONE = _Likeness(phone_of, _by_phone)
_ADDRESS = _Likeness(lambda a: match_key(a.email), _by_address)
_NUMBER = _Likeness(number_of, _by_number)
_UNIT = _Likeness(_name_in_short, _by_unit)
_WORDS = _Likeness(_longest_words, _by_words)


def questions(
    drafts: Mapping[int, Application],
    existing: Sequence[Application],
    settled: Settled,
    asked: Mapping[int, Doubt],
) -> dict[int, Doubt]:
    """Return the rows that a person must decide about, with the question; ``asked`` are known ones.

    A stored answer counts as the export now has it, or as a newer answer of the person replaces
    it, unless that row is held itself.
    """
    waiting: Collection[int] = ()
    stored = {a.response_key() for a in existing}
    new = {n: d for n, d in drafts.items() if d.response_key() not in stored}
    gone = {a.key() for a in existing if a.state is ApplicationState.WITHDRAWN}
    told = [
        replace(d, state=ApplicationState.WITHDRAWN) if d.key() in gone else d
        for d in drafts.values()
    ]
    while True:
        free = [d for n, d in drafts.items() if n not in waiting]
        here = {d.response_key() for d in free}
        standing = [a for a in existing if a.response_key() not in here]
        lasting = [*_lasting(standing, free), *told]
        found = {
            **_at_known_address(new, existing, settled),
            **_clashing(_WORDS, lasting, new, settled),
            **_clashing(_PHONE, lasting, new, settled),
            **_clashing(_UNIT, lasting, new, settled),
            **_clashing(_ADDRESS, lasting, drafts, settled),
            **_clashing(_NUMBER, [*standing, *drafts.values()], drafts, settled),
            **_exchanged(drafts, existing, settled),
            **asked,
        }
        if not existing or found.keys() == set(waiting):  # who waits decides who of these stands
            return found
        waiting = found.keys()


def _at_known_address(
    new: Mapping[int, Application], existing: Sequence[Application], settled: Settled
) -> dict[int, Doubt]:
    """Return the rows of nobody known whose address is that of people in other cohorts."""
    here, found = {a.person for a in existing}, {}
    for number, draft in new.items() if settled.elsewhere else ():
        there = at_address_elsewhere(draft, settled)
        known = draft.person in here or any(person == draft.person for _, _, person in there)
        own = identity_of(draft)
        others = {(i, name) for i, name, _ in there if not settled.decides(own, i)}
        if others and not known:
            shown = sorted({f"{name} <{draft.email}>" for _, name in others})
            identities = sorted({i for i, _ in others})
            found[number] = Doubt("email_elsewhere", tuple(shown), tuple(identities))
    return found


def _exchanged(
    drafts: Mapping[int, Application], existing: Sequence[Application], settled: Settled
) -> dict[int, Doubt]:
    """Return the rows of known people that now bear an address or a name which was another's.

    A column that was sorted by itself gives everybody's away: each is asked about.
    """
    before = {a.key(): identity_of(a) for a in existing}
    theirs = defaultdict[str, list[Application]](list)
    for a in existing:
        for part in filter(None, identity_of(a)):
            theirs[part].append(a)
    found = {}
    for number, draft in drafts.items() if before else ():
        new = {*identity_of(draft)} - {*before.get(draft.key(), identity_of(draft))}
        others = [
            a
            for part in new
            for a in theirs.get(part, ())
            if a.person != draft.person and not settled.decides(identity_of(draft), identity_of(a))
        ]
        if others:
            found[number] = Doubt.about("is_of_another", others)
    return found


def _lasting(standing: Sequence[Application], free: Sequence[Application]) -> list[Application]:
    """Return the stored answers that no newer answer of the person replaces."""
    newest: dict[tuple[str, str], tuple[bool, str]] = {}
    for d in free if standing else ():
        newest[d.key()] = max(newest.get(d.key(), (False, "")), rank(d)[:2])
    return [a for a in standing if a.key() not in newest or newest[a.key()] < rank(a)[:2]]


def _clashing(
    likeness: _Likeness,
    everyone: Sequence[Application],
    drafts: Mapping[int, Application],
    settled: Settled,
) -> dict[int, Doubt]:
    """Return the rows that clash with somebody who shares something with them, with whom."""
    sharing = defaultdict[str, list[Application]](list)
    for a in everyone:
        sharing[likeness.shared(a)].append(a)
    alike = {k: people for k, people in sharing.items() if k and len(people) > 1}
    found = {}
    for number, draft in drafts.items() if alike else ():  # hardly anybody shares anything
        others = [
            (code, o)
            for o in alike.get(likeness.shared(draft), ())
            if (code := likeness.question(draft, o))
            and not settled.decides(identity_of(draft), identity_of(o))
        ]
        if others:
            code = min(code for code, _ in others)
            found[number] = Doubt.about(code, (o for _, o in others))
    return found
