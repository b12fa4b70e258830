"""What is due on a day: occurrences, people, letters, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence

from mentorcli.domain.message import Message
from mentorcli.domain.organisation import Organisation
from mentorcli.domain.record import CohortRecord
from mentorcli.reminders.audiences import AUDIENCES, Facts, reminded
from mentorcli.reminders.letters import Letters
from mentorcli.reminders.reminder import Reminder


def due(
    record: CohortRecord,
    reminders: Sequence[Reminder],
    today: dt.date,
    delivered: Container[str],
    organisation: Organisation,
) -> tuple[Message, ...]:
    """Return the messages due on or before ``today`` and not delivered, sorted by key.

    A key is ``cohort:reminder:occurrence:person``, so running again, or after missed days, doubles
    nothing; when a day is moved, what announces it has a new key and comes again. Of several missed occurrences only the newest goes out. Who has
    two places in a cohort gets one letter for each occurrence. Raises UserError when a template
    is broken.
    """
    if not reminded(record):
        return ()
    facts = Facts.of(record, organisation)
    letters = Letters(facts, today)
    messages: dict[str, Message] = {}
    for reminder in reminders:
        current = reminder.current(record.cohort, today)
        if current is None:
            continue
        occurrence, day = current
        name = occurrence.key_in(record.cohort)
        for person in AUDIENCES[reminder.audience](facts):
            key = f"{record.cohort.key}:{reminder.key}:{name}:{person.person}"
            if key not in messages and key not in delivered:
                messages[key] = letters.message(key, reminder, occurrence, day, person)
    return tuple(messages[key] for key in sorted(messages))
