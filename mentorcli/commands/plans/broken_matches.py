"""Approved matches that cannot go on: an answer was taken, or a decision made, after they were approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from mentorcli.commands.names import match_in_words, names_of
from mentorcli.commands.outcome import Outcome
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.fact import Kind
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Problem, Severity
from mentorcli.standing.standing import Standing
from mentorcli.workspace.facts import standing_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import cohort_standing

_CHANGES = (Kind.ANSWERED, Kind.READ_AGAIN, Kind.DECIDED, Kind.IMPORTED)


def broken_since(
    run: Run, workspace: Workspace, connection: Connection, record: Standing
) -> tuple[Problem, ...]:
    """Return a question for each approved match that stands and cannot go on as it is, and why."""
    key = record.cohort.key
    told = standing_of(connection, key, (Kind.APPROVED, *_CHANGES)) if record.plan else ()
    said = [f for f in told if f.kind is not Kind.IMPORTED or f.value.get("edited")]
    if record.plan is None or not said or said[-1].kind is Kind.APPROVED:
        return ()
    from mentorcli.commands.plans.overrides import holding_case
    from mentorcli.commands.plans.proposals import is_stale

    case, _ = holding_case(workspace, connection, key, run.today)
    going = {s.match.id for s in record.every_match() if s.goes_on(run.today)}
    plan = replace(record.plan, matches=tuple(m for m in record.plan.matches if m.id in going))
    found = broken_in(case, plan, names_of(record.applications))
    code, severity = "match_against_rules", Severity.DECIDE
    newer = record.proposal if record.proposal != record.plan else None
    command = f"mentorcli replan {key}"
    if record.programme.life.ongoing:
        command = f"mentorcli pair list {key}"
    elif newer and not is_stale(case, newer):  # it is mended there
        command = f"mentorcli plan approve {key}"
    return tuple(
        Problem.of(code, severity, who=who, why=why, command=command) for who, why in found
    )


def broken_of(run: Run, record: Standing) -> tuple[Problem, ...]:
    """Return what `broken_since` does, of a record whose cohort is read again."""
    with view_of(run) as (workspace, connection):
        return broken_since(run, workspace, connection, record)


def with_broken(run: Run, key: str, done: Outcome) -> Outcome:
    """Return what taking in answers did, with the approved matches that cannot go on since."""
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        running = record.cohort.state is CohortState.RUNNING
        found = broken_since(run, workspace, connection, record) if running else ()
    mend = [str(dict(p.parameters)["command"]) for p in found]
    steps = [s for s in done.next_steps if not (mend and s.endswith(" --only-fill"))]
    steps = list(dict.fromkeys((*steps, *mend)))
    return replace(done, problems=(*done.problems, *found), next_steps=tuple(steps))


def broken_in(
    case: MatchingCase, plan: Plan, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield what each match of a plan is called that cannot go on as it is, and why."""
    from mentorcli import matching

    for match, why in matching.broken(case, plan):
        said = match_in_words(case.programme.form, match, names)
        yield said[0].upper() + said[1:], why
