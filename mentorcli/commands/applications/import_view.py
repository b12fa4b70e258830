"""An import as people read it: the form, where every row ended, what changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mentorcli.commands.outcome import Listing, Outcome, Paragraph, once_more
from mentorcli.domain.form import SURE, ColumnProposal, FormProposal
from mentorcli.domain.importing import ImportedRow, ImportPlan, RowState
from mentorcli.domain.text import counted

if TYPE_CHECKING:
    from pathlib import Path

    from mentorcli.commands.applications.import_plans import Incoming

LONGEST_HEADER = 48
LONGEST_SAMPLE = 60
STATES = {s: s.value for s in RowState} | {RowState.PROBLEM: "held back"}
"""Where a row can end, in words."""


def outcome(
    key: str,
    taken: Sequence[Incoming],
    *,
    written: bool,
    files: tuple[Path, ...] = (),
    answering: tuple[str, ...] = (),
    onward: str = "",
) -> Outcome:
    """Return what an import would do, or did; ``files`` is the problems workbook when it was made.

    ``answering`` is how to answer what waits, ``onward`` the command after it.
    """
    blocks: list[Paragraph | Listing] = []
    for incoming in taken:
        blocks += _blocks(incoming)
    if not written:
        blocks.append(Paragraph("Nothing has been written."))
    problems = tuple(p for incoming in taken for p in incoming.plan.problems)
    data = {
        "cohort": key,
        "written": written,
        "imports": [_data(i) for i in taken],
    }
    steps = (*answering, *_older(key, taken)) if written else ()
    steps = (*steps, onward) if written and onward else steps
    return Outcome(tuple(blocks), data, problems, files, steps, questions_first=True)


def answering(key: str, workbook: Path, *, asked: bool) -> tuple[str, ...]:
    """Return how to answer what waits: in the workbook, or one by one where questions are ``asked``."""
    steps = once_more("read", workbook)
    if not asked:
        return (f"{steps[0]}\nwhen you have answered in that workbook",)
    listed = f"mentorcli questions list {key}"
    return (listed, f"{steps[0]}\nwhen you have answered in that workbook instead")


def _older(key: str, taken: Sequence[Incoming]) -> Iterator[str]:
    for i in taken:
        if any(r.reason == "older_export" for r in i.plan.rows):
            again = f'mentorcli import "{i.table.file}" --cohort {key} --accept-changes'
            yield f"{again}\nif it is the newest after all"


def _blocks(incoming: Incoming) -> list[Paragraph | Listing]:
    proposal, plan = incoming.proposal, incoming.plan
    left = [c for c in proposal.columns if c.field is None]
    form = (
        f"remembered form {incoming.form.key}"
        if proposal.remembered
        else f"new form {incoming.form.key}"
    )
    where = (
        f"{incoming.table.file} › {incoming.table.sheet}"
        if incoming.table.sheet
        else incoming.table.file
    )
    fed = len(proposal.columns) - len(left)
    text = f"{incoming.people}, {proposal.dialect}, {form}; {fed} columns imported, {len(left)} not"
    ended = Paragraph(_counts(incoming.table.file, plan))
    blocks: list[Paragraph | Listing] = [Paragraph(where, strong=True), ended, Paragraph(text)]
    if incoming.read_again:
        blocks[2] = Paragraph(f"kept rows of {incoming.form.key}, read again")
    else:
        blocks += _columns(incoming, left)
    titles = {RowState.CHANGED: "Changed answers", RowState.PROBLEM: "Changes not taken"}
    for state, title in titles.items():
        changes = [(r, c) for r in plan.rows if r.state is state for c in r.changes]
        rows = [(str(r.number), r.name, c.field, c.before, c.after) for r, c in changes]
        if rows:
            blocks.append(Listing(("row", "name", "answer", "before", "now"), rows, title))
    left_out = [row for row in plan.rows if row.state in {RowState.PROBLEM, RowState.SKIPPED}]
    if left_out:
        blocks.append(_left_out(left_out))
    if plan.missing:
        names = ", ".join(a.name for a in plan.missing)
        blocks.append(Paragraph(f"No longer in this export, kept as they are: {names}"))
    return blocks


def _columns(incoming: Incoming, left: Sequence[ColumnProposal]) -> list[Paragraph | Listing]:
    """Return the columns that nobody has called right, and which are not imported."""
    proposal = incoming.proposal
    fed = tuple(c for c in proposal.columns if c.field)
    doubtful = tuple(c for c in fed if c.confidence < SURE and not proposal.remembered)
    blocks: list[Paragraph | Listing] = []
    if doubtful:
        blocks.append(columns_listing(replace(proposal, columns=doubtful)))
        said = f"{len(fed) - len(doubtful)} columns are beyond doubt: mentorcli form show"
        blocks.append(Paragraph(f"{said} {incoming.form.key}"))
    if left:
        names = ", ".join(f"{c.letter} {_short(c.header)}" for c in left)
        blocks.append(Paragraph(f"Not imported: {names}"))
    return blocks


def columns_listing(proposal: FormProposal) -> Listing:
    """Return the proposed form: column, title, field, how sure, why, and sample values."""
    rows = [
        (
            c.letter,
            _short(c.header),
            c.field or "not imported",
            f"{c.confidence}" if c.field else "",
            c.reason,
            " | ".join(c.samples)[:LONGEST_SAMPLE],
        )
        for c in proposal.columns
    ]
    return Listing(
        ("", "column title", "field", "sure", "because", "for example"), rows, right=("sure",)
    )


def _short(header: str) -> str:
    line = " ".join(header.split())
    return line if len(line) <= LONGEST_HEADER else line[: LONGEST_HEADER - 1] + "…"


def _left_out(rows: Sequence[ImportedRow]) -> Paragraph:
    """Return which rows were left out and why, those of one reason together."""
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        reason = f"{STATES[row.state]}, {row.reason.replace('_', ' ')}"
        by_reason.setdefault(reason, []).append(f"{row.number} {row.name}".strip())
    said = (f"{reason}: {', '.join(names)}" for reason, names in by_reason.items())
    return Paragraph(f"Rows left out, {'; '.join(said)}")


def _counts(file: str, plan: ImportPlan) -> str:
    """Return how many rows ended in each state."""
    counts = plan.counts()
    if sum(counts.values()) != len(plan.rows):
        raise RuntimeError(f"{file}: the states of its rows do not add up")
    ended = ", ".join(f"{counts[s]} {said}" for s, said in STATES.items() if counts[s])
    return f"{counted(len(plan.rows), 'row')}: {ended}" if ended else "no rows"


def _data(incoming: Incoming) -> dict[str, Any]:
    plan = incoming.plan
    return {
        "file": incoming.table.file,
        "sha256": incoming.table.sha256,
        "role": incoming.form.role,
        "form": incoming.form.key,
        "dialect": incoming.proposal.dialect,
        "rows": len(plan.rows),
        "counts": {state.value: n for state, n in plan.counts().items()},
        "not_imported": [c.header for c in incoming.proposal.columns if c.field is None],
        "missing": [a.person for a in plan.missing],
        "ends": ends(plan.rows),
    }


def ends(rows: Sequence[ImportedRow]) -> list[dict[str, Any]]:
    """Return where rows ended as data."""
    return [
        {"row": r.number, "state": r.state.value, "person": r.person, "reason": r.reason}
        for r in rows
    ]
