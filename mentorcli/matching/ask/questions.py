"""What somebody must be asked before a plan is right, and which answers make no difference to it.

Asked is about names in conflicts and of employers and groups, wishes that may mean several or have a
“not” in them, one name twice: until it is settled the pair is barred, or the wish gives no points. The place is the answer's cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from mentorcli.domain.application import Application
from mentorcli.domain.importing import identity_of
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import Asks, Problem, Reply, Severity
from mentorcli.domain.programme import CONFLICTS, Programme
from mentorcli.domain.text import match_key
from mentorcli.matching.ask.conflict_questions import (
    Names,
    ask,
    decided_with,
    declared_supervisors,
    names_of,
    place_of,
    problem_about,
    supervisors_meant,
    unsure_people,
)
from mentorcli.matching.ask.thing_questions import thing_questions
from mentorcli.matching.ask.uncounted_wishes import uncounted_wishes
from mentorcli.matching.cohort_ground import ground_of
from mentorcli.matching.phrases import listed, name_of, shortened
from mentorcli.matching.rule_inputs import Ground, blank_answers
from mentorcli.names.directory import Sure
from mentorcli.names.mentions import Heard, denies
from mentorcli.names.sentence_words import is_name
from mentorcli.names.splitting import names_in
from mentorcli.names.written import name_keys


def open_questions(case: MatchingCase, ground: Ground | None = None) -> tuple[Problem, ...]:
    """Return what must be asked, in the order of the people; settled questions are left out."""
    ground = ground or ground_of(case)
    people = _everybody(case)
    names = names_of(case)
    mentees = [a for a in people if a.role == "mentee"]
    return (
        *_one_name(case, ground),
        *(p for a in people for p in _conflicts(case, ground, a, names)),
        *supervisors_meant(case, ground, names),
        *thing_questions(case, ground),
        *(p for a in mentees for p in _unsure_wishes(case, ground, a, names)),
    )


def _everybody(case: MatchingCase) -> list[Application]:
    every = (*case.known("mentee"), *case.known("mentor"))
    return sorted(every, key=lambda a: (a.role, a.person))


def _one_name(case: MatchingCase, ground: Ground) -> Iterator[Problem]:
    """Yield each two applications that may be of one person who would be matched with themselves."""
    by_key: dict[tuple[str, ...], list[Application]] = {}
    for a in case.known(case.programme.form.finds):
        for key in name_keys(a.name):
            by_key.setdefault(key, []).append(a)
    pairs: dict[tuple[str, str], tuple[Application, Application]] = {}
    for one in case.known("mentee") if by_key else ():
        for key in name_keys(one.name):
            for other in by_key.get(key, ()):
                twice = (
                    other.role == one.role and other.person < one.person
                )  # asked the other way round
                if other.person != one.person and not twice:
                    pairs[one.person, other.person] = (one, other)
    for one, other in (pairs[k] for k in sorted(pairs)):
        if (
            ground.one_person(one, other)
            and frozenset({identity_of(one), identity_of(other)}) not in ground.same
        ):
            found = Problem.of(
                "name_twice" if one.role == other.role else "name_in_both_roles",
                Severity.DECIDE,
                place_of(one, "full_name", "last_name", "email"),
                name=name_of(one),
                email=one.email,
                other=other.email,
            )
            both = sorted((identity_of(one), identity_of(other)))
            yield replace(found, asks=Asks(Reply.PERSON, (*both[0], *both[1])))


def _conflicts(
    case: MatchingCase, ground: Ground, one: Application, names: Names
) -> Iterator[Problem]:
    for field in CONFLICTS:
        heard = ground.heard(one, field)
        if not heard.texts:
            continue
        if field != "supervisors":
            for text, people in unsure_people(case, ground, one, field, names):
                yield ask("conflict_unsure", one, field, text, people)
        yield from declared_supervisors(case, ground, one, field, names)
        if _not_understood(ground, one, field, heard):
            said = ", ".join(one.choices(field))
            yield problem_about("conflict_not_understood", one, field, said)


def _not_understood(ground: Ground, one: Application, field: str, heard: Heard) -> bool:
    """Tell whether an answer is a sentence in which nobody was found whom it could mean."""
    answer = one.choices(field)
    if heard.people or ground.declared_by(one, field):
        return False
    if ground.told(one, field):  # somebody has read it
        return False
    return _is_sentence(answer, field)


@lru_cache(maxsize=1 << 12)
def _is_sentence(answer: tuple[str, ...], field: str) -> bool:
    """Tell whether an answer says more than names, and more than that there is nobody."""
    return not denies(answer, field) and not all(
        is_name(n) for text in answer for n in names_in(text)
    )


def _unsure_wishes(
    case: MatchingCase, ground: Ground, mentee: Application, names: Names
) -> Iterator[Problem]:
    """Yield a question for each wish that may mean somebody, or has a “not” in it."""
    told = {m.text for m in ground.told(mentee, "wishes")}
    for text in (t for t in mentee.choices("wishes") if t not in told):
        found, turned = ground.wished[text], text in ground.turned
        people = [p for p in found.people if p != mentee.person]
        unsure = turned or (found.sure is Sure.ASK and match_key(text) not in blank_answers())
        if unsure and not decided_with(case, mentee.person, "").issuperset(people):
            found_in = names.called[case.programme.form.finds]
            code = "wish_turned" if turned else "wish_unsure"
            yield ask(code, mentee, "wishes", text, [(p, found_in[p]) for p in people])


def remarks(case: MatchingCase) -> tuple[Problem, ...]:
    """Return what must be asked first, then a note for each name that makes no difference.

    A wish for somebody who is not a mentor of this cohort gives no points. A name in a conflict that is nobody's here bars nobody. The place is the
    answer's own cell.
    """
    ground = ground_of(case)
    people = _everybody(case)
    asked = open_questions(case, ground)
    notes = []
    for mentee in sorted(case.mentees, key=lambda a: a.person):
        for text in mentee.choices("wishes"):
            found = ground.wished[text]
            told = any(m.text == text for m in ground.told(mentee, "wishes"))
            if found.people or told or match_key(text) in blank_answers():
                continue
            notes.append(
                Problem.of(
                    "wish_not_recognised",
                    Severity.NOTE,
                    place_of(mentee, "wishes"),
                    mentee=name_of(mentee),
                    wish=shortened(text),
                )
            )
    known = {
        (dict(p.parameters)["who"], p.place) for p in asked if p.code == "conflict_not_understood"
    }
    nobody = [p for a in people for p in _nobody(ground, a) if (name_of(a), p.place) not in known]
    return (
        *asked,
        *notes,
        *nobody,
        *_outside(case, ground),
        *over_bound(case.programme, case.mentors),
        *uncounted_wishes(case),
    )


def _nobody(ground: Ground, one: Application) -> list[Problem]:
    """Return a note where an answer on conflicts means nobody of this cohort."""
    found = []
    for field in ("not_with", "known"):
        answer = one.choices(field)
        declared = ground.declared_by(one, field) or ground.told(one, field)
        meant = ground.heard(one, field).people or declared
        blank = all(match_key(text) in blank_answers() for text in answer) or denies(answer, field)
        if answer and not meant and not blank:
            found.append(
                Problem.of(
                    "conflict_nobody",
                    Severity.NOTE,
                    place_of(one, field),
                    who=name_of(one),
                    field=field,
                    text=shortened(", ".join(answer)),
                )
            )
    return found


def _outside(case: MatchingCase, ground: Ground) -> list[Problem]:
    """Return one note on how many of the supervisors named are nobody of this cohort."""
    if all(rule.key != "own_supervisor" for rule in case.programme.rules):
        return []
    heard = (ground.heard(a, "supervisors").texts for a in case.mentees)
    count = len({match_key(u.text) for texts in heard for u in texts if not u.people})
    return [Problem.of("supervisors_outside", Severity.NOTE, count=count)] if count else []


def over_bound(programme: Programme, mentors: Iterable[Application]) -> tuple[Problem, ...]:
    """Return a note when mentors offer more places than a programme of pairs gives one mentor."""
    most = programme.group[1]
    names = [name_of(a) for a in mentors if a.capacity().most > most]
    if programme.form.mates_meet or not names:
        return ()
    return (
        Problem.of(
            "places_over_bound",
            Severity.NOTE,
            mentors=listed(names),
            most=most,
            mentees="mentee" if most == 1 else "mentees",
            programme=programme.key,
        ),
    )
