"""How a command is declared: its own options, those that many share, and the way to its work."""

from __future__ import annotations

import datetime as dt
import getpass
import inspect
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mentorcli.cli.completion import cohorts, people
from mentorcli.cli.repeated_options import GivenOnce
from mentorcli.commands.outcome import Outcome, Paragraph, told_in_cohort
from mentorcli.console.typed_names import look_up_in
from mentorcli.domain.language import LANGUAGES, Language, as_language
from mentorcli.domain.problem import UsageError

if TYPE_CHECKING:
    from mentorcli.commands.run import Run
    from mentorcli.domain.problem import Problem

Work = Callable[..., Outcome | None]


def read_day(text: str, option: str) -> dt.date:
    """Return a day written as 2027-01-21 or 21.1.2027; raises UserError."""
    parts = text.strip().split(".")
    try:
        if len(parts) == 3:  # noqa: PLR2004 - day, month, year
            return dt.date(int(parts[2]), int(parts[1]), int(parts[0]))
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(
            f"{option}: {text!r} is not a day.", "Write it like 2027-01-21 or 21.1.2027."
        ) from error


def _time(text: str, option: str) -> dt.time:
    try:
        hour, minute = text.strip().replace(".", ":").split(":")
        return dt.time(int(hour), int(minute))
    except ValueError as error:
        raise UsageError(
            f"{option}: {text!r} is not a time of day.", "Write it like 07:00."
        ) from error


def _language(text: str, option: str) -> Language:
    if found := as_language(text):
        return found
    raise UsageError(
        f"{option}: {text!r} is not a language here.", f"Write one of: {', '.join(LANGUAGES)}."
    )


_READ: dict[str, Callable[[str, str], Any]] = {
    "DATE": read_day, "TIME": _time, "LANGUAGE": _language,
}  # fmt: skip
"""What reads the value of an option, by the word that stands for it in the help."""


def option(words: str, says: str, default: str | bool = True, **settings: Any) -> Any:
    """Return Typer's declaration of an option from ``--name``, or ``--name/-n WORD``, and its help.

    ``default`` is what its help calls the default, where that is no value.
    """
    names, _, word = words.partition(" ")
    read = _READ.get(word)
    if read is not None:
        settings = {"parser": lambda text: read(text, names), **settings}
    return typer.Option(
        *names.split("/"), metavar=word or None, help=says, show_default=default, **settings
    )


def argument(says: str, **settings: Any) -> Any:
    """Return Typer's declaration of an argument from its help."""
    return typer.Argument(help=says, **settings)


Workspace = Annotated[
    Path,
    option(
        "--workspace/-w",
        "The workspace, or a folder in it. Default: this folder.",
        default=False,
        envvar="MENTORCLI_WORKSPACE",
    ),
]
Yes = Annotated[bool, option("--yes/-y", "Do not ask before it is made final.")]
Today = Annotated[
    dt.date | None, option("--today DATE", "The day to go by, like 2027-01-21.", "this day")
]
DryRun = Annotated[bool, option("--dry-run", "Show what would be done; write nothing.")]
All = Annotated[bool, option("--all", "List each thing that was noticed, not one of a kind.")]
Open = Annotated[bool, option("--open", "Open it when it is written; the folder of several.")]
Json = Annotated[bool, option("--json", "Print one JSON object, for scripts.")]

_of_cohort = partial(argument, autocompletion=cohorts)
_person = partial(argument, autocompletion=people)
Cohort = Annotated[str, _of_cohort("The cohort, like 2027-spring.")]
SomeCohort = Annotated[str, _of_cohort("One cohort; all of them when left out.")]
OfCohort = Annotated[str, option("--cohort", "Such as 2027-spring.", autocompletion=cohorts)]
Who = Annotated[str, _person("A name (a part is enough), an e-mail address or an id.")]
Mentee = Annotated[str, _person("The mentee: a name, an address or an id.")]
Mentor = Annotated[str, _person("The mentor: a name, an address or an id.")]
Reasons = Annotated[bool, option("--why", "With reasons, and what the rules block.")]
With = Annotated[str, option("--with", "The other one, of several.", autocompletion=people)]


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
    every: bool = False

    @property
    def run(self) -> Run:
        """What the command itself is given."""
        from mentorcli.commands.run import Run

        words = " ".join(sys.argv[1:3])
        hand = (_user(), words, self.clock, self.dry_run)
        return Run(self.folder, self.today, self.now, *hand, _finish_forgetting)

    @property
    def speak(self) -> Callable[[Problem], tuple[str, str]]:
        """What gives a problem's sentence, and what to do about it."""
        from mentorcli.console.show import sentence

        return sentence

    def agreed(self, question: Callable[[], str]) -> bool:
        """Ask before something is made final; a trial and ``--yes`` are not asked."""
        from mentorcli.console.ask import confirm

        return self.dry_run or self.yes or confirm(question(), yes=False)


