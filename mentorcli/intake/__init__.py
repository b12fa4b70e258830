"""Intake: form exports into applications, with a proposal that a person can look at."""

from mentorcli.intake.merging import merge
from mentorcli.intake.proposing import propose
from mentorcli.intake.reading import read
from mentorcli.intake.remembering import fingerprint, mapping_of

__all__ = ["fingerprint", "mapping_of", "merge", "propose", "read"]
