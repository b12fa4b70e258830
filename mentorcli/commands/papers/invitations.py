"""Invitations to the joint events: a draft for each person with a calendar file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import documents
from mentorcli.commands.mail.drafts import draft_of, unsendable
from mentorcli.commands.names import counted
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.agreements import held_back, standing_matches, unedited
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.run import Done, Run, unseen
from mentorcli.domain.application import Application
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.message import Message
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import ExitCode, Problem, UserError
from mentorcli.domain.programme import ROLES, RoleKey
from mentorcli.domain.record import CohortRecord
from mentorcli.files.atomic import set_aside, write_bytes
from mentorcli.files.templates import TemplateFile, find_template
from mentorcli.privacy import participant
from mentorcli.workspace.drafts import drop_drafts, keep_drafts
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.happenings import INVITED, Edition, keep_edition, next_edition
from mentorcli.workspace.records import cohort_record


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


def invite(run: Run, gathering: str, key: str, *, dry_run: bool, done: Done = unseen) -> Outcome:
    """Write a mail draft with an .ics for each mentor and mentee of the approved matches.

    The edition of each calendar event is kept: an unchanged event keeps its SEQUENCE, so running
    again writes the same bytes; a changed day, time or place replaces it in people's calendars.
    """
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
        if gathering not in record.cohort.gatherings:
            known = ", ".join(record.cohort.gatherings)
            raise UserError(
                f"{key} has no gathering {gathering!r}.", f"It has: {known}.", code=ExitCode.USAGE
            )
        gone = standing_matches(record)[1]
        refuse_faulty(_templates(workspace, gathering), record.programme)
        made = []
        of = sum(len(record.members(m)) for m in standing_matches(record)[0])
        for invited in _invitations(run, workspace, connection, record, gathering):
            made.append(invited)
            done(len(made), of)
    made, drafts, refused = drafts_of(workspace, made)
    gone = (*gone, *refused)
    states = _states(workspace.out(key) / "invitations", drafts)
    if not dry_run:
        keep_editions(run, workspace, key, gathering, made, drafts)
        write_drafts(workspace, key, gathering, made, drafts)
    return _outcome(workspace, made, states, gone, gathering, record.cohort, dry_run=dry_run)


def _templates(workspace: Workspace, gathering: str) -> Iterator[TemplateFile]:
    """Yield the workspace's own invitations to a gathering."""
    for role, language in product((*ROLES, "peer"), LANGUAGES):
        with suppress(UserError):  # a language may be missing
            yield find_template(
                f"invitations/{gathering}-{role}", language, "txt.j2", workspace.templates
            )


def drafts_of(
    workspace: Workspace, made: list[Invited]
) -> tuple[list[Invited], dict[str, bytes], tuple[Problem, ...]]:
    """Return what can be a mail with its bytes by file name, and a problem for each that cannot."""
    sender = workspace.settings.organisation
    sound, drafts, problems = [], {}, []
    for invited in made:
        try:
            drafts[invited.file] = documents.to_eml(invited.message, sender)
        except UserError as error:
            problems.append(unsendable(invited.message, error))
            continue
        sound.append(invited)
    return sound, drafts, tuple(problems)


def _states(folder: Path, drafts: Mapping[str, bytes]) -> dict[str, str]:
    """Return for each draft whether it is new, changed, or the same as the one in the folder."""
    states = {}
    for name, content in drafts.items():
        path = folder / name
        old = path.read_bytes() if path.is_file() else None
        states[name] = "new" if old is None else "same as before" if old == content else "changed"
    return states


def keep_editions(
    run: Run,
    workspace: Workspace,
    key: str,
    gathering: str,
    made: list[Invited],
    drafts: Mapping[str, bytes],
    what: str = INVITED,
) -> None:
    """Remember the editions and their drafts, unless somebody else wrote some meanwhile."""
    registered = [draft_of(i.message, f"{key}/invitations/{i.file}", drafts[i.file]) for i in made]
    with workspace.writing(run.hand) as connection:
        for invited in made:
            if next_edition(connection, invited.edition).sequence != invited.edition.sequence:
                raise UserError(
                    "Somebody else wrote these invitations meanwhile. Nothing was written.",
                    "Run the same command again.",
                    code=ExitCode.BUSY,
                )
            keep_edition(connection, invited.edition)
        keep_drafts(connection, registered)
        drop_drafts(connection, key, gathering, [d.key for d in registered])
        tell(connection, run.hand, key, f"{what} {gathering}: {len(made)}")


