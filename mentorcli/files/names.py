"""File names that are safe on Windows, macOS and Linux, whatever the person is called."""

from __future__ import annotations

MOST_BYTES = 120


def surname_first(name: str) -> str:
    """Return a name as people look for it: ``Kallio Aino``; one with a comma is so already."""
    first, _, last = name.strip().rpartition(" ")
    return name if "," in name else f"{last} {first}".strip()


def file_name(whose: str, what: str, extension: str, code: str = "") -> str:
    """Return ``<whose> - <what> <code>.<extension>``, ASCII and at most 120 bytes.

    What a person looks for comes first, then what it is. The code decides uniqueness where two may
    be alike, as names without a single Latin letter are.
    """
    from slugify import slugify

    end = f" - {what} {code}.{extension}" if code else f" - {what}.{extension}"
    room = max(MOST_BYTES - len(end), 0)
    name = slugify(whose, max_length=room, word_boundary=True, lowercase=False, separator=" ")
    return (name or "Unnamed") + end
