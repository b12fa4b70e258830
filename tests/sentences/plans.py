"""What ``match`` says: stages and their prices, ties, scores, who waits and why, what the rules block."""

from __future__ import annotations

import re
from itertools import combinations

from oracles.every_plan import EveryPlan, company, ties_of

from mentorcli.commands.outcome import Outcome
from sentences.reasons import check_reason
from sentences.world import World, first, moved, rows, table, texts

STAGES = {
    "seated who waited before": "waited", "seated": "seated", "mentors who have somebody": "mentors_used",
    "pairs with no way to meet in common": "can_meet",
    "groups with no way to meet in common": "meet_together",
    "circles with no way to meet in common": "meet_together",
    "score of the worst-served": "worst_served", "score of the worst-served but 1": "worst_served_2",
    "worst-served a little lower": "within", "total score": "total",
}  # fmt: skip


COLUMNS = {"seated": "seated", "cannot meet": "can_meet", "worst-served": "worst_served",
           "total": "total"}  # fmt: skip


def stage_of(words: str) -> str:
    """Return the stage that a line of a table is about."""
    said = words.partition(", without")[0].removeprefix("mentees ").removeprefix("people ")
    if said.endswith(("who move", "people who move", "who lose somebody of theirs")):
        return "fewest_moves"
    if said.endswith("new in a group that stays"):
        return "newcomers"
    return STAGES[said.removesuffix(" mentee").removesuffix(" person")]


def check_plan(world: World, outcome: Outcome, command: str = "match") -> None:
    """Check all that is said of a new plan, and take it as the plan of the world."""
    every = world.every()
    chosen = every.chosen(every.stages())
    assert chosen is not None
    before, (made, worth) = world.made, chosen
    world.made = made
    said = texts(outcome)
    _head(world, said, command)
    _stages(world, every, outcome, command)
    _prices(world, every, said, command)
    _ties(world, every, said, command)
    _groups(world, every, said, command)
    check_rules(world, outcome, "What the rules block", command)
    for title, people in (
        ("Mentees without", "mentee"),
        ("People without", "mentee"),
        ("Mentors without", "mentor"),
    ):
        _unplaced(world, every, outcome, title, people, command)
    if before:
        was, now = company(before), company(made)
        check_moved(world, outcome, was, now, "Against the plan before", command)
    assert worth["seated"] == sum(len(m) for _, m in made)


def check_moved(
    world: World, outcome: Outcome, was: dict, now: dict, title: str, command: str
) -> None:
    """Check how many are said to move, and who."""
    found = table(outcome, title)
    if found is None:
        other = [p for p in {*was, *now} if was.get(p) != now.get(p)]
        world.claim(command, "nobody moves", 0, len(other))
        return
    here = {a.person for a in world.case.mentees}
    had = {p: tuple(x for x in c if world.form != "peers" or x in here) for p, c in was.items()}
    movers = [p for p, c in had.items() if p in here and c and not set(c) <= set(now.get(p, ()))]
    if world.form == "peers":  # with whom a circle goes on has not moved
        movers = [p for p in movers if p in moved(was, now, world)]
    placed = [p for p in now if not had.get(p)]
    number = re.search(r"(\d+|nobody) moves?", found.title)
    world.claim(command, "how many move", number and number[1], len(movers) or "nobody")
    number = re.search(r"(\d+) (?:is|are) placed", found.title)
    world.claim(command, "how many are placed", number[1] if number else 0, len(placed))
    left = [p for p in was if p not in here]
    number = re.search(r"(\d+) left", found.title)
    world.claim(command, "how many left", number[1] if number else 0, len(left))


def _head(world: World, said: list[str], command: str) -> None:
    head = first(r"^(\d+) of (\d+) \w+ in (\d+) \w+(?:; (\d+) mentors? without)?", said)
    assert head is not None
    world.claim(command, "seated", head[1], sum(len(m) for _, m in world.made))
    world.claim(command, "people", head[2], len(world.case.mentees))
    alone = sum(len(m) for _, m in world.made)
    world.claim(command, "matches", head[3], alone if world.form == "pairs" else len(world.made))
    if head[4]:
        idle = len(world.case.mentors) - len({m for m, _ in world.made})
        world.claim(command, "mentors left", head[4], idle)


