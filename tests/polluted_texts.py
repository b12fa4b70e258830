"""Exports of known people, spoilt in one way each."""

from __future__ import annotations

import codecs
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

FIRST = [
    "Aino",
    "Bo",
    "Carla",
    "Dinh",
    "Eero",
    "Fanny",
    "Gita",
    "Hugo",
    "Ines",
    "Jonas",
    "Kaisa",
    "Liam",
    "Mila",
    "Nils",
    "Outi",
    "Per",
]
LAST = [
    "Kallio",
    "Ek",
    "Rossi",
    "Tran",
    "Salo",
    "Lund",
    "Rao",
    "Berg",
    "Costa",
    "Vik",
    "Mäki",
    "Öst",
    "O'Brien",
    "Ruiz",
    "Holm",
    "Närhi",
]
GOALS = ("Networks", "Leadership", "Entrepreneurship", "Networks;Leadership")
LANGUAGES = ("English", "suomi", "svenska", "English;suomi")
WHY = (
    "I want to see what a researcher does in a company",
    "Careers, networks, and the courage to ask",
    'They call it "industry"; I want to know',
    "Ensin työ, sitten perhe",
    "First line\nsecond line, with a comma",
    "Kortfattat: ett bättre nätverk",
    "", "", 'A 6" pipe and a 7" one',
)  # fmt: skip
FIELDS = ("first_name", "last_name", "email", "languages", "goals", "goal_text", "other", "consent")
TITLES = (
    "First name", "Last name", "E-mail address", "Languages", "Goals",
    "Describe your most important goal in your own words", "Anything else we should know?", "Consent",
)  # fmt: skip
OWN = {
    "google": ("Timestamp",), "jotform": ("Submission Date",),
    "msforms": ("ID", "Start time", "Completion time"),
    "typeform": ("#",), "alchemer": ("Response ID", "Time Started", "Date Submitted", "Status"),
    "limesurvey": ("Response ID", "Date submitted", "Last page", "Start language"),
    "redcap": ("record_id",), "webropol": ("Vastausaika",),
    "table": (),
}  # fmt: skip
"""The columns that tools write of themselves before the first question."""


@dataclass(frozen=True)
class Dialect:
    """How a tool writes a text; ``quoting`` is all, needed or none."""

    delimiter: str = ","
    quote: str = '"'
    quoting: str = "needed"
    escape: str = ""
    end: str = "\n"
    space: str = ""

    def field(self, text: str) -> str:
        special = (self.delimiter, self.quote, "\n", "\r")
        if self.quoting == "none" or (
            self.quoting == "needed" and not any(s in text for s in special)
        ):
            return text
        inside = (self.escape or self.quote) + self.quote
        return self.quote + text.replace(self.quote, inside) + self.quote

    def line(self, cells: Sequence[str]) -> str:
        return (self.delimiter + self.space).join(map(self.field, cells)) + self.end


@dataclass
class Export:
    """People's answers under their titles, how they are written, and what comes around them."""

    tool: str
    dialect: Dialect
    titles: list[str]
    rows: list[list[str]]
    encoding: str = "utf-8"

    def own(self) -> int:
        return len(OWN[self.tool])

    def lines(self) -> list[str]:
        return [self.dialect.line(cells) for cells in (self.titles, *self.rows)]

    def people(self) -> dict[str, dict[str, str]]:
        answers = (dict(zip(FIELDS, row[self.own() :], strict=True)) for row in self.rows)
        return {a["email"]: a for a in answers}


def export(rng: random.Random) -> Export:
    tool = rng.choice(list(OWN))
    delimiter = rng.choice(",,,;;\t|")
    quoting = "all" if rng.random() < 0.4 else "needed"
    dialect = Dialect(delimiter, quoting=quoting, end=rng.choice(["\n", "\r\n", "\r\n", "\r"]))
    names = rng.sample([(f, n) for f in FIRST for n in LAST], rng.randint(5, 14))
    rows = [_own_cells(tool, n, rng) + _answers(name, rng) for n, name in enumerate(names, 1)]
    return Export(tool, dialect, [*OWN[tool], *TITLES], rows)


def _own_cells(tool: str, number: int, rng: random.Random) -> list[str]:
    day = f"2026-11-{number:02} {rng.randint(8, 20):02}:{rng.randint(0, 59):02}:00"
    cells = {
        "ID": str(number), "#": f"{rng.getrandbits(64):016x}", "record_id": str(number),
        "Response ID": str(number + 10), "Last page": "4", "Start language": "en", "Status": "Complete",
    }  # fmt: skip
    return [cells.get(title, day) for title in OWN[tool]]


