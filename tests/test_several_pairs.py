"""Somebody with two places in a cohort, and matches that lost somebody: named, counted and told alike."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections import Counter
from email import message_from_bytes, policy

import openpyxl
import pytest
from docx import Document
from small_cohort import OPEN, opened, paired
from test_letters_owed import PROGRAMMES, cohort_of

JOINT, ALUMNI = "2027-joint", "2027-alumni"


def lines(path):
    """Return the rows of a sample's table."""
    return list(csv.reader(path.read_text("utf-8").splitlines()))


def joint(run, sample, *, both=False):
    """Approve the joint sample, in which one mentor has two pairs; with ``both`` one is mentee too."""
    mentees, mentors = sample / "joint-mentees.xlsx", run.folder / "mentors.csv"
    if both:
        book = openpyxl.load_workbook(mentees)
        row = [c.value for c in book.active[4]]
        row[:1], row[5:10] = (
            [9],
            ["Heikki", "Tuomi", "heikki.tuomi@example.com", "NB-02", "Norrbro Ab"],
        )
        book.active.append(row)
        mentees = run.folder / "mentees.xlsx"
        book.save(mentees)
    rows = lines(sample / "joint-mentors.csv")
    if both:
        for row in rows[1:]:
            row[8] = "2"
    with mentors.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    run("init", ".")
    run("cohort", "new", "joint", JOINT)
    run("import", sample / "joint-list.csv", "--cohort", JOINT, "--as", "selected")
    run("import", mentees, mentors, "--cohort", JOINT, "--accept", "--yes")
    run("match", JOINT)
    run("plan", "approve", JOINT, "--yes", "--today", "2027-02-08")
    return JOINT


def alumni(run, sample):
    """Approve the alumni sample with mentors who take several."""
    rows = lines(sample / "alumni-mentors.csv")
    place = rows[0].index("Montako aktoria voit ottaa?")
    for row in rows[1:]:
        row[place] = "4"
    mentors = run.folder / "mentors.csv"
    with mentors.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows[:3])
    run("init", ".")
    run("cohort", "new", "alumni", ALUMNI)
    run("import", sample / "alumni-students.xlsx", mentors, "--cohort", ALUMNI, "--accept", "--yes")
    run("match", ALUMNI)
    run("plan", "approve", ALUMNI, "--yes")
    return ALUMNI


def plan(run, key):
    """Return the matches of the approved plan."""
    return json.loads((run.folder / "out" / key / "plan.json").read_text("utf-8"))["matches"]


def applications(run, key):
    """Return the applications of a cohort."""
    return json.loads(run("application", "list", key, "--json").stdout)["applications"]


def listed(run):
    """Return the drafts that wait in the outbox."""
    return json.loads(run("outbox", "list", "--json").stdout)["drafts"]


def written(folder):
    """Return the drafts in a folder: (address, text) each."""
    mails = [
        message_from_bytes(p.read_bytes(), policy=policy.default) for p in folder.glob("*.eml")
    ]
    return [(m["to"].addresses[0].addr_spec, m.get_body().get_content()) for m in mails]


@pytest.mark.parametrize("made", [joint, alumni])
@pytest.mark.parametrize("gathering", ["kickoff", "wrapup"])
def test_a_mentor_of_several_pairs_is_invited_once_and_told_of_all(run, sample, made, gathering):
    key = made(run, sample)
    matches = plan(run, key)
    people = {a["id"]: a for a in applications(run, key)}
    pairs = Counter(m["mentor"] for m in matches)
    assert max(pairs.values()) > 1
    told = json.loads(run("invite", gathering, key, "--json").stdout)["invitations"]
    drafts = written(run.folder / "out" / key / "invitations" / gathering)
    assert len(told) == len(drafts) == len({address for address, _ in drafts})
    texts = dict(drafts)
    for match in matches:
        mentor = people[match["mentor"]]
        for mentee in (people[p] for p in match["mentees"]):
            assert mentee["name"] in texts[mentor["e-mail"]]
            assert mentee["e-mail"] in texts
        if gathering == "kickoff":
            said = {*texts[mentor["e-mail"]].replace(":", " ").replace(",", " ").split()}
            assert not {"group", "grupp", "gruppen", "Ryhmäsi", "ryhmäsi"} & said
    again = json.loads(run("invite", gathering, key, "--json").stdout)["invitations"]
    assert {i["draft"] for i in again} == {"same as before"}


