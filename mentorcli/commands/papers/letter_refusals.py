"""Why a letter is not for somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from mentorcli.commands.names import match_in_words, names_of
from mentorcli.domain.application import ApplicationState
from mentorcli.domain.problem import Problem, Severity, UsageError
from mentorcli.domain.text import listed
from mentorcli.files.letter_headers import Audience
from mentorcli.standing.people import PersonStanding, person_standings
from mentorcli.standing.standing import Standing

if TYPE_CHECKING:
    from mentorcli.commands.papers.letter_audience import Recipient

ROLE_OF: Mapping[Audience, str] = {
    "mentors": "mentor",
    "unused": "mentor",
    "mentees": "mentee",
    "waiting": "mentee",
}
"""The role of an audience that has one."""


def why_not(record: Standing, to: Audience, stands: PersonStanding) -> str:
    """Return why somebody does not belong to an audience: the first reason that holds."""
    name, role, state = stands.one.name, stands.one.role, stands.one.state
    called = record.programme.form.person if role == "mentee" else "mentor"
    key, mend = record.cohort.key, "pair end" if record.programme.life.ongoing else "replan"
    reasons = (
        (to == "staff", f"{name} has applied."),
        (stands.lost and to == "left", f"The match of {name} has lost somebody and is not ended."),
        (to == "left" and not stands.had, f"{name} was in no match."),
        (state is ApplicationState.WITHDRAWN, f"{name} has withdrawn."),
        (to == "left", f"The match of {name} goes on, or came to its end as agreed."),
        (state is ApplicationState.INCOMPLETE, f"The application of {name} is incomplete."),
        (stands.aside, f"The application of {name} is set aside."),
        (role != ROLE_OF.get(to, role), f"{name} is a {called}."),
        (stands.left_early, f"The match of {name} ended early."),
        (
            to in {"finished", "took_part"} and stands.going,
            f"The match of {name} goes on until {stands.until}.",
        ),
        (to == "signed" and stands.going, f"Not everybody in the match of {name} has signed."),
        (to == "changed" and stands.going, f"Nothing was changed for {name}."),
        (stands.going, f"{name} is in a match."),
        (to == "took_part" and stands.over, f"{name} has not signed the agreement."),
        (stands.over, f"The match of {name} has ended."),
        (stands.asked, f"A match of {name} is proposed, and not agreed yet."),
        (stands.lost, f"The match of {name} has lost somebody: mentorcli {mend} {key}."),
        (
            to in ROLE_OF and stands.new,
            f"The plan was made without {name}: mentorcli replan {key}.",
        ),
    )
    return next((said for holds, said in reasons if holds), f"{name} is in no match.")


def certificate_notes(
    record: Standing, people: Iterable[Recipient], letter: str, today: dt.date
) -> Iterator[Problem]:
    """Yield of whose matches no meeting is known, and who gets no ``letter`` to all as they did not sign."""
    met, names = {s.match for s in record.sessions}, names_of(record.applications)
    silent = {m.id: m for to in people for m in to.matches if m.id not in met}
    called = [match_in_words(record.programme.form, m, names) for _, m in sorted(silent.items())]
    key = record.cohort.key
    if called:
        code = "certificate_without_meeting"
        yield Problem.of(code, Severity.NOTE, matches=listed(called), cohort=key)
    every = person_standings(record, record.applications, today) if letter else ()
    without = (x for x in every if x.over and not (x.took_part or x.going))
    if unsigned := sorted({names[x.one.person] for x in without}):
        code, who = "certificate_unsigned", listed(unsigned)
        yield Problem.of(code, Severity.NOTE, who=who, cohort=key, letter=letter)


def refuse_other_day(record: Standing, people: Iterable[Recipient], until: dt.date) -> None:
    """Raise UsageError where a letter would tell of another last day than the matches of a reader have."""
    standing = record.standing_matches()
    for to in people:
        mine = [m for m in standing if (to.one.role, to.one.person) in m.members()]
        ends = sorted({record.cohort_of(m.id).dates["wrapup"] for m in mine})
        if ends and until not in ends:
            key, who = record.cohort.key, to.one.person
            extend = f"If they go on until then: mentorcli pair extend {key} {who} --until {until}"
            raise UsageError(
                f"The match of {to.one.name} ends on {ends[-1]}, not on {until}. Nothing was written.",
                extend if until > ends[-1] else f"Tell them the day that it is: --until {ends[-1]}",
            )
