"""Groups with many pairs: a few pairs and prices for the rest give the plan that all pairs give."""

from __future__ import annotations

import pytest
from matching_generated import cohort

from mentorcli.matching import propose, verify
from mentorcli.matching.solve.groups import many


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("size", [(12, 6), (30, 14), (46, 17)])
def test_prices_for_all_pairs_give_the_plan_that_one_program_gives(monkeypatch, size, number):
    problem = cohort(*size, number)
    whole = propose(problem)
    monkeypatch.setattr(many, "_MANY", 0)
    monkeypatch.setattr(many, "_AT_A_GLANCE", 2)
    priced = propose(problem)
    assert priced == whole
    assert all(stage.proved() for stage in priced.stages)
    assert verify(problem, priced) == ()
