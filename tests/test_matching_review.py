"""Hands: decisions judged by the rules, the review workbook out and back, plans checked."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pytest
from matching_cases import case, mentee, mentor, profile
from matching_generated import cohort
from python_calamine import CalamineWorkbook

from mentorcli.domain.application import Capacity
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.problem import Severity, UserError
from mentorcli.domain.table import Row, Table
from mentorcli.files.shipped import PACKAGE
from mentorcli.files.toml import read_toml
from mentorcli.matching import (
    firmness,
    group_notes,
    judge,
    propose,
    read_review,
    review_sheet,
    verify,
    with_other_weights,
)

KEEP, FORBID = DecisionKind.KEEP, DecisionKind.FORBID
SENTENCES = read_toml(PACKAGE / "console" / "sentences" / "matching.toml").data


def people(number=8):
    return [mentee(f"k{k}", f"Kai Mentee{k}") for k in range(number)]


def mentors(number=3):
    return [mentor(f"m{k}", f"Mia Mentor{k}") for k in range(number)]


def tables(content: bytes) -> tuple[Table, ...]:
    """Read a workbook as the program does: with calamine."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = []
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        found.append(Table("review.xlsx", "", "xlsx", name, tuple(
            Row(y, tuple(row)) for y, row in enumerate(rows, 1))))  # fmt: skip
    return tuple(found)


def edited(content: bytes, edit) -> tuple[Table, ...]:
    """Open with openpyxl, let ``edit`` change it, and read what was saved."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    saved = io.BytesIO()
    book.save(saved)
    return tables(saved.getvalue())


def column(sheet, title):
    return next(c.column for c in sheet[1] if c.value == title)


def row_of(sheet, person):
    """The row whose last cell, the ids, begins with this person's."""
    return next(r[0].row for r in sheet.iter_rows() if str(r[-1].value).split()[0] == person)


def say(sheet, person, **words):
    header = {"decision": "Decision", "place": "Place with", "why": "Your reason"}
    for title, word in words.items():
        sheet.cell(row_of(sheet, person), column(sheet, header[title])).value = word


def found_codes(problems):
    for p in problems:
        says = SENTENCES[p.code]["says"].format_map(dict(p.parameters))
        assert SENTENCES[p.code]["do"]
        assert "{" not in says
    return [p.code for p in problems]


def judged(problem, *decisions):
    return found_codes(judge(problem, decisions))


def test_a_kept_pair_that_breaks_a_rule_is_refused_with_the_rules_sentence():
    problem = case([*people(), mentee("z", "Zoe", languages=("sv",))], mentors())
    (found,) = judge(problem, [Decision("z", "m0", KEEP)])
    assert (found.code, found.severity) == ("keep_breaks_rule", Severity.BLOCKER)
    assert (
        dict(found.parameters)["why"]
        == "Zoe chose “Swedish”, but Mia Mentor0 mentors in “English”."
    )
    with pytest.raises(UserError) as error:
        propose(replace(problem, decisions=(Decision("z", "m0", KEEP),)))
    assert error.value.problems == (found,)


def test_decisions_that_cannot_be():
    mixed = [
        mentee("a", "Aino", languages=("en", "fi"), research_group="Aurora"),
        mentee("b", "Bo", languages=("fi",), research_group="Aurora lab"),
        mentee("c", "Cai", languages=("en",)),
        mentee("d", "Dea", languages=("en", "fi")), mentee("e", "Eno", languages=("en", "fi")),
    ]  # fmt: skip
    both = mentor("m", "Matti", languages=("en", "fi"))
    problem = case(mixed, [both, mentor("n", "Nea"), mentor("o", "One", capacity=Capacity(1, 1))])

    def keep(mentees, mentor_id="m"):
        return [Decision(k, mentor_id, KEEP) for k in mentees]

    assert judged(problem, *keep("de")) == []
    assert judged(problem, *keep("ab")) == ["keep_mates_break_rule"]
    assert judged(problem, *keep("bc")) == ["keep_no_common_language"]
    assert judged(problem, *keep("acde")) == ["keep_over_capacity"]
    assert judged(problem, *keep("a", "o")) == ["keep_no_group"]
    assert judged(problem, *keep("a"), Decision("a", "m", FORBID)) == ["keep_and_forbid"]
    assert judged(problem, *keep("a"), *keep("a", "n")) == ["keep_two_mentors"]
    assert judged(problem, *keep("x")) == ["decision_unknown_person"]
    moved = (*keep("a", "gone"), Decision("a", "n", FORBID))
    assert judged(problem, *moved) == ["decision_unknown_person", "forbids_left_by_move"]
    declined = (*keep("a", "gone"), Decision("a", "n", FORBID, "declined by mentor"))
    assert judged(problem, *declined) == ["decision_unknown_person"]
    alone = case(mixed[:2], [both])
    assert judged(alone, *keep("a")) == ["keep_cannot_fill"]


