"""Commands about matches: match, explain, plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Who, Workspace, Yes, call

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

plans = typer.Typer(no_args_is_help=True, help="Look at a plan, change it in Excel, approve it.")


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command()(match)
    app.command()(explain)
    app.add_typer(plans, name="plan")


def match(
    cohort: Cohort, workspace: Workspace = HERE, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Propose the best matches.

    Each comes with its reason, and nothing is final. Most mentees seated first, then the worst-served mentee as well as possible, then the total;
    each stage is proved before the next begins.

    \b
    Example:
      mentorcli match 2027-spring
    """
    from mentorcli.commands import matching as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Matching"):
            return commands.match(run, cohort, dry_run=dry_run)

    call(work, workspace=workspace, as_json=as_json)


def explain(
    cohort: Cohort,
    who: Who,
    other: Annotated[
        str, typer.Option("--with", metavar="WHO", help="Why not with this person?")
    ] = "",
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Say why somebody is matched, or not.

    With what else was possible, what is forbidden, and because of which answers.

    \b
    Examples:
      mentorcli explain 2027-spring Korhonen
      mentorcli explain 2027-spring Korhonen --with Laine
    """
    from mentorcli.commands import explaining as commands

    call(
        lambda run: commands.explain(run, cohort, who, other), workspace=workspace, as_json=as_json
    )


@plans.command()
def show(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show the newest plan of a cohort."""
    from mentorcli.commands import planning as commands

    call(lambda run: commands.show(run, cohort), workspace=workspace, as_json=as_json)


@plans.command()
def review(
    cohort: Cohort, workspace: Workspace = HERE, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Write a workbook in which to keep, forbid and move.

    \b
    Example:
      mentorcli plan review 2027-spring
    """
    from mentorcli.commands import planning as commands

    call(
        lambda run: commands.review(run, cohort, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


@plans.command()
def apply(
    file: Annotated[Path, typer.Argument(help="The review workbook, edited and saved.")],
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take back an edited review workbook and match anew around what it says.

    \b
    Example:
      mentorcli plan apply out/2027-spring/review.xlsx
    """
    from mentorcli.commands import planning as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Matching around what was decided"):
            return commands.apply(run, file, dry_run=dry_run)

    call(work, workspace=workspace, as_json=as_json)


@plans.command()
def approve(
    cohort: Cohort,
    workspace: Workspace = HERE,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Make the newest plan final, so that agreements and invitations follow it.

    \b
    Example:
      mentorcli plan approve 2027-spring --yes
    """
    from mentorcli.commands import planning as commands
    from mentorcli.console.ask import confirm

    def work(run: Run) -> Outcome:
        if not dry_run and not confirm(f"Make the newest plan of {cohort} final?", yes=yes):
            return commands.not_approved(cohort)
        return commands.approve(run, cohort, dry_run=dry_run)

    call(work, workspace=workspace, as_json=as_json)


@plans.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A plan.json that mentorcli wrote.")],
    reprove: Annotated[
        bool, typer.Option("--reprove", help="Solve each stage again by a second program.")
    ] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Check a plan file without the solver that made it.

    Rules, places, languages, decisions, points and sums are worked out anew from the applications;
    it is said what the proof of each stage rests on.

    \b
    Example:
      mentorcli plan verify out/2027-spring/plan.json --reprove
    """
    from mentorcli.commands import verifying as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Checking"):
            return commands.verify(run, file, reprove=reprove)

    call(work, workspace=workspace, as_json=as_json)


@plans.command()
def diff(
    first: Annotated[Path, typer.Argument(help="A plan.json.")],
    second: Annotated[Path, typer.Argument(help="Another plan.json of the same cohort.")],
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Tell two plans apart: who moves, from whom to whom, and why."""
    from mentorcli.commands import verifying as commands

    call(lambda run: commands.diff(run, first, second), workspace=workspace, as_json=as_json)
