"""Invitations to an individual session: one mentee and the mentor, on a day of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product

from sqlalchemy import Connection

from mentorcli import documents
from mentorcli.commands.names import counted
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.agreements import held_back, standing_matches, unedited
from mentorcli.commands.papers.cancellations import TEMPLATE
from mentorcli.commands.papers.invitations import Invited, drafts_of, keep_editions
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.person_search import find_person
from mentorcli.commands.run import Run
from mentorcli.domain.application import Application
from mentorcli.domain.cohort import Cohort, session_of
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import ExitCode, Problem, UserError
from mentorcli.domain.programme import ROLES, Gathering
from mentorcli.domain.record import CohortRecord
from mentorcli.files.atomic import write_bytes
from mentorcli.files.templates import TemplateFile, find_template
from mentorcli.privacy import participant
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.happenings import (
    CANCELLED,
    INVITED,
    Edition,
    editions_of,
    next_edition,
)
from mentorcli.workspace.records import cohort_record

HOME = "Europe/Helsinki"
AN_HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where two people meet; local times, an hour when no end is given."""

    on: dt.date
    starts: dt.time
    ends: dt.time | None = None
    place: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class _Two:
    """The match, its mentor and the mentee who meet; ``gathering`` is the event's key."""

    match: Match
    mentor: Application
    mentee: Application
    cancelled: bool

    @property
    def gathering(self) -> str:
        return session_of(self.mentee.person)


def invite(
    run: Run, key: str, who: str, meeting: Meeting, *, cancelled: bool, dry_run: bool
) -> Outcome:
    """Write a draft with a calendar file for the mentee and the mentor of an individual session.

    Another day or place is an update of the same event; ``cancelled`` takes it out again.
    """
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
        two = _two(record, key, who, cancelled=cancelled)
        refuse_faulty(_templates(workspace, cancelled=cancelled), record.programme)
        if cancelled and not editions_of(connection, key, two.gathering):
            raise UserError(
                f"{two.mentee.name} was not invited to an individual session.",
                f"Without --cancel: mentorcli invite session {key} {two.mentee.person} …",
                code=ExitCode.USAGE,
            )
        cohort = record.cohort_of(two.match.id)
        record = replace(record, cohort=_with(cohort, two.gathering, meeting))
        made = [_one(run, workspace, connection, record, two, p) for p in (two.mentor, two.mentee)]
    made, drafts, problems = drafts_of(workspace, made)
    if made and not dry_run:
        what = CANCELLED if cancelled else INVITED
        keep_editions(run, workspace, key, two.gathering, made, drafts, what)
        for name, content in drafts.items():
            write_bytes(workspace.out(key) / "invitations" / name, content)
    found = (*problems, *unedited(workspace), *(p for i in made for p in i.problems))
    return _outcome(
        workspace, key, two, meeting, made, tuple(dict.fromkeys(found)), dry_run=dry_run
    )


def _templates(workspace: Workspace, *, cancelled: bool) -> Iterator[TemplateFile]:
    names = (TEMPLATE,) if cancelled else tuple(f"invitations/session-{role}" for role in ROLES)
    for name, language in product(names, LANGUAGES):
        with suppress(UserError):  # a language may be missing
            yield find_template(name, language, "txt.j2", workspace.templates)


