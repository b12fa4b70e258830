"""A colleague who is asked to be a mentor: who waits for the answer, and what becomes of it."""

import json
import shlex
import shutil

import openpyxl
import pytest
from conftest import Commands

KEY, ASKED = "2027-open", "2027-02-10"


def told(run, *words, day=""):
    today = ("--today", day) if day else ()
    return json.loads(run(*words, "--json", *today, code=None).stdout)


def lines(run, day):
    found = told(run, "status", KEY, day=day)["cohorts"][0]["lines"]
    return [x for x in found if "Eero Kivelä" in x["what"]]


@pytest.fixture
def run(open_sample, tmp_path):
    return Commands(shutil.copytree(open_sample, tmp_path / "open"))


def test_status_suggest_and_waiting_say_who_is_asked_since_when(run):
    assert not lines(run, ASKED)
    run("pair", "approach", KEY, "Zhang", "Kivelä", "--today", ASKED)
    (line,) = lines(run, "2027-02-12")
    assert ASKED in line["what"]
    assert "Wei Zhang" in line["what"]
    colleague = line["command"].split()[-1]
    assert line["command"] == f"mentorcli pair accept {KEY} {colleague}"
    assert f"mentorcli pair decline {KEY} {colleague}" in line["what"]
    assert (line["standing"], lines(run, "2027-02-20")[0]["standing"]) == ("due", "late")
    found = told(run, "suggest", "Zhang", day="2027-02-12")
    asked = {"colleague": colleague, "name": "Eero Kivelä", "answer": "asked"}
    assert found["approached"] == [asked | {"asked": ASKED, "since": ASKED}]
    page = run("suggest", "Zhang", "--today", "2027-02-12", code=None).stdout
    assert f"Eero Kivelä (staff list only): asked on {ASKED}, no answer yet" in page
    assert told(run, "suggest", "Rantala", day="2027-02-12")["approached"] == []
    assert f"asked on {ASKED}, no answer yet" in str(told(run, "waiting", KEY))
    run("pair", "approach", KEY, "Zhang", "Kivelä", "--today", "2027-02-14")
    assert ASKED in lines(run, "2027-02-15")[0]["what"], "written once"


def test_a_named_colleague_is_marked_in_the_table_of_names(run, sample):
    book = openpyxl.load_workbook(sample / "open-mentees.xlsx")
    wishes = next(c for c in book.active[1] if "someone in mind" in str(c.value)).column
    row = next(r for r in book.active.iter_rows() if r[6].value == "Rantala")
    row[wishes - 1].value = "Eero Kivelä"
    row[0].value = 33
    book.save(run.folder / "again.xlsx")
    run("import", "again.xlsx", "--cohort", KEY, "--accept", "--yes", "--accept-changes")
    (named,) = told(run, "suggest", "Rantala", day=ASKED)["named"]
    assert "pair approach" in named["command"]
    run("pair", "approach", KEY, "Rantala", "Kivelä", "--today", ASKED)
    (now,) = told(run, "suggest", "Rantala", day="2027-02-11")["named"]
    assert now["stands"] == f"asked on {ASKED}, no answer yet"
    assert "pair accept" in now["command"]
    page = run("suggest", "Rantala", "--today", "2027-02-11").stdout
    assert page.count("no answer yet") == 1


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_the_answer_is_kept_and_taken_back(run, verb):
    run("pair", "approach", KEY, "Zhang", "Kivelä", "--today", ASKED)
    before = lines(run, "2027-02-20")
    run("pair", verb, KEY, "Kivelä", "--dry-run", "--today", "2027-02-13")
    assert lines(run, "2027-02-20") == before
    run("pair", verb, KEY, "Kivelä", "--today", "2027-02-13")
    after = lines(run, "2027-02-20")
    word = {"accept": "yes", "decline": "no"}[verb]
    if verb == "accept":
        assert "said yes on 2027-02-13" in after[0]["what"]
        assert after[0]["command"].startswith("mentorcli import FILE")
    else:
        assert not after, "nothing is awaited"
    (one,) = told(run, "suggest", "Zhang", day="2027-02-20")["approached"]
    assert (one["answer"], one["asked"], one["since"]) == (word, ASKED, "2027-02-13")
    assert f"Eero Kivelä as a mentor: {word}" in run("history", KEY).stdout
    run("undo", "--yes")
    assert lines(run, "2027-02-20") == before


def test_nothing_is_awaited_once_the_mentee_has_a_proposal_or_has_left(run):
    run("pair", "approach", KEY, "Zhang", "Kivelä", "--today", ASKED)
    run("pair", "propose", KEY, "Zhang", "Forsström", "--today", ASKED)
    assert not lines(run, ASKED)
    run("pair", "decline", KEY, "Forsström", "--today", ASKED)
    assert lines(run, ASKED)
    run("application", "withdraw", KEY, "Zhang", "--yes", "--today", ASKED)
    assert not lines(run, ASKED)


def test_who_was_asked_for_two_is_asked_about_and_who_has_applied_is_not_approached(run):
    for mentee in ("Zhang", "Rantala"):
        run("pair", "approach", KEY, mentee, "Kivelä", "--today", ASKED)
    assert [("--with" in x["command"]) for x in lines(run, ASKED)] == [True, True]
    done = run("pair", "decline", KEY, "Kivelä", code=2)
    assert "--with NAME" in done.stderr
    run("pair", "decline", KEY, "Kivelä", "--with", "Rantala", "--today", ASKED)
    (left,) = lines(run, ASKED)
    assert "Wei Zhang" in left["what"]
    done = run("pair", "approach", KEY, "Zhang", "Forsström", code=2)
    assert "has offered to be a mentor" in " ".join(done.stderr.split())


def test_who_answers_the_mentor_form_is_awaited_no_more(run, sample):
    run("pair", "approach", KEY, "Zhang", "Kivelä", "--today", ASKED)
    run("pair", "accept", KEY, "Kivelä", "--today", ASKED)
    head, row, *_ = (sample / "open-mentors.csv").read_text("utf-8-sig").splitlines()
    row = row.replace("kaisa.makela@", "eero.kivela@").replace("Kaisa,Mäkelä", "Eero,Kivelä")
    path = run.folder / "new.csv"
    path.write_text(f"{head}\n{row}\n", "utf-8")
    run("import", path, "--cohort", KEY, "--accept", "--yes", code=None)
    assert "Eero Kivelä" in {
        a["name"] for a in told(run, "application", "list", KEY)["applications"]
    }
    assert not [x for x in lines(run, "2027-02-20") if "mentor of" in x["what"]]
    run("pair", "propose", KEY, "Zhang", "Kivelä", "--today", ASKED, code=None)


def test_a_pair_is_explained_before_there_is_any(run):
    found = told(run, "explain", KEY, "Zhang", "--with", "Mäkelä")
    page = run("explain", KEY, "Zhang", "--with", "Mäkelä").stdout
    assert f"{found['pair']['score']} points" in page
    assert found["pair"]["reason"]
    assert not found["pair"]["blocked_by"]
    barred = run("explain", KEY, "Forsström", "--with", "Rantala").stdout
    assert "Blocked by common language" in barred
    done = run("explain", KEY, "Zhang", code=2)
    assert "made one by one" in done.stderr
    assert 'suggest "Wei Zhang"' in done.stderr


def letters(run):
    return [d for d in told(run, "outbox", "list", KEY)["drafts"] if d["kind"] == "approach"]


def serves(run):
    """Let the workspace put its mails into a folder."""
    (run.folder / "pickup").mkdir()
    with (run.folder / "mentorcli.toml").open("a", encoding="utf-8") as file:
        file.write('\n[sending]\ntransport = "pickup"\nfolder = "pickup"\n')


def test_the_letter_waits_until_it_goes_and_names_its_reader(run):
    run("pair", "approach", KEY, "Zhang", "Kivelä", "--today", ASKED)
    run("remind", "--today", "2027-02-11")
    run("pair", "propose", KEY, "Zhang", "Forsström", "--today", "2027-02-12")
    run("remind", "--today", "2027-03-12")
    (one,) = letters(run)
    assert (run.folder / "out" / one["file"]).is_file()
    page = run("outbox", "list", KEY).stdout
    assert "Eero Kivelä" in page
    assert "nobody known" not in page
    serves(run)
    run("outbox", "send", KEY, "--kind", "approach", "--release", "--yes", "--today", "2027-03-13")
    assert letters(run)[0]["state"] == "sent"