def _answers(name: tuple[str, str], rng: random.Random) -> list[str]:
    address = re.sub(r"[^a-z.]", "x", f"{name[0]}.{name[1]}".lower()) + "@example.org"
    chosen = rng.choice(LANGUAGES), rng.choice(GOALS), rng.choice(WHY[:-3]), rng.choice(WHY)
    return [*name, address, *chosen, "Yes"]


# --- the kinds: each takes an export and gives the bytes of one that is spoilt

Kind = Callable[[Export, random.Random], bytes]
KINDS: dict[str, Kind] = {}


def kind(make: Kind) -> Kind:
    KINDS[make.__name__.strip("_")] = make
    return make


def _bytes(export: Export, lines: Sequence[str]) -> bytes:
    return "".join(lines).encode(export.encoding, "replace")


def _at(export: Export, rng: random.Random) -> int:
    """Return the place of one answer among the lines."""
    return rng.randint(1, len(export.rows))


def _one_row(export: Export, rng: random.Random, write: Callable[[list[str]], str]) -> bytes:
    lines, at = export.lines(), _at(export, rng)
    lines[at] = write(list(export.rows[at - 1]))
    return _bytes(export, lines)


@kind
def clean(export, rng):
    return _bytes(export, export.lines())


@kind
def encodings(export, rng):
    text = "".join(export.lines())
    return rng.choice([
        codecs.BOM_UTF8 + text.encode(), text.encode("cp1252", "replace"), text.encode("utf-16"),
        codecs.BOM_UTF16_BE + text.encode("utf-16-be"), text.encode("utf-16-le"),
        text.encode("mac_roman", "replace"), text.encode("cp850", "replace"),
        codecs.BOM_UTF8 + text.encode("cp1252", "replace"), text.encode("utf-32"),
        codecs.BOM_UTF8 * 2 + text.encode(),
    ])  # fmt: skip


@kind
def one_row_in_another_encoding(export, rng):
    lines, at = export.lines(), _at(export, rng)
    return b"".join(
        s.encode("cp1252" if i == at else "utf-8", "replace") for i, s in enumerate(lines)
    )


@kind
def one_quote_of_the_file(export, rng):
    dialect = replace(export.dialect, quote="'", quoting=rng.choice(["all", "needed"]))
    return _bytes(export, replace(export, dialect=dialect).lines())


@kind
def another_quote_in_a_row(export, rng):
    dialect = replace(export.dialect, quote=rng.choice(["'", "“", "”", "´", "''"]), quoting="all")
    return _one_row(export, rng, dialect.line)


@kind
def no_quotes(export, rng):
    return _bytes(export, replace(export, dialect=replace(export.dialect, quoting="none")).lines())


@kind
def no_quotes_in_a_row(export, rng):
    return _one_row(export, rng, replace(export.dialect, quoting="none").line)


@kind
def backslash(export, rng):
    return _bytes(export, replace(export, dialect=replace(export.dialect, escape="\\")).lines())


@kind
def backslash_in_a_row(export, rng):
    return _one_row(export, rng, replace(export.dialect, escape="\\").line)


@kind
def another_delimiter_in_a_row(export, rng):
    other = rng.choice([d for d in ",;\t|" if d != export.dialect.delimiter])
    return _one_row(export, rng, replace(export.dialect, delimiter=other).line)


@kind
def another_delimiter_in_half(export, rng):
    lines = export.lines()
    other = replace(
        export.dialect, delimiter=rng.choice([d for d in ",;\t|" if d != export.dialect.delimiter])
    )
    half = len(export.rows) // 2
    return _bytes(export, lines[: half + 1] + [other.line(row) for row in export.rows[half:]])


@kind
def one_delimiter_replaced(export, rng):
    lines, at = export.lines(), _at(export, rng)
    parts = [export.dialect.field(c) for c in export.rows[at - 1]]
    parts[-1] += export.dialect.end
    cut = rng.randint(1, len(parts) - 1)
    mark = rng.choice([d for d in ",;\t| " if d != export.dialect.delimiter])
    delimiter = export.dialect.delimiter
    lines[at] = delimiter.join(parts[:cut]) + mark + delimiter.join(parts[cut:])
    return _bytes(export, lines)


@kind
def line_ends_by_row(export, rng):
    ends = ["\n", "\r\n", "\r"]
    rows = [export.titles, *export.rows]
    return _bytes(export, [replace(export.dialect, end=rng.choice(ends)).line(r) for r in rows])


@kind
def line_ends_doubled(export, rng):
    end = rng.choice(["\r\r\n", "\n\n", "\r\n\r\n", "\n\r"])
    return _bytes(export, replace(export, dialect=replace(export.dialect, end=end)).lines())


