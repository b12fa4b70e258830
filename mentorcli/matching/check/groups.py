"""Is every match allowed, and are its language, points and sentences right?"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.plan import Match, PairScore, Plan
from mentorcli.matching.board.reasons import reason_of
from mentorcli.matching.check.facts import Facts


def check_groups(facts: Facts, plan: Plan) -> list[str]:
    """Return what is wrong inside the matches."""
    wrong = []
    having = Counter(match.mentor for match in plan.matches)
    for match in plan.matches:
        wrong += _rules(facts, match)
        wrong += _size(facts, having[match.mentor], match)
        wrong += _language(facts, match)
        if tuple(p.mentee for p in match.pairs) != match.mentees:
            wrong.append(f"{match.id}: the pairs are not the mentees in order.")
            continue
        for pair in match.pairs:
            wrong += _pair(facts, match, pair)
        if match.score != sum(p.score for p in match.pairs):
            wrong.append(f"{match.id}: the score is not the sum of its pairs.")
    return wrong


def _rules(facts: Facts, match: Match) -> list[str]:
    wrong = []
    for mentee in match.mentees:
        excused = facts.kept.get((mentee, match.mentor), frozenset())
        broken = [key for key in facts.broken(mentee, match.mentor) if key not in excused]
        if (mentee, match.mentor) in facts.forbidden:
            wrong.append(f"{match.id}: you forbade {mentee} with {match.mentor}.")
        wrong += [f"{match.id}: {mentee} with {match.mentor} is against {key}." for key in broken]
    for one, other in combinations(match.mentees, 2):
        if not facts.one_to_one:
            wrong += [
                f"{match.id}: {one} and {other} together is against {key}."
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
    if facts.one_to_one:
        if number != 1:
            return [f"{match.id}: it is not one mentee with one mentor."]
        number = matches
    low, high = facts.bounds(match.mentor)
    if low <= number <= high:
        return []
    return [f"{match.id}: {number} mentees do not fit the places of {match.mentor}."]


def _language(facts: Facts, match: Match) -> list[str]:
    people = [facts.mentors[match.mentor], *(facts.mentees[p] for p in match.mentees)]
    lists = [[x for x in dict.fromkeys(a.choices("languages")) if x in LANGUAGES] for a in people]
    counted = {x: sum(x in one for one in lists) for x in LANGUAGES}
    ranks = {x: sum(one.index(x) for one in lists if x in one) for x in LANGUAGES}
    wanted = min(LANGUAGES, key=lambda x: (-counted[x], ranks[x], LANGUAGES.index(x)))
    excused = any("common_language" in facts.kept.get((p, match.mentor), ()) for p in match.mentees)
    if facts.by_language and counted[wanted] < len(lists) and not excused:
        return [f"{match.id}: there is no language that all chose."]
    return [] if match.language == wanted else [f"{match.id}: the language is not {wanted}."]


def _pair(facts: Facts, match: Match, told: PairScore) -> list[str]:
    mentee, mentor = facts.mentees[told.mentee], facts.mentors[match.mentor]
    parts = tuple(c.part(mentee, mentor, facts.ground) for c in facts.criteria)
    wrong = []
    if told.parts != parts or told.score != sum(p.points for p in parts):
        wrong.append(f"{match.id}: the score of {told.mentee} is not what the answers give.")
    if any(not 0 <= p.points <= p.most for p in parts):
        wrong.append(f"{match.id}: a part of the score of {told.mentee} is out of bounds.")
    kept = (told.mentee, match.mentor) in facts.kept
    if told.kept_by_hand is not kept:
        wrong.append(f"{match.id}: whether {told.mentee} was kept by hand is not told right.")
    reason = reason_of(mentee, mentor, facts.criteria, facts.ground, parts)
    if overridden := facts.kept.get((told.mentee, match.mentor), frozenset()):
        reason += f" Kept by hand against a rule: {', '.join(sorted(overridden))}."
    elif kept:
        reason += " Kept by hand."
    return wrong if told.reason == reason else [*wrong, f"{match.id}: the reason is another."]


def check_decisions(facts: Facts, plan: Plan) -> list[str]:
    """Return which decisions are missing, added or not obeyed."""
    wrong = []
    if plan.decisions != tuple(sorted(set(facts.case.decisions))):
        wrong.append("The decisions in the plan are not those of the cohort.")
    made = dict(plan.ties())
    wrong += [
        f"{mentee} was kept with {mentor} and is not."
        for mentee, mentor in facts.kept
        if made.get(mentee) != mentor
    ]
    return wrong
