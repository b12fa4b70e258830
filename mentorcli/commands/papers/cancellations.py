"""Invitations taken back: the same event with a higher SEQUENCE, cancelled."""

from __future__ import annotations

from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.invitation_drafts import (
    CANCELLED,
    Occasion,
    cancellations_for,
    drafts_of,
    keep_invitations,
    states_of,
    templates_of,
)
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.problem import UserError
from mentorcli.domain.text import counted
from mentorcli.standing.standing import Standing
from mentorcli.workspace.calendar_events import editions_of
from mentorcli.workspace.records import cohort_standing


def cancel(run: Run, gathering: str, key: str, who: str = "") -> Outcome:
    """Write a draft that cancels a gathering for each person who was invited to it.

    Also for those who have left since; or for ``who`` alone. The drafts of the invitations are
    replaced, so that nobody sends them by mistake; inviting again later is one more update of the
    same event.
    """
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        occasion = Occasion(run, workspace, record, gathering, True, not who)
        told = refuse_faulty(
            workspace.templates, templates_of(workspace, (CANCELLED,)), record.programme
        )
        invited = [kept.person for kept in editions_of(connection, key, gathering)]
        if who:
            invited = [_invited(record, gathering, who)]
        made = [*cancellations_for(occasion, connection, invited)]
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
    return Outcome(blocks, data, (*told, *drafts.problems), next_steps=steps)


def _invited(record: Standing, gathering: str, who: str) -> str:
    """Return the person meant, where they are invited to a gathering; raises UserError otherwise."""
    person = find_person(record.applications, who)
    if person.person not in record.invited.get(gathering, {}):
        raise UserError(
            f"{person.name} is not invited to {gathering}. Nothing was written.",
            f"See who is: mentorcli invite {gathering} {record.cohort.key} --dry-run",
        )
    return person.person
