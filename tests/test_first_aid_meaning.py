"""First aid: what people wrote about others is heard, or asked about first; driven by the real command."""

import csv
import json

import pytest
from conftest import COHORT

MENTEE = {
    "first": "First name", "last": "Last name", "email": "E-mail address",
    "languages": "In which language(s) would you like to be mentored?",
    "goals": "What do you want from mentoring? Choose up to three",
    "wishes": "Name up to three mentors from the list, in order",
    "not_with": "Is there someone you should not be matched with? (only HR sees this)",
    "supervisors": "Your supervising professor and thesis advisor(s)",
    "consent": "I have read the privacy notice and my answers may be shown as marked",
}  # fmt: skip
MENTOR = {
    "first": "First name", "last": "Last name", "email": "E-mail address",
    "goals": "Themes you can offer your group", "capacity": "How many mentees can you take?",
    "languages": "Languages you can mentor in",
    "known": "Do you know or work with any doctoral student or supervisor at Aalto? (conflicts)",
    "not_with": MENTEE["not_with"], "consent": MENTEE["consent"],
}  # fmt: skip
OTHERWISE = {
    ("open", "mentee"): {
        "unit": "School or unit", "own_unit": "May the mentor be from your own unit?",
        "wishes": "Do you have someone in mind? Name up to three", "goals": "Focus areas (choose up to three)",
    },
    ("open", "mentor"): {"unit": "School or unit", "goals": "Areas in which you can be a mentor"},
    ("peer", "mentee"): {
        "goals": "What would you like to work on? Choose up to three",
        "themes": "What can you offer to an equal?",
    },
}  # fmt: skip
"""What other programmes ask besides, or in other words."""
USUAL = {
    "languages": "English",
    "goals": "Networks;Leadership",
    "consent": "Yes",
    "capacity": "2-3",
}


def person(name, email="", **answers):
    first, _, last = name.rpartition(" ")
    made = {
        "first": first,
        "last": last,
        "email": email or f"{name.split()[-1]}@example.org".lower(),
    }
    return {**USUAL, **made, **answers}


def export(folder, name, titles, people):
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(titles.values())
        rows.writerows([p.get(key, "") for key in titles] for p in people)
    return folder / name


class Cohort:
    """A cohort with the answers of some people, made by the real commands."""

    def __init__(self, run, mentees, mentors, programme="doctoral"):
        self.run, self.folder, self.programme = run, run.folder, programme
        self.key = COHORT if programme == "doctoral" else f"2027-{SEASONS[programme]}"
        run("init", ".")
        run("cohort", "new", programme, self.key)
        both = (("mentee", MENTEE, mentees), ("mentor", MENTOR, mentors))
        self.told = [self.take(*one) for one in both if one[-1]]

    def take(self, role, titles, people):
        file = export(
            self.folder,
            f"{role}s.csv",
            {**titles, **OTHERWISE.get((self.programme, role), {})},
            people,
        )
        words = ("--cohort", self.key, "--as", f"{role}s", "--accept", "--yes", "--json")
        done = self.run("import", file, *words, code=None)
        return json.loads(done.stdout)

    def match(self):
        return json.loads(self.run("match", self.key, "--json").stdout)

    def pair(self, one, other):
        """The rules between two people, as ``explain`` tells them."""
        said = json.loads(self.run("explain", self.key, one, "--with", other, "--json").stdout)
        return [rule for rule, _ in said["pair"]["blocked_by"]]

    def outlooks(self, mentor):
        """What ``explain`` tells of each mentee with a mentor, by the mentee's name."""
        said = json.loads(self.run("explain", self.key, mentor, "--json").stdout)
        every = (said["explanation"][key] for key in ("together", "alternatives", "blocked"))
        return {said["names"][o["mentee"]]: o for some in every for o in some}

    def barred(self, mentor):
        """The rules that keep each mentee from a mentor, by the mentee's name."""
        found = self.outlooks(mentor)
        return {n: [rule for rule, _ in o["blocked_by"]] for n, o in found.items()}


