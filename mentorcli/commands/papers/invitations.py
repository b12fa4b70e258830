"""Invitations to the joint events: for each person a letter with the event as a calendar file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import documents
from mentorcli.commands.mail.draft_files import draft_of, news, unsendable, write_merge
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import material_of, standing_matches, unedited
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.run import Done, Run, unseen, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.cohort import session_of
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.message import Draft, Message
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import ExitCode, Problem, UsageError, UserError
from mentorcli.domain.programme import ROLES, RoleKey
from mentorcli.domain.record import CohortRecord
from mentorcli.domain.text import counted
from mentorcli.files.atomic import set_aside, write_bytes
from mentorcli.files.templates import TemplateFile, find_template
from mentorcli.privacy import participant
from mentorcli.workspace.drafts import drafts_of as drafts_known
from mentorcli.workspace.drafts import drop_drafts, keep_drafts
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.happenings import CANCELLED, INVITED, Edition, keep_edition, next_edition
from mentorcli.workspace.records import cohort_record


@dataclass(frozen=True, slots=True)
class Occasion:
    """A gathering of a cohort, to which people are invited or which is called off."""

    run: Run
    workspace: Workspace
    record: CohortRecord
    gathering: str
    cancelled: bool = False

    @property
    def folder(self) -> Path:
        """Where the drafts lie."""
        return self.workspace.out(self.record.cohort.key) / "invitations"


@dataclass(frozen=True, slots=True)
class Invited:
    """A person's invitation: the message and the edition of its calendar event."""

    message: Message
    edition: Edition
    role: RoleKey
    problems: tuple[Problem, ...]

    @property
    def file(self) -> str:
        """The draft's name: without the edition, so that an update replaces the older draft."""
        first = self.message.key.removesuffix(f"/{self.edition.sequence}")
        return documents.message_file_name(replace(self.message, key=f"{first}/{self.role}"))


@dataclass(frozen=True, slots=True)
class Drafts:
    """What can be a mail, its bytes by file name, and a problem for each that cannot."""

    made: tuple[Invited, ...]
    contents: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Each draft's reader, address, language and file."""
        return [
            (m.to_name, m.to_email, m.language, i.file) for i in self.made for m in (i.message,)
        ]


def templates_of(workspace: Workspace, names: Iterable[str]) -> Iterator[TemplateFile]:
    """Yield the letters of these names in every language that they are written in."""
    for name, language in product(names, LANGUAGES):
        with suppress(UserError):  # a language may be missing
            yield find_template(name, language, "txt.j2", workspace.templates)


def invitation(
    occasion: Occasion,
    connection: Connection,
    person: Application,
    name: str,
    match: Match | None = None,
) -> Invited:
    """Return somebody's letter, from the template called ``name``, with its calendar event.

    An unchanged event keeps its edition. The group of an individual session is the two who meet;
    without a ``match`` there is none.
    """
    run, record, gathering = occasion.run, occasion.record, occasion.gathering
    known = participant(person, record.programme, "en")
    template = find_template(name, known.language, "txt.j2", occasion.workspace.templates)
    language = template.language
    material = material_of(run, occasion.workspace, record, language, match)
    if match is None:
        material = replace(material, working=language)
    elif gathering.startswith(session_of("")):
        two = [m for m in material.mentees if session_of(m.person) == gathering]
        material = replace(material, mentees=two)
    recipient = participant(person, record.programme, language)
    event = documents.gathering_event(material, gathering, recipient)
    stamp = run.now.replace(microsecond=0).isoformat()
    content = CANCELLED if occasion.cancelled else documents.content_hash(event)
    key = record.cohort.key
    edition = next_edition(connection, Edition(key, gathering, person.person, 0, stamp, content))
    calendar = documents.calendar_file(
        event,
        sequence=edition.sequence,
        stamp=dt.datetime.fromisoformat(edition.stamp),
        method="CANCEL" if occasion.cancelled else "PUBLISH",
    )
    names = documents.gathering_names(material, gathering, recipient)
    letter = documents.letter_message(template, names, key, recipient)
    message = documents.gathering_message(letter, gathering, edition.sequence, calendar)
    problems = documents.template_problems(template, known.language)
    return Invited(message, edition, person.role, problems)


def drafts_of(occasion: Occasion, made: Iterable[Invited]) -> Drafts:
    """Return the letters as mail drafts; one that cannot be a mail holds up no other."""
    sender = occasion.workspace.settings.organisation
    sound, contents, problems = [], {}, []
    for invited in made:
        try:
            contents[invited.file] = documents.to_eml(invited.message, sender)
        except UserError as error:
            problems.append(unsendable(invited.message, error))
            continue
        sound.append(invited)
    return Drafts(tuple(sound), contents, tuple(problems))


