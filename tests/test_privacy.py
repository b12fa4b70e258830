"""What may be seen of somebody, and what is not kept at all."""

import csv
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.privacy import has_identity_code

COHORT = "2027-spring"
CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
SIGNS = {18: "+", 19: "-YXWVU", 20: "ABCDEF"}


def code(day, number, sign):
    digits = f"{day:%d%m%y}{number:03}"
    return f"{digits[:6]}{sign}{digits[6:]}{CHECK[int(digits) % 31]}"


codes = st.builds(
    lambda day, number, pick: code(day, number, SIGNS[day.year // 100][pick % len(SIGNS[day.year // 100])]),
    st.dates(dt.date(1850, 1, 1), dt.date(2026, 1, 1)), st.integers(2, 999), st.integers(0, 5),
)  # fmt: skip


@given(codes, st.sampled_from(["{}", "hetu {}.", "({})", "a\n{}\tb"]), st.booleans())
def test_every_valid_code_is_found_wherever_it_stands(value, around, lower):
    text = around.format(value.lower() if lower else value)
    assert has_identity_code(text)


@given(codes, st.integers(1, 30))
def test_a_wrong_check_character_is_no_code(value, shift):
    wrong = CHECK[(CHECK.index(value[-1]) + shift) % 31]
    assert not has_identity_code(value[:-1] + wrong)


@pytest.mark.parametrize(
    "text", ["2027-01-21", "010190-1234", "+358 40 555 0101", "311299A9853X", ""]
)
def test_ordinary_text_is_no_code(text):
    assert not has_identity_code(text)


def test_a_row_with_a_code_is_held_back_and_the_code_is_nowhere(workspace):
    secret = code(dt.date(1990, 5, 17), 123, "-")
    rows = [
        ["Name", "Email", "Languages", "Goals", "Consent", "Other"],
        ["Anna Aalto", "anna@example.org", "English", "Leadership", "Yes", ""],
        ["Bea Berg", "bea@example.org", "English", "Networks", "Yes", f"my code is {secret}"],
        [f"Carl {secret}", "carl@example.org", "English", "Networks", "Yes", ""],
    ]
    path = workspace.folder / "mentees.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    command = ("import", path, "--cohort", COHORT, "--as", "mentees", "--accept")
    shown = workspace(*command, "--dry-run", code=3)
    done = workspace(*command, "--json", code=3)
    data = json.loads(done.stdout)
    (one,) = data["imports"]
    assert one["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "problem": 2, "skipped": 0}
    places = sorted(p["cell"] for p in data["problems"] if p["code"] == "identity_code")
    assert places == ["A4", "F3"]
    path.unlink()
    kept = b"".join(p.read_bytes() for p in workspace.folder.rglob("*") if p.is_file())
    assert secret.encode() not in kept
    assert secret not in shown.stdout + shown.stderr + done.stdout + done.stderr
