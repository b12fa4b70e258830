"""What status says of papers: agreements, invitations, letters owed, the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from mentorcli.commands.cohorts.status_mails import STUCK, onward_with, unsent_invitations
from mentorcli.commands.matches.deadlines import BLOCKED, DONE, DUE, LATER, Line
from mentorcli.commands.papers.editions import agreements_to_make, parts_in_words
from mentorcli.commands.papers.outdated_drafts import (
    Outdated,
    outdated_drafts,
    outdated_in_words,
)
from mentorcli.commands.papers.session_meeting import command_of
from mentorcli.commands.plans.carry_over import cohort_to_carry_to, people_to_carry
from mentorcli.commands.run import Run
from mentorcli.domain.cohort import DAY_NAMES, event_told
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.fact import Fact
from mentorcli.domain.message import Draft, DraftState
from mentorcli.domain.problem import Problem
from mentorcli.domain.text import counted
from mentorcli.standing.individual_sessions import sessions_to_come
from mentorcli.standing.signing import missing_signatures, signers, with_agreement
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import held_rows
from mentorcli.workspace.drafts import drafts_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.questions import open_count
from mentorcli.workspace.records import matching_case

if TYPE_CHECKING:
    from mentorcli.commands.mail.waiting import Truth
    from mentorcli.commands.papers.letters_owed import Owed

WITH_PAPERS = {CohortState.RUNNING, CohortState.CLOSING}
INVITE_DAYS = 30
"""How long before an event its invitations are due."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a cohort beside what happened in it.

    ``held`` are rows that wait, ``asked`` open questions; ``missing`` are the matches without an
    agreement, ``older`` those whose agreement is older than what it was made from, and in what; ``owed`` the
    letters to be written; ``to_carry`` how many wait who may be taken over to the next cohort. ``stale`` tells
    that a proposed plan was made from other answers, decisions or rules than there are now. ``unsent`` has
    the drafts that have not arrived, ``onward`` the command that goes on with them, which ``sends`` them or
    marks them. ``erase_on`` is the day from which nobody's data may be kept. ``sent`` has the
    (gathering, person) of the invitations of which nothing waits, ``lost`` the keys of unsent drafts that
    lie nowhere any more, ``late`` those of reminders that are over or not true, ``outdated`` the unsent letters
    and invitations that are not as they would be now. ``broken`` are the matches that cannot go on as they are, ``aside`` who was told that
    their application is set aside. ``free`` is how many wait who could have a place that is free.
    """

    held: int
    asked: int
    missing: Collection[str]
    older: Mapping[str, Sequence[str]]
    owed: tuple[Owed, ...]
    next_cohort: str = ""
    to_carry: int = 0
    stale: bool = False
    unsent: tuple[Draft, ...] = ()
    sent: frozenset[tuple[str, str]] = frozenset()
    onward: str = ""
    sends: bool = False
    erase_on: dt.date | None = None
    lost: frozenset[str] = frozenset()
    late: Mapping[str, Truth] = field(default_factory=dict)
    outdated: tuple[Outdated, ...] = ()
    broken: tuple[Problem, ...] = ()
    aside: frozenset[str] = frozenset()
    free: int = 0


def told_of(
    run: Run,
    workspace: Workspace,
    connection: Connection,
    record: Standing,
    by: dt.date | None = None,
) -> Told:
    """Return what status tells of a cohort beside its record, by what was written ``by`` a day."""
    key, papers = record.cohort.key, record.cohort.state in WITH_PAPERS
    missing, older = agreements_to_make(workspace, record) if papers else (set(), {})
    held, asked = held_rows(connection, key), open_count(connection, key)
    owed: tuple[Owed, ...] = ()
    if record.plan is not None:
        from mentorcli.commands.papers.letters_owed import owed_now

        owed = owed_now(workspace, connection, record, run.today, by)
    stale = _is_outdated(workspace, connection, record)
    drafts = drafts_of(connection, key)
    # on a past day nobody knows what waited, and which files lay there
    unsent = tuple(d for d in drafts if by is None and d.state != DraftState.SENT)
    onward = cohort_to_carry_to(connection, record.cohort) if papers else None
    if onward is None or record.programme.life.ongoing:
        told = Told(held, asked, missing, older, owed, stale=stale)
    else:
        carried = people_to_carry(connection, record, onward, run.today)
        told = Told(held, asked, missing, older, owed, onward.key, len(carried), stale)
    lost = frozenset(d.key for d in unsent if not workspace.draft_file(d.file).is_file())
    late: dict[str, Truth] = {}
    if {d.file.split("/")[1] for d in unsent} & {"outbox", "letters"}:
        from mentorcli.commands.mail.waiting import past_reminders

        late = past_reminders(workspace, connection, record, run.today)
        over = {key for key in lost if key in late and late[key].name == "OVER"}
        unsent = tuple(d for d in unsent if d.key not in over)  # as `remind` has it
    mails = any(not d.file.startswith(f"{key}/outbox/") for d in unsent)
    old = outdated_drafts(workspace, connection, record, run.today, drafts) if mails else {}
    broken, free = tuple[Problem, ...](), 0
    if record.cohort.state is CohortState.RUNNING and by is None:
        from mentorcli.commands.plans.broken_matches import broken_since
        from mentorcli.commands.plans.free_places import waiting_for_free_places

        free = waiting_for_free_places(workspace, connection, record, run.today)
        broken = broken_since(run, workspace, connection, record)
    sends = bool(workspace.settings.sending)
    mail = f"mentorcli outbox {'send' if sends else 'sent'} {key}"
    told = replace(
        told, unsent=unsent, sent=_sent_by(drafts, by), onward=mail, lost=lost, late=late
    )
    erased = record.cohort.erase_on(workspace.settings.retention_months)
    told = replace(told, sends=sends, erase_on=erased if record.applications else None)
    went = (d for d in drafts if d.kind == "set-aside" and d.sent_at)
    aside = frozenset(d.person for d in went if by is None or d.sent_at[:10] <= by.isoformat())
    return replace(told, outdated=tuple(old.values()), broken=broken, aside=aside, free=free)


def _sent_by(drafts: Iterable[Draft], by: dt.date | None) -> frozenset[tuple[str, str]]:
    """Return the (gathering, person) of invitations of which nothing waits, now or ``by`` a day.

    What was refused, or may have gone, has lines of its own.
    """
    waits: dict[tuple[str, str], bool] = {}
    for draft in drafts:
        _, folder, *rest = draft.file.split("/")
        if folder == "invitations":
            went = draft.state in {DraftState.SENT, *STUCK}
            went = went if by is None else "" < draft.sent_at[:10] <= by.isoformat()
            waits[rest[0], draft.person] = waits.get((rest[0], draft.person), False) or not went
    return frozenset(one for one, some in waits.items() if not some)


def _is_outdated(workspace: Workspace, connection: Connection, record: Standing) -> bool:
    """Tell whether the newest plan is not approved, and cannot be as people stand; answers are as now."""
    if record.proposal is None or record.proposal == record.plan or record.programme.life.ongoing:
        return False
    from mentorcli.commands.plans.proposals import is_stale

    case = matching_case(workspace, connection, record.cohort.key, record.applications)
    return is_stale(case, record.proposal)


def broken_lines(told: Told) -> Iterator[Line]:
    """Yield the approved matches that cannot go on as they are."""
    for said in (dict(p.parameters) for p in told.broken):
        who = said["who"][0].lower() + said["who"][1:]
        yield Line(DUE, f"{who} cannot go on as it is: {said['why']}", said["command"])


def paper_lines(run: Run, record: Standing, told: Told) -> Iterator[Line]:
    """Yield what is to be said of agreements, invitations, sessions and the report."""
    key, dates = record.cohort.key, record.cohort.dates
    if record.plan is None or record.cohort.state not in WITH_PAPERS:
        until = "a pair has said yes" if record.programme.life.ongoing else "a plan is approved"
        yield Line(BLOCKED, f"agreements and invitations wait until {until}")
        return
    yield from _agreements(record, told)
    for gathering in record.cohort.gatherings:
        yield _invitation(run, record, gathering, told)
    yield from _sessions_apart(run, record, told)
    individual = {s.mentee for s in record.sessions if s.mentee}
    without = sum(p not in individual for m in record.standing_matches() for p in m.mentees)
    meets_alone = record.programme.form.individual
    if meets_alone and dates["kickoff"] <= run.today <= dates["wrapup"]:
        text = f"{counted(without, 'mentee')} without an individual session in the log"
        command = f"mentorcli session log {key} NAME --individual --on DATE" if without else ""
        yield Line(DUE if without else DONE, text, command)
    if run.today <= dates["wrapup"]:
        return
    if record.reported:
        yield Line(DONE, "the programme is over; the report is made")
    else:
        yield Line(DUE, "the programme is over: make the report", f"mentorcli report {key}")


def _sessions_apart(run: Run, record: Standing, told: Told) -> Iterator[Line]:
    """Yield the individual sessions that are in somebody's calendar and of two who are apart."""
    unsent = {d.key for d in told.unsent}
    for session in sessions_to_come(record, run.today):
        sent = session.keys and not session.keys & unsent  # else a line on mails says it
        if session.match is None and sent:
            mentee = record.application(session.mentee, "mentee")
            of = f" of {mentee.name}" if mentee else ""
            text = (
                f"individual session{of} on {session.event['on']}: the two are in no match together"
            )
            yield Line(DUE, text, command_of(record.cohort.key, session))


