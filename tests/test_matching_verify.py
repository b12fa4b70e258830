"""A plan is checked by something that shares nothing with what made it."""

from __future__ import annotations

import json
from dataclasses import replace

import grimp
import pytest
from matching_bruteforce import brute_force, tiny
from matching_cases import case, mentee, mentor, profile
from matching_generated import cohort
from matching_pairs import tiny_pairs
from oracles import proved_again, reprove

from mentorcli.domain.application import Capacity
from mentorcli.domain.certificate import Certificate, Prices
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.matching import propose, seal_of, verify

COHORT = "2027-spring"


def test_the_verifier_imports_no_solver():
    graph = grimp.build_graph("mentorcli")
    checker = {m for m in graph.modules if m.startswith("mentorcli.matching.check")}
    assert len(checker) > 3
    makers = {m for m in graph.modules if m.startswith("mentorcli.matching.solve")}
    makers |= {f"mentorcli.matching.board.{m}" for m in ("board", "grid", "group_rules", "ties")}
    assert makers <= graph.modules
    for maker in makers:
        for module in checker:
            chain = graph.find_shortest_chain(module, maker)
            assert chain is None, chain


def groups() -> MatchingCase:
    people = [mentee(f"k{k}", goals=("leadership", "skills")[: k % 2 + 1],
                     research_group="Aurora" if k in (1, 2) else "") for k in range(7)]  # fmt: skip
    people += [mentee("z", languages=("sv",))]
    mentors = [mentor(f"m{k}", themes=("leadership", "skills")[: k % 2 + 1]) for k in range(4)]
    mentors += [mentor("n", capacity=Capacity(1, 1))]
    keep, forbid = (
        Decision("k0", "m0", DecisionKind.KEEP, "asked"),
        Decision("k1", "m1", DecisionKind.FORBID),
    )
    return case(people, mentors, keep, forbid, programme=profile(points={"themes": 9, "wishes": 3}))


def pairs() -> MatchingCase:
    return next(p for p in map(tiny_pairs, range(7, 200)) if len(p.mentees) > 5 and not p.decisions
                and len(p.mentors) > 3)  # fmt: skip


def sealed(plan: Plan) -> Plan:
    return replace(plan, seal=seal_of(plan))


