"""Commands of every day: remind, status, session."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Today, Who, Workspace, a_day, call
from mentorcli.domain.problem import ExitCode, UserError

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

sessions = typer.Typer(no_args_is_help=True, help="The log of meetings: days only.")
schedules = typer.Typer(no_args_is_help=True, help="Lines for cron and other schedulers.")


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command()(remind)
    app.command()(status)
    app.add_typer(sessions, name="session")
    app.add_typer(schedules, name="schedule")
    app.command()(doctor)


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
    from mentorcli.commands.mail.quiet_day import nothing_to_remind

    def work(run: Run) -> Outcome:
        from mentorcli.commands.mail import reminders as commands

        return commands.remind(run, dry_run=dry_run)

    plain = not dry_run and not as_json
    call(
        work, workspace=workspace, today=today, as_json=as_json,
        needless=nothing_to_remind if plain else None,
    )  # fmt: skip


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
    from mentorcli.commands.cohorts import status as commands

    call(
        lambda run: commands.status(run, cohort), workspace=workspace, today=today, as_json=as_json
    )


def doctor(
    max_age: Annotated[
        str,
        typer.Option(
            "--max-age",
            metavar="AGE",
            help="The longest time since the last remind, like 26h or 3d; looked at only if given.",
        ),
    ] = "",
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Say whether the workspace is well.

    Its database and files, and with --max-age whether the scheduler still comes.
    Changes nothing; exit code 3 when something is wrong.

    \b
    Examples:
      mentorcli doctor
      mentorcli doctor --max-age 26h
    """
    from mentorcli.commands.workspace import doctor as commands

    call(
        lambda run: commands.doctor(run, _an_age(max_age) if max_age else None),
        workspace=workspace,
        as_json=as_json,
    )


def _an_age(text: str) -> dt.timedelta:
    found = re.fullmatch(r"([0-9]{1,4}) *(h|d)", text.strip().casefold())
    if not found:
        raise UserError(
            f"--max-age: {text!r} is not an age.", "Write it like 26h or 3d.", code=ExitCode.USAGE
        )
    number = int(found[1])
    return dt.timedelta(hours=number) if found[2] == "h" else dt.timedelta(days=number)


@schedules.command("show")
def show_schedule(
    at: Annotated[
        str, typer.Option("--at", metavar="HH:MM", help="The time of day, this computer's.")
    ] = "07:00",
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Print ready lines for cron, systemd and Windows.

    To run remind once a day; paste them yourself, nothing is installed.

    \b
    Example:
      mentorcli schedule show --at 06:30
    """
    from mentorcli.commands.workspace import schedule as commands

    call(lambda run: commands.schedule(run, _a_time(at)), workspace=workspace, as_json=as_json)


def _a_time(text: str) -> dt.time:
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", text.strip())
    if not found:
        raise UserError(
            f"--at: {text!r} is not a time of day.", "Write it like 07:00.", code=ExitCode.USAGE
        )
    return dt.time(int(found[1]), int(found[2]))


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
    from mentorcli.commands.matches import session_log as commands

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


@sessions.command()
def answer(
    cohort: Cohort,
    who: Who,
    kind: Annotated[
        str,
        typer.Argument(help="midpoint, feedback, follow-up, or a gathering like kickoff."),
    ],
    on_track: Annotated[int, typer.Option("--on-track", help="At the mid-point, 1 to 5.")] = 0,
    wants_help: Annotated[bool, typer.Option("--wants-help", help="At the mid-point.")] = False,
    came: Annotated[str, typer.Option("--came", help="To a gathering: yes, remotely or no.")] = "",
    on: Annotated[
        str,
        typer.Option(
            "--on", metavar="DATE", help="The day of the answer.", show_default="this day"
        ),
    ] = "",
    other: Annotated[
        str, typer.Option("--with", help="The other one, when somebody has several matches.")
    ] = "",
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Keep that somebody answered, or came.

    Never what they said: on track and whether help is wanted, no more. Reminders for it stop; who
    wants help is told to you at once.

    \b
    Examples:
      mentorcli session answer 2027-spring Patel midpoint --on-track 2 --wants-help
      mentorcli session answer 2027-spring Patel kickoff --came yes
      mentorcli session answer 2027-spring Patel feedback
    """
    from mentorcli.commands.matches import feedback as commands
    from mentorcli.domain.life import Return

    word = commands.HELP if wants_help else came
    call(
        lambda run: commands.answer(
            run, cohort, who, other,
            Return("", "", kind, a_day(on, "--on") if on else run.today, on_track or None, word),
            dry_run=dry_run,
        ),
        workspace=workspace, as_json=as_json,
    )  # fmt: skip


@sessions.command()
def sheets(
    cohort: Cohort, workspace: Workspace = HERE, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Write a small sheet for each match to fill in.

    Days of meetings and individual sessions, attendance, and the half-way question; no content.

    \b
    Example:
      mentorcli session sheets 2027-spring
    """
    from mentorcli.commands.matches import log_sheets as commands

    call(
        lambda run: commands.make(run, cohort, dry_run=dry_run),
        workspace=workspace, as_json=as_json,
    )  # fmt: skip


@sessions.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Filled-in sheets.")],
    cohort: Annotated[str, typer.Option("--cohort", help="The cohort, like 2027-spring.")],
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take in filled-in sheets.

    A sheet given again adds nothing; a row that is unclear is told and the others count.

    \b
    Example:
      mentorcli session read out/2027-spring/sheets/*.xlsx --cohort 2027-spring
    """
    from mentorcli.commands.matches import log_sheets as commands

    call(
        lambda run: commands.take_in(run, cohort, files, dry_run=dry_run),
        workspace=workspace, today=today, as_json=as_json,
    )  # fmt: skip
