"""Forgetting a person: everything that is known of them in a cohort, and the files that name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mentorcli.commands.applications.erasure_steps import (
    PROBLEMS,
    clear_files,
    erase_stored,
    everybody,
    files_naming,
    resume,
    rows_of,
)
from mentorcli.commands.applications.held_rows import held_of
from mentorcli.commands.applications.namesakes import with_namesakes
from mentorcli.commands.names import find_person, joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, plan_command, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.match_life import LIVE_STATES
from mentorcli.domain.problem import UserError
from mentorcli.domain.text import counted, match_key
from mentorcli.files.atomic import held_back
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import past_of
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.database import Hand
from mentorcli.workspace.folder import Workspace, find
from mentorcli.workspace.forgetting import (
    Unfinished,
    cohorts_of,
    drop_unfinished,
    names_of_person,
    save_unfinished,
    unfinished,
)
from mentorcli.workspace.records import cohort_standing

_GOING = "Files to be deleted"
NAMES = ("full_name", "first_name", "last_name", "email")


def due(run: Run, key: str) -> tuple[str, ...]:
    """Return everybody of a cohort, by id, when its data is not to be kept any longer."""
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        every = everybody(connection, key)
    day = record.cohort.erase_on(workspace.settings.retention_months)
    goes_on = [life.ends for life in record.every_life() if life.state in LIVE_STATES]
    if run.today < (last := max(day, *goes_on, day)):
        why = "a match of it goes on until then" if day < last else "so the settings say"
        raise UserError(
            f"The data of {key} may be kept until {last}: {why}.",
            f"Erase single people by name: mentorcli person erase {key} NAME",
        )
    if not every:
        raise UserError(f"Nobody is known in {key}.", "There is nothing to erase.")
    return tuple(dict.fromkeys(a.person for a in sorted(every, key=lambda a: a.name)))


def forget(run: Run, key: str, wanted: Sequence[str]) -> Outcome:
    """Erase people from a cohort one after the other; nobody where one of them is not found."""
    if len(wanted) == 1:
        return _forget(run, key, wanted[0])
    with view_of(run) as (_, connection):
        every = everybody(connection, key)
    found = dict.fromkeys(find_person(every, who).person for who in wanted)
    return _as_one([_forget(run, key, person, found) for person in found])


def _as_one(outcomes: Sequence[Outcome]) -> Outcome:
    """Return what became of several people: each told, each file once, without those that went with another."""
    people = [person for one in outcomes for person in one.data["people"]]
    gone = {*people, *(path for one in outcomes for path in one.data["deleted"])}
    blocks: list[Any] = []
    tables: dict[str, Listing] = {}
    for block in (block for one in outcomes for block in one.blocks):
        if isinstance(block, Listing):
            rows = [row for row in block.rows if block.title == _GOING or gone.isdisjoint(row)]
            before = tables[block.title].rows if block.title in tables else ()
            tables[block.title] = replace(block, rows=list(dict.fromkeys((*before, *rows))))
        else:
            blocks.append(block)
    blocks = list(dict.fromkeys(reversed(blocks)))[::-1]  # what holds for several stands at the end
    lists = ("deleted", "left", "own")
    data: dict[str, Any] = {
        "people": people,
        **{kind: sorted({path for one in outcomes for path in one.data[kind]}) for kind in lists},
        "written": all(one.data["written"] for one in outcomes),
    }
    data["left"] = [path for path in data["left"] if path not in gone]
    data["own"] = [path for path in data["own"] if path not in gone]
    blocks += [table for table in tables.values() if table.rows]
    steps = dict.fromkeys(step for one in outcomes for step in one.next_steps)
    return Outcome(tuple(blocks), data, next_steps=tuple(steps))


def _forget(run: Run, key: str, who: str, going: Collection[str] = ()) -> Outcome:
    """Erase somebody from a cohort: database, letters and documents; an event says that it was done.

    ``going`` are those who are erased in the same run.
    """
    begun = unfinished(find(run.folder))
    with view_of(run) as (workspace, connection):
        cohort(connection, key)
        onward = plan_command(workspace, connection, key).removesuffix(" --only-fill")
        done = begun if begun != unfinished(workspace.folder) else None
        if done and done.cohort == key and _is_meant(done, who):
            return _finished(workspace, done, onward)
        every = everybody(connection, key)
        person = find_person(every, who).person
        mine = [a for a in every if a.person == person]
        task, same = with_namesakes(workspace, connection, _task(connection, key, mine), going)
        stays = sorted(cohorts_of(connection, task.person, task.addresses) - {key})
        record = cohort_standing(workspace, connection, key)
        left = _left_behind(record, task.person, {task.person, *going})
    names = {match_key(a.name) for a in mine if a.name}
    waiting = [a for a in every if not a.answers and a.person != person]
    alike = [a for a in waiting if match_key(a.name) in names]
    gone, others, own = files_naming(workspace, task)
    blocks = [*_told(mine, task, len(gone), dry_run=run.dry_run), *left, *_left(others, own, alike)]
    if same:
        who = ", ".join(f"{a.name} <{a.email}>" for a in same)
        blocks.append(Paragraph(f"Of the same name, and stays with their files: {who}."))
    if stays:
        name = mine[0].name or person
        blocks.append(Paragraph(f"{name} stays in {', '.join(stays)}: nothing is erased there."))
    data = _data(task, gone, (p for p, _ in others), own, written=not run.dry_run)
    if run.dry_run:
        blocks.append(Listing(("file",), [(str(p),) for p in gone], _GOING))
        return Outcome(tuple(blocks), data)
    with workspace.alone(run.hand) as held:
        resume(held, run.hand)
        with held_back():
            _begin(held, run.hand, task)
        clear_files(held, task)
    again = sorted({a.form for a in waiting} if workspace.out(key) / PROBLEMS in gone else ())
    steps = (f"mentorcli form replay {form} --cohort {key}" for form in again)  # writes it anew
    also = (f"mentorcli person erase {other} {task.person}" for other in stays)
    return Outcome(tuple(blocks), data, next_steps=(*steps, *also, onward))


def _left_behind(record: Standing, person: str, going: Collection[str]) -> list[Paragraph]:
    """Return who is in a match with somebody, and what that loses: no letter tells them of it."""
    mine = [m for m in record.standing_matches() if person in m.people]
    names = names_of(record.applications)
    others = dict.fromkeys(p for m in mine for p in m.people if p not in going)
    if not others:
        return []
    void = {m.id for m in mine}
    lost = sum(s.match in void and s.person not in going for s in record.signatures)
    verb = "counts" if lost == 1 else "count"
    told = f" {counted(lost, 'signature')} of theirs {verb} no more." if lost else ""
    who = joined([*others], names)
    return [Paragraph(f"Was in a match with {who}. Tell them yourself: no letter does.{told}")]


def _begin(workspace: Workspace, hand: Hand, task: Unfinished) -> None:
    """Erase somebody from the database, with a note of it until the files are gone too."""
    save_unfinished(workspace.folder, task)
    try:
        erase_stored(workspace, hand, task)
    except BaseException:
        with suppress(UserError), workspace.reading() as connection:
            if rows_of(connection, task):  # nothing was erased: nor may it be later, unasked
                drop_unfinished(workspace.folder)
        raise


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


def _finished(workspace: Workspace, begun: Unfinished, onward: str) -> Outcome:
    """Return the outcome of forgetting somebody once more, whom opening the workspace forgot."""
    _, others, own = files_naming(workspace, begun)
    text = Paragraph("Forgetting this person had been stopped half-way; now it is done.")
    data = _data(begun, (), (p for p, _ in others), own, written=True)
    return Outcome((text, *_left(others, own, ())), data, next_steps=(onward,))


def _data(task: Unfinished, *files: Iterable[Path], written: bool) -> dict[str, Any]:
    lists = ([str(p) for p in some] for some in files)
    told = dict(zip(("deleted", "left", "own"), lists, strict=True))
    return {"people": [task.person], **told, "written": written}


def _told(
    mine: Sequence[Application], task: Unfinished, files: int, *, dry_run: bool
) -> list[Paragraph | Listing]:
    applications = sum(bool(a.answers) for a in mine)
    what = f"{counted(applications, 'application')} with answers, kept rows, history and letters"
    said = (
        f"{mine[0].name or task.person}: {what if applications else 'the row that was held back'}, "
        f"and {counted(files, 'file')}, {'would be' if dry_run else 'were'} erased."
    )
    again = "An export that still has the answer will not bring it back."
    return [Paragraph(said), Paragraph(again)]


def _left(
    others: Sequence[tuple[Path, str]], own: Sequence[Path], alike: Sequence[Application]
) -> list[Paragraph | Listing]:
    """Return what names the person and is not ours to delete, and who may be the same person."""
    blocks: list[Paragraph | Listing] = []
    if others:
        rows = [(str(path), to) for path, to in others]
        title = "Drafts to other people that name them: delete them, sent or not"
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
