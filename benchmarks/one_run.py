"""One measured run in a process of its own: prints seconds as JSON."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def main(what: str, export: Path, workspace: Path) -> None:
    """Do one of the works below and print how long it took."""
    began = time.perf_counter()
    found = WORKS[what](export, workspace)
    seconds = time.perf_counter() - began
    used = os.times()
    processor = used.user + used.system + used.children_user + used.children_system
    print(json.dumps({"seconds": seconds, "processor": processor, "found": found}))


def bare(export: Path, _: Path) -> Any:
    """Read the sheet with python-calamine, nothing else."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(export).get_sheet_by_index(0).to_python()
    return len(rows)


def pandas(export: Path, _: Path) -> Any:
    """Read the sheet with pandas and openpyxl."""
    import pandas as pd

    return len(pd.read_excel(export, engine="openpyxl", dtype=object)) + 1


def whole(export: Path, workspace: Path) -> Any:
    """Import through the real command function: read, map, check, store."""
    from mentorcli.commands.applications.imports import Wishes, import_files
    from mentorcli.commands.run import Run

    now = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
    run = Run(workspace, now.date(), now, "benchmark", "import")
    wishes = Wishes(role="mentee", accept=True)
    done = import_files(run, "2027-spring", [export], wishes, None, lambda _: True)
    return done.data["imports"][0]["counts"]


WORKS = {"bare": bare, "pandas": pandas, "import": whole, "again": whole}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
