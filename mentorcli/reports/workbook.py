"""The report as a workbook: a summary with native charts, a table for each section, definitions."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.domain.days import day
from mentorcli.files.workbook import new_workbook, plain, row_height, sheet_title, write_cell
from mentorcli.reports.report import Chart, Mark, Report, Section, Shown, Unit

_NUMBERS: dict[Unit, str] = {"count": "0", "share": "0 %", "points": "0", "mean": "0.0"}
_BLUE, _PALE, _GREY = "#1F4E79", "#8FB0D0", "#4A5866"
_CHART_ROWS, _CHART_COLUMN, _FIRST_ROW = 15, 3, 3
DATA = "Chart data"


@dataclass(frozen=True, slots=True)
class Formats:
    """The workbook's cell formats: text, title, and numbers by unit."""

    text: Any
    title: Any
    soft: Any
    numbers: dict[Unit, Any]
    mark: Any
    head: Any


def to_workbook(report: Report) -> bytes:
    """Return the report as an Excel file; equal reports give equal bytes."""
    buffer = io.BytesIO()
    book = new_workbook(buffer, f"{report.programme} {report.cohort}: report")
    formats = _formats(book)
    summary = book.add_worksheet("Summary")
    _numbers(summary, report, formats)
    titles: set[str] = {"summary", "definitions", DATA.casefold()}
    for number, section in enumerate(report.sections, 2):
        if section.key != "summary" and (section.figures or section.breakdowns):
            _section(book, section, _free(section.title, titles), number, formats)
    _definitions(book, report, formats)
    _charts(book, summary, [c for s in report.sections for c in s.charts], formats)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> Formats:
    top = {"valign": "top"}
    return Formats(
        text=book.add_format({"text_wrap": True, **top}),
        title=book.add_format({"bold": True, "font_size": 16, "font_color": _BLUE}),
        soft=book.add_format({"font_color": _GREY}),
        numbers={
            unit: book.add_format({"num_format": form, "align": "right", **top})
            for unit, form in _NUMBERS.items()
        },
        mark=book.add_format({"align": "right", **top}),
        head=book.add_format(
            {"bold": True, "font_color": _BLUE, "bottom": 1, "bottom_color": _BLUE}
        ),
    )


def _free(title: str, taken: set[str]) -> str:
    """Return a sheet title that no sheet has yet."""
    base, number = sheet_title(title), 2
    found = base
    while found.casefold() in taken:
        found, number = f"{base[:27]} {number}", number + 1
    taken.add(found.casefold())
    return found


def _numbers(page: Any, report: Report, formats: Formats) -> None:
    page.write_string(0, 0, plain(f"{report.programme} {report.cohort}"), formats.title)
    page.write_string(
        1, 0, plain(f"As of {day(report.today, 'en')}. {report.notes[0]}"), formats.soft
    )
    figures = [f for s in report.sections if s.key == "summary" for f in s.figures]
    rows = [(f.label, (f.value, f.unit)) for f in figures]
    _table(page, _FIRST_ROW, "Summary", ("Figure", "Value"), rows, formats)
    longest = max((len(label) for label, *_ in rows), default=0)
    for x, width in enumerate((max(30, longest + 1), 12, 3)):  # each on one line
        page.set_column(x, x, width)
    page.freeze_panes(_FIRST_ROW, 0)
    _print(page, across=True)


def _section(book: Any, section: Section, title: str, number: int, formats: Formats) -> None:
    page = book.add_worksheet(title)
    rows: list[_Line] = [("Whole cohort", "", f.label, (f.value, f.unit)) for f in section.figures]
    for table in section.breakdowns:
        if not table.rows:
            rows.append((table.title, "", table.note, (Mark.NONE, "count")))
        for name, values in table.rows:
            measured = zip(table.measures, values, strict=True)
            rows += [(table.title, name, m.label, (value, m.unit)) for m, value in measured]
    headers = ("Table", "Group", "Measure", "Value")
    _long_table(page, f"Section{number}", headers, rows, formats, (44, 46, 50, 12))


def _definitions(book: Any, report: Report, formats: Formats) -> None:
    rows: list[_Line] = [("How to read this report", "", note) for note in report.notes]
    for section in report.sections:
        title = section.title
        rows += [(title, f.label, f.definition) for f in section.figures]
        for table in section.breakdowns:
            rows += [(title, f"{table.title}: {m.label}", m.definition) for m in table.measures]
            rows += [(title, table.title, table.note)] if table.note else []
    page, headers = book.add_worksheet("Definitions"), ("Section", "Number", "Definition")
    _long_table(page, "Definitions", headers, rows, formats, (26, 58, 84))


