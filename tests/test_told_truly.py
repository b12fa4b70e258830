"""Letters say of their reader only what is true: why a mentor has no mentee, who waits, who is new."""

from __future__ import annotations

import re

import openpyxl
import pytest
from small_cohort import (
    COHORT,
    NAMES,
    OPEN,
    approved,
    made,
    opened,
    paired,
    replaced,
    started,
    texts,
    told,
    words_of,
)

from mentorcli.files.shipped import shipped

CODES = {"en": "English", "fi": "Finnish", "sv": "Swedish"}
WHY = {
    "not_needed": {
        "en": "everyone whom you could have mentored has a place with another mentor",
        "fi": "Kaikille hakijoille, joiden mentoriksi olisit sopinut, löytyi tällä kertaa toinen mentori",
        "sv": "Alla sökande som du hade kunnat vara mentor för fick den här gången plats hos en annan mentor",
    },
    "only_one_to_one": {
        "en": "You offered to mentor one person at a time, and the groups of this programme are larger",
        "fi": "Tarjouduit mentoroimaan yhtä aktoria kerrallaan, mutta tämän ohjelman ryhmät ovat suurempia",
        "sv": "Du erbjöd dig att vara mentor för en person åt gången, men grupperna i programmet är större",
    },
    "outside_group_size": {
        "en": "does not fit the size of our groups",
        "fi": "ei sopinut ryhmiemme kokoon",
        "sv": "passade inte storleken på våra grupper",
    },
    "no_places": {
        "en": "You told us that you cannot take a mentee this time",
        "fi": "Kerroit, ettet voi tällä kertaa ottaa aktoria",
        "sv": "Du meddelade att du inte kan ta emot någon adept den här gången",
    },
    "too_few_allowed": {
        "en": "This time we have no mentee for you.",
        "fi": "Tällä kertaa sinulle ei löytynyt aktoria.",
        "sv": "Vi har ingen adept till dig den här gången.",
    },
}  # fmt: skip
TAKES = {"only_one_to_one": 1, "outside_group_size": "4-5", "no_places": 0}


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("code", WHY)
def test_a_mentor_without_a_mentee_reads_the_reason_of_the_plan(run, code, language):
    """By the reminder and by the letter, and of a reason that tells of others nothing."""
    few = NAMES[:3]
    mentors = [("Mira Mattila", 3), ("Nils Norr", TAKES.get(code, 3))]
    made(run, mentors, few, CODES[language])
    if code == "too_few_allowed":
        run("match", COHORT, "--today", "2026-11-24")
        for name in few:
            run(
                "plan",
                "forbid",
                COHORT,
                name,
                "Norr",
                "--why",
                "not these two",
                "--today",
                "2026-11-24",
            )
    approved(run)
    plan = told(run, "plan", "show", COHORT)["plan"]
    (unused,), names = plan["unused"], plan["names"]
    assert unused["code"] == code
    run("remind", "--today", "2026-11-25")
    run("letter", "mentor-not-needed", COHORT, unused["person"], "--today", "2026-12-01")
    for where in ("outbox", "letters"):
        text = texts(run, where)[names[unused["person"]]]
        assert WHY[code][language] in text
        others = [w[language] for key, w in WHY.items() if key != code]
        assert not [w for w in others if w in text]


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("waits", [False, True], ids=["unused", "waits"])
def test_who_has_a_place_in_the_other_role_reads_that_it_stands(run, waits, language):
    mentors = [("Mira Mattila", 3), ("Aino Alho", 3)][waits:]
    made(run, mentors, NAMES[: 5 if waits else 3], CODES[language])
    approved(run)
    plan = told(run, "plan", "show", COHORT)["plan"]
    mine, theirs = (plan["unused"], plan["waiting"])[:: -1 if waits else 1]
    left = {plan["names"][u["person"]] for u in mine}
    assert "Aino Alho" in left
    assert not theirs
    stands = {
        "en": ("your place as a mentee stands", "you are a mentor in the programme all the same"),
        "fi": ("paikkasi aktorina säilyy ennallaan", "olet edelleen mukana mentorina"),
        "sv": ("din plats som adept kvarstår", "du är fortfarande med som mentor"),
    }[language][waits]
    kind, letter = ("outcome-waiting", "waiting") if waits else ("outcome-unused", "mentor-not-needed")  # fmt: skip
    run("remind", "--today", "2026-11-25")
    for path in (run.folder / "out").rglob("*.eml"):
        if kind not in path.name:
            path.unlink()
    for name in left:
        run("letter", letter, COHORT, name, "--today", "2026-12-01")
    for where in ("outbox", "letters"):
        found = texts(run, where)
        assert found.keys() == left
        for name, text in found.items():
            assert (stands in text) is (name == "Aino Alho"), text


