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
_NEGATION = frozenset(
    [
        "no",
        "not",
        "don't",
        "dont",
        "cannot",
        "declined",
        "refused",
        "withdrawn",
        "ei",
        "en",
        "älä",
        "emme",
        "nej",
        "inte",
        "ej",
        "icke",
    ]
)
_DOUBT = frozenset(
    [
        "nope",
        "but",
        "except",
        "apart",
        "if",
        "unless",
        "until",
        "only",
        "partly",
        "partially",
        "maybe",
        "perhaps",
        "possibly",
        "sure",
        "unsure",
        "depends",
        "depending",
        "know",
        "problem",
        "problems",
        "objection",
        "objections",
        "mutta",
        "paitsi",
        "jos",
        "ellei",
        "kunhan",
        "vain",
        "vasta",
        "osittain",
        "ehkä",
        "tiedä",
        "varma",
        "varmaa",
        "riippuu",
        "ongelmaa",
        "ongelmia",
        "haittaa",
        "men",
        "utom",
        "förutom",
        "om",
        "såvida",
        "bara",
        "delvis",
        "kanske",
        "vet",
        "osäker",
        "beror",
        "hinder",
    ]
)
"""Words that bound or doubt what a yes or a no before them says, and those that turn a yes round."""
_BOTH = frozenset(["yes", "kyllä", "kylla", "joo", "ja"])
_NEAR = 5
"""So many words belong to the yes or no itself; what stands behind belongs to a statement."""
_LONG = 30
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
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
    """Return whether a text begins with a yes or a no; None where that is not clear.

    A condition, a doubt or the other word near it makes it unclear.
    """
    said = match_key(text).strip(" .;!")
    near = _WORD.findall(said)[1:_NEAR]
    if "?" in said[:_LONG] or not _DOUBT.isdisjoint(near):
        return None
    if _YES.match(said):
        return True if _NEGATION.isdisjoint(near) else None
    return False if _NO.match(said) and _BOTH.isdisjoint(near) else None


def attendance(text: str) -> str:
    """Return whether somebody was there (``yes``, ``remotely``, ``no``); empty where it is not clear."""
    said = match_key(text).strip(" .;!")
    if _AWAY.match(said):
        return NO
    near = {*_WORD.findall(said)[:_NEAR]}
    if (came := yes_or_no(said)) is None and near & (_DOUBT | _NEGATION):
        return ""
    if came is False:
        return NO
    if _REMOTELY.search(said):
        return REMOTELY
    return YES if came or _THERE.match(said) else ""
