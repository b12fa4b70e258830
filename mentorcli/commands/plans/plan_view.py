"""A plan as people read it: stages with proofs, matches with reasons, who waits, who moves and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.commands.names import joined
from mentorcli.commands.outcome import Listing, Paragraph
from mentorcli.commands.plans.blocked_pairs import blocked_listing
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.plans.stage_words import stage_words
from mentorcli.domain.explanation import WhatIf
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import Match, Plan, Unplaced
from mentorcli.domain.plan_news import Move, moves_to
from mentorcli.domain.text import counted
from mentorcli.matching import StagePrice, steps_of
from mentorcli.workspace.codec import encode

TIE_BREAK = "tie_break"
"""The stage that only settles equals: its number says nothing to people."""
MOST_TIED = 12
Blocks = list[Paragraph | Listing]
Names = Mapping[str, str]


def plan_blocks(
    plan: Plan,
    names: Names,
    form: MatchForm,
    unmet: Collection[tuple[str, str]],
    prices: Sequence[StagePrice] = (),
    *,
    why: bool = False,
) -> Blocks:
    """Return what the coordinator needs in order to judge a plan: a line for each match, who waits.

    ``unmet`` are its pairs that have no way to meet in common. With ``why`` each pair's sentence
    and what the rules block are told, too.
    """
    words, seated = words_of(form), sum(len(m.mentees) for m in plan.matches)
    everybody = counted(seated + len(plan.waiting), form.person)
    head = f"{seated} of {everybody} in {counted(len(plan.matches), words.match)}"
    if form.led:
        head += f"; {counted(len(plan.unused), 'mentor')} without a {words.match}"
    return [
        Paragraph(head, strong=True),
        stages_proved(plan, form),
        *_prices(prices, form),
        *_unmet(unmet, names),
        _matches(plan, names, form, unmet),
        *(reason for match in plan.matches if why for reason in match_reasons(match, names)),
        *_unplaced(words.waiting, plan.waiting, names),
        *_unplaced("Mentors without a match", plan.unused, names),
        *([blocked_listing(plan, form)] if why else ()),
    ]


def _matches(
    plan: Plan, names: Names, form: MatchForm, unmet: Collection[tuple[str, str]]
) -> Listing:
    """Return a line for each match: its people, the lowest points, the language, what does not fit."""
    against = {(d.mentee, d.mentor) for d in plan.excused_pairs()}
    rows = []
    for match in plan.matches:
        odd = [_ODD.format(names.get(a, a), "against a rule") for a, _ in _within(match, against)]
        odd += [_ODD.format(names.get(a, a), "no way to meet") for a, _ in _within(match, unmet)]
        led = [names.get(match.mentor, match.mentor)] if form.led else []
        lowest = str(min((p.score for p in match.pairs), default=0))
        rows.append((*led, joined(match.mentees, names), lowest, match.language, "; ".join(odd)))
    columns = (*(("mentor",) if form.led else ()), form.people, "lowest", "in", "⚠")
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    title = f"{words_of(form).match}s".capitalize()
    return Listing(columns, rows, title, right=("lowest",))


_ODD = "{}: {}"


def _within(match: Match, pairs: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of which both are in a match."""
    return [pair for pair in sorted(pairs) if {*pair} <= {*match.people}]


def stages_proved(plan: Plan, form: MatchForm) -> Listing:
    """Return the table of what each stage reached, and how much better it could be."""
    rows = [
        (
            stage_words(s.key, form) + _without_kept(s.key, plan, form),
            str(s.value),
            str(s.bound),
            s.unit,
            "proved" if s.proved() else "not proved",
        )
        for s in plan.stages
        if s.key != TIE_BREAK
    ]
    columns = ("stage, in order", "value", "best possible", "", "")
    return Listing(columns, rows, "How good the plan is", right=columns[1:3])


def _without_kept(key: str, plan: Plan, form: MatchForm) -> str:
    """Return what is said of a floor under which the coordinator's own pairs may be."""
    kept = len(plan.kept_pairs()) if form.led else 0  # in circles everybody counts
    if not 0 < kept < len(plan.company()) or not key.startswith("worst_served"):
        return ""  # all count where nobody else has a place
    return f", without {counted(kept, 'pair')} kept by hand"