@kind
def field_too_many(export, rng):
    def write(cells):
        cells.insert(rng.randint(0, len(cells)), rng.choice(["", "", "x", "Yes"]))
        return export.dialect.line(cells)

    return _one_row(export, rng, write)


@kind
def field_too_few(export, rng):
    def write(cells):
        del cells[rng.randrange(len(cells))]
        return export.dialect.line(cells)

    return _one_row(export, rng, write)


@kind
def fields_moved_within_a_row(export, rng):
    """One delimiter too many here, one too few there: only what stands in the cells can tell."""

    def write(cells):
        at = rng.randrange(export.own(), export.own() + 3)
        cells.insert(at, "")
        del cells[at + 1 + rng.randrange(2)]
        return export.dialect.line(cells)

    return _one_row(export, rng, write)


@kind
def surplus_everywhere(export, rng):
    more = [""] * rng.randint(1, 3)
    rows = [row + more for row in export.rows]
    titles = export.titles + (more if rng.random() < 0.5 else [])
    return _bytes(export, [export.dialect.line(r) for r in (titles, *rows)])


@kind
def surplus_in_some_rows(export, rng):
    rows = [row + [""] * (rng.random() < 0.4) for row in export.rows]
    return _bytes(export, [export.dialect.line(r) for r in (export.titles, *rows)])


@kind
def trailing_empty_fields_cut(export, rng):
    rows = []
    for row in export.rows:
        cells = list(row)
        while rng.random() < 0.9 and not cells[-1]:
            cells.pop()
        rows.append(cells)
    return _bytes(export, [export.dialect.line(r) for r in (export.titles, *rows)])


@kind
def quote_inside(export, rng):
    """A mark inside a quoted text that is neither doubled nor escaped."""

    def write(cells):
        d = export.dialect
        at = export.own() + rng.choice([5, 6])
        said = rng.choice(
            [
                'called "Annie" here',
                f'I said "no{d.delimiter} thanks" then',
                '"so"',
                '5" and',
                '"so" it is',
                f'it is "so{d.delimiter} yes"',
            ]
        )
        fields = [d.field(c) for c in cells]
        fields[at] = f'"{said}"'
        return d.delimiter.join(fields) + d.end

    return _one_row(export, rng, write)


@kind
def quote_at_the_start(export, rng):
    """A text that begins with a mark and stands in none."""

    def write(cells):
        d = export.dialect
        at = export.own() + rng.choice([0, 1, 5, 6])
        fields = [d.field(c) for c in cells]
        fields[at] = rng.choice(['"Big" idea', '"Ann', f'"A{d.delimiter} B" C'])
        return d.delimiter.join(fields) + d.end

    return _one_row(export, rng, write)


@kind
def quote_never_closed(export, rng):
    def write(cells):
        d = export.dialect
        fields = [replace(d, quoting="all").field(c) for c in cells]
        at = rng.randrange(len(fields))
        fields[at] = fields[at][:-1]
        return d.delimiter.join(fields) + d.end

    return _one_row(export, rng, write)


@kind
def quote_never_opened(export, rng):
    def write(cells):
        d = export.dialect
        fields = [replace(d, quoting="all").field(c) for c in cells]
        at = rng.randrange(len(fields))
        fields[at] = fields[at][1:]
        return d.delimiter.join(fields) + d.end

    return _one_row(export, rng, write)


@kind
def two_stray_quotes(export, rng):
    """One opens in a row, one closes in a later row, both where a mark may stand."""
    d = export.dialect
    lines = export.lines()
    one, other = sorted(rng.sample(range(1, len(lines)), 2))
    for at, place in ((one, 0), (other, 1)):
        cells = list(export.rows[at - 1])
        cells[export.own() + 5] = "a plain answer"
        cells[export.own() + 6] = "another"
        fields = [d.field(c) for c in cells]
        column = export.own() + rng.choice([5, 6])
        plain = fields[column].strip('"')
        fields[column] = f'"{plain}' if place == 0 else f'{plain}"'
        lines[at] = d.delimiter.join(fields) + d.end
        export.rows[at - 1] = cells
    return _bytes(export, lines)


@kind
def line_break_without_quotes(export, rng):
    def write(cells):
        d = export.dialect
        fields = [d.field(c) for c in cells]
        fields[rng.randrange(export.own() + 1, len(fields))] = rng.choice(
            ["one\ntwo", "one\r\ntwo", "\nx"]
        )
        return d.delimiter.join(fields) + d.end

    return _one_row(export, rng, write)


@kind
def space_after_delimiter(export, rng):
    dialect = replace(export.dialect, space=rng.choice([" ", " ", "  "]))
    return _bytes(export, replace(export, dialect=dialect).lines())


@kind
def space_after_delimiter_in_a_row(export, rng):
    return _one_row(export, rng, replace(export.dialect, space=" ").line)


