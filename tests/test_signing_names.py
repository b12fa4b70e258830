"""Signing reports without addresses: a whole name tells who signed, half of one never."""

import json

import pytest
from conftest import COHORT, Commands
from documents_cohorts import KEY, running
from signing_variations import HR

ON = ("--today", "2027-03-01")


@pytest.mark.parametrize(
    ("written", "whose"),
    [
        ("El-Sayed", ""), ("El Sayed", ""), ("Aino-Kaisa", ""), ("Lundqvist-Haga", ""),
        ("Ahmed El-Sayed", "Ahmed El-Sayed"), ("El-Sayed, Ahmed", "Ahmed El-Sayed"),
        ("RÄSÄNEN Aino-Kaisa", "Aino-Kaisa Räsänen"), ("Aino Räsänen", "Aino-Kaisa Räsänen"),
    ],
)  # fmt: skip
def test_half_a_name_is_nobodys_signature(approved, written, whose):
    """A surname with a hyphen is one name, not a first name and a last."""
    approved("agreement", "render", COHORT, "--today", "2026-12-02")
    report = approved.folder / "report.csv"
    report.write_text(f'Signer;Status;Signed on\n"{written}";Signed;2026-12-05\n', "utf-8")
    approved("read", report, "--cohort", COHORT, "--today", "2026-12-06", code=0 if whose else 3)
    listed = json.loads(approved("agreement", "list", COHORT, "--json").stdout)["signatures"]
    assert [s["signer"] for s in listed if s["signed"] != "not yet"] == ([whose] if whose else [])


TWO = [("en", ["Sama Nimi", "Eri Nimi"]), ("en", ["Sama Nimi", "Toinen Nimi"])]
FIRST, SECOND = "p-a0000@example.org", "p-a0010@example.org"


@pytest.mark.parametrize(
    ("lines", "signed", "asked"),
    [
        ((f"Sama Nimi;{SECOND};Signed;2027-02-03",), [(SECOND, "Sama Nimi")], ""),
        (("Sama Nimi;;Signed;2027-02-03",), [], "Sama Nimi"),
        ((f"Sama Nimi;{HR};Signed;2027-02-03",), [], HR),
        ((f"Eri Nimi;{HR};Signed;2027-02-03",), [], "Eri Nimi"),
        ((f"Coordinator for Eri Nimi;{HR};Signed;2027-02-03",), [], HR),
        ((f"Mentoring coordinator;{HR};Signed;2027-02-03",), [], ""),
    ],
)
def test_namesakes_and_signers_at_our_address(lines, signed, asked, tmp_path):
    """An address tells namesakes apart; who signs in person at our address is asked about."""
    running(tmp_path / "w", TWO)
    command = Commands(tmp_path / "w")
    report = tmp_path / "report.csv"
    report.write_text("\n".join(("Signer;Email;Status;Signed on", *lines)), "utf-8")
    told = command("read", report, "--cohort", KEY, *ON, code=3 if asked else 0)
    assert asked in told.stderr
    listed = json.loads(command("agreement", "list", KEY, "--json").stdout)["signatures"]
    kept = [s for s in listed if s["signed"] != "not yet"]
    assert [s["signer"].partition(" (")[0] for s in kept] == [name for _, name in signed]
    assert {s["match"] for s in kept} <= {"m-0000000001"}
