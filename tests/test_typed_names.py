"""Commands that are printed name people as one would type them; scripts get ids."""

import csv
import json
import re
import shlex

import pytest

COHORT, DAY = "2027-open", ("--today", "2026-12-01")
IDS = re.compile(r"\bp-[a-z2-7]{10}\b")
HOSTILE = "Eva $(touch pwned) `id`"


@pytest.fixture
def office(run, sample):
    """The open programme of the sample with a namesake, a longer name and one that a shell would obey."""
    rows = list(csv.reader((sample / "open-mentors.csv").read_text(encoding="utf-8").splitlines()))
    more = (("Kaisa", "Mäkelä"), ("Liam Patrick", "O'Connor"), ("Eva", HOSTILE[4:]))
    for number, (first, last) in enumerate(more):
        rows.append([*rows[5][:1], first, last, f"other{number}@example.org", *rows[5][4:]])
    export = run.folder / "mentors.csv"
    with export.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    run("init", ".")
    run("cohort", "new", "open", COHORT, *DAY)
    files = (sample / "open-mentees.xlsx", export)
    run("import", *files, "--cohort", COHORT, "--accept", "--yes", *DAY)
    for asked in json.loads(run("questions", "list", COHORT, "--json").stdout)["questions"]:
        if "same or different" in asked["do"]:
            run("questions", "settle", COHORT, asked["number"], "different", *DAY)
    return run


def people(run):
    listed = json.loads(run("application", "list", COHORT, "--json").stdout)["applications"]
    return {a["id"]: a["name"] for a in listed}


def test_every_printed_command_names_people_and_can_be_typed(office):
    shown = office("status", COHORT, *DAY)
    every = re.findall(r"mentorcli suggest [^\n|]*", shown.stdout + shown.stderr)
    assert every
    for command in every:
        assert not IDS.search(command)
        words = shlex.split(command)[1:]
        assert words[1] in people(office).values()
        found = office(*words, *DAY, code=3)  # whom Wei named is not certain
        assert words[1] in found.stdout
        proposed = re.search(r"mentorcli pair propose [^\n]*", found.stderr)
        assert proposed
        assert not IDS.search(proposed[0])
        office(*shlex.split(proposed[0])[1:], *DAY)
    text = office("status", COHORT, *DAY).stdout
    assert not re.search(r"mentorcli [^\n]*p-[a-z2-7]{10}", text)


def test_json_keeps_ids(office):
    lines = json.loads(office("status", COHORT, *DAY, "--json").stdout)["cohorts"][0]["lines"]
    assert any(IDS.search(x["command"]) for x in lines)


def test_a_name_of_two_a_part_of_another_and_one_that_a_shell_obeys_stay_ids(office):
    from mentorcli.console.typed_names import in_names, look_up_in

    look_up_in(office.folder)
    told = {
        name: in_names(f"see p-aaaaaaaaaa: mentorcli suggest {p}")
        for p, name in people(office).items()
    }
    by_name = {
        n for n, text in told.items() if text == f'see p-aaaaaaaaaa: mentorcli suggest "{n}"'
    }
    kept = {n for n, text in told.items() if IDS.search(text.rpartition(" ")[2])}
    assert kept == {"Kaisa Mäkelä", "Liam O'Connor", HOSTILE}
    assert by_name == set(told.keys()) - kept
    assert "Liam Patrick O'Connor" in by_name
