"""Ending a match, or one person's part in a group that goes on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection

from mentorcli.commands.applications.questions import keep_asked
from mentorcli.commands.matches.pair_changes import change_match
from mentorcli.commands.matches.pair_lives import life_data, match_meant
from mentorcli.commands.names import find_person, joined, match_in_words, names_of
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run, at_work, view_of
from mentorcli.domain.application import ApplicationState
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.decision import GROUP_SIZE
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.match_life import OPEN_STATES, Life, MatchMove, MatchState, free_ids
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.text import counted
from mentorcli.standing.standing import Standing
from mentorcli.workspace.facts import append, match_fact
from mentorcli.workspace.plans import match_ids
from mentorcli.workspace.records import cohort_standing

Part = Literal["group", "only"]
"""What ends: the whole group, or only one person's part in it."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What could end: a match, and ``person`` who was named, empty for the match itself.

    ``others`` are the mentees or equals besides the person whose applications still stand.
    """

    life: Life
    person: str
    others: tuple[str, ...]
    names: dict[str, str]

    @property
    def leads(self) -> bool:
        """Tell whether the whole group was named: by its id, or its mentor."""
        return self.person in ("", self.life.mentor)

    @property
    def role(self) -> RoleKey:
        """The role in which the person is in the match."""
        return "mentor" if self.person == self.life.mentor else "mentee"

    @property
    def proposed(self) -> bool:
        """Tell whether it is a proposal that is not agreed yet."""
        return self.life.state in OPEN_STATES

    @property
    def of_several(self) -> bool:
        """Tell whether it is a group: without one person, or one mentee, there is a match left."""
        least = 1 + self.leads + (not self.life.mentor)
        return len(self.others) >= least

    def group(self) -> str:
        """Return whose group it is, in words."""
        mentor = self.names.get(self.life.mentor, self.life.mentor) if self.life.mentor else ""
        mentees = [p for p in (self.person, *self.others) if p and p != self.life.mentor]
        people = joined(sorted(mentees, key=lambda p: self.names.get(p, p)), self.names)
        return f"the group of {mentor} with {people}" if mentor else f"the group of {people}"

    def question(self) -> str:
        """Return what to ask a person at a terminal: whom it concerns, and how many they are."""
        people = [p for p in (self.life.mentor, *self.life.mentees) if p]
        if not self.of_several:
            verb = "Take back the proposal of" if self.proposed else "End the match of"
            return f"{verb} {' and '.join(self.names.get(p, p) for p in people)}?"
        many = counted(len(people), "person")
        if self.leads:
            return f"End {self.group()} as a whole, {many}? (group/no)"
        name, (led, _, mentees) = self.names[self.person], self.group().partition(" with ")
        with_whom = f"with {mentees}: {many}" if mentees else many
        return f"Does {led} end as a whole ({with_whom}), or does only {name} leave it? (group/only/no)"


def ending(run: Run, key: str, who: str, other: str) -> Ending:
    """Return what ``who`` (with ``other``) means: a person's match, or a match by its id."""
    with view_of(run) as (workspace, connection):
        return _ending(cohort_standing(workspace, connection, key), who, other)


def _ending(record: Standing, who: str, other: str) -> Ending:
    life = match_meant(record, who, other, (MatchState.AGREED,), OPEN_STATES)
    person = "" if who == life.match else find_person(record.applications, who).person
    role = record.application
    others = tuple(
        p
        for p in life.mentees
        if p != person and (a := role(p, "mentee")) and a.state is ApplicationState.VALID
    )
    return Ending(life, person, others, names_of(record.applications))


def kept(found: Ending) -> Outcome:
    """Return the outcome of a coordinator who said no."""
    text = f"Nothing was changed: {found.group()} goes on."
    return Outcome((Paragraph(text),), {"match": life_data(found.life)})


def end(
    run: Run,
    key: str,
    meant: tuple[str, str],
    on: dt.date | None,
    reason: str,
    *,
    part: Part | None = None,
) -> Outcome:
    """End a match: as agreed, or early with what may be known of the reason.

    Where no day is said it is today, or the last day of a match whose days are over: what was signed stands.
    ``meant`` is who was named, and with whom (empty where that is clear). Of a group, ``part`` must
    say whether all of it ends or ``only`` the person who is named.
    """
    found = ending(run, key, *meant)
    if found.of_several and part is None:
        raise _unsaid(found)
    if part == "only":
        return _leave(run, key, meant, on or run.today, reason)
    last = on or min(run.today, found.life.ends)
    change: dict[str, object] = {"ends": last, "reason": reason}
    return change_match(run, key, *meant, MatchMove.END, change)


def _unsaid(found: Ending) -> UserError:
    if found.leads:
        return UsageError(
            f"This would end {found.group()} as a whole. Nothing was changed.",
            "If that is meant, say it: --group",
        )
    name = found.names[found.person]
    return UsageError(
        f"{name} is one of several in {found.group()}. Nothing was changed.",
        f"Say what ends: --group, the whole group; or --only, {name} leaves and it goes on.",
    )


