"""Reminders that wait to be sent, looked at again: which are still true, over, or not true any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from sqlalchemy import Connection

from mentorcli.domain.message import Draft, DraftState, Message
from mentorcli.reminders import Facts, Reminder, load_reminder, true_still, written
from mentorcli.standing.standing import Standing
from mentorcli.workspace.drafts import drafts_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.outbox import Entry, entries_of

APPROACH = "approach"
"""The kind of a letter to a colleague who has not offered to be a mentor."""


class Truth(Enum):
    """What today says of a reminder that waits."""

    HOLDS = auto()
    OVER = auto()
    """Its cause is there still; its day is past."""
    UNTRUE = auto()
    """Its cause is gone, its day has moved, or a newer step of the same reminder has come."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that is not sent; ``draft`` is None where a run was ended before it was written."""

    entry: Entry
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A reminder that waits, what is true of it, and what it would say where it holds."""

    waiting: Waiting
    truth: Truth
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """All that a cohort's outbox ever held, by key, with the drafts that are known of."""

    entries: Mapping[str, Entry]
    drafts: Mapping[str, Draft]

    def without(self, keys: Iterable[str]) -> Post:
        """Return the outbox as if some letters had never been in it."""
        gone = set(keys)
        return replace(self, entries={k: e for k, e in self.entries.items() if k not in gone})

    def waiting(self) -> Iterator[Waiting]:
        """Yield the reminders that are written, or about to be, and not sent."""
        for key, entry in self.entries.items():
            draft = self.drafts.get(key)
            begun = draft is None and entry.state == "claimed"
            unsent = draft and draft.state in {DraftState.WAITING, DraftState.REFUSED}
            if entry.due and (begun or unsent):
                yield Waiting(entry, draft)

    def went(self) -> dict[str, dt.date]:
        """Return the day on which each letter was sent or, where that is not known, written."""
        sent = {k: d.sent_at for k, d in self.drafts.items() if d.sent_at}
        return {
            key: dt.date.fromisoformat(sent[key][:10]) if key in sent else entry.day
            for key, entry in self.entries.items()
        }


def post_of(connection: Connection, cohort: str) -> Post:
    """Return what a cohort's outbox holds."""
    drafts = {d.key: d for d in drafts_of(connection, cohort)}
    return Post(entries_of(connection, cohort), drafts)


def facts_of(workspace: Workspace, record: Standing, post: Post) -> Facts:
    """Return what reminders look at."""
    settings = workspace.settings
    return Facts.of(record, settings.organisation, settings.retention_months, post.went())


def judge(
    facts: Facts, reminders: Sequence[Reminder], waiting: Collection[Waiting], today: dt.date
) -> list[Judged]:
    """Return what ``today`` says of reminders that wait.

    What was written for a day to come is judged by that day. A letter that holds is worded as on
    the day on which it was written first, so that only what has changed since makes it another.
    A letter to a colleague is no reminder: it holds as long as the answer is awaited.
    """
    by_day: dict[dt.date, list[Waiting]] = {}
    asked, found = _asked(facts), []
    for one in waiting:
        if one.entry.kind == APPROACH:
            awaited = tuple(one.entry.key.split(":")[-2:]) in asked
            found.append(Judged(one, Truth.HOLDS if awaited else Truth.UNTRUE))
            continue
        by_day.setdefault(max(today, one.entry.day), []).append(one)
    kinds = {one.entry.kind for one in waiting}
    used = [r for r in reminders if r.key in kinds]
    for day, some in by_day.items():
        still = true_still(facts, used, day)
        known = [(still[w.entry.key], w.entry.day) for w in some if w.entry.key in still]
        words = {m.key: m for m in written(facts, (k for k in known if k[0].in_time))}
        for one in some:
            past = Truth.OVER if one.entry.key in still else Truth.UNTRUE
            message = words.get(one.entry.key)
            found.append(Judged(one, Truth.HOLDS if message else past, message))
    return found


def _asked(facts: Facts) -> set[tuple[str, str]]:
    """Return each mentee without a match and the colleague, not a mentor so far, whose answer is awaited."""
    placed = {p for match in facts.matches() for p in match.mentees}
    return {
        (a.mentee, a.colleague)
        for a in facts.record.approaches
        if a.answer == "asked" and a.mentee not in placed
        if (a.mentee, "mentee") in facts.people and (a.colleague, "mentor") not in facts.people
    }


def judged_of(
    workspace: Workspace,
    record: Standing,
    post: Post,
    letters: Collection[Waiting],
    today: dt.date,
) -> tuple[dict[str, Reminder], list[Judged]]:
    """Return the reminders by kind that wait, and what a day says of each letter."""
    kinds = {w.entry.kind for w in letters}.intersection(record.programme.reminders)
    texts = {kind: load_reminder(kind, workspace.templates) for kind in sorted(kinds)}
    return texts, judge(facts_of(workspace, record, post), [*texts.values()], letters, today)


def past_reminders(
    workspace: Workspace, connection: Connection, record: Standing, today: dt.date
) -> dict[str, Truth]:
    """Return by key the reminders of earlier days that wait still, though they are over or not true."""
    post = post_of(connection, record.cohort.key)
    earlier = [w for w in post.waiting() if w.entry.day < today]
    if not earlier:
        return {}
    judged = judged_of(workspace, record, post, earlier, today)[1]
    return {j.waiting.entry.key: j.truth for j in judged if j.truth is not Truth.HOLDS}
