"""The ground of a cohort: who and what is meant by its answers, looked up once, whoever gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import groupby

from mentorcli.domain.application import Application
from mentorcli.domain.language_order import in_known_order
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.programme import CONFLICTS
from mentorcli.domain.question import Thing
from mentorcli.matching.named_things import things_alike
from mentorcli.matching.rule_inputs import Ground, Leaders
from mentorcli.names.agreement import Tier
from mentorcli.names.directory import Directory, Sure, Understood, directory_of
from mentorcli.names.employers import employers_by_sign, employers_mentioned
from mentorcli.names.mentions import (
    Heard,
    is_turned_round,
    people_meant,
    wish_meaning,
    wishes_together,
)
from mentorcli.names.same_people import same_people
from mentorcli.names.sentence_words import is_name
from mentorcli.names.splitting import names_in
from mentorcli.names.written import written


def ground_of(case: MatchingCase) -> Ground:
    """Return the ground of a case; names are looked up once, whoever gave them."""
    earlier = {
        (min(e.one, e.other), max(e.one, e.other)): e.cohort
        for e in sorted(case.earlier, key=lambda e: e.cohort)
    }
    before: dict[str, tuple[str, ...]] = {}
    for pair in sorted(earlier):
        for one, other in (pair, pair[::-1]):
            before[one] = (*before.get(one, ()), other)
    mentees = case.known("mentee")
    everybody = (*mentees, *case.known("mentor"))
    mentors = _known(case.known(case.programme.form.finds))
    among = {"supervisors": mentors, "not_with": _known(everybody), "known": _known(mentees)}
    employers = cache(partial(_employers, everybody))
    conflicts = {
        (field, answer): _or_colleagues(
            people_meant(answer, directory, field), answer, field, employers
        )
        for field in CONFLICTS
        if (answers := _answers(everybody, field))
        for directory in (directory_of(among[field]),)
        for answer in answers
    }
    leaders = cache(partial(_leaders, everybody))  # takes long, and few rules look at it
    texts = _texts(everybody, "wishes")
    directory = directory_of(mentors if texts else ())
    wishes = _wished(_answers(everybody, "wishes"), directory)
    turned = frozenset(text for text in texts if is_turned_round(text, directory))
    return Ground(
        case.programme,
        earlier,
        before,
        wishes,
        conflicts,
        _declared(everybody, conflicts, leaders),
        turned,
        case.different,
        case.same,
        {
            key: tuple(several)
            for key, several in groupby(sorted(case.meanings), lambda m: (m.person, m.field))
        },
        things_alike(case, everybody, Thing.EMPLOYER),
        things_alike(case, everybody, Thing.GROUP),
        in_known_order(everybody),
        leaders,
    )


def _wished(answers: Iterable[tuple[str, ...]], directory: Directory) -> dict[str, Understood]:
    """Return whom each wish means; what is asked about in one answer is asked about in all."""
    found: dict[str, Understood] = {}
    for answer in answers:
        for text, one in zip(
            answer,
            wishes_together([wish_meaning(t, directory) for t in answer], directory),
            strict=True,
        ):
            if found.get(text, one).sure is Sure.MEANT or text not in found:
                found[text] = one
    return found


def _or_colleagues(
    heard: Heard, answer: tuple[str, ...], field: str, employers: Callable[[], Employers]
) -> Heard:
    """Return whom an answer means; where nobody is named, those whose employer is: ``nobody from VTT``."""
    if heard.people or field == "supervisors":
        return heard
    said = ", ".join(answer)
    people, by_sign = employers()
    theirs = tuple(people[k] for k in employers_mentioned(said, by_sign))
    if not theirs:
        return heard
    return Heard(dict.fromkeys(theirs, Sure.ASK), (Understood(said, Sure.ASK, theirs),))


Employers = tuple[Sequence[str], Mapping[str, Sequence[int]]]
"""Those who have an employer, and their places among these by each sign of its name."""


def _employers(everybody: Sequence[Application]) -> Employers:
    found = [(a.person, text) for a in everybody if (text := a.text("employer"))]
    return [person for person, _ in found], employers_by_sign([text for _, text in found])


def _known(people: Iterable[Application]) -> list[tuple[str, str, str]]:
    return [(a.person, a.name, a.email) for a in people]


def _texts(applications: Iterable[Application], field: str) -> list[str]:
    return sorted({text for a in applications for text in a.choices(field)})


def _answers(applications: Iterable[Application], field: str) -> list[tuple[str, ...]]:
    return sorted({a.choices(field) for a in applications} - {()})


def _leaders(everybody: Sequence[Application]) -> Leaders:
    """Return for each leader named, and each person who may be one, the names of the same person.

    A mentor may be a mentee's line manager; who supervises a mentee is asked of ``conflicts``.
    """
    managers, supervisors = (_texts(everybody, f) for f in ("line_manager", "supervisors"))
    may_lead = [a.name for a in everybody if managers or (supervisors and a.role == "mentee")]
    return same_people((*managers, *supervisors), may_lead)


def _declared(
    everybody: Sequence[Application],
    conflicts: Mapping[tuple[str, tuple[str, ...]], Heard],
    leaders: Callable[[], Leaders],
) -> dict[tuple[str, tuple[str, ...]], Heard]:
    """Return for each mentor's answer on conflicts the supervisors in it, by the texts that name them.

    Whom a mentor refuses may be a supervisor's students only where no mentee is meant, and is asked.
    """
    mentors = [a for a in everybody if a.role == "mentor"]
    mentees = {a.person for a in everybody if a.role == "mentee"}
    answers = [("known", answer) for answer in _answers(mentors, "known")] + [
        ("not_with", answer)
        for answer in _answers(mentors, "not_with")
        if mentees.isdisjoint(conflicts["not_with", answer].people)
    ]
    texts = {*_texts(everybody, "supervisors")} if answers else set()
    directory = directory_of((text, text, "") for text in texts)
    found = {}
    for field, answer in answers:
        heard_as = "declared" if field == "known" else field  # where no sentence is certain
        people = dict(people_meant(answer, directory, heard_as).people)
        if field == "not_with":
            people = dict.fromkeys(_surnamed(answer, people, directory), Sure.ASK)
        named = list(people)
        if len(named) > 1 and all(other in leaders()[named[0]] for other in named):
            people = dict.fromkeys(named, min(people.values(), key=[*Sure].index))
        for text in named:
            same = {t: s for t, s in leaders()[text].items() if t in texts and t not in people}
            people |= {t: max(s, people[text], key=[*Sure].index) for t, s in same.items()}
        found[field, answer] = Heard(people)
    return found


def _surnamed(
    answer: tuple[str, ...], people: Iterable[str], directory: Directory
) -> tuple[str, ...]:
    """Return of some people those whom an answer names, without namesakes of a name that is given whole."""
    names = [n for text in answer for n in names_in(text)]
    if not all(is_name(n) for n in names):
        return tuple(people)
    return tuple(p for n in names for p, t in directory.tiers(written(n)).items() if t >= Tier.LIKE)
