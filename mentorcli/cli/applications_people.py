"""Commands about what is known of a person: show, erase."""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli.cli.completion import people
from mentorcli.cli.options import (
    Call,
    Cohort,
    Who,
    argument,
    command,
    group,
    nothing_done,
    option,
)
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.problem import UsageError

room = typer.Typer()
persons = group(room, "person")

Sources = Annotated[
    bool, option("--sources", "Where each answer came from, what it was before, and corrections.")
]
EraseWho = Annotated[
    list[str] | None,
    argument("Names (a part is enough), e-mail addresses or ids.", autocompletion=people),
]
Due = Annotated[
    bool, option("--due", "Everybody of a cohort whose data is not to be kept any longer.")
]


@command(persons)
def show(call: Call, cohort: Cohort, who: Who, sources: Sources = False) -> Outcome:
    """Show somebody's answers, private ones too: for HR only.

    \b
    Example:
      mentorcli person show 2027-spring Korhonen --sources
    """
    from mentorcli.commands.applications import people as applicants

    return applicants.show(call.run, cohort, who, sources=sources)


@command(persons, writes=True, asks=True)
def erase(call: Call, cohort: Cohort, who: EraseWho = None, due: Due = False) -> Outcome:
    """Erase people from a cohort: answers, rows, history, letters, and the files that name them.

    How many rows an import had stays; a new report counts without them. An export that still holds the answer does not bring it back; a new answer of the same person does come in. Withdrawing is something else: mentorcli application withdraw

    \b
    Examples:
      mentorcli person erase 2027-spring laine@example.org --dry-run
      mentorcli person erase 2027-spring laine@example.org "Kai Salo"
      mentorcli person erase 2024-spring --due
    """
    from mentorcli.commands.applications import erasure

    if bool(who) is due:
        raise UsageError("Say who, or --due for all whose time is over: one of the two.")
    wanted = tuple(who or ())
    if due:
        wanted = erasure.due(call.run, cohort)
    named = " and ".join(who) if who else f"all {len(wanted)} people"
    if not call.agreed(
        lambda: f"Erase all that is known of {named} in {cohort}? This cannot be undone."
    ):
        kept = "is" if len(who or ()) == 1 else "are"
        return nothing_done(f"{named} {kept} kept; nothing was changed.", written=False)
    return erasure.forget(call.run, cohort, wanted)
