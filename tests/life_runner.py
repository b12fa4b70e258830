"""Many commands of the real program in one process: what each prints and how it ends."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

IN_ONE = """
import contextlib, io, json, os, sys
from mentorcli.cli.app import app

for words in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["mentorcli", *words]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = app(words, prog_name="mentorcli", standalone_mode=False) or 0
        except SystemExit as end:
            code = end.code
        except Exception as error:  # click's own usage errors
            code, _ = getattr(error, "exit_code", 1), print(error, file=err)
    print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)
"""


def run_all(folder: Path, commands, **environment):
    """Run commands one after the other in a folder; return (code, stdout, stderr) of each."""
    done = subprocess.run(
        [sys.executable, "-c", IN_ONE], cwd=folder, capture_output=True, text=True, check=True,
        encoding="utf-8", input=json.dumps([[str(w) for w in words] for words in commands]),
        env={**os.environ, "TYPER_USE_RICH": "0", **environment},
    )  # fmt: skip
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def called(*words):
    """Run one command in this very process; return (code, stdout, stderr)."""
    from mentorcli.cli.app import app

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = app([str(w) for w in words], prog_name="mentorcli", standalone_mode=False) or 0
        except SystemExit as end:
            code = end.code
        except Exception as error:  # click's own usage errors
            if not hasattr(error, "exit_code"):
                raise
            code, _ = error.exit_code, print(error, file=err)
    return code, out.getvalue(), err.getvalue()