def test_who_is_kept_against_the_language_rule_is_told_to_lack_the_language():
    problem = case([*people(2), mentee("z", "Zoe", languages=("sv",))], mentors(1))
    keep = Decision("z", "m0", KEEP, "asked", overrides=("common_language",))
    kept = replace(problem, decisions=(keep,))
    assert judged(kept, keep) == []
    plan = propose(kept)
    (note,) = group_notes(plan, (*kept.mentees, *kept.mentors), kept.programme)
    assert "z" in next(m.mentees for m in plan.matches if m.mentor == "m0")
    assert (dict(note.parameters)["who"], dict(note.parameters)["language"]) == ("Zoe", "English")
    assert found_codes([note]) == ["match_language_not_chosen"]
    assert (
        group_notes(propose(problem), (*problem.mentees, *problem.mentors), problem.programme) == ()
    )


def test_a_decision_about_somebody_who_left_is_told_and_has_no_effect():
    gone = Decision("k0", "left", KEEP)
    problem = case(people(), mentors(), gone)
    assert [p.severity for p in judge(problem, problem.decisions)] == [Severity.NOTE]
    made = dict(propose(problem).ties())
    assert made == dict(propose(case(people(), mentors())).ties())


def test_kept_pairs_that_cannot_all_be_are_refused():
    three = [mentee("a"), mentee("b"), mentee("c")]
    problem = case(three, mentors(2), Decision("a", "m0", KEEP), Decision("b", "m1", KEEP))
    with pytest.raises(UserError, match="kept"):
        propose(problem)


def test_the_workbook_comes_back_as_it_went_out():
    problem = case(
        people(), mentors(), Decision("k1", "m1", KEEP, "old friends"), Decision("k2", "m2", FORBID)
    )
    plan = propose(problem)
    content = review_sheet(problem, plan)
    assert content == review_sheet(problem, plan)
    decisions, problems = read_review(tables(content), plan, problem)
    assert decisions == plan.decisions
    assert problems == ()


def test_edits_come_back_after_sorting_and_cutting():
    problem = case(people(), mentors(2), Decision("k5", "m0", FORBID))
    plan = propose(problem)
    made, left = dict(plan.ties()), [u.person for u in plan.waiting]
    other = {"m0": "m1", "m1": "m0"}
    a, b, c, d = [k for k in made if k != "k5"][:4]

    def edit(book):
        sheet = book["Matches"]
        say(sheet, a, decision="Keep ", why="they met")
        say(sheet, b, decision="forbid")
        say(sheet, c, decision=f"Mia Mentor{other[made[c]][1]}")
        sheet.delete_rows(row_of(sheet, d))
        _, *rows = [[x.value for x in r] for r in sheet.iter_rows()]
        for y, row in enumerate(reversed(rows), 2):
            for x, value in enumerate(row, 1):
                sheet.cell(y, x).value = value
        say(book["Without a match"], left[0], place="Mia Mentor1")

    decisions, problems = read_review(edited(review_sheet(problem, plan), edit), plan, problem)
    assert problems == ()
    assert set(decisions) == {
        Decision(a, made[a], KEEP, "they met"),
        Decision(b, made[b], FORBID),
        Decision(c, made[c], FORBID),
        Decision(c, other[made[c]], KEEP),
        Decision(left[0], "m1", KEEP),
        Decision("k5", "m0", FORBID),
    }


def test_clearing_a_cell_frees_the_pair():
    problem = case(people(), mentors(), Decision("k1", "m1", KEEP), Decision("k2", "m2", FORBID))
    plan = propose(problem)

    def edit(book):
        say(book["Matches"], "k1", decision=None)
        say(book["Forbidden so far"], "k2", decision=None)

    assert read_review(edited(review_sheet(problem, plan), edit), plan, problem) == ((), ())


def test_what_was_decided_after_a_workbook_was_written_stays_unless_it_says_otherwise():
    old = case(people(), mentors(), Decision("k3", "m2", KEEP))
    written = review_sheet(old, propose(old))
    at = dict(propose(old).ties())
    since = (Decision("k1", at["k1"], KEEP, "promised"), Decision("k2", at["k2"], KEEP))
    later = replace(old, decisions=since)
    plan = propose(later)

    def edit(book):
        say(book["Matches"], "k2", decision="forbid")

    decisions, problems = read_review(edited(written, edit), plan, later, old.decisions)
    assert decisions == (since[0], Decision("k2", at["k2"], FORBID))
    assert found_codes(problems) == ["review_of_another_plan", "review_since_stays",
                                     "review_since_gives_way", "review_since_freed"]  # fmt: skip
    assert {p.severity for p in problems} == {Severity.NOTE}


