"""The program's table of contents."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from mentorcli import __version__
from mentorcli.domain.problem import ExitCode, UserError

CONTENTS = {
    "init": ("cohort", "Make a workspace folder."),
    "cohort": ("cohort", "Cohorts and their calendars."),
    "import": ("intake", "Take in form exports."),
    "form": ("intake", "Forms whose columns were confirmed."),
    "corrections": ("intake", "Cells corrected in the problems workbook, kept for later exports."),
    "application": ("people", "Applications and where they stand."),
    "person": ("people", "What is known of somebody, and from where."),
    "match": ("matching", "Propose the best matches."),
    "suggest": ("life", "Suggest mentors for one mentee."),
    "pair": ("life", "Single matches, from proposal to end."),
    "pool": ("rosters", "The mentors of an ongoing programme."),
    "staff": ("rosters", "The list of staff."),
    "selected": ("rosters", "Those selected who may apply."),
    "explain": ("matching", "Say why somebody is matched, or not."),
    "rules": ("matching", "Show what each rule blocks, and what switching it off would gain."),
    "advise": ("matching", "Say which kind of mentor to look for."),
    "waiting": ("matching", "Show who waits, since when and why, and take them over."),
    "simulate": ("matching", "Match an earlier cohort again, by today's profile."),
    "plan": ("plans", "Look at a plan, change it in Excel, approve it."),
    "replan": ("matching", "Repair the plan after a change, moving nobody without need."),
    "template": ("templates", "The texts of documents and letters, and what may stand in them."),
    "agreement": ("agreements", "Mentoring agreements and who signed them."),
    "invite": ("invitations", "Invitations to meetings, with calendar files."),
    "letter": ("documents", "Write a letter to those it is for."),
    "preview": ("outbox", "Look before anything goes out."),
    "outbox": ("outbox", "Mail drafts and which of them were sent."),
    "session": ("daily", "The log of meetings: days only."),
    "remind": ("daily", "Write the reminders that are due."),
    "schedule": ("daily", "Lines for cron and other schedulers."),
    "report": ("documents", "Write the report for management."),
    "calendar": ("calendars", "Show the days to come."),
    "batch": ("calendars", "Import, check, match, and write the review workbook, unattended."),
    "status": ("daily", "Say what is due and what comes next."),
    "doctor": ("daily", "Say whether the workspace is well."),
    "demo": ("cohort", "Do the whole job on sample data."),
}
"""Each command in the order in which a period needs them: the room it is in, and its help line.

A room is loaded, and its commands are built, when one of them is asked for: building all of them is
half the time that cron would pay each day.
"""


CannotBeRead: Any = typer.BadParameter.__base__
"""What Typer raises of a command line that cannot be read: it has no public name."""


class Contents(TyperGroup):
    """The commands, each built when it is asked for."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = dict.fromkeys(CONTENTS)  # type: ignore[assignment]  # names only, for “did you mean”

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # Typer's own context
        """Do the command; what goes wrong before its work begins ends as what goes wrong in it."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, CannotBeRead):
            raise
        except (Exception, KeyboardInterrupt) as error:
            from mentorcli.console.endings import stopped

            raise typer.Exit(int(stopped(error, as_json=wants_json()))) from error

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002 - Typer's own signature
        """Return the commands' names in the order of the contents."""
        return list(CONTENTS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002 - same
        """Return a command, or None when there is none of that name."""
        return _room(CONTENTS[cmd_name][0])[cmd_name] if cmd_name in CONTENTS else None

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ARG002 - same
        """Write the help lines without building a single command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in CONTENTS.items()])


@cache
def _room(name: str) -> Mapping[str, Any]:
    """Return the commands of a room by name."""
    part = typer.Typer()
    import_module(f"mentorcli.cli.{name}").register(part)
    return get_group(part).commands


app = typer.Typer(
    cls=Contents, name="mentorcli", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)  # fmt: skip


def run() -> int:
    """Run what the command line says; return the exit code."""
    try:
        return int(app(standalone_mode=False) or 0)
    except CannotBeRead as error:
        if not wants_json():
            error.show()
            return int(error.exit_code)
        from mentorcli.console.show import show_error

        asked = error.ctx.command_path.partition("mentorcli")[2] if error.ctx else ""
        said, code = error.format_message(), ExitCode(error.exit_code)
        show_error(UserError(said, f"See: mentorcli{asked} --help", code=code), as_json=True)
        return int(code)
    except typer.Abort:
        return int(ExitCode.INTERRUPTED)


def wants_json() -> bool:
    """Tell whether the command line asks for JSON, read or not: a script reads what comes."""
    words = sys.argv[1:]
    return "--json" in (words[: words.index("--")] if "--" in words else words)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"mentorcli {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: bool = typer.Option(
        False,
        "--version",
        help="Show the version.",
        callback=lambda v: _version(wanted=v),
        is_eager=True,
    ),
) -> None:
    """Run mentoring programmes from spreadsheets.

    Import form exports, propose matches that are proved best and explained, make agreements and
    invitations, write the reminders that are due, and report.

    \b
    A period, from beginning to end:
      mentorcli init mentoring
      mentorcli cohort new doctoral 2027-spring
      mentorcli import mentees.xlsx mentors.csv --cohort 2027-spring
      mentorcli match 2027-spring
      mentorcli plan review 2027-spring
      mentorcli plan approve 2027-spring
      mentorcli agreement render 2027-spring
      mentorcli invite kickoff 2027-spring
      mentorcli remind
      mentorcli report 2027-spring

    \b
    Not sure what comes next? mentorcli status
    """
