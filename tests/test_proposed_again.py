"""Two of whom it came to nothing are proposed again only with a reason, and never without a word."""

import json

import pytest

OPEN = "2027-open"


@pytest.fixture
def open_programme(run, sample):
    run("init", ".")
    run("cohort", "new", "open", OPEN)
    run("import", sample / "open-staff.csv", "--as", "staff")
    exports = (sample / "open-mentees.xlsx", sample / "open-mentors.csv")
    run("import", *exports, "--cohort", OPEN, "--accept", "--yes", code=3)
    return run


AGREED = [("pair", "accept", OPEN, "Zhang"), ("pair", "accept", OPEN, "Mäkelä")]
BEFORE = {
    "declined": [("pair", "decline", OPEN, "Zhang")],
    "ended early": [*AGREED, ("pair", "end", OPEN, "Zhang", "--on", "2027-02-20", "--reason", "moved", "--yes")],
    "ended": [*AGREED, ("pair", "end", OPEN, "Zhang", "--on", "2027-05-10", "--yes")],
}  # fmt: skip


@pytest.mark.parametrize("state", sorted(BEFORE))
def test_again_needs_a_reason_and_is_a_match_of_its_own(open_programme, state):
    run = open_programme
    first, later = ("--today", "2027-02-10"), ("--today", "2027-06-01")
    propose = ("pair", "propose", OPEN, "Zhang", "Mäkelä")
    run(*propose, *first)
    for words in BEFORE[state]:
        day = ("--today", words[words.index("--on") + 1]) if "--on" in words else first
        run(*words, *day)
    refused = run(*propose, *later, code=3).stderr
    assert f"was {state} on" in refused
    assert '--why "…"' in refused
    again = json.loads(run(*propose, "--why", "both ask for it", *later, "--json").stdout)
    listed = json.loads(run("pair", "list", OPEN, "--json").stdout)["matches"]
    assert sorted(m["state"] for m in listed) == sorted([state, "proposed"])
    assert len({m["match"] for m in listed}) == 2
    assert again["match"]["state"] == "proposed"
    assert "proposed: both ask for it" in " ".join(run("history", "Zhang").stdout.split())


def test_a_reason_does_not_go_round_a_rule_or_a_full_mentor(open_programme):
    run, day = open_programme, ("--today", "2027-02-10")
    why = ("--why", "they insist")
    run("pair", "propose", OPEN, "Salonen", "Nurmi", *why, *day, code=3)
    run("pair", "propose", OPEN, "Zhang", "Mäkelä", *why, *day)
    run("pair", "propose", OPEN, "Zhang", "Mäkelä", *why, *day, code=2)


def test_in_a_cohort_that_is_closing_nobody_is_to_be_proposed(open_programme):
    run = open_programme
    for words in [("pair", "propose", OPEN, "Zhang", "Mäkelä"), *AGREED]:
        run(*words, "--today", "2027-02-10")
    day = ("--today", "2027-12-20")
    run("pair", "end", OPEN, "Zhang", "--on", "2027-05-10", "--yes", *day)

    def lines():
        found = json.loads(run("status", OPEN, "--json", *day).stdout)["cohorts"][0]["lines"]
        return [(x["standing"], x["command"]) for x in found if "without a proposal" in x["what"]]

    ((standing, command),) = lines()
    assert (standing, command.split()[1]) == ("late", "suggest")
    run("cohort", "move", OPEN, "closing", *day)
    assert lines() == [("done", "")], "a proposal is refused now"