def _leave(run: Run, key: str, who: tuple[str, str], on: dt.date, reason: str) -> Outcome:
    """Let one person leave, kept as a withdrawal with its day and reason: a match of two ends by it."""
    with at_work(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        refuse_work(record.cohort, Work.CHANGE)
        found = _ending(record, *who)
        _refuse_leaving(run, record, found, on, reason)
        if not run.dry_run:
            _store(run, connection, record, found, on, reason)
    return _left(record, found, on, dry_run=run.dry_run)


def _refuse_leaving(run: Run, record: Standing, found: Ending, on: dt.date, reason: str) -> None:
    name, life = found.names.get(found.person, ""), found.life
    there, match = record.application(found.person, found.role), record.programme.form.match
    why = remedy = ""
    if not found.person:
        why, remedy = "A match has no one person who leaves.", "Name the person, not the match."
    elif found.leads and found.of_several:
        why = "Without its mentor the group cannot go on."
        remedy = (
            "End it with --group; for another mentor, withdraw this one, then: mentorcli replan"
        )
    elif life.state is not MatchState.AGREED:
        why = f"The {match} is {life.state.value} already."
    elif there is None or there.state is not ApplicationState.VALID:
        why = f"{name} has left already."
    elif on > run.today:
        why, remedy = f"{on} has not come yet.", "Say it when the day has come."
    elif not life.starts <= on < life.ends:
        why = f"The {match} lasts from {life.starts} to {life.ends}; {on} is no day to leave it."
        over = "--group" if found.of_several else "without --only"
        remedy = f"See --on. Before it begins: mentorcli application withdraw; when over: {over}."
    elif not reason:
        why = f"The {match} was to last until {life.ends}: leaving early is kept with its reason."
        remedy = 'Say it in a few words: --reason "moved away"; "not told" will do.'
    elif _goes_on_elsewhere(record, found, run.today):
        why = f"{name} has another {match} that goes on, and would leave that, too."
        remedy = "To end this one alone leave --only out; who leaves all: application withdraw."
    if why:
        raise UsageError(f"{why} Nothing was changed.", remedy)


def _goes_on_elsewhere(record: Standing, found: Ending, today: dt.date) -> bool:
    """Tell whether the person has another match in the same role that goes on."""
    member = (found.role, found.person)
    others = (m for m in record.every_match() if m.match.id != found.life.match)
    return any(member in m.match.members() and m.goes_on(today) for m in others)


def _store(
    run: Run, connection: Connection, record: Standing, found: Ending, on: dt.date, reason: str
) -> None:
    key, person, life = record.cohort.key, found.person, found.life
    over = replace(life, state=MatchState.BROKEN, since=run.today, ends=on, reason=reason)
    if found.of_several:  # of this person alone: the group keeps its own
        own = next(free_ids(key, match_ids(connection, key)))
        over = replace(over, match=own, mentees=(person,))
    gone = Fact(Kind.WITHDRAWN, key, life.match, person, found.role, on)
    append(connection, run.hand, gone, match_fact(key, over))
    keep_asked(run.open(), connection, key)


def _left(record: Standing, found: Ending, on: dt.date, *, dry_run: bool) -> Outcome:
    key, life, name = record.cohort.key, found.life, found.names[found.person]
    rest = f"{replace(found, person='').group()} goes on"
    if not found.of_several:
        rest = f"{match_in_words(record.programme.form, life, found.names)} ends early"
    data: dict[str, object] = {"left": found.person, "on": str(on), "match": life_data(life)}
    text = (
        f"{name} {'would leave' if dry_run else 'leaves'} on {on}; {rest}. This is kept as "
        f"a withdrawal of {name}: reminders, letters and invitations to {name} stop."
    )
    if not found.of_several:
        steps: tuple[str, ...] = (f"mentorcli letter early-ending {key}",)
        return Outcome((Paragraph(text),), data, next_steps=() if dry_run else steps)
    fewest = record.programme.group[0]
    small = len(found.others) < fewest
    if small:
        text += (
            f" It is smaller than the programme allows ({fewest}): repair the plan, or keep it so "
            f"with --override {GROUP_SIZE} and --why."
        )
    data["too_small"] = small
    stay = f"mentorcli plan keep {key} {found.others[0]} {life.mentor}" if found.others else ""
    so = f'{stay} --override {GROUP_SIZE} --why "…"'
    repair = (
        (f"mentorcli replan {key}", *((so,) if stay and life.mentor else ()))
        if small
        else (f"mentorcli agreement render {key}",)
    )
    steps = (f"mentorcli letter early-ending {key} {found.person}", *repair)
    return Outcome((Paragraph(text),), data, next_steps=() if dry_run else steps)
