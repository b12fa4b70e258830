"""Signing reports: each signature is kept on its day or asked about, and none that was not given."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from conftest import Commands
from documents_cohorts import KEY, Running, running
from signing_eighth import VARIATIONS as EIGHTH
from signing_fifth import VARIATIONS as FIFTH
from signing_fourth import VARIATIONS as FOURTH
from signing_second import VARIATIONS as SECOND
from signing_seventh import VARIATIONS as SEVENTH
from signing_sixth import VARIATIONS as SIXTH
from signing_third import VARIATIONS as THIRD
from signing_tools import VARIATIONS as TOOLS
from signing_variations import (
    FEB3,
    GROUPS,
    MAIL,
    NAME,
    TODAY,
    VARIATIONS,
    Variation,
    moments,
    table,
)

from mentorcli.commands.papers.signatures import keep_signatures
from mentorcli.commands.papers.signing_reports import take_in
from mentorcli.commands.run import record_of
from mentorcli.domain.problem import UserError
from mentorcli.intake.sheets.signing_words import Holds, Stands, holds, stands

ON = ("--today", str(TODAY))
LATER = (*SECOND, *THIRD, *FOURTH, *TOOLS)
REFUSED = (
    "no_status_signed_or_declined", "addresses_with_days", "trail_sent_only",
)  # fmt: skip
EITHER = {
    ("signed_by_each", "A1"): "2027-02-04",
    ("adobe_audit_lines", "A0"): "2027-02-04",
    ("dropbox_audit", "M0"): "2027-02-13",
    ("s_across_with_note", "B0"): "2027-02-04",
}
"""Where a day may be kept or asked about, which it is if another than the third of February."""
CODE = {address.partition("@")[0]: code for code, address in MAIL.items()}


@pytest.fixture(scope="module")
def approved(tmp_path_factory):
    """A workspace with three approved matches whose agreements are made."""
    folder = tmp_path_factory.mktemp("signing") / "w"
    running(folder, GROUPS)
    return folder


@pytest.fixture
def command(approved, tmp_path):
    return Commands(shutil.copytree(approved, tmp_path / "w"))


def read(command, *files, code=None):
    """Read files; return what was said and the exit code, checked where it is given."""
    arguments = ("read", *files, "--cohort", KEY, *ON, "--json")
    for wanted in (0, 3) if code is None else (code,):
        try:
            return json.loads(command(*arguments, code=wanted).stdout)
        except AssertionError:
            if wanted == (3 if code is None else code):
                raise
    raise AssertionError(arguments)


def days(command):
    """Return the days kept: code of the person to the days, one for each match."""
    _, record = record_of(Running(command.folder).on(TODAY), KEY)
    kept = {}
    for signature in record.signatures:
        kept.setdefault(CODE[signature.person], []).append(str(signature.on))
    return kept


def questions(command):
    listed = json.loads(command("questions", "list", KEY, "--json").stdout)["questions"]
    return [q for q in listed if q["code"] == "signature_day"]


def is_about(code, text):
    return NAME[code] in text or MAIL[code] in text


EXACT = (*VARIATIONS, *FIFTH, *SIXTH, *SEVENTH, *EIGHTH)


@pytest.mark.parametrize("variation", EXACT, ids=[v.name for v in EXACT])
def test_a_report_is_right_or_asked(variation, command, tmp_path):
    report = variation.write(tmp_path)
    first = read(command, report)
    wanted = {code: [right] for code, right in variation.right.items() if right[0] == "2"}
    assert days(command) == wanted
    problems = [p for p in first["problems"] if p["severity"] != "note"]
    said = " ".join(p["says"] for p in problems)
    for code in NAME:
        right = variation.right.get(code, "")
        if right == "ask":
            assert is_about(code, said), (code, said)
        if not right:
            assert not is_about(code, said), (code, said)
    assert len({p["says"] for p in problems}) == len(problems)
    asked = {q["says"] for q in questions(command)}
    assert asked == {p["says"] for p in problems if p["code"] == "signature_day"}
    again = take_in(Running(command.folder).on(TODAY), report, KEY)
    assert (again.data["new"], again.data["known"]) == ([], len(wanted))
    assert [p for p in again.problems if p.code == "signature_day"] != [] or not asked
    assert days(command) == wanted


@pytest.mark.parametrize("variation", LATER, ids=[v.name for v in LATER])
def test_later_reports_make_no_false_signature_and_lose_none(variation, command, tmp_path):
    report = variation.write(tmp_path)
    if variation.name in REFUSED:  # told of the file as a whole
        with pytest.raises(UserError, match="no column that says who signed"):
            take_in(Running(command.folder).on(TODAY), report, KEY)
        return
    problems = take_in(Running(command.folder).on(TODAY), report, KEY).problems
    kept = days(command)
    said = " ".join(f"{p.parameters}" for p in problems if p.is_open)
    for code in NAME:
        right = variation.right.get(code, "no")
        wanted = EITHER.get((variation.name, code), FEB3) if right == "either" else right
        assert kept.get(code, [wanted]) == [wanted]
        assert code not in kept or right not in ("no", "ask")
        assert right == "no" or code in kept or is_about(code, said), (code, said)


PLAIN = ("en_plain", "fi_semicolon", "many_days", "zone_z", "english_states", "swedish_states")
BESIDE = {v.name: v for v in VARIATIONS if v.name in PLAIN}


@pytest.mark.parametrize("apart", [False, True], ids=["beside", "below"])
@pytest.mark.parametrize("name", PLAIN)
def test_titles_at_the_left_say_what_they_say_above(name, apart, command, tmp_path):
    titles, *rows = BESIDE[name].rows
    turned = [list(row) for row in zip(titles, *rows, strict=True)]
    if apart:
        turned = [line for row in rows for line in ([], *map(list, zip(titles, row, strict=True)))]
    report = Variation(f"{name}_turned", turned, {}, BESIDE[name].saved).write(tmp_path)
    problems = take_in(Running(command.folder).on(TODAY), report, KEY).problems
    right = BESIDE[name].right
    assert days(command) == {c: [day] for c, day in right.items() if day[0] == "2"}
    asked = [p for p in problems if p.code == "signature_unclear"]
    lines = {cell for p in asked for cell in dict(p.parameters)["rows"].split(", ")}
    unsigned = {Stands.REFUSED, Stands.WAITING}
    assert {stands(turned_cell(turned, cell)) for cell in lines} <= unsigned


def turned_cell(rows, cell):
    """Return what stands in a cell of rows, as a person finds it in the file."""
    return rows[int(cell[1:]) - 1][ord(cell[0]) - ord("A")]


@pytest.mark.parametrize("name", ["unknown_state", "others_in_it", "english_states", "us_or_not"])
def test_what_cannot_be_read_is_told_once_for_the_file(name, command, tmp_path):
    variation = next(v for v in VARIATIONS if v.name == name)
    told = read(command, variation.write(tmp_path))["problems"]
    unclear = [p["says"] for p in told if p["code"] == "signature_unclear"]
    reasons = {"unknown_state": 1, "others_in_it": 6, "english_states": 8, "us_or_not": 0}
    assert len(unclear) <= reasons[name]


def test_signed_without_a_day_is_settled_taken_back_and_not_asked_again(command, tmp_path):
    report = Variation(
        "undated",
        table("Name|Email|Status", "{A0}|<A0>|Signed", "{B0}|<B0>|Signed", "{M0}|<M0>|Signed"),
        {},
    ).write(tmp_path)
    read(command, report, code=3)
    number = {q["says"].partition(" did ")[2][:5]: str(q["number"]) for q in questions(command)}
    assert len(number) == 3
    settle = ("questions", "settle", KEY)
    for wrong in ("2027-04-01", "2026-12-01", "yes", "3.2."):
        command(*settle, number["Sanna"], wrong, *ON, code=2)
    assert days(command) == {}
    command(*settle, number["Sanna"], number["Ville"], "3.2.2027", *ON)
    command(*settle, number["Aino "], "-", *ON)
    assert days(command) == {"A0": ["2027-02-03"], "B0": ["2027-02-03"]}
    assert read(command, report, code=0)["problems"] == []
    command("questions", "forget", KEY, number["Sanna"], *ON)
    assert days(command) == {"B0": ["2027-02-03"]}
    read(command, report, code=3)
    assert [q["number"] for q in questions(command) if q["state"] == "open"] == [
        int(number["Sanna"])
    ]
    command("agreement", "signed", KEY, MAIL["A0"], "--on", "2027-02-04", *ON)
    assert [q for q in questions(command) if q["state"] == "open"] == []


def test_an_import_leaves_the_questions_of_signing(command, tmp_path):
    report = Variation("undated", table("Name|Email|Status", "{A0}|<A0>|Signed"), {})
    read(command, report.write(tmp_path), code=3)
    command("application", "withdraw", KEY, MAIL["B2"], "--yes", *ON)
    assert [q["state"] for q in questions(command)] == ["open"]


def test_two_reports_that_disagree_leave_the_first_day(command, tmp_path):
    one, other = tmp_path / "1", tmp_path / "2"
    for folder, day in ((one, "2027-02-03"), (other, "2027-02-10")):
        folder.mkdir()
        Variation("report", moments(("A0", day)), {}).write(folder)
    reports = [folder / "report.csv" for folder in (one, other)]
    for report in (*reports, *reports):
        told = read(command, report, code=0)
        assert days(command) == {"A0": ["2027-02-03"]}
    assert [p["code"] for p in told["problems"]] == ["signature_two_days"]


def test_a_later_report_that_speaks_against_a_signature_is_told(command, tmp_path):
    told = []
    for n, rows in enumerate((
        ["a|Completed|<A0>|Signed|2027-02-03", "a|Completed|<B0>|Signed|2027-02-03"],
        ["a|Voided|<A0>|Signed|2027-02-03", "a|Completed|<B0>|Signed|2027-02-03"],
        ["a|Expired|<A0>|Declined|", "a|Sent|<B0>|Sent|"],
        ["a|Voided|<A0>|Sent|", "b|Completed|<A0>|Signed|2027-02-03"],
    )):  # fmt: skip
        titles = "Envelope ID|Envelope status|Recipient|Recipient status|Signed"
        report = Variation(f"r{n}", table(titles, *rows), {}).write(tmp_path)
        problems = read(command, report, code=0)["problems"]
        told.append([p["says"] for p in problems if p["code"] == "signature_against"])
        assert days(command) == {"A0": [FEB3], "B0": [FEB3]}
    assert [len(said) for said in told] == [0, 1, 1, 0]
    assert NAME["A0"] in told[1][0]


def test_a_trial_run_keeps_and_asks_nothing(command, tmp_path):
    report = Variation("r", moments(("A0", "2027-02-03"), ("B0", "")), {}).write(tmp_path)
    command("read", report, "--cohort", KEY, *ON, "--dry-run", code=3)
    assert (days(command), questions(command)) == ({}, [])


def test_scans_are_told_by_their_names_and_the_day_is_asked(command, tmp_path):
    files = {
        "agreement-m-0000000000-en-aino-makela-0 signed.pdf": b"%PDF 1",
        "Kantola Eemeli sopimus.JPG": b"jpg",
        "scan0001.pdf": b"%PDF 2",
        "agreement-m-9999999999-en-x.pdf": b"%PDF 3",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    scans = [tmp_path / name for name in files]
    told = read(command, *scans, code=3)
    assert told["read_as"] == "scans"
    nobody = [p["says"] for p in told["problems"] if p["code"] == "scan_of_nobody"]
    assert len(nobody) == 1
    assert "scan0001.pdf" in nobody[0]
    assert "m-9999999999" in nobody[0]
    asked = questions(command)
    assert days(command) == {}
    assert [sorted(c for c in NAME if NAME[c] in q["says"]) for q in asked] == [
        ["A0", "B0", "M0"], ["A1"]
    ]  # fmt: skip
    read(command, *scans, code=3)
    assert questions(command) == asked
    command("agreement", "signed", KEY, MAIL["A0"], "--on", "2027-01-05", *ON)
    first = next(str(q["number"]) for q in asked if NAME["A0"] in q["says"])
    command("questions", "settle", KEY, first, "4.2.2027", *ON)
    signed = {"A0": ["2027-01-05"], "B0": ["2027-02-04"], "M0": ["2027-02-04"]}
    assert days(command) == signed
    command("questions", "forget", KEY, first, *ON)
    assert days(command) == {"A0": ["2027-01-05"]}
    known = read(command, scans[0], code=3)
    assert [NAME["A0"] in p["says"] for p in known["problems"]] == [False]
    alone = json.loads(command("read", scans[0], *ON, "--json", code=3).stdout)
    assert alone["read_as"] == "scans"  # the id in its name tells the cohort


def test_a_scan_that_is_called_as_the_file_made_here_is_signed_by_all_in_it(command, tmp_path):
    first, _, last = NAME["M0"].rpartition(" ")
    scan = tmp_path / f"{last} {first} - agreement (en).pdf"
    scan.write_bytes(b"%PDF 1")
    read(command, scan, code=3)
    asked = questions(command)
    assert [sorted(c for c in NAME if NAME[c] in q["says"]) for q in asked] == [["A0", "B0", "M0"]]


def test_a_question_ends_with_the_agreement_it_is_about(command, tmp_path):
    report = Variation("r", table("Name|Email|Status", "{A0}|<A0>|Signed", "{A1}|<A1>|Signed"), {})
    read(command, report.write(tmp_path), code=3)
    run = Running(command.folder).on(TODAY)
    workspace, record = record_of(run, KEY)
    anew = {m: replace(p, made=TODAY) for m, p in record.agreements.items() if m != "m-0000000001"}
    later = replace(record, agreements={**record.agreements, **anew})
    with workspace.writing(run.hand) as connection:
        keep_signatures(run, connection, later, ())
    asked = [q["says"] for q in questions(command) if q["state"] == "open"]
    assert [is_about("A1", says) for says in asked] == [True]


def test_an_undone_report_counts_again_and_questions_about_erased_people_are_gone(
    command, tmp_path
):
    report = Variation("r", moments(("A0", "2027-02-03"), ("A1", "")), {}).write(tmp_path)
    read(command, report, code=3)
    assert days(command) == {"A0": ["2027-02-03"]}
    command("undo", "--yes", *ON)
    assert days(command) == {}
    assert [q["state"] for q in questions(command)] == ["open"]
    read(command, report, code=3)
    assert days(command) == {"A0": ["2027-02-03"]}
    command("person", "erase", KEY, MAIL["A1"], "--yes", *ON)
    assert questions(command) == []


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Declined", True), ("Envelope voided", True), ("Hylätty", True), ("Kieltäytyi", True),
        ("Raderad", True), ("Trader", False), ("Suomen kieltä", False), ("Signed", False),
    ],
)  # fmt: skip
def test_a_refusal_is_a_word_and_no_part_of_one(text, refused):
    assert (stands(text) is Stands.REFUSED) is refused


@pytest.mark.parametrize("title", ["Tehtävänimike", "Job title", "Last action", "Roolinimike"])
def test_a_job_is_no_part_in_the_signing(title):
    assert holds(title) is not Holds.PART


def test_words_in_other_columns_refuse_nothing(command):
    report = command.folder / "report.csv"
    lines = ["Name;Email;Status;Signed;Validity;Job title"]
    lines += [f"{NAME[c]};{MAIL[c]};Signed;3.2.2027;Never expires;Trader" for c in MAIL]
    report.write_text("\n".join(lines), encoding="utf-8")
    kept = {s["person"] for s in read(command, report)["new"]}
    assert len(kept) == len(MAIL)