def asked(told):
    return [p for p in told["problems"] if p["severity"] != "note"]


SEASONS = {"peer": "peers", "open": "open"}
CROWD = [person("Ulla Sammal"), person("Veikko Havu"), person("Bo Ek")]
"""Who makes up the numbers, so that there are groups."""
HEIKKI = person("Heikki Salo")


# One person under two addresses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maria Kuusi", "Maria Kuusi"),
        ("Maria Kuusi", "Kuusi Maria"),
        ("Aino Mäkelä", "Aino Makela"),
        ("Maria Kuusi", "Prof. Maria Kuusi"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Anna-Maija Kuusi", "Anna Maija Kuusi"),
    ],
)
def test_nobody_is_matched_with_themselves_under_another_address(run, one, other):
    mentees = [person(one, "young@example.org"), *CROWD]
    cohort = Cohort(run, mentees, [person(other, "old@example.com")])
    (question,) = asked(cohort.told[1])
    assert question["code"] == "name_in_both_roles"
    assert (question["file"], question["cell"]) == ("mentees.csv", "B2")
    assert asked(cohort.match()) == [question]
    assert cohort.pair("young@example.org", "old@example.com") == ["same_person"]
    told = run("plan", "keep", COHORT, "young@example.org", "old@example.com", code=3)
    assert "may be one person" in told.stderr


def test_a_person_settles_whether_one_name_is_two_people(run):
    cohort = Cohort(run, [person("Maria Kuusi"), *CROWD], [person("Maria Kuusi", "m@example.com")])
    both = ("kuusi@example.org", "m@example.com")
    run("questions", "settle", "--same", COHORT, *both)
    assert asked(cohort.match()) == []
    assert cohort.pair(*both) == ["same_person"]
    run("questions", "settle", "--different", COHORT, *both)
    assert asked(cohort.match()) == []
    assert cohort.pair(*both) == []


def test_two_people_of_two_names_are_not_asked_about(run):
    cohort = Cohort(
        run, [person("Maria Kuusi"), *CROWD], [person("Maria Kuusinen", "m@example.com"), HEIKKI]
    )
    assert asked(cohort.match()) == []
    assert cohort.pair("kuusi@example.org", "m@example.com") == []


TEACHING = {"goals": "Teaching", "themes": "Teaching"}
UNIT = {"unit": "School of Science", "own_unit": "Yes", "goals": "Teaching"}


def test_equals_of_one_name_are_in_no_circle_together(run):
    both = ("one@example.org", "other@example.org")
    people = [
        person("Maria Kuusi", both[0], **TEACHING),
        person("Kuusi Maria", both[1], **TEACHING),
    ]
    cohort = Cohort(run, people, [], "peer")
    told = cohort.match()
    assert [p["code"] for p in asked(told)] == ["name_twice"]
    assert told["plan"]["matches"] == []
    assert "same_person" in cohort.pair(*both)
    run("questions", "settle", "--different", cohort.key, *both)
    assert asked(cohort.match()) == []
    assert "same_person" not in cohort.pair(*both)


def test_suggestions_and_proposals_say_the_same(run):
    both = ("one@example.org", "other@example.org")
    one, other = (person("Maria Kuusi", email, **UNIT) for email in both)
    cohort = Cohort(run, [one], [other], "open")
    assert json.loads(run("suggest", both[0], "--json").stdout)["shortlist"] == []
    said = run("pair", "propose", cohort.key, *both, code=3)
    assert "may be one person" in said.stderr
    run("questions", "settle", "--different", cohort.key, *both)
    assert len(json.loads(run("suggest", both[0], "--json").stdout)["shortlist"]) == 1
    run("pair", "propose", cohort.key, *both)


# A “not” in a wish