def _agreements(record: Standing, told: Told) -> Iterator[Line]:
    key = record.cohort.key
    render = f"mentorcli agreement render {key}"
    standing = {m.id for m in record.standing_matches()}
    if with_agreement(record).isdisjoint(standing):
        if standing:  # else there is nothing to make
            yield Line(DUE, "agreements are not made yet", render)
        return
    if told.missing:
        text = f"{counted(len(told.missing), 'match')} without an agreement"
        yield Line(DUE, text, f"{render} --stale")
    if told.older:
        why = parts_in_words(part for parts in told.older.values() for part in parts)
        text = f"{counted(len(told.older), 'agreement')} older than {why}"
        yield Line(DUE, text, f"{render} --stale")
    missing, every = len(missing_signatures(record)), len(signers(record))
    if not every:
        return
    text = f"{missing} of {counted(every, 'signature')} of agreements missing"
    onward = f"mentorcli agreement list {key}" if missing else ""
    yield Line(DUE if missing else DONE, text, onward)


def _invitation(run: Run, record: Standing, gathering: str, told: Told) -> Line:
    day = record.cohort.dates.get(gathering)
    text = f"{DAY_NAMES.get(gathering, gathering)} on {day}"
    command = f"mentorcli invite {gathering} {record.cohort.key}"
    if gathering in record.cancelled:
        return Line(DONE, f"{text}: cancelled; inviting again holds it after all")
    if day is None or day < run.today:
        return Line(DONE, f"{text} is over")
    if record.invited.get(gathering):
        return _invited(run, record, gathering, told, Line(DUE, text, command))
    soon = gathering == "kickoff" or (day - run.today).days <= INVITE_DAYS
    later = Line(LATER, f"{text}: invitations come later")
    return Line(DUE, f"{text}: not invited yet", command) if soon else later


