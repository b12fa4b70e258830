"""Templates whose files have the wrong name are told where they are missed; so are languages that drift."""

from __future__ import annotations

import json
import shutil

import pytest
from conftest import Commands
from documents_cohorts import KEY

from mentorcli.files.shipped import shipped

LETTER = "letters/receipt.en.txt.j2"
WRONG = {
    "agreement/group.en.dotx": "agreement/group.en.docx",
    "agreement/group.en.docm": "agreement/group.en.docx",
    "agreement/group.en.doc": "agreement/group.en.docx",
    "agreement/group.en-GB.docx": "agreement/group.en.docx",
    "agreement/Group.en (1).docx": "agreement/group.en.docx",
    "agreement/group.en - Copy.docx": "agreement/group.en.docx",
    "agreement/group.fi - kopio.docx": "agreement/group.fi.docx",
    "agreement/grup.en.docx": "agreement/group.en.docx",
    "agreement/group_sv.docx": "agreement/group.sv.docx",
    "agreement/group.docx": "agreement/group.en.docx",
    "agreement/group.en.docx.docx": "agreement/group.en.docx",
    "agreements/group.en.docx": "agreement/group.en.docx",
    "group.en.docx": "agreement/group.en.docx",
    "letters/group.en.docx": "agreement/group.en.docx",
    "agreement/old/group.en.docx": "agreement/group.en.docx",
    "letters/receipt.en.txt": LETTER,
    "letters/receipt.en.txt.j2.txt": LETTER,
    "letters/reciept.en.txt.j2": LETTER,
    "letters/receipt.EN.txt.j2": LETTER,
    "invitations/receipt.en.txt.j2": LETTER,
    "reminders/midpont.fi.txt.j2": "reminders/midpoint.fi.txt.j2",
    "reminders/christmas.en.txt.j2": "",
    "report/report.en.html.j2": "",
}
RIGHT = (
    "agreement/group.en.docx", LETTER, "letters/summer-party.sv.txt.j2", "agreement/~$oup.en.docx",
    "letters/.receipt.en.txt.j2.swp", "agreement/logo.png",
)  # fmt: skip


@pytest.fixture
def place(ready, tmp_path):
    return shutil.copytree(ready, tmp_path / "mentoring")


def put(folder, file, like=""):
    path = folder / "templates" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    kind = "agreement/group.en.docx" if ".do" in file else LETTER
    path.write_bytes((shipped("templates") / (like or kind)).read_bytes())
    return path


def told(done, *codes):
    said = done.stdout or done.stderr
    problems = json.loads(said[said.index("{") :])["problems"]
    return {p["file"]: p["do"] for p in problems if p["code"] in codes}


CODES = ("template_misnamed", "template_unused")


def test_every_wrong_name_is_told_with_the_right_one(place):
    for file in (*WRONG, *RIGHT):
        put(place, file)
    run = Commands(place)
    listed = run("template", "list", "--json", code=3)
    found = told(listed, *CODES)
    assert set(found) == {f"templates/{file}" for file in WRONG}
    assert all(right in found[f"templates/{file}"] for file, right in WRONG.items())
    own = {
        (t["template"], t["language"], t["in use"])
        for t in json.loads(listed.stdout)["templates"]
        if t["in use"] != "shipped"
    }
    assert own == {
        ("agreement/group", "en", "yours, as shipped"), ("letters/receipt", "en", "yours, as shipped"),
        ("letters/summer-party", "sv", "your own"),
    }  # fmt: skip
    assert found.items() <= told(run("doctor", "--json", code=3), *CODES).items()


@pytest.mark.parametrize(
    ("file", "command", "made"),
    [
        ("agreement/grup.en.docx", ("agreement", "render", KEY), 3),
        ("agreement/group.en.dotx", ("agreement", "render", KEY), 3),
        ("letters/receipt.en.txt", ("letter", "receipt", KEY), 3),
        ("invitations/kickoff-mentor.en.txt", ("invite", "kickoff", KEY), 3),
        ("letters/kickoff-mentor.en.txt.j2", ("invite", "kickoff", KEY), 3),
        ("letters/receipt.en.txt", ("agreement", "render", KEY), 0),
        ("agreement/pair.en.dotx", ("agreement", "render", KEY), 0),
    ],
)
def test_the_command_that_would_use_it_says_so(place, file, command, made):
    put(place, file)
    found = told(Commands(place)(*command, "--json", code=made), *CODES)
    assert list(found) == ([f"templates/{file}"] if made else [])


def test_a_name_that_a_programme_gives_is_right(place):
    (place / "programmes" / "doctoral.toml").write_text('agreement = "agreement/ours"\n', "utf-8")
    put(place, "agreement/ours.en.docx")
    put(place, "agreement/ours-group.en.docx")
    assert told(Commands(place)("template", "list", "--json"), *CODES) == {}


def test_languages_that_were_edited_apart_are_told(place):
    run = Commands(place)
    run("template", "edit", "letters/receipt")
    assert "receipt was edited" not in run("template", "list").stdout
    for language in ("fi", "sv"):
        path = place / "templates" / f"letters/receipt.{language}.txt.j2"
        path.write_text(path.read_text("utf-8") + "Lisäys / tillägg\n", "utf-8")
    listed = "letters/receipt was edited in fi, sv, and en still says what ships"
    assert listed in words(run("template", "list"))
    sentence = "Edited in some languages only: letters/receipt; see mentorcli template list."
    for asked in ((), ("receipt",), (f"letters/receipt.fi.{'txt.j2'}",)):
        done = run("template", "check", *asked)
        assert words(done).count(sentence) == 1, asked
        assert "0 with mistakes" in words(done)
    assert sentence not in words(run("template", "check", "letters/waiting"))
    (place / "templates" / LETTER).unlink()  # that language is not copied at all
    assert sentence in words(run("template", "check"))
    run("template", "edit", "letters/receipt")
    path = place / "templates" / LETTER
    path.write_text(path.read_text("utf-8") + "Addition\n", "utf-8")
    done = run("template", "list")
    assert "was edited" not in done.stdout + done.stderr
    assert "in some languages" not in words(run("template", "check"))


def words(done):
    """Return all that a command said, in one line."""
    return " ".join((done.stdout + done.stderr).split())


def test_a_file_that_is_not_used_is_told_by_check_as_by_list(place):
    put(place, "letters/receipt.EN.txt.j2.txt")
    run = Commands(place)
    both = [told(run("template", x, "--json", code=3), *CODES) for x in ("list", "check")]
    assert both[0] == both[1] != {}
