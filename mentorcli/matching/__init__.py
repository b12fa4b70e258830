"""Proposing, judging and explaining matches."""

from mentorcli.matching.canonical import case_hash
from mentorcli.matching.judge import judge
from mentorcli.matching.propose import propose
from mentorcli.matching.verify import verify

__all__ = ["case_hash", "judge", "propose", "verify"]
