"""Draft files: written once, written anew when they are not sent, taken away, each folder's merge workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection

from mentorcli import documents
from mentorcli.commands.mail.waiting import Post, Waiting, post_of
from mentorcli.commands.run import Run
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.message import Draft, DraftState, Message
from mentorcli.domain.problem import Problem, Severity, UserError
from mentorcli.files.atomic import delete, set_aside, write_bytes
from mentorcli.workspace.drafts import NOT_YET, drafts_of, keep_drafts, standings
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.outbox import claim, mark_written, take_back, unwritten

NEW, CHANGED, SAME, SENT = "new", "changed", "same as before", "sent before"
"""What a draft is beside the one that lay there before it: only the first two are to be sent."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message and its file below ``out/``."""

    message: Message
    file: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What went into the outbox, new or changed, and what could not be written."""

    written: Mapping[Letter, str]
    problems: tuple[Problem, ...]


def letter_in(message: Message, folder: str) -> Letter:
    """Return a message with its place in a folder of its cohort."""
    return Letter(message, f"{message.cohort}/{folder}/{documents.message_file_name(message)}")


def to_write(
    workspace: Workspace, connection: Connection, letters: Iterable[Letter]
) -> Iterator[tuple[Letter, Draft | None]]:
    """Yield the letters that are to be written now, each with its draft of before.

    That is what never was in the outbox, and what waits there unsent and is not as it would be
    now: its file is gone, or its words, its reader or its sender are others.
    """
    posts: dict[str, tuple[Post, dict[str, str]]] = {}
    for letter in letters:
        cohort = letter.message.cohort
        if cohort not in posts:
            stands = {p: s.text for p, s in standings(connection, cohort).items()}
            posts[cohort] = post_of(connection, cohort), stands
        post, stands = posts[cohort]
        entry, draft = post.entries.get(letter.message.key), post.drafts.get(letter.message.key)
        if draft is None:
            wanted = entry is None or entry.state == "claimed"
        else:
            unsent = draft.state in {DraftState.WAITING, DraftState.REFUSED}
            stands_so = stands.get(draft.person, "") == draft.standing
            wanted = unsent and not (stands_so and _is_as_it_was(workspace, letter, draft))
        if wanted:
            yield letter, draft


def _is_as_it_was(workspace: Workspace, letter: Letter, draft: Draft) -> bool:
    if letter.file != draft.file or not workspace.draft_file(draft.file).is_file():
        return False
    try:
        content = documents.to_eml(letter.message, workspace.settings.organisation)
    except UserError:
        return False  # it is told when it is written
    return hashlib.sha256(content).hexdigest() == draft.sha256


def deliver(run: Run, workspace: Workspace, letters: Iterable[Letter]) -> Delivery:
    """Put letters into the outbox; the caller holds the workspace alone.

    A message is claimed in the database first and its file written after: a crash between leaves
    a claim that the next run turns into the same file, so nothing is lost and nothing doubled.
    One message that cannot be a mail is told and holds up no other.
    """
    sender = workspace.settings.organisation
    problems: list[Problem] = []
    states: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    with workspace.reading() as connection:
        wanted = [*to_write(workspace, connection, letters)]
    for letter, draft in wanted:
        try:
            content = documents.to_eml(letter.message, sender)
        except UserError as error:
            problems.append(unsendable(letter.message, error))
            continue
        contents[letter.message.key] = content
        same = draft is None or draft.sha256 == hashlib.sha256(content).hexdigest()
        states[letter.message.key] = NEW if same else CHANGED
        if draft is not None:
            _clear(workspace, draft)
    with workspace.writing(run.hand) as connection:
        for letter, _ in wanted:
            if letter.message.key in states:
                claim(connection, letter.message, letter.file, run.hand)
                to, about = letter.message.person, letter.message.kind
                queued = Fact(Kind.QUEUED, letter.message.cohort, person=to, about=about)
                append(connection, run.hand, queued)
    done, more = _finish(run, workspace, contents)
    written = {letter: states.get(letter.message.key, NEW) for letter in done}
    return Delivery(written, (*problems, *more))


def _finish(
    run: Run, workspace: Workspace, contents: Mapping[str, bytes]
) -> tuple[list[Letter], list[Problem]]:
    """Write the files of claimed messages, also of those that a crash left without one."""
    with workspace.reading() as connection:
        waiting = [Letter(*one) for one in unwritten(connection)]
    sender = workspace.settings.organisation
    done, drafts, problems = [], [], []
    for letter in waiting:
        try:
            known = contents.get(letter.message.key)
            content = known or documents.to_eml(letter.message, sender)
        except UserError as error:
            problems.append(unsendable(letter.message, error))
            continue
        write_bytes(workspace.draft_file(letter.file), content)
        done.append(letter)
        drafts.append(draft_of(letter.message, letter.file, content))
    if done:
        with workspace.writing(run.hand) as connection:
            mark_written(connection, [letter.message.key for letter in done])
            keep_drafts(connection, run.hand.act, drafts)
    return done, problems


def withdraw(run: Run, workspace: Workspace, letters: Sequence[Waiting]) -> None:
    """Take away unsent letters that are not true any more: file, draft and claim.

    The files go first: a crash between leaves drafts without files, which the next run takes away.
    """
    for letter in letters:
        if letter.draft is not None:
            _clear(workspace, letter.draft)
    with workspace.writing(run.hand) as connection:
        take_back(connection, (letter.entry.key for letter in letters))
        for letter in letters:
            gone = letter.entry
            append(
                connection,
                run.hand,
                Fact(Kind.DROPPED, gone.key.partition(":")[0], person=gone.person, about=gone.kind),
            )


def _clear(workspace: Workspace, draft: Draft) -> None:
    """Take a draft's file out of the way; one in which a person has typed is kept aside."""
    path = workspace.draft_file(draft.file)
    if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != draft.sha256:
        set_aside(path.parent, escape(path.name), ())
    else:
        delete(path)


