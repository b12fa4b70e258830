"""Asking a person at a terminal which column of an export is what."""

from __future__ import annotations

from mentorcli.commands.import_view import columns_listing
from mentorcli.commands.importing import Answered
from mentorcli.commands.outcome import Outcome
from mentorcli.console.ask import ask, confirm, on_terminal
from mentorcli.console.show import notice, show, show_problems
from mentorcli.domain.form import FormProposal
from mentorcli.domain.programme import ROLES, Programme


def about_form(proposal: FormProposal, programme: Programme) -> Answered | None:
    """Show a proposal and ask whether it is right; None when the person gives up."""
    where = f"{proposal.table.file} {proposal.table.sheet}".strip()
    notice(f"\n{where}: which column is what?")
    show(Outcome((columns_listing(proposal),)), as_json=False)
    show_problems(proposal.problems)
    if proposal.role is None:
        role = ask("Are these mentees or mentors?", "mentee")
        return Answered(role="mentor" if role.casefold().startswith("mentor") else ROLES[0])
    notice(
        f"\nFields of a {proposal.role}: {', '.join(f.key for f in programme.fields[proposal.role])}"
    )
    notice("Enter takes it as it stands. H=goals sets a column, H=- leaves it out, q stops.")
    said = ask("Right?", "yes")
    if said.casefold() in {"q", "quit", "n", "no"}:
        return None
    column, sign, field = said.partition("=")
    if sign:
        return Answered(assign={column.strip(): field.strip()})
    return Answered(right=True)


def agree(outcome: Outcome, *, yes: bool) -> bool:
    """Show what would be written and ask; where nobody can be asked, go on."""
    if yes or not on_terminal():
        return True
    show(outcome, as_json=False)
    return confirm("Write this?", yes=False)
