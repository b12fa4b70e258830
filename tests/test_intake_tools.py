"""Every tool's own export gives the applications that stand beside it in golden/intake."""

import os
from pathlib import Path

import pytest
from intake_cases import COHORT, PROGRAMME, confirmed, propose
from intake_tools import text, tools

from mentorcli import intake
from mentorcli.files.opening import read_tables

GOLDEN = Path(__file__).parent / "golden" / "intake"
TOOLS = tools()
SAID = {
    "limesurvey_codes": {
        "L": "goals:job_search", "M": "goals:networks", "N": "goals:leadership", "O": "goals:*",
    },
}  # fmt: skip
"""What nobody but the coordinator can know: which option a bare code stands for."""


def _import(path, tool):
    tables, _ = read_tables(path)
    proposal = propose(tables, role="mentee", assign=SAID.get(tool))
    return proposal, *intake.read(proposal, confirmed(proposal), PROGRAMME, COHORT, "i-1")


def _shown(proposal, readings, problems):
    """Return an import as a person reads it: every column, row, answer and problem."""
    lines = [f"dialect {proposal.dialect}, titles in row {proposal.header_row}", ""]
    for c in proposal.columns:
        option = f" [{c.option}]" if c.option else ""
        lines.append(f"{c.letter:>3} {c.field or '-'}{option} ({c.confidence}): {c.reason}")
    plan = intake.merge(readings, ())
    for row in plan.rows:
        lines += ["", f"row {row.number}: {row.state} {row.reason}".rstrip()]
        draft = next(r.draft for r in readings if r.number == row.number)
        if draft:
            when = draft.submitted.isoformat(" ", "minutes") if draft.submitted else "-"
            lines.append(f"  {draft.name} <{draft.email}> {draft.state}, submitted {when}")
            lines += [f"  {k} = {_answer(g.value)}" for k, g in sorted(draft.answers.items())]
    lines.append("")
    told = [*proposal.problems, *problems, *plan.problems]
    lines += [f"{p.severity} {p.code} at {p.place.cell or 'the table'}: " + ", ".join(
        f"{k}={v}" for k, v in p.parameters) for p in told]  # fmt: skip
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _answer(value):
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _values(readings):
    return [
        (r.skipped, r.draft and (r.draft.name, r.draft.email, r.draft.state, r.draft.submitted, r.draft.response,
         {k: g.value for k, g in r.draft.answers.items()}))
        for r in readings
    ]  # fmt: skip


@pytest.mark.parametrize("tool", TOOLS)
def test_an_export_gives_the_applications_beside_it(tool, tmp_path):
    content, ending, _ = TOOLS[tool]
    path = tmp_path / f"export.{ending}"
    path.write_bytes(content)
    shown = _shown(*_import(path, tool))
    expected = GOLDEN / f"{tool}.txt"
    if os.environ.get("MENTORCLI_WRITE_GOLDEN"):
        expected.write_text(shown, "utf-8")
    assert shown == expected.read_text("utf-8")


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "cp1252"), ("\t", "utf-16")], ids=["finnish", "utf16"]
)
def test_saved_again_as_text_it_gives_the_same(tool, delimiter, encoding, tmp_path):
    content, ending, grid = TOOLS[tool]
    first = tmp_path / f"first.{ending}"
    first.write_bytes(content)
    again = tmp_path / "again.csv"
    again.write_bytes(text(grid, delimiter, encoding))
    (one, rows, _), (other, same, _) = _import(first, tool), _import(again, tool)
    assert (other.dialect, [c.field for c in other.columns]) == (one.dialect, [c.field for c in one.columns])  # fmt: skip
    assert _values(same) == _values(rows)