def test_a_mentor_who_was_asked_and_declined_is_told_no_reason(run):
    opened(run)
    run("pair", "propose", OPEN, "Vuori", "Osei", "--today", "2027-01-11")
    run("pair", "accept", OPEN, "Vuori", "--today", "2027-01-12")
    words = ("--reason", "sabbatical", "--today", "2027-01-14")
    run("pair", "decline", OPEN, "Osei", *words)
    run("remind", "--today", "2027-07-12")
    run("letter", "mentor-not-needed", OPEN, "Osei", "--today", "2027-07-12")
    for where in ("outbox", "letters"):
        text = texts(run, where, OPEN)["Sam Osei"]
        assert "You do not have a mentee at present." in text
        assert "no mentee for you at present" in text
        assert "wishes" not in text


ENDED = {
    "again": "We are looking for another mentor for you, and will write to you as soon as we have a proposal.",
    "queue": "You are on the waiting list again, and if a place becomes free, we will write to you at once.",
    "other": "You will get no more reminders about it; your other mentoring goes on as before.",
    "over": "You need not do anything more; reminders to you stop.",
}  # fmt: skip


def says(text):
    return {key for key, sentence in ENDED.items() if sentence in text}


def test_after_an_early_end_each_hears_of_that_match_and_what_comes_next(run):
    """And the letter, the lists, the status and the report say the same."""
    opened(run, ("Aino Vuori", "Tia Toivo"), (("Kirsi Halme", 2),))
    for name in ("Vuori", "Toivo"):
        paired(run, name, "Halme")
    day = ("--today", "2027-03-10")
    end = ("--reason", "changed jobs", "--on", "2027-03-10", *day)
    run("pair", "end", OPEN, "Vuori", *end)
    lines = told(run, "status", OPEN, *day)["cohorts"][0]["lines"]
    what = [x["what"] for x in lines]
    assert "letters to be written: early-ending, to 2 people" in what
    assert "1 mentee without a proposal, the first since 2027-03-10" in what
    (waits,) = told(run, "waiting", OPEN, *day)["waiting"]
    assert waits["may_be_told"] == "We are looking for a mentor for you."
    run("letter", "early-ending", OPEN, *day)
    found = texts(run, "letters", OPEN)
    assert {name: says(text) for name, text in found.items()} == {
        "Aino Vuori": {"again"},
        "Kirsi Halme": {"other"},
    }
    assert "Your mentoring with Kirsi Halme in" in found["Aino Vuori"]
    assert "Your mentoring with Aino Vuori in" in found["Kirsi Halme"]
    assert figures(run, OPEN, day)["Mentees who wait for another match"] == 1
    run("application", "withdraw", OPEN, "Vuori", "--yes", *day)
    run("pair", "end", OPEN, "Toivo", *end)
    assert "early-ending" in str(told(run, "status", OPEN, *day)["cohorts"][0]["lines"])
    run("letter", "early-ending", OPEN, *day)
    files = (run.folder / "out" / OPEN / "letters").rglob("Halme*.eml")
    assert len([*files]) == 2, "one about each match"
    assert says(texts(run, "letters", OPEN)["Aino Vuori"]) == {"over"}, "she waits no more"


def figures(run, cohort, day):
    """Return the figures of the report that are one number, by their label."""
    run("report", cohort, *day)
    (path,) = (run.folder / "out" / cohort / "report").glob("*.xlsx")
    rows = (
        row
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows(values_only=True)
        if isinstance(row[0], str) and len(row) > 1
    )
    return {row[0]: row[1] for row in rows}


