"""Whose row it is, and whose form: nobody becomes somebody else, and who comes back is told."""

import json
import sqlite3
from contextlib import closing

import openpyxl
import pytest
from repetition_exports import COHORT, answer, ends, stored, take, write

FIRST = ("Aino Kallio", "Bo Ek", "Carla Rossi", "Dinh Tran", "Eero Salo")
SECOND = ("Fanny Lund", "Gita Rao", "Hugo Berg", "Ines Costa")


def people(names, *, goals="Networks;", day=2):
    """Return one copy of the form: its answers are counted from 1."""
    return [
        answer(n, name, f"{name.split()[0].lower()}@example.org", day=day, Goals=goals)
        for n, name in enumerate(names, 1)
    ]


def codes(data):
    return [p["code"] for p in data["problems"]]


def applications(run):
    done = run("application", "list", COHORT, "--json")
    return {a["name"]: a for a in json.loads(done.stdout)["applications"]}


# --- a number alone makes nobody somebody else


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)])
def test_two_copies_of_a_form_are_two_lots_of_people(workspace, order):
    one, other = order
    take(workspace, people(one))
    told = take(workspace, people(other))
    assert codes(told) == ["another_copy"]
    assert ends(told) == [("new", "")] * len(other)
    assert sorted(stored(workspace)) == sorted([*one, *other])
    assert {a["e-mail"] for a in applications(workspace).values()} == {
        a["E-mail address"] for a in people((*one, *other))
    }


def test_each_copy_goes_on_under_its_own_numbers(workspace):
    take(workspace, people(FIRST))
    take(workspace, people(SECOND))
    later = people((*SECOND, "Jonas Vik"), goals="Leadership;", day=9)
    later[0]["E-mail address"] = "fanny.lund@example.org"
    told = take(workspace, later)
    assert ends(told) == [("changed", "")] * len(SECOND) + [("new", "")]
    assert told["imports"][0]["missing"] == []
    more = take(workspace, people(FIRST[:-1], goals="Leadership;", day=5))
    assert ends(more) == [("changed", "")] * (len(FIRST) - 1)
    assert len(more["imports"][0]["missing"]) == 1  # Eero, and nobody of the other copy
    found = stored(workspace)
    assert len(found) == len(FIRST) + len(SECOND) + 1
    assert found["Fanny Lund"]["email"] == "fanny.lund@example.org"
    assert found["Eero Salo"]["goals"] == ["networks"]


def test_both_copies_in_one_command(workspace):
    paths = [
        write(workspace.folder, people(FIRST), "a.csv"),
        write(workspace.folder, people(SECOND), "b.csv"),
    ]
    workspace(
        "import", *paths, "--cohort", COHORT, "--as", "mentees", "--accept", "--map", "M=-",
    )  # fmt: skip
    assert sorted(stored(workspace)) == sorted([*FIRST, *SECOND])


def test_a_sheet_whose_numbers_were_made_anew_changes_nobody(workspace):
    take(workspace, people(FIRST))
    ids = {n: a["id"] for n, a in applications(workspace).items()}
    turned = people(FIRST)
    for n, row in enumerate(reversed(turned), 1):
        row["ID"] = str(n)
    told = take(workspace, turned)
    assert [state for state, _ in ends(told)] == ["unchanged"] * len(FIRST)
    assert {n: a["id"] for n, a in applications(workspace).items()} == ids


def test_a_single_row_of_somebody_else_waits(workspace):
    take(workspace, people(FIRST))
    before = stored(workspace)
    rows = people(FIRST)
    rows[1] = answer(2, "Mila Ruiz", "mila@example.org", day=4)
    told = take(workspace, rows, code=3)
    assert ends(told)[1] == ("problem", "response_of_another")
    assert "Bo Ek <bo@example.org>" in json.dumps(told["problems"], ensure_ascii=False)
    assert stored(workspace) == before
    assert applications(workspace)["Bo Ek"]["state"].startswith("valid, vanished")


def test_it_is_settled_as_somebody_else(workspace):
    take(workspace, people(FIRST))
    rows = people(FIRST)
    rows[1] = answer(2, "Mila Ruiz", "mila@example.org", day=4)
    take(workspace, rows, code=3)
    workspace("questions", "settle", "--different", COHORT, "bo@example.org", "mila@example.org")
    assert sorted(stored(workspace)) == sorted([*FIRST, "Mila Ruiz"])
    rows[1]["Goals"] = "Leadership;"
    rows[1]["Completion time"] = "2026-11-20 09:00:00"
    assert ends(take(workspace, rows))[1] == ("changed", "")
    assert stored(workspace)["Bo Ek"]["goals"] == ["networks"]


