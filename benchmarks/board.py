"""The board's size, and how long it takes to write, to load in Chromium and to open a person.

Run from the checkout: python benchmarks/board.py. Cohorts are those of tests/matching_generated.py; the
plan is not the best one but a quick one, as its worth does not matter here.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from matching_generated import cohort

from mentorcli.domain.plan import Match, MatchingCase, Plan
from mentorcli.matching import board_page

SIZES = ((11, 29), (46, 140), (150, 300), (500, 1000))
CHROMIUM = "/usr/bin/chromium"


def quick_plan(case: MatchingCase) -> Plan:
    """Put three mentees with each mentor, in order, whatever the rules say."""
    mentees = [a.person for a in case.mentees]
    matches = [
        Match(f"g{n}", mentor.person, tuple(mentees[3 * n : 3 * n + 3]), "en", 0, ())
        for n, mentor in enumerate(case.mentors)
        if mentees[3 * n : 3 * n + 3]
    ]
    return Plan(case.cohort, "", "", tuple(matches), (), (), (), ())


def main() -> None:
    """Print a row for each size."""
    from playwright.sync_api import sync_playwright

    print("| mentors x mentees | file | written in | load | open a person |")
    print("| --- | --- | --- | --- | --- |")
    with sync_playwright() as tool, tempfile.TemporaryDirectory() as folder:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for mentors, mentees in SIZES:
            case = cohort(mentees, mentors)
            began = time.perf_counter()
            content = board_page(case, quick_plan(case))
            wrote = time.perf_counter() - began
            file = Path(folder) / "board.html"
            file.write_bytes(content)
            page = browser.new_page()
            page.goto(file.as_uri())
            load = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
            opened = page.evaluate(
                "() => { const t = performance.now(); openPanel(0); return performance.now() - t }"
            )
            size = f"{len(content) / 1000:,.0f} KB"
            print(
                f"| {mentors} x {mentees} | {size} | {wrote:.1f} s | {load:.0f} ms | {opened:.0f} ms |"
            )
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
