"""Questions about the columns of a form, asked where nobody is at the terminal; answered by number."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from mentorcli.commands.applications.agreed_forms import UnclearFormError
from mentorcli.commands.applications.forms import with_field
from mentorcli.commands.applications.questions import OPEN, numbered
from mentorcli.commands.run import Run
from mentorcli.domain.form import LEFT_OUT
from mentorcli.domain.problem import Asks, Problem, Reply, UsageError
from mentorcli.domain.question import YES, Question, question_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.forms import form_path, read_form, remembered_forms, save_form
from mentorcli.workspace.questions import ask, questions_of


def keep_unclear_form(
    connection: Connection, key: str, unclear: UnclearFormError
) -> tuple[Problem, ...]:
    """Keep what must be asked of a form's columns; return its problems with their numbers."""
    asked = [
        question_of(p, unclear.form)
        for p in unclear.problems
        if p.asks and p.asks.reply is Reply.COLUMN
    ]
    ask(connection, key, asked, lambda q: q.form == unclear.form and q.reply is Reply.COLUMN)
    return numbered(connection, key, unclear.problems)


def settle_column(
    run: Run, workspace: Workspace, question: Question, asks: Asks, answer: str
) -> str:
    """Set which field a column feeds, in the proposed form or the form; return what goes with it."""
    key, header, occurrence = asks.about
    proposal = form_path(workspace.forms, key, proposed=True)
    path = proposal if proposal.is_file() else form_path(workspace.forms, key)
    if not path.is_file():
        raise UsageError(
            f"Question {question.number}: the form {key} is not there any more.",
            "Import the file again.",
        )
    form = read_form(path)
    wanted = answer
    if answer.casefold() == YES:
        if len(asks.may) != 1:
            may = ", ".join(field for field, _ in asks.may) or "a field of the programme"
            raise UsageError(f"Question {question.number}: say which: {may}, or {LEFT_OUT}.")
        wanted = asks.may[0][0]
    programme = workspace.programme(form.programme)
    edited, _ = with_field(programme, form, header, wanted, int(occurrence))
    if not run.dry_run:
        save_form(workspace.forms, edited, proposed=path == proposal)
    before = {
        c.field for c in form.columns if (c.header, c.occurrence) == (header, int(occurrence))
    }
    fed = before - {wanted}
    if path == proposal or not fed:
        return ""
    return f"It fed {', '.join(sorted(fed))}: what people wrote there is not read any more."


def confirm_settled_form(
    run: Run, workspace: Workspace, connection: Connection, key: str, form: str
) -> str:
    """Confirm a proposed form once no question about its columns is open; return what to say of it."""
    path = form_path(workspace.forms, form, proposed=True)
    waiting = questions_of(connection, key, OPEN)
    if run.dry_run or any(q.form == form and q.reply is Reply.COLUMN for q in waiting):
        return ""
    if path.is_file():
        save_form(workspace.forms, read_form(path))
        path.unlink()
    return f"{form} is confirmed. Import the file again: mentorcli import FILE --cohort {key}"


def remember_order(run: Run, workspace: Workspace, question: Question, order: str) -> None:
    """Write into the form in which order one of its columns gives day, month and year."""
    asks = question.problem.asks
    _, header, occurrence = asks.about if asks else ("", "", "")
    forms = remembered_forms(workspace.forms)
    for form in (f for f in forms if f.key == question.form and not run.dry_run):
        columns = tuple(
            replace(c, date_order=order)
            if (c.header, str(c.occurrence)) == (header, occurrence)
            else c
            for c in form.columns
        )
        save_form(workspace.forms, replace(form, columns=columns))
