import datetime as dt
import re
import tomllib

import pytest
from reminders_cohort import ORGANISATION, record

from mentorcli.domain.problem import UserError
from mentorcli.files.shipped import programmes, shipped
from mentorcli.reminders import Facts, due, load_reminders
from mentorcli.workspace.profiles import load_programme

RECORD = record()
PROGRAMME = RECORD.programme
SHIPPED = shipped("templates") / "reminders"
KICKOFF = (SHIPPED / "kickoff-3d.en.txt.j2").read_text(encoding="utf-8")
DAY = dt.date(2027, 1, 18)


def header(path):
    entries = tomllib.loads(path.read_text(encoding="utf-8").split("+++\n")[1])
    entries.pop("subject")
    return entries


@pytest.mark.parametrize("english", sorted(SHIPPED.glob("*.en.txt.j2")), ids=lambda p: p.name)
def test_a_reminder_has_one_schedule_in_all_its_languages(english):
    key = english.name.removesuffix(".en.txt.j2")
    found = sorted(SHIPPED.glob(f"{key}.*.txt.j2"))
    assert len(found) == (1 if header(english)["audience"].startswith("coordinator") else 3)
    assert all(header(path) == header(english) for path in found)


def test_every_shipped_reminder_is_in_use():
    shipped_keys = {p.name.split(".")[0] for p in SHIPPED.iterdir()}
    profiles = [load_programme(p.stem) for p in programmes().glob("*.toml")]
    assert shipped_keys
    assert shipped_keys == {r.key for p in profiles for r in load_reminders(p, None)}


def test_no_paragraph_runs_into_the_next():
    """A line break after a tag is swallowed: behind a line that ends with one stand two blank lines."""
    for path in SHIPPED.parent.glob("*/*.txt.j2"):
        lines = re.findall(
            r"(?m)^(?!- |\{[%#][^%]*[%#]\}$).*%\}\n\n(?=[^\n])", path.read_text("utf-8")
        )
        assert lines == [], path.name


def own(tmp_path, text, name="kickoff-3d.en"):
    folder = tmp_path / "reminders"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt.j2").write_text(text, encoding="utf-8", newline="")
    return tmp_path


def letters(folder):
    found = due(Facts.of(RECORD, ORGANISATION), load_reminders(PROGRAMME, folder), DAY)
    return {m.person: m for m in found if m.kind == "kickoff-3d"}


def test_the_workspace_text_wins_in_its_language_only(tmp_path):
    text = KICKOFF.replace("We meet soon", "our own words").replace("\n", "\r\n")
    found = letters(own(tmp_path, "\ufeff" + text))
    assert "our own words" in found["p1"].body
    assert "Tapaamme pian" in found["m1"].body


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('when = ["kickoff -3"]', "when = []", "when must be a list"),
        ("kickoff -3", "kickof -3", "did you mean 'kickoff'?"),
        ("kickoff -3", "kickoff minus 3", "when: 'kickoff minus 3' is not a day"),
        ('["kickoff -3"]', "[-3]", "when: -3 is not a day"),
        ('"participants"', '"particpants"', "did you mean 'participants'?"),
        ('audience = "participants"', "", "audience is missing"),
        ("catch_up = 3", "catchup = 3", "did you mean 'catch_up'?"),
        ("catch_up = 3", "catch_up = -1", "catch_up must be a number of days"),
        ("catch_up = 3", "catch_up = true", "catch_up must be a number of days"),
        ('until = "kickoff"', 'until = "whenever"', "no calendar day for until"),
        ("catch_up = 3", "catch_up = ", "line 7"),
        ("+++", "---", "line 1: there is no header"),
        ('["kickoff -3"]', '["kickoff -4"]', "when differs from kickoff-3d.en.txt.j2"),
    ],
)
def test_a_broken_header_names_the_file_and_the_entry(tmp_path, old, new, says):
    assert old in KICKOFF
    with pytest.raises(UserError) as error:
        load_reminders(PROGRAMME, own(tmp_path, KICKOFF.replace(old, new)))
    assert "kickoff-3d." in error.value.message
    assert says in error.value.message
    assert error.value.remedy


@pytest.mark.parametrize(
    ("new", "says", "remedy"),
    [
        ("{{ person.frst_name }}", "kickoff-3d.en.txt.j2", "first_name"),
        ("{% if %}", "line 10", ""),
        ("{{ person.__class__ }}", "kickoff-3d.en.txt.j2", ""),
    ],
)
def test_a_broken_body_names_the_file_and_the_line(tmp_path, new, says, remedy):
    folder = own(tmp_path, KICKOFF.replace("Dear {{ person.first_name }}", new))
    with pytest.raises(UserError) as error:
        letters(folder)
    assert says in error.value.message
    assert remedy in error.value.remedy


def test_a_workspace_may_drop_in_a_whole_new_reminder(tmp_path):
    from dataclasses import replace

    text = '+++\nwhen = ["kickoff -3"]\naudience = "mentors"\nsubject = "S"\n+++\nHi.\n'
    folder = own(tmp_path, text, "extra.en")
    programme = replace(PROGRAMME, reminders=("extra",))
    found = due(Facts.of(RECORD, ORGANISATION), load_reminders(programme, folder), DAY)
    assert [(m.person, m.language, m.body) for m in found] == [
        ("m1", "en", "Hi.\n"), ("m2", "en", "Hi.\n"),
    ]  # fmt: skip


def test_an_unknown_reminder_says_which_file_is_missing():
    from dataclasses import replace

    with pytest.raises(UserError, match=r"reminders/nothing\.en\.txt\.j2"):
        load_reminders(replace(PROGRAMME, reminders=("nothing",)), None)