def _outcome(
    workspace: Workspace, key: str, two: _Two, meeting: Meeting, made: Sequence[Invited],
    problems: tuple[Problem, ...], *, dry_run: bool,
) -> Outcome:  # fmt: skip
    columns = ("to", "e-mail", "language", "file")
    rows = [(i.message.to_name, i.message.to_email, i.message.language, i.file) for i in made]
    verb = "would be written to" if dry_run else "in"
    noun = "cancellation" if two.cancelled else "invitation"
    text = f"{counted(len(rows), noun)} {verb} {workspace.out(key) / 'invitations'}"
    data = {
        "session": two.mentee.person, "on": str(meeting.on), "cancelled": two.cancelled,
        "invitations": [dict(zip(columns, r, strict=True)) for r in rows],
    }  # fmt: skip
    log = f"mentorcli session log {key} {two.mentee.person} --individual --on {meeting.on}"
    steps = [f"mentorcli outbox send {key} --kind session"]
    if not two.cancelled:
        steps.append(f"When both have agreed: {log}")
    table = Listing(columns[:3], [r[:3] for r in rows])
    return Outcome(
        (Paragraph(text, strong=True), table), data, problems,
        next_steps=() if dry_run else tuple(steps),
    )  # fmt: skip


def _two(record: CohortRecord, key: str, who: str, *, cancelled: bool) -> _Two:
    """Return the match in which somebody is a mentee, with the mentor and that mentee."""
    person = find_person(record.applications, who).person
    for match in standing_matches(record)[0]:
        there = {(a.person, a.role): a for a in record.members(match)}
        mentor, mentee = there.get((match.mentor, "mentor")), there.get((person, "mentee"))
        if mentor and mentee:
            return _Two(match, mentor, mentee, cancelled)
    raise UserError(
        f"{who} has no mentor in {key} to meet.", "Name a mentee of an approved match.",
        code=ExitCode.USAGE,
    )  # fmt: skip


def _with(cohort: Cohort, gathering: str, meeting: Meeting) -> Cohort:
    """Return the cohort with this meeting as one more gathering."""
    first, last = cohort.dates["kickoff"], cohort.dates["wrapup"]
    if not first <= meeting.on <= last:
        raise UserError(
            f"{meeting.on} is outside the programme ({first} to {last}).",
            "See --on; the days are changed with: mentorcli cohort edit",
            code=ExitCode.USAGE,
        )
    zones = sorted({g.zone for g in cohort.gatherings.values()})
    ends = meeting.ends or (dt.datetime.combine(meeting.on, meeting.starts) + AN_HOUR).time()
    event = Gathering(
        gathering, meeting.starts, ends, zones[0] if zones else HOME, meeting.place, meeting.link
    )
    return replace(
        cohort, gatherings={**cohort.gatherings, gathering: event},
        dates={**cohort.dates, gathering: meeting.on},
    )  # fmt: skip


def _one(
    run: Run, workspace: Workspace, connection: Connection, record: CohortRecord, two: _Two,
    person: Application,
) -> Invited:  # fmt: skip
    cohort, programme = record.cohort, record.programme
    organisation = workspace.settings.organisation
    known = participant(person, programme, "en")
    name = TEMPLATE if two.cancelled else f"invitations/session-{person.role}"
    template = find_template(name, known.language, "txt.j2", workspace.templates)
    language = template.language
    mentor, mentee = (participant(a, programme, language) for a in (two.mentor, two.mentee))
    recipient = mentor if person.role == "mentor" else mentee
    event = documents.session_event(
        two.gathering, cohort, programme, recipient, mentor, mentee, organisation
    )
    stamp = run.now.replace(microsecond=0).isoformat()
    content = CANCELLED if two.cancelled else documents.content_hash(event)
    edition = next_edition(
        connection, Edition(cohort.key, two.gathering, person.person, 0, stamp, content)
    )
    calendar = documents.calendar_file(
        event, sequence=edition.sequence, stamp=dt.datetime.fromisoformat(edition.stamp),
        method="CANCEL" if two.cancelled else "PUBLISH",
    )  # fmt: skip
    names = documents.gathering_names(
        two.gathering, cohort, programme, recipient, mentor, (mentee,), organisation, language,
        two.match.language, held_back=held_back(record, two.match),
    )  # fmt: skip
    message = documents.gathering_message(
        template, names, two.gathering, cohort, recipient, calendar, edition.sequence
    )
    return Invited(
        message, edition, person.role, documents.template_problems(template, known.language)
    )
