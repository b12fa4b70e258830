"""Confirmed forms: listed, shown, forgotten."""

from __future__ import annotations

from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.domain.form import FormMapping
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.workspace.codec import encode
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.forms import form_path, remembered_forms


def listing(run: Run) -> Outcome:
    """List the remembered forms."""
    found = remembered_forms(run.open().forms)
    rows = [(f.key, f.programme, f.role, f.dialect, str(len(f.columns))) for f in found]
    table = Listing(
        ("form", "programme", "role", "tool", "columns"), rows, f"{len(rows)} forms", ("columns",)
    )
    return Outcome((table,), {"forms": [f.key for f in found]})


def show(run: Run, key: str) -> Outcome:
    """Show one form's columns."""
    form = _form(run.open(), key)
    rows = [(c.header, c.field, c.date_order) for c in form.columns]
    rows += [(header, "not imported", "") for header in form.not_imported]
    table = Listing(
        ("column title", "field", "dates"), rows, f"{form.key}: {form.role}s, {form.dialect}"
    )
    return Outcome((table,), {"form": encode(form)})


def _form(workspace: Workspace, key: str) -> FormMapping:
    found = {f.key: f for f in remembered_forms(workspace.forms)}
    if key not in found:
        known = ", ".join(found) or "none yet; a form is remembered when it is imported"
        raise UserError(f"There is no form {key!r}.", f"Forms: {known}.", code=ExitCode.USAGE)
    return found[key]


def forget(run: Run, key: str, *, dry_run: bool) -> Outcome:
    """Delete a form's file; answers imported with it stay."""
    workspace = run.open()
    form = _form(workspace, key)
    if not dry_run:
        with workspace.writing(run.hand) as connection:
            tell(connection, run.hand, key, "form forgotten")
        form_path(workspace.forms, form.key).unlink(missing_ok=True)
    return Outcome((Paragraph(f"Forgotten: {key}."),), {"forgotten": key})


def kept(key: str) -> Outcome:
    """Return the outcome of a coordinator who said no."""
    return Outcome((Paragraph(f"{key} is kept."),), {"forgotten": None})
