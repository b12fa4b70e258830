"""What decisions by hand do to a plan: judged, solved around, stored, and shown with who moves.

A word on one pair, a review workbook and the answers to a proposal all go this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mentorcli import matching
from mentorcli.commands.applications.questions import keep_asked
from mentorcli.commands.names import joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.plans.lost_signatures import signatures_at_stake
from mentorcli.commands.plans.overrides import holding_case, lapsed_problems
from mentorcli.commands.plans.plan_view import (
    Blocks,
    Names,
    changed_between,
    moved_listing,
    plan_data,
    stages_compared,
)
from mentorcli.commands.plans.proposals import refuse_unmatched, store_proposal, with_lasting_ids
from mentorcli.commands.run import Run
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.decision import Decision, end_of, rules_in_words, with_parted
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.plan_news import News, news
from mentorcli.domain.problem import ExitCode, Problem, Severity, UserError
from mentorcli.domain.text import counted
from mentorcli.standing.standing import Standing
from mentorcli.workspace.codec import encode
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.plans import StoredPlan, approved_plan, is_heard_of, replace_decisions
from mentorcli.workspace.records import cohort_standing


@dataclass(frozen=True, slots=True)
class Before:
    """A cohort before something is decided in it.

    ``stored`` is the plan that is changed, ``known`` the one that people were told; ``case`` is what
    a plan made today depends on, ``lapsed`` are the decisions that hold no longer.
    """

    workspace: Workspace
    cohort: Cohort
    case: MatchingCase
    lapsed: tuple[Decision, ...]
    stored: StoredPlan
    known: StoredPlan
    names: dict[str, str]

    def still_held(self, run: Run, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Return the decisions that are not over today."""
        return tuple(d for d in decisions if not d.has_lapsed(run.today, end_of(self.cohort)))


