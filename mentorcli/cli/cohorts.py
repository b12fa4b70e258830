"""Commands about cohorts: cohort, status, calendar, batch, and read for what comes back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from mentorcli.cli.completion import programmes
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
from mentorcli.cli.repeated_options import read_list, read_pairs
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.cohort_states import CohortState

room = typer.Typer()
cohorts = group(room, "cohort")

STATES = [state.value for state in CohortState]

Dates = Annotated[
    list[str] | None,
    option("--date NAME=DAY", "A day that differs, like kickoff=2027-01-28; may be repeated."),
]
Set = Annotated[
    list[str] | None,
    option(
        "--set NAME=VALUE",
        "A gathering's starts, ends, place, place_fi, place_sv, link or language (fi,en), like "
        "kickoff.place=Hall; may be repeated.",
    ),
]

Programme = Annotated[str, argument("The programme, like doctoral.", autocompletion=programmes)]
Key = Annotated[str, argument("Year and season, like 2027-spring.")]
Only = Annotated[bool, option("--only", "Change the named days only; later days stay.")]
State = Annotated[str, argument(f"{', '.join(STATES[:-1])} or {STATES[-1]}.")]
Ics = Annotated[Path | None, option("--ics FILE", "Write the days for a calendar.")]
Past = Annotated[bool, option("--past", "Days that are over too.")]
AsOf = Annotated[
    dt.date | None,
    option("--as-of DATE", "How it stood on an earlier day, by what was known then."),
]
Files = Annotated[list[Path], argument("Exports, as for import.")]
Accept = Annotated[bool, option("--accept", "Take proposed columns of new forms.")]
ReadFiles = Annotated[list[Path], argument("What was filled in or sent back.")]
ReadCohort = Annotated[
    str,
    option(
        "--cohort", "The cohort, where the file does not tell it; a file of another one is refused."
    ),
]


OptionsOf = Annotated[str, argument("One field; all of them when left out.")]
AddOption = Annotated[
    list[str] | None,
    option("--add ANSWER=TEXT", "A text that means an answer of the field; may be repeated."),
]
Instead = Annotated[
    bool, option("--instead", "What is added is the whole list, in place of the one there is.")
]


@command(cohorts, writes=True)
def new(call: Call, programme: Programme, key: Key, date: Dates = None) -> Outcome:
    """Make a cohort.

    Its days follow the programme's calendar.

    \b
    Examples:
      mentorcli cohort new doctoral 2027-spring
      mentorcli cohort new doctoral 2027-autumn --date kickoff=2027-09-15
    """
    from mentorcli.commands.cohorts import cohorts as commands

    return commands.new(call.run, programme, key, _days(date))


@command(cohorts, "list")
def listing(call: Call) -> Outcome:
    """List the cohorts of the workspace."""
    from mentorcli.commands.cohorts import cohorts as commands

    return commands.listing(call.run)


@command(cohorts)
def show(call: Call, key: Cohort) -> Outcome:
    """Show a cohort's calendar."""
    from mentorcli.commands.cohorts import cohorts as commands

    return commands.show(call.run, key)


@command(cohorts, writes=True)
def change(
    call: Call, key: Cohort, date: Dates = None, gathering: Set = None, only: Only = False
) -> Outcome:
    """Change days, times and places.

    Days of a cohort, or time, place, link and language of its gatherings. The days after a changed one
    follow it.

    \b
    Examples:
      mentorcli cohort change 2027-spring --date wrapup=2027-05-27
      mentorcli cohort change 2027-spring --set "kickoff.place=Main building, room 1"
    """
    from mentorcli.commands.cohorts import cohorts as commands

    days, gatherings = _days(date), _gatherings(gathering)
    return commands.change(call.run, key, days, gatherings, only=only)


@command(cohorts, writes=True, notes=True)
def options(
    call: Call,
    cohort: Cohort,
    field: OptionsOf = "",
    add: AddOption = None,
    instead: Instead = False,
) -> Outcome:
    """List the known answers of each field with their spellings, or add one.

    What is added stands in the workspace's own profile; the rows that are kept are read again with it.
    A text that means several answers names them all, with + between; "fi: TEXT" is what one is called in Finnish.

    \b
    Examples:
      mentorcli cohort options 2027-spring goals
      mentorcli cohort options 2027-spring goals --add "networks=Networking" --add "pay=Pay talks"
      mentorcli cohort options 2027-spring goals --add "networks=fi: Verkostoituminen"
      mentorcli cohort options 2027-spring school --instead --add "tech=Technology" --add "arts=Arts"
      mentorcli cohort options 2027-spring meeting_modes --add "helsinki+remote=City or Teams"
    """
    from mentorcli.commands.cohorts import known_answers

    if add:
        said = read_list(add, "--add", "ANSWER=TEXT")
        return known_answers.add(call.run, cohort, field, said, call.speak, instead=instead)
    return known_answers.listing(call.run, cohort, field)


