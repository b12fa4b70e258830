"""Why somebody is matched as they are, or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from mentorcli import matching
from mentorcli.commands.names import find_person, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph, as_typed, findable, once_more
from mentorcli.commands.plans.advice import planned
from mentorcli.commands.plans.costs import alternatives, cost_of_pair, why_left_out
from mentorcli.commands.plans.overrides import excused_sentence
from mentorcli.commands.plans.plan_view import Blocks
from mentorcli.commands.plans.repairs import plan_to_repair
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.explanation import PairOutlook
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Problem, UsageError
from mentorcli.domain.programme import Programme
from mentorcli.matching.ask.shortlist import Alike, alike, marked, shortlist
from mentorcli.matching.sheets.labels import OwnWords, own_words
from mentorcli.workspace.codec import encode
from mentorcli.workspace.plans import StoredPlan, newest_plan
from mentorcli.workspace.records import cohort_standing, matching_case

MOST = 8


def explain(run: Run, key: str, who: str, other: str) -> Outcome:
    """Explain one person's place in the newest plan, or one pair when ``other`` is named."""
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
        if record.programme.life.ongoing and newest_plan(connection, key) is None:
            case = matching_case(workspace, connection, key)
            return _one_by_one(case, names_of(record.applications), who, other)
    case, plan, names = planned(run, key)
    me = find_person((*case.mentees, *case.mentors), who, record.applications)
    person = me.person
    if other:
        them = find_person(case.partners(me), other, record.applications).person
        with view_of(run) as (workspace, connection):
            base = plan_to_repair(workspace, connection, key)
        return _pair(case, plan, base, (person, them), names)
    return _person(case, plan, person, names)


def _one_by_one(case: MatchingCase, names: Mapping[str, str], who: str, other: str) -> Outcome:
    """Say how two fit where pairs are made one by one and there is none yet; of one alone nothing."""
    everybody = (*case.mentees, *case.mentors)
    me = find_person(everybody, who)
    suggest = f"mentorcli suggest {as_typed(names[me.person])} --cohort {case.cohort}"
    if not other:
        mentee = me.role == "mentee"
        raise UsageError(
            f"In {case.cohort} pairs are made one by one, and there is none yet to explain.",
            f"See who would fit: {suggest}" if mentee else "Say with whom: --with MENTEE",
        )
    them = find_person(case.partners(me), other, everybody)
    young, old = (me, them) if me.role == "mentee" else (them, me)
    one = next(c for c in shortlist(case, young, len(case.mentors)) if c.mentor == old.person)
    barred = [f"Blocked by {rule.replace('_', ' ')}: {why}" for rule, why in one.blocked_by]
    said = barred or [one.reason, f"{one.score} points; no pair of {case.cohort} is agreed yet."]
    head = Paragraph(f"{names[young.person]} with {names[old.person]}", strong=True)
    read, words = side_by_side_words(young, old, case.programme)
    propose = f"mentorcli pair propose {case.cohort} {young.person} {old.person}"
    data = {"pair": encode(one), "names": dict(names), "own_words": words}
    blocks = (head, *map(Paragraph, said), *read)
    return Outcome(blocks, data, next_steps=() if barred else (propose,))


def _person(case: MatchingCase, plan: Plan, person: str, names: Mapping[str, str]) -> Outcome:
    found = matching.explain(case, plan, person)
    blocks: list[Paragraph | Listing] = [
        Paragraph(names[person], strong=True),
        Paragraph(found.headline),
    ]
    for pair in found.together:
        if pair.reason != found.headline:
            blocks += [Paragraph(""), Paragraph(pair.reason)]
        blocks += [_parts(pair, case), *_against_a_rule(plan, pair)]
    mine = found.role
    data = {"explanation": encode(found), "names": dict(names)}
    bound = matching.over_bound(case.programme, case.mentors) if found.match is None else ()
    if found.match is None:
        more, told = why_left_out(case, plan, found.person, mine, names)
        blocks += more
        data |= told
    blocks += _outlooks("Also allowed, best first", found.alternatives, names, mine)
    if found.match is not None and mine == "mentee":
        costs, data["alternatives"] = alternatives(case, plan, found.alternatives, names)
        blocks += costs
    blocks += _blocked("Not allowed", found.blocked, names, mine)
    return Outcome(tuple(blocks), data, (*_group_notes(case, plan, person), *bound))


