"""Whether a workspace is well: its database, its files, and whether cron still comes."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection

from mentorcli import reminders
from mentorcli.commands.cohorts.status_papers import WITH_PAPERS
from mentorcli.commands.mail.waiting import past_reminders
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.papers.agreements_undone import FILES
from mentorcli.commands.papers.editions import agreements_to_make, parts_in_words
from mentorcli.commands.papers.outdated_drafts import outdated_drafts
from mentorcli.commands.run import Run
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.message import Draft
from mentorcli.domain.problem import NOWHERE, ExitCode, Place, Problem, Severity, UserError
from mentorcli.files.atomic import HALF_WRITTEN
from mentorcli.workspace import database
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.drafts import NOT_YET, drafts_of
from mentorcli.workspace.folder import Workspace, find
from mentorcli.workspace.forms import read_form
from mentorcli.workspace.last_reminder_run import last_run
from mentorcli.workspace.outbox import unwritten
from mentorcli.workspace.profiles import profile_problems
from mentorcli.workspace.records import cohort_standing
from mentorcli.workspace.settings import load_settings
from mentorcli.workspace.template_names import misnamed

COPIES = re.compile(r"workspace([ (-].+)\.db")
"""What a synchronised folder makes of a file that two computers changed."""
BESIDE = ("mentorcli.toml", "names.toml", "workspace.db", "remind.log")
OTHERS_MAY = 0o077


def doctor(run: Run, most_age: dt.timedelta | None) -> Outcome:
    """Look for what is wrong; exit code 3 when there is anything. Changes nothing."""
    folder = find(run.folder)
    wrong = _settings(folder)
    problems = (
        *wrong,
        *(() if wrong else _database(run, run.open())),  # the settings say where it is
        *(() if wrong else _papers(run, run.open())),
        *(() if wrong else _reminders(run.open())),
        *_schedule(folder, run.moment, most_age),
        *_files(folder),
        *profile_problems(folder / "programmes"),
        *_forms(folder / "forms"),
        *misnamed(folder / "templates"),
    )
    last = last_run(folder)
    data = {"healthy": not problems, "last_remind": last.isoformat() if last else None}
    if not problems:
        return Outcome((Paragraph("Nothing is wrong."),), data)
    return Outcome((), data, problems, code=ExitCode.LOOK)


def _settings(folder: Path) -> tuple[Problem, ...]:
    try:
        load_settings(folder)
    except UserError as error:
        return error.problems
    return ()


def _database(run: Run, workspace: Workspace) -> Iterator[Problem]:
    for said in database.damages(workspace.engine):
        yield Problem.of("database_damaged", Severity.BLOCKER, Place("workspace.db"), said=said)
    with workspace.reading() as connection:
        waiting = len(unwritten(connection))
        lost = [*_lost(run, workspace, connection)]
    if waiting:
        yield Problem.of("letters_unwritten", Severity.DECIDE, count=waiting)
    counts = Counter((d.cohort, d.kind, _making(d)) for d in lost)
    for (cohort, kind, command), count in sorted(counts.items()):
        about = {"cohort": cohort, "kind": kind, "command": command}
        yield Problem.of("drafts_lost", Severity.DECIDE, NOWHERE, count=count, **about)


def _lost(run: Run, workspace: Workspace, connection: Connection) -> Iterator[Draft]:
    """Yield the drafts that wait and have no file, but those that `remind` would not make again."""
    for one in all_cohorts(connection):
        waits = (d for d in drafts_of(connection, one.key) if d.state in NOT_YET)
        if lost := [d for d in waits if not workspace.draft_file(d.file).is_file()]:
            record = cohort_standing(workspace, connection, one.key)
            past = past_reminders(workspace, connection, record, run.today)
            yield from (d for d in lost if d.key not in past)


def _papers(run: Run, workspace: Workspace) -> Iterator[Problem]:
    """Yield what was made and is older than what it was made from."""
    with workspace.reading() as connection:
        for one in all_cohorts(connection):
            record = cohort_standing(workspace, connection, one.key)
            left = [*(workspace.out(one.key) / "agreements").glob(FILES)]
            if left and not record.agreements:
                about = {"cohort": one.key, "count": str(len(left))}
                yield Problem.of("agreements_of_nobody", Severity.DECIDE, NOWHERE, **about)
            if one.state not in WITH_PAPERS or record.plan is None:
                continue
            _, older = agreements_to_make(workspace, record)
            drafts = drafts_of(connection, one.key)
            found = outdated_drafts(workspace, connection, record, run.today, drafts).values()
            render = f"mentorcli agreement render {one.key} --stale"
            papers = [("agreement", render, parts) for parts in older.values()]
            papers += [(d.draft.kind, d.command, d.changed or ("people",)) for d in found]
            for (kind, command), some in groupby(sorted(papers), key=lambda paper: paper[:2]):
                changed = [parts for _, _, parts in some]
                why = parts_in_words(part for parts in changed for part in parts)
                about = {"cohort": one.key, "kind": kind, "command": command, "why": why}
                about |= {"count": str(len(changed))}
                yield Problem.of("papers_older", Severity.DECIDE, NOWHERE, **about)


def _reminders(workspace: Workspace) -> Iterator[Problem]:
    """Yield which programmes in use have a reminder that cannot be read: then remind writes none."""
    with workspace.reading() as connection:
        used = sorted({c.programme for c in all_cohorts(connection)})
    for key in used:
        try:
            reminders.load_reminders(workspace.programme(key), workspace.templates)
        except UserError as error:
            why = f"{error.message} {error.remedy}".strip().rstrip(".")
            place = Place(f"programmes/{key}.toml")
            yield Problem.of("reminders_unread", Severity.BLOCKER, place, why=why)


def without_merge(
    workspace: Workspace,
    connection: Connection,
    meant: Sequence[tuple[Fact, bool]],
    again: Sequence[Draft],
) -> Iterator[Problem]:
    """Yield a note of drafts that wait ``again``, by what is taken back, and whose merge workbook is gone.

    For a letter or an invitation to one person by name there was none.
    """
    marks = {f.value.get("key") for f, _ in meant if f.kind in {Kind.SENT_BY_HAND, Kind.SETTLED}}
    cohorts = {f.cohort for f, _ in meant if f.cohort}
    every = [d for key in sorted(cohorts) for d in drafts_of(connection, key)]
    keys = marks | {d.key for d in again}
    waits = [d for d in every if d.key in keys and d.state in NOT_YET and d.kind not in _ALONE]
    counts = Counter(
        (d.kind, _making(d))
        for d in waits
        if not any(workspace.draft_file(d.file).parent.glob("merge-*.xlsx"))
    )
    for (kind, command), count in sorted(counts.items()):
        about = {"kind": kind, "count": str(count), "command": command}
        yield Problem.of("drafts_without_merge", Severity.NOTE, NOWHERE, **about)


_ALONE = frozenset({"session", "approach", "extension"})


def _making(draft: Draft) -> str:
    """Return the command that makes such a draft again."""
    room, name = PurePosixPath(draft.file).parts[1:3]
    verbs = {"invitations": f"invite {name}", "letters": f"letter {name.removesuffix('-peer')}"}
    if room not in verbs:
        return "mentorcli remind"
    if name == "approach":
        return f"mentorcli pair approach {draft.cohort} MENTEE COLLEAGUE"
    more = " --who NAME --on DATE --at TIME" if name == "session" else ""
    return f"mentorcli {verbs[room]} {draft.cohort}{more}"


def _forms(folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.glob("*.toml")):
        try:
            read_form(path)
        except UserError as error:
            yield from error.problems


def _schedule(folder: Path, now: dt.datetime, most_age: dt.timedelta | None) -> Iterator[Problem]:
    last = last_run(folder)
    if last and last > now + dt.timedelta(minutes=5):
        yield Problem.of("clock_went_back", Severity.DECIDE, last=f"{last:%Y-%m-%d %H:%M} UTC")
    if most_age is None:
        return
    if last is None:
        yield Problem.of("never_reminded", Severity.BLOCKER)
    elif now - last > most_age:
        yield Problem.of(
            "reminders_stopped",
            Severity.BLOCKER,
            last=f"{last:%Y-%m-%d %H:%M} UTC",
            hours=int((now - last).total_seconds() // 3600),
        )


def _files(folder: Path) -> Iterator[Problem]:
    entries = sorted(p for p in (folder, *folder.rglob("*")) if not p.is_symlink())
    for path in entries:
        if HALF_WRITTEN.fullmatch(path.name):
            yield Problem.of("left_by_a_crash", Severity.NOTE, Place(str(path)))
        if path.parent == folder and COPIES.fullmatch(path.name):
            yield Problem.of("conflict_copy", Severity.DECIDE, Place(str(path)))
    if os.name == "nt":  # permissions are kept in another way there
        return
    wide = [p for p in entries if _ours(folder, p) and p.stat().st_mode & OTHERS_MAY]
    if wide:
        yield Problem.of(
            "open_to_others", Severity.DECIDE, Place(str(wide[0])), count=len(wide), folder=folder
        )


def _ours(folder: Path, path: Path) -> bool:
    """Tell whether we made a file or folder, so that its permissions are ours to judge."""
    inside = path.relative_to(folder).parts
    return inside[:1] == ("out",) or (len(inside) == 1 and inside[0] in BESIDE)
