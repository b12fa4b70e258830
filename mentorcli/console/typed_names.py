"""People in printed commands and sentences: by name, as somebody would type it, where an id stood.

JSON keeps the ids, for scripts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from contextvars import ContextVar
from functools import cache
from pathlib import Path

_COMMAND = re.compile(r"\bmentorcli [^\n]*")
_PERSON = re.compile(r"\bp-[a-z2-7]{10}\b")
_ALONE = re.compile(r"(?<!\()\bp-[a-z2-7]{10}\b")
_PLAIN = re.compile(r"[^\W\d_]+(?:[ '’.-]{1,2}[^\W\d_]+)+")
"""A name that no shell reads as anything else when it stands in quotation marks."""
_WORKSPACE: ContextVar[Path | None] = ContextVar("workspace", default=None)


def look_up_in(folder: Path) -> None:
    """Let people be named as they are called in the workspace of this folder."""
    _WORKSPACE.set(folder)


def in_names(text: str) -> str:
    """Return a text in whose commands people stand by name, where a name means one of them only."""
    if not _PERSON.search(text):
        return text
    return _COMMAND.sub(lambda command: _PERSON.sub(_typed, command[0]), text)


def told(sentence: str) -> str:
    """Return a sentence in which people stand by name, but for an id in brackets behind a name."""
    if not _PERSON.search(sentence):
        return sentence
    called = _called(_WORKSPACE.get())
    return _ALONE.sub(lambda person: called.get(person[0], [person[0]])[-1], sentence)


def _typed(person: re.Match[str]) -> str:
    name = _names(_WORKSPACE.get()).get(person[0], "")
    return f'"{name}"' if name else person[0]


@cache
def _names(folder: Path | None) -> dict[str, str]:
    """Return the name of each person who has one of their own: nobody else has all of its words."""
    called, holders = _called(folder), defaultdict[str, set[str]](set)
    for person, names in called.items():
        for word in (w for name in names for w in _words(name)):
            holders[word].add(person)
    return {
        person: names[0]
        for person, names in called.items()
        if len(names) == 1
        and _PLAIN.fullmatch(names[0])
        and set.intersection(*(holders[word] for word in _words(names[0]))) == {person}
    }


@cache
def _called(folder: Path | None) -> dict[str, list[str]]:
    """Return each name that the people of the workspace gave, by person."""
    from mentorcli.workspace.completions import people_at_hand

    called: dict[str, list[str]] = defaultdict(list)
    for person, name in people_at_hand(folder) if folder else []:
        called[person].append(name)
    return dict(called)


def _words(name: str) -> list[str]:
    return re.split(r"[ -]+", name.casefold())
