"""What status says of mails: what waits, what was refused, which are not as they would be now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from mentorcli.commands.matches.deadlines import DUE, Line
from mentorcli.commands.papers.outdated_drafts import outdated_in_words
from mentorcli.domain.message import Draft, DraftState
from mentorcli.domain.text import counted
from mentorcli.standing.standing import Standing

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
        yield Line(DUE, f"{counted(len(rest), 'mail')} written and not sent yet", told.onward)


_COMMAND = attrgetter("command")
_OFF = {
    "OVER": ("about a day that is past: delete what did not go", "mentorcli outbox list {}"),
    "UNTRUE": ("not true any more", "mentorcli remind"),
}
STUCK = {DraftState.REFUSED, DraftState.LEAVING}


def unsent_invitations(record: Standing, gathering: str, told: Told) -> list[Draft]:
    """Return the drafts to people who are invited to a gathering that did not go out."""
    there = f"{record.cohort.key}/invitations/{gathering}/"
    mine = [d for d in told.unsent if d.file.startswith(there) and d.state not in STUCK]
    return [d for d in mine if d.person in record.invited.get(gathering, {})]


def letter_lines(record: Standing, owed: tuple[Owed, ...]) -> Iterator[Line]:
    """Yield the letters that are owed, one line a kind."""
    for one in owed:
        text = f"letters to be written: {one.letter}, to {counted(one.people, 'person')}"
        yield Line(DUE, text, f"mentorcli letter {one.letter} {record.cohort.key}")
