"""The coordinator's word on one pair: keep, forbid, move or free it, with what that costs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from mentorcli import matching
from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Outcome, Paragraph, once_more
from mentorcli.commands.plans.changes import Decided, before_change, change_plan
from mentorcli.commands.plans.overrides import last_day
from mentorcli.commands.plans.repairs import plan_to_repair
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.decision import GROUP_SIZE, Decision, DecisionKind, with_parted
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import NOWHERE, Problem, Severity, UsageError


@dataclass(frozen=True, slots=True)
class Word:
    """What the coordinator says of two people, as they are called on the command line.

    ``word`` is ``keep``, ``forbid``, ``move`` (to the second named, away from whom the first is with
    now) or ``free``.
    """

    word: str
    mentee: str
    mentor: str
    why: str = ""
    overrides: tuple[str, ...] = ()
    until: dt.date | None = None

    def as_typed(self, key: str) -> tuple[str, ...]:
        """Return the command that says it, without ``--dry-run``."""
        options = [x for rule in self.overrides for x in ("--override", rule)]
        options += ["--why", self.why] if self.why else []
        options += ["--until", str(self.until)] if self.until else []
        return once_more("plan", self.word, key, self.mentee, self.mentor, *options)


def rule(run: Run, key: str, said: Word) -> Outcome:
    """Keep, forbid, move or free a pair; show what it costs and who moves.

    An approved plan is repaired with as few moves as possible, a proposal made anew.
    """
    with view_of(run) as (workspace, connection):
        before = before_change(run, connection, key, plan_to_repair(workspace, connection, key))
    case, names, stored = before.case, before.names, before.stored
    pair = (
        find_person(case.mentees, said.mentee, (*case.mentors, *case.beside)).person,
        find_person(case.found, said.mentor, (*case.mentees, *case.beside)).person,
    )
    _refuse_alone(said.word, pair, names)
    _refuse_unknown(case, said.overrides)
    tried = Decision(*pair, DecisionKind.KEEP, overrides=said.overrides)
    problems = overrides_not_needed(case, tried, names)
    _refuse_unsaid(said.overrides, said.why, said.until)
    day = None
    if said.overrides:
        day = last_day(case.programme, before.cohort, run.today, said.until)
    after = decisions_after(case, stored.plan, pair, replace(said, until=day))
    decisions = with_parted(after, case.decisions, case.programme.form)
    over = [d for d in before.lapsed if {d.mentee, d.mentor} == set(pair)]
    if said.word == "free" and decisions == case.decisions and not over:
        one, other = (names.get(p, p) for p in pair)
        nothing = f"Nothing to free: no decision by hand is about {one} and {other}."
        days = (d.parted_on() for d in decisions if {d.mentee, d.mentor} == set(pair))
        if day_parted := next((d for d in days if d), ""):
            nothing += (
                f" Their match ended early on {day_parted}; plan keep puts them together again."
            )
        return Outcome((Paragraph(nothing),), {"applied": False, "changed": False})
    decided = Decided(
        decisions=decisions,
        problems=problems,
        repairs=stored.plan if stored.approved else None,
        refused="this cannot stand as it is.",
        again=said.as_typed(key),
    )
    others = tuple(d for d in before.lapsed if d not in over)
    return change_plan(run, replace(before, lapsed=others), decided)


def _refuse_alone(word: str, pair: tuple[str, str], names: dict[str, str]) -> None:
    """Raise UserError for somebody with themselves; only taking such a decision back is possible."""
    if pair[0] == pair[1] and word != "free":
        raise UsageError(
            f"{names[pair[0]]} is named twice: a pair has two people. Nothing was changed.",
            "Name two different people.",
        )


def _refuse_unknown(case: MatchingCase, overrides: tuple[str, ...]) -> None:
    """Raise UserError for a rule that the programme does not have; the likeliest is named first."""
    from rapidfuzz import process

    groups = case.programme.form.led and case.programme.group[0] > 1
    rules = [r.key for r in case.programme.rules] + [GROUP_SIZE] * groups
    for wrong in (x for x in overrides if x not in rules):
        near = [key for key, _, _ in process.extract(wrong, rules, limit=None)]
        raise UsageError(
            f"There is no rule {wrong!r} in this programme. Nothing was changed.",
            f"Rules, the likeliest first: {', '.join(near)}.",
        )


def overrides_not_needed(
    case: MatchingCase, decision: Decision, names: dict[str, str]
) -> tuple[Problem, ...]:
    """Return a problem for each rule that a pair may break and that does not stand in its way."""
    broken = dict(matching.objections(case, decision.mentee, decision.mentor))
    both = {"mentee": names[decision.mentee], "mentor": names[decision.mentor]}
    return tuple(
        Problem.of("override_not_needed", Severity.DECIDE, NOWHERE, rule=key, **both)
        for key in decision.overrides
        if key not in broken and key != GROUP_SIZE
    )


def _refuse_unsaid(overrides: tuple[str, ...], why: str, until: dt.date | None) -> None:
    """Raise UserError for an override without its reason, and for a last day without an override."""
    if overrides and not why:
        raise UsageError("An override needs its reason.", "Give one with --why.")
    if until is not None and not overrides:
        raise UsageError(
            "--until says how long a rule may be broken, and no rule is named.",
            "Name it with --override RULE, or leave --until out.",
        )


def decisions_after(
    case: MatchingCase, plan: Plan, pair: tuple[str, str], said: Word
) -> tuple[Decision, ...]:
    """Return all decisions after a word on a pair.

    Who moves (the first) is kept with the other and forbidden with whom they are now: the mentor,
    or everybody of their circle, unless the other is one of them. A mentee is kept with one mentor.
    """
    (who, other), form = pair, case.programme.form
    company = plan.company().get(who, ())
    left_behind = company if said.word == "move" and other not in company else ()
    about = [form.ordered(who, p) for p in (other, *left_behind)]
    kept, forbidden = DecisionKind.KEEP, DecisionKind.FORBID
    keeps = said.word in {"keep", "move"}
    left = [
        d
        for d in case.decisions
        if form.ordered(d.mentee, d.mentor) not in about
        and not (keeps and form.led and d.mentee == who and d.kind is kept)
    ]
    if said.word == "forbid":
        left.append(Decision(*about[0], forbidden, said.why))
    if keeps:
        left.append(Decision(*about[0], kept, said.why, tuple(sorted(said.overrides)), said.until))
    left += [Decision(*two, forbidden, said.why) for two in about[1:]]
    return tuple(sorted(set(left)))
