"""Yes, no and attendance as people write them, in three languages: the same words everywhere."""

from __future__ import annotations

import re

from mentorcli.domain.text import match_key

YES, REMOTELY, NO = "yes", "remotely", "no"

_YES = re.compile(
    r"^(?:yes|y|yeah|yep|kyllä|kylla|joo|juu|ja|true|ok|okay|on|x|1|✓|✔|☑|checked|accept(?:ed)?|agreed?|"
    r"hyväksytty|godkänn(?:er|t)|samtycker|hyväksyn|suostun|sitoudun|sopii|passar|gärna|mielellään)(?:\W|$)"
)
_NO = re.compile(
    r"^(?:no|nope|n|en|ei|nej|inte|false|0|off|unchecked|declined?|not|kieltäydyn|avböjer)(?:\W|$)"
)
_UNCLEAR = re.compile(
    r"\?$|\b(?:but|mutta|men)\b|"
    r"^\w+\W+(?:\w+\W+){0,2}(?:if|jos|om|unless|ellei|maybe|perhaps|ehkä|kanske|depending)\b|"
    r"^(?:no|not|ei|inte)\W+(?:\w+\W+){0,2}(?:problem|objection|ongelm|haitta|hinder)"
)
"""A condition near the start (far behind, it belongs to a statement), and a “no” that is none."""
_REMOTELY = re.compile(
    r"\b(?:remote(?:ly)?|online|virtually|teams|zoom|etänä|etäyhteydellä|etä|verkossa|distans|via länk)\b"
)
_THERE = re.compile(
    r"^(?:attended|present|came|was there|in person|paikalla|läsnä|oli|osallistui|tuli|kävi|"
    r"närvarande|deltog|var där|var med|på plats)(?:\W|$)"
)
_AWAY = re.compile(
    r"^(?:absent|away|did ?n[o'’]t|was not|missed|poissa|puuttui|frånvarande|borta|kom inte|deltog inte)(?:\W|$)"
)


def yes_or_no(text: str) -> bool | None:
    """Return whether a text begins with a yes or a no; None where that is not clear."""
    said = match_key(text).strip(" .;!")
    if _UNCLEAR.search(said):
        return None
    return True if _YES.match(said) else False if _NO.match(said) else None


def attendance(text: str) -> str:
    """Return whether somebody was there (``yes``, ``remotely``, ``no``); empty where it is not clear."""
    said = match_key(text).strip(" .;!")
    if _UNCLEAR.search(said):
        return ""
    if _AWAY.match(said) or yes_or_no(said) is False:
        return NO
    if _REMOTELY.search(said):
        return REMOTELY
    return YES if _THERE.match(said) or yes_or_no(said) else ""
