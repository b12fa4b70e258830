"""Workbooks that people open in Excel: text stays text, tables are tables, equal bytes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from mentorcli.files.marked_cells import OURS

CellContent = str | int | float | bool | dt.date | None
PROPERTY = "mentorcli"
"""The hidden property of a workbook that comes back: its kind and its cohort."""
_TYPED_ALL_OVER = "log"
"""The kind in which people write rows of their own anywhere: what reads it judges every cell."""
LONGEST_CELL = 32_767
LONGEST_TITLE = 31
CUT = " […]"
LONGEST_COMMENT = 2_000
LINE_POINTS = 15.0
TALLEST_ROW = 409.0
NARROWEST_READ = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its width in characters and, where HR types, the allowed values.

    ``choices_from`` takes the values from a cell range instead (``=Lists!$A$2:$A$40``): Excel
    holds at most 255 characters of values in a cell's own list. ``hint`` is shown beside a cell of
    such a column when it is chosen (at most 255 characters). A ``hidden`` column is for the program.
    """

    header: str
    width: int = 18
    choices: tuple[str, ...] = ()
    editable: bool = False
    choices_from: str = ""
    hint: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell shows beside its value: a fill (like ``#F8CBAD``), a comment, a link.

    ``link`` is a cell of this workbook (``'Rows'!C5``): marks never lead out of it.
    """

    fill: str = ""
    comment: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table on one sheet, under its ``heading`` where it has one.

    ``marks`` are by row of ``rows`` and column, both from 0. In ``blocks`` neighbours with one first
    cell belong together: a line stands above them, and what repeats is pale. Any cell of a
    ``corrected`` one may be typed over.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[CellContent]]
    hidden: bool = False
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)
    heading: str = ""
    blocks: bool = False
    corrected: bool = False


def new_workbook(buffer: io.BytesIO, title: str) -> Any:
    """Return an XlsxWriter workbook in which no text becomes a formula or a link.

    The creation date is fixed, so equal content gives equal bytes.
    """
    import xlsxwriter

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "d.m.yyyy",
    }
    workbook = xlsxwriter.Workbook(buffer, options)
    workbook.set_properties({"title": title, "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001 - a constant, no moment
    return workbook


def write_workbook(
    title: str, sheets: Sequence[Sheet], returns: tuple[str, str] = ("", "")
) -> bytes:
    """Return a workbook with one table on each sheet: frozen header, filters, widths, A4 print.

    One that comes back ``returns`` as this kind, about this cohort: said in a hidden property.
    """
    buffer = io.BytesIO()
    workbook = new_workbook(buffer, title)
    if returns[0]:
        workbook.set_custom_property(PROPERTY, " ".join(returns), "text")
    if returns[0] not in {"", _TYPED_ALL_OVER}:
        from mentorcli.files.typed_cells import as_written

        sheets = (*sheets, as_written(sheets))
    for number, sheet in enumerate(sheets, 1):
        write_table(workbook, sheet, number)
    workbook.close()
    return buffer.getvalue()


def write_table(workbook: Any, sheet: Sheet, number: int) -> Any:
    """Add ``sheet`` to the workbook as an Excel table; return XlsxWriter's worksheet."""
    page = workbook.add_worksheet(sheet_title(sheet.title))
    wrapped = workbook.add_format(_WRAPPED)
    day = workbook.add_format({"num_format": "d.m.yyyy", "valign": "top", "align": "left"})
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    top = int(bool(sheet.heading))
    last = top + max(len(sheet.rows), 1)
    headers = [{"header": plain(c.header), "header_format": head} for c in sheet.columns]
    about: dict[str, Any] = {"name": f"Table{number}", "style": "Table Style Light 9"}
    about |= {"columns": headers, "banded_rows": not sheet.blocks}
    if sheet.heading:
        write_cell(page, 0, 0, sheet.heading, workbook.add_format({"bold": True, "font_size": 14}))
    page.add_table(top, 0, last, len(sheet.columns) - 1, about)
    for x, column in enumerate(sheet.columns):
        page.set_column(x, x, column.width, wrapped, {"hidden": column.hidden})
        if column.choices or column.choices_from:
            source = column.choices_from or list(column.choices)
            told = {"input_message": column.hint} if column.hint else {}
            page.data_validation(
                top + 1, x, last, x, {"validate": "list", "source": source, **told}
            )
    widths = [c.width for c in sheet.columns]
    page.set_row(top, row_height(widths, [c.header for c in sheet.columns]))
    look = cache(lambda *asked: workbook.add_format(_look(*asked)))
    before: CellContent = None
    for y, row in enumerate(sheet.rows, top + 1):
        page.set_row(y, row_height(widths, row))
        begins, before = bool(sheet.blocks and row[0] != before), row[0]
        for x, value in enumerate(row):
            pale = sheet.blocks and not x and not begins
            form = look(sheet.columns[x].editable, isinstance(value, int | float), begins, pale)
            write_cell(page, y, x, value, form, day)
    _write_marks(workbook, page, sheet)
    page.freeze_panes(top + 1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, top)
    if sheet.hidden:
        page.hide()
    return page


_WRAPPED = {"text_wrap": True, "valign": "top"}
_NUMBER = {"valign": "top", "align": "right", "indent": 1}
_TYPED = {"bg_color": "#FFF8DC", "border": 1, "border_color": "#D9C98F"}
_BEGINS = {"top": 2, "top_color": "#4F81BD"}
_PALE = {"font_color": "#8C8C8C"}


def _look(typed: bool, number: bool, begins: bool, pale: bool) -> dict[str, object]:
    """Return how a cell looks: where HR types, with a number, at the head of a block, or repeated."""
    plain_look = _NUMBER if number and not typed else _WRAPPED
    more = [look for wanted, look in ((typed, _TYPED), (begins, _BEGINS), (pale, _PALE)) if wanted]
    return {k: v for look in (plain_look, *more) for k, v in look.items()}


def _write_marks(workbook: Any, page: Any, sheet: Sheet) -> None:
    """Write marked cells again, with their fill, comment and link."""
    first = 1 + int(bool(sheet.heading))
    formats: dict[tuple[str, bool], Any] = {}
    for (y, x), mark in sorted(sheet.marks.items()):
        look = (mark.fill, bool(mark.link))
        if look not in formats:
            fill = {"bg_color": mark.fill, "border": 1, "border_color": "#D9A08F"}
            link = {"font_color": "#0563C1", "underline": 1}
            more = {**(fill if mark.fill else {}), **(link if mark.link else {})}
            formats[look] = workbook.add_format({"text_wrap": True, "valign": "top", **more})
        form, value = formats[look], sheet.rows[y][x]
        if mark.link:
            page.write_url(first + y, x, f"internal:{mark.link}", form, plain(str(value or "")))
            if not isinstance(value, str):
                write_cell(page, first + y, x, value, form, form)
        else:
            write_cell(page, first + y, x, value, form, form)
        if mark.comment:
            shown = {"author": OURS, "x_scale": 2, "y_scale": 1.5}
            page.write_comment(first + y, x, plain(mark.comment)[:LONGEST_COMMENT], shown)


def row_height(widths: Sequence[int], row: Sequence[CellContent]) -> float:
    """Return the height in points that a row's wrapped text needs; not every program works it out.

    ``widths`` are the columns' in characters; columns too narrow to read do not count.
    """
    lines = 1
    for width, value in zip(widths, row, strict=False):
        if isinstance(value, str) and width >= NARROWEST_READ:
            if len(value) < width and value.isascii() and value.isprintable():
                continue  # nearly every cell
            needed = (-(-len(part) // (width - 1)) for part in plain(value).split("\n"))
            lines = max(lines, sum(max(n, 1) for n in needed))
    return min(lines * LINE_POINTS, TALLEST_ROW)


def write_cell(
    page: Any, y: int, x: int, value: CellContent, form: Any = None, day: Any = None
) -> None:
    """Write one value as what it is; text is never interpreted."""
    if value is None:
        page.write_blank(y, x, None, form)
    elif isinstance(value, bool):
        page.write_boolean(y, x, value, form)
    elif isinstance(value, int | float):
        page.write_number(y, x, value, form)
    elif isinstance(value, dt.date):
        page.write_datetime(y, x, value, day)
    else:
        page.write_string(y, x, plain(value), form)


def plain(text: str) -> str:
    """Return text as Excel can hold it; what is too long is cut with a visible mark."""
    from mentorcli.domain.text import clean

    text = clean(text)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def sheet_title(text: str) -> str:
    """Return a title that Excel accepts: at most 31 characters, no brackets, slashes or colons."""
    kept = "".join(" " if c in "[]:*?/\\" else c for c in plain(text)).strip().strip("'")
    return kept[:LONGEST_TITLE].strip().strip("'") or "Sheet"
