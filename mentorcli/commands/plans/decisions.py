"""The coordinator's word on one pair, with its price; answers to a proposal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from mentorcli import matching
from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.person_search import find_person
from mentorcli.commands.plans.decisions_equals import decided_on_equals
from mentorcli.commands.plans.dry_run import once_more
from mentorcli.commands.plans.notices import plan_known
from mentorcli.commands.plans.overrides import holding_case, lapsed_problems, last_day
from mentorcli.commands.plans.repairs import plan_to_repair
from mentorcli.commands.plans.review import (
    applied,
    kept_edited,
    newest,
    not_written,
    store_decided,
    unchanged,
    with_decisions,
)
from mentorcli.commands.plans.staleness import refuse_stale
from mentorcli.commands.run import Run
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.excused import end_of
from mentorcli.domain.plan import MatchingCase, Plan, mentors_by_mentee
from mentorcli.domain.problem import ExitCode, Problem, Severity, UserError
from mentorcli.files.atomic import write_to_edit
from mentorcli.files.opening import read_tables
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.plans import PlanState, plans_behind
from mentorcli.workspace.records import matching_case


def rule(
    run: Run, key: str, word: str, mentee: str, mentor: str, *, why: str,
    overrides: tuple[str, ...] = (), until: dt.date | None = None, dry_run: bool,
) -> Outcome:  # fmt: skip
    """Keep, forbid, move or free a pair; show what it costs and who moves.

    ``word`` is ``keep``, ``forbid``, ``move`` (to the mentor named, away from the present one) or
    ``free``. An approved plan is repaired with as few moves as possible, a proposal made anew.
    """
    workspace = run.open()
    with workspace.reading() as connection:
        case, lapsed = holding_case(workspace, connection, key, run.today)
        stored, found = plan_to_repair(connection, key), cohort(connection, key)
        known = plan_known(connection, stored)
        names = names_of(applications_of(connection, key))
    others = case.mentees if _equals(case) else case.mentors
    pair = (
        find_person(case.mentees, mentee, case.mentors).person,
        find_person(others, mentor, case.mentees).person,
    )
    _refuse_alone(word, pair, names)
    _refuse_unknown(case, overrides)
    problems = _not_needed(case, pair, overrides, names)
    refuse_unsaid(overrides, why, until)
    day = last_day(case.programme, found, run.today, until) if overrides else None
    decide = decided_on_equals if _equals(case) else _decided
    decisions = decide(case, stored.plan, word, pair, why, overrides, day)
    over = [d for d in lapsed if {d.mentee, d.mentor} == set(pair)]
    if word == "free" and decisions == case.decisions and not over:
        one, other = (names.get(p, p) for p in pair)
        nothing = f"Nothing to free: no decision by hand is about {one} and {other}."
        return Outcome((Paragraph(nothing),), {"applied": False, "changed": False})
    trial = with_decisions(case, decisions)
    over = [d for d in lapsed if {d.mentee, d.mentor} != set(pair)]
    problems = (*problems, *lapsed_problems(over, key, end_of(found), names))
    problems = (*problems, *matching.judge(trial, decisions))
    if any(p.severity is not Severity.NOTE for p in problems):
        text = Paragraph("Nothing was changed: this cannot stand as it is.")
        return Outcome((text,), {"applied": False}, problems, code=ExitCode.LOOK)
    plan = _anew(trial, stored.plan, gently=stored.state is PlanState.APPROVED)
    files = () if dry_run else (store_decided(run, workspace, case, plan, decisions),)
    problems = (*problems, *matching.not_spoken(plan, (*trial.mentees, *trial.mentors)))
    again = _typed(word, key, mentee, mentor, why, overrides, until)
    return applied(stored.plan, plan, decisions, problems, names, files, known, again)


def _typed(
    word: str, key: str, mentee: str, mentor: str, why: str, overrides: tuple[str, ...],
    until: dt.date | None,
) -> tuple[str, ...]:  # fmt: skip
    options = [x for rule in overrides for x in ("--override", rule)]
    options += ["--why", why] if why else []
    options += ["--until", str(until)] if until else []
    return once_more("plan", word, key, mentee, mentor, *options)


def _equals(case: MatchingCase) -> bool:
    return case.programme.form == "peers"


def _anew(case: MatchingCase, before: Plan, *, gently: bool) -> Plan:
    return matching.replan(case, before) if gently else matching.propose(case)


def _refuse_alone(word: str, pair: tuple[str, str], names: dict[str, str]) -> None:
    """Raise UserError for somebody with themselves; only taking such a decision back is possible."""
    if pair[0] == pair[1] and word != "free":
        raise UserError(
            f"{names[pair[0]]} is named twice: a pair has two people. Nothing was changed.",
            "Name two different people.",
            code=ExitCode.USAGE,
        )


def _refuse_unknown(case: MatchingCase, overrides: tuple[str, ...]) -> None:
    """Raise UserError for a rule that the programme does not have; the likeliest is named first."""
    from rapidfuzz import process

    rules = [r.key for r in case.programme.rules]
    for wrong in (x for x in overrides if x not in rules):
        near = [key for key, _, _ in process.extract(wrong, rules, limit=None)]
        raise UserError(
            f"There is no rule {wrong!r} in this programme. Nothing was changed.",
            f"Rules, the likeliest first: {', '.join(near)}.",
            code=ExitCode.USAGE,
        )


def _not_needed(
    case: MatchingCase, pair: tuple[str, str], overrides: tuple[str, ...], names: dict[str, str]
) -> tuple[Problem, ...]:
    broken = dict(matching.objections(case, *pair))
    return tuple(
        Problem.of("override_not_needed", Severity.DECIDE, rule=key, mentee=names[pair[0]],
                   mentor=names[pair[1]])
        for key in overrides
        if key not in broken
    )  # fmt: skip


def refuse_unsaid(overrides: tuple[str, ...], why: str, until: dt.date | None) -> None:
    """Raise UserError for an override without its reason, and for a last day without an override."""
    if overrides and not why:
        raise UserError(
            "An override needs its reason.", "Give one with --why.", code=ExitCode.USAGE
        )
    if until is not None and not overrides:
        raise UserError(
            "--until says how long a rule may be broken, and no rule is named.",
            "Name it with --override RULE, or leave --until out.",
            code=ExitCode.USAGE,
        )


def _decided(
    case: MatchingCase, plan: Plan, word: str, pair: tuple[str, str], why: str,
    overrides: tuple[str, ...], until: dt.date | None,
) -> tuple[Decision, ...]:  # fmt: skip
    mentee, mentor = pair
    kept_elsewhere = word in {"keep", "move"}
    left = [
        d for d in case.decisions
        if (d.mentee, d.mentor) != pair
        and not (kept_elsewhere and d.mentee == mentee and d.kind is DecisionKind.KEEP)
    ]  # fmt: skip
    if word == "forbid":
        left.append(Decision(mentee, mentor, DecisionKind.FORBID, why))
    if kept_elsewhere:
        left.append(
            Decision(mentee, mentor, DecisionKind.KEEP, why, tuple(sorted(overrides)), until)
        )
    before = mentors_by_mentee(plan.matches).get(mentee)
    if word == "move" and before not in {None, mentor}:
        left.append(Decision(mentee, str(before), DecisionKind.FORBID, why))
    return tuple(sorted(set(left)))


def ask(run: Run, key: str, *, dry_run: bool) -> Outcome:
    """Write the sheet in which everybody's answer to the proposal is noted."""
    workspace = run.open()
    with workspace.reading() as connection:
        stored, case = newest(connection, key), matching_case(workspace, connection, key)
        refuse_stale(connection, case, stored.plan)
    path = workspace.out(key) / "answers.xlsx"
    kept = None
    if not dry_run:
        made = matching.circle_answer_sheet if _equals(case) else matching.answer_sheet
        kept = write_to_edit(path, made(case, stored.plan))
    text = Paragraph("Write accept, decline or talk to me for each side of each pair, and save.")
    if dry_run:
        return not_written(path, "plan", "answers", key)
    steps = (f"mentorcli read {path}",)
    data, files = {"workbook": str(path)}, (path, kept) if kept else (path,)
    return Outcome((text,), data, kept_edited(path, kept), files, steps)


