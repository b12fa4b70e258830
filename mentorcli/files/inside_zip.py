"""The one export inside a compressed folder: Google's and SurveyMonkey's downloads."""

from __future__ import annotations

import stat
import zipfile
from posixpath import basename

from mentorcli.files.refusals import Refused
from mentorcli.files.zip_guard import MOST_PARTS, opened, unpacked

EXPORTS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".tab", ".txt")
LARGEST_INSIDE = 64 << 20


def export_inside(content: bytes) -> tuple[str, bytes]:
    """Return the name (without folders) and the bytes of the one export in a zip.

    Nothing is written anywhere, so that names with folders and links can do no harm. A zip
    inside is not opened. Raises Refused for none, for several, and for bombs.
    """
    with opened(content) as archive:
        parts = [p for p in archive.infolist() if _is_file(p)]
        if len(parts) > MOST_PARTS:
            raise Refused("parts", str(len(parts)))
        exports = [p for p in parts if p.filename.lower().endswith(EXPORTS)]
        if len(exports) > 1:
            raise Refused("several_inside", _listed(exports))
        if not exports:
            packed = [p for p in parts if p.filename.lower().endswith(".zip")]
            if packed:
                raise Refused("nested_zip", _listed(packed))
            raise Refused("zip", _listed(parts) or "nothing")
        (found,) = exports
        inside = b"".join(unpacked(archive, found, LARGEST_INSIDE))
    return basename(found.filename.replace("\\", "/"))[:120], inside


def _is_file(part: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is a file that a person put there: no folder, link or Mac shadow."""
    name = part.filename.replace("\\", "/")
    hidden = name.startswith("__MACOSX/") or basename(name).startswith(".")
    return not (part.is_dir() or hidden or stat.S_ISLNK(part.external_attr >> 16))


def _listed(parts: list[zipfile.ZipInfo]) -> str:
    names = [basename(p.filename.replace("\\", "/"))[:60] for p in parts]
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")  # noqa: PLR2004 - a few
