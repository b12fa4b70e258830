"""A letter to somebody who has not offered to be a mentor, and whom a mentee would like."""

from __future__ import annotations

from mentorcli import documents
from mentorcli.commands.mail.draft_files import deliver, letter_in
from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.language import as_language
from mentorcli.domain.match_life import Colleague
from mentorcli.domain.message import Message, Participant
from mentorcli.domain.problem import UsageError
from mentorcli.domain.text import match_key, one_line
from mentorcli.files.templates import find_template
from mentorcli.names.directory import Sure, directory_of
from mentorcli.privacy import participant
from mentorcli.standing.standing import Standing
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
    message = _message(run, workspace, record, mentee, _colleague(staff, who), language)
    text = f"A letter to {message.to_name} ({message.language})"
    data = {"to": message.person, "language": message.language}
    if run.dry_run:
        return Outcome((Paragraph(f"{text} would be written."),), data)
    with workspace.alone(run.hand) as held:
        delivery = deliver(run, held, [letter_in(message, "letters/approach")])
    said = "is in the outbox." if delivery.written else "was written before; nothing was changed."
    steps = (
        "mentorcli pair propose COHORT MENTEE MENTOR\nwhen they say yes and their answers to the mentor form are imported",
    )
    return Outcome((Paragraph(f"{text} {said}"),), data, delivery.problems, next_steps=steps)


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
    run: Run, workspace: Workspace, record: Standing, mentee: str, to: Colleague, language: str
) -> Message:
    young = find_person([a for a in record.applications if a.role == "mentee"], mentee)
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
