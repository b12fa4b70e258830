"""An application period in one command: import, check, match, review workbook; nothing approved."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mentorcli import matching as rules
from mentorcli.commands.applications import imports as importing
from mentorcli.commands.applications.agreed_forms import Wishes
from mentorcli.commands.matches.shortlists import suggest
from mentorcli.commands.outcome import Listing, Outcome
from mentorcli.commands.plans import proposals as matching
from mentorcli.commands.plans import review as planning
from mentorcli.commands.plans.overrides import holding_case
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import ApplicationState
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import ExitCode, Problem, Severity, UserError
from mentorcli.files.atomic import write_bytes
from mentorcli.standing.people import waiting_mentees
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.plans import newest_plan
from mentorcli.workspace.records import cohort_standing

FILE = "batch.json"
DONE, KEPT, STOPPED, SKIPPED = "done", "nothing new", "stopped", "not reached"


@dataclass(slots=True)
class Step:
    """One step: how it ended, what it says, and what a person must look at."""

    name: str
    ended: str = SKIPPED
    data: dict[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    why: str = ""


def batch(run: Run, key: str, files: Sequence[Path], *, accept: bool) -> Outcome:
    """Do the steps one after the other; the first that stops ends the run, and all is told.

    Run again it does what is missing: an import of the same files changes nothing, and a plan that
    is still right is kept.
    """
    with view_of(run) as (workspace, connection):
        ongoing = cohort_standing(workspace, connection, key).programme.life.ongoing
    steps = [
        Step("import"),
        Step("check"),
        *([Step("suggest")] if ongoing else [Step("match"), Step("review")]),
    ]
    work: dict[str, Callable[[Step], None]] = {
        "import": lambda step: _import(run, key, files, step, accept=accept),
        "check": lambda step: _check(workspace, key, step),
        "match": lambda step: _match(run, workspace, key, step),
        "review": lambda step: _review(run, workspace, key, step),
        "suggest": lambda step: _suggest(run, workspace, key, step),
    }
    problems: list[Problem] = []
    for step in steps:
        try:
            work[step.name](step)
        except UserError as error:
            step.ended, step.why, step.problems = STOPPED, error.message, error.problems
            problems.append(
                Problem.of(
                    "batch_step_failed",
                    Severity.BLOCKER,
                    step=step.name,
                    why=error.message,
                    remedy=error.remedy
                    or "See the message, mend it, and run the same command again.",
                )
            )
            break
    data = {"cohort": key, "today": str(run.today), "steps": [_data(step) for step in steps]}
    if not run.dry_run:
        text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        write_bytes(workspace.out(key) / FILE, text.encode())
    return _outcome(key, steps, problems, data)


def _import(run: Run, key: str, files: Sequence[Path], step: Step, *, accept: bool) -> None:
    wishes = Wishes(accept=accept)
    done = importing.import_files(run, key, files, wishes, None, lambda _shown: True)
    counts: dict[str, Counter[str]] = {}
    for one in done.data["imports"]:  # a file may hold the forms of two roles
        counts.setdefault(one["file"], Counter()).update(one["counts"])
    changed = any(c["new"] or c["changed"] for c in counts.values())
    step.data, step.problems, step.files = {"counts": counts}, done.problems, done.files
    step.ended = DONE if changed else KEPT


def _check(workspace: Workspace, key: str, step: Step) -> None:
    with workspace.reading() as connection:
        record = cohort_standing(workspace, connection, key)
    step.ended = DONE
    step.data = {
        role: {
            state.value: sum(a.role == role and a.state is state for a in record.applications)
            for state in ApplicationState
        }
        for role in ("mentee", "mentor")
    }


def _still_right(run: Run, workspace: Workspace, key: str) -> tuple[bool, MatchingCase]:
    with workspace.reading() as connection:
        case, _ = holding_case(workspace, connection, key, run.today)
        stored = newest_plan(connection, key)
    return stored is not None and stored.plan.inputs == rules.case_hash(case), case


def _match(run: Run, workspace: Workspace, key: str, step: Step) -> None:
    right, _ = _still_right(run, workspace, key)
    if right:
        step.ended = KEPT
        return
    done = matching.match(run, key)
    plan = done.data["plan"]
    step.ended, step.problems, step.files = DONE, done.problems, done.files
    step.data = {
        "matches": len(plan["matches"]),
        "waiting": len(plan["waiting"]),
        "moves": done.data["moves"],
    }


def _review(run: Run, workspace: Workspace, key: str, step: Step) -> None:
    if run.dry_run:
        step.ended, step.why = KEPT, "a trial writes none"
        return
    made, plan = workspace.out(key) / "review.xlsx", workspace.out(key) / "plan.json"
    if made.is_file() and plan.is_file() and made.stat().st_mtime_ns >= plan.stat().st_mtime_ns:
        step.ended, step.files = KEPT, (made,)  # somebody may be working in it
        return
    done = planning.review(run, key, quick=True)
    step.ended, step.files, step.data = DONE, done.files, dict(done.data)


def _suggest(run: Run, workspace: Workspace, key: str, step: Step) -> None:
    """Make a shortlist for everybody who waits: an ongoing programme has no plan."""
    with workspace.reading() as connection:
        waiting = waiting_mentees(cohort_standing(workspace, connection, key))
    found = {a.person: suggest(run, a.person, key, 3) for _, a in waiting}
    step.ended = DONE if found else KEPT
    step.problems = tuple(p for one in found.values() for p in one.problems)
    step.data = {
        person: [(c["mentor"], c["score"]) for c in one.data["shortlist"]]
        for person, one in found.items()
    }


def _data(step: Step) -> dict[str, Any]:
    return {
        "step": step.name,
        "ended": step.ended,
        "why": step.why,
        "result": step.data,
        "files": [str(path) for path in step.files],
        "problems": [{"code": p.code, "severity": p.severity.value} for p in step.problems],
    }


def _outcome(
    key: str, steps: Sequence[Step], problems: Sequence[Problem], data: dict[str, Any]
) -> Outcome:
    rows = [(s.name, s.ended, s.why or _short(s.data)) for s in steps]
    every = (*problems, *(p for s in steps for p in s.problems))
    stopped = any(s.ended == STOPPED for s in steps)
    onward = f"mentorcli status {key}" if stopped else f"mentorcli plan approve {key}"
    if any(s.name == "suggest" for s in steps):
        onward = f"mentorcli status {key}"
    files = tuple(path for s in steps for path in s.files)
    code = ExitCode.LOOK if stopped else ExitCode.DONE
    table = Listing(("step", "ended", ""), rows, f"Batch of {key}")
    then = (*(() if stopped else matching.asked_first(key, every)), onward)
    return Outcome((table,), data, tuple(dict.fromkeys(every)), files, then, code)


def _short(data: dict[str, Any]) -> str:
    return ", ".join(f"{k} {v}" for k, v in data.items() if isinstance(v, int | str))
