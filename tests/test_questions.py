"""Open questions, by the real command: asked once, answered in every way, remembered, taken back."""

import json
import random
import sqlite3
from contextlib import closing

import openpyxl
import pytest
from test_first_aid_meaning import MENTEE, MENTOR, Cohort, export, person, points

MENTEES = [
    person("Olli Salo", supervisors="Virtasen ryhmä"),
    person("Tiina Koskela", not_with="somebody called Laine, I think"),
    person("Ville Aho", languages="Klingon"),
    person("Emma Lehto"),
    person("Niko Rask"),
]
MENTORS = [
    person("Anna Virtanen"),
    person("Paula Virtanen", "paula@example.org"),
    person("Kari Laine"),
    person("Jonna Hiltunen", capacity="unsure"),
]


@pytest.fixture
def cohort(run):
    return Cohort(run, MENTEES, MENTORS)


def listed(cohort):
    """The questions by state, as the command lists them: {state: {number: question}}."""
    shown = json.loads(cohort.run("questions", "list", cohort.key, "--json").stdout)["questions"]
    found = {"open": {}, "settled": {}}
    for question in shown:
        found[question["state"]][question["number"]] = question
    return found


def barred(cohort, one, other):
    cohort.match()
    return cohort.pair(one, other)


def numbers(cohort, text):
    return [n for n, q in listed(cohort)["open"].items() if text in q["says"]]


def settle(cohort, *words, code=None):
    """Answer a question; others may still be open, which are no news."""
    words = ("questions", "settle", cohort.key, *words)
    if code == 2:
        return cohort.run(*words, code=2)
    open_ones = len(listed(cohort)["open"])
    trial = "--dry-run" in words
    done = cohort.run(*words)
    assert trial or len(listed(cohort)["open"]) == open_ones - 1
    return done


def test_each_question_stands_once_with_its_cell_and_how_it_is_answered(cohort):
    found = listed(cohort)["open"]
    assert len(found) == 4
    for question in found.values():
        assert question["file"] in {"mentees.csv", "mentors.csv"}
        assert question["cell"]
        assert f"questions settle {cohort.key} {question['number']}" in question["do"]


def test_who_is_meant_bars_that_pair_and_frees_the_others(cohort):
    (number,) = numbers(cohort, "Virtasen")
    for mentor in ("Anna Virtanen", "Paula Virtanen"):
        assert barred(cohort, "Olli Salo", mentor) == ["own_supervisor"]
    settle(cohort, number, "Paula Virtanen")
    assert barred(cohort, "Olli Salo", "Paula Virtanen") == ["own_supervisor"]
    assert barred(cohort, "Olli Salo", "Anna Virtanen") == []
    assert listed(cohort)["settled"][number]["answer"] == "Paula Virtanen"


def test_nobody_frees_all_and_taking_it_back_asks_again(cohort):
    (number,) = numbers(cohort, "Laine")
    assert barred(cohort, "Tiina Koskela", "Kari Laine") == ["not_with"]
    settle(cohort, number, "nobody")
    assert barred(cohort, "Tiina Koskela", "Kari Laine") == []
    cohort.run("questions", "forget", cohort.key, number, code=3)
    assert barred(cohort, "Tiina Koskela", "Kari Laine") == ["not_with"]
    assert number in listed(cohort)["open"]  # the number is the question's own


def test_an_answered_cell_counts_and_holds_for_later_exports(cohort):
    (number,) = numbers(cohort, "Klingon")
    settle(cohort, number, "Finnish")
    later = [*MENTEES, person("Lea Vuori")]
    told = cohort.take("mentee", MENTEE, later)
    assert not any("Klingon" in p["says"] for p in told["problems"] if p["severity"] != "note")
    shown = json.loads(cohort.run("person", "show", cohort.key, "Ville Aho", "--json").stdout)
    assert "fi" in str(shown)
    assert number in listed(cohort)["settled"]


def test_a_new_person_who_may_be_meant_too_is_asked_about_alone(cohort):
    (number,) = numbers(cohort, "Virtasen")
    settle(cohort, number, "nobody")
    cohort.take("mentor", MENTOR, [*MENTORS, TUOMO])
    (again,) = numbers(cohort, "Virtasen")
    assert again != number
    assert "Tuomo" in listed(cohort)["open"][again]["says"]
    assert barred(cohort, "Olli Salo", "Tuomo Virtanen") == ["own_supervisor"]
    assert barred(cohort, "Olli Salo", "Anna Virtanen") == []


