"""Where people of a cohort stand towards their matches: what goes on, is over, ended early, was changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from mentorcli.commands.papers.approved_matches import all_signed, standing_matches
from mentorcli.commands.papers.letter_history import History
from mentorcli.domain.admission import set_aside
from mentorcli.domain.application import Application
from mentorcli.domain.match_life import OPEN_STATES, Life, MatchState
from mentorcli.domain.plan import Match
from mentorcli.names.employers import employer_key
from mentorcli.standing.standing import Standing


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """Where somebody stands in the role of an application.

    ``had`` tells of a place in a plan that was approved once, ``asked`` of a proposal that is not
    agreed. ``going`` are their matches that go on, ``over`` those that came to their last day,
    ``took_part`` those of them whose agreement they signed, ``early`` those that ended before, ``lost`` tells of a match that cannot go on as it is. ``new``
    is who came after the plan, ``aside`` who does not count. ``changed`` is the number of the plan
    that changed their match last, 0 for none; ``placed`` tells that they had no place before it.
    """

    one: Application
    had: bool = False
    asked: bool = False
    new: bool = False
    aside: bool = False
    lost: bool = False
    going: tuple[Match, ...] = ()
    signed: tuple[Match, ...] = ()
    over: tuple[Match, ...] = ()
    took_part: tuple[Match, ...] = ()
    early: tuple[Life, ...] = ()
    until: dt.date | None = None
    changed: int = 0
    placed: bool = False

    @property
    def left_early(self) -> bool:
        """Tell whether a match of theirs ended early, and none goes on or came to its end."""
        return bool(self.early) and not (self.going or self.over)


def standings(
    record: Standing, history: History, asked: Iterable[Application], today: dt.date
) -> list[PersonStanding]:
    """Return where each of these stands, by the approved matches and their own lives."""
    lives = {life.match: life for life in record.every_life()}
    signed = {(s.match, s.person) for s in record.signatures}
    planned = _by_member(record.plan.matches if record.plan else ())
    whole = _by_member(standing_matches(record)[0] if record.plan else ())
    alone = _by_member(x.as_match() for x in lives.values())
    aside = set_aside(record.applications, record.selected, record.programme.life, employer_key)
    known = record.plan.people() if record.plan else frozenset()
    found = []
    for one in asked:
        member = (one.role, one.person)
        mine, here, own = (x.get(member, []) for x in (planned, whole, alone))
        going = [m for m in here if _goes_on(lives[m.id], today)]
        ended = [m for m in own if lives[m.id].state is MatchState.ENDED and m.id not in _ids(mine)]
        over = [m for m in here if _is_over(lives[m.id], today)] + ended
        over.sort(key=lambda m: (lives[m.id].ends, m.id))
        early = {lives[m.id] for m in (*mine, *own) if lives[m.id].state is MatchState.BROKEN}
        changed, how = history.changed.get(member, (0, ""))
        found.append(
            PersonStanding(
                one,
                had=member in history.placed or bool(early or over),
                asked=any(lives[m.id].state in OPEN_STATES for m in own),
                new=not record.programme.life.ongoing and one.person not in known,
                aside=(one.person, one.role) in aside,
                lost=bool(mine) and not (going or over or early),
                going=tuple(sorted(going, key=lambda m: (lives[m.id].ends, m.id))),
                signed=tuple(m for m in going if all_signed(record, m)),
                over=tuple(over),
                took_part=tuple(m for m in over if (m.id, one.person) in signed),
                early=tuple(sorted(early, key=lambda x: (x.ends, x.match))),
                until=min((lives[m.id].ends for m in going), default=None),
                changed=changed,
                placed=how == "place",
            )
        )
    return found


def _ids(matches: Iterable[Match]) -> set[str]:
    return {m.id for m in matches}


def _goes_on(life: Life, today: dt.date) -> bool:
    return life.state is MatchState.AGREED and today < life.ends


def _is_over(life: Life, today: dt.date) -> bool:
    return life.state is MatchState.ENDED or (
        life.state is MatchState.AGREED and life.ends <= today
    )


def _by_member(matches: Iterable[Match]) -> dict[tuple[str, str], list[Match]]:
    """Return the matches of each person in each role."""
    found: dict[tuple[str, str], list[Match]] = {}
    for match in matches:
        for member in match.members():
            found.setdefault(member, []).append(match)
    return found
