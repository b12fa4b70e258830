"""The options that many commands share, and the way from a command line to a command."""

from __future__ import annotations

import datetime as dt
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.domain.language import LANGUAGES, Language, as_language
from mentorcli.domain.problem import ExitCode, UserError

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

Workspace = Annotated[
    Path,
    typer.Option(
        "--workspace", "-w", envvar="MENTORCLI_WORKSPACE", show_default=False,
        help="The workspace, or a folder in it. Default: this folder.",
    ),
]  # fmt: skip
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, for scripts.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before it is made final.")]
Today = Annotated[
    str,
    typer.Option(
        "--today",
        metavar="DATE",
        help="The day to go by, like 2027-01-21.",
        show_default="this day",
    ),
]
Cohort = Annotated[str, typer.Argument(help="The cohort, like 2027-spring.")]
Who = Annotated[str, typer.Argument(help="A name (a part is enough), an e-mail address or an id.")]

HERE = Path()


def call(
    work: Callable[[Run], Outcome],
    *,
    workspace: Path = HERE,
    today: str = "",
    as_json: bool = False,
    needless: Callable[[Path, dt.date, dt.datetime], bool] | None = None,
) -> None:
    """Run a command and end the program with its exit code.

    ``needless`` tells, before anything heavy is loaded, that there is nothing to do or to say.
    """
    if needless is not None and _needless(needless, workspace, today):
        raise typer.Exit(0)
    from mentorcli.commands.run import Run
    from mentorcli.console.endings import finish

    def begin() -> Outcome:
        now = dt.datetime.now(tz=dt.UTC)
        day = a_day(today, "--today") if today else now.astimezone().date()
        return work(Run(workspace.resolve(), day, now, _user(), " ".join(sys.argv[1:3])))

    raise typer.Exit(int(finish(begin, as_json=as_json)))


def _needless(
    needless: Callable[[Path, dt.date, dt.datetime], bool], workspace: Path, today: str
) -> bool:
    now = dt.datetime.now(tz=dt.UTC)
    try:
        day = a_day(today, "--today") if today else now.astimezone().date()
        return needless(workspace.resolve(), day, now)
    except (UserError, OSError):  # the whole command says what is wrong
        return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # cron in a container may have no user name
        return "unknown"


def a_day(text: str, option: str) -> dt.date:
    """Return a day written as 2027-01-21 or 21.1.2027; raises UserError."""
    parts = text.strip().split(".")
    try:
        if len(parts) == 3:  # noqa: PLR2004 - day, month, year
            return dt.date(int(parts[2]), int(parts[1]), int(parts[0]))
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise UserError(
            f"{option}: {text!r} is not a day.",
            "Write it like 2027-01-21 or 21.1.2027.",
            code=ExitCode.USAGE,
        ) from error


def a_time(text: str, option: str) -> dt.time:
    """Return a time written as 14:00 or 14.00; raises UserError."""
    try:
        hour, minute = text.strip().replace(".", ":").split(":")
        return dt.time(int(hour), int(minute))
    except ValueError as error:
        raise UserError(
            f"{option}: {text!r} is not a time.", "Write it like 14:00.", code=ExitCode.USAGE
        ) from error


def a_language(text: str, option: str) -> Language:
    """Return a language's code; raises UserError."""
    found = as_language(text)
    if found is None:
        raise UserError(
            f"{option}: {text!r} is not a language here.",
            f"Write one of: {', '.join(LANGUAGES)}.",
            code=ExitCode.USAGE,
        )
    return found


def pairs(items: list[str], option: str) -> dict[str, str]:
    """Return ``NAME=VALUE`` items as a dict; raises UserError for one without ``=``."""
    found = {}
    for item in items:
        name, sign, value = item.partition("=")
        if not sign or not name.strip():
            raise UserError(f"{option} {item}: write it as NAME=VALUE.", code=ExitCode.USAGE)
        found[name.strip()] = value.strip()
    return found
