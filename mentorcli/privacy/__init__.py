"""Who may see what, and what is not stored at all."""

from mentorcli.privacy.disclosure import answer_text, participant
from mentorcli.privacy.identity import has_identity_code, masked, rows_with_identity_codes

__all__ = ["answer_text", "has_identity_code", "masked", "participant", "rows_with_identity_codes"]
