"""What holds for every table of every tool: no row is lost, twice is once, order is nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st
from intake_cases import COHORT, PROGRAMME, after, confirmed, propose
from intake_random import AIMS, LANGS, PARTIAL, SHAPES, Person, as_table, people

from mentorcli import intake

FULL = [Person(n, n, f"p{n}@example.org", LANGS, AIMS[:3], "Yes", partial=False) for n in range(3)]
FORMS = {}


def _import(shape, every, existing=()):
    """Import a table with the form that a full one of its shape gave."""
    if shape not in FORMS:
        full = propose(as_table(shape, FULL), role="mentee")
        assert full.dialect == shape
        FORMS[shape] = confirmed(full)
    proposal = propose(as_table(shape, every), [FORMS[shape]])
    readings, _ = intake.read(proposal, FORMS[shape], PROGRAMME, COHORT, "i-1")
    return readings, intake.merge(readings, existing)


def _people(stored):
    """Return who applied with which answers; which of equal answers was kept does not matter."""
    return sorted(
        (a.person, a.name, a.email, a.state, sorted((k, g.value) for k, g in a.answers.items()))
        for a in stored
    )


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(SHAPES)), people(clean=False))
def test_every_record_ends_in_one_state(shape, every):
    readings, plan = _import(shape, every)
    assert len(readings) == len(every) == sum(plan.counts().values())
    if shape in PARTIAL:
        partial = [r for r in readings if r.skipped == "partial"]
        assert len(partial) == sum(1 for p in every if p.partial)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(SHAPES)), people(clean=False))
def test_importing_twice_changes_nothing(shape, every):
    _, first = _import(shape, every)
    stored = after((), first)
    _, again = _import(shape, every, stored)
    assert again.applications == ()
    assert again.missing == ()


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(SHAPES)), people(clean=True), st.randoms(use_true_random=False))
def test_halves_and_shuffled_rows_give_the_same_people(shape, every, chance):
    whole = after((), _import(shape, every)[1])
    turned = list(every)
    chance.shuffle(turned)
    assert _people(after((), _import(shape, turned)[1])) == _people(whole)
    half = len(turned) // 2
    stored = after((), _import(shape, turned[:half])[1])
    both = after(stored, _import(shape, turned[half:], stored)[1])
    assert _people(both) == _people(whole)


@settings(deadline=None, max_examples=60)
@given(people(clean=True).filter(lambda every: every and not any(p.partial for p in every)))
def test_every_tool_gives_the_same_answers(every):
    said = {
        shape: [
            (r.draft.name, r.draft.email, *(r.draft.value(f) for f in ("languages", "goals", "consent")))
            for r in _import(shape, every)[0]
        ]
        for shape in SHAPES
    }  # fmt: skip
    order = {code: n for n, code in enumerate(("job_search", "networks", "leadership", "balance"))}
    plain = {
        shape: [(*a[:2], set(a[2] or ()), sorted(a[3] or (), key=order.get), a[4]) for a in answers]
        for shape, answers in said.items()
    }
    assert all(answers == plain["generic"] for answers in plain.values())
