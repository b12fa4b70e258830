"""Commands about one person: person, application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Who, Workspace, Yes, call

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

persons = typer.Typer(no_args_is_help=True, help="What is known of somebody, and from where.")
applications = typer.Typer(no_args_is_help=True, help="Applications and where they stand.")


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.add_typer(applications, name="application")
    app.add_typer(persons, name="person")


@persons.command()
def show(
    cohort: Cohort,
    who: Who,
    sources: Annotated[
        bool, typer.Option("--sources", help="File, sheet, cell and raw text of each answer.")
    ] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show somebody's answers, private ones too: for HR only.

    \b
    Example:
      mentorcli person show 2027-spring Korhonen --sources
    """
    from mentorcli.commands import people as commands

    call(
        lambda run: commands.show(run, cohort, who, sources=sources),
        workspace=workspace,
        as_json=as_json,
    )


@applications.command("list")
def listing(
    cohort: Cohort,
    incomplete: Annotated[
        bool, typer.Option("--incomplete", help="Only those that something is missing from.")
    ] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """List the applications of a cohort with their states."""
    from mentorcli.commands import people as commands

    call(
        lambda run: commands.listing(run, cohort, incomplete=incomplete),
        workspace=workspace,
        as_json=as_json,
    )


@applications.command()
def withdraw(
    cohort: Cohort,
    who: Who,
    why: Annotated[
        str, typer.Option("--why", help="The reason, for the workspace's log of events.")
    ] = "",
    workspace: Workspace = HERE,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Mark an application as withdrawn; it is kept and no longer matched.

    \b
    Example:
      mentorcli application withdraw 2027-spring Laine --why "moved abroad" --yes
    """
    from mentorcli.commands import people as commands
    from mentorcli.console.ask import confirm

    def work(run: Run) -> Outcome:
        if not dry_run and not confirm(f"Mark {who} of {cohort} as withdrawn?", yes=yes):
            return commands.not_withdrawn(who)
        return commands.withdraw(run, cohort, who, why, dry_run=dry_run)

    call(work, workspace=workspace, as_json=as_json)
