"""Every half hour of 2026-2040 by the time zone in our calendar files, beside the zone database."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import vobject
from documents_people import STAMP, material, mentees
from icalendar import Calendar

from mentorcli.documents import calendar_file, gathering_event

ZONE = ZoneInfo("Europe/Helsinki")


def main() -> None:
    """Print how many local times both readers agree on, and those on which they do not."""
    event = gathering_event(material(), "kickoff", mentees()[0])
    content = calendar_file(event, sequence=0, stamp=STAMP)
    (zone,) = Calendar.from_ical(content).walk("VTIMEZONE")
    readers = {
        "icalendar": zone.to_tz(lookup_tzid=False),
        "vobject": vobject.readOne(content.decode()).vtimezone.tzinfo,
    }
    moment, same, changing, wrong = dt.datetime(2026, 1, 1), 0, 0, []  # noqa: DTZ001 - local
    while moment.year <= 2040:
        local = moment.replace(tzinfo=ZONE)
        if local.utcoffset() != local.replace(fold=1).utcoffset():
            changing += 1
        else:
            found = {k: moment.replace(tzinfo=tz).utcoffset() for k, tz in readers.items()}
            wrong += [(moment, k) for k, offset in found.items() if offset != local.utcoffset()]
            same += all(offset == local.utcoffset() for offset in found.values())
        moment += dt.timedelta(minutes=30)
    print(f"{same} local times agree; {changing} fall into the changing hour; wrong: {wrong[:5]}")


if __name__ == "__main__":
    main()
