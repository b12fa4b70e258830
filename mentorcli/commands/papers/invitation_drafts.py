"""Drafts of invitations: for each person a letter with the event as a calendar file, and its edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from glob import escape
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection

from mentorcli import documents
from mentorcli.commands.mail.draft_files import draft_of, news, unsendable, write_merge
from mentorcli.commands.mail.taken_back_drafts import keep_earlier
from mentorcli.commands.papers.approved_matches import material_of
from mentorcli.commands.papers.earlier_invitations import NOTHING_WRITTEN, Post, Says, cohort_told
from mentorcli.commands.papers.editions import mail_basis
from mentorcli.commands.run import Run
from mentorcli.documents.calendar import CalendarEvent, Method
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.cohort import session_of
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.message import Draft, Message
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import ExitCode, Problem, UserError
from mentorcli.domain.programme import RoleKey
from mentorcli.files.atomic import set_aside, write_bytes
from mentorcli.files.templates import find_template
from mentorcli.privacy import participant
from mentorcli.standing.standing import Course, Standing
from mentorcli.workspace.calendar_events import Edition, editions_of, keep_edition, next_edition
from mentorcli.workspace.drafts import drafts_of as drafts_known
from mentorcli.workspace.drafts import keep_drafts, replace_drafts, waiting_invitations
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace

CANCELLED, WITHDRAWN = "invitations/cancelled", "invitations/withdrawn"
"""The letters that take invitations back: of all to a gathering that is not held, of one person."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A gathering of a cohort, to which people are invited or which is called off: all of it, or for some.

    ``by_name`` tells that somebody's invitation is taken back as a person named them; ``post`` is what
    is known of the invitations before.
    """

    run: Run
    workspace: Workspace
    record: Standing
    gathering: str
    cancelled: bool = False
    whole: bool = True
    by_name: bool = False
    post: Post = NOTHING_WRITTEN

    @property
    def folder(self) -> Path:
        """Where the drafts lie."""
        return self.workspace.out(self.record.cohort.key) / "invitations" / self.kind

    @property
    def kind(self) -> str:
        """The gathering, or that it is an individual session."""
        return self.gathering.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Invited:
    """A person's invitation: the message, the edition of its calendar event, what it tells them and is made from."""

    message: Message
    edition: Edition
    role: RoleKey
    problems: tuple[Problem, ...]
    says: Says | None = None
    basis: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The draft's name: without the edition, so that an update replaces the older draft."""
        return documents.message_file_name(replace(self.message, key=f"{self._first}/{self.role}"))

    @property
    def _first(self) -> str:
        return self.message.key.removesuffix(f"/{self.edition.sequence}")

    def of_second_role(self) -> Invited:
        """Return it with a key of its own, for somebody who is invited in two roles."""
        key = f"{self._first}/{self.role}/{self.edition.sequence}"
        return replace(self, message=replace(self.message, key=key))


@dataclass(frozen=True, slots=True)
class Drafts:
    """What can be a mail, its bytes by file name, and a problem for each that cannot."""

    made: tuple[Invited, ...]
    contents: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Each draft's reader, address, language and file."""
        both = ((i.message, i.file) for i in self.made)
        return [(m.to_name, m.to_email, m.language, file) for m, file in both]


