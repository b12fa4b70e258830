"""Names of people out of one cell, without titles, in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from mentorcli.domain.text import match_key, one_line, says_not
from mentorcli.names.titles import (
    ACADEMIC,
    BEHIND,
    BESIDE,
    BORN,
    CAPITALS,
    COURTESY,
    LINKS,
    OF_A_SEX,
    is_beside,
    plain,
)
from mentorcli.names.written import PARTICLES, two_words

_TITLES_TEXT = "ph.d m.sc d.sc d.sc.(tech tekn.dr fil.dr ek.dr apul.prof vast.prof tenure-track"
_TITLES = ACADEMIC | frozenset(_TITLES_TEXT.split())
_BEFORE = COURTESY | {"doc"}
"""Before a name only, and never in somebody's own: Tri is a first name too."""
_BEFORE_NAMES = _TITLES | _BEFORE
_STRONG = re.compile(
    r"\s(?:and/or|ja/tai|och/eller)\s|[;\n\r|/•]+|\s[-–>]\s|\.\s+(?=(?:[^\W\d_]+ )?[^\W\d_]{3,}\s*:\s)|(?:^|[\s,])(?:#?\d{1,2}[.):]|#\d|\d(?:st|nd|rd|th):?|[a-d]\))(?=[\s,]|$)"
)
_AND = re.compile(
    r"(?<!-)\s+(?:and|ja|och|sekä|samt|or|(?-i:nor)|tai|eikä|eller|et(?! al)|und|oder|ou|og|then|sitten|sedan|(?:together|along) with|tillsammans med|yhdessä(?= [A-ZÅÄÖ])|&(?! co\b| sons\b| partners\b| söner\b)|\+)\s+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_FIRST_MARK, _MOST_MARKS, _MARK = 0xE000, 0x100, re.compile("[\ue000-\ue0ff]")
"""Letters of nobody's script stand for what is in brackets while a text is parted."""
_NEXT_NAME = re.compile(r"(?<=\))\s+(?=[A-ZÅÄÖ][\w-]+\.? [A-ZÅÄÖ][\w-]+)")
"""Between what is in brackets behind one name, and another that has two words."""
_INITIALS = re.compile(
    r"^(?:[^\W\d_a-zåäöé][.\s-]*){1,3}(?:(?:van|von|der|den|de|af|la|el)\b\s*)*[\s\ue000-\ue0ff]*$"
)
_LIST_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.):]|[-–*•])\s*")
_NEXT_NUMBER = re.compile(r"(?<=\w)[\s,.]+(?=\d{1,2}[.)]\s)")
_UNIT = re.compile(r"[A-ZÅÄÖ]{3}")
_BARE_NUMBERS = re.compile(r"\s*1 [^\d\n]+ 2 [A-ZÅÄÖ]")
_BARE_NUMBER = re.compile(r"(?:^|[,\s]+)[1-9] (?=[A-ZÅÄÖ])")
"""Lists without stops: “1 Anna Laine 2 Ville Salo”."""
_STOP = re.compile(
    r"(?<=\s)([A-ZÅÄÖ][\w'’-]{2,}|[\ue000-\ue0ff])\s*\.\s+(?=[A-ZÅÄÖ][\w'’.-]*,?\s+\w)"
)
_LABEL = re.compile(
    r"^(?:(?:thesis |main |first |second |primary |secondary |co-?)?(?:supervisors?|advisors?)|supervising professor|"
    r"(?:vastuu)?professori|(?:pää|ensimmäinen |toinen |sivu|apu|vastuu)?ohjaajat?|valvoja|(?:huvud|bi)?handledare|conflicts? of interest|esteellisyys|jääviys|jäv)\s*:\s*",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"[,;.]\s*(?:no|ei|inga|inget) (?:third|second|other|others|more|further|muita|muuta|kolmatta|toista|fler|andra|tredje)\b[^A-ZÅÄÖ,;]*$"
)
_AND_MORE = re.compile(r"(?<=\w)[ ,]+(?:et al\.?|ym\.?|m\.? ?fl\.?)$")
_SECOND_THOUGHT = re.compile(
    r"(?i:(?:or |tai |eller )?(?:(?:no|not|nej|ei|inte)\b(?! ?\d|[^,]* (?:one|body|other|else|more|preference|particular|special|"
    r"muita?|muuta|ketään|andra|annan|fler|särskil\w+|önskemål)\b)|actually|sorry|wait|oh\b|eiku|sittenkään|förresten))[^A-ZÅÄÖ]*$"
)
"""What takes back a wish before it, and names nobody itself."""
_WHOSE = re.compile(r"['’]s?$|(?<!ne)n$|s$", re.IGNORECASE)
"""How a name ends that may tell whose somebody is."""
_TWO_LETTERS = re.compile(r"[A-Z][a-z]\.")
"""An initial in two letters: Zhukova Yu."""
_TWO = 2
LONGEST_NAME = 4


