"""A letter to somebody who has not offered to be a mentor, and whom a mentee would like; their answer."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from mentorcli import documents
from mentorcli.commands.mail.draft_files import deliver, letter_in
from mentorcli.commands.matches.pair_proposals import free_mentee
from mentorcli.commands.names import find_person, names_of
from mentorcli.commands.outcome import Outcome, Paragraph, as_typed
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.language import as_language
from mentorcli.domain.match_life import LIVE_STATES, Approach, Colleague
from mentorcli.domain.message import Message, Participant
from mentorcli.domain.problem import UsageError
from mentorcli.domain.text import listed, match_key, one_line
from mentorcli.files.templates import find_template
from mentorcli.names.directory import Sure, directory_of
from mentorcli.privacy import participant
from mentorcli.standing.standing import Standing
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.lists import all_staff
from mentorcli.workspace.records import cohort_standing

TEMPLATE = "letters/approach"


def approach(run: Run, key: str, mentee: str, who: str, language: str) -> Outcome:
    """Write to a colleague on the staff list what a mentee hopes for, without the mentee's name."""
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        staff = all_staff(connection)
    refuse_work(record.cohort, Work.PROPOSE)
    colleague = _colleague(staff, who)
    young = free_mentee(record, mentee)
    _refuse_mentor(record, colleague, mentee)
    message = _message(run, workspace, record, young, colleague, language)
    before = [
        a for a in record.approaches if (a.mentee, a.colleague) == (young.person, colleague.id)
    ]
    text = f"A letter to {message.to_name} ({message.language})"
    data = {"to": message.person, "language": message.language}
    if run.dry_run:
        return Outcome((Paragraph(f"{text} would be written."),), data)
    with workspace.alone(run.hand) as held:
        delivery = deliver(run, held, [letter_in(message, "letters/approach")])
        if delivery.written:
            with held.writing(run.hand) as connection:
                asked = Approach(
                    young.person, colleague.id, colleague.name, run.today, "asked", run.today
                )
                append(connection, run.hand, _fact(key, asked))
    said = "is in the outbox." if delivery.written else "was written before; nothing was changed."
    if before and not delivery.written:
        said += f" {colleague.name} was {before[0].said()}."
    every = {a.mentee for a in record.approaches if a.colleague == colleague.id}
    other = f" --with {young.person}" * bool(every - {young.person})
    steps: tuple[str, ...] = (
        f"mentorcli pair accept {key} {colleague.id}{other}\nwhen they say yes",
        f"mentorcli pair decline {key} {colleague.id}{other}\nwhen they say no",
    )
    if before and before[0].answer != "asked":
        steps = _after_answer(key, before[0])
    return Outcome((Paragraph(f"{text} {said}"),), data, delivery.problems, next_steps=steps)


def _refuse_mentor(record: Standing, colleague: Colleague, mentee: str) -> None:
    """Refuse to ask whoever has offered to be a mentor as if they had not."""
    if record.application(colleague.id, "mentor") is not None:
        key = record.cohort.key
        raise UsageError(
            f"{colleague.name} has offered to be a mentor. Nothing was written.",
            f"Propose the pair: mentorcli pair propose {key} {as_typed(mentee)} {colleague.id}",
        )


def _fact(key: str, one: Approach, reason: str = "") -> Fact:
    value = {"name": one_line(one.name), "answer": one.answer}
    return Fact(Kind.APPROACHED, key, "", one.colleague, one.mentee, one.since, value, reason)


