"""The cohort report: sections, hidden small numbers, workbook and page."""
