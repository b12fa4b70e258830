"""Answers that stand for several: “in person”, “either”, “any theme”, and those that HR adds."""

import json
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_first_aid_meaning import COHORT, MENTEE, MENTOR, Cohort, person

from mentorcli.intake.values.choices import parse_multi
from mentorcli.intake.values.reading import Reading
from mentorcli.workspace.profiles import load_programme

PLACES = ("otaniemi", "helsinki", "elsewhere")
DOCTORAL = load_programme("doctoral", None)
WAYS = DOCTORAL.field("mentee", "meeting_modes")
EITHER = ["Either", "Both", "Molemmat", "Kumpi vain", "Båda går bra", "Ei väliä", "In person or online",
          "Hybrid", "all", "Etänä tai kasvotusten"]  # fmt: skip
HERE = ["In person", "Face-to-face", "Kasvotusten", "Lähitapaaminen", "Paikan päällä", "På plats"]


def stands(text, places):
    """What a text comes to in the end, from the words alone."""
    return {"in_person": {*places}, "any_way": {*places, "remote"}}.get(text, {text})


@given(st.lists(st.lists(st.sampled_from([o.code for o in WAYS.options]), min_size=1, max_size=3,
                         unique=True), min_size=2, max_size=3))  # fmt: skip
def test_what_people_have_in_common_is_what_their_answers_come_to(several):
    plain = [set().union(*(stands(t, PLACES) for t in texts)) for texts in several]
    shared = WAYS.in_common(several)
    said = set().union(set(), *(stands(t, PLACES) for t in shared))
    assert said == set.intersection(*plain)
    for one, other in combinations(range(len(several)), 2):
        suited = WAYS.suited(several[other])
        for text in several[one]:
            assert (text in suited) is bool(stands(text, PLACES) & plain[other])


MODES, DECLINED = "How could you meet?", "Topics you would rather not discuss"


class Meeting(Cohort):
    """One mentee and one mentor who say how they could meet and what they decline."""

    def __init__(self, run, mentee, mentor):
        self.run, self.folder, self.programme, self.key = run, run.folder, "doctoral", COHORT
        run("init", ".")
        run("cohort", "new", "doctoral", self.key)
        self.take("mentee", MENTEE | {"modes": MODES}, [person("Emma Lehto", **mentee)])
        self.take(
            "mentor",
            MENTOR | {"modes": MODES, "declined": DECLINED},
            [person("Kari Laine", **mentor)],
        )

    def said(self):
        self.run("match", self.key)
        return self.run("explain", self.key, "Emma Lehto", "--with", "Kari Laine", code=None).stdout

    def meets(self):
        said = self.said()
        assert ("agrees on how to meet" in said) is not ("shares no way to meet" in said)
        return "agrees on how to meet" in said


def test_each_way_of_saying_how_one_could_meet_suits_whom_it_should(run):
    texts = [*EITHER, *HERE]
    names = {text: f"{2 * chr(65 + k)}rik {2 * chr(90 - k)}berg" for k, text in enumerate(texts)}
    cohort = Meeting(run, {}, {})
    people = [person(name, modes=text) for text, name in names.items()]
    cohort.take("mentee", MENTEE | {"modes": MODES}, people)
    ways = {"Remotely": "Ida Ranta", "Otaniemi": "Outi Salo", "På plats": "Bo Ek"}
    mentors = [person(name, modes=way) for way, name in ways.items()]
    cohort.take("mentor", MENTOR | {"modes": MODES}, mentors)
    cohort.match()
    for way, mentor in ways.items():
        said = {name: json.dumps(one) for name, one in cohort.outlooks(mentor).items()}
        suits = {text for text, name in names.items() if "agrees on how to meet" in said[name]}
        assert suits == ({*EITHER} if way == "Remotely" else {*texts}), way


