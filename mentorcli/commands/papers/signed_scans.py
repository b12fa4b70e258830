"""Scans of signed agreements: whose each is, by its file's name; the day of signing is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.papers.agreement_names import called_as_made, file_words, words
from mentorcli.commands.papers.approved_matches import approved_plan
from mentorcli.commands.papers.signatures import day_question, keep_signatures
from mentorcli.commands.run import Run, at_work, record_of
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.table import Row, Table
from mentorcli.domain.text import counted
from mentorcli.standing.signing import missing_signatures
from mentorcli.standing.standing import Standing

_ENDINGS = frozenset((".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic"))
_OURS = re.compile(r" - agreement \((?:en|fi|sv)\)", re.IGNORECASE)
"""How a file is called that was made here: it is signed by everybody in it."""
_DAY = re.compile(r"(?<!\d)(?:\d{4}([-._])\d\d?\1\d\d?|\d\d?([-._])\d\d?\2\d{4})(?!\d)")
_MATCH = re.compile(r"(?<![a-z0-9])m-[a-z0-9]{10}(?![a-z0-9])")


def scan_table(path: Path) -> Table | None:
    """Return a table of the matches that a scan's name tells; None for a file that is no scan."""
    if path.suffix.casefold() not in _ENDINGS or not path.is_file():
        return None
    return Table(path.name, "", "scan", "", (Row(1, tuple(_MATCH.findall(path.name.casefold()))),))


def take_in(run: Run, paths: Sequence[Path], key: str) -> Outcome:
    """Ask on which day those signed whose agreement each scan is, where it is not known."""
    _, record = record_of(run, key)
    approved_plan(record)
    refuse_work(record.cohort, Work.AGREE)
    of = {path: _match_of(path, record) for path in sorted(paths, reverse=True)}
    first = {match: Place(path.name) for path, match in of.items()}
    whose: dict[str, set[str]] = {}
    for path, match in of.items():
        alone = set[str]() if _OURS.search(path.name) else _named(path, record)
        whose.setdefault(match, set()).update(alone or _people(record, match))
    missing = missing_signatures(record)
    about = [
        day_question(record, match, people, _why(place), place)
        for match, place in sorted(first.items())
        if (people := [p for m, p in missing if m.id == match and p in whose[match]])
    ]
    with at_work(run) as (_, connection):
        asked = keep_signatures(run, connection, record, (), about)
    nobody = ", ".join(sorted(path.name for path, match in of.items() if not match))
    told = (Problem.of("scan_of_nobody", Severity.DECIDE, files=nobody),) if nobody else ()
    text = f"{counted(len(paths), 'scan')}; asked about {counted(len(asked), 'agreement')}."
    return Outcome((Paragraph(text),), {"asked": len(asked)}, (*asked, *told))


def _why(place: Place) -> str:
    """Return why the day is asked: a file's name tells none, or one that may be that of the scan."""
    day = _DAY.search(str(place))
    return f"{day[0]} in its name may be another day" if day else f"{place} tells no day"


def _match_of(path: Path, record: Standing) -> str:
    """Return the one match whose agreement a file is by its name, or nothing.

    The name has the match's id, is that of the file made here, or has names of its people.
    """
    ids, named = set(_MATCH.findall(path.name.casefold())), _named(path, record)
    matches = approved_plan(record).matches
    made = ids or {*called_as_made(path.stem, file_words(record, matches))}
    found = [m.id for m in matches if ({m.id} == made if made else named and named <= {*m.people})]
    return found[0] if len(found) == 1 else ""


def _named(path: Path, record: Standing) -> set[str]:
    """Return whom a file's name names; nobody where it has the match's id, which stands for all."""
    said = set() if _MATCH.search(path.name.casefold()) else {*words(path.stem)}
    return {a.person for a in record.applications if {*words(a.name)} <= said}


def _people(record: Standing, match: str) -> set[str]:
    plan = approved_plan(record)
    return {p for m in plan.matches if m.id == match for p in m.people}