def test_it_is_settled_as_the_same_person(workspace):
    take(workspace, people(FIRST))
    person = applications(workspace)["Bo Ek"]["id"]
    rows = people(FIRST)
    rows[1] = answer(2, "Bo Lund", "bo.lund@example.org", day=4)
    take(workspace, rows, code=3)
    workspace("questions", "settle", "--same", COHORT, "bo@example.org", "bo.lund@example.org")
    assert applications(workspace)["Bo Lund"]["id"] == person
    assert len(stored(workspace)) == len(FIRST)
    assert ends(take(workspace, [*rows, answer(9, "Åsa Öst", day=8)]))[1] == ("unchanged", "")


def test_name_or_address_is_enough_whatever_accents_and_order(workspace):
    take(workspace, people(("Väinö Mäki", "Bo Ek", "Carla Rossi")))
    rows = people(("Maki Vaino", "Bo Lund", "Carla Rossi"), day=5)
    rows[0]["E-mail address"] = "other@example.org"
    told = take(workspace, rows)
    assert [state for state, _ in ends(told)] == ["changed", "changed", "unchanged"]
    assert len(stored(workspace)) == 3


def test_half_of_the_numbers_is_not_most_of_them(workspace):
    take(workspace, people(FIRST[:4]))
    rows = people(FIRST[:4])
    rows[0] = answer(1, "Mila Ruiz", "mila@example.org")
    rows[1] = answer(2, "Nils Holm", "nils@example.org")
    told = take(workspace, rows, code=3)
    assert [state for state, _ in ends(told)] == ["problem", "problem", "unchanged", "unchanged"]
    assert sorted(stored(workspace)) == sorted(FIRST[:4])


def test_a_correction_in_another_copy_stays_with_its_answer(workspace):
    take(workspace, people(FIRST))
    rows = people(SECOND)
    rows[2]["E-mail address"] = "hugo at example.org"
    take(workspace, rows, code=3)
    book = workspace.folder / "out" / COHORT / "problems.xlsx"
    filled = openpyxl.load_workbook(book)
    cells = [c for sheet in filled for row in sheet.iter_rows() for c in row]
    for wrong in (c for c in cells if c.value == "hugo at example.org"):
        wrong.value = "hugo@example.org"
    filled.save(book)
    workspace("read", book)
    assert sorted(stored(workspace)) == sorted([*FIRST, *SECOND])
    rows[0]["Goals"] = "Leadership;"
    rows[0]["Completion time"] = "2026-11-20 09:00:00"
    told = take(workspace, rows)
    assert [state for state, _ in ends(told)] == ["changed", *["unchanged"] * 3]
    assert stored(workspace)["Carla Rossi"]["email"] == "carla@example.org"


# --- a remembered form serves its own role only

SHARED = (
    "Timestamp", "Full name", "E-mail address", "Department", "Job title",
    "In which languages can you meet?", "How could you meet?", "I have read the privacy notice",
)  # fmt: skip
SAID = ("CS", "Expert", "English", "Remotely", "Yes")
OWN = {
    "mentee": ("What do you hope to get?", "Courage"),
    "mentor": ("How many mentees can you take?", "2"),
    "either": ("Anything else?", "No"),
}


def form(folder, name, kind, titles=SHARED):
    """Write the form of a role: it differs in one question from the other's."""
    title, said = OWN[kind]
    lines = [(*titles, title)]
    lines += [
        (f"2026/11/0{n} 10:00:00", f"{who} Person", f"{who.lower()}@example.org", *SAID, said)
        for n, who in enumerate((f"Ann{kind}", f"Ben{kind}", f"Cem{kind}"), 1)
    ]
    path = folder / name
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    return path


def bring(run, path, *options):
    """Import a form, whatever must be looked at in it."""
    return run("import", path, "--cohort", COHORT, "--accept", "--yes", *options)


def roles(run):
    with closing(sqlite3.connect(run.folder / "workspace.db")) as connection:
        return connection.execute("SELECT role, count(*) FROM applications GROUP BY 1").fetchall()


@pytest.mark.parametrize("kind", ["mentee", "either"])
def test_a_form_like_the_mentors_is_asked_about(workspace, kind):
    bring(workspace, form(workspace.folder, "mentors.csv", "mentor"), "--as", "mentors")
    forms = sorted((workspace.folder / "forms").iterdir())
    done = bring(workspace, form(workspace.folder, "answers.csv", kind))
    assert "--as mentees or --as mentors" in done.stderr
    assert roles(workspace) == [("mentor", 3)]
    assert sorted((workspace.folder / "forms").iterdir()) == forms
    bring(workspace, form(workspace.folder, "answers.csv", kind), "--as", "mentees")
    assert roles(workspace) == [("mentee", 3), ("mentor", 3)]


def test_a_mentors_form_like_the_mentees_is_asked_about(workspace):
    bring(workspace, form(workspace.folder, "mentees.csv", "mentee"), "--as", "mentees")
    done = bring(workspace, form(workspace.folder, "more.csv", "mentor"))
    assert "--as mentees or --as mentors" in done.stderr
    assert roles(workspace) == [("mentee", 3)]


def test_the_very_same_titles_in_a_file_named_after_the_other_role_are_asked_about(workspace):
    bring(workspace, form(workspace.folder, "mentors.csv", "either"), "--as", "mentors")
    done = bring(workspace, form(workspace.folder, "mentees 2027.csv", "either"))
    assert "--as mentees or --as mentors" in done.stderr


@pytest.mark.parametrize("kind", ["mentee", "mentor", "either"])
def test_the_next_export_of_a_form_is_not_asked_about(workspace, kind):
    role = "mentor" if kind == "either" else kind
    bring(workspace, form(workspace.folder, "answers.csv", kind), "--as", f"{role}s")
    bring(workspace, form(workspace.folder, "answers (2).csv", kind))
    assert roles(workspace) == [(role, 3)]


def test_with_both_forms_known_each_export_finds_its_own(workspace):
    for role in ("mentor", "mentee"):
        bring(workspace, form(workspace.folder, f"{role}s.csv", role), "--as", f"{role}s")
    bring(workspace, form(workspace.folder, "one.csv", "mentee"))
    bring(workspace, form(workspace.folder, "two.csv", "mentor"))
    assert roles(workspace) == [("mentee", 3), ("mentor", 3)]


# --- who withdrew and applies again


@pytest.fixture
def withdrawn(workspace):
    take(workspace, people(FIRST))
    workspace("application", "withdraw", COHORT, "Bo Ek", "--yes")
    return workspace


AGAIN = {
    "another answer": answer(9, "Bo Ek", "bo@example.org", day=12, Goals="Leadership;"),
    "the same words again": answer(9, "Bo Ek", "bo@example.org", day=12),
    "the answer edited": answer(2, "Bo Ek", "bo@example.org", day=12, Goals="Leadership;"),
    "edited without a later moment": answer(2, "Bo Ek", "bo@example.org", Goals="Leadership;"),
}


@pytest.mark.parametrize("row", AGAIN.values(), ids=AGAIN)
def test_who_withdrew_and_answers_again_is_told_and_waits(withdrawn, row):
    told = take(withdrawn, [*(p for p in people(FIRST) if p["ID"] != row["ID"]), row], code=3)
    assert ("problem", "applies_again") in ends(told)
    assert "applies_again" in codes(told)
    assert applications(withdrawn)["Bo Ek"]["state"] == "withdrawn"
    withdrawn("application", "accept", COHORT, "Bo Ek")
    assert applications(withdrawn)["Bo Ek"]["state"] == "valid"
    wanted = ["leadership"] if row["Goals"] == "Leadership;" else ["networks"]
    assert stored(withdrawn)["Bo Ek"]["goals"] == wanted


def test_changes_accepted_at_import_take_them_back_in(withdrawn):
    rows = [*people(FIRST), AGAIN["another answer"]]
    told = take(withdrawn, rows, "--accept-changes")
    assert ("changed", "") in ends(told)
    assert applications(withdrawn)["Bo Ek"]["state"] == "valid"


def test_the_same_export_brings_nobody_back(withdrawn):
    told = take(withdrawn, [*people(FIRST), answer(7, "Åsa Öst", day=5)])
    assert ends(told) == [*[("unchanged", "")] * len(FIRST), ("new", "")]
    assert applications(withdrawn)["Bo Ek"]["state"] == "withdrawn"


def test_an_older_answer_brings_nobody_back(withdrawn):
    earlier = answer(8, "Bo Ek", "bo@example.org", day=1, Goals="Leadership;")
    told = take(withdrawn, [*people([FIRST[0]]), earlier])
    assert ends(told) == [("unchanged", ""), ("skipped", "superseded")]
    assert applications(withdrawn)["Bo Ek"]["state"] == "withdrawn"


def test_accepting_what_others_changed_brings_nobody_back(withdrawn):
    withdrawn("application", "accept", COHORT)
    assert applications(withdrawn)["Bo Ek"]["state"] == "withdrawn"


def test_a_form_read_otherwise_brings_nobody_back(withdrawn):
    (path,) = (withdrawn.folder / "forms").glob("*.toml")
    text = path.read_text(encoding="utf-8")
    assert 'field = "goals"' in text
    path.write_text(text.replace('field = "goals"', 'field = "goal"'), encoding="utf-8")
    withdrawn("form", "replay", path.stem, "--cohort", COHORT)
    assert applications(withdrawn)["Bo Ek"]["state"] == "withdrawn"
    assert "goals" not in stored(withdrawn)["Bo Ek"]


def test_a_withdrawal_is_taken_back(withdrawn):
    dry = withdrawn("application", "restore", COHORT, "Bo Ek", "--dry-run")
    assert "would be back" in dry.stdout
    assert applications(withdrawn)["Bo Ek"]["state"] == "withdrawn"
    done = withdrawn("application", "restore", COHORT, "Bo Ek", "--json")
    assert json.loads(done.stdout)["state"] == "valid"
    assert applications(withdrawn)["Bo Ek"]["state"] == "valid"
    refused = withdrawn("application", "restore", COHORT, "Bo Ek", code=3)
    assert "has not withdrawn" in refused.stderr