def keep_invitations(occasion: Occasion, drafts: Drafts, states: Mapping[str, str]) -> Path | None:
    """Remember the editions and write their drafts, unless somebody else wrote some meanwhile.

    Drafts of people renamed or gone are set aside, so that nobody sends them by mistake. Returns
    the merge workbook of those that ``states`` says are to be sent, for a joint event.
    """
    run, key, gathering = occasion.run, occasion.record.cohort.key, occasion.gathering
    registered = _registered(occasion, drafts)
    with occasion.workspace.writing(run.hand) as connection:
        for invited in drafts.made:
            if next_edition(connection, invited.edition).sequence != invited.edition.sequence:
                raise UserError(
                    "Somebody else wrote these invitations meanwhile. Nothing was written.",
                    "Run the same command again.",
                    code=ExitCode.BUSY,
                )
            keep_edition(connection, invited.edition)
        keep_drafts(connection, registered)
        drop_drafts(connection, key, gathering, [d.key for d in registered])
        what = CANCELLED if occasion.cancelled else INVITED
        tell(connection, run.hand, key, f"{what} {gathering}: {len(drafts.made)}")
    for name, content in drafts.contents.items():
        write_bytes(occasion.folder / name, content)
    if gathering.startswith(session_of("")):
        return None
    set_aside(occasion.folder, f"{gathering}-*.eml", drafts.contents)
    messages = [i.message for i in drafts.made]
    return write_merge(occasion.folder / f"merge-{gathering}.xlsx", messages, states)


def _registered(occasion: Occasion, drafts: Drafts) -> list[Draft]:
    place = f"{occasion.record.cohort.key}/invitations"
    return [draft_of(i.message, f"{place}/{i.file}", drafts.contents[i.file]) for i in drafts.made]


def states_of(occasion: Occasion, drafts: Drafts) -> dict[str, str]:
    """Return by key what each draft is beside the one that was written before it."""
    with occasion.workspace.reading() as connection:
        before = drafts_known(connection, occasion.record.cohort.key)
    return news(occasion.workspace, before, _registered(occasion, drafts))


def invite(run: Run, gathering: str, key: str, *, done: Done = unseen) -> Outcome:
    """Write a mail draft with an .ics for each mentor and mentee of the approved matches.

    The edition of each calendar event is kept: an unchanged event keeps its SEQUENCE, so running
    again writes the same bytes; a changed day, time or place replaces it in people's calendars.
    """
    with view_of(run) as (workspace, connection):
        record = cohort_record(workspace, connection, key)
        if gathering not in record.cohort.gatherings:
            known = ", ".join(record.cohort.gatherings)
            raise UsageError(f"{key} has no gathering {gathering!r}.", f"It has: {known}.")
        occasion = Occasion(run, workspace, record, gathering)
        matches, gone = standing_matches(record)
        names = (f"invitations/{gathering}-{role}" for role in (*ROLES, "peer"))
        refuse_faulty(templates_of(workspace, names), record.programme)
        people = [(match, person) for match in matches for person in record.members(match)]
        made = []
        for match, person in people:
            name = documents.invitation_template(gathering, record.programme, person.role)
            made.append(invitation(occasion, connection, person, name, match))
            done(len(made), len(people))
    drafts = drafts_of(occasion, made)
    states = states_of(occasion, drafts)
    merge = None if run.dry_run else keep_invitations(occasion, drafts, states)
    return _outcome(occasion, drafts, states, gone, merge)


def _outcome(
    occasion: Occasion,
    drafts: Drafts,
    states: Mapping[str, str],
    gone: tuple[Problem, ...],
    merge: Path | None,
) -> Outcome:
    dry_run, workspace = occasion.run.dry_run, occasion.workspace
    gathering, folder = occasion.gathering, occasion.folder
    columns = ("to", "e-mail", "language", "calendar event", "draft", "file")
    rows = [
        (*row[:3], _edition(invited), states[invited.message.key], row[3])
        for row, invited in zip(drafts.rows, drafts.made, strict=True)
    ]
    verb = "would be written to" if dry_run else "in"
    text = f"{counted(len(rows), 'invitation')} to {gathering} {verb} {folder}"
    table = Listing(columns[:5], [row[:5] for row in rows])
    data = {
        "gathering": gathering,
        "invitations": [dict(zip(columns, row, strict=True)) for row in rows],
    }
    files = (merge,) if merge else ()
    send = "Open the new and changed drafts in Outlook or Thunderbird and send them, or use the merge workbook."
    found = (
        *gone,
        *drafts.problems,
        *documents.organisation_problems(workspace.settings.organisation),
        *unedited(workspace),
        *documents.holiday_problems(gathering, occasion.record.cohort),
        *(p for i in drafts.made for p in i.problems),
    )
    problems = tuple(dict.fromkeys(found))
    blocks = (Paragraph(text, strong=True), table)
    return Outcome(blocks, data, problems, files, () if dry_run else (send,))


def _edition(invited: Invited) -> str:
    number = invited.edition.sequence
    return "first" if number == 0 else f"update {number}"
