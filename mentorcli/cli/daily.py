"""Commands of every day: remind, status, session."""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Today, Who, Workspace, a_day, call

sessions = typer.Typer(no_args_is_help=True, help="The log of meetings: days only.")


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command()(remind)
    app.command()(status)
    app.add_typer(sessions, name="session")


def remind(
    workspace: Workspace = HERE, today: Today = "", dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Write the reminders that are due.

    Each goes once; silent when nothing is due. Safe to run from cron every day, late, or twice:
    a missed day is caught up.

    \b
    Examples:
      mentorcli remind
      mentorcli remind --today 2027-01-18 --dry-run
    """
    from mentorcli.commands import reminding as commands

    call(
        lambda run: commands.remind(run, dry_run=dry_run),
        workspace=workspace,
        today=today,
        as_json=as_json,
    )


def status(
    cohort: Annotated[str, typer.Argument(help="One cohort; all of them when left out.")] = "",
    workspace: Workspace = HERE,
    today: Today = "",
    as_json: Json = False,
) -> None:
    """Say what is due and what comes next.

    \b
    Example:
      mentorcli status
    """
    from mentorcli.commands import status as commands

    call(
        lambda run: commands.status(run, cohort), workspace=workspace, today=today, as_json=as_json
    )


@sessions.command()
def log(
    cohort: Cohort,
    who: Who,
    on: Annotated[
        str,
        typer.Option(
            "--on", metavar="DATE", help="The day of the meeting.", show_default="this day"
        ),
    ] = "",
    individual: Annotated[
        bool, typer.Option("--individual", help="The mentee's own session with the mentor.")
    ] = False,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Keep the day of a meeting.

    Held or booked; days only, no content.

    \b
    Examples:
      mentorcli session log 2027-spring Laine --on 2027-02-11
      mentorcli session log 2027-spring Korhonen --individual --on 2027-03-02
    """
    from mentorcli.commands import sessions as commands

    call(
        lambda run: commands.log(
            run,
            cohort,
            who,
            a_day(on, "--on") if on else run.today,
            individual=individual,
            dry_run=dry_run,
        ),
        workspace=workspace,
        as_json=as_json,
    )
