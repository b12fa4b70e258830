"""Commands about a plan that there is: look at it, change it, check it, approve it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from mentorcli.cli.completion import people
from mentorcli.cli.options import (
    Call,
    Cohort,
    Mentee,
    Mentor,
    Reasons,
    argument,
    command,
    group,
    nothing_done,
    option,
)
from mentorcli.commands.outcome import Outcome

room = typer.Typer()
plans = group(room, "plan")

Why = Annotated[str, option("--why TEXT", "The reason, kept with it.")]
Override = Annotated[
    list[str] | None, option("--override RULE", "A rule that this pair may break; may be repeated.")
]
Until = Annotated[
    dt.date | None,
    option(
        "--until DATE",
        "The last day on which it may. Default: as the profile says, else the cohort's end.",
    ),
]

WithQuestions = Annotated[
    bool, option("--with-questions", "Approve although questions about its people are open.")
]
OneOf = Annotated[
    str, argument("One person: their match, and why they are together.", autocompletion=people)
]
Quick = Annotated[bool, option("--quick", "Without the sheet of how firm each place is.")]
Prices = Annotated[
    int,
    option("--prices N", "Work out exactly what each person's N best alternatives cost."),
]
Discreet = Annotated[
    bool, option("--discreet", "Leave out why a private answer keeps two apart, and your reasons.")
]
File = Annotated[
    Path | None, argument("A plan.json that mentorcli wrote. Default: the newest plan.")
]
Firm = Annotated[
    bool, option("--firm", "Also which pairs are firm, which fragile, and how stable the plan is.")
]
Fair = Annotated[
    bool,
    option(
        "--fair", "Also who is placed and how well, by group, and who gained by answering narrowly."
    ),
]
First = Annotated[Path, argument("A plan.json.")]
Second = Annotated[Path, argument("Another plan.json of the same cohort.")]


@command(plans)
def show(call: Call, cohort: Cohort, who: OneOf = "", why: Reasons = False) -> Outcome:
    """Show the newest plan of a cohort.

    A line for each match; with a name, that match and why its people are together.

    \b
    Examples:
      mentorcli plan show 2027-spring --why
      mentorcli plan show 2027-spring Laine
    """
    from mentorcli.commands.plans import review as commands

    return commands.show(call.run, cohort, who, why=why)


@command(plans, writes=True, opens=True)
def review(call: Call, cohort: Cohort, quick: Quick = False) -> Outcome:
    """Write a workbook in which to keep, forbid and move.

    The people of a match stand together. A second sheet has the places that rest on least first:
    those that a criterion's points changed by a quarter would end. When it is edited and saved: mentorcli read FILE

    \b
    Example:
      mentorcli plan review 2027-spring
    """
    from mentorcli.commands.plans import review as commands

    return commands.review(call.run, cohort, quick=quick)


@command(plans, writes=True, opens=True)
def board(call: Call, cohort: Cohort, prices: Prices = 0, discreet: Discreet = False) -> Outcome:
    """Write the plan as a page of cards on which to move people.

    One file that opens in a browser by double click and needs no network: the cards say whom a move would break apart and by which rule. Save the decisions there, then: mentorcli read FILE

    \b
    Examples:
      mentorcli plan board 2027-spring --open
      mentorcli plan board 2027-spring --prices 3
    """
    from mentorcli.commands.plans import board as commands
    from mentorcli.console.progress import working

    with working("Writing the board"):
        return commands.write(call.run, cohort, prices=prices, discreet=discreet)


@command(plans, writes=True, opens=True)
def answers(call: Call, cohort: Cohort) -> Outcome:
    """Write a sheet for people's answers to the proposal.

    When it is filled in: mentorcli read FILE. A declined pair is barred; an accepted one is kept;
    the plan is repaired around them.

    \b
    Example:
      mentorcli plan answers 2027-spring
    """
    from mentorcli.commands.plans import review as commands

    return commands.ask(call.run, cohort)


def _rule(
    call: Call,
    cohort: str,
    word: str,
    pair: tuple[str, str],
    why: str = "",
    overrides: list[str] | None = None,
    until: dt.date | None = None,
) -> Outcome:
    from mentorcli.commands.plans import decisions
    from mentorcli.console.progress import working

    said = decisions.Word(word, *pair, why, tuple(overrides or ()), until)
    with working("Matching around what was decided"):
        return decisions.rule(call.run, cohort, said)


@command(plans, writes=True)
def keep(
    call: Call,
    cohort: Cohort,
    mentee: Mentee,
    mentor: Mentor,
    why: Why = "",
    override: Override = None,
    until: Until = None,
) -> Outcome:
    """Keep two people together, and show what it costs.

    A rule may be broken for them, with a reason and a last day: after it the rule holds again. The
    rule group_size lets a group go on with fewer mentees than the programme allows.

    \b
    Examples:
      mentorcli plan keep 2027-spring Korhonen Laine --why "both asked" --dry-run
      mentorcli plan keep 2027-spring Korhonen Laine --override no_common_theme --why "both asked" --until 2027-05-20
    """
    return _rule(call, cohort, "keep", (mentee, mentor), why, override, until)


@command(plans, writes=True)
def forbid(call: Call, cohort: Cohort, mentee: Mentee, mentor: Mentor, why: Why = "") -> Outcome:
    """Forbid two people, and show what it costs.

    \b
    Example:
      mentorcli plan forbid 2027-spring Korhonen Laine --why "worked together"
    """
    return _rule(call, cohort, "forbid", (mentee, mentor), why)


@command(plans, writes=True)
def move(
    call: Call,
    cohort: Cohort,
    mentee: Mentee,
    mentor: Mentor,
    why: Why = "",
    override: Override = None,
    until: Until = None,
) -> Outcome:
    """Move a mentee to another mentor, and show what it costs.

    \b
    Example:
      mentorcli plan move 2027-spring Korhonen Laine --dry-run
    """
    return _rule(call, cohort, "move", (mentee, mentor), why, override, until)


@command(plans, writes=True)
def free(call: Call, cohort: Cohort, mentee: Mentee, mentor: Mentor) -> Outcome:
    """Take back a decision on two people.

    \b
    Example:
      mentorcli plan free 2027-spring Korhonen Laine
    """
    return _rule(call, cohort, "free", (mentee, mentor))


@command(plans, writes=True, asks=True)
def approve(call: Call, cohort: Cohort, with_questions: WithQuestions = False) -> Outcome:
    """Make the newest plan final, so that agreements and invitations follow it.

    Questions that are open about people of the plan are told first. With --yes a plan with such
    questions stays a proposal, unless --with-questions says otherwise; so does an empty one.

    \b
    Example:
      mentorcli plan approve 2027-spring --yes
    """
    from mentorcli.commands.plans import approval

    if not call.agreed(lambda: approval.question(call.run, cohort)):
        return nothing_done(f"The plan of {cohort} stays a proposal.", approved=False)
    return approval.approve(call.run, cohort, unasked=call.yes, knowing=with_questions)


@command(plans)
def check(
    call: Call, cohort: Cohort, file: File = None, firm: Firm = False, fair: Fair = False
) -> Outcome:
    """Check a plan without the solver that made it.

    Rules, places, languages, decisions, points and sums are worked out anew from the applications;
    it is said what the proof of each stage rests on. --firm and --fair take longer: --firm matches
    again with other weights. Where there are too few people to tell, --fair says so.

    \b
    Examples:
      mentorcli plan check 2027-spring
      mentorcli plan check 2027-spring --firm --fair
      mentorcli plan check 2027-spring old-plan.json
    """
    from mentorcli.commands.plans import checks
    from mentorcli.console.progress import working

    with working("Checking"):
        return checks.check(call.run, cohort, file, firm=firm, fair=fair)


@command(plans)
def diff(call: Call, first: First, second: Second) -> Outcome:
    """Tell two plans apart: who moves, from whom to whom, and why.

    \b
    Example:
      mentorcli plan diff old-plan.json out/2027-spring/plan.json
    """
    from mentorcli.commands.plans import plan_files

    return plan_files.diff(call.run, first, second)