def write_drafts(
    workspace: Workspace, key: str, gathering: str, made: list[Invited], drafts: Mapping[str, bytes]
) -> None:
    """Write drafts and their merge workbook; drafts of people renamed or gone are set aside."""
    folder = workspace.out(key) / "invitations"
    for name, content in drafts.items():
        write_bytes(folder / name, content)
    merge = documents.merge_workbook([i.message for i in made])
    write_bytes(folder / f"merge-{gathering}.xlsx", merge)
    set_aside(folder, f"{gathering}-*.eml", drafts)  # of people renamed or gone: not to be sent


def _invitations(
    run: Run, workspace: Workspace, connection: Connection, record: CohortRecord, gathering: str
) -> Iterator[Invited]:
    for match in standing_matches(record)[0]:
        members = record.members(match)
        group = (members[0], members[1:]) if match.mentor else (None, members)
        for person in members:
            yield _invitation(run, workspace, connection, record, gathering, match, person, group)


def _invitation(
    run: Run,
    workspace: Workspace,
    connection: Connection,
    record: CohortRecord,
    gathering: str,
    match: Match,
    person: Application,
    group: tuple[Application | None, tuple[Application, ...]],
) -> Invited:
    cohort, programme, organisation = (
        record.cohort,
        record.programme,
        workspace.settings.organisation,
    )
    known = participant(person, programme, "en")
    name = documents.invitation_template(gathering, programme, known)
    template = find_template(name, known.language, "txt.j2", workspace.templates)
    mentor = participant(group[0], programme, template.language) if group[0] else None
    mentees = [participant(a, programme, template.language) for a in group[1]]
    recipient = participant(person, programme, template.language)
    event = documents.gathering_event(gathering, cohort, programme, recipient, organisation)
    stamp, content = run.now.replace(microsecond=0).isoformat(), documents.content_hash(event)
    wanted = Edition(cohort.key, gathering, person.person, 0, stamp, content)
    edition = next_edition(connection, wanted)
    stamped = dt.datetime.fromisoformat(edition.stamp)
    calendar = documents.calendar_file(event, sequence=edition.sequence, stamp=stamped)
    names = documents.gathering_names(
        gathering,
        cohort,
        programme,
        recipient,
        mentor,
        mentees,
        organisation,
        template.language,
        match.language,
        held_back=held_back(record, match),
    )
    message = documents.gathering_message(
        template, names, gathering, cohort, recipient, calendar, edition.sequence
    )
    return Invited(
        message, edition, person.role, documents.template_problems(template, known.language)
    )


def _outcome(
    workspace: Workspace,
    made: list[Invited],
    states: Mapping[str, str],
    gone: tuple[Problem, ...],
    gathering: str,
    cohort: Cohort,
    *,
    dry_run: bool,
) -> Outcome:
    folder = workspace.out(cohort.key) / "invitations"
    columns = ("to", "e-mail", "language", "calendar event", "draft", "file")
    rows = [
        (m.to_name, m.to_email, m.language, _edition(i), states[i.file], i.file)
        for i in made
        for m in (i.message,)
    ]
    verb = "would be written to" if dry_run else "in"
    text = f"{counted(len(rows), 'invitation')} to {gathering} {verb} {folder}"
    table = Listing(columns[:5], [row[:5] for row in rows])
    data = {
        "gathering": gathering,
        "invitations": [dict(zip(columns, row, strict=True)) for row in rows],
    }
    files = () if dry_run else (folder / f"merge-{gathering}.xlsx",)
    send = "Open the new and changed drafts in Outlook or Thunderbird and send them, or use the merge workbook."
    found = (
        *gone,
        *documents.organisation_problems(workspace.settings.organisation),
        *unedited(workspace),
        *documents.holiday_problems(gathering, cohort),
        *(p for i in made for p in i.problems),
    )
    problems = tuple(dict.fromkeys(found))
    blocks = (Paragraph(text, strong=True), table)
    return Outcome(blocks, data, problems, files, () if dry_run else (send,))


def _edition(invited: Invited) -> str:
    number = invited.edition.sequence
    return "first" if number == 0 else f"update {number}"
