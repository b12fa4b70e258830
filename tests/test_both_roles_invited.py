"""Somebody who is mentor and mentee of one cohort, with another first language in each role."""

from __future__ import annotations

import email
from email import policy

import pytest
from test_erased_elsewhere import mentors_with
from test_first_aid_life import answer, plan_of

COHORT, DAY = "2027-joint", "2027-02-15"
ROW = (
    "12/01/2027 09:00:00,Elina,Saari,elina.saari@example.org,EU-02,Example University,"
    '"engelska, finska","Ledarskap, Nätverk, Att känna igen det jag kan",1,"Helsingfors, På distans",Ja,Ja,Ja\n'
)


@pytest.fixture
def both(run, sample):
    """An approved plan in which one person, a mentee in Finnish, is a mentor in English."""
    mentors_with(run, sample, "joint", ROW)
    run("init", ".")
    run("cohort", "new", "joint", COHORT)
    run("import", "--as", "selected", sample / "joint-list.csv", "--cohort", COHORT)
    run("import", sample / "joint-mentees.xlsx", "mentors.csv", "--cohort", COHORT, "--accept")
    run("match", COHORT)
    run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", "2027-02-12")
    return run


def drafts(run):
    folder = run.folder / "out" / COHORT / "invitations" / "kickoff"
    for path in sorted(folder.glob("Saari*.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        (calendar,) = (p for p in mail.walk() if p.get_content_type() == "text/calendar")
        yield mail["Subject"], str(calendar.get_content())


def test_they_are_invited_in_both_with_one_event(both):
    plan = plan_of(both, COHORT)
    (person,) = (p for p, name in plan["names"].items() if name == "Elina Saari")
    roles = {
        m["mentor"] == person for m in plan["matches"] if person in (m["mentor"], *m["mentees"])
    }
    assert roles == {True, False}, "or the case shows nothing"
    invite = ("invite", "kickoff", COHORT, "--today", DAY, "--json")
    found = [i for i in answer(both(*invite))["invitations"] if i["to"] == "Elina Saari"]
    assert {i["language"] for i in found} == {"fi", "en"}
    (one, other) = drafts(both)
    assert one[0] != other[0]
    assert one[1] == other[1]
    again = [i for i in answer(both(*invite))["invitations"] if i["to"] == "Elina Saari"]
    assert [(i["calendar event"], i["draft"]) for i in again] == [("first", "same as before")] * 2
    both("invite", "cancel", "kickoff", COHORT, "--today", DAY)
    after = [i for i in answer(both(*invite))["invitations"] if i["to"] == "Elina Saari"]
    assert {i["calendar event"] for i in after} == {"update 2"}


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_who_leaves_in_one_role_is_told_of_as_gone_in_it(both, role):
    run = both
    plan = plan_of(run, COHORT)
    (person,) = (p for p, name in plan["names"].items() if name == "Elina Saari")
    run("application", "withdraw", COHORT, person, "--as", role, "--yes", "--today", DAY)
    run("replan", COHORT, "--today", DAY)
    done = run("plan", "approve", COHORT, "--yes", "--with-questions", "--today", DAY)
    said = " ".join(done.stdout.split())
    letters = answer(run("letter", "changed-match", COHORT, "--today", DAY, "--json"))["letters"]
    count = f"{len(letters)} letter{'s' * (len(letters) != 1)}"
    assert f"Who must be told what: {count}" in said
    assert "has no place any more" not in said or len(letters) > 1


def states(run):
    listed = answer(run("application", "list", COHORT, "--json"))["applications"]
    return {a["role"]: a["state"] for a in listed if a["name"] == "Elina Saari"}


def test_who_has_both_roles_leaves_and_comes_back_in_each(both):
    def said(*words, code=0):
        done = both("application", *words, "--today", DAY, code=code)
        return " ".join((done.stdout + done.stderr).split())

    leave, back = ("withdraw", COHORT, "Saari", "--yes"), ("restore", COHORT, "Saari")
    assert "(mentee) has withdrawn. The application as mentor stays." in said(*leave)
    assert "(mentor) has withdrawn" in said(*leave)
    assert states(both) == {"mentee": "withdrawn", "mentor": "withdrawn"}
    assert "had withdrawn already" in said(*leave)
    assert "(mentor) is back" in said(*back, "--as", "mentor")
    assert states(both) == {"mentee": "withdrawn", "mentor": "valid"}
    assert "(mentee) is back" in said(*back)
    assert "(mentor) has withdrawn. The application as mentee stays." in said(
        *leave, "--as", "mentor"
    )
    assert states(both) == {"mentee": "valid", "mentor": "withdrawn"}
    assert "has not applied as mentor" in said(
        "withdraw", COHORT, "Ahola", "--as", "mentor", "--yes", code=3
    )
