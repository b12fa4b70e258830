"""Labelled texts on employers, groups and languages, and how far what is read of them is right."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from mentorcli.names.employers import read_employer
from mentorcli.names.groups import read_group
from mentorcli.names.languages import read_languages
from mentorcli.names.likeness import compared

KINDS = ("employers", "groups", "languages")
Entry = dict[str, Any]
EITHER = {"not-different": ("same", "ask"), "not-same": ("ask", "different")}


def entries_in(path: Path) -> list[Entry]:
    """Return the entries of a labelled file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))["entry"]


def verdict_on(kind: str, entry: Entry) -> tuple[str, str]:
    """Return how what is read of an entry compares with what is right, and what is read."""
    if kind == "languages":
        return _of_languages(entry)
    read = read_employer if kind == "employers" else read_group
    said = compared(read(entry["one"]), read(entry["other"])).value
    right = entry["right"]
    if said in EITHER.get(right, (right,)):
        return "right", said
    if said == "same":
        return "same, wrongly", said
    if said == "different":
        return "unheard", said
    return {"same": "avoidable", "different": "needless"}[right], said


def _of_languages(entry: Entry) -> tuple[str, str]:
    found = read_languages(entry["text"])
    said = f"{' '.join(found.codes)}{' ?' if found.left else ''}"
    if not set(found.codes) <= set(entry["right"]):
        return "same, wrongly", said
    if set(found.codes) != set(entry["right"]):
        return ("unheard" if not found.left else "avoidable"), said
    if bool(found.left) == entry["ask"]:
        return "right", said
    return ("unheard" if entry["ask"] else "needless"), said
