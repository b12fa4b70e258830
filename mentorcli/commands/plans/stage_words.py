"""What the stages of a plan are called, in a line and over a column."""

from __future__ import annotations

from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import CAN_MEET
from mentorcli.domain.programme import Programme

STAGES = {
    "waited": "{people} seated who waited before",
    "seated": "{people} seated",
    "can_meet": "pairs with no way to meet in common",
    "meet_together": "{matches} with no way to meet in common",
    "mentors_used": "mentors who have somebody",
    "worst_served": "score of the worst-served {person}",
    "within": "worst-served a little lower",
    "total": "total score",
    "fewest_moves": "{people} who move",
    "newcomers": "{people} new in a group that stays",
    "tie_break": "which of the equal plans, by people's ids",
}
_FIGURES = {
    "seated": "seated",
    CAN_MEET: "cannot meet",
    "worst_served": "worst-served",
    "total": "total",
}
"""The stages that a table of plans tells, each in a column."""


def stage_words(key: str, form: MatchForm) -> str:
    """Return what a stage counts in a few words."""
    if key.startswith("worst_served_"):
        return f"score of the worst-served but {int(key.rpartition('_')[2]) - 1}"
    if key == "fewest_moves" and not form.led:
        return "people who lose somebody of theirs"
    return STAGES.get(key, key).format(person=form.person, people=form.people, matches=form.matches)


def figures(programme: Programme) -> dict[str, str]:
    """Return which stages a table of plans tells, and the titles of their columns."""
    told = CAN_MEET in programme.stages
    return {key: title for key, title in _FIGURES.items() if told or key != CAN_MEET}
