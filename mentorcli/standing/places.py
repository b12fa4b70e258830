"""Mentors' places: how many mentees each had at the same time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from mentorcli.domain.match_life import CLOSED_STATES, LIVE_STATES
from mentorcli.domain.plan import Match
from mentorcli.standing.fold import Happened
from mentorcli.standing.standing import Course, Standing


def led_now(happened: Happened, planned: Iterable[Match], here: Collection[str]) -> Counter[str]:
    """Return how many mentees each mentor has in a cohort: of matches with a life, of those ``planned``.

    ``here`` are the people whose application is valid.
    """
    led = Counter(life.mentor for life in happened.lives if life.state in LIVE_STATES)
    apart = {life.match for life in happened.lives}
    for match in planned:
        if match.mentor in here and match.id not in apart:
            led[match.mentor] += len({*match.mentees} & {*here})
    return led


def places_used(standing: Standing) -> dict[str, int]:
    """Return how many mentees each mentor had at the same time, at most; before approval, will have.

    A mentee is there for the days of the match, from the approval on that put them together; who left
    on a day that is known until then, and who withdrew without one gave the place back.
    """
    plan = standing.plan or standing.proposal
    planned = {m.id for m in plan.matches} if plan else set()
    every = [
        one
        for one in replace(standing, plan=plan).every_match()
        if one.match.id in planned or one.life.state in CLOSED_STATES
    ]
    left_alone = {t for one in every if one.match.id not in planned for t in one.match.ties()}
    began = {tie: a.on for a in reversed(standing.approvals) for tie in a.plan.ties()}
    spans: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for one in every:
        told_apart = left_alone if one.match.id in planned else set()
        for mentee, mentor in one.match.ties() if one.match.mentor else ():
            tie = (mentee, mentor)
            if mentee in one.gone or (one.course is Course.EARLY and tie in told_apart):
                continue
            first = max(one.life.starts, began.get(tie, one.life.starts))
            last = max(one.life.ends, first + dt.timedelta(days=1))
            spans.setdefault(mentor, []).append((first, last))
    return {
        mentor: max(sum(first <= day < last for first, last in mine) for day, _ in mine)
        for mentor, mine in spans.items()
    }