@pytest.mark.parametrize("on", ["2027-02-10", "2027-04-10"])
def test_who_lost_a_match_of_a_plan_waits_for_another_place(run, on):
    made(run, (("Mira Mattila", 3), ("Nils Norr", "2-3")))
    approved(run)
    day = ("--today", on)
    end = ("--group", "--reason", "not told", "--on", on, *day)
    run("pair", "end", COHORT, "Norr", *end)
    run("letter", "early-ending", COHORT, *day)
    found = texts(run, "letters")
    assert {name: says(text) for name, text in found.items()} == {
        name: {"over"} if name == "Nils Norr" else {"queue"} for name in found
    }
    assert len(found) > 2
    waits = told(run, "waiting", COHORT, *day)["waiting"]
    assert len(waits) == len(found) - 1
    assert figures(run, COHORT, day)["Mentees who wait for another match"] == len(waits)


def test_who_withdrew_is_in_no_match_that_ended_early_named_or_not(run):
    made(run, (("Mira Mattila", 3), ("Nils Norr", "2-3")))
    approved(run)
    day = ("--today", "2027-02-01")
    run("application", "withdraw", COHORT, "Mattila", "--yes", *day)
    approved(run, "2027-02-01", again=True)
    assert told(run, "letter", "early-ending", COHORT, *day)["letters"] == []
    refused = " ".join(
        run("letter", "early-ending", COHORT, "Mattila", *day, code=3).stderr.split()
    )
    assert "Mira Mattila has withdrawn." in refused
    run("letter", "early-ending", COHORT, "Mattila", *day, "--anyway", "--reason", "she asked")


def asked_halfway(run, cohort, days):
    """Return on which days half-way letters went, each sent on its day."""
    found = []
    for day in days:
        due = told(run, "remind", "--today", day)["reminders"]
        found += [day for r in due if r["kind"] == "midpoint" and r["cohort"] == cohort]
        if due:
            run("outbox", "sent", cohort, "--yes", "--today", day)
    return found


def test_the_half_way_question_is_not_asked_again_when_the_pair_goes_on_for_longer(run):
    opened(run)
    paired(run, "Vuori", "Halme")
    before = ["2027-04-09", "2027-04-12", "2027-04-19"]
    assert asked_halfway(run, OPEN, before) == ["2027-04-12"] * 2 + ["2027-04-19"] * 2
    run("pair", "extend", OPEN, "Vuori", "--until", "2027-09-30", "--today", "2027-05-03")
    later = [f"2027-05-{n:02}" for n in range(20, 32)] + ["2027-06-01", "2027-06-07"]
    assert asked_halfway(run, OPEN, later) == []


def test_a_pair_that_was_extended_before_is_asked_on_its_new_half(run):
    opened(run)
    paired(run, "Vuori", "Halme")
    run("pair", "extend", OPEN, "Vuori", "--until", "2027-09-30", "--today", "2027-04-05")
    assert asked_halfway(run, OPEN, ["2027-04-12", "2027-04-19", "2027-05-24", "2027-05-31"]) == [
        *["2027-05-24"] * 2,
        *["2027-05-31"] * 2,
    ]


def test_a_mid_point_that_is_moved_when_it_was_asked_asks_nobody_again(run):
    made(run, (("Mira Mattila", 3), ("Nils Norr", "2-3")))
    approved(run)
    assert asked_halfway(run, COHORT, ["2027-03-18"]) == ["2027-03-18"] * 7
    moved = ("cohort", "change", COHORT, "--date", "midpoint=2027-04-08", "--only")
    run(*moved, "--today", "2027-03-19")
    assert asked_halfway(run, COHORT, ["2027-04-08"]) == []
    assert asked_halfway(run, COHORT, ["2027-04-15"]) == ["2027-04-15"] * 7, "one reminder of it"


