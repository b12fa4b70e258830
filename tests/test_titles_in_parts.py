"""Columns under one heading: somebody's own data, options of a question, answers in numbered columns."""

import pytest
from intake_cases import answer, codes, propose, rows_of, table, value

from mentorcli.domain.application import Capacity
from mentorcli.names.yes_no import attendance
from mentorcli.workspace.profiles import load_programme

NAMES = ("Ann Ek", "Bo Ab", "Cy Öst")
MAILS = ("ann@example.org", "bo@example.org", "cy@example.org")
PHONES = ("040 123 4567", "050 765 4321", "+46 70 111 22 33")
OPEN = load_programme("open")


def proposed(columns, role="mentor", **more):
    headers = [title for title, _ in columns]
    return propose(
        table(headers, list(zip(*(v for _, v in columns), strict=True))), role=role, **more
    )


def fields(columns, role="mentor", **more):
    return [c.field for c in proposed(columns, role, **more).columns]


def block(heading, *titles, role="mentor"):
    given = {0: NAMES, 1: MAILS, 2: PHONES, 3: ("02150", "00100", "33720")}
    return fields([(f"{heading}:{t}", given[i]) for i, t in enumerate(titles)], role)


@pytest.mark.parametrize(
    ("heading", "titles"),
    [
        ("Yhteystiedot", ("Nimi", "Sähköposti", "Matkapuhelin", "Postinumero")),
        ("Contact details", ("Name", "E-mail", "Mobile", "Postal code")),
        ("Dina kontaktuppgifter", ("Namn", "E-post", "Mobiltelefon", "Postnummer")),
        ("Please tell us who you are", ("Name", "Email address", "Phone number", "ZIP code")),
    ],
)
def test_parts_of_an_own_data_block_are_read_by_themselves(heading, titles):
    assert block(heading, *titles) == ["full_name", "email", "phone", None]


@pytest.mark.parametrize(
    "heading",
    ["Avustajan tiedot", "Details of your assistant", "Esihenkilön yhteystiedot", "Nödkontakt"],
)
def test_a_block_of_somebody_else_feeds_no_field_of_ones_own(heading):
    titles = ("Nimi", "Sähköposti", "Matkapuhelin", "Postinumero")
    assert {"full_name", "email", "phone"}.isdisjoint(block(heading, *titles))


@pytest.mark.parametrize(
    ("titles", "wanted"),
    [
        (("Nimi (etunimi)", "Nimi (sukunimi)"), ["first_name", "last_name"]),
        (("Nimesi (vain etunimi)", "Ja sukunimi"), ["first_name", "last_name"]),
        (("Your name (given name)", "Your name (surname)"), ["first_name", "last_name"]),
        (("Namn (förnamn)", "Namn (efternamn)"), ["first_name", "last_name"]),
        (("Nimesi (etu- ja sukunimi)",), ["full_name"]),
        (("Name (surname first)",), ["full_name"]),
    ],
)
def test_brackets_after_name_say_which_part_of_it(titles, wanted):
    values = {
        "first_name": ("Ann", "Bo", "Cy"),
        "last_name": ("Ek", "Ab", "Öst"),
        "full_name": NAMES,
    }
    columns = [(title, values[field]) for title, field in zip(titles, wanted, strict=True)]
    assert fields(columns) == wanted


def options(question, texts):
    marks = [("x", "", ""), ("", "x", ""), ("", "", "x")]
    chosen = [
        (f"{question} [{t}]", tuple(t if m else "" for m in marks[i % 3]))
        for i, t in enumerate(texts)
    ]
    return [("Timestamp", ("2026-11-01 10:00", "2026-11-02 10:00", "2026-11-03 10:00")), *chosen]


@pytest.mark.parametrize(
    ("question", "texts", "field"),
    [
        ("I can mentor in", ("English", "Finnish", "Swedish"), "languages"),
        ("Tapaamiset onnistuvat parhaiten", ("Otaniemi", "Helsinki", "Etänä"), "meeting_modes"),
        ("Jag rör mig inom", ("IKT och programvara", "Energi och miljö", "Finans och försäkring",
                              "Offentlig sektor och organisationer"), "industries"),
    ],
)  # fmt: skip
def test_the_options_of_a_question_speak_for_its_field(question, texts, field):
    assert fields(options(question, texts))[1:] == [field] * len(texts)


def test_options_of_two_fields_are_not_taken_for_one():
    topics = ("Networks", "Leadership", "Entrepreneurship", "Work-life balance")
    assert fields(options("Those from the list", topics))[1:] == [None] * 4


@pytest.mark.parametrize(
    ("title", "one", "two"),
    [
        ("Teema", ("Johtaminen", "Verkostot", "Johtaminen"), ("", "Johtaminen", "Verkostot")),
        ("Topic you can offer", ("Networks", "Leadership", "Networks"), ("Leadership", "", "Entrepreneurship")),
    ],
)  # fmt: skip
def test_answers_in_numbered_columns_are_read_together(title, one, two):
    rows = list(zip(NAMES, MAILS, one, two, strict=True))
    found = table(("Name", "E-mail", f"{title} 1", f"{title} 2"), rows)
    proposal = propose(found, role="mentor")
    assert [c.field for c in proposal.columns][2:] == ["themes", "themes"]
    assert not proposal.certain
    counts = [len(r.draft.choices("themes")) for r in rows_of(found, "mentor")]
    assert counts == [bool(a) + bool(b) for a, b in zip(one, two, strict=True)]


@pytest.mark.parametrize("title", ["E-mail", "Sähköposti", "E-post"])
def test_of_two_numbered_addresses_the_first_is_the_address_and_the_other_is_asked(title):
    found = [("Name", NAMES), (f"{title} 1", MAILS), (f"{title} 2", ("", "b@example.com", ""))]
    assert fields(found)[1:] == ["email", None]


@pytest.mark.parametrize("title", ["Är chef (ja/nej)", "Your manager (yes/no)", "Esihenkilö"])
def test_a_yes_is_no_name_of_a_manager(title):
    columns = [("Name", NAMES), ("E-mail", MAILS), (title, ("Ja", "Nej", "Ja"))]
    assert fields(columns, "mentor", programme=OPEN)[2] in {None, "leads"}


@pytest.mark.parametrize("said", ["pari", "a couple", "ett par", "Pari aktoria", "couple", "a couple of mentees", "parille"])  # fmt: skip
def test_a_couple_counts_as_two_and_is_asked(said):
    reading = answer("Capacity", said, "mentor")
    assert "capacity_unsure" in codes(reading)
    assert value("Capacity", said, "mentor") == Capacity(2, 2)


@pytest.mark.parametrize(
    "said",
    ["kaksi-kolme", "två-tre", "2...3", "2…3", "2(-3)", "pari kolme", "ett par tre", "a couple or three",
     "mieluiten 2, mutta 3 käy", "helst två, men tre går", "preferably 2, 3 is fine", "joko 2 tai 3"],
)  # fmt: skip
def test_both_ends_of_a_range_are_read(said):
    reading = answer("Capacity", said, "mentor")
    assert not {"capacity_unsure", "capacity_unreadable"} & set(codes(reading))
    assert value("Capacity", said, "mentor") == Capacity(2, 3)


@pytest.mark.parametrize("said", ["2-3 h/kk", "two-three hours a month", "2...3 timmar", "muutama", "a few"])  # fmt: skip
def test_what_counts_no_people_or_too_loosely_is_asked(said):
    assert "capacity_unreadable" in codes(answer("Capacity", said, "mentor"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Tulen", "yes"), ("Jag kommer", "yes"), ("I'll be there", "yes"), ("Kommer inte", "no"),
        ("Kan inte", "no"), ("Can't", "no"), ("Tulen ehkä", ""), ("Jag kommer kanske", ""),
        ("I'll be there if I can", ""), ("Can't say yet", ""), ("Kan inte säga ännu", ""),
    ],
)  # fmt: skip
def test_who_says_that_they_come_comes(said, meant):
    assert attendance(said) == meant


@pytest.mark.parametrize(
    ("said", "codes_"),
    [("Otaniemi tai etänä", ("otaniemi", "remote")), ("Teams", ("remote",)), ("Vain etänä", ("remote",)),
     ("Helsinki or online", ("helsinki", "remote"))],
)  # fmt: skip
def test_ways_to_meet_are_read_as_people_write_them(said, codes_):
    assert value("How could you meet?", said) == codes_
    assert "remote" not in (value("How could you meet?", f"not {said.lower()}") or ())
