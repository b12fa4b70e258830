"""Templates of one's own that are not there in a language that somebody may read first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from mentorcli import reminders
from mentorcli.commands.papers.template_files import Entry
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.text import listed
from mentorcli.names.languages import language_name


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
            yield Problem.of(code, Severity.NOTE, place, missing=listed(missing, "or"))


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