def test_who_is_mentor_and_mentee_gets_a_letter_for_each(run, sample):
    key = joint(run, sample, both=True)
    matches = plan(run, key)
    both = {m["mentor"] for m in matches} & {p for m in matches for p in m["mentees"]}
    assert len(both) == 1
    run("invite", "kickoff", key)
    mine = {d["file"] for d in listed(run) if "Tuomi Heikki" in d["file"]}
    drafts = written(run.folder / "out" / key / "invitations" / "kickoff")
    texts = [text for address, text in drafts if address == "heikki.tuomi@example.com"]
    assert len(mine) == len(texts) == len(set(texts)) == 2
    run("outbox", "sent", key, "--kind", "kickoff", "--yes")
    assert all(d["state"] != "waiting" for d in listed(run))
    run("remind", "--today", "2027-03-01")
    told = written(run.folder / "out" / key / "outbox" / "2027-03-01")
    mine = [text for address, text in told if address == "heikki.tuomi@example.com"]
    assert len(mine) == 2
    led = {who for m in matches if m["mentor"] in both for who in m["mentees"]}
    names = {a["id"]: a["name"] for a in applications(run, key)}
    assert sum(all(names[who] in text for who in led) for text in mine) == 1
    (mentor,) = {m["mentor"] for m in matches if both & {*m["mentees"]}}
    assert sum(names[mentor] in text for text in mine) == 1
    assert sum(m["mentor"] == mentor for m in matches) > 1
    gone = run("application", "withdraw", key, "Heikki Tuomi", "--yes", "--why", "x").stdout
    assert gone.strip().endswith("The application as mentor stays.")  # the mentor has another


def test_letters_of_a_mentor_of_several_pairs_are_files_of_their_own_and_count_all(run, sample):
    key = joint(run, sample)
    told = json.loads(run("letter", "introduction", key, "--json").stdout)["letters"]
    drafts = written(run.folder / "out" / key / "letters" / "introduction")
    assert len(told) == len(drafts)
    texts = [text for address, text in drafts if address == "heikki.tuomi@example.com"]
    assert sum("Aino Kettunen" in text for text in texts) == 1
    assert sum("Elina Saari" in text for text in texts) == 1
    run("agreement", "render", key)
    signers = run("agreement", "list", key).stdout
    assert "Heikki Tuomi and Elina Saari" in signers
    assert "group" not in signers
    kept = json.loads(run("agreement", "list", key, "--json").stdout)["signatures"]
    assert {s["mentor"] for s in kept if s["signer"] == "Elina Saari"} == {"Heikki Tuomi"}
    assert len({s["match"] for s in kept}) == len(plan(run, key))
    run("agreement", "signed", key, "all", "--today", "2027-03-05")
    for day in ("2027-04-01", "2027-05-01"):
        run("session", "log", key, "Aino Kettunen", "--on", day, "--today", day)
    met = run("session", "log", key, "Elina Saari", "--on", "2027-04-20", "--today", "2027-04-20")
    assert "the pair of Heikki Tuomi and Elina Saari on 2027-04-20" in met.stdout
    run("letter", "certificate", key, "Heikki Tuomi", "--today", "2027-10-10")
    (paper,) = (run.folder / "out" / key / "letters" / "certificate").glob("Tuomi*.docx")
    text = " ".join(p.text for p in Document(paper).paragraphs)
    assert re.search(r"\b3\b", text), text


def test_a_match_that_lost_somebody_stands_nowhere_as_if_it_went_on(run, sample):
    key = joint(run, sample)
    leave = ("application", "withdraw", key)
    told = {
        who: run(*leave, who, "--yes", "--dry-run").stdout.partition("withdrawn.")[2].strip()
        for who in ("Aino Kettunen", "Björn Eklund")
    }
    alone = "1 other person needs a new place."
    assert told == {"Aino Kettunen": "", "Björn Eklund": alone}
    said = run(*leave, "Heikki Tuomi", "--yes", "--why", "moved").stdout
    assert "2 other people need a new place." in said
    stands = {m["mentor"]: m["stands"] for m in listed_pairs(run, key)}
    lost = [m for m in listed_pairs(run, key) if m["stands"].startswith("cannot go on")]
    assert len(lost) == 2
    assert {m["mentor"] for m in lost} < {*stands}
    told = json.loads(run("invite", "kickoff", key, "--json", code=3).stdout)
    assert len([p for p in told["problems"] if "cannot go on" in p["says"]]) == len(lost)