@command(cohorts, writes=True, asks=True)
def move(call: Call, key: Cohort, state: State) -> Outcome:
    """Move a cohort on, or a step back.

    Importing opens a planned cohort, matching and approving a plan move it on by themselves; closing
    it and closed are up to you; at a terminal closed is asked about. What is not allowed is refused
    with a sentence.

    \b
    Examples:
      mentorcli cohort move 2027-spring closing
      mentorcli cohort move 2027-spring closed
    """
    from mentorcli.commands.cohorts import moves as commands
    from mentorcli.console.ask import on_terminal

    asks = state == "closed" and on_terminal()
    if asks and not call.agreed(lambda: commands.closing_question(call.run, key)):
        return nothing_done(f"Nothing was changed: {key} is not closed.", cohort=key)
    return commands.move(call.run, key, state)


def _days(items: list[str] | None) -> dict[str, dt.date]:
    said = read_pairs(items, "--date").items()
    return {name: read_day(value, f"--date {name}") for name, value in said}


def _gatherings(items: list[str] | None) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, value in read_pairs(items, "--set").items():
        gathering, _, what = name.partition(".")
        found.setdefault(gathering, {})[what] = value
    return found


@command(room, day=True)
def status(call: Call, cohort: SomeCohort = "", as_of: AsOf = None) -> Outcome:
    """Say what is due and what comes next.

    \b
    Examples:
      mentorcli status
      mentorcli status 2027-spring --as-of 2027-01-20
    """
    from mentorcli.commands.cohorts import status as commands

    return commands.status(call.run, cohort, as_of)


@command(room, writes=True)
def calendar(call: Call, cohort: SomeCohort = "", ics: Ics = None, past: Past = False) -> Outcome:
    """Show the days to come.

    Of the cohorts' calendars and of matches that have their own days.

    \b
    Examples:
      mentorcli calendar
      mentorcli calendar 2027-open --ics mentoring.ics
    """
    from mentorcli.commands.cohorts import calendar as commands

    return commands.calendar(call.run, cohort, ics, past=past)


@command(room, writes=True)
def batch(call: Call, cohort: Cohort, files: Files, accept: Accept = False) -> Outcome:
    """Import, check, match, and write the review workbook, unattended.

    Nothing is approved. Run again with the same files it goes on where it stopped, and changes
    nothing that is done. Each step's result stands in --json and in out/COHORT/batch.json.

    \b
    Example:
      mentorcli batch 2027-spring mentees.xlsx mentors.csv --json
    """
    from mentorcli.commands.cohorts import batch as commands

    return commands.batch(call.run, cohort, files, accept=accept)


@command(room, writes=True, notes=True)
def read(call: Call, files: ReadFiles, cohort: ReadCohort = "") -> Outcome:
    """Take in a file that comes back: it is told by what is in it.

    The problems workbook: the rows are read again at once; a later export that still says the same in such a cell is corrected again, one that says something new is not, and that is told.

    The review workbook, what a board saved, and the sheet of answers: the plan is made anew or repaired around what they say. With - for the file, what the board gave as text is read from the input.

    Log sheets, several at once: a sheet given again adds nothing; a row that is unclear is told and the others count.

    Signatures, from a signing service or kept by hand: a table with columns E-mail (or Name), Signed, maybe Status and Match. Days come only from a column that says signed or completed; who signed without one is asked about. Again with the same file changes nothing.

    Scans of signed agreements, several at once: each is told by its name, and the day is asked.

    \b
    Examples:
      mentorcli read out/2027-spring/problems.xlsx
      mentorcli read out/2027-spring/review.xlsx
      mentorcli read board-decisions-2027-spring.json
      mentorcli read out/2027-spring/sheets/*.xlsx
      mentorcli read signatures.xlsx --cohort 2027-spring
    """
    from mentorcli.commands.cohorts import returned_files
    from mentorcli.console.progress import working

    with working("Reading"):
        return returned_files.read(call.run, files, cohort, call.speak)
