"""Forgetting a person: everything that is known of them in a cohort, and the files that name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mentorcli.commands.applications.held_rows import held_of, waiting_people
from mentorcli.commands.applications.questions import keep_asked
from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.text import counted, match_key
from mentorcli.files.atomic import HALF_WRITTEN, delete, held_back
from mentorcli.files.personal_data import addressed_to, mentions
from mentorcli.workspace.applications import applications_of, past_of
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.database import Hand
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace, find
from mentorcli.workspace.forgetting import (
    Unfinished,
    cohorts_of,
    drop_unfinished,
    erase,
    names_of_person,
    save_unfinished,
    unfinished,
    vacuum,
)
from mentorcli.workspace.last_look import BEGUN

PROBLEMS = "problems.xlsx"
NAMES = ("full_name", "first_name", "last_name", "email")
NO_COPIES = frozenset({"workspace.db", "mentorcli.toml", "remind.log", BEGUN})
"""Files in the workspace's folder that are not the user's copies of what people answered."""


def forget(run: Run, key: str, who: str) -> Outcome:
    """Erase somebody from a cohort: database, letters and documents; an event says that it was done."""
    begun = unfinished(find(run.folder))
    with view_of(run) as (workspace, connection):
        cohort(connection, key)
        done = begun if begun != unfinished(workspace.folder) else None
        if done and done.cohort == key and _is_meant(done, who):
            return _finished(workspace, done)
        every = _everybody(connection, key)
        person = find_person(every, who).person
        mine = [a for a in every if a.person == person]
        task = _task(connection, key, mine)
    names = {match_key(a.name) for a in mine if a.name}
    waiting = [a for a in every if not a.answers and a.person != person]
    alike = [a for a in waiting if match_key(a.name) in names]
    gone, others, own = _files(workspace, task)
    blocks = [*_told(mine, task, len(gone), dry_run=run.dry_run), *_left(others, own, alike)]
    data = _data(task, gone, others, own, written=not run.dry_run)
    if run.dry_run:
        blocks.append(Listing(("file",), [(str(p),) for p in gone], "Files to be deleted"))
        return Outcome(tuple(blocks), data)
    with workspace.alone(run.hand) as held:
        _resume(held, run.hand)
        with held_back():
            _begin(held, run.hand, task)
        _clear(held, task)
    again = sorted({a.form for a in waiting} if workspace.out(key) / PROBLEMS in gone else ())
    steps = (f"mentorcli form replay {form} --cohort {key}" for form in again)  # writes it anew
    return Outcome(tuple(blocks), data, next_steps=(*steps, f"mentorcli match {key}"))


def _begin(workspace: Workspace, hand: Hand, task: Unfinished) -> None:
    """Erase somebody from the database, with a note of it until the files are gone too."""
    save_unfinished(workspace.folder, task)
    try:
        _erase(workspace, hand, task)
    except BaseException:
        with suppress(UserError), workspace.reading() as connection:
            if _mine(connection, task):  # nothing was erased: nor may it be later, unasked
                drop_unfinished(workspace.folder)
        raise


def go_on(workspace: Workspace, hand: Hand) -> None:
    """Finish forgetting somebody where an earlier run was stopped; not while another one is at it."""
    try:
        with workspace.alone(hand) as held:
            _resume(held, hand)
    except UserError as error:
        if error.code is not ExitCode.BUSY:
            raise


def _resume(workspace: Workspace, hand: Hand) -> None:
    if task := unfinished(workspace.folder):
        _erase(workspace, hand, task)
        _clear(workspace, task)


def _erase(workspace: Workspace, hand: Hand, task: Unfinished) -> None:
    with workspace.writing(hand) as connection:
        if mine := _mine(connection, task):
            erase(connection, task.cohort, mine)
            append(connection, hand, Fact(Kind.ERASED, task.cohort))
            keep_asked(workspace, connection, task.cohort)


def _mine(connection: Connection, task: Unfinished) -> list[Application]:
    return [a for a in _everybody(connection, task.cohort) if a.person == task.person]


def _clear(workspace: Workspace, task: Unfinished) -> None:
    """Delete the files and the freed pages; what cannot be deleted now is tried again next time."""
    refused: list[UserError] = []
    for path in _files(workspace, task)[0]:
        try:
            delete(path)
        except UserError as error:
            refused.append(error)
    vacuum(workspace)
    if refused:
        raise refused[0]
    drop_unfinished(workspace.folder)


def _everybody(connection: Connection, key: str) -> tuple[Application, ...]:
    """Return the applications, and what stands for one of people whose rows are held back."""
    found = applications_of(connection, key)
    return (*found, *waiting_people(key, held_of(connection, key), found))


def _task(connection: Connection, key: str, mine: Sequence[Application]) -> Unfinished:
    """Return whom to forget, with the names and addresses of today and of before, each way round."""
    person, now = mine[0].person, {f: mine[0].text(f) for f in NAMES}
    past: dict[tuple[str, str], dict[str, str]] = {}
    for p in past_of(connection, key, person):
        past.setdefault((p.role, p.response), {})[p.field] = p.given.source.raw
    names = names_of_person(mine)
    for said in past.values():
        whole = {f: said.get(f, now.get(f, "")) for f in NAMES}
        parts = (whole["first_name"], whole["last_name"])
        names |= {said.get("email", ""), whole["full_name"], " ".join(parts) if all(parts) else ""}
    turned = {
        " ".join((*n.split()[i:], *n.split()[:i])) for n in names for i in range(len(n.split()))
    }
    words = tuple(sorted({person} | names | turned - {""}))
    addresses = tuple(sorted({a.email.casefold() for a in mine if "@" in a.email}))
    return Unfinished(key, person, words, addresses, person in held_of(connection, key))


def _is_meant(begun: Unfinished, who: str) -> bool:
    wanted = match_key(who)
    return any(wanted in match_key(word) for word in begun.words)


def _finished(workspace: Workspace, begun: Unfinished) -> Outcome:
    """Return the outcome of forgetting somebody once more, whom opening the workspace forgot."""
    _, others, own = _files(workspace, begun)
    text = Paragraph("Forgetting this person had been stopped half-way; now it is done.")
    data = _data(begun, (), others, own, written=True)
    steps = (f"mentorcli match {begun.cohort}",)
    return Outcome((text, *_left(others, own, ())), data, next_steps=steps)


def _data(
    task: Unfinished,
    gone: Sequence[Path],
    others: Sequence[tuple[Path, str]],
    own: Sequence[Path],
    *,
    written: bool,
) -> dict[str, Any]:
    return {
        "person": task.person,
        "deleted": [str(p) for p in gone],
        "left": [str(p) for p, _ in others],
        "own": [str(p) for p in own],
        "written": written,
    }


def _told(
    mine: Sequence[Application], task: Unfinished, files: int, *, dry_run: bool
) -> list[Paragraph | Listing]:
    applications = sum(bool(a.answers) for a in mine)
    what = f"{counted(applications, 'application')} with answers, kept rows, history and letters"
    said = (
        f"{mine[0].name or task.person}: {what if applications else 'the row that was held back'}, "
        f"and {counted(files, 'file')}, {'would be' if dry_run else 'were'} erased. An export that "
        "still has the answer will not bring it back."
    )
    return [Paragraph(said)]


def _left(
    others: Sequence[tuple[Path, str]], own: Sequence[Path], alike: Sequence[Application]
) -> list[Paragraph | Listing]:
    """Return what names the person and is not ours to delete, and who may be the same person."""
    blocks: list[Paragraph | Listing] = []
    if others:
        rows = [(str(path), to) for path, to in others]
        title = "Drafts to other people that name them: send, then delete"
        blocks.append(Listing(("file", "to"), rows, title))
    if own:
        title = "Files of yours that name them: delete them when they are no longer needed"
        blocks.append(Listing(("file",), [(str(path),) for path in own], title))
    if alike:
        title = "Rows held back under the same name: if that is the same person, forget them too"
        blocks.append(
            Listing(("name", "e-mail", "id"), [(a.name, a.email, a.person) for a in alike], title)
        )
    return blocks


def _files(
    workspace: Workspace, task: Unfinished
) -> tuple[list[Path], list[tuple[Path, str]], list[Path]]:
    """Return the files that name the person: ours to delete, drafts to other people, and the user's.

    Copies of the database from before a migration hold everybody; they go too.
    """
    folder = workspace.folder
    gone = sorted(folder.glob("workspace.before-*.db"))
    others: list[tuple[Path, str]] = []
    for path in _made(workspace, task):
        copied = task.held and path == workspace.out(task.cohort) / PROBLEMS
        if not copied and not mentions(path, task.words):
            continue
        to = addressed_to(path)
        if to and not any(address in to.casefold() for address in task.addresses):
            others.append((path, to))
        else:
            gone.append(path)
    printed = {path.with_suffix(".pdf") for path in gone if path.suffix == ".docx"}
    gone += sorted(path for path in printed - set(gone) if path.is_file())
    beside = (p for pattern in ("*", "*/*") for p in folder.glob(pattern))
    own: list[Path] = []
    for path in sorted(p for p in beside if p.is_file() and _may_copy(folder, p, gone)):
        if mentions(path, task.words, in_doubt=False):
            (gone if HALF_WRITTEN.fullmatch(path.name) else own).append(path)
    return gone, others, own


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
