"""Two people in one answer: in whatever way each is written and whatever parts them, both are heard."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled_people import heard

from mentorcli.names.directory import directory_of
from mentorcli.names.mentions import people_meant

PEOPLE = (
    "Katri Laine",
    "Kalle Harju",
    "Jukka-Pekka Mäki",
    "Minna Salo",
    "Wei Zhang",
    "Erik Lindqvist",
)
PAIRS = (
    ("Katri Laine", "Kalle Harju"),
    ("Jukka-Pekka Mäki", "Minna Salo"),
    ("Wei Zhang", "Erik Lindqvist"),
)
WAYS = (
    "{f} {l}",
    "{l} {f}",
    "{i}. {l}",
    "Prof. {f} {l}",
    "{f} {l}, PhD",
    "{f} {l} (Nokia)",
    "{f} {l}, VTT",
    "{L} {f}",
)
SIGNS = (", ", "; ", "/", " / ", " & ", " and ", " ja ", " och ", "\n", " - ", ",", " + ", " | ", " • ", " tai ", ". ", " eller ")  # fmt: skip


def said(way, name):
    first, last = name.split(" ", 1)
    return way.format(f=first, l=last, i=first[0], L=last.upper())


@pytest.mark.parametrize("field", ["supervisors", "not_with", "wishes"])
@pytest.mark.parametrize("sign", SIGNS)
def test_both_of_two_are_meant(field, sign):
    for one, other in PAIRS:
        for way in WAYS:
            for too in WAYS:
                text = f"{said(way, one)}{sign}{said(too, other)}"
                found = heard({"people": PEOPLE, "field": field, "text": text})
                assert found == {one: "meant", other: "meant"}, text


@pytest.mark.parametrize("field", ["supervisors", "wishes"])
@pytest.mark.parametrize("text", [
    "1 Katri Laine 2 Kalle Harju", "#1 Katri Laine #2 Kalle Harju", "1st: Katri Laine, 2nd: Kalle Harju", "a) Katri Laine b) Kalle Harju",
    "Katri Laine (1.) Kalle Harju (2.)", "Laine, Katri; Harju, Kalle", "Katri Laine, Kalle Harju; Ville Vieras", "Katri Laine, ELEC; Kalle Harju, CHEM",
    "Katri Laine et al.; Kalle Harju", "Katri Laine. Kalle Harju",
])  # fmt: skip
def test_a_list_may_be_marked_in_many_ways(field, text):
    found = heard({"people": PEOPLE, "field": field, "text": text})
    assert found == {"Katri Laine": "meant", "Kalle Harju": "meant"}


def test_a_first_name_that_is_cut_short_is_not_parted_from_its_surname():
    found = heard({"people": PEOPLE, "field": "supervisors", "text": "Kat. Laine"})
    assert list(found) == ["Katri Laine"]


_FIRSTS = "Anna Anni Aino Eero Eetu Elina Emma Erik Erika Hanna Heikki Johan Johanna Karin Kari Leena Lisa Mari Maria Mika Mikael Min Olga Petra Wei Xin"
_SURNAMES = (
    "Virtanen Mäkinen Mäkelä Mäki Nieminen Niemi Niemelä Heikkinen Heikkilä Koskinen Koski Lehto Lehtonen Salo Salonen Aalto Kallio Aho Ahonen Lind "
    "Lindqvist Lindberg Berg Bergman Ek Ekholm Li Liu Lin Lee Zhang Ivanov Ivanova Smith Schmidt Johansson Johnson"
)
FIRSTS, SURNAMES = _FIRSTS.split(), _SURNAMES.split()
FORMS = (
    "{f} {l}", "{l} {f}", "{l}, {f}", "Prof. {f} {l}", "my boss {f} {l}", "{f} {l} from Kone", "{L} {f}", "Zoe Xyzzy. {f} {l}", "{l} ({f})", "1. {f} {l} 2. Zoe Xyzzy",
    "{l}, {f}, TkT", "Zoe tai {f} {l}", "{l}, {f}; Xyzzy, Zoe", "min chef {f} {l}", "{f} {l} (Nokia)", "{l} {i}.", "{i}. {l}",
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(
    people=st.lists(
        st.tuples(st.sampled_from(FIRSTS), st.sampled_from(SURNAMES)),
        min_size=5,
        max_size=30,
        unique=True,
    ),
    written=st.tuples(st.sampled_from(FIRSTS), st.sampled_from(SURNAMES)),
    known=st.booleans(),
    way=st.sampled_from(FORMS),
    field=st.sampled_from(["supervisors", "not_with", "wishes"]),
)
def test_nobody_is_taken_for_another_among_near_names(people, written, known, way, field):
    """Whoever is written: nobody else is meant, and who is here is heard."""
    first, last = people[0] if known else written
    text = way.format(f=first, l=last, i=first[0], L=last.upper())
    found = heard({"people": [" ".join(p) for p in people], "field": field, "text": text})
    same = {
        f"{f} {s}"
        for f, s in people
        if s == last and (f == first or ("{i}" in way and f[0] == first[0]))
    }
    assert {p for p, sure in found.items() if sure == "meant"} <= same, text
    assert same <= {*found}, text


@pytest.mark.parametrize("field", ["supervisors", "not_with", "wishes", "known"])
@pytest.mark.parametrize("text", ["", "-", ".", "…", "?", "/", ";;", "( )", "«»", "- ", "—"])
def test_marks_alone_name_nobody(field, text):
    assert heard({"people": PEOPLE, "field": field, "text": text}) == {}
    directory = directory_of((name, name, "") for name in PEOPLE)
    assert not people_meant((text,), directory, field).people
