"""Signatures under an agreement that is made anew: those that count no longer, and those that stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mentorcli.commands.names import names_of
from mentorcli.commands.papers.editions import changed_parts, parts_in_words
from mentorcli.commands.plans.lost_signatures import WHAT_BINDS
from mentorcli.domain.fact import Fact
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.text import counted, listed, some_of
from mentorcli.standing.fold import differs
from mentorcli.standing.signing import signing_days
from mentorcli.standing.standing import Standing


def signed_before(record: Standing, new: Collection[Fact]) -> tuple[Problem, ...]:
    """Return a note of the signatures under editions that bind others, or to other days, else of those that stay."""
    papers = record.agreements
    over = {f.match for f in new if f.match in papers and differs(papers[f.match], f.value)}
    void = [s.match for s in record.signatures if s.match in over]
    parts = {p for f in new if f.match in void for p in changed_parts(record, f.value)}
    now = listed([words for part, words in WHAT_BINDS.items() if part in parts], "or")
    code, count = "signatures_void", counted(len(void), "signature")
    lost = (Problem.of(code, Severity.NOTE, count=count, now=now),) if void else ()
    return (*lost, *_kept_signatures(record, [f for f in new if f.match in papers.keys() - over]))


def _kept_signatures(record: Standing, anew: Iterable[Fact]) -> tuple[Problem, ...]:
    """Return a note of who signed the paper of before, where one made anew binds the same people."""
    older = {f.match: {*changed_parts(record, f.value)} - {"language"} for f in anew}
    older = {match: parts for match, parts in older.items() if parts}
    signed = sorted({p for match, p in signing_days(record) if match in older})
    if not signed:
        return ()
    who = some_of([names_of(record.applications).get(p, p) for p in signed], 6)
    why = parts_in_words(p for parts in older.values() for p in parts)
    code, key = "signatures_kept", record.cohort.key
    return (Problem.of(code, Severity.NOTE, who=who, why=why, cohort=key),)