def listed_pairs(run, key):
    """Return the matches that are listed."""
    return json.loads(run("pair", "list", key, "--json").stdout)["matches"]


def test_who_left_before_needs_no_place_when_another_leaves(approved):
    key = "2027-spring"
    groups = plan(approved, key)
    one, other, _ = next(m["mentees"] for m in groups if len(m["mentees"]) == 3)
    said = approved("application", "withdraw", key, one, "--yes", "--dry-run").stdout
    assert "new place" not in said  # the group goes on with two
    affected = [
        json.loads(run_json)["affected"]
        for run_json in (
            approved("application", "withdraw", key, who, "--yes", "--why", "x", "--json").stdout
            for who in (one, other)
        )
    ]
    assert affected == [3, 2]
    said = approved("agreement", "render", key, "--dry-run", code=3).stderr
    assert "(withdrawn or incomplete) the group of" in " ".join(said.split())


def test_as_many_letters_are_announced_as_are_written(approved):
    key = "2027-spring"
    group = next(m for m in plan(approved, key) if len(m["mentees"]) == 2)
    approved("application", "withdraw", key, group["mentees"][0], "--yes", "--why", "x")
    said = approved("replan", key).stdout
    approved("plan", "approve", key, "--yes", "--with-questions")
    announced = re.search(r"Who must be told what: (\d+) letters", said)
    letters = json.loads(approved("letter", "changed-match", key, "--json").stdout)["letters"]
    assert int(announced[1]) == len(letters) > 1


@pytest.mark.parametrize(
    ("rows", "of_mentor"),
    [
        (("1|{m}|2027-02-16", "1|{a}|2027-02-17", "2|{m}|2027-02-18", "2|{b}|2027-02-17"), "both"),
        (("1|{m}|2027-02-16", "1|{a}|2027-02-17", "2|{m}|", "2|{b}|2027-02-17"), "first"),
        (("1|{m}; {a}|2027-02-16",), "first"),
        (("1|{m}|2027-02-16", "2|{a}|2027-02-17"), "asked"),
        (("|{m}|2027-02-16", "|{a}|2027-02-17"), "asked"),
        (("1|{m}|2027-02-16", "1|{a}|2027-02-17", "1|{b}|2027-02-17"), "asked"),
    ],
)
def test_a_report_tells_which_of_two_agreements_was_signed_or_it_is_asked(
    run, sample, rows, of_mentor
):
    key = joint(run, sample)
    run("agreement", "render", key, "--today", "2027-02-09")
    every = json.loads(run("agreement", "list", key, "--json").stdout)["signatures"]
    names = [s["signer"] for s in every]
    m = next(name for name in names if names.count(name) > 1)
    a, b = (s["signer"] for s in every if s["mentor"] == m != s["signer"])
    text = "\n".join(("Envelope ID|Signer|Signed", *rows)).format(m=m, a=a, b=b)
    (run.folder / "report.csv").write_text(text.replace("|", ","), encoding="utf-8")
    code = 3 if of_mentor == "asked" else 0
    read = run("read", "report.csv", "--cohort", key, "--today", "2027-03-01", "--json", code=code)
    asked = [p["says"] for p in json.loads(read.stdout)["problems"] if p["code"] == "signature_day"]
    assert [sum(x in says for says in asked) for x in (a, b)] == [code == 3] * 2
    every = json.loads(run("agreement", "list", key, "--json").stdout)["signatures"]
    of = {s["match"]: s["signer"] for s in every if s["signer"] in (a, b)}
    days = {of[s["match"]]: s["signed"] for s in every if s["signer"] == m}
    first = "not yet" if of_mentor == "asked" else "2027-02-16"
    assert days == {a: first, b: "2027-02-18" if of_mentor == "both" else "not yet"}


