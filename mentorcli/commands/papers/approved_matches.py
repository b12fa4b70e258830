"""The approved matches that stand, and what their documents are made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from mentorcli.commands.names import joined, match_in_words, names_of
from mentorcli.commands.run import Run
from mentorcli.domain.language import Language, first_language
from mentorcli.domain.match_life import OPEN_STATES
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.privacy import participant
from mentorcli.standing.signing import all_signed
from mentorcli.standing.standing import Standing
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.settings import EXAMPLES, FILE

if TYPE_CHECKING:
    from mentorcli.documents import Material


def approved_plan(record: Standing) -> Plan:
    """Return the approved plan; raises UserError when nothing is approved yet."""
    if record.plan is None:
        key = record.cohort.key
        if record.programme.life.ongoing:
            raise UserError(
                f"No pair of {key} has said yes yet, so nothing goes out.",
                f"See who is asked: mentorcli pair list {key}",
            )
        raise UserError(
            f"The matches of {key} are not approved yet, so nothing goes out.",
            f"Look at the plan, then: mentorcli plan approve {key}",
        )
    return record.plan


def approved_matches(record: Standing) -> tuple[Match, ...]:
    """Return the approved matches that stand; raises UserError when nothing is approved yet."""
    approved_plan(record)
    return record.standing_matches()


def matches_that_lost(record: Standing) -> tuple[Problem, ...]:
    """Return who has left an approved match, and the matches that cannot go on without them."""
    names, problems = names_of(record.applications), []
    for one in record.every_match():
        if one.gone and one.life.state not in OPEN_STATES:
            code = "left_out" if one.stands else "match_broken"
            severity = Severity.NOTE if one.stands else Severity.DECIDE
            match = match_in_words(record.programme.form, one.match, names)
            problems.append(Problem.of(code, severity, who=joined(one.gone, names), match=match))
    return tuple(problems)


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
    *matches: Match,
) -> Material:
    """Return what a document in ``language`` is made from: of a match, with those still in it.

    Of several matches that somebody leads it is made from the people of all of them.
    """
    from mentorcli.documents import Material

    programme, office = record.programme, workspace.settings.organisation
    material = Material(programme, record.cohort, office, language, run.today)
    if not matches:
        return material
    every = {a.person: a for match in matches for a in record.members(match)}
    members = [participant(a, programme, language) for a in every.values()]
    leader, mentees = (members[0], members[1:]) if matches[0].mentor else (None, members)
    return replace(
        material,
        match=matches[0],
        mentor=leader,
        mentees=mentees,
        working=tuple(dict.fromkeys(match.language for match in matches if match.language)),
        held_back=any(held_back(record, match) for match in matches),
        asked=dict(_asked(record, matches)),
    )


def _asked(record: Standing, matches: Iterable[Match]) -> Iterator[tuple[tuple[str, str], dt.date]]:
    """Yield when people were first invited to gatherings as they are, and with whom they are now."""
    for gathering, told in record.invited.items():
        for match in matches:
            for person in match.people:
                day = told[person].on if person in told else None
                if day and not _changed_since(record, match, day):
                    yield (gathering, person), day


def _changed_since(record: Standing, match: Match, day: dt.date) -> bool:
    """Tell whether a match had other people on a day, or somebody has left it since."""
    then = [a.plan.matches for a in record.approvals if a.on <= day]
    before = next((m.people for m in (then[-1] if then else ()) if m.id == match.id), None)
    left = any(record.left.get((p, role), day) > day for role, p in match.members())
    return left or (bool(record.approvals) and before != match.people)


def unedited(workspace: Workspace) -> tuple[Problem, ...]:
    """Return a note that names what still stands in the settings as a new workspace has it."""
    ours = asdict(workspace.settings.organisation)
    left = ", ".join(f"{key} “{said}”" for key, said in EXAMPLES.items() if ours[key] == said)
    return (
        (Problem.of("example_organisation", Severity.NOTE, Place(FILE), left=left),) if left else ()
    )
