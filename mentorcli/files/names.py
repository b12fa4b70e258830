"""File names that are safe on Windows, macOS and Linux, whatever the person is called."""

from __future__ import annotations

MOST_BYTES = 120


def file_name(identity: str, text: str, extension: str) -> str:
    """Return ``<identity>-<slug of text>.<extension>``, ASCII and at most 120 bytes.

    The identity decides uniqueness; the text is only there for people to read, so two people with
    one name, or a name without a single Latin letter, still get two different files.
    """
    from slugify import slugify

    room = MOST_BYTES - len(identity) - len(extension) - 2
    slug = slugify(text, max_length=max(room, 0), word_boundary=True, lowercase=True)
    stem = f"{identity}-{slug}" if slug else identity
    return f"{stem}.{extension}"