TURNED = (
    "Not Kaarina Virtanen", "not: Kaarina Virtanen", "ei Kaarina Virtanen", "inte Kaarina Virtanen",
    "anyone but Kaarina Virtanen", "En halua Kaarina Virtasta", "someone else than Kaarina Virtanen",
    "Kaarina Virtanen (not!)", "Not Virtanen", "Please not Kaarina Virtanen, Heikki Salo",
    "kuka tahansa muu kuin Kaarina Virtanen", "vem som helst utom Kaarina Virtanen",
)  # fmt: skip
NAMES = ("Eino Noton", "Else Butt", "Ei Mon", "Eija Enqvist", "Inteus Nottbeck")
"""Names that look like a “not”."""


def wishing(wishes):
    return [
        person(f"Mentee{chr(65 + k)} Toive{chr(65 + k)}", wishes=w) for k, w in enumerate(wishes)
    ]


def points(outlooks):
    return {
        name: next(p["points"] for p in o["parts"] if p["criterion"] == "wishes")
        for name, o in outlooks.items()
    }


def test_a_wish_with_a_not_gives_no_points_and_is_asked_about(run):
    cohort = Cohort(run, wishing(TURNED), [person("Kaarina Virtanen"), HEIKKI])
    cells = [f"F{k}" for k in range(2, len(TURNED) + 2)]
    for told in (cohort.told[1], cohort.match()):
        assert {p["code"] for p in asked(told)} == {"wish_turned"}
        assert sorted((p["cell"] for p in asked(told)), key=lambda c: int(c[1:])) == cells
    assert set(points(cohort.outlooks("Virtanen")).values()) == {0}
    assert set(points(cohort.outlooks("Salo")).values()) == {0}


def test_a_name_that_looks_like_a_not_is_a_name(run):
    wishes = [*NAMES, *(name.split()[1] for name in NAMES)]
    cohort = Cohort(run, wishing(wishes), [person(name) for name in NAMES])
    assert asked(cohort.match()) == []
    for k, name in enumerate(NAMES):
        found = points(cohort.outlooks(name))
        mine = {f"Mentee{chr(65 + n)} Toive{chr(65 + n)}" for n in (k, k + len(NAMES))}
        assert {who for who, given in found.items() if given == 240} == mine


def test_a_shortlist_takes_a_not_for_no_wish(run):
    mentee = person("Aino Laine", wishes="Not Kaarina Virtanen", **UNIT)
    Cohort(
        run, [mentee], [person("Kaarina Virtanen", **UNIT), person("Heikki Salo", **UNIT)], "open"
    )
    told = run("suggest", "Laine", "--json", code=3)
    (named,) = json.loads(told.stdout)["named"]
    assert (named["sure"], named["command"]) == (False, "")


# Conflicts

KAARINA = person("Kaarina Virtanen", "kaarina.virtanen@example.com")
HEARD = [
    "kaarina.virtanen@example.com", "Kaarina Virtanen <kaarina.virtanen@example.com>",
    "Kaarina Virtanen <k@elsewhere.example>", "Kaarina Virtanen or Heikki Salo",
    "Heikki Salo tai Kaarina Virtanen", "Heikki Salo eller Kaarina Virtanen",
    "1. Kaarina Virtanen 2. Heikki Salo", "1) Heikki Salo, 2) Kaarina Virtanen", "Virtanen K.",
    "K. Virtanen", "Kaarina V.", "Virtanen, Kaarina", "Virtanen", "Kaarina Virtasen ryhmä",
    "My aunt is Kaarina Virtanen",
]  # fmt: skip
ASKED = [
    "Kaarina Virtanen-Koski", "Kaarina Virtannen", "kaarina.virtanen@old.example", "Petri Virtanen",
    "I think she is called Kaarina Virtanen",
]  # fmt: skip


