"""Names of people: whom somebody at the terminal means, and what a command prints."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.problem import UsageError
from mentorcli.domain.text import listed, unaccented

if TYPE_CHECKING:
    from mentorcli.domain.match_form import MatchForm
    from mentorcli.domain.match_life import Life, MatchState
    from mentorcli.domain.plan import Match
    from mentorcli.names.directory import Understood


def names_of(applications: Iterable[Application]) -> dict[str, str]:
    """Return each person's name; people of the same name also get their id."""
    found = {a.person: a.name for a in applications}
    several = [name for name in found.values() if list(found.values()).count(name) > 1]
    return {p: f"{name} ({p})" if name in several else name for p, name in found.items()}


def apart(people: Sequence[tuple[str, str]]) -> list[str]:
    """Return the names of these (person, name), of namesakes with the id."""
    names = [name for _, name in people]
    return [f"{name} ({p})" if names.count(name) > 1 else name for p, name in people]


def joined(people: Iterable[str], names: Mapping[str, str]) -> str:
    """Return people's names with commas."""
    return ", ".join(names.get(p, p) for p in people)


def match_in_words(form: MatchForm, match: Match | Life, names: Mapping[str, str]) -> str:
    """Return which match it is: the group of its mentor, the pair or the circle of all in it."""
    people = form.called_after(match.mentor, match.mentees)
    return f"the {form.match} of {listed([names.get(p, p) for p in people])}"


def find_person(
    applications: Iterable[Application], who: str, others: Iterable[Application] = ()
) -> Application:
    """Return the application of the person meant by an id, an address or a name.

    A part of the name is enough when only one person has it. Somebody with both roles is found as
    mentee first. Raises UserError that lists who may be meant; nobody is guessed. ``others`` are
    people of the cohort who cannot be meant here: if it is one of them, that is said.
    """
    from mentorcli.names.directory import Sure

    found = {a.person: a for a in sorted(applications, key=lambda a: a.role, reverse=True)}

    def is_one(among: dict[str, Application], meant: Understood) -> bool:
        part = len(meant.people) == 1 and _is_part(who, among, meant)
        return meant.sure is Sure.MEANT or part

    meant = _meant(found, who)
    if is_one(found, meant):
        return found[meant.people[0]]
    elsewhere = {a.person: a for a in others if a.person not in found}
    other = _meant(elsewhere, who)
    if found and is_one(elsewhere, other):
        there, role = elsewhere[other.people[0]], next(iter(found.values())).role
        if there.role in {a.role for a in found.values()}:
            why = _NOT_MATCHED.get(there.state)
            raise UsageError(
                f"{there.name}'s application is {why}, so it is not matched."
                if why
                else f"{there.name} cannot be meant here.",
                f"See where people stand: mentorcli application list {there.cohort}; "
                f"with --selected, who is set aside and why.",
            )
        raise UsageError(
            f"{there.name} is a {there.role} here; a {role} is asked for.",
            f"Name a {role} in that place.",
        )
    if not meant.people:
        raise UsageError(f"Nobody in this cohort is called {who!r}.", _nearest(found.values(), who))
    names = "; ".join(f"{found[p].name} ({p})" for p in meant.people)
    several = f"{who!r} can be several people."
    one = f"It is not certain whom {who!r} means."
    raise UsageError(several if len(meant.people) > 1 else one, f"Say which: {names}.")


_NOT_MATCHED = {
    ApplicationState.INCOMPLETE: "incomplete",
    ApplicationState.WITHDRAWN: "withdrawn",
}


def _meant(people: Mapping[str, Application], who: str) -> Understood:
    from mentorcli.names.directory import Sure, Understood, directory_of

    if who in people:
        return Understood(who, Sure.MEANT, (who,))
    return directory_of((p, a.name, a.email) for p, a in people.items()).meaning(who)


def _is_part(who: str, people: Mapping[str, Application], meant: Understood) -> bool:
    """Tell whether all words are, as they stand, words of the name of the one who may be meant."""
    name = unaccented(people[meant.people[0]].name)
    words, whole = unaccented(who).split(), {*name.split(), *name.replace("-", " ").split()}
    return whole.issuperset(words)


def _nearest(found: Iterable[Application], who: str) -> str:
    from rapidfuzz import process

    names = {a.name: unaccented(a.name) for a in found}
    near = process.extract(unaccented(who), names, limit=3, score_cutoff=60)
    if not near:
        return "Give a name, an e-mail address or an id from the listings."
    return f"Did you mean {' or '.join(key for _, _, key in near)}?"


def of_match(who: str, life: Life, every: Iterable[Life], states: Container[MatchState]) -> str:
    """Return how a command names somebody's match: with the other of it where they have several in these states."""
    theirs = (x for x in every if x.match != life.match and x.state in states)
    if all(who not in (x.mentor, *x.mentees) for x in theirs):
        return who
    return f"{who} --with {life.mentees[0] if who == life.mentor else life.mentor}"
