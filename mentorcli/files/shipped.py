"""What travels with the program: profiles, templates, sample data."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Return the folder ``templates`` or ``sample_data``: in the wheel, else in the checkout."""
    installed = PACKAGE / "shipped" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def programmes() -> Path:
    """Return the folder of the profiles that ship with the program."""
    return PACKAGE / "programmes"
