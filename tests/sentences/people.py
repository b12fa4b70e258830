"""What ``explain`` says of one person, of a pair, and of what would give somebody a place."""

from __future__ import annotations

import re
from dataclasses import replace

from oracles.every_plan import EveryPlan, Group, Made, company
from oracles.profile_points import no_way, nowhere

from mentorcli.commands.outcome import Listing, Outcome
from mentorcli.domain.application import Capacity, Given
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase
from sentences.plans import COLUMNS, check_reason, stage_of
from sentences.world import World, first, rows, table, texts


def gentle(keys: list[str]) -> list[str]:
    """Return the stages with moves right after those that count who has a place."""
    front = [k for k in keys if k in {"waited", "seated"}]
    return [*front, "fewest_moves", *(k for k in keys if k not in front)]


def group_of(world: World, person: str, role: str) -> Group | None:
    """Return the match of somebody in a role."""
    return next((g for g in world.made if person in (g[1] if role == "mentee" else g[:1])), None)


def check_person(world: World, outcome: Outcome, person: str, role: str) -> None:
    """Check an explanation of one person."""
    every, said = world.every(), texts(outcome)
    mine = group_of(world, person, role)
    _parts(world, every, outcome, mine, person, role)
    _allowed(world, every, outcome, person, role)
    if mine is None:
        check_reason(world, person, role, said[1], "explain")
        if role == "mentee" or not rows(outcome, "If "):
            _blocking(world, said, person, role)
            _repairs(world, outcome, person, role)
        else:
            _used(world, outcome, person)
    elif role == "mentee":
        _costs(world, outcome, person)


def _parts(
    world: World, every: EveryPlan, outcome: Outcome, mine: Group | None, person: str, role: str
) -> None:
    """Check the points of each criterion with those who are together, pair by pair."""
    shown = [
        b
        for b in outcome.blocks
        if isinstance(b, Listing) and b.columns[:2] == ("criterion", "points")
    ]
    if mine is None:
        world.claim("explain", "nobody together", len(shown), 0)
        return
    pairs = [(person, x) for x in mine[1] if x != person] if not mine[0] else (
        [(person, mine[0])] if role == "mentee" else [(p, person) for p in mine[1]])  # fmt: skip
    if world.form == "pairs" and role == "mentor":
        pairs = [(p, person) for m, members in world.made if m == person for p in members]
    found = sorted([int(v) for v in _points(b)] for b in shown)
    wanted = sorted(
        [*every.parts(a, b).values(), sum(every.parts(a, b).values())] for a, b in pairs
    )
    world.claim("explain", "points by criterion", found, wanted)


def _points(found: Listing) -> list[str]:
    return [row[1] for row in found.rows]


def _allowed(world: World, every: EveryPlan, outcome: Outcome, person: str, role: str) -> None:
    for row in rows(outcome, "Also allowed"):
        other = world.person(row["name"])
        one, two = (person, other) if role == "mentee" else (other, person)
        score = sum(every.parts(one, two).values())
        if found := re.search(r"is in a circle of (\d+)", row["why not"]):
            group = group_of(world, two, "mentee")
            world.claim("explain", "circle of", found[1], len(group[1]) if group else 0)
        if world.form != "peers":
            world.claim("explain", "score that would be", row["score"], score)
            check_standing(world, one, two, row["why not"], "explain")
        world.claim("explain", "allowed", every.allowed(one, two), True)
    for row in rows(outcome, "Not allowed"):
        other = world.person(row["name"])
        one, two = (person, other) if role == "mentee" else (other, person)
        world.claim("explain", "not allowed", every.allowed(one, two), False)


