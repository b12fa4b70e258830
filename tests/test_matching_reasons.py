"""Reasons: true quotes, nothing private, a code and a sentence for everybody left out."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from matching_cases import DOCTORAL, case, mentee, mentor, profile

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.language import label
from mentorcli.domain.programme import FieldType, Visibility
from mentorcli.matching import explain, explain_pair, judge, propose, verify

HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "Åke & Co <b>",
    "{{ 7*7 }}",
    "[red]x[/red]",
    "\x1b[31mred\x1b[0m",
)


def test_the_sentence_of_a_pair():
    aino = mentee("a", "Aino Korhonen", goals=("leadership", "networks"), industries=("ict", "energy"),
                  meeting_modes=("otaniemi",), wishes=("Matti Laine",))  # fmt: skip
    matti = mentor("m", "Matti Laine", themes=("networks", "leadership"), industries=("energy",),
                   meeting_modes=("otaniemi", "remote"))  # fmt: skip
    problem = case([aino], [matti])
    said = explain_pair(problem, propose(problem), "a", "m").reason
    assert said == (
        "Aino Korhonen asks for “Leadership” and “Networks”; Matti Laine offers both, works in "
        "“Energy and environment”, which Aino chose, also puts “English” first, agrees on how to "
        "meet (“Otaniemi”), and was Aino’s first wish."
    )


@st.composite
def cohorts(draw):
    """A cohort whose private answers all hold the marker ``SECRET``."""

    def people(role, make, letter, count):
        return [make(f"{letter}{k}", draw(st.sampled_from(["Aino Ek", "Bo Ek", *HOSTILE])), **{
            f.key: _answer(draw, f) for f in DOCTORAL.fields[role]
            if _answer(draw, f) is not None}) for k in range(count)]  # fmt: skip

    mentees = people("mentee", mentee, "k", draw(st.integers(1, 5)))
    return case(mentees, people("mentor", mentor, "m", draw(st.integers(1, 2))))


def _answer(draw, field):
    if field.key in {"first_name", "last_name", "full_name", "email", "capacity", "languages"}:
        return None
    secret = field.visible_to is not Visibility.MATCH
    if field.type in {FieldType.CHOICE, FieldType.MULTI}:
        known = st.sampled_from([o.code for o in field.options])
        own = st.just("SECRET") if secret else st.sampled_from(HOSTILE)
        return tuple(draw(st.lists(known | own, max_size=3, unique=True)))
    if field.type in {FieldType.PEOPLE, FieldType.RANKED}:
        return tuple(draw(st.lists(st.sampled_from(["SECRET One", "Bo Ek", "Ek"]), max_size=2)))
    if field.type in {FieldType.TEXT, FieldType.LONG}:
        return "SECRET" if secret else draw(st.sampled_from(["Aurora", "Boreal"]))
    return None


@settings(max_examples=60, deadline=None)
@given(cohorts())
def test_sentences_quote_real_answers_and_nothing_private(problem):
    plan = propose(problem)
    assert verify(problem, plan) == ()
    everybody = {a.person: a for a in (*problem.mentees, *problem.mentors)}
    told = repr(plan)
    for one in problem.mentees:
        explanation = explain(problem, plan, one.person)
        told += repr(explanation)
        for o in (*explanation.together, *explanation.alternatives, *explanation.blocked):
            visible = _visible(everybody[o.mentee]) | _visible(everybody[o.mentor])
            sentences = [o.reason, *(s for _, s in o.blocked_by), *(p.because for p in o.parts)]
            for quote in re.findall("“([^”]*)”", " ".join(sentences)):
                assert quote in visible
            assert sum(p.points for p in o.parts) == o.score
            assert all(0 <= p.points <= p.most for p in o.parts)
    keeps = [
        Decision(a.person, b.person, DecisionKind.KEEP)
        for a in problem.mentees
        for b in problem.mentors
    ]
    told += repr(judge(problem, keeps))
    assert "SECRET" not in told
    assert "\\x1b" not in told


def _visible(application):
    texts = set()
    for field in DOCTORAL.fields[application.role]:
        if field.visible_to is Visibility.MATCH:
            values = application.choices(field.key) or (application.text(field.key),)
            for value in values:
                option = field.option(value)
                texts.add(label(option.labels, "en") if option else value.replace("\x1b", ""))
    return texts


def test_answers_hidden_by_the_profile_score_but_are_not_quoted():
    hidden = {
        role: tuple(replace(f, visible_to=Visibility.HR) for f in fields)
        for role, fields in DOCTORAL.fields.items()
    }
    people = [mentee(k, goals=("skills",), industries=("ict",)) for k in ("a", "b")]
    mentors = [mentor("m", themes=("skills",), industries=("ict",))]
    plan = propose(case(people, mentors, programme=replace(DOCTORAL, fields=hidden)))
    assert plan.matches[0].score > 0
    assert "“" not in repr(plan)


def test_everybody_left_out_has_a_code_and_a_sentence():
    people = [
        mentee("a", "Aino"), mentee("b", "Bo"),
        mentee("c", "Cai", languages=("sv",)), mentee("d", "Dea", goals=("balance",)),
    ]  # fmt: skip
    plan = propose(case(people, [mentor("m", "Matti"), mentor("n", "Nea", languages=("en", "fi"))]))
    waiting = {u.person: u for u in plan.waiting}
    assert waiting["c"].code == "no_common_language"
    assert waiting["d"].code == "blocked_by_rules"
    assert waiting["d"].reason == "The rules leave Dea none of the 2 mentors: no common theme (2)."
    assert [u.code for u in plan.unused] == ["not_needed"]


def test_too_few_mentees_for_a_group():
    plan = propose(case([mentee("a", "Aino")], [mentor("m", "Matti")]))
    assert [u.code for u in plan.waiting] == ["would_not_fill_group"]
    assert plan.waiting[0].best[0][0] == "m"
    assert [u.code for u in plan.unused] == ["too_few_allowed"]
    assert plan.unused[0].reason == "The rules allow Matti 1 mentee; a group needs 2."


def test_explain_for_each_side_and_each_outcome():
    people = [mentee(f"k{k}", f"Kai{k}") for k in range(4)] + [
        mentee("z", "Zoe", languages=("sv",))
    ]
    problem = case(people, [mentor("m", "Matti"), mentor("x", "Xe", themes=("balance",))])
    plan = propose(problem)
    placed, left = plan.matches[0].mentees[0], plan.waiting[0].person
    assert explain(problem, plan, placed).together[0].standing == "together in this plan"
    assert explain(problem, plan, left).alternatives[0].standing == "the group is full (3)"
    zoe = explain(problem, plan, "z")
    assert zoe.match is None
    assert [o.blocked_by[0][0] for o in zoe.blocked] == ["common_language", "common_language"]
    assert explain(problem, plan, "m").headline.startswith("Matti mentors Kai")
    assert explain(problem, plan, "x").headline.startswith("The rules allow Xe no mentee")


def test_who_waits_is_told_the_rule_that_stands_in_the_way():
    one = ("Prof. Xu Ypsilon",)
    people = [mentee(k, f"{k.title()} Person", supervisors=one) for k in ("a", "b", "c")]
    mentors = [mentor("m", "Mia Mentor"), mentor("n", "Nils Nordin")]
    plan = propose(case(people, mentors, programme=profile(rules=("same_supervisor",))))
    assert not plan.matches
    for waits in (*plan.waiting, *plan.unused):
        assert "a supervisor in common" in waits.reason
        assert "somebody else" not in waits.reason


def test_who_waits_alone_is_told_that_nobody_else_waits():
    mentors = [mentor("m", "Mia Mentor")]
    plan = propose(case([mentee("a", "Anna Aalto")], mentors, programme=profile()))
    (waits,) = plan.waiting
    assert "a group needs 2, and nobody else waits" in waits.reason


def test_a_pair_that_cannot_meet_in_common_is_told_so():
    told = []
    for modes in (("remote",), ("otaniemi",), ()):
        people = [mentee(k, meeting_modes=("otaniemi",)) for k in "ab"]
        problem = case(people, [mentor("m", meeting_modes=modes)])
        plan = propose(problem)
        assert verify(problem, plan) == ()
        told.append("they have no way to meet in common." in plan.matches[0].pairs[0].reason)
    assert told == [True, False, False]
