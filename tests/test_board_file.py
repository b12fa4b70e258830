"""What lies in the board's file and what does not; and what comes back from it, good and bad."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching_cases import COHORT, SOURCE, case, mentee, mentor
from matching_generated import DOCTORAL, cohort
from matching_peers import PEER, pool

from mentorcli.domain.application import Capacity, Given
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.problem import Severity, UsageError
from mentorcli.domain.programme import FieldType, RuleSetting, Visibility
from mentorcli.matching import board_page, propose, read_saved, saved_board
from mentorcli.matching.board_page.codes import SIGNS
from mentorcli.matching.board_page.verdicts import BEST, shown_of, verdicts
from mentorcli.workspace.profiles import load_programme

KEEP, FORBID = DecisionKind.KEEP, DecisionKind.FORBID
PROFILES = [load_programme(key) for key in ("doctoral", "open", "joint", "alumni")]
NAMES = {FieldType.PEOPLE, FieldType.RANKED, FieldType.CHOICE, FieldType.MULTI, FieldType.GRID}
TEXTS = {FieldType.TEXT, FieldType.LONG}


def with_canaries(application, programme, number):
    """Return somebody with an answer of their own in each field that only HR may read, or nobody."""
    answers, said = dict(application.answers), []
    for field in programme.fields[application.role]:
        if field.visible_to is Visibility.MATCH or field.type not in NAMES | TEXTS:
            continue
        bird = f"Kanari{number}x{len(said)} Fogel{application.person}"
        said += bird.split()
        answers[field.key] = Given((bird,) if field.type in NAMES else bird, SOURCE)
    return replace(application, answers=answers), said


@pytest.mark.parametrize("number", range(50))
def test_no_private_answer_is_in_the_file(number):
    programme = PROFILES[number % 5] if number % 5 < 4 else PEER
    found = pool(9, number) if programme is PEER else cohort(8, 4, number, programme=programme)
    sides, birds = [], []
    for people in (found.mentees, found.mentors):
        made = [with_canaries(a, programme, number) for a in people]
        sides.append(tuple(a for a, _ in made))
        birds += [bird for _, said in made for bird in said]
    found = replace(found, mentees=sides[0], mentors=sides[1])
    assert len(birds) > 20
    page = board_page(found, propose(found)).decode()
    assert not [bird for bird in birds if bird in page]
    assert "@example.org" not in page


def with_gender(found, r):
    """Return the cohort with other genders, and wishes about them."""

    def other(a):
        said = {"gender": (r.choice(["woman", "man"]),)}
        said |= {"gender_wish": (r.choice(["woman", "man"]),)} if a.role == "mentee" else {}
        return replace(a, answers={**a.answers, **{k: Given(v, SOURCE) for k, v in said.items()}})

    mentees, mentors = (tuple(map(other, side)) for side in (found.mentees, found.mentors))
    return replace(found, mentees=mentees, mentors=mentors)


def test_gender_changes_no_byte():
    line = RuleSetting("same_gender", {"same": True, "field": "gender"})
    rules = (*DOCTORAL.rules, RuleSetting("lone_gender"), line)
    found = cohort(20, 3, programme=replace(DOCTORAL, rules=rules))
    plan = propose(cohort(20, 3))
    assert plan.waiting
    plan = replace(plan, waiting=tuple(
        replace(u, reason="the mix of women and men") for u in plan.waiting))  # fmt: skip
    pages = {board_page(with_gender(found, random.Random(k)), plan) for k in range(5)}
    assert len(pages) == 1
    (page,) = pages
    assert b"the mix of women and men" not in page
    assert b"only woman or the only man" in page  # which rules are judged later is said
    scored = {board_page(with_gender(cohort(20, 3), random.Random(k)), plan) for k in range(5)}
    assert len(scored) == 1


def test_a_discreet_board_does_not_say_why():
    people = [
        mentee(f"k{k}", f"Kai Mentee{k}", not_with=("Mia Mentor0",) if not k else ())
        for k in range(6)
    ]
    found = case(people, [mentor(f"m{k}", f"Mia Mentor{k}") for k in range(3)])
    found = replace(found, decisions=(Decision("k1", "m1", FORBID, "they quarrelled"),))
    plan = propose(found)
    told, kept = board_page(found, plan).decode(), board_page(found, plan, discreet=True).decode()
    for secret in ("private wish", 'not_with","', "they quarrelled"):
        assert secret in told
        assert secret not in kept
    assert "A private answer keeps these two apart." in kept
    assert "they quarrelled" not in kept


def test_the_same_bytes_for_the_same_plan():
    found = cohort(12, 5)
    turned = replace(found, mentees=found.mentees[::-1], mentors=found.mentors[::-1])
    assert board_page(found, propose(found)) == board_page(turned, propose(turned))


def test_of_many_pairs_those_that_may_be_and_the_best_of_each_say_why():
    made = cohort(40, 32)
    on = shown_of(made)
    every, few = verdicts(on), verdicts(on, most_told=40 * 32 - 1)

    def told(found):
        """The number of pairs of whom a criterion says why, by the pair."""
        parts = [[t["table"][place(t, n)] for n in range(40 * 32)] for t in found["parts"]]
        return [tuple(bool(p[n][1]) for p in parts) for n in range(40 * 32)], parts

    def place(table, n):
        digits = table["codes"][n * table["width"] : (n + 1) * table["width"]]
        return sum(SIGNS.index(d) * len(SIGNS) ** k for k, d in enumerate(reversed(digits)))

    (all_told, parts), (now_told, few_parts) = told(every), told(few)
    points = [sum(p[n][0] for p in parts) for n in range(40 * 32)]
    assert points == [sum(p[n][0] for p in few_parts) for n in range(40 * 32)]
    silent = 0
    for n, mine in enumerate(points):
        row, column = points[n // 32 * 32 :][:32], points[n % 32 :: 32]
        as_good = [sum(p >= mine for p in some) for some in (row, column)]
        better = [sum(p > mine for p in some) for some in (row, column)]
        barred = bool(few["pairs"]["table"][place(few["pairs"], n)])
        if not barred or min(as_good) <= BEST:
            assert now_told[n] == all_told[n]
        elif min(better) >= BEST:
            assert not any(now_told[n])
            silent += any(all_told[n])
    assert silent > 20


def ready():
    people = [mentee(f"k{k}", f"Kai Mentee{k}") for k in range(6)]
    leads = [mentor(f"m{k}", f"Mia Mentor{k}", capacity=Capacity(2, 3)) for k in range(3)]
    found = case(people, leads)
    return found, propose(found)


def file(plan, *decisions, **more):
    data = {
        "mentorcli": "board-decisions",
        "schema_version": 1,
        "cohort": COHORT,
        "plan": plan.inputs,
    }
    return json.dumps({**data, "decisions": decisions, **more}).encode()


def word(kind="keep", mentee="k0", mentor="m1", **more):
    return {"kind": kind, "mentee": mentee, "mentor": mentor, "why": "", **more}


def read(found, plan, *decisions):
    return read_saved(
        saved_board(file(plan, *decisions), "b.json"), plan, found, plan.decisions, "b.json"
    )


@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b"null", b"{}", b'"x"', b"\xff\xfe{}", b"[" * 100_000, b'{"mentorcli": "board-decisions"}',
    b'{"mentorcli": 1, "mentorcli": 2}', b"1" * 5000, b" " * (1 << 20) + b"{}",
])  # fmt: skip
def test_what_is_no_file_of_a_board_is_refused(content):
    with pytest.raises(UsageError) as told:
        saved_board(content, "b.json")
    assert "b.json" in str(told.value)
    assert "Error" not in str(told.value)


def test_keys_are_strict():
    _, plan = ready()
    for broken in (
        file(plan, more=1), file(plan, word(extra=1)), file(plan, word(kind="move")), file(plan, word(mentee=3)),
        file(plan, schema_version=2), file(plan, word(until="soon")), file(plan, word(override="x")), file(plan, cohort=None),
        file(plan, cohort="\ud800"), file(plan, cohort="a\x00b"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match="not what a board saves"):
            saved_board(broken, "b.json")


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["k0", "m1", "keep", "k1", COHORT]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["mentorcli", "schema_version", "cohort", "plan", "decisions", "kind", "mentee"]), inner)))  # fmt: skip
def test_no_json_does_more_than_be_refused(data):
    with pytest.raises(UsageError):
        saved_board(json.dumps(data).encode(), "b.json")


def test_decisions_come_back_and_say_what_is_wrong():
    found, plan = ready()
    decisions, problems = read(found, plan, word(why="both asked"), word("forbid", "k2", "m2"))
    assert decisions == (Decision("k0", "m1", KEEP, "both asked"), Decision("k2", "m2", FORBID))
    assert problems == ()
    for broken, code in (
        ([word(mentee="k77")], "board_unknown_person"), ([word(mentor="k1")], "board_unknown_person"),
        ([word(), word("forbid")], "review_two_words"), ([word(override=["no_such"], why="x")], "board_override_unclear"),
        ([word(override=["same_employer"])], "board_override_unclear"), ([word(until="2027-01-01")], "board_override_unclear"),
    ):  # fmt: skip
        _, problems = read(found, plan, *broken)
        assert [p.code for p in problems] == [code]
        assert problems[0].severity is not Severity.NOTE


def test_what_was_decided_since_stays_and_what_is_read_twice_changes_nothing():
    found, plan = ready()
    later = Decision("k4", "m0", FORBID, "said later")
    since = replace(plan, decisions=(later,), inputs="another")
    saved = saved_board(file(plan, word()), "b.json")
    decisions, problems = read_saved(saved, since, found, plan.decisions, "b.json")
    assert decisions == (Decision("k0", "m1", KEEP), later)
    assert [p.code for p in problems] == ["review_of_another_plan", "review_since_stays"]
    again, _ = read_saved(
        saved, replace(since, decisions=decisions), found, plan.decisions, "b.json"
    )
    assert again == decisions
    freed, _ = read(found, replace(plan, decisions=decisions), word("free", "k4", "m0"))
    assert freed == (Decision("k0", "m1", KEEP),)


def test_a_decision_about_somebody_who_left_holds_up_no_other():
    found, plan = ready()
    saved = saved_board(file(plan, word(mentee="k77"), word(why="both asked")), "b.json")
    names = {"k77": "Gone Early", "k0": "Here"}
    decisions, problems = read_saved(saved, plan, found, plan.decisions, "b.json", names)
    assert decisions == (Decision("k0", "m1", KEEP, "both asked"),)
    assert [(p.code, p.severity) for p in problems] == [("board_person_left", Severity.NOTE)]
    assert dict(problems[0].parameters)["name"] == "Gone Early"


def test_odd_letters_in_a_reason_are_cleaned():
    found, plan = ready()
    decisions, problems = read(found, plan, word(why="a\ud800\x00 \n b\ufdd0"))
    assert (decisions[0].why, problems) == ("a b", ())


def test_people_of_circles_are_named_in_either_order():
    found = pool(9)
    plan = propose(found)
    one, other = sorted(a.person for a in found.mentees)[:2]
    decisions, problems = read(found, plan, word("forbid", other, one))
    assert (decisions, problems) == ((Decision(one, other, FORBID),), ())
    _, problems = read(found, plan, word("forbid", one, one))
    assert [p.code for p in problems] == ["decided_with_themselves"]
