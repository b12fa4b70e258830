"""Taking back what a command did: its facts count no more, and what they moved stands as before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from mentorcli.commands.applications.import_plans import Speak
from mentorcli.commands.applications.question_answers import ACCEPTED, Answering
from mentorcli.commands.applications.questions import keep_asked
from mentorcli.commands.applications.replays import read_again, with_workbook
from mentorcli.commands.applications.taken_back_answers import move_answers
from mentorcli.commands.mail.held_back import unwritten_invitations
from mentorcli.commands.mail.taken_back_drafts import INVITATIONS, move_files, take_back
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.papers.agreements_undone import move_agreements
from mentorcli.commands.run import Run, view_of
from mentorcli.commands.workspace.doctor import without_merge
from mentorcli.commands.workspace.history import names_everywhere, numbers_of_acts, told
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.message import Draft
from mentorcli.domain.problem import Problem, UserError
from mentorcli.domain.text import counted
from mentorcli.standing.fold import standing_facts, taken_back
from mentorcli.standing.undo_limits import can_be_taken_back, resting
from mentorcli.workspace.facts import append, facts_of
from mentorcli.workspace.folder import Workspace

_WENT = frozenset({Kind.SENT, Kind.SENT_BY_HAND})
_OF_A_PLAN = "outcome"
"""With what the names of reminders begin that tell people of their place."""
_ELSE: Mapping[Kind, str] = {
    Kind.COHORT_MADE: "Where it does not take place: mentorcli cohort move {cohort} closed",
    Kind.IMPORTED: "Who was new in it is withdrawn with: mentorcli application withdraw {cohort} --import {number}",
    Kind.PROPOSED: "A proposed plan binds nobody: make another with match or replan.",
    Kind.DECIDED: "A decision is taken back with: mentorcli plan free",
    Kind.QUEUED: "A reminder that was not sent may be deleted in out/.",
    Kind.SENT: "What has gone out cannot be called back.",
    Kind.ANSWER_ADDED: "Take it out of the programme's file in programmes/ again; then, for each form: mentorcli form replay FORM --cohort {cohort}",
    Kind.FORM_EDITED: "Change it back: mentorcli form edit {about}",
    Kind.READ_AGAIN: "Answers are taken back with mentorcli questions forget, and given with mentorcli questions settle.",
    Kind.POOL: "Note it anew: mentorcli pool set",
    Kind.CARRIED_OVER: "Who should not be there is withdrawn with: mentorcli application withdraw",
    Kind.STAFF_LIST: "Import the list of before again.",
    Kind.SELECTED_LIST: "Import the list of before again.",
    Kind.ERASED: "Who was erased stays erased.",
}
_ACCEPTED = (
    "Import the export of before again: mentorcli import FILE --cohort {cohort} --accept-changes"
)
"""How answers that were accepted are changed back: what they were is in that file."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What would be taken back: the facts of one command, how it is told, and what went out by mail.

    ``again`` counts the letters and invitations that it wrote as they had been before: they stay.
    """

    facts: tuple[Fact, ...]
    said: str
    sent: int
    again: int = 0

    def question(self) -> str:
        """Return what to ask a person at a terminal."""
        first = self.facts[0]
        who = f"{first.deed.who}, {first.known}, mentorcli {first.deed.command}"
        return f"Take back no. {first.number} ({who}): {self.said}?{self.warning()}"

    def warning(self) -> str:
        """Return what is not taken back: mails that have gone out, and what was there before."""
        gone = f" {counted(self.sent, 'mail')} of it went out already." if self.sent else ""
        stay = " of it had been written so before: nothing changes there." if self.again else ""
        return f"{gone} {counted(self.again, 'draft')}{stay}" if stay else gone


def deeds(run: Run, number: int | None) -> Deeds:
    """Return what the last command did, or the one with that number in the history; else UserError."""
    with view_of(run) as (workspace, connection):
        return _deeds(workspace, connection, number)


def _deeds(workspace: Workspace, connection: Connection, number: int | None) -> Deeds:
    every = facts_of(connection)
    stands, gone = tuple(standing_facts(every)), taken_back(every)
    acts: dict[str, tuple[Fact, ...]] = {}
    for fact in (f for f in every if f.number not in gone):
        acts[fact.deed.act] = (*acts.get(fact.deed.act, ()), fact)
    found = _chosen(acts, number)
    names = names_everywhere(workspace, connection)
    _refuse_final(found, names)
    after = {f.number for f in standing_facts((*every, *_back(found)))}
    if later := resting([f for f in stands if f.number not in after], stands):
        numbers = numbers_of_acts(every)
        acts_later = [(numbers[f.deed.act], f) for f in later]
        listed, first = _acts_of(acts_later, names), acts_later[-1][0]
        raise UserError(
            f"Something rests on it: {listed}. Nothing was changed.",
            f"Take that back first: mentorcli undo {first}",
        )
    sent, again = (sum(of(f, stands) for f in found) for of in (_gone_out, _was_so))
    return Deeds(found, told(found, names), sent, again)


def _was_so(fact: Fact, stands: Sequence[Fact]) -> bool:
    """Tell whether a letter or an invitation was there before a fact, as that says of it."""
    if fact.kind not in {Kind.INVITED, Kind.LETTER}:
        return False
    kinds = {*INVITATIONS} if fact.kind is Kind.INVITED else {Kind.LETTER, Kind.LETTER_DROPPED}
    reader, about = (fact.cohort, fact.person, fact.about), fact.value.get("key")
    before = [
        f
        for f in stands
        if f.number < fact.number and f.kind in kinds and f.deed.act != fact.deed.act
        if (f.cohort, f.person, f.about) == reader and f.value.get("key") == about
    ]
    return bool(before) and (before[-1].kind, before[-1].value) == (fact.kind, fact.value)


def _gone_out(fact: Fact, stands: Sequence[Fact]) -> int:
    """Return how many mails of what a fact tells of went out since: for a plan those about places."""
    mails = [
        f
        for f in stands
        if f.number > fact.number and f.cohort == fact.cohort
        if f.kind in _WENT or (f.kind is Kind.SETTLED and f.value.get("sent"))
    ]
    if fact.kind is Kind.APPROVED and not fact.match:
        return sum(f.about.startswith(_OF_A_PLAN) for f in mails)
    if fact.kind not in {Kind.LETTER, Kind.SETTLED, *INVITATIONS}:
        return 0
    return int(any((f.about, f.person) == (fact.about, fact.person) for f in mails))


def _back(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the facts that take these back."""
    return tuple(Fact(Kind.TAKEN_BACK, f.cohort, f.match, f.person, str(f.number)) for f in facts)