@lru_cache(maxsize=1 << 14)  # the same supervisors are named again and again
def names_in(text: str, *, wished: bool = False) -> tuple[str, ...]:
    """Return the people named in a cell, each once, titles and roles removed.

    A comma parts two people, but initials belong to the surname before them, and where stronger marks
    already part people ``Virtanen, Kaarina`` is one person. What is no name stays as it was written:
    a person looks at it later. So does what is ``wished`` for with a “not” in it, which holds for all
    names after it.
    """
    aside: list[str] = []
    text = _NO_MORE.sub("", text) if wished else text
    text = text if text.isascii() else _MARK.sub("", text)
    text = _NEXT_NAME.sub(", ", text) if ")" in text else text
    if "(" in text or "[" in text:
        text = _BRACKETS.sub(lambda b: _put_aside(b[0], aside), text)
    if _LIST_NUMBER.match(text):
        text = _NEXT_NUMBER.sub("\n", text)
    elif _BARE_NUMBERS.match(text):
        text = _BARE_NUMBER.sub("\n", text)
    parts = [s for p in _STRONG.split(text) for s in _sentences(p) if s.strip()]
    if wished and any(_SECOND_THOUGHT.match(p.strip()) for p in parts[1:]):
        parts = [text]  # “Anna Laine – no wait, she is retired”
    pieces: list[str] = []
    for part in parts:
        turned = _surname_first(part) if len(parts) > 1 else None
        if wished and says_not(_with_brackets(part, aside)):
            pieces.append(part)
        elif turned:
            pieces.append(turned)
        else:
            pieces += _pieces(part)
    for k, piece in enumerate(pieces[:-1]):
        if "." in piece and _INITIALS.match(piece.strip()):  # “K. & P. Laine”
            pieces[k] = " ".join((piece, *pieces[k + 1].split()[-1:]))
    names = [n for n in map(_name, pieces) if n]
    return once([one_line(_with_brackets(n, aside)) for n in names] if aside else names)


def _sentences(part: str) -> Iterator[str]:
    """Yield what a stop parts behind a name of two words: “K. Laine. Kalle Harju”, and not “Kat. Laine”."""
    at = 0
    for stop in _STOP.finditer(part) if ". " in part else ():
        if " " in part[at : stop.end(1)].strip() and not is_beside(stop[1]):
            yield part[at : stop.end(1)]
            at = stop.end()
    yield part[at:]


@lru_cache(maxsize=1 << 14)  # and each of them in other company
def _pieces(part: str) -> tuple[str, ...]:
    """Return what stands between commas and words for “and”."""
    return tuple(p for half in _AND.split(part) for p in _with_initials(half.split(",")))


@lru_cache(maxsize=1 << 14)
def _name(piece: str) -> str:
    """Return a piece without a number or label before it, and without titles."""
    numberless = _AND_MORE.sub("", _LIST_NUMBER.sub("", one_line(piece)))
    return _bare(_LABEL.sub("", numberless) if ":" in numberless else numberless, _BEFORE_NAMES)


