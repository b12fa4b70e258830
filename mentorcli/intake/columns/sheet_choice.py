"""Which sheet of a workbook holds the answers."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.problem import ExitCode, Place, Problem, Severity, UserError
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.table import Table
from mentorcli.domain.text import match_key
from mentorcli.intake.columns.candidates import known_titles
from mentorcli.intake.columns.dialect import dialects
from mentorcli.intake.columns.layout import Layout, lay_out

RIVAL_KNOWN = 3


def choose_sheet(
    tables: Sequence[Table], programme: Programme, role: RoleKey | None, sheet: str | None
) -> tuple[Layout, list[Problem]]:
    """Return the sheet with most titles that the programme asks, and what to say of the others.

    Hidden sheets count only where no visible one has rows. Another sheet with as many known
    titles is for a person to decide. Raises UserError when ``sheet`` is not there.
    """
    known = known_titles(programme, role)
    own = frozenset(h for d in dialects() for c in d.columns for h in c.headers)
    layouts = [lay_out(t, known | own) for t in tables]
    if sheet is not None:
        return _named(layouts, sheet), []
    seen = [x for x in layouts if x.table.visible and x.body]
    seen = seen or [x for x in layouts if x.body] or layouts
    if not seen:
        return lay_out(Table("", "", "", "", ()), ()), []
    ranked = sorted(seen, key=lambda x: _rank(x, role), reverse=True)
    return ranked[0], _others(ranked, role)


def _named(layouts: Sequence[Layout], sheet: str) -> Layout:
    found = next((x for x in layouts if match_key(x.table.sheet) == match_key(sheet)), None)
    if found is None:
        titles = ", ".join(repr(x.table.sheet) for x in layouts)
        raise UserError(f"There is no sheet {sheet!r}.", f"Sheets: {titles}.", code=ExitCode.USAGE)
    return found


def _rank(layout: Layout, role: RoleKey | None) -> tuple[int, int, int]:
    named = role is not None and role in match_key(layout.table.sheet)
    return layout.known, int(named), len(layout.body)


def _others(ranked: Sequence[Layout], role: RoleKey | None) -> list[Problem]:
    best, *rest = [x for x in ranked if x.body] or ranked[:1]
    if not rest:
        return []
    place = Place(best.table.file, best.table.sheet)
    rivals = [x for x in rest if x.known >= max(best.known, RIVAL_KNOWN)
              and _rank(x, role)[1] == _rank(best, role)[1]]  # fmt: skip
    titles = ", ".join(x.table.sheet for x in rivals or rest)
    code, severity = (
        ("several_sheets", Severity.DECIDE) if rivals else ("other_sheets", Severity.NOTE)
    )
    return [Problem.of(code, severity, place, sheet=best.table.sheet, others=titles)]
