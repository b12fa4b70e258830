"""A match that goes on longer: its letter and `status` say the same of its agreement."""

import json
import shlex
import shutil
from email import message_from_bytes, policy

import pytest
from conftest import Commands

KEY, MENTOR, BEGAN, DAY = "2027-open", "Forsström", "2027-02-01", "2027-04-01"
IN_WORDS = {
    "en": ("agreement with the new last day to be signed", "as it is"),
    "fi": ("allekirjoitettavaksi sopimuksen, jossa on uusi päättymispäivä", "sellaisenaan"),
    "sv": ("avtalet med det nya slutdatumet för underskrift", "som det är"),
}


@pytest.fixture
def run(open_sample, tmp_path):
    run = Commands(shutil.copytree(open_sample, tmp_path / "open"))
    run("pair", "propose", KEY, "Zhang", MENTOR, "--today", BEGAN)
    for who in ("Zhang", MENTOR):
        run("pair", "accept", KEY, who, "--today", BEGAN)
    run("agreement", "render", KEY, "--today", BEGAN)
    for who in ("Zhang", MENTOR):
        run("agreement", "signed", KEY, who, "--on", BEGAN, "--today", BEGAN)
    run("pair", "extend", KEY, "Zhang", "--until", "2028-01-31", "--today", DAY)
    return run


def test_the_agreement_is_made_anew_and_signed_and_the_letter_says_so(run):
    done = run("status", KEY, "--today", DAY, "--json").stdout
    lines = {x["what"]: x["command"] for x in json.loads(done)["cohorts"][0]["lines"]}
    (command,) = (lines[x] for x in lines if x.startswith("1 agreement older than the first and"))
    assert command == f"mentorcli agreement render {KEY} --stale"
    made = run("agreement", "render", KEY, "--stale", "--today", DAY, "--json", code=None).stdout
    said = {p["code"]: p["says"] for p in json.loads(made)["problems"]}
    assert said["signatures_void"].startswith("2 signatures no longer count")
    assert said["signatures_void"].endswith("have another first or last day now.")
    for language, (says, no_more) in IN_WORDS.items():
        more = ("--until", "2028-01-31", "--language", language, "--today", DAY)
        run("letter", "extension", KEY, "Zhang", *more)
        (path,) = (run.folder / "out" / KEY / "letters" / "extension").glob("*.eml")
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        text = " ".join(mail.get_body(("plain",)).get_content().split())
        assert says in text
        assert no_more not in text


def test_what_it_tells_to_do_next_goes_to_the_two_and_introduces_nobody_anew(run):
    done = run("pair", "extend", KEY, "Zhang", "--until", "2028-02-28", "--today", DAY)
    lines = done.stderr.partition("Next:")[2].splitlines()
    steps = [shlex.split(s)[1:] for s in lines if s.strip()]
    assert [s[:2] for s in steps] == [["agreement", "render"], *[["letter", "extension"]] * 2]
    told = [run(*s, "--today", DAY, "--json", code=None) for s in steps[1:]]
    assert all("2028-02-28" in s for s in steps[1:])
    assert len({x["to"] for one in told for x in json.loads(one.stdout)["letters"]}) == 2
    again = ("letter", "introduction", KEY, "--today", DAY, "--dry-run", "--json")
    assert json.loads(run(*again).stdout)["letters"] == [], "both have signed"
    run("agreement", "render", KEY, "--stale", "--today", DAY)
    run("session", "log", KEY, "Zhang", "--on", "2027-03-01", "--today", DAY)
    assert json.loads(run(*again).stdout)["letters"] == [], "they have met, though they sign anew"
    assert json.loads(run(*again[:3], "Zhang", *again[3:]).stdout)["letters"] != []


@pytest.mark.parametrize("until", ["2028-06-30", "2027-03-01"])
def test_no_letter_tells_of_another_last_day_than_the_match_has(run, until):
    said = run("letter", "extension", KEY, "Zhang", "--until", until, "--today", DAY, code=2).stderr
    assert f"ends on 2028-01-31, not on {until}" in " ".join(said.split())
    assert ('pair extend 2027-open "Wei Zhang" --until' in " ".join(said.split())) is (
        until > "2028"
    )
    assert not (run.folder / "out" / KEY / "letters" / "extension").exists()
