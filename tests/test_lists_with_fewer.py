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


def turned(people, column):
    """The list with a column moved up by a row, as one that was sorted by itself."""
    rows = [p.split(",") for p in people]
    moved = [rows[(n + 1) % len(rows)][column] for n in range(len(rows))]
    return [",".join([*r[:column], m, *r[column + 1 :]]) for r, m in zip(rows, moved, strict=True)]


@pytest.mark.parametrize("column", [0, 1])
@pytest.mark.parametrize("moved", [2, 3])
def test_addresses_that_slipped_to_others_are_not_taken(joint, column, moved):
    whole = [ANNA, BEN, CLEO]
    listed(joint, *whole)
    slipped = [*turned(whole[:moved], column), *whole[moved:], DAN]
    said = listed(joint, *slipped, code=3)
    assert "somebody else's address" in said.replace("\n", " ")
    assert on_it(joint) == {"anna", "ben", "cleo"}
    assert listed(joint, *slipped, more=("--accept-changes",))["selected"] == 4


def test_staff_whose_addresses_slipped_are_not_taken(run):
    run("init", ".")
    titles, people = "Name,E-mail", [",".join(p.split(",")[:2]) for p in (ANNA, BEN, CLEO, DAN)]
    file = run.folder / "staff.csv"
    file.write_text("\n".join((titles, *people)), encoding="utf-8")
    run("import", "staff.csv", "--as", "staff", "--yes")
    file.write_text("\n".join((titles, *turned(people[:2], 1), *people[2:])), encoding="utf-8")
    assert "somebody else's" in run("import", "staff.csv", "--as", "staff", "--yes", code=3).stderr


def test_who_takes_over_an_address_is_taken(joint):
    """Who had it before is not on the list any more: an address of a function, or a mistake put right."""
    listed(joint, ANNA.replace("anna@", "ben@").replace("F-1", "F-9"), CLEO)
    assert listed(joint, ANNA, BEN, CLEO)["selected"] == 3


def test_who_is_listed_twice_counts_where_first(joint):
    listed(joint, ANNA, BEN, ANNA)
    selected = json.loads(joint("application", "list", JOINT, "--selected", "--json").stdout)
    numbers = {s["email"][0]: s["number"] for s in selected["selected"]}
    assert numbers == {"a": 1, "b": 2}
