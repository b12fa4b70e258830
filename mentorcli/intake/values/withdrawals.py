"""Applications that are taken back in words, where a form asks something else."""

from __future__ import annotations

import re

from mentorcli.domain.text import match_key

TOLD_FREELY = frozenset({"other", "goal_text", "wish_reason", "bio"})
"""Fields in which people tell whatever they have on their minds."""
_TAKEN_BACK = re.compile(
    r"\b(?:have to|must|want to|would like to|need to|i|i.ll|i am|i.m|please) (?:now |hereby )?"
    r"(?:withdraw(?:ing)?|cancel(?:ling)? my (?:application|registration|participation|place))\b"
    r"|\b(?:per(?:uu|u)\w*|vedän|perutaan) (?:tämän )?(?:hakemuks|ilmoittautumis|osallistumis)\w*"
    r"|\ben (?:(?:voikaan|pystykään) osallistua|haekaan|pysty osallistumaan ohjelmaan)\b"
    r"|\b(?:drar|tar|dra|ta) tillbaka (?:min )?(?:ansökan|anmälan)|\båterkallar (?:min )?an\w+"
    r"|\bavanmäl\w+|\bhoppar av\b",
    re.IGNORECASE,
)
_SIGNS = (
    "withdraw", "cancel", "peru", "vedän", "haekaan", "osallistu", "tillbaka", "återkall", "avanmäl",
    "hoppar av",
)  # fmt: skip
"""One of these stands in all of them: ten times as soon seen."""


_CALLED_OFF = re.compile(
    r"^\W*(?:peruttu|perunut|peruu|cancelled|canceled|withdrawn|withdrew|avbokad|avanmäld|inställd|återtagen|"
    r"poistettu|deleted|duplicate|tuplana?|dubblett)\b",
    re.IGNORECASE,
)


def is_called_off(text: str) -> bool:
    """Tell whether a text begins as staff mark an application that no longer counts."""
    return bool(_CALLED_OFF.search(match_key(text)))


def takes_back(text: str) -> bool:
    """Tell whether somebody may take the application back in a text; most say nothing like it."""
    said = text.casefold()
    return any(sign in said for sign in _SIGNS) and bool(_TAKEN_BACK.search(text))
