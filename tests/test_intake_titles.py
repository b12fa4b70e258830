"""How long titles are read: sentences, explanations, brackets, words that mean the same, values."""

import tomllib

import pytest
from intake_cases import propose, table

from mentorcli.domain.form import SURE
from mentorcli.intake.columns.field_evidence import FILE as WEIGHTS
from mentorcli.intake.columns.value_signs import LOOKS, NO_VALUES
from mentorcli.intake.columns.vocabulary import FILE, kinds
from mentorcli.workspace.profiles import load_programme

NAMES = ["Aino Kallio", "Omar Said", "Siv Ek"]
SAYS = {
    ("mentor", "Mentors meet their groups five times. How many mentees could you take?"): "capacity",
    ("mentor", "How many mentees could you take? We never give you more. Groups meet five times."): "capacity",
    ("mentor", "Please give a telephone number. It is not shown to the mentees."): "phone",
    ("mentee", "Ketkä ohjaavat väikkäriäsi? Tarvitsemme tiedon, jotta mentoriksi ei tule ohjaaja."): "supervisors",
    ("mentee", "Vilka är dina mål? Kryssa i högst tre."): "goals",
    ("mentee", "Forskarlag"): "research_group",
    ("mentee", "Preferred mentor no. 1 / Önskad mentor nr 1"): "wishes",
    ("mentee", "If not, what are your goals for the mentoring?"): "goals",
    ("mentor", "Aiheet, joita ei käsitellä ryhmässäsi"): "not_topics",
}  # fmt: skip
SAYS_NOTHING = [
    "På vilket språk vill du få nyhetsbrevet?",
    "Uutiskirjeen kieli",
    "Haluan uutiskirjeen (kieli)",
    "In which language do you write your thesis?",
    "Food allergies",
    "I allow photos of me to be published",
    "Link to your LinkedIn profile",
    "Who is your line manager?",
    "Emergency contact: phone",
    "Do you need a parking space at the kick-off?",
    "How often would you like to meet?",
]
VALUES = {
    "capacity": ["3", "2", "2-3"], "phone": ["040 123 4567", "+46 70 123 45 67", "0400 111 222"],
    "goals": ["Networks", "Leadership", "Entrepreneurship"], "wishes": NAMES, "supervisors": NAMES,
    "not_topics": ["Leadership", "Networks", "none"],
}  # fmt: skip


def field_of(role: str, title: str, values: list[str]) -> str | None:
    (column,) = propose(table([title], [[v] for v in values]), role=role).columns
    return column.field


@pytest.mark.parametrize(("role", "title"), SAYS, ids=[t for _, t in SAYS])
def test_the_question_tells_wherever_it_stands(role, title):
    field = SAYS[role, title]
    assert field_of(role, title, VALUES.get(field, ["one", "two", "three"])) == field


@pytest.mark.parametrize("title", SAYS_NOTHING)
@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_what_only_looks_alike_feeds_nothing(role, title):
    assert field_of(role, title, ["some", "words", "more words"]) is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (["Networks", "Networks;Leadership", "Entrepreneurship"], "goals"),
        (["I want to find out what I could do in a company.", "To get a job after all this.",
          "Courage to leave, and people whom I can ask."], "goal_text"),
    ],
)  # fmt: skip
def test_answers_tell_a_list_from_free_text_and_a_person_confirms_it(values, field):
    title = "What do you hope to achieve with the mentoring?"
    (column,) = propose(table([title], [[v] for v in values]), role="mentee").columns
    assert column.field == field
    assert field == "goals" or column.confidence < 95


def test_a_title_for_one_field_with_answers_of_another_is_asked_about():
    title, values = "I'd like to talk with my mentor in", ["Finnish", "English", "Finnish;English"]
    (column,) = propose(table([title], [[v] for v in values]), role="mentee").columns
    assert column.field is None
    assert "languages" in column.alternatives


def test_a_telephone_number_is_one():
    title = "Phone, if we need to reach you fast"
    assert field_of("mentor", title, ["yes", "no", "maybe"]) is None


@pytest.mark.parametrize(
    ("role", "title", "values"),
    [
        ("mentor", "May we tell your employer that you are a mentor?", ["yes", "no", "Yes"]),
        ("mentor", "Saako työnantajallesi kertoa?", ["kyllä", "ei", "kyllä"]),
        ("mentee", "Är din handledare inte på universitetet?", ["ja", "ja", "nej"]),
    ],
)  # fmt: skip
def test_what_is_answered_with_yes_names_nobody(role, title, values):
    assert field_of(role, title, values) is None


@pytest.mark.parametrize("title", [
    "Should someone not be in your group?", "Is there anyone you should not be matched with?",
])  # fmt: skip
def test_a_conflict_may_hide_behind_a_yes_so_it_is_asked(title):
    (column,) = propose(table([title], [[v] for v in ("yes", "no", "yes")]), role="mentor").columns
    assert column.field == "not_with"
    assert column.confidence < SURE
    assert "but its values are a yes" in column.reason


@pytest.mark.parametrize(
    ("role", "title"),
    [
        ("mentee", "Mentorit, joiden esittelyn luit / Mentors whose introduction you read"),
        ("mentee", "Have you been a mentor before?"),
        ("mentor", "Kuka voisi olla mentorina sinun jälkeesi?"),
        ("mentor", "Oletko itse ollut joskus mentoroitavana?"),
    ],
)
def test_what_only_the_other_role_is_asked_feeds_nothing(role, title):
    assert field_of(role, title, NAMES) is None


def test_every_sign_that_has_weight_is_a_list_of_words_or_a_look_of_values():
    lists = {name.upper() for name in tomllib.loads(FILE.read_text(encoding="utf-8"))}
    told = tomllib.loads(WEIGHTS.read_text(encoding="utf-8")).values()
    signs = {sign for text in told for sign in text.split()[::2]}
    assert signs - lists <= {"UNKNOWN", "always", NO_VALUES, *LOOKS}


@pytest.mark.parametrize(
    "title",
    [
        "Who should we keep you apart from?",
        "Is there anyone you would not want as your mentor?",
        "Keneen sinua ei pidä yhdistää?",
        "Finns det någon du inte vill ha som mentor?",
    ],
)
def test_names_that_may_tell_a_conflict_are_not_passed_over(title):
    assert field_of("mentee", title, ["Heikki Salo", "", "-", "Kaarina Virtanen"]) == "not_with"


# --- having read is not agreeing; two things asked at once; values that no such field has

READ = ["I have read the privacy notice", "Olen tutustunut tietosuojaselosteeseen",
        "Jag har läst integritetspolicyn", "Privacy notice read / Tietosuojaseloste luettu",
        "I confirm that I have read the data protection notice"]  # fmt: skip
AGREED = ["I have read the privacy notice and accept it", "Olen lukenut selosteen ja hyväksyn sen",
          "Mina svar får användas när grupperna bildas", "My data may be given to my group"]  # fmt: skip


@pytest.mark.parametrize("title", READ)
def test_who_has_read_a_notice_has_not_consented_and_is_asked_about(title):
    proposal = propose(table([title], [["Yes"]] * 3), role="mentor")
    assert [(c.field, c.alternatives) for c in proposal.columns] == [(None, ("consent",))]
    asked = [p for p in proposal.problems if "consent" in dict(p.parameters).get("field", "")]
    missing = [p for p in proposal.problems if "consent" in dict(p.parameters).get("fields", "")]
    assert [p.is_open for p in asked] == [True]
    assert missing == []  # it is one question, not two


@pytest.mark.parametrize("read", READ)
@pytest.mark.parametrize("agreed", AGREED)
def test_a_notice_that_was_read_is_not_asked_about_beside_a_consent(read, agreed):
    proposal = propose(table([read, agreed], [["Yes", "Yes"]] * 3), role="mentor")
    assert [c.field for c in proposal.columns] == [None, "consent"]
    letters = [dict(p.parameters).get("letter") for p in proposal.problems if p.is_open]
    assert "A" not in letters


@pytest.mark.parametrize(
    ("role", "title", "fields", "values"),
    [
        ("mentee", "School and department", {"school", "department"}, ["SCI, Physics", "BIZ", "ENG/Civil"]),
        ("mentee", "Korkeakoulu ja laitos", {"school", "department"}, ["SCI", "ENG, Kone", "BIZ"]),
        ("mentor", "Arbetsgivare och titel", {"employer", "job_title"}, ["Kone, vd", "OP", "Neste, chef"]),
        ("mentee", "Stage of studies and expected graduation", {"stage", "graduation"}, ["Final year, 2027"] * 3),
    ],
)  # fmt: skip
def test_a_title_that_asks_two_things_is_asked_about(role, title, fields, values):
    (column,) = propose(table([title], [[v] for v in values]), role=role).columns
    assert column.field is None
    assert set(column.alternatives) == fields


@pytest.mark.parametrize(("role", "title", "values"), [
    ("mentee", "We end on 27 May with a joint afternoon. Anything in the way?", ["Yes", "No", "Yes"]),
    ("mentee", "What should your mentor help you with?", ["I cannot decide on my next step"] * 3),
    ("mentee", "Who sits in your follow-up group?", ["Rex Hall", "not named yet", "Ilma Koivu"]),
    ("mentee", "Kenen kanssa jaat työhuoneen?", ["Amit Sarkar", "-", "Sanni Ek"]),
    ("mentor", "I accept the terms of use", ["Yes", "Yes", "Yes"]),
    ("mentor", "Which industry? I have thought about it.", ["Yes", "No", "Yes"]),
])  # fmt: skip
def test_values_and_words_that_a_field_cannot_have_keep_a_column_from_it(role, title, values):
    assert field_of(role, title, values) in {None, "goal_text"}