def test_who_is_who_is_answered_by_number(cohort):
    cohort.take("mentee", MENTEE, [*MENTEES, person("Somebody Else", "rask@example.org")])
    (number,) = numbers(cohort, "rask@example.org")
    settle(cohort, number, "different")
    people = cohort.run("application", "list", cohort.key).stdout
    assert "Somebody Else" in people
    assert "Niko Rask" in people
    cohort.take("mentee", MENTEE, [*MENTEES, person("Somebody Else", "rask@example.org")])
    assert not numbers(cohort, "rask@example.org")


def test_a_change_that_is_left_is_not_asked_about_again_but_a_newer_one_is(cohort):
    for number in sorted(listed(cohort)["open"]):
        answer = {"languages": "English", "capacity": "2"}
        said = listed(cohort)["open"][number]["says"]
        settle(cohort, number, answer["languages" if "Klingon" in said else "capacity"]
               if "Klingon" in said or "unsure" in said else "nobody")  # fmt: skip
    assert not listed(cohort)["open"]
    cohort.match()
    cohort.run("plan", "approve", cohort.key, "--yes")
    changed = [p | {"goals": "Networks"} if p["first"] == "Emma" else p for p in MENTEES]
    cohort.take("mentee", MENTEE, changed)
    (number,) = listed(cohort)["open"]
    settle(cohort, number, "leave")
    assert cohort.take("mentee", MENTEE, changed)["problems"] == []
    assert not listed(cohort)["open"]
    newer = [p | {"goals": "Entrepreneurship"} if p["first"] == "Emma" else p for p in MENTEES]
    cohort.take("mentee", MENTEE, newer)
    (again,) = listed(cohort)["open"]
    settle(cohort, again, "take")
    shown = cohort.run("person", "show", cohort.key, "Emma").stdout
    assert "Entrepreneurship" in shown


def test_the_workbook_takes_answers_however_it_was_sorted(cohort):
    path = cohort.folder / "out" / cohort.key / "problems.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Questions"]
    titles = [c.value for c in sheet[1]]
    answer, question = titles.index("Your answer"), titles.index("Question")
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == len(listed(cohort)["open"])
    for row in rows:
        if "Klingon" in row[question]:
            row[answer] = "English"
        if "Laine" in row[question]:
            row[answer] = "Kari Laine"
    for y, row in enumerate(reversed(rows), 2):
        for x, value in enumerate(row, 1):
            sheet.cell(y, x).value = value
    book.save(path)
    cohort.run("read", path, "--dry-run")
    assert len(listed(cohort)["open"]) == len(rows)
    cohort.run("read", path)
    assert len(listed(cohort)["open"]) == len(rows) - 2
    assert barred(cohort, "Tiina Koskela", "Kari Laine") == ["not_with"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("99", "nobody"), "has no question 99"),
        (("1",), "Which question"),
        (("nobody",), "Which question"),
        (("NAMES", "Aapo Nobody-Here"), "Nobody in this cohort"),
    ],
)
def test_a_wrong_answer_is_refused_and_nothing_is_stored(cohort, words, says):
    (number,) = numbers(cohort, "Virtasen")
    words = [str(number) if w == "NAMES" else w for w in words]
    before = listed(cohort)
    done = settle(cohort, *words, code=2)
    assert says in done.stderr
    assert listed(cohort) == before


def test_trying_stores_nothing(cohort):
    before = listed(cohort)
    for number in before["open"]:
        settle(cohort, number, "nobody", "--dry-run")
    assert listed(cohort) == before


def test_somebody_who_is_not_complete_yet_may_be_meant(run):
    mentors = [person("Anna Virtanen"), person("Leena Niemi", consent="")]
    cohort = Cohort(run, [person("Olli Salo", not_with="Leena Niemi"), person("Eva Roos")], mentors)
    told = cohort.match()["problems"]
    assert not any("nobody of this cohort" in p["says"] for p in told)


def test_what_is_asked_of_somebody_erased_leaves_no_trace(cohort):
    (number,) = numbers(cohort, "Laine")
    settle(cohort, number, "Kari Laine")
    cohort.run("person", "erase", cohort.key, "Tiina Koskela", "--yes")
    with closing(sqlite3.connect(cohort.folder / "workspace.db")) as database:
        kept = str(database.execute("SELECT * FROM questions").fetchall())
    assert "Koskela" not in kept
    assert "I think" not in kept


