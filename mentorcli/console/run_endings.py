"""How a run ends: done, a person must look, interrupted, or a bug."""

from __future__ import annotations

import datetime as dt
import os
import sys
import traceback
from pathlib import Path
from tempfile import NamedTemporaryFile

from mentorcli.commands.outcome import Outcome
from mentorcli.console.show import exit_code, notice, show, show_error
from mentorcli.domain.problem import ExitCode, UserError


def stopped(error: BaseException, *, as_json: bool) -> ExitCode:
    """Tell what stopped a run, as one JSON object where that is asked for; return the exit code."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    told = _told(error)
    if as_json or told is error:
        show_error(told, as_json=as_json)
        return told.code
    notice(told.message)
    if told.remedy:
        notice(f"→ {told.remedy}")
    return told.code


def _told(error: BaseException) -> UserError:
    if isinstance(error, UserError):
        return error
    if isinstance(error, KeyboardInterrupt):
        return UserError(
            "Interrupted; nothing is half done. Run the same command again to go on.",
            code=ExitCode.INTERRUPTED,
        )
    return UserError(  # a bug must not print personal data
        "This is a bug in mentorcli; nothing was half written.",
        f"Report it with the file {_report(error)} (look through it first: it may hold names).",
        code=ExitCode.BUG,
    )


def end(outcome: Outcome, *, as_json: bool, every: bool = False) -> ExitCode:
    """Print an outcome, with ``every`` note, and return the exit code."""
    try:
        show(outcome, as_json=as_json, every=every)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        notice(f"mentorcli: the result could not be printed: {error.strerror or error}.")
        notice("→ What was to be done is done; run again to see it.")
        return ExitCode.LOOK
    return exit_code(outcome)


def _report(error: BaseException) -> Path:
    """Write the traceback to a file that only its owner can read; return its path."""
    stamp = dt.datetime.now(tz=dt.UTC).strftime("%Y%m%dT%H%M%S")
    prefix = f"mentorcli-bug-{stamp}-"
    with NamedTemporaryFile(
        "w", prefix=prefix, suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write("".join(traceback.format_exception(error)))
    return Path(file.name)
