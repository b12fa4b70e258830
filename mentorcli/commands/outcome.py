"""What a command found or did, as data: the console decides how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mentorcli.domain.problem import ExitCode, Problem, UserError


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or more of plain text; ``strong`` makes it a heading.

    ``hang`` is how many characters the second and later lines of a long line are set in. A
    ``verbatim`` one is never wrapped: it is there to be pasted elsewhere. ``longer`` is what stands
    there instead where ``--all`` was said.
    """

    text: str
    strong: bool = False
    hang: int = 0
    verbatim: bool = False
    longer: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of text; ``right`` names the columns of numbers."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    title: str = ""
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a command.

    ``data`` is what ``--json`` prints beside ``schema_version``; ``next_steps`` are commands or
    sentences that tell what to do now, a command with what it is for on a second line; ``files`` are those written. ``questions_first`` shows what
    needs a person before all else, and one line for each kind of note.
    """

    blocks: tuple[Paragraph | Listing, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    next_steps: tuple[str, ...] = ()
    code: ExitCode = ExitCode.DONE
    silent: bool = False
    questions_first: bool = False

    def in_cohort(self, key: str) -> Outcome:
        """Return it with the cohort in all problems that tell of none: what to do can be typed as it stands."""
        told = tuple(p.in_cohort(key) for p in self.problems)
        return replace(self, problems=told) if key else self


@contextmanager
def told_in_cohort(key: str) -> Iterator[None]:
    """Let the problems of an error name the cohort in their sentences, as those of an outcome do."""
    try:
        yield
    except UserError as error:
        error.problems = tuple(p.in_cohort(key) if key else p for p in error.problems)
        raise


def once_more(*words: str | Path) -> tuple[str, ...]:
    """Return as next step the command that was tried, without ``--dry-run``."""
    return (" ".join(("mentorcli", *(as_typed(str(word)) for word in words))),)


def findable(person: str, names: Mapping[str, str]) -> str:
    """Return what finds somebody: the name, or the id where several have that name."""
    name = names.get(person, person)
    return person if name.endswith(f"({person})") else name


def as_typed(word: str) -> str:
    """Return a word as it is typed at a terminal: in quotation marks where it must."""
    plain = bool(word) and not any(c.isspace() or c in "\"'$&|<>;*?()`" for c in word)
    return word if plain else '"' + word.replace('"', '\\"') + '"'
