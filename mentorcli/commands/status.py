"""What is due, what is blocked, and the next command."""

from __future__ import annotations

from dataclasses import dataclass

from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.domain.application import ApplicationState
from mentorcli.domain.cohort import CohortState
from mentorcli.domain.record import CohortRecord
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.happenings import invited_to
from mentorcli.workspace.records import cohort_record

DUE, BLOCKED, DONE = "due", "blocked", "done"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a cohort: its standing, a sentence, and the command that moves it on."""

    standing: str
    text: str
    command: str = ""


def status(run: Run, key: str) -> Outcome:
    """Tell where one cohort stands, or all of them when ``key`` is empty."""
    workspace = run.open()
    with workspace.reading() as connection:
        found = (cohort(connection, key),) if key else all_cohorts(connection)
        records = [cohort_record(workspace, connection, c.key) for c in found]
        invited = {c.key: "kickoff" in invited_to(connection, c.key) for c in found}
    if not records:
        steps = ("mentorcli cohort new doctoral 2027-spring",)
        return Outcome((Paragraph("There are no cohorts yet."),), {"cohorts": []}, next_steps=steps)
    blocks: list[Paragraph | Listing] = []
    data: list[dict[str, object]] = []
    commands: list[str] = []
    for record in records:
        lines = [
            *_applications(run, record),
            *_plan(record),
            *_after(run, record, invited=invited[record.cohort.key]),
        ]
        title = f"{record.cohort.key} · {record.cohort.programme} · {record.cohort.state.value} · {run.today}"
        blocks.append(
            Listing(
                ("", "what", "command"), [(x.standing, x.text, x.command) for x in lines], title
            )
        )
        commands += [x.command for x in lines if x.standing == DUE and x.command][:1]
        data.append(
            {
                "cohort": record.cohort.key,
                "state": record.cohort.state.value,
                "lines": [_line(x) for x in lines],
            }
        )
    return Outcome(
        tuple(blocks), {"today": str(run.today), "cohorts": data}, next_steps=tuple(commands)
    )


def _line(line: Line) -> dict[str, str]:
    return {"standing": line.standing, "what": line.text, "command": line.command}


def _applications(run: Run, record: CohortRecord) -> list[Line]:
    key, closes = record.cohort.key, record.cohort.dates["call_closes"]
    counts = [f"{_valid(record, role)} {role}s" for role in ("mentee", "mentor")]
    days = (closes - run.today).days
    when = f"the call closes on {closes}" if days >= 0 else f"the call closed on {closes}"
    command = f"mentorcli import FILE --cohort {key}"
    lines = [
        Line(
            DUE if not record.applications else DONE,
            f"complete applications: {', '.join(counts)}; {when}",
            command if not record.applications else "",
        )
    ]
    incomplete = [a for a in record.applications if a.state is ApplicationState.INCOMPLETE]
    if incomplete:
        lines.append(
            Line(
                BLOCKED,
                f"{len(incomplete)} applications are incomplete and are not matched",
                f"mentorcli application list {key} --incomplete",
            )
        )
    return lines


def _valid(record: CohortRecord, role: str) -> int:
    return sum(a.role == role and a.state is ApplicationState.VALID for a in record.applications)


def _plan(record: CohortRecord) -> list[Line]:
    key = record.cohort.key
    if record.proposal is None:
        ready = _valid(record, "mentee") and _valid(record, "mentor")
        text = (
            "there is no plan yet" if ready else "a plan needs complete applications of both roles"
        )
        return [Line(DUE if ready else BLOCKED, text, f"mentorcli match {key}" if ready else "")]
    seated = sum(len(m.mentees) for m in record.proposal.matches)
    text = f"the plan seats {seated} mentees in {len(record.proposal.matches)} groups; {len(record.proposal.waiting)} wait"
    lines = []
    gone = _gone(record)
    if gone:
        lines.append(
            Line(
                DUE,
                f"{gone} people of the plan have withdrawn or are incomplete: make it anew",
                f"mentorcli match {key}",
            )
        )
    if record.plan == record.proposal:
        return [*lines, Line(DONE, f"{text}; approved")]
    return [
        *lines,
        Line(DUE, f"{text}; not approved", f"mentorcli plan review {key}"),
        Line(DUE, "approve the plan when it is right", f"mentorcli plan approve {key}"),
    ]


def _gone(record: CohortRecord) -> int:
    valid = {(a.person, a.role) for a in record.applications if a.state is ApplicationState.VALID}
    plan = record.proposal
    matches = plan.matches if plan else ()
    people = {(m.mentor, "mentor") for m in matches} | {
        (p, "mentee") for m in matches for p in m.mentees
    }
    return len(people - valid)


def _after(run: Run, record: CohortRecord, *, invited: bool) -> list[Line]:
    key, dates = record.cohort.key, record.cohort.dates
    if record.plan is None or record.cohort.state is not CohortState.RUNNING:
        return [Line(BLOCKED, "agreements and invitations wait for an approved plan")]
    signers = sum(1 + len(m.mentees) for m in record.plan.matches)
    unsigned = signers - len(record.signatures)
    individual = {s.mentee for s in record.sessions if s.mentee}
    without = sum(p not in individual for m in record.plan.matches for p in m.mentees)
    agreements = (
        f"mentorcli agreement render {key}"
        if unsigned == signers
        else f"mentorcli agreement list {key}"
    )
    lines = [
        Line(DUE if unsigned else DONE, f"{unsigned} of {signers} signatures of agreements missing", agreements if unsigned else ""),
        Line(DONE if invited else DUE, f"kick-off on {dates['kickoff']}: {'invited' if invited else 'not invited yet'}", "" if invited else f"mentorcli invite kickoff {key}"),
    ]  # fmt: skip
    if run.today >= dates["kickoff"]:
        lines.append(
            Line(
                DUE if without else DONE,
                f"{without} mentees have no individual session booked",
                f"mentorcli session log {key} NAME --individual --on DATE" if without else "",
            )
        )
    if run.today >= dates["wrapup"]:
        lines.append(
            Line(
                DUE,
                "the programme is over: the report is ready to be made",
                f"mentorcli report {key}",
            )
        )
    return lines
