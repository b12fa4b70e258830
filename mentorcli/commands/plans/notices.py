"""Who must be told what after a plan changed: one list, for letters and for ``--json``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from mentorcli import matching
from mentorcli.commands.names import joined
from mentorcli.commands.outcome import Listing, Paragraph
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.plans.plan_view import Blocks, Names
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import Plan
from mentorcli.domain.text import counted
from mentorcli.workspace.codec import encode
from mentorcli.workspace.plans import PlanState, StoredPlan, newest_plan

WHAT = {
    ("mentee", "place"): "has a place now",
    ("mentee", "no_place"): "has no place any more",
    ("mentee", "mentor"): "has another mentor",
    ("mentee", "company"): "others in the {match}",
    ("mentor", "place"): "has mentees now",
    ("mentor", "no_place"): "has no mentees any more",
    ("mentor", "company"): "other mentees",
    ("mentee", "gone"): "is not in the cohort any more",
    ("mentor", "gone"): "is not in the cohort any more",
}


def plan_known(connection: Connection, newest: StoredPlan) -> StoredPlan:
    """Return the plan that people know: the approved one, else the newest proposal."""
    return newest_plan(connection, newest.plan.cohort, PlanState.APPROVED) or newest


def whom_to_tell(known: Plan, plan: Plan) -> tuple[matching.News, ...]:
    """Return everybody whose match differs from the plan they know, with what changed.

    Who has no place and is not waiting or unused either has withdrawn, or lacks something: ``gone``.
    """
    there, told = plan.people(), matching.news(known, plan)
    return tuple(n if n.person in there else replace(n, what="gone") for n in told)


def tell_blocks(
    told: Sequence[matching.News], names: Names, known: StoredPlan, form: MatchForm
) -> Blocks:
    """Return the list of who must be told what; empty when a plan changes nothing for anybody."""
    if not told:
        return [Paragraph(""), Paragraph("Nobody must be told anything.")]
    known_as = words_of(form).known_as
    rows = [
        (
            names.get(n.person, n.person),
            known_as[n.role],
            WHAT[n.role, n.what].format(match=words_of(form).match),
            joined(n.lost, names),
            joined(n.got, names),
        )
        for n in told
    ]
    title = f"Who must be told what: {counted(len(rows), 'letter')}"
    if known.state is not PlanState.APPROVED:
        title += " (if the proposal before was told to them)"
    columns = ("name", "role", "what", "no longer with", "now with")
    return [Paragraph(""), Listing(columns, rows, title)]


def tell_data(told: Sequence[matching.News]) -> list[Any]:
    """Return the list for ``--json``."""
    return list(encode(tuple(told)))
