"""People can match in any language that both chose; documents are made in those that there are."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import COHORT
from matching_bruteforce import brute_force, tiny
from matching_cases import case, mentee, mentor, profile
from matching_peers import tiny_peers
from test_first_aid_meaning import CROWD, HEIKKI, Cohort, asked, person

from mentorcli.domain.application import Capacity
from mentorcli.domain.problem import UserError
from mentorcli.matching import propose, verify
from mentorcli.names.languages import read_languages

OTHERS = {"en": "et", "fi": "de", "sv": "zh"}


def spoken_otherwise(problem):
    """The same cohort in other languages, whose order breaks ties otherwise."""

    def changed(people):
        for a in people:
            given = a.answers["languages"]
            said = tuple(OTHERS[x] for x in given.value)
            yield replace(a, answers={**a.answers, "languages": replace(given, value=said)})

    return replace(
        problem, mentees=(*changed(problem.mentees),), mentors=(*changed(problem.mentors),)
    )


def outcome(problem):
    try:
        plan = propose(problem)
    except UserError:
        return None
    assert verify(problem, plan) == ()
    people = [{*m.people} for m in plan.matches]
    return [s.value for s in plan.stages], sorted(map(sorted, people)), plan


@pytest.mark.parametrize("make", [tiny, tiny_peers])
def test_other_languages_give_the_same_plan_as_those_of_documents(make):
    for seed in range(60):
        one, other = outcome(make(seed)), outcome(spoken_otherwise(make(seed)))
        if one is None or other is None:
            assert one is other
            continue
        assert one[:2] == other[:2], seed
        assert {m.language for m in other[2].matches} <= {*OTHERS.values(), "en"}


def test_other_languages_give_what_brute_force_gives():
    for seed in range(60):
        if (expected := brute_force(tiny(seed))) and (
            found := outcome(spoken_otherwise(tiny(seed)))
        ):
            assert tuple(found[0]) == expected[:6], seed


CODES = [x for x in (a + b for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz")
         if read_languages(x).codes == (x,)]  # fmt: skip


def test_a_hundred_languages_in_one_cohort():
    programme = profile(group=(1, 3), rules=("common_language",), points={})
    codes = CODES[:100]
    mentees = [
        mentee(f"a{k:03}", languages=(c, "en") if k % 3 == 0 else (c,)) for k, c in enumerate(codes)
    ]
    mentors = [
        mentor(f"m{k:03}", languages=(c,), capacity=Capacity(1, 3)) for k, c in enumerate(codes)
    ]
    problem = case(mentees, mentors, programme=programme)
    plan = propose(problem)
    assert verify(problem, plan) == ()
    assert sum(len(m.mentees) for m in plan.matches) == len(codes)
    assert len({m.language for m in plan.matches}) > 62  # more than the bits of a number


def test_a_group_shares_one_language_and_no_two_halves():
    programme = profile(group=(2, 3), rules=("common_language",), points={})
    mentors = [mentor("m", languages=("de", "fr"), capacity=Capacity(2, 3))]
    mentees = [
        mentee("a", languages=("de",)),
        mentee("b", languages=("fr",)),
        mentee("c", languages=("fr", "de")),
    ]
    plan = propose(case(mentees, mentors, programme=programme))
    (match,) = plan.matches
    assert len(match.mentees) == 2
    assert "c" in match.mentees
    assert match.language == ("de" if "a" in match.mentees else "fr")


def papers(run):
    """The languages of the agreements that are made."""
    made = json.loads(run("agreement", "render", COHORT, "--json").stdout)["agreements"]
    return [row["language"] for row in made]


def test_a_pair_in_a_language_without_documents_and_papers_in_the_profiles(run):
    mentees = [person("Aino Laine", languages="eesti"), person("Bo Ek", languages="viro, English")]
    cohort = Cohort(run, mentees, [person("Sirpa Leino", languages="Estonian"), HEIKKI])
    assert [asked(told) for told in cohort.told] == [[], []]
    (match,) = cohort.match()["plan"]["matches"]
    assert (match["language"], len(match["mentees"])) == ("et", 2)
    said = run("explain", COHORT, "Laine", "--with", "Leino").stdout
    assert "Estonian" in said
    assert "no language" not in said
    run("plan", "approve", COHORT, "--yes")
    assert papers(run) == ["en"]
    told = " ".join(run("agreement", "render", COHORT).stderr.split())
    assert "work in Estonian; there are no papers in it, so theirs are in English" in told
    profile_file = run.folder / "programmes" / "doctoral.toml"
    profile_file.parent.mkdir(exist_ok=True)
    profile_file.write_text('document_language = "fi"\n', "utf-8")
    assert papers(run) == ["fi"]
    profile_file.write_text('document_language = "et"\n', "utf-8")
    assert "document_language" in run("agreement", "render", COHORT, code=3).stderr


@pytest.mark.parametrize(
    "said", ["Finnish (suomi)", "suomi/Finnish", "Suomi (äidinkieli)", "fin", "finska"]
)
def test_both_halves_of_a_language_are_that_language(run, said):
    cohort = Cohort(
        run,
        [person("Aino Laine", languages=said), *CROWD],
        [person("Sirpa Leino", languages="suomi")],
    )
    assert [asked(told) for told in cohort.told] == [[], []]
    cohort.match()
    assert "common_language" not in cohort.pair("Laine", "Leino")


def test_the_case_of_bilingual_language(run):
    case_folder = Path(__file__).parent / "cases" / "bilingual-language"
    run("init", ".")
    for form in case_folder.glob("*.toml"):
        shutil.copy(form, run.folder / "forms")
    run("cohort", "new", "doctoral", COHORT)
    for role, name in (("mentor", "mentors.csv"), ("mentee", "mentees.xlsx")):
        shutil.copy(case_folder / name, run.folder)
        run("import", name, "--cohort", COHORT, "--as", f"{role}s", "--accept", "--yes", code=None)
    run("match", COHORT)
    told = json.loads(run("explain", COHORT, "Hanna-Maija", "--with", "Leino", "--json").stdout)
    assert "common_language" not in [rule for rule, _ in told["pair"]["blocked_by"]]


def test_a_language_that_somebody_hardly_speaks_is_asked_about_and_nobody_is_matched_in_it(run):
    mentees = [
        person("Aino Laine", languages="English (fluent), Finnish (weak)"),
        person("Oona Kaski", languages="suomi, ruotsi heikko"),
        person("Tia Ranta", languages="en puhu suomea"),
        *CROWD,
    ]
    mentors = [person("Sirpa Leino", languages="Finnish (suomi)"), person("Bo Holm", languages="Swedish"), HEIKKI]  # fmt: skip
    cohort = Cohort(run, mentees, mentors)
    told = [p["says"] for p in cohort.told[0]["problems"] if p["code"] == "language_unknown"]
    assert len(told) == 3
    for text in ("Finnish (weak)", "ruotsi heikko", "en puhu suomea"):
        assert any(text in says and "the others of the answer count" in says for says in told)
    cohort.match()
    assert cohort.pair("Aino Laine", "Sirpa Leino") == ["common_language"]
    assert cohort.pair("Oona Kaski", "Bo Holm") == ["common_language"]
    assert cohort.pair("Oona Kaski", "Sirpa Leino") == []
