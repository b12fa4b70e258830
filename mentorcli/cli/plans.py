"""Commands about a plan that there is: plan show, review, apply, approve, verify and the like."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Today, Workspace, Yes, call

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

plans = typer.Typer(no_args_is_help=True, help="Look at a plan, change it in Excel, approve it.")


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    from mentorcli.cli import deciding

    deciding.register(plans)
    app.add_typer(plans, name="plan")


@plans.command()
def show(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show the newest plan of a cohort."""
    from mentorcli.commands.plans import review as commands

    call(lambda run: commands.show(run, cohort), workspace=workspace, as_json=as_json)


@plans.command()
def review(
    cohort: Cohort,
    quick: Annotated[
        bool, typer.Option("--quick", help="Sort by mentor; do not work out how firm each pair is.")
    ] = False,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Write a workbook in which to keep, forbid and move.

    The pairs that rest on least come first: those that a weight changed by a quarter would break.

    \b
    Example:
      mentorcli plan review 2027-spring
    """
    from mentorcli.commands.plans import review as commands

    call(
        lambda run: commands.review(run, cohort, quick=quick, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


@plans.command()
def apply(
    file: Annotated[Path, typer.Argument(help="The review workbook, edited and saved.")],
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take back an edited review workbook and match anew around what it says.

    \b
    Example:
      mentorcli plan apply out/2027-spring/review.xlsx
    """
    from mentorcli.commands.plans import review as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Matching around what was decided"):
            return commands.apply(run, file, dry_run=dry_run)

    call(work, workspace=workspace, today=today, as_json=as_json)


@plans.command()
def approve(
    cohort: Cohort,
    workspace: Workspace = HERE,
    today: Today = "",
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Make the newest plan final, so that agreements and invitations follow it.

    \b
    Example:
      mentorcli plan approve 2027-spring --yes
    """
    from mentorcli.commands.plans import approval as commands
    from mentorcli.console.ask import confirm

    def work(run: Run) -> Outcome:
        undone = "" if dry_run or yes else commands.warning(run, cohort)
        asked = f"{undone}Make the newest plan of {cohort} final?"
        if not dry_run and not confirm(asked, yes=yes):
            return commands.not_approved(cohort)
        return commands.approve(run, cohort, dry_run=dry_run)

    call(work, workspace=workspace, today=today, as_json=as_json)


@plans.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A plan.json that mentorcli wrote.")],
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Check a plan file without the solver that made it.

    Rules, places, languages, decisions, points and sums are worked out anew from the applications;
    it is said what the proof of each stage rests on.

    \b
    Example:
      mentorcli plan verify out/2027-spring/plan.json
    """
    from mentorcli.commands.plans import checks as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Checking"):
            return commands.verify(run, file)

    call(work, workspace=workspace, as_json=as_json)


@plans.command()
def diff(
    first: Annotated[Path, typer.Argument(help="A plan.json.")],
    second: Annotated[Path, typer.Argument(help="Another plan.json of the same cohort.")],
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Tell two plans apart: who moves, from whom to whom, and why.

    \b
    Example:
      mentorcli plan diff old-plan.json out/2027-spring/plan.json
    """
    from mentorcli.commands.plans import checks as commands

    call(lambda run: commands.diff(run, first, second), workspace=workspace, as_json=as_json)


@plans.command()
def firm(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show which pairs are firm, which fragile, and how stable the plan is.

    \b
    Example:
      mentorcli plan firm 2027-spring
    """
    from mentorcli.commands.plans import firmness as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Matching with other weights"):
            return commands.firm(run, cohort)

    call(work, workspace=workspace, as_json=as_json)


@plans.command()
def fair(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show who is placed and how well, by group, with intervals.

    And who gained by answering narrowly. Where there are too few to tell, it says so.

    \b
    Example:
      mentorcli plan fair 2027-spring
    """
    from mentorcli.commands.plans import fairness as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Looking at groups"):
            return commands.fair(run, cohort)

    call(work, workspace=workspace, as_json=as_json)
