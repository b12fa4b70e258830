"""Headers of reminders: TOML between two lines of plus signs, above the text."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

from mentorcli.domain.problem import UserError
from mentorcli.files.shipped import shipped

FENCE = "+++"
LARGEST = 1 << 18


def header_of(path: Path) -> tuple[dict[str, Any], str, int]:
    """Return a header's entries, the text below it, and on which line that begins (from 0).

    Raises UserError that names the file and what to mend.
    """
    try:
        content = path.read_bytes()
        lines = content.decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8: {error}.", "Save it as UTF-8.") from error
    fences = [number for number, line in enumerate(lines) if line.strip() == FENCE][:2]
    if len(fences) < 2 or fences[0] or len(content) > LARGEST:  # noqa: PLR2004 - one above, one below
        raise UserError(
            f"{path}, line 1: there is no header between two lines of {FENCE}.",
            "Begin the file like the reminders that ship with the program.",
        )
    last = fences[1]
    header, body = (
        "".join(some).replace("\r\n", "\n") for some in (lines[1:last], lines[last + 1 :])
    )
    try:
        # the empty line stands for the fence, so that TOML counts lines as an editor does
        return tomllib.loads("\n" + header), body, last + 1
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UserError(f"{path}: {error}.", "Mend the reminder's header.") from error


def gives_way_to(key: str, own: Path) -> tuple[str, ...]:
    """Return the reminders to which one gives way; ``own`` is the workspace's template folder.

    One that cannot be read gives way to none: template check tells.
    """
    for folder in (own, shipped("templates")):
        for path in sorted((folder / "reminders").glob(f"{key}.*.txt.j2")):
            with suppress(UserError, OSError, TypeError):
                return tuple(map(str, header_of(path)[0].get("gives_way", ())))
    return ()
