"""Invitations to the joint events: a draft for each person with a calendar file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from mentorcli import documents
from mentorcli.commands.agreements import approved_plan
from mentorcli.commands.outcome import Listing, Outcome
from mentorcli.commands.run import Run
from mentorcli.domain.application import Application
from mentorcli.domain.message import Message
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import ExitCode, Problem, UserError
from mentorcli.domain.record import CohortRecord
from mentorcli.files.atomic import write_bytes
from mentorcli.files.templates import find_template
from mentorcli.privacy import participant
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.happenings import Edition, keep_edition, next_edition
from mentorcli.workspace.records import cohort_record


@dataclass(frozen=True, slots=True)
class Invited:
    """A person's invitation: the message and the edition of its calendar event."""

    message: Message
    edition: Edition
    problems: tuple[Problem, ...]

    @property
    def file(self) -> str:
        """The draft's name: without the edition, so that an update replaces the older draft."""
        first = self.message.key.removesuffix(f"/{self.edition.sequence}")
        return documents.message_file_name(replace(self.message, key=first))


def invite(run: Run, gathering: str, key: str, *, dry_run: bool) -> Outcome:
    """Write a mail draft with an .ics for each mentor and mentee of the approved matches.

    The edition of each calendar event is kept: an unchanged event keeps its SEQUENCE, so running
    again writes the same bytes; a changed day, time or place replaces it in people's calendars.
    """
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    if gathering not in record.cohort.gatherings:
        known = ", ".join(record.cohort.gatherings)
        raise UserError(
            f"{key} has no gathering {gathering!r}.", f"It has: {known}.", code=ExitCode.USAGE
        )
    approved_plan(record)
    if dry_run:
        with workspace.reading() as connection:
            made = list(_invitations(run, workspace, connection, record, gathering))
    else:
        made = _kept(run, workspace, key, gathering)
    return _outcome(workspace, made, gathering, key, dry_run=dry_run)


def _kept(run: Run, workspace: Workspace, key: str, gathering: str) -> list[Invited]:
    with workspace.writing(run.hand) as connection:
        record = cohort_record(workspace, connection, key)
        made = list(_invitations(run, workspace, connection, record, gathering))
        for invited in made:
            keep_edition(connection, invited.edition)
        tell(connection, run.hand, key, f"{len(made)} invitations to {gathering}")
    folder, sender = workspace.out(key) / "invitations", workspace.settings.organisation
    for invited in made:
        write_bytes(folder / invited.file, documents.to_eml(invited.message, sender))
    write_bytes(
        folder / f"merge-{gathering}.xlsx", documents.merge_workbook([i.message for i in made])
    )
    return made


def _invitations(
    run: Run, workspace: Workspace, connection: Connection, record: CohortRecord, gathering: str
) -> Iterator[Invited]:
    for match in approved_plan(record).matches:
        mentor = record.application(match.mentor, "mentor")
        mentees = [a for a in record.of_role("mentee") if a.person in match.mentees]
        if mentor is None:
            continue
        for person in (mentor, *mentees):
            group = (mentor, mentees)
            yield _invitation(run, workspace, connection, record, gathering, match, person, group)


def _invitation(
    run: Run,
    workspace: Workspace,
    connection: Connection,
    record: CohortRecord,
    gathering: str,
    match: Match,
    person: Application,
    group: tuple[Application, list[Application]],
) -> Invited:
    cohort, programme, organisation = (
        record.cohort,
        record.programme,
        workspace.settings.organisation,
    )
    known = participant(person, programme, "en")
    name = documents.invitation_template(gathering, known)
    template = find_template(name, known.language, "txt.j2", workspace.templates)
    mentor, *mentees = (participant(a, programme, template.language) for a in (group[0], *group[1]))
    recipient = participant(person, programme, template.language)
    event = documents.gathering_event(gathering, cohort, programme, recipient, organisation)
    stamp, content = run.now.replace(microsecond=0).isoformat(), documents.content_hash(event)
    wanted = Edition(cohort.key, gathering, person.person, 0, stamp, content)
    edition = next_edition(connection, wanted)
    stamped = dt.datetime.fromisoformat(edition.stamp)
    calendar = documents.calendar_file(event, sequence=edition.sequence, stamp=stamped)
    names = documents.gathering_names(
        gathering,
        cohort,
        programme,
        recipient,
        mentor,
        mentees,
        organisation,
        template.language,
        match.language,
    )
    message = documents.gathering_message(
        template, names, gathering, cohort, recipient, calendar, edition.sequence
    )
    return Invited(message, edition, documents.template_problems(template, known.language))


def _outcome(
    workspace: Workspace, made: list[Invited], gathering: str, key: str, *, dry_run: bool
) -> Outcome:
    folder = workspace.out(key) / "invitations"
    rows = [
        (
            i.message.to_name,
            i.message.to_email,
            i.message.language,
            _edition(i),
            i.file,
        )
        for i in made
    ]
    columns = ("to", "e-mail", "language", "calendar event", "draft")
    verb = "would be written to" if dry_run else "in"
    table = Listing(columns, rows, f"{len(rows)} invitations to {gathering} {verb} {folder}")
    data = {
        "gathering": gathering,
        "invitations": [dict(zip(columns, row, strict=True)) for row in rows],
    }
    files = () if dry_run else (folder / f"merge-{gathering}.xlsx",)
    steps = ("Open the drafts in Outlook or Thunderbird and send them, or use the merge workbook.",)
    found = (
        *documents.organisation_problems(workspace.settings.organisation),
        *(p for i in made for p in i.problems),
    )
    return Outcome((table,), data, tuple(dict.fromkeys(found)), files, steps)


def _edition(invited: Invited) -> str:
    number = invited.edition.sequence
    return "first" if number == 0 else f"update {number}"
