"""Intake: form exports into applications, with a proposal that a person can look at."""

from mentorcli.intake.columns.for_all import OFTEN_NOT_ASKED, with_for_all
from mentorcli.intake.columns.proposal import propose
from mentorcli.intake.columns.remembered_forms import fingerprint, mapping_of
from mentorcli.intake.rows.cell_questions import with_cell_questions
from mentorcli.intake.rows.corrections import read_corrected
from mentorcli.intake.rows.form_copies import in_its_copy
from mentorcli.intake.rows.gone_questions import with_gone_questions
from mentorcli.intake.rows.known_times import with_known_times
from mentorcli.intake.rows.merge import merge
from mentorcli.intake.rows.raw_rows import as_mapped, to_keep, with_earlier_titles
from mentorcli.intake.rows.reading import read
from mentorcli.intake.rows.response_keys import answer_keys, under_known_keys, unkeyed
from mentorcli.intake.sheets.problems_workbook import (
    MOST_ROWS,
    Checked,
    Speak,
    Typed,
    copied_cells,
    problem_book,
)
from mentorcli.intake.sheets.typed_problems import typed_answers, typed_corrections
from mentorcli.intake.sheets.written_days import day_between, orders_of

__all__ = [
    "MOST_ROWS",
    "OFTEN_NOT_ASKED",
    "Checked",
    "Speak",
    "Typed",
    "answer_keys",
    "as_mapped",
    "copied_cells",
    "day_between",
    "fingerprint",
    "in_its_copy",
    "mapping_of",
    "merge",
    "orders_of",
    "problem_book",
    "propose",
    "read",
    "read_corrected",
    "to_keep",
    "typed_answers",
    "typed_corrections",
    "under_known_keys",
    "unkeyed",
    "with_cell_questions",
    "with_earlier_titles",
    "with_for_all",
    "with_gone_questions",
    "with_known_times",
]
