"""The same files imported once more: known by all that their import depends on, and not read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.weighing import Incoming
from mentorcli.domain.problem import Problem
from mentorcli.domain.programme import Programme
from mentorcli.files.opening import file_content
from mentorcli.workspace.codec import decode, encode
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.forms import remembered_forms


def hashes_of(files: Sequence[Path]) -> tuple[str, ...]:
    """Return the hash of each file's bytes; raises UserError for one that cannot be read."""
    return tuple(hashlib.sha256(file_content(path)).hexdigest() for path in files)


def mark_of(
    workspace: Workspace,
    programme: Programme,
    cohort: str,
    files: Sequence[Path],
    hashes: Sequence[str],
    wishes: Mapping[str, Any],
) -> str:
    """Return a hash of all but the database that what an import says depends on."""
    from importlib.metadata import version

    names = [path.name for path in files]
    forms = encode(remembered_forms(workspace.forms))
    every = [version("mentorcli"), cohort, names, list(hashes), dict(wishes), forms, encode(programme)]  # fmt: skip
    said = json.dumps(every, sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def may_be_kept(taken: Sequence[Incoming], hashes: Sequence[str]) -> bool:
    """Tell whether what is said of the exports holds for these files and may be stored.

    Somebody may have saved a file in between; and a form that is not remembered is shown with
    samples of columns that the programme does not ask for.
    """
    same = [i.table.sha256 for i in taken] == list(hashes)
    return same and all(i.proposal.remembered for i in taken)


def told_of(outcome: Outcome) -> Any:
    """Return an outcome that made no files as plain data."""
    return {
        "blocks": [encode(b) for b in outcome.blocks],
        "data": encode(outcome.data),
        "problems": encode(outcome.problems),
        "next_steps": list(outcome.next_steps),
    }


def outcome_of(told: Mapping[str, Any]) -> Outcome:
    """Return the outcome that :func:`told_of` wrote."""
    blocks = tuple(
        decode(Listing, b) if "columns" in b else decode(Paragraph, b) for b in told["blocks"]
    )
    problems = decode(tuple[Problem, ...], told["problems"])
    return Outcome(blocks, told["data"], problems, (), tuple(told["next_steps"]))
