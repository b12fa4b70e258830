"""Commands for invitations: kickoff, midpoint, wrapup, session, cancel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Workspace, a_day, a_time, call

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

invitations = typer.Typer(
    no_args_is_help=True, help="Invitations to meetings, with calendar files."
)


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.add_typer(invitations, name="invite")


def _invite(gathering: str, cohort: str, workspace: Path, *, dry_run: bool, as_json: bool) -> None:
    from mentorcli.commands.papers import invitations as commands
    from mentorcli.console.progress import counting

    def work(run: Run) -> Outcome:
        with counting("Writing invitations") as done:
            return commands.invite(run, gathering, cohort, dry_run=dry_run, done=done)

    call(work, workspace=workspace, as_json=as_json)


@invitations.command()
def kickoff(
    cohort: Cohort, workspace: Workspace = HERE, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Invite everybody to the kick-off.

    A mail draft with a calendar file for each person, in their language.

    \b
    Example:
      mentorcli invite kickoff 2027-spring
    """
    _invite("kickoff", cohort, workspace, dry_run=dry_run, as_json=as_json)


@invitations.command()
def midpoint(
    cohort: Cohort, workspace: Workspace = HERE, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Invite everybody to the mid-point meeting.

    A mail draft with a calendar file for each person, in their language. The profile must have
    [gatherings.midpoint] with its hours and place.

    \b
    Example:
      mentorcli invite midpoint 2027-spring
    """
    _invite("midpoint", cohort, workspace, dry_run=dry_run, as_json=as_json)


@invitations.command()
def wrapup(
    cohort: Cohort, workspace: Workspace = HERE, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Invite everybody to the wrap-up.

    A mail draft with a calendar file for each person, in their language.

    \b
    Example:
      mentorcli invite wrapup 2027-spring
    """
    _invite("wrapup", cohort, workspace, dry_run=dry_run, as_json=as_json)


@invitations.command()
def session(
    cohort: Cohort,
    who: Annotated[str, typer.Argument(help="The mentee: a name, an address or an id.")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day of the meeting.")],
    at: Annotated[str, typer.Option("--at", metavar="TIME", help="When it begins, like 14:00.")],
    until: Annotated[
        str,
        typer.Option("--until", metavar="TIME", help="When it ends.", show_default="an hour later"),
    ] = "",
    place: Annotated[str, typer.Option("--place", help="Where it is.")] = "",
    link: Annotated[str, typer.Option("--link", help="The address of a remote meeting.")] = "",
    cancelled: Annotated[
        bool, typer.Option("--cancel", help="Take it out of both calendars again.")
    ] = False,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Invite a mentee and the mentor to their individual session.

    A mail draft with a calendar file for each of the two. Again with another day or place, it
    moves the meeting in their calendars.

    \b
    Examples:
      mentorcli invite session 2027-spring Korhonen --on 2027-03-04 --at 14:00 --place "Room 2"
      mentorcli invite session 2027-spring Korhonen --on 2027-03-04 --at 14:00 --cancel
    """
    from mentorcli.commands.papers import session_invitations as commands

    call(
        lambda run: commands.invite(
            run, cohort, who,
            commands.Meeting(
                a_day(on, "--on"), a_time(at, "--at"), a_time(until, "--until") if until else None,
                place, link,
            ),
            cancelled=cancelled, dry_run=dry_run,
        ),
        workspace=workspace,
        as_json=as_json,
    )  # fmt: skip


@invitations.command()
def cancel(
    gathering: Annotated[
        str, typer.Argument(help="What is cancelled: kickoff, midpoint or wrapup.")
    ],
    cohort: Cohort,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take an invitation back.

    A mail draft for everybody who was invited, with a calendar file that takes the event out of
    their calendar. The drafts of the invitation are replaced.

    \b
    Example:
      mentorcli invite cancel wrapup 2027-spring
    """
    from mentorcli.commands.papers import cancellations as commands

    call(
        lambda run: commands.cancel(run, gathering, cohort, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )
