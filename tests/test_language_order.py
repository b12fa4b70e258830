"""Nobody put a language first where columns keep no order; the language that a list gives counts then."""

import csv

import pytest
from test_first_aid_meaning import MENTEE, MENTOR, USUAL, Cohort, export, person

ASKED = MENTEE["languages"]
TICKS = {f"{ASKED}: {name}": name for name in ("Finnish", "Swedish", "English")}
PEOPLE = [
    ("Daria Petrova", ("Finnish", "English"), "en"),
    ("Bo Nylund", ("Finnish", "Swedish"), "sv"),
    ("Aila Kari", ("Finnish", "English"), ""),
    ("Veli Oja", ("Finnish", "English"), "Estonian"),
]
MENTORS = [(name, "fi") for name in ("Kari Laine", "Anna Roos", "Leena Niemi", "Ulla Sammal")]


def ticked(names, tick):
    return {title: tick if name in names else "" for title, name in TICKS.items()}


def as_columns(folder, tick):
    titles = {k: v for k, v in MENTEE.items() if k not in {"languages", "wishes", "supervisors"}}
    told = [person(name, **ticked(names, tick)) for name, names, _ in PEOPLE]
    return export(folder, "mentees.csv", {**titles, **{t: t for t in TICKS}}, told)


def in_one_cell(folder):
    """Two have the same two languages the other way round, so the tool keeps the order."""
    said = (";".join(names[::-1] if k == 2 else names) for k, (_, names, _) in enumerate(PEOPLE))
    told = [person(p[0], languages=one) for p, one in zip(PEOPLE, said, strict=True)]
    return export(folder, "mentees.csv", MENTEE, told)


def planned(run, mentees):
    key = "2027-joint"
    run("init", ".")
    run("cohort", "new", "joint", key)
    with (run.folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Name", "E-mail", "Employer", "Code", "Nominated by", "Language"])
        for n, (name, language) in enumerate([*((p[0], p[2]) for p in PEOPLE), *MENTORS]):
            email = f"{name.split()[-1]}@example.org".lower()
            rows.writerow([name, email, "Org", f"C-{n}", "Dean", language])
    run("import", run.folder / "list.csv", "--cohort", key, "--as", "selected")
    everything = {**USUAL, "languages": "Finnish;English;Swedish", "capacity": "1"}
    mentors = [
        {**everything, **{k: v for k, v in person(n).items() if k not in USUAL}} for n, _ in MENTORS
    ]
    theirs = export(run.folder, "mentors.csv", MENTOR, mentors)
    for role, file, employer in (("mentees", mentees, "Org"), ("mentors", theirs, "Firm")):
        told = ("--for-all", f"employer={employer}", "--for-all", "confidentiality=yes")
        run("import", file, "--cohort", key, "--accept", "--yes", *told, "--as", role)
    run("match", key)
    run("plan", "approve", key, "--yes")
    why = run("plan", "show", key, "--why").stdout
    return why, run("invite", "kickoff", key).stdout


def language_of(shown, name):
    line = next(x for x in shown.splitlines() if name in x)
    return [cell.strip() for cell in line.split("|")][2]


@pytest.mark.parametrize("tick", ["1", "x"])
def test_of_ticks_in_columns_nobody_put_a_language_first(run, tick):
    why, letters = planned(run, as_columns(run.folder, tick))
    assert "first" not in why
    assert language_of(letters, "Petrova") == "en"  # as the list says
    assert language_of(letters, "Nylund") == "sv"
    assert language_of(letters, "Aila Kari") == "fi"  # nothing is known but what was ticked
    assert language_of(letters, "Veli Oja") == "fi"  # the list gives one that was not chosen


def test_where_the_tool_keeps_the_order_it_counts_and_not_the_list(run):
    why, letters = planned(run, in_one_cell(run.folder))
    assert "“Finnish”, which Daria put first" in why or "also puts “Finnish” first" in why
    assert language_of(letters, "Petrova") == "fi"
    assert language_of(letters, "Aila Kari") == "en"


def test_two_who_put_one_language_first_are_not_told_that_nobody_knows(run):
    said = ("Finnish;English", "Finnish;English", "English;Finnish", "Finnish")
    names = ("Petra Oja", "Bo Lahti", "Aila Kari", "Jussi Ek")
    people = [person(n, languages=x, themes="Networks") for n, x in zip(names, said, strict=True)]
    cohort = Cohort(run, people, [], "peer")
    cohort.match()
    both = run("explain", cohort.key, "Petra", "--with", "Bo").stdout
    assert "the one their circle uses depends on everybody in it" in both
    assert "put first is not known" not in both
    assert (
        "also puts “Finnish” first" in run("explain", cohort.key, "Petra", "--with", "Jussi").stdout
    )
