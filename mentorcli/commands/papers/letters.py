"""Letters about a place in a programme: a draft or a Word document for each recipient."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mentorcli import documents
from mentorcli.commands.mail.draft_files import SENT, draft_of, news, unsendable, write_merge
from mentorcli.commands.mail.taken_back_drafts import keep_earlier, move_files
from mentorcli.commands.names import find_person, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import material_of, unedited
from mentorcli.commands.papers.editions import mail_basis
from mentorcli.commands.papers.letter_audience import (
    OF_GOING_MATCHES,
    LetterKind,
    Recipient,
    audience_in_words,
    kind_of,
    recipient_anyway,
    recipients,
    recipients_named,
)
from mentorcli.commands.papers.letter_days import Known
from mentorcli.commands.papers.letter_history import History, history_of
from mentorcli.commands.papers.letter_refusals import certificate_notes, refuse_other_day
from mentorcli.commands.papers.outdated_drafts import is_for_all, outdated_drafts
from mentorcli.commands.papers.template_files import Entry, chosen
from mentorcli.commands.papers.template_files import entries as all_entries
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.run import Done, Run, unseen
from mentorcli.domain.application import Application
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.language import Language
from mentorcli.domain.message import Draft, DraftState, Message
from mentorcli.domain.problem import Problem, Severity, UsageError, UserError
from mentorcli.domain.text import counted
from mentorcli.domain.text import listed as in_words
from mentorcli.files.atomic import write_bytes
from mentorcli.files.letter_headers import audience, for_equals
from mentorcli.files.names import file_name, surname_first
from mentorcli.files.templates import find_template
from mentorcli.privacy import participant
from mentorcli.standing.people import person_standings
from mentorcli.standing.standing import Standing
from mentorcli.workspace.drafts import drafts_of, keep_drafts, replace_drafts
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import cohort_standing


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished letter: its key, its file, the mail where it is one, what it was made from; ``state`` beside the one before."""

    to: Application
    key: str
    file: str
    language: str
    content: bytes
    message: Message | None = None
    state: str = ""
    basis: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be written: a letter, to ``who`` or everybody it is for.

    ``until`` is the new last day that it tells, which their match has; ``language`` is one for all, for a second version.
    ``anyway`` is why it goes to somebody it is not for; empty where it does not.
    """

    name: str
    who: str = ""
    until: dt.date | None = None
    language: Language | None = None
    anyway: str = ""


def write(run: Run, key: str, request: Request, *, done: Done = unseen) -> Outcome:
    """Write a letter to everybody it is meant for, each in their language."""
    workspace = run.open()
    entries = _entries(workspace, request.name)
    with workspace.reading() as connection:
        record = cohort_standing(workspace, connection, key)
        history, known_drafts = history_of(connection, record), drafts_of(connection, key)
        outdated = outdated_drafts(workspace, connection, record, run.today, known_drafts)
    equal = for_equals(entries[0].name, record.programme)
    entries = [e for e in all_entries(workspace) if e.name == equal] or entries
    problems = [*refuse_faulty(workspace.templates, (e.used() for e in entries), record.programme)]
    stem = entries[0].name.removeprefix("letters/")
    kind = kind_of(stem, audience(entries[0].used()), workspace.templates)
    gone = [o.draft for o in outdated.values() if not o.changed and o.draft.kind == stem]
    gone = gone if not request.who else []
    letters = {k: f for k, f in record.letters.items() if k not in {d.key for d in gone}}
    record, made = replace(record, letters=letters), []
    people = _recipients(record, history, kind, request, run.today)
    if request.until:
        refuse_other_day(record, people, request.until)
    known = Known.of(record, run.today)
    for number, person in enumerate(people, 1):
        done(number, len(people))
        one = _letter(run, workspace, record, (entries[0], kind), person, request, known)
        if isinstance(one, Letter):
            made.append(one)
        else:
            problems.append(one)
    if kind.to.audience == "took_part":
        everybody = "" if request.who else request.name
        problems += certificate_notes(record, people, everybody, run.today)
    went = {d.key for d in known_drafts if d.state == DraftState.SENT}
    heard = [o for o in made if o.key in went and _is_no_news(record, kind, request, o)]
    made = [o for o in made if o not in heard]
    drafts = _drafts(key, kind, made)
    states = news(workspace, known_drafts, drafts)
    made = [replace(o, state=states[o.message.key]) if o.message else o for o in made]
    if gone:
        who = in_words(sorted(names_of(record.applications)[d.person] for d in gone))
        problems.append(Problem.of("letters_for_nobody", Severity.NOTE, who=who))
    keeps = (made or gone) and not run.dry_run
    merge = (
        _keep(run, workspace, key, kind, made, (drafts, gone), request.anyway) if keeps else None
    )
    every = [*made, *(replace(o, state=SENT) for o in heard)]
    return _outcome(run, workspace, record, kind, every, tuple(problems), merge)


def _entries(workspace: Workspace, name: str) -> list[Entry]:
    """Return the letter that is called so, in each of its languages; raises UsageError for another kind."""
    found = chosen(workspace, name)
    entries = [e for e in found if e.name.startswith("letters/")]
    if not entries:
        if any(e.name.startswith("reminders/") for e in found):
            raise UsageError(
                f"{name} is a reminder: it goes by itself on the day it is due.",
                "See what is due: mentorcli remind --dry-run",
            )
        raise UsageError(f"{name} is no letter.", "See: mentorcli template list")
    return entries


def _is_no_news(record: Standing, kind: LetterKind, request: Request, one: Letter) -> bool:
    """Tell whether a letter that went to everybody it is for says nothing new of what is over or waits."""
    if request.who or request.language or kind.to.audience in OF_GOING_MATCHES:
        return False
    before = record.letters[one.key].value["basis"] if one.key in record.letters else {}
    return all(one.basis.get(part) == before[part] for part in _NEWS if part in before)


_NEWS = ("people", "details", "last day")
"""What of a letter's basis is news to who had it; other words, another sender and a moved calendar are none."""


