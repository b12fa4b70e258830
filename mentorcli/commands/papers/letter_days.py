"""The days that a letter tells: its reader's in their matches, and with whom they were then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from mentorcli.commands.names import names_of
from mentorcli.commands.papers.letter_audience import Recipient
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.days import period
from mentorcli.domain.fact import Session
from mentorcli.domain.language import Language
from mentorcli.domain.plan import Match
from mentorcli.standing.standing import Standing
from mentorcli.standing.stays import Stay, stays_of


def days_of_reader(record: Standing, to: Recipient, today: dt.date) -> tuple[Stay, ...]:
    """Return the reader's days in matches until today: where each pair has its own, in those told of."""
    told = {match.id for match in to.matches}
    return tuple(
        replace(s, last=min(s.last, today))
        for s in stays_of(record, to.one.person, to.one.role)
        if s.first < today and (s.match.id in told or not record.programme.life.ongoing)
    )


def was_there(record: Standing, met: Session, mine: Iterable[Stay]) -> bool:
    """Tell whether somebody was in a group when it met; before its first day and after its last it may, too."""
    days = record.cohort_of(met.match).dates
    last, first = min(met.on, days["wrapup"]), max(met.on, days["kickoff"])
    return any(met.match == s.match.id and s.first <= first and last <= s.last for s in mine)


def mentors_had(record: Standing, mine: Sequence[Stay], language: Language) -> tuple[str, ...]:
    """Return the mentors whom a mentee had, one after the other, with the days where these are not all."""
    names, found = names_of(record.applications), []
    for mentor, stays in groupby((s for s in mine if s.role == "mentee"), lambda s: s.match.mentor):
        if mentor in names:
            days = _span([*stays])
            of = "" if days == _span(mine) else f" ({period(*days, language)})"
            found.append(f"{names[mentor]}{of}")
    return tuple(found)


def _span(some: Sequence[Stay]) -> tuple[dt.date, dt.date]:
    return min(s.first for s in some), max(s.last for s in some)


def cohort_told(
    record: Standing, match: Match | None, past: Sequence[Stay], today: dt.date
) -> Cohort:
    """Return the cohort with the days of a match, or its reader's ``past``, without gatherings cancelled or over."""
    cohort = record.cohort_of(match.id) if match else record.cohort
    off = {*record.cancelled}
    if cohort.dates["kickoff"] != record.cohort.dates["kickoff"] or cohort.dates["kickoff"] < today:
        off.add("kickoff")
    held = {k: g for k, g in cohort.gatherings.items() if k not in off}
    own = dict(zip(("kickoff", "wrapup"), _span(past), strict=True)) if past else {}
    return replace(cohort, gatherings=held, dates={**cohort.dates, **own})
