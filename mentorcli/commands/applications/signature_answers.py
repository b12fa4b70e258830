"""Days of signing that answer a question: a report or a scan said signed, and not when."""

from __future__ import annotations

import datetime as dt

from mentorcli import intake
from mentorcli.domain.fact import Signature
from mentorcli.domain.problem import UsageError
from mentorcli.domain.question import Question
from mentorcli.standing.signing import agreement_made
from mentorcli.standing.standing import Standing


def signatures_given(
    record: Standing, question: Question, answer: str, today: dt.date, *, kept: bool = False
) -> tuple[Signature, ...]:
    """Return the signatures that an answer gives, or gave where they are ``kept``.

    Whose day is known another way keeps it. Raises UsageError when it is no day they can be of.
    """
    _, match, made, *people = question.about
    if not kept and made != agreement_made(record, match):
        raise UsageError(
            f"Question {question.number}: the agreement was made anew since, or is gone. Nothing was kept.",
            f"See who signs now: mentorcli agreement list {record.cohort.key}",
        )
    day = intake.day_between(answer, {".": "dmy"}, dt.date.min, dt.date.min)
    if day is None or not made <= str(day) <= str(today):
        since = f"from {made}, when the agreement was made, " if made else ""
        raise UsageError(
            f"Question {question.number} is answered with a day {since}until today, not {answer!r}.",
            f"mentorcli questions settle {record.cohort.key} {question.number} {today}",
        )
    known = {s.person: s.on for s in record.signatures if s.match == match}
    theirs = day if kept else None
    return tuple(Signature(match, p, day) for p in people if known.get(p) == theirs)
