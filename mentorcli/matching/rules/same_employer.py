"""Rule: mentor and mentee do not work for the same employer."""

from __future__ import annotations

import re
from functools import lru_cache

from mentorcli.domain.application import Application
from mentorcli.domain.text import match_key, unaccented
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground, Look, Way, blank_answers

PURPOSE = "Nobody is mentored by somebody from their own workplace."
WORDS = "the same employer"

_FORMS_TEXT = (
    "oy oyj ab abp ky tmi ry rf ltd limited inc incorporated plc llc llp corp corporation co "
    "company gmbh ag se as asa bv nv sa srl spa osakeyhtio aktiebolag the"
)
_FORMS = frozenset(_FORMS_TEXT.split())
_WORD = re.compile(r"[^\W_]+")


def blocks_pair(mentee: Application, mentor: Application, ground: Ground) -> str | None:
    """Return the reason when both gave the same employer, whatever its legal form."""
    theirs = employer_key(mentee.text("employer"))
    if not theirs or theirs != employer_key(mentor.text("employer")):
        return None
    said = ground.quote(mentor, "employer", (mentor.text("employer"),))
    return f"{name_of(mentee)} and {name_of(mentor)} both work for {said or 'the same employer'}."


@lru_cache(maxsize=1 << 14)
def employer_key(text: str) -> str:
    """Return an employer's name without legal forms, accents, punctuation and case."""
    if match_key(text) in blank_answers():
        return ""
    dotless = re.sub(r"(?<=\w)\.(?=\w\b)", "", unaccented(text)).replace("a/s", "as")
    words = _WORD.findall(dotless)
    return " ".join(w for w in words if w not in _FORMS) or " ".join(words)


PAIR_LOOK = Look(
    Way.MEETING,
    lambda mentee, _: (employer_key(mentee.text("employer")) or None,),
    lambda mentor, _: (employer_key(mentor.text("employer")) or None,),
)
