"""Scans of signed agreements: whose each is, by its file's name; the day of signing is asked."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import approved_plan, missing_signatures
from mentorcli.commands.papers.signatures import ask_for_days, day_question
from mentorcli.commands.run import Run, at_work, record_of
from mentorcli.domain.cohort import Work, refuse_work
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import Row, Table
from mentorcli.domain.text import counted, unaccented
from mentorcli.standing.standing import Standing

_ENDINGS = frozenset((".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic"))
_MATCH = re.compile(r"(?<![a-z0-9])m-[a-z0-9]{10}(?![a-z0-9])")


def scan_table(path: Path) -> Table | None:
    """Return a table of the matches that a scan's name tells; None for a file that is no scan."""
    if path.suffix.casefold() not in _ENDINGS or not path.is_file():
        return None
    return Table(path.name, "", "scan", "", (Row(1, tuple(_MATCH.findall(path.name.casefold()))),))


def take_in(run: Run, paths: Sequence[Path], key: str) -> Outcome:
    """Ask on which day those signed whose agreement each scan is, where it is not known.

    A name tells the match by its id, as that of the file that was made here, or by names of its
    people. A file that is as it was made here was not signed.
    """
    workspace, record = record_of(run, key)
    approved_plan(record)
    refuse_work(record.cohort, Work.AGREE)
    made = _digests(workspace.out(key) / "agreements" / "manifest.json")
    missing, about = missing_signatures(record), dict[str, Problem]()
    told: dict[str, list[str]] = {}
    for path in sorted(paths):
        match = _match_of(path, record)
        people = [p for m, p in missing if match and m.id == match.id]
        if hashlib.sha256(path.read_bytes()).hexdigest() in made:
            told.setdefault("scan_unsigned", []).append(path.name)
        elif match is None:
            told.setdefault("scan_of_nobody", []).append(path.name)
        elif people:
            why = f"{path.name} tells no day"
            about.setdefault(
                match.id, day_question(record, match.id, people, why, Place(path.name))
            )
    with at_work(run) as (_, connection):
        asked = ask_for_days(run, connection, key, about.values())
    problems = (
        Problem.of(code, Severity.DECIDE, Place(names[0]), files=", ".join(names))
        for code, names in told.items()
    )
    text = f"{counted(len(paths), 'scan')}; asked about {counted(len(asked), 'agreement')}."
    return Outcome((Paragraph(text),), {"asked": len(asked)}, (*asked, *problems))


def _match_of(path: Path, record: Standing) -> Match | None:
    """Return the one match whose agreement a file is by its name, or None."""
    ids, words = set(_MATCH.findall(path.name.casefold())), _words(path.stem)
    matches = approved_plan(record).matches
    if not ids:
        named = {a.person for a in record.applications if _words(a.name) <= words}
        found = [m for m in matches if named and named <= set(m.people)]
    else:
        found = [m for m in matches if {m.id} == ids]
    return found[0] if len(found) == 1 else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", unaccented(text)))


def _digests(manifest: Path) -> set[str]:
    """Return the hashes of the files for signing as they were made."""
    if not manifest.is_file():
        return set()
    return {d["sha256"] for d in json.loads(manifest.read_bytes())["documents"]}
