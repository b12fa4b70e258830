"""Erasing a person: from the database, all of it, and what is left to do of an erasure that was stopped.

Counts stay: how many rows an import had and where they ended says nothing of anybody.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from mentorcli.domain.application import Application
from mentorcli.domain.cohort import session_of
from mentorcli.domain.fact import Kind
from mentorcli.domain.plan import LOST_SOMEBODY, Match, Plan, Unplaced
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import ROLES
from mentorcli.domain.text import match_key
from mentorcli.files.atomic import delete as delete_file
from mentorcli.files.atomic import write_bytes
from mentorcli.workspace.codec import decode, delete_where, encode, where
from mentorcli.workspace.corrections import (
    EVERYWHERE,
    answer_marks,
    mark_with_address,
    save_forgotten,
)
from mentorcli.workspace.facts import erase_facts, facts_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.last_reminder_run import BEGUN
from mentorcli.workspace.lists import forget_listed
from mentorcli.workspace.questions import drop_questions
from mentorcli.workspace.raw_rows import HEAD, decode_cell, drop_rows
from mentorcli.workspace.schema import (
    applications,
    calendar_events,
    corrections,
    decisions,
    drafts,
    history,
    identities,
    import_rows,
    imports,
    outbox,
    plans,
    raw_exports,
    raw_rows,
)

ERASED = "(erased)"
LOST = "The match lost somebody who was erased."


def erase(connection: Connection, cohort: str, mine: Collection[Application]) -> None:
    """Erase the person whose applications these are from a cohort; all are of one person.

    Of somebody who has only a row that is held back, it stands for an application.
    """
    (person,) = {a.person for a in mine}
    emails, theirs = _emails(mine), {"cohort": cohort, "person": person}
    past = select(history.c.form, history.c.response).where(where(history, **theirs))
    own = {(a.form, a.response) for a in mine}
    own |= {(form, response) for form, response in connection.execute(past)}
    save_forgotten(connection, cohort, [mark for key in own for mark in answer_marks(*key)])
    anywhere = (mark_with_address(*key, email) for key in own for email in emails)
    save_forgotten(connection, EVERYWHERE, anywhere)
    _raw_rows(connection, cohort, person, emails, own)
    for table in (history, applications, outbox, drafts, calendar_events):
        delete_where(connection, table, **theirs)
    _session(connection, cohort, person)
    _decisions(connection, cohort, person, emails, own)
    _plans(connection, cohort, person, names_of_person(mine))
    erase_facts(connection, cohort, person, ERASED)
    elsewhere = bool(cohorts_of(connection, person, emails) - {cohort})
    forget_listed(connection, cohort, person, sorted(emails), elsewhere=elsewhere)
    _traces(connection, cohort, person)
    drop_questions(connection, cohort, {person, *names_of_person(mine)})


def cohorts_of(connection: Connection, person: str, emails: Collection[str]) -> set[str]:
    """Return the cohorts in which the person has an application, also under another id."""
    t = applications.c
    addresses = sorted(email.lower() for email in emails)
    theirs = or_(t.person == person, func.lower(t.email).in_(addresses))
    return set(connection.execute(select(t.cohort).where(theirs)).scalars())


def names_of_person(mine: Collection[Application]) -> set[str]:
    """Return the names and addresses that tell this person from others.

    What stands for a name or an address in a row that is held back may be any text.
    """
    return {a.name for a in mine if " " in a.name or "@" in a.email} | _emails(mine)


def _emails(mine: Collection[Application]) -> set[str]:
    return {a.email for a in mine if "@" in a.email}


def _session(connection: Connection, cohort: str, person: str) -> None:
    """Delete what the mentor's calendar and outbox hold of the person's individual session."""
    key = session_of(person)
    delete_where(connection, calendar_events, cohort=cohort, event=key)
    draft = drafts.c.key.startswith(f"{cohort}/{key}/", autoescape=True)
    connection.execute(delete(drafts).where(draft))


def _raw_rows(
    connection: Connection,
    cohort: str,
    person: str,
    emails: Collection[str],
    own: Collection[tuple[str, str]],
) -> None:
    """Delete the kept rows of the person: known by answer, by the row's end, or by address."""
    addresses = {match_key(email) for email in emails}
    gone: list[tuple[str, int]] = []
    exports = select(raw_exports.c.import_id, raw_exports.c.form)
    for import_id, form in connection.execute(exports.where(raw_exports.c.cohort == cohort)).all():
        theirs = where(import_rows, import_id=import_id, person=person)
        numbers = set(connection.execute(select(import_rows.c.number).where(theirs)).scalars())
        found = connection.execute(select(raw_rows).where(raw_rows.c.import_id == import_id))
        for row in found.mappings():
            texts = {match_key(str(decode_cell(c))) for c in row["cells"] if c is not None}
            same = (form, row["answer"]) in own or row["number"] in numbers
            if row["answer"] != HEAD and (same or texts & addresses):
                gone.append((import_id, row["number"]))
    drop_rows(connection, gone)


