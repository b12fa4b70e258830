"""Commands for papers: agreement, invite, letter, report."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from mentorcli.cli.options import (
    Call,
    Cohort,
    command,
    day_option,
    group,
    language_option,
    time_option,
)
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.language import Language, as_language
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.files.shipped import gatherings, letters

SESSION = "session"


class Gatherings(TyperGroup):
    """Whatever is not another command's name is the name of a gathering."""

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # Typer's own context
        """Return the command of that name, or the one that invites to a gathering."""
        return super().get_command(ctx, cmd_name) or super().get_command(ctx, "GATHERING")


room = typer.Typer()
agreements = group(room, "agreement")
invitations = group(room, "invite", cls=Gatherings)


@command(agreements, writes=True)
def render(
    call: Call,
    cohort: Cohort,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also PDF files and a manifest, ready for e-signing.")
    ] = False,
    also: Annotated[
        list[str] | None,
        language_option("--also", "A version in this language too; repeatable."),
    ] = None,
) -> Outcome:
    """Make the agreements in Word.

    One document for each approved match, in the match's language. LibreOffice makes the PDF
    files; the manifest lists each file with its SHA-256 and who signs. A PDF whose agreement did
    not change stays untouched.

    \b
    Examples:
      mentorcli agreement render 2027-spring
      mentorcli agreement render 2027-spring --pdf
      mentorcli agreement render 2027-spring --also en
    """
    from mentorcli.commands.papers import agreements as commands
    from mentorcli.console.progress import counting

    others = [language for code in also or () if (language := as_language(code))]
    with counting("Making agreements") as done:
        return commands.render(
            call.run, cohort, dry_run=call.dry_run, pdf=pdf, also=others, done=done
        )


@command(agreements, writes=True)
def signed(
    call: Call,
    cohort: Cohort,
    who: Annotated[str, typer.Argument(help="Who signed: a name, an address, an id, or all.")],
    on: Annotated[
        dt.date | None, day_option("--on", "The day of the signature.", "this day")
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="It was kept by mistake: forget the signature.")
    ] = False,
) -> Outcome:
    """Keep that somebody signed.

    Reminders to them stop. Somebody in two matches signs both agreements. With all, days that are
    kept already stay. A whole list, or a signing service's report: mentorcli read FILE

    \b
    Examples:
      mentorcli agreement signed 2027-spring Korhonen --on 2027-01-28
      mentorcli agreement signed 2027-spring all --on 28.1.2027
    """
    from mentorcli.commands.papers import signatures

    if undo:
        return signatures.unsigned(call.run, cohort, who, dry_run=call.dry_run)
    return signatures.signed(call.run, cohort, who, on or call.today, dry_run=call.dry_run)


@command(agreements, "list")
def listing(call: Call, cohort: Cohort) -> Outcome:
    """List who signed and who has not."""
    from mentorcli.commands.papers import signatures

    return signatures.listing(call.run, cohort)


GATHERINGS = f"""Invite to {", ".join(gatherings())}, session.

Or to another gathering that the programme's profile has. A mail draft with a calendar file for
each person, in their language.

session invites one mentee and the mentor to their individual session: name the mentee, with --on
and --at. Again with another day or place, it moves the meeting in both calendars.

\b
Examples:
  mentorcli invite kickoff 2027-spring
  mentorcli invite session 2027-spring Korhonen --on 2027-03-04 --at 14:00 --place "Room 2"
  mentorcli invite session 2027-spring Korhonen --on 2027-03-04 --at 14:00 --cancel
"""


