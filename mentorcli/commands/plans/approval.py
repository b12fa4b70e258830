"""Making a plan final, and what that undoes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from mentorcli.commands.names import joined, names_of
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.plans.changes import plan_known, tell_blocks, tell_data
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.plans.lost_signatures import WHAT_BINDS, at_stake, void_signatures
from mentorcli.commands.plans.mentors_elsewhere import mentors_elsewhere
from mentorcli.commands.plans.overrides import refuse_lapsed
from mentorcli.commands.plans.proposals import how_to_mend, refuse_stale
from mentorcli.commands.plans.review import newest
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.decision import end_of
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.importing import identity_of
from mentorcli.domain.plan import Plan
from mentorcli.domain.plan_news import News, news
from mentorcli.domain.problem import ExitCode, Problem, Reply, Severity, UserError
from mentorcli.domain.question import QuestionState
from mentorcli.domain.text import counted
from mentorcli.files.atomic import write_bytes
from mentorcli.files.letter_headers import letter_key
from mentorcli.standing.people import PersonStanding, person_standings
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.facts import append, signed_fact
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.plans import StoredPlan, approved_plan, plan_text
from mentorcli.workspace.questions import questions_of
from mentorcli.workspace.records import cohort_standing, matching_case

MOST_NAMED = 5
CHANGED = ("changed-match", "changed-match-peer")
"""The letters about a plan approved in place of another."""


def approve(run: Run, key: str, *, unasked: bool = False, knowing: bool = False) -> Outcome:
    """Make the newest proposal final, so that agreements and letters follow it.

    Where nobody was asked, an empty plan stays a proposal, and so does one with open questions about
    its people, unless somebody said to know of them.
    """
    with view_of(run) as (workspace, connection):
        stored = newest(workspace, connection, key)
        case = matching_case(workspace, connection, key)
        refuse_work(cohort(connection, key), Work.APPROVE)
        record = cohort_standing(workspace, connection, key)
        days, names = record.cohort, names_of(record.applications)
        end = end_of(days)
        invites = "kickoff" in days.gatherings and run.today <= days.dates["kickoff"]
        before = plan_known(connection, stored, record) if approved_plan(connection, key) else None
        if stored.approved:
            text = f"The plan of {key} is approved already; nothing was changed."
            return Outcome((Paragraph(text),))
        refuse_stale(connection, case, stored.plan)
        mend = how_to_mend(connection, key)
        about = _open_about(connection, key, stored.plan)
        busy = tuple(mentors_elsewhere(connection, key, stored.plan))
        lost = len(at_stake(record, stored.plan))
    refuse_lapsed(stored.plan, run.today, end, names, mend)
    if unasked and not run.dry_run:
        _refuse_unasked(key, stored.plan, {} if knowing else about)
    told = news(before.plan, stored.plan) if before else ()
    if not run.dry_run:
        _approve(run, workspace, key, stored)
    form = case.programme.form
    groups = counted(len(stored.plan.matches), words_of(form).match)
    text = f"{'Would be approved' if run.dry_run else 'Approved'}: {groups} of {key}."
    now, count = WHAT_BINDS["people"], counted(lost, "signature")
    if run.dry_run and lost:
        text += f" {count} would no longer count."
    void = (Problem.of("signatures_void", Severity.NOTE, count=count, now=now),)
    problems = (*(void if lost and not run.dry_run else ()), *busy)
    more = () if run.dry_run else _not_told_before(run, workspace, key, told)
    letter = (f"mentorcli letter changed-match {key}",) if told or more else ()
    onward = f"mentorcli invite kickoff {key}" if invites else f"mentorcli status {key}"
    steps = (*letter, f"mentorcli agreement render {key}", onward)
    data = {"approved": not run.dry_run, "plan": stored.number, "tell": tell_data(told)}
    tell_them = tell_blocks(told, names, before, form) if before else []
    waits = f"Not told yet of an earlier change: {joined(more, names)}."
    blocks = (Paragraph(text), *tell_them, *([Paragraph(waits)] if more else []))
    return Outcome(blocks, data, problems, next_steps=steps)


def _not_told_before(
    run: Run, workspace: Workspace, key: str, told: Sequence[News]
) -> tuple[str, ...]:
    """Return whom this plan does not change and who has not had the letter about an earlier one."""
    with workspace.reading() as connection:
        record = cohort_standing(workspace, connection, key)
    standings = person_standings(record, record.applications, run.today)
    waits = {s.one.person for s in standings if s.is_changed and not _had_letter(record, s)}
    return tuple(sorted(waits - {n.person for n in told}))


def _had_letter(record: Standing, stands: PersonStanding) -> bool:
    keys = (letter_key(record.cohort.key, n, stands.one, str(stands.changed)) for n in CHANGED)
    return any(key in record.letters for key in keys)


def question(run: Run, key: str) -> str:
    """Return what to ask: whom approving concerns, how many, and what it would undo."""
    with view_of(run) as (workspace, connection):
        stored = newest(workspace, connection, key)
        refuse_work(cohort(connection, key), Work.APPROVE)
        if not stored.approved:  # what will be refused is not asked
            refuse_stale(connection, matching_case(workspace, connection, key), stored.plan)
        about, plan = _open_about(connection, key, stored.plan), stored.plan
        lost = len(at_stake(cohort_standing(workspace, connection, key), plan))
    undone = f"{counted(lost, 'signature')} would no longer count: those matches change. "
    people = len({p for m in plan.matches for p in m.people})
    whom = f"{counted(len(plan.matches), 'match')} of {counted(people, 'person')}"
    undone = f"{_said_of(about)} " * bool(about) + (undone if lost else "")
    waiting = f", {len(plan.waiting)} without a place" if plan.waiting else ""
    return f"{undone}Make plan {stored.number} of {key} final: {whom}{waiting}?"


def _open_about(connection: Connection, key: str, plan: Plan) -> dict[int, str]:
    """Return the open questions about who somebody of a plan is or means: whose, by number."""
    known = applications_of(connection, key)
    people, names = {identity_of(a): a.person for a in known}, names_of(known)
    placed = {p for match in plan.matches for p in match.people}
    found = {}
    for question in questions_of(connection, key, QuestionState.OPEN):
        asks = question.problem.asks
        about = asks.about if asks else ()
        if asks and asks.reply is Reply.PERSON:
            about = tuple(people.get(i, "") for i in zip(about[::2], about[1::2], strict=True))
        if asks and asks.reply is Reply.NAMES and not about[0]:  # of all who wrote it
            about = tuple(person for person, _ in asks.may)
        theirs = placed.intersection(about)
        if asks and asks.reply in {Reply.PERSON, Reply.NAMES} and theirs:
            found[question.number] = " and ".join(sorted(names[p] for p in theirs))
    return found


def _said_of(about: Mapping[int, str]) -> str:
    """Return how many questions are open about people of a plan, and about whom."""
    some = ", ".join(f"{number} ({name})" for number, name in [*about.items()][:MOST_NAMED])
    more = f" and {len(about) - MOST_NAMED} more" if len(about) > MOST_NAMED else ""
    is_are = "is" if len(about) == 1 else "are"
    return f"{counted(len(about), 'question')} about people of it {is_are} open: {some}{more}."


def _refuse_unasked(key: str, plan: Plan, about: Mapping[int, str]) -> None:
    if not plan.matches:
        raise UserError(
            "Nobody has a place in this plan; it was not approved.",
            f"Why: mentorcli plan show {key}. To make it final all the same, approve it without --yes.",
        )
    if about:
        raise UserError(
            f"{_said_of(about)} The plan was not approved.",
            f"Settle them: mentorcli questions list {key}; or add --with-questions.",
        )


def _approve(run: Run, workspace: Workspace, key: str, stored: StoredPlan) -> None:
    with workspace.writing(run.hand) as connection:
        if newest(workspace, connection, key).number != stored.number:
            raise UserError(
                "There is a newer plan than the one you saw. Nothing was approved.",
                f"Look at it first: mentorcli plan show {key}",
                code=ExitCode.BUSY,
            )
        void = void_signatures(cohort_standing(workspace, connection, key), stored.plan)
        gone = (signed_fact(key, s, Kind.SIGNATURE_VOID) for s in void)
        approved = Fact(Kind.APPROVED, key, about=str(stored.number))
        append(connection, run.hand, approved, *gone)
    write_bytes(workspace.out(key) / "plan.json", plan_text(stored.plan).encode())
