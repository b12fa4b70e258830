"""The cohort report for management: a workbook and a page."""

from __future__ import annotations

from mentorcli import reports
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.fact import Fact, Kind
from mentorcli.files.atomic import write_bytes
from mentorcli.workspace.codec import encode
from mentorcli.workspace.facts import append
from mentorcli.workspace.records import cohort_standing


def report(run: Run, key: str) -> Outcome:
    """Write a cohort's report; numbers of few people are hidden in both files."""
    with view_of(run) as (workspace, connection):
        record = cohort_standing(workspace, connection, key)
    made = reports.build_report(record, run.today)
    folder = workspace.out(key) / "report"
    files = (folder / f"cohort-{key}.xlsx", folder / f"cohort-{key}.html")
    contents = (reports.to_workbook(made), reports.to_html(made).encode())
    if not run.dry_run:
        for path, content in zip(files, contents, strict=True):
            write_bytes(path, content)
        with workspace.writing(run.hand) as connection:
            append(connection, run.hand, Fact(Kind.REPORTED, key))
    text = Paragraph(
        f"The report of {key} as of {run.today}: a workbook with charts, and a page to print."
    )
    return Outcome((text,), {"report": encode(made)}, files=() if run.dry_run else files)
