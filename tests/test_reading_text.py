import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_exports import google_download, google_sheet
from reading_texts import CONTENTS, hold

from mentorcli.domain.problem import UserError
from mentorcli.files.delimited import read_text

NAMES = "Nimi;Kieli\nÅsa Öster;suomi, ruotsi\nMäki-Petäys;englanti\n"
CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=12)


def _rows(content: bytes) -> list[tuple[object, ...]]:
    return [row.cells for row in read_text("x.csv", "", content)[0].rows]


def _codes(content: bytes) -> list[str]:
    return [p.code for p in read_text("x.csv", "", content)[1]]


@pytest.mark.parametrize(
    "content",
    [
        NAMES.encode(),
        codecs.BOM_UTF8 + NAMES.encode(),
        NAMES.encode("utf-16"),
        codecs.BOM_UTF16_BE + NAMES.encode("utf-16-be"),
        NAMES.encode("cp1252"),
        NAMES.replace("\n", "\r\n").encode(),
        ("sep=;\r\n" + NAMES).encode(),
        NAMES.replace("Öster", "Öst\x00er").encode(),
    ],
)
def test_encodings_come_out_alike(content):
    assert _rows(content)[1] == ("Åsa Öster", "suomi, ruotsi")


def test_a_nul_is_told_where_something_else_may_have_stood():
    told = read_text("x.csv", "", NAMES.replace("Öster", "Öst\x00er").encode())[1]
    assert [(p.code, dict(p.parameters)["line"]) for p in told] == [("text_nul", "2")]
    assert _codes(NAMES.encode() + b"\x00" * 9) == []
    assert _codes(NAMES.encode("utf-16")) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('="0401234567"', "0401234567"), ('"=""+358 40 123"""', "+358 40 123"), ('"=""a """"b"""""""', 'a "b"'),
        ('=""', None), ("=A1", "=A1"), ('=CONCATENATE("a")', '=CONCATENATE("a")'), ('="a"&"b"', '="a"&"b"'),
    ],
)  # fmt: skip
def test_a_text_that_a_formula_only_wraps_is_that_text(written, said):
    assert _rows(f"Nimi;Puhelin\nÅsa;{written}\nOle;1\n".encode())[1] == ("Åsa", said)


def test_windows_text_is_told():
    assert _codes(NAMES.encode("cp1252")) == ["text_not_utf8"]
    assert _codes(NAMES.encode()) == []


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_of_most_constant_width_wins(mark):
    rows = [["a", "b", "c"], ["1", "x y", "3"], ["4", "5", "z"]]
    content = "\n".join(mark.join(r) for r in rows).encode()
    assert _rows(content) == [tuple(r) for r in rows]


def test_commas_in_answers_do_not_beat_the_semicolon():
    content = b"Nimi;Teemat\nA;x, y, z\nB;x, y, z\nC;x, y, z\n"
    assert [len(r) for r in _rows(content)] == [2, 2, 2, 2]


def test_unquoted_tabs_keep_bare_quotes():
    content = 'Name\tSays\nÅsa\t"hei" he said\nOle\t6" pipe\nKai\tok\n'.encode()
    assert _rows(content)[1:] == [("Åsa", '"hei" he said'), ("Ole", '6" pipe'), ("Kai", "ok")]


def test_a_line_break_in_quotes_starts_no_row():
    table, _ = read_text("x.csv", "", b'A,B\n"one\ntwo",2\n\n3,4\n')
    assert [(r.number, r.cells) for r in table.rows] == [
        (1, ("A", "B")), (2, ("one\ntwo", "2")), (4, ("3", "4")),
    ]  # fmt: skip


def test_a_quote_that_never_closes_is_told():
    assert _codes(b'A,B\n1,2\n3,4\n"5,6\n7,8\n9,10\n') == ["text_quotes"]


def test_one_column_stays_one_column():
    assert _rows("Nimi\nÅsa\nOle\n".encode()) == [("Nimi",), ("Åsa",), ("Ole",)]


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_google_writes_comes_back(rows):
    headers = ["Timestamp", "Name, or names", "Why?"]
    for write in (google_sheet, google_download):
        expected = [tuple(v or None for v in r) for r in rows if any(v.strip() for v in r)]
        assert _rows(write(headers, rows))[1:] == expected


@given(CONTENTS)
def test_any_bytes_give_a_table_or_a_sentence(content):
    hold(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a;b,c\nd;e,f\ng;h,i\n", "text_delimiter_unclear"),
        (b"Name\nA, B\nC; D\nE\n", ""),
        (b"Name; Unit\nA\nB\nC\n", "text_one_column"),
        (b"a,b\n1,2\n3,4\n5,6, or 7\n", "text_rows_wide"),
        (b"a,b\n1,2\n3\n5,6\n", "text_rows_short"),
        (b'a,b\n1,"2\n3,4\n5,6\n7,8" x\n9,1\n8,2\n7,2\n', "text_quotes"),
        ("Nimi;Kieli\nHämäläinen;fi\n".encode("cp850"), "text_encoding_doubtful"),
        ("Nimi;Kieli\nHämäläinen;fi\n".encode("mac_roman"), "text_encoding_doubtful"),
        ("Nimi;Kieli\nHämäläinen;fi\n".encode() + b"\xc3;fi\n", "text_damaged"),
        (b"\xef\xbb\xbf" + "Nimi;Kieli\nÅke;fi\n".encode("cp1252"), "text_mark_lies"),
        ("\ufeffA;B\n".encode("utf-16-le") + b"\x00\xd8" * 3, "text_damaged"),
    ],
)
def test_a_guess_is_a_question(content, code):
    assert (_codes(content) or [""])[0] == code


def test_separators_behind_the_titles_alone_are_no_question():
    table, problems = read_text("t.csv", "", b"a,b,,\n1,2\n3,4\n")
    assert problems == ()
    assert [len(row.cells) for row in table.rows] == [4, 2, 2]
    assert [p.code for p in read_text("t.csv", "", b"a,b,,x\n1,2\n3,4\n")[1]] == ["text_rows_wide"]


def test_a_wide_text_is_refused():
    with pytest.raises(UserError, match="columns"):
        read_text("x.csv", "", b"," * 20_000 + b"\n")
