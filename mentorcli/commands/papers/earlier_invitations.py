"""What people were told before about a gathering, so that a letter says what is new and what it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from mentorcli.domain.application import Application
from mentorcli.domain.cohort import Cohort, event_told
from mentorcli.domain.message import DraftState, Message
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.domain.programme import Gathering
from mentorcli.domain.text import stable_id
from mentorcli.standing.standing import Standing
from mentorcli.workspace.drafts import drafts_of

_WENT = {DraftState.SENT, DraftState.LEAVING}


@dataclass(frozen=True, slots=True)
class Says:
    """What an invitation tells: the ``event``, and a ``mark`` of all its words; ``to`` whom it is addressed.

    ``before`` is the event as its reader was told of it earlier, None where they were not; ``sure``
    that this earlier letter went.
    """

    event: Mapping[str, str]
    mark: str
    to: str = ""
    before: Mapping[str, str] | None = None
    sure: bool = False

    def untold(self, event: Mapping[str, str], letter: Message, file: str) -> tuple[Problem, ...]:
        """Return a note where the event is another, and a letter has none of what its names tell of that."""
        moved = self.before is not None and dict(self.before) != dict(self.event)
        if not moved or event["news"] in letter.body or event["change"] in letter.subject:
            return ()
        return (Problem.of("template_untold_change", Severity.NOTE, Place(file)),)

    def kept(self, key: str) -> dict[str, Any]:
        """Return what a fact keeps of it; ``key`` is its letter's."""
        names = ("event", "mark", "to", "before", "sure")
        return {"key": key, **{name: getattr(self, name) for name in names}}

    def cohort_before(self, cohort: Cohort) -> Cohort | None:
        """Return the cohort with the event as it was told before."""
        if self.before is None:
            return None
        said = dict(self.before)
        on, starts, ends = said.pop("on"), *(dt.time.fromisoformat(said.pop(x)) for x in _TIMES)
        event = Gathering(starts=starts, ends=ends, **said)
        dates = {**cohort.dates, event.key: dt.date.fromisoformat(on)}
        return replace(cohort, dates=dates, gatherings={**cohort.gatherings, event.key: event})


_TIMES = ("starts", "ends")


@dataclass(frozen=True, slots=True)
class Post:
    """What became of a gathering's drafts, by key; what waits may have been sent by hand.

    Not where others of them are known to have gone, or where a person says so: ``marked``.
    """

    states: Mapping[str, str] = field(default_factory=dict)
    marked: bool = False
    never: bool = False

    def says(self, record: Standing, person: Application, gathering: str, letter: Message) -> Says:
        """Return what a letter tells somebody, beside what they were told last."""
        said = event_told(record.cohort, gathering)
        to = stable_id("e", letter.to_name, letter.to_email)
        now = Says(said, stable_id("e", letter.subject, letter.body), to)
        kept = _kept(record, person, gathering)
        if not kept:
            return now
        state = self.states.get(kept["key"], DraftState.WAITING)
        went, earlier = state in _WENT, (kept["before"], kept["sure"])
        maybe = state == DraftState.WAITING and not self.marked
        same = (kept["mark"], kept["event"], kept.get("to", to)) == (now.mark, said, to)
        if not same and (went or (maybe and not self.never)):
            earlier = kept["event"], went
        if self.never and not (earlier[1] or went):
            return now
        return replace(now, before=earlier[0], sure=earlier[1])


NOTHING_WRITTEN = Post()


def _kept(record: Standing, person: Application, gathering: str) -> Any:
    """Return what is kept of somebody's last invitation, as `Says.kept` has it, or None."""
    invited = record.invited.get(gathering, {}).get(person.person)
    return invited.value.get(person.role) if invited else None


def cohort_told(record: Standing, person: Application, gathering: str) -> Cohort:
    """Return the cohort with the day and place of a gathering that somebody was invited to last."""
    kept = _kept(record, person, gathering)
    told = (
        Says(kept["event"], "", before=kept["event"]).cohort_before(record.cohort) if kept else None
    )
    return told or record.cohort


def post_of(connection: Connection, key: str, gathering: str, *, never: bool) -> Post:
    """Return what is known of the invitations to a gathering; ``never`` says that none waiting went."""
    kind = gathering.partition("/")[0]
    mine = [
        d for d in drafts_of(connection, key) if d.file.startswith(f"{key}/invitations/{kind}/")
    ]
    marked = any(d.sent_at or d.state in _WENT for d in mine)
    return Post({d.key: d.state for d in mine}, marked, never)


def unsure(says: list[Says | None], command: str) -> tuple[Problem, ...]:
    """Return a note where letters tell what is new, and the earlier ones may not have been sent."""
    count = sum(x is not None and x.before is not None and not x.sure for x in says)
    code = "earlier_invitations_not_sent"
    return (Problem.of(code, Severity.NOTE, count=count, command=command),) if count else ()
