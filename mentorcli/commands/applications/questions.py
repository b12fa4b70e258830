"""The open questions of a cohort: asked in one place, listed, and kept for later exports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from mentorcli import matching
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.answer_key import in_any_order
from mentorcli.domain.application import Application
from mentorcli.domain.problem import Problem
from mentorcli.domain.question import CHOICES, DONE, Question, QuestionState, question_of
from mentorcli.domain.table import row_and_column
from mentorcli.domain.text import counted
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.questions import ask, question_numbers, questions_of
from mentorcli.workspace.raw_rows import with_places_now
from mentorcli.workspace.records import matching_case

if TYPE_CHECKING:
    from mentorcli.commands.applications.import_plans import Incoming, Speak

OPEN, SETTLED = QuestionState.OPEN, QuestionState.SETTLED


def questions_about(
    workspace: Workspace,
    connection: Connection,
    key: str,
    people: Iterable[Application] | None = None,
) -> tuple[Problem, ...]:
    """Return what must be asked: names in conflicts, one name in both roles, wishes with a “not”.

    ``people`` are those of an import that is not stored yet.
    """
    return matching.open_questions(matching_case(workspace, connection, key, people))


def with_questions(taken: Sequence[Incoming], asked: Sequence[Problem]) -> list[Incoming]:
    """Return exports with the questions about their cells, first; the last has those of no other."""
    sheets = [(i.table.file, i.table.sheet) for i in taken]
    rows = {
        (i.form.key, in_any_order(a)): n
        for n, i in enumerate(taken if asked else ())
        for a in i.answers.values()
    }
    last = {sheet: n for n, sheet in enumerate(sheets)}
    at = [
        rows.get(_row_of(p), last.get((p.place.file, p.place.sheet), len(taken) - 1)) for p in asked
    ]
    return [
        _with(incoming, tuple(p for p, k in zip(asked, at, strict=True) if k == n))
        for n, incoming in enumerate(taken)
    ]


def _row_of(problem: Problem) -> tuple[str, str]:
    form, answer, *_ = (*problem.place.row, "", "")
    return form, in_any_order(answer)


def _with(incoming: Incoming, asked: tuple[Problem, ...]) -> Incoming:
    plan = replace(incoming.plan, problems=(*asked, *incoming.plan.problems))
    return replace(incoming, plan=plan, weighed=(*asked, *incoming.weighed))


def keep_asked(
    workspace: Workspace,
    connection: Connection,
    key: str,
    taken: Sequence[Incoming] = (),
    known: tuple[Problem, ...] | None = None,
) -> tuple[Problem, ...]:
    """Keep what must be asked now, of exports as they were weighed and of people as they are stored.

    What was asked of rows that are in none of the exports stays as it is. Returns what is asked of
    people, where it is not ``known``.
    """
    people = questions_about(workspace, connection, key) if known is None else known
    theirs = [question_of(p) for p in people]
    about_people = {q.key for q in theirs}
    rows: dict[str, set[str]] = {}
    asked = []
    for incoming in taken:
        form = incoming.form.key
        keys = (*incoming.answers.values(), *incoming.unkeyed)
        rows.setdefault(form, set()).update(map(in_any_order, keys))
        if not incoming.read_again:  # what is asked of a file as a whole is not known from its rows
            rows[form].add("")
        weighed = set(incoming.weighed)
        for problem in incoming.plan.problems:
            at = row_and_column(problem.place.cell)
            of_row = at and (incoming.read_again or problem in weighed)
            row = incoming.answers.get(at[0], "") if at and of_row else ""
            question = question_of(problem, form, row)
            if problem.is_open and question.key not in about_people:
                asked.append(question)
    ask(
        connection,
        key,
        [*asked, *theirs],
        lambda q: not q.form or in_any_order(q.row) in rows.get(q.form, ()),
    )
    return people


def numbered(connection: Connection, key: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems, questions with their numbers and the cohort; what was seen to is left out."""
    numbers = question_numbers(connection, key, OPEN)
    done = {q.key for q in questions_of(connection, key, SETTLED) if q.can_be_done}
    keyed = [(p, question_of(p).key if p.is_open else "") for p in problems]
    there = with_places_now(connection, key, (p for p, k in keyed if k not in done))
    keys = (k for _, k in keyed if k not in done)
    return tuple(_numbered(p, numbers.get(k), key) for p, k in zip(there, keys, strict=True))


def _numbered(problem: Problem, number: int | None, key: str) -> Problem:
    told = (("number", str(number)),) if number is not None else ()
    return replace(problem, parameters=(*problem.parameters, *told)).in_cohort(key)


def open_questions(
    connection: Connection, key: str, most: int | None = None
) -> tuple[Question, ...]:
    """Return the open questions of a cohort, the first, each problem with its number in what it says."""
    found = questions_of(connection, key, OPEN, most)
    there = with_places_now(connection, key, [q.problem for q in found])
    return tuple(
        replace(q, problem=_numbered(p, q.number, key)) for q, p in zip(found, there, strict=True)
    )


def listing(run: Run, key: str, speak: Speak) -> Outcome:
    """List the open questions of a cohort with how each is answered, then those that were answered."""
    with view_of(run) as (_, connection):
        cohort(connection, key)
        waiting = open_questions(connection, key)
        settled = questions_of(connection, key, SETTLED)
    said = counted(len(waiting), "open question")
    blocks = [Paragraph(f"{said} of {key}", strong=True)]
    for question in waiting:
        says, do = speak(question.problem)
        lines = [says, *([str(question.problem.place)] if str(question.problem.place) else [])]
        lines += [f"→ {do}"] if do else []
        text = "\n    ".join(lines)
        blocks.append(Paragraph(f"{question.number:>2}  {text}", hang=4))
    if settled:
        blocks.append(Paragraph("Answered", strong=True))
    for question in settled:
        says = speak(question.problem)[0]
        text = f"{says}\n    → {question.answer} ({question.who}, {question.at[:10]})"
        blocks.append(Paragraph(f"{question.number:>2}  {text}", hang=4))
    data = {"cohort": key, "questions": [_data(q, speak) for q in (*waiting, *settled)]}
    return Outcome(tuple(blocks), data)


def _data(question: Question, speak: Speak) -> dict[str, Any]:
    problem, reply = question.problem, question.reply
    says, do = speak(problem)
    may = [name for _, name in problem.asks.may] if problem.asks else []
    return {
        "number": question.number,
        "state": question.state.value,
        "code": problem.code,
        "file": problem.place.file,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "says": says,
        "do": do,
        "answers": [*CHOICES.get(reply, may)] if reply else [DONE] * question.can_be_done,
        "answer": question.answer,
        "by": question.who,
        "at": question.at,
    }
