"""Every sentence with a number that the commands on plans make, of random cohorts of all forms.

Each figure is read from what the command shows and held against the same worked out from changed input
by listing all plans (``oracles/every_plan.py``). ``benchmarks/matching_sentences.py`` runs many.
"""

from __future__ import annotations

import random
from pathlib import Path

from matching_cases import COHORT
from oracles.every_plan import TooManyError, company
from sentences.changes import after_word, check_pair, check_replan, check_word, plan_after
from sentences.fairness import check_fair
from sentences.people import check_person, check_stages, with_places
from sentences.plans import check_plan
from sentences.questions import (
    check_advice,
    check_firm,
    check_rules_asked,
    check_what_if,
    newcomer,
)
from sentences.world import Tally, World, rows, world_of

from mentorcli.commands.applications.people import withdraw
from mentorcli.commands.plans import advice, checks, proposals, repairs
from mentorcli.commands.plans.approval import approve
from mentorcli.commands.plans.decisions import Word, rule
from mentorcli.commands.plans.explanations import explain
from mentorcli.domain.problem import UserError

FORMS = ("groups", "pairs", "peers")
PAIRS_ASKED = 6


def sentences_of(folder: Path, form: str, number: int) -> Tally:
    """Return what was said of a random cohort and was not true, and how much was checked."""
    tally = Tally()
    world = world_of(folder, form, number, tally)
    every = world.every()
    try:
        if not every.chosen(every.stages()):
            return tally
    except TooManyError:
        tally.checked["left out", "too many plans"] += 1
        return tally
    r = random.Random(f"{form} {number}")
    check_plan(world, proposals.match(world.run(dry=False), COHORT, why=True))
    _questions(world, r)
    _decide(world, r)
    _questions(world, r)
    _repair(world, r)
    return tally


def _questions(world: World, r: random.Random) -> None:
    run = world.run()
    check_rules_asked(world, advice.rules(run, COHORT))
    check_advice(world, advice.advise(run, COHORT))
    outcome = checks.check(run, COHORT, None, firm=True, fair=False)
    check_firm(world, outcome)
    check_fair(world, checks.check(run, COHORT, None, firm=False, fair=True))
    _what_ifs(world, r)
    for role, people in (("mentee", world.case.mentees), ("mentor", world.case.mentors)):
        for a in people:
            check_person(world, explain(run, COHORT, a.person, ""), a.person, role)
    for one, other in _some_pairs(world, r):
        check_pair(world, explain(run, COHORT, one, other), one, other)


def _some_pairs(world: World, r: random.Random) -> list[tuple[str, str]]:
    pairs = [
        (a.person, b.person) for a in world.case.mentees for b in world.case.found if a is not b
    ]
    return r.sample(pairs, min(PAIRS_ASKED, len(pairs)))


def _what_ifs(world: World, r: random.Random) -> None:
    """Ask some questions of each kind that there is."""
    case, run = world.case, world.run()
    people = (*case.mentees, *case.mentors)
    for a in r.sample(people, 2):
        left = [tuple(x for x in side if x is not a) for side in (case.mentees, case.mentors)]
        changed = world.changed(mentees=left[0], mentors=left[1])
        told = advice.what_if(run, COHORT, [f"remove {a.person}"])
        check_what_if(world, told, changed, "remove")
    for found in r.sample(case.programme.rules, min(2, len(case.programme.rules))):
        changed = world.profile(rules=tuple(x for x in case.programme.rules if x is not found))
        told = advice.what_if(run, COHORT, [f"without {found.key}"])
        check_what_if(world, told, changed, f"without {found.key}")
    if world.form == "peers":
        check_what_if(
            world,
            advice.what_if(run, COHORT, ["circles 2 4"]),
            world.profile(group=(2, 4)),
            "circles",
        )
        return
    for a in r.sample(case.mentors, 2):
        number = r.choice([0, 1, 2, 3])
        told = advice.what_if(run, COHORT, [f"capacity {a.person} {number}"])
        check_what_if(world, told, with_places(world, a.person, number), f"capacity {number}")
    try:
        every = world.every(newcomer(world, 1, themes=("leadership",)))
        every.plans  # noqa: B018 - worked out here or given up
    except TooManyError:
        return
    told = advice.what_if(run, COHORT, ["add mentor leadership"])
    check_added(world, told)


def check_added(world: World, told: object) -> None:
    """Check a newcomer by the stages only: the name that the product gives them decides ties."""
    every = world.every(newcomer(world, 1, themes=("leadership",)))
    best = every.best(every.stages())
    if best:
        check_stages(
            world, rows(told, "What if"), world.worth(world.made), best[0][1], "what-if", "add"
        )


def _decide(world: World, r: random.Random) -> None:
    """Try words on some pairs; one that is kept, and one that is forbidden, then stand."""
    for word in ("keep", "forbid"):
        together = [(p, o) for p, c in company(world.made).items() for o in c[:1]]
        able = [
            (a, b) for a, b in _some_pairs(world, r)
            if world.every().allowed(a, b) and b not in company(world.made).get(a, ())
        ]  # fmt: skip
        pairs = together if word == "forbid" else able
        for one, other in r.sample(sorted(pairs), min(1, len(pairs))):
            try:
                told = rule(world.run(), COHORT, Word(word, one, other))
            except UserError:
                none = plan_after(world, after_word(world, word, one, other)) is None
                world.claim(word, "no plan holds it", none, True)
                continue
            then = check_word(world, told, word, one, other)
            if then is not None:
                rule(world.run(dry=False), COHORT, Word(word, one, other))
                world.case, world.made = after_word(world, word, one, other), then[0]
                check_plan(world, proposals.match(world.run(dry=False), COHORT, why=True))


def _repair(world: World, r: random.Random) -> None:
    """Approve, let somebody leave, and repair in all ways."""
    if not world.made:
        return
    approve(world.run(dry=False), COHORT)
    world.approved = True
    for one, other in _some_pairs(world, r)[:2]:
        check_pair(world, explain(world.run(), COHORT, one, other), one, other)
    old, was = world.made, world.worth(world.made)
    gone = r.choice([p for m, members in old for p in ([m] if m else members)])
    withdraw(world.run(dry=False), COHORT, gone, "moved")
    world.case = world.changed(
        mentees=tuple(a for a in world.case.mentees if a.person != gone),
        mentors=tuple(a for a in world.case.mentors if a.person != gone),
        decisions=tuple(d for d in world.case.decisions if gone not in {d.mentee, d.mentor}),
    )
    for most, fill in ((None, False), (None, True), (3, False)):
        told = repairs.replan(
            world.run(), COHORT, most_moves=most, only_fill=fill, show_frontier=most is None
        )
        check_replan(world, told, old, most=most, fill=fill, was_worth=was)
