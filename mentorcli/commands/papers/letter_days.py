"""What letters tell of their readers: their days in matches, with whom they were then, what else they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from mentorcli.commands.names import names_of
from mentorcli.commands.papers.letter_audience import Recipient
from mentorcli.domain.application import Application
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.days import period
from mentorcli.domain.fact import Session
from mentorcli.domain.language import Language
from mentorcli.domain.plan import Match
from mentorcli.domain.text import match_key
from mentorcli.files.names import file_name, surname_first
from mentorcli.standing.people import unused_reason, who_waits
from mentorcli.standing.standing import Standing
from mentorcli.standing.stays import Stay, stays

if TYPE_CHECKING:
    from mentorcli.documents import Told


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of all readers, worked out once for a run.

    ``alike`` are the (person, role) whose files would be called as somebody else's, ``placed`` the
    (role, person) who have a place, ``waits`` the mentees for whom one is looked for.
    """

    record: Standing
    stays: tuple[Stay, ...]
    placed: frozenset[tuple[str, str]]
    waits: frozenset[str]
    alike: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, record: Standing, today: dt.date) -> Known:
        """Return what is known of the people of a cohort on a day."""
        placed = frozenset(x for m in record.standing_matches() for x in m.members())
        waits = who_waits(record, today)
        return cls(record, stays(record), placed, waits, _called_alike(record.applications))

    def past(self, to: Recipient, today: dt.date) -> tuple[Stay, ...]:
        """Return the reader's days in matches until today: where each pair has its own, in those told of."""
        told, ongoing = {m.id for m in to.matches}, self.record.programme.life.ongoing
        return tuple(
            replace(s, last=min(s.last, today))
            for s in self.stays
            if (s.person, s.role) == (to.one.person, to.one.role) and s.first < today
            if s.match.id in told or not ongoing
        )

    def told(self, to: Recipient, past: Sequence[Stay], language: Language, today: dt.date) -> Told:
        """Return what a letter tells of its reader beside their match."""
        from mentorcli.documents import Told

        one, mine, names = to.one, self.past(to, today), names_of(self.record.applications)
        ended = self.record.life(to.about)
        others = ended.as_match().others(one.person) if ended else ()
        joint = (s for s in self.record.sessions if not s.mentee)
        return Told(
            sessions=sum(_was_there(self.record, s, mine) for s in joint),
            place=to.place,
            mentors=_mentors(self.record, past, language),
            why=unused_reason(self.record, one.person) if one.role == "mentor" else "",
            placed=any(p == one.person and role != one.role for role, p in self.placed),
            parted=sorted((names[p] for p in others if p in names), key=match_key),
            last_day=ended.ends if ended else None,
            ended=ended is not None and ended.ends <= today,
            waits=one.role == "mentee" and one.person in self.waits,
            goes_on=any(
                (s.person, s.role) == (one.person, one.role) and s.first <= today < s.last
                for s in self.stays
                if s.match.id != to.about
            ),
        )

    def cohort(self, match: Match | None, past: Sequence[Stay], today: dt.date) -> Cohort:
        """Return the cohort with the days of a match, or its reader's ``past``; without gatherings off or over."""
        cohort = self.record.cohort_of(match.id) if match else self.record.cohort
        life = self.record.life(match.id) if match else None
        began = life.starts if life else cohort.dates["kickoff"]
        off = {*self.record.cancelled}
        if began != self.record.cohort.dates["kickoff"] or began < today:
            off.add("kickoff")
        held = {k: g for k, g in cohort.gatherings.items() if k not in off}
        own = dict(zip(("kickoff", "wrapup"), _span(past), strict=True)) if past else {}
        return replace(cohort, gatherings=held, dates={**cohort.dates, **own})


def _called_alike(people: Iterable[Application]) -> frozenset[tuple[str, str]]:
    called: dict[str, list[tuple[str, str]]] = {}
    for a in people:
        name = file_name(surname_first(a.name), "", "").casefold()
        called.setdefault(name, []).append((a.person, a.role))
    return frozenset(one for same in called.values() if len(same) > 1 for one in same)


def _was_there(record: Standing, met: Session, mine: Iterable[Stay]) -> bool:
    """Tell whether somebody was in a group when it met; before its first day and after its last it may, too."""
    days = record.cohort_of(met.match).dates
    last, first = min(met.on, days["wrapup"]), max(met.on, days["kickoff"])
    return any(met.match == s.match.id and s.first <= first and last <= s.last for s in mine)


def _mentors(record: Standing, mine: Sequence[Stay], language: Language) -> tuple[str, ...]:
    """Return the mentors whom a mentee had, one after the other, with the days where these are not all."""
    names, found = names_of(record.applications), []
    for mentor, some in groupby((s for s in mine if s.role == "mentee"), lambda s: s.match.mentor):
        if mentor in names:
            days = _span([*some])
            of = "" if days == _span(mine) else f" ({period(*days, language)})"
            found.append(f"{names[mentor]}{of}")
    return tuple(found)


def _span(some: Sequence[Stay]) -> tuple[dt.date, dt.date]:
    return min(s.first for s in some), max(s.last for s in some)
