"""Intake: form exports into applications, with a proposal that a person can look at."""

from mentorcli.intake.book_reading import typed_corrections
from mentorcli.intake.copies import in_its_copy
from mentorcli.intake.correcting import read_corrected
from mentorcli.intake.keeping import answer_keys, as_mapped, to_keep
from mentorcli.intake.merging import merge
from mentorcli.intake.problem_book import Checked, problem_book
from mentorcli.intake.proposing import propose
from mentorcli.intake.reading import read
from mentorcli.intake.remembering import fingerprint, mapping_of

__all__ = [
    "Checked",
    "answer_keys",
    "as_mapped",
    "fingerprint",
    "in_its_copy",
    "mapping_of",
    "merge",
    "problem_book",
    "propose",
    "read",
    "read_corrected",
    "to_keep",
    "typed_corrections",
]
