"""Known answers: listed with their spellings, and one more of them, by the real command."""

import json
import shlex
import tomllib

import pytest
from test_first_aid_meaning import MENTEE, Cohort, person

from mentorcli.files.shipped import shipped

ODD = "Networking events"


@pytest.fixture
def cohort(run):
    return Cohort(
        run, [person("Emma Lehto", goals=ODD), person("Niko Rask")], [person("Kari Laine")]
    )


def options(cohort, *words, code=0):
    return cohort.run("cohort", "options", cohort.key, *words, code=code)


def goals(cohort, who):
    shown = json.loads(cohort.run("person", "show", cohort.key, who, "--json").stdout)
    return next(a["value"] for a in shown["applications"][0]["answers"] if a["answer"] == "goals")


def noticed(cohort):
    told = cohort.take("mentee", MENTEE, [person("Emma Lehto", goals=ODD), person("Niko Rask")])
    return [p["code"] for p in told["problems"] if ODD in p["says"]]


def test_every_field_with_known_answers_is_listed_with_its_spellings(cohort):
    every = json.loads(options(cohort, "--json").stdout)["options"]
    assert {"Networks", "Verkostot", "Nätverk"} <= set(every["goals"]["networks"])
    one = json.loads(options(cohort, "goals", "--json").stdout)["options"]
    assert list(one) == ["goals"]


def test_a_text_that_was_added_counts_at_once_and_in_later_exports(cohort):
    assert noticed(cohort) == ["unknown_option"]
    options(cohort, "goals", "--add", f"networks={ODD}")
    assert "networks" in str(goals(cohort, "Emma")) or "Networks" in str(goals(cohort, "Emma"))
    assert noticed(cohort) == []
    listed = json.loads(options(cohort, "goals", "--json").stdout)["options"]
    assert ODD in listed["goals"]["networks"]
    assert "Verkostot" in listed["goals"]["networks"]  # nothing shipped is lost


def test_an_answer_that_the_list_has_not_is_added_and_what_stood_in_the_file_stays(cohort):
    path = cohort.folder / "programmes" / "doctoral.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("# ours\nsmall_cell = 7  # the board wants it\n", encoding="utf-8")
    options(cohort, "goals", "--add", f"events={ODD}")
    text = path.read_text(encoding="utf-8")
    assert "# ours" in text
    assert "the board wants it" in text
    assert tomllib.loads(text)["small_cell"] == 7
    assert noticed(cohort) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("goal", "--add", f"networks={ODD}"), "Fields that have"),
        (("goals", "--add", "leadership=Verkostot"), "means networks already"),
        (("email", "--add", f"x={ODD}"), "no known answers"),
        (("goals", "--add", ODD), "write it as ANSWER=TEXT"),
        (("goals", "--add", f"={ODD}"), "write it as ANSWER=TEXT"),
        (("--add", f"networks={ODD}"), "Of which field?"),
    ],
)
def test_what_cannot_be_added_is_refused_and_nothing_is_written(cohort, words, says):
    done = options(cohort, *words, code=2)
    assert says in done.stderr
    assert not (cohort.folder / "programmes" / "doctoral.toml").exists()


def test_trying_writes_nothing(cohort):
    options(cohort, "goals", "--add", f"networks={ODD}", "--dry-run")
    assert not (cohort.folder / "programmes" / "doctoral.toml").exists()
    assert noticed(cohort) == ["unknown_option"]


def test_a_profile_that_names_the_workspaces_own_reminder_can_be_added_to(cohort):
    reminders = cohort.folder / "templates" / "reminders"
    reminders.mkdir(parents=True, exist_ok=True)
    text = (shipped("templates") / "reminders" / "kickoff-3d.en.txt.j2").read_text(encoding="utf-8")
    (reminders / "ours.en.txt.j2").write_text(text, encoding="utf-8")
    path = cohort.folder / "programmes" / "doctoral.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text('reminders = ["ours"]\n', encoding="utf-8")
    options(cohort, "goals", "--add", f"networks={ODD}")
    assert noticed(cohort) == []


def test_a_form_with_other_answers_than_the_profile_knows_is_told_before_the_match(run):
    """Its answers count for nothing: status says so, and the list shows what was written."""
    people = [person(name, goals="Networks;Pay talks") for name in ("Emma Lehto", "Niko Rask")]
    odd = [person(name, goals="Pay talks") for name in ("Aino Aalto", "Otto Oja")]
    cohort = Cohort(run, [*people, *odd], [person("Kari Laine")])
    said = run("status", cohort.key).stdout
    assert "many answers to goals are none of the known ones" in " ".join(said.split())
    listed = options(cohort, "goals").stdout
    assert "Pay talks" in listed.partition("Written as well")[2]
    options(cohort, "goals", "--add", "networks=Pay talks")
    assert "none of the known ones" not in run("status", cohort.key).stdout
    assert "Written as well" not in options(cohort, "goals").stdout


