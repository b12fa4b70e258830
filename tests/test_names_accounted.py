"""Somebody is meant only where every word of an answer is accounted for; any other word makes it ask."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled_people import heard
from test_first_aid_meaning import Cohort, asked, person, points

PEOPLE = (
    "Anna Virtanen",
    "Heikki Kallio",
    "Esa Kari",
    "Tea Laurin",
    "Jan van den Berg",
    "Carlos Peña Vidal",
)
FRAMES = {
    "not_with": ["{}", "en halua {}", "please not {}", "my boss {}", "{} on siskoni", "{} är min chef", "helst inte {}"],
    "supervisors": ["{}", "Prof. {}", "Ohjaajani on {}", "my supervisor is {}", "handledare: {}", "{} (Aalto)"],
    "wishes": ["{}", "Prof. {}"],
    "known": ["{}"],
}  # fmt: skip
TURNING = [
    "kuten", "paitsi", "vaan", "kuin", "ilman", "seuraaja", "mutta", "ellei", "unlike", "instead", "replacing", "after",
    "ersättare", "efter", "liknande", "someone", "another", "probably",
]  # fmt: skip


def people_heard(text, field="not_with"):
    return heard({"people": PEOPLE, "field": field, "text": text})


@pytest.mark.parametrize(("field", "frames"), FRAMES.items())
def test_a_name_is_meant_in_words_that_leave_it_as_it_is(field, frames):
    for frame in frames:
        assert people_heard(frame.format("Anna Virtanen"), field) == {"Anna Virtanen": "meant"}


@settings(deadline=None, max_examples=300)
@given(
    field=st.sampled_from(sorted(FRAMES)),
    word=st.sampled_from(TURNING) | st.text("bcdfghjklmnpqrstvwxz", min_size=5, max_size=9),
    behind=st.booleans(),
    data=st.data(),
)
def test_no_word_that_nothing_accounts_for_leaves_somebody_meant(field, word, behind, data):
    frame = data.draw(st.sampled_from(FRAMES[field]))
    said = f"Anna Virtanen {word}" if behind else f"{word} Anna Virtanen"
    assert "meant" not in people_heard(frame.format(said), field).values(), frame.format(said)


@pytest.mark.parametrize("word", ["neither", "varken", "ei kumpikaan", "not"])
@pytest.mark.parametrize("field", ["supervisors", "wishes", "known"])
def test_what_denies_leaves_nobody_meant_but_where_somebody_is_refused(word, field):
    assert "meant" not in people_heard(f"{word} Anna Virtanen", field).values()


@pytest.mark.parametrize("whose", ["Anna Virtasen {}", "Virtasen {}", "Anna Virtanen's {}", "Virtanens {}", "Prof. Virtasen {}"])  # fmt: skip
@pytest.mark.parametrize("who", ["esihenkilö", "assistentti", "boss", "assistant", "chef", "doktorand", "professori", "supervisor", "serkku", "fru"])  # fmt: skip
@pytest.mark.parametrize("field", ["not_with", "supervisors"])
def test_somebody_who_is_somebodys_is_somebody_else(whose, who, field):
    assert people_heard(whose.format(who), field) == {"Anna Virtanen": "ask"}


@pytest.mark.parametrize("text", [
    "tutkija Virtasen ryhmästä", "ohjaajani Virtasen ryhmästä", "postdoc in Virtanen's lab", "she works in Virtanen's group",
    "Ville Vieras, Virtanen's group", "student of Anna Virtanen", "kollegani Virtasen tiimissä", "siskoni on töissä Anna Virtasen kanssa",
])  # fmt: skip
def test_who_is_in_a_group_is_not_whose_it_is(text):
    for field in ("not_with", "supervisors"):
        assert people_heard(text, field) == {"Anna Virtanen": "ask"}


@pytest.mark.parametrize("text", ["professori Virtasen ryhmässä", "Prof. Virtanen's research group", "I am in Virtanen's group", "the group of Anna Virtanen"])  # fmt: skip
def test_whose_group_it_is_is_meant(text):
    assert people_heard(text, "supervisors") == {"Anna Virtanen": "meant"}


@pytest.mark.parametrize("text", [
    "Virtanen senior", "Virtanen Jr", "Anna Virtanen Sr.", "toinen Anna Virtanen", "another Virtanen", "joku Virtanen", "en Virtanen",
    "the Virtanens", "Anna Virtanen?", "Virtanen (Antti)", "A. Virtanen (Aino)", "virtanen", "Virtanen & Lehtonen Attorneys", "Virtanen Oy",
    "Anna Virtanen, mutta ei tämä", "Virtanen, the other one", "with Anna Virtanen, not Ville Vieras", "Anna Virtanen (not the one here)",
    "von Virtanen", "ei Anna Virtanen vaan hänen sisarensa", "Anna Virtanen ei ole vaimoni",
])  # fmt: skip
def test_which_of_two_and_what_else_may_be_called_so_is_asked(text):
    assert people_heard(text) == {"Anna Virtanen": "ask"}


@pytest.mark.parametrize(("text", "who"), [
    ("Karin kanssa", "Esa Kari"), ("Laurin kanssa", "Tea Laurin"), ("Kari", "Esa Kari"), ("Kari on ystäväni", "Esa Kari"),
    ("Jan Berg", "Jan van den Berg"), ("von Berg", "Jan van den Berg"),
])  # fmt: skip
def test_a_first_name_alone_and_other_particles_are_asked_about(text, who):
    assert people_heard(text)[who] == "ask"


@pytest.mark.parametrize(("text", "who"), [
    ("Esa Karin kanssa", "Esa Kari"), ("Virtanen, Kari", "Esa Kari"), ("J. v.d. Berg", "Jan van den Berg"),
    ("Peña Vidal C.", "Carlos Peña Vidal"), ("Virtanen (Anna)", "Anna Virtanen"), ("Anna Virtanen (puh. 050 1234567)", "Anna Virtanen"),
    ("tutkimusprofessori Anna Virtanen", "Anna Virtanen"), ("jur.dr Anna Virtanen", "Anna Virtanen"), ("en halua Virtasta, en muita", "Anna Virtanen"),
])  # fmt: skip
def test_what_is_accounted_for_is_not_asked(text, who):
    assert people_heard(text)[who] == "meant"


@pytest.mark.parametrize(
    "why", ["yhteinen hanke", "joint project", "co-author", "serkku", "gemensamt projekt"]
)
def test_a_reason_in_brackets_leaves_a_name_as_it_is(why):
    assert people_heard(f"Anna Virtanen ({why})", "known") == {"Anna Virtanen": "meant"}


@pytest.mark.parametrize("text", [
    "I don't want Anna Virtanen as my mentor", "Anna Virtanen should not be my mentor", "Anna Virtanen ska inte vara min mentor",
    "mieluummin ei Anna Virtasta", "my ex-husband Anna Virtanen", "ex-pomoni Anna Virtanen", "min f.d. chef Anna Virtanen", "only Anna Virtanen",
    "Vain Anna Virtanen, muut käyvät", "Anna Virtanen, everyone else is fine", "Anna Virtanen or anyone from her team", "Anna Virtanen, koska olemme sukua",
    "Anna Virtanen because we do not get along", "Anna Virtanen (my supervisor's husband)", "Anna Virtanen is a friend of mine", "Anna Virtanen from Wärtsilä",
    "Anna Virtanen Nokialta", "Anna Virtanen, LUT", "Anna Virtanen (安娜)", 'Anna "Ansku" Virtanen', "1 Anna Virtanen 2 Ville Vieras", "a) Ville Vieras b) Anna Virtanen",
    "Anna Virtanen (ELEC) Ville Vieras (VTT)", "Ville Vieras, Nokia; Anna Virtanen, Kone", "My line manager Anna Virtanen and my team members",
])  # fmt: skip
def test_what_refuses_explains_or_lists_in_other_words_is_not_asked(text):
    assert people_heard(text) == {"Anna Virtanen": "meant"}


@pytest.mark.parametrize("text", [
    "Anna Virtanen should be my mentor", "I should not be without Anna Virtanen", "only with Anna Virtanen", "bara Anna Virtanen är bra", "vain Anna Virtasen kanssa",
    "not only Anna Virtanen", "Only Anna Virtanen please", "No conflict with Anna Virtanen", "ei ole ollut riitaa Anna Virtasen kanssa", "not related to Anna Virtanen",
    "Anna Virtanen saa olla", "ei saa olla muu kuin Anna Virtanen", "a friend of Anna Virtanen", "the boss of Anna Virtanen at Nokia", "Anna Virtanen, because I would like her",
    "Anyone else than Anna Virtanen", "Anna Virtanen, all others are fine except Heikki Kallio", "Someone like Anna Virtanen from Nokia", "Heikki Vieras from Anna Virtanen",
])  # fmt: skip
def test_the_same_words_leave_open_what_they_turn_round(text):
    assert people_heard(text)["Anna Virtanen"] == "ask"


def test_two_who_share_a_surname_are_meant_where_the_first_name_is_nobody_elses():
    people = ("Eeva Kallio", "Eero Kallio", "Matti Ranta", "Kalle Harju")
    for text, right in (
        ("Eeva ja Eero Kallio", {"Eeva Kallio": "meant", "Eero Kallio": "meant"}),
        ("Matti and Eero Kallio", {"Matti Ranta": "ask", "Eero Kallio": "meant"}),
    ):
        assert heard({"people": people, "field": "not_with", "text": text}) == right


def test_a_middle_initial_is_no_surname():
    assert people_heard("Heikki K. Salo", "supervisors") == {}


def test_so_by_the_real_command(run):
    said = (
        "Anna Virtasen assistentti",
        "Anna Virtanen Sr.",
        "Anna Virtanen on siskoni",
        "en halua Virtasta",
    )
    mentees = [person(f"Test Nimi{x}", not_with=t) for x, t in zip("ABCD", said, strict=True)]
    cohort = Cohort(run, mentees, [person("Anna Virtanen"), person("Heikki Salo")])
    questions = asked(cohort.match())
    assert {p["cell"] for p in questions} == {"G2", "G3"}
    assert {n for n, rules in cohort.barred("Anna Virtanen").items() if rules} == {
        f"Test Nimi{x}" for x in "ABCD"
    }


@pytest.mark.parametrize(("wish", "given"), [
    ("Kallio", True), ("Anna Virtanen, Kallio", True), ("Helsinki, Espoo or Kallio", False), ("lives near Helsinki / Kallio", False), ("R&D, Kallio", False),
    ("kuka vain\nHeikki Kallio", True), ("Ville Vieras, Kallio", True),
])  # fmt: skip
def test_a_place_among_places_is_no_wish(run, wish, given):
    others = [person(f"{name} Ek", wishes="Anna Virtanen") for name in ("Bo", "Eva")]
    mentees = [person("Test NimiA", wishes=wish), *others]
    cohort = Cohort(run, mentees, [person("Anna Virtanen"), person("Heikki Kallio")])
    cohort.match()
    assert bool(points(cohort.outlooks("Kallio"))["Test NimiA"]) is given
