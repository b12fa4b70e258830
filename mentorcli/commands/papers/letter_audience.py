"""To whom a letter goes: those that its first line names, and nobody else, named or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mentorcli.commands.papers.approved_matches import approved_plan, held_back
from mentorcli.commands.papers.letter_history import History
from mentorcli.commands.papers.letter_refusals import ROLE_OF, why_not
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.plan_news import Anew, NewPlace, company_in, plan_before
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.domain.text import match_key
from mentorcli.files.letter_headers import Audience, To, letter_key
from mentorcli.files.reminder_headers import gives_way_to
from mentorcli.standing.news import told_of_place
from mentorcli.standing.people import PersonStanding
from mentorcli.standing.standing import Standing

_IN_WORDS: Mapping[Audience, str] = {
    "applicants": "people whose application is complete",
    "matched": "people in a match that goes on",
    "beginning": "people in a match that goes on, and has not met or signed yet",
    "signed": "people in a match whose agreement everybody has signed",
    "mentors": "mentors in a match that goes on",
    "mentees": "{people} in a match that goes on",
    "waiting": "{people} who have no match yet",
    "unused": "mentors who have no match",
    "changed": "people whose match was changed when the plan was approved anew",
    "left": "people whose match ended early",
    "finished": "people whose mentoring has come to its end",
    "took_part": "people who were in a match to its end and signed its agreement",
    "staff": "colleagues who have not applied",
    "one": "whomever you name",
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody whom a letter is for, the matches it tells of, and what makes it another letter.

    ``place`` is what changed for them, where it tells of that.
    """

    one: Application
    matches: tuple[Match, ...] = ()
    about: str = ""
    place: NewPlace | None = None


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A letter: the name of its template, to whom its first line sends it, and the reminders that say more."""

    name: str
    to: To
    later: tuple[str, ...] = ()

    def key(self, cohort: str, to: Recipient) -> str:
        """Return the key of this letter to somebody."""
        return letter_key(cohort, self.name, to.one, to.about)


def kind_of(name: str, to: To, own: Path) -> LetterKind:
    """Return a letter; ``own`` is the workspace's template folder."""
    return LetterKind(name, to, tuple(one for key in to.like for one in gives_way_to(key, own)))


def audience_in_words(to: To, record: Standing) -> str:
    """Return whom a letter is for, as people of the programme are called."""
    return _IN_WORDS[to.audience].format(people=record.programme.form.people)


def recipients(
    record: Standing,
    history: History,
    kind: LetterKind,
    everybody: Sequence[PersonStanding],
    today: dt.date,
) -> tuple[Recipient, ...]:
    """Return all whom a letter is for, by role and person; raises UserError where it needs a name.

    Somebody with both roles gets it in the role that it is for, and one who has several matches one
    about each. To whom it is no news is left out: who had the reminder that says the same, or a later one.
    """
    if kind.to.alone:
        raise UsageError(
            f"letters/{kind.name} goes to one person at a time.",
            f"Name the person: mentorcli letter {kind.name} COHORT WHO",
        )
    _refuse_unapproved(record, kind)
    ordered = sorted(everybody, key=lambda s: (s.one.role, s.one.person))
    found = (to for s in ordered if _fits(kind.to.audience, s) for to in _about(record, kind, s))
    over = kind.to.like and past_midpoint(kind.to.audience, record, today)
    return () if over else tuple(to for to in found if _is_news(kind, to, history, record))


OF_GOING_MATCHES = frozenset(("matched", "beginning", "signed", "mentors", "mentees"))
"""Audiences of letters about each match that goes on."""
UNTIL_MIDPOINT = frozenset(("waiting", "unused"))
"""Audiences of letters about places that may become free until the mid-point."""


def past_midpoint(audience: Audience, record: Standing, today: dt.date) -> bool:
    """Tell whether a letter is about a place that may become free, and none does any more."""
    waits = audience in UNTIL_MIDPOINT and not record.programme.life.ongoing
    return waits and today > record.cohort.dates["midpoint"]