def test_a_move_replaces_what_was_kept_before():
    problem = case(people(), mentors(), Decision("k1", "m1", KEEP))
    plan = propose(problem)
    content = edited(
        review_sheet(problem, plan),
        lambda book: say(book["Matches"], "k1", decision="Mia Mentor2"),
    )
    decisions, problems = read_review(content, plan, problem)
    assert decisions == (Decision("k1", "m1", FORBID), Decision("k1", "m2", KEEP))
    assert problems == ()
    again = propose(replace(problem, decisions=decisions))
    assert dict(again.ties())["k1"] == "m2"


def test_what_nobody_can_mean_is_asked_with_its_cell():
    twins = [*mentors(1), mentor("m8", "Liv Ek"), mentor("m9", "Noa Ek")]
    problem = case(people(), twins)
    plan = propose(problem)
    order = [p.mentee for m in sorted(plan.matches, key=lambda m: m.mentor) for p in m.pairs]

    def edit(book):
        sheet = book["Matches"]
        for person, word in zip(
            order, ("perhaps", "move", "Ek", "Nobody Here", "keep"), strict=False
        ):
            say(sheet, person, decision=word)
        y = row_of(sheet, order[4])
        sheet.cell(y, column(sheet, "Ids")).value = "p-unknown m1"
        again = row_of(sheet, order[5])
        values = [c.value for c in sheet[again]]
        sheet.append(values)
        sheet.cell(again, column(sheet, "Decision")).value = "keep"

    content = edited(review_sheet(problem, plan), edit)
    decisions, problems = read_review(content, plan, problem)
    assert decisions == ()
    assert sorted(found_codes(problems)) == [
        "review_ambiguous", "review_two_words", "review_unknown", "review_unknown", "review_unknown", "review_unknown_person",
    ]  # fmt: skip
    assert all(p.place.sheet == "Matches" and p.place.cell[0] in "CF" for p in problems)


@pytest.mark.parametrize("sheet", ["Matches", "Forbidden so far", "Without a match"])
def test_a_reason_without_a_decision_is_told_with_its_cell(sheet):
    mentees = [*people(), mentee("x", "Xu Alone", languages=("sv",))]
    problem = case(mentees, mentors(), Decision("k2", "m2", FORBID, "before"))
    plan = propose(problem)
    who = {"Matches": "k1", "Forbidden so far": "k2", "Without a match": "x"}[sheet]

    def edit(book):
        say(book[sheet], who, why="they know each other")
        if sheet == "Forbidden so far":
            say(book[sheet], who, decision=None)

    decisions, problems = read_review(edited(review_sheet(problem, plan), edit), plan, problem)
    assert decisions == plan.decisions  # what stood before still stands
    assert found_codes(problems) == ["review_reason_alone"]
    assert problems[0].place.sheet == sheet
    assert "they know each other" in dict(problems[0].parameters)["why"]


def test_another_name_typed_over_a_mentor_is_asked_about():
    problem = case(people(), mentors())
    plan = propose(problem)
    other = next(m.mentor for m in plan.matches if "k1" not in m.mentees)

    def edit(book):
        sheet = book["Matches"]
        sheet.cell(row_of(sheet, "k1"), column(sheet, "Mentor")).value = f"Mia Mentor{other[1:]}"
        say(sheet, "k1", decision="keep")

    decisions, problems = read_review(edited(review_sheet(problem, plan), edit), plan, problem)
    assert decisions == ()
    assert found_codes(problems) == ["review_typed_over"]
    assert problems[0].place.cell.startswith("A")


def test_another_workbook_and_an_old_one_are_told():
    problem = case(people(), mentors())
    plan = propose(problem)
    rows = (Row(1, ("Name", "Age")), Row(2, ("Aino", dt.date(2000, 1, 1))))
    _, problems = read_review([Table("x.xlsx", "", "xlsx", "S", rows)], plan, problem)
    assert found_codes(problems) == ["review_not_recognised"]
    rows = (
        Row(1, ("Mentee", "Decision", "Move to", "Mentee id")),
        Row(2, ("Kai", "move", "Mia", "k1")),
    )
    decided, problems = read_review([Table("x.xlsx", "", "xlsx", "Matches", rows)], plan, problem)
    assert (decided, found_codes(problems)) == ((), ["review_of_old"])
    later = replace(problem, mentees=problem.mentees[1:])
    newer = propose(later)
    _, problems = read_review(tables(review_sheet(problem, plan)), newer, later)
    assert found_codes(problems) == ["review_of_another_plan"]


