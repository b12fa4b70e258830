"""What is still to come of a closed cohort: the calendar of all and of one agree, and status tells the days."""

import json

from small_cohort import COHORT, signed, started


def days(run, *words, day):
    done = json.loads(run("calendar", *words, "--today", day, "--json").stdout)
    return [d["what"] for d in done["days"]]


def left(run, day):
    lines = json.loads(run("status", COHORT, "--today", day, "--json").stdout)["cohorts"][0][
        "lines"
    ]
    (said,) = [line["what"] for line in lines if line["what"].startswith("closed")]
    return said


def test_the_days_that_come_after_closing_are_in_the_calendar_of_all(run):
    started(run)
    signed(run, "2027-01-22")
    run("report", COHORT, "--today", "2027-05-25")
    run("cohort", "move", COHORT, "closing", "--today", "2027-05-25")
    assert len(days(run, day="2027-05-26")) == 2
    run("cohort", "move", COHORT, "closed", "--yes", "--today", "2027-05-25")
    assert days(run, day="2027-05-26") == days(run, COHORT, day="2027-05-26")
    assert left(run, "2027-05-26").startswith("closed; what is left: the follow-up on 2027-11-")
    assert days(run, day="2028-01-10") == ["personal data is to be erased"]
    assert left(run, "2028-01-10").startswith("closed; what is left: the erasing of data by 2029-")
    assert "follow-up" not in left(run, "2028-01-10")
