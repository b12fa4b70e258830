"""A name and an address that change at once: the rest of the row says whose it is, so it is asked."""

import json

import pytest
from intake_cases import after
from test_first_aid_meaning import MENTOR, Cohort, export, person
from test_repetition_people import application, pair, states, take

REST = {
    "employer": "Valo Oy",
    "goal_text": "I want to learn how people find work outside academia.",
    "languages": ("fi", "en"),
    "goals": ("career", "networks"),
    "meeting_modes": ("campus",),
    "industries": ("ict",),
}
OTHER = {**REST, "employer": "Teräs Oy", "goal_text": "I would like to hear how firms hire people."}


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Åsa Ek", "asa.ek@example.org"),  # married
        ("Åsa Öst-Ek", "asa.ek@example.org"),
        ("Aasa Öst", "aasa.ost@example.org"),  # misspelt
        ("Öst Asa", "oest@work.example"),
        ("A. Karvonen", "ak@example.org"),  # nothing in common but all that was answered
    ],
)
@pytest.mark.parametrize("day", [2, 6])
def test_a_new_name_and_address_with_the_answers_of_who_is_gone_is_asked(name, email, day):
    stored = after((), take([application(1, **REST), application(2, "Bo Ek", "bo@e.example", **OTHER)]))  # fmt: skip
    new = application(9, name, email, day=day, **REST)
    here = application(2, "Bo Ek", "bo@e.example", **OTHER)
    plan = take([new, here], stored)
    assert states(plan) == [("problem", "answers_of_another"), ("unchanged", "")]
    old, now = ("asa@example.org", "åsa öst"), (email, name.lower())
    asa = next(a for a in stored if a.name == "Åsa Öst")
    same = take([new, here], stored, same=frozenset({pair(old, now)}))
    assert states(same)[0][0] == "changed"
    assert same.applications[0].person == asa.person
    two = take([new, here], stored, different=frozenset({pair(old, now)}))
    assert states(two)[0] == ("new", "")


@pytest.mark.parametrize(
    "new",
    [
        application(9, "Åsa Berg", "asa.berg@example.org", **OTHER),  # the name alone
        application(9, "Cai Dahl", "cai@example.org", day=6, **{**OTHER, "languages": ("sv",)}),
        application(9, "Cai Dahl", "cai@example.org", languages=("fi", "en")),  # the moment alone
    ],
)
def test_who_shares_little_with_who_is_gone_is_new(new):
    here = application(2, "Bo Ek", "bo@e.example", day=3, **{**OTHER, "languages": ("sv",)})
    stored = after((), take([application(1, **REST), here]))
    assert states(take([new, here], stored)) == [("new", ""), ("unchanged", "")]


def test_who_is_still_in_the_export_is_not_asked_about():
    """A copied answer beside the one that it was copied from is two people's."""
    stored = after((), take([application(1, **REST)]))
    plan = take([application(1, **REST), application(9, "Cai Dahl", "cai@e.example", day=6, **REST)], stored)  # fmt: skip
    assert states(plan) == [("unchanged", ""), ("new", "")]


@pytest.mark.parametrize("role", ["mentee", "mentor"])
@pytest.mark.parametrize(
    ("name", "phone", "asked"),
    [
        ("Åsa Ek", "+358 40 123 4567", True),
        ("Asa Öst", "040-1234567", True),
        ("Cai Dahl", "040 123 4567", False),
        ("Åsa Ek", "040 765 4321", False),
    ],
)
def test_one_telephone_and_a_name_in_common_is_asked_in_either_role(role, name, phone, asked):
    one = application(1, phone="040 1234567")
    other = application(2, name, "new@example.org", day=6, phone=phone, role=role)
    code = ("problem", "phone_shared") if asked else ("new", "")
    assert states(take([one, other]))[1] == code
    assert states(take([other], after((), take([one])))) == [code]


@pytest.mark.parametrize("answer", ["same", "different"])
def test_the_question_by_the_real_commands(run, answer):
    mentees = [person("Ida Ahoi"), person("Nea Ahon")]
    stays = person("Ulla Aho", capacity="2")
    cohort = Cohort(run, mentees, [person("Kari Laine", capacity="2", known="nobody"), stays])
    new = person("Kari Niemi", email="kari@new.example", capacity="2", known="nobody")
    file = export(run.folder, "mentors.csv", MENTOR, [new, stays])
    done = run("import", file, "--cohort", cohort.key, "--yes", "--json", code=3)
    (asked,) = [p for p in json.loads(done.stdout)["problems"] if p["code"] == "answers_of_another"]
    assert "Kari Laine" in asked["says"]
    run("questions", "settle", cohort.key, "1", answer)
    found = json.loads(run("application", "list", cohort.key, "--json").stdout)["applications"]
    names = sorted(a["name"] for a in found if a["role"] == "mentor")
    assert names == (
        ["Kari Niemi", "Ulla Aho"] if answer == "same" else ["Kari Laine", "Kari Niemi", "Ulla Aho"]
    )
    again = json.loads(run("import", file, "--cohort", cohort.key, "--yes", "--json").stdout)
    assert not [p for p in again["problems"] if p["code"] == "answers_of_another"]


@pytest.mark.parametrize("field", ["department", "supervisors", "employer", "not_with", "school"])
def test_where_people_belong_and_whom_they_name_is_nobodys_own(field):
    """Two namesakes of one department with one supervisor are two; who moves to it is nobody else."""
    same = {field: "Department of Electrical Engineering, Prof. Tuula Salminen"}
    one = application(1, "Anna Virtanen", "av@e.example", **same)
    other = application(2, "Anna Korhonen", "ak@e.example", **same)
    assert states(take([one, other])) == [("new", "")] * 2
    moved = application(3, "Cai Dahl", "cai@e.example", **{field: "Department of Physics, somewhere else"})  # fmt: skip
    stored = after((), take([one, moved]))
    now = application(3, "Cai Dahl", "cai@e.example", day=4, **same)
    assert states(take([one, now], stored)) == [("unchanged", ""), ("changed", "")]
