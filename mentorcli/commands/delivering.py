"""Messages into the outbox: each one once, whatever happens in between."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mentorcli import documents
from mentorcli.commands.run import Run
from mentorcli.domain.message import Message
from mentorcli.domain.person import stable_id
from mentorcli.files.atomic import write_bytes
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.happenings import claim, delivered_keys, mark_written, unwritten


def deliver(run: Run, workspace: Workspace, messages: Sequence[Message]) -> tuple[Path, ...]:
    """Put messages into the outbox and return the files written, their merge workbooks last.

    A message is claimed in the database first and its file written after: a crash between leaves
    a claim that the next run turns into the same file, so nothing is lost and nothing doubled.
    """
    with workspace.writing(run.hand) as connection:
        known = delivered_keys(connection)
        for message in messages:
            if message.key not in known:
                claim(connection, message, _file(message), run.hand)
                tell(connection, run.hand, message.person, f"into the outbox: {message.kind}")
    return finish(run, workspace)


def finish(run: Run, workspace: Workspace) -> tuple[Path, ...]:
    """Write the files of claimed messages, also of those that a crash left without one."""
    with workspace.reading() as connection:
        waiting = unwritten(connection)
    if not waiting:
        return ()
    sender = workspace.settings.organisation
    files = [
        write_bytes(workspace.folder / "out" / file, documents.to_eml(message, sender))
        for message, file in waiting
    ]
    files += _merge_workbooks(run, workspace, [message for message, _ in waiting])
    with workspace.writing(run.hand) as connection:
        mark_written(connection, tuple(message.key for message, _ in waiting))
    return tuple(files)


def _file(message: Message) -> str:
    return f"{message.cohort}/outbox/{documents.message_file_name(message)}"


def _merge_workbooks(run: Run, workspace: Workspace, messages: Sequence[Message]) -> list[Path]:
    files = []
    for cohort in sorted({m.cohort for m in messages}):
        content = documents.merge_workbook([m for m in messages if m.cohort == cohort])
        which = stable_id("k", *sorted(m.key for m in messages if m.cohort == cohort))
        name = f"merge-{run.today}-{which}.xlsx"
        files.append(write_bytes(workspace.out(cohort) / "outbox" / name, content))
    return files
