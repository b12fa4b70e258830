"""Every question of a cohort has a number of its own, and keeps it however it comes to be asked."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcli.domain.problem import Asks, Problem, Reply, Severity
from mentorcli.domain.question import QuestionState, question_of
from mentorcli.workspace.database import Hand
from mentorcli.workspace.folder import create, open_workspace
from mentorcli.workspace.questions import ask, questions_of

HAND = Hand("anna", "2027-01-04T08:00:00+00:00", "test")
ABOUT = st.sampled_from(["Yan's not with", "Ahmed's wish", "Emma's wish", "Olli's group"])
MAY = st.frozensets(st.sampled_from(["anna", "maria", "paula"]), max_size=2)
ROUND = st.dictionaries(ABOUT, MAY)
"""What is asked after an import: about what, and who may be meant."""


def asked(about, may):
    asks = Asks(Reply.NAMES, (about,), tuple((one, one) for one in sorted(may)))
    return question_of(replace(Problem.of("conflict_unsure", Severity.DECIDE), asks=asks))


@settings(deadline=None, max_examples=40)
@given(st.lists(ROUND, min_size=1, max_size=5))
def test_no_two_questions_share_a_number_and_each_keeps_its_own(rounds):
    with tempfile.TemporaryDirectory() as name:
        create(Path(name))
        workspace, first = open_workspace(Path(name)), {}
        for wanted in rounds:
            with workspace.writing(HAND) as connection:
                ask(
                    connection, "2027-open", [asked(*one) for one in wanted.items()], lambda _: True
                )
            with workspace.reading() as connection:
                every = questions_of(connection, "2027-open")
            numbers = [q.number for q in every]
            assert len({*numbers}) == len(numbers)
            waits = {q.about[1]: q.number for q in every if q.state is QuestionState.OPEN}
            assert waits.keys() == wanted.keys()
            for about, number in waits.items():
                assert first.setdefault(about, number) == number
