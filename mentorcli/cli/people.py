"""Commands about one person: person, application."""

from __future__ import annotations

from pathlib import Path
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
        bool,
        typer.Option(
            "--sources", help="Where each answer came from, what it was before, and corrections."
        ),
    ] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show somebody's answers, private ones too: for HR only.

    \b
    Example:
      mentorcli person show 2027-spring Korhonen --sources
    """
    from mentorcli.commands.applications import people as commands

    call(
        lambda run: commands.show(run, cohort, who, sources=sources),
        workspace=workspace,
        as_json=as_json,
    )


@persons.command()
def forget(
    cohort: Cohort,
    who: Who,
    workspace: Workspace = HERE,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Erase somebody from a cohort: answers, rows, history, letters, and the files that name them.

    Counts stay. An export that still holds the answer does not bring it back; a new answer of the same person does come in. Withdrawing is something else: mentorcli application withdraw

    \b
    Example:
      mentorcli person forget 2027-spring laine@example.org --dry-run
    """
    from mentorcli.commands.applications import erasure as commands
    from mentorcli.console.ask import confirm

    def work(run: Run) -> Outcome:
        question = f"Erase all that is known of {who} in {cohort}? This cannot be undone."
        if not dry_run and not confirm(question, yes=yes):
            return commands.kept(who)
        return commands.forget(run, cohort, who, dry_run=dry_run)

    call(work, workspace=workspace, as_json=as_json)


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
    from mentorcli.commands.applications import people as commands

    call(
        lambda run: commands.listing(run, cohort, incomplete=incomplete),
        workspace=workspace,
        as_json=as_json,
    )


Emails = Annotated[
    list[str], typer.Argument(metavar="E-MAIL...", help="The address, or all addresses, in doubt.")
]


@applications.command()
def same(
    cohort: Cohort,
    emails: Emails,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Say that all names under these addresses are one person; the newest complete answer counts.

    \b
    Example:
      mentorcli application same 2027-spring aino@example.org
    """
    _settle(cohort, emails, "same", workspace, dry_run=dry_run, as_json=as_json)


@applications.command()
def different(
    cohort: Cohort,
    emails: Emails,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Say that the names under these addresses are different people; all are taken in.

    \b
    Example:
      mentorcli application different 2027-spring lab@example.org
    """
    _settle(cohort, emails, "different", workspace, dry_run=dry_run, as_json=as_json)


def _settle(
    cohort: str, emails: list[str], verdict: str, workspace: Path, *, dry_run: bool, as_json: bool
) -> None:
    from mentorcli.commands.applications import corrections as commands
    from mentorcli.console.problems import sentence

    call(
        lambda run: commands.settle(run, cohort, emails, verdict, sentence, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


@applications.command()
def accept(
    cohort: Cohort,
    who: Annotated[
        list[str] | None, typer.Argument(help="Whose changes; all that wait when nobody is named.")
    ] = None,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take changed answers that an import held back, of people in the approved plan or withdrawn.

    \b
    Example:
      mentorcli application accept 2027-spring Patel --dry-run
    """
    from mentorcli.commands.applications import corrections as commands
    from mentorcli.console.problems import sentence

    call(
        lambda run: commands.accept(run, cohort, who or [], sentence, dry_run=dry_run),
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
    from mentorcli.commands.applications import people as commands
    from mentorcli.console.ask import confirm

    def work(run: Run) -> Outcome:
        if not dry_run and not confirm(f"Mark {who} of {cohort} as withdrawn?", yes=yes):
            return commands.not_withdrawn(who)
        return commands.withdraw(run, cohort, who, why, dry_run=dry_run)

    call(work, workspace=workspace, as_json=as_json)


@applications.command()
def restore(
    cohort: Cohort,
    who: Who,
    why: Annotated[
        str, typer.Option("--why", help="The reason, for the workspace's log of events.")
    ] = "",
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take back a withdrawal, with the answers of before.

    A later answer of somebody who withdrew is taken with: mentorcli application accept

    \b
    Example:
      mentorcli application restore 2027-spring Laine --why "back from abroad"
    """
    from mentorcli.commands.applications import people as commands

    call(
        lambda run: commands.restore(run, cohort, who, why, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )
