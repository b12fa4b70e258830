"""Free sentences around a name: what they may tell without a question, and what turns them round."""

from __future__ import annotations

import pytest
from labelled_people import heard
from test_first_aid_meaning import Cohort, asked, person

PEOPLE = ("Helena Karvonen", "Kaarina Kuusi", "Linda Norrby", "Claire Dubois", "Outi Kärki")


def people_heard(field, text):
    return heard({"people": PEOPLE, "field": field, "text": text})


@pytest.mark.parametrize(("field", "text"), [
    ("supervisors", "Helena Karvonen from January onwards"), ("supervisors", "Väitöskirjatyötäni on ohjannut Helena Karvonen vuodesta 2020"),
    ("supervisors", "Min avhandling handleds av Helena Karvonen"), ("not_with", "Helena Karvonen sits on my grant committee"),
    ("not_with", "Helena Karvonen: riita apurahasta"), ("not_with", "Helst inte Helena Karvonen på grund av en gammal konflikt"),
    ("not_with", "Helena Karvonen sitter i samma styrelse som jag"), ("not_with", "Jag har en tvist med Helena Karvonen"),
    ("not_with", "Helena Karvonen, my sister and she share a flat"), ("wishes", "Helena Karvonen because I heard her talk"),
    ("wishes", "Ensisijaisesti Helena Karvonen"), ("known", "Jag känner Helena Karvonen väl"), ("known", "Tunnen Helena Karvosen entuudestaan"),
    ("known", "Published two papers with Helena Karvonen"), ("known", "Helena Karvonen on entinen opiskelijani"),
])  # fmt: skip
def test_what_tells_why_or_since_when_leaves_whom_it_means(field, text):
    assert people_heard(field, text) == {"Helena Karvonen": "meant"}


@pytest.mark.parametrize(("field", "text"), [
    ("supervisors", "My supervisor works with Helena Karvonen"), ("supervisors", "Helena Karvonen supervised me until 2020"),
    ("supervisors", "Helena Karvonen, to be agreed"), ("not_with", "no shared projects with Helena Karvonen"), ("not_with", "Helena Karvonen on ongelmaton"),
    ("not_with", "Is Helena Karvonen in the same department"), ("not_with", "Har Helena Karvonen granskat min avhandling"),
    ("not_with", "samma chef som Helena Karvonen"), ("not_with", "Helena Karvonen nämnde programmet"), ("not_with", "Helena Karvonen is a good mentor"),
    ("not_with", "Om det inte kan bli Helena Karvonen"), ("not_with", "Helena Karvonen organised the programme"), ("wishes", "Helena Karvonen was my mentor last year"),
    ("wishes", "Same field as Helena Karvonen"), ("wishes", "Timo because he knows Helena Karvonen"), ("known", "My student knows Helena Karvonen"),
    ("known", "Min professor känner Helena Karvonen"), ("known", "Do I know Helena Karvonen"), ("known", "En tuntenut Helena Karvosta"),
    ("known", "Tunnen Helena Karvosen veljen"), ("known", "I know the name Helena Karvonen"), ("known", "Helena Karvonen is my nephew"),
])  # fmt: skip
def test_the_same_words_beside_one_that_turns_them_are_asked_about(field, text):
    assert people_heard(field, text)["Helena Karvonen"] == "ask"


@pytest.mark.parametrize(("field", "text", "who"), [
    ("wishes", "Kuusi vuotta kokemusta johtamisesta", "Kaarina Kuusi"), ("not_with", "Norrby skola", "Linda Norrby"), ("not_with", "not paired with Outi K.", "Outi Kärki"),
])  # fmt: skip
def test_a_surname_alone_among_things_is_a_question(field, text, who):
    assert people_heard(field, text).get(who, "ask") == "ask"


def test_a_verb_behind_a_name_that_ends_in_s_tells_of_no_genitive():
    assert people_heard("not_with", "Claire Dubois sits on my board") == {"Claire Dubois": "meant"}
    assert people_heard("not_with", "Claire Dubois sister") == {"Claire Dubois": "ask"}


def test_so_by_the_real_command(run):
    mentees = [person("Aada Yksi", not_with="Helena Karvonen arvioi hakemukseni"), person("Bea Kaksi"), person("Cia Kolme")]  # fmt: skip
    mentors = [person("Helena Karvonen", known="Jag har publicerat med Bea Kaksi"), person("Timo Laakso", known="I might know Cia Kolme")]  # fmt: skip
    cohort = Cohort(run, mentees, mentors)
    assert [p["cell"] for p in asked(cohort.match())] == ["G3"]
    assert {n for n, rules in cohort.barred("Helena Karvonen").items() if rules} == {"Aada Yksi", "Bea Kaksi"}  # fmt: skip
