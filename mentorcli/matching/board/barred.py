"""Why a decision bars a pair, in a sentence: because you said so, or because somebody declined."""

from __future__ import annotations

from collections.abc import Iterable

from mentorcli.domain.application import Application
from mentorcli.domain.decision import Decision
from mentorcli.matching.wording import name_of


def why_barred(decisions: Iterable[Decision], one: Application, other: Application) -> str:
    """Return who barred two people; ``one`` is the mentee and ``other`` the mentor, where there are.

    Of who declined only the name is said, never the words that came with the answer.
    """
    people = {one.person, other.person}
    who = next(
        (d.declined_by() for d in decisions if {d.mentee, d.mentor} == people and d.declined_by()),
        "",
    )
    if not who:
        return "You forbade this pair."
    if who == "both":
        return "Both declined this pair."
    called = {"mentee": name_of(one), "mentor": name_of(other)}
    return f"{called.get(who, who)} declined this pair."
