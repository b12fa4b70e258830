"""Templates of one's own that are not there in a language that somebody may read first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from mentorcli import reminders
from mentorcli.commands.papers.template_files import Entry
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.text import listed
from mentorcli.names.languages import language_name
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.profiles import load_programme


def untranslated(own: Path, every: Sequence[Entry]) -> Iterator[Problem]:
    """Yield a note of each template of one's own that is not there in every language of readers.

    ``own`` is the workspace's folder of templates.
    """
    for name, some in groupby(sorted(every, key=_NAME), key=_NAME):
        there = {e.language: e for e in some}
        here = [e for e in there.values() if e.here and name[0].partition("/")[0] in _READ]
        missing = [language_name(x) for x in LANGUAGES if x not in there]
        if here and missing and not _to_the_coordinator(own, name[0]):
            code, place = "template_untranslated", Place(here[0].file)
            instead = language_name(next(x for x in ("en", *LANGUAGES) if x in there))
            about = {"missing": listed(missing, "or"), "instead": instead}
            yield Problem.of(code, Severity.NOTE, place, **about)


def left_out(workspace: Workspace) -> Iterator[Problem]:
    """Yield a note of each profile in use that names reminders of its own in place of those that ship."""
    with workspace.reading() as connection:
        used = sorted({c.programme for c in all_cohorts(connection)})
    for key in used:
        ours = workspace.programme(key).reminders
        with suppress(UserError):  # a programme of one's own has none that ship
            if lost := [r for r in load_programme(key).reminders if r not in ours]:
                code, place = "reminders_left_out", Place(f"programmes/{key}.toml")
                yield Problem.of(code, Severity.NOTE, place, count=len(lost), names=listed(lost))


_READ = frozenset(("agreement", "invitations", "letters", "reminders"))
"""Kinds of templates that people of a programme read."""
_NAME = attrgetter("name", "extension")


def _to_the_coordinator(own: Path, name: str) -> bool:
    """Tell whether a template is a reminder to the coordinator, who reads what there is."""
    kind, _, key = name.partition("/")
    if kind != "reminders":
        return False
    try:
        return reminders.load_reminder(key, own).audience.startswith("coordinator")
    except UserError:
        return True  # what is broken in it is told by itself
