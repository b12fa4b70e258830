"""Checking a plan without any solver: everything is worked out anew from the applications.

Only the rules and criteria themselves are shared with what makes plans, as they define what is
right. Nothing here imports a solver, the rows and prices that it works with, or what calls it;
``tests/test_matching_verify.py`` holds that.
"""

from __future__ import annotations

from mentorcli import __version__
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.matching.board.fingerprint import case_hash, profile_hash, seal_of
from mentorcli.matching.check.facts import facts_of
from mentorcli.matching.check.matches import check_decisions, check_matches, check_people
from mentorcli.matching.check.stage_proofs import check_certificate, check_stages

__all__ = ["verify"]


def verify(case: MatchingCase, plan: Plan, *, quick: bool = False) -> tuple[str, ...]:
    """Return what is wrong with a plan for a case, in sentences; empty when nothing is.

    That nothing better exists is checked where the plan has a certificate (weak duality) or where
    there are no more people or places; a bound that rests on a solver's search is not checked.
    ``quick`` leaves out what looks at pairs that are not in the plan. Points and sentences that another
    version of the program gave are taken as they are.
    """
    facts = facts_of(case)
    wrong = [
        text
        for held, text in (
            (plan.cohort == case.cohort, "The plan is of another cohort."),
            (plan.inputs == case_hash(case), "The plan was made from other data."),
            (plan.profile == profile_hash(case.programme), "The plan was made by another profile."),
            (plan.seal == seal_of(plan), "The plan was changed after it was made."),
        )
        if not held
    ]
    if people := check_people(facts, plan, quick=quick):
        return (*wrong, *people)
    wrong += check_matches(facts, plan)
    wrong += check_decisions(facts, plan)
    wrong += check_stages(facts, plan, quick=quick)
    if plan.certificate is not None and not case.programme.form.led:
        wrong.append("A plan of circles has no prices.")
    anew = plan.version == __version__  # else points are those of another version
    if plan.certificate is not None and anew and not quick and not wrong:
        wrong += check_certificate(facts, plan, plan.certificate)
    return tuple(wrong)