@pytest.mark.parametrize("seed", range(3))
def test_status_and_list_agree_whatever_happens(cohort, seed):
    """Random days of a coordinator, against a model of what must be open: nothing but the rules."""
    chance = random.Random(seed)
    settled, gone = {}, set()
    about = {"Virtasen": "Olli Salo", "Laine": "Tiina Koskela", "Klingon": "Ville Aho", "unsure": "Jonna Hiltunen"}  # fmt: skip
    own = {key: numbers(cohort, key)[0] for key in about}
    for _ in range(8):
        key = chance.choice(sorted(about))
        who = about[key]
        act = chance.choice(["settle", "forget", "import", "withdraw", "restore"])
        if act == "settle" and key not in settled and who not in gone:
            answer = {"Klingon": "English", "unsure": "2"}.get(key, "nobody")
            settle(cohort, own[key], answer)
            settled[key] = answer
        elif act == "forget" and key in settled:
            cohort.run("questions", "forget", cohort.key, own[key], code=3)
            del settled[key]
        elif act == "import":
            cohort.take("mentee", MENTEE, MENTEES)
            cohort.take("mentor", MENTOR, MENTORS)
        elif act == "withdraw" and who not in gone and key in {"Virtasen", "Laine"}:
            cohort.run("application", "withdraw", cohort.key, who, "--yes")
            gone.add(who)
        elif act == "restore" and who in gone:
            cohort.run("application", "restore", cohort.key, who)
            gone.discard(who)
        wanted = {own[k] for k, who in about.items() if k not in settled and who not in gone}
        assert set(listed(cohort)["open"]) == wanted, act
        said = cohort.run("status", cohort.key).stdout
        word = f"{len(wanted)} open question{'s' * (len(wanted) != 1)}"
        assert (word in said) if wanted else ("open question" not in said)


def test_a_form_of_one_language_does_not_end_the_questions_of_another_file(cohort):
    few = export(cohort.folder, "late.csv", MENTEE, [person("Lea Vuori")])
    before = set(listed(cohort)["open"])
    cohort.run(
        "import", few, "--cohort", cohort.key, "--as", "mentees", "--accept", "--yes", code=None
    )
    assert set(listed(cohort)["open"]) == before


def test_a_workbook_is_known_by_its_property_whatever_its_sheets_are_called(cohort):
    path = cohort.folder / "out" / cohort.key / "problems.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Questions"]
    titles = [c.value for c in sheet[1]]
    row = next(
        r for r in sheet.iter_rows(min_row=2) if "Klingon" in r[titles.index("Question")].value
    )
    row[titles.index("Your answer")].value = "English"
    book.save(cohort.folder / "renamed by hand.xlsx")
    told = json.loads(cohort.run("read", cohort.folder / "renamed by hand.xlsx", "--json").stdout)
    assert told["read_as"] == "problems"
    assert told["answers"] == 1
    other = openpyxl.Workbook()
    other.active.append(["Name", "Remark"])
    other.save(cohort.folder / "other.xlsx")
    assert cohort.run("read", cohort.folder / "other.xlsx", code=2).stderr


def test_what_a_person_marked_is_told_and_ends_when_it_was_seen_to(cohort):
    path = cohort.folder / "marked.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(MENTEE.values()))
    for who in MENTEES:
        sheet.append([who.get(key, "") for key in MENTEE])
    for cell in sheet[3]:
        cell.font = openpyxl.styles.Font(strike=True)
    sheet["C5"].comment = openpyxl.comments.Comment("Rang her, moved to Oulu", "HR")
    book.save(path)
    words = (
        "import",
        path,
        "--cohort",
        cohort.key,
        "--as",
        "mentees",
        "--accept",
        "--yes",
        "--json",
    )
    told = json.loads(cohort.run(*words, code=3).stdout)["problems"]
    assert [p["cell"] for p in told if p["code"] == "cell_comment"] == ["C5"]
    (number,) = numbers(cohort, "struck through")
    (other,) = numbers(cohort, "Klingon")
    settle(cohort, other, "English")
    assert numbers(cohort, "struck through") == [number]  # an answer elsewhere does not end it
    settle(cohort, number, "done")
    told = json.loads(cohort.run(*words, code=None).stdout)["problems"]
    assert not any(p["code"] == "rows_struck" for p in told)
    assert not numbers(cohort, "struck through")


# --- a plan is not approved unasked while questions about its people are open


def test_a_plan_with_open_questions_about_its_people_is_approved_only_knowingly(cohort):
    cohort.match()
    about = numbers(cohort, "Olli Salo") + numbers(cohort, "Tiina Koskela")
    refused = cohort.run("plan", "approve", cohort.key, "--yes", code=3).stderr
    assert all(f"{number} (" in refused for number in about)
    assert "Ville Aho" not in refused  # what a cell says is no question of who is meant
    cohort.run("plan", "approve", cohort.key, "--yes", "--dry-run")
    for number in about:
        settle(cohort, str(number), "nobody")
    cohort.match()
    cohort.run("plan", "approve", cohort.key, "--yes")


def test_with_questions_approves_at_once(cohort):
    cohort.match()
    cohort.run("plan", "approve", cohort.key, "--yes", "--with-questions")


def test_an_empty_plan_is_not_approved_unasked(run):
    one = person("Olli Salo", languages="Finnish")
    empty = Cohort(run, [one], [person("Anna Virtanen", languages="Swedish")])
    empty.match()
    refused = empty.run("plan", "approve", empty.key, "--yes", "--with-questions", code=3).stderr
    assert "Nobody has a place" in refused


# --- the columns of a form, where nobody is at the terminal

OWN_TITLES = {
    "first": "Etunimi", "last": "Sukunimi", "email": "Your aalto.fi e-mail", "languages": "Kielet",
    "goals": "What would you like to talk about with your mentor? Pick at most three",
    "stage": "How far are you in your doctoral studies?",
    "consent": "I agree that my answers are given to the mentor and to my group",
    "diet": "Dietary needs",
}  # fmt: skip


@pytest.fixture
def unclear(run):
    """A cohort and an export whose titles are the coordinator's own; nobody was asked yet."""
    run("init", ".")
    run("cohort", "new", "doctoral", "2027-spring")
    people = [
        {"first": "Emma", "last": name, "email": f"{name}@example.org".lower(), "languages": "English",
         "goals": "Career outside university", "stage": "In the middle", "consent": "Yes",
         "diet": "-"}
        for name in ("Lehto", "Rask", "Aho")
    ]  # fmt: skip
    file = run.folder / "own.csv"
    rows = [[*OWN_TITLES.values()], *([*p.values()] for p in people)]
    file.write_text("\n".join(",".join(f'"{x}"' for x in row) for row in rows), encoding="utf-8")
    return run, file


def asked_of_columns(run):
    shown = json.loads(run("questions", "list", "2027-spring", "--json").stdout)["questions"]
    return {q["number"]: q for q in shown if q["state"] == "open"}


def test_columns_are_questions_with_numbers_and_the_form_is_confirmed_by_the_last(unclear):
    run, file = unclear
    into = ("import", file, "--cohort", "2027-spring", "--as", "mentees")
    refused = run(*into, code=3)
    waiting = asked_of_columns(run)
    assert waiting
    said = " ".join(refused.stderr.split())
    assert "Answer yes, FIELD, or - to leave it out:" in said
    assert all(f"mentorcli questions settle 2027-spring {n} ANSWER" in said for n in waiting)
    run(*into, code=3)  # asked again under the same numbers
    assert asked_of_columns(run) == waiting
    first, *rest = waiting
    run("questions", "settle", "2027-spring", str(first), "no-such-field", code=2)
    for number in (first, *rest):
        assert not list(run.folder.glob("forms/doctoral-mentee.toml"))
        run("questions", "settle", "2027-spring", str(number), "yes", code=None)
    assert [p.name for p in run.folder.glob("forms/*")] == ["doctoral-mentee.toml"]
    run(*into, code=0)
    assert not asked_of_columns(run)
    again = run("questions", "settle", "2027-spring", str(first), "-").stdout
    assert "is not read any more" in again


def test_a_column_can_be_left_out_or_feed_another_field_by_its_number(unclear):
    run, file = unclear
    into = ("import", file, "--cohort", "2027-spring", "--as", "mentees")
    run(*into, code=3)
    for number, question in asked_of_columns(run).items():
        answer = "other" if "talk about" in question["says"] else "yes"
        run("questions", "settle", "2027-spring", str(number), answer, code=None)
    form = (run.folder / "forms/doctoral-mentee.toml").read_text(encoding="utf-8")
    assert 'field = "other"' in form
    run(*into, code=3)  # goals are needed of a mentee, and no column feeds them now


