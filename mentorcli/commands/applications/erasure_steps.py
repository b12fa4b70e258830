"""The steps of erasing somebody: first the database, then the files that name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from email.utils import parseaddr
from pathlib import Path

from sqlalchemy import Connection

from mentorcli.commands.applications.held_rows import held_of, waiting_people
from mentorcli.commands.applications.questions import keep_asked
from mentorcli.domain.application import Application
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.importing import identity_of
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.files.atomic import HALF_WRITTEN, delete
from mentorcli.files.personal_data import addressed_to, mentions
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.corrections import drop_identity
from mentorcli.workspace.database import Hand
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.forgetting import (
    Unfinished,
    cohorts_of,
    drop_unfinished,
    erase,
    unfinished,
    vacuum,
)
from mentorcli.workspace.last_reminder_run import BEGUN
from mentorcli.workspace.questions import answer_again, drop_questions, questions_of

PROBLEMS = "problems.xlsx"
NO_COPIES = frozenset({"workspace.db", "mentorcli.toml", "remind.log", BEGUN})
"""Files in the workspace's folder that are not the user's copies of what people answered."""


def go_on(workspace: Workspace, hand: Hand) -> None:
    """Finish forgetting somebody where an earlier run was stopped; not while another one is at it."""
    try:
        with workspace.alone(hand) as held:
            resume(held, hand)
    except UserError as error:
        if error.code is not ExitCode.BUSY:
            raise


def resume(workspace: Workspace, hand: Hand) -> None:
    """Finish what an earlier run began; the workspace is this run's alone."""
    if task := unfinished(workspace.folder):
        erase_stored(workspace, hand, task)
        clear_files(workspace, task)


def erase_stored(workspace: Workspace, hand: Hand, task: Unfinished) -> None:
    """Erase somebody from the database; who is not there any more is no fault."""
    with workspace.writing(hand) as connection:
        if mine := rows_of(connection, task):
            asked = questions_of(connection, task.cohort)
            erase(connection, task.cohort, mine)
            if not cohorts_of(connection, mine[0].person, ()):
                _forget_elsewhere(connection, mine)
            append(connection, hand, Fact(Kind.ERASED, task.cohort))
            keep_asked(workspace, connection, task.cohort)
            answer_again(connection, task.cohort, asked, task.person)


def _forget_elsewhere(connection: Connection, mine: Sequence[Application]) -> None:
    """Delete what other cohorts were asked, and told, of who somebody is that is in none any more."""
    for one in all_cohorts(connection):
        drop_questions(connection, one.key, {f"{a.name} <{a.email}>" for a in mine})
    for a in mine:
        drop_identity(connection, identity_of(a))


def rows_of(connection: Connection, task: Unfinished) -> list[Application]:
    """Return the applications and held rows of somebody who is to be erased."""
    return [a for a in everybody(connection, task.cohort) if a.person == task.person]


def clear_files(workspace: Workspace, task: Unfinished) -> None:
    """Delete the files and the freed pages; what cannot be deleted now is tried again next time."""
    refused: list[UserError] = []
    for path in files_naming(workspace, task)[0]:
        try:
            delete(path)
        except UserError as error:
            refused.append(error)
    vacuum(workspace)
    if refused:
        raise refused[0]
    drop_unfinished(workspace.folder)


def everybody(connection: Connection, key: str) -> tuple[Application, ...]:
    """Return the applications, and what stands for one of people whose rows are held back."""
    found = applications_of(connection, key)
    return (*found, *waiting_people(key, held_of(connection, key), found))


def files_naming(
    workspace: Workspace, task: Unfinished
) -> tuple[list[Path], list[tuple[Path, str]], list[Path]]:
    """Return the files that name the person: ours to delete, drafts to other people, and the user's.

    Copies of the database from before a migration hold everybody; they go too.
    """
    folder = workspace.folder
    gone = sorted(folder.glob("workspace.before-*.db"))
    others: list[tuple[Path, str]] = []
    own: list[Path] = []
    for path in _made(workspace, task):
        copied = task.held and path == workspace.out(task.cohort) / PROBLEMS
        if not copied and not mentions(path, task.words):
            if not task.shared or not mentions(path, task.shared) or _is_anothers(task, path):
                continue
            if (
                path.suffix != ".eml" and task.person not in path.name
            ):  # whose it is, a person must see
                own.append(path)
                continue
        to = addressed_to(path)
        if to and parseaddr(to)[1].casefold() not in task.addresses:
            others.append((path, to))
        else:
            gone.append(path)
    printed = {path.with_suffix(".pdf") for path in gone if path.suffix == ".docx"}
    gone += sorted(path for path in printed - set(gone) if path.is_file())
    beside = (p for pattern in ("*", "*/*") for p in folder.glob(pattern))
    for path in sorted(p for p in beside if p.is_file() and _may_copy(folder, p, gone)):
        if mentions(path, (*task.words, *task.shared), in_doubt=False):
            (gone if HALF_WRITTEN.fullmatch(path.name) else own).append(path)
    return gone, others, own


def _is_anothers(task: Unfinished, path: Path) -> bool:
    """Tell whether a file that has a name alone is another's of that name."""
    known = any(path.as_posix().endswith(f"/{file}") for file in task.theirs)
    known = known or any(other in path.name for other in task.others)
    return known or mentions(path, task.others, in_doubt=False)


def _made(workspace: Workspace, task: Unfinished) -> Iterator[Path]:
    """Give every file under ``out``, but of cohorts in which the person stays."""
    with workspace.reading() as connection:
        stays = cohorts_of(connection, task.person, task.addresses) - {task.cohort}
    out = workspace.folder / "out"
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.relative_to(out).parts[0] not in stays:
            yield path


def _may_copy(folder: Path, path: Path, gone: Sequence[Path]) -> bool:
    inside = path.relative_to(folder).parts
    ours = len(inside) == 1 and inside[0] in NO_COPIES
    return inside[0] != "out" and not ours and path not in gone