def tampered(plan: Plan):
    """Each way to tamper with a plan, by a name; the seal is made anew, as a forger would."""
    m, *rest = plan.matches
    other, p, w, u, d = plan.matches[-1], m.pairs[0], plan.waiting, plan.unused, plan.decisions
    part = p.parts[0]

    def first(**changes):
        return replace(plan, matches=(replace(m, **changes), *rest))

    def pair(**changes):
        return first(pairs=(replace(p, **changes), *m.pairs[1:]))

    def one(field, **changes):
        head, *tail = getattr(plan, field)
        return replace(plan, **{field: (replace(head, **changes), *tail)})

    yield "cohort", replace(plan, cohort="2027-autumn")
    yield "inputs", replace(plan, inputs="0" * 64)
    yield "profile", replace(plan, profile="0" * 64)
    yield "no profile", replace(plan, profile="")
    yield "match lost", replace(plan, matches=tuple(rest))
    yield "match twice", replace(plan, matches=(m, *plan.matches))
    yield "matches turned round", replace(plan, matches=plan.matches[::-1])
    yield "another id", first(id="m-aaaaaaaaaa")
    yield "id of another", first(id=other.id)
    yield "another mentor", first(mentor=u[0].person if u else other.mentor)
    yield "unknown mentor", first(mentor="nobody")
    yield "unknown mentee", first(mentees=("nobody", *m.mentees[1:]))
    yield "mentees of another", first(mentees=other.mentees)
    yield "a mentee less", first(mentees=m.mentees[1:])
    yield "nobody in it", first(mentees=(), pairs=(), score=0)
    yield (
        "a mentee lost with points",
        first(mentees=m.mentees[1:], pairs=m.pairs[1:], score=m.score - p.score),
    )
    yield "a mentee twice", first(mentees=(m.mentees[0], *m.mentees))
    yield "language", first(language="sv" if m.language != "sv" else "en")
    yield "unknown language", first(language="de")
    yield "score up", first(score=m.score + 1)
    yield "score down", first(score=m.score - 1)
    yield "pairs lost", first(pairs=())
    yield "pair of another", pair(mentee=other.pairs[-1].mentee + "x")
    yield "pair score", pair(score=p.score + 1)
    yield (
        "pair and match score",
        first(pairs=(replace(p, score=p.score + 1), *m.pairs[1:]), score=m.score + 1),
    )
    yield "part points", pair(parts=(replace(part, points=part.points + 1), *p.parts[1:]))
    yield (
        "part and sums",
        first(
            pairs=(
                replace(
                    p,
                    parts=(replace(part, points=part.points + 1), *p.parts[1:]),
                    score=p.score + 1,
                ),
                *m.pairs[1:],
            ),
            score=m.score + 1,
        ),
    )
    yield "part most", pair(parts=(replace(part, most=part.most + 5), *p.parts[1:]))
    yield "part name", pair(parts=(replace(part, criterion="luck"), *p.parts[1:]))
    yield "part words", pair(parts=(replace(part, because="is nice"), *p.parts[1:]))
    yield "part lost", pair(parts=p.parts[1:])
    yield "part twice", pair(parts=(part, *p.parts))
    yield "reason", pair(reason="They will get on.")
    yield "reason lost", pair(reason="")
    yield "kept by hand", pair(kept_by_hand=not p.kept_by_hand)
    yield "decision lost", replace(plan, decisions=d[1:]) if d else None
    yield "decision added", replace(plan, decisions=(*d, Decision("x", "y", DecisionKind.KEEP)))
    yield (
        "decision turned",
        replace(plan, decisions=(replace(d[0], kind=DecisionKind.FORBID), *d[1:])) if d else None,
    )
    yield (
        "decision's reason",
        replace(plan, decisions=(replace(d[0], why="?"), *d[1:])) if d else None,
    )
    yield (
        "decision excused",
        replace(plan, decisions=(replace(d[0], overrides=("not_with",)), *d[1:])) if d else None,
    )
    for k, stage in enumerate(plan.stages):

        def changed(k=k, **changes):
            stages = list(plan.stages)
            stages[k] = replace(stages[k], **changes)
            return replace(plan, stages=tuple(stages))

        better = -1 if stage.key == "tie_break" else 1
        yield f"{stage.key} value", changed(value=stage.value + better)
        yield (
            f"{stage.key} value and bound",
            changed(value=stage.value + better, bound=stage.bound + better),
        )
        yield f"{stage.key} bound", changed(bound=stage.bound - better)
        yield f"{stage.key} unit", changed(unit="bananas")
        yield f"{stage.key} proof", changed(proof="trust me")
    yield "a stage lost", replace(plan, stages=plan.stages[1:])
    yield "stages turned round", replace(plan, stages=plan.stages[::-1])
    yield "a stage twice", replace(plan, stages=(plan.stages[0], *plan.stages))
    yield "rule counted less", one("rules", blocked=plan.rules[0].blocked + 1)
    yield "rule alone", one("rules", alone=plan.rules[0].alone + 1)
    yield "rule of", one("rules", of=plan.rules[0].of + 1)
    yield "rule name", one("rules", rule="luck")
    yield "rule lost", replace(plan, rules=plan.rules[1:])
    for field, people in (("waiting", w), ("unused", u)):
        if people:
            yield f"{field} lost", replace(plan, **{field: people[1:]})
            yield f"{field} twice", replace(plan, **{field: (people[0], *people)})
            yield (
                f"{field} turned",
                replace(plan, **{field: people[::-1]}) if len(people) > 1 else None,
            )
            yield f"{field} another", one(field, person="nobody")
            yield f"{field} code", one(field, code="bad_luck")
            yield f"{field} silent", one(field, reason=" ")
            yield f"{field} best", one(field, best=(("k0", 999),))
    if plan.certificate is not None:
        yield from _prices(plan, plan.certificate)


def _prices(plan: Plan, c: Certificate):
    def with_(**changes):
        return replace(plan, certificate=replace(c, **changes))

    yield "certificate lost", replace(plan, certificate=None)
    for name in ("seated", "total", "ties"):
        prices = getattr(c, name)
        yield f"{name} prices lost", with_(**{name: Prices()})
        for side in ("mentees", "mentors"):
            listed = getattr(prices, side)
            if listed:
                (person, price), *more = listed
                for value in (price + 1, price - 1, -price, float(price), 0):
                    yield (
                        f"{name} {side} price {value!r}",
                        with_(**{name: replace(prices, **{side: ((person, value), *more)})}),
                    )
                yield (
                    f"{name} {side} name",
                    with_(**{name: replace(prices, **{side: (("nobody", price), *more)})}),
                )
    yield "bonus", with_(bonus=c.bonus + 1)
    yield "weight", with_(weight=c.weight + 1)


