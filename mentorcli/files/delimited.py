"""Text tables: encoding and delimiter found by fixed rules; what stays a guess is a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.table import Row, Table, column_letter
from mentorcli.files.encoding import encoding_of
from mentorcli.files.records import Records, Shape, lines_of, strictly_wrong


def read_text(name: str, digest: str, content: bytes) -> tuple[Table, tuple[Problem, ...]]:
    """Return a text file as a table, and what was noticed.

    Encoding: byte order mark, else strict UTF-8, else Windows-1252. Delimiter: that of comma,
    semicolon, TAB and bar whose parse has the most constant number of fields. Row numbers are
    those that a spreadsheet shows, so a line break inside quotes does not start a row. Where
    another reading is as likely, or rows do not fit the width, a problem asks. Raises UserError
    for a text that is no table of answers at all.
    """
    encoding, problems = encoding_of(name, content)
    lines = lines_of(name, content, encoding)
    begun = _begin(lines)
    shape = announced(begun[0]) if begun else None
    doubt = ""
    if shape:
        begun = begun[1:]
    else:
        shape, doubt = shape_of(name, begun)
    records = Records(name, chain(begun, lines), shape)
    rows = tuple(_rows(records))
    whole = [r for r in rows if r.number != records.unclosed]
    found = (*problems, *_doubts(name, doubt, shape, begun), *_width_problems(name, whole, shape))
    if records.unclosed:
        place = Place(name, "", f"A{records.unclosed}")
        found = (*found, Problem.of("text_quotes", Severity.DECIDE, place))
    return Table(name, digest, "csv", "", rows), tuple(dict.fromkeys(found))


def _begin(lines: Iterator[str]) -> list[str]:
    """Return the first lines: enough to tell the delimiter."""
    begun: list[str] = []
    size = 0
    for line in lines:
        begun.append(line)
        size += len(line)
        if len(begun) >= LOOKED_AT or size >= LOOKED_AT_CHARACTERS:
            break
    return begun


def _rows(records: Records) -> Iterator[Row]:
    for number, record in enumerate(records, 1):
        if any(v and not v.isspace() for v in record):
            yield Row(number, tuple([v or None for v in record]))


def _doubts(name: str, doubt: str, shape: Shape, begun: Sequence[str]) -> list[Problem]:
    if not doubt:
        return []
    said = {"\t": "TAB"}.get(shape.delimiter, shape.delimiter)
    first = begun[0].strip()[:60] if begun else ""
    return [Problem.of(doubt, Severity.DECIDE, Place(name), delimiter=said, line=first)]


def _width_problems(name: str, rows: Sequence[Row], shape: Shape) -> list[Problem]:
    """Return what to say of rows that do not fit the table's usual width."""
    widths = Counter(len(r.cells) for r in rows)
    if not widths:
        return []
    usual = max(widths.items(), key=lambda item: (item[1], item[0]))[0]
    if len(widths) > 1 and usual == 1:
        usual = max(widths)  # most rows fell apart: nothing is usual, the widest may be the titles
    wide = [r for r in rows if any(c and not c.isspace() for c in _texts(r, usual))]
    short = [r for r in rows if len(r.cells) < usual]
    merged = [r for r in rows if len(r.cells) > 1 and _holds_rows(r, usual, shape)]
    problems = []
    for code, severity, found in (
        ("text_rows_wide", Severity.DECIDE, wide),
        ("text_rows_short", Severity.NOTE, short),
        ("text_quotes", Severity.DECIDE, merged),
    ):
        if found:
            cell = f"{column_letter(usual) if found is wide else 'A'}{found[0].number}"
            said = {"count": len(found), "width": usual}
            problems.append(Problem.of(code, severity, Place(name, "", cell), **said))
    return problems


def _texts(row: Row, start: int) -> list[str]:
    return [c for c in row.cells[start:] if isinstance(c, str)]


def _holds_rows(row: Row, usual: int, shape: Shape) -> bool:
    """Tell whether one cell holds what looks like whole rows: two stray quotes swallow them."""
    if not shape.quoted or usual <= 1:
        return False
    broken = (c for c in row.cells if isinstance(c, str) and "\n" in c)
    return any(c.count(shape.delimiter) >= 2 * (usual - 1) for c in broken)


DELIMITERS = (",", ";", "\t", "|")
SHAPES = (*(Shape(d, quoted=True) for d in DELIMITERS), Shape("\t", quoted=False))
ONE_COLUMN = Shape("\x1f", quoted=True)
LOOKED_AT = 2_000
LOOKED_AT_CHARACTERS = 1 << 20
NEARLY = 0.98


@dataclass(frozen=True, slots=True, order=True)
class _Score:
    """How well a mark fits: share of rows with the usual width, that width, if quotes hold."""

    share: float
    width: int
    clean: bool
    order: int


def announced(first: str) -> Shape | None:
    """Return the shape that Excel's own first line ``sep=;`` settles; it is no row."""
    said = first.strip().lower()
    if said.startswith("sep=") and said[4:] in {*DELIMITERS, ""}:
        return Shape(said[4:] or "\t", quoted=True)
    return None


def shape_of(name: str, lines: Sequence[str]) -> tuple[Shape, str]:
    """Return what parts the fields of a text's first lines, and the code of a doubt or nothing.

    A usual width of 1 tells nothing: then it is a column of its own, in doubt when marks stand
    in its first line. Two marks that both give a table of constant width are a doubt too. Raises
    UserError when the text is no table with any mark.
    """
    text = "".join(lines)
    against: list[UserError] = []
    scored = {
        i: s
        for i, shape in enumerate(SHAPES)
        if (s := _score(Records(name, lines, shape), text, -i, against))
    }
    if against and not scored:
        raise against[0]
    if not scored:
        marked = len(lines) > 1 and any(d in lines[0] for d in DELIMITERS)
        return ONE_COLUMN, "text_one_column" if marked else ""
    best = max(scored, key=lambda i: scored[i])
    others = [s for i, s in scored.items() if SHAPES[i].delimiter != SHAPES[best].delimiter]
    rival = any(s.clean and s.share >= NEARLY * scored[best].share for s in others)
    return SHAPES[best], "text_delimiter_unclear" if rival else ""


def _score(records: Records, text: str, order: int, against: list[UserError]) -> _Score | None:
    """Return how well a mark fits, or None when it makes no table; ``against`` says why not."""
    if records.shape.delimiter not in text:
        return None
    try:
        widths = Counter(len(r) for r in islice(records, LOOKED_AT) if any(v.strip() for v in r))
    except UserError as error:
        against.append(error)
        return None
    if not widths:
        return None
    usual, often = max(widths.items(), key=lambda item: (item[1], item[0]))
    if usual == 1:
        return None
    share = often / widths.total()
    clean = not strictly_wrong(text, records.shape)
    return _Score(share / 2 if records.unclosed else share, usual, clean, order)
