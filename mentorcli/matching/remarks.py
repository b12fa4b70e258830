"""What in the applications made no difference to a plan although somebody meant it to."""

from __future__ import annotations

from collections.abc import Iterable

from mentorcli.domain.application import Application
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import NOWHERE, Place, Problem, Severity
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import match_key
from mentorcli.matching.ground import blank_answers, ground_of
from mentorcli.matching.wording import listed, name_of, shortened


def remarks(case: MatchingCase) -> tuple[Problem, ...]:
    """Return a note for each wished mentor who is not one of this cohort, or could be several.

    Such a wish gives no points: nobody is guessed. The place is the answer's own cell.
    """
    ground = ground_of(case)
    names = {a.person: name_of(a) for a in case.mentors}
    notes = []
    for mentee in sorted(case.mentees, key=lambda a: a.person):
        for text in mentee.choices("wishes"):
            found = ground.named.get(("wishes", text), ())
            if len(found) == 1 or match_key(text) in blank_answers():
                continue
            code = "wish_ambiguous" if found else "wish_not_recognised"
            notes.append(Problem.of(
                code, Severity.NOTE, _place(mentee, "wishes"), mentee=name_of(mentee),
                wish=shortened(text), mentors=listed([names[p] for p in found], "or"),
            ))  # fmt: skip
    return (*notes, *over_bound(case.programme, case.mentors))


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


def _place(application: Application, field: str) -> Place:
    given = application.answers.get(field)
    source = given.source if given else None
    return Place(source.file, source.sheet, source.cell) if source else NOWHERE
