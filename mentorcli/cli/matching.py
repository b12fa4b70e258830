"""Commands about matches: match, explain, replan, rules, advise, waiting, simulate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Today, Who, Workspace, call

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command()(match)
    app.command()(explain)
    app.command()(replan)
    app.command()(rules)
    app.command()(advise)
    app.command()(waiting)
    app.command()(simulate)


def match(
    cohort: Cohort,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            metavar="TEXT",
            help="Show the plan if: capacity WHO N · add mentor WORD… · remove WHO · without RULE; "
            "in circles: add peer WORD… · circles FEWEST MOST.",
        ),
    ] = None,
    workspace: Workspace = HERE,
    today: Today = "",
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
      mentorcli match 2027-peers --what-if "add peer finnish" --what-if "circles 2 4"
    """
    from mentorcli.commands.plans import advice as advising
    from mentorcli.commands.plans import proposals as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Matching"):
            if what_if:
                return advising.what_if(run, cohort, what_if)
            return commands.match(run, cohort, dry_run=dry_run)

    call(work, workspace=workspace, today=today, as_json=as_json)


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
    from mentorcli.commands.plans import explanations as commands

    call(
        lambda run: commands.explain(run, cohort, who, other), workspace=workspace, as_json=as_json
    )


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
    today: Today = "",
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
    from mentorcli.commands.plans import repairs as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Repairing"):
            return commands.replan(
                run, cohort, most_moves=moves, only_fill=only_fill, show_frontier=frontier,
                dry_run=dry_run,
            )  # fmt: skip

    call(work, workspace=workspace, today=today, as_json=as_json)


def rules(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show what each rule blocks, and what switching it off would gain.

    Every figure comes from matching again without the rule; nothing is stored.

    \b
    Example:
      mentorcli rules 2027-spring
    """
    from mentorcli.commands.plans import advice as commands
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
    from mentorcli.commands.plans import advice as commands
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
    from mentorcli.commands.plans import waiting_list as commands

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
    from mentorcli.commands.plans import earlier_cohorts as commands
    from mentorcli.console.progress import working

    def work(run: Run) -> Outcome:
        with working("Matching again"):
            return commands.simulate(run, cohort, without or (), weight or (), by_hand=by_hand)

    call(work, workspace=workspace, as_json=as_json)
