"""Commands that match, explain and repair: match, explain, rules, advise, waiting, replan."""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli.cli.completion import cohorts, people
from mentorcli.cli.options import Call, Cohort, Reasons, Who, command, option
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.problem import UsageError

room = typer.Typer()

WhatIf = Annotated[
    list[str] | None,
    option(
        "--what-if TEXT",
        "Show the plan if: capacity WHO N · add mentor WORD… · remove WHO · without RULE; "
        "of equals: add peer WORD… · circles FEWEST MOST.",
    ),
]
Earlier = Annotated[
    bool, option("--earlier", "Match an earlier cohort again, by today's profile; store nothing.")
]
Without = Annotated[
    list[str] | None, option("--without RULE", "With --earlier: switch a rule off.")
]
Weight = Annotated[
    list[str] | None,
    option("--weight NAME=POINTS", "With --earlier: give a criterion other points."),
]
ByHand = Annotated[
    bool, option("--by-hand", "With --earlier: keep the decisions made by hand there.")
]
ExplainWith = Annotated[
    str, option("--with WHO", "Why not with this person?", autocompletion=people)
]
CarryTo = Annotated[
    str, option("--carry-to COHORT", "Take them over to a later cohort.", autocompletion=cohorts)
]
Moves = Annotated[int | None, option("--moves N", "Move so many at most, for the best plan.")]
OnlyFill = Annotated[bool, option("--only-fill", "Move nobody who can stay; fill free places.")]
Frontier = Annotated[bool, option("--frontier", "Show what more moves would bring.")]


@command(room, writes=True)
def match(
    call: Call,
    cohort: Cohort,
    what_if: WhatIf = None,
    earlier: Earlier = False,
    without: Without = None,
    weight: Weight = None,
    by_hand: ByHand = False,
    why: Reasons = False,
) -> Outcome:
    """Propose the best matches.

    A line for each, with --why the reasons too, and nothing is final. Most mentees seated first, then as few pairs, groups and circles as can be that have no way to meet in common, then the worst-served mentee as well as possible, then the total;
    each stage is proved before the next begins.

    With --earlier: what a changed rule or weight would have done in an earlier cohort, against the plan that was approved there.

    \b
    Examples:
      mentorcli match 2027-spring
      mentorcli match 2027-spring --what-if "capacity Laine 3" --what-if "add mentor english"
      mentorcli match 2027-peers --what-if "add peer finnish" --what-if "circles 2 4"
      mentorcli match 2026-spring --earlier --without same_employer --weight themes=300
    """
    from mentorcli.commands.plans import advice, proposals
    from mentorcli.console.progress import working

    if not earlier and (without or weight or by_hand):
        raise UsageError(
            "--without, --weight and --by-hand belong to --earlier. Nothing was done.",
            'For this plan: --what-if "without RULE".',
        )
    if earlier and what_if:
        raise UsageError("Either --earlier or --what-if, not both. Nothing was done.")
    with working("Matching again" if earlier else "Matching"):
        if earlier:
            rules, points = without or (), weight or ()
            return proposals.simulate(call.run, cohort, rules, points, by_hand=by_hand)
        if what_if:
            return advice.what_if(call.run, cohort, what_if)
        return proposals.match(call.run, cohort, why=why)


@command(room, notes=True)
def explain(call: Call, cohort: Cohort, who: Who, other: ExplainWith = "") -> Outcome:
    """Say why somebody is matched, or not.

    With what else was possible, what is forbidden, and because of which answers.

    \b
    Examples:
      mentorcli explain 2027-spring Korhonen
      mentorcli explain 2027-spring Korhonen --with Laine
    """
    from mentorcli.commands.plans import explanations

    return explanations.explain(call.run, cohort, who, other)


@command(room)
def rules(call: Call, cohort: Cohort) -> Outcome:
    """Show what each rule blocks, and what switching it off would gain.

    Every figure comes from matching again without the rule; nothing is stored.

    \b
    Example:
      mentorcli rules 2027-spring
    """
    from mentorcli.commands.plans import advice
    from mentorcli.console.progress import working

    with working("Matching without each rule"):
        return advice.rules(call.run, cohort)


@command(room)
def advise(call: Call, cohort: Cohort) -> Outcome:
    """Say which kind of mentor to look for.

    With how many more mentees each would seat.

    \b
    Example:
      mentorcli advise 2027-spring
    """
    from mentorcli.commands.plans import advice
    from mentorcli.console.progress import working

    with working("Trying kinds of mentors"):
        return advice.advise(call.run, cohort)


@command(room, writes=True)
def waiting(call: Call, cohort: Cohort, carry_to: CarryTo = "") -> Outcome:
    """Show who waits, since when and why, and take them over.

    Into the next cohort. Each reason also in words for whoever asks: nobody else is named. Who
    waited in an earlier cohort comes first in the next plan.

    \b
    Examples:
      mentorcli waiting 2027-spring
      mentorcli waiting 2027-spring --carry-to 2027-autumn --dry-run
    """
    from mentorcli.commands.plans import waiting_list

    return waiting_list.waiting(call.run, cohort, carry_to)


@command(room, writes=True)
def replan(
    call: Call,
    cohort: Cohort,
    moves: Moves = None,
    only_fill: OnlyFill = False,
    frontier: Frontier = False,
) -> Outcome:
    """Repair the plan after a change, moving nobody without need.

    After a withdrawal, a late applicant, a changed capacity or edited answers: as many seated as
    can be with the fewest moves, proved, and the list of who must be told what.

    \b
    Examples:
      mentorcli replan 2027-spring --dry-run --frontier
      mentorcli replan 2027-spring --only-fill
    """
    from mentorcli.commands.plans import repairs
    from mentorcli.console.progress import working

    with working("Repairing"):
        return repairs.replan(
            call.run, cohort, most_moves=moves, only_fill=only_fill, show_frontier=frontier
        )
