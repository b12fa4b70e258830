"""The form of an export as somebody agreed to it: certain, accepted, or said to be right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mentorcli import intake
from mentorcli.commands.applications.export_files import AskPassword, Progress
from mentorcli.commands.applications.import_plans import Speak, bare
from mentorcli.domain.form import SURE, FormMapping, FormProposal
from mentorcli.domain.problem import Asks, Problem, Reply, Severity, UserError
from mentorcli.domain.programme import FieldType, Programme, RoleKey
from mentorcli.domain.table import Table, row_and_column
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.forms import save_form

CONFIRMED = 100
NOT_FED = "field_not_fed"
OF_COLUMNS = frozenset(
    {
        "branch_column",
        "column_ambiguous",
        "column_unknown",
        "column_unsure",
        "column_untitled",
        "column_values",
        "column_replaced",
        "columns_unknown",
        "numbered_answers",
        "same_title",
        "second_column",
        "two_columns",
        NOT_FED,
    }
)
"""Problems about which column is what: settled when somebody says that the columns are right."""


class UnclearFormError(UserError):
    """It is not certain which column is what; says which form it is."""

    form = ""


Ask = Callable[[FormProposal, Programme], "Answered | None"]
"""Asks a person about a proposal; None is a no."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a person said about a proposal: columns set by hand, the role, and whether it is right.

    ``for_all`` is what holds for everybody where the form does not ask: text by field.
    """

    assign: Mapping[str, str] = field(default_factory=dict)
    role: RoleKey | None = None
    right: bool = False
    for_all: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an import is to go: role and columns set by hand, and what may go without asking.

    ``accept_changes`` takes changed answers of people who have a place in the approved plan, and
    those of an export that seems older; ``only_new`` leaves out answers that stand in another cohort;
    ``problems`` is where the problems workbook is wanted. With
    ``trial`` nothing is written.
    """

    role: RoleKey | None = None
    assign: Mapping[str, str] = field(default_factory=dict)
    accept: bool = False
    password: str | None = None
    sheet: str | None = None
    titles: int = 0
    for_all: Mapping[str, str] = field(default_factory=dict)
    accept_changes: bool = False
    problems: Path | None = None
    speak: Speak = bare
    ask_password: AskPassword | None = None
    progress: Progress | None = None
    trial: bool = False
    only_new: bool = False

    def tell(self, work: str, rows: int = 0) -> None:
        """Say at the terminal what is going on; an empty word when it is over."""
        if self.progress:
            self.progress(work, 0, rows)


def agreed_parts(
    workspace: Workspace,
    programme: Programme,
    tables: tuple[Table, ...],
    forms: Sequence[FormMapping],
    wishes: Wishes,
    ask: Ask | None,
) -> list[FormProposal]:
    """Return the proposal for a file; of one that holds the forms of two roles, one for each."""
    how = (workspace, programme, tables, forms)
    first = _agreed(*how, wishes, ask)
    if not first.parts:
        return [first]
    every = []
    for role, sheet in first.parts:
        asked = {f.key for f in programme.fields[role]}
        own = {
            c: f
            for c, f in wishes.assign.items()
            if not f[:1].isalpha() or f.partition(":")[0] in asked
        }
        part = replace(wishes, role=role, sheet=sheet, assign=own)
        every.append(_agreed(*how, part, ask))
    return every


def _agreed(
    workspace: Workspace,
    programme: Programme,
    tables: tuple[Table, ...],
    forms: Sequence[FormMapping],
    wishes: Wishes,
    ask: Ask | None,
) -> FormProposal:
    """Return a proposal that is certain, or that somebody said is right."""
    assign, role, told = dict(wishes.assign), wishes.role, dict(wishes.for_all)
    while True:
        proposal = intake.with_for_all(
            intake.propose(tables, programme, forms, role, assign, wishes.sheet, wishes.titles),
            programme,
            told,
        )
        accepted = wishes.accept and proposal.role and not proposal.lost
        if proposal.parts or proposal.certain:
            return proposal
        if accepted:
            return replace(proposal, problems=tuple(_as_told(proposal, programme)))
        wishes.tell("")
        answered = ask(proposal, programme) if ask else None
        if answered is None:
            raise _unclear(workspace, proposal, programme, forms, trial=wishes.trial)
        said = {f for f in answered.assign.values() if takes_one_column(f, programme)}
        assign = {c: f for c, f in assign.items() if f not in said} | dict(answered.assign)
        told |= answered.for_all
        role = answered.role or role
        if answered.right and proposal.role:
            return _confirmed(proposal)


