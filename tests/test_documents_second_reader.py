"""Calendar files read by a second program: every hour means what the zone database says."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import vobject
from documents_people import STAMP, material, mentees

from mentorcli.documents import calendar_file, gathering_event
from mentorcli.domain.problem import UserError

ZONE = ZoneInfo("Europe/Helsinki")


def clock_changes(year):
    """Return the two days of a year on which the clocks change."""
    days = (dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(365))
    at = [(d, dt.datetime.combine(d, dt.time(0), ZONE).utcoffset()) for d in days]
    return [a for (a, one), (_, two) in itertools.pairwise(at) if one != two]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
@pytest.mark.parametrize("year", range(2026, 2041))
def test_a_second_reader_finds_the_same_moments(year):
    event = gathering_event(material(), "kickoff", mentees()[0])
    for day in (*clock_changes(year), dt.date(year, 1, 15), dt.date(year, 7, 15)):
        refused = 0
        for half in range(0, 44, 2):
            starts = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=30 * half)
            ends = starts + dt.timedelta(hours=2)
            one = replace(event, starts=starts, ends=ends)
            try:
                content = calendar_file(one, sequence=0, stamp=STAMP)
            except UserError:
                refused += 1
                continue
            read = vobject.readOne(content.decode())
            for found, meant in (
                (read.vevent.dtstart.value, starts),
                (read.vevent.dtend.value, ends),
            ):
                assert found.astimezone(dt.UTC) == meant.replace(tzinfo=ZONE).astimezone(dt.UTC)
            assert read.vevent.uid.value == event.uid
        assert refused == (2 if day in clock_changes(year) else 0), "starts or ends in that hour"
