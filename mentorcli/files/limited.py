"""Work on what strangers wrote, in a child process that may fail without harm to the run.

One child serves a whole batch of templates: it is started at the first piece of work and ends with
the program; each workbook has a child of its own. Where the system knows no limits (Windows), the
parent's clock and the cap on the answer do.
"""

from __future__ import annotations

import atexit
import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Timer
from typing import Any, BinaryIO

from mentorcli.domain.problem import UserError
from mentorcli.files.shipped import PACKAGE

TO_START = 60.0
START = "import sys; sys.path.append(sys.argv[1]); from mentorcli.files.limited_child import main; main()"
_LONGEST_HEADER = 1 << 16

Work = Callable[[Any], bytes | Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a piece of work may take: bytes of memory and of answer, seconds by the clock.

    ``cpu`` are seconds of the processor; they end the child also when nobody reads its answers.
    """

    memory: int
    answer: int
    seconds: float
    cpu: int


TEMPLATES = Limits(memory=512 << 20, answer=5 << 20, seconds=8, cpu=9)
"""With the child's start a template stays below ten seconds."""


class Failure(Exception):  # noqa: N818 - what a child said, or why it is gone
    """A piece of work came to no end; ``whole`` tells that the child can be asked again."""

    def __init__(self, said: dict[str, Any], *, whole: bool) -> None:
        super().__init__(str(said))
        self.said = said
        self.whole = whole


@dataclass(slots=True)
class Child:
    """The process and whether the clock ended it."""

    process: subprocess.Popen[bytes]
    late: list[bool] = field(default_factory=list)

    @classmethod
    def start(cls) -> Child:
        """Start a child; nothing of the folder that the user stands in is loaded (-P)."""
        command = [sys.executable, "-P", "-c", START, str(PACKAGE.parent)]
        pipe = subprocess.PIPE
        return cls(
            subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603
        )

    def ask(
        self, work: Work, argument: Any, limits: Limits, modules: Sequence[str] = ()
    ) -> Iterator[bytes]:
        """Yield the answer of ``work(argument)`` in the pieces that it comes in.

        ``work`` is a function of a module and ``argument`` plain data; ``modules`` are loaded
        before the clock starts. What comes back is bytes and never an object, so that a child that
        was taken over has no way into this process. Raises Failure.
        """
        request = pickle.dumps((work, argument, tuple(modules)))
        about = {"size": len(request), "memory": limits.memory, "cpu": limits.cpu}
        into, out = self._pipes()
        try:
            with self._clock(TO_START):
                into.write(json.dumps(about).encode() + b"\n")
                into.write(request)
                into.flush()
                ready = out.readline()
            with self._clock(limits.seconds):
                yield from _pieces(out if ready else None, limits.answer)
        except (OSError, ValueError) as error:  # it died, or says what no child of ours says
            raise Failure({"limit": self._end_of_it()}, whole=False) from error

    def end(self) -> None:
        """End the child, whatever it does."""
        self.process.kill()
        self.process.wait()
        for pipe in self._pipes():
            with suppress(OSError):  # what was not yet written to a child that is gone
                pipe.close()

    def _end_of_it(self) -> str:
        import signal

        self.process.kill()
        out_of_time = self.process.wait() == -getattr(signal, "SIGXCPU", 0) != 0
        return "time" if self.late or out_of_time else "died"

    def _pipes(self) -> tuple[Any, Any]:
        return self.process.stdin, self.process.stdout

    @contextmanager
    def _clock(self, seconds: float) -> Iterator[None]:
        clock = Timer(seconds, self._stop)
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()

    def _stop(self) -> None:
        self.late.append(True)
        self.process.kill()


def _pieces(out: BinaryIO | None, room: int) -> Iterator[bytes]:
    """Yield an answer's pieces, each announced by its size; an odd one is a ValueError."""
    while out:
        header = out.readline(_LONGEST_HEADER)
        if not header.endswith(b"\n"):
            break
        said = json.loads(header)
        if "size" not in said:
            if said == {"end": True}:
                return
            if not ("message" in said or "failed" in said or said.get("limit") in _REASONS):
                break
            raise Failure(said, whole=True)
        size = said["size"]
        if not isinstance(size, int) or not 0 <= size <= room:
            raise Failure({"limit": "size"}, whole=False)
        room -= size
        content = out.read(size)
        if len(content) != size:
            break
        yield content
    raise ValueError("the answer has no end")


_REASONS = {
    "time": f"the template needs more than {TEMPLATES.seconds} seconds",
    "memory": f"the template needs more than {TEMPLATES.memory >> 20} MiB of memory",
    "size": f"the finished text would be larger than {TEMPLATES.answer >> 20} MiB",
}
_running: list[Child] = []


def limited(file: str, work: Work, argument: Any, modules: Sequence[str] = ()) -> bytes:
    """Return what ``work`` makes of a template, in the child; ``file`` is named when it fails.

    See ``Child.ask``. Raises UserError: that of ``work``, or one that says which limit was met.
    """
    if _running and _running[0].process.poll() is not None:
        _end()
    if not _running:
        _running.append(Child.start())
        atexit.register(_end)
    whole = False
    try:
        content = b"".join(_running[0].ask(work, argument, TEMPLATES, modules))
        whole = True
    except Failure as failure:
        said, whole = failure.said, failure.whole
        if "message" in said:
            raise UserError(str(said["message"]), str(said["remedy"])) from failure
        why = f": {_REASONS.get(said.get('limit', ''), _REASONS['memory'])}"
        if "failed" in said:
            why = f" cannot be filled in ({said['failed']})"
        raise UserError(f"{file}{why}.", "Mend the template.") from failure
    finally:
        if not whole:
            _end()
    return content


def _end() -> None:
    while _running:
        _running.pop().end()
    atexit.unregister(_end)
