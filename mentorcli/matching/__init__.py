"""Proposing, judging and explaining matches."""

from mentorcli.matching.canonical import case_hash, seal_of
from mentorcli.matching.checking import reprove, verify
from mentorcli.matching.explain import explain, explain_pair
from mentorcli.matching.judge import judge
from mentorcli.matching.obstacles import blocking, repairs
from mentorcli.matching.propose import propose
from mentorcli.matching.remarks import remarks
from mentorcli.matching.review import review_sheet
from mentorcli.matching.review_reading import read_review
from mentorcli.matching.what_if import if_apart, if_together, if_used

__all__ = [
    "blocking", "case_hash", "explain", "explain_pair", "if_apart", "if_together", "if_used",
    "judge", "propose", "read_review", "remarks", "repairs", "reprove", "review_sheet", "seal_of",
    "verify",
]  # fmt: skip
