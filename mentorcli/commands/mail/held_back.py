"""Drafts that are not to go today: not true any more, worded otherwise now, or about a day that is past."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator

from sqlalchemy import Connection

from mentorcli import documents, reminders
from mentorcli.commands.mail.draft_files import Letter, to_write
from mentorcli.commands.mail.waiting import Truth, facts_of, judge, post_of
from mentorcli.commands.names import joined, names_of
from mentorcli.commands.run import Run
from mentorcli.domain.message import Draft
from mentorcli.domain.problem import Problem, Severity
from mentorcli.standing.news import without_draft
from mentorcli.workspace.drafts import drafts_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import cohort_standing

LATE = "draft_late"
"""Why a draft is held back that goes where somebody says so."""


def held_back(
    run: Run,
    workspace: Workspace,
    connection: Connection,
    key: str,
    drafts: Collection[Draft],
) -> tuple[dict[str, str], dict[str, str]]:
    """Return by key why a draft is not to go today, and the address of each reminder that may go."""
    why = dict.fromkeys(_past(run, workspace, drafts), LATE)
    mine = {d.key for d in drafts}
    post = post_of(connection, key)
    letters = [w for w in post.waiting() if w.entry.key in mine]
    if not letters:
        return why, {}
    record = cohort_standing(workspace, connection, key)
    kinds = {w.entry.kind for w in letters}.intersection(record.programme.reminders)
    texts = {kind: reminders.load_reminder(kind, workspace.templates) for kind in sorted(kinds)}
    judged = judge(facts_of(workspace, record, post), [*texts.values()], letters, run.today)
    for one in judged:
        kind = one.waiting.entry.kind
        if one.truth is Truth.OVER:
            why[one.waiting.entry.key] = LATE
        elif one.truth is Truth.UNTRUE:
            off = kind in texts and texts[kind].gatherings() & record.cancelled
            why[one.waiting.entry.key] = "draft_cancelled" if off else "draft_untrue"
    holding = [Letter(j.message, j.waiting.entry.file) for j in judged if j.message]
    addresses = {letter.message.key: letter.message.to_email for letter in holding}
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