def _recipients(
    record: Standing, history: History, kind: LetterKind, request: Request, today: dt.date
) -> tuple[Recipient, ...]:
    if not request.who:
        everybody = person_standings(record, record.applications, today)
        return recipients(record, history, kind, everybody, today)
    person = find_person(record.applications, request.who)
    mine = [a for a in record.applications if a.person == person.person]
    named = recipient_anyway if request.anyway else recipients_named
    return named(record, kind, person, person_standings(record, mine, today))


def _letter(
    run: Run,
    workspace: Workspace,
    record: Standing,
    written: tuple[Entry, LetterKind],
    to: Recipient,
    request: Request,
    known: Known,
) -> Letter | Problem:
    """Return somebody's letter, or why it cannot be a mail: it holds up no other."""
    (entry, kind), person = written, to.one
    reader = participant(person, record.programme, "en")
    template = find_template(
        entry.name, request.language or reader.language, entry.extension, workspace.templates
    )
    language, key = template.language, kind.key(record.cohort.key, to)
    material = material_of(run, workspace, record, language, *to.matches)
    past = known.past(to, run.today) if kind.to.audience in {"finished", "took_part"} else ()
    names = documents.letter_names(
        replace(material, cohort=known.cohort(material.match, past, run.today)),
        kind.name,
        participant(person, record.programme, language),
        replace(known.told(to, past, language, run.today), until=request.until),
    )
    if template.extension == "docx":
        content = documents.render_agreement(template, names)
        what, code = f"{kind.name} ({language})", f"{person.person} {person.role}"
        own = (person.person, person.role) not in known.alike
        file = file_name(surname_first(person.name), what, "docx", "" if own else code)
        return Letter(person, key, file, language, content)
    message = documents.letter_message(template, names, record.cohort.key, reader, to.about)
    try:
        content = documents.to_eml(message, workspace.settings.organisation)
    except UserError as error:
        return unsendable(message, error)
    about = to.matches if is_for_all(kind, request.anyway) else ()
    wanted = request.language or ""
    basis = mail_basis(workspace, record, template, person, *about, wanted=wanted)
    if request.until:
        basis["until"] = str(request.until)
    if kind.to.audience == "left" and (life := record.life(to.about)):
        basis["last day"] = str(life.ends)
    file = documents.message_file_name(message)
    return Letter(person, key, file, language, content, message, basis=basis)


