"""The board: the newest plan as a page to look at and to change, and the decisions that it saves."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from mentorcli import matching
from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Outcome, Paragraph, once_more
from mentorcli.commands.plans.changes import Before, Decided, before_change, change_plan
from mentorcli.commands.plans.costs import figures_and_moves
from mentorcli.commands.plans.decisions import overrides_not_needed
from mentorcli.commands.plans.overrides import last_day
from mentorcli.commands.plans.proposals import refuse_stale
from mentorcli.commands.plans.review import newest
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.decision import Decision
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Problem
from mentorcli.files.atomic import write_bytes
from mentorcli.matching.cards.saved_decisions import MOST_BYTES
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.plans import PlanState, plans_behind
from mentorcli.workspace.questions import open_count
from mentorcli.workspace.records import matching_case

PASTED = Path("-")


def write(run: Run, key: str, *, prices: int = 0, discreet: bool = False) -> Outcome:
    """Write the board of the newest plan, with the exact cost of each person's ``prices`` best others."""
    with view_of(run) as (workspace, connection):
        stored, case = newest(connection, key), matching_case(workspace, connection, key)
        refuse_stale(connection, case, stored.plan)
        questions = open_count(connection, key)
        names = names_of(applications_of(connection, key))
    path = workspace.out(key) / "board.html"
    data = {"board": str(path)}
    options = [
        *(["--prices", str(prices)] if prices else []),
        *(["--discreet"] if discreet else []),
    ]
    if run.dry_run:
        text = Paragraph(f"Would write {path}; nothing was written.")
        return Outcome((text,), data, next_steps=once_more("plan", "board", key, *options))
    told = _prices(case, stored.plan, prices, names) if prices else {}
    page = matching.board_page(
        case, stored.plan, discreet=discreet, questions=questions, prices=told
    )
    write_bytes(path, page)
    says = "Open it by double click; move people, and save the decisions there. It is for HR only."
    step = "mentorcli read and the file that the board saves"
    return Outcome((Paragraph(says),), data, files=(path,), next_steps=(step,))


def _prices(
    case: MatchingCase, plan: Plan, most: int, names: dict[str, str]
) -> dict[tuple[str, str], str]:
    """Return what the best alternatives of each who is given a place cost, each solved anew."""
    found = {}
    for person in sorted(a.person for a in case.mentees):
        others = matching.explain(case, plan, person, "mentee").alternatives[:most]
        pairs = [(o.mentee, o.mentor) for o in others]
        outcomes = matching.each_together(case, plan, pairs)
        for pair, outcome in zip(pairs, outcomes, strict=True):
            found[pair] = figures_and_moves(outcome, case.programme, pair[0], names)
    return found


def is_saved(file: Path) -> bool:
    """Tell whether a file is what a board saves, or what was pasted."""
    if file == PASTED:
        return True
    if not file.is_file():
        return False
    with file.open("rb") as content:
        return content.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def saved_in(file: Path) -> matching.SavedBoard:
    """Return what a board saved, from a file or pasted in; raises UserError."""
    if file == PASTED:
        return matching.saved_board(sys.stdin.buffer.read(MOST_BYTES + 1), "What was pasted")
    with file.open("rb") as content:
        return matching.saved_board(content.read(MOST_BYTES + 1), file.name)


def apply(run: Run, file: Path, saved: matching.SavedBoard) -> Outcome:
    """Take back a board's decisions: judged, solved around, shown with who moves.

    An approved plan, or one that repairs it, is repaired with as few moves as possible.
    """
    key = saved.cohort
    with view_of(run) as (_, connection):
        stored = newest(connection, key)
        before = before_change(run, connection, key, stored)
        written = plans_behind(connection, key, saved.plan)
    shown = written[0].decisions if written else ()
    name = Path("the pasted text") if file == PASTED else file
    decisions, problems = matching.read_saved(saved, stored.plan, before.case, shown, name.name)
    decisions = tuple(_with_day(run, before, d) for d in decisions)
    repaired = stored.state is PlanState.APPROVED or stored.plan.against
    decided = Decided(
        decisions=before.still_held(run, decisions),
        problems=(*problems, *_not_needed(before, decisions)),
        repairs=before.known.plan if repaired else None,
        refused="what was decided on the board cannot stand as it is.",
        again=once_more("read", file),
        file=name,
    )
    return change_plan(run, before, decided)


def _with_day(run: Run, before: Before, decision: Decision) -> Decision:
    """Return a decision; a new one that breaks a rule without a last day, with that of the profile."""
    if not decision.overrides or decision.until or decision in before.stored.plan.decisions:
        return decision
    return replace(decision, until=last_day(before.case.programme, before.cohort, run.today, None))


def _not_needed(before: Before, decisions: tuple[Decision, ...]) -> tuple[Problem, ...]:
    """Return a problem for each rule that a new decision may break and that does not stand in its way."""
    new = (d for d in decisions if d.overrides and d not in before.stored.plan.decisions)
    return tuple(
        problem
        for d in new
        for problem in overrides_not_needed(
            before.case, (d.mentee, d.mentor), d.overrides, before.names
        )
    )
