"""Somebody who takes an application back in words, where the form asks something else."""

import pytest
from test_first_aid_meaning import MENTEE, Cohort, person

OTHER = {"other": "Anything else we should know?"}


@pytest.mark.parametrize(
    "text",
    [
        "Peruutan ilmoittautumiseni, siirryn toiseen työpaikkaan",
        "I have to withdraw, sorry",
        "Perun hakemukseni, jos mentori on alle 40",
        "Tyvärr drar jag mig ur, jag drar tillbaka min ansökan",
        "Please cancel my registration",
        "En haekaan, kiitos silti",
    ],
)
def test_it_is_told_with_the_way_to_do_it_and_counts_until_then(run, text):
    cohort = Cohort(run, [person("Emma Lehto")], [person("Kari Laine")])
    told = cohort.take("mentee", MENTEE | OTHER, [person("Niko Rask", other=text)])
    said = [p for p in told["problems"] if p["code"] == "withdrawal_in_words"]
    assert len(said) == 1
    assert text[:40] in said[0]["says"]
    assert "mentorcli application withdraw" in said[0]["do"]
    assert said[0]["severity"] == "note"


@pytest.mark.parametrize(
    "text",
    [
        "I would like to learn how not to withdraw from conflicts",
        "Perustan yrityksen keväällä",
        "En pääsekään aloitukseen",
        "My supervisor cancelled a course",
    ],
)
def test_what_speaks_of_something_else_is_not(run, text):
    cohort = Cohort(run, [person("Emma Lehto")], [])
    told = cohort.take("mentee", MENTEE | OTHER, [person("Niko Rask", other=text)])
    assert "withdrawal_in_words" not in [p["code"] for p in told["problems"]]


def test_who_is_not_matched_is_found_with_the_reason(run):
    cohort = Cohort(
        run,
        [person("Emma Lehto"), person("Niko Rask", consent=""), person("Aino Kallio")],
        [person("Kari Laine")],
    )
    run("application", "withdraw", cohort.key, "Aino Kallio", "--yes")
    cohort.match()
    for name, why in (("Niko Rask", "incomplete"), ("Aino Kallio", "withdrawn")):
        for words in (
            ("explain", cohort.key, name),
            ("explain", cohort.key, "Kari Laine", "--with", name),
        ):
            said = run(*words, code=2).stderr
            assert f"{name}'s application is {why}, so it is not matched." in " ".join(said.split())
