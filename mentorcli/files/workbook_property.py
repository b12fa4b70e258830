"""The hidden property by which a workbook that comes back is known, whatever was done to its sheets."""

from __future__ import annotations

from pathlib import Path

from mentorcli.files.refusals import Refused
from mentorcli.files.workbook import PROPERTY
from mentorcli.files.zip_guard import BROKEN, opened, unpacked

_PART = "docProps/custom.xml"
_LARGEST = 1 << 16


def returned_as(path: Path) -> tuple[str, str]:
    """Return kind and cohort of a workbook that mentorcli wrote; empty for any other file."""
    from defusedxml import ElementTree as ET  # noqa: N817 - as the standard library's is called

    try:
        with opened(path.read_bytes()) as archive:
            xml = b"".join(unpacked(archive, archive.getinfo(_PART), _LARGEST))
        said = [p for p in ET.fromstring(xml) if p.get("name") == PROPERTY]
    except (*BROKEN, Refused, KeyError, SyntaxError):  # no zip, no such part, no XML
        return "", ""
    words = "".join(said[0].itertext()).split() if said else []
    return (words[0], words[1]) if len(words) == 2 else ("", "")  # noqa: PLR2004 - kind and cohort
