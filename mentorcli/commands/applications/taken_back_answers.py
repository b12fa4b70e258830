"""Answers to open questions taken back: what they were about is asked again; and given once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from mentorcli.commands.applications.column_questions import remember_order
from mentorcli.commands.applications.import_plans import Speak
from mentorcli.commands.applications.question_answers import Answering
from mentorcli.commands.applications.signature_answers import signatures_given
from mentorcli.commands.outcome import Outcome
from mentorcli.commands.run import Run, at_work
from mentorcli.domain.fact import Kind
from mentorcli.domain.importing import Correction
from mentorcli.domain.problem import Reply, UsageError
from mentorcli.domain.question import EMPTY, Question, QuestionState
from mentorcli.workspace.applications import applications_of, save_applications
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.corrections import drop_correction, drop_identities
from mentorcli.workspace.facts import append, signed_fact
from mentorcli.workspace.questions import keep, question_numbered
from mentorcli.workspace.records import cohort_standing


def forget(run: Run, key: str, number: int, speak: Speak) -> Outcome:
    """Take an answer back: what it was about is asked again, or what the export says counts again."""
    with at_work(run) as (workspace, connection):
        cohort(connection, key)
        do = Answering(run, workspace, connection, key, speak)
        question = question_numbered(connection, key, number)
        _take_back(do, question)
        do.replies.add(question.reply)
        if question.reply is Reply.SIGNED and question.answer != EMPTY:
            record = cohort_standing(workspace, connection, key)
            given = signatures_given(record, question, question.answer, run.today, kept=True)
            void = (signed_fact(key, s, Kind.SIGNATURE_VOID) for s in given)
            append(connection, run.hand, *void)
        do.read_again("an answer taken back")
    return do.shown(f"Taken back: {speak(question.problem)[0]}")


def _take_back(do: Answering, question: Question) -> None:
    """Ask a question again, as if it had not been answered; raises UsageError where that cannot be."""
    asks, number, key = question.problem.asks, question.number, do.key
    if question.state is not QuestionState.SETTLED:
        raise UsageError(
            f"Question {number} was not answered.", f"See: mentorcli questions list {key}"
        )
    if asks and asks.reply is Reply.COLUMN:
        raise UsageError(
            f"Question {number}: the form has it now.",
            f'Change it there: mentorcli form edit {asks.about[0]} "TITLE=FIELD"',
        )
    if asks and asks.reply is Reply.CHANGE and question.answer == "take":
        raise UsageError(
            f"Question {number}: the changed answers were taken and are stored.",
            f"To change them back: mentorcli import FILE --cohort {key} --accept-changes, with the export of before",
        )
    if asks and asks.reply is Reply.PERSON:
        people = list(zip(asks.about[::2], asks.about[1::2], strict=True))
        drop_identities(do.connection, key, combinations(people, 2))
    if asks and asks.reply is Reply.ORDER:
        remember_order(do.run, do.workspace, question, "")
        do.reordered = True
    if asks and asks.reply is Reply.CELL:
        form, row, header, occurrence, said = asks.about
        gone = Correction(form, row, header, int(occurrence), said, "")
        drop_correction(do.connection, key, gone)
        _forget_corrected(do, question)
    # what a report or a scan asked stands in no kept row
    again = QuestionState.OPEN if question.reply is Reply.SIGNED else QuestionState.GONE
    keep(do.connection, key, [replace(question, state=again, answer="", meant=())])


def _forget_corrected(do: Answering, question: Question) -> None:
    """Take out of the answers what a corrected cell said: reading again would keep it."""
    place, changed = question.problem.place, []
    for one in applications_of(do.connection, do.key):
        kept = {
            name: given
            for name, given in one.answers.items()
            if (given.source.rule, given.source.file, given.source.cell)
            != ("override", place.file, place.cell)
        }
        if len(kept) < len(one.answers):
            changed.append(replace(one, answers=kept))
    save_applications(do.connection, changed)


def move_answers(do: Answering, answers: Mapping[str, str], *, forward: bool) -> None:
    """Take answers to questions back, by number, or give them again; signatures are facts of their own."""
    for number, answer in answers.items():
        question = question_numbered(do.connection, do.key, int(number))
        if not forward:
            _take_back(do, question)
        elif question.reply is Reply.SIGNED:
            do.mark(question, answer, ())
        else:
            do.settle(question, answer)
    do.read_again("")
