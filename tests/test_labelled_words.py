"""The labelled texts on employers, groups and languages: what is promised of them, and not only of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled_words import KINDS, entries_in, verdict_on

from mentorcli.names.employers import read_employer
from mentorcli.names.groups import read_group
from mentorcli.names.languages import is_language, read_languages
from mentorcli.names.likeness import Verdict, alike_of, compared

HERE = Path(__file__).parent
FEW = 0.1


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_promised_of_labelled_texts(kind):
    entries = entries_in(HERE / f"labelled_{kind}.toml")
    found = [(verdict_on(kind, entry)[0], entry) for entry in entries]
    assert len(entries) >= 30
    assert [e for said, e in found if said in ("same, wrongly", "unheard")] == []
    for said, right in (("needless", "different"), ("avoidable", "same")):
        concerned = [s for s, e in found if kind == "languages" or e["right"] == right]
        assert concerned.count(said) <= FEW * len(concerned)


NAMES = [
    e[k]
    for kind in KINDS[:2]
    for e in entries_in(HERE / f"labelled_{kind}.toml")
    for k in ("one", "other")
]
READERS = (read_employer, read_group)


@given(
    st.sampled_from(NAMES) | st.text(max_size=30), st.sampled_from(NAMES), st.sampled_from(READERS)
)
def test_which_comes_first_does_not_matter_and_nobody_differs_from_themselves(one, other, read):
    assert compared(read(one), read(other)) is compared(read(other), read(one))
    assert read(one) is None or compared(read(one), read(one)) is Verdict.SAME


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=25), st.sampled_from(READERS))
def test_a_cohort_at_once_says_what_each_two_say(texts, read):
    alike = alike_of(texts, read, {})
    written = {}
    for named in map(read, texts):
        written.setdefault(named and named.key, []).append(named)
    for one in texts:
        for other in texts:
            mine, theirs = (written[n and n.key] for n in (read(one), read(other)))
            every = {compared(m, t) for m in mine for t in theirs}  # one key, however it is written
            said = next(v for v in (Verdict.SAME, Verdict.ASK, Verdict.DIFFERENT) if v in every)
            assert alike.verdict(one, other) is said
            met = {*alike.meeting(one)} & {*alike.meeting(other)}
            assert bool(met) is (said is not Verdict.DIFFERENT)


@pytest.mark.parametrize("said", [True, False])
def test_what_a_person_said_counts_and_the_organisation_is_not_asked_about(said):
    texts = ("Nokia", "Nokia Bell Labs", "Aalto Consulting Oy", "Aalto-yliopisto")
    keys = [read_employer(x).key for x in texts]
    told = {frozenset(keys[:2]): said}
    alike = alike_of(texts, read_employer, told, own="Aalto University")
    assert alike.verdict(*texts[:2]) is (Verdict.SAME if said else Verdict.DIFFERENT)
    assert compared(*map(read_employer, texts[2:])) is Verdict.ASK
    assert alike.verdict(*texts[2:]) is Verdict.DIFFERENT


@given(
    st.lists(
        st.sampled_from(["suomi", "English", "sv", "saksa", "Klingon", "any", "not Finnish"]),
        max_size=5,
    ),
    st.sampled_from([", ", " / ", ";", " and ", " ja ", "\n"]),
)
def test_languages_are_codes_in_the_order_of_the_answer_and_the_rest_is_left(texts, sign):
    alone = {"suomi": "fi", "English": "en", "sv": "sv", "saksa": "de"}
    said = read_languages(sign.join(texts))
    assert said.codes == tuple(dict.fromkeys(alone[t] for t in texts if t in alone))
    assert set(said.left) == {t for t in texts if t not in alone}
    assert all(map(is_language, said.codes))


def test_every_language_is_known_by_its_name_and_codes():
    for code in ("en", "fi", "sv", "de", "et", "so", "ku", "uk", "vi", "zu"):
        assert read_languages(code).codes == (code,)
    assert not is_language("xx")
