"""Why a letter is not for somebody."""

from __future__ import annotations

from collections.abc import Mapping

from mentorcli.domain.application import ApplicationState
from mentorcli.files.letter_headers import Audience
from mentorcli.standing.people import PersonStanding
from mentorcli.standing.standing import Standing

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
