"""Ordinals, halves of the day, a no to one way, errors of OpenDocument sheets: read right, or told by cell."""

import csv
import io
import json
import zipfile
from xml.sax.saxutils import escape

import pytest
from repetition_exports import COHORT
from test_cells_and_texts import TITLES, imported, mentor, times, workbook, written

from mentorcli.intake.values.capacity import capacity_of
from mentorcli.intake.values.consent import says_yes
from mentorcli.names.yes_no import attendance

UNCLEAR = "capacity_unreadable"
ORDINALS = [
    "3. kerta", "2. kerta mentorina", "4. vuosi", "1. period", "2:a gången", "3:e", "1st time", "time 2", "2. kierros",
]  # fmt: skip
COUNTS = {
    "2.": (1, 2), "2. Olen paikalla iltaisin": (1, 2), "max. 2 aktoria": (1, 2), "2st": (1, 2), "1, 2 or 3": (1, 3),
    "yksi, kaksi tai kolme": (1, 3), "som mest 2": (1, 2), "max. 3 på en gång": (1, 3), "2 seats": (1, 2),
    "2 paikkaa": (1, 2), "2 mentees (1 hour / month)": (1, 2), "2 aktoria (n. 1 h/kk)": (1, 2), "one is enough": (1, 1),
}  # fmt: skip
OTHERS = [
    "2 / vuosi", "1/2", "2/term", "1 now / 2 later", "2 paikkakuntaa", "1 mentee/term", "max 2/group", "1, 2, 3",
]  # fmt: skip
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
FILTERED = ' table:visibility="filter"'
HALVES = [
    ("9.11.2026 9.39 ap.", "9.11.2026 2.05 ip."), ("2026-11-09 9:39 fm", "2026-11-09 2:05 em"),
    ("2026-11-09 9:39 f.m.", "2026-11-09 2:05 e.m."), ("9.11.2026 9:39 AM", "9.11.2026 2:05 p.m."),
]  # fmt: skip


def test_an_ordinal_is_no_number_of_mentees(workspace):
    rows = [mentor(n, capacity=text) for n, text in enumerate(ORDINALS)]
    told = imported(workspace, written(workspace, rows), code=3)
    assert {cell for code, cell in told if code == UNCLEAR} >= {
        f"G{n + 2}" for n in range(len(ORDINALS))
    }


@pytest.mark.parametrize(("text", "wanted"), COUNTS.items())
def test_numbers_that_count_people(text, wanted):
    found = capacity_of(text, (1, 3))
    assert found
    assert (found.fewest, found.most) == wanted


@pytest.mark.parametrize("text", OTHERS)
def test_numbers_beside_other_things_are_asked(text):
    assert capacity_of(text, (1, 3)) is None


@pytest.mark.parametrize("texts", HALVES)
def test_halves_of_the_day_in_three_languages(workspace, texts):
    path = written(workspace, [mentor(n, time=text) for n, text in enumerate(texts)])
    imported(workspace, path)
    assert set(times(workspace).values()) == {"2026-11-09"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("not remotely", ""), ("ei etänä", ""), ("inte på distans", ""), ("no", "no"), ("en pääse", "no"), ("yes, remotely", "remotely")],
)  # fmt: skip
def test_a_no_to_one_way_is_no_no(text, wanted):
    assert attendance(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
         ("Yes, as long as HR only", None),  ("Ja, så länge jag är med", None),
        ("Yes, provided that nobody else sees it", None), ("en voi tietää", None), ("I agree", True), ("Samtycker", True),
        ("Selected", True), ("Tosi", True), ("FALSKT", False), ("Tosi hyvä", None), ("Epätosi", False),
    ],
)  # fmt: skip
def test_a_consent_to_a_part_is_none(text, wanted):
    assert says_yes(text) is wanted


