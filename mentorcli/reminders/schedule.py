"""What is due on a day: occurrences, people, letters, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.message import Message
from mentorcli.reminders.audiences import AUDIENCES
from mentorcli.reminders.conditions import holds
from mentorcli.reminders.facts import Facts, Recipient, undated
from mentorcli.reminders.letters import Letters
from mentorcli.reminders.reminder import NOTHING, Days, Occurrence, Reminder, Went


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that somebody should have had by now: the key that its letter has, and its day.

    One that is not ``in_time`` is too late to be useful, or past its last day. ``about`` are the
    gatherings that it announces.
    """

    key: str
    reminder: Reminder
    occurrence: Occurrence
    day: dt.date
    to: Recipient
    in_time: bool = True
    about: frozenset[str] = frozenset()


def due(
    facts: Facts, reminders: Sequence[Reminder], today: dt.date, done: Container[str] = ()
) -> tuple[Message, ...]:
    """Return the messages due on or before ``today`` whose keys are not ``done``, sorted by key.

    A key is ``cohort:reminder:occurrence:person`` (with the match, where each match has its own
    days, unless the text is the same for each), so running again, or after missed days, doubles nothing; when a day is moved, what
    announces it has a new key and comes again. Of several missed occurrences only the newest goes
    out, and each keeps its stated days from the one before. Who has two places in a cohort gets one
    letter for each occurrence, or two as mentor and as mentee. Raises UserError when a template is
    broken.
    """
    every = owed(facts, reminders, today)
    found = [(x, today) for x in every if x.key not in done and x.key not in facts.earlier]
    return tuple(sorted(written(facts, found), key=lambda m: m.key))


def written(facts: Facts, dues: Iterable[tuple[Due, dt.date]]) -> Iterator[Message]:
    """Yield the letters of what is due, each as it is written on a day of its own."""
    letters: dict[dt.date, Letters] = {}
    for one, day in dues:
        if day not in letters:
            letters[day] = Letters(facts, day)
        number = _number(facts, one)
        yield letters[day].message(one.key, one.reminder, number, one.occurrence, one.day, one.to)


def owed(facts: Facts, reminders: Sequence[Reminder], today: dt.date) -> Iterator[Due]:
    """Yield what is due on ``today``, sent or not, each key once."""
    own, found = _different_days(facts), dict[str, Due]()
    for reminder in _living(facts, reminders):
        if _any_in_time(facts, reminder, own, today):
            for one in _newest(facts, reminder, today):
                if one.in_time:
                    found.setdefault(one.key, one)
    told = _told(found.values())
    goes = [one for one in found.values() if facts.went.get(one.key, today) == today]
    now = {(one.reminder.key, one.to.person) for one in goes}
    said: set[tuple[str, str, str]] = set()
    for one in found.values():
        if _says_the_same(facts, one, said):
            continue
        others = told.get((one.to.person, one.about), ())
        today_too = any(facts.went.get(other.key, today) == today for other in others)
        asks = one.reminder.stop and (today_too or _overtaken(facts, one, others))
        if not (asks or _gives_way(facts, one, now)):
            yield one


def _says_the_same(facts: Facts, one: Due, said: set[tuple[str, str, str]]) -> bool:
    """Tell whether its reader hears the same of another match, now or since it was due; keep what it says.

    What has one day for a whole cohort and is moved says another day.
    """
    if one.reminder.names_match:
        return False
    words = (one.reminder.key, one.to.person, one.to.role if one.reminder.names_role else "")
    if one.key not in facts.went and (words in said or _heard_since(facts, one)):
        return True
    said.add(words)
    return False


def _heard_since(facts: Facts, one: Due) -> bool:
    """Tell whether its reader had a letter in the same words since it was due, of whatever match or day."""
    heard = facts.heard.get((one.reminder.key, one.to.person), dt.date.min)
    return heard >= one.day and not (one.reminder.names_match or one.reminder.shared())


