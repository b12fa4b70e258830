"""A cohort with all that happened in it, gathered for reminders, reports and status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy import Connection

from mentorcli.domain.admission import set_aside
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.plan import MatchingCase
from mentorcli.names.employers import employer_key
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import applications_of, row_counts
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.corrections import identities_of
from mentorcli.workspace.facts import happened_in
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.lists import applied_on, selected_of
from mentorcli.workspace.plans import (
    PlanState,
    decisions_of,
    earlier_matches,
    newest_plan,
    waited_before,
)
from mentorcli.workspace.questions import meanings_of, things_told


def cohort_standing(workspace: Workspace, connection: Connection, key: str) -> Standing:
    """Return the record of a cohort; raises UserError when there is no such cohort."""
    found = cohort(connection, key)
    proposal = newest_plan(connection, key, PlanState.PROPOSED, PlanState.APPROVED)
    final = proposal is None or proposal.state is PlanState.APPROVED
    approved = proposal if final else newest_plan(connection, key, PlanState.APPROVED)
    plan = approved.plan if approved else None
    kept = {(d.mentee, d.mentor) for d in plan.decisions if d.kind == "keep"} if plan else set()
    then = happened_in(connection, key)
    return Standing(
        **{f.name: getattr(then, f.name) for f in fields(then)},
        cohort=found,
        programme=workspace.programme(found.programme),
        applications=applications_of(connection, key),
        plan=plan,
        proposal=proposal.plan if proposal else None,
        changed_by_hand=len(kept.intersection(plan.ties())) if plan else 0,
        imported_rows=row_counts(connection, key),
        selected=selected_of(connection, key),
        applied=applied_on(connection, key),
    )


def matching_case(
    workspace: Workspace,
    connection: Connection,
    key: str,
    people: Iterable[Application] | None = None,
) -> MatchingCase:
    """Return all that a plan for the cohort depends on; ``people`` are others than those stored."""
    found = cohort(connection, key)
    programme = workspace.programme(found.programme)
    every = applications_of(connection, key) if people is None else tuple(people)
    aside = set_aside(every, selected_of(connection, key), programme.life, employer_key)
    counted = [a for a in every if (a.person, a.role) not in aside]
    valid = [a for a in counted if a.state is ApplicationState.VALID]
    same, different = identities_of(connection, key)
    return MatchingCase(
        cohort=key,
        programme=programme,
        mentees=tuple(a for a in valid if a.role == "mentee"),
        mentors=tuple(a for a in valid if a.role == "mentor"),
        decisions=decisions_of(connection, key),
        earlier=earlier_matches(connection, key),
        waited=waited_before(connection, found),
        different=different,
        same=same,
        meanings=meanings_of(connection, key),
        one_things=(*workspace.one_names(), *things_told(connection)),
        organisation=workspace.settings.organisation.name,
        beside=tuple(a for a in counted if a.state is ApplicationState.INCOMPLETE),
    )
