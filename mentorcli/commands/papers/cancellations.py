"""Invitations taken back: the same event with a higher SEQUENCE, cancelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import Connection

from mentorcli import documents
from mentorcli.commands.names import counted
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.invitations import Invited, drafts_of, keep_editions, write_drafts
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.run import Run
from mentorcli.domain.application import Application
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.record import CohortRecord
from mentorcli.files.templates import find_template
from mentorcli.privacy import participant
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.happenings import CANCELLED, Edition, editions_of, next_edition
from mentorcli.workspace.records import cohort_record

TEMPLATE = "invitations/cancelled"


def cancel(run: Run, gathering: str, key: str, *, dry_run: bool) -> Outcome:
    """Write a draft that cancels a gathering for each person who was invited to it.

    Also for those who have left since. The drafts of the invitations are replaced, so that nobody
    sends them by mistake; inviting again later is one more update of the same event.
    """
    workspace = run.open()
    own = (find_template(TEMPLATE, one, "txt.j2", workspace.templates) for one in LANGUAGES)
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
        refuse_faulty(own, record.programme)
        made = list(_cancelled(run, workspace, connection, record, gathering))
    made, drafts, problems = drafts_of(workspace, made)
    if made and not dry_run:
        keep_editions(run, workspace, key, gathering, made, drafts, CANCELLED)
        write_drafts(workspace, key, gathering, made, drafts)
    rows = [(i.message.to_name, i.message.to_email, i.message.language, i.file) for i in made]
    columns = ("to", "e-mail", "language", "file")
    folder = workspace.out(key) / "invitations"
    verb = "would be written to" if dry_run else "in"
    text = f"{counted(len(rows), 'cancellation')} of {gathering} {verb} {folder}"
    if not rows:
        text = f"Nobody was invited to {gathering}, so nothing is cancelled."
    data = {
        "gathering": gathering,
        "cancelled": [dict(zip(columns, row, strict=True)) for row in rows],
    }
    listing = (Listing(columns[:3], [r[:3] for r in rows]),) if rows else ()
    steps = ("Send them to those who got the invitation.",) if rows and not dry_run else ()
    return Outcome((Paragraph(text, strong=True), *listing), data, problems, next_steps=steps)


def _cancelled(
    run: Run, workspace: Workspace, connection: Connection, record: CohortRecord, gathering: str
) -> Iterator[Invited]:
    for kept in editions_of(connection, record.cohort.key, gathering):
        found = [a for a in record.applications if a.person == kept.person]
        leads = {m.mentor for m in record.plan.matches} if record.plan else set()
        wanted = "mentor" if kept.person in leads else "mentee"
        for person in sorted(found, key=lambda a: (a.role != wanted, a.role))[:1]:
            yield _one(run, workspace, connection, record, gathering, person)


def _one(
    run: Run, workspace: Workspace, connection: Connection, record: CohortRecord, gathering: str,
    person: Application,
) -> Invited:  # fmt: skip
    cohort, programme = record.cohort, record.programme
    organisation = workspace.settings.organisation
    known = participant(person, programme, "en")
    template = find_template(TEMPLATE, known.language, "txt.j2", workspace.templates)
    recipient = participant(person, programme, template.language)
    event = documents.gathering_event(gathering, cohort, programme, recipient, organisation)
    stamp = run.now.replace(microsecond=0).isoformat()
    edition = next_edition(
        connection, Edition(cohort.key, gathering, person.person, 0, stamp, CANCELLED)
    )
    calendar = documents.calendar_file(
        event, sequence=edition.sequence, stamp=dt.datetime.fromisoformat(edition.stamp),
        method="CANCEL",
    )  # fmt: skip
    names = documents.cancelled_names(
        gathering, cohort, programme, recipient, organisation, template.language
    )
    message = documents.gathering_message(
        template, names, gathering, cohort, recipient, calendar, edition.sequence
    )
    return Invited(
        message, edition, person.role, documents.template_problems(template, known.language)
    )
