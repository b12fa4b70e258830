"""Invitations to an individual session: one mentee and the mentor, on a day of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

from mentorcli.commands.names import find_person, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import approved_matches, unedited
from mentorcli.commands.papers.cancellations import taken_away
from mentorcli.commands.papers.earlier_invitations import post_of, unsure
from mentorcli.commands.papers.invitation_drafts import (
    CANCELLED,
    Drafts,
    Occasion,
    drafts_of,
    invitation,
    keep_invitations,
    states_of,
)
from mentorcli.commands.papers.session_meeting import Meeting, typed
from mentorcli.commands.papers.template_files import templates_of
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.cohort import Cohort, session_of
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import Problem, Severity, UsageError
from mentorcli.domain.programme import Gathering
from mentorcli.domain.text import counted
from mentorcli.standing.standing import Standing
from mentorcli.workspace.calendar_events import editions_of
from mentorcli.workspace.drafts import sent_or_not
from mentorcli.workspace.records import cohort_standing

HOME = "Europe/Helsinki"
AN_HOUR = dt.timedelta(hours=1)


def invite(
    run: Run, key: str, who: str, meeting: Meeting, *, cancelled: bool, never_sent: bool = False
) -> Outcome:
    """Write a draft with a calendar file for the mentee and the mentor of an individual session.

    Another day or place is an update of the same event; ``cancelled`` takes it out again, also when
    one of the two has left.
    """
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        person = find_person(record.applications, who).person
        gathering = session_of(person)
        kept = {e.person for e in editions_of(connection, key, gathering)} if cancelled else set()
        invited = set(record.invited.get(gathering, {})) or kept
        match, two = _two(record, key, person, invited if cancelled else set())
        if not cancelled:
            refuse_work(record.cohort, Work.INVITE)
        mentee = two[1]
        names = {p.role: CANCELLED if cancelled else f"invitations/session-{p.role}" for p in two}
        told = refuse_faulty(
            workspace.templates, templates_of(workspace, names.values()), record.programme
        )
        went, waiting = sent_or_not(connection, key, gathering)
        if cancelled and not (kept and (record.invited.get(gathering) or went or waiting)):
            raise UsageError(
                f"{mentee.name} was not invited to an individual session.",
                f"Without --cancel: mentorcli invite session {key} {mentee.person} …",
            )
        cohort = _with(record.cohort_of(match.id), gathering, meeting)
        post = post_of(connection, key, gathering, never=never_sent)
        with_it = replace(record, cohort=cohort)
        occasion = Occasion(run, workspace, with_it, gathering, cancelled, post=post)
        matches = (match,) if all(p in record.members(match) for p in two) else ()
        unsent = [p.person for p in two if cancelled and p.person in waiting]
        dropped = unsent if went or never_sent else []
        meet = [p for p in two if p.person not in dropped]
        made = [invitation(occasion, connection, p, names[p.role], *matches) for p in meet]
    drafts = drafts_of(occasion, made)
    if (drafts.made or dropped) and not run.dry_run:
        keep_invitations(occasion, drafts, states_of(occasion, drafts), unsent=dropped)
    again = f"{typed(key, mentee.person, meeting, cancelled=cancelled)} --never-sent"
    notes = unsure([i.says for i in drafts.made], again)
    if unsent and not dropped:
        code, count = "invitations_not_sent", len(unsent)
        notes = (*notes, Problem.of(code, Severity.NOTE, count=count, command=again))
    outcome = _outcome(occasion, mentee.person, meeting, drafts, dropped)
    return replace(outcome, problems=(*told, *notes, *outcome.problems))


def _outcome(
    occasion: Occasion, mentee: str, meeting: Meeting, drafts: Drafts, dropped: Sequence[str]
) -> Outcome:
    dry_run = occasion.run.dry_run
    key, rows = occasion.record.cohort.key, drafts.rows
    columns = ("to", "e-mail", "language", "file")
    verb = "would be written to" if dry_run else "in"
    noun = "cancellation" if occasion.cancelled else "invitation"
    text = f"{counted(len(rows), noun)} {verb} {occasion.folder}{taken_away(occasion, dropped)}"
    data = {
        "session": mentee,
        "on": str(meeting.on),
        "cancelled": occasion.cancelled,
        "never_sent": list(dropped),
        "invitations": [dict(zip(columns, r, strict=True)) for r in rows],
    }
    steps = [f"mentorcli outbox send {key} --kind session"] if rows else []
    if not occasion.cancelled:
        log = f"mentorcli session log {key} {mentee} --individual --on {meeting.on}"
        steps.append(f"When both have agreed: {log}")
    listing = (Listing(columns[:3], [r[:3] for r in rows]),) if rows else ()
    blocks = (Paragraph(text, strong=True), *listing)
    notes = (p for i in drafts.made for p in i.problems)
    found = dict.fromkeys((*drafts.problems, *unedited(occasion.workspace), *notes))
    return Outcome(blocks, data, tuple(found), next_steps=() if dry_run else tuple(steps))


def _two(
    record: Standing, key: str, person: str, invited: Collection[str]
) -> tuple[Match, tuple[Application, Application]]:
    """Return the match in which somebody is a mentee, with the mentor and that mentee.

    Where both are ``invited``, theirs, though one of them has left it since.
    """
    plans = [
        *(a.plan for a in reversed(record.approvals)),
        *((record.plan,) if record.plan else ()),
    ]
    asked = [
        m
        for p in plans
        for m in p.matches
        if person in m.mentees and {m.mentor, person} <= set(invited)
    ]
    every = [(m, record.applications) for m in asked]
    for match, people in (*every, *((m, record.members(m)) for m in approved_matches(record))):
        there = {(a.person, a.role): a for a in people}
        mentor, mentee = there.get((match.mentor, "mentor")), there.get((person, "mentee"))
        if mentor and mentee:
            return match, (mentor, mentee)
    raise UsageError(
        f"{names_of(record.applications)[person]} has no mentor in {key} to meet.",
        "Name a mentee of an approved match.",
    )


def _with(cohort: Cohort, gathering: str, meeting: Meeting) -> Cohort:
    """Return the cohort with this meeting as one more gathering."""
    first, last = cohort.dates["kickoff"], cohort.dates["wrapup"]
    if not first <= meeting.on <= last:
        raise UsageError(
            f"{meeting.on} is outside the programme ({first} to {last}).",
            f"See --on; the days are changed with: mentorcli cohort change {cohort.key} --date NAME=DAY",
        )
    zones = sorted({g.zone for g in cohort.gatherings.values()})
    ends = meeting.ends or (dt.datetime.combine(meeting.on, meeting.starts) + AN_HOUR).time()
    event = Gathering(
        gathering, meeting.starts, ends, zones[0] if zones else HOME, meeting.place, meeting.link
    )
    dates = {**cohort.dates, gathering: meeting.on}
    return replace(cohort, gatherings={**cohort.gatherings, gathering: event}, dates=dates)
