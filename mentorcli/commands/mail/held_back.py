"""Drafts that are not to go today: not true any more, worded otherwise now, or about a day that is past."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection

from mentorcli import documents
from mentorcli.commands.mail.draft_files import Letter, to_write
from mentorcli.commands.mail.waiting import Truth, judged_of, post_of
from mentorcli.commands.names import joined, names_of
from mentorcli.commands.run import Run
from mentorcli.domain.message import Draft
from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.standing.news import without_draft
from mentorcli.standing.standing import Standing
from mentorcli.workspace.drafts import drafts_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.lists import all_staff
from mentorcli.workspace.records import cohort_standing

Outdated = Callable[
    [Workspace, Connection, Standing, dt.date, Collection[Draft]], Mapping[str, str]
]
"""Tells by key the letters and invitations that are not as they would be now, and what writes them anew."""

LATE = "draft_late"
"""Why a draft is held back that goes where somebody says so."""


def held_back(
    run: Run,
    workspace: Workspace,
    connection: Connection,
    key: str,
    drafts: Collection[Draft],
) -> tuple[dict[str, str], dict[str, str]]:
    """Return by key why a draft is not to go today, and where each reminder and letter to a colleague may go."""
    why = dict.fromkeys(_past(run, workspace, drafts), LATE)
    mine = {d.key for d in drafts}
    post = post_of(connection, key)
    letters = [w for w in post.waiting() if w.entry.key in mine]
    if not letters:
        return why, {}
    record = cohort_standing(workspace, connection, key)
    texts, judged = judged_of(workspace, record, post, letters, run.today)
    for one in judged:
        kind = one.waiting.entry.kind
        if one.truth is Truth.OVER:
            why[one.waiting.entry.key] = LATE
        elif one.truth is Truth.UNTRUE:
            off = kind in texts and texts[kind].gatherings() & record.cancelled
            why[one.waiting.entry.key] = "draft_cancelled" if off else "draft_untrue"
    holding = [Letter(j.message, j.waiting.entry.file) for j in judged if j.message]
    staff = {s.id: s.email for s in all_staff(connection)}
    true = (j.waiting.entry for j in judged if j.truth is Truth.HOLDS)
    addresses = {e.key: staff[e.person] for e in true if e.person in staff}
    addresses |= {letter.message.key: letter.message.to_email for letter in holding}
    for letter, _ in to_write(workspace, connection, holding):
        if workspace.draft_file(letter.file).is_file():
            why[letter.message.key] = "draft_stale"
    return why, addresses


def _past(run: Run, workspace: Workspace, drafts: Collection[Draft]) -> Iterator[str]:
    """Yield the keys of drafts with a calendar file whose event is over."""
    for draft in drafts:
        path = workspace.draft_file(draft.file)
        if not draft.file.startswith(f"{draft.cohort}/invitations/") or not path.is_file():
            continue
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == draft.sha256:
            day = documents.event_day(content)
            if day is not None and day < run.today:
                yield draft.key


def outdated_papers(drafts: Iterable[Draft], anew: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a note for each kind of drafts of which ``anew`` has the command that writes them anew."""
    stale = Counter((anew[d.key], d.kind) for d in drafts if d.key in anew)
    for (command, kind), count in sorted(stale.items()):
        about = {"count": count, "kind": kind, "command": command}
        yield Problem.of("papers_stale", Severity.DECIDE, NOWHERE, **about)


def unwritten_invitations(
    workspace: Workspace, connection: Connection, key: str
) -> Iterator[Problem]:
    """Yield a note for each gathering to which somebody is invited of whom there is no draft."""
    drafts = drafts_of(connection, key)
    record = cohort_standing(workspace, connection, key)
    names = names_of(record.applications)
    for gathering in sorted(record.invited.keys() & record.cohort.gatherings.keys()):
        if lost := without_draft(record, drafts, gathering):
            code, who = "invitations_to_write", joined(lost, names)
            yield Problem.of(code, Severity.NOTE, gathering=gathering, cohort=key, who=who)
