"""The outbox on its way: what would go, what went, what nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass

from mentorcli import documents
from mentorcli.commands.mail.draft_files import clear_merges
from mentorcli.commands.mail.held_back import (
    LATE,
    Outdated,
    held_back,
    outdated_papers,
    unwritten_invitations,
)
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Done, Run, unseen, view_of
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.message import COORDINATOR, Draft, DraftState, Outgoing, Receipt
from mentorcli.domain.problem import (
    ExitCode,
    Place,
    Problem,
    Severity,
    UsageError,
    UserError,
)
from mentorcli.domain.text import counted
from mentorcli.files import atomic
from mentorcli.files.transports import Line, Secrets, Transport, transport
from mentorcli.workspace.drafts import (
    Reader,
    arrive,
    drafts_of,
    leave,
    settle,
    standings,
)
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import cohort_standing

PORTION = 10
"""Mails that go while the workspace is held; others may write in between."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What would go out now, each mail looked at; what is held back and why."""

    workspace: Workspace
    cohort: str
    mails: tuple[tuple[Draft, Outgoing], ...]
    problems: tuple[Problem, ...]
    left: int
    doubtful: tuple[Draft, ...] = ()


def ready(
    run: Run,
    key: str,
    kinds: Collection[str],
    *,
    limit: int | None,
    again: bool,
    late: bool,
    outdated: Outdated,
) -> Ready:
    """Read every waiting draft again and compare it with what was meant; nothing goes out.

    A reminder goes as long as it is true today, letters and invitations as long as they would be
    written so; whatever tells of a day that is past only where ``late`` says so.
    """
    with view_of(run) as (workspace, connection):
        drafts, people = drafts_of(connection, key), standings(connection, key)
        _refuse_unknown(kinds, drafts)
        wanted = [d for d in drafts if not kinds or d.kind in kinds]
        going = {DraftState.WAITING, *([DraftState.AGAIN] if again else [])}
        record = cohort_standing(workspace, connection, key)
        anew = outdated(workspace, connection, record, run.today, drafts)
        waiting = [d for d in wanted if d.state in going and d.key not in anew]
        held, addresses = held_back(run, workspace, connection, key, waiting)
        problems = [*unwritten_invitations(workspace, connection, key)]
    problems += outdated_papers(wanted, anew)
    doubtful = tuple(d for d in wanted if d.state == DraftState.LEAVING)
    problems += [_doubt(d) for d in doubtful]
    no = [Place(d.file) for d in wanted if d.state == DraftState.REFUSED]
    problems += [Problem.of("mail_refused_before", Severity.DECIDE, place) for place in no]
    before = sum(d.state == DraftState.AGAIN for d in wanted)
    if before and not again:
        problems.append(Problem.of("draft_again", Severity.NOTE, count=before))
    if late:
        held = {one: why for one, why in held.items() if why != LATE}
    for why, count in sorted(Counter(held.values()).items()):
        problems.append(Problem.of(why, Severity.NOTE, count=count))
    sound = [d for d in waiting if d.key not in held]
    read = [_looked_at(run, workspace, d, people, addresses.get(d.key, "")) for d in sound]
    problems += [found for found in read if isinstance(found, Problem)]
    both = zip(sound, read, strict=True)
    mails = [(draft, found) for draft, found in both if isinstance(found, Outgoing)]
    most = len(mails) if limit is None else limit
    return Ready(workspace, key, tuple(mails[:most]), tuple(problems), len(mails[most:]), doubtful)


def _refuse_unknown(kinds: Collection[str], drafts: Collection[Draft]) -> None:
    known = sorted({d.kind for d in drafts})
    for kind in kinds:
        if kind not in known:
            raise UsageError(
                f"There are no drafts of the kind {kind!r}.",
                f"There are: {', '.join(known) or 'none at all'}.",
            )


def _doubt(draft: Draft) -> Problem:
    return Problem.of(
        "in_doubt",
        Severity.DECIDE,
        file=draft.file,
        at=draft.at[:16].replace("T", " "),
        key=draft.message_id[1:13],
    )


def _looked_at(
    run: Run, workspace: Workspace, draft: Draft, people: Mapping[str, Reader], address: str
) -> Outgoing | Problem:
    """Return a draft as a mail, or why it is none; ``address`` is a reminder's as it is to be."""
    organisation = workspace.settings.organisation
    there = people.get(draft.person)
    addresses = frozenset((address,)) if address else there.emails if there else frozenset()
    if draft.person == COORDINATOR:
        addresses = frozenset((organisation.contact_email,))
    now = there.text if there else ""
    if now != draft.standing:
        return Problem.of(
            "draft_standing",
            Severity.DECIDE,
            file=draft.file,
            now=now or "nothing known",
            then=draft.standing or "nothing known",
        )
    path = workspace.draft_file(draft.file)
    if path.is_symlink() or not path.is_file():
        return Problem.of("draft_gone", Severity.DECIDE, Place(draft.file))
    return documents.outgoing(path.read_bytes(), draft, organisation, addresses, run.moment)


def shown(ready: Ready) -> Outcome:
    """Return what would go out; nothing was sent."""
    text = f"{counted(len(ready.mails), 'mail')} of {ready.cohort} would be sent."
    steps = (f"mentorcli outbox send {ready.cohort} --release",) if ready.mails else ()
    return _outcome(
        ready, text, "would be sent", [d for d, _ in ready.mails], ready.problems, steps
    )