def test_a_trial_keeps_no_question_about_columns(unclear):
    run, file = unclear
    run("import", file, "--cohort", "2027-spring", "--as", "mentees", "--dry-run", code=3)
    assert not asked_of_columns(run)


def test_batch_asks_by_number_too(unclear):
    run, file = unclear
    done = run("batch", "2027-spring", file, code=3)
    assert all(f"settle 2027-spring {n} " in done.stderr for n in asked_of_columns(run))


def test_a_column_that_no_field_asks_is_a_question_and_not_dropped(unclear):
    run, file = unclear
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Dietary needs", "Who are your supervisors?"), encoding="utf-8")
    run("import", file, "--cohort", "2027-spring", "--as", "mentees", code=3)
    (number,) = [n for n, q in asked_of_columns(run).items() if "supervisors?" in q["says"]]
    run("questions", "settle", "2027-spring", str(number), "supervisors", code=None)
    for other in asked_of_columns(run):
        run("questions", "settle", "2027-spring", str(other), "yes", code=None)
    form = (run.folder / "forms/doctoral-mentee.toml").read_text(encoding="utf-8")
    assert 'field = "supervisors"' in form


def test_an_empty_answer_settles_nothing(cohort):
    number = numbers(cohort, "Tiina Koskela")[0]
    for nothing in ("", "  "):
        settle(cohort, number, nothing, code=2)
    assert number in listed(cohort)["open"]


# --- a wish that may mean somebody gives no points until one word settles it


TUOMO = person("Tuomo Virtanen", "tuomo@example.org")


@pytest.mark.parametrize("wish", ["Kari Leine", "Laine Kari-Pekka", "Virtanen"])
@pytest.mark.parametrize("answer", ["yes", "Kari Laine", "nobody"])
def test_an_unsure_wish_is_settled_by_one_word(run, wish, answer):
    mentors = [person("Kari Laine"), person("Aino Virtanen"), TUOMO]
    mentees = [person("Olli Salo", wishes=wish), person("Emma Lehto", wishes="Kari Laine")]
    cohort = Cohort(run, mentees, mentors)
    (number,) = numbers(cohort, "wishes for")
    several = wish == "Virtanen"
    assert ("yes" in listed(cohort)["open"][number]["do"]) != several
    assert not wished(cohort)
    if several and answer == "yes":
        settle(cohort, number, answer, code=2)
        answer = "Tuomo Virtanen"
    shown = settle(cohort, number, answer).stdout
    assert "Emma" not in shown
    cohort.match()
    meant = {"nobody": "", "Tuomo Virtanen": "Tuomo Virtanen"}.get(answer, "Kari Laine")
    assert wished(cohort) == ({meant} if meant else set())
    cohort.take("mentee", MENTEE, mentees)
    assert not listed(cohort)["open"]


def wished(cohort):
    """The mentors whom Olli Salo’s wish gives points for."""
    cohort.match()
    mentors = ("Kari Laine", "Tuomo Virtanen", "Aino Virtanen")
    return {m for m in mentors if points(cohort.outlooks(m))["Olli Salo"]}


# A mentor's not-with that names a mentee's supervisor or group

LED = [
    person("Olli Testaaja", supervisors="prof. Jukka Salo", group="Soft Matter"),
    person("Tiina Koskela", supervisors="Salo J., Maija Rinne"),
    person("Ville Aho", supervisors="Pekka Salo", group="CSM"),
    person("Emma Lehto"),
    person("Niko Rask", supervisors="Anna Virtanen"),
]


