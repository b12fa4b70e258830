"""Names alike are found without comparing each with each: the same ones, in less time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from mentorcli.matching import likeness
from mentorcli.matching.likeness import Likeness

WORDS = st.text("abcde", min_size=2, max_size=12)
NAMES = st.lists(WORDS, min_size=2, max_size=3).map(" ".join)
SLIPS = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["", "a", "e"])), max_size=4)


def slipped(name, slips):
    for place, letter in slips:
        at = place % (len(name) + 1)
        name = name[:at] + letter + name[at + (not letter) :]
    return name


@given(NAMES, st.lists(SLIPS, min_size=1, max_size=6), st.lists(NAMES, max_size=4))
def test_every_name_that_is_like_a_text_is_among_those_compared(name, slips, others):
    names = (*(slipped(name, s) for s in slips), *others)
    few, likeness._FEW = likeness._FEW, 0
    try:
        found = Likeness(names).near(name)
    finally:
        likeness._FEW = few
    assert {k for k, other in enumerate(names) if fuzz.ratio(name, other) >= 90} <= set(found)
    assert all(names[k] == text for k, text in found.items())
