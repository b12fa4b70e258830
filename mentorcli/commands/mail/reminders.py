"""What is due today, once, into the outbox; what waits there is kept true; made for cron."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import reminders
from mentorcli.commands.mail.draft_files import (
    NEW,
    Delivery,
    Letter,
    deliver,
    letter_in,
    merge_of,
    to_write,
    withdraw,
    write_merges,
)
from mentorcli.commands.mail.reminder_view import Look, outcome, run_data
from mentorcli.commands.mail.waiting import Judged, Truth, facts_of, judge, post_of
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.fact import Kind
from mentorcli.domain.language import Language, first_language
from mentorcli.domain.message import Message
from mentorcli.files.letter_headers import letters_like
from mentorcli.standing.standing import Standing
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.drafts import drafts_of
from mentorcli.workspace.facts import newest_fact, standing_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.last_reminder_run import last_day, log_run, save_look
from mentorcli.workspace.outbox import take_back, unwritten
from mentorcli.workspace.records import cohort_standing


def remind(run: Run) -> Outcome:
    """Write the reminders that are due on ``run.today`` and not sent, each once.

    One that waits is written anew where its file is gone or it would say something else now, and
    taken away where its cause is gone. Silent when nothing is to be done. Safe to run too often,
    late, and from two places at once.
    """
    workspace = run.open()
    look = _look(run, workspace)
    if run.dry_run:
        return outcome(run, look.wanted, look, ())
    if not (
        look.wanted or look.untrue or look.lost or look.missed or _unmerged(workspace, look.letters)
    ):
        save_look(workspace, run.today, look.following, look.event)
        _log(run, workspace, "nothing due")
        text = f"Nothing is due on {run.today}"
        text += f"; the next reminders come on {look.following}." if look.following else "."
        return Outcome((Paragraph(text),), run_data(run, (), ()), silent=True)
    with workspace.alone(run.hand) as held:  # what is due is asked again: nobody writes now
        look = _look(run, held)
        delivery, merges = _keep(run, held, look)
        if not delivery.problems:
            with held.reading() as connection:
                event = newest_fact(connection)
            save_look(held, run.today, look.following, event)
    messages = tuple(letter.message for letter in delivery.written)
    _log(run, workspace, f"{len(messages)} written, {len(delivery.problems)} problems")
    return outcome(run, messages, look, delivery.problems, merges)


def _log(run: Run, workspace: Workspace, said: str) -> None:
    log_run(workspace.folder, run.moment.isoformat(timespec="seconds"), f"day {run.today}: {said}")


_Texts = dict[str, tuple[reminders.Reminder, ...]]


def _look(run: Run, workspace: Workspace) -> Look:
    letters: list[Letter] = []
    gone: list[Judged] = []
    late: list[reminders.Due] = []
    days: list[dt.date] = []
    texts: _Texts = {}
    since = last_day(workspace.folder)
    wished: dict[str, Language] = {}
    with workspace.reading() as connection:
        for cohort in all_cohorts(connection):
            seen = _look_at(run, workspace, connection, cohort, texts, since)
            letters += seen.due
            gone += seen.gone
            late += seen.missed
            wished |= seen.wished
            following = seen.following
            days += [following] if following else []
        untrue = tuple(j.waiting for j in gone if j.truth is Truth.UNTRUE)
        taken = {w.entry.key for w in untrue}
        wanted = {m.key: m for m, _ in unwritten(connection) if m.key not in taken}
        wanted |= {x.message.key: x.message for x, _ in to_write(workspace, connection, letters)}
        event = newest_fact(connection)
    lost = tuple(j.waiting for j in gone if j.truth is Truth.OVER)
    messages = tuple(wanted[key] for key in sorted(wanted))
    following_day = min(days, default=None)
    return Look(tuple(letters), messages, untrue, lost, tuple(late), following_day, event, wished)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A cohort's reminders that are due and not sent, that wait no more, that are too late; the next day."""

    due: list[Letter]
    gone: list[Judged]
    missed: tuple[reminders.Due, ...]
    following: dt.date | None
    wished: Mapping[str, Language]


