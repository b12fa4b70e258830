"""What a person did or found out: drafts sent from a mail program, and mails in doubt that arrived or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mentorcli import documents
from mentorcli.commands.mail.draft_files import clear_merges
from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.message import Draft, DraftState
from mentorcli.domain.problem import UsageError
from mentorcli.domain.text import counted, match_key
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.drafts import NOT_YET, drafts_of, mark_sent, marked, settle
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace


@dataclass(frozen=True, slots=True)
class Choice:
    """Which drafts are meant: of these kinds, to this reader, in this folder; all where nothing is said."""

    kinds: tuple[str, ...] = ()
    who: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The unsent drafts that are meant."""

    workspace: Workspace
    cohort: str
    drafts: tuple[Draft, ...]

    def question(self) -> str:
        """Return what to ask a person before they count as sent."""
        return f"Were {_many(self.drafts)} sent?{self.lost()} They are not sent again, and not made again."

    def lost(self) -> str:
        """Return how many of them have no file any more, in a sentence, or nothing."""
        count = sum(not self.workspace.draft_file(d.file).is_file() for d in self.drafts)
        return (
            f" {count} of them {'has' if count == 1 else 'have'} no file any more." if count else ""
        )


def choose(run: Run, key: str, choice: Choice) -> Chosen:
    """Return the drafts that are not sent and that are meant; raises UserError when there are none."""
    with view_of(run) as (workspace, connection):
        cohort(connection, key)
        drafts = [d for d in drafts_of(connection, key) if d.state in NOT_YET]
        people = applications_of(connection, key)
    if not drafts:
        raise UsageError(
            f"No draft of {key} waits to be sent.", f"See: mentorcli outbox list {key}"
        )
    for kind in choice.kinds:
        _refuse_unknown(drafts, lambda d: d.kind, "the kind", kind)
    if choice.folder:
        _refuse_unknown(drafts, lambda d: d.folder, "the folder", choice.folder)
    found = [d for d in drafts if not choice.kinds or d.kind in choice.kinds]
    found = [d for d in found if choice.folder in {"", d.folder}]
    if choice.who:
        readers = _readers(workspace, people, drafts, choice.who)
        found = [d for d in found if d.person in readers]
    if not found:
        there = sorted({f"{d.kind} in {d.folder}" for d in drafts})
        raise UsageError("No draft that waits is all of that.", f"There are: {', '.join(there)}.")
    return Chosen(workspace, key, tuple(found))


def _refuse_unknown(
    drafts: Iterable[Draft], of: Callable[[Draft], str], what: str, said: str
) -> None:
    known = sorted({of(d) for d in drafts})
    if said not in known:
        raise UsageError(
            f"No draft that waits is of {what} {said!r}.", f"There are: {', '.join(known)}."
        )


def _readers(
    workspace: Workspace, people: Iterable[Application], drafts: Iterable[Draft], who: str
) -> set[str]:
    """Return the readers who are meant: of those with drafts, by the name or address on these, else by name in the cohort."""
    named: dict[str, set[str]] = {}
    for draft in drafts:
        path = workspace.draft_file(draft.file)
        if path.is_file():
            named.setdefault(draft.person, {draft.person}).update(
                map(match_key, documents.sample_of(path.read_bytes())[:2])
            )
    found = {person for person, names in named.items() if {who, match_key(who)} & names}
    return found or {find_person(people, who).person}


def mark(run: Run, chosen: Chosen) -> Outcome:
    """Note that drafts were sent by hand."""
    if not run.dry_run:
        with chosen.workspace.writing(run.hand) as connection:
            for draft in chosen.drafts:
                mark_sent(connection, draft, run.sent_at)
                to, value = draft.person, marked(draft, run.sent_at)
                fact = Fact(Kind.SENT_BY_HAND, draft.cohort, "", to, draft.kind, value=value)
                append(connection, run.hand, fact)
            clear_merges(chosen.workspace, connection, chosen.drafts)
    counts = Counter((d.kind, d.folder) for d in chosen.drafts)
    verb = "would count as sent" if run.dry_run else "count as sent"
    text = f"{_many(chosen.drafts)} {verb if len(chosen.drafts) > 1 else verb.replace('count ', 'counts ')}.{chosen.lost()}"
    table = Listing(
        ("kind", "folder", "drafts"),
        [(*k, str(n)) for k, n in sorted(counts.items())],
        right=("drafts",),
    )
    columns = ("key", "kind", "person", "language", "file")
    listed = [{name: getattr(d, name) for name in columns} for d in chosen.drafts]
    data = {"cohort": chosen.cohort, "count": len(listed), "drafts": listed}
    return Outcome((Paragraph(text, strong=True), table), data)


def _many(drafts: tuple[Draft, ...]) -> str:
    return counted(len(drafts), "draft")


def settled(run: Run, key: str, which: str, *, arrived: bool) -> Outcome:
    """Keep what a person found out about a mail that was in doubt: it arrived, or it goes again."""
    with view_of(run) as (workspace, connection):
        doubtful = [d for d in drafts_of(connection, key) if d.state == DraftState.LEAVING]
    found = [d for d in doubtful if which and which in (d.message_id[1:13], d.file, d.key)]
    if len(found) != 1:
        known = ", ".join(d.message_id[1:13] for d in doubtful) or "none"
        raise UsageError(
            f"No mail of {key} that is in doubt is called {which!r}.", f"In doubt: {known}."
        )
    if not run.dry_run:
        with workspace.writing(run.hand) as connection:
            settle(connection, found[0], run.sent_at, arrived=arrived)
            value = {"sent": arrived, **marked(found[0], run.sent_at)}
            to, about = found[0].person, found[0].kind
            append(connection, run.hand, Fact(Kind.SETTLED, key, "", to, about, value=value))
    then = "counts as sent" if arrived else "waits and goes with the next run"
    verb = "would be settled" if run.dry_run else "is settled"
    text = f"{found[0].file} {verb}: it {then}."
    return Outcome((Paragraph(text),), {"file": found[0].file, "sent": arrived})
