"""Output files: wholly old or wholly new, never half, readable by their owner only."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection
from pathlib import Path

from mentorcli.domain.problem import UserError

FILE_MODE = 0o600
FOLDER_MODE = 0o700


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
