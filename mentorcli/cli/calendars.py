"""Commands that look ahead: calendar, batch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Today, Workspace, call


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command()(calendar)
    app.command()(batch)


def calendar(
    cohort: Annotated[str, typer.Argument(help="One cohort; all of them when left out.")] = "",
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="FILE", help="Write the days for a calendar.")
    ] = None,
    past: Annotated[bool, typer.Option("--past", help="Days that are over too.")] = False,
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Show the days to come.

    Of the cohorts' calendars and of matches that have their own days.

    \b
    Examples:
      mentorcli calendar
      mentorcli calendar 2027-open --ics mentoring.ics
    """
    from mentorcli.commands.cohorts import calendar as commands

    call(
        lambda run: commands.calendar(run, cohort, ics, past=past, dry_run=dry_run),
        workspace=workspace, today=today, as_json=as_json,
    )  # fmt: skip


def batch(
    cohort: Cohort,
    files: Annotated[list[Path], typer.Argument(help="Exports, as for import.")],
    accept: Annotated[
        bool, typer.Option("--accept", help="Take proposed columns of new forms.")
    ] = False,
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Import, check, match, and write the review workbook, unattended.

    Nothing is approved. Run again with the same files it goes on where it stopped, and changes
    nothing that is done. Each step's result stands in --json and in out/COHORT/batch.json.

    \b
    Example:
      mentorcli batch 2027-spring mentees.xlsx mentors.csv --json
    """
    from mentorcli.commands.cohorts import batch as commands

    call(
        lambda run: commands.batch(run, cohort, files, accept=accept, dry_run=dry_run),
        workspace=workspace, today=today, as_json=as_json,
    )  # fmt: skip
