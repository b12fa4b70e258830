"""A process that reads files and says how each ended: python reading_runner.py GOOD FILE…

One line of JSON for each file: seconds of processor, what was said, how many cells came, and the most memory
(MiB) of this process and of its children so far. After each file GOOD must still be read.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from mentorcli.domain.problem import UserError
from mentorcli.files.opening import read_tables


def main(good: Path, files: list[Path]) -> None:
    for file in files:
        began = _processor()
        said, cells = "", -1
        try:
            tables, _ = read_tables(file)
            cells = sum(len(r.cells) for t in tables for r in t.rows)
        except UserError as error:
            said = f"{error.message} {error.remedy}" if error.remedy else ""
        seconds = _processor() - began
        assert len(read_tables(good)[0][0].rows) == 3
        most = [_own(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]
        end = {"seconds": seconds, "said": said, "cells": cells, "most": most}
        sys.stdout.write(json.dumps(end) + "\n")


def _processor() -> float:
    """Return the seconds of processor that this process and its children took; a clock runs on."""
    said = os.times()
    return said.user + said.system + said.children_user + said.children_system


def _own() -> float:
    """Return the most memory that this process ever held; Linux says it without the parent's."""
    try:
        said = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(said.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(a) for a in sys.argv[2:]])
