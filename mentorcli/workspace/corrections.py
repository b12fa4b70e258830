"""What people decided about answers: corrected cells, who is who, whom to forget."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, insert, select

from mentorcli.domain.answer_key import in_any_order
from mentorcli.domain.importing import Correction, Identity
from mentorcli.domain.text import match_key
from mentorcli.workspace.codec import delete_where, put_values, values_of
from mentorcli.workspace.database import Hand
from mentorcli.workspace.schema import applications, corrections, forgotten, identities

SAME, DIFFERENT = "same", "different"
EVERYWHERE = ""
"""Stands for the cohort where answers of erased people must come into none."""


def corrections_of(connection: Connection, cohort: str) -> tuple[Correction, ...]:
    """Return the corrected cells of a cohort, sorted."""
    return tuple(sorted(values_of(connection, corrections, Correction, cohort=cohort)))


def save_corrections(connection: Connection, cohort: str, made: Iterable[Correction]) -> None:
    """Store corrected cells; a newer correction of a cell replaces the older one."""
    put_values(connection, corrections, made, cohort=cohort)


def drop_correction(connection: Connection, cohort: str, correction: Correction) -> None:
    """Delete a correction, so that the export's own value counts again."""
    key = ("form", "answer", "header", "occurrence")
    same = {k: getattr(correction, k) for k in key}
    delete_where(connection, corrections, cohort=cohort, **same)


def identities_of(
    connection: Connection, cohort: str
) -> tuple[frozenset[frozenset[Identity]], frozenset[frozenset[Identity]]]:
    """Return the pairs of identities that are one person, and those that are two."""
    t = identities
    found: dict[str, set[frozenset[Identity]]] = {SAME: set(), DIFFERENT: set()}
    for row in connection.execute(select(t).where(t.c.cohort == cohort)).mappings():
        pair = frozenset({(row["email"], row["name"]), (row["other_email"], row["other_name"])})
        found[row["verdict"]].add(pair)
    return frozenset(found[SAME]), frozenset(found[DIFFERENT])


def save_identities(
    connection: Connection,
    cohort: str,
    pairs: Iterable[tuple[Identity, Identity]],
    verdict: str,
    hand: Hand,
) -> None:
    """Store whether pairs of identities are one person; an earlier word on a pair is replaced."""
    for pair in pairs:
        (email, name), (other_email, other_name) = sorted(pair)
        key = {"email": email, "name": name, "other_email": other_email, "other_name": other_name}
        said = {"verdict": verdict, "at": hand.at, "who": hand.who}
        delete_where(connection, identities, cohort=cohort, **key)
        connection.execute(insert(identities).values(cohort=cohort, **key, **said))


def drop_identities(
    connection: Connection, cohort: str, pairs: Iterable[tuple[Identity, Identity]]
) -> None:
    """Delete what was said of pairs of identities, so that it is asked again."""
    for pair in pairs:
        (email, name), (other_email, other_name) = sorted(pair)
        key = {"email": email, "name": name, "other_email": other_email, "other_name": other_name}
        delete_where(connection, identities, cohort=cohort, **key)


def drop_identity(connection: Connection, who: Identity) -> None:
    """Delete what was said of who somebody is, in every cohort."""
    email, name = who
    delete_where(connection, identities, email=email, name=name)
    delete_where(connection, identities, other_email=email, other_name=name)


def answer_marks(form: str, answer: str) -> set[str]:
    """Return what a forgotten answer is known by, however its time is read.

    Each is a hash, so that nothing of the answer is kept.
    """
    keys = {answer, in_any_order(answer)}
    return {hashlib.sha256(f"{form}\x1f{key}".encode()).hexdigest() for key in keys}


def mark_with_address(form: str, answer: str, email: str) -> str:
    """Return what an answer is known by in any cohort: one's numbers begin anew, so the address counts."""
    said = f"{form}\x1f{in_any_order(answer)}\x1f{email.casefold()}"
    return hashlib.sha256(said.encode()).hexdigest()


def answers_elsewhere(connection: Connection, cohort: str) -> Mapping[str, str]:
    """Return the cohorts in which answers stand, by mark; an erased one stands nowhere: empty."""
    t = applications.c
    query = select(t.form, t.response, t.email, t.cohort).where(t.cohort != cohort)
    rows = connection.execute(query.order_by(t.cohort)).all()
    found = {mark_with_address(*one): there for *one, there in rows}
    return found | dict.fromkeys(forgotten_answers(connection, EVERYWHERE), "")


def people_elsewhere(connection: Connection, cohort: str) -> Mapping[str, list[tuple[str, str]]]:
    """Return the (name, person) of who answered in other cohorts, by address; the latest first."""
    t, found = applications.c, dict[str, list[tuple[str, str]]]()
    query = select(t.email, t.name, t.person).where(t.cohort != cohort)
    for email, *one in connection.execute(query.order_by(t.cohort.desc())).all():
        if email:
            found.setdefault(match_key(email), []).append((one[0], one[1]))
    return found


def forgotten_answers(connection: Connection, cohort: str) -> frozenset[str]:
    """Return the marks of the answers that must not come in again."""
    query = select(forgotten.c.answer).where(forgotten.c.cohort == cohort)
    return frozenset(connection.execute(query).scalars())


def save_forgotten(connection: Connection, cohort: str, marks: Iterable[str]) -> None:
    """Store marks of answers that must not come in again."""
    known = forgotten_answers(connection, cohort)
    rows = [{"cohort": cohort, "answer": mark} for mark in sorted(set(marks) - known)]
    if rows:
        connection.execute(insert(forgotten), rows)