def before_change(run: Run, connection: Connection, key: str, stored: StoredPlan) -> Before:
    """Return a cohort as it is before its ``stored`` plan is changed."""
    workspace = run.open()
    case, lapsed = holding_case(workspace, connection, key, run.today)
    record = cohort_standing(workspace, connection, key)
    known, names = plan_known(connection, stored, record), names_of(record.applications)
    stored = replace(stored, plan=record.as_it_stands(stored.plan))
    return Before(workspace, record.cohort, case, lapsed, stored, known, names)


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, and how the plan is made around it.

    ``decisions`` are all that hold then. ``repairs`` is the plan that is repaired with as few moves as
    possible, None where one is made anew. ``refused`` is what is said where it cannot be, ``again``
    the command that stores what was tried, ``file`` the workbook that it came from.
    """

    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    repairs: Plan | None
    refused: str
    again: tuple[str, ...]
    file: Path | None = None


def change_plan(run: Run, before: Before, decided: Decided) -> Outcome:
    """Judge what was decided, solve around it, store both unless only tried, and show what it does."""
    key, stored = before.cohort.key, before.stored
    form = before.case.programme.form
    every = with_parted(decided.decisions, before.case.decisions, form)
    trial = replace(before.case, decisions=every)
    over = lapsed_problems(before.lapsed, key, end_of(before.cohort), before.names)
    problems = (*decided.problems, *over, *matching.judge(trial, decided.decisions))
    if any(p.severity is not Severity.NOTE for p in problems):
        text = Paragraph(f"Nothing was changed: {decided.refused}")
        return Outcome((text,), {"applied": False}, problems, code=ExitCode.LOOK)
    if decided.file and matching.case_hash(trial) == stored.plan.inputs:
        return _unchanged(decided.file, stored, problems)
    if decided.repairs is None:
        plan = matching.propose(trial)
    else:
        plan = matching.replan(trial, decided.repairs)
    plan = with_lasting_ids(run, trial, plan)
    files = () if run.dry_run else (_store(run, before, trial.decisions, plan),)
    told = matching.accepted_but_moved(problems, plan, form, before.names)
    with before.workspace.reading() as connection:
        signed = signatures_at_stake(before.workspace, connection, key, plan)
    notes = matching.group_notes(plan, (*trial.mentees, *trial.mentors), trial.programme)
    problems = (*told, *signed, *notes)
    return replace(_changed(before, trial, plan, decided.again, files), problems=problems)


def _unchanged(file: Path, stored: StoredPlan, problems: tuple[Problem, ...]) -> Outcome:
    """Return the outcome of a file that decides nothing new: there are no differences to look at."""
    problems = tuple(p for p in problems if p.code != "review_of_another_plan")
    name = "what was pasted" if file.name == "-" else file.name
    text = f"Nothing changed: {name} decides what was decided before, and the plan stays."
    proposed = not stored.approved
    steps = (f"mentorcli plan approve {stored.plan.cohort}",) if proposed else ()
    data = {"applied": False, "changed": False, "moves": 0, "tell": []}
    return Outcome((Paragraph(text),), data, problems, next_steps=steps)


def _store(run: Run, before: Before, decisions: tuple[Decision, ...], plan: Plan) -> Path:
    """Store decisions with the plan made from them, unless the cohort was changed meanwhile."""
    workspace = before.workspace
    with workspace.writing(run.hand) as connection:
        refuse_unmatched(connection, before.case)
        now, _ = holding_case(workspace, connection, plan.cohort, run.today)
        if matching.case_hash(now) != matching.case_hash(before.case):
            raise UserError(
                "Somebody changed the cohort meanwhile. Nothing was stored.",
                "Run the same command again.",
                code=ExitCode.BUSY,
            )
        replace_decisions(connection, plan.cohort, decisions, run.hand)
        keep_asked(workspace, connection, plan.cohort)
        append(
            connection, run.hand, Fact(Kind.DECIDED, plan.cohort, value={"count": len(decisions)})
        )
    return store_proposal(run, workspace, plan)


def _changed(
    before: Before, case: MatchingCase, plan: Plan, again: tuple[str, ...], files: tuple[Path, ...]
) -> Outcome:
    """Return what decisions did to a plan: the stages, who moves, and who must be told what."""
    form, names, old = case.programme.form, before.names, before.stored.plan
    moves, told = changed_between(old, plan, form), news(before.known.plan, plan)
    title, columns = "What it does to the plan", ("stage", "before", "now")
    blocks = (
        _in_force(case.decisions, names, form),
        stages_compared(old, plan, form, title, columns),
        *moved_listing(moves, names, form),
        *tell_blocks(told, names, before.known, form),
    )
    data = {
        "applied": bool(files),
        "changed": True,
        "moves": len(moves.move),
        "plan": plan_data(plan, names),
        "tell": tell_data(told),
    }
    steps = (f"mentorcli plan approve {plan.cohort}",) if files else again
    return Outcome(blocks, data, files=files, next_steps=steps)


def _in_force(
    decisions: tuple[Decision, ...], names: dict[str, str], form: MatchForm
) -> Paragraph | Listing:
    if not decisions:
        return Paragraph("No decisions by hand.")
    rows = [
        (
            names.get(d.mentee, d.mentee),
            d.kind.value,
            names.get(d.mentor, d.mentor),
            d.why,
            rules_in_words(d),
            str(d.until or ""),
        )
        for d in decisions
    ]
    title = counted(len(rows), "decision") + " in force"
    width = 6 if any(d.overrides for d in decisions) else 4
    columns = (form.person, "", form.partner, "why", "against the rule", "until")
    return Listing(columns[:width], [row[:width] for row in rows], title)


WHAT = {
    ("mentee", "place"): "has a place now",
    ("mentee", "no_place"): "has no place any more",
    ("mentee", "mentor"): "has another mentor",
    ("mentee", "company"): "others in the {match}",
    ("mentee", "circle"): "has another {match}",
    ("mentor", "place"): "has mentees now",
    ("mentor", "no_place"): "has no mentees any more",
    ("mentor", "company"): "other mentees",
}


def plan_known(connection: Connection, newest: StoredPlan, record: Standing) -> StoredPlan:
    """Return the plan that people may know: the approved one, else the newest proposal.

    Whose match ended early knows it: it is none any more. Of an approved one nobody has heard where nothing was written since: it counts as a proposal.
    """
    key = newest.plan.cohort
    approved = approved_plan(connection, key)
    if approved is None:
        return newest
    plan = record.as_it_stands(approved.plan)
    return replace(approved, plan=plan, approved=is_heard_of(connection, key))


def tell_blocks(told: Sequence[News], names: Names, known: StoredPlan, form: MatchForm) -> Blocks:
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
        if n.what != "gone"
    ]
    title = f"Who must be told what: {counted(len(rows), 'letter')}"
    if not known.approved:
        title += " (if the plan before was told to them)"
    columns = ("name", "role", "what", "no longer with", "now with")
    left = joined(sorted({n.person for n in told if n.what == "gone"}), names)
    gone = [Paragraph(f"Not in the cohort any more, so told nothing: {left}.")] if left else []
    return [Paragraph(""), *([Listing(columns, rows, title)] if rows else []), *gone]


def tell_data(told: Sequence[News]) -> list[Any]:
    """Return the list for ``--json``."""
    return list(encode(tuple(told)))
