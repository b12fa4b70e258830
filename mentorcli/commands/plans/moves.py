"""Who moves between two plans, in one meaning of the word wherever moves are counted or listed."""

from __future__ import annotations

from dataclasses import dataclass

from mentorcli.commands.names import joined
from mentorcli.commands.outcome import Listing, Paragraph
from mentorcli.commands.plans.plan_view import Blocks, Names
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import Move, Plan, moves_to


@dataclass(frozen=True, slots=True)
class Changed:
    """Everybody whose place differs between two plans, parted by what it means for them.

    ``move``: they had a place and have another or none now; in circles those who lose somebody who
    is still there, which is what a repair counts too. ``placed``: they had nobody (or nobody who is
    still there). ``alone``: they are without a circle as all others of theirs left. ``left``: they
    are not in the cohort any more. ``stay``: their circle changes around them.
    """

    every: tuple[Move, ...]
    move: tuple[Move, ...]
    placed: tuple[Move, ...]
    alone: tuple[Move, ...]
    left: tuple[Move, ...]
    stay: tuple[Move, ...]


def changed_between(before: Plan, after: Plan, form: MatchForm) -> Changed:
    """Return whose place differs between two plans, parted."""
    every = moves_to(before, after.company())
    here = {u.person for u in after.waiting} | set(after.company())
    kinds = [_kind(m, here, form) for m in every]

    def those(kind: str) -> tuple[Move, ...]:
        return tuple(m for m, k in zip(every, kinds, strict=True) if k == kind)

    return Changed(
        every, those("move"), those("placed"), those("alone"), those("left"), those("stay")
    )


def _kind(move: Move, here: set[str], form: MatchForm) -> str:
    if move.mentee not in here:
        return "left"
    had = set(form.counted_company(move.before, here))
    if not had:
        return "placed" if move.after else "alone"
    return "stay" if had <= set(move.after) else "move"


def moved_listing(
    changed: Changed | None, names: Names, form: MatchForm, before: str = "the plan before"
) -> Blocks:
    """Return who has another place than in the plan ``before``; nothing when there was none."""
    if changed is None:
        return []
    if not changed.every:
        return [Paragraph(""), Paragraph(f"Nobody moves against {before}.")]
    rows = [
        (names.get(m.mentee, m.mentee), _company(m.before, names), _company(m.after, names))
        for m in changed.every
    ]
    title = f"Against {before}, {counts_in_words(changed)}"
    return [Paragraph(""), Listing((form.person, "before", "now"), rows, title)]


def counts_in_words(changed: Changed) -> str:
    """Return how many move, are placed and so on: 2 move, 1 is placed."""
    number = len(changed.move)
    said = [f"{number or 'nobody'} {'move' if number > 1 else 'moves'}"]
    alone = "no circle, as the others of theirs left"
    kinds = (
        (changed.placed, "is placed", "are placed"),
        (changed.alone, f"has {alone}", f"have {alone}"),
        (changed.left, "left", "left"),
        (changed.stay, "stays in a circle that changes", "stay in circles that change"),
    )
    said += [f"{len(who)} {one if len(who) == 1 else many}" for who, one, many in kinds if who]
    return ", ".join(said)


def _company(people: tuple[str, ...], names: Names) -> str:
    return joined(people, names) or "nobody"
