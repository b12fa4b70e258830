"""The program's table of contents."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from mentorcli import __version__
from mentorcli.domain.problem import ExitCode, UserError

CONTENTS = {
    "Workspace": {
        "init": ("workspace", "Make a workspace folder."),
        "doctor": ("workspace", "Say whether the workspace is well."),
        "undo": ("workspace", "Take back what the last command did."),
        "history": ("workspace", "Tell who did what when."),
        "schedule": ("workspace", "Print ready lines for cron, systemd and Windows."),
        "demo": ("workspace", "Do the whole job on sample data."),
    },
    "Cohorts": {
        "cohort": ("cohorts", "Cohorts and their calendars."),
        "status": ("cohorts", "Say what is due and what comes next."),
        "calendar": ("cohorts", "Show the days to come."),
        "batch": ("cohorts", "Import, check, match, and write the review workbook, unattended."),
    },
    "Applications": {
        "import": ("applications", "Take in form exports, and lists of people."),
        "form": ("applications_forms", "Forms whose columns were confirmed."),
        "questions": ("applications_questions", "What only a person can tell, asked in one place."),
        "application": ("applications", "Applications and where they stand."),
        "person": ("applications_people", "What is known of somebody, and from where."),
    },
    "What comes back": {
        "read": ("cohorts", "Take in a file that comes back: it is told by what is in it."),
    },
    "Plan": {
        "match": ("plans", "Propose the best matches."),
        "explain": ("plans", "Say why somebody is matched, or not."),
        "rules": ("plans", "Show what each rule blocks, and what switching it off would gain."),
        "advise": ("plans", "Say which kind of mentor to look for."),
        "waiting": ("plans", "Show who waits, since when and why, and take them over."),
        "replan": ("plans", "Repair the plan after a change, moving nobody without need."),
        "plan": (
            "plans_decisions",
            "Look at a plan, change it on the board or in Excel, approve it.",
        ),
    },
    "Matches": {
        "suggest": ("matches", "Suggest mentors for one mentee."),
        "pair": ("matches", "Single matches, from proposal to end."),
        "pool": ("matches_meetings", "The mentors of an ongoing programme."),
        "session": ("matches_meetings", "The log of meetings: days only."),
    },
    "Papers": {
        "template": ("papers", "The texts of documents and letters, and what may stand in them."),
        "agreement": ("papers", "Mentoring agreements and who signed them."),
        "invite": ("papers_invitations", "Invitations to meetings, with calendar files."),
        "letter": ("papers", "Write a letter to those it is for."),
        "report": ("papers", "Write the report for management."),
    },
    "Mail": {
        "remind": ("mail", "Write the reminders that are due."),
        "outbox": ("mail", "Mail drafts and which of them were sent."),
    },
}
"""The commands by what they handle, each in its usual order: the room it is in, and its help line.

A room is loaded, and its commands are built, when one of them is asked for: building all of them is
half the time that cron would pay each day.
"""


_EVERY = {name: about for handled in CONTENTS.values() for name, about in handled.items()}

CannotBeRead: Any = typer.BadParameter.__base__
"""What Typer raises of a command line that cannot be read: it has no public name."""


class Contents(TyperGroup):
    """The commands, each built when it is asked for."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = dict.fromkeys(_EVERY)  # type: ignore[assignment]  # names only, for “did you mean”

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # Typer's own context
        """Do the command; what goes wrong before its work begins ends as what goes wrong in it."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, CannotBeRead):
            raise
        except (Exception, KeyboardInterrupt) as error:
            from mentorcli.console.run_endings import stopped

            raise typer.Exit(int(stopped(error, as_json=wants_json()))) from error

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002 - Typer's own signature
        """Return the commands' names in the order of the contents."""
        return list(_EVERY)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002 - same
        """Return a command, or None when there is none of that name."""
        return commands_of(_EVERY[cmd_name][0])[cmd_name] if cmd_name in _EVERY else None

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> Any:  # type: ignore[override]  # noqa: ARG002 - same
        """Return what can stand next at a shell's Tab key, without building a single command."""
        bare: dict[str, Any] = {
            name: TyperCommand(name, help=line) for name, (_, line) in _EVERY.items()
        }
        shown = TyperGroup(name=self.name, commands=bare, params=self.params)
        return shown.shell_complete(typer.Context(shown), incomplete)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ARG002 - same
        """Write the help lines without building a single command."""
        width = max(map(len, _EVERY))  # one column for all
        for handled, commands in CONTENTS.items():
            with formatter.section(handled):
                lines = [(name.ljust(width), line) for name, (_, line) in commands.items()]
                formatter.write_dl(lines)


@cache
def commands_of(room: str) -> Mapping[str, Any]:
    """Return the commands of a room by name; a group's help is its line in the contents."""
    found = get_group(import_module(f"mentorcli.cli.{room}").room).commands
    for name, command in found.items():
        command.help = command.help or _EVERY[name][1]
    return found


app = typer.Typer(
    cls=Contents,
    name="mentorcli",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


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
