"""Output files: wholly old or wholly new, never half, readable by their owner only; Ctrl-C waits."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import signal
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mentorcli.domain.problem import UserError

FILE_MODE = 0o600
FOLDER_MODE = 0o700
HALF_WRITTEN = re.compile(r"\..{1,80}\.[0-9a-f]{8}\.tmp")
"""The name of a file that was being written when the program was killed."""


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, for the owner only."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    try:
        for path in reversed(missing):
            path.mkdir(mode=FOLDER_MODE, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"The folder {path} cannot be made: {error.strerror or error}.",
            "Choose a folder in which you may write.",
        ) from error


def write_bytes(path: Path, content: bytes) -> Path:
    """Write a file so that a crash at any moment leaves the old one or the new one.

    A link is replaced, not followed. Raises UserError when the place cannot be written, for
    example because Excel has the file open.
    """
    make_folder(path.parent)
    temporary = path.parent / f".{path.name[:80]}.{secrets.token_hex(4)}.tmp"
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UserError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Close the file if Excel or Word has it open, see that the disk has room, and run again.",
        ) from error
    _sync_folder(path.parent)
    return path


def write_to_edit(path: Path, content: bytes) -> Path | None:
    """Write a file in which people type; return where one that is not as we wrote it was kept.

    What was written last is known by its hash in a small file beside it, for no program that
    saves a workbook leaves a sign that can be relied on. Without it every other file is kept.
    """
    seal = path.parent / f"{path.name}.sha256"
    kept = None
    if path.exists():
        there = path.read_bytes()
        known = seal.read_text(encoding="ascii").strip() if seal.exists() else ""
        if there != content and hashlib.sha256(there).hexdigest() != known:
            kept = keep_edited(path)
    write_bytes(path, content)
    write_bytes(seal, f"{hashlib.sha256(content).hexdigest()}\n".encode())
    return kept


def keep_edited(path: Path) -> Path:
    """Keep a file in which somebody typed beside the one that is written in its place; return where."""
    numbers = range(1, len(list(path.parent.iterdir())) + 2)
    names = (f"{path.stem}-kept-{n}{path.suffix}" for n in numbers)
    kept = next(path.parent / n for n in names if not (path.parent / n).exists())
    try:
        path.rename(kept)
    except OSError as error:
        raise UserError(
            f"{path} cannot be kept as {kept.name}: {error.strerror or error}.",
            "Close the file if Excel has it open, and run again.",
        ) from error
    return kept


def delete(path: Path) -> None:
    """Delete a file, also one that is gone already; raises UserError when that cannot be done."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"{path} cannot be deleted: {error.strerror or error}.",
            "Close the file if Excel or Word has it open; then run any command, which goes on here.",
        ) from error


def set_aside(folder: Path, pattern: str, keep: Collection[str]) -> tuple[str, ...]:
    """Move the files of a pattern that are not in ``keep`` into ``replaced``; return their names."""
    old = sorted(p for p in folder.glob(pattern) if p.name not in keep)
    for path in old:
        make_folder(folder / "replaced")
        path.replace(folder / "replaced" / path.name)
    return tuple(path.name for path in old)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder to sync it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def held_back() -> Iterator[None]:
    """Do the block to its end, then let the interruption have its way; a second one does not wait.

    Only the main thread hears signals; elsewhere, and from a kill that cannot be caught, nothing
    is held back.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []

    def note(number: int, _frame: Any) -> None:
        if waiting:
            raise KeyboardInterrupt
        waiting.append(number)

    before = {kind: signal.signal(kind, note) for kind in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
        for number in waiting[:1]:
            signal.raise_signal(number)
