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

    ``invited`` are the two with the fact that says so, ``keys`` those of their mails, ``match`` the one in
    which they still are together.
    """

    mentee: str
    event: Mapping[str, str]
    invited: Mapping[str, Fact]
    keys: frozenset[str]
    match: Match | None


def sessions_to_come(standing: Standing, today: dt.date) -> Iterator[IndividualSession]:
    """Yield the sessions from a day on; one of an earlier version, which kept no day, is in none."""
    theirs = {k: who for k, who in standing.invited.items() if k.startswith(session_of(""))}
    matches = standing.matches_still(today) if theirs else ()
    for key, invited in theirs.items():
        mentee = key.removeprefix(session_of(""))
        said = [of for fact in invited.values() for of in fact.value.values()]
        events = [of["event"] for of in said if isinstance(of, dict) and "event" in of]
        if not events or events[0]["on"] < today.isoformat():
            continue
        both = (m for m in matches if invited.keys() <= {a.person for a in standing.members(m)})
        keys = frozenset(of["key"] for of in said if isinstance(of, dict) and "key" in of)
        yield IndividualSession(mentee, events[0], invited, keys, next(both, None))
