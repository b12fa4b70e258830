"""Who has another surname in a later call, at the same address, is who they were: the earlier match counts."""

import json

import pytest
from test_first_aid_meaning import MENTEE, MENTOR, Cohort, export, person

LATER = "2027-autumn"
WAS = person("Emma Rantala-Virtanen", "emma.rantala@example.org")
MENTEES = [WAS, person("Tiina Koskela"), person("Ville Aho")]


@pytest.fixture
def cohort(run):
    """A first cohort, its plan approved, and a later one."""
    made = Cohort(run, MENTEES, [person("Anna Virtanen")])
    run("match", made.key)
    run("plan", "approve", made.key, "--yes", "--with-questions", "--today", "2027-01-10")
    run("cohort", "new", "doctoral", LATER, "--today", "2027-03-01")
    return made


def taken(cohort, role, titles, people):
    file = export(cohort.folder, f"later-{role}s.csv", titles, people)
    words = ("--cohort", LATER, "--as", f"{role}s", "--accept", "--yes", "--today", "2027-05-01")
    cohort.run("import", file, *words)


def ids(cohort, key):
    """The (name, id) of everybody in a cohort, by address."""
    shown = json.loads(cohort.run("application", "list", key, "--json").stdout)["applications"]
    return {a["e-mail"]: (a["name"], a["id"]) for a in shown}


@pytest.mark.parametrize(
    ("name", "address", "same"),
    [
        ("Emma Virtanen", "emma.rantala@example.org", True),
        ("Emma Koski", "Emma.Rantala@example.org", True),
        ("Emma Rantala-Virtanen", "emma.rantala@example.org", True),
        ("Emma Virtanen", "emma.virtanen@example.org", False),
    ],
)
def test_who_is_known_by_address_and_a_name_is_the_same(cohort, name, address, same):
    taken(cohort, "mentee", MENTEE, [person(name, address), person("Uolevi Maa")])
    before = ids(cohort, cohort.key)["emma.rantala@example.org"][1]
    found = {mail.casefold(): one for mail, one in ids(cohort, LATER).items()}
    assert (found[address.casefold()][1] == before) is same
    assert found[address.casefold()][0] == name


def test_a_match_of_before_is_known_under_the_new_surname(cohort):
    taken(cohort, "mentee", MENTEE, [person("Emma Koski", WAS["email"]), person("Uolevi Maa")])
    taken(cohort, "mentor", MENTOR, [person("Anna Virtanen")])
    cohort.run("match", LATER)
    said = cohort.run("explain", LATER, "Emma Koski", "--with", "Anna Virtanen", "--json").stdout
    rules = [rule for rule, _ in json.loads(said)["pair"]["blocked_by"]]
    assert rules == ["earlier_match"]


def test_two_at_one_address_stay_two(cohort):
    both = [person("Emma Koski", WAS["email"]), person("Emma Rantala-Virtanen", WAS["email"])]
    taken(cohort, "mentee", MENTEE, both)
    shown = json.loads(cohort.run("application", "list", LATER, "--json").stdout)["applications"]
    assert len({a["id"] for a in shown}) == len(shown)


def test_the_list_says_who_had_a_place_before(cohort):
    taken(cohort, "mentee", MENTEE, [person("Emma Koski", WAS["email"]), person("Uolevi Maa")])
    shown = json.loads(cohort.run("application", "list", LATER, "--json").stdout)["applications"]
    before = {a["name"]: a["placed in"] for a in shown}
    assert before == {"Emma Koski": cohort.key, "Uolevi Maa": ""}
    assert "placed in" in cohort.run("application", "list", LATER).stdout
    assert "placed in" not in cohort.run("application", "list", cohort.key).stdout


OTHERS = [
    ("Olli Salo", WAS["email"]),
    ("Olli Rantala-Virtanen", WAS["email"]),  # of one family, or one who has two first names
]


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("answer", ["same", "different"])
def test_another_name_under_a_known_address_is_asked_about(cohort, other, answer):
    before = ids(cohort, cohort.key)[WAS["email"]][1]
    taken(cohort, "mentee", MENTEE, [person(*other), person("Uolevi Maa")])
    assert WAS["email"] not in ids(cohort, LATER)
    asked = cohort.run("questions", "list", LATER).stdout
    assert "1 open question" in asked
    assert "Emma Rantala-Virtanen <emma.rantala@example.org>" in " ".join(asked.split())
    cohort.run("questions", "settle", LATER, "1", answer)
    assert (ids(cohort, LATER)[WAS["email"]][1] == before) is (answer == "same")
    again = cohort.run("import", cohort.folder / "later-mentees.csv", "--cohort", LATER, "--yes")
    assert "2 rows: 2 unchanged" in again.stdout


def test_a_new_surname_is_told(cohort):
    new = [person("Emma Koski", WAS["email"]), person("Tiina Koskela")]
    file = export(cohort.folder, "later.csv", MENTEE, new)
    words = ("--cohort", LATER, "--as", "mentees", "--accept", "--yes", "--today", "2027-05-01")
    said = " ".join(cohort.run("import", file, *words).stderr.split())
    assert "Emma Koski <emma.rantala@example.org> counts as Emma Rantala-Virtanen" in said
    assert said.count("counts as") == 1


def test_who_was_erased_is_named_in_no_question_of_another_cohort(cohort):
    taken(cohort, "mentee", MENTEE, [person("Olli Salo", WAS["email"]), person("Uolevi Maa")])
    cohort.run("questions", "settle", LATER, "1", "different")
    cohort.run("person", "erase", cohort.key, "Emma Rantala-Virtanen", "--yes")
    assert "Emma" not in cohort.run("questions", "list", LATER).stdout
    assert b"emma rantala" not in (cohort.folder / "workspace.db").read_bytes().lower()
