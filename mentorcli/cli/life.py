"""Commands of ongoing programmes: suggest, pair."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Today, Who, Workspace, a_day, call
from mentorcli.domain.problem import ExitCode, UserError

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

pairs = typer.Typer(no_args_is_help=True, help="Single matches, from proposal to end.")

With = Annotated[
    str, typer.Option("--with", help="The other one, when somebody has several matches.")
]
Reason = Annotated[str, typer.Option("--reason", help="In a few words; only HR sees it.")]
Mentee = Annotated[str, typer.Argument(help="The mentee: a name, an e-mail address or an id.")]


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command()(suggest)
    app.add_typer(pairs, name="pair")


def suggest(
    who: Mentee,
    cohort: Annotated[
        str, typer.Option("--cohort", help="The cohort; the newest ongoing one when left out.")
    ] = "",
    top: Annotated[int, typer.Option("--top", min=1, max=50, help="How many mentors.")] = 5,
    words: Annotated[
        bool, typer.Option("--own-words", help="Also rank them by likeness of free text; no score.")
    ] = False,
    workspace: Workspace = HERE,
    today: Today = "",
    as_json: Json = False,
) -> None:
    """Suggest mentors for one mentee.

    With score, reasons, and what each mentor carries now. Names that the mentee gave are looked up
    in the pool and on the staff list; what is not certain is asked, never guessed.

    \b
    Examples:
      mentorcli suggest Salonen
      mentorcli suggest minna.salonen@example.org --top 10 --json
      mentorcli suggest Korhonen --cohort 2027-spring --own-words
    """
    from mentorcli.commands.matches import shortlists as commands

    call(
        lambda run: commands.suggest(run, who, cohort, top, words=words),
        workspace=workspace, today=today, as_json=as_json,
    )  # fmt: skip


@pairs.command()
def propose(
    cohort: Cohort,
    mentee: Mentee,
    mentor: Annotated[str, typer.Argument(help="The mentor: a name, an address or an id.")],
    start: Annotated[str, typer.Option("--start", metavar="DATE", help="Its first day.")] = "",
    months: Annotated[int, typer.Option("--months", help="How long; 0 is as wished.")] = 0,
    every: Annotated[
        int, typer.Option("--every", help="Days between meetings; 0 is as wished.")
    ] = 0,
    first: Annotated[
        str,
        typer.Option("--first", help="Who is asked first: mentee or mentor; else the profile's."),
    ] = "",
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Propose a mentor to a mentee.

    Refused when a rule forbids the pair, or the mentor is full or paused. The letter to the side
    that is asked first comes with the next remind.

    \b
    Example:
      mentorcli pair propose 2027-open Zhang Forsström --months 6
    """
    from mentorcli.commands.matches import pair_changes as commands
    from mentorcli.domain.programme import ROLES

    def work(run: Run) -> Outcome:
        side = next((r for r in ROLES if r == first), None)
        starts = a_day(start, "--start") if start else None
        wanted = commands.Wanted(starts, months or None, every or None, side)
        return commands.propose(run, cohort, mentee, mentor, wanted, dry_run=dry_run)

    call(work, workspace=workspace, today=today, as_json=as_json)


