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
    app.command()(replan)
    app.command()(rules)
    app.command()(advise)
    app.command()(waiting)
    app.command()(simulate)
    app.add_typer(plans, name="plan")


def match(
    cohort: Cohort,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            metavar="TEXT",
            help="Show the plan if: capacity WHO N · add mentor WORD… · remove WHO · without RULE.",
        ),
    ] = None,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Propose the best matches.

    Each comes with its reason, and nothing is final. Most mentees seated first, then the worst-served mentee as well as possible, then the total;
    each stage is proved before the next begins.

    \b
    Example:
      mentorcli match 2027-spring
      mentorcli match 2027-spring --what-if "capacity Laine 3" --what-if "add mentor english"
    """
    from mentorcli.commands import advising
    from mentorcli.commands import matching as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Matching"):
            if what_if:
                return advising.what_if(run, cohort, what_if)
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
    from mentorcli.commands import planning as commands

    call(
        lambda run: commands.review(run, cohort, quick=quick, dry_run=dry_run),
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
    """Tell two plans apart: who moves, from whom to whom, and why.

    \b
    Example:
      mentorcli plan diff old-plan.json out/2027-spring/plan.json
    """
    from mentorcli.commands import verifying as commands

    call(lambda run: commands.diff(run, first, second), workspace=workspace, as_json=as_json)


def replan(
    cohort: Cohort,
    moves: Annotated[
        int | None,
        typer.Option("--moves", metavar="N", help="Move so many at most, for the best plan."),
    ] = None,
    only_fill: Annotated[
        bool, typer.Option("--only-fill", help="Move nobody who can stay; fill free places.")
    ] = False,
    frontier: Annotated[
        bool, typer.Option("--frontier", help="Show what more moves would bring.")
    ] = False,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Repair the plan after a change, moving nobody without need.

    After a withdrawal, a late applicant, a changed capacity or edited answers: as many seated as
    can be with the fewest moves, proved, and the list of who must be told what.

    \b
    Examples:
      mentorcli replan 2027-spring --dry-run --frontier
      mentorcli replan 2027-spring --only-fill
    """
    from mentorcli.commands import replanning as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Repairing"):
            return commands.replan(
                run, cohort, most_moves=moves, only_fill=only_fill, show_frontier=frontier,
                dry_run=dry_run,
            )  # fmt: skip

    call(work, workspace=workspace, as_json=as_json)


Mentee = Annotated[str, typer.Argument(help="The mentee: a name, an address or an id.")]
Mentor = Annotated[str, typer.Argument(help="The mentor: a name, an address or an id.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with it.")]
Override = Annotated[
    list[str] | None,
    typer.Option("--override", metavar="RULE", help="A rule that this pair may break."),
]


