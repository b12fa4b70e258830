"""Commands by which a person decides about single pairs: plan keep, forbid, move, free, answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Today, Workspace, a_day, call

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

Mentee = Annotated[str, typer.Argument(help="The mentee: a name, an address or an id.")]
Mentor = Annotated[str, typer.Argument(help="The mentor: a name, an address or an id.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with it.")]
Override = Annotated[
    list[str] | None,
    typer.Option("--override", metavar="RULE", help="A rule that this pair may break."),
]
Until = Annotated[
    str,
    typer.Option(
        "--until", metavar="DATE", help="The last day on which it may. Default: as the profile says, else the cohort's end.",
    ),
]  # fmt: skip


def register(plans: typer.Typer) -> None:
    """Add these commands to those of ``plan``."""
    for command in (keep, forbid, move, free, answers):
        plans.command()(command)


def _rule(
    word: str, cohort: str, pair: tuple[str, str], why: str, overrides: tuple[str, ...],
    workspace: Path, *, until: str = "", today: str, dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    from mentorcli.commands.plans import decisions as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Matching around what was decided"):
            day = a_day(until, "--until") if until else None
            said = commands.Word(word, *pair, why, overrides, day)
            return commands.rule(run, cohort, said, dry_run=dry_run)

    call(work, workspace=workspace, today=today, as_json=as_json)


def keep(
    cohort: Cohort, mentee: Mentee, mentor: Mentor, why: Why = "", override: Override = None,
    until: Until = "", workspace: Workspace = HERE, today: Today = "", dry_run: DryRun = False, as_json: Json = False,
) -> None:  # fmt: skip
    """Keep two people together, and show what it costs.

    A rule may be broken for them, with a reason and a last day: after it the rule holds again.

    \b
    Examples:
      mentorcli plan keep 2027-spring Korhonen Laine --why "both asked" --dry-run
      mentorcli plan keep 2027-spring Korhonen Laine --override no_common_theme --why "both asked" --until 2027-05-20
    """
    overrides = tuple(override or ())
    _rule("keep", cohort, (mentee, mentor), why, overrides, workspace, until=until, today=today,
          dry_run=dry_run, as_json=as_json)  # fmt: skip


def forbid(
    cohort: Cohort, mentee: Mentee, mentor: Mentor, why: Why = "",
    workspace: Workspace = HERE, today: Today = "", dry_run: DryRun = False, as_json: Json = False,
) -> None:  # fmt: skip
    """Forbid two people, and show what it costs.

    \b
    Example:
      mentorcli plan forbid 2027-spring Korhonen Laine --why "worked together"
    """
    _rule("forbid", cohort, (mentee, mentor), why, (), workspace, today=today, dry_run=dry_run,
          as_json=as_json)  # fmt: skip


def move(
    cohort: Cohort, mentee: Mentee, mentor: Mentor, why: Why = "", override: Override = None,
    until: Until = "", workspace: Workspace = HERE, today: Today = "", dry_run: DryRun = False, as_json: Json = False,
) -> None:  # fmt: skip
    """Move a mentee to another mentor, and show what it costs.

    \b
    Example:
      mentorcli plan move 2027-spring Korhonen Laine --dry-run
    """
    overrides = tuple(override or ())
    _rule("move", cohort, (mentee, mentor), why, overrides, workspace, until=until, today=today,
          dry_run=dry_run, as_json=as_json)  # fmt: skip


def free(
    cohort: Cohort, mentee: Mentee, mentor: Mentor,
    workspace: Workspace = HERE, today: Today = "", dry_run: DryRun = False, as_json: Json = False,
) -> None:  # fmt: skip
    """Take back a decision on two people.

    \b
    Example:
      mentorcli plan free 2027-spring Korhonen Laine
    """
    _rule("free", cohort, (mentee, mentor), "", (), workspace, today=today, dry_run=dry_run,
          as_json=as_json)  # fmt: skip


def answers(
    cohort: Cohort,
    file: Annotated[Path | None, typer.Argument(help="The sheet of answers, filled in.")] = None,
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Write a sheet for people's answers to the proposal, or take it back.

    A declined pair is barred; an accepted one is kept; the plan is repaired around them.

    \b
    Examples:
      mentorcli plan answers 2027-spring
      mentorcli plan answers 2027-spring out/2027-spring/answers.xlsx
    """
    from mentorcli.commands.plans import answers as commands

    call(
        lambda run: (
            commands.ask(run, cohort, dry_run=dry_run)
            if file is None
            else commands.answers(run, cohort, file, dry_run=dry_run)
        ),
        workspace=workspace,
        today=today,
        as_json=as_json,
    )