def answers(run: Run, key: str, file: Path, *, dry_run: bool) -> Outcome:
    """Take in the answers: accepted pairs stay, declined ones are barred, the plan is repaired."""
    workspace = run.open()
    tables, _notes = read_tables(file)
    with workspace.reading() as connection:
        stored, end = newest(connection, key), end_of(cohort(connection, key))
        case, lapsed = holding_case(workspace, connection, key, run.today)
        known = plan_known(connection, stored)
        names = names_of(applications_of(connection, key))
        asked = plans_behind(connection, key, matching.inputs_of(tables))
    read = matching.read_circle_answers if _equals(case) else matching.read_answers
    decisions, problems = read(tables, stored.plan, case, asked)
    decisions = tuple(d for d in decisions if not d.has_lapsed(run.today, end))
    problems = (*problems, *lapsed_problems(lapsed, key, end, names))
    trial = with_decisions(case, decisions)
    problems = (*problems, *matching.judge(trial, decisions))
    if any(p.severity is not Severity.NOTE for p in problems):
        text = Paragraph("Nothing was changed: some answers need a person first.")
        return Outcome((text,), {"applied": False}, problems, code=ExitCode.LOOK)
    if matching.case_hash(trial) == stored.plan.inputs:
        return unchanged(file, stored, problems)
    plan = matching.replan(trial, stored.plan)
    files = () if dry_run else (store_decided(run, workspace, case, plan, decisions),)
    problems = (*problems, *matching.not_spoken(plan, (*trial.mentees, *trial.mentors)))
    again = once_more("read", file, "--cohort", key)
    return applied(stored.plan, plan, decisions, problems, names, files, known, again)
