"""A plan as people read it: stages with their proofs, matches with reasons, who waits and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mentorcli.commands.naming import called, counted, joined
from mentorcli.commands.outcome import Listing, Paragraph
from mentorcli.domain.plan import Match, Move, Plan, Unplaced
from mentorcli.matching import StagePrice
from mentorcli.workspace.codec import encode

STAGES = {
    "waited": "mentees seated who waited before",
    "seated": "mentees seated",
    "worst_served": "score of the worst-served mentee",
    "total": "total score",
    "fewest_moves": "mentees who move",
    "tie_break": "tie-break by identity",
}

Blocks = list[Paragraph | Listing]
Names = Mapping[str, str]


def stage_words(key: str) -> str:
    """Return what a stage counts in a few words."""
    if key.startswith("worst_served_"):
        return f"score of the worst-served but {int(key.rpartition('_')[2]) - 1}"
    return STAGES.get(key, key)


def plan_blocks(plan: Plan, names: Names, prices: Sequence[StagePrice] = ()) -> Blocks:
    """Return everything that the coordinator needs in order to judge a plan."""
    seated = sum(len(m.mentees) for m in plan.matches)
    everybody = seated + len(plan.waiting)
    groups, unused = counted(len(plan.matches), "group"), counted(len(plan.unused), "mentor")
    head = f"{seated} of {counted(everybody, 'mentee')} in {groups}; {unused} without a group"
    if plan.matches and not any(m.mentor for m in plan.matches):
        head = f"{seated} of {everybody} people in {counted(len(plan.matches), 'circle')}"
    return [
        Paragraph(head, strong=True),
        _stages(plan),
        *_prices(prices),
        *(block for match in plan.matches for block in _match(match, names)),
        *_unplaced("Mentees without a match", plan.waiting, names),
        *_unplaced("Mentors without a match", plan.unused, names),
        _rules(plan),
    ]


def _stages(plan: Plan) -> Listing:
    rows = [
        (
            stage_words(s.key),
            str(s.value),
            str(s.bound),
            s.unit,
            "proved" if s.proved() else "not proved",
        )
        for s in plan.stages
    ]
    columns = ("stage, in order", "value", "bound", "", "")
    return Listing(columns, rows, "How good the plan is", right=("value", "bound"))


def _prices(prices: Sequence[StagePrice]) -> Blocks:
    if not prices:
        return []
    rows = [
        (stage_words(p.key), stage_words(p.next), str(p.reached), str(p.without), str(p.cost()))
        for p in prices
    ]
    columns = ("this stage", "left out, this one", "is", "would be", "so it costs")
    return [Listing(columns, rows, "What each stage cost the next", right=columns[2:])]


def _match(match: Match, names: Names) -> Blocks:
    who = joined(match.mentees, names)
    if match.mentor:
        who = f"{names.get(match.mentor, match.mentor)} with {who}"
    head = f"{who} · {match.language} · score {match.score}"
    reasons = "\n".join(f"  {pair.score:>4}  {pair.reason}" for pair in match.pairs)
    return [Paragraph(""), Paragraph(head, strong=True), Paragraph(reasons, hang=8)]


def _unplaced(title: str, people: Sequence[Unplaced], names: Names) -> Blocks:
    if not people:
        return []
    rows = [(names.get(u.person, u.person), u.reason, _best(u, names)) for u in people]
    return [Paragraph(""), Listing(("name", "why", "would be allowed with"), rows, title)]


def _best(unplaced: Unplaced, names: Names) -> str:
    return "; ".join(f"{names.get(p, p)} ({score})" for p, score in unplaced.best)


def _rules(plan: Plan) -> Listing:
    rows = [
        (r.rule.replace("_", " "), str(r.blocked), str(r.alone), str(r.of), r.kind)
        for r in plan.rules
    ]
    columns = ("rule", "pairs blocked", "by it alone", "of", "")
    return Listing(columns, rows, "What the rules block", right=columns[1:4])


def moved_listing(moves: Sequence[Move], names: Names, *, known: bool) -> Blocks:
    """Return who has another mentor than in the plan before; nothing when there was none."""
    if not known:
        return []
    if not moves:
        return [Paragraph(""), Paragraph("Nobody moves against the plan before.")]
    rows = [
        (names.get(m.mentee, m.mentee), _mentor(m.before, names), _mentor(m.after, names))
        for m in moves
    ]
    return [
        Paragraph(""),
        Listing(("mentee", "before", "now"), rows, f"Against the plan before, {len(moves)} move"),
    ]


def _mentor(person: str | None, names: Names) -> str:
    return "nobody" if person is None else called(person, names)


def plan_data(plan: Plan, names: Names) -> dict[str, Any]:
    """Return a plan for ``--json``, with the names of the people in it."""
    people = {p for m in plan.matches for p in (m.mentor, *m.mentees)}
    people |= {u.person for u in (*plan.waiting, *plan.unused)}
    return {**encode(plan), "names": {p: names[p] for p in sorted(people) if p in names}}
