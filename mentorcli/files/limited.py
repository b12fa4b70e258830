"""Work on what strangers wrote, in a child process that may fail without harm to the run.

One child serves a whole batch: it is started at the first piece of work and ends with the program.
Each piece may take ``SECONDS``, ``MEMORY`` and answer with ``LARGEST_ANSWER`` bytes. Where the
system knows no limits (Windows), the parent's clock and the cap on the answer do.
"""

from __future__ import annotations

import atexit
import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Timer
from typing import Any, BinaryIO

from mentorcli.domain.problem import UserError

SECONDS = 8
"""For one piece of work; with the child's start it stays below ten."""
MEMORY = 512 << 20
LARGEST_ANSWER = 5 << 20
TO_START = 60.0
_LONGEST_HEADER = 1 << 16

Work = Callable[[Any], bytes]


def limited(file: str, work: Work, argument: Any, modules: Sequence[str] = ()) -> bytes:
    """Return ``work(argument)``, done in the child; ``file`` is named when it fails.

    ``work`` is a function of a module and ``argument`` plain data; ``modules`` are loaded before
    the clock starts. What comes back is bytes and never an object, so that a child that was taken
    over has no way into this process. Raises UserError: that of ``work``, or one that says which
    limit was met.
    """
    child = _the_child()
    answer = None
    try:
        answer = child.ask(pickle.dumps((work, argument, tuple(modules))))
    finally:
        if answer is None or not answer.get("whole"):
            _end()
    if "content" in answer:
        return bytes(answer["content"])
    if "message" in answer:
        raise UserError(str(answer["message"]), str(answer["remedy"]))
    if "failed" in answer:
        raise UserError(f"{file} cannot be filled in ({answer['failed']}).", "Mend the template.")
    raise UserError(f"{file}: {_REASONS[answer['limit']]}.", "Mend the template.")


_REASONS = {
    "time": f"the template needs more than {SECONDS} seconds",
    "memory": f"the template needs more than {MEMORY >> 20} MiB of memory",
    "size": f"the finished text would be larger than {LARGEST_ANSWER >> 20} MiB",
}


@dataclass(slots=True)
class _Child:
    """The process and whether the clock ended it."""

    process: subprocess.Popen[bytes]
    late: list[bool] = field(default_factory=list)

    def ask(self, request: bytes) -> dict[str, Any]:
        """Return the answer as a dict; ``whole`` tells that the child can be asked again."""
        into, out = _pipes(self.process)
        try:
            into.write(len(request).to_bytes(8, "big") + request)
            into.flush()
            if not self._before(TO_START, out.readline):
                return {"limit": "time" if self.late else "memory"}
            return self._before(SECONDS, lambda: _answer(out)) or {
                "limit": "time" if self.late else "memory"
            }
        except BrokenPipeError:
            return {"limit": "memory"}

    def _before(self, seconds: float, read: Callable[[], Any]) -> Any:
        clock = Timer(seconds, self._stop)
        clock.daemon = True
        clock.start()
        try:
            return read()
        finally:
            clock.cancel()

    def _stop(self) -> None:
        self.late.append(True)
        self.process.kill()


def _answer(out: BinaryIO) -> dict[str, Any]:
    header = out.readline(_LONGEST_HEADER)
    if not header.endswith(b"\n"):
        return {}
    said = json.loads(header)
    size = said.pop("size", None)
    if size is None:
        known = "message" in said or "failed" in said or said.get("limit") in _REASONS
        return {**said, "whole": True} if known else {}
    if not isinstance(size, int) or not 0 <= size <= LARGEST_ANSWER:
        return {"limit": "size"}
    content = out.read(size)
    return {"content": content, "whole": True} if len(content) == size else {}


def _pipes(process: subprocess.Popen[bytes]) -> tuple[Any, Any]:
    return process.stdin, process.stdout


_running: list[_Child] = []


def _the_child() -> _Child:
    if _running and _running[0].process.poll() is not None:
        _end()
    if not _running:
        process = subprocess.Popen(
            # -P: nothing of the folder that the user stands in is loaded
            [sys.executable, "-P", "-m", "mentorcli.files.limited_child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _running.append(_Child(process))
        atexit.register(_end)
    return _running[0]


def _end() -> None:
    while _running:
        process = _running.pop().process
        process.kill()
        process.wait()
        for pipe in _pipes(process):
            try:
                pipe.close()
            except OSError:  # what was not yet written to a child that is gone
                continue
    atexit.unregister(_end)
