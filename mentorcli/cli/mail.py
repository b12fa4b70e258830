"""Commands for what goes out: remind, outbox."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from mentorcli.cli.completion import people
from mentorcli.cli.options import (
    Call,
    Cohort,
    SomeCohort,
    argument,
    command,
    group,
    nothing_done,
    option,
    read_day,
)
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.problem import UsageError

room = typer.Typer()
outboxes = group(room, "outbox")

Samples = Annotated[
    bool,
    option(
        "--samples",
        "What waits: how many by kind and language, to whom, and one sample of each kind.",
    ),
]
Kind = Annotated[
    list[str] | None, option("--kind KIND", "Only this kind, like kickoff; repeatable.")
]
Limit = Annotated[int | None, option("--limit", "At most so many mails.", min=0)]
Release = Annotated[bool, option("--release", "Really send. Without it nothing goes out.")]
Again = Annotated[bool, option("--again", "Also drafts that were sent before in other words.")]
Late = Annotated[bool, option("--late", "Also drafts about a day that is past.")]
By = Annotated[str, option("--who NAME", "Only to this person.", autocompletion=people)]
Folder = Annotated[
    str, option("--folder DAY", "Only in this folder, like 2027-01-18 or invitations.")
]
TokenCommand = Annotated[
    str,
    option(
        "--token-command COMMAND",
        "A command that prints an OAuth token.",
        envvar="MENTORCLI_TOKEN_COMMAND",
        default=False,
    ),
]
Mail = Annotated[str, argument("A mail in doubt, as outbox send names it.")]
Sent = Annotated[bool, option("--sent", "It arrived.")]
SettleAgain = Annotated[bool, option("--again", "It did not; send it again.")]


@command(room, writes=True)
def remind(call: Call) -> Outcome | None:
    """Write the reminders that are due.

    Each goes once; silent when nothing is due, but for a person at a terminal. Safe to run from cron every day, late, or twice:
    what was missed is caught up, or told where it is too late.

    \b
    Examples:
      mentorcli remind
      mentorcli remind --today 2027-01-18 --dry-run
    """
    from mentorcli.workspace.last_reminder_run import nothing_to_remind

    unseen = not (call.dry_run or call.as_json or sys.stdout.isatty())
    if unseen and nothing_to_remind(call.folder, call.today, call.clock):
        return None
    from mentorcli.commands.mail import reminders

    return reminders.remind(call.run)


@command(outboxes, "list")
def listing(call: Call, cohort: SomeCohort = "", samples: Samples = False) -> Outcome:
    """List the drafts and where each stands."""
    from mentorcli.commands.mail import outbox

    work = outbox.preview if samples else outbox.listing
    return work(call.run, cohort)


@command(outboxes, writes=True, asks=True)
def send(
    call: Call,
    cohort: Cohort,
    kind: Kind = None,
    limit: Limit = None,
    release: Release = False,
    again: Again = False,
    late: Late = False,
    token_command: TokenCommand = "",
) -> Outcome:
    """Send the drafts by mail server, each once.

    Nothing is sent without --release. Every draft is read again and compared with what was meant;
    a reminder must still be true today, a letter or invitation as it would be written now, and an
    event not over.
    Ctrl-C waits for the mail that is under way; the next run goes on. A mail that the server had
    in the moment of a crash is in doubt, is told, and is never sent again by itself. The server stands under [sending] in mentorcli.toml;
    a password comes from MENTORCLI_SMTP_PASSWORD and is never stored.

    \b
    Examples:
      mentorcli outbox send 2027-spring
      mentorcli outbox send 2027-spring --kind kickoff --limit 3 --release
    """
    import os

    from mentorcli.commands.mail import delivery
    from mentorcli.commands.papers.outdated_drafts import commands_anew
    from mentorcli.console.progress import counting
    from mentorcli.files.transports import Secrets

    run = call.run
    ready = delivery.ready(
        run, cohort, kind or (), limit=limit, again=again, late=late, outdated=commands_anew
    )
    if call.dry_run or not release:
        return delivery.shown(ready)
    secrets = Secrets(os.environ.get("MENTORCLI_SMTP_PASSWORD", ""), token_command)
    if not call.agreed(lambda: delivery.question(ready, secrets)):
        return nothing_done("Nothing was sent.", cohort=ready.cohort, mails=[])
    with counting("Sending") as done:
        return delivery.send(run, ready, secrets, done)


@command(outboxes, writes=True, asks=True)
def sent(
    call: Call, cohort: Cohort, kind: Kind = None, who: By = "", folder: Folder = ""
) -> Outcome:
    """Mark drafts that you sent from your mail program.

    They count as sent: not sent again, and not made again. Mark so, too, what is not to go at all. A
    mistake is taken back with mentorcli undo.

    \b
    Examples:
      mentorcli outbox sent 2027-spring --folder 2027-01-18
      mentorcli outbox sent 2027-spring --kind kickoff --who "Aino Kallio"
    """
    from mentorcli.commands.mail import by_hand

    place = str(read_day(folder, "--folder")) if folder[:1].isdigit() else folder
    chosen = by_hand.choose(call.run, cohort, by_hand.Choice(tuple(kind or ()), who, place))
    if not call.agreed(chosen.question):
        return nothing_done("Nothing was marked.", cohort=cohort, count=0, drafts=[])
    return by_hand.mark(call.run, chosen)


@command(outboxes, writes=True)
def settle(
    call: Call, cohort: Cohort, mail: Mail, sent: Sent = False, again: SettleAgain = False
) -> Outcome:
    """Say whether a mail in doubt arrived. A mistake is taken back with mentorcli undo.

    \b
    Example:
      mentorcli outbox settle 2027-spring 3f9ac2d1e07b --sent
    """
    from mentorcli.commands.mail import by_hand

    if sent == again:
        raise UsageError("Give --sent or --again.")
    return by_hand.settled(call.run, cohort, mail, arrived=sent)