@pytest.mark.parametrize("make", [groups, pairs])
def test_every_kind_of_tampered_plan_is_refused(make):
    problem = make()
    plan = propose(problem)
    assert verify(problem, plan) == ()
    ways = [(name, bad) for name, bad in tampered(plan) if bad is not None and bad != plan]
    assert len(ways) >= 50
    let_through = [name for name, bad in ways if not verify(problem, sealed(bad))]
    assert let_through == ["another id"]  # an id is the match's own: only the seal tells
    assert verify(problem, dict(ways)["another id"])
    assert all("The plan was changed after it was made." in verify(problem, bad) for _, bad in ways)


def test_a_worse_plan_with_right_sums_is_found_out_by_prices_or_by_reproof():
    found = 0
    for seed in range(40):
        for make in (tiny, tiny_pairs):
            problem = make(seed)
            if problem.decisions:
                continue
            plan = propose(problem)
            others = tuple(Decision(p, m.mentor, DecisionKind.FORBID) for m in plan.matches[:1]
                           for p in m.mentees[:1])  # fmt: skip
            if not others:
                continue
            other = propose(replace(problem, decisions=others))
            worse = sealed(replace(plan, matches=other.matches, waiting=other.waiting, unused=other.unused, stages=tuple(
                replace(s, proof=t.proof) for s, t in zip(other.stages, plan.stages, strict=True)),
                certificate=other.certificate))  # fmt: skip
            if verify(problem, worse):
                found += 1
                continue
            again = reprove(problem, worse)
            assert any(again[s.key] != s.value for s in worse.stages), seed
            found += 1
    assert found > 30


def test_the_second_program_agrees_with_brute_force():
    for seed in range(60):
        problem = tiny(seed)
        if brute_force(problem) is not None:
            plan = propose(problem)
            assert reprove(problem, plan) == {s.key: s.value for s in plan.stages}, seed


@pytest.mark.parametrize("number", range(3))
def test_the_second_program_agrees_on_middle_sized_cohorts(number):
    problem = cohort(24, 12, number)
    plan = propose(problem)
    assert reprove(problem, plan) == {s.key: s.value for s in plan.stages}
    assert dict(plan.ties())


def test_the_command_checks_and_refuses(approved):
    path = approved.folder / "out" / COHORT / "plan.json"
    assert "is valid" in approved("plan", "check", COHORT, path).stdout
    done = json.loads(approved("plan", "check", COHORT, path, "--json").stdout)
    assert done["valid"]
    assert set(done["proofs"]) == {
        "seated",
        "can_meet",
        "meet_together",
        "worst_served",
        "total",
        "tie_break",
    }
    assert proved_again(approved.folder, COHORT)
    content = json.loads(path.read_text(encoding="utf-8"))
    content["matches"][0]["score"] += 1
    other = path.with_name("other.json")
    other.write_text(json.dumps(content), encoding="utf-8")
    assert "refused" in approved("plan", "check", COHORT, other, code=3).stdout
    other.write_text("[]", encoding="utf-8")
    assert "not a plan" in approved("plan", "check", COHORT, other, code=3).stderr


def test_the_command_tells_two_plans_apart(imported):
    imported("match", COHORT)
    folder = imported.folder / "out" / COHORT
    first = folder / "first.json"
    first.write_bytes((folder / "plan.json").read_bytes())
    plan = json.loads(first.read_text(encoding="utf-8"))
    gone = plan["matches"][0]
    imported("application", "withdraw", COHORT, gone["mentor"], "--yes")
    imported("match", COHORT)
    data = json.loads(imported("plan", "diff", first, folder / "plan.json", "--json").stdout)
    moved = {m["mentee"] for m in data["moves"]}
    assert set(gone["mentees"]) <= moved
    assert all(m["why"] for m in data["moves"])
    assert "Nobody moves" in imported("plan", "diff", first, first).stdout