def check_standing(world: World, one: str, mentor: str, text: str, command: str) -> None:
    """Check how a pair is said to stand: places left or taken."""
    every = world.every()
    group = next((g for g in world.made if g[0] == mentor), None)
    if found := re.search(r"(\d+) places? free", text):
        most = every.seats(mentor)[1]
        world.claim(command, "places free", found[1], most - (len(group[1]) if group else 0))
    if found := re.search(r"is full \((\d+)\)", text):
        world.claim(command, "full with", found[1], len(group[1]) if group else 0)
        world.claim(command, "full", found[1], every.seats(mentor)[1])
    if re.search("places? free|is full|has no group|does not fit|places are taken", text):
        apart = no_way(every.people[one], every.people[mentor])
        said = "no way to meet in common" in text
        world.claim(command, "no way to meet", said, apart and "can_meet" in every.stages())
    if group and "places free" in text.replace("place free", "places free"):
        people = [every.people[p] for p in (one, mentor, *group[1])]
        apart = nowhere(people) and not no_way(every.people[one], every.people[mentor])
        together = "no way to meet suits them all" in text
        world.claim(
            command, "no way together", together, apart and "meet_together" in every.stages()
        )
    if "has no group" in text:
        world.claim(command, "has no group", group is None, True)
    if "does not fit" in text and group:
        world.claim(
            command, "does not fit", every.may_be((mentor, tuple(sorted({*group[1], one})))), False
        )


def _costs(world: World, outcome: Outcome, person: str) -> None:
    """Check what the best alternatives of somebody are said to cost."""
    every, now = world.every(moves=True), world.worth(world.made)
    for row in rows(outcome, "What the best of these would cost"):
        other = world.person(row["with"])

        def has(made: Made, other: str = other) -> bool:
            return other in company(made).get(person, ())

        best = every.best(gentle(every.stages()), has)
        if not best:
            world.claim(
                "explain", "alternative: no plan", row["who else would move"], "no plan has that"
            )
            continue
        worth = best[0][1]
        for column, key in COLUMNS.items():
            true = f"{worth[key] - now[key]:+d}" if key in every.stages() else ""
            world.claim("explain", f"alternative: {key}", row.get(column, ""), true)
        if world.form != "peers":
            moves = (
                []
                if row["who else would move"] == "nobody else"
                else row["who else would move"].split("; ")
            )
            leaving = [m for m in moves if "from nobody" not in m]
            mine = person in company(world.made)
            world.claim(
                "explain",
                "alternative: others who move",
                len(leaving),
                worth["fewest_moves"] - mine,
            )


def _used(world: World, outcome: Outcome, mentor: str) -> None:
    """Check what it would do if a mentor had somebody."""
    every, now = world.every(moves=True), world.worth(world.made)
    best = every.best(
        [*every.stages(), "fewest_moves"], lambda made: any(m == mentor for m, _ in made)
    )
    check_stages(
        world, rows(outcome, "If "), now, best[0][1] if best else {}, "explain", "mentor used"
    )


def check_stages(
    world: World, told: list[dict[str, str]], now: dict, then: dict, command: str, kind: str
) -> None:
    """Check a table of what stages are worth now and then."""
    for row in told:
        key = stage_of(next(iter(row.values())))
        before, after = ([*row.values()][k] for k in (1, 2))
        world.claim(command, f"{kind}: {key} now", before, now[key])
        world.claim(command, f"{kind}: {key} then", after, then[key])
        if "change" in row:
            world.claim(
                command, f"{kind}: {key} change", row["change"], f"{then[key] - now[key]:+d}"
            )


def _blocking(world: World, said: list[str], person: str, role: str) -> None:
    """Check that what is said to stand in the way does, and that nothing of it can be left out."""
    text = first("stands? in the way|Even without any rule|Nothing stands", said)
    assert text is not None, said
    text = text.string
    placed = set(company(world.made)) - ({person} if role == "mentee" else set())
    if "Even without any rule" in text:
        world.claim(
            "explain", "even without any rule", _possible(world, person, role, (), ()), False
        )
        return
    if "Nothing stands in the way" in text:
        rules = [r.key for r in world.case.programme.rules]
        world.claim(
            "explain", "nothing in the way", _possible(world, person, role, rules, placed), True
        )
        return
    known = {r.key.replace("_", " "): r.key for r in world.case.programme.rules}
    words = re.search(r"(?:these rules together|this rule): (.*?)\.", text) or re.search(
        r"with the rules (.*)\.", text
    )
    rules = [known[w] for w in words[1].split(", ")] if words else []
    who = re.search(r"are the \w+ of (.*?)(?:, with the rules .*)?\.$", text)
    if who and who[1].startswith("all "):
        number = re.match(r"all (\d+)", who[1])
        world.claim("explain", "all who have a place", number and number[1], len(placed))
        people = set(placed)
    else:
        people = set(world.people_of(who[1])) if who else set()
    world.claim(
        "explain", "stands in the way", _possible(world, person, role, rules, people), False
    )
    for rule in rules:
        left = [r for r in rules if r != rule]
        world.claim(
            "explain", "without a rule of them", _possible(world, person, role, left, people), True
        )
    for one in people if not (who and who[1].startswith("all ")) else ():
        world.claim(
            "explain",
            "without a place of them",
            _possible(world, person, role, rules, people - {one}),
            True,
        )


