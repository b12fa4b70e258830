"""Rules and criteria that a profile writes as lines: same, different, share, steps, within; no Python.

A small reading of the lines, written apart from the program, gives the points to hold against.
"""

import json
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching_cases import DOCTORAL, case, mentee, mentor
from test_first_aid_settings import told

from mentorcli.domain.programme import CriterionSetting, RuleSetting, Visibility
from mentorcli.matching import propose, verify
from mentorcli.matching.board.board import board_of
from mentorcli.matching.cohort_ground import ground_of
from mentorcli.matching.criteria import criteria_of
from mentorcli.workspace.profiles import programme_with

LEVELS = ["junior", "senior", "chief", "head"]
PLACES = ["north", "south", "east", "-"]
PROFILE = """
[mentee]
fields = ["full_name", "email", "languages", "goals", "capacity", "consent", "rank", "town"]
required = ["email", "languages", "goals", "consent"]
[mentor]
fields = ["full_name", "email", "languages", "themes", "capacity", "consent", "rank", "town"]
required = ["email", "languages", "themes", "capacity", "consent"]
[fields.rank]
type = "choice"
options = "ranks"
visible_to = "match"
header = { en = "Your rank", fi = "Asemasi", sv = "Din rang" }
[options.ranks]
junior = { en = "Junior" }
senior = { en = "Senior" }
chief = { en = "Chief" }
head = { en = "Head" }
[fields.town]
type = "text"
visible_to = "match"
header = { en = "Home town", fi = "Kotikunta", sv = "Hemort" }
[group]
fewest = 1
[matching]
stages = ["seated", "total", "tie_break"]
[matching.rules]
other_town = { different = true, field = "town" }
[matching.criteria]
industry = { points = 0 }
role = { points = 0 }
meeting_mode = { points = 0 }
wishes = { points = 0 }
[matching.criteria.stage_above]
steps = [1, 2]
field = "rank"
points = 80
"""
MENTEES = [("Aino Aalto", "Junior", "Turku"), ("Bo Berg", "Senior", "Oulu"), ("Cia Dahl", "", "")]
MENTORS = [
    ("Mia Lund", "Senior", "turku "), ("Nils Ek", "Head", "Oulu"), ("Olga Ros", "Junior", "Rauma"),
]  # fmt: skip


@pytest.fixture
def matched(run):
    """The command, in a workspace with the lines of ``PROFILE`` and people matched by them."""
    run("init", ".")
    (run.folder / "programmes").mkdir(exist_ok=True)
    (run.folder / "programmes" / "doctoral.toml").write_text(PROFILE, encoding="utf-8")
    run("cohort", "new", "doctoral", "2027-spring")
    head = "Name,E-mail address,Languages,{},Your rank,Home town,Consent{}\n"
    rows = {"mentee": [head.format("Goals", "")], "mentor": [head.format("Themes", ",Group size")]}
    for role, people, more in (("mentee", MENTEES, ""), ("mentor", MENTORS, ",2")):
        for k, (name, rank, town) in enumerate(people):
            rows[role].append(
                f"{name},{role}{k}@example.org,English,Leadership,{rank},{town},Yes{more}\n"
            )
        (run.folder / f"{role}s.csv").write_text("".join(rows[role]), encoding="utf-8")
        run("import", f"{role}s.csv", "--cohort", "2027-spring", "--as", f"{role}s", "--accept")
    run("match", "2027-spring")
    return run


