"""Yes, no and attendance as people write them, in three languages: the same words everywhere."""

from __future__ import annotations

import re

from mentorcli.domain.text import match_key

YES, REMOTELY, NO = "yes", "remotely", "no"

_YES = re.compile(
    r"^(?:yes|y|yeah|yep|kyllä|kylla|joo|juu|ja|true|ok|okay|on|x|1|✓|✔|☑|✅|checked|accept(?:ed)?|agreed?|confirm(?:ed)?|"
    r"hyväksytty|godkänn(?:er|t)|samtycker|hyväksyn|suostun|sitoudun|sopii|passar|gärna|mielellään)(?:\W|$)|"
    r"^(?:tosi|sant|jo|selected|valittu|vald)$"
)
_NO = re.compile(
    r"^(?:no|nope|n(?!/)|en|ei|nej|inte|false|falskt|epätosi|0|off|unchecked|✗|✘|☐|❌|declined?|kieltäydyn|avböjer|"
    r"not(?! (?:applicable|relevant|available)))(?:\W|$)"
)
_NEGATION_TEXT = (
    "no not don't dont cannot declined refused withdrawn ei en älä emme nej inte ej icke"
)
_NEGATION = frozenset(_NEGATION_TEXT.split())
_BOUND_TEXT = (
    "but except apart if unless until only partly partially maybe perhaps possibly unsure "
    "depends depending limit limits limitation limitations restriction restrictions exception "
    "exceptions condition conditions conditionally reservation reservations mutta paitsi jos ellei "
    "kunhan vain vasta osittain ehkä riippuu joiltakin joiltain lukuun ehdoin ehdollisesti varauksin "
    "varauksella rajoituksin rajoitetusti poikkeuksin men utom förutom om såvida bara delvis kanske "
    "provided providing edellyttäen förutsatt beror viss vissa undantag villkor villkorligt förbehåll begränsningar begränsat"
)
_BOUND = frozenset(_BOUND_TEXT.split())
"""Words that bound what a yes or a no before them says; a negation turns a yes round."""
_NO_NO_TEXT = (
    "sure certain know say answer idea problem problems objection objections tiedä tietää tietoa sanoa kertoa vastata varma varmaa ongelmaa "
    "ongelmia haittaa vet veta säga uppge svara säker osäker hinder decided decision known confirmed "
    "clear settled definite information tiedossa selvillä selvää selvä selvinnyt päätetty päätöstä "
    "vahvistettu varmistunut hajuakaan säkert klart klar bestämt bestämd beslutat bekräftat känt besked"
)
_NO_NO = frozenset(_NO_NO_TEXT.split())
"""Words with which a no is none: not sure, not decided yet, no problem, ei haittaa."""
_BOTH = frozenset(["yes", "kyllä", "kylla", "joo", "ja"])
_NEAR = 5
"""So many words belong to the yes or no itself; what stands behind belongs to a statement."""
_HALVES = re.compile(r"(\w+) ?/ ?(\w+)")
"""One word in two languages, or both of them: Kyllä / Yes, y/n."""
_LONG = 30
"""A question mark within so many signs asks back."""
_AS_LONG = re.compile(
    r"\b(?:as|so) long as\b|\bså länge\b|\bniin kauan\b|\bon condition\b|\bsillä ehdolla\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_REMOTELY = re.compile(
    r"\b(?:remote(?:ly)?|online|virtually|teams|zoom|etänä|etäyhteydellä|etä|verkossa|distans|via länk)\b"
)
_THERE = re.compile(
    r"^(?:attended|present|came|was there|in person|paikalla|läsnä|oli|osallistui|tuli|kävi|"
    r"närvarande|deltog|var där|var med|på plats|tulen|osallistun|pääsen|coming|(?:jag )?(?:kommer|deltar)|"
    r"i(?:['’]ll| will) (?:be there|come|attend|join))(?:\W|$)"
)
_AWAY = re.compile(
    r"^(?:absent|away|did ?n[o'’]t|was not|missed|poissa|puuttui|frånvarande|borta|kom inte|deltog inte|"
    r"(?:jag )?(?:kan|kommer|deltar) (?:inte|ej)|(?:i )?can(?:no|['’])t)(?! \w*(?:say|säg|lov|promis|know))(?:\W|$)"
)


def yes_or_no(text: str) -> bool | None:
    """Return whether a text begins with a yes or a no; None where that is not clear.

    A condition, a doubt or the other word near it makes it unclear.
    """
    said = match_key(text).strip(" .;!")
    if is_bounded(said):
        return None
    if halves := _HALVES.fullmatch(said):
        one, other = map(yes_or_no, halves.groups())
        return one if one is other else None
    near = {*_WORD.findall(said)[1:_NEAR]}
    if _YES.match(said):
        return None if near & _NEGATION else True
    return False if _NO.match(said) and not near & (_NO_NO | _BOTH) else None


def is_bounded(said: str) -> bool:
    """Tell whether a text bounds or doubts at once what its first word says."""
    return (
        bool(_AS_LONG.search(said))
        or "?" in said[:_LONG]
        or not _BOUND.isdisjoint(_WORD.findall(said)[1:_NEAR])
    )


def denies_or_bounds(text: str) -> bool:
    """Tell whether a word of a text denies or bounds what it says: not, but, only, ehkä."""
    return not (_BOUND | _NEGATION).isdisjoint(_WORD.findall(match_key(text)))


def attendance(text: str) -> str:
    """Return whether somebody was there (``yes``, ``remotely``, ``no``); empty where it is not clear."""
    said = match_key(text).strip(" .;!")
    if _AWAY.match(said):
        return NO
    near = {*_WORD.findall(said)[:_NEAR]}
    if (came := yes_or_no(said)) is None and near & (_BOUND | _NEGATION):
        return ""
    if came is False:
        return "" if _REMOTELY.search(said) else NO  # not remotely
    if _REMOTELY.search(said):
        return REMOTELY
    return YES if came or _THERE.match(said) else ""