def _gives_way(facts: Facts, one: Due, now: Container[tuple[str, str]] = ()) -> bool:
    """Tell whether somebody gets another reminder ``now``, or got one after this was due, to which it gives way."""
    others = [(name, one.to.person) for name in one.reminder.gives_way]
    return any(x in now or facts.heard.get(x, dt.date.min) >= one.day for x in others)


_Told = dict[tuple[str, frozenset[str]], list[Due]]


def _told(found: Iterable[Due]) -> _Told:
    """Return what tells people when and where a gathering is: what asks for an answer gives way to it."""
    told: _Told = {}
    for one in found:
        if one.about and not one.reminder.stop:
            told.setdefault((one.to.person, one.about), []).append(one)
    return told


def _overtaken(facts: Facts, one: Due, told: Iterable[Due]) -> bool:
    """Tell whether what asks about a gathering comes too late: a newer letter or invitation tells of it."""
    if not one.reminder.stop:
        return False
    invited = (facts.record.invited.get(g, {}).get(one.to.person) for g in one.about)
    days = [*(other.day for other in told), *(fact.known for fact in invited if fact)]
    return any(day and day >= one.day for day in days)


def true_still(facts: Facts, reminders: Sequence[Reminder], today: dt.date) -> dict[str, Due]:
    """Return by key whatever has come by ``today`` and has its cause still, also when it is too late.

    A step after which a newer one has come is not among them, nor what asks about a gathering of which
    a newer letter tells.
    """
    found: dict[str, Due] = {}
    for reminder in _living(facts, reminders):
        for one in _newest(facts, reminder, today):
            found.setdefault(one.key, one)
    told = _told(found.values())
    of = {key: told.get((one.to.person, one.about), ()) for key, one in found.items()}
    return {
        key: one
        for key, one in found.items()
        if not (_overtaken(facts, one, of[key]) or _gives_way(facts, one))
    }


def missed(
    facts: Facts,
    reminders: Sequence[Reminder],
    since: dt.date,
    today: dt.date,
    done: Container[str],
) -> tuple[Due, ...]:
    """Return what came after a day, was never written and is too late now, though its cause is there still."""
    return tuple(
        one
        for key, one in true_still(facts, reminders, today).items()
        if not one.in_time and one.day > since and key not in done
        if key not in facts.earlier and not _heard_since(facts, one)
    )


def _living(facts: Facts, reminders: Sequence[Reminder]) -> tuple[Reminder, ...]:
    """Return the reminders that the cohort sends at all: none about what was cancelled.

    Once it is closed only those that come after the closing.
    """
    off, closed = facts.record.cancelled, facts.record.cohort.state is CohortState.CLOSED
    going = (r for r in reminders if r.closed or not closed)
    return tuple(r for r in going if not (off and off & r.gatherings()))


OwnDays = tuple[tuple[str, dt.date], ...]


def _different_days(facts: Facts) -> frozenset[OwnDays]:
    """Return the own days that any match or application has, equal ones once.

    Most of a cohort share theirs: whether anything comes is told by these, without looking at people.
    """
    matches = {tuple(facts.own_days(match).items()) for match in facts.lives}
    applied = {(("applied", day),) for day in facts.record.applied.values()}
    wanted = {(("help", r.on),) for r in facts.record.returns if r.word == "help"}
    return frozenset(matches | applied | wanted)


def _days_of(facts: Facts, reminder: Reminder, own: frozenset[OwnDays]) -> Iterator[Days]:
    if reminder.shared():
        yield facts.days
    else:
        yield from ({**facts.days, **dict(days)} for days in own)


def _moving(facts: Facts, reminder: Reminder, today: dt.date) -> bool:
    """Tell whether steps that went may move others: then each person has days of their own."""
    newest = facts.newest_of.get(reminder.key)
    return newest is not None and 0 < reminder.reach() >= (today - newest).days


