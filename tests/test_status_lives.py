"""Five cohorts from first to last day, led by ``status`` alone through people's troubles.

The transcripts in ``tests/golden/status`` are read as a coordinator would; no command that a line names
is refused, and each life ends closed.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from status_lives import Led, Life

GOLDEN = Path(__file__).parent / "golden" / "status"
DAY = dt.date
LIVES = (
    Life(  # open questions, late applicants, a moved kick-off, a withdrawal, a mentor who leaves
        "doctoral", "2027-spring", DAY(2026, 10, 20), DAY(2027, 12, 10),
        {"2026-11-01": ("mentees.xlsx", "mentors.csv")},
        {
            "2026-12-20": ("import", "SAMPLE/mentees-late.xlsx", "--cohort", "2027-spring", "--yes", "--accept"),
            "2027-01-04": ("cohort", "change", "2027-spring", "--date", "kickoff=2027-01-28", "--only"),
            "2027-01-12": ("application", "withdraw", "2027-spring", "mentee 1", "--yes"),
            "2027-02-20": ("application", "withdraw", "2027-spring", "mentor 2", "--yes"),
        },
    ),
    Life(  # a cancelled kick-off, a pair that ends early, who waits is carried over
        "alumni", "2027-alumni", DAY(2026, 10, 27), DAY(2027, 12, 31),
        {"2026-11-10": ("alumni-students.xlsx", "alumni-mentors.csv")},
        {
            "2027-01-20": ("invite", "cancel", "kickoff", "2027-alumni"),
            "2027-03-15": ("pair", "end", "2027-alumni", "mentee 1", "--on", "2027-03-15", "--reason", "moved"),
            "2027-05-04": ("cohort", "new", "alumni", "2028-alumni"),
        },
    ),
    Life(  # somebody set aside, a withdrawal
        "joint", "2027-joint", DAY(2026, 12, 20), DAY(2028, 5, 10),
        {"2027-02-01": ("joint-mentees.xlsx", "joint-mentors.csv")},
        {"2027-03-20": ("application", "withdraw", "2027-joint", "mentee 1", "--yes")},
        selected="joint-list.csv",
    ),
    Life(  # a circle that ends early
        "peer", "2027-peers", DAY(2027, 1, 5), DAY(2028, 4, 30), {"2027-02-01": ("peers.csv",)},
        {"2027-05-20": ("pair", "end", "2027-peers", "mentee 1", "--on", "2027-05-20", "--reason", "moved", "--group")},
    ),
    Life(  # a declined proposal, a pair that ends early, a second application
        "open", "2027-open", DAY(2027, 1, 5), DAY(2029, 1, 20),
        {"2027-02-01": ("open-mentees.xlsx", "open-mentors.csv")},
        {
            "2027-04-20": ("pair", "end", "2027-open", "Rantala", "--on", "2027-04-20", "--reason", "moved"),
            "2027-04-21": ("import", "SAMPLE/open-mentees.xlsx", "--cohort", "2027-open", "--yes", "--accept"),
        },
        declines=("Liam",),
    ),
)  # fmt: skip


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.programme)
def test_a_life_led_by_status_alone_comes_to_its_end(tmp_path, life):
    told = Led(tmp_path / "w", life).lead()
    path = GOLDEN / f"{life.programme}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8", newline="\n")
    assert re.search(r"done: closed; what is left: [^\n]*the erasing of data by [\d-]+\n$", told)
    assert told == path.read_text(encoding="utf-8")
