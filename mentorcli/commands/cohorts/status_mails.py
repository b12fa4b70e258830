"""What status says of mails: what waits, what was refused, which are not as they would be now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from mentorcli.commands.matches.deadlines import DUE, Line
from mentorcli.commands.papers.outdated_drafts import outdated_in_words
from mentorcli.domain.message import Draft, DraftState
from mentorcli.domain.text import counted
from mentorcli.standing.standing import Standing
from mentorcli.workspace.drafts import NOT_YET

if TYPE_CHECKING:
    from mentorcli.commands.cohorts.status_papers import Told
    from mentorcli.commands.papers.letters_owed import Owed


def mail_lines(record: Standing, told: Told) -> Iterator[Line]:
    """Yield what waits to be sent beside invitations, what was refused, and what nobody knows of."""
    onward = f"mentorcli outbox send {record.cohort.key}"
    counts = Counter(d.state for d in told.unsent)
    if refused := counts[DraftState.REFUSED]:
        yield Line(DUE, f"{counted(refused, 'mail')} refused by the mail server", onward)
    if doubtful := counts[DraftState.LEAVING]:
        yield Line(DUE, f"{counted(doubtful, 'mail')} in doubt: sent or not", onward)
    lines = {d.key for g in record.cohort.gatherings for d in unsent_invitations(record, g, told)}
    rest = [d for d in told.unsent if d.state not in STUCK and d.key not in lines]
    for truth, count in Counter(told.late[d.key].name for d in rest if d.key in told.late).items():
        said, command = _OFF[truth]
        yield Line(DUE, f"{counted(count, 'mail')} {said}", command.format(record.cohort.key))
    letters = sorted((o for o in told.outdated if o.draft.key not in lines), key=_COMMAND)
    for command, some in groupby(letters, key=_COMMAND):
        yield Line(DUE, outdated_in_words([*some]), command)
    off = {*told.late, *(o.draft.key for o in letters if not o.changed)}
    if rest := [d for d in rest if d.key not in off]:
        text = f"{counted(len(rest), 'mail')} written and not sent yet"
        yield Line(DUE, text, onward_with(told, rest))


def onward_with(told: Told, some: Sequence[Draft], kinds: Collection[str] = ()) -> str:
    """Return the command that goes on with some drafts and no others, by kind and folder; else their list.

    By ``kinds``, where they are given, at least. What sends leaves by itself what is not to go.
    """
    mine, every = {d.key for d in some}, {d.kind for d in some}
    folders = {d.folder for d in some}
    if told.sends:
        left = {*told.late, *(o.draft.key for o in told.outdated)}
        more = {d.kind for d in told.unsent if d.key not in left} - every
        return _typed(told.onward, every if more or kinds else ())
    waits = [d for d in told.unsent if d.state in NOT_YET]
    for of, where in ((kinds, ()), (every, ()), ((), folders), (every, folders)):
        said = [d for d in waits if d.kind in (of or {d.kind})]
        said = [d for d in said if d.folder in (where or {d.folder})]
        if {d.key for d in said} == mine and len(where) in {0, 1}:
            return _typed(told.onward, of, where)
    return f"mentorcli outbox list {some[0].cohort}"


def _typed(command: str, kinds: Collection[str], folders: Collection[str] = ()) -> str:
    words = [*(f"--kind {k}" for k in sorted(kinds)), *(f"--folder {f}" for f in folders)]
    return " ".join((command, *words))


_COMMAND = attrgetter("command")
_OFF = {
    "OVER": (
        "about a past day: see where they lie, delete what did not go",
        "mentorcli outbox list {}",
    ),
    "UNTRUE": ("not true any more", "mentorcli remind"),
}
STUCK = {DraftState.REFUSED, DraftState.LEAVING}


def unsent_invitations(record: Standing, gathering: str, told: Told) -> list[Draft]:
    """Return the invitations to a gathering that did not go out, and with them what calls others off.

    Where only that waits, it is a mail like others.
    """
    there = f"{record.cohort.key}/invitations/{gathering}/"
    mine = [d for d in told.unsent if d.file.startswith(there) and d.state not in STUCK]
    invited = record.invited.get(gathering, {})
    return mine if any(d.person in invited for d in mine) else []


def letter_lines(record: Standing, owed: tuple[Owed, ...]) -> Iterator[Line]:
    """Yield the letters that are owed, one line a kind."""
    for one in owed:
        text = f"letters to be written: {one.letter}, to {counted(one.people, 'person')}"
        yield Line(DUE, text, f"mentorcli letter {one.letter} {record.cohort.key}")
