"""Letters about a place in a programme: a draft or a Word document for each recipient."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from mentorcli import documents
from mentorcli.commands.mail.drafts import draft_of, unsendable
from mentorcli.commands.names import counted
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.agreements import held_back, standing_matches, unedited
from mentorcli.commands.papers.letter_audience import IN_WORDS, recipients
from mentorcli.commands.papers.templates import Entry, chosen, refuse_faulty
from mentorcli.commands.papers.templates import entries as all_entries
from mentorcli.commands.run import Done, Run, unseen
from mentorcli.domain.application import Application
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.language import Language
from mentorcli.domain.message import Message
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import ExitCode, Problem, UserError
from mentorcli.domain.record import CohortRecord
from mentorcli.files.atomic import write_bytes
from mentorcli.files.names import file_name
from mentorcli.files.templates import TemplateFile, find_template
from mentorcli.privacy import participant
from mentorcli.workspace.drafts import keep_drafts
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.records import cohort_record


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished letter: its file, and the mail where it is one."""

    to: Application
    file: str
    language: str
    content: bytes
    message: Message | None = None


def write(
    run: Run, name: str, key: str, who: str, until: dt.date | None, *, dry_run: bool,
    language: Language | None = None, done: Done = unseen,
) -> Outcome:  # fmt: skip
    """Write a letter to everybody it is meant for, or to ``who``, each in their language.

    ``language`` is one for all of them, for a second version.
    """
    workspace = run.open()
    entries = [e for e in chosen(workspace, name) if e.name.startswith("letters/")]
    if not entries:
        raise UserError(
            f"{name} is no letter.", "See: mentorcli template list", code=ExitCode.USAGE
        )
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    equal = documents.for_equals(entries[0].name, record.programme)
    entries = [e for e in all_entries(workspace) if e.name == equal] or entries
    problems = [*refuse_faulty((e.used() for e in entries), record.programme)]
    made = []
    to, stem = documents.audience(entries[0].used()), entries[0].name.split("/")[-1]
    people = recipients(record, to, stem, who, run.today)
    for number, person in enumerate(people, 1):
        done(number, len(people))
        try:
            made.append(_letter(run, workspace, record, entries[0], person, until, language))
        except UserError as error:
            if not isinstance(error, _UnsendableError):
                raise
            problems.append(error.problem)
    if not dry_run and made:
        _keep(run, workspace, key, entries[0], made)
    return _outcome(workspace, record, entries[0], made, tuple(problems), dry_run=dry_run)


class _UnsendableError(UserError):
    """One letter that cannot be a mail; it holds up no other."""

    def __init__(self, problem: Problem, error: UserError) -> None:
        super().__init__(error.message, error.remedy)
        self.problem = problem


def _letter(
    run: Run, workspace: Workspace, record: CohortRecord, entry: Entry, person: Application,
    until: dt.date | None, language: Language | None,
) -> Letter:  # fmt: skip
    programme = record.programme
    known = participant(person, programme, "en")
    template = find_template(
        entry.name, language or known.language, entry.extension, workspace.templates
    )
    match = _match_of(record, person)
    names = documents.letter_names(
        entry.name.removeprefix("letters/"),
        _held(record, match), programme,
        _addressed(record, person, match, template), workspace.settings.organisation,
        template.language, run.today, until,
    )  # fmt: skip
    stem = entry.name.removeprefix("letters/")
    if template.extension == "docx":
        identity = f"{stem}-{person.person}-{person.role}-{template.language}"
        content = documents.render_agreement(template, names)
        return Letter(person, file_name(identity, person.name, "docx"), template.language, content)
    message = documents.letter_message(template, names, record.cohort.key, known)
    try:
        content = documents.to_eml(message, workspace.settings.organisation)
    except UserError as error:
        raise _UnsendableError(unsendable(message, error), error) from error
    file = documents.message_file_name(message)
    return Letter(person, file, template.language, content, message)


def _held(record: CohortRecord, match: Match | None) -> Cohort:
    """Return the cohort with the days of a match, without the gatherings that were cancelled."""
    cohort = record.cohort_of(match.id) if match else record.cohort
    held = {k: g for k, g in cohort.gatherings.items() if k not in record.cancelled}
    return replace(cohort, gatherings=held)


def _match_of(record: CohortRecord, person: Application) -> Match | None:
    """Return the match that somebody is in, in the role of this application."""
    standing = standing_matches(record)[0] if record.plan else ()
    return next((m for m in standing if person.person in _of_role(m, person.role)), None)


def _addressed(
    record: CohortRecord, person: Application, match: Match | None, template: TemplateFile
) -> documents.Addressed:
    language = template.language
    recipient = participant(person, record.programme, language)
    if match is not None:
        members = [participant(a, record.programme, language) for a in record.members(match)]
        leader, others = (members[0], members[1:]) if match.mentor else (None, members)
        held = sum(s.match == match.id and not s.mentee for s in record.sessions)
        return documents.Addressed(
            recipient, leader, others, match.language, held, held_back(record, match)
        )
    return documents.Addressed(recipient)


def _of_role(match: Match, role: str) -> tuple[str, ...]:
    return (match.mentor,) if role == "mentor" else match.mentees


def _keep(run: Run, workspace: Workspace, key: str, entry: Entry, made: list[Letter]) -> None:
    folder = workspace.out(key) / "letters"
    for letter in made:
        write_bytes(folder / letter.file, letter.content)
    messages = [one.message for one in made if one.message]
    if messages:
        write_bytes(folder / _merge(entry), documents.merge_workbook(messages))
    drafts = [draft_of(o.message, f"{key}/letters/{o.file}", o.content) for o in made if o.message]
    with workspace.writing(run.hand) as connection:
        keep_drafts(connection, drafts)
        tell(connection, run.hand, key, f"letters made: {entry.name}: {len(made)}")


def _merge(entry: Entry) -> str:
    return f"merge-{entry.name.removeprefix('letters/')}.xlsx"


def _outcome(
    workspace: Workspace, record: CohortRecord, entry: Entry, made: list[Letter],
    problems: tuple[Problem, ...], *, dry_run: bool,
) -> Outcome:  # fmt: skip
    folder = workspace.out(record.cohort.key) / "letters"
    columns = ("to", "role", "language", "file")
    rows = [(one.to.name, one.to.role, one.language, one.file) for one in made]
    verb = "would be written to" if dry_run else "in"
    text = f"{counted(len(rows), 'letter')} ({entry.name.split('/')[-1]}) {verb} {folder}"
    if not rows:
        audience = documents.audience(entry.used()).audience
        text = f"There is nobody to whom this letter goes now: it is for {IN_WORDS[audience]}."
    blocks = (Paragraph(text, strong=True), *((Listing(columns[:3], [r[:3] for r in rows]),) if rows else ()))  # fmt: skip
    data = {
        "letter": entry.name,
        "letters": [dict(zip(columns, row, strict=True)) for row in rows],
    }
    found = (
        *problems,
        *documents.organisation_problems(workspace.settings.organisation),
        *unedited(workspace),
    )
    mails = not dry_run and any(one.message for one in made)
    files = (folder / _merge(entry),) if mails else ()
    steps = ("Open the drafts in Outlook or Thunderbird, read them and send them.",)
    return Outcome(blocks, data, tuple(dict.fromkeys(found)), files, steps if mails else ())