def approach_meant(record: Standing, who: str, other: str) -> Approach | None:
    """Return the approach whose colleague is meant, or None where somebody who applied is; else UsageError."""
    every = [a for a in record.approaches if record.application(a.colleague, "mentor") is None]
    people = {a.colleague: a.name for a in every}
    if not people:
        return None
    names = {a.person: a.name for a in record.applications} | people
    found = directory_of([(p, name, "") for p, name in names.items()]).meaning(who)
    meant = [who] if who in people else [*found.people]
    if not people.keys() & set(meant):
        return None
    mine = [a for a in every if a.colleague in meant]
    if other:
        mentee = find_person([a for a in record.applications if a.role == "mentee"], other).person
        mine = [a for a in mine if a.mentee == mentee]
    if len(meant) > 1 or len(mine) != 1:
        said = "; ".join(f"{names[p]} ({p})" for p in meant)
        asked = listed([names.get(a.mentee, a.mentee) for a in every if a.colleague in meant])
        raise UsageError(
            f"It is not certain whose answer it is, and to what: {said} was asked for {asked}. "
            "Nothing was changed.",
            "Name the person by the id, and the mentee with --with NAME.",
        )
    return mine[0]


def take_answer(
    run: Run, connection: Connection, record: Standing, one: Approach, *, yes: bool, reason: str
) -> Outcome:
    """Keep what a colleague answered who was asked to be a mentor."""
    key, answer = record.cohort.key, "yes" if yes else "no"
    said = replace(one, answer=answer, since=run.today)
    if not run.dry_run:
        append(connection, run.hand, _fact(key, said, reason))
    mentee = names_of(record.applications).get(one.mentee, one.mentee)
    taken = any(one.mentee in x.mentees and x.state in LIVE_STATES for x in record.every_life())
    steps = (f"mentorcli pair list {key}",) if taken else _after_answer(key, said)
    data = {
        "mentee": one.mentee,
        "colleague": one.colleague,
        "answer": answer,
        "on": str(run.today),
    }
    text = f"{one.name}, asked on {one.asked} to be the mentor of {mentee}: {answer}."
    return Outcome((Paragraph(text),), data, next_steps=() if run.dry_run else steps)


def _after_answer(key: str, one: Approach) -> tuple[str, ...]:
    """Return what comes next when a colleague has said yes, or no."""
    if one.answer != "yes":
        return (f"mentorcli suggest {one.mentee} --cohort {key}",)
    more = f"mentorcli pair propose {key} {one.mentee} {one.colleague}"
    return (
        f"mentorcli import FILE --cohort {key}\nwhen {one.name} has answered the mentor form",
        f"{more}\nafter that",
    )


def _colleague(staff: tuple[Colleague, ...], who: str) -> Colleague:
    known = {s.id: s for s in staff}
    if who in known:
        return known[who]
    found = directory_of([(s.id, s.name, s.email) for s in staff]).meaning(who)
    if found.sure is Sure.MEANT:
        return known[found.people[0]]
    near = "; ".join(f"{known[p].name} ({p})" for p in found.people)
    raise UsageError(
        f"It is not certain who {who!r} is on the staff list. Nothing was written.",
        f"Say which: {near}."
        if near
        else "Bring the list up to date: mentorcli import FILE --as staff",
    )


def _message(
    run: Run,
    workspace: Workspace,
    record: Standing,
    young: Application,
    to: Colleague,
    language: str,
) -> Message:
    if match_key(young.email) == match_key(to.email):
        raise UsageError("Nobody is their own mentor.")
    wished = as_language(language) or "en"
    template = find_template(TEMPLATE, wished, "txt.j2", workspace.templates)
    known = participant(young, record.programme, template.language)
    name = one_line(to.name)
    reader = Participant(to.id, "mentor", name, name.split(" ")[0], to.email, template.language, {})
    nameless = Participant(known.person, "mentee", "", "", "", known.language, {
        key: text for key, text in known.answers.items() if key in {"goals", "goal_text", "unit"}
    })  # fmt: skip
    language, office = template.language, workspace.settings.organisation
    about = (record.programme, record.cohort, office, language, run.today)
    material = documents.Material(*about, mentees=(nameless,), working=(language,))
    names = documents.letter_names(material, "approach", reader)
    message = documents.letter_message(template, names, record.cohort.key, reader)
    return Message(
        key=f"{record.cohort.key}:approach:{young.person}:{to.id}",
        kind=message.kind,
        cohort=message.cohort,
        person=to.id,
        to_name=message.to_name,
        to_email=message.to_email,
        language=message.language,
        subject=message.subject,
        body=message.body,
        due=str(run.today),
    )
