"""Confirmed forms: listed, shown, accepted, edited, forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, at_work
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.form import ColumnMapping, FormMapping
from mentorcli.domain.problem import UsageError
from mentorcli.domain.programme import FieldType, Programme
from mentorcli.domain.text import counted, match_key, one_line
from mentorcli.workspace.codec import encode
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.forms import (
    form_path,
    proposed_forms,
    read_form,
    remembered_forms,
    save_form,
)

OWN = ("@id", "@submitted", "@modified", "@started")
"""What a tool writes of itself; not asked by any programme."""
LEFT_OUT = "-"
SEVERAL = frozenset({FieldType.MULTI, FieldType.PEOPLE, FieldType.RANKED, FieldType.GRID})
"""Kinds of answers that several columns may feed together."""


def listing(run: Run) -> Outcome:
    """List the remembered forms, and the proposals that wait to be accepted."""
    workspace = run.open()
    found = [(f, "confirmed") for f in remembered_forms(workspace.forms)]
    found += [(f, "proposed") for f in proposed_forms(workspace.forms)]
    rows = [
        (f.key, state, f.programme, _part(workspace, f), f.dialect, str(len(f.columns)))
        for f, state in found
    ]
    columns = ("form", "state", "programme", "role", "tool", "columns")
    table = Listing(columns, rows, counted(len(rows), "form"), ("columns",))
    waiting = [f.key for f, state in found if state == "proposed"]
    steps = tuple(f"mentorcli form edit {key} --accept" for key in waiting)
    data = {"forms": [f.key for f, state in found if state == "confirmed"], "proposed": waiting}
    return Outcome((table,), data, next_steps=steps)


def _part(workspace: Workspace, form: FormMapping) -> str:
    return workspace.programme(form.programme).form.part(form.role)


def show(run: Run, key: str) -> Outcome:
    """Show one form's columns."""
    form = _form(run.open(), key)
    return Outcome((_columns(form),), {"form": encode(form)})


def _columns(form: FormMapping) -> Listing:
    rows = [(c.header, c.field, c.option, c.date_order) for c in form.columns]
    rows += [(header, "not imported", "", "") for header in form.not_imported]
    columns = ("column title", "field", "option", "dates")
    return Listing(columns, rows, f"{form.key}: {form.dialect}")


def accept(run: Run, key: str) -> Outcome:
    """Turn a proposal into a confirmed form, once its fields are ones that the programme asks."""
    with at_work(run) as (workspace, connection):
        path = _proposal(workspace, key)
        form = read_form(path)
        programme = workspace.programme(form.programme)
        for column in form.columns:
            _field(programme, form, column.field)
        if not run.dry_run:
            append(connection, run.hand, Fact(Kind.FORM_ACCEPTED, about=form.key))
            save_form(workspace.forms, form)
            path.unlink(missing_ok=True)
    text = f"{form.key} is confirmed; exports of it are read like this from now on."
    return Outcome(
        (Paragraph(text), _columns(form)),
        {"form": encode(form)},
        next_steps=("import the file again: mentorcli import FILE --cohort COHORT",),
    )


def _proposal(workspace: Workspace, key: str) -> Path:
    """Return the proposal meant by a form's name or by a path to its file."""
    name = Path(key).name.removesuffix(".toml").removesuffix(".proposal")
    path = form_path(workspace.forms, name, proposed=True)
    if not path.is_file():
        waiting = [f.key for f in proposed_forms(workspace.forms)]
        known = ", ".join(waiting) or "none waits"
        raise UsageError(f"There is no proposal {name!r}.", f"Proposals: {known}.")
    return path


def edit(run: Run, key: str, change: str) -> Outcome:
    """Change which field one column of a form feeds: ``Title=field``, ``Title=-`` leaves it out."""
    title, sign, wanted = change.rpartition("=")
    if not sign:
        raise UsageError(f"{change!r}: write it as TITLE=FIELD.")
    with at_work(run) as (workspace, connection):
        form = _form(workspace, key)
        programme = workspace.programme(form.programme)
        header = _title(form, title)
        edited, field = with_field(programme, form, header, wanted.strip())
        if not run.dry_run:
            append(
                connection,
                run.hand,
                Fact(Kind.FORM_EDITED, about=key, value={"field": field or ""}),
            )
            save_form(workspace.forms, edited)
    said = f"feeds {field}" if field else "is left out"
    return Outcome(
        (Paragraph(f"{one_line(header)!r} {said} from now on."), _columns(edited)),
        {"form": encode(edited)},
        next_steps=(f"mentorcli form replay {key} --cohort COHORT --dry-run",),
    )


