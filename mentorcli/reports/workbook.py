"""The report as a workbook: a summary with native charts, a table for each section, definitions."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mentorcli.files.workbook import new_workbook, plain, row_height, sheet_title, write_cell
from mentorcli.reports.report import Chart, Mark, Report, Section, Shown, Unit, day_text

_NUMBERS: dict[Unit, str] = {
    "count": "0", "share": "0 %", "points": "0", "mean": "0.0",
}  # fmt: skip
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
        1, 0, plain(f"As of {day_text(report.today)}. {report.notes[0]}"), formats.soft
    )
    figures = [f for s in report.sections if s.key == "summary" for f in s.figures]
    _table(page, _FIRST_ROW, "Summary", ("Figure", "Value"),
           [((f.label, "count"), (f.value, f.unit)) for f in figures], formats)  # fmt: skip
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 12)
    page.set_column(2, 2, 3)
    page.freeze_panes(_FIRST_ROW, 0)
    _print(page, across=True)


def _section(book: Any, section: Section, title: str, number: int, formats: Formats) -> None:
    page = book.add_worksheet(title)
    rows: list[_Line] = [
        (("Whole cohort", "count"), ("", "count"), (f.label, "count"), (f.value, f.unit))
        for f in section.figures
    ]
    for breakdown in section.breakdowns:
        if not breakdown.rows:
            note = breakdown.note
            rows.append(
                ((breakdown.title, "count"), ("", "count"), (note, "count"), (Mark.NONE, "count"))
            )
        for name, values in breakdown.rows:
            rows += [
                ((breakdown.title, "count"), (name, "count"), (m.label, "count"), (value, m.unit))
                for m, value in zip(breakdown.measures, values, strict=True)
            ]
    headers = ("Table", "Group", "Measure", "Value")
    _table(page, 0, f"Section{number}", headers, rows, formats, (44, 46, 50, 12))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    _print(page)


def _definitions(book: Any, report: Report, formats: Formats) -> None:
    page = book.add_worksheet("Definitions")
    rows = [("How to read this report", "", note) for note in report.notes]
    for section in report.sections:
        rows += [(section.title, f.label, f.definition) for f in section.figures]
        for breakdown in section.breakdowns:
            rows += [
                (section.title, f"{breakdown.title}: {m.label}", m.definition)
                for m in breakdown.measures
            ]
            if breakdown.note:
                rows.append((section.title, breakdown.title, breakdown.note))
    lines: list[_Line] = [tuple((text, "count") for text in row) for row in rows]
    headers = ("Section", "Number", "Definition")
    _table(page, 0, "Definitions", headers, lines, formats, (26, 58, 84))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    _print(page)


_Line = tuple[tuple[str | Shown, Unit], ...]


def _table(
    page: Any,
    top: int,
    name: str,
    headers: Sequence[str],
    rows: Sequence[_Line],
    formats: Formats,
    widths: Sequence[int] = (),
) -> None:
    """Write an Excel table; a hidden number is a text, never a zero."""
    for x, width in enumerate(widths):
        page.set_column(x, x, width)
    page.add_table(top, 0, top + max(len(rows), 1), len(headers) - 1, {
        "name": name, "style": "Table Style Light 9",
        "columns": [{"header": header, "header_format": formats.head} for header in headers],
    })  # fmt: skip
    for y, row in enumerate(rows, top + 1):
        if widths:
            page.set_row(y, row_height(widths, [v if isinstance(v, str) else None for v, _ in row]))
        for x, (value, unit) in enumerate(row):
            if isinstance(value, Mark):
                page.write_string(y, x, str(value), formats.mark)
            else:
                form = formats.text if isinstance(value, str) else formats.numbers[unit]
                write_cell(page, y, x, value, form)


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
                if isinstance(value, Mark):
                    page.write_string(line, x, str(value), formats.mark)
                else:
                    page.write_number(line, x, value, formats.numbers[chart.unit])
        for line in range(len(chart.categories)):
            page.write_string(y + 1 + line, 1, plain(_name(chart, line)), formats.text)
        drawn = _chart(book, chart, y)
        row, column = divmod(number, 2)
        summary.insert_chart(
            _FIRST_ROW + row * _CHART_ROWS, _CHART_COLUMN + column * 7, drawn,
            {"description": f"{chart.title}. {chart.description}", "object_position": 1},
        )  # fmt: skip
        y += len(chart.categories) + 2


def _name(chart: Chart, line: int) -> str:
    """Return a category's name, marked when its bar is hidden: no bar must not look like zero."""
    hides = any(values[line] is Mark.HIDDEN for _, values in chart.series)
    return f"{chart.categories[line]} (hidden)" if hides else chart.categories[line]


def _chart(book: Any, chart: Chart, y: int) -> Any:
    stacked = len(chart.series) > 1
    drawn = book.add_chart({"type": "bar", **({"subtype": "stacked"} if stacked else {})})
    last = y + len(chart.categories)
    for x in range(2, 2 + len(chart.series)):
        first = x == 2  # noqa: PLR2004 - the first column of values
        drawn.add_series({
            "name": [DATA, y, x],
            "categories": [DATA, y + 1, 1, last, 1],
            "values": [DATA, y + 1, x, last, x],
            "fill": {"color": _BLUE if first else "#FFFFFF"},
            "border": {"color": _BLUE},
            "gap": 60,
            "data_labels": {"value": True, "num_format": _NUMBERS[chart.unit],
                            "font": {"color": "#FFFFFF" if stacked and first else "#1C2733"}},
        })  # fmt: skip
    drawn.set_title({"name": chart.title, "name_font": {"size": 12, "color": "#1C2733"}})
    drawn.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    top = {"max": 1.15} if chart.unit == "share" else {}
    drawn.set_x_axis({
        "min": 0, **top, "visible": False, "major_gridlines": {"visible": False},
        "num_format": _NUMBERS[chart.unit],
    })  # fmt: skip
    drawn.set_legend({"position": "bottom"} if stacked else {"none": True})
    drawn.set_size({"width": 440, "height": 280})
    return drawn


def _print(page: Any, *, across: bool = False) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1 if across else 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.set_footer("&C&P / &N")