@pytest.mark.parametrize("field", ["not_with", "supervisors"])
def test_a_conflict_is_heard_or_asked_about_first(run, field):
    texts = [*HEARD, *ASKED]
    people = [
        person(f"Tuuli{chr(65 + k)} Nimi{chr(65 + k)}", **{field: t}) for k, t in enumerate(texts)
    ]
    cohort = Cohort(run, [*people, *CROWD], [KAARINA, HEIKKI, person("Olli Niemi")])
    told = cohort.match()
    rule = {"not_with": "not_with", "supervisors": "own_supervisor"}[field]
    names = {f"Tuuli{chr(65 + k)} Nimi{chr(65 + k)}": t for k, t in enumerate(texts)}
    barred = cohort.barred("Virtanen")
    assert [t for name, t in names.items() if barred[name] != [rule]] == []
    assert all(barred[p["first"] + " " + p["last"]] == [] for p in CROWD)
    barred = cohort.barred("Salo")
    assert {t for n, t in names.items() if barred[n]} == {t for t in texts if "Salo" in t}
    assert set(map(tuple, cohort.barred("Niemi").values())) == {()}
    column = {"not_with": "G", "supervisors": "H"}[field]
    cells = {f"{column}{k}" for k, t in enumerate(texts, 2) if t in ASKED}
    for said in (cohort.told[1], told):  # before everything else, with its cell
        first = said["problems"][: len(cells)]
        assert {(p["code"], p["severity"]) for p in first} == {("conflict_unsure", "decide")}
        assert {p["cell"] for p in first} == cells
        assert asked(said) == first


def test_a_genitive_means_whose_it_is_and_not_who_is_like_it(run):
    mentees = [
        person("Sointu Harmaala", not_with="Leena Niemen"),
        person("Kauko Peltola", not_with="Mika Kettunen", supervisors="Matti Rannan ryhmä"),
        person("Tyyne Valkama", supervisors="Juergen Grossmann"),
    ]
    mentors = [person(n) for n in (
        "Leena Niemi", "Leena Nieminen", "Marika Kettunen", "Matti Ranta", "Jürgen Großmann")]  # fmt: skip
    cohort = Cohort(run, mentees, mentors)
    told = cohort.match()
    assert [p["cell"] for p in asked(told)] == ["G3"]  # another Kettunen may be meant
    assert cohort.pair("Harmaala", "niemi@example.org") == ["not_with"]
    assert cohort.pair("Harmaala", "nieminen@example.org") == []
    assert cohort.pair("Peltola", "ranta@example.org") == ["own_supervisor"]
    assert cohort.pair("Valkama", "Jürgen Großmann") == ["own_supervisor"]
    assert cohort.pair("Peltola", "kettunen@example.org") == ["not_with"]


KNOWN = {
    "Elias T.": True, "Jukka Salmela": True, "toivanen@example.org": True,
    "Elias Toivanen is my nephew": False, "Jukka Salmela supervised me": False,
    "Ohjaan yhtä väitöskirjaa Salmelan ryhmässä": False, "Elias": False, "I know Elias Toivanen": True,
}  # fmt: skip
"""What mentors declare: whether it is certain. Who knows somebody does; what kin is to whom a person judges."""
NOBODY = ("No", "En tunne ketään", "I don't know anybody of them", "Nej, ingen")


def test_what_a_mentor_declares_is_heard(run):
    mentees = [person("Elias Toivanen", supervisors="Prof. Jukka Salmela"), *CROWD]
    said = [*KNOWN, *NOBODY]
    mentors = [person(f"Mentor{chr(65 + k)} Muu{chr(65 + k)}", known=t) for k, t in enumerate(said)]
    cohort = Cohort(run, mentees, mentors)
    told = cohort.match()
    outlooks = json.loads(run("explain", COHORT, "Toivanen", "--json").stdout)
    blocked = outlooks["explanation"]["blocked"]
    heard = {outlooks["names"][o["mentor"]] for o in blocked}
    assert {rule for o in blocked for rule, _ in o["blocked_by"]} == {"declared_conflict"}
    assert heard == {f"Mentor{chr(65 + k)} Muu{chr(65 + k)}" for k in range(len(KNOWN))}
    cells = {f"G{k}" for k, t in enumerate(said, 2) if not KNOWN.get(t, True)}
    first = told["problems"][: len(cells)]
    assert asked(told) == first
    assert {p["code"] for p in first} == {"conflict_unsure"}
    assert {p["cell"] for p in first} == cells


