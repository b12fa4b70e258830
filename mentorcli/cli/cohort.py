"""Commands that begin: init, demo, cohort."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Workspace, a_day, call, pairs

cohorts = typer.Typer(no_args_is_help=True, help="Cohorts and their calendars.")

Dates = Annotated[
    list[str] | None,
    typer.Option(
        "--date",
        metavar="NAME=DAY",
        help="A day that differs, like kickoff=2027-01-28; may be repeated.",
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NAME=VALUE",
        help="A gathering's starts, ends, place or link, like kickoff.place=Hall; may be repeated.",
    ),
]  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command()(init)
    app.command()(demo)
    app.add_typer(cohorts, name="cohort")


def init(
    folder: Annotated[Path, typer.Argument(help="Where the workspace is to be.")],
    as_json: Json = False,
) -> None:
    """Make a workspace folder.

    It holds settings, forms, templates, the database and what is made.

    \b
    Example:
      mentorcli init mentoring
    """
    from mentorcli.commands.workspace import init as starting

    call(lambda _run: starting.init(folder.resolve()), as_json=as_json)


def demo(
    folder: Annotated[Path, typer.Argument(help="Where the demonstration is to be made.")] = Path(
        "demo-workspace"
    ),
    as_json: Json = False,
) -> None:
    """Do the whole job on sample data.

    The people are invented. At the end the files to open are listed.

    \b
    Example:
      mentorcli demo demo-workspace
    """
    from mentorcli.commands.workspace import demo as demonstrating
    from mentorcli.console.show import notice

    call(lambda run: demonstrating.demo(run, folder.resolve(), notice), as_json=as_json)


@cohorts.command()
def new(
    programme: Annotated[str, typer.Argument(help="The programme, like doctoral.")],
    key: Annotated[str, typer.Argument(help="Year and season, like 2027-spring.")],
    date: Dates = None,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Make a cohort.

    Its days follow the programme's calendar.

    \b
    Examples:
      mentorcli cohort new doctoral 2027-spring
      mentorcli cohort new doctoral 2027-autumn --date kickoff=2027-09-15
    """
    from mentorcli.commands.cohorts import cohorts as commands

    call(
        lambda run: commands.new(run, programme, key, _days(date), dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


@cohorts.command("list")
def listing(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """List the cohorts of the workspace."""
    from mentorcli.commands.cohorts import cohorts as commands

    call(commands.listing, workspace=workspace, as_json=as_json)


@cohorts.command()
def show(key: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show a cohort's calendar."""
    from mentorcli.commands.cohorts import cohorts as commands

    call(lambda run: commands.show(run, key), workspace=workspace, as_json=as_json)


@cohorts.command()
def change(
    key: Cohort,
    date: Dates = None,
    gathering: Set = None,
    only: Annotated[
        bool, typer.Option("--only", help="Change the named days only; later days stay.")
    ] = False,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Change days, times and places.

    Days of a cohort, or time, place and link of its gatherings. The days after a changed one
    follow it.

    \b
    Examples:
      mentorcli cohort change 2027-spring --date wrapup=2027-05-27
      mentorcli cohort change 2027-spring --set "kickoff.place=Main building, room 1"
    """
    from mentorcli.commands.cohorts import cohorts as commands

    call(
        lambda run: commands.change(
            run, key, _days(date), _gatherings(gathering), dry_run=dry_run, only=only
        ),
        workspace=workspace,
        as_json=as_json,
    )


@cohorts.command()
def move(
    key: Cohort,
    state: Annotated[
        str,
        typer.Argument(help="planned, open, matching, running, closing or closed."),
    ],
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Move a cohort on, or a step back.

    Importing opens a planned cohort, matching and approving a plan move it on by themselves; closing
    it and closed are up to you. What is not allowed is refused with a sentence.

    \b
    Examples:
      mentorcli cohort move 2027-spring closing
      mentorcli cohort move 2027-spring closed
    """
    from mentorcli.commands.cohorts import stages as commands

    call(
        lambda run: commands.move(run, key, state, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


def _days(items: list[str] | None) -> dict[str, dt.date]:
    return {
        name: a_day(value, f"--date {name}") for name, value in pairs(items or [], "--date").items()
    }


def _gatherings(items: list[str] | None) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, value in pairs(items or [], "--set").items():
        gathering, _, what = name.partition(".")
        found.setdefault(gathering, {})[what] = value
    return found
