"""What travels with the program: profiles, templates, sample data, and drawers of one file each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from mentorcli.domain.programme import LINE_WAYS

PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Return the folder ``templates`` or ``sample_data``: in the wheel, else in the checkout."""
    installed = PACKAGE / "shipped" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def programmes() -> Path:
    """Return the folder of the profiles that ship with the program."""
    return PACKAGE / "programmes"


def gatherings() -> tuple[str, ...]:
    """Return the gatherings that the shipped programmes have, as a period goes."""
    from mentorcli.domain.cohort import CALENDAR

    profiles = [tomllib.loads(p.read_text(encoding="utf-8")) for p in programmes().glob("*.toml")]
    every = [name for profile in profiles for name in profile.get("gatherings", ())]
    return tuple(sorted(set(every), key=lambda name: (*(name != day for day in CALENDAR), name)))


def letters() -> tuple[str, ...]:
    """Return the names of the shipped letters to people of a cohort; wordings of one count once."""
    found = sorted((shipped("templates") / "letters").glob("*.en.*"))
    to_staff = b"{# to: one of staff #}"
    names = {p.name.partition(".")[0] for p in found if not p.read_bytes().startswith(to_staff)}
    variants = {name for name in names if name.removesuffix("-peer") in names - {name}}
    return tuple(sorted(names - variants))


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


@cache
def texts_in(drawer: str, name: str) -> frozenset[str]:
    """Return the short texts in the source of a drawer's module, among them the fields that it reads."""
    import ast

    path = PACKAGE / drawer / f"{name}.py"
    tree = ast.parse(path.read_bytes()) if path.is_file() else ast.Module([], [])
    nodes = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return frozenset(text for text in nodes if isinstance(text, str) and text.isidentifier())


def tables_in(drawer: str) -> dict[str, dict[str, Any]]:
    """Return every TOML file of a drawer by its name."""
    return {
        name: tomllib.loads((PACKAGE / drawer / f"{name}.toml").read_text(encoding="utf-8"))
        for name in names_in(drawer, ".toml")
    }


def line_in(drawer: str, name: str, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a line of a profile: what it says, over the ready-made one of its name if it changes that."""
    ready = _lines_in(drawer).get(name, {})
    return said if not ready or any(way in said for way in LINE_WAYS) else {**ready, **said}


@cache
def _lines_in(drawer: str) -> dict[str, dict[str, Any]]:
    return tables_in(drawer)
