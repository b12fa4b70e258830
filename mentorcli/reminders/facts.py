"""A cohort's record, prepared for looking up who is to get what."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorcli.domain.admission import SetAside
from mentorcli.domain.application import Application, ApplicationState, sorted_applications
from mentorcli.domain.fact import Paper
from mentorcli.domain.language import Language
from mentorcli.domain.match_life import Life
from mentorcli.domain.message import Organisation
from mentorcli.domain.plan import Match
from mentorcli.standing.signing import signing_days
from mentorcli.standing.standing import Standing


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets a letter. ``role`` is mentee, mentor or coordinator.

    ``missing`` lists what the letter asks for: questions not answered, people not signed or
    without a session; ``match`` is the match that it is about, or None; ``days`` are the person's or
    the match's own days, and ``match_id`` the match, where a letter counts from those.
    """

    person: str
    role: str
    name: str
    first_name: str
    email: str
    language: Language
    match: Match | None = None
    missing: tuple[str, ...] = ()
    days: Mapping[str, dt.date] = field(default_factory=dict)
    match_id: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A cohort's record, prepared for looking people up.

    ``people`` are the applications that count, ``days`` those of the cohort, ``lives`` all matches'
    own; ``met`` are matches with a meeting, ``last_met`` its newest day, ``signable`` the
    agreements that can be signed; ``went`` are the keys of
    all letters that went, or were written to go, each with its day; ``newest_of`` the last day of each
    kind, ``heard`` that of each kind and reader, ``undated`` the keys without the days that they carry, ``earlier`` those that had a match or role; ``aside`` are the applications that do not count, and why.
    """

    record: Standing
    organisation: Organisation
    people: Mapping[tuple[str, str], Application]
    days: Mapping[str, dt.date]
    lives: Mapping[str, Life]
    signed: frozenset[tuple[str, str]]
    returned: frozenset[tuple[str, str, str]]
    last_met: Mapping[str, dt.date]
    signable: Mapping[str, Paper]
    went: Mapping[str, dt.date]
    newest_of: Mapping[str, dt.date]
    aside: tuple[tuple[Application, SetAside], ...] = ()
    heard: Mapping[tuple[str, str], dt.date] = field(default_factory=dict)
    undated: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        record: Standing,
        organisation: Organisation,
        retention_months: int = 0,
        went: Mapping[str, dt.date] | None = None,
    ) -> Facts:
        """Return the facts of a record; who withdrew or was set aside is in nobody's audience."""
        aside = record.aside
        there = [
            a
            for a in sorted_applications(record.applications)
            if a.state is not ApplicationState.WITHDRAWN
        ]
        here = (a for a in there if (a.person, a.role) not in aside)
        away = [(a, aside[a.person, a.role]) for a in there if (a.person, a.role) in aside]
        met: dict[str, dt.date] = {}
        newest: dict[str, dt.date] = {}
        heard: dict[tuple[str, str], dt.date] = {}
        earlier: dict[str, dt.date] = {}
        for key, day in (went or {}).items():
            cohort, kind, *of = key.split(":") if ":" in key else ("", "")
            newest[kind] = max(day, newest.get(kind, day))
            for one in of[-2:]:  # the reader, or the reader and their role
                heard[kind, one] = max(day, heard.get((kind, one), day))
            if of:  # what says the same of several carries no match, and no role
                whom = of[-2] if of[-1] == "mentee" else of[-1]
                earlier[":".join((cohort, kind, of[0], whom))] = day
        for session in record.sessions:
            met[session.match] = max(session.on, met.get(session.match, session.on))
        return cls(
            record,
            organisation,
            {(a.person, a.role): a for a in here},
            _days(record, retention_months),
            {life.match: life for life in record.every_life()},
            frozenset(signing_days(record)),
            frozenset((r.match, r.person, r.kind) for r in record.returns),
            met,
            record.signable(),
            {**earlier, **(went or {})},
            newest,
            tuple(away),
            heard,
            frozenset(map(undated, went or ())),
            frozenset(earlier.keys() - (went or {}).keys()),
        )

    @property
    def met(self) -> Mapping[str, dt.date]:
        """The matches that have met."""
        return self.last_met

    def leads_too(self, person: str) -> bool:
        """Tell whether somebody is a mentor here, whatever else they are."""
        mentor = (person, "mentor") in self.people
        return mentor and any(match.mentor == person for match in self.matches())

    def matches(self) -> tuple[Match, ...]:
        """Return the approved matches that stand; none before approval."""
        return self.record.standing_matches()

    def members(self, match: Match) -> tuple[Application, ...]:
        """Return a match's people who are still there: the mentor, then the mentees."""
        keys = [(person, role) for role, person in match.members()]
        return tuple(self.people[key] for key in keys if key in self.people)

    def own_days(self, match: str) -> dict[str, dt.date]:
        """Return a match's own days; ``meeting`` is the newest one, or the start before any.

        ``agreement`` is the day on which it was made or made anew, the start where that is later.
        """
        life, paper = self.lives[match], self.signable.get(match)
        return {
            "asked": life.since,
            "start": life.starts,
            "halfway": life.halfway(),
            "end": life.ends,
            "meeting": max(life.starts, self.last_met.get(match, life.starts)),
            **(
                {"agreement": max(life.starts, paper.made), "agreement made": paper.made}
                if paper
                else {}
            ),
        }


def undated(key: str) -> str:
    """Return the key of a letter without the day that it carries."""
    return _CARRIED.sub("", key)


_CARRIED = re.compile(r"@\d{4}-\d{2}-\d{2}")


def _days(record: Standing, retention_months: int) -> dict[str, dt.date]:
    days = dict(record.cohort.dates)
    if record.approved is not None and record.plan is not None:
        days["approved"] = record.approved
        # a plan approved anew is no other plan to who had the news of the first
        days["approved made"] = next((a.on for a in record.approvals), record.approved)
    if retention_months:
        days["retention"] = record.cohort.erase_on(retention_months)
    return days