def invitation(
    occasion: Occasion,
    connection: Connection,
    person: Application,
    name: str,
    *matches: Match,
    also: Application | None = None,
) -> Invited:
    """Return somebody's letter, from the template called ``name``, with its calendar event.

    An unchanged event keeps its edition. It tells of all ``matches`` that they have in their role;
    the group of an individual session is the two who meet; without a match there is none. Who is
    invited in another role too, has one event: in the language of ``also``, the other application.
    """
    run, record, off = occasion.run, occasion.record, occasion.cancelled
    gathering = occasion.gathering
    if off:  # what is taken back is what they were told
        record = replace(record, cohort=cohort_told(record, person, gathering))
    known = participant(person, record.programme, "en")
    template = find_template(name, known.language, "txt.j2", occasion.workspace.templates)
    language = template.language
    material = material_of(run, occasion.workspace, record, language, *matches)
    if not matches:
        material = replace(material, working=(language,))
    elif gathering.startswith(session_of("")):
        two = [m for m in material.mentees if session_of(m.person) == gathering]
        material = replace(material, mentees=two)
    recipient = participant(person, record.programme, language)
    spoken = participant(also, record.programme, "en").language if also else language
    event = documents.gathering_event(material, gathering, replace(recipient, language=spoken))
    stamp = run.now.replace(microsecond=0).isoformat()
    content = name.partition("/")[2] if off else documents.content_hash(event)
    key = record.cohort.key
    edition = next_edition(connection, Edition(key, gathering, person.person, 0, stamp, content))
    calendar = _calendar(event, edition, off=off)
    why = _why_off(record, person) if off else ""
    names = documents.gathering_names(material, gathering, recipient, reader=why)
    letter, says = documents.letter_message(template, names, key, recipient), None
    faults = documents.template_problems(template, known.language)
    if not off:
        says = occasion.post.says(record, person, gathering, letter)
        if before := says.cohort_before(material.cohort):
            names = documents.gathering_names(material, gathering, recipient, before)
            letter = documents.letter_message(template, names, key, recipient)
            faults += says.untold(names["event"], letter, template.path.name)
    message = documents.gathering_message(letter, gathering, edition.sequence, calendar)
    basis = mail_basis(occasion.workspace, record, template, person, *matches, event=True)
    return Invited(message, edition, person.role, faults, says, basis)


def _calendar(event: CalendarEvent, edition: Edition, *, off: bool) -> bytes:
    """Return the calendar file of an event in this edition, or the one that takes it ``off``."""
    number, stamp = edition.sequence, dt.datetime.fromisoformat(edition.stamp)
    method: Method = "CANCEL" if off else "PUBLISH"
    return documents.calendar_file(event, sequence=number, stamp=stamp, method=method)


def _why_off(record: Standing, person: Application) -> str:
    """Return why somebody is invited no more: they ``left``, are ``unmatched``, or neither."""
    mine = [a for a in record.applications if a.person == person.person]
    if all(a.state is ApplicationState.WITHDRAWN for a in mine):
        return "left"
    matches = (m.match for m in record.every_match() if m.stands or m.course is Course.LOST)
    there = {a.person for match in matches for a in record.members(match)}
    return "" if person.person in there else "unmatched"


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


