"""A random cohort in a workspace of its own, its commands, and what is true of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from matching_cases import COHORT
from matching_random import KEY, random_cohort
from oracles.every_plan import EveryPlan, Made, company

from mentorcli.commands.cohorts import cohorts, moves
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.commands.workspace.init import init
from mentorcli.domain.decision import Decision
from mentorcli.domain.plan import MatchingCase
from mentorcli.workspace.applications import save_applications
from mentorcli.workspace.database import Hand

TODAY = dt.date(2026, 12, 1)
NOW = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)


@dataclass
class Tally:
    """How many figures were held against what is true, by command and kind, and which were false."""

    checked: Counter[tuple[str, str]] = field(default_factory=Counter)
    false: list[str] = field(default_factory=list)
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)

    def claim(self, where: str, command: str, kind: str, said: Any, true: Any) -> None:
        """Count a figure, and note it where it is not what is true."""
        self.checked[command, kind] += 1
        if str(said) != str(true):
            self.wrong[command, kind] += 1
            self.false.append(f"{where} · {command} · {kind}: said {said}, true {true}")

    def add(self, other: Tally) -> None:
        """Take in what another counted."""
        self.checked += other.checked
        self.wrong += other.wrong
        self.false += other.false


@dataclass
class World:
    """A cohort as it is now: ``case`` is what a plan is made of, ``made`` the plan, if any."""

    folder: Path
    name: str
    form: str
    case: MatchingCase
    tally: Tally
    made: Made = ()
    approved: bool = False

    def run(self, *, dry: bool = True) -> Run:
        """Return a call of the program on a fixed day."""
        return Run(self.folder, TODAY, NOW, "test", "test", dry_run=dry)

    @property
    def people(self) -> str:
        return "person" if self.form == "peers" else "mentee"

    def claim(self, command: str, kind: str, said: Any, true: Any) -> None:
        """Count a figure of a command."""
        self.tally.claim(self.name, command, kind, said, true)

    def every(self, case: MatchingCase | None = None, *, moves: bool = False) -> EveryPlan:
        """Return all plans of the case, or of a changed one; with ``moves`` counted from the plan."""
        return EveryPlan(case or self.case, company(self.made) if moves else {})

    def changed(self, **parts: Any) -> MatchingCase:
        """Return the case with other parts."""
        return replace(self.case, **parts)

    def profile(self, **parts: Any) -> MatchingCase:
        """Return the case with other parts of its profile."""
        return self.changed(programme=replace(self.case.programme, **parts))

    def decided(self, *decisions: Decision) -> MatchingCase:
        """Return the case with other decisions."""
        return self.changed(decisions=tuple(sorted(decisions)))

    def worth(self, made: Made) -> dict[str, Any]:
        """Return what the stages are worth in a plan of the case as it is."""
        return self.every().values(made)

    def person(self, name: str) -> str:
        """Return the id of somebody by name."""
        both = (*self.case.mentees, *self.case.mentors)
        return next(a.person for a in both if a.name == name)

    def people_of(self, names: str) -> tuple[str, ...]:
        """Return the ids of people by their names with commas; nobody is nobody."""
        return () if names in {"nobody", ""} else tuple(self.person(n) for n in names.split(", "))


def world_of(folder: Path, form: str, number: int, tally: Tally) -> World:
    """Make a workspace with a random cohort."""
    size = (5, 6) if form == "pairs" else (6, 7)
    made = random_cohort(form, number, mentees=size, mentors=4, decided=False)
    case = replace(made.case, waited=())
    world = World(folder, f"{form} {number}", form, case, tally)
    folder.mkdir()
    run = world.run(dry=False)
    init(run, folder, {})
    (folder / "programmes").mkdir(exist_ok=True)
    (folder / "programmes" / f"{KEY}.toml").write_text(made.profile, encoding="utf-8")
    cohorts.new(run, KEY, COHORT, {})
    moves.move(run, COHORT, "open")
    with run.open().writing(Hand("test", NOW.isoformat(), "test")) as connection:
        save_applications(connection, (*case.mentees, *case.mentors))
    return world


def moved(
    old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]], world: World
) -> list[str]:
    """Return who had a place and has another or none: in circles the place of a circle that goes on stays."""
    if world.form != "peers":
        return sorted(p for p in old if tuple(new.get(p, ())) != tuple(old[p]))
    before, after = ({frozenset((p, *c)) for p, c in x.items() if c} for x in (old, new))
    common = sorted(
        ((len(a & b), a, b) for a in before for b in after if a & b),
        key=lambda x: (-x[0], sorted(x[1]), sorted(x[2])),
    )
    goes_on: dict[frozenset[str], frozenset[str]] = {}
    for _, one, other in common:
        if one not in goes_on and other not in goes_on.values():
            goes_on[one] = other
    return sorted(p for c in before for p in c if p not in goes_on.get(c, ()))


def texts(outcome: Outcome) -> list[str]:
    """Return the paragraphs of an outcome, in their long form."""
    return [b.longer or b.text for b in outcome.blocks if isinstance(b, Paragraph)]


def table(outcome: Outcome, title: str) -> Listing | None:
    """Return the table whose title begins so."""
    found = (b for b in outcome.blocks if isinstance(b, Listing) and b.title.startswith(title))
    return next(found, None)


def rows(outcome: Outcome, title: str) -> list[dict[str, str]]:
    """Return the rows of a table by the names of columns."""
    found = table(outcome, title)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows] if found else []


def first(pattern: str, said: Iterable[str]) -> re.Match[str] | None:
    """Return where a pattern is found first."""
    return next((m for text in said if (m := re.search(pattern, text))), None)
