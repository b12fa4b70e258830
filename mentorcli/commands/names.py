"""Names of people: whom somebody at the terminal means, and what a command prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mentorcli.domain.application import Application
from mentorcli.domain.problem import UsageError
from mentorcli.domain.text import match_key, unaccented


def names_of(applications: Iterable[Application]) -> dict[str, str]:
    """Return each person's name; people of the same name also get their id."""
    found = {a.person: a.name for a in applications}
    several = [name for name in found.values() if list(found.values()).count(name) > 1]
    return {p: f"{name} ({p})" if name in several else name for p, name in found.items()}


def joined(people: Iterable[str], names: Mapping[str, str]) -> str:
    """Return people's names with commas."""
    return ", ".join(names.get(p, p) for p in people)


def find_person(
    applications: Iterable[Application], who: str, others: Iterable[Application] = ()
) -> Application:
    """Return the application of the person meant by an id, an address or a name.

    A part of the name is enough when only one person has it. Somebody with both roles is found
    as mentee first. Raises UserError that lists the candidates; ties are never guessed. ``others``
    are people of the cohort who cannot be meant here: if it is one of them, that is said.
    """
    found = sorted(applications, key=lambda a: (a.role, a.person))
    if one := _meant(found, who):
        return one
    if (other := _meant(sorted(others, key=lambda a: (a.role, a.person)), who)) and found:
        raise UsageError(
            f"{other.name} is a {other.role} here; a {found[0].role} is asked for.",
            f"Name a {found[0].role} in that place.",
        )
    raise UsageError(f"Nobody in this cohort is called {who!r}.", _nearest(found, who))


def _meant(found: list[Application], who: str) -> Application | None:
    wanted = match_key(who)
    for same in (_by_key, _by_name, _by_part):
        people = {a.person: a for a in reversed(found) if same(a, wanted)}
        if len(people) == 1:
            return next(iter(people.values()))
        if people:
            names = "; ".join(
                f"{a.name} ({a.person})" for a in sorted(people.values(), key=lambda a: a.person)
            )
            raise UsageError(f"{who!r} can be several people.", f"Say which: {names}.")
    return None


def _by_key(application: Application, wanted: str) -> bool:
    return bool(wanted) and wanted in {application.person, match_key(application.email)}


def _by_name(application: Application, wanted: str) -> bool:
    return match_key(application.name) == wanted


def _by_part(application: Application, wanted: str) -> bool:
    return bool(wanted) and unaccented(wanted) in unaccented(application.name)


def _nearest(found: list[Application], who: str) -> str:
    from rapidfuzz import process

    names = {a.name: unaccented(a.name) for a in found}
    near = process.extract(unaccented(who), names, limit=3, score_cutoff=60)
    if not near:
        return "Give a name, an e-mail address or an id from the listings."
    return f"Did you mean {' or '.join(key for _, _, key in near)}?"
