"""Agreements that were taken back: their files count for nothing, and lie where nobody sends them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from glob import escape
from pathlib import Path

from sqlalchemy import Connection

from mentorcli.commands.papers.agreement_names import agreement_files
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.language import as_language
from mentorcli.domain.problem import Problem, Severity
from mentorcli.files.atomic import set_aside
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import cohort_standing

FILES = "* - agreement (*"


def move_agreements(
    workspace: Workspace, connection: Connection, meant: Sequence[tuple[Fact, bool]]
) -> tuple[Problem, ...]:
    """Set aside the agreements that these facts made and that stand no more, with a note of it.

    Those made again (True) are laid back. Where an edition of before stands, the newer file stays: told, too.
    """
    moved, newer = 0, Counter[str]()
    made = [(f, forward) for f, forward in meant if f.kind is Kind.AGREEMENT]
    for key in {f.cohort for f, _ in made}:
        record = cohort_standing(workspace, connection, key)
        file_of, folder = agreement_files(record), workspace.out(key) / "agreements"
        matches = {m.id: m for plan in record.every_plan() for m in plan.matches}
        matches |= {x.match: x.as_match() for x in record.every_life()}
        for fact, forward in made:
            language, match = as_language(fact.about), matches.get(fact.match)
            stands = fact.match in record.agreements
            if fact.cohort == key and language and match and forward is stands:
                moved += _move(folder, file_of(match, language), back=forward)
            elif fact.cohort == key and stands and not forward:
                newer[key] += 1
    aside = [Problem.of("set_aside", Severity.NOTE, count=moved)] if moved else []
    code = "agreements_stay"
    stay = (Problem.of(code, Severity.NOTE, count=n, cohort=key) for key, n in newer.items())
    return (*aside, *stay)


def _move(folder: Path, word: str, *, back: bool) -> int:
    """Move an agreement and its PDF; return how many files were set aside."""
    moved = 0
    for file in (word, f"{word.removesuffix('docx')}pdf"):
        aside = folder / "replaced" / file
        if not back:
            moved += len(set_aside(folder, escape(file), ()))
        elif aside.is_file() and not (folder / file).exists():
            aside.replace(folder / file)
    return moved
