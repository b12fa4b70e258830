"""The outbox looked at: how many drafts wait in which languages, and one of each kind to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from mentorcli import documents
from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.domain.message import COORDINATOR, Draft, DraftState
from mentorcli.domain.text import counted
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.drafts import drafts_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.lists import all_staff, selected_of

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
    """List the drafts, to whom each goes and where it stands, and the folders in which they lie."""
    workspace = run.open()
    drafts = _drafts(workspace, key)
    columns = ("kind", "language", "state", "sent", "file")
    rows = [(d.kind, d.language, d.state, d.sent_at[:16].replace("T", " "), d.file) for d in drafts]
    there = [workspace.draft_file(d.file).is_file() for d in drafts]
    both = zip(rows, there, strict=True)
    data = {"drafts": [{**dict(zip(columns, row, strict=True)), "there": x} for row, x in both]}
    names = _names(workspace, {d.cohort for d in drafts})
    told = [
        (names.get(d.person, "nobody known"), *r[:2], r[2] if x else f"{r[2]}, no file", r[3])
        for d, r, x in zip(drafts, rows, there, strict=True)
    ]
    files = {workspace.draft_file(d.file) for d, x in zip(drafts, there, strict=True) if x}
    folders = Counter(str(file.parent) for file in files)
    lie = [(folder, str(count)) for folder, count in sorted(folders.items())]
    where = Listing(("folder", "drafts"), lie, "Where they lie", right=("drafts",))
    return Outcome((Listing(("to", *columns[:4]), told), *([where] if lie else [])), data)


def _names(workspace: Workspace, cohorts: Collection[str]) -> dict[str, str]:
    """Return what everybody who is written to is called: people of cohorts, those on lists, and you."""
    with workspace.reading() as connection:
        every = [a for key in cohorts for a in applications_of(connection, key)]
        listed = {s.person: s.name for key in cohorts for s in selected_of(connection, key)}
        listed |= {s.id: s.name for s in all_staff(connection)}
    return {COORDINATOR: "you", **listed, **names_of(every)}


def _drafts(workspace: Workspace, key: str) -> list[Draft]:
    with workspace.reading() as connection:
        keys = [cohort(connection, key).key] if key else [c.key for c in all_cohorts(connection)]
        return [d for one in keys for d in drafts_of(connection, one)]


def _read(workspace: Workspace, draft: Draft) -> tuple[str, str, str, str] | None:
    path = workspace.draft_file(draft.file)
    return documents.sample_of(path.read_bytes()) if path.is_file() else None


def _counts(drafts: Sequence[Draft]) -> Listing:
    counts = Counter((d.cohort, d.kind, d.language) for d in drafts)
    rows = [(*key, str(n)) for key, n in sorted(counts.items())]
    return Listing(("cohort", "kind", "language", "drafts"), rows, right=("drafts",))