def _group_notes(case: MatchingCase, plan: Plan, *people: str) -> tuple[Problem, ...]:
    """Return what is to be noted of the matches of these people: a language, no way to meet."""
    mine = tuple(m for m in plan.matches if set(people).issubset(m.people))
    every = (*case.mentees, *case.mentors)
    return matching.group_notes(replace(plan, matches=mine), every, case.programme)


def _against_a_rule(plan: Plan, pair: PairOutlook) -> list[Paragraph]:
    who = {pair.mentee, pair.mentor}
    found = (d for d in plan.excused_pairs() if {d.mentee, d.mentor} == who)
    return [Paragraph(excused_sentence(d)) for d in found]


def _unknown(criterion: str, pair: PairOutlook, case: MatchingCase) -> str:
    """Return what is not known of a pair, so that a criterion gives the points of no merit and no fault."""
    said = "not known of both"
    if criterion == "language":
        people = {a.person: a for a in (*case.mentors, *case.mentees)}
        said, form = f"which language they put first is {said}", case.programme.form
        if matching.language_unsettled(people[pair.mentee], people[pair.mentor], form):
            whose = f"the one their {form.match} uses depends on everybody in it"
            which = whose if form.mates_meet else "which one they use is open"
            said = f"they share several languages; {which}"
    return f"{said}: no merit, no fault"


def _parts(pair: PairOutlook, case: MatchingCase) -> Listing:
    rows = [
        (
            p.criterion.replace("_", " "),
            str(p.points),
            str(p.most),
            p.because
            or (_unknown(p.criterion, pair, case) if p.points else "not answered by both"),
        )
        for p in pair.parts
    ]
    rows.append(("sum", str(pair.score), str(sum(p.most for p in pair.parts)), ""))
    return Listing(("criterion", "points", "of", "because"), rows, right=("points", "of"))


def _outlooks(
    title: str, pairs: Sequence[PairOutlook], names: Mapping[str, str], role: str
) -> list[Paragraph | Listing]:
    if not pairs:
        return []
    rows = [(_other(p, names, role), str(p.score), p.standing) for p in pairs[:MOST]]
    return [
        Paragraph(""),
        Listing(("name", "score", "why not"), rows, _counted(title, pairs), right=("score",)),
    ]


def _blocked(
    title: str, pairs: Sequence[PairOutlook], names: Mapping[str, str], role: str
) -> list[Paragraph | Listing]:
    if not pairs:
        return []
    rows = [
        (_other(p, names, role), " ".join(text for _, text in p.blocked_by)) for p in pairs[:MOST]
    ]
    return [Paragraph(""), Listing(("name", "because"), rows, _counted(title, pairs))]


def _counted(title: str, pairs: Sequence[PairOutlook]) -> str:
    return f"{title} (the first {MOST} of {len(pairs)})" if len(pairs) > MOST else title


def _other(pair: PairOutlook, names: Mapping[str, str], role: str) -> str:
    person = pair.mentor if role == "mentee" else pair.mentee
    return names.get(person, person)


