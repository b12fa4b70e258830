"""The individual sessions to come to which two people are invited, and whether the two still meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mentorcli.domain.cohort import session_of
from mentorcli.domain.fact import Fact
from mentorcli.domain.plan import Match
from mentorcli.standing.standing import Standing


@dataclass(frozen=True, slots=True)
class IndividualSession:
    """A meeting of a mentee and the mentor: when and where, as they were told.

    ``invited`` are the two with the fact that says so, ``match`` the one in which they still are together.
    """

    mentee: str
    event: Mapping[str, str]
    invited: Mapping[str, Fact]
    match: Match | None


def sessions_to_come(standing: Standing, today: dt.date) -> Iterator[IndividualSession]:
    """Yield the sessions from a day on; one of an earlier version, which kept no day, is in none."""
    matches = standing.matches_still(today)
    for key, invited in standing.invited.items():
        mentee = key.partition("/")[2]
        events = [said["event"] for fact in invited.values() for said in fact.value.values()]
        if key != session_of(mentee) or not events or events[0]["on"] < today.isoformat():
            continue
        both = (m for m in matches if invited.keys() <= {a.person for a in standing.members(m)})
        yield IndividualSession(mentee, events[0], invited, next(both, None))