def stages_compared(
    before: Plan | None, plan: Plan, form: MatchForm, title: str, columns: tuple[str, str, str]
) -> Listing:
    """Return the table of what each stage is worth in two plans."""
    old = {s.key: str(s.value) for s in before.stages} if before else {}
    rows = [
        (
            stage_words(s.key, form) + _without_kept(s.key, plan, form),
            old.get(s.key, ""),
            str(s.value),
        )
        for s in plan.stages
        if s.key != TIE_BREAK
    ]
    return Listing(columns, rows, title, right=columns[1:])


def _prices(prices: Sequence[StagePrice], form: MatchForm) -> Blocks:
    costs: dict[str, list[str]] = {}
    for p in (p for p in prices if p.cost()):
        cost = f"gave {-p.cost()}" if p.cost() < 0 else str(p.cost())
        told = f"{stage_words(p.key, form)}, {cost} ({p.reached} instead of {p.without})"
        costs.setdefault(p.next, []).append(told)
    if prices and not costs:
        return [Paragraph("No stage cost a later one anything.")]
    return [
        Paragraph(f"What each stage cost the {stage_words(later, form)}: {'; '.join(said)}.")
        for later, said in costs.items()
    ]


def _unmet(pairs: Collection[tuple[str, str]], names: Names) -> Blocks:
    """Return who of a plan cannot meet, and that it is for want of a better plan."""
    if not pairs:
        return []
    said = "; ".join(" with ".join(names.get(p, p) for p in pair) for pair in pairs)
    text = (
        f"No way to meet in common: {said}. No plan that is as good in the stages before has fewer."
    )
    return [Paragraph(text)]


def match_reasons(match: Match, names: Names) -> Blocks:
    """Return a match with the sentence of each pair."""
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


def tie_blocks(plan: Plan, loose: Collection[str], names: Names, form: MatchForm) -> Blocks:
    """Return who could have another place in a plan that is just as good."""
    if not loose:
        return [Paragraph("No ties: every other plan is worse.")]
    company = plan.company()
    tied = [f"{names.get(p, p)} with {joined(company[p], names)}" for p in sorted(loose)]
    more = f"; and {len(tied) - MOST_TIED} more" if len(tied) > MOST_TIED else ""
    text = (
        f"Ties: {len(tied)} of {len(company)} {words_of(form).tied} at no cost, as plans without them "
        f"are just as good: {'; '.join(tied[:MOST_TIED])}{more}. Which of the equal plans this is follows "
        "from who the people are, never from the order of rows or from chance: the same answers give "
        "the same plan. To choose otherwise: plan keep, forbid or move."
    )
    return [Paragraph(""), Paragraph(text)]


def plan_data(plan: Plan, names: Names) -> dict[str, Any]:
    """Return a plan for ``--json``, with the names of the people in it."""
    return {**encode(plan), "names": {p: names[p] for p in sorted(plan.people()) if p in names}}


def stage_changes(outcome: WhatIf, form: MatchForm, title: str) -> Listing:
    """Return the table of what each stage is worth now and then."""
    rows = [
        (stage_words(s.key, form), str(s.now), str(s.then), f"{s.then - s.now:+d}")
        for s in outcome.stages
    ]
    columns = ("stage", "now", "then", "change")
    return Listing(columns, rows, title, right=columns[1:])


@dataclass(frozen=True, slots=True)
class Changed:
    """Everybody whose place differs between two plans, parted by what it means for them.

    ``move``: they had a place and have another or none now; in circles not those with whom a circle
    goes on (see ``steps_of``), though a repair counts whoever loses somebody. ``placed``: they had nobody (or nobody who is
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
    going = {step.person for step in steps_of(every, form)}
    kinds = [_kind(m, here, form, goes=m.mentee in going) for m in every]

    def those(kind: str) -> tuple[Move, ...]:
        return tuple(m for m, k in zip(every, kinds, strict=True) if k == kind)

    return Changed(
        every, those("move"), those("placed"), those("alone"), those("left"), those("stay")
    )


def _kind(move: Move, here: set[str], form: MatchForm, *, goes: bool) -> str:
    if move.mentee not in here:
        return "left"
    had = set(form.counted_company(move.before, here))
    if not had:
        return "placed" if move.after else "alone"
    return "move" if goes and not had <= set(move.after) else "stay"


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
