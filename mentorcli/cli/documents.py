"""Commands that make documents: letter, report."""

from __future__ import annotations

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


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command()(letter)
    app.command()(report)


def letter(
    name: Annotated[str, typer.Argument(help="A letter, like waiting; template list has all.")],
    cohort: Cohort,
    who: Annotated[str, typer.Argument(help="Only to this person. Default: whom it is for.")] = "",
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="The new last day, for an extension.")
    ] = "",
    language: Annotated[
        str,
        typer.Option(
            "--language", metavar="LANGUAGE", help="In this one, whatever the reader's is."
        ),
    ] = "",
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Write a letter to those it is for.

    A mail draft or a Word document for each, in their language: receipt, waiting,
    mentor-not-needed, introduction, contact-details, changed-match, early-ending, extension,
    certificate, and those of your own in templates/letters.

    \b
    Examples:
      mentorcli letter waiting 2027-spring
      mentorcli letter extension 2027-spring Korhonen --until 2027-06-30
      mentorcli letter certificate 2027-spring --language en
    """
    from mentorcli.commands.papers import letters as commands
    from mentorcli.console.progress import counting

    def work(run: Run) -> Outcome:
        last = a_day(until, "--until") if until else None
        wanted = a_language(language, "--language") if language else None
        with counting("Writing letters") as done:
            request = commands.Request(name, who, last, wanted)
            return commands.write(run, cohort, request, dry_run=dry_run, done=done)

    call(work, workspace=workspace, today=today, as_json=as_json)


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
    from mentorcli.commands.papers import reports as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Making the report"):
            return commands.report(run, cohort, dry_run=dry_run)

    call(work, workspace=workspace, today=today, as_json=as_json)