def keep_invitations(
    occasion: Occasion,
    drafts: Drafts,
    states: Mapping[str, str],
    off: Drafts = Drafts((), {}, ()),
    unsent: Collection[str] = (),
) -> Path | None:
    """Remember the editions and write their drafts, unless somebody else wrote some meanwhile.

    Drafts of people renamed or gone are set aside, so that nobody sends them by mistake; where one
    person is not invited any more, only theirs. A cancellation that waits stays. ``off`` are cancellations beside them, for people
    who are invited no more; ``unsent`` are such people to whom no invitation went. Returns the
    merge workbook of those that ``states`` says are to be sent, for a joint event.
    """
    run, key, gathering = occasion.run, occasion.record.cohort.key, occasion.gathering
    away = replace(occasion, cancelled=True, whole=False)
    registered = [*_registered(occasion, drafts), *_registered(away, off)]
    with occasion.workspace.writing(run.hand) as connection:
        for invited in (*drafts.made, *off.made):
            if next_edition(connection, invited.edition).sequence != invited.edition.sequence:
                raise UserError(
                    "Somebody else wrote these invitations meanwhile. Nothing was written.",
                    "Run the same command again.",
                    code=ExitCode.BUSY,
                )
            keep_edition(connection, invited.edition)
        keep_drafts(connection, run.hand.act, registered)
        called = [*unsent, *(i.message.person for i in off.made)]
        mine = {i.message.person for i in drafts.made}.union(unsent)
        if occasion.whole:  # but not the cancellation to somebody who is not invited any more
            mine |= {*called, *occasion.record.invited.get(gathering, ())}
        made = {d.key for d in registered}
        others = [d for d in waiting_invitations(connection, key, gathering) if d.key not in made]
        gone = [d for d in others if d.person in mine]
        replace_drafts(connection, run.hand.act, gone)
        append(connection, run.hand, *_called_off(away, called), *_facts(occasion, drafts.made))
    for name, content in (contents := {**drafts.contents, **off.contents}).items():
        keep_earlier(occasion.folder / name, content)
        write_bytes(occasion.folder / name, content)
    merge = occasion.folder / f"merge-{occasion.kind}.xlsx"
    single = gathering.startswith(session_of(""))
    if single or not occasion.whole:  # the others stay invited, and their drafts as they are
        for file in (merge.name, *(PurePosixPath(d.file).name for d in gone)):
            set_aside(occasion.folder, escape(file), contents)
        return None
    stay = {PurePosixPath(d.file).name for d in others if d.person not in mine}
    set_aside(occasion.folder, f"* - {gathering} *.eml", stay | contents.keys())
    return write_merge(merge, {i.message: i.file for i in drafts.made}, states)


def _registered(occasion: Occasion, drafts: Drafts) -> list[Draft]:
    place = f"{occasion.record.cohort.key}/invitations/{occasion.kind}"
    return [draft_of(i.message, f"{place}/{i.file}", drafts.contents[i.file]) for i in drafts.made]


def states_of(occasion: Occasion, drafts: Drafts) -> dict[str, str]:
    """Return by key what each draft is beside the one that was written before it."""
    with occasion.workspace.reading() as connection:
        before = drafts_known(connection, occasion.record.cohort.key)
    return news(occasion.workspace, before, _registered(occasion, drafts))


def _facts(occasion: Occasion, made: Iterable[Invited]) -> Iterator[Fact]:
    """Yield who is invited, and what to; or is not any more."""
    key, about = occasion.record.cohort.key, occasion.gathering
    if occasion.cancelled:
        yield from _called_off(occasion, (i.message.person for i in made))
        return
    for i in made:
        kept = i.says.kept(i.message.key) if i.says else {}
        value = {i.role: {**kept, "basis": i.basis}} if kept else {}
        yield Fact(Kind.INVITED, key, person=i.message.person, about=about, value=value)


def _called_off(occasion: Occasion, people: Iterable[str]) -> Iterator[Fact]:
    """Yield whose invitation is taken back; calling off for everybody is one more fact."""
    key, about, value = occasion.record.cohort.key, occasion.gathering, occasion.by_name
    for person in people:
        yield Fact(Kind.CALLED_OFF, key, person=person, about=about, value={"by_name": value})
    if occasion.whole:
        yield Fact(Kind.CALLED_OFF, key, about=about)


def cancellations_for(
    occasion: Occasion, connection: Connection, people: Iterable[str]
) -> Iterator[Invited]:
    """Yield the cancellation for each of these, in the role of the approved plan where they had both.

    Whose invitation alone was taken back before, does not hear that all is cancelled.
    """
    record, gathering = occasion.record, occasion.gathering
    kept = editions_of(connection, record.cohort.key, gathering)
    alone = {e.person for e in kept if e.content == WITHDRAWN.partition("/")[2]}
    leads = {m.mentor for m in record.plan.matches} if record.plan else set()
    for one in people:
        found = [a for a in record.applications if a.person == one]
        wanted = "mentor" if one in leads else "mentee"
        for person in sorted(found, key=lambda a: (a.role != wanted, a.role))[:1]:
            all_off = occasion.whole and one not in alone
            yield invitation(occasion, connection, person, CANCELLED if all_off else WITHDRAWN)