def test_a_few_other_answers_are_no_such_form(cohort):
    assert "none of the known ones" not in cohort.run("status", cohort.key).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("import", "mentees.csv", "--map", "G=goals", "--map", "G=themes"),
        ("import", "mentees.csv", "--for-all", "capacity=1", "--for-all", "capacity=2"),
        ("cohort", "change", "--set", "kickoff.place=Hall", "--set", "kickoff.place=Room"),
    ],
)
def test_one_name_with_two_values_is_refused(cohort, words):
    where = ("--cohort", cohort.key) if words[0] == "import" else ()
    place = words[:2] + (() if where else (cohort.key,)) + words[2:]
    assert "a name once" in cohort.run(*place, *where, code=2).stderr


def test_a_list_of_ones_own_is_taken_in_by_the_command_that_is_printed(run):
    """One command, as the list shows it: told by match too, not by status alone."""
    odd = [person(name, goals="Pay talks;Työhyvinvointi") for name in ("Aino Aalto", "Otto Oja")]
    cohort = Cohort(run, odd, [person("Kari Laine")])
    codes = lambda: [  # noqa: E731
        p["code"] for p in json.loads(run("match", cohort.key, "--json").stdout)["problems"]
    ]
    assert codes().count("answers_unread") == 1
    said = options(cohort, "goals")
    command = (said.stdout + said.stderr).partition("Next:")[2].strip().splitlines()[0]
    options(cohort, *shlex.split(command)[4:])
    assert "answers_unread" not in codes()
    known = json.loads(options(cohort, "goals", "--json").stdout)["options"]["goals"]
    assert known["pay_talks"] == ["Pay talks"]
    assert known["työhyvinvointi"] == ["Työhyvinvointi"]


def test_of_several_texts_one_that_cannot_be_added_stops_all(cohort):
    done = options(cohort, "goals", "--add", "pay=Pay talks", "--add", "leadership=Verkostot", code=2)  # fmt: skip
    assert "means networks already" in done.stderr
    assert not (cohort.folder / "programmes" / "doctoral.toml").exists()


def test_a_list_of_ones_own_takes_the_place_of_the_shipped_one(cohort):
    """Goals and themes share a list: both have it, and what is added later is added to it."""
    options(cohort, "goals", "--instead", "--add", f"events={ODD}", "--add", "pay=fi: Palkka")
    for field in ("goals", "themes"):
        listed = json.loads(options(cohort, field, "--json").stdout)["options"][field]
        assert listed["events"] == [ODD]
        assert listed["pay"] == ["Palkka"]
        assert set(listed) == {"events", "pay"}
    options(cohort, "goals", "--add", "pay=en: Pay talks")
    listed = json.loads(options(cohort, "themes", "--json").stdout)["options"]["themes"]
    assert "Pay talks" in listed["pay"]
    assert ODD in str(goals(cohort, "Emma"))
    done = options(cohort, "languages", "--instead", "--add", "x=Elvish", code=2)
    assert "no list of one's own" in done.stderr


@pytest.mark.parametrize("first", ["tek=fi: Tekniikka", "tek=Technology"])
def test_an_answer_has_its_english_name_whichever_is_told_first(cohort, first):
    every = ["tek=fi: Tekniikka", "tek=Technology"]
    for text in sorted(every, key=lambda one: one != first):
        options(cohort, "school", "--add", text)
    options(cohort, "school", "--add", "tek=Tech")
    written = (cohort.folder / "programmes" / "doctoral.toml").read_text(encoding="utf-8")
    assert 'en = "Technology"' in written
    assert 'fi = "Tekniikka"' in written
    assert 'synonyms = ["Tech"]' in written


@pytest.mark.parametrize("said", ["any=Any area", "whatever=Mikä tahansa teema"])
def test_an_answer_called_as_the_one_for_all_stands_for_all_in_a_list_of_ones_own(run, said):
    offered = said.partition("=")[2]
    cohort = Cohort(run, [person("Emma Lehto", goals="Pay")], [person("Kari Laine", goals=offered)])
    told = options(
        cohort, "goals", "--instead", "--add", "pay=Pay", "--add", "art=Art", "--add", said
    )
    assert f"{said.partition('=')[0]} stands for all the other answers of goals" in told.stdout
    cohort.match()
    shown = json.loads(run("explain", cohort.key, "Emma", "--with", "Kari", "--json").stdout)
    (themes,) = [p for p in shown["pair"]["parts"] if p["criterion"] == "themes"]
    assert themes["points"] == themes["most"] > 0
