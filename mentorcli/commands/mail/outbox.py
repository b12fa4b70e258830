"""The outbox: drafts written into it, how many wait in which languages, and one of each kind to read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mentorcli import documents
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.message import Draft, DraftState, Message
from mentorcli.domain.problem import Problem, Severity, UserError
from mentorcli.domain.text import counted, stable_id
from mentorcli.files.atomic import write_bytes
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.drafts import drafts_of, keep_drafts
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace
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
            append(
                connection,
                run.hand,
                Fact(Kind.QUEUED, message.cohort, person=message.person, about=message.kind),
            )
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
    for key in sorted({m.cohort for m in messages}):
        mine = [m for m in messages if m.cohort == key]
        which = stable_id("k", *sorted(m.key for m in mine))
        path = workspace.out(key) / "outbox" / f"merge-{run.today}-{which}.xlsx"
        files.append(write_bytes(path, documents.merge_workbook(mine)))
    return files


_COLUMNS = ("to", "e-mail", "kind", "language", "state", "file")


def preview(run: Run, key: str) -> Outcome:
    """Show what has not gone out yet: counts, recipients, and one sample of each kind."""
    workspace = run.open()
    drafts = [d for d in _drafts(workspace, key) if d.state != DraftState.SENT]
    read = [(d, _read(workspace, d)) for d in drafts]
    there = [(d, sample) for d, sample in read if sample is not None]
    gone = len(read) - len(there)
    people = [(s[0], s[1], d.kind, d.language, d.state, d.file) for d, s in there]
    samples = {(d.cohort, d.kind): (d, s) for d, s in reversed(there)}
    mails = len({s[1] for _, s in there})
    text = f"{counted(len(there), 'draft')} to {counted(mails, 'address')} {'waits' if len(there) == 1 else 'wait'} in the outbox."
    blocks: list[Paragraph | Listing] = [
        Paragraph(text if there else "The outbox is empty.", strong=True),
        *([_counts([d for d, _ in there])] if there else []),
        *([Listing(_COLUMNS[:5], [p[:5] for p in people], "Recipients")] if people else []),
        *([Paragraph(f"{counted(gone, 'draft')} cannot be read any more.")] if gone else []),
    ]
    for (_, kind), (draft, (name, email, subject, body)) in sorted(samples.items()):
        blocks.append(
            Paragraph(f"A sample of {kind}: to {name} <{email}> ({draft.language})", strong=True)
        )
        blocks.append(Paragraph(f"Subject: {subject}\n\n{body}"))
    data = {
        "count": len(there),
        "languages": dict(sorted(Counter(d.language for d, _ in there).items())),
        "recipients": [dict(zip(_COLUMNS, p, strict=True)) for p in people],
        "samples": [
            {"kind": d.kind, "file": d.file, "subject": s[2], "body": s[3]}
            for _, (d, s) in sorted(samples.items())
        ],
    }
    steps = tuple(f"mentorcli outbox send {c}" for c in sorted({d.cohort for d, _ in there}))
    return Outcome(tuple(blocks), data, next_steps=steps)


def listing(run: Run, key: str) -> Outcome:
    """List the drafts and where each stands; no names, the files tell."""
    drafts = _drafts(run.open(), key)
    columns = ("kind", "language", "state", "sent", "file")
    rows = [(d.kind, d.language, d.state, d.sent_at[:16].replace("T", " "), d.file) for d in drafts]
    data = {"drafts": [dict(zip(columns, row, strict=True)) for row in rows]}
    return Outcome((Listing(columns, rows),), data)


def _drafts(workspace: Workspace, key: str) -> list[Draft]:
    with workspace.reading() as connection:
        keys = [cohort(connection, key).key] if key else [c.key for c in all_cohorts(connection)]
        return [d for one in keys for d in drafts_of(connection, one)]


def _read(workspace: Workspace, draft: Draft) -> tuple[str, str, str, str] | None:
    path = workspace.folder / "out" / draft.file
    return documents.sample_of(path.read_bytes()) if path.is_file() else None


def _counts(drafts: Sequence[Draft]) -> Listing:
    counts = Counter((d.cohort, d.kind, d.language) for d in drafts)
    rows = [(*key, str(n)) for key, n in sorted(counts.items())]
    return Listing(("cohort", "kind", "language", "drafts"), rows, right=("drafts",))
