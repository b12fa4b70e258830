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


def test_what_goes_to_the_coordinator_is_read_as_it_is(run):
    started(run, language="Swedish")
    added(run, "coordinator", "en")
    assert problems(run, "template", "check", "tip") == {}
    assert problems(run, "remind", *DAY) == {}
