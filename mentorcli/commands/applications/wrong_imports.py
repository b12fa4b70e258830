"""Everybody who came new with an import, withdrawn at once: it was the wrong file, or the wrong cohort."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from mentorcli.commands.applications.questions import keep_asked
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run, at_work, plan_command, view_of
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.problem import UsageError
from mentorcli.domain.text import counted, some_of, unaccented
from mentorcli.workspace.applications import applications_of, new_in_imports
from mentorcli.workspace.facts import append, facts_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import cohort_standing

_MOST = 10


@dataclass(frozen=True, slots=True)
class _Newcomers:
    """Who came new with an import and is still there; those who have been in a match stay."""

    going: tuple[Application, ...]
    staying: tuple[Application, ...]

    def said(self) -> str:
        """Return who would go, the first by name."""
        names = some_of([a.name for a in self.going], _MOST)
        return f"{counted(len(self.going), 'application')} new in that import" + (
            f" ({names})" if names else ""
        )

    def stay(self) -> str:
        """Return who is left as they are, and why, or an empty text."""
        names = some_of([a.name for a in self.staying], _MOST)
        return f" Left as they are, since they have been in a match: {names}." if names else ""


def withdrawal_question(run: Run, key: str, number: int, role: str) -> str:
    """Return what to ask: who would be withdrawn."""
    with view_of(run) as (workspace, connection):
        found = _newcomers(workspace, connection, key, number, role)
    return f"Mark {found.said()} as withdrawn?{found.stay()}"


def withdraw(run: Run, key: str, number: int, why: str, role: str) -> Outcome:
    """Mark all applications as withdrawn that were new in an import; nothing of them is deleted."""
    with at_work(run) as (workspace, connection):
        found = _newcomers(workspace, connection, key, number, role)
        if found.going and not run.dry_run:
            told = (Fact(Kind.WITHDRAWN, key, "", a.person, a.role, words=why) for a in found.going)
            append(connection, run.hand, *told)
            keep_asked(workspace, connection, key)
        onward = plan_command(workspace, connection, key)
    are = "is" if len(found.going) == 1 else "are"
    verb = "would be withdrawn" if run.dry_run else f"{are} withdrawn"
    reason = f": {why}" if why else ""
    data = {"withdrawn": [a.person for a in found.going], "left": [a.person for a in found.staying]}
    text = f"{found.said()} {verb}{reason}.{found.stay()}"
    return Outcome((Paragraph(text),), data, next_steps=(onward,))


def _newcomers(
    workspace: Workspace, connection: Connection, key: str, number: int, role: str
) -> _Newcomers:
    """Return who was new in the import with that number in the history; else UsageError."""
    record = cohort_standing(workspace, connection, key)
    every = facts_of(connection, key, (Kind.IMPORTED,))
    acts = {f.deed.act for f in every if f.number == number}
    if not acts:
        raise UsageError(f"No. {number} is no import of {key}.", f"See: mentorcli history {key}")
    new = new_in_imports(connection, {f.about for f in every if f.deed.act in acts})
    mine = [
        a
        for a in sorted(applications_of(connection, key), key=lambda a: unaccented(a.name))
        if (a.role, a.person, a.form) in new and role in {"", a.role}
        if a.state is not ApplicationState.WITHDRAWN
    ]
    matched = {p for one in record.every_match() for p in one.match.people}
    return _Newcomers(
        tuple(a for a in mine if a.person not in matched),
        tuple(a for a in mine if a.person in matched),
    )