def _drafts(key: str, kind: LetterKind, made: Iterable[Letter]) -> list[Draft]:
    """Return the letters that are mails as drafts."""
    place = f"{key}/letters/{kind.name}"
    return [draft_of(o.message, f"{place}/{o.file}", o.content) for o in made if o.message]


def _keep(
    run: Run,
    workspace: Workspace,
    key: str,
    kind: LetterKind,
    made: list[Letter],
    moved: tuple[list[Draft], list[Draft]],
    anyway: str,
) -> Path | None:
    """Write the letters, take away those for nobody; return the merge workbook of the mails to be sent."""
    folder = workspace.out(key) / "letters" / kind.name
    files = {one.message: one.file for one in made if one.message}
    states = {one.message.key: one.state for one in made if one.message}
    for letter in made:
        if letter.message:
            keep_earlier(folder / letter.file, letter.content)
        write_bytes(folder / letter.file, letter.content)
    drafts, gone = moved
    with workspace.writing(run.hand) as connection:
        keep_drafts(connection, run.hand.act, drafts)
        replace_drafts(connection, run.hand.act, gone)
        append(connection, run.hand, *(_fact(key, kind, one, anyway) for one in made))
        append(connection, run.hand, *map(_dropped, gone))
    move_files(workspace, gone, ())
    path = folder / f"merge-{kind.name}.xlsx"
    return write_merge(path, files, states) if files else None


def _fact(key: str, kind: LetterKind, one: Letter, anyway: str) -> Fact:
    value = {"key": one.key, "role": one.to.role, "basis": one.basis}
    return Fact(Kind.LETTER, key, person=one.to.person, about=kind.name, value=value, words=anyway)


def _dropped(draft: Draft) -> Fact:
    kind, value = draft.kind, {"key": draft.key}
    return Fact(Kind.LETTER_DROPPED, draft.cohort, person=draft.person, about=kind, value=value)


def _outcome(
    run: Run,
    workspace: Workspace,
    record: Standing,
    kind: LetterKind,
    made: list[Letter],
    problems: tuple[Problem, ...],
    merge: Path | None,
) -> Outcome:
    folder = workspace.out(record.cohort.key) / "letters" / kind.name
    columns = ("to", "role", "language", "file")
    rows = [(one.to.name, one.to.role, one.language, one.file) for one in made]
    verb = "would be written to" if run.dry_run else "in"
    text = f"{counted(len(rows), 'letter')} ({kind.name}) {verb} {folder}"
    if not rows:
        words = audience_in_words(kind.to, record)
        words += ", and have not had the reminder that says the same" if kind.to.like else ""
        text = f"There is nobody to whom this letter goes now: it is for {words}."
    part = record.programme.form.part
    if went := sum(one.state == SENT for one in made):
        text += f"; {went} of them {'is as it' if went == 1 else 'are as they'} went before"
    shown = [(one.to.name, part(one.to.role), one.language, one.state) for one in made]
    table = (Listing((*columns[:3], ""), shown),) if rows else ()
    listed = [dict(zip(columns, row, strict=True)) for row in rows]
    data = {"letter": f"letters/{kind.name}", "letters": listed}
    office = documents.organisation_problems(workspace.settings.organisation)
    found = (*problems, *office, *unedited(workspace))
    mails = not run.dry_run and any(one.message and one.state != SENT for one in made)
    files = (merge,) if merge else ()
    steps = ("Open the drafts in Outlook or Thunderbird, read them and send them.",)
    blocks = (Paragraph(text, strong=True), *table)
    return Outcome(blocks, data, tuple(dict.fromkeys(found)), files, steps if mails else ())
