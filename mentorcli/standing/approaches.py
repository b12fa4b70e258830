"""Colleagues who were asked to be somebody's mentor and have not come so far."""

from __future__ import annotations

from mentorcli.domain.match_life import LIVE_STATES, Approach
from mentorcli.standing.standing import Standing


def open_approaches(standing: Standing) -> tuple[Approach, ...]:
    """Return those that wait for something: an answer, or the mentor's form of who said yes.

    Not where the mentee has left or has another proposal, or the colleague has applied as a mentor.
    """
    here = {(a.person, a.role) for a in standing.applications if standing.counts(a)}
    busy = {p for x in standing.every_life() if x.state in LIVE_STATES for p in x.mentees}
    return tuple(
        a
        for a in standing.approaches
        if a.answer != "no" and (a.mentee, "mentee") in here and a.mentee not in busy
        if (a.colleague, "mentor") not in here
    )
