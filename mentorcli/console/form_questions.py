"""Asking a person at a terminal which column of an export is what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from shutil import get_terminal_size

from mentorcli.commands.applications.agreed_forms import OF_COLUMNS, Answered, takes_one_column
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.console.ask import ask, confirm
from mentorcli.console.show import exit_code, notice, show, show_problems
from mentorcli.domain.form import LEFT_OUT, SURE, ColumnProposal, FormProposal
from mentorcli.domain.programme import ROLES, Programme, RoleKey
from mentorcli.domain.text import one_line
from mentorcli.intake import OFTEN_NOT_ASKED
from mentorcli.names.comparison import nearest

ALL = "all "
LONGEST_TITLE = 52
NAMES = ({"full_name"}, {"first_name", "last_name"})
HELP = "Enter or yes takes it as it stands; H=goals sets a column, several with commas; H=- leaves one out; q stops."
NO_DEFAULT = "yes takes it all the same; H=goals sets a column, several with commas; H=- leaves one out; q stops."


def about_form(proposal: FormProposal, programme: Programme, shown: set[str]) -> Answered | None:
    """Show a proposal and ask whether it is right; None when the person gives up.

    What is not understood, or names no column or field, is asked again; nothing is lost by a slip.
    ``shown`` are the tables whose columns were shown before in this run: they are not listed again.
    """
    where, role = f"{proposal.table.file} {proposal.table.sheet}".strip(), proposal.role
    again = f"{where} {role}" in shown
    shown.add(f"{where} {role}")
    if not again:
        notice(f"\n{where}: which column is what?")
        _show_doubtful(proposal)
        show_problems([p for p in proposal.problems if p.code not in OF_COLUMNS and not p.asks])
    if role is None:
        return Answered(role=_ask_role())
    missing = _missing(proposal, programme, role)
    if missing:
        notice(f"\nNot found, and needed of every {role}: {', '.join(missing)}")
    for field in (f for f in missing if f in OFTEN_NOT_ASKED):
        notice(f"  One {field} for everybody? Write: {ALL}{field}={OFTEN_NOT_ASKED[field]}")
    if not again:
        fed = _fed(proposal)
        fed |= {n for names in NAMES if any(some <= fed for some in NAMES) for n in names}
        free = (f.key for f in programme.fields[role] if f.key not in fed)
        notice(f"\nFields of a {role} without a column: {', '.join(free)}")
        notice(NO_DEFAULT if missing else HELP)
    while True:
        asked = "Set as you said. Right?" if again else "Right?"
        said = ask(asked, "" if missing else "yes").strip()
        if said.casefold() in {"q", "quit", "n", "no"}:
            return None
        if said.casefold() in {"y", "yes"}:
            return Answered(right=True)
        if answered := _answered(said, proposal, programme, role):
            return answered


def _show_doubtful(proposal: FormProposal) -> None:
    """Show what is not certain; columns beyond doubt, remembered or said are only counted."""
    doubtful = [c for c in proposal.columns if c.confidence < SURE]
    width = get_terminal_size().columns
    for title, some in (
        ("Probably", [c for c in doubtful if c.field]),
        ("Not imported unless you say so", [c for c in doubtful if not c.field]),
    ):
        if some:
            notice(f"\n{title}:")
        for column in some:
            notice(_column_line(column, width))
    sure = len(proposal.columns) - len(doubtful)
    notice(f"\n{sure} of {len(proposal.columns)} columns are beyond doubt.")


def _column_line(column: ColumnProposal, width: int) -> str:
    """Return one line about a column: letter, what it may be, title, a value."""
    what = f"{column.field}  " if column.field else ""
    may = f" (or {', '.join(column.alternatives)})" if column.alternatives else ""
    value = f"  e.g. {one_line(column.samples[0])}" if column.samples else ""
    line = f"  {column.letter:<3} {what}{one_line(column.header)[:LONGEST_TITLE]}{may}{value}"
    return line if len(line) < width else f"{line[: width - 2]}…"


def _ask_role() -> RoleKey:
    while True:
        said = ask("Are these mentees or mentors?").casefold()
        for role in ROLES:
            if said in {role, f"{role}s"}:
                return role
        notice("Answer mentees or mentors.")


def _missing(proposal: FormProposal, programme: Programme, role: RoleKey) -> list[str]:
    fed = _fed(proposal)
    missing = [f.key for f in programme.fields[role] if f.required and f.key not in fed]
    return missing if any(names <= fed for names in NAMES) else ["a name", *missing]


def _fed(proposal: FormProposal) -> set[str]:
    return {*(c.field for c in proposal.columns if c.field), *proposal.for_all}


def _answered(
    said: str, proposal: FormProposal, programme: Programme, role: RoleKey
) -> Answered | None:
    """Return what was set, or nothing after saying what was not understood."""
    assign: dict[str, str] = {}
    for_all: dict[str, str] = {}
    for part in (text.strip() for text in said.split(",")):
        name, sign, value = (text.strip() for text in part.partition("="))
        everybody = name.casefold().startswith(ALL)
        name = name[len(ALL) :].strip() if everybody else name
        field = name if everybody else value
        slip = (
            f"“{part}” is no answer. Write yes, q, or a column and a field like H=goals."
            if not sign
            else _slip(name, field, assign, proposal, programme, role, everybody=everybody)
        )
        if slip:
            notice(slip)
            return None
        (for_all if everybody else assign)[name] = value
    return Answered(assign=assign, for_all=for_all)


def _slip(
    column: str,
    field: str,
    assign: Mapping[str, str],
    proposal: FormProposal,
    programme: Programme,
    role: RoleKey,
    *,
    everybody: bool,
) -> str:
    """Return what is wrong with a column or a field that was named, empty where nothing is."""
    fields = [f.key for f in programme.fields[role]]
    known = {x.casefold() for c in proposal.columns for x in (c.letter, c.header)}
    if not everybody and column.casefold() not in known:
        letters = ", ".join(c.letter for c in proposal.columns)
        return f"There is no column {column}. Columns: {letters}."
    own = field == LEFT_OUT or field.startswith("@")
    if field not in fields and (everybody or not own):
        near = nearest(field, fields)
        return f"There is no field {field}." + (f" Did you mean {near}?" if near else "")
    if field in assign.values() and takes_one_column(field, programme):
        return f"Only one column can feed {field}; leave another one out with {column}=-."
    return ""


def agree(outcome: Outcome, *, every: bool) -> bool:
    """Show what would be written and ask."""
    show(outcome, as_json=False, every=every)
    return confirm("Write this?", yes=False)


def after_asking(outcome: Outcome) -> Outcome:
    """Return what is left to say to somebody who saw before what would be written."""
    said = "Written." if outcome.data["written"] else "Nothing has been written."
    questions = tuple(p for p in outcome.problems if p.is_open and outcome.data["written"])
    left = replace(outcome, blocks=(Paragraph(said),), problems=questions, questions_first=False)
    return replace(left, code=exit_code(outcome))
