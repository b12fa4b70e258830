"""Invitations to the joint events: for each person of the approved matches, and a cancellation for who left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import documents
from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Listing, Outcome, Paragraph, once_more
from mentorcli.commands.papers.approved_matches import (
    approved_matches,
    approved_plan,
    matches_that_lost,
    unedited,
)
from mentorcli.commands.papers.earlier_invitations import post_of, unsure
from mentorcli.commands.papers.invitation_drafts import (
    WITHDRAWN,
    Drafts,
    Invited,
    Occasion,
    cancellations_for,
    drafts_of,
    invitation,
    keep_invitations,
    states_of,
)
from mentorcli.commands.papers.template_files import templates_of
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.plans.broken_matches import broken_since
from mentorcli.commands.run import Done, Run, unseen, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.cohort import no_gathering
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import NOWHERE, Problem, Severity, UserError
from mentorcli.domain.programme import ROLES, RoleKey
from mentorcli.domain.text import counted, listed, some_of
from mentorcli.names.languages import language_name
from mentorcli.standing.standing import Standing
from mentorcli.workspace.drafts import sent_or_not
from mentorcli.workspace.records import cohort_standing

REMOTELY = "remotely"
"""Who answers so when asked whether they come."""


def invite(
    run: Run,
    gathering: str,
    key: str,
    who: str = "",
    *,
    never_sent: bool = False,
    done: Done = unseen,
) -> Outcome:
    """Write a mail draft with an .ics for each mentor and mentee of the approved matches.

    A mentor of several pairs gets one, which names them all. The edition of each calendar event is
    kept: an unchanged event keeps its SEQUENCE, so running again writes the same bytes; a changed
    day, time or place replaces it in people's calendars, and the letter says what is new since one
    that was sent, or may have been: not where ``never_sent`` says that none was. Whose invitation was taken back by name is
    not invited, but for ``who``.
    """
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        if gathering not in record.cohort.gatherings:
            raise no_gathering(record.cohort, gathering)
        approved_plan(record)
        refuse_work(record.cohort, Work.INVITE)
        post = post_of(connection, key, gathering, never=never_sent)
        occasion = Occasion(run, workspace, record, gathering, post=post)
        matches = approved_matches(record)
        gone = (*matches_that_lost(record), *broken_since(run, workspace, connection, record))
        names = (f"invitations/{gathering}-{role}" for role in (*ROLES, "peer"))
        letters = templates_of(workspace, (*names, WITHDRAWN))
        told = refuse_faulty(workspace.templates, letters, record.programme)
        spared = record.spared.get(gathering, frozenset()) - _again(record, matches, who)
        people, away_for = _invited(record, matches, spared, gathering)
        made = _letters(occasion, connection, people, done)
        left = record.invited_in_vain(gathering, run.today)
        away = replace(occasion, cancelled=True, whole=False)
        went, waiting = sent_or_not(connection, key, gathering)
        unsent = left & waiting if went or never_sent else frozenset[str]()
        off = drafts_of(away, cancellations_for(away, connection, sorted(left - unsent)))
        # whose match waits to be repaired, and who was not sent theirs, is invited anew then
        waits = record.invited.get(gathering, {}).keys() - left - {person for person, _ in people}
        unsent |= waits & waiting
    drafts = drafts_of(occasion, made)
    states = states_of(occasion, drafts)
    merge = None if run.dry_run else keep_invitations(occasion, drafts, states, off, unsent)
    again = once_more("invite", gathering, key, *((who,) if who else ()))[0]
    notes = unsure([i.says for i in drafts.made], f"{again} --never-sent")
    return _outcome(occasion, drafts, off, states, (*told, *gone, *away_for, *notes), merge)


_People = dict[tuple[str, RoleKey], tuple[Application, list[Match]]]


def _invited(
    record: Standing, matches: Iterable[Match], spared: Collection[str], gathering: str
) -> tuple[_People, tuple[Problem, ...]]:
    """Return whom to invite, each role with the matches in it, and a note of who is spared."""
    people: _People = {}
    away: dict[str, str] = {}
    for match in matches:
        for one in record.members(match):
            if one.person in spared:
                away[one.person] = one.name
            else:
                people.setdefault((one.person, one.role), (one, []))[1].append(match)
    if not away:
        return people, ()
    command = f"mentorcli invite {gathering} {record.cohort.key} NAME"
    who = listed([*away.values()])
    note = Problem.of("invitation_spared", Severity.NOTE, who=who, command=command)
    return people, (note,)


def _letters(
    occasion: Occasion, connection: Connection, people: _People, done: Done
) -> list[Invited]:
    """Return the letter of each person in each role; who has both is told so in one language."""
    made: list[Invited] = []
    for person, theirs in people.values():
        name = documents.invitation_template(
            occasion.gathering, occasion.record.programme, person.role
        )
        mine = people.get((person.person, "mentor")) if person.role == "mentee" else None
        also = mine[0] if mine else None
        one = invitation(occasion, connection, person, name, *theirs, also=also)
        made.append(one.of_second_role() if also else one)
        done(len(made), len(people))
    return made


def _again(record: Standing, matches: Iterable[Match], who: str) -> frozenset[str]:
    """Return the person named, to be invited again; raises UserError where they are in no match."""
    if not who:
        return frozenset()
    person = find_person(record.applications, who)
    if not any(person.person in match.people for match in matches):
        raise UserError(
            f"{person.name} is in no match that goes on. Nobody was invited.",
            f"See where people stand: mentorcli application list {record.cohort.key}",
        )
    return frozenset((person.person,))


def _outcome(
    occasion: Occasion,
    drafts: Drafts,
    off: Drafts,
    states: Mapping[str, str],
    gone: tuple[Problem, ...],
    merge: Path | None,
) -> Outcome:
    dry_run, workspace = occasion.run.dry_run, occasion.workspace
    gathering, folder = occasion.gathering, occasion.folder
    columns = ("to", "e-mail", "language", "calendar event", "draft", "file")
    shown = ("to", "language", "event", "draft")
    rows = [
        (*row[:3], _edition(invited), states[invited.message.key], row[3])
        for row, invited in zip(drafts.rows, drafts.made, strict=True)
    ]
    verb = "would be written to" if dry_run else "in"
    text = f"{counted(len(rows), 'invitation')} to {gathering} {verb} {folder}"
    blocks: list[Paragraph | Listing] = [
        Paragraph(text, strong=True),
        Listing(shown, [(row[0], *row[2:5]) for row in rows]),
    ]
    if off.made:
        title = (
            f"Cancellations: {counted(len(off.made), 'person')} invited before, without a match now"
        )
        blocks.append(Listing(columns[:3], [row[:3] for row in off.rows], title))
    data = {
        "gathering": gathering,
        "invitations": [dict(zip(columns, row, strict=True)) for row in rows],
        "cancelled": [i.message.person for i in off.made],
    }
    files = (merge,) if merge else ()
    send = "Open the new and changed drafts in Outlook or Thunderbird and send them, or use the merge workbook."
    found = (
        *gone,
        *drafts.problems,
        *off.problems,
        *documents.organisation_problems(workspace.settings.organisation),
        *unedited(workspace),
        *documents.gathering_problems(gathering, occasion.record.cohort, occasion.run.today),
        *_unsuited(occasion.record, gathering, drafts),
        *(p for i in drafts.made for p in i.problems),
    )
    problems = tuple(dict.fromkeys(found))
    return Outcome(tuple(blocks), data, problems, files, () if dry_run else (send,))


def _unsuited(record: Standing, gathering: str, drafts: Drafts) -> Iterator[Problem]:
    """Yield who comes remotely, by their own answer, where there is no link, or chose none of its languages."""
    event = record.cohort.gatherings[gathering]
    readers = {(i.message.person, i.role) for i in drafts.made}
    here = [a for a in record.applications if (a.person, a.role) in readers]
    held = [code.strip() for code in event.language.split(",") if code.strip()]
    far = {a.name for a in here if REMOTELY in a.choices(gathering) and not event.link}
    apart = {
        a.name for a in here if held and not {*held, ""} & {*(a.choices("languages") or ("",))}
    }
    said = {"gathering": gathering, "cohort": record.cohort.key}
    said["languages"] = listed([language_name(code) for code in held])
    for code, people in (("remote_without_link", far), ("language_not_chosen", apart)):
        if people:
            about = {**said, "count": str(len(people)), "who": some_of(sorted(people), 3)}
            yield Problem.of(code, Severity.NOTE, NOWHERE, **about)


def _edition(invited: Invited) -> str:
    number = invited.edition.sequence
    return "first" if number == 0 else f"update {number}"