_Line = tuple[str | tuple[Shown, Unit], ...]


def _long_table(
    page: Any,
    name: str,
    headers: Sequence[str],
    rows: Sequence[_Line],
    formats: Formats,
    widths: Sequence[int],
) -> None:
    """Write a table that fills a sheet, with its columns' widths and its rows' heights."""
    for x, width in enumerate(widths):
        page.set_column(x, x, width)
    for y, row in enumerate(rows, 1):
        page.set_row(y, row_height(widths, [v if isinstance(v, str) else None for v in row]))
    _table(page, 0, name, headers, rows, formats)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    _print(page)


def _table(
    page: Any, top: int, name: str, headers: Sequence[str], rows: Sequence[_Line], formats: Formats
) -> None:
    columns = [{"header": header, "header_format": formats.head} for header in headers]
    about = {"name": name, "style": "Table Style Light 9", "columns": columns}
    page.add_table(top, 0, top + max(len(rows), 1), len(headers) - 1, about)
    for y, row in enumerate(rows, top + 1):
        for x, cell in enumerate(row):
            if isinstance(cell, str):
                write_cell(page, y, x, cell, formats.text)
            else:
                _write_number(page, y, x, *cell, formats)


def _write_number(page: Any, y: int, x: int, value: Shown, unit: Unit, formats: Formats) -> None:
    """Write a number; a hidden one is a text, never a zero."""
    if isinstance(value, Mark):
        page.write_string(y, x, str(value), formats.mark)
    else:
        page.write_number(y, x, value, formats.numbers[unit])


def _charts(book: Any, summary: Any, charts: Sequence[Chart], formats: Formats) -> None:
    """Put the charts onto the summary, and their numbers onto a sheet of their own."""
    page = book.add_worksheet(DATA)
    page.hide()
    page.set_column(0, 1, 34)
    page.set_column(2, 3, 14)
    _print(page)
    y = 0
    for number, chart in enumerate(charts):
        page.write_string(y, 0, plain(chart.title), formats.soft)
        for x, (name, values) in enumerate(chart.series, 2):
            page.write_string(y, x, plain(name), formats.soft)
            for line, value in enumerate(values, y + 1):
                _write_number(page, line, x, value, chart.unit, formats)
        for line in range(len(chart.categories)):
            page.write_string(y + 1 + line, 1, plain(_name(chart, line)), formats.text)
        drawn = _chart(book, chart, y)
        row, column = divmod(number, 2)
        place = (_FIRST_ROW + row * _CHART_ROWS, _CHART_COLUMN + column * 7)
        about = {"description": f"{chart.title}. {chart.description}", "object_position": 1}
        summary.insert_chart(*place, drawn, about)
        y += len(chart.categories) + 2


def _name(chart: Chart, line: int) -> str:
    """Return a category's name, marked when its bar is hidden: no bar must not look like zero."""
    hides = any(values[line] is Mark.HIDDEN for _, values in chart.series)
    return f"{chart.categories[line]} (hidden)" if hides else chart.categories[line]


def _chart(book: Any, chart: Chart, y: int) -> Any:
    stacked = len(chart.series) > 1
    drawn = book.add_chart({"type": "bar", **({"subtype": "stacked"} if stacked else {})})
    last = y + len(chart.categories)
    number = _NUMBERS[chart.unit]
    for x in range(2, 2 + len(chart.series)):
        first = x == 2  # noqa: PLR2004 - the first column of values
        font = {"color": "#FFFFFF" if stacked and first else "#1C2733"}
        series = {
            "name": [DATA, y, x],
            "categories": [DATA, y + 1, 1, last, 1],
            "values": [DATA, y + 1, x, last, x],
            "fill": {"color": _BLUE if first else "#FFFFFF"},
            "border": {"color": _BLUE},
            "gap": 60,
            "data_labels": {"value": True, "num_format": number, "font": font},
        }
        drawn.add_series(series)
    drawn.set_title({"name": chart.title, "name_font": {"size": 12, "color": "#1C2733"}})
    drawn.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    top = {"max": 1.15} if chart.unit == "share" else {}
    lines = {"visible": False, "major_gridlines": {"visible": False}, "num_format": number}
    drawn.set_x_axis({"min": 0, **top, **lines})
    drawn.set_legend({"position": "bottom"} if stacked else {"none": True})
    drawn.set_size({"width": 440, "height": 280})
    return drawn


def _print(page: Any, *, across: bool = False) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1 if across else 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.set_footer("&C&P / &N")