def _put_aside(bracket: str, aside: list[str]) -> str:
    """Return a mark for what is in brackets, so that nothing parts it; nothing for words like “thesis”."""
    beside = BESIDE - {"univ", "university"}
    said = [w for w in bracket[1:-1].split() if plain(w.strip(".,;:")) not in beside]
    if not any(c.isalpha() for w in said for c in w):
        return " "
    if len(aside) == _MOST_MARKS:
        return bracket
    aside.append(bracket)
    return f" {chr(_FIRST_MARK + len(aside) - 1)} "


def _with_brackets(text: str, aside: Sequence[str]) -> str:
    return _MARK.sub(lambda m: aside[ord(m[0]) - _FIRST_MARK], text)


def _with_initials(pieces: Sequence[str]) -> list[str]:
    """Return pieces between commas; ``Laine, P.`` is one name again, and ``Anna Laine, née Salo``."""
    found: list[str] = []
    for piece in pieces:
        more = piece.strip()
        initials = (
            _INITIALS.match(more)
            and not _UNIT.fullmatch(more)
            and found
            and len(found[-1].split()) <= _TWO
        )
        if found and (initials or BORN.match(more)):
            found[-1] = f"{found[-1]} {more}"
        else:
            found.append(piece)
    return found


def once(names: Sequence[str]) -> tuple[str, ...]:
    """Return each name once, in order, as it was first written."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(match_key(name), name)
    return tuple(first.values())


def _surname_first(part: str) -> str | None:
    halves = [h.split() for h in part.split(",")]
    if len(halves) != _TWO or any(not 1 <= len(h) <= _TWO for h in halves):
        return None
    if any(_is_title(w, _TITLES) for half in halves for w in half):
        return None
    if len(halves[0]) == _TWO and PARTICLES.isdisjoint({*part.casefold().split()}):
        return None  # “Anna Laine, Ville Salo; Eva Ek, Nokia”
    return " ".join(halves[1] + halves[0])


def own_name(name: str) -> str:
    """Return somebody's own name without titles, but never less than a first and a last name."""
    if two_words(name):
        return name
    name = one_line(name)
    bare = _bare(name, _TITLES)
    return bare if len(bare.split()) >= _TWO else name


def _bare(name: str, before: frozenset[str]) -> str:
    """Return a name on one line without the titles before it and after it; empty when it is all titles."""
    words = name.strip(" ,;:").lstrip(".").split()
    led = any(
        plain(w) in BEHIND or (w.islower() and plain(w) in LINKS) for w in words
    )  # “postdoc in Virtanen's lab” is not Virtanen
    told = list[str]()
    while (
        not led and words and _is_title(words[0], before) and not _is_employer(words[0], words[1:2])
    ):
        told.append(words.pop(0))
    while (
        not led
        and words
        and _is_title(words[-1], _TITLES)
        and not _is_employer(words[-1], words[-2:-1])
    ):
        if words[-1] not in CAPITALS and any(
            _WHOSE.search(w) or plain(w) == "senior" for w in words[-2:-1]
        ):
            break  # “Virtasen professori” is somebody else
        words.pop()
    if len(words) == 1:  # “Mme Moreau” says more than “Moreau”
        words = [*(w for w in told if plain(w.strip(".,:;()")) in OF_A_SEX), *words]
    return " ".join(words).strip(" ,;:" if words and _TWO_LETTERS.fullmatch(words[-1]) else " ,.;:")


def _is_employer(word: str, beside: Sequence[str]) -> bool:
    """Tell whether a title in capitals stands beside a small word, as an employer does: ``at VTT``."""
    bare = word.strip(".,:;()")
    return bare in CAPITALS and any(w[:1].islower() and plain(w) not in ACADEMIC for w in beside)


def _is_title(word: str, titles: frozenset[str]) -> bool:
    bare = word.strip(".,:;()")
    return bare in CAPITALS or bare.casefold() in titles


def is_sentence(name: str) -> bool:
    """Tell whether what should be a name reads like a sentence: many words, half of them small."""
    words = name.split()
    small = sum(1 for w in words if w[:1].islower())
    return len(words) >= LONGEST_NAME and 2 * small >= len(words)