def _refuse_unapproved(record: Standing, kind: LetterKind) -> None:
    if kind.to.audience not in _WITHOUT_PLAN and not record.programme.life.ongoing:
        approved_plan(record)


def _is_news(kind: LetterKind, to: Recipient, history: History, record: Standing) -> bool:
    """Tell whether a letter says what its reader has not heard, or says the last of it again."""
    if any((name, to.one.person) in history.reminded for name in (*kind.to.like, *kind.later)):
        return False
    receipt = kind.to.like and kind.to.audience == "applicants"
    if receipt and told_of_place(record, to.one.person, kind.name):
        return False
    newest = str(record.approvals[-1].number) if record.approvals else ""
    if kind.to.audience != "changed" or to.about == newest:
        return True
    return kind.key(record.cohort.key, to) not in history.written


def recipients_named(
    record: Standing, kind: LetterKind, person: Application, theirs: Sequence[PersonStanding]
) -> tuple[Recipient, ...]:
    """Return the letters to somebody who was named; raises UserError where they are not for them.

    ``theirs`` is where they stand in each role, ``person`` the application that the name means.
    """
    _refuse_unapproved(record, kind)
    found = sorted(theirs, key=lambda s: s.one.role)
    if kind.to.audience == "one":
        return _about(record, kind, next(s for s in found if s.one == person))
    fitting = [s for s in found if _fits(kind.to.audience, s, named=True)]
    if not fitting:
        why = " ".join(dict.fromkeys(why_not(record, kind.to.audience, s) for s in found))
        words = audience_in_words(kind.to, record)
        raise UserError(
            f"The letter {kind.name} is for {words}. {why} Nothing was written.",
            _remedy(record, kind),
        )
    every = tuple(to for s in fitting for to in _about(record, kind, s, named=True))
    return every[:1] if kind.to.alone else every


def recipient_still(
    record: Standing,
    history: History,
    kind: LetterKind,
    key: str,
    theirs: Iterable[PersonStanding],
    today: dt.date,
) -> Recipient | None:
    """Return whom an unsent letter with this key is for now, or None: it is for nobody any more."""
    audience = kind.to.audience
    if kind.to.like and past_midpoint(audience, record, today):
        return None
    fitting = (s for s in theirs if _fits(audience, s, named=True))
    every = (to for s in fitting for to in _about(record, kind, s, named=True))
    mine = (to for to in every if kind.key(record.cohort.key, to) == key)
    return next((to for to in mine if _is_news(kind, to, history, record)), None)


def recipient_anyway(
    record: Standing, kind: LetterKind, person: Application, theirs: Sequence[PersonStanding]
) -> tuple[Recipient, ...]:
    """Return the letter to somebody it may not be for, in the role that comes nearest to it."""
    if kind.to.audience == "staff":
        raise UsageError(f"The letter {kind.name} is not for applicants.", _remedy(record, kind))
    wanted = ROLE_OF.get(kind.to.audience, person.role)
    nearest = min(theirs, key=lambda s: (s.one.role != wanted, s.one != person))
    if kind.to.audience == "one" or _fits(kind.to.audience, nearest, named=True):
        return _about(record, kind, nearest, named=True)
    plan = record.plan.matches if record.plan else ()
    member = (nearest.one.role, nearest.one.person)
    had = (*nearest.going, *nearest.over, *(m for m in plan if member in m.members()))
    return (Recipient(nearest.one, had[:1]),)


def _remedy(record: Standing, kind: LetterKind) -> str:
    key = record.cohort.key
    if kind.to.audience == "staff":
        return f"Write to a colleague with: mentorcli pair approach {key} MENTEE WHO"
    if kind.to.alone:
        see = f"See where everybody stands: mentorcli pair list {key}."
    else:
        see = f"See who gets it now: mentorcli letter {kind.name} {key} --dry-run."
    return f'{see} To write it all the same: --anyway --reason "…"'


