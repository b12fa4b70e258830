"""What the commands on plans say in numbers is true: small cohorts of all forms, all plans listed."""

from __future__ import annotations

import pytest
from matching_sentences import FORMS, sentences_of

LEAST = 250
"""So many figures at least are read of each cohort: a pattern that no longer fits is a fault too."""


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("form", FORMS)
def test_every_number_that_is_said_is_true_when_solved_from_changed_input(tmp_path, form, number):
    tally = sentences_of(tmp_path / "mentoring", form, number)
    assert tally.false == []
    assert sum(tally.checked.values()) > LEAST
    commands = {command for command, _ in tally.checked}
    assert commands > {"match", "rules", "firm", "fair", "what-if", "explain", "replan"}