@command(invitations, "GATHERING", writes=True, says=GATHERINGS)
def invite(
    call: Call,
    context: typer.Context,
    cohort: Cohort,
    who: Annotated[
        str, typer.Argument(help="For session, the mentee: a name, an address or an id.")
    ] = "",
    on: Annotated[
        dt.date | None, day_option("--on", "For session: the day of the meeting.")
    ] = None,
    at: Annotated[
        dt.time | None, time_option("--at", "For session: when it begins, like 14:00.")
    ] = None,
    until: Annotated[
        dt.time | None, time_option("--until", "For session: when it ends.", "an hour later")
    ] = None,
    place: Annotated[str, typer.Option("--place", help="For session: where it is.")] = "",
    link: Annotated[
        str, typer.Option("--link", help="For session: the address of a remote meeting.")
    ] = "",
    cancelled: Annotated[
        bool, typer.Option("--cancel", help="For session: take it out of both calendars again.")
    ] = False,
) -> Outcome:
    """Invite to a gathering, or two people to their session."""
    from mentorcli.commands.papers import invitations as commands
    from mentorcli.commands.papers import session_invitations as sessions
    from mentorcli.console.progress import counting

    gathering = context.info_name or ""
    if gathering == SESSION:
        if not (who and on and at):
            raise UserError(
                "A session is of one mentee and the mentor, on a day and at a time.",
                f"mentorcli invite session {cohort} MENTEE --on DATE --at TIME",
                code=ExitCode.USAGE,
            )
        meeting = sessions.Meeting(on, at, until, place, link)
        return sessions.invite(
            call.run, cohort, who, meeting, cancelled=cancelled, dry_run=call.dry_run
        )
    if who or on or at or until or place or link or cancelled:
        raise UserError(
            f"{gathering} is for everybody; its day, time and place are the cohort's.",
            f"Change them with: mentorcli cohort change {cohort}; "
            f"take it back with: mentorcli invite cancel {gathering} {cohort}",
            code=ExitCode.USAGE,
        )
    with counting("Writing invitations") as done:
        return commands.invite(call.run, gathering, cohort, dry_run=call.dry_run, done=done)


@command(invitations, writes=True)
def cancel(
    call: Call,
    gathering: Annotated[
        str, typer.Argument(help=f"What is cancelled, like {' or '.join(gatherings())}.")
    ],
    cohort: Cohort,
) -> Outcome:
    """Take an invitation back.

    A mail draft for everybody who was invited, with a calendar file that takes the event out of
    their calendar. The drafts of the invitation are replaced.

    \b
    Example:
      mentorcli invite cancel wrapup 2027-spring
    """
    from mentorcli.commands.papers import cancellations

    return cancellations.cancel(call.run, gathering, cohort, dry_run=call.dry_run)


LETTERS = f"""Write a letter to those it is for.

A mail draft or a Word document for each, in their language: {", ".join(letters())}, and those of
your own in templates/letters.

\b
Examples:
  mentorcli letter waiting 2027-spring
  mentorcli letter extension 2027-spring Korhonen --until 2027-06-30
  mentorcli letter certificate 2027-spring --language en
"""


@command(room, writes=True, says=LETTERS)
def letter(
    call: Call,
    name: Annotated[str, typer.Argument(help="A letter, like waiting; template list has all.")],
    cohort: Cohort,
    who: Annotated[str, typer.Argument(help="Only to this person. Default: whom it is for.")] = "",
    until: Annotated[
        dt.date | None, day_option("--until", "The new last day, for an extension.")
    ] = None,
    language: Annotated[
        Language | None, language_option("--language", "In this one, whatever the reader's is.")
    ] = None,
) -> Outcome:
    """Write a letter to those it is for."""
    from mentorcli.commands.papers import letters as commands
    from mentorcli.console.progress import counting

    with counting("Writing letters") as done:
        return commands.write(
            call.run, name, cohort, who, until, dry_run=call.dry_run, language=language, done=done
        )


@command(room, writes=True)
def report(call: Call, cohort: Cohort) -> Outcome:
    """Write the report for management.

    A workbook with charts and a page to print; numbers of few people are hidden.

    \b
    Example:
      mentorcli report 2027-spring
    """
    from mentorcli.commands.papers import reports
    from mentorcli.console.progress import working

    with working("Making the report"):
        return reports.report(call.run, cohort, dry_run=call.dry_run)