_WITHOUT_PLAN: frozenset[Audience] = frozenset(("applicants", "staff", "one"))
"""Their letters go before a plan, too."""


def _fits(to: Audience, stands: PersonStanding, *, named: bool = False) -> bool:
    """Tell whether somebody belongs to an audience.

    Who withdrew from a match, or lost their place, is in none that ended early: a letter about the
    change tells the others.
    """
    if to == "left":
        return bool(stands.parted)
    if stands.one.state is not ApplicationState.VALID or stands.aside:
        return False
    if stands.one.role != ROLE_OF.get(to, stands.one.role):
        return False
    held = (stands.going, stands.over, stands.early, stands.asked, stands.lost, stands.new)
    free = not any(held) and (named or not stands.changed)
    belongs = {
        "applicants": True,
        "matched": bool(stands.going),
        "beginning": bool(stands.going if named else stands.beginning),
        "signed": bool(stands.signed),
        "mentors": bool(stands.going),
        "mentees": bool(stands.going),
        "waiting": free,
        "unused": free,
        "changed": stands.is_changed,
        "finished": bool(stands.over),
        "took_part": bool(stands.took_part),
    }
    return belongs.get(to, False)


def _about(
    record: Standing, kind: LetterKind, stands: PersonStanding, *, named: bool = False
) -> tuple[Recipient, ...]:
    """Return the letters of a kind to somebody: one about each match where that is what it is about."""
    one, to, going = stands.one, kind.to.audience, stands.going
    if to in OF_GOING_MATCHES:
        begins = going if named else stands.beginning  # who is named may have it later, too
        matches = {"signed": stands.signed, "beginning": begins}.get(to, going)
        return tuple(Recipient(one, (match,), match.id) for match in matches)
    if to in {"finished", "took_part"}:
        ended = stands.over if to == "finished" else stands.took_part
        # where each pair has its own days, a letter is about the last that came to its end
        about = ended[-1:] if record.programme.life.ongoing else ended
        return (Recipient(one, tuple(about), ended[-1].id),)
    if to == "left":
        return tuple(Recipient(one, (), life.match) for life in stands.parted)
    if to == "changed":
        place = _place(record, kind, stands)
        return (Recipient(one, tuple(going), str(stands.changed), place),)
    first = next((m for m in going if held_back(record, m)), next(iter(going), None))
    return (Recipient(one, (first,) if first else ()),)


def _place(record: Standing, kind: LetterKind, stands: PersonStanding) -> NewPlace:
    """Return what changed for somebody since the last letter of this kind."""
    one, number = stands.one, stands.changed
    keys = {a.number: letter_key(record.cohort.key, kind.name, one, str(a.number)) for a in record.approvals}  # fmt: skip
    told = {n for n, key in keys.items() if key in record.letters}
    who = (one.role, one.person)
    known = plan_before(record.approvals, who, number, told)
    had = company_in(known, who)
    before = had or frozenset()
    now = {p for match in stands.going for p in match.people} - {one.person}
    names = {a.person: a.name for a in record.applications}

    def listed(people: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted((names[p] for p in people if names.get(p)), key=match_key))

    # a circle is its people, whatever it goes on from
    came = before.isdisjoint(now) or (record.programme.form.led and _came_to(known, stands))
    moved = had is not None and bool(now) and came
    # in pairs each agreement binds two: only with whom somebody is new there is one to sign
    stays = not record.programme.form.mates_meet and bool(before & now)
    agreement: Anew = (
        "instead" if not stays or before == now else "beside" if now - before else "none"
    )
    return NewPlace(had is None, moved, listed(now - before), listed(before - now), agreement)


def _came_to(known: Plan | None, stands: PersonStanding) -> bool:
    """Tell whether somebody came to a match that was there without them in the plan that they know."""
    ids = {m.id for m in stands.going}
    there = (m for m in known.matches if m.id in ids) if known else ()
    return any(stands.one.person not in m.people for m in there)
