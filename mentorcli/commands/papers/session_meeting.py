"""When and where an individual session is, and the command that says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from mentorcli.commands.outcome import once_more
from mentorcli.standing.individual_sessions import IndividualSession


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where two people meet; local times, an hour when no end is given."""

    on: dt.date
    starts: dt.time
    ends: dt.time | None = None
    place: str = ""
    link: str = ""


def command_of(key: str, session: IndividualSession) -> str:
    """Return the command that invites two people to a session anew, or calls it off where they are apart."""
    day, link, place = (session.event[name] for name in ("on", "link", "place"))
    starts, ends = (dt.time.fromisoformat(session.event[name]) for name in ("starts", "ends"))
    meeting = Meeting(dt.date.fromisoformat(day), starts, ends, place, link)
    return typed(key, session.mentee, meeting, cancelled=session.match is None)


def typed(key: str, mentee: str, meeting: Meeting, *, cancelled: bool) -> str:
    """Return the command that invites a mentee, or calls off."""
    said = {
        "--on": str(meeting.on),
        "--at": f"{meeting.starts:%H:%M}",
        "--until": f"{meeting.ends:%H:%M}" if meeting.ends else "",
        "--place": meeting.place,
        "--link": meeting.link,
    }
    words = [word for name, value in said.items() if value for word in (name, value)]
    off = ("--cancel",) if cancelled else ()
    return once_more("invite", "session", key, mentee, *words, *off)[0]
