"""Who is erased leaves letters that were written and taken away again, and everything goes on."""

import datetime as dt
import json

import pytest
from test_first_aid_meaning import Cohort, person

from mentorcli.domain.fact import Fact, Kind
from mentorcli.standing.fold import happened, standing_facts
from mentorcli.workspace.facts import _VALUES


def test_who_is_erased_after_a_letter_of_theirs_was_taken_away(run):
    mentees = [
        person("Ida Ahoi"),
        person("Bo Ek"),
        person("Nea Havu"),
        person("Ulla Sammal"),
        person("Kai Oja"),
    ]
    cohort = Cohort(run, mentees, [person("Aino Kallio")])
    cohort.match()
    run("plan", "approve", cohort.key, "--yes")
    run("letter", "receipt", cohort.key)
    run("outbox", "sent", cohort.key, "--yes")
    written = run("letter", "waiting", cohort.key, "--json").stdout
    name, _ = [one["to"] for one in json.loads(written)["letters"]]
    run("application", "withdraw", cohort.key, name, "--yes")
    run("letter", "waiting", cohort.key)
    assert "taken away" in run("history", cohort.key).stdout
    for command in (
        ("person", "erase", cohort.key, name, "--yes"),
        ("status",),
        ("history", cohort.key),
    ):
        run(*command)
    told = json.loads(run("letter", "receipt", cohort.key, "--json").stdout)
    assert name not in {one["to"] for one in told["letters"]}


@pytest.mark.parametrize("kind", sorted({*Kind} - {*_VALUES, Kind.INVITED, Kind.CALLED_OFF}))
def test_a_fact_of_somebody_erased_says_nothing_and_is_folded(kind):
    """What erasing leaves of facts: their kind and their day, without a value."""
    day = dt.date(2027, 2, 1)
    facts = [
        Fact(kind, "2027-spring", person="erased", about="1", on=day, known=day, number=n, value={})
        for n in (1, 2)
    ]
    assert happened(tuple(standing_facts(facts))).letters == {}
