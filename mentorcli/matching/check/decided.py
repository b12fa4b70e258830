"""Are the coordinator's decisions the ones of the case, and are they obeyed?"""

from __future__ import annotations

from mentorcli.domain.plan import Plan
from mentorcli.matching.check.facts import Facts


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
