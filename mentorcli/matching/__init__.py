"""Proposing, judging and explaining matches."""

from mentorcli.matching.canonical import case_hash, seal_of
from mentorcli.matching.checking import reprove, verify
from mentorcli.matching.explain import explain, explain_pair
from mentorcli.matching.judge import judge
from mentorcli.matching.propose import propose
from mentorcli.matching.remarks import remarks
from mentorcli.matching.review import review_sheet
from mentorcli.matching.review_reading import read_review

__all__ = [
    "case_hash", "explain", "explain_pair", "judge", "propose", "read_review", "remarks", "reprove",
    "review_sheet", "seal_of", "verify",
]  # fmt: skip
