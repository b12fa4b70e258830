"""Letters of names as others write them: without accents, in two letters, from other scripts, by sound."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_ONE_TEXT = "ø:o æ:ae đ:d ð:d ł:l þ:th œ:oe \u0131:i ŋ:n ħ:h"
_TWO_TEXT = "ä:ae ö:oe ü:ue å:aa ø:oe æ:ae đ:dj ñ:ny ð:dh þ:th œ:oe ł:l \u0131:i"
_ONE = str.maketrans(dict(pair.split(":") for pair in _ONE_TEXT.split()))
_TWO = str.maketrans(dict(pair.split(":") for pair in _TWO_TEXT.split()))
_OTHER_SCRIPT = re.compile("[\u0370-\u04ff]")
_SIGNS = re.compile("[\u4e00-\u9fff\u3005]{2,5}")
_LONGEST_SURNAME = 3
_SOUNDS = [
    (re.compile(one), other)
    for one, other in (
        (r"dj|dzh", "j"), (r"(?<=[a-z])(?:ts|tz|c)(?=(?:ov|ev|in|yn)a?$)", "s"), (r"tsh|tch|tsch|cz|(?<!s)ch", "c"), (r"sch|sh|sz", "s"), (r"zh", "z"), (r"kh", "h"),
        (r"ph", "f"), (r"th", "t"), (r"(?<=[aeiou])h(?=[nl]|$)", ""), (r"ck|cq|kv|qu?v?|c(?=[aouklr])", "k"), (r"x", "ks"), (r"w", "v"),
        (r"(?<=[aeiou])z(?=[aeioulmnv])", "s"), (r"(?<=[fptdsmnlrvz])[jy]o", "e"), (r"f+$", "v"), (r"v(?=[st])", "f"),
        (r"ae", "a"), (r"oe", "o"), (r"ue", "u"), (r"(?:iy|yi|ij|ii|yy|y|j)", "i"), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
_OTHERWISE = re.compile(r"[chjqwxyz]|f$|v[st]|kv|ts|[aou]e|(.)\1")
"""Without one of these a word sounds as it is written."""
_BEGINNINGS = {"j": "yi", "y": "ji", "i": "jy", "v": "w", "w": "v", "c": "k", "k": "c"}
_FEMALE = re.compile(r"(?<=[oei][vn])a$|(?<=sk)(?:aia|aa|a)$|(?<=sk)i+$")


def in_our_script(text: str) -> str:
    """Return a text with Cyrillic and Greek letters in Latin ones, and surnames in signs read."""
    if text.isascii():
        return text
    text = text.replace("ª", "aría") if re.search(r"\bM\.?ª", text) else text
    if _OTHER_SCRIPT.search(text):
        text = "".join(_latin(c) for c in text)
    return _SIGNS.sub(_surname_of_signs, text)


def read_lore(name: str) -> dict[str, Any]:
    """Return what a file beside this one knows of names: ``employers``, ``languages``."""
    path = Path(__file__).with_name(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _scripts() -> tuple[dict[str, str], dict[str, str]]:
    """Return letters of other scripts with ours, and signs with the surname that they are."""
    table = read_lore("scripts")
    pairs = (pair.partition(":") for row in table["letters"].values() for pair in row.split())
    signs = {s: name for name, row in table["surnames"].items() for s in row.split()}
    return {letter: latin for letter, _, latin in pairs}, signs


def _latin(letter: str) -> str:
    letters, _ = _scripts()
    small = letter.lower()
    found = letters.get(small, letters.get(unicodedata.normalize("NFD", small)[0]))
    if found is None:
        return letter
    return found.capitalize() if letter != small else found


def _surname_of_signs(found: re.Match[str]) -> str:
    """Return the surname of a name in signs, with its first name as it stands."""
    signs, (_, known) = found[0], _scripts()
    for size in range(_LONGEST_SURNAME, 0, -1):
        if name := known.get(signs[:size]):
            return f"{name.capitalize()} {signs[size:]}"
    return signs


@lru_cache(maxsize=1 << 16)
def spellings(word: str) -> tuple[str, ...]:
    """Return how a word may be written without accents: ``juergen`` and ``jurgen`` for ``Jürgen``."""
    small = word.casefold()
    if small.isascii():
        return (small,)
    small = unicodedata.normalize("NFC", small)
    return tuple(dict.fromkeys((bare(small.translate(_ONE)), bare(small.translate(_TWO)))))


def bare(text: str) -> str:
    """Return a text without the accents on its letters."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def bare_words(text: str) -> frozenset[str]:
    """Return the words of a list, small and without the accents on their letters."""
    return frozenset(bare(text.casefold()).split())


def begun_alike(letters: Iterable[str]) -> set[str]:
    """Return letters with those that a first name begins with in another language: Julia, Yulia."""
    return {c for letter in letters for c in (letter, *_BEGINNINGS.get(letter, ""))}


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """Return a rough sound of a word without accents: the same for ``lindqvist`` and ``lindkvist``."""
    for pattern, other in _SOUNDS if _OTHERWISE.search(word) else ():
        word = pattern.sub(other, word)
    return _FEMALE.sub("", word)
