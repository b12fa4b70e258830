"""What was typed into a problems workbook: answers to questions, and corrected cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mentorcli import intake
from mentorcli.commands.applications.import_plans import Speak
from mentorcli.commands.applications.question_answers import Answering, remember
from mentorcli.commands.applications.unread_workbook import not_taken_in
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run, at_work
from mentorcli.domain.problem import Asks, Problem, Reply, Severity, UsageError, UserError
from mentorcli.domain.question import EMPTY
from mentorcli.domain.text import counted
from mentorcli.files.opening import read_tables
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.corrections import save_corrections
from mentorcli.workspace.questions import question_numbered


def take_in(run: Run, file: Path, speak: Speak) -> Outcome:
    """Store what was typed into a problems workbook: answers to questions, and corrected cells."""
    tables, _ = read_tables(file, None)
    key, typed = intake.typed_corrections(tables)
    answers = intake.typed_answers(tables)
    nothing = {"cohort": key, "corrections": 0, "answers": 0, "written": False}
    if not typed and not answers:
        text = f"Nothing was changed in {file.name}; there is nothing to correct."
        return Outcome((Paragraph(text),), nothing)
    with at_work(run) as (workspace, connection):
        cohort(connection, key)
        typed, answers = not_taken_in(connection, key, (typed, answers))
        if not typed and not answers:
            text = f"What is typed in {file.name} was taken in before; nothing changed."
            return Outcome((Paragraph(text),), nothing)
        do = Answering(run, workspace, connection, key, speak)
        said = _settled(do, answers, file)
        made = [replace(c, at=run.hand.at, who=run.hand.who) for c in typed]
        save_corrections(connection, key, made)
        for c in made:
            about = (c.form, c.answer, c.header, str(c.occurrence), c.said)
            told = Problem.of("cell_corrected", Severity.NOTE, header=c.header[:80])
            remember(do, replace(told, asks=Asks(Reply.CELL, about)), c.value or EMPTY)
        if made:
            cells = counted(len(made), "cell")
            said.append(f"{cells} corrected; they stay corrected in later exports.")
        do.read_again(f"{len(made)} cells corrected, {len(answers)} answers")
    outcome = do.shown(*said)
    data = {**outcome.data, "corrections": len(made), "answers": len(answers)}
    return replace(outcome, data=data)


def _settled(do: Answering, answers: Sequence[tuple[int, str]], file: Path) -> list[str]:
    """Return what was answered, in words; raises UserError that names all answers that are none."""
    said, wrong = [], []
    for number, text in answers:
        try:
            said.append(do.settle(question_numbered(do.connection, do.key, number), text))
        except UserError as error:
            whose = "" if error.message.startswith("Question ") else f"Question {number}: "
            wrong.append(f"{whose}{error.message}")
    if wrong:
        where = f"Correct these in the column “Your answer” of {file.name}, and read it again."
        raise UsageError(f"{' '.join(wrong)} No answer of the file was taken.", where)
    return said
