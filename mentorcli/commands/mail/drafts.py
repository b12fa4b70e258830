"""Messages into the outbox: each one once, whatever happens in between."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mentorcli import documents
from mentorcli.commands.run import Run
from mentorcli.domain.message import Draft, Message
from mentorcli.domain.person import stable_id
from mentorcli.domain.problem import Problem, Severity, UserError
from mentorcli.files.atomic import write_bytes
from mentorcli.workspace.drafts import keep_drafts
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.happenings import claim, delivered_keys, mark_written, unwritten


@dataclass(frozen=True, slots=True)
class Delivery:
    """What went into the outbox: messages, merge workbooks, and what could not be written."""

    messages: tuple[Message, ...]
    merges: tuple[Path, ...]
    problems: tuple[Problem, ...]


def deliver(run: Run, workspace: Workspace, messages: Sequence[Message]) -> Delivery:
    """Put messages into the outbox; the caller holds the workspace alone.

    A message is claimed in the database first and its file written after: a crash between leaves
    a claim that the next run turns into the same file, so nothing is lost and nothing doubled.
    One message that cannot be a mail is told and holds up no other.
    """
    sender = workspace.settings.organisation
    problems = []
    with workspace.writing(run.hand) as connection:
        known = delivered_keys(connection)
        for message in messages:
            if message.key in known:
                continue
            try:
                documents.to_eml(message, sender)
            except UserError as error:
                problems.append(unsendable(message, error))
                continue
            claim(connection, message, _file(message), run.hand)
            tell(connection, run.hand, message.person, f"into the outbox: {message.kind}")
    delivery = _finish(run, workspace)
    return Delivery(delivery.messages, delivery.merges, (*problems, *delivery.problems))


def _finish(run: Run, workspace: Workspace) -> Delivery:
    """Write the files of claimed messages, also of those that a crash left without one."""
    with workspace.reading() as connection:
        waiting = unwritten(connection)
    sender = workspace.settings.organisation
    done, drafts, problems = [], [], []
    for message, file in waiting:
        try:
            content = documents.to_eml(message, sender)
        except UserError as error:
            problems.append(unsendable(message, error))
            continue
        write_bytes(workspace.folder / "out" / file, content)
        done.append(message)
        drafts.append(draft_of(message, file, content))
    merges = _merge_workbooks(run, workspace, done)
    if done:
        with workspace.writing(run.hand) as connection:
            mark_written(connection, tuple(message.key for message in done))
            keep_drafts(connection, drafts)
    return Delivery(tuple(done), tuple(merges), tuple(problems))


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


def _file(message: Message) -> str:
    return f"{message.cohort}/outbox/{documents.message_file_name(message)}"


def _merge_workbooks(run: Run, workspace: Workspace, messages: Sequence[Message]) -> list[Path]:
    files = []
    for cohort in sorted({m.cohort for m in messages}):
        mine = [m for m in messages if m.cohort == cohort]
        which = stable_id("k", *sorted(m.key for m in mine))
        path = workspace.out(cohort) / "outbox" / f"merge-{run.today}-{which}.xlsx"
        files.append(write_bytes(path, documents.merge_workbook(mine)))
    return files