def _possible(world: World, person: str, role: str, rules: object, people: object) -> bool:
    """Tell whether some plan under these rules places somebody and some others."""
    left = tuple(r for r in world.case.programme.rules if r.key in rules)
    every = world.every(world.profile(rules=left))
    wanted = set(people)
    if role == "mentee":
        return any(wanted | {person} <= s for s in every.placed_sets)
    return any(
        wanted <= company(made).keys() and any(m == person for m, _ in made)
        for made, _ in every.valued
    )


def _repairs(world: World, outcome: Outcome, person: str, role: str) -> None:
    shown = table(outcome, "What would give a")
    if shown is None:
        return
    for row in rows(outcome, shown.title):
        changed = repaired(world, row["change"])
        every = world.every(changed, moves=True)

        def has(made: Made, change: str = row["change"]) -> bool:
            if change.startswith("keep "):
                two = re.match(r"keep (.*?) with (.*?)(?:;|$)", change)
                assert two is not None
                return world.person(two[2]) in company(made).get(world.person(two[1]), ())
            return (
                person in company(made) if role == "mentee" else any(m == person for m, _ in made)
            )

        best = every.best(gentle(every.stages()), has)
        kind = row["change"].split()[0]
        if not best:
            world.claim("explain", f"repair {kind}: no plan", "told", "impossible")
            continue
        worth = best[0][1]
        for column, key in COLUMNS.items():
            true = worth[key] if key in every.stages() else ""
            world.claim("explain", f"repair {kind}: {key}", row.get(column, ""), true)
        if world.form != "peers":
            world.claim("explain", f"repair {kind}: moves", row["moves"], worth["fewest_moves"])
        lost = re.search(r"; (.*) ha(?:s|ve) no place then", row["change"])
        losers = set(world.people_of(lost[1])) if lost else set()
        had = company(world.made).keys()
        true_losers = [had - company(made).keys() for made, _ in best]
        world.claim(
            "explain",
            f"repair {kind}: who loses a place",
            any(x == losers for x in true_losers),
            True,
        )


def repaired(world: World, change: str) -> MatchingCase:
    """Return the case with one change of the table of repairs."""
    form = world.case.programme.form
    if found := re.match(r"override (.*) for (.*) with (.*?)(?:;|$)", change):
        rule = next(
            r.key for r in world.case.programme.rules if r.key.replace("_", " ") == found[1]
        )
        two = form.ordered(world.person(found[2]), world.person(found[3]))
        left = [d for d in world.case.decisions if {d.mentee, d.mentor} != {*two}]
        return world.decided(*left, Decision(*two, DecisionKind.KEEP, "", (rule,)))
    if found := re.match(r"(.*) takes (\d+)", change):
        return with_places(world, world.person(found[1]), int(found[2]))
    if found := re.match(r"circles of up to (\d+)", change):
        return world.profile(group=(world.case.programme.group[0], int(found[1])))
    if found := re.match(r"take back that (.*) and (.*) are forbidden", change):
        two = {world.person(found[1]), world.person(found[2])}
        return world.decided(*(d for d in world.case.decisions if {d.mentee, d.mentor} != two))
    return world.case


def with_places(world: World, mentor: str, number: int) -> MatchingCase:
    """Return the case with another number of places of a mentor."""
    people = []
    for a in world.case.mentors:
        takes = Capacity(min(a.capacity().fewest, number), number)
        given: Given = replace(a.answers["capacity"], value=takes)
        people.append(
            replace(a, answers={**a.answers, "capacity": given}) if a.person == mentor else a
        )
    return world.changed(mentors=tuple(people))