def _invited(run: Run, record: Standing, gathering: str, told: Told, line: Line) -> Line:
    """Return the line of a gathering to which people are invited: what makes it out of date, what waits."""
    waits = len({(gathering, p) for p in record.invited[gathering]} - told.sent)
    if said := _since_inviting(record, gathering, run.today, waits):
        return replace(line, text=f"{line.text}: {said}")
    mine = unsent_invitations(record, gathering, told)
    if waits and mine and all(d.key in told.lost for d in mine):
        return replace(line, text=f"{line.text}: {waits} not sent, and their files are gone")
    spared = _of_matches(record) & record.spared.get(gathering, frozenset())
    but = f"; {counted(len(spared), 'invitation')} taken back" if spared else ""
    if waits:
        off = sum(d.person not in record.invited[gathering] for d in mine)
        too = f", {counted(off, 'cancellation')} too" if off else ""
        written = f"{line.text}: invitations written, {waits} not sent yet{too}{but}"
        if older := [o for o in told.outdated if o.draft in mine]:
            return replace(line, text=f"{written}; {outdated_in_words(older)}")
        return Line(DUE, written, onward_with(told, mine, [gathering]))
    there = f"{record.cohort.key}/invitations/{gathering}/"
    if n := sum(d.state == DraftState.REFUSED and d.file.startswith(there) for d in told.unsent):
        what = f"{counted(n, 'invitation')} refused; correct the address, then invite again"
        return replace(line, text=f"{line.text}: {what}{but}")
    return Line(DONE, f"{line.text}: invited{but}")


def _says_otherwise(record: Standing, invitation: Fact, event: dict[str, str]) -> bool:
    """Tell whether an invitation is to another day or place; one of an earlier version kept neither."""
    told = [said["event"] for said in invitation.value.values()]
    return event not in told if told else record.calendar > invitation.number


def _of_matches(record: Standing) -> set[str]:
    return {a.person for m in record.standing_matches() for a in record.members(m)}


def _since_inviting(record: Standing, gathering: str, today: dt.date, waits: int) -> str:
    """Return what makes the invitations to a gathering out of date, or an empty text.

    Of those that ``waits`` counts as not sent nothing is told where all are written anew.
    """
    invited = record.invited.get(gathering, {})
    people = _of_matches(record)
    now = event_told(record.cohort, gathering)
    if any(_says_otherwise(record, one, now) for one in invited.values()):
        return "the calendar changed after the invitations"
    unsent = f"; {waits} written before and not sent yet" if waits else ""
    if gone := record.invited_in_vain(gathering, today):
        return f"{counted(len(gone), 'person')} without a match still invited{unsent}"
    if invited and (new := people - invited.keys() - record.spared.get(gathering, frozenset())):
        return f"{counted(len(new), 'person')} of the matches not invited{unsent}"
    return ""