def test_a_new_mentor_reads_of_mentees_and_who_was_moved_of_another_group(run):
    """Nobody who is new reads that the others are; who stays reads who came."""
    started(run)
    before = told(run, "plan", "show", COHORT)["plan"]
    replaced(run, "2027-03-22")
    now = told(run, "plan", "show", COHORT)["plan"]
    run("letter", "changed-match", COHORT, "--today", "2027-03-22")
    found, names = texts(run, "letters"), {**before["names"], **now["names"]}
    group = {names[p]: m for m in before["matches"] for p in (m["mentor"], *m["mentees"])}
    later = {names[p]: m for m in now["matches"] for p in (m["mentor"], *m["mentees"])}
    assert found["Otto Ok"].startswith("Doctoral mentoring: mentees for you ")
    assert "We have mentees for you in Doctoral mentoring, and we are glad." in found["Otto Ok"]
    assert "a change that concerns you" not in found["Otto Ok"]
    moved = {name for name in found if "You are in another group now." in found[name]}
    meant = set()
    for name in found.keys() & group.keys():
        was, mine = group[name], later[name]
        mates = {*was["mentees"]} & {*mine["mentees"]}
        other = was["mentor"] != mine["mentor"]
        if other and (names[mine["mentor"]] == "Nils Norr" or len(mates) < 2):
            meant.add(name)
    assert moved == meant
    for name in found.keys() - moved - {"Otto Ok"}:
        assert "New in your group: " in found[name]
    run("remind", "--today", "2027-03-25")
    asked = [t for t in texts(run, "outbox").values() if "how is it going" in t]
    assert len(asked) == 7
    assert all("Doctoral mentoring is half-way through." in text for text in asked)


SAID = {
    "en": ("Your mentees are Aino Alho, Bea Berg and Caj Cork.", "Also in your group: Bea Berg and Caj Cork."),
    "fi": ("Aktorisi ovat Aino Alho, Bea Berg ja Caj Cork.", "Ryhmäsi muut jäsenet: Bea Berg ja Caj Cork."),
    "sv": ("Dina adepter är Aino Alho, Bea Berg och Caj Cork.", "I din grupp finns också Bea Berg och Caj Cork."),
}  # fmt: skip


@pytest.mark.parametrize("language", CODES)
def test_names_in_a_sentence_have_an_and_before_the_last(run, language):
    made(run, (("Mira Mattila", 3),), NAMES[:3], CODES[language])
    approved(run)
    run("remind", "--today", "2026-11-25")
    found = texts(run, "outbox")
    assert SAID[language][0] in found["Mira Mattila"]
    assert SAID[language][1] in found["Aino Alho"]


def test_no_shipped_template_lists_names_with_commas_alone():
    found = [*shipped("templates").rglob("*.txt.j2")]
    assert len(found) > 100
    for path in found:
        text = path.read_text(encoding="utf-8")
        word = {"en": "and", "fi": "ja", "sv": "och"}[path.name.split(".")[1]]
        assert 'join(", ")' not in text, path
        assert {*re.findall(r"listed\((.*?)\)", text)} <= {f'"{word}"'}, path


GROUP = {
    "en": r"mentees|group|Everyone|everyone|\bAll\b|\bThey set|Anyone|anyone",
    "fi": r"ktorit\b|[Rr]yhmä|\b[Kk]aikki|\bHe\b|[Kk]uka tahansa|eneltäkään",
    "sv": r"[Aa]depterna|[Gg]rupp|\b[Aa]lla\b|\bDe ställer",
}


@pytest.mark.parametrize("language", CODES)
def test_the_agreement_of_a_group_of_one_is_between_two(run, language):
    made(run, (("Mira Mattila", 2), ("Nils Norr", "2-3")), language=CODES[language])
    approved(run)
    day = ("--today", "2027-02-10")
    leaves, stays = (
        next(m for m in told(run, "plan", "show", COHORT)["plan"]["matches"] if len(m["mentees"]) < 3)
    )["mentees"]  # fmt: skip
    run("pair", "end", COHORT, leaves, "--only", "--on", "2027-02-10", "--reason", "moved", *day)
    plan = told(run, "plan", "show", COHORT)["plan"]
    mentor = next(m["mentor"] for m in plan["matches"] if stays in m["mentees"])
    keep = ("--override", "group_size", "--why", "both want to go on", *day)
    run("plan", "keep", COHORT, stays, mentor, *keep)
    run("plan", "approve", COHORT, "--yes", "--with-questions", *day)
    run("agreement", "render", COHORT, *day)
    found = [words_of(p) for p in (run.folder / "out" / COHORT / "agreements").rglob("*.docx")]
    assert len(found) == 2
    alone, group = sorted(found, key=lambda text: len(re.findall(GROUP[language], text)))
    assert not re.findall(GROUP[language], alone), alone
    assert len(re.findall(GROUP[language], group)) > 8
