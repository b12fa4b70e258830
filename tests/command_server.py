"""Commands in processes of their own, forked from one that has the libraries loaded already.

Starting the interpreter and loading takes most of a second, and the tests run a thousand commands.
The forked process has its own folder, environment, clock zone and output, and ends as a command
ends. Where there is no fork, or what the interpreter itself is told differs, a new interpreter is
started; with MENTORCLI_TESTS_SPAWN=1 always.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

HERE = Path(__file__)
LOADED = (
    "sqlalchemy", "sqlalchemy.dialects.sqlite", "alembic.command", "jinja2", "numpy", "scipy.optimize",
    "scipy.sparse", "pandas", "openpyxl", "docxtpl", "xlsxwriter", "icalendar", "rich.table", "tomlkit",
    "email_validator", "rapidfuzz.fuzz", "slugify", "tzdata",
)  # fmt: skip
"""What commands load of others; of our own everything is loaded."""
_FOR_THE_INTERPRETER = ("PYTHON", "LC_", "LANG")


class Server:
    """The process that forks; one for each process that runs tests."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def run(
        self, arguments: list[str], folder: Path, environment: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run ``python -m mentorcli`` with arguments in a folder; return what it printed."""
        if self.process is None:
            self.process = self._start()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            files = [f"/proc/{os.getpid()}/fd/{f.fileno()}" for f in (out, err)]
            asked = {"arguments": arguments, "folder": str(folder), "environment": environment,
                     "files": files}  # fmt: skip
            self.process.stdin.write(json.dumps(asked) + "\n")
            self.process.stdin.flush()
            code = json.loads(self.process.stdout.readline())
            out.seek(0)
            err.seek(0)
            said = [f.read().decode("utf-8") for f in (out, err)]
        command = [sys.executable, "-m", "mentorcli", *arguments]
        return subprocess.CompletedProcess(command, code, *said)

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(HERE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        atexit.register(self._end, process)
        return process

    @staticmethod
    def _end(process: subprocess.Popen[str]) -> None:
        """Let it end by itself: what it loaded counts as covered."""
        process.stdin.close()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()


SERVER = Server()


def may_fork(environment: dict[str, str]) -> bool:
    """Tell whether a forked process is like one that was started with this environment."""
    if not Path("/proc/self/fd").exists() or os.environ.get("MENTORCLI_TESTS_SPAWN"):
        return False
    return not any(name.startswith(_FOR_THE_INTERPRETER) for name in environment)


def serve() -> None:
    """Load, then fork for every line asked, and answer each with how the command ended."""
    import gc
    import importlib
    import pkgutil

    from coverage import Coverage

    import mentorcli

    os.environ["TYPER_USE_RICH"] = "0"  # as a command sets it whose output is no terminal
    own = pkgutil.walk_packages(mentorcli.__path__, "mentorcli.")
    for name in (*LOADED, *(m.name for m in own if "migrations" not in m.name)):
        importlib.import_module(name)
    sys.modules["__main__"] = importlib.import_module("mentorcli.__main__")
    read_lists()
    if measuring := Coverage.current():
        measuring.save()  # what loading covers is not written again by every command
    gc.collect()
    gc.freeze()  # what is loaded is never looked through again, here or in a command
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _command(json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def read_lists() -> None:
    """Read what the program ships and keeps in memory, which every command would read anew."""
    from mentorcli.files.shipped import names_in
    from mentorcli.intake.columns.dialects import dialects
    from mentorcli.intake.columns.vocabulary import kinds
    from mentorcli.names.employers import employer_key
    from mentorcli.names.languages import read_languages
    from mentorcli.workspace.profiles import load_programme

    dialects()
    employer_key("Nokia")
    kinds("mentor")
    read_languages("suomi")
    for name in names_in("programmes", ".toml"):
        load_programme(name)


def _command(asked: dict) -> None:
    """Be the command, to the end of the process."""
    import time

    nothing = os.open(os.devnull, os.O_RDONLY)
    files = [nothing, *(os.open(path, os.O_RDWR) for path in asked["files"])]
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    main = sys.modules["__main__"]
    sys.argv = [main.__file__, *asked["arguments"]]
    code = 0
    try:
        main.main()
    except SystemExit as ended:
        code = ended.code
        if code is not None and not isinstance(code, int):
            sys.stderr.write(f"{code}\n")
            code = 1
    except Exception:  # noqa: BLE001 - what a command does not catch is shown, as Python shows it
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code or 0)


if __name__ == "__main__":
    serve()
