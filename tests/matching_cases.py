"""A small factory of applications and cases for the tests of the matching room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mentorcli.domain.application import Application, ApplicationState, Capacity, Given, Source
from mentorcli.domain.decision import Decision
from mentorcli.domain.explanation import Blocking
from mentorcli.domain.plan import EarlierMatch, MatchingCase
from mentorcli.domain.programme import CriterionSetting, Programme, RoleKey, RuleSetting
from mentorcli.matching.solve.propose import solver_of
from mentorcli.workspace.profiles import load_programme

COHORT = "2027-spring"
SOURCE = Source("i-1", "answers.xlsx", "Form1", "B2", "Question", "raw", "direct")
DOCTORAL = load_programme("doctoral")


def application(role: RoleKey, person: str, name: str, answers: Mapping[str, Any]) -> Application:
    given = {key: Given(value, SOURCE) for key, value in answers.items()}
    return Application(
        COHORT, role, person, name, f"{person}@example.org", ApplicationState.VALID,
        f"form-{role}", person, None, given,
    )  # fmt: skip


def mentee(person: str, name: str = "", **answers: Any) -> Application:
    """A mentee who fits every mentor of ``mentor`` unless ``answers`` say otherwise."""
    base = {"languages": ("en",), "goals": ("leadership",)}
    return application("mentee", person, name or f"Mentee {person}", base | answers)


def mentor(person: str, name: str = "", **answers: Any) -> Application:
    base = {"languages": ("en",), "themes": ("leadership",), "capacity": Capacity(2, 3)}
    return application("mentor", person, name or f"Mentor {person}", base | answers)


def case(
    mentees: Any, mentors: Any, *decisions: Decision, programme: Programme = DOCTORAL,
    earlier: tuple[EarlierMatch, ...] = (),
) -> MatchingCase:  # fmt: skip
    return MatchingCase(COHORT, programme, tuple(mentees), tuple(mentors), decisions, earlier)


def profile(
    *, group: tuple[int, int] | None = None, rules: tuple[str, ...] | None = None,
    points: Mapping[str, int] | None = None, stages: tuple[str, ...] | None = None,
) -> Programme:  # fmt: skip
    """The doctoral programme with some of its parts replaced."""
    changed: dict[str, Any] = {}
    if group is not None:
        changed["group"] = group
    if rules is not None:
        changed["rules"] = tuple(RuleSetting(key) for key in rules)
    if points is not None:
        changed["criteria"] = tuple(CriterionSetting(k, v) for k, v in points.items())
    if stages is not None:
        changed["stages"] = stages
    return replace(DOCTORAL, **changed)


def still_blocked(problem: MatchingCase, person: str, role: RoleKey, found: Blocking) -> bool:
    """Tell whether a set of rules and people leaves no plan with a place for somebody."""
    named = [*(f"rule:{r}" for r in found.rules), *(f"person:{p}" for p in found.people)]
    return not solver_of(problem).possible(person, role)(named)
