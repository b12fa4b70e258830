"""Files that are damaged, mistaken or meant to harm: a sentence, never a traceback."""

import zipfile

import pytest
from intake_exports import inline, msforms, workbook, zipped

from mentorcli.domain.problem import UserError
from mentorcli.files.opening import read_tables

GOOD = msforms(["ID", "Name"], [[2, "Åsa"], [3, "Ole"]])
ROW = f'<x:row r="1">{inline("A1", "Name")}</x:row>'


def _flipped() -> bytes:
    at = GOOD.index(b"Ole")
    return GOOD[:at] + b"Ule" + GOOD[at + 3 :]


def _bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in workbook(ROW).items():
            archive.writestr(name, content)
        archive.writestr("xl/media/zeros.bin", b"\0" * (8 << 20))
    return path.read_bytes()


def _strings(declared: str) -> bytes:
    return zipped(workbook(ROW, {"xl/sharedStrings.xml": (
        '<x:sst xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'count="{declared}" uniqueCount="{declared}"></x:sst>'
    )}))  # fmt: skip


def _far(place: str, row: str) -> bytes:
    return zipped(workbook(f'{ROW}<x:row r="{row}">{inline(place, "x")}</x:row>'))


DTD = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "empty": (b"", "empty"),
    "only a mark": (b"\xef\xbb\xbf\r\n", "empty"),
    "truncated": (GOOD[: len(GOOD) // 2], "damaged"),
    "a flipped byte": (_flipped(), "damaged"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "web page": (b"  <!DOCTYPE html><table>", "web page"),
    "excel xml": (b"<?xml version='1.0'?><Workbook/>", "XML"),
    "picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "noise": (bytes(range(256)) * 20, "neither"),
    "numbers": (zipped({"Index/Document.iwa": b"x"}), "Numbers"),
    "word": (zipped({"word/document.xml": "<x/>"}), "Word"),
    "no sheets": (zipped({"xl/workbook.xml": "<x/>"}), "cannot be read"),
    "ole noise": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office"),
    "entities": (zipped(workbook(ROW, {"docProps/core.xml": f"{DTD}<x>&a;</x>"})), "DOCTYPE"),
    "entities in utf-16": (
        zipped(workbook(ROW, {"docProps/core.xml": f"{DTD}<x/>".encode("utf-16")})),
        "DOCTYPE",
    ),
    "many parts": (zipped(workbook(ROW, {f"x/{i}": b"" for i in range(2_000)})), "parts"),
    "far row": (_far("A1000000000", "1000000000"), "far outside"),
    "far corner": (_far("XFD1048576", "1048576"), "far outside"),
    "far cell": (_far("CV1048576", "1048576"), "far outside"),
    "lying count": (_strings("4294967295"), "damaged|cannot be read"),
    "huge count": (_strings("1000000000000000000"), "damaged|cannot be read"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence(name, tmp_path):
    content, says = HOSTILE[name]
    path = tmp_path / "answers.xlsx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=says) as caught:
        read_tables(path)
    assert caught.value.remedy


def test_a_bomb_is_refused_before_it_unpacks(tmp_path):
    path = tmp_path / "answers.xlsx"
    path.write_bytes(_bomb(path))
    with pytest.raises(UserError, match="unpacks to far more"):
        read_tables(path)


def test_missing_files_and_folders_are_named(tmp_path):
    with pytest.raises(UserError, match="no file"):
        read_tables(tmp_path / "answers.xlsx")
    with pytest.raises(UserError, match="folder"):
        read_tables(tmp_path)


def test_a_wide_merge_and_many_sheets_harm_nothing(tmp_path):
    parts = workbook(ROW)
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    merge = '<x:mergeCells count="1"><x:mergeCell ref="A1:XFD1048576"/></x:mergeCells>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</x:worksheet>", f"{merge}</x:worksheet>")
    path = tmp_path / "answers.xlsx"
    path.write_bytes(zipped(parts))
    assert read_tables(path)[0][0].rows[0].cells == ("Name",)
