"""The cohort report: sections, hidden small numbers, workbook and page."""

from mentorcli.reports.page import to_html
from mentorcli.reports.report import (
    Breakdown,
    Chart,
    Figure,
    Mark,
    Measure,
    Report,
    Section,
    build_report,
)
from mentorcli.reports.workbook import to_workbook

__all__ = [
    "Breakdown",
    "Chart",
    "Figure",
    "Mark",
    "Measure",
    "Report",
    "Section",
    "build_report",
    "to_html",
    "to_workbook",
]
