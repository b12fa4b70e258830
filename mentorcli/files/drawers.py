"""Drawers: folders in which each new thing is one file, found by its name."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

from mentorcli.files.shipped import PACKAGE


def names_in(drawer: str | Path, ending: str = ".py") -> list[str]:
    """Return the names of what lies in a drawer, sorted: its files without their endings.

    ``drawer`` is a folder, or one of the program like ``matching/rules``. One that is not there
    is empty, and files that begin with an underscore do not count.
    """
    folder = PACKAGE / drawer
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return sorted(
        n.partition(".")[0] for n in names if n.endswith(ending) and not n.startswith("_")
    )


def module_in(drawer: str, name: str) -> Any:
    """Return the module of this name; raises ImportError when there is none."""
    return import_module(f"mentorcli.{drawer.replace('/', '.')}.{name}")


def tables_in(drawer: str) -> dict[str, dict[str, Any]]:
    """Return every TOML file of a drawer by its name."""
    return {
        name: tomllib.loads((PACKAGE / drawer / f"{name}.toml").read_text(encoding="utf-8"))
        for name in names_in(drawer, ".toml")
    }