def _decisions(
    connection: Connection,
    cohort: str,
    person: str,
    emails: Collection[str],
    own: Collection[tuple[str, str]],
) -> None:
    for form, answer in own:
        delete_where(connection, corrections, cohort=cohort, form=form, answer=answer)
    for email in sorted({match_key(email) for email in emails}):
        delete_where(connection, identities, cohort=cohort, email=email)
        delete_where(connection, identities, cohort=cohort, other_email=email)
    for side in ("mentee", "mentor"):
        delete_where(connection, decisions, cohort=cohort, **{side: person})


def _plans(connection: Connection, cohort: str, person: str, words: Collection[str]) -> None:
    """Take the person out of the plans that were approved, and delete others that name them."""
    told = facts_of(connection, cohort, (Kind.APPROVED,))
    kept = {int(f.about) for f in told}
    rows = connection.execute(select(plans).where(plans.c.cohort == cohort)).mappings().all()
    for row in rows:
        if not _names(row["content"], (person, *words)):
            continue
        one = plans.c.id == row["id"]
        if row["id"] in kept:
            plan = _without(decode(Plan, row["content"]), person, words)
            connection.execute(update(plans).where(one).values(content=encode(plan)))
        else:
            connection.execute(delete(plans).where(one))


def _names(content: Any, words: Iterable[str]) -> bool:
    written = json.dumps(content, ensure_ascii=False)
    return any(json.dumps(word, ensure_ascii=False)[1:-1] in written for word in words if word)


def _without(plan: Plan, person: str, words: Collection[str]) -> Plan:
    """Return a plan without somebody; who was in a match only with them has no place now."""
    matches = (_match_without(m, person, words) for m in plan.matches if m.mentor != person)
    left = tuple(m for m in matches if m.mentees)
    placed = {member for m in left for member in m.members()}
    lone = sorted({x for m in plan.matches for x in m.members()} - placed)
    without = {
        role: [Unplaced(p, LOST_SOMEBODY, LOST) for r, p in lone if r == role and p != person]
        for role in ROLES
    }
    return replace(
        plan,
        matches=left,
        waiting=(*_unplaced(plan.waiting, person, words), *without["mentee"]),
        unused=(*_unplaced(plan.unused, person, words), *without["mentor"]),
        decisions=tuple(d for d in plan.decisions if person not in {d.mentee, d.mentor}),
        against=tuple(pair for pair in plan.against if person not in pair),
        certificate=None,
        seal="",
    )


def _unplaced(
    people: Iterable[Unplaced], person: str, words: Collection[str]
) -> tuple[Unplaced, ...]:
    return tuple(
        replace(u, best=tuple(b for b in u.best if b[0] != person), reason=_clean(u.reason, words))
        for u in people
        if u.person != person
    )


def _match_without(match: Match, person: str, words: Collection[str]) -> Match:
    pairs = tuple(
        replace(p, reason=_clean(p.reason, words)) for p in match.pairs if p.mentee != person
    )
    return replace(
        match,
        mentees=tuple(m for m in match.mentees if m != person),
        pairs=pairs,
        score=sum(p.score for p in pairs),
    )


def _clean(sentence: str, words: Collection[str]) -> str:
    return ERASED if any(word and word in sentence for word in words) else sentence


def _traces(connection: Connection, cohort: str, person: str) -> None:
    """Blot the person out of the ends of rows."""
    mine = select(imports.c.id).where(imports.c.cohort == cohort)
    ended = (import_rows.c.import_id.in_(mine)) & (import_rows.c.person == person)
    connection.execute(update(import_rows).where(ended).values(person=""))


def vacuum(workspace: Workspace) -> None:
    """Write the database file anew, so that no freed page keeps what was erased."""
    if workspace.engine.dialect.name != "sqlite":
        return
    raw = workspace.engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM")
    except sqlite3.Error as error:
        raise UserError(
            f"workspace.db cannot be written anew: {error}.",
            "See that the disk has room; then run any command, which goes on here.",
        ) from error
    finally:
        raw.close()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Who is being forgotten in a cohort.

    ``words`` are the names and addresses that their files are known by; ``held`` tells that the
    problems workbook has a copy of a row of theirs. Names that are ``shared`` are others' too: a file
    with no other word is a namesake's where it is among ``theirs``, or names one of the ``others``
    by an id or address.
    """

    cohort: str
    person: str
    words: tuple[str, ...]
    addresses: tuple[str, ...]
    held: bool
    shared: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def unfinished(folder: Path) -> Unfinished | None:
    """Return what was begun and is not finished; raises UserError when its file cannot be read."""
    path = folder / BEGUN
    try:
        return decode(Unfinished, json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UserError(
            f"{path} cannot be read. It tells who is being forgotten.",
            "Put the file back as it was; or delete it, and forget the person again.",
        ) from error


def save_unfinished(folder: Path, task: Unfinished) -> None:
    """Write down who is being forgotten, before anything of them is deleted."""
    write_bytes(folder / BEGUN, json.dumps(encode(task), ensure_ascii=False).encode())


def drop_unfinished(folder: Path) -> None:
    """Delete what was written down: nothing is left to do."""
    delete_file(folder / BEGUN)
