"""Problems as sentences: where, what, and what to do."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from mentorcli.domain.problem import Problem, Reply, Severity
from mentorcli.domain.question import DONE, question_of

SENTENCES = Path(__file__).parent / "sentences"
ORDER = {Severity.BLOCKER: 0, Severity.DECIDE: 1, Severity.NOTE: 2}
_SETTLE = "mentorcli questions settle {cohort} {number} "
_ANSWERS = {
    Reply.PERSON: "same, or: different.",
    Reply.CHANGE: "take, or: leave.",
    Reply.NAMES: "NAME, or: nobody.",
    Reply.CELL: "TEXT (what the cell should say), or - for nothing.",
}
"""How a question is answered."""


@cache
def sentences() -> dict[str, dict[str, Any]]:
    """Return every problem's sentence by code; each room has one file."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(SENTENCES.glob("*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def sentence(problem: Problem) -> tuple[str, str]:
    """Return what a problem says, and what to do about it."""
    entry = sentences()[problem.code]
    parameters = {"cohort": "COHORT", "number": "NUMBER", **dict(problem.parameters)}
    do = [entry.get("do", "")]
    if problem.asks and problem.is_open:
        do.append(_SETTLE + _ANSWERS[problem.asks.reply])
    elif question_of(problem).can_be_done and "number" in dict(problem.parameters):
        do.append(f"When it is seen to: {_SETTLE}{DONE}.")
    return (
        entry["says"].format_map(parameters),
        " ".join(text.format_map(parameters) for text in do if text),
    )


def in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems with the gravest first, then as they stand in the files."""
    return tuple(sorted(problems, key=lambda p: (ORDER[p.severity], p.place.file)))
