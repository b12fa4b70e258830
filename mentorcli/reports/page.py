"""The report as one HTML page: no script, no network, charts as SVG with their numbers beside."""

from __future__ import annotations

from typing import Any

from mentorcli.domain.days import day
from mentorcli.files.templates import find_template, render_text
from mentorcli.reports.report import Breakdown, Chart, Mark, Report, Section, Shown, shown

TEMPLATE = "report/cohort"
_BAR, _END = 300, 75
_ROW, _THICK, _TOP = 34, 20, 8
_GAP, _CHARACTER = 24, 7.2


def to_html(report: Report) -> str:
    """Return the page; the text is that of ``templates/report/cohort.en.html.j2``."""
    template = find_template(TEMPLATE, "en", "html.j2", None)
    names = {
        "cohort": report.cohort,
        "programme": report.programme,
        "today": day(report.today, "en"),
        "notes": list(report.notes),
        "sections": [_section(s) for s in report.sections if s.figures or s.breakdowns or s.charts],
        "definitions": definitions(report),
        "hidden": str(Mark.HIDDEN),
        "smallest": report.small_cell,
    }
    return render_text(template, names, html=True)


def definitions(report: Report) -> list[dict[str, Any]]:
    """Return each section's title and its numbers with their definitions.

    A number that several sections show is defined in the first of them.
    """
    found, known = [], set()
    for section in report.sections:
        numbers = [(f.label, f.definition) for f in section.figures]
        for breakdown in section.breakdowns:
            numbers += [(f"{breakdown.title}: {m.label}", m.definition) for m in breakdown.measures]
        new = [number for number in dict.fromkeys(numbers) if number not in known]
        known.update(new)
        if new:
            found.append({"title": section.title, "numbers": new})
    return found


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "figures": [{"label": f.label, "value": shown(f.value, f.unit)} for f in section.figures],
        "breakdowns": [_breakdown(breakdown) for breakdown in section.breakdowns],
        "charts": [
            _chart(chart, f"{section.key}-{number}") for number, chart in enumerate(section.charts)
        ],
    }


def _breakdown(breakdown: Breakdown) -> dict[str, Any]:
    units = [measure.unit for measure in breakdown.measures]
    return {
        "title": breakdown.title,
        "groups": breakdown.groups,
        "measures": [measure.label for measure in breakdown.measures],
        "rows": [
            {"name": name, "values": [shown(v, u) for v, u in zip(values, units, strict=True)]}
            for name, values in breakdown.rows
        ],
        "note": breakdown.note,
        "hides": any(Mark.HIDDEN in values for _, values in breakdown.rows),
    }


def _chart(chart: Chart, key: str) -> dict[str, Any]:
    top = _greatest(chart)
    start = round(_GAP + _CHARACTER * max(map(len, chart.categories), default=0))
    rows = []
    for line, category in enumerate(chart.categories):
        y = _TOP + line * _ROW
        bars: list[dict[str, Any]] = []
        x = float(start)
        for place, (name, values) in enumerate(chart.series):
            width = _width(values[line], top)
            text = shown(values[line], chart.unit)
            bars.append({"x": x, "width": width, "series": place, "name": name, "text": text})
            x = round(x + width, 1)
        label = " + ".join(bar["text"] for bar in bars)
        rows.append({"name": category, "y": y, "bars": bars, "end": x + 6, "label": label})
    return {
        "key": key,
        "title": chart.title,
        "description": chart.description,
        "width": start + _BAR + _END,
        "height": _TOP * 2 + len(rows) * _ROW - (_ROW - _THICK),
        "thick": _THICK,
        "labels": start - 10,
        "start": start,
        "rows": rows,
        "series": [name for name, _ in chart.series],
        "table": [
            {"name": c, "values": [shown(v[k], chart.unit) for _, v in chart.series]}
            for k, c in enumerate(chart.categories)
        ],
    }


def _greatest(chart: Chart) -> float:
    if chart.unit == "share":
        return 1.0
    lines = zip(*(values for _, values in chart.series), strict=True)
    return max((sum(_number(v) for v in line) for line in lines), default=0.0) or 1.0


def _number(value: Shown) -> float:
    return 0.0 if isinstance(value, Mark) else float(value)


def _width(value: Shown, top: float) -> float:
    return round(_BAR * _number(value) / top, 1)
