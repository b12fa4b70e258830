"""Editions of the calendar events that people were sent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from mentorcli.workspace.codec import put_values, values_of
from mentorcli.workspace.schema import calendar_events


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of somebody's calendar event: ``content`` is a hash of all that it says."""

    cohort: str
    event: str
    person: str
    sequence: int
    stamp: str
    content: str


def next_edition(connection: Connection, wanted: Edition) -> Edition:
    """Return the edition to send: the one kept when nothing changed, else the next number.

    ``wanted`` has the content and the stamp that a new edition would get; its number is ignored.
    """
    cohort, event, person = wanted.cohort, wanted.event, wanted.person
    found = values_of(
        connection, calendar_events, Edition, cohort=cohort, event=event, person=person
    )
    if not found:
        return replace(wanted, sequence=0)
    (kept,) = found
    return kept if kept.content == wanted.content else replace(wanted, sequence=kept.sequence + 1)


def keep_edition(connection: Connection, edition: Edition) -> None:
    """Remember the edition that was sent."""
    put_values(connection, calendar_events, [edition])


def editions_of(connection: Connection, cohort: str, event: str) -> tuple[Edition, ...]:
    """Return the kept editions of an event, one for each person, by person id."""
    return values_of(connection, calendar_events, Edition, "person", cohort=cohort, event=event)