@pytest.mark.parametrize(("title", "field", "values"), [
    ("What should we call you? (first name)", "first_name", ["Aino", "Omar", "Siv"]),
    ("How would you like to be addressed? First name", "first_name", ["Aino", "Omar", "Siv"]),
    ("Koko nimesi", "full_name", NAMES), ("Hakijan nimi", "full_name", NAMES),
    ("E-mail (not your supervisor's)", "email", ["a@example.org", "b@example.org", "c@example.org"]),
])  # fmt: skip
def test_what_a_title_says_last_or_only_tells_its_field(title, field, values):
    (column,) = propose(table([title], [[v] for v in values]), role="mentee").columns
    assert (column.field, column.confidence >= SURE) == (field, True)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Is there anyone you would not want to be matched with, e.g. a former manager?", "not_with"),
        ("Onko joku, jota et halua mentoriksi, esim. entinen esihenkilösi?", "not_with"),
        ("Finns det någon som du inte vill matchas med, t.ex. en tidigare chef?", "not_with"),
        ("Who is your line manager? (We will not contact them; this is to avoid matching you.)", "line_manager"),
        ("Kuka on esihenkilösi? Emme ota häneen yhteyttä.", "line_manager"),
        ("Vem är din närmaste chef? Vi kontaktar inte chefen.", "line_manager"),
    ],
)  # fmt: skip
def test_examples_and_explanations_neither_deny_nor_name_somebody_else(title, field):
    rows = [(name,) for name in NAMES]
    found = propose(table([title], rows), role="mentee", programme=load_programme("open"))
    assert (found.columns[0].field, found.columns[0].confidence >= SURE) == (field, True)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("What is your first name (as you would like your mentor to use it)?", "first_name"),
        ("Last name (as your mentor will see it)", "last_name"),
        ("Name (of your mentor)", None),
        ("First name (your supervisor's)", None),
    ],
)
def test_brackets_that_explain_leave_a_name_clear(title, field):
    rows = [(name.split()[0],) for name in NAMES]
    found = propose(table([title], rows), role="mentee").columns[0]
    assert (found.field if found.confidence >= SURE else None) == field


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Why does leading change matter to you?", "theme_reason"),
        ("Experience of leading change (1 little – 5 a lot)", "theme_experience"),
        ("Miksi muutoksen johtaminen on sinulle tärkeää?", "theme_reason"),
        ("Kokemuksesi muutoksen johtamisesta asteikolla 1–5", "theme_experience"),
        ("Varför är att leda förändring viktigt för dig?", "theme_reason"),
    ],
)
def test_a_title_that_names_the_programmes_theme_asks_about_the_theme(title, field):
    rows = [(3,), (4,), (2,)] if field == "theme_experience" else [("It is my work now.",)] * 3
    found = propose(table([title], rows), role="mentee", programme=load_programme("joint"))
    assert found.columns[0].field == field


@pytest.mark.parametrize(
    "title", ["Name and title of the person who approved", "Puoltajan nimi ja tehtävä", "Approver: name and position"]
)  # fmt: skip
def test_name_and_post_of_somebody_else_are_one_answer(title):
    rows = [("Jaana Ylä, director",), ("HR",), ("Kari Ek, CEO",)]
    found = propose(table([title], rows), role="mentee", programme=load_programme("joint"))
    assert found.columns[0].field == "approver"


@pytest.mark.parametrize("title", ["Alumnin nimi", "Name of the alumnus", "Alumnens namn"])
def test_alumni_are_mentors_and_nobody_else(title):
    rows = [(name,) for name in NAMES]
    one, other = (
        propose(table([title], rows), role=role, programme=load_programme("alumni")).columns[0]
        for role in ("mentor", "mentee")
    )
    assert (one.field, one.confidence >= SURE) == ("full_name", True)
    assert other.field != "full_name" or other.confidence < SURE


@pytest.mark.parametrize(
    ("word", "apart", "own"),
    [
        ("vaihe", "TOPIC", "STAGE"),
        ("yksikön", "GENDER", "UNIT"),
        ("arbetslivserfarenhet", "UNIT", "EXPERIENCE"),
        ("handledare", "USE", "SUPERVISE"),
        ("mentoring", "MENTOR", "MENTORING"),
        ("önskemål", "GOAL", "WANT"),
        ("kuvaus", "PHOTO", "EXPLAIN"),
        ("ehdottaisit", "TAKE", "NOMINATE"),
        ("sukupuolta", "AGREE", "GENDER"),
        ("hankala", "INDUSTRY", "AVOID"),
    ],
)
def test_a_word_is_not_taken_for_another_that_it_ends_or_begins_like(word, apart, own):
    assert own in kinds(word)
    assert apart not in kinds(word)