def test_a_line_of_steps_and_one_of_different_go_end_to_end(matched):
    plan = json.loads(matched("plan", "show", "2027-spring", "--json").stdout)["plan"]
    names = plan["names"]
    above = {
        names[p["mentee"]]: (names[m["mentor"]], part["points"], part["because"])
        for m in plan["matches"] for p in m["pairs"] for part in p["parts"]
        if part["criterion"] == "stage_above"
    }  # fmt: skip
    assert above["Cia Dahl"][1:] == (40, "")
    no = "is not 1 or 2 levels above in “Your rank”"
    assert {above[name][1:] for name in ("Aino Aalto", "Bo Berg")} == {(0, no)}
    barred = matched("explain", "2027-spring", "Aino", "--with", "Mia").stdout
    assert "gave an answer to “Home town” that Aino gave too" in " ".join(barred.split())
    assert "other town" in barred
    far = " ".join(matched("explain", "2027-spring", "Aino", "--with", "Nils").stdout.split())
    assert "is not 1 or 2 levels above in “Your rank”" in far
    rules = json.loads(matched("rules", "2027-spring", "--json").stdout)
    blocked = {r["rule"]: r["blocked"] for r in rules["rules"]}
    assert blocked["other_town"] == 2
    assert {w["what"] for w in rules["weights"]} >= {"stage_above -25 %", "stage_above +25 %"}
    matched("plan", "review", "2027-spring")
    book = openpyxl.load_workbook(next(matched.folder.glob("out/2027-spring/*review*.xlsx")))
    rows = [[c.value for c in row] for row in book["How it was made"]]
    meaning = {row[1]: row[2] for row in rows}
    assert meaning["stage_above"] == "The other is 1 or 2 levels above in “Your rank”."
    assert meaning["other_town"].startswith("The answers to “Home town” differ.")
    assert json.loads(matched("plan", "check", "2027-spring", "--json").stdout)["valid"]


def test_a_line_one_step_above_is_quoted_from_both_sides(matched):
    text = PROFILE.replace('other_town = { different = true, field = "town" }', "")
    (matched.folder / "programmes" / "doctoral.toml").write_text(text, encoding="utf-8")
    matched("match", "2027-spring")
    said = " ".join(matched("explain", "2027-spring", "Aino", "--with", "Mia").stdout.split())
    assert "is 1 or 2 levels above in “Your rank”: “Senior”, Aino “Junior”" in said


SLIPS = [
    ("criteria", 'x = { same = true, field = "goals" }', '"points" is missing', "points = 100"),
    ("criteria", 'x = { same = true, steps = [1], field = "goals", points = 1 }', "one way", "same = true"),
    ("criteria", "x = { same = true, points = 1 }", "answer of the mentee", 'field = "goals"'),
    ("criteria", 'x = { same = true, mentee = "goals", points = 1 }', "answer of the mentor", ""),
    ("criteria", 'x = { same = true, field = "goals", points = 1 }', "no form for the mentor asks", ""),
    ("criteria", 'x = { same = true, field = "gaols", points = 1 }', 'no field "gaols"', '"goals"?'),
    ("criteria", 'x = { sane = true, field = "goals", points = 1 }', 'no criterion "x"', ""),
    ("criteria", 'x = { steps = [1], mentee = "stage", mentor = "years", points = 1 }', "one list of options", "lowest"),
    ("criteria", 'x = { steps = 1, field = "years", points = 1 }', "must be a list", "steps = [1, 2]"),
    ("criteria", 'x = { steps = [], field = "years", points = 1 }', "one way", "steps = [1, 2]"),
    ("criteria", 'x = { same = true, field = "known", points = 1 }', "no form for the mentee", ""),
    ("criteria", 'x = { same = true, mentee = "goals", mentor = "capacity", points = 1 }', "(capacity)", ""),
    ("criteria", 'wishes = { same = true, field = "gender", points = 1 }', "no line of its own", "another name"),
    ("criteria", 'industry = { yes = "likes {shred}", points = 1 }', "{shred}", "shared"),
    ("criteria", 'industry = { no = "likes {", points = 1 }', "sentence no", ""),
    ("rules", 'x = { different = true, field = "bio" }', "no form for the mentee asks", ""),
    ("rules", 'not_with = { same = true, field = "gender" }', "no line of its own", ""),
    ("rules", 'x = { different = true, feild = "gender" }', '"feild"', '"field"?'),
]  # fmt: skip


@pytest.mark.parametrize(("table", "line", "wrong", "hint"), SLIPS)
def test_a_slip_in_a_line_is_told_with_its_place(workspace, table, line, wrong, hint):
    file = workspace.folder / "programmes" / "doctoral.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"\n[matching.{table}]\n{line}\n", encoding="utf-8")
    done = workspace("cohort", "new", "doctoral", "2028-spring", code=3)
    told(done, 3, wrong, hint)


