"""Commands that make documents: agreement, invite, report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Today, Workspace, a_day, call

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

agreements = typer.Typer(no_args_is_help=True, help="Mentoring agreements and who signed them.")
invitations = typer.Typer(
    no_args_is_help=True, help="Invitations to joint events, with calendar files."
)


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.add_typer(agreements, name="agreement")
    app.add_typer(invitations, name="invite")
    app.command()(letter)
    app.command()(report)


@agreements.command()
def render(
    cohort: Cohort,
    workspace: Workspace = HERE,
    today: Today = "",
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also PDF files and a manifest, ready for e-signing.")
    ] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Make the agreements in Word.

    One document for each approved match, in the match's language. LibreOffice makes the PDF
    files; the manifest lists each file with its SHA-256 and who signs.

    \b
    Examples:
      mentorcli agreement render 2027-spring
      mentorcli agreement render 2027-spring --pdf
    """
    from mentorcli.commands import agreements as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Making agreements"):
            return commands.render(run, cohort, dry_run=dry_run, pdf=pdf)

    call(work, workspace=workspace, today=today, as_json=as_json)


@agreements.command()
def signed(
    cohort: Cohort,
    who: Annotated[str, typer.Argument(help="Who signed: a name, an address, an id, or all.")],
    on: Annotated[
        str,
        typer.Option(
            "--on", metavar="DATE", help="The day of the signature.", show_default="this day"
        ),
    ] = "",
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Keep that somebody signed.

    Reminders to them stop.

    \b
    Examples:
      mentorcli agreement signed 2027-spring Korhonen --on 2027-01-28
      mentorcli agreement signed 2027-spring all --on 28.1.2027
    """
    from mentorcli.commands import agreements as commands

    call(
        lambda run: commands.signed(
            run, cohort, who, a_day(on, "--on") if on else run.today, dry_run=dry_run
        ),
        workspace=workspace,
        as_json=as_json,
    )


@agreements.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(help="A table with columns E-mail (or Name) and Signed.")],
    cohort: Annotated[str, typer.Option("--cohort", metavar="COHORT", help="The cohort.")],
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Keep who signed when from a spreadsheet.

    Rows without a day are of those who have not signed yet. Again with the same file changes
    nothing.

    \b
    Example:
      mentorcli agreement import signatures.xlsx --cohort 2027-spring
    """
    from mentorcli.commands import signing as commands

    path = file.resolve()
    call(
        lambda run: commands.take_in(run, path, cohort, dry_run=dry_run),
        workspace=workspace,
        today=today,
        as_json=as_json,
    )


@agreements.command("list")
def listing(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """List who signed and who has not."""
    from mentorcli.commands import agreements as commands

    call(lambda run: commands.listing(run, cohort), workspace=workspace, as_json=as_json)


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
    from mentorcli.commands import inviting as commands

    call(
        lambda run: commands.invite(run, "kickoff", cohort, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


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
    from mentorcli.commands import inviting as commands

    call(
        lambda run: commands.invite(run, "midpoint", cohort, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


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
    from mentorcli.commands import inviting as commands

    call(
        lambda run: commands.invite(run, "wrapup", cohort, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


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
    from mentorcli.commands import cancelling as commands

    call(
        lambda run: commands.cancel(run, gathering, cohort, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


def letter(
    name: Annotated[str, typer.Argument(help="A letter, like waiting; template list has all.")],
    cohort: Cohort,
    who: Annotated[str, typer.Argument(help="Only to this person. Default: whom it is for.")] = "",
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="The new last day, for an extension.")
    ] = "",
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Write a letter to those it is for.

    A mail draft or a Word document for each, in their language: receipt, waiting,
    mentor-not-needed, introduction, changed-match, early-ending, extension, certificate, and
    those of your own in templates/letters.

    \b
    Examples:
      mentorcli letter waiting 2027-spring
      mentorcli letter extension 2027-spring Korhonen --until 2027-06-30
    """
    from mentorcli.commands import lettering as commands

    call(
        lambda run: commands.write(
            run, name, cohort, who, a_day(until, "--until") if until else None, dry_run=dry_run
        ),
        workspace=workspace,
        today=today,
        as_json=as_json,
    )


def report(
    cohort: Cohort,
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Write the report for management.

    A workbook with charts and a page to print; numbers of few people are hidden.

    \b
    Example:
      mentorcli report 2027-spring
    """
    from mentorcli.commands import reporting as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Making the report"):
            return commands.report(run, cohort, dry_run=dry_run)

    call(work, workspace=workspace, today=today, as_json=as_json)