@kind
def whole_lines_quoted(export, rng):
    d = export.dialect
    lines = [s.removesuffix(d.end) for s in export.lines()]
    if rng.random() < 0.5:
        return _bytes(export, ['"' + s.replace('"', '""') + '"' + d.end for s in lines])
    at = rng.randint(1, len(lines) - 1)
    return _bytes(
        export,
        [
            '"' + s.replace('"', '""') + '"' + d.end if i == at else s + d.end
            for i, s in enumerate(lines)
        ],
    )


@kind
def preamble(export, rng):
    d, end = export.dialect, export.dialect.end
    above = rng.choice([
        ["Report of the form" + end], ["Report" + end, end], [d.line(["Made", "2026-11-20"])],
        [d.line(["Mentoring"] + [""] * (len(export.titles) - 1))],
        ["# answers, all" + end, "# 2026; kaikki" + end], [f"sep={d.delimiter}{end}"], [end, end],
        [d.line(["Form", "Doctoral mentoring"]), d.line(["Answers", str(len(export.rows))]), end],
    ])  # fmt: skip
    return _bytes(export, above + export.lines())


@kind
def footer(export, rng):
    d, end = export.dialect, export.dialect.end
    below = rng.choice([
        [f"{len(export.rows)} rows" + end], [end, "Made by the form tool, 2026" + end],
        [d.line(["Total", str(len(export.rows))])], [d.line([""] * len(export.titles))],
        ["\x1a"], [d.line(["Yhteensä"] + [""] * (len(export.titles) - 2) + [str(len(export.rows))])],
    ])  # fmt: skip
    return _bytes(export, export.lines() + below)


@kind
def two_rows_of_titles(export, rng):
    second = rng.choice([
        export.titles, [f"Q{i}" for i in range(1, len(export.titles) + 1)],
        ["Open-Ended Response"] * len(export.titles),
    ])  # fmt: skip
    lines = export.lines()
    return _bytes(export, [lines[0], export.dialect.line(second), *lines[1:]])


@kind
def no_titles(export, rng):
    return _bytes(export, export.lines()[1:])


@kind
def titles_again(export, rng):
    lines, at = export.lines(), _at(export, rng)
    mark = rng.choice(["", "", "\ufeff"])
    return _bytes(export, [*lines[:at], mark + lines[0], *lines[at:]])


@kind
def several_tables(export, rng):
    other = rng.choice([
        [["Field", "Answers"], ["Goals", "12"], ["Languages", "7"]],
        [["Name", "E-mail", "Unit"], ["Staff Person", "staff@example.com", "HR"]],
    ])  # fmt: skip
    end = [export.dialect.end] * rng.randint(0, 2)
    return _bytes(export, export.lines() + end + [export.dialect.line(r) for r in other])


@kind
def blank_lines(export, rng):
    lines = export.lines()
    for _ in range(rng.randint(1, 4)):
        empty = rng.choice(
            [
                export.dialect.end,
                "   " + export.dialect.end,
                export.dialect.line([""] * len(export.titles)),
            ]
        )
        lines.insert(rng.randint(0, len(lines)), empty)
    return _bytes(export, lines)


@kind
def empty(export, rng):
    return rng.choice(
        [
            b"",
            b"\n",
            b"\r\n\r\n",
            codecs.BOM_UTF8,
            b" ",
            b"\xff\xfe",
            _bytes(export, export.lines()[:1]),
        ]
    )


@kind
def one_column(export, rng):
    at = export.own() + 2
    return _bytes(export, [r[at] + export.dialect.end for r in (export.titles, *export.rows)])


@kind
def nul(export, rng):
    content = bytearray(_bytes(export, export.lines()))
    for _ in range(rng.randint(1, 5)):
        content.insert(rng.randint(0, len(content)), 0)
    return bytes(content)


@kind
def cut_off(export, rng):
    content = _bytes(export, export.lines())
    content = content[: rng.randint(len(content) // 2, len(content) - 1)]
    export.rows = [r for r in export.rows if r[export.own() + 2].encode() in content]
    if content.endswith((b"Y", b"Ye")):  # what is left of the last answer may be one
        export.rows[-1][-1] = content.decode().rpartition(export.dialect.delimiter)[2]
    return content


@kind
def damaged_bytes(export, rng):
    content = bytearray(_bytes(export, export.lines()))
    # beside another byte of a letter it may be a letter again, which nobody could tell
    plain = [i for i in range(1, len(content) - 1) if max(content[i - 1 : i + 2]) < 0x80]
    at = rng.choice(plain)
    content[at : at + 1] = bytes([rng.randrange(0x80, 0x100)])
    return bytes(content)
