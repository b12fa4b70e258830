"""Texts that were turned into UTF-8 twice: turned back where all can be, told where a part can."""

import io

import openpyxl
import pytest

from mentorcli.files.opening import read_tables

NAMES = ("Päivi Öhman", "Zoë Mäki", "Åsa af Björksten", "François Ærø", "Łukasz “Luka” Šimić – x")


def twice(text):
    """A text as it looks when its UTF-8 is taken for Windows text."""
    left_open = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    return "".join(chr(b) if b in left_open else bytes([b]).decode("cp1252") for b in text.encode())


def table_of(folder, rows, kind):
    path = folder / f"answers.{kind}"
    if kind == "csv":
        path.write_text("\n".join(",".join(r) for r in rows) + "\n", encoding="utf-8")
    else:
        book, saved = openpyxl.Workbook(), io.BytesIO()
        for row in rows:
            book.active.append(row)
        book.save(saved)
        path.write_bytes(saved.getvalue())
    (table,), problems = read_tables(path)
    return [list(row.cells) for row in table.rows], [p.code for p in problems]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_encoded_twice_is_turned_back_and_told(tmp_path, kind):
    rows = [["Nimi", "Muuta"], *([name, "kyllä"] for name in NAMES)]
    there = [[twice(c) for c in row] for row in rows]
    assert table_of(tmp_path, there, kind) == (rows, ["text_encoded_twice"])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_where_only_a_part_was_it_is_asked_and_nothing_changed(tmp_path, kind):
    rows = [["Nimi", "Muuta"], [twice(NAMES[0]), "x"], [NAMES[1], "x"]]
    assert table_of(tmp_path, rows, kind) == (rows, ["text_partly_twice"])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_texts_that_only_look_odd_stay_as_they_are(tmp_path, kind):
    rows = [["Nimi", "Muuta"], *([name, "São Paulo Ã, Â"] for name in NAMES)]
    rows = [[c.replace(",", "") for c in row] for row in rows]
    assert table_of(tmp_path, rows, kind) == (rows, [])
