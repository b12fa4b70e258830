"""A glance into a workspace while somebody types: names only, without what a command would load.

Only the database that is a file is looked into, and nothing is waited for.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

_COHORTS = "SELECT DISTINCT cohort FROM facts WHERE kind = 'cohort made' ORDER BY cohort"


def people_at_hand(start: Path) -> list[tuple[str, str]]:
    """Return the id of everybody in the workspace around ``start`` with each name they gave."""
    found = _database(start)
    return _read(found, "SELECT DISTINCT person, name FROM applications") if found else []


def names_at_hand(start: Path, cohort: str = "") -> tuple[list[str], list[tuple[str, str]]]:
    """Return the cohorts of the workspace around ``start``, and the names and addresses of people.

    The people are those of ``cohort``, else everybody. Where no database can be read at once there
    is nobody.
    """
    found = _database(start)
    if found is None:
        return [], []
    chosen = "SELECT DISTINCT name, email FROM applications WHERE ? IN ('', cohort) ORDER BY name"
    cohorts = [key for (key,) in _read(found, _COHORTS)]
    return cohorts, _read(found, chosen, cohort if cohort in cohorts else "")


def _database(start: Path) -> Path | None:
    places = (folder / "workspace.db" for folder in (start, *start.parents))
    return next((place for place in places if place.is_file()), None)


def _read(database: Path, query: str, *said: str) -> list[Any]:
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", timeout=0, uri=True)) as read:
            return list(read.execute(query, said))
    except sqlite3.Error:
        return []
