"""How a run ends: done, a person must look, interrupted, or a bug."""

from __future__ import annotations

import datetime as dt
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from mentorcli.commands.outcome import Outcome
from mentorcli.console.show import exit_code, notice, show, show_error
from mentorcli.domain.problem import ExitCode, UserError


def finish(work: Callable[[], Outcome], *, as_json: bool = False) -> ExitCode:
    """Do the work, print its outcome and return the exit code; nothing escapes as a traceback."""
    try:
        return _shown(work(), as_json=as_json)
    except UserError as error:
        show_error(error, as_json=as_json)
        return error.code
    except KeyboardInterrupt:
        notice("Interrupted; nothing is half done. Run the same command again to go on.")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except Exception:  # noqa: BLE001 - the last door: a bug must not print personal data
        notice("This is a bug in mentorcli; nothing was half written.")
        notice(f"→ Report it with the file {_report()} (look through it first: it may hold names).")
        return ExitCode.BUG


def _shown(outcome: Outcome, *, as_json: bool) -> ExitCode:
    try:
        show(outcome, as_json=as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        notice(f"mentorcli: the result could not be printed: {error.strerror or error}.")
        notice("→ What was to be done is done; run again to see it.")
        return ExitCode.LOOK
    return exit_code(outcome)


def _report() -> Path:
    """Write the traceback to a file that only its owner can read; return its path."""
    stamp = dt.datetime.now(tz=dt.UTC).strftime("%Y%m%dT%H%M%S")
    prefix = f"mentorcli-bug-{stamp}-"
    with NamedTemporaryFile(
        "w", prefix=prefix, suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(traceback.format_exc())
    return Path(file.name)
