"""The approved matches that stand, and what their documents are made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from mentorcli.commands.names import joined, names_of
from mentorcli.commands.run import Run
from mentorcli.domain.language import Language, first_language
from mentorcli.domain.match_life import MatchState
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.privacy import participant
from mentorcli.standing.standing import Standing
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.settings import EXAMPLE, FILE

if TYPE_CHECKING:
    from mentorcli.documents import Material


def approved_plan(record: Standing) -> Plan:
    """Return the approved plan; raises UserError when nothing is approved yet."""
    if record.plan is None:
        key = record.cohort.key
        raise UserError(
            f"The matches of {key} are not approved yet, so nothing goes out.",
            f"Look at the plan, then: mentorcli plan approve {key}",
        )
    return record.plan


def standing_matches(record: Standing) -> tuple[tuple[Match, ...], tuple[Problem, ...]]:
    """Return the approved matches with the people who are still there, and what is missing.

    A match that lost its mentor, or has fewer mentees than the programme allows, is left out.
    """
    names = names_of(record.applications)
    standing, problems = [], []
    for match in approved_plan(record).matches:
        life = record.life(match.id)
        if life is not None and life.state is MatchState.BROKEN:
            continue
        there = {a.person for a in record.members(match)}
        gone = [p for p in match.people if p not in there]
        mentees = tuple(p for p in match.mentees if p in there)
        whole = (not match.mentor or match.mentor in there) and len(
            mentees
        ) >= record.programme.group[0]
        if whole:
            standing.append(replace(match, mentees=mentees))
        if gone:
            code = "left_out" if whole else "match_broken"
            who = joined(gone, names)
            mentor = names.get(match.mentor, match.mentor) or joined(match.mentees, names)
            severity = Severity.NOTE if whole else Severity.DECIDE
            problems.append(Problem.of(code, severity, who=who, mentor=mentor))
    return tuple(standing), tuple(problems)


def signers(record: Standing) -> tuple[tuple[Match, str], ...]:
    """Return who is to sign an agreement: everybody of the matches that stand and are not over."""
    over = {x.match for x in record.lives if x.state is MatchState.ENDED}
    standing = standing_matches(record)[0] if record.plan else ()
    return tuple((m, p) for m in standing if m.id not in over for p in m.people)


def missing_signatures(record: Standing) -> tuple[tuple[Match, str], ...]:
    """Return who has not signed: under an agreement that names others, nobody has."""
    days = signing_days(record)
    return tuple((m, p) for m, p in signers(record) if (m.id, p) not in days)


def signing_days(record: Standing) -> dict[tuple[str, str], dt.date]:
    """Return the days of the signatures that count, by (match, person)."""
    old = record.agreements.keys() - record.signable().keys()
    return {(s.match, s.person): s.on for s in record.signatures if s.match not in old}


def all_signed(record: Standing, match: Match) -> bool:
    """Tell whether everybody of a match has signed its agreement."""
    days = signing_days(record)
    return all((match.id, person) in days for person in match.people)


def held_back(record: Standing, match: Match) -> bool:
    """Tell whether the people of a match do not get one another's addresses yet."""
    return record.programme.contact_after_signing and not all_signed(record, match)


def paper_language(record: Standing, match: Match) -> Language:
    """Return the language of a match's papers: its own, else one that all chose, else the profile's."""
    chosen = [a.choices("languages") for a in record.members(match)]
    shared = [x for x in chosen[0] if all(x in c for c in chosen)] if chosen else []
    return first_language((match.language, *shared), record.programme.document_language)


def material_of(
    run: Run,
    workspace: Workspace,
    record: Standing,
    language: Language,
    match: Match | None = None,
) -> Material:
    """Return what a document in ``language`` is made from: of a match, with those still in it."""
    from mentorcli.documents import Material

    programme, office = record.programme, workspace.settings.organisation
    material = Material(programme, record.cohort, office, language, run.today)
    if match is None:
        return material
    members = [participant(a, programme, language) for a in record.members(match)]
    leader, mentees = (members[0], members[1:]) if match.mentor else (None, members)
    return replace(
        material,
        match=match,
        mentor=leader,
        mentees=mentees,
        working=match.language,
        held_back=held_back(record, match),
    )


def unedited(workspace: Workspace) -> tuple[Problem, ...]:
    """Return a note while the example organisation still stands in the settings."""
    if workspace.settings.organisation.name != EXAMPLE:
        return ()
    return (Problem.of("example_organisation", Severity.NOTE, Place(FILE), name=EXAMPLE),)
