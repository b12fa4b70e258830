"""Which sheet of a workbook has the answers, and whether two sheets are the forms of two roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentorcli.domain.form import FormMapping
from mentorcli.domain.problem import ExitCode, Problem, Severity, UserError
from mentorcli.domain.programme import ROLES, Programme, RoleKey
from mentorcli.domain.table import Table
from mentorcli.domain.text import match_key
from mentorcli.intake.columns.column_choice import Export
from mentorcli.intake.columns.dialects import dialects
from mentorcli.intake.columns.form_tools import own_columns, recognise
from mentorcli.intake.columns.header_fields import known_titles
from mentorcli.intake.columns.headings import headings
from mentorcli.intake.columns.layout import Layout, lay_out
from mentorcli.intake.columns.roles import role_of
from mentorcli.intake.columns.title_words import role_named

RIVAL_KNOWN = 3
HALF = 0.5
Parts = tuple[tuple[RoleKey, str], ...]
"""The forms of two roles in one workbook: each role with its sheet."""


def export_of(layout: Layout, programme: Programme) -> Export:
    """Return a table with the tool that wrote it, and its titles taken apart."""
    dialect = recognise(layout)
    own = own_columns(dialect, layout)
    parts = headings(dialect, layout, programme.texts.get("theme", {}))
    return Export(layout, dialect, own, parts, programme)


def choose_sheet(
    tables: Sequence[Table],
    programme: Programme,
    remembered: Sequence[FormMapping],
    role: RoleKey | None,
    sheet: str | None,
    titles: int,
) -> tuple[Layout, list[Problem], Parts]:
    """Return the sheet with most titles that the programme asks, and what to say of the others.

    Hidden sheets count only where no visible one has rows. With a role, its own sheet comes first;
    without one, two sheets that are each the form of another role are returned as parts. Another
    sheet with as many known titles is for a person to decide. Raises UserError when ``sheet``, or
    row ``titles`` of it, is not there.
    """
    known = known_titles(programme, role)
    own = frozenset(h for d in dialects() for c in d.columns for h in c.headers)
    if sheet is not None:
        (table,) = _called(tables, sheet)
        return lay_out(table, known | own, titles), [], ()
    alone = titles if len([t for t in tables if t.visible]) == 1 else 0
    layouts = [lay_out(t, known | own, alone if t.visible else 0) for t in tables]
    seen = [x for x in layouts if x.table.visible and x.body]
    seen = seen or [x for x in layouts if x.body] or layouts
    if not seen:
        return lay_out(Table("", "", "", "", ()), ()), [], ()
    ranked = sorted(seen, key=lambda x: _rank(x, role), reverse=True)
    roles = _sheet_roles(ranked, programme, remembered)
    if role:
        ranked.sort(key=lambda x: roles.get(x.table.sheet) != role)
    best = ranked[0]
    if titles and not alone:
        best = lay_out(best.table, known | own, titles)
    parts = () if role else _parts(roles)
    said = [] if parts else _others(ranked, roles, role)
    return best, [*said, *_hidden(layouts, seen, best)], parts


def _hidden(every: Sequence[Layout], seen: Sequence[Layout], best: Layout) -> Iterator[Problem]:
    """Tell of hidden sheets that look like a form and are not read."""
    forms = [x.table.sheet for x in every if x not in seen and x.body and x.known >= RIVAL_KNOWN]
    if forms:
        said = {"sheet": best.table.sheet, "others": ", ".join(forms)}
        yield Problem.of("hidden_sheets", Severity.NOTE, best.table.place(), **said)


def _called(tables: Sequence[Table], sheet: str) -> list[Table]:
    found = [t for t in tables if match_key(t.sheet) == match_key(sheet)][:1]
    if not found:
        titles = ", ".join(repr(t.sheet) for t in tables)
        raise UserError(f"There is no sheet {sheet!r}.", f"Sheets: {titles}.", code=ExitCode.USAGE)
    return found


def _rank(layout: Layout, role: RoleKey | None) -> tuple[int, int, int]:
    named = role is not None and role in match_key(layout.table.sheet)
    return layout.known, int(named), len(layout.body)


def _sheet_roles(
    ranked: Sequence[Layout], programme: Programme, remembered: Sequence[FormMapping]
) -> dict[str, RoleKey | None]:
    """Return the role of each sheet that may be a form, where there are several such sheets.

    Sheets named after both roles tell it where their titles do not; a name that contradicts them
    leaves it open.
    """
    forms = [x for x in ranked if x.known >= max(RIVAL_KNOWN, HALF * ranked[0].known)]
    if len(forms) < len(ROLES):
        return {}
    named = {x.table.sheet: role_named(x.table.sheet) for x in forms}
    telling = set(named.values()) >= set(ROLES)
    roles: dict[str, RoleKey | None] = {}
    for layout in forms:
        name, role = layout.table.sheet, role_of(export_of(layout, programme), remembered, {})
        if telling and named[name]:
            role = named[name] if role in {None, named[name]} else None
        roles[name] = role
    return roles


def _parts(roles: dict[str, RoleKey | None]) -> Parts:
    """Return the two sheets that are the form of a role each, where there is no third and no doubt."""
    sheets = {role: sheet for sheet, role in roles.items() if role}
    if len(sheets) < len(ROLES) or len(roles) > len(sheets):
        return ()
    return tuple((role, sheets[role]) for role in ROLES)


def _others(
    ranked: Sequence[Layout], roles: dict[str, RoleKey | None], role: RoleKey | None
) -> list[Problem]:
    best, *rest = [x for x in ranked if x.body] or ranked[:1]
    if not rest:
        return []
    least, named = max(best.known, RIVAL_KNOWN), _rank(best, role)[1]
    own = roles.get(best.table.sheet)
    rivals = [x for x in rest if x.known >= least and _rank(x, role)[1] == named]
    if role is None:
        rivals += [x for x in rest if roles.get(x.table.sheet, own) != own and x not in rivals]
    elif own == role:
        rivals = [x for x in rivals if roles.get(x.table.sheet, role) == role]
    said = {"sheet": best.table.sheet, "others": ", ".join(x.table.sheet for x in rivals or rest)}
    if rivals:
        return [Problem.of("several_sheets", Severity.DECIDE, best.table.place(), **said)]
    return [Problem.of("other_sheets", Severity.NOTE, best.table.place(), **said)]
