"""A reminder of one's own that lacks a language: its check says so, and the run that writes it in another."""

import json

from small_cohort import started

DAY = ("--today", "2026-12-10")
TIP = """+++
when = ["kickoff -42"]
audience = "{audience}"
subject = "A tip"
+++
Hello.
"""


def problems(run, *words, code=None):
    found = json.loads(run(*words, "--json", code=code).stdout)["problems"]
    return {p["code"]: p for p in found if p["code"].endswith("_untranslated")}


def added(run, audience, *languages):
    folder = run.folder / "templates" / "reminders"
    folder.mkdir(parents=True, exist_ok=True)
    for language in languages:
        text = TIP.format(audience=audience)
        (folder / f"tip.{language}.txt.j2").write_text(text, encoding="utf-8")
    own = run.folder / "programmes" / "doctoral.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text('reminders = ["tip"]\n', encoding="utf-8")


def test_who_put_another_language_first_is_told_of(run):
    started(run, language="Swedish")
    added(run, "mentees", "en", "fi")
    assert (
        "not there in Swedish"
        in problems(run, "template", "check", "tip")["template_untranslated"]["says"]
    )
    told = problems(run, "remind", *DAY)["reminder_untranslated"]
    assert "in English to 5 people who put Swedish first" in told["says"]
    assert "templates/reminders/tip.sv.txt.j2" in told["do"]
    added(run, "mentees", "sv")
    assert problems(run, "template", "check", "tip") == {}
    assert problems(run, "remind", *DAY) == {}


def test_one_that_is_there_in_one_language_goes_to_all_in_that(run):
    started(run, language="Swedish")
    added(run, "mentees", "fi")
    check = json.loads(run("template", "check", "--json").stdout)
    codes = {p["code"]: p for p in check["problems"]}
    assert (check["with_mistakes"], check["exit_code"]) == ([], 0)
    assert "gets it in Finnish" in codes["template_untranslated"]["says"]
    left = codes["reminders_left_out"]
    assert "programmes/doctoral.toml" in json.dumps(left)
    assert "agreement-unsigned" in left["says"]
    told = problems(run, "remind", *DAY)["reminder_untranslated"]
    assert "in Finnish to 5 people who put Swedish first" in told["says"]


def test_doctor_tells_a_reminder_that_stops_the_others(run):
    started(run)
    added(run, "mentees", "en")
    file = run.folder / "templates" / "reminders" / "tip.en.txt.j2"
    file.write_text(file.read_text("utf-8").replace("kickoff -42", "kick-off -42"), "utf-8")
    assert "tip.en.txt.j2" in run("remind", *DAY, code=3).stderr
    found = {p["code"]: p for p in json.loads(run("doctor", "--json", code=3).stdout)["problems"]}
    assert "tip.en.txt.j2" in found["reminders_unread"]["says"]


def test_what_goes_to_the_coordinator_is_read_as_it_is(run):
    started(run, language="Swedish")
    added(run, "coordinator", "en")
    assert problems(run, "template", "check", "tip") == {}
    assert problems(run, "remind", *DAY) == {}
