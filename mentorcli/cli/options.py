"""How a command is declared: its own options, those that many share, and the way to its work."""

from __future__ import annotations

import datetime as dt
import getpass
import inspect
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mentorcli.commands.outcome import Outcome
from mentorcli.domain.language import LANGUAGES, Language, as_language
from mentorcli.domain.problem import ExitCode, UserError

if TYPE_CHECKING:
    from mentorcli.commands.run import Run

Work = Callable[..., Outcome | None]


def read_day(text: str, option: str) -> dt.date:
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


def _time(text: str, option: str) -> dt.time:
    try:
        hour, minute = text.strip().replace(".", ":").split(":")
        return dt.time(int(hour), int(minute))
    except ValueError as error:
        raise UserError(
            f"{option}: {text!r} is not a time of day.",
            "Write it like 07:00.",
            code=ExitCode.USAGE,
        ) from error


def _language(text: str, option: str) -> Language:
    found = as_language(text)
    if found is None:
        raise UserError(
            f"{option}: {text!r} is not a language here.",
            f"Write one of: {', '.join(LANGUAGES)}.",
            code=ExitCode.USAGE,
        )
    return found


def _option(read: Callable[[str, str], Any], metavar: str) -> Callable[..., Any]:
    """Return what declares an option of a kind: with its name, its help and what it is else."""

    def declare(name: str, says: str, default: str | bool = True) -> Any:
        def parsed(text: str) -> Any:
            return read(text, name)

        return typer.Option(name, metavar=metavar, help=says, parser=parsed, show_default=default)

    return declare


day_option = _option(read_day, "DATE")
time_option = _option(_time, "TIME")
language_option = _option(_language, "LANGUAGE")

Workspace = Annotated[
    Path,
    typer.Option(
        "--workspace",
        "-w",
        envvar="MENTORCLI_WORKSPACE",
        show_default=False,
        help="The workspace, or a folder in it. Default: this folder.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before it is made final.")]
Today = Annotated[
    dt.date | None, day_option("--today", "The day to go by, like 2027-01-21.", "this day")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, for scripts.")]

Cohort = Annotated[str, typer.Argument(help="The cohort, like 2027-spring.")]
SomeCohort = Annotated[str, typer.Argument(help="One cohort; all of them when left out.")]
OfCohort = Annotated[str, typer.Option("--cohort", help="The cohort, like 2027-spring.")]
Who = Annotated[str, typer.Argument(help="A name (a part is enough), an e-mail address or an id.")]
Mentee = Annotated[str, typer.Argument(help="The mentee: a name, an address or an id.")]
Mentor = Annotated[str, typer.Argument(help="The mentor: a name, an address or an id.")]
With = Annotated[
    str, typer.Option("--with", help="The other one, when somebody has several matches.")
]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a command: where, on which day, and what the shared options say.

    ``now`` is UTC and falls on ``today`` where that was said; ``clock`` is what the clock says.
    """

    folder: Path
    today: dt.date
    now: dt.datetime
    clock: dt.datetime
    yes: bool = False
    dry_run: bool = False
    as_json: bool = False

    @property
    def run(self) -> Run:
        """What the command itself is given."""
        from mentorcli.commands.run import Run

        words = " ".join(sys.argv[1:3])
        return Run(self.folder, self.today, self.now, _user(), words, self.clock)

    def agreed(self, question: Callable[[], str]) -> bool:
        """Ask before something is made final; a trial and ``--yes`` are not asked."""
        from mentorcli.console.ask import confirm

        return self.dry_run or self.yes or confirm(question(), yes=False)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # cron in a container may have no user name
        return "unknown"


def group(into: typer.Typer, name: str, **settings: Any) -> typer.Typer:
    """Return a group of commands; its help line stands in the program's contents."""
    made = typer.Typer(no_args_is_help=True, **settings)
    into.add_typer(made, name=name)
    return made


def command(
    into: typer.Typer,
    name: str | None = None,
    *,
    writes: bool = False,
    day: bool = False,
    asks: bool = False,
    says: str = "",
) -> Callable[[Work], Work]:
    """Declare a command: its function names only what is its own, after the ``Call``.

    All can be told the workspace and print JSON; one that ``writes`` can be tried and told the
    day, one that only counts by it is told the ``day``, one that ``asks`` can be told yes. ``says``
    is help of its own in place of the docstring.
    """
    shared: dict[str, tuple[Any, Any]] = {
        "workspace": (Workspace, Path()),
        **({"yes": (Yes, False)} if asks else {}),
        **({"today": (Today, None)} if writes or day else {}),
        **({"dry_run": (DryRun, False)} if writes else {}),
        "as_json": (Json, False),
    }

    def declare(work: Work) -> Work:
        _, *own = inspect.signature(work, eval_str=True).parameters.values()

        def run(**given: Any) -> None:
            said = {key: given.pop(key) for key in shared}
            _refuse_unquoted(given.values())
            outcome = work(_call(**said), **given)
            if outcome is None:
                raise typer.Exit(0)
            from mentorcli.console.endings import end

            raise typer.Exit(int(end(outcome, as_json=said["as_json"])))

        kind = inspect.Parameter.KEYWORD_ONLY
        added = (
            inspect.Parameter(key, kind, default=default, annotation=annotation)
            for key, (annotation, default) in shared.items()
        )
        parameters = [*(p.replace(kind=kind) for p in own), *added]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {}  # they stand in the signature, already understood
        run.__name__, run.__doc__ = work.__name__, says or work.__doc__
        into.command(name)(run)
        return work

    return declare


def _refuse_unquoted(given: Iterable[Any]) -> None:
    """Raise UserError where a file's name has blanks and came as several words that are no files."""
    for words in given:
        named = words if isinstance(words, list) and words and isinstance(words[0], Path) else []
        missing = [word for word in named if not word.exists()]
        for first, last in combinations(range(len(missing) + 1), 2):
            whole = " ".join(map(str, missing[first:last]))
            if last - first > 1 and Path(whole).is_file():
                raise UserError(
                    f"There is no file {missing[first]}; there is one called “{whole}”. "
                    "Nothing was done.",
                    f'A name with blanks needs quotation marks: "{whole}"',
                    code=ExitCode.USAGE,
                )


def _call(*, workspace: Path, today: dt.date | None = None, **said: bool) -> Call:
    clock = dt.datetime.now(tz=dt.UTC)
    now = dt.datetime.combine(today, clock.timetz()) if today else clock
    try:
        folder = workspace.resolve()
    except FileNotFoundError as error:
        raise UserError(
            "The folder in which this was started is not there any more. Nothing was changed.",
            "Change to a folder that there is, then run again.",
            code=ExitCode.USAGE,
        ) from error
    return Call(folder, today or clock.astimezone().date(), now, clock, **said)


def read_pairs(items: list[str] | None, option: str) -> dict[str, str]:
    """Return ``NAME=VALUE`` items as a dict; raises UserError for one without ``=``."""
    found = {}
    for item in items or ():
        name, sign, value = item.partition("=")
        if not sign or not name.strip():
            raise UserError(f"{option} {item}: write it as NAME=VALUE.", code=ExitCode.USAGE)
        found[name.strip()] = value.strip()
    return found
