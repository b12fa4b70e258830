import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from intake_exports import inline, msforms, workbook, zipped

from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.table import Row
from mentorcli.files.opening import read_tables

EVENING = dt.datetime(2026, 11, 5, 20, 31)  # noqa: DTZ001 - cells have no zone

A_DAY = '<x:row r="1"><x:c r="A1" s="1"><x:v>45000.5</x:v></x:c></x:row>'


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _codes(path: Path) -> list[str]:
    return [p.code for p in read_tables(path)[1]]


def test_dimension_a1_hides_nothing(tmp_path):
    content = msforms(["ID", "Name "], [[2, "Åsa"], [3, "Öster"]])
    (table,), problems = read_tables(_written(tmp_path / "x.xlsx", content))
    assert [r.cells for r in table.rows] == [("ID", "Name "), (2, "Åsa"), (3, "Öster")]
    assert (table.kind, table.sheet, table.visible, problems) == ("xlsx", "Sheet1", True, ())


def test_content_decides_and_not_the_name(tmp_path):
    book = _written(tmp_path / "answers.csv", msforms(["ID"], [[2]]))
    text = _written(tmp_path / "answers.xlsx", b"ID;Nimi\n1;\xc3\x85sa\n")
    assert read_tables(book)[0][0].kind == "xlsx"
    assert read_tables(text)[0][0].rows[1].cells == ("1", "Åsa")


