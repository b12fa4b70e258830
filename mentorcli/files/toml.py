"""TOML files that people write: read, each key's line, and slips of writing told one by one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorcli.domain.problem import Place, Problem, Severity, UserError

LARGEST = 1 << 20
Keys = tuple[str | int, ...]
"""Where a value stands: names of tables and keys, and places in lists from 0."""


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file that was read: ``name`` as problems tell it, its text, and what it says."""

    name: str
    text: str
    data: Mapping[str, Any]

    def place(self, keys: Keys, value: object = None) -> Place:
        """Return the place of the innermost key of ``keys`` that has a line; a text in a list too."""
        from mentorcli.files.toml_slips import line_of

        line = line_of(self.text, keys, value)
        return Place(self.name, cell=f"line {line}" if line else "")


def read_toml(path: Path, name: str = "") -> TomlFile:
    """Return a TOML file of at most 1 MiB; ``name`` is what problems call it.

    Raises UserError with a problem for each line that cannot be read.
    """
    name = name or str(path)
    try:
        content = b"" if path.is_dir() else path.read_bytes()
    except OSError as error:
        raise refusal(name, [Problem.of("toml_closed", Severity.BLOCKER, Place(name))]) from error
    codes = {
        "toml_folder": path.is_dir(),
        "toml_large": len(content) > LARGEST,
        "toml_utf16": content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:64],
    }
    for code, found in codes.items():
        if found:
            raise refusal(name, [Problem.of(code, Severity.BLOCKER, Place(name))])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start)
        place = Place(name, cell=f"line {line + 1}")
        said = content.splitlines()[line].decode("cp1252", "replace").strip()
        problem = Problem.of("toml_ansi", Severity.BLOCKER, place, text=said)
        raise refusal(name, [problem]) from error
    try:
        return TomlFile(name, text, tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        from mentorcli.files.toml_slips import slips_of_writing

        raise refusal(name, slips_of_writing(name, text)) from error


def refusal(name: str, problems: list[Problem]) -> UserError:
    """Return what stops a run: a file that is not understood, with all that is wrong in it."""
    return UserError(
        f"{name} is not understood.",
        "Mend what is listed here, save the file and run the same command again.",
        problems=problems,
    )
