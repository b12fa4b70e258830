"""Plans in files: read back, and held against each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Listing, Outcome
from mentorcli.commands.plans.plan_view import changed_between, moved_listing, stages_compared
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.plan import Plan
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.codec import decode, encode
from mentorcli.workspace.cohorts import cohort


def read_plan(file: Path) -> Plan:
    """Return the plan in a file; raises UserError when it is none."""
    refused = UserError(
        f"{file} is not a plan of this version of mentorcli.",
        "Make one with: mentorcli match COHORT",
    )
    try:
        said = json.loads(file.read_bytes())
        plan = decode(Plan, said)
    except OSError as error:
        raise UsageError(
            f"{file} cannot be opened: {error.strerror}.", "Name a plan.json that mentorcli wrote."
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise refused from error
    if _has_more(said, encode(plan)):
        raise refused
    return plan


def _has_more(said: Any, known: Any) -> bool:
    """Tell whether something is said for which a plan has no word."""
    if isinstance(said, dict) and isinstance(known, dict):
        return any(k not in known or _has_more(v, known[k]) for k, v in said.items())
    if isinstance(said, list) and isinstance(known, list):
        return any(_has_more(one, other) for one, other in zip(said, known, strict=False))
    return False


def diff(run: Run, first: Path, second: Path) -> Outcome:
    """Tell who has another mentor in the second plan than in the first, and what else differs."""
    old, new = read_plan(first), read_plan(second)
    if old.cohort != new.cohort:
        raise UsageError(
            f"{first.name} is of {old.cohort} and {second.name} of {new.cohort}.",
            "Compare two plans of one cohort.",
        )
    with view_of(run) as (workspace, connection):
        names = names_of(applications_of(connection, old.cohort))
        form = workspace.programme(cohort(connection, old.cohort).programme).form
    changed = changed_between(old, new, form)
    moves = changed.every
    stages = stages_compared(old, new, form, "How good they are", ("stage", "first", "second"))
    reasons = _reasons(new)
    listed = [
        (names.get(m.mentee, m.mentee), reasons.get(m.mentee, "has no application any more"))
        for m in moves
    ]
    blocks = [*moved_listing(changed, names, form, "the first plan"), stages]
    if listed:
        blocks.insert(1, Listing((form.person, "why now"), listed, "Reasons in the second plan"))
    data = {
        "moves": [
            {"mentee": m.mentee, "before": m.before, "after": m.after, "why": reasons.get(m.mentee)}
            for m in moves
        ],
        "same_inputs": old.inputs == new.inputs,
        "names": {p: names[p] for p in sorted(old.people() | new.people()) if p in names},
    }
    return Outcome(tuple(blocks), data)


def _reasons(plan: Plan) -> dict[str, str]:
    placed = {p.mentee: p.reason for m in plan.matches for p in m.pairs}
    return placed | {u.person: u.reason for u in plan.waiting}