def test_rows_and_columns_keep_the_numbers_that_people_see(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        page = book.add_worksheet("Tabelle")
        page.write("C4", "title")
        page.write("C7", 12.0)
        page.write("D7", 1.5)
    rows = read_tables(tmp_path / "x.xlsx")[0][0].rows
    assert rows == (Row(4, (None, None, "title", None)), Row(7, (None, None, 12, 1.5)))


def test_dates_stay_dates(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "x.xlsx", {"default_date_format": "d.m.yyyy h:mm"}) as book:
        book.add_worksheet().write_datetime(0, 0, EVENING)
    assert read_tables(tmp_path / "x.xlsx")[0][0].rows[0].cells == (EVENING,)


def test_hidden_sheets_and_rows_and_uncalculated_formulas_are_told(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    for row in (["Name"], ["Åsa"], ["Ole"], ["=1+1"]):
        page.append(row)
    page.row_dimensions[3].hidden = True
    book.create_sheet("secret").sheet_state = "hidden"
    book.save(tmp_path / "x.xlsx")
    tables, problems = read_tables(tmp_path / "x.xlsx")
    assert [t.visible for t in tables] == [True, False]
    assert [(p.code, p.place.cell) for p in problems] == [
        ("hidden_rows", "A3"), ("formula_without_value", "A4"),
    ]  # fmt: skip


def test_formatted_empty_rows_are_no_rows(tmp_path):
    empty = "".join(f'<x:row r="{n}"><x:c r="A{n}" s="1"/></x:row>' for n in range(3, 900))
    sheet = f'<x:row r="1">{inline("A1", "Name")}</x:row><x:row r="2">{inline("A2", "Åsa")}</x:row>'
    content = zipped(workbook(sheet + empty))
    assert len(read_tables(_written(tmp_path / "x.xlsx", content))[0][0].rows) == 2


def test_a_password_is_named_and_opens(tmp_path):
    import msoffcrypto.format.ooxml

    plain = _written(tmp_path / "plain.xlsx", msforms(["ID"], [[7]]))
    locked = tmp_path / "locked.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("kesä", target)
    with pytest.raises(UserError, match="password") as caught:
        read_tables(locked)
    assert caught.value.code is ExitCode.LOOK
    with pytest.raises(UserError, match="does not open"):
        read_tables(locked, "talvi")
    assert read_tables(locked, "kesä")[0][0].rows[1].cells == (7,)


def test_an_open_document_is_read(tmp_path):
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{n}="{office}{n}:1.0"' for n in ("office", "table", "text"))
    cells = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{v}</text:p>'
        "</table:table-cell></table:table-row>"
        for v in ("Name", "Åsa")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Taulu">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{office}manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    (table,), _ = read_tables(_written(tmp_path / "x.ods", zipped(parts)))
    assert (table.kind, table.sheet, len(table.rows)) == ("ods", "Taulu", 2)


def _zip(path: Path, names: list[str], content: bytes = b"a,b\n1,2\n") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return path


def test_the_one_export_in_a_zip_is_read(tmp_path):
    names = ["folder/", "folder/answers.csv", "__MACOSX/._answers.csv", "readme.pdf"]
    (table,), _ = read_tables(_zip(tmp_path / "answers.csv.zip", names))
    assert (table.kind, table.file) == ("csv", "answers.csv.zip › answers.csv")
    inside = _zip(tmp_path / "book.zip", ["Sheet_1.xlsx"], msforms(["ID"], [[7]]))
    assert read_tables(inside)[0][0].rows[1].cells == (7,)


def test_a_zip_with_several_exports_lists_them(tmp_path):
    path = _zip(tmp_path / "answers.zip", ["a.csv", "b.xlsx"])
    with pytest.raises(UserError, match=r"a\.csv, b\.xlsx") as caught:
        read_tables(path)
    assert "Extract" in caught.value.remedy


def test_the_password_comes_from_a_file_or_the_environment(tmp_path, workspace):
    import msoffcrypto.format.ooxml

    plain = _written(tmp_path / "plain.xlsx", msforms(["ID"], [[7]]))
    with plain.open("rb") as source, (workspace.folder / "locked.xlsx").open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("kesä", target)
    command = ("import", "locked.xlsx", "--cohort", "2027-spring", "--as", "mentees")
    (workspace.folder / "secret.txt").write_text("kesä\n", encoding="utf-8")
    assert "has a password" in workspace(*command, code=3).stderr
    opened = workspace(*command, "--password-file", "secret.txt", code=3)
    again = workspace(*command, code=3, MENTORCLI_PASSWORD="kesä")
    assert "not certain" in opened.stderr
    assert opened.stderr == again.stderr


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        (f'<x:row r="1">{inline("A1", "a")}{inline("B1", "b")}{inline("A1", "c")}</x:row>', "cell_twice", "A1"),
        (f'<x:row r="2">{inline("A2", "a")}</x:row><x:row r="1">{inline("A1", "b")}</x:row>', "rows_out_of_order", "A1"),
        (f'<x:row r="1">{inline("A1", "a")}</x:row><x:row r="1">{inline("A1", "b")}</x:row>', "cell_twice", "A1"),
        *((f"{A_DAY}<x:row r='2'><x:c r='A2' s='1'><x:v>{serial}</x:v></x:c></x:row>", "date_impossible", "A2")
          for serial in ("100000000000", "-5", "0", "60", "2958466", "1e400")),
    ],
)  # fmt: skip
def test_what_a_reader_passes_over_is_told(rows, code, cell, tmp_path):
    (table,), problems = read_tables(_written(tmp_path / "x.xlsx", zipped(workbook(rows))))
    assert (code, cell) in [(p.code, p.place.cell) for p in problems]
    if code == "date_impossible":
        assert [r.number for r in table.rows] == [1]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<x:c r="B1" t="e"><x:v>#N/A</x:v></x:c>', "#N/A"),
        ("<x:c r='B1' s='1' t='e'><x:f>A1/0</x:f><x:v>#DIV/0!</x:v></x:c>", "#DIV/0!"),
        ('<x:c t="e" r="B1"><x:f t="shared" si="0"/><x:v>#REF!</x:v></x:c>', "#REF!"),
        ('<x:c r="B1" t="e"></x:c>', "#N/A"),
    ],
)
def test_an_error_is_kept_as_it_is_shown(cell, shown, tmp_path):
    rows = f'<x:row r="1">{inline("A1", "a")}{cell}<x:c r="C1"><x:v>1</x:v></x:c></x:row>'
    (table,), _ = read_tables(_written(tmp_path / "x.xlsx", zipped(workbook(rows))))
    assert table.rows[0].cells == ("a", shown, 1)


def test_rows_in_falling_order_come_out_right(tmp_path):
    rows = "".join(f'<x:row r="{n}">{inline(f"A{n}", str(n))}</x:row>' for n in (3, 1, 2))
    (table,), _ = read_tables(_written(tmp_path / "x.xlsx", zipped(workbook(rows))))
    assert [(r.number, r.cells) for r in table.rows] == [(n, (str(n),)) for n in (1, 2, 3)]


def test_progress_is_told_to_the_end(tmp_path):
    told = []
    path = _written(tmp_path / "x.xlsx", msforms(["ID"], [[n] for n in range(2, 1_002)]))
    read_tables(path, None, lambda done, total: told.append((done, total)))
    assert told[-2:] == [(1_001, 1_001), (0, 0)]
    assert len(told) > 2
