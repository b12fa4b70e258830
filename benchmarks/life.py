"""What ongoing programmes and daily runs cost: python benchmarks/life.py.

``remind`` with nothing due on 10,000 people in 20 cohorts against a bare Python start; 10,000 due
reminders against bare rendering and writing of the same files; ``suggest`` against 5,000 mentors.
Processor seconds of whole processes where not said otherwise; the best of several runs.
"""

from __future__ import annotations

import datetime as dt
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from life_year import _application, calendar, hand_on
from reminders_cohort import SOURCE

from mentorcli import documents, reminders
from mentorcli.commands.mail.reminders import remind
from mentorcli.domain.application import Application, ApplicationState, Capacity, Given
from mentorcli.domain.cohort import Calendar
from mentorcli.domain.fact import Agreement, Fact, Kind
from mentorcli.domain.plan import Match, PairScore, Plan
from mentorcli.workspace.applications import save_applications
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace, create, open_workspace
from mentorcli.workspace.plans import save_plan
from mentorcli.workspace.profiles import load_programme
from mentorcli.workspace.records import cohort_standing

COHORTS, GROUPS = 20, 125
"""Each group has four people."""
QUIET, BUSY = dt.date(2028, 1, 2), dt.date(2028, 1, 18)


def large(folder: Path) -> Workspace:
    """Make a workspace with 20 running doctoral cohorts of 500 people each."""
    create(folder)
    workspace, run = open_workspace(folder), hand_on(folder, QUIET)
    programme = load_programme("doctoral")
    days = calendar(programme, "2028-spring")
    with workspace.writing(run.hand) as connection:
        for c in range(COHORTS):
            key, people, made = f"2028-spring{c:02}", [], []
            for n in range(GROUPS):
                leader = f"c{c:02}m{n:03}"
                mentees = tuple(f"{leader}e{k}" for k in range(3))
                people += [
                    _application(key, "mentor", leader),
                    *(_application(key, "mentee", p) for p in mentees),
                ]
                made.append(
                    Match(
                        f"m{leader}",
                        leader,
                        mentees,
                        "en",
                        0,
                        tuple(PairScore(p, 0, (), "") for p in mentees),
                    )
                )
            value = Calendar(days, programme.gatherings)
            told = Fact(Kind.COHORT_MADE, key, about="doctoral", value=value)
            plan = Plan(key, "0" * 64, "1", tuple(made), (), (), (), ())
            number = save_plan(connection, plan, run.hand)
            append(connection, run.hand, told, Fact(Kind.APPROVED, key, about=str(number)))
            save_applications(connection, people)
            agreements = (
                Fact(Kind.AGREEMENT, key, m.id, value=Agreement(m.id, "en", {})) for m in made
            )
            append(connection, run.hand, *agreements)
    return workspace


def processor(*words: str, folder: Path | None = None, times: int = 7) -> float:
    """Return the least processor seconds that a whole process took."""
    best = 1e9
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], cwd=folder, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def nothing_due(folder: Path) -> None:
    """Print what a day without reminders costs, the first after a change and any other."""
    bare = processor("-c", "pass", times=30)
    words = ("-m", "mentorcli", "remind", "--today", str(QUIET))
    first = processor(*words, folder=folder, times=1)
    later = processor(*words, folder=folder)
    print(f"bare Python start          {bare:7.3f} s")
    print(f"remind, nothing due        {later:7.3f} s   {later / bare:5.1f} times")
    print(f"the first after a change   {first:7.3f} s   {first / bare:5.1f} times")


def all_due(folder: Path, workspace: Workspace) -> None:
    """Print what 10,000 due reminders cost beside rendering and writing them and nothing else."""
    run = hand_on(folder, BUSY)
    with workspace.reading() as connection:
        records = [
            cohort_standing(workspace, connection, f"2028-spring{c:02}") for c in range(COHORTS)
        ]
    texts = reminders.load_reminders(records[0].programme, None)
    organisation = workspace.settings.organisation
    bare = folder / "bare"
    bare.mkdir()
    began = time.process_time()
    written = 0
    for record in records:
        for message in reminders.due(reminders.Facts.of(record, organisation), texts, BUSY):
            written += 1
            (bare / f"{written}.eml").write_bytes(documents.to_eml(message, organisation))
    plain = time.process_time() - began
    began = time.process_time()
    count = remind(run).data["count"]
    whole = time.process_time() - began
    print(f"{written} bare               {plain:7.2f} s")
    print(
        f"{count} through remind     {whole:7.2f} s   {whole / plain:5.1f} times (this process only)"
    )


def suggested(folder: Path, mentors: int = 5_000) -> None:
    """Print how long one suggestion takes against many mentors, seconds as they go by."""
    create(folder)
    workspace, run = open_workspace(folder), hand_on(folder, dt.date(2028, 2, 1))
    programme = load_programme("open")
    days = {name: day.on(2028) for name, day in programme.seasons["open"].items()}
    areas, units = (
        ("teaching", "wellbeing", "new_role", "career_planning"),
        ("ARTS", "BIZ", "ENG", "SCI"),
    )
    people = []
    for n in range(mentors + 1):
        role = "mentor" if n else "mentee"
        said = {
            "email": f"p{n}@example.org", "languages": (("en", "fi"), ("fi",), ("sv", "en"))[n % 3],
            "unit": (units[n % 4],), "department": f"Department {n % 40}", "meeting_modes": ("remote",),
            "consent": True, "line_manager": (f"Manager Number{n % 300}",),
            **({"themes": areas[n % 3 : n % 3 + 2], "capacity": Capacity(1, 2)} if n else
               {"goals": areas[:2], "wishes": ("prof. Nimi17 Sukunimelle?",), "own_unit": ("no",)}),
        }  # fmt: skip
        given = {k: Given(v, SOURCE) for k, v in said.items()}
        people.append(Application("2028-open", role, f"p{n:05}", f"Nimi{chr(97 + n % 26)}{chr(97 + n // 26 % 26)} Sukunimi{chr(97 + n // 676)}",
                                  f"p{n}@example.org", ApplicationState.VALID, "f", str(n), None, given))  # fmt: skip
    with workspace.writing(run.hand) as connection:
        value = Calendar(days, {})
        told = Fact(Kind.COHORT_MADE, "2028-open", about="open", value=value)
        append(connection, run.hand, told, Fact(Kind.MOVED, "2028-open", about="open"))
        save_applications(connection, people)
    words = ("-m", "mentorcli", "suggest", "p00000", "--today", "2028-02-01", "--json")
    print(f"suggest, {mentors} mentors     {processor(*words, folder=folder, times=3):7.2f} s")


def main() -> None:
    """Print all of it."""
    with TemporaryDirectory() as name:
        suggested(Path(name) / "open")
        folder = Path(name) / "large"
        workspace = large(folder)
        nothing_due(folder)
        all_due(folder, workspace)


if __name__ == "__main__":
    main()
