"""Invitations taken back: the same event with a higher SEQUENCE, cancelled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Listing, Outcome, Paragraph, once_more
from mentorcli.commands.papers.invitation_drafts import (
    CANCELLED,
    WITHDRAWN,
    Drafts,
    Occasion,
    cancellations_for,
    drafts_of,
    keep_invitations,
    states_of,
)
from mentorcli.commands.papers.template_files import templates_of
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.cohort import no_gathering
from mentorcli.domain.problem import Problem, Severity, UserError
from mentorcli.domain.text import counted
from mentorcli.standing.standing import Standing
from mentorcli.workspace.calendar_events import editions_of
from mentorcli.workspace.drafts import sent_or_not
from mentorcli.workspace.records import cohort_standing


def cancel(
    run: Run, gathering: str, key: str, who: str = "", *, never_sent: bool = False
) -> Outcome:
    """Write a draft that cancels a gathering for each person who was invited to it.

    Also for those who have left since; or for ``who`` alone. The drafts of the invitations are
    replaced, so that nobody sends them by mistake; inviting again later is one more update of the
    same event. Whose invitation never went gets none: of drafts that wait that is known where
    others of them went, or where ``never_sent`` says so. One to which nobody was invited is noted as
    cancelled all the same.
    """
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        occasion = Occasion(run, workspace, record, gathering, True, not who, bool(who))
        told = refuse_faulty(
            workspace.templates, templates_of(workspace, (CANCELLED, WITHDRAWN)), record.programme
        )
        invited = [kept.person for kept in editions_of(connection, key, gathering)]
        if not invited and gathering not in record.cohort.gatherings:
            raise no_gathering(record.cohort, gathering)
        fresh = not (invited or who or gathering in record.cancelled)
        went, waiting = sent_or_not(connection, key, gathering)
        if who:
            invited = [_invited(record, gathering, who, waiting if never_sent else ())]
        unsent = [p for p in invited if p in waiting]
        dropped = unsent if went or never_sent else []
        made = [*cancellations_for(occasion, connection, [p for p in invited if p not in dropped])]
    drafts = drafts_of(occasion, made)
    if (invited or fresh) and not run.dry_run:
        keep_invitations(occasion, drafts, states_of(occasion, drafts), unsent=dropped)
    if unsent and not dropped:
        again = once_more("invite", "cancel", gathering, key, *(("--who", who) if who else ()))
        once, code = f"{again[0]} --never-sent", "invitations_not_sent"
        note = Problem.of(code, Severity.NOTE, count=len(unsent), command=once)
        told = (*told, note)
    done = _outcome(occasion, drafts, dropped, invited=bool(invited))
    return replace(done, problems=(*told, *drafts.problems))


def taken_away(occasion: Occasion, dropped: Sequence[str]) -> str:
    """Return how many invitations are taken away as they never went, to stand behind a sentence; or nothing."""
    would = "would be " if occasion.run.dry_run else ""
    whose = counted(len(dropped), "invitation")
    return f"; {whose} not sent {would}taken away." if dropped else ""


def _outcome(occasion: Occasion, drafts: Drafts, dropped: list[str], *, invited: bool) -> Outcome:
    """Return what was written, and whose invitation was taken away as it never went."""
    rows, columns = drafts.rows, ("to", "e-mail", "language", "file")
    gathering, tried = occasion.gathering, occasion.run.dry_run
    verb = "would be written to" if tried else "in"
    text = f"{counted(len(rows), 'cancellation')} of {gathering} {verb} {occasion.folder}"
    if not invited:
        noted = "would be" if tried else "is"
        text = f"Nobody was invited to {gathering}: it {noted} noted as cancelled. To invite holds it after all."
    text += taken_away(occasion, dropped)
    data = {
        "gathering": gathering,
        "cancelled": [dict(zip(columns, row, strict=True)) for row in rows],
        "never_sent": dropped,
    }
    listing = (Listing(columns[:3], [r[:3] for r in rows]),) if rows else ()
    steps = ("Send them to those who got the invitation.",) if rows and not tried else ()
    return Outcome((Paragraph(text, strong=True), *listing), data, next_steps=steps)


def _invited(record: Standing, gathering: str, who: str, waiting: Collection[str]) -> str:
    """Return the person meant, if invited to a gathering or among the ``waiting``; else UserError."""
    person = find_person(record.applications, who)
    if person.person not in {*record.invited.get(gathering, {}), *waiting}:
        raise UserError(
            f"{person.name} is not invited to {gathering}. Nothing was written.",
            f"See who is: mentorcli invite {gathering} {record.cohort.key} --dry-run",
        )
    return person.person
