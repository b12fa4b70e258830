"""Questions or sections in one row and options or titles under them, by the real command."""

import json

import openpyxl
import pytest
from repetition_exports import COHORT, ends
from repetition_exports import stored as all_stored

OWN = ("Timestamp", "First name", "Last name", "E-mail address")
LANGUAGES, GOALS, INDUSTRIES = (
    ("In which language(s) would you like to be mentored?", ("English", "Finnish", "Swedish")),
    ("What do you want from mentoring? Choose up to three", ("Networks", "Leadership", "Work-life balance")),
    ("Which industries interest you?", ("ICT and software", "Health and life sciences")),
)  # fmt: skip
ASKED = (LANGUAGES, GOALS, INDUSTRIES)
OPTIONS = tuple(o for _, options in ASKED for o in options)
MERGED = ("E1:G1", "H1:J1", "K1:L1")


def spread(*pairs, repeated=False):
    """Return texts each over so many cells: in the first of them, or in all."""
    return [text if repeated or i == 0 else None for text, n in pairs for i in range(n)]


def questions(*, repeated=False):
    return spread(*((q, len(options)) for q, options in ASKED), repeated=repeated)


def rows(mark=lambda _: "x"):
    chosen = ("English", "Swedish", "Leadership", "ICT and software")
    return [
        [f"2026-11-0{n + 1} 10:00:00", name, "Ek", f"m{n}@example.org",
         *(mark(o) if o in chosen else None for o in OPTIONS), "Yes"]
        for n, name in enumerate(("Aino", "Bo", "Carla", "Dan"))
    ]  # fmt: skip


def workbook(workspace, lines, merged=()):
    path, book = workspace.folder / "mentees.xlsx", openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)
    return path


def imported(workspace, path):
    """Import mentees without a word: whatever had to be asked would stop it."""
    done = workspace(
        "import", path, "--cohort", COHORT, "--as", "mentees", "--yes", "--json", code=0
    )
    return json.loads(done.stdout)


SHAPES = {
    "titles beside questions": ([*OWN, *questions(), "Consent"], [*[None] * 4, *OPTIONS, None]),
    "questions repeated": (
        [*OWN, *questions(repeated=True), "Consent"],
        [*[None] * 4, *OPTIONS, None],
    ),
    "both rows full": ([*OWN, *questions(repeated=True), "Consent"], [*OWN, *OPTIONS, "Consent"]),
    "sections over options": (
        [*spread(("Background", 4), ("Languages", 3), ("Goals", 3), ("Industries", 2)), None],
        [*OWN, *OPTIONS, "Consent"],
    ),
    "sections over whole titles": (
        spread(("Basic information", 4), ("Your wishes", 8), ("Permissions", 1)),
        [*OWN, *(f"{q} [{o}]" for q, options in ASKED for o in options), "Consent"],
    ),
    "titles in either row": (
        [*spread(("Background", 4)), *questions(), "Consent"],
        [*OWN, *OPTIONS, None],
    ),
}


@pytest.mark.parametrize("mark", [lambda _: "x", lambda o: o, lambda _: 1, lambda _: "Kyllä"])
@pytest.mark.parametrize("shape", SHAPES)
def test_options_under_their_question_are_understood(workspace, shape, mark):
    imported(workspace, workbook(workspace, [*SHAPES[shape], *rows(mark)]))
    said = all_stored(workspace)["Bo Ek"]
    assert (said["languages"], said["goals"], said["industries"]) == (["en", "sv"], ["leadership"], ["ict"])  # fmt: skip


@pytest.mark.parametrize("shape", ["titles beside questions", "sections over options"])
def test_so_where_they_are_merged(workspace, shape):
    below = [f"{c}1:{c}2" for c in "ABCDM"] if shape == "titles beside questions" else ["A1:D1"]
    lines = [*SHAPES[shape], *rows()]
    imported(workspace, workbook(workspace, lines, [*MERGED, *below]))
    assert all_stored(workspace)["Bo Ek"]["languages"] == ["en", "sv"]


def test_a_merged_section_ends_where_its_cells_end(workspace):
    lines = [[*[None] * 4, *questions(), None], [*OWN, *OPTIONS, "Consent"], *rows()]
    imported(workspace, workbook(workspace, lines, MERGED))
    assert all_stored(workspace)["Bo Ek"]["consent"] is True
    assert all_stored(workspace)["Bo Ek"]["industries"] == ["ict"]


@pytest.mark.parametrize("shape", SHAPES)
def test_it_is_known_again_and_its_kept_rows_are_read_as_before(workspace, shape):
    path = workbook(workspace, [*SHAPES[shape], *rows()])
    imported(workspace, path)
    before = all_stored(workspace)
    workbook(workspace, [*SHAPES[shape], *rows()[:3]])
    assert ends(imported(workspace, path)) == [("unchanged", "")] * 3
    workspace("form", "replay", "doctoral-mentee", "--cohort", COHORT, "--yes", code=None)
    assert all_stored(workspace) == before


@pytest.mark.parametrize("sections", ["Background", "Perustiedot", "1. Who are you?"])
def test_plain_titles_under_sections_are_themselves(workspace, sections):
    titles = [*OWN, *(q for q, _ in ASKED), "Anything else we should know?", "Consent"]
    above = spread((sections, 4), ("Wishes for the mentoring", 3), ("Other", 2))
    said = [[*row[:4], "English, Finnish", "Networks", "ICT and software", "hi", "Yes"] for row in rows()]  # fmt: skip
    imported(workspace, workbook(workspace, [above, titles, *said]))
    assert all_stored(workspace)["Bo Ek"]["languages"] == ["en", "fi"]
    assert all_stored(workspace)["Bo Ek"]["other"] == "hi"
