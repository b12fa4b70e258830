"""A model of what waits in an outbox, written from what reminders are to do; it shares no code with the program.

Days, steps and stops of two kinds only: what tells of the wrap-up, and what asks for feedback after it.
"""

import datetime as dt
from dataclasses import dataclass, field

DAY = dt.timedelta(days=1)
STEPS = {"wrapup": (-21, -3), "feedback": (0, 7, 14)}
LATE = {"wrapup": 7, "feedback": 14}


@dataclass
class Outbox:
    """What was sent and what waits: a key is (kind, step, wrap-up, person), each with its day."""

    people: tuple
    wrapup: dt.date
    sent: dict = field(default_factory=dict)
    waits: dict = field(default_factory=dict)
    lost: set = field(default_factory=set)
    answered: set = field(default_factory=set)
    cancelled: bool = False
    stale: set = field(default_factory=set)
    """What waits in words that are not true any more, until the next run."""

    def newest(self, kind, person, day):
        """The key of the newest step that may have come by a day, and whether it is in time."""
        if person in self.answered if kind == "feedback" else self.cancelled:
            return None, False
        dates = {**self.waits, **self.sent}
        mine = {
            k[1]: d for k, d in dates.items() if k[0] == kind and k[2:] == (self.wrapup, person)
        }
        may = {}
        for n in STEPS[kind]:
            least = [mine[m] + (n - m) * DAY for m in mine if m < n]
            may[n] = max([self.wrapup + n * DAY, *least])
        come = [n for n in STEPS[kind] if may[n] <= day]
        if not come:
            return None, False
        n = max(come)
        timely = (day - may[n]).days <= LATE[kind] and (kind == "feedback" or day <= self.wrapup)
        return (kind, n, self.wrapup, person), timely

    def remind(self, day, gone):
        """Live through a run; ``gone`` are keys whose files are. Return how many are told as over."""
        told = 0
        for kind in STEPS:
            for person in self.people:
                key, timely = self.newest(kind, person, day)
                for old in [k for k in self.waits if k[0] == kind and k[3] == person]:
                    if old != key:
                        del self.waits[old]
                    elif not timely and old in gone:
                        del self.waits[old]
                        self.lost.add(old)
                        told += 1
                if timely and key not in self.sent and key not in self.lost:
                    self.waits.setdefault(key, day)
        self.stale = {
            k for k in self.stale if k in self.waits and not self.newest(k[0], k[3], day)[1]
        }
        return told

    def going(self, day):
        """What may be sent on a day: what is true then, in time, and worded as it is to be."""
        return {
            k
            for k in self.waits
            if self.newest(k[0], k[3], day) == (k, True) and k not in self.stale
        }

    def send(self, keys, day):
        for key in keys:
            del self.waits[key]
            self.sent[key] = day