def with_field(
    programme: Programme, form: FormMapping, header: str, wanted: str, occurrence: int = 0
) -> tuple[FormMapping, str]:
    """Return a form whose column feeds a field, and the field, empty for left out.

    ``occurrence`` tells equal titles apart; 0 means all of them. Raises UsageError where there is no such field, or another column feeds it.
    """
    field = _field(programme, form, wanted)
    edited = _edited(form, header, field, occurrence)
    _fed_once(programme, edited, field, header)
    return edited, field


def _edited(form: FormMapping, header: str, field: str, occurrence: int) -> FormMapping:
    at = [c for c in form.columns if c.header == header and occurrence in {0, c.occurrence}]
    others = list(form.not_imported)
    if header in others:
        others.remove(header)
    if not field:
        rest = tuple(c for c in form.columns if c not in at)
        return replace(form, columns=rest, not_imported=(*others, header))
    if at:
        columns = tuple(replace(c, field=field) if c in at else c for c in form.columns)
        return replace(form, columns=columns, not_imported=tuple(others))
    added = ColumnMapping(header, occurrence or 1, field)
    return replace(form, columns=(*form.columns, added), not_imported=tuple(others))


def _fed_once(programme: Programme, form: FormMapping, field: str, header: str) -> None:
    """Refuse that a second column feeds a field that holds one answer."""
    asked = programme.field(form.role, field)
    if not field or (asked is not None and asked.type in SEVERAL):
        return
    others = [c.header for c in form.columns if c.field == field and c.header != header]
    if others:
        raise UsageError(
            f"{one_line(others[0])!r} feeds {field} already.",
            f'Leave that one out first: mentorcli form edit {form.key} "TITLE=-".',
        )


def _title(form: FormMapping, title: str) -> str:
    """Return the form's own title that is meant; a part is enough when it is the only one."""
    every = (*(c.header for c in form.columns), *form.not_imported)
    wanted = match_key(title)
    for same in (
        [h for h in every if match_key(h) == wanted],
        [h for h in every if wanted and wanted in match_key(h)],
    ):
        if len(set(same)) == 1:
            return same[0]
        if same:
            several = "; ".join(one_line(h)[:60] for h in dict.fromkeys(same))
            raise UsageError(f"{title!r} can be several columns.", f"Say which: {several}.")
    raise UsageError(f"{form.key} has no column {title!r}.", _near(title, every))


def _field(programme: Programme, form: FormMapping, field: str) -> str:
    """Return a field that may be fed, empty for left out; else a UserError with what is near."""
    known = (*(f.key for f in programme.fields[form.role]), *OWN)
    if field in {LEFT_OUT, ""}:
        return ""
    if field not in known:
        raise UsageError(
            f"{programme.key} asks a {form.role} for no field {field!r}.", _near(field, known)
        )
    return field


def _near(wanted: str, known: Iterable[str]) -> str:
    from rapidfuzz import process

    every: Sequence[str] = [one_line(k)[:60] for k in known]
    found = process.extract(wanted, every, limit=3, score_cutoff=60)
    if found:
        return f"Did you mean {' or '.join(repr(k) for k, _, _ in found)}?"
    return f"There is: {', '.join(every)}."


def _form(workspace: Workspace, key: str) -> FormMapping:
    found = {f.key: f for f in remembered_forms(workspace.forms)}
    if key not in found:
        known = ", ".join(found) or "none yet; a form is remembered when it is imported"
        raise UsageError(f"There is no form {key!r}.", f"Forms: {known}.")
    return found[key]


def forget(run: Run, key: str) -> Outcome:
    """Delete a form's file; answers imported with it stay."""
    with at_work(run) as (workspace, connection):
        form = _form(workspace, key)
        if not run.dry_run:
            append(connection, run.hand, Fact(Kind.FORM_FORGOTTEN, about=key))
            form_path(workspace.forms, form.key).unlink(missing_ok=True)
    return Outcome((Paragraph(f"Forgotten: {key}."),), {"forgotten": key})
