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
    answered: set = field(default_factory=set)
    cancelled: bool = False
    stale: set = field(default_factory=set)
    """What waits in words that are not true any more, until the next run."""
    ran: dt.date | None = None
    came: dict = field(default_factory=dict)
    """The day on which each step came, by key."""

    def newest(self, kind, person, day):
        """The key of the newest step that may have come by a day, and whether it is in time."""
        if person in self.answered if kind == "feedback" else self.cancelled:
            return None, False
        dates = {**self.waits, **self.sent}
        mine = {
            step: on
            for (its, step, wrapup, reader), on in dates.items()
            if (its, wrapup, reader) == (kind, self.wrapup, person)
        }
        may = {}
        for step in STEPS[kind]:
            least = [mine[m] + (step - m) * DAY for m in mine if m < step]
            may[step] = max([self.wrapup + step * DAY, *least])
        come = [step for step in STEPS[kind] if may[step] <= day]
        if not come:
            return None, False
        newest = max(come)
        timely = (day - may[newest]).days <= LATE[kind]
        timely &= kind == "feedback" or day <= self.wrapup
        key = (kind, newest, self.wrapup, person)
        self.came[key] = may[newest]
        return key, timely

    def heard(self, key):
        """Whether somebody was asked for feedback in the same words since this step came, before the day moved."""
        kind, _, wrapup, person = key
        dates = {**self.waits, **self.sent}
        mine = [on for k, on in dates.items() if (k[0], k[3]) == (kind, person) and k[2] != wrapup]
        return kind == "feedback" and max(mine, default=dt.date.min) >= self.came[key]

    def missed(self, day):
        """Whether something came since the run before, if any was, that is too late now and was never written."""
        found = [self.newest(kind, person, day) for kind in STEPS for person in self.people]
        never = [
            k for k, timely in found if k and not timely and k not in {**self.waits, **self.sent}
        ]
        new = (k for k in never if self.ran is None or self.came[k] > self.ran)
        return any(not self.heard(k) for k in new)

    def remind(self, day, gone):
        """Live through a run; ``gone`` are keys whose files are. Return how many are over, and whether some were missed."""
        told = 0
        for kind in STEPS:
            for person in self.people:
                while True:
                    key, timely = self.newest(kind, person, day)
                    mine = [k for k in self.waits if k[0] == kind and k[3] == person]
                    over = {k for k in mine if k == key and not timely and k in gone}
                    no_more = {k for k in mine if k != key} | over
                    told += len(over)
                    for old in no_more:
                        del self.waits[old]
                    if not no_more:
                        break
                if timely and key not in self.sent and (key in self.waits or not self.heard(key)):
                    self.waits.setdefault(key, day)
        self.stale.clear()
        missed, self.ran = self.missed(day), day
        return told, missed

    def holds(self, day):
        """What waits and is true and in time on a day."""
        return {k for k in self.waits if self.newest(k[0], k[3], day) == (k, True)}

    def send(self, keys, day):
        """Let letters go."""
        for key in list(keys):
            del self.waits[key]
            self.sent[key] = day
