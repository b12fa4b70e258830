"""Open questions of cohorts: kept with their numbers, answered, and asked again when they must be."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from sqlalchemy import Connection, func, select

from mentorcli.domain.problem import Reply, UsageError
from mentorcli.domain.question import (
    NOBODY,
    SAME,
    UNLISTED,
    Meaning,
    OneThing,
    Question,
    QuestionState,
    Thing,
)
from mentorcli.workspace.codec import (
    delete_where,
    encode,
    insert_rows,
    json_text,
    values_of,
    where,
)
from mentorcli.workspace.schema import questions

UNSURE = frozenset({"conflict_unsure", "wish_unsure"})
"""Questions who is meant; one without a list is about more people than are listed."""
_COLUMNS = (
    "cohort", "key", "number", "form", "row", "state", "answer", "at", "who", "problem", "meant"
)  # fmt: skip
Seen = Callable[[Question], bool]
"""Tells whether a question would have been asked again, were it still one."""


def questions_of(
    connection: Connection,
    cohort: str,
    state: QuestionState | None = None,
    most: int | None = None,
) -> tuple[Question, ...]:
    """Return the questions of a cohort in the order of their numbers, those in one state, the first."""
    same = {"cohort": cohort, **({"state": state.value} if state else {})}
    return values_of(connection, questions, Question, "number", most=most, **same)


def open_count(connection: Connection, cohort: str) -> int:
    """Return how many questions of a cohort wait for an answer."""
    query = select(func.count()).select_from(questions)
    found = connection.execute(query.where(where(questions, cohort=cohort, state="open")))
    return found.scalar_one()


def question_numbers(
    connection: Connection, cohort: str, state: QuestionState | None = None
) -> dict[str, int]:
    """Return the numbers of a cohort's questions by key, those in one state."""
    same = {"cohort": cohort, **({"state": state.value} if state else {})}
    query = select(questions.c.key, questions.c.number).where(where(questions, **same))
    return dict(tuple(row) for row in connection.execute(query))


def question_numbered(connection: Connection, cohort: str, number: int) -> Question:
    """Return a question by its number; raises UsageError when there is none."""
    found = values_of(connection, questions, Question, cohort=cohort, number=number)
    if not found or found[0].state is QuestionState.GONE:
        raise UsageError(
            f"{cohort} has no question {number}.", f"See: mentorcli questions list {cohort}"
        )
    return found[0]


def ask(connection: Connection, cohort: str, asked: Iterable[Question], seen: Seen) -> None:
    """Keep the questions that are asked now; those that would have been and are not are gone.

    One that is known keeps its number; so does one that is about the same, and may now mean others.
    """
    known = {q.key: q for q in questions_of(connection, cohort)}
    waiting = {q.about: q for q in known.values() if q.state is not QuestionState.SETTLED}
    now = {q.key: q for q in reversed([*asked])}  # of one cell the first counts, the gravest
    changed: dict[str, Question] = {}
    for key, question in reversed(now.items()):
        old = known.get(key)
        if old is None and (before := waiting.get(question.about)) and before.key not in now:
            delete_where(connection, questions, cohort=cohort, key=before.key)
            known.pop(before.key, None)
            old = before
        if old and old.can_be_done and old.state is QuestionState.SETTLED:
            continue
        if old is None or old.problem != question.problem or old.state is not QuestionState.OPEN:
            changed[key] = replace(question, number=old.number) if old else question
    for key, old in known.items():
        if key not in now and old.state is QuestionState.OPEN and seen(old):
            changed[key] = replace(old, state=QuestionState.GONE)
    keep(connection, cohort, changed.values())


def keep(connection: Connection, cohort: str, changed: Iterable[Question]) -> None:
    """Store questions, each in place of the one with its key; one without a number gets the next."""
    changed, numbers = tuple(changed), question_numbers(connection, cohort)
    # one that is asked in other words brings its number along
    last = max((*numbers.values(), *(q.number for q in changed)), default=0)
    numbered = []
    for question in changed:
        number = question.number or numbers.get(question.key, 0)
        last += not number
        numbered.append((question, number or last))
        if question.key in numbers:
            delete_where(connection, questions, cohort=cohort, key=question.key)
    insert_rows(connection, questions, _COLUMNS, (_row(cohort, *one) for one in numbered))


