"""Runs commands of one checkout in processes forked from one that has everything loaded.

Started by ``same_as_before.py`` with the checkout's own interpreter and folder. Reads one JSON
object a line (folder, arguments, files for what is printed) and answers with the exit code.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import sys
import time
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

LIBRARIES = (
    "sqlalchemy", "sqlalchemy.dialects.sqlite", "jinja2", "numpy", "scipy.optimize", "scipy.sparse",
    "scipy.sparse.csgraph", "pandas", "openpyxl", "docxtpl", "xlsxwriter", "icalendar", "rich.table", "rich.console",
    "tomlkit", "email_validator", "rapidfuzz.fuzz",
)  # fmt: skip
"""Loaded once; what a checkout does not have is passed over."""


def serve(checkout: Path) -> None:
    """Load the checkout's program, then fork for every line."""
    os.environ["TYPER_USE_RICH"] = "0"
    sys.path.insert(0, str(checkout))
    package = importlib.import_module("mentorcli")
    if Path(package.__file__).resolve().parent.parent != checkout:
        raise SystemExit(f"{package.__file__} is not of {checkout}")
    for name in (
        *LIBRARIES,
        *(m.name for m in pkgutil.walk_packages(package.__path__, "mentorcli.")),
    ):
        if "migrations.versions" in name or name.endswith("__main__"):
            continue
        with contextlib.suppress(Exception):  # what only a child process can load
            importlib.import_module(name)
    main = importlib.import_module("mentorcli.__main__")
    gc.collect()
    gc.freeze()  # the children share what is loaded; collecting would copy it
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _command(main, json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _command(main: ModuleType, asked: dict[str, Any]) -> None:
    """Be the command, to the end of the process."""
    for number, path in enumerate((os.devnull, *asked["files"])):
        file = os.open(path, os.O_RDWR)
        os.dup2(file, number)
        os.close(file)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    os.chdir(asked["folder"])
    time.tzset()
    sys.argv = [main.__file__, *asked["arguments"]]
    sys.modules["__main__"] = main
    code = 0
    try:
        main.main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - shown as Python shows it
        traceback.print_exc()
        code = 1
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code or 0)


if __name__ == "__main__":
    serve(Path(sys.argv[1]).resolve())