def _any_in_time(facts: Facts, reminder: Reminder, own: frozenset[OwnDays], today: dt.date) -> bool:
    if _moving(facts, reminder, today):
        return True
    workdays = facts.record.programme.life.workdays
    return any(
        (step := reminder.newest(days, today, workdays=workdays)) is not None
        and reminder.in_time(step, days, today)
        for days in _days_of(facts, reminder, own)
    )


def _newest(facts: Facts, reminder: Reminder, today: dt.date) -> Iterator[Due]:
    """Yield everybody's newest step of a reminder, of those whom it concerns now."""
    workdays, moving = facts.record.programme.life.workdays, _moving(facts, reminder, today)
    alike = reminder.shared() and not moving
    shared = reminder.newest(facts.days, today, workdays=workdays) if alike else None
    if alike and shared is None:
        return
    about = reminder.gatherings()
    for person in AUDIENCES[reminder.audience](facts):
        if not holds(facts, reminder, person):
            continue
        days: Days = facts.days if reminder.shared() else {**facts.days, **person.days}
        went = _went(facts, reminder, days, person) if moving else NOTHING
        step = shared or reminder.newest(days, today, went, workdays=workdays)
        if step is not None:
            key = _key(facts, reminder, step.occurrence, days, person)
            if step.occurrence.once and key not in facts.went and undated(key) in facts.undated:
                continue  # they had it before the day was moved
            in_time = reminder.in_time(step, days, today)
            yield Due(key, reminder, step.occurrence, step.day, person, in_time, about)


def _key(
    facts: Facts, reminder: Reminder, occurrence: Occurrence, days: Days, to: Recipient
) -> str:
    name = occurrence.key_in(days)
    alike = not reminder.names_match and "@" in name and not occurrence.once
    if not (reminder.shared() or alike) and to.match_id:
        name += f":{to.match_id}"
    second = reminder.names_role and to.match and to.role == "mentee" and facts.leads_too(to.person)
    who = f"{to.person}:{to.role}" if second else to.person
    return f"{facts.record.cohort.key}:{reminder.key}:{name}:{who}"


def _went(facts: Facts, reminder: Reminder, days: Days, to: Recipient) -> Went:
    found = {
        one: facts.went.get(_key(facts, reminder, one, days, to))
        for one in reminder.when
        if one.anchor in days
    }
    return {one: day for one, day in found.items() if day is not None}


def _number(facts: Facts, one: Due) -> int:
    """Return which letter of its series this is to its reader: the first, where none before it went."""
    days: Days = facts.days if one.reminder.shared() else {**facts.days, **one.to.days}
    series = [each.key for each in one.reminder.when]
    went = _went(facts, one.reminder, days, one.to)
    return 1 + sum(each.key in series[: series.index(one.occurrence.key)] for each in went)


def next_day(facts: Facts, reminders: Sequence[Reminder], today: dt.date) -> dt.date | None:
    """Return the first day after ``today`` on which anything can become due; None for never.

    It holds as long as nothing in the record changes: who gets a reminder depends on no day. It may
    be too early, as when everybody has stopped it; never too late.
    """
    own, living = _different_days(facts), _living(facts, reminders)
    found = [day for r in living for day in _following(facts, r, own, today)]
    asking = (r for r in living if r.stop and r.gatherings())
    if any(_any_in_time(facts, r, own, today) for r in asking):  # it may have given way today
        found.append(today + dt.timedelta(days=1))
    return min((day for day in found if day is not None), default=None)


def _following(
    facts: Facts, reminder: Reminder, own: frozenset[OwnDays], today: dt.date
) -> Iterator[dt.date | None]:
    workdays = facts.record.programme.life.workdays
    for days in _days_of(facts, reminder, own):
        yield reminder.following(days, today, workdays=workdays)
    if _moving(facts, reminder, today):
        for to in AUDIENCES[reminder.audience](facts):
            days = {**facts.days, **to.days}
            went = _went(facts, reminder, days, to)
            yield reminder.following(days, today, went, workdays=workdays)