def test_a_sentence_that_names_nobody_is_asked_about_and_a_stranger_is_only_told(run):
    mentees = [
        person("Aino Laine", not_with="my boss from the summer job"),
        person("Tuuli Nimi", not_with="Ville Vieras"),
        *CROWD,
    ]
    told = Cohort(run, mentees, [KAARINA, HEIKKI]).match()
    found = [(p["code"], p["cell"]) for p in told["problems"] if p["code"].startswith("conflict")]
    assert found == [("conflict_not_understood", "G2"), ("conflict_nobody", "G3")]


def test_a_question_is_settled_by_a_decision_or_by_a_corrected_cell(run):
    from openpyxl import load_workbook

    mentees = [
        person("Aino Laine", not_with="Kaarina Virtanen-Koski"),
        person("Tuuli Nimi", not_with="I think her name is Kaarina Virtanen"),
        *CROWD,
    ]
    cohort = Cohort(run, mentees, [KAARINA, HEIKKI])
    assert [p["cell"] for p in asked(cohort.match())] == ["G2", "G3"]
    run("plan", "forbid", COHORT, "Nimi", "Virtanen")
    assert [p["cell"] for p in asked(cohort.match())] == ["G2"]
    made = Cohort.take(cohort, "mentee", MENTEE, mentees)["files"]
    book = load_workbook(made[0])
    sheets = (s for s in book if s.title.startswith("Rows to correct"))
    cells = [c for sheet in sheets for row in sheet.iter_rows() for c in row]
    (cell,) = (c for c in cells if c.value == "Kaarina Virtanen-Koski")
    cell.value = "Ville Vieras"
    book.save(made[0])
    run("read", made[0])
    assert asked(cohort.match()) == []
    assert cohort.pair("Laine", "Virtanen") == []
    assert cohort.pair("Nimi", "Virtanen") == ["not_with", "forbidden_by_hand"]


# Languages


BILINGUAL = (
    "Finnish (suomi)",
    "suomi / Finnish",
    "Finnish – suomi",
    "Suomi (Finnish);",
    "finska/suomi",
)


def test_both_halves_of_an_option_are_looked_up(run):
    mentees = [
        person(f"Aino{chr(65 + k)} Laine{chr(65 + k)}", languages=t)
        for k, t in enumerate(BILINGUAL)
    ]
    goals = "Networks (verkostot);Leadership"
    mentors = [
        person("Sirpa Leino", languages="Finnish (suomi);Swedish (svenska)", goals=goals),
        HEIKKI,
    ]
    cohort = Cohort(run, mentees, mentors)
    assert [asked(told) for told in (*cohort.told, cohort.match())] == [[], [], []]
    assert set(map(tuple, cohort.barred("Leino").values())) == {()}
    assert set(map(tuple, cohort.barred("Salo").values())) == {("common_language",)}


def test_an_unknown_language_is_told_first_and_the_reason_is_true(run):
    mentees = [person("Aino Laine", languages="Klingon"), *CROWD]
    mentees[1] = {**mentees[1], "goals": "Networks;Something of my own"}
    cohort = Cohort(run, mentees, [person("Sirpa Leino", languages="Klingon;English"), HEIKKI])
    first, *rest = cohort.told[0]["problems"]
    assert (first["code"], first["cell"], first["severity"]) == ("language_unknown", "D2", "decide")
    assert "Nothing" not in first["do"]
    assert [p["severity"] for p in rest] == ["note"]
    cohort.match()
    said = json.loads(run("explain", COHORT, "Laine", "--with", "Leino", "--json").stdout)
    ((rule, why),) = said["pair"]["blocked_by"]
    assert rule == "common_language"
    assert "both wrote “Klingon”, which tells no language for certain" in why


