"""What is due today, once, into the outbox; what waits there is kept true; made for cron."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from mentorcli.commands.mail.waiting import Judged, Truth, Waiting, facts_of, judge, post_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.language import Language, first_language
from mentorcli.domain.message import Message
from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.domain.text import counted
from mentorcli.files.letter_headers import letters_like
from mentorcli.names.languages import language_name
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.drafts import drafts_of
from mentorcli.workspace.facts import newest_fact
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.last_reminder_run import log_run, save_look
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
        return _outcome(run, look.wanted, look, ())
    if not (look.wanted or look.untrue or look.lost or _unmerged(workspace, look.letters)):
        save_look(workspace, run.today, look.following, look.event)
        _log(run, workspace, "nothing due")
        text = f"Nothing is due on {run.today}"
        text += f"; the next reminders come on {look.following}." if look.following else "."
        return Outcome((Paragraph(text),), _data(run, (), ()), silent=True)
    with workspace.alone(run.hand) as held:  # what is due is asked again: nobody writes now
        look = _look(run, held)
        delivery, merges = _keep(run, held, look)
        if not delivery.problems:
            with held.reading() as connection:
                event = newest_fact(connection)
            save_look(held, run.today, look.following, event)
    messages = tuple(letter.message for letter in delivery.written)
    _log(run, workspace, f"{len(messages)} written, {len(delivery.problems)} problems")
    return _outcome(run, messages, look, delivery.problems, merges)


def _log(run: Run, workspace: Workspace, said: str) -> None:
    log_run(workspace.folder, run.moment.isoformat(timespec="seconds"), f"day {run.today}: {said}")


@dataclass(frozen=True, slots=True)
class _Look:
    """What a day asks for.

    ``letters`` are all that are due and not sent, ``wanted`` what of them is to be written;
    ``untrue`` are to be taken away; ``lost`` have no file any more and their day is past.
    ``following`` is the next day for anything, ``event`` the newest event. ``wished`` is the language
    that the reader of a letter put first, by its key, where the letter is in another.
    """

    letters: tuple[Letter, ...]
    wanted: tuple[Message, ...]
    untrue: tuple[Waiting, ...]
    lost: tuple[Waiting, ...]
    following: dt.date | None
    event: int
    wished: Mapping[str, Language]


_Texts = dict[str, tuple[reminders.Reminder, ...]]


def _look(run: Run, workspace: Workspace) -> _Look:
    letters: list[Letter] = []
    gone: list[Judged] = []
    days: list[dt.date] = []
    texts: _Texts = {}
    wished: dict[str, Language] = {}
    with workspace.reading() as connection:
        for cohort in all_cohorts(connection):
            due, no_more, following = _look_at(run, workspace, connection, cohort, texts)
            wished |= _in_another_language(workspace, connection, cohort.key, due)
            letters += due
            gone += no_more
            days += [following] if following else []
        untrue = tuple(j.waiting for j in gone if j.truth is Truth.UNTRUE)
        taken = {w.entry.key for w in untrue}
        wanted = {m.key: m for m, _ in unwritten(connection) if m.key not in taken}
        wanted |= {x.message.key: x.message for x, _ in to_write(workspace, connection, letters)}
        event = newest_fact(connection)
    lost = tuple(j.waiting for j in gone if j.truth is Truth.OVER)
    messages = tuple(wanted[key] for key in sorted(wanted))
    return _Look(tuple(letters), messages, untrue, lost, min(days, default=None), event, wished)


def _in_another_language(
    workspace: Workspace, connection: Connection, key: str, letters: Sequence[Letter]
) -> dict[str, Language]:
    """Return the language that the reader of a letter put first, by its key, where it is in another."""
    people = {x.message.person for x in letters}
    record = cohort_standing(workspace, connection, key) if people else None
    said = record.programme.document_language if record else "en"
    asked = (a for a in (record.applications if record else ()) if a.person in people)
    first = {a.person: first_language(a.choices("languages"), said) for a in asked}
    every = ((x.message, first.get(x.message.person)) for x in letters)
    return {m.key: wish for m, wish in every if wish and wish != m.language}


def _look_at(
    run: Run, workspace: Workspace, connection: Connection, cohort: Cohort, texts: _Texts
) -> tuple[list[Letter], list[Judged], dt.date | None]:
    """Return a cohort's reminders that are due and not sent, those that wait no more, and the next day."""
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
    return letters, gone, reminders.next_day(facts, texts[which], run.today)


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


def _keep(run: Run, workspace: Workspace, look: _Look) -> tuple[Delivery, list[Path]]:
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


def _outcome(
    run: Run,
    messages: Sequence[Message],
    look: _Look,
    problems: Iterable[Problem],
    merges: Iterable[Path] = (),
) -> Outcome:
    found = (*problems, *([_over(look.lost)] if look.lost else ()), *_untranslated(messages, look))
    data = _data(run, messages, look.untrue)
    if not messages and not look.untrue and not found:
        return Outcome(data=data, silent=True)
    would = "would be " if run.dry_run else ""
    blocks: list[Paragraph | Listing] = [
        Paragraph(f"{counted(len(messages), 'reminder')} of {run.today} {would}written."),
        *([_table(messages)] if messages else []),
    ]
    if run.dry_run and messages:
        people = [(m.to_name, m.kind, m.language, m.subject) for m in messages]
        blocks.append(Listing(("to", "reminder", "language", "subject"), people))
    fresh = {(m.kind, m.person) for m in messages}
    newer = [w for w in look.untrue if (w.entry.kind, w.entry.person) in fresh]
    gone = [w for w in look.untrue if w not in newer]
    for some, why in ((newer, "a newer one goes"), (gone, "past their time, or not true any more")):
        if some:
            says = f"{counted(len(some), 'unsent draft')} {would}taken away: {why}"
            blocks.append(Paragraph(f"{says} ({_kinds(some)})."))
    return Outcome(tuple(blocks), data, found, tuple(merges))


def _over(lost: Sequence[Waiting]) -> Problem:
    return Problem.of("reminders_over", Severity.NOTE, count=len(lost), kinds=_kinds(lost))


def _untranslated(messages: Sequence[Message], look: _Look) -> Iterator[Problem]:
    """Yield a note of each reminder that some get in another language than the one they put first."""
    counts = Counter(
        (m.kind, look.wished[m.key], m.language) for m in messages if m.key in look.wished
    )
    for (kind, wish, language), count in sorted(counts.items()):
        about = {"kind": kind, "wish": language_name(wish), "language": language_name(language)}
        about |= {
            "who": counted(count, "person"),
            "file": f"templates/reminders/{kind}.{wish}.txt.j2",
        }
        yield Problem.of("reminder_untranslated", Severity.NOTE, NOWHERE, **about)


def _kinds(letters: Iterable[Waiting]) -> str:
    counts = Counter(w.entry.kind for w in letters)
    return ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items()))


def _table(messages: Sequence[Message]) -> Listing:
    counts = Counter((m.cohort, m.kind, m.language) for m in messages)
    rows = [(*key, str(n)) for key, n in sorted(counts.items())]
    return Listing(("cohort", "reminder", "language", "letters"), rows, right=("letters",))


def _data(run: Run, messages: Sequence[Message], untrue: Sequence[Waiting]) -> dict[str, object]:
    keys = ("key", "kind", "cohort", "person", "language", "due")
    listed = [{k: getattr(m, k) for k in keys} for m in messages]
    gone = [{"key": w.entry.key, "kind": w.entry.kind} for w in untrue]
    return {
        "today": str(run.today),
        "count": len(messages),
        "reminders": listed,
        "taken_away": gone,
    }