@pytest.mark.parametrize(
    "over",
    [
        ("pair", "decline", KEY, "Kivelä"),
        ("application", "withdraw", KEY, "Zhang", "--yes"),
    ],
)
def test_a_letter_of_which_nothing_is_awaited_is_told_held_back_and_taken_away(run, over):
    run("pair", "approach", KEY, "Zhang", "Kivelä", "--today", ASKED)
    run(*over, "--today", "2027-02-11")
    serves(run)
    found = told(run, "status", KEY, day="2027-02-12")["cohorts"][0]["lines"]
    assert "1 mail not true any more" in [x["what"] for x in found]
    assert not told(run, "outbox", "send", KEY, "--kind", "approach", day="2027-02-12")["mails"]
    (one,) = letters(run)
    run("remind", "--today", "2027-02-12")
    assert not letters(run)
    assert not (run.folder / "out" / one["file"]).exists()
    if over[0] == "pair":
        run("pair", "approach", KEY, "Zhang", "Kivelä", "--today", "2027-02-13")
        assert letters(run), "asked again"


def test_a_misspelt_colleague_is_asked_with_the_command_that_it_says(run, sample):
    book = openpyxl.load_workbook(sample / "open-mentees.xlsx")
    wishes = next(c for c in book.active[1] if "someone in mind" in str(c.value)).column
    row = next(r for r in book.active.iter_rows() if r[6].value == "Rantala")
    row[wishes - 1].value, row[0].value = "Eero Kiveal", 33
    book.save(run.folder / "again.xlsx")
    run("import", "again.xlsx", "--cohort", KEY, "--accept", "--yes", "--accept-changes")
    asked = run("suggest", "Rantala", "--today", ASKED, code=3).stderr
    words = asked.partition("→")[2].partition("mentorcli ")[2].partition("Next")[0]
    advised = shlex.split(words)
    assert advised[:2] == ["pair", "approach"]
    refused = run("pair", "propose", KEY, "Rantala", "Eero Kivelä", code=2).stderr
    assert shlex.split(refused.partition("mentorcli pair")[2])[0] == "approach"
    run(*advised, "--today", ASKED)
    assert "asked on" in told(run, "suggest", "Rantala", day=ASKED)["named"][0]["stands"]
    run("pair", "decline", KEY, "Eero Kivelä", "--today", "2027-02-12")
    page = run("suggest", "Rantala", "--today", "2027-02-13", code=0)
    assert "said no on 2027-02-12" in page.stdout
    assert "not certain" not in page.stderr
    again = run(*advised, "--today", "2027-02-14")
    assert "said no on 2027-02-12" in again.stdout
    assert "pair accept" not in again.stdout + again.stderr


def test_nobody_is_asked_to_mentor_whoever_has_a_match(run):
    """A yes would lead to `pair propose`, which is refused: both say so at once and alike."""
    run("pair", "approach", KEY, "Salonen", "Kivelä", "--today", ASKED)
    run("pair", "propose", KEY, "Salonen", "O'Connor", "--today", ASKED)
    for who in ("Salonen", "O'Connor"):
        run("pair", "accept", KEY, who, "--today", ASKED)
    refused = [
        json.loads(run("pair", *words, "--json", "--today", "2027-02-12", code=2).stdout)
        for words in (
            ("propose", KEY, "Salonen", "Forsström"), ("approach", KEY, "Salonen", "Anna Virtanen"),
        )
    ]  # fmt: skip
    assert refused[0]["error"] == "Minna Salonen has a match that is agreed. Nothing was changed."
    assert refused[1] == refused[0]
    yes = told(run, "pair", "accept", KEY, "Kivelä", day="2027-02-12")
    assert yes["next"] == [f"mentorcli pair list {KEY}"]
