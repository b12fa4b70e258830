"""Texts as no tool should write them, for fuzzing the text reader: tests and benchmarks use it."""

from __future__ import annotations

import codecs

from hypothesis import strategies as st

from mentorcli.domain.problem import UserError
from mentorcli.files.delimited import read_text
from mentorcli.files.encoding import looks_binary

MARKS = [
    b"",
    b"",
    b"",
    codecs.BOM_UTF8,
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
    codecs.BOM_UTF32_LE,
]
ENCODINGS = [
    "utf-8",
    "cp1252",
    "utf-16-le",
    "utf-16-be",
    "cp850",
    "mac_roman",
    "latin-1",
    "utf-8-sig",
]
PIECES = st.sampled_from([
    ",", ";", "\t", "|", '"', '""', "\n", "\r\n", "\r", "\x00", " ", "\u00a0", "\u2028", "\x0b", "\x1c",
    "\ufeff", "sep=;\n", "=1+1", "Åsa Öster", "Mäki-Petäys", "1,5", "a,b;c", "'", "\\", "\ufffd", "\U0001f600",
    "e\u0301", "x" * 300, '"a\nb"', "#N/A", "\x1a", "\x7f", "ID", "Email",
])  # fmt: skip
LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
RECORDS = st.tuples(
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.lists(st.lists(st.one_of(LETTERS, PIECES), max_size=6), max_size=8),
).map(lambda t: t[1].join(t[0].join(row) for row in t[2]))
TEXTS = st.one_of(st.lists(st.one_of(PIECES, LETTERS), max_size=40).map("".join), RECORDS)
ENCODED = st.tuples(TEXTS, st.sampled_from(ENCODINGS), st.sampled_from(MARKS)).map(
    lambda t: t[2] + t[0].encode(t[1], "replace")
)
SPOILT = st.tuples(ENCODED, st.integers(0, 400), st.binary(max_size=6)).map(
    lambda t: t[0][: t[1]] + t[2] + t[0][t[1] + 1 :]
)
CONTENTS = st.one_of(ENCODED, SPOILT, st.binary(max_size=200))


def hold(content: bytes) -> None:
    """Fail unless the bytes give a table that holds nothing but their text, or one sentence."""
    if looks_binary(content):
        return
    try:
        table, problems = read_text("x.csv", "", content)
    except UserError as error:
        assert all([error.message, error.remedy])  # noqa: PT017 - either way is right
        return
    numbers = [row.number for row in table.rows]
    assert numbers == sorted(set(numbers))
    assert not numbers or numbers[0] >= 1
    assert all(not row.is_empty() for row in table.rows)
    cells = [c for row in table.rows for c in row.cells]
    assert all(c is None or (isinstance(c, str) and c and "\x00" not in c) for c in cells)
    assert sum(len(c) for c in cells if c) <= len(content)
    assert len({p.code for p in problems}) <= 6
    assert read_text("x.csv", "", content) == (table, problems)