def test_any_theme_is_offered_but_for_what_is_declined(run):
    both = {"goals": "Leadership"}, {"goals": "Anything", "declined": "Networks"}
    assert "asks for “Leadership”; Kari Laine offers it" in Meeting(run, *both).said()


def test_what_is_declined_is_not_offered_and_all_declined_may_mean_that_all_are_fine(run):
    cohort = Meeting(run, {"goals": "Leadership"}, {"goals": "Kaikki", "declined": "Leadership"})
    cohort.match()
    assert "no_common_theme" in cohort.pair("Emma Lehto", "Kari Laine")


def test_all_under_topics_to_decline_is_kept_as_it_was_written(run):
    cohort = Meeting(run, {"goals": "Leadership"}, {"goals": "Leadership", "declined": "All"})
    cohort.match()
    assert "no_common_theme" not in cohort.pair("Emma Lehto", "Kari Laine")


def test_an_answer_for_several_and_its_text_in_a_language_are_added(run):
    cohort = Meeting(run, {"modes": "City or Teams"}, {"modes": "Otaniemi"})
    add = ["cohort", "options", cohort.key, "meeting_modes", "--add"]
    run_ = cohort.run
    assert "no known answer" in run_(*add, "helsinki,moon=City or Teams", code=2).stderr
    run_(*add, "helsinki+remote=City or Teams")
    run_(*add, "kumpula=Kumpula campus")
    done = run_(*add, "kumpula=fi: Kumpulan kampus")
    assert "“Kumpulan kampus” is what kumpula is called in fi" in done.stdout
    listed = json.loads(run_("cohort", "options", cohort.key, "meeting_modes", "--json").stdout)
    assert {"Kumpula campus", "Kumpulan kampus"} <= set(
        listed["options"]["meeting_modes"]["kumpula"]
    )
    assert not cohort.meets()
    own = load_programme("doctoral", cohort.folder / "programmes").field("mentee", "meeting_modes")
    assert own.suited(["city_or_teams"]) >= {"helsinki", "remote", "in_person", "any_way"}
    assert "otaniemi" not in own.suited(["city_or_teams"])
    assert "kumpula" in own.meant(["in_person"])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Teams or campus", ("remote", "in_person")),
        ("Teams or the library", ("remote", "the library")),
        ("Helsinki or Kumpula", ("helsinki", "Kumpula")),
        ("Zoom tai Kumpula", ("remote", "Kumpula")),
        ("not Teams or campus", ("not Teams or campus",)),
        ("Remote but not Zoom or campus", ("Remote but not Zoom or campus",)),
        ("I would rather meet you in a nice place or café", None),
    ],
)
def test_short_answers_are_parted_where_nothing_denies_them(text, codes):
    reading = Reading.of(WAYS, (";",), "", (2, 3))
    assert parse_multi(reading, text).value == (codes or (text,))


FACULTY = {"school": "Which school are you doing your doctorate in?"}


@pytest.mark.parametrize(
    ("others", "kept"),
    [
        (("Law", "Humanities", "Medicine"), "Science"),
        (("Business", "Engineering", "School of Arts, Design and Architecture (ARTS)"), "SCI"),
        (("School of Business (BIZ)", "Law", "BIZ"), "SCI"),
    ],
)
def test_another_university_keeps_the_names_of_its_schools(run, others, kept):
    names = ("Emma Lehto", "Niko Rask", "Aino Kallio", "Veikko Havu")
    cohort = Meeting(run, {}, {})
    schools = ("Science", *others)
    people = [person(n, school=s) for n, s in zip(names, schools, strict=True)]
    cohort.take("mentee", MENTEE | FACULTY, people)
    shown = json.loads(run("person", "show", cohort.key, "Emma Lehto", "--json").stdout)
    answers = {a["answer"]: str(a["value"]) for a in shown["applications"][0]["answers"]}
    assert kept in answers["school"]
    assert ("School of Science" in answers["school"]) is (kept == "SCI")
