"""An agreement is older than the answers that it prints, and than no others."""

import json

import pytest
from test_first_aid_meaning import MENTEE, MENTOR, Cohort, export, person

MENTEES = [person("Olli Salo"), person("Tiina Koskela"), person("Ville Aho")]
MENTORS = [person("Anna Virtanen")]
DAY = "2027-01-12"


@pytest.fixture
def signed(run):
    """A cohort of one group whose agreement everybody has signed."""
    cohort = Cohort(run, MENTEES, MENTORS)
    run("match", cohort.key)
    run("plan", "approve", cohort.key, "--yes", "--with-questions", "--today", "2027-01-10")
    run("agreement", "render", cohort.key, "--today", "2027-01-10")
    run("agreement", "signed", cohort.key, "all", "--on", "2027-01-11", "--today", "2027-01-11")
    return cohort


def changed(cohort, role, titles, people):
    file = export(cohort.folder, f"{role}s.csv", titles, people)
    words = ("--cohort", cohort.key, "--as", f"{role}s", "--accept-changes", "--yes")
    cohort.run("import", file, *words, "--today", DAY)


@pytest.mark.parametrize(
    ("role", "answers", "printed"),
    [
        ("mentee", {"goals": "Networks"}, True),
        ("mentor", {"goals": "Leadership"}, True),
        ("mentee", {"not_with": "Kari Laine"}, False),
        ("mentor", {"capacity": "3"}, False),
    ],
)
def test_an_answer_that_the_agreement_prints_makes_it_older(signed, role, answers, printed):
    cohort, run = signed, signed.run
    titles, people = (MENTEE, MENTEES) if role == "mentee" else (MENTOR, MENTORS)
    changed(cohort, role, titles, [{**people[0], **answers}, *people[1:]])
    told = json.loads(run("doctor", "--today", DAY, "--json", code=3 * printed).stdout)["problems"]
    older = [p["says"] for p in told if p["code"] == "papers_older"]
    assert [("an answer" in text) for text in older] == [True] * printed
    made = json.loads(
        run("agreement", "render", cohort.key, "--stale", "--today", DAY, "--json").stdout
    )
    assert len(made["agreements"]) == printed
    listed = json.loads(run("agreement", "list", cohort.key, "--json").stdout)
    assert listed["missing"] == 0, "nobody signs anew for it"


def test_who_is_erased_leaves_people_whom_no_letter_tells(signed):
    cohort, run = signed, signed.run
    tried = run("person", "erase", cohort.key, "Olli Salo", "--dry-run", "--today", DAY).stdout
    done = run("person", "erase", cohort.key, "Olli Salo", "--yes", "--today", DAY).stdout
    for said in (" ".join(tried.split()), " ".join(done.split())):
        assert "match with Anna Virtanen, Tiina Koskela, Ville Aho. Tell them yourself" in said
        assert "3 signatures of theirs count no more" in said
    listed = json.loads(run("agreement", "list", cohort.key, "--json").stdout)
    assert listed["missing"] == 3
