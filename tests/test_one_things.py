"""Employers and groups under several names: barred, asked about once, settled once; by the real command."""

import json
import shutil
from functools import partial
from pathlib import Path

import pytest
from conftest import COHORT
from test_first_aid_meaning import MENTEE, MENTOR, Cohort, asked, person

from mentorcli.names.groups import read_group
from mentorcli.names.likeness import Verdict, alike_of

NAMED = {
    **MENTEE, "employer": "Current employer", "research_group": "Research group",
}  # fmt: skip
NAMED_MENTOR = {**MENTOR, "employer": "Employer"}


def works(name, employer="", **answers):
    return person(name, employer=employer, **answers)


class Named(Cohort):
    """A cohort whose people were asked for employers and groups too."""

    def __init__(self, run, mentees, mentors):
        self.run, self.folder, self.programme, self.key = run, run.folder, "doctoral", COHORT
        run("init", ".")
        run("cohort", "new", "doctoral", COHORT)
        self.told = [
            self.take("mentee", NAMED, mentees),
            self.take("mentor", NAMED_MENTOR, mentors),
        ]

    def id_of(self, name):
        """The id of somebody of the cohort."""
        return json.loads(self.run("person", "show", self.key, name, "--json").stdout)["person"]


@pytest.fixture
def of(run):
    """Makes a cohort of mentees with employers and groups, and of mentors with employers."""
    return partial(Named, run)


def questions(told):
    return [p for p in asked(told) if p["code"].endswith("_unsure")]


def test_one_question_for_two_names_whoever_wrote_them_and_settled_for_later(run, of):
    mentees = [works("Paula Kokelas", "Nokia Bell Labs"), works("Olli Ek", "nokia bell labs"),
               works("Risto Haka", "Vaisala Oyj"), works("Aila Salo")]  # fmt: skip
    cohort = of(mentees, [works("Anna Virtanen", "Nokia Oyj"), works("Mauri Toinen", "Kivi Oy")])
    (question,) = questions(cohort.told[1])
    assert (question["code"], question["severity"]) == ("employer_unsure", "decide")
    assert "are “nokia bell labs” and “nokia oyj” one employer?" in question["says"].casefold()
    cohort.match()
    barred = cohort.barred("Virtanen")
    assert barred["Paula Kokelas"] == barred["Olli Ek"] == ["same_employer"]
    assert barred["Risto Haka"] == barred["Aila Salo"] == []
    why = json.loads(run("explain", COHORT, "Paula", "--with", "Virtanen", "--json").stdout)
    assert "may both work for “Nokia Oyj”" in why["pair"]["blocked_by"][0][1]
    (number,) = [
        q["number"]
        for q in json.loads(run("questions", "list", COHORT, "--json").stdout)["questions"]
    ]
    run("questions", "settle", COHORT, number, "different")
    cohort.match()
    assert set(map(tuple, cohort.barred("Virtanen").values())) == {()}
    again = [*mentees, works("Tiina Ilves", "Nokia Bell Labs")]
    assert questions(cohort.take("mentee", NAMED, again)) == []
    run("questions", "forget", COHORT, number, code=3)
    cohort.match()
    assert cohort.barred("Virtanen")["Tiina Ilves"] == ["same_employer"]


@pytest.mark.parametrize(("one", "other"), [
    ("VTT", "Teknologian tutkimuskeskus VTT Oy"), ("Ericsson", "Oy L M Ericsson Ab"),
    ("Wartsila Finland", "Wärtsilä"), ("OP Ryhmä", "OP Financial Group"),
    ("Senior researcher, THL", "Finnish Institute for Health and Welfare"),
])  # fmt: skip
def test_names_of_one_employer_are_barred_without_a_question(of, one, other):
    cohort = of([works("Paula Kokelas", one), works("Olli Ek")], [works("Anna Virtanen", other)])
    assert questions(cohort.told[1]) == []
    cohort.match()
    assert cohort.barred("Virtanen") == {"Paula Kokelas": ["same_employer"], "Olli Ek": []}