@pytest.mark.parametrize(
    ("said", "answer", "kept"),
    [
        ("No students of Jukka Salo", "Jukka Salo", {"Olli Testaaja", "Tiina Koskela"}),
        ("not from Virtanen's group", "virtanen", {"Niko Rask"}),
        ("Virtasen oppilaat eivät käy", "all", {"Niko Rask"}),
        ("Anna Virtanen", "nobody", set()),
        ("please nothing with my old team", "Virtanen; Pekka Salo", {"Niko Rask", "Ville Aho"}),
        ("no one from the CSM group please", "CSM", {"Ville Aho"}),
        ("please nothing with my old team", "Emma Lehto", {"Emma Lehto"}),
    ],
)
def test_a_mentors_refusal_is_settled_with_a_supervisors_name(run, said, answer, kept):
    cohort = Cohort(run, LED, [person("Anneli Rautio", not_with=said), person("Heikki Vesa")])
    cohort.take("mentee", {**MENTEE, "group": "Research group"}, LED)
    (number,) = numbers(cohort, "Anneli Rautio wrote")
    cohort.match()
    asked = {n for n, rules in cohort.barred("Rautio").items() if rules}
    assert (
        asked == (kept or {"Niko Rask"})
        or "which may mean" not in listed(cohort)["open"][number]["says"]
    )
    settle(cohort, str(number), answer)
    cohort.match()
    barred_now = cohort.barred("Rautio")
    assert {n for n, rules in barred_now.items() if rules} == kept
    assert {r for rules in barred_now.values() for r in rules} <= {"not_with"}
    assert not any(cohort.barred("Vesa").values())
    assert numbers(cohort, "Anneli Rautio wrote") == []


def test_a_name_of_two_supervisors_is_not_enough(run):
    cohort = Cohort(run, LED, [person("Anneli Rautio", not_with="nobody whom Salo supervises")])
    (number,) = numbers(cohort, "Anneli Rautio wrote")
    told = settle(cohort, str(number), "Salo", code=2)
    assert "'Salo' can be several supervisors." in told.stderr
    assert "Pekka Salo" in told.stderr


def test_whom_a_mentor_refuses_by_name_is_no_outsiders_namesake(run):
    refused = [
        person("Anneli Rautio", not_with="Maija Virtanen"),
        person("Heikki Vesa", not_with="Emma Lehto"),
    ]
    cohort = Cohort(run, LED, refused)
    assert numbers(cohort, "wrote") == []
    cohort.match()
    assert {n for n, rules in cohort.barred("Vesa").items() if rules} == {"Emma Lehto"}


# --- a name that hundreds may mean


def test_a_name_of_very_many_is_one_question_that_one_name_settles(run):
    letters = [f"{a}{b}" for a in "ABCDEFGHIJK" for b in "aeioutrsnl"]
    mentors = [person(f"Anna {x}nen-Virtanen", f"m{n}@example.org") for n, x in enumerate(letters)]
    cohort = Cohort(
        run, [person("Olli Salo", not_with="Anna Virtanen"), person("Emma Lehto")], mentors
    )
    (number,) = numbers(cohort, "Anna Virtanen")
    asked = listed(cohort)["open"][number]
    assert asked["answers"] == []
    assert f"{len(letters) - 5} more" in asked["says"]
    settle(cohort, number, "Anna Aanen-Virtanen")
    cohort.match()
    kept = [
        m for m in ("Anna Aanen-Virtanen", "Anna Benen-Virtanen") if cohort.pair("Olli Salo", m)
    ]
    assert kept == ["Anna Aanen-Virtanen"]
    assert number not in listed(cohort)["open"]


# --- one question for a supervisor's name, however many wrote it


def test_a_supervisors_name_is_asked_about_once_and_settled_for_all(run):
    mentors = [
        person("Anna Virtanen"),
        person("Arto Virtanen", "arto@example.org"),
        person("Kari Laine"),
    ]
    led = [person(f"{first} Salo", f"{first}@example.org", supervisors="prof. A. Virtanen") for first in ("Olli", "Emma", "Niko")]  # fmt: skip
    cohort = Cohort(run, [*led, person("Ville Aho", supervisors="Maija Koski")], mentors)
    (number,) = numbers(cohort, "Virtanen")
    assert listed(cohort)["open"][number]["says"].startswith("3 mentees wrote “A. Virtanen”")
    cohort.match()
    for who in ("Olli Salo", "Emma Salo", "Niko Salo"):
        assert [bool(cohort.pair(who, m["first"] + " " + m["last"])) for m in mentors] == [
            True,
            True,
            False,
        ]
    settle(cohort, number, "Arto Virtanen")
    later = person("Lea Vuori", supervisors="prof. A. Virtanen")
    cohort.take("mentee", MENTEE, [*led, person("Ville Aho", supervisors="Maija Koski"), later])
    assert not listed(cohort)["open"]
    cohort.match()
    for who in ("Olli Salo", "Emma Salo", "Niko Salo", "Lea Vuori"):
        assert cohort.pair(who, "Arto Virtanen") == ["own_supervisor"]
        assert cohort.pair(who, "Anna Virtanen") == []
    assert cohort.pair("Ville Aho", "Arto Virtanen") == []
    cohort.run("questions", "forget", cohort.key, number, code=None)
    assert len(numbers(cohort, "4 mentees wrote")) == 1


