"""Commands for what goes out: outbox list, send, settle; preview outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Workspace, Yes, call
from mentorcli.domain.problem import ExitCode, UserError

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

outboxes = typer.Typer(no_args_is_help=True, help="Mail drafts and which of them were sent.")
previews = typer.Typer(no_args_is_help=True, help="Look before anything goes out.")

SomeCohort = Annotated[str, typer.Argument(help="One cohort; all of them when left out.")]


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.add_typer(previews, name="preview")
    app.add_typer(outboxes, name="outbox")


@previews.callback()
def _preview() -> None:
    pass


@previews.command()
def outbox(cohort: SomeCohort = "", workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show what waits in the outbox.

    The number of drafts by kind and language, every recipient, and one sample of each kind.

    \b
    Example:
      mentorcli preview outbox 2027-spring
    """
    from mentorcli.commands.mail import outbox as commands

    call(lambda run: commands.preview(run, cohort), workspace=workspace, as_json=as_json)


@outboxes.command("list")
def listing(cohort: SomeCohort = "", workspace: Workspace = HERE, as_json: Json = False) -> None:
    """List the drafts and where each stands."""
    from mentorcli.commands.mail import outbox as commands

    call(lambda run: commands.listing(run, cohort), workspace=workspace, as_json=as_json)


@outboxes.command()
def send(
    cohort: Cohort,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="Only this kind, like kickoff; repeatable."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="At most so many mails.")
    ] = None,
    release: Annotated[
        bool, typer.Option("--release", help="Really send. Without it nothing goes out.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Also drafts that were sent before in other words.")
    ] = False,
    token_command: Annotated[
        str,
        typer.Option(
            "--token-command",
            envvar="MENTORCLI_TOKEN_COMMAND",
            metavar="COMMAND",
            help="A command that prints an OAuth token.",
            show_default=False,
        ),
    ] = "",
    workspace: Workspace = HERE,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Send the drafts by mail server, each once.

    Nothing is sent without --release. Every draft is read again and compared with what was meant.
    Ctrl-C waits for the mail that is under way; the next run goes on. A mail that the server had
    in the moment of a crash is in doubt, is told, and is never sent again by itself. The server stands under [sending] in mentorcli.toml;
    a password comes from MENTORCLI_SMTP_PASSWORD and is never stored.

    \b
    Examples:
      mentorcli outbox send 2027-spring
      mentorcli outbox send 2027-spring --kind kickoff --limit 3 --release
    """
    import os

    from mentorcli.commands.mail import delivery as commands
    from mentorcli.console.ask import confirm
    from mentorcli.console.progress import counting
    from mentorcli.files.transports import Secrets

    def work(run: Run) -> Outcome:
        ready = commands.ready(run, cohort, kind or (), limit=limit, again=again)
        if dry_run or not release:
            return commands.shown(ready)
        secrets = Secrets(os.environ.get("MENTORCLI_SMTP_PASSWORD", ""), token_command)
        if not confirm(commands.question(ready, secrets), yes=yes):
            return commands.kept(ready)
        with counting("Sending") as done:
            return commands.send(run, ready, secrets, done)

    call(work, workspace=workspace, as_json=as_json)


@outboxes.command()
def settle(
    cohort: Cohort,
    mail: Annotated[str, typer.Argument(help="A mail in doubt, as outbox send names it.")],
    sent: Annotated[bool, typer.Option("--sent", help="It arrived.")] = False,
    again: Annotated[bool, typer.Option("--again", help="It did not; send it again.")] = False,
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Say whether a mail in doubt arrived.

    \b
    Example:
      mentorcli outbox settle 2027-spring 3f9ac2d1e07b --sent
    """
    from mentorcli.commands.mail import delivery as commands

    def work(run: Run) -> Outcome:
        if sent == again:
            raise UserError("Give --sent or --again.", code=ExitCode.USAGE)
        return commands.settled(run, cohort, mail, arrived=sent, dry_run=dry_run)

    call(work, workspace=workspace, as_json=as_json)
