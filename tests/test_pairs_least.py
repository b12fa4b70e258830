"""In a programme of pairs each pair is by itself: a mentor who wrote “2-3” is not left out for want of a second."""

import json

import pytest

COHORT = "2027-alumni"


def mentor_who_takes(run, sample, takes):
    """Import one mentor with an answer on how many; return what the plan is then."""
    title, *rows = (sample / "alumni-mentors.csv").read_text(encoding="utf-8").splitlines()
    row = next(r for r in rows if "Vesterinen" in r).replace(',2,"suomi', f',"{takes}","suomi')
    assert f'"{takes}"' in row
    (run.folder / "mentors.csv").write_text(f"{title}\n{row}", encoding="utf-8")
    run("import", "mentors.csv", "--cohort", COHORT, "--accept")
    return json.loads(run("match", COHORT, "--json").stdout)["plan"]


@pytest.mark.parametrize("takes", ["2-3", "at least 2, max 3", "3"])
def test_one_student_is_given_to_a_mentor_who_can_take_more(run, sample, takes):
    run("init", ".")
    run("cohort", "new", "alumni", COHORT)
    run("import", sample / "alumni-students.xlsx", "--cohort", COHORT, "--accept")
    (one, *_) = mentor_who_takes(run, sample, "1-3")["matches"]
    people = json.loads(run("application", "list", COHORT, "--json").stdout)["applications"]
    for other in (
        a["id"] for a in people if a["role"] == "mentee" and a["id"] != one["mentees"][0]
    ):
        run("application", "withdraw", COHORT, other, "--as", "mentee", "--yes")
    plan = mentor_who_takes(run, sample, takes)
    assert [m["mentees"] for m in plan["matches"]] == [one["mentees"]]
    run("plan", "check", COHORT)
