"""A cohort with all that happened in it, gathered for reminders, reports and status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy import Connection

from mentorcli.domain.admission import set_aside
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.decision import Decision, DecisionKind, with_parted
from mentorcli.domain.language_order import with_listed_languages
from mentorcli.domain.match_life import MatchState
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.programme import Programme
from mentorcli.names.employers import employer_key
from mentorcli.standing.cohorts import cohorts_of
from mentorcli.standing.fold import happened, last_approval, standing_facts
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import applications_of, row_counts
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.corrections import identities_of
from mentorcli.workspace.facts import FOLDED, facts_of, happened_in
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.lists import applied_on, selected_of
from mentorcli.workspace.plans import (
    approvals,
    approved_of,
    decisions_of,
    earlier_matches,
    known_matches,
    newest_of,
    waited_before,
)
from mentorcli.workspace.questions import meanings_of, things_told


def cohort_standing(
    workspace: Workspace, connection: Connection, key: str, by: dt.date | None = None
) -> Standing:
    """Return where a cohort stands by all that is known, or was known ``by`` a day.

    Answers and lists are as they are now. Raises UserError when there is no such cohort.
    """
    facts = facts_of(connection, key, FOLDED)
    stands = tuple(standing_facts(facts, by))
    found = cohorts_of(stands).get(key) or cohort(connection, key)  # which tells what there is
    proposal = newest_of(connection, key, facts, by)
    final = proposal is None or proposal.approved
    approved = proposal if final else approved_of(connection, last_approval(stands))
    plan = approved.plan if approved else None
    kept = {(d.mentee, d.mentor) for d in plan.decisions if d.kind == "keep"} if plan else set()
    then = happened(stands)
    applications = applications_of(connection, key, then.left)
    applied = applied_on(connection, key)
    if by is not None:
        applications = tuple(a for a in applications if applied.get(a.person, by) <= by)
    selected = selected_of(connection, key)
    applications = with_listed_languages(applications, selected)
    programme = workspace.programme(found.programme)
    return Standing(
        **{f.name: getattr(then, f.name) for f in fields(then)},
        cohort=found,
        programme=programme,
        applications=applications,
        plan=plan,
        proposal=proposal.plan if proposal else None,
        changed_by_hand=len(kept.intersection(plan.ties())) if plan else 0,
        imported_rows=row_counts(connection, key, by),
        selected=selected,
        applied=applied,
        aside=set_aside(applications, selected, programme.life, employer_key),
        approvals=approvals(connection, stands),
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
    selected = selected_of(connection, key)
    every = with_listed_languages(every, selected)
    aside = set_aside(every, selected, programme.life, employer_key)
    counted = [a for a in every if (a.person, a.role) not in aside]
    valid = [a for a in counted if a.state is ApplicationState.VALID]
    here = {a.person for a in every}  # what others did in other cohorts changes nothing in this one
    same, different = identities_of(connection, key)
    return MatchingCase(
        cohort=key,
        programme=programme,
        mentees=tuple(a for a in valid if a.role == "mentee"),
        mentors=tuple(a for a in valid if a.role == "mentor"),
        decisions=_decided(connection, key, programme, frozenset(a.person for a in valid)),
        earlier=tuple(e for e in earlier_matches(connection, key) if {e.one, e.other} <= here),
        waited=tuple(p for p in waited_before(connection, found) if p in here),
        different=different,
        same=same,
        meanings=meanings_of(connection, key),
        one_things=(*workspace.one_names(), *things_told(connection)),
        organisation=workspace.settings.organisation.name,
        beside=tuple(a for a in counted if a.state is ApplicationState.INCOMPLETE),
    )


def _decided(
    connection: Connection, key: str, programme: Programme, here: frozenset[str]
) -> tuple[Decision, ...]:
    """Return what was decided about pairs; those here whose match ended early are not made again.

    Who left a group that goes on may come back to it; in an ongoing programme nothing is made anew.
    """
    decided, form = decisions_of(connection, key), programme.form
    lives = happened_in(connection, key).lives
    ended = {x.match: x for x in lives if x.state is MatchState.BROKEN}
    if programme.life.ongoing or not ended:
        return decided
    planned = {m.id for matches in known_matches(connection, key) for m in matches}
    parted = (
        Decision(*form.ordered(*tie), DecisionKind.PARTED, str(life.ends))
        for match, life in ended.items()
        if match in planned
        for tie in life.as_match().ties()
        if set(tie) <= here
    )
    return with_parted(decided, parted, form)
