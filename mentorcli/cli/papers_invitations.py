"""Commands for invitations to meetings, with calendar files: invite."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from mentorcli.cli.completion import people
from mentorcli.cli.options import Call, Cohort, argument, command, group, option
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.problem import UsageError
from mentorcli.files.shipped import gatherings

SESSION = "session"


class Gatherings(TyperGroup):
    """Whatever is not another command's name is the name of a gathering."""

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # Typer's own context
        """Return the command of that name, or the one that invites to a gathering."""
        return super().get_command(ctx, cmd_name) or super().get_command(ctx, "GATHERING")


room = typer.Typer()
invitations = group(room, "invite", cls=Gatherings)

Who = Annotated[
    str,
    argument(
        "For session, the mentee; else somebody whose invitation was taken back, to invite again.",
        autocompletion=people,
    ),
]
On = Annotated[dt.date | None, option("--on DATE", "For session: the day of the meeting.")]
At = Annotated[dt.time | None, option("--at TIME", "For session: when it begins, like 14:00.")]
Until = Annotated[
    dt.time | None, option("--until TIME", "For session: when it ends.", "an hour later")
]
Place = Annotated[str, option("--place", "For session: where it is.")]
Link = Annotated[str, option("--link", "For session: the address of a remote meeting.")]
Cancel = Annotated[bool, option("--cancel", "For session: take it out of both calendars again.")]
Only = Annotated[str, option("--who NAME", "Only for this person.", autocompletion=people)]
NeverSent = Annotated[
    bool, option("--never-sent", "Invitations that wait were not sent by hand: no cancellation.")
]
NoneWent = Annotated[
    bool,
    option(
        "--never-sent",
        "Invitations that wait were not sent by hand: nothing is new in these, or to be cancelled.",
    ),
]
Gathering = Annotated[str, argument(f"What is cancelled, like {' or '.join(gatherings())}.")]

GATHERINGS = f"""Invite to {", ".join(gatherings())}, session.

A mail draft with a calendar file for each person, in their language. Which of them there are says
the programme's profile. Where a day, time or place is another than in the invitation before, the
letter says so.

session invites one mentee and the mentor to their individual session: name the mentee, with --on
and --at. Again with another day or place, it moves the meeting in both calendars.

\b
Examples:
  mentorcli invite kickoff 2027-spring
  mentorcli invite session 2027-spring Korhonen --on 2027-03-04 --at 14:00 --place "Room 2"
  mentorcli invite session 2027-spring Korhonen --on 2027-03-04 --at 14:00 --cancel
"""


@command(invitations, "GATHERING", writes=True, opens=True, says=GATHERINGS)
def invite(
    call: Call,
    context: typer.Context,
    cohort: Cohort,
    who: Who = "",
    on: On = None,
    at: At = None,
    until: Until = None,
    place: Place = "",
    link: Link = "",
    cancelled: Cancel = False,
    never_sent: NoneWent = False,
) -> Outcome:
    """Invite to a gathering, or two people to their session."""
    from mentorcli.commands.papers import invitations as commands
    from mentorcli.commands.papers import session_invitations as sessions
    from mentorcli.commands.papers.session_meeting import Meeting
    from mentorcli.console.progress import counting

    gathering = context.info_name or ""
    if gathering == SESSION:
        if not (who and on and at):
            raise UsageError(
                "A session is of one mentee and the mentor, on a day and at a time.",
                f"mentorcli invite session {cohort} MENTEE --on DATE --at TIME",
            )
        meeting = Meeting(on, at, until, place, link)
        return sessions.invite(
            call.run, cohort, who, meeting, cancelled=cancelled, never_sent=never_sent
        )
    if on or at or until or place or link or cancelled:
        raise UsageError(
            f"{gathering} is for everybody; its day, time and place are the cohort's.",
            f"Change them with: mentorcli cohort change {cohort}; "
            f"take it back with: mentorcli invite cancel {gathering} {cohort}",
        )
    with counting("Writing invitations") as done:
        return commands.invite(call.run, gathering, cohort, who, never_sent=never_sent, done=done)


@command(invitations, writes=True)
def cancel(
    call: Call, gathering: Gathering, cohort: Cohort, who: Only = "", never_sent: NeverSent = False
) -> Outcome:
    """Take an invitation back.

    A mail draft for everybody who was invited, with a calendar file that takes the event out of
    their calendar. The drafts of the invitation are replaced. Who is named is not invited again,
    unless you name them to invite GATHERING.

    \b
    Examples:
      mentorcli invite cancel wrapup 2027-spring
      mentorcli invite cancel kickoff 2027-spring --who Korhonen
    """
    from mentorcli.commands.papers import cancellations

    return cancellations.cancel(call.run, gathering, cohort, who, never_sent=never_sent)
