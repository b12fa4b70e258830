"""The names of merge fields: ours, and what HR calls the same in English, Finnish and Swedish."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from mentorcli.domain.language import LANGUAGES, Language

_SEVERAL = frozenset({"mentees", "people", "others"})


def merge_names(path: str) -> tuple[str, ...]:
    """Return what a name like ``mentees[].email`` is called in a merge field: en, fi, sv."""
    place, _, key = path.replace("[]", "").partition(".")
    said = book()["common"].get(path) or book()["agreement"].get(path) or ()
    if place not in book()["called"]:
        return tuple(said[2:])
    labels = _labels().get(key, ())
    number = " 1" if place in _SEVERAL else ""
    owners = (0, -1 if not number else 0, -1 if not number else 0)
    return tuple(
        f"{words[owner]}{number} {label}".capitalize()
        for words, owner, label in zip(book()["called"][place], owners, labels, strict=False)
    )


def merge_tag(name: str, case: str = "") -> str:
    """Return the tag that fills in what a merge field names; an empty string for no name of ours.

    A number says which of several is meant, from 1 on, and is empty where there are fewer; without
    one, all stand there with commas between them. ``case`` is a filter that goes over the text.
    """
    spelled = _plain(name)
    number = re.search(r"\d+", spelled)
    place, path = _paths().get(re.sub(r"\d", "", spelled), ("", ""))
    end = f" | {case}" if case else ""
    if not path or (number and place not in _SEVERAL):
        return ""
    if place not in _SEVERAL:
        return f"{{{{ {path}{end} }}}}"
    if number and int(number[0]) > 0:
        one = f"{place}[{int(number[0]) - 1}].{path}{end}"
        return f"{{{{ ({one}) if {place} | length >= {int(number[0])} else '' }}}}"
    return f"{{{{ {place} | map(attribute='{path}') | join(', '){end} }}}}" if not number else ""


@cache
def book() -> dict[str, Any]:
    """Return ``names.toml`` as it is: each name, what it is, a sample, and its three merge names."""
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


def word(key: str, language: Language) -> str:
    """Return what documents say by themselves, like a role or the title of a gathering."""
    said: list[str] = book()["words"][key]
    return said[LANGUAGES.index(language)]


def _labels() -> dict[str, list[str]]:
    """Return what the answers and other words about a person are called, in three languages."""
    return {**{key: said[2:] for key, said in book()["person"].items()}, **book()["answers"]}


@cache
def _paths() -> dict[str, tuple[str, str]]:
    """Return who or nobody, and the path after it, by every way a merge field may spell a name."""
    found: dict[str, tuple[str, str]] = {}
    for path, said in {**book()["agreement"], **book()["common"]}.items():
        for name in (path, *said[2:]):
            found.setdefault(_plain(name), ("", path))
    for place, languages in book()["called"].items():
        for key, labels in _labels().items():
            ours = key if place in _SEVERAL else f"{place}.{key}"
            names = [
                (place, key),
                *((w, x) for words, x in zip(languages, labels, strict=False) for w in words),
            ]
            for owner, label in names:
                found.setdefault(_plain(f"{owner} {label}"), (place, ours))
        for word in {w for words in languages for w in words} | {place}:
            found.setdefault(
                _plain(word), (place, "name" if place in _SEVERAL else f"{place}.name")
            )
    return found


def _plain(name: str) -> str:
    """Return a name's letters and digits alone: Word writes ``Mentor_name`` for ``Mentor name``."""
    text = unicodedata.normalize("NFC", name).casefold()
    return "".join(c for c in text if c.isalnum())
