"""What somebody must be asked before a plan is right, and which answers make no difference to it.

Asked is about names in conflicts and of employers and groups, wishes that may mean several or have a
“not” in them, one name twice: until it is settled the pair is barred, or the wish gives no points. The place is the answer's cell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from mentorcli.domain.application import Application
from mentorcli.domain.importing import identity_of
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import NOWHERE, Asks, Problem, Reply, Severity
from mentorcli.domain.programme import CONFLICTS, Programme
from mentorcli.domain.text import listed, match_key
from mentorcli.matching.ask.conflict_questions import (
    Names,
    ask,
    asked_answers,
    decided_with,
    declared_supervisors,
    names_of,
    place_of,
    problem_about,
    supervisors_meant,
    unsure_people,
)
from mentorcli.matching.ask.thing_questions import rivals_of_nobody, thing_questions
from mentorcli.matching.ask.uncounted_wishes import uncounted_wishes
from mentorcli.matching.cohort_ground import ground_of
from mentorcli.matching.phrases import name_of, shortened
from mentorcli.matching.rule_inputs import Ground, blank_answers
from mentorcli.names.directory import Sure
from mentorcli.names.mentions import Heard, denies
from mentorcli.names.sentence_words import is_name
from mentorcli.names.written import name_keys


def open_questions(case: MatchingCase, ground: Ground | None = None) -> tuple[Problem, ...]:
    """Return what must be asked, in the order of the people; settled questions are left out."""
    ground = ground or ground_of(case)
    people = _everybody(case)
    names = names_of(case)
    mentees = [a for a in people if a.role == "mentee"]
    sentences = {
        answer for answer, heard in ground.conflicts.items() if _is_sentence(*answer, heard)
    }
    telling = asked_answers(ground) | sentences
    fields = [f for f in CONFLICTS if any(f == field for field, _ in telling)]
    looked_at = (
        a for a in people if a.role == "mentor" or any((f, a.choices(f)) in telling for f in fields)
    )
    return (
        *_one_name(case, ground),
        *(p for a in looked_at for p in _conflicts(case, ground, a, names, sentences)),
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
                twice = other.role == one.role and other.person < one.person
                if other.person != one.person and not twice:  # nor asked the other way round
                    pairs[one.person, other.person] = (one, other)
    for one, other in (pairs[k] for k in sorted(pairs)):
        both = sorted((identity_of(one), identity_of(other)))
        if ground.one_person(one, other) and frozenset(both) not in ground.same:
            found = Problem.of(
                "name_twice" if one.role == other.role else "name_in_both_roles",
                Severity.DECIDE,
                place_of(one, "full_name", "last_name", "email"),
                name=name_of(one),
                email=one.email,
                other=other.email,
            )
            yield replace(found, asks=Asks(Reply.PERSON, (*both[0], *both[1])))


def _conflicts(
    case: MatchingCase,
    ground: Ground,
    one: Application,
    names: Names,
    sentences: Collection[tuple[str, tuple[str, ...]]],
) -> Iterator[Problem]:
    for field in CONFLICTS:
        if not (answer := one.choices(field)):
            continue
        if field != "supervisors":
            for text, people in unsure_people(case, ground, one, field, names):
                yield ask("conflict_unsure", one, field, text, people)
        yield from declared_supervisors(case, ground, one, field, names)
        if (field, answer) not in sentences or ground.told(one, field):
            continue
        if not ground.declared_by(one, field):
            yield problem_about("conflict_not_understood", one, field, ", ".join(answer))


def _is_sentence(field: str, texts: tuple[str, ...], heard: Heard) -> bool:
    """Tell whether an answer in which nobody was found says more than names, and than that there is nobody."""
    named = heard.people or all(is_name(u.text) for u in heard.texts)
    return not named and not denies(texts, field)


def _unsure_wishes(
    case: MatchingCase, ground: Ground, mentee: Application, names: Names
) -> Iterator[Problem]:
    """Yield a question for each wish that may mean somebody, or has a “not” in it."""
    wishes = mentee.choices("wishes")
    told = {m.text for m in ground.told(mentee, "wishes")} if wishes else ()
    for text in (t for t in wishes if t not in told):
        found, turned = ground.wished[text], text in ground.turned
        people = [p for p in found.people if p != mentee.person]
        unsure = turned or (found.sure is Sure.ASK and match_key(text) not in blank_answers())
        if unsure and not decided_with(case, mentee.person, "").issuperset(people):
            found_in = names.called[case.programme.form.finds]
            code = "wish_turned" if turned else "wish_unsure"
            yield ask(code, mentee, "wishes", text, [(p, name_of(found_in[p])) for p in people])


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
            place, said = place_of(mentee, "wishes"), {"mentee": name_of(mentee)}
            said["wish"] = shortened(text)
            notes.append(Problem.of("wish_not_recognised", Severity.NOTE, place, **said))
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
        *rivals_of_nobody(case, ground),
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
            said = {"who": name_of(one), "field": field, "text": shortened(", ".join(answer))}
            found.append(Problem.of("conflict_nobody", Severity.NOTE, place_of(one, field), **said))
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
    mentees = "mentee" if most == 1 else "mentees"
    said = {
        "mentors": listed(names),
        "most": str(most),
        "mentees": mentees,
        "programme": programme.key,
    }
    return (Problem.of("places_over_bound", Severity.NOTE, NOWHERE, **said),)
