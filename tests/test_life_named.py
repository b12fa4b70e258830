"""Names of mentors as mentees write them: what is taken is right, the rest is asked."""

import pytest
from named_cases import labelled, measured, staff

from mentorcli.names.directory import Sure, directory_of
from mentorcli.names.splitting import names_in

PEOPLE = staff()
DIRECTORY = directory_of(PEOPLE)
CASES = labelled(PEOPLE, 20)
SMALL = directory_of([
    ("a", "Anna Virtanen", "anna.virtanen@example.org"), ("b", "Antti Virtanen", ""),
    ("c", "Kaisa Mäkelä", ""), ("d", "Petri Lahti", ""), ("e", "Marja-Liisa Koski", ""),
    ("f", "Annika Forsström", ""), ("g", "Kaisa Nurmi", ""), ("h", "Jaana Nurmi", ""), ("i", "Petra Ahonen", ""),
])  # fmt: skip


def test_what_is_taken_is_right_and_the_rest_is_asked():
    kinds, wrong = measured(DIRECTORY, CASES)
    cases, taken, right = (sum(tally[k] for tally in kinds.values()) for k in range(3))
    assert cases >= 100
    assert right == taken, wrong
    # to ask about everything would be precise too
    sure = [c for c in CASES if c.person is not None and "misspelt" not in c.kind]
    assert right >= 0.9 * len(sure)


def test_a_misspelt_name_is_asked_about_and_never_taken():
    for case in (c for c in CASES if "misspelt" in c.kind and c.person):
        found = DIRECTORY.meaning(case.text)
        assert case.person in found.people, case


def test_nobody_is_taken_for_a_name_that_several_have():
    for case in CASES:
        found = DIRECTORY.meaning(case.text)
        assert (found.sure == Sure.MEANT) <= (len(found.people) == 1)
        if case.kind == "surname only" and case.person is None:
            assert found.sure is not Sure.MEANT, case


@pytest.mark.parametrize(
    ("text", "sure", "people"),
    [
        ("prof. Virtanen?", Sure.ASK, ("a", "b")),
        ("Anna Virtaselle", Sure.MEANT, ("a",)),
        ("anna.virtanen@example.org", Sure.MEANT, ("a",)),
        ("someone@example.org", Sure.NOBODY, ()),
        ("Mäkelä Kaisa", Sure.MEANT, ("c",)),
        ("Kaisa Makela", Sure.MEANT, ("c",)),
        ("Mäkelälle", Sure.MEANT, ("c",)),
        ("Petri Lahdelle", Sure.MEANT, ("d",)),
        ("Koskelle", Sure.MEANT, ("e",)),
        ("Annika Forström", Sure.ASK, ("f",)),
        ("Dr. J. Nurmi (SCI)", Sure.MEANT, ("h",)),
        ("Nurmelle", Sure.ASK, ("g", "h")),
        ("Petra Lahti", Sure.ASK, ("d",)),
        ("Zebediah Quux", Sure.NOBODY, ()),
        ("???", Sure.NOBODY, ()),
    ],
)  # fmt: skip
def test_one_name(text, sure, people):
    found = SMALL.meaning(text)
    assert (found.sure, tuple(sorted(found.people))) == (sure, people)


def test_an_answer_may_name_several():
    said = "Kaisa Mäkelä; prof. Virtanen?, Lahti tai Koski"
    assert names_in(said) == ("Kaisa Mäkelä", "Virtanen?", "Lahti", "Koski")
