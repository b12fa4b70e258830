"""Exports that are spoilt in known ways: read right, or told; wrong in silence never."""

import pytest
from polluted_texts import KINDS
from polluted_verdict import one_case, verdict

from mentorcli.files.delimited import read_text

HEAD = b"Timestamp,First name,Last name,E-mail address,Languages,Goals,Consent,Anything else we should know?\n"
ROW = b"2026-11-0%d 10:00:00,Aino,Kallio%d,a%d@example.org,English,Networks,Yes,\n"


def told(content):
    """Return the codes and cells of what is said of a text."""
    return [(p.code, p.place.cell) for p in read_text("x.csv", "", content)[1]]


def rows_with(spoilt, at=3):
    """Return an export of seven people, one of whose rows is spoilt."""
    rows = [ROW % (n, n, n) for n in range(1, 8)]
    rows[at - 2] = spoilt
    return HEAD + b"".join(rows)


@pytest.mark.parametrize("kind", KINDS)
def test_no_spoilt_export_is_wrong_in_silence(kind):
    for seed in range(6):
        found, content = one_case(kind, 7_000 + seed)
        assert found.word != "silent", (seed, found.why, content[:2_000])


@pytest.mark.parametrize("kind", ["clean", "line_ends_by_row", "backslash", "preamble", "footer"])
def test_what_can_be_read_is_not_asked_about(kind):
    for seed in range(12):
        found, content = one_case(kind, seed)
        assert (found.word, found.asked) == ("right", False), (seed, found.why, content[:2_000])


def test_the_verdict_can_find_something_wrong():
    found = verdict(rows_with(ROW % (2, 2, 2)), {"a2@example.org": {"last_name": "Ek"}})
    assert found.word == "silent"


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (b"2026-11-02 10:00:00,Aino,Ek,a2@example.org,English,Networks,,Yes,\n", ("text_rows_wide", "I3")),
        (b"2026-11-02 10:00:00,,Aino,Ek,a2@example.org,English,Networks,Yes,\n", ("text_rows_wide", "I3")),
        (b'2026-11-02 10:00:00,Aino,Ek,a2@example.org,English,Networks,Yes,he said "no, thanks"\n', ("text_rows_wide", "I3")),
        (b'2026-11-02 10:00:00,Aino,Ek,a2@example.org,English,Networks,Yes,"he said "no, thanks"\n', ("text_quotes", "A3")),
        (b'2026-11-02 10:00:00,Aino,Ek,a2@example.org,"English,Networks,Yes,x\n', ("text_quotes", "A3")),
        (b"2026-11-02 10:00:00,Aino,Ek,a2@example.org,Networks,Yes,\n", ("text_rows_short", "H3")),
        (b"2026-11-02 10:00:00;Aino;Ek;a2@example.org;English;Networks;Yes;\n", ("text_rows_short", "B3")),
        (b"2026-11-02 10:00:00,Aino,Ek,a2@example.org,'English, suomi',Networks,Yes,\n", ("text_rows_wide", "I3")),
    ],
)  # fmt: skip
def test_a_row_that_does_not_fit_is_told_with_its_cell(spoilt, said):
    assert said in told(rows_with(spoilt))


def test_two_stray_quotes_that_swallow_one_line_are_told():
    first = b'2026-11-02 10:00:00,Aino,Ek,a2@example.org,English,Networks,Yes,"x\n'
    last = b'2026-11-02 10:00:00,Bo,Ek,b2@example.org,English,Networks,Yes,y"\n'
    assert ("text_quotes", "A3") in told(rows_with(first + last))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b",", b";", b"|"])
def test_a_space_after_each_delimiter_is_read(mark, end):
    rows = [
        b"ID, Name, Says",
        b'1, "Aino Kallio", "English, suomi; svenska | x"',
        b'2, "Bo ""B"" Ek", ok',
    ]
    rows = [r.replace(b", ", mark + b" ", 2) for r in rows]
    table, problems = read_text("x.csv", "", end.join(rows) + end)
    assert [r.cells for r in table.rows[1:]] == [
        ("1", "Aino Kallio", "English, suomi; svenska | x"), ("2", 'Bo "B" Ek', "ok"),
    ]  # fmt: skip
    assert problems == ()


def test_quoting_is_judged_on_the_whole_file():
    rows = [f"{n}\tAino {n}\tplain" for n in range(2_500)]
    bare = ['x\tBo\t"hei" he said', 'y\tCarla\t6" pipe', "z\tDinh\tok"]
    table, problems = read_text("x.csv", "", "\n".join(["ID\tName\tSays", *rows, *bare]).encode())
    assert [r.cells[2] for r in table.rows[-3:]] == ['"hei" he said', '6" pipe', "ok"]
    assert problems == ()
    held = ['x\tBo\t"one\ntwo"', 'y\tCarla\t"say ""hi"" "']
    table, problems = read_text("x.csv", "", "\n".join(["ID\tName\tSays", *rows, *held]).encode())
    assert [r.cells[2] for r in table.rows[-2:]] == ["one\ntwo", 'say "hi" ']
    assert problems == ()


def test_rows_wider_than_their_titles_are_told():
    content = b"Name,Says\n" + b"".join(b"Aino %d,well, yes\n" % n for n in range(5))
    assert ("text_titles_short", "C1") in told(content)


def test_two_encodings_in_one_file_are_told():
    content = rows_with(
        "2026-11-02 10:00:00,Päivi,Hämäläinen,a2@example.org,English,Networks,Yes,å\n".encode(
            "cp1252"
        )
    )
    assert told(content.replace(b"Kallio5", "Närhi".encode())) != []
    assert ("text_two_encodings", "") in told(content.replace(b"Kallio5", "Närhi".encode()))


def test_of_very_many_rows_that_do_not_fit_the_number_is_told():
    content = b"a,b,c\n" + b"1,2,3\n" * 1_300 + b"1,2\n" * 1_005
    said = told(content)
    assert len([c for c, _ in said if c == "text_rows_short"]) == 1_000
    assert ("text_rows_many", "") in said
