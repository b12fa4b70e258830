"""Commands for agreements: render, signed, import, list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.cli.options import (
    HERE,
    Cohort,
    DryRun,
    Json,
    Today,
    Workspace,
    a_day,
    a_language,
    call,
)

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

agreements = typer.Typer(no_args_is_help=True, help="Mentoring agreements and who signed them.")


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.add_typer(agreements, name="agreement")


@agreements.command()
def render(
    cohort: Cohort,
    workspace: Workspace = HERE,
    today: Today = "",
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also PDF files and a manifest, ready for e-signing.")
    ] = False,
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--also", metavar="LANGUAGE", help="A version in this language too; repeatable."
        ),
    ] = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Make the agreements in Word.

    One document for each approved match, in the match's language. LibreOffice makes the PDF
    files; the manifest lists each file with its SHA-256 and who signs. A PDF whose agreement did
    not change stays untouched.

    \b
    Examples:
      mentorcli agreement render 2027-spring
      mentorcli agreement render 2027-spring --pdf
      mentorcli agreement render 2027-spring --also en
    """
    from mentorcli.commands.papers import agreements as commands
    from mentorcli.console.progress import counting

    def work(run: Run) -> Outcome:
        others = [a_language(language, "--also") for language in also or ()]
        with counting("Making agreements") as done:
            return commands.render(run, cohort, dry_run=dry_run, pdf=pdf, also=others, done=done)

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
    undo: Annotated[
        bool, typer.Option("--undo", help="It was kept by mistake: forget the signature.")
    ] = False,
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Keep that somebody signed.

    Reminders to them stop. Somebody in two matches signs both agreements. With all, days that are
    kept already stay.

    \b
    Examples:
      mentorcli agreement signed 2027-spring Korhonen --on 2027-01-28
      mentorcli agreement signed 2027-spring all --on 28.1.2027
    """
    from mentorcli.commands.papers import signatures as commands

    call(
        lambda run: (
            commands.unsigned(run, cohort, who, dry_run=dry_run)
            if undo
            else commands.signed(
                run, cohort, who, a_day(on, "--on") if on else run.today, dry_run=dry_run
            )
        ),
        workspace=workspace,
        today=today,
        as_json=as_json,
    )


@agreements.command("import")
def take_in(
    file: Annotated[
        Path,
        typer.Argument(
            help="A table with columns E-mail (or Name), Signed, maybe Status and Match."
        ),
    ],
    cohort: Annotated[str, typer.Option("--cohort", metavar="COHORT", help="The cohort.")],
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Keep who signed when from a spreadsheet.

    Also the report of a signing service, with the status of each signer. Days come only from a
    column that says signed or completed. Again with the same file changes nothing.

    \b
    Example:
      mentorcli agreement import signatures.xlsx --cohort 2027-spring
    """
    from mentorcli.commands.papers import signing_reports as commands

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
    from mentorcli.commands.papers import signatures as commands

    call(lambda run: commands.listing(run, cohort), workspace=workspace, as_json=as_json)