def test_who_signs_two_agreements_fills_what_is_missing_and_says_which_day_to_change(run, sample):
    key = joint(run, sample)
    run("agreement", "render", key, "--today", "2027-02-09")

    def signed():
        return json.loads(run("agreement", "list", key, "--json").stdout)["signatures"]

    names = [s["signer"] for s in signed()]
    m = next(name for name in names if names.count(name) > 1)
    a, b, *_ = (s["signer"] for s in signed() if s["mentor"] == m != s["signer"])

    def days():
        of = {s["match"]: s["signer"] for s in signed() if s["signer"] in (a, b)}
        return {of[s["match"]]: s["signed"] for s in signed() if s["signer"] == m}

    def say(*words, code=0):
        told = run("agreement", "signed", key, m, *words, "--today", "2027-03-22", code=code)
        return " ".join((told.stdout + told.stderr).split())

    assert f"the pair of {m} and {a}" in (said := say("--with", a, "--on", "2027-03-04"))
    assert b not in said
    assert days() == {a: "2027-03-04", b: "not yet"}
    said = say("--on", "2027-03-19")
    assert f"Signed on 2027-03-19: {m} (the pair of {m} and {b})." in said
    assert f"stays as it was: 2027-03-04, the pair of {m} and {a}." in said
    assert days() == {a: "2027-03-04", b: "2027-03-19"}
    asked = say("--on", "2027-03-18", code=2)
    assert "--with" in asked
    assert all(x in asked for x in (a, b, "2027-03-04", "2027-03-19"))
    assert days() == {a: "2027-03-04", b: "2027-03-19"}
    said = say("--with", b, "--on", "2027-03-18")
    assert said == f"{m} (the pair of {m} and {b}): was 2027-03-19, now 2027-03-18."
    assert "several agreements" in say("--on", "2027-03-04", code=2), "one of both has that day"
    said = say("--with", a, "--undo")
    assert said == f"Forgotten: the signature of {m} (2027-03-04, the pair of {m} and {a})."
    assert days() == {a: "not yet", b: "2027-03-18"}
    say("--on", "2027-03-18")
    stays = say("--on", "2027-03-18")
    assert stays.startswith("2 days were kept before and stay as they were: "), "nothing to ask"
    other = next(s["signer"] for s in signed() if m not in (s["mentor"], s["signer"]))
    assert "is in no approved match" in say("--with", other, "--on", "2027-03-18", code=3)
    refused = run("agreement", "signed", key, "all", "--with", a, "--today", "2027-03-22", code=2)
    assert "--with says which agreement" in refused.stderr


def test_a_day_before_the_other_agreement_was_made_is_not_of_this_one_for_sure(run, sample):
    key = joint(run, sample)
    run("agreement", "render", key, "--today", "2027-02-09")
    every = json.loads(run("agreement", "list", key, "--json").stdout)["signatures"]
    names = [s["signer"] for s in every]
    m = next(name for name in names if names.count(name) > 1)
    a, b, *_ = (s["signer"] for s in every if s["mentor"] == m != s["signer"])
    day = ("--today", "2027-03-01")
    run("agreement", "signed", key, m, "--with", a, "--on", "2027-02-12", *day)
    run("pair", "extend", key, m, "--with", b, "--until", "2028-06-01", *day)
    run("agreement", "render", key, *day)  # made anew for the longer one
    refused = run("agreement", "signed", key, m, "--on", "2027-02-10", *day, code=2)
    assert "several agreements" in " ".join(refused.stderr.split())
    run("agreement", "signed", key, m, "--with", a, "--on", "2027-02-10", *day)


YEAR = [dt.date(2027, 1, 5) + dt.timedelta(days=7 * n) for n in range(66)]


@pytest.mark.parametrize("programme", ["doctoral", "alumni", "joint", "peer", "open"])
def test_nobody_gets_the_same_reminder_twice_on_one_day(run, sample, programme):
    if programme == "joint":
        key = joint(run, sample, both=True)
    elif programme == "open":
        key = OPEN
        mentees = ("Anna Virtanen", "Bo Koski")
        opened(run, mentees, [("Carl Berg", 2)])
        for mentee in mentees:
            paired(run, mentee, "Carl Berg")
    else:
        key, exports, _ = PROGRAMMES[programme]
        cohort_of(run, sample, programme, key, *exports)
    run("agreement", "render", key, "--today", "2027-01-04")
    kinds = set()
    for day in YEAR:
        run("remind", "--today", day)
        folder = run.folder / "out" / key / "outbox" / day.isoformat()
        mails = written(folder)
        assert len(mails) == len(set(mails)), (day, Counter(mails).most_common(1))
        kinds |= {k for k in ("feedback", "follow-up") if any(folder.glob(f"* - {k}*"))}
    assert kinds == {"feedback", "follow-up"}
