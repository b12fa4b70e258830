"""Unsent letters and invitations that would say something else now, or are for nobody any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from mentorcli.commands.papers.editions import mail_basis, parts_between, parts_in_words
from mentorcli.commands.papers.letter_audience import LetterKind, recipient_still
from mentorcli.commands.papers.letter_history import History, history_of
from mentorcli.commands.papers.letters_owed import letter_kinds
from mentorcli.commands.papers.session_meeting import command_of
from mentorcli.domain.application import Application
from mentorcli.domain.cohort import event_told
from mentorcli.domain.fact import Fact
from mentorcli.domain.language import first_language
from mentorcli.domain.message import Draft
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import UserError
from mentorcli.files.templates import find_template
from mentorcli.privacy import participant
from mentorcli.standing.individual_sessions import sessions_to_come
from mentorcli.standing.people import PersonStanding, person_standings
from mentorcli.standing.standing import Standing
from mentorcli.workspace.drafts import NOT_YET, any_sent
from mentorcli.workspace.folder import Workspace


@dataclass(frozen=True, slots=True)
class Outdated:
    """An unsent draft that is not as it would be now: ``changed`` in which parts, none where nobody gets it.

    ``command`` writes such drafts anew, and takes away those that nobody gets.
    """

    draft: Draft
    command: str
    changed: tuple[str, ...] = ()


def outdated_drafts(
    workspace: Workspace,
    connection: Connection,
    record: Standing,
    today: dt.date,
    drafts: Collection[Draft],
) -> dict[str, Outdated]:
    """Return by key which of a cohort's unsent letters and invitations are not as they would be now.

    Of what an earlier version wrote, from what it was made is not known. Where nobody ever said what
    was sent by hand, of any cohort, letters may have gone, and are left alone.
    """
    unsent = [d for d in drafts if d.state in NOT_YET]
    sure = workspace.settings.sending or any_sent(connection)
    letters = [d for d in unsent if d.key in record.letters] if sure else []
    found = [*_invitations(workspace, record, today, unsent)]
    found += _sessions(workspace, record, today, unsent)
    if letters:
        history = history_of(connection, record)
        history = replace(history, written=history.written - {d.key for d in letters})
        found += _letters(workspace, record, history, today, letters)
    return {one.draft.key: one for one in found}


def commands_anew(
    workspace: Workspace,
    connection: Connection,
    record: Standing,
    today: dt.date,
    drafts: Collection[Draft],
) -> dict[str, str]:
    """Return by key the command that writes each such draft anew, or takes it away."""
    found = outdated_drafts(workspace, connection, record, today, drafts)
    return {key: one.command for key, one in found.items()}


def _invitations(
    workspace: Workspace, record: Standing, today: dt.date, drafts: Collection[Draft]
) -> Iterator[Outdated]:
    """Yield the invitations to gatherings that would be others now."""
    by_key = {d.key: d for d in drafts}
    standing = record.standing_matches()
    coming = (g for g in record.cohort.gatherings if record.cohort.dates.get(g, today) >= today)
    for gathering in coming:
        event, vain = event_told(record.cohort, gathering), record.invited_in_vain(gathering, today)
        command = f"mentorcli invite {gathering} {record.cohort.key}"
        for draft, reader, said in _invited(record, by_key, record.invited.get(gathering, {})):
            mine = [m for m in standing if (reader.role, reader.person) in m.members()]
            moved = ("days",) if said["event"] != event else ()
            changed = moved + _changed(workspace, record, said, reader, *mine, event=True)
            if changed or reader.person in vain:
                yield Outdated(draft, command, () if reader.person in vain else changed)


def _sessions(
    workspace: Workspace, record: Standing, today: dt.date, drafts: Collection[Draft]
) -> Iterator[Outdated]:
    """Yield the invitations to individual sessions that would be others now; all of two who are apart."""
    by_key = {d.key: d for d in drafts}
    for session in sessions_to_come(record, today):
        command, match = command_of(record.cohort.key, session), session.match
        for draft, reader, said in _invited(record, by_key, session.invited):
            changed = _changed(workspace, record, said, reader, match, event=True) if match else ()
            if changed or match is None:
                yield Outdated(draft, command, changed)


def _invited(
    record: Standing, by_key: Mapping[str, Draft], invited: Mapping[str, Fact]
) -> Iterator[tuple[Draft, Application, Mapping[str, Any]]]:
    """Yield the drafts of those invited, with the reader and what is kept of each."""
    for person, fact in invited.items():
        for role, said in fact.value.items():
            draft = by_key.get(said.get("key", "")) if isinstance(said, dict) else None
            reader = record.application(person, role)
            if draft is not None and reader is not None:
                yield draft, reader, said


def _letters(
    workspace: Workspace,
    record: Standing,
    history: History,
    today: dt.date,
    drafts: Collection[Draft],
) -> Iterator[Outdated]:
    kinds = {kind.name: kind for kind in letter_kinds(workspace, record.programme)}
    people = {d.person for d in drafts}
    mine = [a for a in record.applications if a.person in people]
    stands: dict[str, list[PersonStanding]] = {}
    for one in person_standings(record, mine, today):
        stands.setdefault(one.one.person, []).append(one)
    for draft in drafts:
        fact = record.letters[draft.key]
        kind = kinds.get(fact.about)
        reader = record.application(draft.person, fact.value["role"])
        if kind is None or reader is None:
            continue
        name = kind.name.removesuffix("-peer")
        command = f"mentorcli letter {name} {record.cohort.key}"
        matches: tuple[Match, ...] = ()
        if is_for_all(kind, fact.words):
            theirs = stands.get(draft.person, [])
            to = recipient_still(record, history, kind, draft.key, theirs, today)
            if to is None:
                yield Outdated(draft, command)
                continue
            matches = to.matches
        else:
            command += f' "{reader.name}"'
            if until := fact.value.get("basis", {}).get("until"):
                command += f" --until {until}"
        if changed := _changed(workspace, record, fact.value, reader, *matches):
            yield Outdated(draft, command, changed)


def is_for_all(kind: LetterKind, reason: str) -> bool:
    """Tell whether a letter goes to everybody it is for, not to one with a ``reason``."""
    return not kind.to.alone and not reason


def _changed(
    workspace: Workspace,
    record: Standing,
    said: Mapping[str, dict[str, str]],
    reader: Application,
    *matches: Match,
    event: bool = False,
) -> tuple[str, ...]:
    """Return in which parts a letter is another than it was made; ``said`` is what a fact keeps of it."""
    before = said.get("basis", {})
    if not before:
        return ()
    spoken = participant(reader, record.programme, "en").language
    language = first_language((before["wanted"],), spoken)
    try:
        template = find_template(before["name"], language, "txt.j2", workspace.templates)
    except UserError:  # it is gone
        return ("template",)
    return parts_between(
        before, mail_basis(workspace, record, template, reader, *matches, event=event)
    )


def outdated_in_words(papers: Sequence[Outdated]) -> str:
    """Return what is told of unsent letters, or invitations, of one kind."""
    older, gone = [o for o in papers if o.changed], [o for o in papers if not o.changed]
    said = [f"{len(gone)} for nobody any more"] if gone else []
    if older:
        why = parts_in_words(part for one in older for part in one.changed)
        said.insert(0, f"{len(older)} older than {why}")
    draft = papers[0].draft
    if "/invitations/session/" in draft.file:
        return f"invitations to an individual session: {', '.join(said)}"
    if "/letters/" in draft.file:
        return f"unsent letters {draft.kind.removesuffix('-peer')}: {', '.join(said)}"
    return ", ".join(said)