def _chosen(acts: Mapping[str, tuple[Fact, ...]], number: int | None) -> tuple[Fact, ...]:
    if not acts:
        raise UserError("Nothing has happened yet that could be taken back.")
    if number is None:  # what cron writes each day is nobody's last command, nor is undo
        passed = {Kind.QUEUED, Kind.DROPPED, Kind.TAKEN_BACK}
        own = [a for a in acts.values() if any(f.kind not in passed for f in a)]
        return own[-1] if own else list(acts.values())[-1]
    for facts in acts.values():
        if number in {f.number for f in facts}:
            return facts
    raise UserError(
        f"There is no number {number} that stands in the history.", "See: mentorcli history"
    )


def _refuse_final(found: Sequence[Fact], names: Mapping[str, str]) -> None:
    final = [f for f in found if not can_be_taken_back(f)]
    if not final:
        return
    number, what = found[0].number, told(found, names)
    known = [(_ELSE[f.kind], f) for f in final if f.kind in _ELSE]
    remedy, fact = known[0] if known else ("See: mentorcli history", found[0])
    if fact.kind is Kind.READ_AGAIN and fact.about == ACCEPTED:
        remedy = _ACCEPTED
    if any(f.value.get("edited") for f in found if f.kind is Kind.IMPORTED):
        remedy = f"{_ACCEPTED}; {remedy[0].lower()}{remedy[1:]}"
    remedy = remedy.format(cohort=fact.cohort, about=fact.about, number=number)
    raise UserError(f"No. {number} cannot be taken back: {what}. Nothing was changed.", remedy)