def _stages(world: World, every: EveryPlan, outcome: Outcome, command: str) -> None:
    worth, keys = every.values(world.made), []
    for row in rows(outcome, "How good the plan is"):
        words, value, best, unit, proof = row.values() if len(row) == 5 else [*_cells(outcome, row)]
        key = stage_of(words)
        world.claim(command, f"{key} value", value, worth[key])
        low = key in {"fewest_moves", "can_meet", "meet_together", "newcomers"}
        top = (min if low else max)(v[key] for _, v in every.best(keys))
        world.claim(command, f"{key} best possible", best, top)
        _without_kept(world, every, words, key, value, command)
        keys.append(key)
        assert unit
        assert proof


def _cells(outcome: Outcome, row: dict[str, str]) -> tuple[str, ...]:
    """Return all cells of a row: two columns have no name."""
    found = table(outcome, "How good the plan is")
    assert found is not None
    return next(tuple(r) for r in found.rows if r[0] == row["stage, in order"])


def _without_kept(
    world: World, every: EveryPlan, words: str, key: str, value: str, command: str
) -> None:
    """Check who is left out of the floor, where that is said, and nobody else."""
    if not key.startswith("worst_served"):
        return
    number = re.search(r"without (\d+) pairs?", words)
    together = [frozenset(x) for g in world.made for x in ties_of(g)]
    counted = int(number[1]) if number else 0
    kept = {frozenset(k) for k in every.kept} & set(together)
    scores = [
        every.score(g, p) for g in world.made for p in g[1]
        if not (counted and frozenset((p, g[0])) in kept)
    ]  # fmt: skip
    k = 1 if key == "worst_served" else int(key[-1])
    scores.sort()
    world.claim(
        command,
        "worst served without kept",
        value,
        scores[min(k, len(scores)) - 1] if scores else 0,
    )
    if counted:
        world.claim(command, "kept pairs left out", counted, len(kept))


def _prices(world: World, every: EveryPlan, said: list[str], command: str) -> None:
    keys = every.stages()
    for text in (t for t in said if t.startswith("What each stage cost the ")):
        head, _, rest = text.partition(": ")
        later = stage_of(head.removeprefix("What each stage cost the "))
        for part in rest.rstrip(".").split("; "):
            words, _, cost = part.rpartition(", ")
            key = stage_of(words)
            x = keys.index("worst_served" if key == "within" else key)
            without = _top(every, keys[:x], later)
            reached = _top(every, keys[: x + 1], later)
            if key == "within":
                strict = _strict(world, every, keys[: x + 1])
                without = _top(strict, keys[: x + 1], later)
            number = re.match(r"(gave )?(\d+|nothing)(?: \((\d+) instead of (\d+)\))?", cost)
            assert number is not None, cost
            lost = (reached - without) if later == "can_meet" else (without - reached)
            world.claim(command, f"price of {key}", number[2], abs(lost) or "nothing")
            world.claim(command, f"way of price of {key}", bool(number[1]), lost < 0)
            if number[3]:
                world.claim(command, "reached", number[3], reached)
                world.claim(command, "reached without", number[4], without)


def _strict(world: World, every: EveryPlan, keys: list[str]) -> EveryPlan:
    """Return the same without a tolerance of the floor."""
    programme = world.case.programme
    assert keys
    assert every.case.programme is programme
    none = type(programme.tolerance)()
    return world.every(world.profile(tolerance=none))


def _top(every: EveryPlan, keys: list[str], later: str) -> int:
    return (min if later == "can_meet" else max)(v[later] for _, v in every.best(keys))


def _ties_of(every: EveryPlan, world: World) -> set[str]:
    """Return who has other company in some plan that is as good in all but the tie-break."""
    mine = company(world.made)
    others = [company(p) for p, _ in every.best(every.stages())]
    return {p for p, c in mine.items() if any(o.get(p) != c for o in others)}


def tied(world: World) -> set[str]:
    """Return who could have another place at no cost."""
    return _ties_of(world.every(), world)


