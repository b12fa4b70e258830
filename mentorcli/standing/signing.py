"""Who is to sign an agreement, who has, and on which day: signatures that count, and nothing else."""

from __future__ import annotations

import datetime as dt

from mentorcli.domain.match_life import MatchState
from mentorcli.domain.plan import Match
from mentorcli.standing.standing import Standing


def signers(standing: Standing) -> tuple[tuple[Match, str], ...]:
    """Return who is to sign an agreement: everybody of the matches that stand and are not over."""
    found = (s for s in standing.every_match() if s.stands and s.life.state is MatchState.AGREED)
    return tuple((s.match, p) for s in found for p in s.match.people)


def missing_signatures(standing: Standing) -> tuple[tuple[Match, str], ...]:
    """Return who has not signed: under an agreement that names others, nobody has."""
    days = signing_days(standing)
    return tuple((m, p) for m, p in signers(standing) if (m.id, p) not in days)


def signing_days(standing: Standing) -> dict[tuple[str, str], dt.date]:
    """Return the days of the signatures that count, by (match, person)."""
    old = standing.agreements.keys() - standing.signable().keys()
    return {(s.match, s.person): s.on for s in standing.signatures if s.match not in old}


def with_agreement(standing: Standing) -> set[str]:
    """Return the matches that have an agreement: made here or, as it is signed, elsewhere."""
    return {*standing.agreements, *(match for match, _ in signing_days(standing))}


def all_signed(standing: Standing, match: Match) -> bool:
    """Tell whether everybody of a match has signed its agreement."""
    days = signing_days(standing)
    return all((match.id, person) in days for person in match.people)


def agreement_made(standing: Standing, match: str) -> str:
    """Return the day on which the agreement was made that people of a match sign now, or nothing.

    ``never`` where the match is in no approved plan.
    """
    if standing.plan is None or match not in {m.id for m in standing.plan.matches}:
        return "never"
    paper = standing.signable().get(match)
    return str(paper.made) if paper else ""
