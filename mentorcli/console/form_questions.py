"""Asking a person at a terminal which column of an export is what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentorcli.commands.applications.agreed_forms import Answered, takes_one_column
from mentorcli.commands.applications.import_view import columns_listing
from mentorcli.commands.outcome import Outcome
from mentorcli.console.ask import ask, confirm, on_terminal
from mentorcli.console.show import notice, show, show_problems
from mentorcli.domain.form import FormProposal
from mentorcli.domain.programme import ROLES, Programme, RoleKey
from mentorcli.intake import ASKED_ONCE
from mentorcli.names.comparison import nearest

SURE = 95
"""A column that is less sure must be asked about."""
LEFT_OUT = "-"
NAMES = ({"full_name"}, {"first_name", "last_name"})
HELP = "Enter or yes takes it as it stands; H=goals sets a column, several with commas; H=- leaves one out; q stops."
NO_DEFAULT = "yes takes it all the same; H=goals sets a column, several with commas; H=- leaves one out; q stops."


def about_form(proposal: FormProposal, programme: Programme) -> Answered | None:
    """Show a proposal and ask whether it is right; None when the person gives up.

    What is not understood, or names no column or field, is asked again; nothing is lost by a slip.
    """
    where = f"{proposal.table.file} {proposal.table.sheet}".strip()
    notice(f"\n{where}: which column is what?")
    _show_doubtful(proposal)
    show_problems(proposal.problems)
    if proposal.role is None:
        return Answered(role=_ask_role())
    missing = _missing(proposal, programme, proposal.role)
    if told := _ask_for_all(missing):
        return Answered(for_all=told)
    if missing:
        notice(f"\nNot found, and needed of every {proposal.role}: {', '.join(missing)}")
    notice(
        f"\nFields of a {proposal.role}: {', '.join(f.key for f in programme.fields[proposal.role])}"
    )
    notice(NO_DEFAULT if missing else HELP)
    while True:
        said = ask("Right?", "" if missing else "yes").strip()
        if said.casefold() in {"q", "quit", "n", "no"}:
            return None
        if said.casefold() in {"y", "yes"}:
            return Answered(right=True)
        assign = _assigned(said, proposal, programme, proposal.role)
        if assign:
            return Answered(assign=assign)


def _show_doubtful(proposal: FormProposal) -> None:
    """Show what is not certain; columns beyond doubt, remembered or said are only counted."""
    doubtful = tuple(c for c in proposal.columns if c.confidence < SURE)
    sure = len(proposal.columns) - len(doubtful)
    if doubtful:
        show(Outcome((columns_listing(replace(proposal, columns=doubtful)),)), as_json=False)
    notice(f"{sure} of {len(proposal.columns)} columns are beyond doubt.")


def _ask_role() -> RoleKey:
    while True:
        said = ask("Are these mentees or mentors?").casefold()
        for role in ROLES:
            if said in {role, f"{role}s"}:
                return role
        notice("Answer mentees or mentors.")


def _ask_for_all(missing: Sequence[str]) -> dict[str, str]:
    """Ask what holds for everybody of fields that forms often leave out; nothing where it is not said."""
    said = {}
    for field in (f for f in missing if f in ASKED_ONCE):
        notice(
            f"\nThe form does not ask for {field}. {ASKED_ONCE[field]} Enter: nothing holds for all."
        )
        if text := ask(f"{field} of all?", "").strip():
            said[field] = text
    return said


def _missing(proposal: FormProposal, programme: Programme, role: RoleKey) -> list[str]:
    fed = {*(c.field for c in proposal.columns if c.field), *proposal.for_all}
    missing = [f.key for f in programme.fields[role] if f.required and f.key not in fed]
    return missing if any(names <= fed for names in NAMES) else ["a name", *missing]


def _assigned(
    said: str, proposal: FormProposal, programme: Programme, role: RoleKey
) -> dict[str, str]:
    """Return what was set, or nothing after saying what was not understood."""
    fields = [f.key for f in programme.fields[role]]
    found: dict[str, str] = {}
    for part in said.split(","):
        column, sign, field = (text.strip() for text in part.partition("="))
        if not sign:
            notice(
                f"“{part.strip()}” is no answer. Write yes, q, or a column and a field like H=goals."
            )
            return {}
        known = {x.casefold() for c in proposal.columns for x in (c.letter, c.header)}
        if column.casefold() not in known:
            notice(
                f"There is no column {column}. Columns: {', '.join(c.letter for c in proposal.columns)}."
            )
            return {}
        if field != LEFT_OUT and not field.startswith("@") and field not in fields:
            near = nearest(field, fields)
            notice(f"There is no field {field}." + (f" Did you mean {near}?" if near else ""))
            return {}
        if field in found.values() and takes_one_column(field, programme):
            notice(f"Only one column can feed {field}; leave another one out with {column}=-.")
            return {}
        found[column] = field
    return found


def agree(outcome: Outcome, *, yes: bool, every: bool) -> bool:
    """Show what would be written and ask; where nobody can be asked, go on."""
    if yes or not on_terminal():
        return True
    show(outcome, as_json=False, every=every)
    return confirm("Write this?", yes=False)
