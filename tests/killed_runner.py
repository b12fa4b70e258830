"""A command killed at each of its steps, in processes forked from one that has the libraries loaded.

``python killed_runner.py`` is asked on stdin with one JSON object: ``folder`` to begin from, a
``scratch`` folder, the ``killed`` command, ``steps`` to kill it at (null: every one), and the command
``then`` that is run after the kill. It answers with one JSON object for each step: the step, how both
commands ended, and what of ``words`` is left in which files.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
import zipfile
from contextlib import closing
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path

FILES = ("os.remove", "os.rename", "sqlite3.connect")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def texts(content):
    """Every text in a file: as it is, unpacked, and decoded from mail."""
    yield content
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from texts(archive.read(name))
    if b"MIME-Version:" in content[:4096]:
        message = message_from_bytes(content, policy=policy.default)
        yield " ".join(str(v) for v in message.values()).encode()
        for part in message.walk():
            yield part.get_payload(decode=True) or b""


def left(folder, words):
    """The words that are left anywhere in a workspace, each with the file."""
    wanted, found = [word.encode() for word in words], set()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        said = list(texts(path.read_bytes()))
        if path.name == "workspace.db":
            with closing(sqlite3.connect(path)) as connection:
                said.append("\n".join(connection.iterdump()).encode())
        found |= {(path.name, w.decode()) for w in wanted if any(w in text for text in said)}
        found |= {(path.name, word) for word in words if word in str(path)}
    return sorted(found)


def ended(folder, words, killed_at=0):
    """How a command ended: 0 and up, or minus the signal; killed before its step of that number."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.chdir(folder)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    if killed_at:
        step_by_step(folder, killed_at)
    sys.argv = ["mentorcli", *words]
    code = 1
    try:
        from mentorcli.__main__ import main

        main()
    except SystemExit as end:
        code = end.code or 0
    finally:
        os._exit(code)


def step_by_step(folder, last):
    """Kill this process before a step that changes something: a file, or a statement to the database."""
    from sqlalchemy import Engine, event

    steps = [0]

    def step():
        steps[0] += 1
        if steps[0] == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(name, arguments):
        writes = name == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES
        if (name in FILES or writes) and str(folder) in str(arguments[0]):
            step()

    def statement(_connection, _cursor, said, *_rest):
        if said.startswith(("DELETE", "INSERT INTO facts", "UPDATE")):
            step()

    sys.addaudithook(heard)
    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", lambda _connection: step())


def main():
    import sqlalchemy.dialects.sqlite  # noqa: F401 - loaded once for all

    asked = json.loads(sys.stdin.read())
    steps = asked["steps"] or range(1, 1000)
    for step in steps:
        folder = Path(asked["scratch"]) / f"at{step}"
        shutil.copytree(asked["folder"], folder)
        killed = ended(folder, asked["killed"], step)
        between = left(folder, asked["words"])
        then = ended(folder, asked["then"])
        after = left(folder, asked["words"])
        told = {"step": step, "killed": killed, "between": between, "then": then, "after": after}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        shutil.rmtree(folder)
        if killed != -signal.SIGKILL:
            return


if __name__ == "__main__":
    main()
