"""Secrets from files, never from a command line that others can list."""

from __future__ import annotations

import os
from pathlib import Path

from mentorcli.domain.problem import ExitCode, UserError


def first_line(path: Path) -> str:
    """Return a file's first line; raises UserError when it cannot be read or is empty."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"{path} cannot be read.", "Name a text file with one line.", code=ExitCode.USAGE
        ) from error
    if not lines or not lines[0]:
        raise UserError(
            f"{path} is empty.", "Put the password on its first line.", code=ExitCode.USAGE
        )
    return lines[0]


def given_secret(path: Path | None, variable: str) -> str | None:
    """Return the secret in a file, else in an environment variable, else None."""
    return first_line(path) if path else os.environ.get(variable) or None
