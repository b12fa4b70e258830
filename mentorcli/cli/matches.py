"""Commands about single matches, from proposal to end: suggest, pair."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import typer

from mentorcli.cli.completion import cohorts
from mentorcli.cli.options import (
    Call,
    Cohort,
    Mentee,
    Mentor,
    Who,
    With,
    argument,
    command,
    group,
    option,
)
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.language import Language
from mentorcli.domain.problem import UsageError

room = typer.Typer()
pairs = group(room, "pair")

Reason = Annotated[str, option("--reason", "In a few words; only HR sees it.")]

SuggestCohort = Annotated[
    str,
    option("--cohort", "The cohort; the newest ongoing one when left out.", autocompletion=cohorts),
]
Top = Annotated[int, option("--top", "How many mentors.", min=1, max=50)]
OwnWords = Annotated[
    bool, option("--own-words", "Also rank them by likeness of free text; no score.")
]
Start = Annotated[dt.date | None, option("--start DATE", "Its first day.")]
Months = Annotated[int, option("--months", "How long; 0 is as wished.")]
Every = Annotated[int, option("--every", "Days between meetings; 0 is as wished.")]
Again = Annotated[str, option("--why", "Why the two are put together again; only HR sees it.")]
First = Annotated[
    Literal["mentee", "mentor"] | None,
    option("--first", "Who is asked first; else as the profile says."),
]
Until = Annotated[dt.date, option("--until DATE", "The new last day.")]
ExtendEvery = Annotated[int, option("--every", "Days between meetings from now on.")]
On = Annotated[dt.date | None, option("--on DATE", "Its last day.", "this day")]
Group = Annotated[bool, option("--group", "The whole group ends.")]
Only = Annotated[bool, option("--only", "Only this person leaves, and is withdrawn.")]
ApproachWho = Annotated[str, argument("Somebody on the staff list: a name or an id.")]
ApproachLanguage = Annotated[
    Language | None, option("--language LANGUAGE", "The letter's language.", "en")
]


@command(room, day=True)
def suggest(
    call: Call, who: Mentee, cohort: SuggestCohort = "", top: Top = 5, words: OwnWords = False
) -> Outcome:
    """Suggest mentors for one mentee.

    With score, reasons, and what each mentor carries now. Names that the mentee gave are looked up
    in the pool and on the staff list; what is not certain is asked, never guessed.

    \b
    Examples:
      mentorcli suggest Salonen
      mentorcli suggest minna.salonen@example.org --top 10 --json
      mentorcli suggest Korhonen --cohort 2027-spring --own-words
    """
    from mentorcli.commands.matches import shortlists

    return shortlists.suggest(call.run, who, cohort, top, words=words)


@command(pairs, writes=True)
def propose(
    call: Call,
    cohort: Cohort,
    mentee: Mentee,
    mentor: Mentor,
    start: Start = None,
    months: Months = 0,
    every: Every = 0,
    first: First = None,
    why: Again = "",
) -> Outcome:
    """Propose a mentor to a mentee.

    Refused when a rule forbids the pair, or the mentor is full or paused; where the two were proposed
    or matched before, it needs a reason. The letter to the side that is asked first comes with the
    next remind.

    \b
    Example:
      mentorcli pair propose 2027-open Zhang Forsström --months 6
    """
    from mentorcli.commands.matches import pair_proposals as commands

    wanted = commands.Wanted(start, months or None, every or None, first, why)
    return commands.propose(call.run, cohort, mentee, mentor, wanted)


@command(pairs, writes=True)
def accept(call: Call, cohort: Cohort, who: Who, other: With = "") -> Outcome:
    """Take a yes to a proposal.

    When both sides have said yes the match is agreed.

    \b
    Example:
      mentorcli pair accept 2027-open Zhang
    """
    from mentorcli.commands.matches import pair_changes as commands

    return commands.answer(call.run, cohort, who, other, accepts=True, reason="")


@command(pairs, writes=True)
def decline(call: Call, cohort: Cohort, who: Who, other: With = "", reason: Reason = "") -> Outcome:
    """Take a no to a proposal.

    It needs no reason and is nobody's fault.

    \b
    Example:
      mentorcli pair decline 2027-open Forsström
    """
    from mentorcli.commands.matches import pair_changes as commands

    return commands.answer(call.run, cohort, who, other, accepts=False, reason=reason)


@command(pairs, writes=True)
def extend(
    call: Call, cohort: Cohort, who: Who, until: Until, every: ExtendEvery = 0, other: With = ""
) -> Outcome:
    """Let a match go on for longer.

    \b
    Example:
      mentorcli pair extend 2027-open Zhang --until 2027-12-15
    """
    from mentorcli.commands.matches import pair_changes as commands

    return commands.extend(call.run, cohort, who, other, until, every or None)


@command(pairs, writes=True, asks=True)
def end(
    call: Call,
    cohort: Cohort,
    who: Who,
    on: On = None,
    reason: Reason = "",
    other: With = "",
    whole: Group = False,
    only: Only = False,
) -> Outcome:
    """End a match, or take a proposal back that is not agreed yet.

    Before its last day it is an early end, kept with its reason; reminders stop. Of a group it is
    asked whether all of it ends or only one person leaves; without a terminal --group or --only
    says it.

    \b
    Examples:
      mentorcli pair end 2027-open Zhang --reason "changed jobs"
      mentorcli pair end 2027-spring Korhonen --only --reason "moved abroad"
    """
    from mentorcli.commands.matches import match_endings as endings
    from mentorcli.commands.matches import pair_changes
    from mentorcli.console.ask import ask, confirm, on_terminal

    if whole and only:
        raise UsageError(
            "Either the whole group ends or only one person leaves.",
            "Give --group or --only, not both.",
        )
    part: endings.Part | None = "group" if whole else "only" if only else None
    found = endings.ending(call.run, cohort, who, other)
    if on_terminal() and not (part or call.yes or call.dry_run):
        if found.of_several:
            said = ask(found.question(), "no").casefold()
            part = "group" if said == "group" else None
            part = "only" if said == "only" and not found.leads else part
        if not part and (found.of_several or not confirm(found.question(), yes=False)):
            return endings.kept(found)
    if found.proposed:
        return pair_changes.take_back(call.run, cohort, who, other, reason)
    return endings.end(call.run, cohort, (who, other), on, reason, part=part)


@command(pairs, writes=True)
def approach(
    call: Call, cohort: Cohort, mentee: Mentee, who: ApproachWho, language: ApproachLanguage = None
) -> Outcome:
    """Ask a colleague who has not offered to be a mentor.

    The letter says what the mentee hopes for, without a name.

    \b
    Example:
      mentorcli pair approach 2027-open Lindgren "Helmi Lahtinen" --language fi
    """
    from mentorcli.commands.matches import approach_letter as commands

    return commands.approach(call.run, cohort, mentee, who, language or "en")


@command(pairs, "list")
def list_pairs(call: Call, cohort: Cohort) -> Outcome:
    """List matches with where each stands, and its own days."""
    from mentorcli.commands.matches import pair_lives

    return pair_lives.listing(call.run, cohort)
