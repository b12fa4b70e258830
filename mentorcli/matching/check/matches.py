"""Is everybody in the plan once, is every match allowed, and are its points and sentences right?"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from mentorcli import __version__
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.plan import Match, PairScore, Plan, ScorePart, Unplaced
from mentorcli.matching.board.reasons import reason_of
from mentorcli.matching.check.facts import LANGUAGE_RULE, Facts
from mentorcli.matching.phrases import name_of
from mentorcli.names.languages import is_language

CODES = frozenset((
    "no_mentors", "blocked_by_rules", "no_common_language", "no_seats", "would_not_fill_group",
    "group_rules", "no_places", "only_one_to_one", "outside_group_size", "too_few_allowed",
    "not_needed", "no_group_forms", "free_place",
))  # fmt: skip
MOST_SHOWN = 3


def check_people(facts: Facts, plan: Plan, *, quick: bool) -> list[str]:
    """Return what is wrong with who is where and in which order."""
    form, wrong = facts.case.programme.form, []
    if any(bool(m.mentor) is not form.led for m in plan.matches):
        return ["A match has no mentor where there must be one, or one where there is none."]
    placed = [p for m in plan.matches for p in m.mentees]
    if Counter([*placed, *(u.person for u in plan.waiting)]) != Counter(list(facts.mentees)):
        wrong.append(f"Not every {form.person} stands in the plan exactly once.")
    running = [m.mentor for m in plan.matches if m.mentor]
    if not facts.one_to_one and len(set(running)) < len(running):
        wrong.append("A mentor has two groups.")
    if Counter([*set(running), *(u.person for u in plan.unused)]) != Counter(list(facts.mentors)):
        wrong.append("Not every mentor stands in the plan exactly once.")
    ids = [m.id for m in plan.matches]
    left_out = ([u.person for u in people] for people in (plan.waiting, plan.unused))
    ordered = (ids, *left_out, *([*m.mentees] for m in plan.matches))
    if any(keys != sorted(keys) for keys in ordered):
        wrong.append("The plan is not in its fixed order.")
    if len(set(ids)) < len(ids) or "" in ids:
        wrong.append("Two matches have one name, or one has none.")
    return wrong if wrong or quick else _unplaced(facts, plan)


def _unplaced(facts: Facts, plan: Plan) -> list[str]:
    wrong = []
    for role, people in (("mentee", plan.waiting), ("mentor", plan.unused)):
        for u in people:
            if u.code not in CODES or not u.reason.strip():
                wrong.append(f"It is not said why {u.person} has no match.")
            if plan.version == __version__ and u.best != _best(facts, role, u):
                wrong.append(f"The best possible people of {u.person} are others.")
    return wrong


def _best(facts: Facts, role: str, someone: Unplaced) -> tuple[tuple[str, int], ...]:
    """Return those with whom somebody could be, the highest scores first; in circles both ways."""
    form, me, ranked = facts.case.programme.form, someone.person, []
    for other in facts.found if role == "mentee" else facts.mentees:
        pair = (me, other) if role == "mentee" else (other, me)
        if (other == me and not form.led) or form.ordered(*pair) in facts.forbidden:
            continue
        excused = () if form.led else facts.kept.get(form.ordered(*pair), ())
        full = form.led and role == "mentee" and not facts.bounds(other)[1]
        if not full and set(excused).issuperset(facts.between(*pair)):
            both = facts.score(*pair) + (0 if form.led else facts.score(*pair[::-1]))
            ranked.append((-both, other))
    return tuple((person, -score) for score, person in sorted(ranked)[:MOST_SHOWN])


def check_matches(facts: Facts, plan: Plan) -> list[str]:
    """Return what is wrong inside the matches."""
    wrong = []
    having = Counter(match.mentor for match in plan.matches)
    for match in plan.matches:
        wrong += _rules(facts, match)
        wrong += _size(facts, having[match.mentor], match)
        wrong += _language(facts, match)
        if tuple(p.mentee for p in match.pairs) != match.mentees:
            wrong.append(f"{match.id}: the points are not those of its people in order.")
            continue
        for told in match.pairs:
            wrong += _person(facts, match, told, anew=plan.version == __version__)
        if match.score != sum(p.score for p in match.pairs):
            wrong.append(f"{match.id}: the score is not the sum of its people's.")
    return wrong


def _rules(facts: Facts, match: Match) -> list[str]:
    wrong = []
    for tie in match.ties():
        one, other = tie
        excused = facts.kept.get(tie, frozenset())
        broken = [key for key in facts.between(one, other) if key not in excused]
        if tie in facts.forbidden:
            wrong.append(f"{match.id}: you forbade {one} with {other}.")
        wrong += [f"{match.id}: {one} with {other} is against {key}." for key in broken]
    mates = combinations(match.mentees, 2) if match.mentor and not facts.one_to_one else ()
    wrong += [
        f"{match.id}: {one} and {other} together is against {key}."
        for one, other in mates
        for key in facts.apart(one, other)
    ]
    if len(match.mentees) > 1:
        wrong += [f"{match.id}: the group is against {key}." for key in _mixes(facts, match)]
    return wrong


def _mixes(facts: Facts, match: Match) -> list[str]:
    """Return the rules about a whole group that this one breaks."""
    people, broken = [facts.mentees[p] for p in match.mentees], []
    for rule in facts.rules:
        if rule.alone is not None:
            said = Counter(label for p in people if (label := rule.alone(p, facts.ground)))
            broken += [rule.key] * (1 in said.values())
        if rule.alike is not None:
            labels = {rule.alike(p, facts.ground) for p in people}
            broken += [rule.key] * (len(labels) == 1 and "" not in labels)
    return broken


def _size(facts: Facts, matches: int, match: Match) -> list[str]:
    number = len(match.mentees)
    if not match.mentor:
        fewest, most = facts.case.programme.group
        fits = max(fewest, 2) <= number <= most
        return [] if fits else [f"{match.id}: a circle of {number} is not allowed."]
    if facts.one_to_one:
        if number != 1:
            return [f"{match.id}: it is not one mentee with one mentor."]
        number = matches
    low, high = facts.bounds(match.mentor)
    if low <= number <= high:
        return []
    return [f"{match.id}: {number} mentees do not fit the places of {match.mentor}."]


def _ours_first(language: str) -> tuple[bool, str]:
    return language not in LANGUAGES, language


def _language(facts: Facts, match: Match) -> list[str]:
    people = [facts.of_role(role)[p] for role, p in match.members()]
    lists = [[x for x in dict.fromkeys(a.choices("languages")) if is_language(x)] for a in people]
    every = sorted({*LANGUAGES, *(x for one in lists for x in one)}, key=_ours_first)
    counted = {x: sum(x in one for one in lists) for x in every}
    ranks = {x: sum(one.index(x) for one in lists if x in one) for x in every}
    wanted = min(every, key=lambda x: (-counted[x], ranks[x], every.index(x)))
    excused = any(LANGUAGE_RULE in facts.kept.get(tie, ()) for tie in match.ties())
    if facts.by_language and counted[wanted] < len(lists) and not excused:
        return [f"{match.id}: there is no language that all chose."]
    # a match that goes on keeps its language where all chose it
    fits = match.language == wanted or counted.get(match.language, 0) == len(lists)
    return [] if fits else [f"{match.id}: the language is not {wanted}."]


def _person(facts: Facts, match: Match, told: PairScore, *, anew: bool) -> list[str]:
    """Return what is wrong with what is told of somebody who has a place in a match.

    Another version counted and said it otherwise: without ``anew`` only sums are looked at.
    """
    me, ground = facts.mentees[told.mentee], facts.ground
    others = [facts.found[p] for p in match.company(told.mentee)]
    given = [tuple(c.part(me, o, ground) for c in facts.criteria) for o in others]
    parts = given[0] if match.mentor else _averages(facts, given, [name_of(o) for o in others])
    parts = parts if anew else told.parts
    wrong = []
    if told.parts != parts or told.score != sum(p.points for p in parts):
        wrong.append(f"{match.id}: the score of {told.mentee} is not what the answers give.")
    if any(not 0 <= p.points <= p.most for p in parts):
        wrong.append(f"{match.id}: a part of the score of {told.mentee} is out of bounds.")
    kept = [facts.kept[t] for t in match.ties() if told.mentee in t and t in facts.kept]
    if told.kept_by_hand is not bool(kept):
        wrong.append(f"{match.id}: whether {told.mentee} was kept by hand is not told right.")
    reason = " ".join(
        reason_of(me, o, facts.criteria, ground, row) for o, row in zip(others, given, strict=True)
    )
    if kept:
        rules = ", ".join(sorted({key for found in kept for key in found}))
        reason += f" Kept by hand against a rule: {rules}." if rules else " Kept by hand."
    if anew and told.reason != reason:
        wrong.append(f"{match.id}: the reason is another.")
    return wrong


def _averages(
    facts: Facts, given: list[tuple[ScorePart, ...]], names: list[str]
) -> tuple[ScorePart, ...]:
    """Return what somebody gets from the others of a circle on average, and why, person by person."""
    return tuple(
        ScorePart(
            c.key,
            sum(p.points for p in column) // len(column),
            c.most,
            "; ".join(
                f"{name} {p.because}" for name, p in zip(names, column, strict=True) if p.because
            ),
        )
        for c, column in zip(facts.criteria, zip(*given, strict=True), strict=True)
    )


def check_decisions(facts: Facts, plan: Plan) -> list[str]:
    """Return which decisions are missing, added or not obeyed."""
    wrong = []
    if plan.decisions != tuple(sorted(set(facts.case.decisions))):
        wrong.append("The decisions in the plan are not those of the cohort.")
    made = set(plan.ties())
    return wrong + [
        f"{one} was kept with {other} and is not."
        for one, other in facts.kept
        if (one, other) not in made
    ]
