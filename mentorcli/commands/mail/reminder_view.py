"""What a run of reminders found, and what it says: written, taken away, too late, in another language."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mentorcli import reminders
from mentorcli.commands.mail.draft_files import (
    Letter,
)
from mentorcli.commands.mail.waiting import Waiting
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.domain.language import Language
from mentorcli.domain.message import Message
from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.domain.text import counted
from mentorcli.names.languages import language_name


@dataclass(frozen=True, slots=True)
class Look:
    """What a day asks for.

    ``letters`` are all that are due and not sent, ``wanted`` what of them is to be written;
    ``untrue`` are to be taken away; ``lost`` have no file any more and their day is past; ``missed``
    came since the last run and are too late now. ``following`` is the next day for anything,
    ``event`` the newest event; ``wished`` is the language that the reader of a letter put first, by its
    key, where the letter is in another.
    """

    letters: tuple[Letter, ...]
    wanted: tuple[Message, ...]
    untrue: tuple[Waiting, ...]
    lost: tuple[Waiting, ...]
    missed: tuple[reminders.Due, ...]
    following: dt.date | None
    event: int
    wished: Mapping[str, Language]


def outcome(
    run: Run,
    messages: Sequence[Message],
    look: Look,
    problems: Iterable[Problem],
    merges: Iterable[Path] = (),
) -> Outcome:
    """Return what a run says: the letters written, drafts taken away, and what is left out; silent for nothing."""
    found = (*problems, *([_over(look.lost)] if look.lost else ()))
    found += (_too_late(run, look.missed),) if look.missed else ()
    found += tuple(_untranslated(messages, look))
    data = run_data(run, messages, look.untrue)
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


def _too_late(run: Run, missed: Sequence[reminders.Due]) -> Problem:
    kinds = _counted(one.reminder.key for one in missed)
    return Problem.of("reminders_missed", Severity.NOTE, day=str(run.today), kinds=kinds)


def _untranslated(messages: Sequence[Message], look: Look) -> Iterator[Problem]:
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
    return _counted(w.entry.kind for w in letters)


def _counted(kinds: Iterable[str]) -> str:
    counts = Counter(kinds)
    return ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items()))


def _table(messages: Sequence[Message]) -> Listing:
    counts = Counter((m.cohort, m.kind, m.language) for m in messages)
    rows = [(*key, str(n)) for key, n in sorted(counts.items())]
    return Listing(("cohort", "reminder", "language", "letters"), rows, right=("letters",))


def run_data(run: Run, messages: Sequence[Message], untrue: Sequence[Waiting]) -> dict[str, object]:
    """Return what a run did, as JSON has it."""
    keys = ("key", "kind", "cohort", "person", "language", "due")
    listed = [{k: getattr(m, k) for k in keys} for m in messages]
    gone = [{"key": w.entry.key, "kind": w.entry.kind} for w in untrue]
    return {
        "today": str(run.today),
        "count": len(messages),
        "reminders": listed,
        "taken_away": gone,
    }
