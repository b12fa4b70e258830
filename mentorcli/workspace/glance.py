"""A glance into a workspace while somebody types: names only, without what a command would load.

Only the database that is a file is looked into, and nothing is waited for.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_COHORTS = "SELECT DISTINCT cohort FROM facts WHERE kind = 'cohort made' ORDER BY cohort"


def names_at_hand(start: Path, cohort: str = "") -> tuple[list[str], list[tuple[str, str]]]:
    """Return the cohorts of the workspace around ``start``, and the names and addresses of people.

    The people are those of ``cohort``, else everybody. Where no database can be read at once there
    is nobody.
    """
    folders = (folder for folder in (start, *start.parents) if (folder / "workspace.db").is_file())
    found = next(folders, None)
    if found is None:
        return [], []
    chosen = "SELECT DISTINCT name, email FROM applications WHERE ? IN ('', cohort) ORDER BY name"
    address = (found / "workspace.db").as_uri() + "?mode=ro"
    try:
        with closing(sqlite3.connect(address, timeout=0, uri=True)) as connection:
            cohorts = [key for (key,) in connection.execute(_COHORTS)]
            return cohorts, list(connection.execute(chosen, (cohort if cohort in cohorts else "",)))
    except sqlite3.Error:
        return [], []