# undo of an answer


def everything(cohort):
    """All that lists say: of questions, of people, of what is due, of what one of them answered."""
    words = (("questions", "list"), ("application", "list"), ("status",), ("person", "show"))
    who = [(), (), (), ("Ville Aho",)]
    said = [
        json.loads(cohort.run(*w, cohort.key, *more, "--json", code=None).stdout)
        for w, more in zip(words, who, strict=True)
    ]
    for question in said[0]["questions"]:
        question.pop("at")
    for one in said[3]["applications"]:
        one.pop("history")  # what an answer was before stays told
        for corrected in one["corrections"]:
            corrected.pop("at")
    return said


@pytest.mark.parametrize(
    ("about", "reply"),
    [("Virtasen", "Paula Virtanen"), ("Klingon", "Finnish")],
)
def test_an_answer_is_taken_back_and_given_again_by_undo(cohort, about, reply):
    before = everything(cohort)
    (number,) = numbers(cohort, about)
    settle(cohort, number, reply)
    after = everything(cohort)
    assert after != before
    newest = json.loads(cohort.run("history", "--json").stdout)["history"]
    (act,) = [h["no."] for h in newest if "question answered" in h["what"]]
    cohort.run("undo", act, "--yes", code=0)
    for one, two in zip(everything(cohort), before, strict=True):
        assert one == two
    again = json.loads(cohort.run("history", "--json").stdout)["history"]
    back = next(h["no."] for h in again if "taken back" in h["what"] and h["no."] != act)
    cohort.run("undo", back, "--yes", code=0)
    assert everything(cohort) == after


def test_names_told_apart_are_taken_back_by_undo(cohort):
    before = listed(cohort)
    words = ("questions", "settle", "--different", cohort.key, "Anna Virtanen", "Paula Virtanen")
    cohort.run(*words, code=None)
    assert len(listed(cohort)["settled"]) == 1
    cohort.run("undo", "--yes", code=0)
    assert listed(cohort) == before


def test_an_answer_on_which_an_approved_plan_rests_stays(cohort):
    (number,) = numbers(cohort, "Klingon")
    settle(cohort, number, "Finnish")
    act = json.loads(cohort.run("history", "--json").stdout)["history"][0]["no."]
    cohort.match()
    cohort.run("plan", "approve", cohort.key, "--yes", "--with-questions", code=None)
    assert "approved" in cohort.run("undo", act, "--yes", code=3).stderr


def asked_in_the_workbook(cohort):
    """The numbers of the questions in the problems workbook that lies there."""
    book = openpyxl.load_workbook(cohort.folder / "out" / cohort.key / "problems.xlsx")
    rows = book["Questions"].iter_rows(min_row=2, max_col=1, values_only=True)
    return {int(number) for (number,) in rows if number}


def test_the_workbook_that_lies_there_asks_what_is_open_whatever_is_answered(cohort):
    """To the last answer, forgotten ones, and answers that undo takes back."""
    said = {"Klingon": "English", "Laine": "Kari Laine", "Virtas": "nobody", "unsure": "2"}
    path = cohort.folder / "out" / cohort.key / "problems.xlsx"

    def agree():
        return asked_in_the_workbook(cohort) == set(listed(cohort)["open"])

    assert agree()
    asked = listed(cohort)["open"]
    assert len(asked) == len(said)
    for number, question in sorted(asked.items()):
        settle(cohort, number, next(w for k, w in said.items() if k in question["says"]))
        assert agree(), number
    assert not listed(cohort)["open"]
    cohort.run("undo", "--yes")
    assert listed(cohort)["open"]
    assert agree(), "undo"
    redo = json.loads(cohort.run("history", cohort.key, "--json").stdout)["history"][0]["no."]
    cohort.run("undo", redo, "--yes")
    assert not listed(cohort)["open"]
    assert agree(), "undo of undo"
    one = min(listed(cohort)["settled"])
    cohort.run("questions", "forget", cohort.key, one, code=None)
    assert agree(), "forgotten"
    path.unlink()
    text = listed(cohort)["open"][one]["says"]
    settle(cohort, one, next(w for k, w in said.items() if k in text))
    assert not path.exists(), "nothing is asked"
