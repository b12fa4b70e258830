"""What is due today, once, into the outbox; made for cron."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from mentorcli import reminders
from mentorcli.commands.mail.outbox import Delivery, deliver
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.domain.cohort import CohortState
from mentorcli.domain.message import Message
from mentorcli.domain.text import counted
from mentorcli.files.letter_headers import letters_like
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.drafts import drafts_of
from mentorcli.workspace.facts import newest_fact
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.happenings import delivered_keys, unwritten
from mentorcli.workspace.last_look import log_run, save_look
from mentorcli.workspace.records import cohort_record


def remind(run: Run) -> Outcome:
    """Write the reminders that are due on ``run.today`` and were never written before.

    Silent when nothing is due. Safe to run too often, late, and from two places at once.
    """
    workspace = run.open()
    look = _look(run, workspace)
    if run.dry_run:
        return _tried(run, (*_left_over(workspace), *look.messages))
    if not look.messages and not _left_over(workspace):
        save_look(workspace, run.today, look.following, look.event)
        _log(run, workspace, "nothing due")
        return Outcome(data=_data(run, ()), silent=True)
    with workspace.alone(run.hand) as held:  # what is due is asked again: nobody writes now
        again = _look(run, held)
        delivery = deliver(run, held, again.messages)
        if not delivery.problems:
            with held.reading() as connection:
                event = newest_fact(connection)
            save_look(held, run.today, again.following, event)
    _log(run, workspace, f"{len(delivery.messages)} written, {len(delivery.problems)} problems")
    return _written(run, delivery)


def _log(run: Run, workspace: Workspace, said: str) -> None:
    log_run(workspace.folder, run.moment.isoformat(timespec="seconds"), f"day {run.today}: {said}")


@dataclass(frozen=True, slots=True)
class _Look:
    """What is due and not in the outbox yet, by key; the next day for anything; the newest event."""

    messages: tuple[Message, ...]
    following: dt.date | None
    event: int


def _look(run: Run, workspace: Workspace) -> _Look:
    found: list[Message] = []
    days: list[dt.date] = []
    read: dict[tuple[str, ...], tuple[reminders.Reminder, ...]] = {}
    organisation, months = workspace.settings.organisation, workspace.settings.retention_months
    with workspace.reading() as connection:
        event = newest_fact(connection)
        delivered = delivered_keys(connection)
        for cohort in all_cohorts(connection):
            if cohort.state is CohortState.CLOSED:
                continue
            record = cohort_record(workspace, connection, cohort.key)
            which = record.programme.reminders
            if which not in read:
                read[which] = reminders.load_reminders(record.programme, workspace.templates)
            rest = (read[which], run.today)
            due = reminders.due(record, *rest, delivered, organisation, months)
            found += _unheard(workspace, connection, cohort.key, due)
            following = reminders.next_day(record, *rest, organisation, months)
            days += [following] if following else []
    messages = tuple(sorted(found, key=lambda m: m.key))
    return _Look(messages, min(days, default=None), event)


def _unheard(
    workspace: Workspace, connection: Connection, key: str, due: Sequence[Message]
) -> list[Message]:
    """Return the reminders whose readers have not had a letter of the cohort that says the same."""
    kinds = {m.kind for m in due}
    like = {kind: letters_like(kind, workspace.templates) for kind in kinds}
    drafts = drafts_of(connection, key) if any(like.values()) else ()
    letters = {(d.kind, d.person) for d in drafts if d.key.startswith(f"{key}/letter-")}
    return [m for m in due if not any((name, m.person) in letters for name in like[m.kind])]


def _left_over(workspace: Workspace) -> tuple[Message, ...]:
    """Return the messages that an interrupted run claimed and did not write."""
    with workspace.reading() as connection:
        return tuple(message for message, _ in unwritten(connection))


def _tried(run: Run, messages: tuple[Message, ...]) -> Outcome:
    if not messages:
        return Outcome(data=_data(run, ()), silent=True)
    people = [(m.to_name, m.kind, m.language, m.subject) for m in messages]
    text = Paragraph(f"{counted(len(messages), 'reminder')} of {run.today} would be written.")
    listed = Listing(("to", "reminder", "language", "subject"), people)
    return Outcome((text, _table(messages), listed), _data(run, messages))


def _written(run: Run, delivery: Delivery) -> Outcome:
    if not delivery.messages and not delivery.problems:
        return Outcome(data=_data(run, ()), silent=True)
    text = Paragraph(f"{counted(len(delivery.messages), 'reminder')} of {run.today} written.")
    blocks = (text, _table(delivery.messages)) if delivery.messages else (text,)
    return Outcome(blocks, _data(run, delivery.messages), delivery.problems, delivery.merges)


def _table(messages: Sequence[Message]) -> Listing:
    counts = Counter((m.cohort, m.kind, m.language) for m in messages)
    rows = [(*key, str(n)) for key, n in sorted(counts.items())]
    return Listing(("cohort", "reminder", "language", "letters"), rows, right=("letters",))


def _data(run: Run, messages: tuple[Message, ...]) -> dict[str, object]:
    keys = ("key", "kind", "cohort", "person", "language", "due")
    listed = [{k: getattr(m, k) for k in keys} for m in messages]
    return {"today": str(run.today), "count": len(messages), "reminders": listed}
