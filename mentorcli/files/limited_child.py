"""The child process of ``limited``: takes pieces of work on stdin, answers with bytes on stdout.

An answer is one line of JSON, ``{"size": n}`` followed by n bytes, ``{"message": …, "remedy": …}``
for a UserError, ``{"failed": …}`` for any other exception, or ``{"limit": "memory"}``.
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
from mentorcli.files.limited import LARGEST_ANSWER, MEMORY, SECONDS


def main() -> None:
    """Answer one request after the other until the parent goes."""
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that runs here writes between the answers
    _limit("RLIMIT_AS", MEMORY)
    _limit("RLIMIT_CORE", 0)
    while size := asked.read(8):
        work, argument, modules = pickle.loads(asked.read(int.from_bytes(size, "big")))  # noqa: S301 - from our parent
        for module in modules:
            importlib.import_module(module)
        answers.write(b"ready\n")
        answers.flush()
        _limit("RLIMIT_CPU", int(time.process_time()) + SECONDS + 1, soft_only=True)
        _say(answers, work, argument)


def _say(answers: BinaryIO, work: Any, argument: Any) -> None:
    try:
        content = work(argument)
    except UserError as error:
        _line(answers, {"message": error.message[:4000], "remedy": error.remedy[:4000]})
    except MemoryError:
        _line(answers, {"limit": "memory"})
    except Exception as error:  # noqa: BLE001 - whatever a stranger's template sets off
        _line(answers, {"failed": f"{type(error).__name__}: {error}"[:300]})
    else:
        if len(content) > LARGEST_ANSWER:
            _line(answers, {"limit": "size"})
        else:
            _line(answers, {"size": len(content)})
            answers.write(content)
    answers.flush()


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


if __name__ == "__main__":
    main()
