"""Who moves between two plans, in one meaning of the word wherever moves are counted or listed."""

from __future__ import annotations

from dataclasses import dataclass

from mentorcli.commands.names import called
from mentorcli.commands.outcome import Listing, Paragraph
from mentorcli.commands.plans.plan_view import Blocks, Names
from mentorcli.domain.plan import Move, Plan, moves_between


@dataclass(frozen=True, slots=True)
class Changed:
    """Everybody whose place differs between two plans, parted by what it means for them.

    ``move``: they had a place and have another or none now; of equals those who lose somebody who
    is still there, which is what a repair counts too. ``placed``: they had nobody (or nobody who is
    still there). ``alone``: equals without a circle as all others of theirs left. ``left``: they are not in the cohort any more. ``stay``: equals whose circle
    changes around them.
    """

    every: tuple[Move, ...] = ()
    move: tuple[Move, ...] = ()
    placed: tuple[Move, ...] = ()
    alone: tuple[Move, ...] = ()
    left: tuple[Move, ...] = ()
    stay: tuple[Move, ...] = ()


def changed_between(before: Plan, after: Plan) -> Changed:
    """Return whose place differs between two plans, parted."""
    every = moves_between(before, after)
    here = {u.person for u in after.waiting} | {p for m in after.matches for p in m.mentees}
    equals = not any(m.mentor for m in (*before.matches, *after.matches))
    kinds = [_kind(m, here, equals=equals) for m in every]

    def those(kind: str) -> tuple[Move, ...]:
        return tuple(m for m, k in zip(every, kinds, strict=True) if k == kind)

    return Changed(
        every, those("move"), those("placed"), those("alone"), those("left"), those("stay")
    )


def _kind(move: Move, here: set[str], *, equals: bool) -> str:
    if move.mentee not in here:
        return "left"
    if move.before is None:
        return "placed"
    if not equals:
        return "move"
    had = set(move.before.split("+")) & here
    if not had:
        return "placed" if move.after else "alone"
    return "stay" if had <= set((move.after or "").split("+")) else "move"


def moved_listing(changed: Changed | None, names: Names, before: str = "the plan before") -> Blocks:
    """Return who has another place than in the plan ``before``; nothing when there was none."""
    if changed is None:
        return []
    if not changed.every:
        return [Paragraph(""), Paragraph(f"Nobody moves against {before}.")]
    rows = [
        (names.get(m.mentee, m.mentee), _others(m.before, names), _others(m.after, names))
        for m in changed.every
    ]
    title = f"Against {before}, {counts_in_words(changed)}"
    return [Paragraph(""), Listing(("mentee", "before", "now"), rows, title)]


def counts_in_words(changed: Changed) -> str:
    """Return how many move, are placed and so on: 2 move, 1 is placed."""
    number = len(changed.move)
    said = [f"{number or 'nobody'} {'move' if number > 1 else 'moves'}"]
    kinds = (
        (changed.placed, "is placed", "are placed"),
        (
            changed.alone,
            "has no circle, as the others of theirs left",
            "have no circle, as the others of theirs left",
        ),
        (changed.left, "left", "left"),
        (changed.stay, "stays in a circle that changes", "stay in circles that change"),
    )
    said += [f"{len(who)} {one if len(who) == 1 else many}" for who, one, many in kinds if who]
    return ", ".join(said)


def _others(person: str | None, names: Names) -> str:
    return "nobody" if person is None else called(person, names)
