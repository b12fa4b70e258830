"""How long a whole import takes beside merely reading: python benchmarks/import_50000x40.py."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from export_50000x40 import COLUMNS, ROWS

HERE = Path(__file__).parent
PAGE = os.sysconf("SC_PAGE_SIZE") // 1024
LIBRARIES = ("mentorcli", "python-calamine", "pandas", "openpyxl", "SQLAlchemy")


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall seconds, processor seconds (children too), and peak memory in MiB."""

    seconds: float
    processor: float
    peak: float


def main() -> None:
    """Measure in turns and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--answers", choices=("natural", "crowded"), default="natural")
    parser.add_argument("--without", nargs="*", default=[], help="leave out: pandas")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "answers.xlsx"
        subprocess.run(  # noqa: S603 - this interpreter
            [
                sys.executable,
                str(HERE / "export_50000x40.py"),
                str(export),
                str(given.rows),
                given.answers,
            ],
            check=True,
        )
        works = [w for w in ("bare", "import", "again", "pandas") if w not in given.without]
        found: dict[str, list[Run]] = {w: [] for w in works}
        for _ in range(given.rounds):
            workspace = _workspace(Path(folder))
            for work in works:
                found[work].append(measured(work, export, workspace))
        size = export.stat().st_size
    _print(found, given.rows, size)


def _workspace(folder: Path) -> Path:
    path = folder / "mentoring"
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    for command in (("init", "."), ("cohort", "new", "doctoral", "2027-spring")):
        subprocess.run(  # noqa: S603 - this interpreter
            [sys.executable, "-m", "mentorcli", *command], cwd=path, check=True, capture_output=True
        )
    return path


def measured(work: str, export: Path, workspace: Path) -> Run:
    """Return one run with the most MiB that it and its children held at once."""
    command = [sys.executable, str(HERE / "one_run.py"), work, str(export), str(workspace)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - same
    most = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, most))
    watcher.start()
    said, _ = process.communicate()
    watcher.join()
    answer = json.loads(said)
    run = Run(answer["seconds"], answer["processor"], most[0])
    print(f"{work:8} {run.seconds:7.2f} s {run.processor:7.2f} s of processor {run.peak:6.0f} MiB"
          f"  {answer['found']}", flush=True)  # fmt: skip
    return run


def _watch(process: subprocess.Popen[str], most: list[float]) -> None:
    while process.poll() is None:
        most[0] = max(most[0], sum(map(_resident, _tree(process.pid))) / 1024)
        time.sleep(0.05)


def _tree(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        said = " ".join((task / "children").read_text() for task in tasks)
    except OSError:
        return []
    return [process, *(p for child in said.split() for p in _tree(int(child)))]


def _resident(process: int) -> int:
    """Return the memory of a process in KiB (Linux); libraries that two share count twice."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * PAGE


def _print(found: dict[str, list[Run]], rows: int, size: int) -> None:
    print(f"\n{rows} x {COLUMNS}, {size / 1e6:.1f} MB; Python {platform.python_version()}; "
          + ", ".join(f"{name} {version(name)}" for name in LIBRARIES))  # fmt: skip
    print("| work | seconds | times bare reading | processor seconds | times bare | peak MiB |")
    print("|---|---|---|---|---|---|")
    wall = statistics.median(r.seconds for r in found["bare"])
    cpu = statistics.median(r.processor for r in found["bare"])
    for work, runs in found.items():
        seconds = statistics.median(r.seconds for r in runs)
        processor = statistics.median(r.processor for r in runs)
        print(f"| {work} | {seconds:.2f} | {seconds / wall:.2f} | {processor:.2f} "
              f"| {processor / cpu:.2f} | {max(r.peak for r in runs):.0f} |")  # fmt: skip


if __name__ == "__main__":
    main()
