"""The sentences about a pair: why it is a good match, and who barred it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mentorcli.domain.application import Application
from mentorcli.domain.decision import Decision
from mentorcli.domain.plan import ScorePart
from mentorcli.domain.text import listed
from mentorcli.matching.criteria import Criterion
from mentorcli.matching.phrases import capitalised, name_of
from mentorcli.matching.rule_inputs import Ground


def reason_of(
    mentee: Application,
    mentor: Application,
    criteria: Sequence[Criterion],
    ground: Ground,
    parts: Sequence[ScorePart],
) -> str:
    """Return one English sentence that quotes both people's answers.

    It names only what earned points, and what is told where it is missed; and only answers that the
    other people of a match may see.
    """
    openings = [c.opening(mentee, ground) for c in criteria if c.opening]
    asks = listed(list(dict.fromkeys(text for text in openings if text)))
    said = [part.because for part in parts if part.points and part.because]
    head = f"{name_of(mentee)} {asks}; " if asks else ""
    missed = "".join(
        f"; they {c.line.texts['missed']}"
        for c, part in zip(criteria, parts, strict=True)
        if c.line and "missed" in c.line.texts and part.because and not part.points
    )
    if not said:
        return capitalised(f"{head}no criterion gives points for {name_of(mentor)}{missed}.")
    clauses = ", ".join(said[:-1]) + ", and " + said[-1] if len(said) > 1 else said[0]
    return f"{head}{name_of(mentor)} {clauses}{missed}."


def why_barred(decisions: Iterable[Decision], one: Application, other: Application) -> str:
    """Return who barred two people; ``one`` is the mentee and ``other`` the mentor, where there are.

    Of who declined only the name is said, never the words that came with the answer.
    """
    people = {one.person, other.person}
    about = [d for d in decisions if {d.mentee, d.mentor} == people]
    if day := next((d.parted_on() for d in about if d.parted_on()), ""):
        return f"Their match ended early on {day}."
    who = next((d.declined_by() for d in about if d.declined_by()), "")
    if not who:
        return "You forbade this pair."
    if who == "both":
        return "Both declined this pair."
    called = {"mentee": name_of(one), "mentor": name_of(other)}
    return f"{called.get(who, who)} declined this pair."
