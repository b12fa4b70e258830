"""Invitations taken back: the same event with a higher SEQUENCE, cancelled."""

from __future__ import annotations

from collections.abc import Iterator

from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.invitations import (
    Occasion,
    drafts_of,
    invitation,
    keep_invitations,
    states_of,
    templates_of,
)
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.record import CohortRecord
from mentorcli.domain.text import counted
from mentorcli.workspace.happenings import editions_of
from mentorcli.workspace.records import cohort_record

TEMPLATE = "invitations/cancelled"


def cancel(run: Run, gathering: str, key: str) -> Outcome:
    """Write a draft that cancels a gathering for each person who was invited to it.

    Also for those who have left since. The drafts of the invitations are replaced, so that nobody
    sends them by mistake; inviting again later is one more update of the same event.
    """
    with view_of(run) as (workspace, connection):
        record = cohort_record(workspace, connection, key)
        occasion = Occasion(run, workspace, record, gathering, cancelled=True)
        refuse_faulty(templates_of(workspace, (TEMPLATE,)), record.programme)
        invited = (kept.person for kept in editions_of(connection, key, gathering))
        made = [
            invitation(occasion, connection, person, TEMPLATE)
            for person in _applicants(record, invited)
        ]
    drafts = drafts_of(occasion, made)
    if drafts.made and not run.dry_run:
        keep_invitations(occasion, drafts, states_of(occasion, drafts))
    rows, columns = drafts.rows, ("to", "e-mail", "language", "file")
    verb = "would be written to" if run.dry_run else "in"
    text = f"{counted(len(rows), 'cancellation')} of {gathering} {verb} {occasion.folder}"
    if not rows:
        text = f"Nobody was invited to {gathering}, so nothing is cancelled."
    data = {
        "gathering": gathering,
        "cancelled": [dict(zip(columns, row, strict=True)) for row in rows],
    }
    listing = (Listing(columns[:3], [r[:3] for r in rows]),) if rows else ()
    steps = ("Send them to those who got the invitation.",) if rows and not run.dry_run else ()
    blocks = (Paragraph(text, strong=True), *listing)
    return Outcome(blocks, data, drafts.problems, next_steps=steps)


def _applicants(record: CohortRecord, people: Iterator[str]) -> Iterator[Application]:
    """Yield each person's application, in the role of the approved plan where they had both."""
    leads = {m.mentor for m in record.plan.matches} if record.plan else set()
    for one in people:
        found = [a for a in record.applications if a.person == one]
        wanted = "mentor" if one in leads else "mentee"
        yield from sorted(found, key=lambda a: (a.role != wanted, a.role))[:1]