SHARED = [o.code for o in DOCTORAL.field("mentee", "industries").options][:4]
RANK = DOCTORAL.field("mentor", "years")
GIVEN = st.lists(st.sampled_from([*SHARED, "Odd jobs"]), unique=True, max_size=3).map(tuple)
YEARS = st.lists(st.sampled_from([o.code for o in RANK.options]), max_size=1).map(tuple)
PEOPLE = st.lists(st.tuples(GIVEN, YEARS), min_size=1, max_size=5)
LINES = {
    "same": {"same": True, "field": "industries"}, "different": {"different": True, "field": "industries"},
    "share": {"share": True, "field": "industries"}, "steps": {"steps": [1, 2], "field": "years"},
    "within": {"within": 1, "field": "years"},
}  # fmt: skip


def expected(way, mine, theirs, most, blank):
    """The points of a line by the words of its documentation; None where nothing is known."""
    one, other = (
        (mine[0], theirs[0]) if way in {"same", "different", "share"} else (mine[1], theirs[1])
    )
    if not one or not other:
        return most * blank // 100, None
    both = [x for x in one if x in other]
    if way == "share":
        return most * len(both) // len(one), bool(both)
    places = [o.code for o in RANK.options]
    far = places.index(other[0]) - places.index(one[0]) if way in {"steps", "within"} else 0
    held = {
        "same": bool(both),
        "different": not both,
        "steps": far in (1, 2),
        "within": abs(far) <= 1,
    }
    return most * held[way], held[way]


@given(st.sampled_from(sorted(LINES)), PEOPLE, PEOPLE, st.integers(0, 100), st.integers(1, 90))
def test_lines_give_what_a_small_model_gives_pair_by_pair_and_on_the_board(
    way, ones, others, blank, most
):
    people = [mentee(f"a{k}", industries=i, years=y) for k, (i, y) in enumerate(ones)]
    mentors = [mentor(f"m{k}", industries=i, years=y) for k, (i, y) in enumerate(others)]
    programme = _asking_years(rules=(RuleSetting("line", LINES[way]),), blank=blank,
                              criteria=(CriterionSetting("line", most, LINES[way]),))  # fmt: skip
    board = board_of(case(people, mentors, programme=programme))
    scores, bits = board.grid.block(range(len(people)))
    criterion, ground = criteria_of(programme)[0], ground_of(board.case)
    for i, mine in enumerate(ones):
        for j, theirs in enumerate(others):
            points, held = expected(way, mine, theirs, most, blank)
            part = criterion.part(people[i], mentors[j], ground)
            assert part.points == int(scores[i, j]) == points
            assert bool(bits[i, j]) is (held is False)
            assert bool(part.because) is (held is not None)


def _asking_years(**changed):
    fields = {**DOCTORAL.fields, "mentee": (*DOCTORAL.fields["mentee"], RANK)}
    return replace(DOCTORAL, fields=fields, **changed)


@given(PEOPLE, PEOPLE)
def test_a_hidden_answer_is_never_quoted_and_plans_hold(ones, others):
    people = [mentee(f"a{k}", industries=i, years=y) for k, (i, y) in enumerate(ones)]
    mentors = [mentor(f"m{k}", industries=i, years=y) for k, (i, y) in enumerate(others)]
    programme = _asking_years(
        rules=(), criteria=tuple(CriterionSetting(w, 9, LINES[w]) for w in LINES)
    )
    hidden = {
        role: tuple(replace(f, visible_to=Visibility.HR) if f.key in {"industries", "years"} else f for f in fields)
        for role, fields in programme.fields.items()
    }  # fmt: skip
    problem = case(people, mentors, programme=replace(programme, fields=hidden))
    plan = propose(problem)
    assert verify(problem, plan) == ()
    texts = [
        o.labels["en"] for k in ("industries", "years") for o in DOCTORAL.field("mentor", k).options
    ]
    assert not any(f"“{text}”" in repr(plan) for text in (*texts, "Odd jobs"))


def test_a_ready_made_line_may_get_another_sentence(tmp_path):
    content = b'[matching.criteria]\nindustry = { points = 9, yes = "knows {shared}" }\n'
    programme = programme_with("doctoral", tmp_path / "programmes", content)
    criterion = next(c for c in criteria_of(programme) if c.key == "industry")
    one, other = mentee("a", industries=("ict",)), mentor("m", industries=("ict",))
    said = criterion.words(one, other, ground_of(case([one], [other], programme=programme)))
    assert said.startswith("knows “")