def _rule(
    word: str, cohort: str, pair: tuple[str, str], why: str, overrides: tuple[str, ...],
    workspace: Path, *, dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    from mentorcli.commands import ruling as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Matching around what was decided"):
            return commands.rule(
                run, cohort, word, *pair, why=why, overrides=overrides, dry_run=dry_run
            )

    call(work, workspace=workspace, as_json=as_json)


@plans.command()
def keep(
    cohort: Cohort, mentee: Mentee, mentor: Mentor, why: Why = "", override: Override = None,
    workspace: Workspace = HERE, dry_run: DryRun = False, as_json: Json = False,
) -> None:  # fmt: skip
    """Keep two people together, and show what it costs.

    \b
    Example:
      mentorcli plan keep 2027-spring Korhonen Laine --why "both asked" --dry-run
    """
    overrides = tuple(override or ())
    _rule("keep", cohort, (mentee, mentor), why, overrides, workspace, dry_run=dry_run,
          as_json=as_json)  # fmt: skip


@plans.command()
def forbid(
    cohort: Cohort, mentee: Mentee, mentor: Mentor, why: Why = "",
    workspace: Workspace = HERE, dry_run: DryRun = False, as_json: Json = False,
) -> None:  # fmt: skip
    """Forbid two people, and show what it costs.

    \b
    Example:
      mentorcli plan forbid 2027-spring Korhonen Laine --why "worked together"
    """
    _rule("forbid", cohort, (mentee, mentor), why, (), workspace, dry_run=dry_run, as_json=as_json)


@plans.command()
def move(
    cohort: Cohort, mentee: Mentee, mentor: Mentor, why: Why = "", override: Override = None,
    workspace: Workspace = HERE, dry_run: DryRun = False, as_json: Json = False,
) -> None:  # fmt: skip
    """Move a mentee to another mentor, and show what it costs.

    \b
    Example:
      mentorcli plan move 2027-spring Korhonen Laine --dry-run
    """
    overrides = tuple(override or ())
    _rule("move", cohort, (mentee, mentor), why, overrides, workspace, dry_run=dry_run,
          as_json=as_json)  # fmt: skip


@plans.command()
def free(
    cohort: Cohort, mentee: Mentee, mentor: Mentor,
    workspace: Workspace = HERE, dry_run: DryRun = False, as_json: Json = False,
) -> None:  # fmt: skip
    """Take back a decision on two people.

    \b
    Example:
      mentorcli plan free 2027-spring Korhonen Laine
    """
    _rule("free", cohort, (mentee, mentor), "", (), workspace, dry_run=dry_run, as_json=as_json)


@plans.command()
def answers(
    cohort: Cohort,
    file: Annotated[Path | None, typer.Argument(help="The sheet of answers, filled in.")] = None,
    workspace: Workspace = HERE,
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
    from mentorcli.commands import ruling as commands

    call(
        lambda run: (
            commands.ask(run, cohort, dry_run=dry_run)
            if file is None
            else commands.answers(run, cohort, file, dry_run=dry_run)
        ),
        workspace=workspace,
        as_json=as_json,
    )


def rules(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show what each rule blocks, and what switching it off would gain.

    Every figure comes from matching again without the rule; nothing is stored.

    \b
    Example:
      mentorcli rules 2027-spring
    """
    from mentorcli.commands import advising as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Matching without each rule"):
            return commands.rules(run, cohort)

    call(work, workspace=workspace, as_json=as_json)


def advise(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Say which kind of mentor to look for.

    With how many more mentees each would seat.

    \b
    Example:
      mentorcli advise 2027-spring
    """
    from mentorcli.commands import advising as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Trying kinds of mentors"):
            return commands.advise(run, cohort)

    call(work, workspace=workspace, as_json=as_json)


def waiting(
    cohort: Cohort,
    carry_to: Annotated[
        str,
        typer.Option("--carry-to", metavar="COHORT", help="Take them over to a later cohort."),
    ] = "",
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Show who waits, since when and why, and take them over.

    Into the next cohort. Each reason also in words for whoever asks: nobody else is named. Who
    waited in an earlier cohort comes first in the next plan.

    \b
    Examples:
      mentorcli waiting 2027-spring
      mentorcli waiting 2027-spring --carry-to 2027-autumn --dry-run
    """
    from mentorcli.commands import waiting as commands

    call(
        lambda run: commands.waiting(run, cohort, carry_to, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


def simulate(
    cohort: Cohort,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="RULE", help="Switch a rule off.")
    ] = None,
    weight: Annotated[
        list[str] | None,
        typer.Option("--weight", metavar="NAME=POINTS", help="Give a criterion other points."),
    ] = None,
    by_hand: Annotated[
        bool, typer.Option("--by-hand", help="Keep the decisions made by hand there.")
    ] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Match an earlier cohort again, by today's profile.

    To see what a changed rule or weight would have done, against the plan that was approved. Nothing
    is stored.

    \b
    Example:
      mentorcli simulate 2026-spring --without same_employer --weight themes=300
    """
    from mentorcli.commands import simulating as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Matching again"):
            return commands.simulate(run, cohort, without or (), weight or (), by_hand=by_hand)

    call(work, workspace=workspace, as_json=as_json)


@plans.command()
def firm(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show which pairs are firm, which fragile, and how stable the plan is.

    \b
    Example:
      mentorcli plan firm 2027-spring
    """
    from mentorcli.commands import advising as commands
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
    from mentorcli.commands import fairness as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Looking at groups"):
            return commands.fair(run, cohort)

    call(work, workspace=workspace, as_json=as_json)
