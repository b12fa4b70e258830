"""What in the applications made no difference to a plan although somebody meant it to."""

from __future__ import annotations

from collections.abc import Iterable

from mentorcli.domain.application import Application
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import match_key
from mentorcli.matching.ask.questions import open_questions, place_of
from mentorcli.matching.ground import Ground, blank_answers, ground_of
from mentorcli.matching.wording import listed, name_of, shortened
from mentorcli.names.directory import Sure
from mentorcli.names.mentions import denies


def remarks(case: MatchingCase) -> tuple[Problem, ...]:
    """Return what must be asked first, then a note for each name that makes no difference.

    A wish for somebody who is not a mentor of this cohort, or could be several, gives no points:
    nobody is guessed. A name in a conflict that is nobody's here bars nobody. The place is the
    answer's own cell.
    """
    ground = ground_of(case)
    names = {a.person: name_of(a) for a in (*case.mentees, *case.mentors)}
    people = sorted((*case.mentees, *case.mentors), key=lambda a: (a.role, a.person))
    asked = open_questions(case, ground)
    notes = []
    for mentee in sorted(case.mentees, key=lambda a: a.person):
        for text in mentee.choices("wishes"):
            found = ground.wished[text]
            turned = text in ground.turned and found.people
            if found.sure is Sure.MEANT or turned or match_key(text) in blank_answers():
                continue
            code = "wish_ambiguous" if found.people else "wish_not_recognised"
            notes.append(Problem.of(
                code, Severity.NOTE, place_of(mentee, "wishes"), mentee=name_of(mentee),
                wish=shortened(text), mentors=listed([names[p] for p in found.people], "or"),
            ))  # fmt: skip
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
    )


def _nobody(ground: Ground, one: Application) -> list[Problem]:
    """Return a note where an answer on conflicts means nobody of this cohort."""
    found = []
    for field in ("not_with", "known"):
        answer = one.choices(field)
        declared = ground.declared.get(answer) if field == "known" else None
        meant = ground.heard(one, field).people or (declared and declared.people)
        blank = all(match_key(text) in blank_answers() for text in answer) or denies(answer, field)
        if answer and not meant and not blank:
            found.append(Problem.of(
                "conflict_nobody", Severity.NOTE, place_of(one, field), who=name_of(one), field=field,
                text=shortened(", ".join(answer)),
            ))  # fmt: skip
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
    if programme.form != "pairs" or not names:
        return ()
    return (
        Problem.of("places_over_bound", Severity.NOTE, mentors=listed(names), most=most,
                   mentees="mentee" if most == 1 else "mentees", programme=programme.key),
    )  # fmt: skip
