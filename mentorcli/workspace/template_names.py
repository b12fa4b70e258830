"""Template files of a workspace whose names are not those of a template, so that they are not used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from mentorcli.domain.language import LANGUAGES, as_language
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.files.shipped import shipped
from mentorcli.names.comparison import nearest

ROOMS: Mapping[str, tuple[str, ...]] = {
    "agreement": ("docx",),
    "invitations": ("txt.j2",),
    "letters": ("docx", "txt.j2"),
    "reminders": ("txt.j2",),
}
"""The folders of templates, and how the names in each end."""
_TEXTS = re.compile(r"\.(docx|dotx|docm|dotm|doc|odt|rtf|txt|j2|html?)$", re.IGNORECASE)
_WORD = frozenset(("docx", "dotx", "docm", "dotm", "doc", "odt", "rtf"))
_COPY = re.compile(r"\s*(\(\d+\)|-\s*(copy|kopio|kopia)(\s*\(\d+\))?)", re.IGNORECASE)
_NEAR = 0.7
_VERY_NEAR = 0.85
"""Letters may have any name, so that only what is nearly another's counts as a slip there."""


def used_name(folder: Path, path: Path) -> tuple[str, str, str] | None:
    """Return name, language and ending of a template file that is used; None for any other.

    ``folder`` is the workspace's folder of templates, or the one that ships.
    """
    inside = path.relative_to(folder).parts
    if len(inside) != 2 or inside[0] not in ROOMS:  # noqa: PLR2004 - a folder and a file
        return None
    stem, _, rest = inside[1].partition(".")
    code, _, ending = rest.partition(".")
    known = stem in _known(inside[0]) or _is_own(folder, inside[0], stem)
    if as_language(code) is None or ending not in ROOMS[inside[0]] or not known:
        return None
    return f"{inside[0]}/{stem}", code, ending


def misnamed(folder: Path) -> Iterator[Problem]:
    """Yield every file of a workspace's folder of templates that is not used, with its right name."""
    for path in sorted(folder.rglob("*")):
        name = path.name
        hidden = name.startswith((".", "~$"))
        if path.is_file() and _TEXTS.search(name) and not hidden and not used_name(folder, path):
            right = _right_name(folder, path)
            said = {"right": right} if right else {}
            code = "template_misnamed" if right else "template_unused"
            file = path.relative_to(folder).as_posix()
            yield Problem.of(code, Severity.DECIDE, Place(f"templates/{file}"), **said)


def _right_name(folder: Path, path: Path) -> str:
    """Return the path that a file was meant to have, or an empty string."""
    name = _COPY.sub("", path.name)
    stem, *rest = [x for x in re.split(r"[.\s]+", name) if x] or [""]
    words = [x.lower() for x in rest]
    ending = "docx" if _WORD.intersection(words) else "txt.j2"
    glued = re.fullmatch(r"(.+)[-_ ](en|fi|sv)", stem, re.IGNORECASE)
    if glued:
        stem, words = glued[1], [glued[2].lower(), *words]
    codes = [x[:2] for x in words if re.fullmatch(r"(en|fi|sv)([-_]\w+)?", x)]
    parent = path.parent.name.lower() if path.parent != folder else ""
    own = [x for x in (nearest(parent, ROOMS, _NEAR),) if x]
    every = dict.fromkeys((*own, *ROOMS))
    for cutoff, rooms in ((1.0, every), (_VERY_NEAR, own or every), (_NEAR, own or every)):
        for room in rooms:
            found = nearest(stem.lower(), _known(room), cutoff)
            if found and ending in ROOMS[room]:
                return f"{room}/{found}.{codes[0] if codes else LANGUAGES[0]}.{ending}"
    return ""


def _is_own(folder: Path, room: str, stem: str) -> bool:
    """Tell whether a name that does not ship is used: a profile names it, or it is a letter."""
    if room == "letters":
        elsewhere = stem in _known("agreement") | _known("invitations")
        slip = elsewhere or nearest(stem.lower(), _known(room), _VERY_NEAR)
        return bool(stem) and not slip
    wanted = f'"agreement/{stem.removesuffix("-group")}"' if room == "agreement" else f'"{stem}"'
    profiles = (folder.parent / "programmes").glob("*.toml")
    return any(wanted in path.read_text("utf-8", errors="replace") for path in profiles)


@cache
def _known(room: str) -> frozenset[str]:
    """Return the names of the templates that ship in a folder."""
    return frozenset(x.name.partition(".")[0] for x in (shipped("templates") / room).glob("*.*"))
