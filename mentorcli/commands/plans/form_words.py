"""What a command says otherwise of circles than of mentees with mentors: one table, no branches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mentorcli.domain.match_form import CIRCLES, GROUPS, PAIRS, MatchForm


@dataclass(frozen=True, slots=True)
class FormWords:
    """Words and sentences of a form of match, beside those that the form itself knows."""

    match: str
    newcomer: str
    what_ifs: str
    nobody_missing: str
    nobody_helps: str
    advice: tuple[str, str, str]
    firm: tuple[str, str]
    loose: str
    loose_columns: tuple[str, ...]
    stable: str
    better: tuple[str, str]
    better_columns: tuple[str, ...]
    tied: str
    waiting: str
    gained: tuple[str, str]
    review: str
    cannot_stay: str
    known_as: Mapping[str, str]
    """What a role is called in the list of who must be told what."""


_LED = FormWords(
    match="group",
    newcomer="mentor",
    what_ifs="capacity WHO N · add mentor WORD… · remove WHO · without RULE",
    nobody_missing="Every mentee can have a place; no mentor is missing.",
    nobody_helps="No kind of mentor that was tried would seat anybody more: rules stand in the way.",
    advice=("a new mentor who offers", "one seats", "two seat"),
    firm=("pair", "are firm"),
    loose="could change without any loss (settled by the tie-break)",
    loose_columns=("mentee", "mentor", "ends with", "namely"),
    stable="Stable: no mentee and mentor would both gain together.",
    better=("pair", "of a mentee and a mentor would both gain together"),
    better_columns=("mentee", "mentor", "now", "together", "in place of"),
    tied="pairs could be swapped",
    waiting="Mentees without a match",
    gained=("mentee", "a place or a mentor"),
    review="In the yellow column choose keep, forbid or another mentor for as many as you like, and save.",
    cannot_stay="{} cannot stay: their mentor has gone or takes fewer, or the pair is barred now",
    known_as={"mentee": "mentee", "mentor": "mentor"},
)
_IN_CIRCLES = FormWords(
    match="circle",
    newcomer="peer",
    what_ifs="add peer WORD… · remove WHO · without RULE · circles FEWEST MOST",
    nobody_missing="Everybody can have a circle; nobody is missing.",
    nobody_helps="Nobody new who was tried would give anybody a circle: rules stand in the way.",
    advice=("somebody new who speaks", "with one more have a circle", "with two"),
    firm=("person", "have a firm circle"),
    loose="could have another without any loss (settled by the tie-break)",
    loose_columns=("person", "in a circle with", "ends with", "namely"),
    stable="Stable: in no other circle that may be would everybody have more points.",
    better=("circle", "in which everybody would have more points"),
    better_columns=("circle", "now", "together"),
    tied="people could have another circle",
    waiting="People without a circle",
    gained=("person", "a circle or other company"),
    review="In the sheet of circles choose keep or forbid, in that of people where to move somebody, "
    "and save.",
    cannot_stay="{} cannot keep all of theirs: their circle cannot go on",
    known_as={"mentee": "person"},
)
_WORDS = {GROUPS: _LED, PAIRS: replace(_LED, match="pair"), CIRCLES: _IN_CIRCLES}


def words_of(form: MatchForm) -> FormWords:
    """Return the words of a form."""
    return _WORDS[form]
