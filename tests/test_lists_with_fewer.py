"""A list that holds only new people does not take the place of the whole one without being asked."""

import json

import pytest

JOINT = "2027-joint"
TITLES = "Name,E-mail,Employer,Code"
ANNA, BEN, CLEO, DAN = (
    f"{name},{name.split()[0].lower()}@firm.example,Firm Oy,F-{n}"
    for n, name in enumerate(("Anna Alku", "Ben Boman", "Cleo Cox", "Dan Dahl"), 1)
)


@pytest.fixture
def joint(run):
    run("init", ".")
    run("cohort", "new", "joint", JOINT)
    return run


def listed(run, *people, more=(), code=0, titles=TITLES):
    """Import a list of those selected; return what is said."""
    (run.folder / "list.csv").write_text("\n".join((titles, *people)), encoding="utf-8")
    done = run(
        "import", "list.csv", "--cohort", JOINT, "--as", "selected", *more, "--json", code=code
    )
    return json.loads(done.stdout) if code == 0 else done.stdout


def on_it(run):
    return {s["email"].split("@")[0] for s in json.loads(run("application", "list", JOINT, "--selected", "--json").stdout)["selected"]}  # fmt: skip


def test_additions_alone_take_nobody_off_the_list(joint):
    listed(joint, ANNA, BEN)
    said = listed(joint, CLEO, code=3)
    assert "2 people of the list before: Anna Alku and Ben Boman" in said
    assert "--accept-changes" in said
    assert on_it(joint) == {"anna", "ben"}


def test_who_leaves_the_list_is_told_and_counted(joint):
    listed(joint, ANNA, BEN, CLEO)
    found = listed(joint, ANNA, DAN, more=("--accept-changes",))
    assert (found["selected"], found["new"], found["gone"]) == (2, 1, 2)
    assert on_it(joint) == {"anna", "dan"}


@pytest.mark.parametrize(
    "mended",
    [
        pytest.param(ANNA.replace("anna@", "anna.alku@"), id="an address put right"),
        pytest.param(ANNA.replace("Anna Alku", "Anna Alku-Uusi"), id="a name put right"),
        pytest.param(ANNA.replace("F-1", "F-9"), id="another code"),
    ],
)
def test_who_is_only_written_otherwise_does_not_leave(joint, mended):
    listed(joint, ANNA, BEN)
    found = listed(joint, mended, BEN, CLEO)
    assert (found["new"], found["gone"]) == (1, 0)


def test_staff_leave_each_month_but_not_most_of_them(joint):
    def staff(*names, more=(), code=0):
        rows = "\n".join(f"{n},{n.split()[0].lower()}@uni.example" for n in names)
        (joint.folder / "staff.csv").write_text(f"Name,E-mail\n{rows}", encoding="utf-8")
        return joint("import", "staff.csv", "--as", "staff", *more, code=code)

    names = ("Anna Alku", "Ben Boman", "Cleo Cox", "Dan Dahl")
    staff(*names)
    assert "1 new, 1 no longer there" in staff(*names[:3], "Eva Ek").stdout
    assert "3 more" not in (said := staff("Filip Fors", code=3).stderr)
    assert "lacks 4 people of the list before: Anna Alku, Ben Boman, Cleo Cox and 1 more" in said
    assert "1 new, 4 no longer there" in staff("Filip Fors", more=("--accept-changes",)).stdout


def test_a_dry_run_tells_the_same(joint):
    listed(joint, ANNA, BEN)
    assert "Ben Boman" in listed(joint, ANNA, more=("--dry-run",), code=3)


def test_status_counts_who_of_those_selected_applied_once_the_call_is_open(joint):
    listed(joint, ANNA, BEN)
    say = lambda day: joint("status", JOINT, "--today", day).stdout  # noqa: E731
    assert "2 selected; they are informed on 2027-01-11" in say("2027-01-10")
    assert "2 selected; 0 of them applied" in say("2027-01-11")
