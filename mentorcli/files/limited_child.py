"""The child process of ``limited``: takes pieces of work on stdin, answers on stdout.

A request is a line of JSON, its size and limits, and the work. An answer is any number of pieces,
``{"size": n}`` on a line followed by n bytes, and then ``{"end": true}``, ``{"message": …,
"remedy": …}`` for a UserError, ``{"failed": …}`` for any other exception, or ``{"limit": …}``.
"""

from __future__ import annotations

import importlib
import json
import os
import pickle
import sys
import time
from typing import Any, BinaryIO

from mentorcli.domain.problem import UserError


def main() -> None:
    """Answer one request after the other until the parent goes."""
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that runs here writes between the answers
    _limit("RLIMIT_CORE", 0)
    while header := asked.readline():
        about = json.loads(header)
        _limit("RLIMIT_AS", about["memory"])
        work, argument, modules = pickle.loads(asked.read(about["size"]))  # noqa: S301 - from our parent
        for module in modules:
            importlib.import_module(module)
        answers.write(b"ready\n")
        answers.flush()
        _limit("RLIMIT_CPU", int(time.process_time()) + about["cpu"], soft_only=True)
        _line(answers, _said(answers, work, argument))
        answers.flush()


def _said(answers: BinaryIO, work: Any, argument: Any) -> dict[str, Any]:
    """Write the pieces of an answer, and return its last line."""
    try:
        made = work(argument)
        for piece in (made,) if isinstance(made, bytes) else made:
            _line(answers, {"size": len(piece)})
            answers.write(piece)
    except UserError as error:
        return {"message": error.message[:4000], "remedy": error.remedy[:4000]}
    except MemoryError:
        return {"limit": "memory"}
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file sets off
        return {"failed": f"{type(error).__name__}: {error}"[:300]}
    return {"end": True}


def _line(answers: BinaryIO, said: dict[str, Any]) -> None:
    answers.write(json.dumps(said).encode() + b"\n")


def _limit(what: str, most: int, *, soft_only: bool = False) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    kind = getattr(resource, what)
    hard = resource.getrlimit(kind)[1] if soft_only else most
    try:
        resource.setrlimit(kind, (most, hard))
    except (ValueError, OSError):  # macOS refuses some; a lower limit may stand already
        return
