"""What a mail says of its calendar file: true of a draft, of a mail that is sent, and of a mail merge."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal


def said_as(how: Literal["inside", "without"], text: str) -> str:
    """Return a letter with its sentence about the attached event as it is true where it goes."""
    for sentence in _sentences():
        text = text.replace(sentence["attached"], sentence[how])
    return text


@cache
def _sentences() -> tuple[dict[str, str], ...]:
    path = Path(__file__).with_suffix(".toml")
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["sentences"])
