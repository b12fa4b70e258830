"""The main job from beginning to end on invented sample data."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shlex import quote

from mentorcli.commands.applications import imports as importing
from mentorcli.commands.applications.agreed_forms import Wishes
from mentorcli.commands.cohorts import cohorts
from mentorcli.commands.mail import reminders as reminding
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers import agreements
from mentorcli.commands.papers import invitations as inviting
from mentorcli.commands.papers import reports as reporting
from mentorcli.commands.plans import approval as approving
from mentorcli.commands.plans import explanations as explaining
from mentorcli.commands.plans import proposals as matching
from mentorcli.commands.plans import review as planning
from mentorcli.commands.run import Run
from mentorcli.commands.workspace import init as starting
from mentorcli.domain.problem import UsageError
from mentorcli.files.atomic import make_folder, write_bytes
from mentorcli.files.shipped import shipped

COHORT = "2027-spring"
EXPORTS = ("mentees.xlsx", "mentors.csv")
MATCHED, REMINDED = dt.date(2026, 11, 27), dt.date(2027, 1, 18)
MARK = "this-is-a-demo.txt"


def demo(run: Run, folder: Path, say: Callable[[str], None]) -> Outcome:
    """Do the whole job in ``folder`` and list the files to open; ``say`` is told each step.

    A folder that an earlier demonstration made is made anew; any other folder must be empty.
    """
    _refuse_full(folder)
    if run.dry_run:
        text = f"The demonstration would be made in {folder}; nothing was written."
        return Outcome((Paragraph(text),), {"folder": str(folder), "files": []})
    if folder.exists():
        shutil.rmtree(folder)
    make_folder(folder)
    here = replace(run, folder=folder, today=MATCHED, command="demo")
    say("init: a workspace")
    starting.init(here, folder, {})
    write_bytes(
        folder / MARK, b"Made by mentorcli demo; running it again makes this folder anew.\n"
    )
    for name in EXPORTS:
        write_bytes(folder / "exports" / name, (shipped("sample_data") / name).read_bytes())
    say(f"cohort new: the doctoral programme, {COHORT}")
    cohorts.new(here, "doctoral", COHORT, {})
    taken = _import(here, folder, say)
    shown = _match(here, say)
    files = _make(here, folder, say)
    done = Paragraph(f"Done, in {folder}. Open these:", strong=True)
    listed = Paragraph("\n".join(f"{path}\n    {why}" for path, why in files), verbatim=True)
    data = {"folder": str(folder), "files": [str(path) for path, _ in files]}
    program = _program()
    steps = (
        f"cd {quote(str(folder))}",
        f"{program} status {COHORT}",
        f"{program} explain {COHORT} Patel",
        "The tutorial in README.md goes on from here.",
    )
    return Outcome((*taken, *shown, done, listed), data, next_steps=steps)


def _program() -> str:
    """Return how this program is started here: by name when it is on the path, else in full."""
    here = Path(sys.executable).with_name("mentorcli")
    return "mentorcli" if shutil.which("mentorcli") or not here.exists() else quote(str(here))


def _refuse_full(folder: Path) -> None:
    made = (folder / MARK).is_file()
    if folder.exists() and not made and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            f"{folder} is not empty, and no demonstration made it. Nothing was changed.",
            "Name another folder: mentorcli demo FOLDER",
        )


def _import(here: Run, folder: Path, say: Callable[[str], None]) -> tuple[Paragraph | Listing, ...]:
    say(f"import: {' and '.join(EXPORTS)}")
    files = [folder / "exports" / name for name in EXPORTS]
    wishes = Wishes(accept=True)
    outcome = importing.import_files(here, COHORT, files, wishes, None, lambda _: True)
    return (outcome.blocks[-1],)


def _match(here: Run, say: Callable[[str], None]) -> tuple[Paragraph | Listing, ...]:
    say("match: the best groups, proved stage by stage")
    matched = matching.match(here, COHORT)
    waiting = matched.data["plan"]["waiting"] or matched.data["plan"]["matches"][0]["pairs"]
    person = waiting[0].get("person") or waiting[0]["mentee"]
    say("explain: why somebody is where they are")
    explained = explaining.explain(here, COHORT, person, "")
    say("plan review, plan approve")
    planning.review(here, COHORT)
    approving.approve(here, COHORT)
    title = Paragraph("mentorcli explain, for one person:", strong=True)
    return (*matched.blocks, Paragraph(""), title, *explained.blocks, Paragraph(""))


def _make(here: Run, folder: Path, say: Callable[[str], None]) -> list[tuple[Path, str]]:
    say("agreement render: one Word document for each group")
    agreements.render(here, COHORT)
    say("invite kickoff: a draft with a calendar file for everybody")
    inviting.invite(here, "kickoff", COHORT)
    say(f"remind --today {REMINDED}: what is due that day")
    reminding.remind(replace(here, today=REMINDED))
    say("report: a workbook and a page")
    reporting.report(replace(here, today=REMINDED), COHORT)
    out = folder / "out" / COHORT
    return [
        (out / "review.xlsx", "the plan to look at and to change in Excel"),
        (
            _first(out / "agreements", "*.docx"),
            "one group's agreement, ready to sign; the others lie beside it",
        ),
        (
            _first(out / "invitations", "*/*.eml"),
            "an invitation to the kick-off with its calendar file",
        ),
        (_first(out / "outbox" / str(REMINDED), "*.eml"), f"a reminder that is due on {REMINDED}"),
        (out / "report" / f"cohort-{COHORT}.html", "the report for management, to print"),
        (out / "report" / f"cohort-{COHORT}.xlsx", "the same with native charts"),
        (out / "plan.json", "the plan with the proof of each stage"),
    ]


def _first(folder: Path, pattern: str) -> Path:
    return min(folder.glob(pattern))
