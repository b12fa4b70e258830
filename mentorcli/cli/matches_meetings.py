"""Commands about mentors' places and about meetings: pool, session."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from mentorcli.cli.options import Call, Cohort, Who, With, argument, command, group, option
from mentorcli.commands.outcome import Outcome

room = typer.Typer()
pool = group(room, "pool")
sessions = group(room, "session")

Capacity = Annotated[int | None, option("--capacity", "Mentees at once from now on.", min=0)]
PauseUntil = Annotated[
    dt.date | None, option("--pause-until DATE", "No new mentees before this day.")
]
On = Annotated[dt.date | None, option("--on DATE", "The day of the meeting.", "this day")]
Individual = Annotated[bool, option("--individual", "The mentee's own session with the mentor.")]
OneOf = Annotated[str, argument("Only those of this person.", metavar="WHO")]
Kind = Annotated[str, argument("midpoint, feedback, follow-up, or a gathering like kickoff.")]
OnTrack = Annotated[int | None, option("--on-track", "At the mid-point, 1 to 5.")]
WantsHelp = Annotated[bool, option("--wants-help", "At the mid-point.")]
Came = Annotated[str, option("--came", "To a gathering: yes, remotely or no.")]
AnswerOn = Annotated[
    dt.date | None,
    option("--on DATE", "The day of the answer.", "this day, of a gathering that is over its day"),
]


@command(pool, "list", day=True)
def list_pool(call: Call, cohort: Cohort) -> Outcome:
    """List the mentors: what each carries, pauses, areas, last used."""
    from mentorcli.commands.matches import mentor_pool

    return mentor_pool.listing(call.run, cohort)


@command(pool, "set", writes=True)
def set_pool(
    call: Call, cohort: Cohort, who: Who, capacity: Capacity = None, pause: PauseUntil = None
) -> Outcome:
    """Note what a mentor can take now.

    It wins over the form, also over later exports of it.

    \b
    Example:
      mentorcli pool set 2027-open Mäkelä --capacity 1 --pause-until 2027-09-01
    """
    from mentorcli.commands.matches import mentor_pool

    return mentor_pool.note(call.run, cohort, who, capacity, pause)


@command(sessions, writes=True)
def log(
    call: Call,
    cohort: Cohort,
    who: Who,
    other: With = "",
    on: On = None,
    individual: Individual = False,
) -> Outcome:
    """Keep the day of a meeting.

    Held or booked; days only, no content.

    \b
    Examples:
      mentorcli session log 2027-spring Laine --on 2027-02-11
      mentorcli session log 2027-spring Korhonen --individual --on 2027-03-02
    """
    from mentorcli.commands.matches import meetings

    day = on or call.today
    return meetings.log(call.run, cohort, who, day, individual=individual, other=other)


@command(sessions, "list", day=True)
def list_meetings(call: Call, cohort: Cohort, who: OneOf = "") -> Outcome:
    """List the meetings: day, kind, match, who was there.

    \b
    Examples:
      mentorcli session list 2027-spring
      mentorcli session list 2027-spring Laine
    """
    from mentorcli.commands.matches import meeting_list

    return meeting_list.listing(call.run, cohort, who)


@command(sessions, writes=True)
def answer(
    call: Call,
    cohort: Cohort,
    who: Who,
    kind: Kind,
    on_track: OnTrack = None,
    wants_help: WantsHelp = False,
    came: Came = "",
    on: AnswerOn = None,
    other: With = "",
) -> Outcome:
    """Keep that somebody answered, or came.

    Never what they said: on track and whether help is wanted, no more. Reminders for it stop; who
    wants help is told to you at once.

    \b
    Examples:
      mentorcli session answer 2027-spring Patel midpoint --on-track 2 --wants-help
      mentorcli session answer 2027-spring Patel kickoff --came yes
      mentorcli session answer 2027-spring Patel feedback
    """
    from mentorcli.commands.matches import meetings
    from mentorcli.domain.match_life import Return
    from mentorcli.names.yes_no import attendance

    word = meetings.HELP if wants_help else attendance(came) or came
    said = Return("", "", kind, call.today, on_track, word)
    return meetings.answer(call.run, cohort, who, other, said, on)


@command(sessions, writes=True, opens=True)
def sheets(call: Call, cohort: Cohort) -> Outcome:
    """Write a small sheet for each match to fill in.

    Days of meetings and individual sessions, attendance, and the half-way question; no content.
    When they come back: mentorcli read FILES

    \b
    Example:
      mentorcli session sheets 2027-spring
    """
    from mentorcli.commands.matches import blank_log_sheets

    return blank_log_sheets.make(call.run, cohort)
