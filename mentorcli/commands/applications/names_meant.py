"""Whom an answer to a question about names means: people of the cohort, or a mentee's supervisor or group."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.commands.names import find_person
from mentorcli.domain.application import Application
from mentorcli.domain.problem import Asks, UsageError
from mentorcli.domain.question import EVERYBODY, NOBODY, YES, Question
from mentorcli.domain.text import match_key
from mentorcli.names.directory import Sure, directory_of
from mentorcli.names.groups import read_group
from mentorcli.names.likeness import Verdict, compared
from mentorcli.names.same_people import same_people


def names_meant(
    known: Sequence[Application], question: Question, asks: Asks, answer: str
) -> tuple[str, ...]:
    """Return the ids of those whom an answer names, and the texts that name a supervisor whom it names.

    Raises UsageError where it is not certain who is named.
    """
    if match_key(answer) == NOBODY:
        return ()
    everybody = match_key(answer) == EVERYBODY or (match_key(answer) == YES and len(asks.may) == 1)
    if everybody and asks.may:
        return tuple(person for person, _ in asks.may)
    people = {a.person for a in known}
    meant = list[str]()
    for name in (n.strip() for n in answer.replace(";", ",").split(",") if n.strip()):
        may = directory_of((p, called, "") for p, called in asks.may).meaning(name)
        if may.sure is Sure.MEANT and may.people[0] in people:
            meant.append(may.people[0])
        else:
            meant += _led_by(name, known, asks) or (find_person(known, name).person,)
    if asks.about[0] in meant:
        raise UsageError(f"Question {question.number}: nobody is kept from themselves.")
    return tuple(meant)


def _led_by(name: str, known: Sequence[Application], asks: Asks) -> tuple[str, ...]:
    """Return the texts that name a supervisor, or the mentees of a group, where a mentor refuses them.

    Raises UsageError where the name is of several supervisors.
    """
    writer = asks.about[0]
    mentees = [a for a in known if a.role == "mentee"]
    here = directory_of((a.person, a.name, a.email) for a in known).meaning(name)
    led = {p for p, _ in asks.may} - {a.person for a in known}
    if not writer or writer in {a.person for a in mentees} or (here.sure is Sure.MEANT and not led):
        return ()
    texts = {t for a in mentees for t in a.choices("supervisors")}
    same = same_people((name, *texts))
    found = tuple(t for t, sure in sorted(same[name].items()) if t in texts and sure is Sure.MEANT)
    if any(other not in same[found[0]] for other in found):
        raise UsageError(
            f"{name!r} can be several supervisors.", f"Say which, or all: {'; '.join(found)}."
        )
    group = read_group(name)
    return found or tuple(
        a.person
        for a in mentees
        if compared(group, read_group(a.text("research_group"))) is Verdict.SAME
    )