def _row(cohort: str, q: Question, number: int) -> tuple[str | int, ...]:
    """Return a question in the order of `_COLUMNS`."""
    texts = (q.form, q.row, q.state.value, q.answer, q.at, q.who)
    return (cohort, q.key, number, *texts, json_text(q.problem), json_text(q.meant))


def meanings_of(connection: Connection, cohort: str) -> tuple[Meaning, ...]:
    """Return what people said of names in answers that could not be told."""
    found = []
    for question in questions_of(connection, cohort, QuestionState.SETTLED):
        asks = question.problem.asks
        if asks and asks.reply is Reply.NAMES:
            person, field, text = asks.about
            listed = (known for known, _ in asks.may)
            unlisted = question.problem.code in UNSURE and not asks.may
            considered = (UNLISTED,) if unlisted else (*listed, *question.meant)
            found.append(Meaning(person, field, text, question.meant, considered))
    return tuple(sorted(found))


def things_told(connection: Connection) -> tuple[OneThing, ...]:
    """Return what was said of two names, in whichever cohort: the latest last."""
    every = values_of(connection, questions, Question, "at", "key", state=QuestionState.SETTLED)
    told = [(q.problem.asks, q.answer.casefold() == SAME) for q in every]
    return tuple(
        OneThing(Thing(a.about[0]), a.about[1], a.about[2], same)
        for a, same in told
        if a and a.reply is Reply.ONE
    )


def changes_told(connection: Connection, cohort: str, answer: str) -> frozenset[str]:
    """Return the marks of changed answers of which somebody said ``take``, or ``leave``."""
    settled = questions_of(connection, cohort, QuestionState.SETTLED)
    asked = [q.problem.asks for q in settled if q.answer.casefold() == answer]
    return frozenset(a.about[1] for a in asked if a and a.reply is Reply.CHANGE)


def rows_in_order(connection: Connection, cohort: str) -> frozenset[str]:
    """Return the hashes of rows that stand as they should, as somebody said."""
    settled = questions_of(connection, cohort, QuestionState.SETTLED)
    asked = (q.problem.asks for q in settled)
    return frozenset(h for a in asked if a and a.reply is Reply.ROWS for h in a.about[1:])


def answer_again(
    connection: Connection, cohort: str, before: Iterable[Question], gone: str
) -> None:
    """Answer of those who are left what was settled of more people, before one of them was erased.

    ``before`` are the questions of that time. Who was meant stays meant.
    """
    known = {q.about: q for q in before if q.state is not QuestionState.GONE}
    again = []
    for new in questions_of(connection, cohort, QuestionState.OPEN):
        whole = (*new.about[:1], "", *new.about[2:])  # what several wrote is asked of who is left
        old, asks = known.get(new.about) or known.get(whole), new.problem.asks
        if old and asks and old.state is QuestionState.SETTLED:
            names, meant = dict(asks.may), tuple(p for p in old.meant if p != gone)
            named = ", ".join(names.get(p, p) for p in meant) or NOBODY
            answer = old.answer if gone not in old.meant else named
            done = replace(new, state=old.state, answer=answer, meant=meant)
            again.append(replace(done, number=old.number, at=old.at, who=old.who))
    keep(connection, cohort, again)


def drop_questions(connection: Connection, cohort: str, traces: Collection[str]) -> None:
    """Delete the questions in which any of some texts stands: an id, a name, an address."""
    for question in questions_of(connection, cohort):
        said = json.dumps(encode(question), ensure_ascii=False).casefold()
        if any(trace.casefold() in said for trace in traces):
            delete_where(connection, questions, cohort=cohort, key=question.key)