def clear_merges(workspace: Workspace, connection: Connection, sent: Sequence[Draft]) -> None:
    """Delete the merge workbooks of folders in which nothing is left to be sent."""
    cohorts = {d.cohort for d in sent}
    every = (d for cohort in cohorts for d in drafts_of(connection, cohort))
    left = {workspace.draft_file(d.file).parent for d in every if d.state in NOT_YET}
    drop_merges({workspace.draft_file(d.file).parent for d in sent} - left)


def drop_merges(folders: Iterable[Path]) -> None:
    """Delete the merge workbooks of folders: what they list does not wait there any more."""
    for path in (p for folder in folders for p in folder.glob("merge-*.xlsx")):
        delete(path)


def draft_of(message: Message, file: str, content: bytes) -> Draft:
    """Return the register's entry of a draft; ``file`` is its path below ``out/``."""
    return Draft(
        message.key,
        message.cohort,
        message.kind,
        message.person,
        "",
        message.language,
        file,
        hashlib.sha256(content).hexdigest(),
    )


def unsendable(message: Message, error: UserError) -> Problem:
    """Return the problem of a message that cannot be a mail."""
    return Problem.of(
        "unsendable", Severity.BLOCKER, name=message.to_name, kind=message.kind, why=error.message
    )


def news(workspace: Workspace, before: Iterable[Draft], drafts: Iterable[Draft]) -> dict[str, str]:
    """Return by key what each draft is beside those ``before``, which may be of older editions."""
    sent: dict[str, set[str]] = {}
    for old in before:
        for name in (old.file, _edited(old)):
            sent.setdefault(name, set()).update({old.sent_sha256} - {""})
    found = {}
    for draft in drafts:
        path = workspace.draft_file(draft.file)
        gone = sent.get(draft.file, set()) | sent.get(_edited(draft), set())
        there = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        first = CHANGED if there or gone else NEW
        found[draft.key] = (
            SENT if draft.sha256 in gone else SAME if draft.sha256 == there else first
        )
    return found


def _edited(draft: Draft) -> str:
    """Return what stays of a draft's key where it is written anew: an invitation's ends with its edition."""
    return draft.key.rpartition("/")[0] if "/invitations/" in draft.file else draft.key


def write_merge(path: Path, files: Mapping[Message, str], states: Mapping[str, str]) -> Path | None:
    """Write the workbook of what is to be sent now: what ``states`` calls new or changed, by key.

    ``files`` are the messages, each with the file that lies beside the workbook. Where nothing is, the one before stays, or comes again, as long as some of it may not be sent.
    """
    said = [states[m.key] for m in files]
    to_send = {NEW, CHANGED} if {NEW, CHANGED}.intersection(said) else {SAME}
    if SAME in to_send and path.is_file() and SAME in said:
        return path
    rows = {m: file for m, file in files.items() if states[m.key] in to_send}
    if not rows:
        delete(path)
        return None
    changed = [m.key for m in rows if states[m.key] == CHANGED]
    return write_bytes(path, documents.merge_workbook(rows, changed))


def merge_of(folder: Path) -> Path:
    """Return the merge workbook of a folder of drafts."""
    return folder / f"merge-{folder.name}.xlsx"


def write_merges(
    workspace: Workspace, letters: Mapping[Letter, str], folders: Iterable[Path]
) -> list[Path]:
    """Write each folder's workbook anew, with the letters that lie there; return those written.

    A folder in which no letter is left goes, workbook and all.
    """
    made = []
    for folder in sorted(set(folders)):
        lying = {x: s for x, s in letters.items() if workspace.draft_file(x.file).parent == folder}
        files = {letter.message: PurePosixPath(letter.file).name for letter in lying}
        states = {letter.message.key: state for letter, state in lying.items()}
        if path := write_merge(merge_of(folder), files, states):
            made.append(path)
        else:
            with suppress(OSError):  # something else lies there
                folder.rmdir()
    return made
