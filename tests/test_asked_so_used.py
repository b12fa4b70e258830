"""Every field that a shipped form asks is used, or ``cohort new`` and ``rules`` say that it is only kept."""

import json
from dataclasses import replace

import openpyxl
import pytest
from matching_cases import case, mentee, mentor

from mentorcli.commands.plans.kept_fields import kept_only
from mentorcli.domain.programme import ROLES
from mentorcli.files.shipped import names_in
from mentorcli.matching.board.board import board_of
from mentorcli.workspace.profiles import load_programme

PROFILES = names_in("programmes", ".toml")
NAMED = {
    "gender_wish", "same_field", "mentor_kind", "mentoring_form", "times", "stage", "years", "level", "frequency",
}  # fmt: skip
"""Questions that once were asked for nothing: each is used, or asked no more."""
KEPT = {
    "doctoral": {"graduation", "earlier", "commitment", "degree", "doctorate", "experience", "reserve"},
    "alumni": {"graduation", "earlier", "commitment", "degree", "doctorate", "experience", "reserve"},
    "joint": {"nominated_by", "theme_experience", "approver"},
    "open": {"job_group", "since", "asked", "manager_knows", "leads"},
    "peer": set(),
}  # fmt: skip


@pytest.mark.parametrize("key", PROFILES)
def test_what_no_part_of_the_program_uses_is_said_when_a_cohort_is_made(run, key):
    run("init", ".")
    programme = load_programme(key)
    season = next(iter(programme.seasons))
    made = run("cohort", "new", key, f"2027-{season}", "--json")
    told = set(json.loads(made.stdout)["kept_only"])
    assert told == KEPT[key]
    assert told.isdisjoint(NAMED)
    assert all(f"{field}" in " ".join(run("cohort", "new", key, f"2028-{season}").stdout.split())
               for field in sorted(told)[:1])  # fmt: skip


@pytest.mark.parametrize("key", PROFILES)
def test_each_field_that_a_line_or_rule_reads_stops_being_used_without_it(key, tmp_path):
    programme = load_programme(key)
    bare = replace(programme, rules=(), criteria=(), sections=())
    more = set(kept_only(bare, tmp_path)) - set(kept_only(programme, tmp_path))
    asked = {f.key for role in ROLES for f in programme.fields[role]}
    assert more <= asked
    assert more, "rules, criteria and sections of every profile use something"


def test_rules_says_what_is_only_kept_and_a_line_of_the_profile_uses_it(imported):
    imported("match", "2027-spring")
    before = json.loads(imported("rules", "2027-spring", "--json").stdout)["kept_only"]
    assert set(before) == KEPT["doctoral"]
    assert "Asked and only kept" in imported("rules", "2027-spring").stdout


def gendered(title, *genders):
    def with_title(a):
        given = a.answers["gender"]
        source = replace(given.source, header=title)
        return replace(a, answers={**a.answers, "gender": replace(given, source=source)})

    programme = load_programme("alumni")
    people = [
        mentee("a", "Aada", gender_wish=("woman",)),
        mentee("b", gender_wish=("none",)),
        mentee("c"),
    ]
    mentors = [with_title(mentor(f"m{k}", gender=(g,))) for k, g in enumerate(genders)]
    board = board_of(case(people, mentors, programme=programme))
    column = next(c for c in board.criteria if c.key == "gender_wish")
    return [
        [column.points(a, m, column.most, board.ground) for m in board.mentors]
        for a in board.mentees
    ]


def test_a_wish_about_a_gender_counts_where_the_mentors_were_told_so():
    half = load_programme("alumni").blank * 60 // 100
    counted = gendered(
        "Gender (voluntary; for statistics, and for wishes)", "woman", "man", "not_stated"
    )
    assert counted == [[60, 0, half], [half] * 3, [half] * 3]
    for title in (
        "Gender (voluntary, statistics only)",
        "Sukupuoli (vain tilastointiin)",
        "Kön (endast statistik)",
    ):
        assert gendered(title, "woman", "man") == [[half] * 2] * 3


TITLES = {
    "counts": "Gender (voluntary; for statistics, and for wishes about a mentor)",
    "told": "Gender (voluntary, statistics only)",
}


@pytest.mark.parametrize("outcome", TITLES)
def test_a_gender_wish_counts_or_is_told(run, outcome):
    run("init", ".")
    run("cohort", "new", "alumni", "2027-alumni")
    common = ["First name", "Last name", "E-mail address"]
    sheets = {
        "mentees": (
            [*common, "In which language(s) would you like to be mentored?",
             "What do you want from mentoring? Choose up to three", "Do you have a wish about your mentor's gender?",
             TITLES[outcome], "How could you meet?", "Consent"],
            [["Aada", "Niemi", "a0@example.org", "English;", "Networks;", "Woman", "Woman", "Otaniemi;", "Yes"],
             ["Bertil", "Koski", "a1@example.org", "English;", "Networks;", "No wish", "Man", "Helsinki;", "Yes"]],
        ),
        "mentors": (
            [*common, "Languages you can mentor in", "Themes", "Capacity", TITLES[outcome], "How could you meet?", "Consent"],
            [["Mikko", "Salo", "b0@example.com", "English;", "Networks;", "1", "Man", "Otaniemi;", "Yes"],
             ["Noora", "Harju", "b1@example.com", "English;", "Networks;", "1", "Woman", "Otaniemi;", "Yes"]],
        ),
    }  # fmt: skip
    for name, (head, rows) in sheets.items():
        book = openpyxl.Workbook()
        for row in (head, *rows):
            book.active.append(row)
        book.save(run.folder / f"{name}.xlsx")
        run("import", f"{name}.xlsx", "--cohort", "2027-alumni", "--accept", "--as", name)
    done = run("match", "2027-alumni", "--json")
    data = json.loads(done.stdout)
    names, told = (
        data["plan"]["names"],
        "Wishes are not counted (1 to" in " ".join(run("match", "2027-alumni").stderr.split()),
    )
    wished = next(
        (names[m["mentor"]], part["points"], part["because"])
        for m in data["plan"]["matches"] for p in m["pairs"] for part in p["parts"]
        if names[p["mentee"]] == "Aada Niemi" and part["criterion"] == "gender_wish"
    )  # fmt: skip
    if outcome == "counts":
        assert not told
        assert wished == ("Noora Harju", 60, "is as Aada wished of a mentor")
    else:
        assert told
        assert wished[1:] == (load_programme("alumni").blank * 60 // 100, "")
