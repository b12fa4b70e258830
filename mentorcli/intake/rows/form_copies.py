"""Copies of one form: each counts its answers from 1, so a number alone is nobody's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorcli.domain.application import Application
from mentorcli.domain.form import FormProposal
from mentorcli.domain.importing import RowReading, Settled
from mentorcli.domain.problem import Problem, Severity
from mentorcli.intake.rows.number_owners import Numbers, Owners, Rows, Votes, Waiting, likeness
from mentorcli.intake.rows.person_questions import Doubt
from mentorcli.intake.rows.response_keys import counts_answers, without_copy

Places = tuple[int, dict[str, int], dict[str, int]]
"""The copy of a file, that of single numbers, and those in which single numbers are in doubt."""


@dataclass(frozen=True, slots=True)
class InCopy:
    """An export with the copy of its form that it is from.

    ``told`` is what to say of it, ``asked`` the rows (by number) whose owner is in doubt.
    """

    proposal: FormProposal
    told: tuple[Problem, ...] = ()
    asked: Mapping[int, Doubt] = field(default_factory=dict)


def in_its_copy(
    proposal: FormProposal,
    readings: Sequence[RowReading],
    existing: Sequence[Application],
    settled: Settled,
    *,
    waiting: Sequence[Waiting] = (),
    kept: bool,
) -> InCopy:
    """Return an export with the copy of its form that its answers are from.

    A number is somebody's only where the name or the address is theirs too, and where only one of
    them is, only if the rest of the file agrees. The copy is the one of which most rows agree;
    where none does, it is one that nobody knew. A single row that may be its number's owner is
    asked about, and counts as one of another copy until that is settled. A ``kept`` export stays
    what it was when it came. ``waiting`` are rows that are held back: their numbers are theirs.
    """
    rows = {r.number: r.draft for r in readings if r.draft and counts_answers(r.draft.response)}
    if not rows or not (existing or waiting):
        return InCopy(proposal)
    numbers = {n: without_copy(d.response)[1] for n, d in rows.items()}
    owners = Owners.of(next(iter(rows.values())), existing, waiting, settled)
    if kept:
        return _with_doubts(_as_kept(proposal, owners, numbers, rows), owners, numbers, rows)
    if not owners.anything():
        return InCopy(proposal)
    waiting_rows = owners.in_doubt(numbers, rows)
    voting = {n: d for n, d in rows.items() if n not in waiting_rows}
    every = {c: owners.votes(c, numbers, voting) for c in owners.copies}
    best = max(every, key=lambda c: (len(every[c].agreeing()), len(every[c].sure), -c))
    home, apart, doubted = _places(every, best, owners, numbers, rows)
    found = replace(proposal, copy=home, apart=apart, doubted=doubted)
    told: tuple[Problem, ...] = ()
    if every[best].are_of_another_copy():
        count, place = len(every[best].against), proposal.table.place()
        told = (Problem.of("another_copy", Severity.NOTE, place, count=count),)
    return replace(_with_doubts(found, owners, numbers, rows), told=told)


def _places(
    every: Mapping[int, Votes], best: int, owners: Owners, numbers: Numbers, rows: Rows
) -> Places:
    """Return where a new export belongs: as a whole, and single rows of it."""
    waiting, votes = owners.in_doubt(numbers, rows), every[best]
    another = votes.are_of_another_copy()
    home = best
    if another or not votes.settle_it():
        again = Counter(copy for copy, _ in waiting.values())
        home = max(again, key=lambda c: (again[c], -c)) if again else owners.new_copy()
    two = {n for c, of in every.items() if c != best for n in votes.likely & of.agreeing()}
    doubts = set() if another else votes.doubted() | two
    apart = _of_other_copies(every, owners, home, numbers)
    own = every[home].firm() - doubts if home in every else set()
    for n, draft in rows.items():
        number = numbers[n]
        if n in waiting:
            apart[number] = waiting[n][0]
        elif n not in own and number not in apart and owners.is_taken(home, number, draft):
            apart[number] = owners.elsewhere(home, number, draft)
    doubted = {numbers[n]: best for n in doubts}
    return home, apart, doubted | {numbers[n]: doubt for n, (_, doubt) in waiting.items()}


def _of_other_copies(
    every: Mapping[int, Votes], owners: Owners, home: int, numbers: Numbers
) -> dict[str, int]:
    """Return the numbers that are nobody's at home, and beyond doubt somebody's in another copy."""
    known = owners.copies.get(home, {})
    return {
        numbers[n]: c
        for c, of in sorted(every.items(), reverse=True)
        if c != home and not of.are_of_another_copy()
        for n in of.firm()
        if numbers[n] not in known
    }


def _as_kept(proposal: FormProposal, owners: Owners, numbers: Numbers, rows: Rows) -> FormProposal:
    """Return a kept export with rows that, corrected since, are no longer their number's owner."""
    apart = dict(proposal.apart)
    doubted = dict(proposal.doubted)
    for n, draft in rows.items():
        copy = apart.get(numbers[n], proposal.copy)
        owner = owners.owner(copy, numbers[n])
        same = owners.is_same(copy, numbers[n], draft)
        if owner and not same and not any(likeness(draft, a, moment=False) for a in owner):
            doubted[numbers[n]] = copy
            apart[numbers[n]] = owners.elsewhere(copy, numbers[n], draft)
    return replace(proposal, apart=apart, doubted=doubted)


def _with_doubts(proposal: FormProposal, owners: Owners, numbers: Numbers, rows: Rows) -> InCopy:
    """Return an export with what is settled of its doubts, and the questions about the others."""
    apart, doubted = dict(proposal.apart), dict(proposal.doubted)
    asked = {}
    for n, draft in rows.items():
        number = numbers[n]
        copy = doubted.get(number, 0)
        if not copy:
            continue
        if owners.is_same(copy, number, draft):
            apart[number] = copy
        if owners.is_same(copy, number, draft) or owners.is_settled(copy, number, draft):
            del doubted[number]
            continue
        owner = owners.owner(copy, number)
        alike = any(likeness(draft, a, moment=False) for a in owner)
        asked[n] = Doubt.about("response_unsure" if alike else "response_of_another", owner)
    return InCopy(replace(proposal, apart=apart, doubted=doubted), asked=asked)