def takes_one_column(said: str, programme: Programme) -> bool:
    """Tell whether what is said of a column may be said of one only: no option, wish or people."""
    types = {f.type for fields in programme.fields.values() for f in fields if f.key == said}
    return bool(types) and types.isdisjoint({FieldType.RANKED, FieldType.PEOPLE})


def _confirmed(proposal: FormProposal) -> FormProposal:
    """Return a proposal that a person has seen and called right: its columns are no question more."""
    columns = tuple(
        replace(c, confidence=CONFIRMED, reason="confirmed") if c.field else c
        for c in proposal.columns
    )
    problems = tuple(p for p in proposal.problems if p.code not in OF_COLUMNS)
    return replace(proposal, columns=columns, problems=problems)


def _as_told(proposal: FormProposal, programme: Programme) -> Iterator[Problem]:
    """Yield the questions about columns that were accepted unseen as notes.

    One about a column that alone may be a required field stays a question.
    """
    asked = programme.fields[proposal.role or "mentee"]
    unfed = {f.key for f in asked if f.required} - {c.field for c in proposal.columns}
    for problem in proposal.problems:
        field = dict(problem.parameters).get("field")
        told = problem.code in OF_COLUMNS - {NOT_FED} and field not in unfed
        yield replace(problem, severity=Severity.NOTE) if told else problem


def _unclear(
    workspace: Workspace,
    proposal: FormProposal,
    programme: Programme,
    forms: Sequence[FormMapping],
    *,
    trial: bool,
) -> UserError:
    columns = ", ".join(
        f"{c.letter} ({c.header[:40]})"
        for c in proposal.columns
        if c.field is not None and c.confidence < SURE
    )
    if proposal.role is None:
        return UserError(
            f"{proposal.table.file}: it is not clear whether these are mentees or mentors. Nothing was imported.",
            "Say which with --as mentees or --as mentors.",
            problems=proposal.problems,
        )
    form = form_of_proposal(proposal, programme, forms)
    if proposal.lost:
        said = ", ".join(proposal.lost)
        return _of_form(
            form,
            proposal,
            f"{proposal.table.file}: no column is surely {said} any more. Nothing was imported.",
            "Say which column it is with --map, or leave the columns below out with --map H=-.",
        )
    says = f"{proposal.table.file}: it is not certain which column is what: {columns or 'see below'}. Nothing was imported."
    if trial:
        do = (
            "Set columns with --map H=goals; or run it without --dry-run, and answer what is asked."
        )
        return UserError(says, do, problems=proposal.problems)
    path = save_form(workspace.forms, form, proposed=True)
    return _of_form(
        form,
        proposal,
        says,
        f"Look at {path}; when it is right: mentorcli form edit {path.name.removesuffix('.proposal.toml')} --accept, "
        "then import again; or set columns with --map H=goals, or take the proposal with --accept.",
    )


def _of_form(form: FormMapping, proposal: FormProposal, says: str, do: str) -> UnclearFormError:
    """Return that a form is unclear, its columns as questions that are answered by number."""
    problems = []
    for problem in proposal.problems:
        at = row_and_column(problem.place.cell)
        if (
            at
            and problem.is_open
            and problem.code in (OF_COLUMNS | {"bare_supervisor"}) - {"columns_unknown"}
        ):
            column = proposal.columns[at[1]]
            may = column.alternatives or ((column.field,) if column.field else ())
            about = (form.key, column.header, str(column.occurrence))
            asks = Asks(Reply.COLUMN, about, tuple((field, field) for field in may))
            problem = replace(problem, asks=asks)  # noqa: PLW2901 - the same, now answered by number
        problems.append(problem)
    error = UnclearFormError(says, do, problems=problems)
    error.form = form.key
    return error


def form_of_proposal(
    proposal: FormProposal, programme: Programme, forms: Sequence[FormMapping]
) -> FormMapping:
    """Return the form as it is now: under its remembered name, or under a free one."""
    role = proposal.role or "mentee"
    taken, key, number = {f.key for f in forms}, proposal.remembered, 2
    if not key:
        key = f"{programme.key}-{role}"
    while key in taken and not proposal.remembered:
        key, number = f"{programme.key}-{role}-{number}", number + 1
    return intake.mapping_of(proposal, programme, key, role)
