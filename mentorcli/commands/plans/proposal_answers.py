"""People's answers to a proposal: the sheet that is written, and what comes back in it."""

from __future__ import annotations

from pathlib import Path

from mentorcli import matching
from mentorcli.commands.outcome import Outcome, Paragraph, once_more
from mentorcli.commands.plans.changes import Decided, before_change, change_plan
from mentorcli.commands.plans.proposals import refuse_stale
from mentorcli.commands.plans.review import kept_edited, newest, not_written
from mentorcli.commands.run import Run
from mentorcli.files.atomic import write_to_edit
from mentorcli.files.opening import read_tables
from mentorcli.workspace.plans import plans_behind
from mentorcli.workspace.records import matching_case


def ask(run: Run, key: str, *, dry_run: bool) -> Outcome:
    """Write the sheet in which everybody's answer to the proposal is noted."""
    workspace = run.open()
    with workspace.reading() as connection:
        stored, case = newest(connection, key), matching_case(workspace, connection, key)
        refuse_stale(connection, case, stored.plan)
    path = workspace.out(key) / "answers.xlsx"
    kept = None
    if not dry_run:
        kept = write_to_edit(path, matching.answer_sheet(case, stored.plan))
    text = Paragraph("Write accept, decline or talk to me for each side of each pair, and save.")
    if dry_run:
        return not_written(path, "plan", "answers", key)
    steps = (f"mentorcli read {path}",)
    data, files = {"workbook": str(path)}, (path, kept) if kept else (path,)
    return Outcome((text,), data, kept_edited(path, kept), files, steps)


def answers(run: Run, key: str, file: Path, *, dry_run: bool) -> Outcome:
    """Take in the answers: accepted pairs stay, declined ones are barred, the plan is repaired."""
    tables, _notes = read_tables(file)
    with run.open().reading() as connection:
        stored = newest(connection, key)
        before = before_change(run, connection, key, stored)
        asked = plans_behind(connection, key, matching.inputs_of(tables))
    decisions, problems = matching.read_answers(tables, stored.plan, before.case, asked)
    decided = Decided(
        decisions=before.still_held(run, decisions),
        problems=problems,
        repairs=stored.plan,
        refused="some answers need a person first.",
        again=once_more("read", file, "--cohort", key),
        file=file,
    )
    return change_plan(run, before, decided, dry_run=dry_run)