def _answer(
    cohort: str, who: str, other: str, reason: str, *, accepts: bool, workspace: Path, today: str,
    dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    from mentorcli.commands.matches import pair_changes as commands

    call(
        lambda run: commands.answer(
            run, cohort, who, other, accepts=accepts, reason=reason, dry_run=dry_run
        ),
        workspace=workspace, today=today, as_json=as_json,
    )  # fmt: skip


@pairs.command()
def accept(
    cohort: Cohort, who: Who, other: With = "", workspace: Workspace = HERE, today: Today = "",
    dry_run: DryRun = False, as_json: Json = False,
) -> None:  # fmt: skip
    """Take a yes to a proposal.

    When both sides have said yes the match is agreed.

    \b
    Example:
      mentorcli pair accept 2027-open Zhang
    """
    _answer(cohort, who, other, "", accepts=True, workspace=workspace, today=today,
            dry_run=dry_run, as_json=as_json)  # fmt: skip


@pairs.command()
def decline(
    cohort: Cohort, who: Who, other: With = "", reason: Reason = "", workspace: Workspace = HERE,
    today: Today = "", dry_run: DryRun = False, as_json: Json = False,
) -> None:  # fmt: skip
    """Take a no to a proposal.

    It needs no reason and is nobody's fault.

    \b
    Example:
      mentorcli pair decline 2027-open Forsström
    """
    _answer(cohort, who, other, reason, accepts=False, workspace=workspace, today=today,
            dry_run=dry_run, as_json=as_json)  # fmt: skip


@pairs.command("take-back")
def take_back(
    cohort: Cohort, who: Who, other: With = "", reason: Reason = "", workspace: Workspace = HERE,
    today: Today = "", dry_run: DryRun = False, as_json: Json = False,
) -> None:  # fmt: skip
    """Take a proposal back that is not agreed yet.

    \b
    Example:
      mentorcli pair take-back 2027-open Zhang
    """
    from mentorcli.commands.matches import pair_changes as commands

    call(
        lambda run: commands.take_back(run, cohort, who, other, reason, dry_run=dry_run),
        workspace=workspace, today=today, as_json=as_json,
    )  # fmt: skip


@pairs.command()
def extend(
    cohort: Cohort,
    who: Who,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="The new last day.")],
    every: Annotated[int, typer.Option("--every", help="Days between meetings from now on.")] = 0,
    other: With = "",
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Let a match go on for longer.

    \b
    Example:
      mentorcli pair extend 2027-open Zhang --until 2027-12-15
    """
    from mentorcli.commands.matches import pair_changes as commands

    call(
        lambda run: commands.extend(
            run, cohort, who, other, a_day(until, "--until"), every or None, dry_run=dry_run
        ),
        workspace=workspace, today=today, as_json=as_json,
    )  # fmt: skip


@pairs.command()
def end(
    cohort: Cohort,
    who: Who,
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="Its last day.", show_default="this day")
    ] = "",
    reason: Reason = "",
    other: With = "",
    group: Annotated[bool, typer.Option("--group", help="The whole group ends.")] = False,
    only: Annotated[
        bool, typer.Option("--only", help="Only this person leaves; the group goes on.")
    ] = False,
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """End a match.

    Before its last day it is an early end, kept with its reason; reminders stop. Of a group it is
    asked whether all of it ends or only one person leaves; without a terminal --group or --only
    says it.

    \b
    Examples:
      mentorcli pair end 2027-open Zhang --reason "changed jobs"
      mentorcli pair end 2027-spring Korhonen --only --reason "moved abroad"
    """
    from mentorcli.commands.matches import endings as commands
    from mentorcli.console.ask import ask, on_terminal

    def work(run: Run) -> Outcome:
        if group and only:
            raise UserError(
                "Either the whole group ends or only one person leaves.",
                "Give --group or --only, not both.", code=ExitCode.USAGE,
            )  # fmt: skip
        day = a_day(on, "--on") if on else run.today
        part: commands.Part | None = "group" if group else "only" if only else None
        found = commands.ending(run, cohort, who, other)
        if part is None and found.of_several and on_terminal():
            said = ask(found.question(), "no").casefold()
            part = "group" if said == "group" else None
            part = "only" if said == "only" and not found.leads else part
            if part is None:
                return commands.kept(found)
        wanted = commands.EndRequest(who, other, day, reason, part)
        return commands.end(run, cohort, wanted, dry_run=dry_run)

    call(work, workspace=workspace, today=today, as_json=as_json)


@pairs.command()
def approach(
    cohort: Cohort,
    mentee: Mentee,
    who: Annotated[str, typer.Argument(help="Somebody on the staff list: a name or an id.")],
    language: Annotated[str, typer.Option("--language", help="en, fi or sv.")] = "en",
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Ask a colleague who has not offered to be a mentor.

    The letter says what the mentee hopes for, without a name.

    \b
    Example:
      mentorcli pair approach 2027-open Lindgren "Helmi Lahtinen" --language fi
    """
    from mentorcli.commands.matches import approach_letter as commands

    call(
        lambda run: commands.approach(run, cohort, mentee, who, language, dry_run=dry_run),
        workspace=workspace, today=today, as_json=as_json,
    )  # fmt: skip


@pairs.command("list")
def list_pairs(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """List matches with where each stands, and its own days."""
    from mentorcli.commands.matches import pair_view as commands

    call(lambda run: commands.listing(run, cohort), workspace=workspace, as_json=as_json)
