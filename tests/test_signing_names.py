"""Signing reports without addresses: a whole name tells who signed, half of one never."""

import json

import pytest
from conftest import COHORT


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
