"""Confirmed forms as TOML files that people may read and edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mentorcli.domain.form import FormMapping
from mentorcli.files.atomic import write_bytes
from mentorcli.files.schemas import filled, problems_of
from mentorcli.files.toml import read_toml, refusal
from mentorcli.workspace.codec import encode

PROPOSAL = ".proposal.toml"
_ALWAYS = frozenset({"header", "occurrence", "field"})
"""Entries that a column has even where they are empty: a title may be."""


def remembered_forms(folder: Path) -> tuple[FormMapping, ...]:
    """Return the confirmed forms, by key; proposals are left out."""
    paths = sorted(p for p in folder.glob("*.toml") if not p.name.endswith(PROPOSAL))
    return tuple(read_form(path) for path in paths)


def proposed_forms(folder: Path) -> tuple[FormMapping, ...]:
    """Return the proposals that wait to be accepted, by key."""
    return tuple(read_form(path) for path in sorted(folder.glob(f"*{PROPOSAL}")))


def read_form(path: Path) -> FormMapping:
    """Return a form file; raises UserError with every entry that is missing, unknown or wrong."""
    file = read_toml(path, f"forms/{path.name}")
    if wrong := problems_of(FormMapping, file):
        raise refusal(file.name, wrong)
    return filled(FormMapping, file.data)


def save_form(folder: Path, form: FormMapping, *, proposed: bool = False) -> Path:
    """Write a form's file; ``proposed`` writes it beside, to be looked at and renamed."""
    import tomlkit

    document = tomlkit.document()
    first = (
        f"A proposal: check it, then: mentorcli form edit {form.key} --accept"
        if proposed
        else "A confirmed form"
    )
    document.add(tomlkit.comment(f"{first}. Columns are known by their header text."))
    for key, value in encode(form).items():
        if key != "columns":
            document.add(key, value)
    columns = tomlkit.aot()
    for column in encode(form)["columns"]:
        columns.append(_table(column))
    document.add("columns", columns)
    path = form_path(folder, form.key, proposed=proposed)
    return write_bytes(path, tomlkit.dumps(document).encode())


def form_path(folder: Path, key: str, *, proposed: bool = False) -> Path:
    """Return where a form's file is."""
    return folder / f"{key}{PROPOSAL if proposed else '.toml'}"


def _table(values: dict[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.table()
    for key, value in values.items():
        if value != "" or key in _ALWAYS:
            table.add(key, value)
    return table