def question(ready: Ready, secrets: Secrets) -> str:
    """Return what to ask a person before the mails go."""
    where = transport(ready.workspace.settings.sending, secrets).about()
    sender = ready.workspace.settings.organisation.contact_email
    return f"Send {counted(len(ready.mails), 'mail')} from {sender} through {where}?"


def send(run: Run, ready: Ready, secrets: Secrets, done: Done = unseen) -> Outcome:
    """Let the mails go, one after the other, each once; ``done`` hears of each.

    A mail is noted as leaving before its last line is sent and as sent after the server's answer.
    Ctrl-C and a request to end wait for that answer. A crash between the two leaves the mail in
    doubt: it is never sent again by itself, and a person is told. Every other mail that did not
    go is still waiting for the next run.
    """
    way = transport(ready.workspace.settings.sending, secrets)
    sent: list[Draft] = []
    found_out = _ask(run, ready, way)
    problems = [p for p in ready.problems if p not in found_out]
    stopped: UserError | None = None
    if ready.mails:
        try:
            with way.open() as line:
                for number, (draft, receipt) in enumerate(_delivered(run, ready, line), 1):
                    done(number, len(ready.mails))
                    if receipt.accepted:
                        sent.append(draft)
                    else:
                        problems.append(_refusal(draft, receipt))
        except UserError as error:
            stopped = error
    with ready.workspace.reading() as connection:
        clear_merges(ready.workspace, connection, sent)
    text = f"{counted(len(sent), 'mail')} of {ready.cohort} sent through {way.about()}."
    if stopped is not None:
        said = f"{stopped.message} {text}"
        raise UserError(said, stopped.remedy, problems=problems, code=stopped.code)
    return _outcome(ready, text, "sent", sent, tuple(problems), ())


def _ask(run: Run, ready: Ready, way: Transport) -> list[Problem]:
    """Settle the doubts that the way of sending can settle; return those."""
    known = [(d, way.knows(d.message_id)) for d in ready.doubtful]
    for draft, arrived in known:
        if arrived is not None:
            with ready.workspace.writing(run.hand) as connection:
                settle(connection, draft, run.sent_at, arrived=arrived)
    return [_doubt(d) for d, arrived in known if arrived is not None]


def _delivered(run: Run, ready: Ready, line: Line) -> Iterator[tuple[Draft, Receipt]]:
    paced = bool(ready.workspace.settings.sending.get("per_minute"))
    for first in range(0, len(ready.mails), PORTION):
        # between paced mails others may write; else a portion shares one lease
        with nullcontext(ready.workspace) if paced else ready.workspace.alone(run.hand) as held:
            for draft, mail in ready.mails[first : first + PORTION]:
                with atomic.held_back():
                    receipt = _one(run, held, line, draft, mail)
                if receipt is not None:
                    yield draft, receipt


def _one(
    run: Run, workspace: Workspace, line: Line, draft: Draft, mail: Outgoing
) -> Receipt | None:
    """Hand over one mail; None when another run took it meanwhile.

    The workspace is held from the last moment before it leaves until its end is noted.
    """
    left: list[Workspace] = []
    with ExitStack() as stack:

        def at_the_door() -> None:
            held = stack.enter_context(workspace.alone(run.hand))
            with held.writing(run.hand) as connection:
                if not leave(connection, draft, mail.message_id, run.hand.at):
                    raise _TakenError
            left.append(held)

        try:
            receipt = line.hand_over(mail, at_the_door)
        except _TakenError:
            raise UserError(
                "Another run is sending these drafts.", "Wait until it is done.", code=ExitCode.BUSY
            ) from None
        with (left[0] if left else workspace).writing(run.hand) as connection:
            if not left and not receipt.passing:  # refused before it left
                leave(connection, draft, mail.message_id, run.hand.at)
            if left or not receipt.passing:
                arrive(connection, draft, _state(draft, receipt), run.sent_at, receipt.code)
            if receipt.accepted:
                append(
                    connection,
                    run.hand,
                    Fact(Kind.SENT, draft.cohort, person=draft.person, about=draft.kind),
                )
    return receipt


class _TakenError(Exception):
    """The draft is not as this run read it any more."""


def _state(draft: Draft, receipt: Receipt) -> DraftState:
    if receipt.accepted:
        return DraftState.SENT
    return DraftState(draft.state) if receipt.passing else DraftState.REFUSED


def _refusal(draft: Draft, receipt: Receipt) -> Problem:
    code = "mail_later" if receipt.passing else "mail_refused"
    return Problem.of(code, Severity.DECIDE, file=draft.file, answer=receipt.code)


def _outcome(
    ready: Ready,
    text: str,
    state: str,
    drafts: list[Draft],
    problems: tuple[Problem, ...],
    steps: tuple[str, ...],
) -> Outcome:
    to = {d.key: m.recipient for d, m in ready.mails}
    rows = [(to[d.key], d.kind, d.language, d.file) for d in drafts]
    columns = ("to", "kind", "language", "file")
    more = (Paragraph(f"{counted(ready.left, 'mail')} more wait behind the limit."),)
    blocks = (
        Paragraph(text, strong=True),
        *((Listing(columns[:3], [r[:3] for r in rows]),) if rows else ()),
        *(more if ready.left else ()),
    )
    data = {
        "cohort": ready.cohort,
        "state": state,
        "left": ready.left,
        "mails": [dict(zip(columns, row, strict=True)) for row in rows],
    }
    return Outcome(blocks, data, problems, next_steps=steps)
