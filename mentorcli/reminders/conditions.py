"""What must be so for a reminder to go, and what stops it: named in its header.

A name may have one word behind it: ``returned feedback``, ``gathering kickoff``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from mentorcli.domain.cohort_states import CohortState
from mentorcli.reminders.facts import Facts, Recipient
from mentorcli.reminders.reminder import Reminder
from mentorcli.standing.news import invited_as_it_is, told_of_match, told_of_place
from mentorcli.standing.people import came_late, lost_by_erasing

LATE_DAYS = 7
"""So long after a late application its reader hears of it: there is time to find a place until then."""
ASKED_BEFORE_END = 30
"""So long before the end of a match its people are asked whether it goes on."""
Test = Callable[[Facts, Recipient, str], bool]


def _returned(facts: Facts, to: Recipient, kind: str) -> bool:
    return (to.match_id, to.person, kind) in facts.returned


def _replied(facts: Facts, to: Recipient, gathering: str) -> bool:
    """Tell whether somebody answered an invitation, or said on the form whether they come."""
    application = facts.people.get((to.person, to.role))
    said = application is not None and application.value(gathering) is not None
    return said or _returned(facts, to, gathering)


def _is_expected(facts: Facts, to: Recipient, gathering: str) -> bool:
    """Tell whether there is a gathering, and somebody's invitation was not taken back by name."""
    spared = facts.record.spared.get(gathering, frozenset())
    return gathering in facts.record.cohort.gatherings and to.person not in spared


def _to_invite(facts: Facts, to: Recipient, gathering: str) -> bool:
    """Tell whether somebody is expected at a gathering, and no invitation says when and where it is."""
    invited = invited_as_it_is(facts.record, gathering, to.person)
    return _is_expected(facts, to, gathering) and not invited


def _end_decided(facts: Facts, to: Recipient, _word: str) -> bool:
    """Tell whether people of a match have said until when it goes on since they could be asked."""
    life = facts.lives.get(to.match_id)
    return life is not None and life.since >= life.ends - dt.timedelta(ASKED_BEFORE_END)


def _told_of_match(facts: Facts, to: Recipient, word: str) -> bool:
    """Tell whether somebody knows of their match, a mentor of one of theirs, or hears of what changed."""
    plan = facts.record.plan if to.role == "mentor" else None
    led = {m.id for m in plan.matches if m.mentor == to.person} if plan else set()
    known = any(told_of_match(facts.record, m, to.person) for m in {to.match_id, *led})
    return known or _told_of_change(facts, to, word)


def _told_of_change(facts: Facts, to: Recipient, _word: str) -> bool:
    """Tell whether somebody came into a match or lost theirs after the first plan was approved.

    The letter about the change tells them.
    """
    if to.person in lost_by_erasing(facts.record):
        return True
    plans = [{k for m in a.plan.matches for k in m.members()} for a in facts.record.approvals]
    began = to.match is not None and (to.role, to.person) in plans[0] if plans else False
    return not began and any((to.role, to.person) in placed for placed in plans)


def _just_applied(facts: Facts, to: Recipient, _word: str) -> bool:
    """Tell whether somebody's application came so late that they hear only that it was too late."""
    day, half = facts.record.applied.get(to.person), facts.days.get("midpoint")
    if day is None or half is None or not came_late(facts.record, to.person):
        return False
    return day + dt.timedelta(LATE_DAYS) >= half


TESTS: Mapping[str, Test] = {
    "agreements_made": lambda facts, to, _word: to.match_id in facts.signable,
    "end_decided": _end_decided,
    "gathering": _is_expected,
    "just_applied": _just_applied,
    "met": lambda facts, to, _word: to.match_id in facts.met,
    "running": lambda facts, _to, _word: facts.record.cohort.state is CohortState.RUNNING,
    "replied": _replied,
    "returned": _returned,
    "to_invite": _to_invite,
    "told_of_change": _told_of_change,
    "told_of_match": _told_of_match,
    "told_of_place": lambda facts, to, _word: told_of_place(facts.record, to.person),
    "signed": lambda facts, to, _word: (to.match_id, to.person) in facts.signed,
}
"""The names that ``condition`` and ``stop`` may have."""


def holds(facts: Facts, reminder: Reminder, to: Recipient) -> bool:
    """Tell whether a reminder's condition is met for somebody and nothing has stopped it."""
    if reminder.condition and not _test(facts, reminder.condition, to):
        return False
    return not (reminder.stop and _test(facts, reminder.stop, to))


def _test(facts: Facts, said: str, to: Recipient) -> bool:
    name, _, word = said.partition(" ")
    return TESTS[name](facts, to, word.strip())