PARTS = [
    "Yes, minus the photo", "Agree to some", "hyväksyn osan", "Yes, for this year", "samtycker till första punkten",
    "kyllä tällä kertaa", "Agreed in principle",
]  # fmt: skip
WHOLE = ["I agree", "Yes, I have read it", "Hyväksyn ehdot", "Jag samtycker"]


def test_a_consent_to_a_part_or_for_a_time_is_asked_about(workspace):
    rows = [mentor(n) for n in range(len(PARTS))]
    for row, text in zip(rows, PARTS, strict=True):
        row[7] = text
    told = imported(workspace, written(workspace, rows), code=3)
    assert {cell for code, cell in told if code == "consent_unclear"} == {
        f"H{n + 2}" for n in range(len(PARTS))
    }


def test_a_whole_consent_and_the_words_of_the_form_are_taken(workspace):
    rows = [mentor(n) for n in range(len(WHOLE) + 2)]
    for row, text in zip(rows, WHOLE + ["Yes, it may be shown to all"] * 2, strict=True):
        row[7] = text
    assert not [
        code for code, _ in imported(workspace, written(workspace, rows)) if "consent" in code
    ]


@pytest.mark.parametrize("text", ['"', '-"-', "〃", "sama", "Same", "samma."])
def test_what_may_mean_the_row_above_is_told(workspace, text):
    path = workspace.folder / "mentors.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [[*TITLES, "Current employer"], [*mentor(0), "Louhi Oy"], [*mentor(1), text]]
        csv.writer(file).writerows(rows)
    assert ("text_again", "I3") in imported(workspace, path)


def test_a_required_column_in_doubt_is_asked_though_the_proposal_was_accepted(workspace):
    said = ["it depends", "soon", "no idea", "2", "perhaps", "later", "unsure"]
    titles = [
        t if t != "Capacity" else "How many mentees could you mentor at the same time?"
        for t in TITLES
    ]
    path = workspace.folder / "mentors.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([titles, *(mentor(n, capacity=c) for n, c in enumerate(said))])
    done = workspace(
        "import", path, "--cohort", COHORT, "--as", "mentors", "--accept", "--json", code=3
    )
    (problem,) = (p for p in json.loads(done.stdout)["problems"] if p["cell"] == "G1")
    assert problem["severity"] == "decide"


def test_formulas_without_a_value_are_named_by_cell(workspace):
    rows = [mentor(0), mentor(1, capacity="=1+1")]
    done = workspace(
        "import", workbook(workspace, rows), "--cohort", COHORT, "--as", "mentors", "--accept"
    )
    assert "(G3)" in " ".join(done.stderr.split())


def opendocument(rows, hidden, errors):
    """Return a sheet as LibreOffice writes it, with a repeated row and cell, errors and a hidden row."""

    def cell(number, index, text):
        if (number, index) in errors:
            return (
                '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
                'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
            )
        return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'

    body = "".join(
        ("<table:table-row" + (FILTERED if n in hidden else "") + ">")
        + "".join(cell(n, i, text) for i, text in enumerate(row))
        + '<table:table-cell table:number-columns-repeated="3"/></table:table-row>'
        for n, row in enumerate(rows)
    )
    names = {"office": "office:1.0", "table": "table:1.0", "text": "text:1.0"}
    spaces = "".join(
        f' xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}"' for k, v in names.items()
    )
    spaces += (
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Svar &amp; mer">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return buffer.getvalue()


def test_errors_and_hidden_rows_of_opendocument_sheets_are_told(workspace):
    blank = ["", "", "", "", "", "", "", ""]
    rows = [TITLES, mentor(0), blank, mentor(1), mentor(2)]
    path = workspace.folder / "mentors.ods"
    path.write_bytes(opendocument(rows, {4}, {(1, 5), (3, 6)}))
    told = imported(workspace, path)
    assert {("error_as_text", "F2"), ("error_as_text", "G4"), ("hidden_rows", "A5")} <= {*told}
