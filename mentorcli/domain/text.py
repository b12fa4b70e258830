"""Text as people type it: what is stored, what is compared, and the ids that are made of it."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_NONCHARACTER = 0xFFFE
_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_HISSING = ("s", "x", "ch", "sh")


def clean(text: str) -> str:
    """Return text that every output format can hold, in NFC.

    Control characters (but TAB and LF), lone surrogates, noncharacters and what has no width are dropped; CR LF and
    CR, and what else ends a line or page, become LF; no-break spaces become spaces; outer white space goes. Nothing else changes.
    """
    if text.isascii() and text.isprintable():  # nearly every cell, and a table has millions
        return text.strip()
    text = _LINE_ENDS.sub("\n", text).replace("\u00a0", " ")
    kept = text if text.isprintable() else "".join(c for c in text if c in "\t\n" or _is_text(c))
    return unicodedata.normalize("NFC", kept).strip()


_UNSEEN = "\u200b\u2060\ufeff\u00ad"
"""Characters without width that programs leave in texts; they would make equal texts differ."""


def _is_text(character: str) -> bool:
    if unicodedata.category(character) in {"Cc", "Cs"}:
        return False
    code = ord(character)
    if character in _UNSEEN:
        return False
    return code & _NONCHARACTER != _NONCHARACTER and code not in _NONCHARACTERS


def one_line(text: str) -> str:
    """Return cleaned text with every run of white space as one space."""
    return " ".join(clean(text).split())


_SIGN = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)


def unescaped(text: str, instead: str | None = None) -> str:
    """Return text with ``&amp;``, ``&#39;`` and the like as the signs that they stand for, or ``instead``."""

    def plain(found: re.Match[str]) -> str:
        sign = html.unescape(found[0])
        return found[0] if sign == found[0] else sign if instead is None else instead

    return _SIGN.sub(plain, text) if "&" in text else text


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, the last of which tells that there was more."""
    return text if len(text) <= most else text[: most - 1] + "…"


MOST_KEYS = 1 << 18
"""A table of 50,000 people has so many names, addresses and numbers, each looked at again and again."""


@lru_cache(maxsize=MOST_KEYS)
def match_key(text: str) -> str:
    """Return the form in which two spellings of one name or address are compared.

    NFKC, case folded, zero-width and direction marks removed, white space collapsed.
    Accents stay: ``Väinö`` and ``Vaino`` are different people.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", _ZERO_WIDTH.sub("", text)).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())


def unaccented(text: str) -> str:
    """Return the match key without accents, for near matches that a person then confirms."""
    key = match_key(text)
    if key.isascii():
        return key
    decomposed = unicodedata.normalize("NFD", key)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return ``a, b and c``."""
    if len(words) < 2:  # noqa: PLR2004 - one word needs no "and"
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def some_of(words: Sequence[str], most: int, last: str = "and") -> str:
    """Return words in a row, the first of them where there are more: a, b and 3 more."""
    more = len(words) - most
    return listed([*words[:most], f"{more} more"] if more > 0 else words, last)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 mentor, 2 mentors, 3 people, 4 matches."""
    if number == 1:
        return f"1 {noun}"
    if noun.endswith("person"):
        return f"{number} {noun.removesuffix('person')}people"
    many = f"{noun}{'es' if noun.endswith(_HISSING) else 's'}"
    return f"{number} {many}"


_WORDS = (
    "not|never|don['’]?t|do not|does not|doesn['’]?t|would not|wouldn['’]?t|won['’]?t|cannot|can['’]?t|"
    "neither|varken|without|except|excluding|avoid|avoiding|no(?!\\.? ?\\d)|nobody but|"
    "(?:any(?:one|body)?|every(?:one|body)|all|anything|who(?:ever)?) (?:else )?but|"
    "(?:other|else|rather|different|apart|instead) (?:than|from|of)|"
    "ei|eikä|enkä|älkää|älä|emme|eivät|paitsi|ilman|lukuun ottamatta|muu kuin|muut kuin|muuta kuin|"
    "muita kuin|mieluummin kuin|en (?:missään|ikinä|koskaan|mielellä\\w*|mieluu?sti|ota|ottaisi|voi|"
    "voisi|haluaisi|halua|tahdo|tahtoisi|toivo|toivoisi|kuitenkaan)|"
    "inte|ej|icke|aldrig|ingen|inget|inga|utom|förutom|annan än|andra än|annat än|hellre än|utan"
)
_NOT = re.compile(rf"^en(?! av\b)(?![\w-])|(?<![\w-])(?:{_WORDS})(?![\w-])")


def says_not(text: str) -> bool:
    """Tell whether a word for not stands in a text; never a part of a word, as in Noton or Eino."""
    return _NOT.search(match_key(text)) is not None


_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_TWO_LETTERS = tuple(a + b for a in _BASE32 for b in _BASE32)
"""What ten bits are in base 32 (RFC 4648): five look-ups instead of a loop over bytes."""


def stable_id(prefix: str, *parts: str) -> str:
    """Return a short identifier made from ``parts`` alone: ``prefix`` and 10 letters or digits.

    The same parts give the same identifier on every machine; 50 bits of SHA-256, so among 10,000
    people two share one with a chance of about 1 in 20 million.
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).digest()
    bits, two = int.from_bytes(digest[:8], "big") >> 14, _TWO_LETTERS
    return (
        f"{prefix}-{two[bits >> 40]}{two[bits >> 30 & 1023]}{two[bits >> 20 & 1023]}"
        f"{two[bits >> 10 & 1023]}{two[bits & 1023]}"
    )


def person_id(email: str, name: str) -> str:
    """Return the identifier of somebody first seen with this address and name."""
    return stable_id("p", match_key(email), match_key(name))
