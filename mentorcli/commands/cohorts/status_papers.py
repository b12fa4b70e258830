"""What status says of papers: agreements, invitations, letters owed, the report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from mentorcli.commands.matches.deadlines import BLOCKED, DONE, DUE, LATER, Line
from mentorcli.commands.papers.editions import PARTS, agreements_to_make
from mentorcli.commands.plans.carry_over import cohort_to_carry_to, people_to_carry
from mentorcli.commands.run import Run
from mentorcli.domain.cohort import DAY_NAMES, event_told
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.fact import Fact
from mentorcli.domain.message import Draft, DraftState
from mentorcli.domain.text import counted
from mentorcli.standing.signing import missing_signatures, signers
from mentorcli.standing.standing import Standing
from mentorcli.workspace.applications import held_rows
from mentorcli.workspace.drafts import drafts_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.questions import open_count
from mentorcli.workspace.records import matching_case

if TYPE_CHECKING:
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
    the drafts that have not arrived, ``onward`` the command that goes on with them. ``sent`` has the
    (gathering, person) of the invitations of which nothing waits, ``lost`` the keys of unsent drafts that
    lie nowhere any more.
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
    lost: frozenset[str] = frozenset()


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
    unsent = tuple(d for d in drafts if by is None and d.state != DraftState.SENT)
    sent = _sent_by(drafts, by)
    mail = f"mentorcli outbox {'send' if workspace.settings.sending else 'sent'} {key}"
    onward = cohort_to_carry_to(connection, record.cohort) if papers else None
    if onward is None or record.programme.life.ongoing:
        told = Told(held, asked, missing, older, owed, stale=stale)
    else:
        carried = people_to_carry(connection, record, onward, run.today)
        told = Told(held, asked, missing, older, owed, onward.key, len(carried), stale)
    now = unsent if by is None else ()  # which files lay there on a past day nobody knows
    lost = frozenset(d.key for d in now if not workspace.draft_file(d.file).is_file())
    return replace(told, unsent=unsent, sent=sent, onward=mail, lost=lost)


def _sent_by(drafts: Iterable[Draft], by: dt.date | None) -> frozenset[tuple[str, str]]:
    """Return the (gathering, person) of invitations of which nothing waits, now or ``by`` a day.

    What was refused, or may have gone, has lines of its own.
    """
    waits: dict[tuple[str, str], bool] = {}
    for draft in drafts:
        _, folder, *rest = draft.file.split("/")
        if folder == "invitations":
            went = draft.state in {DraftState.SENT, *_STUCK}
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
    individual = {s.mentee for s in record.sessions if s.mentee}
    without = sum(p not in individual for m in record.standing_matches() for p in m.mentees)
    meets_alone = record.programme.form.individual
    if meets_alone and dates["kickoff"] <= run.today <= dates["wrapup"]:
        text = f"{counted(without, 'mentee')} without an individual session in the log"
        command = f"mentorcli session log {key} NAME --individual --on DATE" if without else ""
        yield Line(DUE if without else DONE, text, command)
    if run.today < dates["wrapup"]:
        return
    if record.reported:
        yield Line(DONE, "the programme is over; the report is made")
    else:
        yield Line(DUE, "the programme is over: make the report", f"mentorcli report {key}")


def _agreements(record: Standing, told: Told) -> Iterator[Line]:
    key = record.cohort.key
    render = f"mentorcli agreement render {key}"
    if not record.agreements:
        if record.standing_matches():  # else there is nothing to make
            yield Line(DUE, "agreements are not made yet", render)
        return
    if told.missing:
        text = f"{counted(len(told.missing), 'match')} without an agreement"
        yield Line(DUE, text, f"{render} --stale")
    if told.older:
        changed = {part for parts in told.older.values() for part in parts}
        why = ", ".join(words for part, words in PARTS.items() if part in changed)
        text = f"{counted(len(told.older), 'agreement')} older than {why}"
        yield Line(DUE, text, f"{render} --stale")
    missing, every = len(missing_signatures(record)), len(signers(record))
    if not every:
        return
    text = f"{missing} of {counted(every, 'signature')} of agreements missing"
    onward = f"mentorcli agreement list {key}" if missing else ""
    yield Line(DUE if missing else DONE, text, onward)


def mail_lines(record: Standing, told: Told) -> Iterator[Line]:
    """Yield what waits to be sent beside invitations, what was refused, and what nobody knows of."""
    onward = f"mentorcli outbox send {record.cohort.key}"
    counts = Counter(d.state for d in told.unsent)
    if refused := counts[DraftState.REFUSED]:
        yield Line(DUE, f"{counted(refused, 'mail')} refused by the mail server", onward)
    if doubtful := counts[DraftState.LEAVING]:
        yield Line(DUE, f"{counted(doubtful, 'mail')} in doubt: sent or not", onward)
    lines = {d.key for g in record.cohort.gatherings for d in _unsent_invitations(record, g, told)}
    if rest := [d for d in told.unsent if d.state not in _STUCK and d.key not in lines]:
        yield Line(DUE, f"{counted(len(rest), 'mail')} written and not sent yet", told.onward)


_STUCK = {DraftState.REFUSED, DraftState.LEAVING}


def _unsent_invitations(record: Standing, gathering: str, told: Told) -> list[Draft]:
    """Return the drafts to people who are invited to a gathering that did not go out."""
    there = f"{record.cohort.key}/invitations/{gathering}/"
    mine = [d for d in told.unsent if d.file.startswith(there) and d.state not in _STUCK]
    return [d for d in mine if d.person in record.invited.get(gathering, {})]


def letter_lines(record: Standing, owed: tuple[Owed, ...]) -> Iterator[Line]:
    """Yield the letters that are owed, one line a kind."""
    for one in owed:
        text = f"letters to be written: {one.letter}, to {counted(one.people, 'person')}"
        yield Line(DUE, text, f"mentorcli letter {one.letter} {record.cohort.key}")


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
    mine = _unsent_invitations(record, gathering, told)
    if waits and mine and all(d.key in told.lost for d in mine):
        return replace(line, text=f"{line.text}: {waits} not sent, and their files are gone")
    spared = _of_matches(record) & record.spared.get(gathering, frozenset())
    but = f"; {counted(len(spared), 'invitation')} taken back" if spared else ""
    if waits:
        written = f"{line.text}: invitations written, {waits} not sent yet{but}"
        return Line(DUE, written, f"{told.onward} --kind {gathering}")
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
