"""What a reader passes over in an OpenDocument sheet: cells that show an error, rows that are hidden."""

from __future__ import annotations

import re

from mentorcli.domain.table import column_letter
from mentorcli.domain.text import unescaped
from mentorcli.files.sheet_scan import MOST_NOTED, SheetNotes

_TELLING = re.compile(rb'value-type="error"|visibility="(?:filter|collapse)"')
_TAG = re.compile(
    rb"<table:(?:table\s[^>]*?table:name=\"(?P<title>[^\"]*)\"|(?P<row>table-row)\b|(?:covered-)?table-cell\b)"
    rb"(?P<said>[^>]*)>(?:<text:p>(?P<shown>[^<]{1,20}))?"
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,7})"')


def ods_notes(content: bytes) -> dict[str, SheetNotes]:
    """Return the notes on each sheet, out of the part that holds them all."""
    found: dict[str, SheetNotes] = {}
    if not _TELLING.search(content):
        return found
    notes, below, right = SheetNotes(), 1, 0
    row = below
    for tag in _TAG.finditer(content):
        times = _REPEATED.search(tag["said"])
        count = int(times[1]) if times else 1
        telling = bool(_TELLING.search(tag["said"]))
        if tag["title"] is not None:
            notes, below = found.setdefault(unescaped(tag["title"].decode()), SheetNotes()), 1
        elif tag["row"]:
            row, below, right = below, below + count, 0
            if telling and len(notes.hidden) + count <= MOST_NOTED:
                notes.hidden += range(row, below)
        else:
            if telling and len(notes.errors) < MOST_NOTED:
                shown = (tag["shown"] or b"#N/A").decode("utf-8", "replace")
                notes.errors[f"{column_letter(right)}{row}"] = shown
            right += count
    return found