def _acts_of(facts: Sequence[tuple[int, Fact]], names: Mapping[str, str]) -> str:
    """Return what commands did, each by its number in the history."""
    acts = [
        (n, [f for _, f in some]) for n, some in groupby(facts, key=lambda numbered: numbered[0])
    ]
    return "; ".join(f"no. {number}, {told(act, names)}" for number, act in acts[:3])


def undo(run: Run, number: int | None, speak: Speak) -> Outcome:
    """Take back what a command did; the numbers are those of the history."""
    workspace = run.open()
    with workspace.reading() if run.dry_run else workspace.writing(run.hand) as connection:
        found = _deeds(workspace, connection, number)
        meant = _meant(connection, found.facts)
        stands = [f for f, forward in reversed(meant) if forward]
        restored = told(stands, names_everywhere(workspace, connection)) if stands else ""
        gone, again = list[Draft](), list[Draft]()
        if not run.dry_run:
            _move_answers(run, connection, meant)
            append(connection, run.hand, *_back(found.facts))
            gone, again = take_back(workspace, connection, meant)
            for key in sorted({f.cohort for f in found.facts if f.cohort}):
                keep_asked(workspace, connection, key)
    move_files(workspace, gone, again)
    notes = list[Problem]()
    with workspace.reading() as connection:
        if not run.dry_run:
            notes = [*move_agreements(workspace, connection, meant)]
            notes += without_merge(workspace, connection, meant, again)
        keys = {f.cohort for f in found.facts if f.kind in INVITATIONS} if not run.dry_run else ()
        unwritten = [
            p for key in sorted(keys) for p in unwritten_invitations(workspace, connection, key)
        ]
    asked = {} if run.dry_run else {f.cohort: f for f, _ in meant if f.kind is Kind.ANSWERED}
    for key in asked:
        with workspace.reading() as connection:
            taken = read_again(workspace, connection, key)
        with_workbook(workspace, key, taken, None, speak)
    verb = "Would be taken back" if run.dry_run else "Taken back"
    if restored:
        verb = "Would stand again" if run.dry_run else "Stands again"
    text = f"{verb}: {restored or found.said}.{found.warning()}"
    data = {"taken_back": [f.number for f in found.facts], "sent": found.sent, "what": found.said}
    cohorts = sorted({f.cohort for f in found.facts if f.cohort})
    off = sorted({(f.about, f.cohort) for f in found.facts if f.kind is Kind.CALLED_OFF})
    invite = [
        f"mentorcli invite {about} {key}" for about, key in off if unwritten and ":" not in about
    ]
    steps = (*invite, *(f"mentorcli status {key}" for key in cohorts[:1]))
    return Outcome((Paragraph(text),), data, (*notes, *unwritten), (), () if run.dry_run else steps)


def _meant(connection: Connection, facts: Sequence[Fact]) -> list[tuple[Fact, bool]]:
    """Return what is taken back, the last first, or done again where it was taken back before (True)."""
    every, found = {f.number: f for f in facts_of(connection)}, []
    for fact in reversed(facts):
        meant, forward = fact, False
        while meant.kind is Kind.TAKEN_BACK:
            meant, forward = every[int(meant.about)], not forward
        found.append((meant, forward))
    return found


def _move_answers(run: Run, connection: Connection, meant: Sequence[tuple[Fact, bool]]) -> None:
    """Ask again what these facts answered, or answer again where they took such answers back."""
    for fact, forward in meant:
        if fact.kind is Kind.ANSWERED:
            do = Answering(run, run.open(), connection, fact.cohort, lambda p: (p.code, ""))
            move_answers(do, fact.value.get("answers", {}), forward=forward)