def test_who_has_no_employer_and_who_has_another_is_neither_barred_nor_asked_about(of):
    said = [
        "opiskelija",
        "between jobs",
        "apurahatutkija",
        "-",
        "University of Oulu",
        "Danske Bank",
    ]
    mentees = [works(f"Aino Laine{chr(97 + k)}", x) for k, x in enumerate(said)]
    mentors = [works("Anna Virtanen", "Eläkkeellä"), works("Bo Ek", "University of Turku"),
               works("Eva Berg", "Nordea Bank"), works("Carl Alm", "freelancer")]  # fmt: skip
    cohort = of(mentees, mentors)
    assert [questions(told) for told in cohort.told] == [[], []]
    cohort.match()
    for mentor in ("Virtanen", "Ek", "Berg", "Alm"):
        assert set(map(tuple, cohort.barred(mentor).values())) == {()}


def test_names_that_the_workspace_lists_are_one_and_a_wrong_list_is_told(run, of):
    cohort = of([works("Paula Kokelas", "Kivipaja")], [works("Anna Virtanen", "Louhos Oy")])
    cohort.match()
    assert cohort.barred("Virtanen") == {"Paula Kokelas": []}
    (run.folder / "names.toml").write_text('employers = [["Kivipaja Oy", "Louhos"]]', "utf-8")
    cohort.match()
    assert cohort.barred("Virtanen") == {"Paula Kokelas": ["same_employer"]}
    (run.folder / "names.toml").write_text('employer = [["Kivipaja Oy", "Louhos"]]', "utf-8")
    refused = run("match", COHORT, code=3)
    assert "names.toml" in refused.stderr
    assert "employers" in refused.stderr


def test_research_groups_by_acronym_and_in_three_languages(of):
    groups = ["Complex Systems and Materials (CSM)", "CSM", "Optiikan tutkimusryhmä", "Optics",
              "I don't have one", "ei ryhmää", "Quantum Devices", "Quantum Computing"]  # fmt: skip
    names = [
        "Olli Ek",
        "Paula Alm",
        "Risto Berg",
        "Sanni Dahl",
        "Tiina Falk",
        "Ulla Gran",
        "Veli Holm",
        "Åke Ivars",
    ]
    mentees = [works(n, research_group=g) for n, g in zip(names, groups, strict=True)]
    mentors = [
        works("Anna Virtanen", "Kivi Oy"),
        works("Bo Ek-Lund", "Puu Oy"),
        works("Eva Storm", "Savi Oy"),
    ]
    cohort = of(mentees, mentors)
    (question,) = questions(cohort.told[0])
    assert question["code"] == "group_unsure"
    assert "Quantum Devices" in question["says"]
    assert "Quantum Computing" in question["says"]
    cohort.match()
    plan = json.loads(cohort.run("plan", "show", COHORT, "--json").stdout)["plan"]
    ids = {name: cohort.id_of(name) for name in names}
    groups = [{*m["mentees"]} for m in plan["matches"]]
    assert set().union(*groups) == {*ids.values()}
    for one, other in (names[:2], names[2:4], names[6:]):
        assert not any({ids[one], ids[other]} <= group for group in groups)


def test_the_case_of_conflicts_missed(run):
    """Employer and group of the case: asked, the same, and nobody else barred."""
    case = Path(__file__).parent / "cases" / "conflicts-missed"
    for name in ("mentees", "mentors"):
        shutil.copy(case / f"{name}.xlsx", run.folder)
    run("init", ".")
    run("cohort", "new", "doctoral", COHORT)
    words = ("--cohort", COHORT, "--accept", "--yes", "--json")
    told = [
        run("import", f"{x}.xlsx", "--as", x, *words, code=None) for x in ("mentees", "mentors")
    ]
    (said,) = [
        p["says"] for p in json.loads(told[1].stdout)["problems"] if p["code"] == "employer_unsure"
    ]
    assert said.startswith("Are “Nokia Bell Labs” and “Nokia Oyj” one employer?")
    run("match", COHORT)
    why = json.loads(run("explain", COHORT, "Paula", "--with", "Virtanen", "--json").stdout)
    assert "same_employer" in [rule for rule, _ in why["pair"]["blocked_by"]]


def test_a_word_that_many_names_of_a_cohort_share_tells_none_of_them_apart():
    words = ("Steel", "Wood", "Water", "Air", "Light", "Sound", "Heat", "Sand", "Glass", "Clay")
    groups = [f"{word} Zymurgy" for word in words]
    few = alike_of(groups[:3], read_group, {})
    assert few.verdict(groups[0], groups[1]) is Verdict.ASK
    many = alike_of(groups, read_group, {})
    assert not any(many.near.values())