def _pair(
    case: MatchingCase, plan: Plan, base: StoredPlan, who: tuple[str, str], names: Mapping[str, str]
) -> Outcome:
    """Explain a pair of the newest plan; ``base`` is the plan from which a decision would go on."""
    person, second = who
    mentees = {a.person for a in case.mentees}
    mentee, mentor = (person, second) if person in mentees else (second, person)
    pair = matching.explain_pair(case, plan, mentee, mentor)
    data: dict[str, Any] = {"pair": encode(pair), "names": dict(names)}
    head = Paragraph(f"{names[mentee]} with {names[mentor]}", strong=True)
    steps: tuple[str, ...] = ()
    if pair.allowed():
        blocks: tuple[Paragraph | Listing, ...] = (
            head,
            Paragraph(pair.reason),
            _parts(pair, case),
            *_against_a_rule(plan, pair),
            Paragraph(pair.standing),
            *cost_of_pair(case, base, (mentee, mentor), names, data),
        )
    else:
        rules = "\n".join(
            f"Blocked by {rule.replace('_', ' ')}: {text}" for rule, text in pair.blocked_by
        )
        emails = {a.person: a.email for a in (*case.mentors, *case.mentees)}
        blocks, steps = (head, Paragraph(rules)), _allowed_by(case.cohort, pair, names, emails)
    people = {a.person: a for a in (*case.mentors, *case.mentees)}
    read, data["own_words"] = side_by_side_words(people[mentee], people[mentor], case.programme)
    return Outcome(
        (*blocks, *read), data, _group_notes(case, plan, mentee, mentor), next_steps=steps
    )


def _allowed_by(
    key: str, pair: PairOutlook, names: Mapping[str, str], emails: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the command that allows a pair which rules, or the coordinator, keep apart."""
    two = [findable(p, names) for p in (pair.mentee, pair.mentor)]
    rules = [rule for rule, _ in pair.blocked_by if rule != matching.BY_HAND]
    if "same_person" in rules and pair.mentee != pair.mentor:
        return once_more(
            "application", "different", key, *(emails[p] for p in (pair.mentee, pair.mentor))
        )
    if len(rules) < len(pair.blocked_by):
        return once_more("plan", "free", key, *two)
    options = [x for rule in rules for x in ("--override", rule)]
    return once_more("plan", "keep", key, *two, *options, "--why", "TEXT")


NOT_SCORED = "In their own words, to be read: no point and no rule rests on them."


def side_by_side_words(
    one: Application, other: Application, programme: Programme
) -> tuple[Blocks, dict[str, Any]]:
    """Return what two people wrote, next to each other, and the same as data by person."""
    mine, theirs = own_words(one, programme), own_words(other, programme)
    data = {one.person: encode(mine), other.person: encode(theirs)}
    if not mine and not theirs:
        return [], data
    rows = [(_said(a), _said(b)) for a, b in zip_longest(mine, theirs)]
    return [Paragraph(""), Listing((one.name, other.name), rows, NOT_SCORED)], data


def _said(words: OwnWords | None) -> str:
    if words is None:
        return ""
    return f"{words.question}{' (HR only)' if words.hr_only else ''}: {words.text}"


def by_own_words(
    mentee: Application, mentors: Sequence[Application], programme: Programme
) -> tuple[Blocks, list[dict[str, Any]]]:
    """Return the mentors of a shortlist by how alike their words are to a mentee's, words marked."""
    text = _all_words(mentee, programme)
    if not text:
        said = f"{mentee.name} wrote nothing in their own words to compare."
        return [Paragraph(""), Paragraph(said)], []
    texts = [_all_words(a, programme) for a in mentors]
    found = sorted(
        zip(mentors, texts, alike(text, texts), strict=True),
        key=lambda x: (-x[2].percent, x[0].person),
    )
    rows = [
        (f"{a.percent} %", m.name, marked(text, a.mine), marked(t, a.theirs)) for m, t, a in found
    ]
    title = "By likeness of their own words, which is not scored; the words alike are *marked*"
    columns = ("alike", "mentor", mentee.name, "the mentor")
    data = [_one(m, a) for m, _, a in found]
    return [Paragraph(""), Listing(columns, rows, title, right=("alike",))], data


def _all_words(application: Application, programme: Programme) -> str:
    """Return what the others of a match may read: what only HR may is no ground to suggest anybody."""
    return " ".join(w.text for w in own_words(application, programme) if not w.hr_only)


def _one(mentor: Application, found: Alike) -> dict[str, Any]:
    return {
        "mentor": mentor.person,
        "percent": found.percent,
        "words": list(found.mine),
        "their_words": list(found.theirs),
    }