def _in_another_language(record: Standing, letters: Sequence[Letter]) -> dict[str, Language]:
    """Return the language that the reader of a letter put first, by its key, where it is in another."""
    people = {x.message.person for x in letters}
    said = record.programme.document_language
    asked = (a for a in record.applications if a.person in people)
    first = {a.person: first_language(a.choices("languages"), said) for a in asked}
    every = ((x.message, first.get(x.message.person)) for x in letters)
    return {m.key: wish for m, wish in every if wish and wish != m.language}


def _look_at(
    run: Run,
    workspace: Workspace,
    connection: Connection,
    cohort: Cohort,
    texts: _Texts,
    since: dt.date | None,
) -> _Seen:
    """Return what a day asks of a cohort; ``since`` is the day that was looked at last, if any ever was."""
    post = post_of(connection, cohort.key)
    record = cohort_standing(workspace, connection, cohort.key)
    which = record.programme.key
    if which not in texts:
        texts[which] = reminders.load_reminders(record.programme, workspace.templates)
    gone: list[Judged] = []
    while True:  # what waits no more did not go, and holds up nothing that comes after it
        facts = facts_of(workspace, record, post)
        judged = judge(facts, texts[which], [*post.waiting()], run.today)
        no_more = [j for j in judged if _waits_no_more(workspace, j)]
        if not no_more:
            break
        gone += no_more
        post = post.without(j.waiting.entry.key for j in no_more)
    held = [(j.message, j.waiting.entry.day) for j in judged if j.message]
    due = reminders.due(facts, texts[which], run.today, post.entries)
    new = [(m, run.today) for m in _unheard(workspace, connection, cohort.key, due)]
    letters = [letter_in(message, f"outbox/{day}") for message, day in (*held, *new)]
    missed: tuple[reminders.Due, ...] = ()
    if since is None:
        (made,) = standing_of(connection, cohort.key, (Kind.COHORT_MADE,))
        since = made.known or run.today
    if since < run.today - dt.timedelta(days=1):
        missed = reminders.missed(facts, texts[which], since, run.today, post.entries)
    following = reminders.next_day(facts, texts[which], run.today)
    wished = _in_another_language(record, letters)
    return _Seen(letters, gone, missed, following, wished)


def _unheard(
    workspace: Workspace, connection: Connection, key: str, due: Sequence[Message]
) -> list[Message]:
    """Return the reminders whose readers have not had a letter of the cohort that says the same."""
    kinds = {m.kind for m in due}
    like = {kind: letters_like(kind, workspace.templates) for kind in kinds}
    drafts = drafts_of(connection, key) if any(like.values()) else ()
    letters = {(d.kind, d.person) for d in drafts if d.key.startswith(f"{key}/letter-")}
    return [m for m in due if not any((name, m.person) in letters for name in like[m.kind])]


def _waits_no_more(workspace: Workspace, one: Judged) -> bool:
    draft = one.waiting.draft
    lost = draft is not None and not workspace.draft_file(draft.file).is_file()
    return one.truth is Truth.UNTRUE or (one.truth is Truth.OVER and lost)


def _unmerged(workspace: Workspace, letters: Iterable[Letter]) -> set[Path]:
    """Return the folders of letters whose merge workbook is not there: a run was stopped before it."""
    folders = {workspace.draft_file(letter.file).parent for letter in letters}
    return {f for f in folders if not merge_of(f).is_file()}


def _keep(run: Run, workspace: Workspace, look: Look) -> tuple[Delivery, list[Path]]:
    """Do what a look asks for; return what was written, and the merge workbooks."""
    withdraw(run, workspace, look.untrue)
    wanted = {m.key for m in look.wanted}
    delivery = deliver(run, workspace, [x for x in look.letters if x.message.key in wanted])
    if look.lost:
        with workspace.writing(run.hand) as connection:
            take_back(connection, [w.entry.key for w in look.lost])
    lying = {
        letter: delivery.written.get(letter, NEW)
        for letter in look.letters
        if letter in delivery.written or letter.message.key not in wanted
    }
    files = [letter.file for letter in look.letters if letter in delivery.written]
    files += [w.draft.file for w in look.untrue if w.draft]
    folders = {workspace.draft_file(file).parent for file in files}
    folders |= _unmerged(workspace, lying)
    return delivery, write_merges(workspace, lying, folders)