def asked_to_write(call: Call) -> tuple[list[bool], Callable[[Outcome], bool]]:
    """Return what shows what would be written and asks, and its answers: none where nobody is asked."""
    from mentorcli.console.ask import on_terminal
    from mentorcli.console.form_questions import agree

    asks, seen = on_terminal() and not (call.yes or call.as_json), list[bool]()

    def agreed(outcome: Outcome) -> bool:
        if asks:
            seen.append(agree(outcome, every=call.every))
        return all(seen)

    return seen, agreed


def nothing_done(says: str, **data: Any) -> Outcome:
    """Return the outcome of a coordinator who said no."""
    return Outcome((Paragraph(says),), data)


def _finish_forgetting(workspace: Any, hand: Any) -> None:
    from mentorcli.commands.applications.erasure_steps import go_on

    go_on(workspace, hand)


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
    notes: bool = False,
    opens: bool = False,
    inside: bool = True,
    says: str = "",
) -> Callable[[Work], Work]:
    """Declare a command: its function names only what is its own, after the ``Call``.

    All print JSON. Those that work ``inside`` a workspace can be told which, that ``writes`` can be
    tried and told the day, that count by it are told the ``day``, that ``asks`` can be told yes,
    that ``notes`` much list it all, that ``opens`` show what they made. ``says`` is help of its own.
    """
    shared: dict[str, tuple[Any, Any]] = {
        **({"workspace": (Workspace, Path())} if inside else {}),
        **({"yes": (Yes, False)} if asks else {}),
        **({"today": (Today, None)} if writes or day else {}),
        **({"dry_run": (DryRun, False)} if writes else {}),
        **({"every": (All, False)} if notes else {}),
        **({"shown": (Open, False)} if opens else {}),
        "as_json": (Json, False),
    }

    def declare(work: Work) -> Work:
        _, *own = inspect.signature(work, eval_str=True).parameters.values()

        def run(**given: Any) -> None:
            said = {key: given.pop(key) for key in shared}
            shown = said.pop("shown", False)
            _refuse_unquoted(given.values())
            key = str(given.get("cohort") or given.get("key") or "")
            call = _call(**said)
            look_up_in(call.folder)
            with told_in_cohort(key):
                outcome = work(call, **given)
            if outcome is None:
                raise typer.Exit(0)
            outcome = outcome.in_cohort(key)
            if shown:
                _show(outcome.files)
            from mentorcli.console.run_endings import end

            every = said.get("every", False)
            raise typer.Exit(int(end(outcome, as_json=said["as_json"], every=every)))

        kind = inspect.Parameter.KEYWORD_ONLY
        added = (
            inspect.Parameter(key, kind, default=default, annotation=annotation)
            for key, (annotation, default) in shared.items()
        )
        parameters = [*(p.replace(kind=kind) for p in own), *added]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {}  # they stand in the signature, already understood
        run.__name__, run.__doc__ = work.__name__, says or work.__doc__
        into.command(name, cls=GivenOnce)(run)
        return work

    return declare


def _show(files: Collection[Path]) -> None:
    """Open a file that was made with the program that the computer has for it, or their folder."""
    if files:
        first = next(iter(files))
        typer.launch(str(first if len(files) == 1 else first.parent))


def _refuse_unquoted(given: Iterable[Any]) -> None:
    """Raise UserError where a file's name has blanks and came as several words that are no files."""
    for words in given:
        named = words if isinstance(words, list) and words and isinstance(words[0], Path) else []
        missing = [word for word in named if not word.exists()]
        for first, last in combinations(range(len(missing) + 1), 2):
            whole = " ".join(map(str, missing[first:last]))
            if last - first > 1 and Path(whole).is_file():
                raise UsageError(
                    f"There is no file {missing[first]}; there is one called “{whole}”. "
                    "Nothing was done.",
                    f'A name with blanks needs quotation marks: "{whole}"',
                )


def _call(*, workspace: Path = Path(), today: dt.date | None = None, **said: bool) -> Call:
    clock = dt.datetime.now(tz=dt.UTC)
    now = dt.datetime.combine(today, clock.timetz()) if today else clock
    try:
        folder = workspace.resolve()
    except FileNotFoundError as error:
        raise UsageError(
            "The folder in which this was started is not there any more. Nothing was changed.",
            "Change to a folder that there is, then run again.",
        ) from error
    return Call(folder, today or clock.astimezone().date(), now, clock, **said)
