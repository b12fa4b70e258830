"""The board says where people are from, where others of a match may know it, and finds them by it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from board_browser import chromium, needs_chromium, opened
from matching_cases import SOURCE
from matching_generated import DOCTORAL, cohort

from mentorcli.domain.application import Given
from mentorcli.domain.programme import Visibility
from mentorcli.matching import board_page, propose

JOINT = "2027-joint"


def with_employers(visible):
    """Return a cohort whose mentors each work somewhere, which the others of a match may know or not."""
    fields = {
        role: tuple(
            replace(f, visible_to=visible) if f.key in ("employer", "school", "department") else f
            for f in every
        )
        for role, every in DOCTORAL.fields.items()
    }
    found = cohort(8, 4, programme=replace(DOCTORAL, fields=fields))
    works = [
        replace(a, answers={**a.answers, "employer": Given(f"Yritys{n} Oy", SOURCE)})
        for n, a in enumerate(found.mentors)
    ]
    return replace(found, mentors=tuple(works))


@pytest.mark.parametrize("visible", [Visibility.HR, Visibility.STATISTICS])
def test_an_employer_that_only_hr_may_know_is_not_there(visible):
    found = with_employers(visible)
    assert "Yritys" not in board_page(found, propose(found)).decode()
    found = with_employers(Visibility.MATCH)
    assert "Yritys0 Oy" in board_page(found, propose(found)).decode()


@needs_chromium
def test_cards_say_where_a_mentor_works_and_are_found_by_it(run, sample):
    run("init", ".")
    run("cohort", "new", "joint", JOINT)
    run("import", sample / "joint-list.csv", "--as", "selected", "--cohort", JOINT, "--accept")
    forms = (sample / "joint-mentees.xlsx", sample / "joint-mentors.csv")
    run("import", *forms, "--cohort", JOINT, "--accept")
    run("match", JOINT)
    run("plan", "board", JOINT)
    file = run.folder / "out" / JOINT / "board.html"
    with chromium() as browser, opened(browser, file) as page:
        card = page.get_by_role("region", name="Chloe Martin")
        assert "Rantakivi Oy · English" in card.inner_text()
        page.get_by_label("Search").fill("rantakivi")
        found = page.locator(".card:visible h3").all_inner_texts()
        assert "Chloe Martin" in found
        assert "Iida Laakso" not in found
        page.get_by_label("Search").fill("")
        page.get_by_text("Daniel Ahola").first.click()
        panel = page.locator("#panel").inner_text()
        assert "Example University · " in panel
        assert panel.count("Rantakivi Oy") == 1