@pytest.mark.parametrize("said", ["2 h/kk", "2h", "I mentored 4 last year, now 1", "2 möten, 1"])
def test_a_number_that_may_count_hours_or_meetings_is_asked_about(run, said):
    cohort = Cohort(run, CROWD, [HEIKKI, person("Matti Ranta", capacity=said)])
    (question,) = asked(cohort.told[1])
    assert (question["code"], question["cell"]) == ("capacity_unreadable", "E3")


@pytest.mark.parametrize(
    "text",
    [
        "no one whose supervisor is Tanner", "nobody from group G3",
        "my dad", "minun isäni", "ei ketään paitsi hän", "ingen från Ericsson",
    ],
)  # fmt: skip
def test_what_follows_a_denial_is_asked_about(run, text):
    mentees = [person("Olli Kallio", not_with=text), person("Tiina Koskela")]
    cohort = Cohort(run, mentees, [person("Anna Virtanen"), person("Kari Laine")])
    asked_of = [p for p in cohort.match()["problems"] if p["code"] == "conflict_not_understood"]
    assert [text in p["says"] for p in asked_of] == [True]


@pytest.mark.parametrize("text", ["Ei kukaan. Tai no, Salo ehkä.", "Salo ehkä", "kanske Salo?"])
def test_a_surname_that_is_a_word_too_is_asked_about_in_a_conflict(run, text):
    mentees = [person("Olli Kallio", not_with=text), person("Tiina Koskela")]
    cohort = Cohort(run, mentees, [person("Jukka Salo"), person("Kari Laine")])
    cohort.match()
    assert cohort.pair("Olli Kallio", "Jukka Salo") == ["not_with"]


@pytest.mark.parametrize("text", ["nobody", "No, I know none of them", "Ei ketään tiedossa", "-"])
def test_a_denial_alone_is_not_asked_about(run, text):
    cohort = Cohort(run, [person("Olli Kallio", not_with=text)], [person("Anna Virtanen")])
    assert not [p for p in cohort.match()["problems"] if p["code"].startswith("conflict")]


@pytest.mark.parametrize(
    "text", ["nobody from VTT please", "Anyone working at VTT", "ehkä ei VTT:ltä", "inte från VTT"]
)
def test_an_employer_in_a_conflict_keeps_its_people_apart_until_it_is_settled(run, text):
    mentees = [person("Olli Kallio", not_with=text), person("Tiina Koskela")]
    mentors = [
        person("Anna Virtanen", employer="VTT Technical Research Centre of Finland"),
        person("Kari Laine", employer="Kone"),
    ]
    cohort = Cohort(run, mentees, [])
    cohort.take("mentor", {**MENTOR, "employer": "Current employer"}, mentors)
    cohort.match()
    assert cohort.pair("Olli Kallio", "Anna Virtanen") == ["not_with"]
    assert cohort.pair("Olli Kallio", "Kari Laine") == []
    listed = json.loads(run("questions", "list", cohort.key, "--json").stdout)["questions"]
    (number,) = [q["number"] for q in listed if "Olli Kallio" in q["says"]]
    run("questions", "settle", cohort.key, str(number), "all")
    cohort.match()
    assert cohort.pair("Olli Kallio", "Anna Virtanen") == ["not_with"]
    run("questions", "forget", cohort.key, str(number), code=None)
    run("questions", "settle", cohort.key, str(number), "nobody", code=None)
    cohort.match()
    assert cohort.pair("Olli Kallio", "Anna Virtanen") == []
