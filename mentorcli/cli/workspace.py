"""Commands about a workspace: init, demo, doctor, history, undo, schedule."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from mentorcli.cli.completion import people
from mentorcli.cli.options import Call, argument, command, nothing_done, option
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.problem import UsageError
from mentorcli.files.shipped import programmes

room = typer.Typer()

PROGRAMMES = sorted(path.stem for path in programmes().glob("*.toml"))
QUESTIONS = {
    "organisation": "What is your organisation called? (Enter: later, in mentorcli.toml)",
    "unit": "The unit in charge, in English?",
    "unit_fi": "The same in Finnish? (Enter: the same name)",
    "unit_sv": "And in Swedish?",
    "contact": "Whom may people write to? (Enter: Mentoring coordinator)",
    "address": "And to which e-mail address?",
    "privacy": "The web address of your privacy notice? (Enter: later)",
    "place": "Where do you meet?",
}

Whom = Annotated[str, argument("A cohort or a person. Default: everything.", autocompletion=people)]
Number = Annotated[int | None, argument("The number in the history. Default: the last command.")]
Folder = Annotated[Path, argument("Where the workspace is to be.")]
Organisation = Annotated[
    str, option("--organisation", "Who runs the programmes, like Aalto University.")
]
Unit = Annotated[str, option("--unit", "The unit in charge, in English.")]
UnitFi = Annotated[str, option("--unit-fi", "The unit in Finnish.")]
UnitSv = Annotated[str, option("--unit-sv", "The unit in Swedish.")]
Contact = Annotated[str, option("--contact", "Whom people may write to, by name or title.")]
Privacy = Annotated[str, option("--privacy", "The web address of your privacy notice.")]
Address = Annotated[str, option("--address", "The e-mail address that people may write to.")]
Place = Annotated[str, option("--place", "Where you meet; each cohort can say another place.")]
Programme = Annotated[str, option("--programme", f"The first programme: {', '.join(PROGRAMMES)}.")]
DemoFolder = Annotated[Path, argument("Where the demonstration is to be made.")]
MaxAge = Annotated[
    str,
    option(
        "--max-age AGE",
        "The longest time since the last remind, like 26h or 3d; looked at only if given.",
    ),
]
At = Annotated[dt.time | None, option("--at TIME", "The time of day, this computer's.", "07:00")]


@command(room, notes=True)
def history(call: Call, whom: Whom = "") -> Outcome:
    """Tell who did what when.

    The newest first, each command with its number; what was taken back says so.

    \b
    Examples:
      mentorcli history 2027-spring
      mentorcli history Korhonen
    """
    from mentorcli.commands.workspace import history as commands

    return commands.history(call.run, whom, every=call.every)


@command(room, writes=True, asks=True)
def undo(call: Call, number: Number = None) -> Outcome:
    """Take back what the last command did.

    Or the command with that number in the history. What later things rest on stays, and is named;
    mails that went out are told. Imports, accepted changes, added answers, proposed plans and
    erasures are not taken back: what to do instead is told.

    \b
    Examples:
      mentorcli undo
      mentorcli undo 34
    """
    from mentorcli.commands.workspace import undo as commands

    meant = commands.deeds(call.run, number)
    if not call.agreed(meant.question):
        return nothing_done("Nothing was changed.", taken_back=[])
    return commands.undo(call.run, meant.facts[0].number, call.speak)


@command(room, writes=True, inside=False)
def init(
    call: Call,
    folder: Folder,
    organisation: Organisation = "",
    unit: Unit = "",
    unit_fi: UnitFi = "",
    unit_sv: UnitSv = "",
    contact: Contact = "",
    address: Address = "",
    privacy: Privacy = "",
    place: Place = "",
    programme: Programme = "",
) -> Outcome:
    """Make a workspace folder.

    It holds settings, forms, templates, the database and what is made. On a terminal it asks for
    what no option says; all of it stands in mentorcli.toml and can be changed there.

    \b
    Examples:
      mentorcli init mentoring
      mentorcli init mentoring --organisation "Aalto University" --unit "Human Resources" --address mentoring@example.org
    """
    from mentorcli.commands.workspace import init as commands
    from mentorcli.console.ask import ask, on_terminal

    said = {
        "organisation": organisation,
        "unit": unit,
        "unit_fi": unit_fi,
        "unit_sv": unit_sv,
        "contact": contact,
        "address": address,
        "privacy": privacy,
        "place": place,
    }
    there = folder.resolve()
    if on_terminal() and not call.dry_run and not commands.is_workspace(there):
        wrong = {"address": commands.wrong_address}
        said = {
            name: text or ask(QUESTIONS[name], wrong=wrong.get(name)) for name, text in said.items()
        }
        first = f"Your first programme ({', '.join(PROGRAMMES)})?"
        programme = programme or ask(first, wrong=partial(commands.wrong_programme, there))
    return commands.init(call.run, there, said, programme)


@command(room, writes=True, inside=False)
def demo(call: Call, folder: DemoFolder = Path("demo-workspace")) -> Outcome:
    """Do the whole job on sample data.

    The people are invented. At the end the files to open are listed.

    \b
    Example:
      mentorcli demo demo-workspace
    """
    from mentorcli.commands.workspace import demo as commands
    from mentorcli.console.show import notice

    return commands.demo(call.run, folder.resolve(), notice)


@command(room, day=True)
def doctor(call: Call, max_age: MaxAge = "") -> Outcome:
    """Say whether the workspace is well.

    Its database and files, papers that are older than what they were made from, and with
    --max-age whether the scheduler still comes.
    Changes nothing; exit code 3 when something is wrong.

    \b
    Examples:
      mentorcli doctor
      mentorcli doctor --max-age 26h
    """
    from mentorcli.commands.workspace import doctor as commands

    return commands.doctor(call.run, _age(max_age) if max_age else None)


def _age(text: str) -> dt.timedelta:
    found = re.fullmatch(r"([0-9]{1,4}) *(h|d)", text.strip().casefold())
    if not found:
        raise UsageError(f"--max-age: {text!r} is not an age.", "Write it like 26h or 3d.")
    number = int(found[1])
    return dt.timedelta(hours=number) if found[2] == "h" else dt.timedelta(days=number)


@command(room)
def schedule(call: Call, at: At = None) -> Outcome:
    """Print ready lines for cron, systemd and Windows.

    To run remind once a day; paste them yourself, nothing is installed.

    \b
    Example:
      mentorcli schedule --at 06:30
    """
    from mentorcli.commands.workspace import schedule as commands

    return commands.schedule(call.run, at or dt.time(7))