def _ties(world: World, every: EveryPlan, said: list[str], command: str) -> None:
    text = next((t for t in said if t.startswith(("Ties:", "No ties"))), "")
    loose = _ties_of(every, world)
    number = re.match(r"Ties: (\d+) of (\d+) ", text)
    world.claim(command, "ties", number[1] if number else 0, len(loose))
    if number:
        world.claim(command, "ties of", number[2], len(company(world.made)))
        listed = text.partition(" just as good: ")[2].split(". Which of")[0]
        names = sorted(
            world.person(x.split(" with ")[0]) for x in listed.split("; ") if " with " in x
        )
        world.claim(command, "who is tied", names, sorted(loose))


def _groups(world: World, every: EveryPlan, said: list[str], command: str) -> None:
    told = [t for t in said if " · score " in t]
    sums = sorted(sum(every.score(g, p) for p in g[1]) for g in world.made)
    if world.form == "pairs":
        sums = sorted(every.score(g, p) for g in world.made for p in g[1])
    world.claim(
        command, "score of each match", sorted(int(t.rpartition(" ")[2]) for t in told), sums
    )
    for k, text in enumerate(said):
        if " · score " not in text:
            continue
        names = text.split(" · ")[0].split(" with ")[-1].split(", ")
        lines = re.findall(r"^\s*(\d+)  ", said[k + 1], re.MULTILINE)
        for name, number in zip(names, lines, strict=True):
            person = world.person(name)
            group = next(g for g in world.made if person in g[1])
            world.claim(command, "score of each", number, every.score(group, person))


def check_rules(world: World, outcome: Outcome, title: str, command: str) -> None:
    """Check how many pairs each rule blocks, and how many for no other reason."""
    every = world.every()
    mentees, mentors = every.mentees, [a.person for a in world.case.mentors]
    mates = list(combinations(mentees, 2))
    pairs = [(a, b) for a in mentees for b in mentors]
    between = [every.broken(a, b) for a, b in pairs]
    among = [every.mates_broken(a, b) if every.led else every.broken(a, b) for a, b in mates]
    for row in rows(outcome, title):
        key = row["rule"].replace(" ", "_")
        found = table(outcome, title)
        assert found is not None
        cells = next(r for r in found.rows if r[0] == row["rule"])
        for at, name in enumerate(found.columns):
            if (
                name not in {"pairs blocked", "two mentees kept apart", "two people kept apart"}
                or not cells[at]
            ):
                continue
            sets = between if name == "pairs blocked" else among
            blocked = sum(key in s for s in sets)
            world.claim(command, "pairs blocked", cells[at], f"{blocked} of {len(sets)}")
            world.claim(command, "blocked by it only", cells[at + 1], sum(s == {key} for s in sets))


def _unplaced(
    world: World, every: EveryPlan, outcome: Outcome, title: str, role: str, command: str
) -> None:
    for row in rows(outcome, title):
        person, text = world.person(row["name"]), row["why"]
        _best(world, every, person, role, row["would be allowed with"], command)
        check_reason(world, person, role, text, command)


def _best(world: World, every: EveryPlan, person: str, role: str, said: str, command: str) -> None:
    """Check the scores of those with whom somebody would be allowed, and that no other has more."""
    told = [
        (world.person(n), int(s))
        for n, s in re.findall(r"([^;()]+?) \((\d+)\)", said.replace("; ", ";"))
    ]
    if world.form == "peers":
        others = [p for p in every.mentees if p != person and every.allowed(person, p)]
        scores = {
            p: sum(every.parts(person, p).values()) + sum(every.parts(p, person).values())
            for p in others
        }
    elif role == "mentee":
        able = [
            a.person
            for a in world.case.mentors
            if every.seats(a.person)[0] <= every.seats(a.person)[1]
        ]
        scores = {m: sum(every.parts(person, m).values()) for m in able if every.allowed(person, m)}
    else:
        scores = {
            p: sum(every.parts(p, person).values())
            for p in every.mentees
            if every.allowed(p, person)
        }
    for other, score in told:
        world.claim(command, "score that would be", score, scores.get(other))
    best = sorted(scores.values(), reverse=True)[: len(told)]
    world.claim(command, "best that would be", [s for _, s in told], best)
    if len(told) < 3:
        world.claim(command, "how many would be allowed", len(told), min(len(scores), 3))
