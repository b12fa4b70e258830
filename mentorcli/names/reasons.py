"""What stands beside a name as prose of its own, and leaves whom the name means: why, and that others are welcome."""

from __future__ import annotations

import re

from mentorcli.names.letters import bare, bare_words

_BECAUSE = r"(?:because|koska|sillä|eftersom|due to|på grund av|p\.?g\.?a\.?|för att|(?:as|since)(?= (?:we|i|he|she|they|our|my|his|her)\b))"
REASON = re.compile(rf"\s+(?={_BECAUSE}\s)|(?<=\w)\s?:\s+(?=(?-i:[a-zåäö]))", re.IGNORECASE)
"""Before a reason, which is a part of its own."""
_TURNS = (
    r"but|except|unless|than|would|want|hope|prefer|love|like|great|perfect|expert|paitsi|mutta|kuin|haluaisin|haluan|toivo\w*|olisi|paras|"
    r"utom|förutom|men|än|gärna|bäst|expert"
)
"""What turns round whom a text before it refuses, or praises them."""
_LABEL = r"(?:the )?reason|syy|orsak|skäl|conflicts? of interest|esteelli\w+|jäävi\w*|jävi?g?"
_PRAISE = (
    r"no|not|never|\w+n['’]t|ei|en|inte|ej|fine|okay|ok|nice|good|well|welcome|maybe|may|might|ask\w*|recommend\w*|hyvä\w*|kiva|"
    r"mukava|sopi\w*|käy|ehkä|haluaisi\w*|suositte\w*|pyys\w*|bra|trevlig|passar|okej|kanske|bad|frågade"
)
_SAYS_WHY = re.compile(
    rf"(?!.*\b(?:{_TURNS})\b)(?:{_BECAUSE}\b|(?:so|joten|så) (?:not|ei|inte)\b|(?!.*\b(?:no|not|ei|en|inte)\b)(?:{_LABEL})\b"
    rf"|(?!.*\b(?:{_PRAISE})\b)(?:we|vi|\w{{3,}}mme)\b)",
    re.IGNORECASE,
)
_TELLS_OF_OTHERS = re.compile(
    rf"(?!.*\b(?:{_TURNS}|not?|ei|inte)\b)(?:(?:all|(?:every|any)(?:one|body)) (?:else|others?)|others|the (?:others|rest)|(?:kaikki )?(?:muut|loput)|"
    r"(?:alla )?(?:andra|övriga)|resten|(?=.*\b(?:(?:from|of|in) (?:her|his|their|my|our|the)|hänen|heidän|hennes|hans|deras)\b)"
    r"(?:all|(?:any|every|some)(?:one|body)|others?|joku|kuka|kukaan|muut?|kaikki|alla|någon|nån|andra))\b",
    re.IGNORECASE,
)
_NONE = bare_words("no none ei ingen inga inget finns")
_OTHERS = bare_words(
    "none second third other others further more co advisor advisors adviser supervisor supervisors toista muita muuta "
    "ohjaajaa ohjaajia andra annan fler handledare"
)
_SO_FAR = bare_words("yet so far assigned vielä toistaiseksi ole än ännu inte har jag det")
ALL_WELCOME = re.compile(
    r"(?:(?:no|ei|nej),? )?(?:everyone|everybody|anyone|all|kaikki|alla)(?: (?:of them|muut|heistä|andra))?"
    r" (?:is|are|käy|käyvät|sopii|sopivat|kelpaa|är|går|passar|funkar|duger)"
    r"(?: (?:fine|ok|okay|good|welcome|for me|by me|hyvin|minulle|bra|okej|välkomna|för mig))*[.! :)]*",
    re.IGNORECASE,
)
"""Says that everybody will do: “alla går bra”, also where somebody is called Alla."""


def says_why(text: str) -> bool:
    """Tell whether words that name nobody say why: “because we are related”, “she is my advisor”."""
    return _SAYS_WHY.match(text) is not None


def tells_of_others(text: str) -> bool:
    """Tell whether words that name nobody welcome or refuse others: “all others are fine”, “anyone from her team”."""
    return _TELLS_OF_OTHERS.match(text) is not None


def says_no_more(text: str) -> bool:
    """Tell whether words say that there is nobody, or nobody more: “no second advisor yet”, “muita ei ole”."""
    words = {*bare(text.casefold()).replace("-", " ").strip(" .!").split()}
    more = words & _NONE and words & _OTHERS and words <= _NONE | _OTHERS | _SO_FAR
    return bool(more) or words in ({"tba"}, {"tbd"}, {"tbc"}, {"ingen"}, {"nobody"})