def test_the_workbook_holds_hostile_text_as_text_and_drops_down_from_a_range():
    hostile = '=HYPERLINK("http://x","y")'
    problem = case(
        [mentee(f"k{k}", hostile) for k in range(3)],
        [mentor("m", "{{ 7*7 }}"), mentor("n", "{{ 7*7 }}")],
    )
    plan = propose(problem)
    book = openpyxl.load_workbook(io.BytesIO(review_sheet(problem, plan)))
    sheet = book["Matches"]
    assert sheet["C2"].value == hostile
    assert sheet["C2"].data_type == "s"
    assert all(page.max_column <= 8 for page in book)
    assert sheet.freeze_panes == "A2"
    assert sheet.tables["Table1"].autoFilter is not None
    assert [v.formula1 for v in sheet.data_validations.dataValidation] == [
        "'Lists'!$A$2:$A$5",
    ]  # fmt: skip
    assert book["Lists"].sheet_state == "hidden"
    assert [c.value for c in book["Lists"]["A"]] == [
        "Mentor", "keep", "forbid", "{{ 7*7 }} (m)", "{{ 7*7 }} (n)"]  # fmt: skip


def test_verify_finds_every_kind_of_tampering():
    problem = case(
        [*people(6), mentee("z", languages=("sv",))],
        mentors(),
        programme=profile(points={"themes": 9}),
    )
    plan = propose(problem)
    first, second = plan.matches[0], plan.matches[-1]
    pair = first.pairs[0]

    def swapped(**changes):
        return replace(plan, matches=(replace(first, **changes), *plan.matches[1:]))

    wrong_part = replace(pair, score=pair.score + 1)
    tampered = [
        replace(plan, inputs="0" * 64),
        replace(plan, waiting=()),
        replace(plan, matches=plan.matches[::-1]),
        replace(plan, matches=(first, first, *plan.matches[1:])),
        replace(plan, stages=tuple(replace(s, value=s.value + 1) for s in plan.stages)),
        swapped(language="sv"),
        swapped(score=first.score - 1),
        swapped(mentees=second.mentees),
        swapped(mentor=plan.unused[0].person if plan.unused else "nobody"),
        swapped(pairs=(wrong_part, *first.pairs[1:]), score=first.score + 1),
    ]
    assert verify(problem, plan) == ()
    assert all(verify(problem, bad) for bad in tampered)
    forbidden = replace(problem, decisions=(Decision(pair.mentee, first.mentor, FORBID),))
    assert any(
        "forbade" in text
        for text in verify(forbidden, replace(plan, inputs=verify_hash(forbidden)))
    )


def verify_hash(problem):
    from mentorcli.matching import case_hash

    return case_hash(problem)


def test_the_pairs_that_rest_on_least_come_first():
    problem = cohort(15, 7, 1)
    plan = propose(problem)
    firm = firmness(problem, plan, with_other_weights(problem, plan))
    book = openpyxl.load_workbook(io.BytesIO(review_sheet(problem, plan, firm)))
    assert book.sheetnames[1] == "Weakest first"
    _, *rows = book["Weakest first"].iter_rows(values_only=True)
    names = {a.person: a.name for a in problem.mentees}
    assert [row[0] for row in rows] == [names[f.mentee] for f in firm]
    for row, f in zip(rows, firm, strict=True):
        assert row[2].startswith("Firm") is f.firm()
        assert f.firm() or not f.left or row[2].startswith(f"{f.left} of {f.tried} changes")
    assert any(f.firm() for f in firm)
    assert not firm[0].firm()
    assert read_review(tables(review_sheet(problem, plan, firm)), plan, problem) == ((), ())


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (("campus",), ("remote",), True),
        (("campus",), ("campus", "remote"), False),
        (("campus",), (), False),  # who was not asked can meet in any way
    ],
)
def test_a_group_whose_every_pair_can_meet_and_that_cannot_meet_is_told(first, second, told):
    there = [mentee("a", "Aino", meeting_modes=first), mentee("b", "Ben", meeting_modes=second)]
    problem = case(there, [mentor("m", "Mia", meeting_modes=("campus", "remote"))])
    plan = propose(problem)
    assert {*plan.matches[0].mentees} == {"a", "b"}
    notes = group_notes(plan, (*problem.mentees, *problem.mentors), problem.programme)
    assert (found_codes(notes) == ["group_cannot_meet"]) is told
    assert all("Aino" in dict(n.parameters)["people"] for n in notes)
