"""Which languages an answer names: by any of their names, codes and short forms, with levels beside.

What is understood are codes of ISO 639-1, in the order of the answer; what else is said (“any”, a
language with a “not” before it, a word that is no language) is left over, to be asked about. The
names stand in ``languages.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mentorcli.domain.language import LANGUAGES, Language
from mentorcli.domain.text import one_line, says_not
from mentorcli.names.letters import read_lore
from mentorcli.names.words import Words, phrases_in, word_lists, words_of

_SIGNS = re.compile(r"([,;/\n|+&)\]}•·*<>]|\.(?=\s|$))|[(\[{:=]|\s[-–—]\s|[–—]")
"""What parts an answer; behind the signs that are no group stands what holds for the language before."""
_NUMBER = re.compile(r"^\s*\d+\s*[.):]\s*")
_ITEM = re.compile(r"(?:^|\s)(?:[a-h]|\d+)[.)]\s+(?=\S)", re.IGNORECASE)
"""What stands before each of a numbered or lettered list."""
_REGION = re.compile(r"^([a-z]{2})[-_][A-Z]{2}$")
_THAN = re.compile(r"\s(?:than|kuin|än)\s", re.IGNORECASE)
_DIGITS = re.compile(r"(?<=[^\W\d_]{4})\d+\b")
_ENDINGS_TEXT = "ksi n a ta lla ssa ni nkieli nkielinen nkielella nkielista"
_ENDINGS = [end + too for end in _ENDINGS_TEXT.split() for too in ("", "kin")]
"""Finnish endings of a language's name, also with the one for “too”."""
_SENTENCE = 4
"""Of so many words and more, a few may be of no weight that no list has."""
_PICTURE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
"""A flag or another picture, which says something and not which language."""
_CODE = (2, 3)


@dataclass(frozen=True, slots=True)
class Languages:
    """Which languages an answer names, as codes, and the parts of it that are not understood."""

    codes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lore:
    names: Mapping[Words, str]
    codes: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    between: re.Pattern[str]


@lru_cache(maxsize=1)
def _raw() -> tuple[dict[str, tuple[str, list[str]]], dict[str, str]]:
    """Return for each code its other codes with its names, and the lists of words."""
    raw = read_lore("languages")
    lines = ((code, line.split(": ")) for code, line in raw["names"].items())
    return {code: (others, names.split("|")) for code, (others, names) in lines}, raw["words"]


@lru_cache(maxsize=1)
def _lore() -> _Lore:
    names, codes = dict[Words, str](), dict[str, str]()
    called, said = _raw()
    for code, (others, several) in called.items():
        codes |= dict.fromkeys((code, *others.split()), code)
        for name in several:
            for form in _forms(words_of(name)):
                names.setdefault(form, code)
    between = "|".join(map(re.escape, said["between"].split()))
    return _Lore(
        names,
        codes,
        word_lists(said),
        re.compile(
            rf"(?<!\S)(?<!not )(?!(?:(?<=any )|(?<=all )|(?<=thing ))but\b)(?:{between})(?!\S)",
            re.IGNORECASE,
        ),
    )


def _forms(name: Words) -> Iterator[Words]:
    """Yield a name as it is written, also with Finnish endings: suomi, suomeksi, englanniksi."""
    yield name
    if len(name) != 1 or not name[0].isascii():
        return
    word = name[0]
    if word.endswith("ska"):  # Danish and Norwegian names end before it
        yield (word[:-1],)
    stems = {word, word[:-1] + "e", word[:-3] + "nni"} if word.endswith("nti") else {word}
    stems |= {word[:-1] + "e"} if word.endswith("i") else set()
    for stem in sorted(stems):
        yield from [(stem + end,) for end in _ENDINGS]
    yield (word + "kin",)


def language_name(code: str, shown_in: Language = "en") -> str:
    """Return what a language is called in another, or the text itself where it is no code of ours."""
    _, names = _raw()[0].get(code, ("", [code] * len(LANGUAGES)))
    return names[LANGUAGES.index(shown_in)]


def is_language(code: str) -> bool:
    """Tell whether a text is a code of ISO 639-1."""
    return code in _raw()[0]


@lru_cache(maxsize=1 << 12)
def read_languages(text: str) -> Languages:
    """Return which languages an answer names, and what of it is not understood."""
    lore = _lore()
    pieces = [(one_line(_NUMBER.sub("", x)), tied) for x, tied in _pieces(text, lore)]
    pieces = [(piece, tied) for piece, tied in pieces if words_of(piece)]
    found, left, weightless = list[str](), list[str](), list[str]()
    for piece, tied in pieces:
        codes, rest = _read(piece, lore, alone=len(pieces) == 1, tied=tied)
        denied = tied and says_not(piece) and not _named(words_of(piece), lore)[0]
        weak = not (codes or rest) and lore.words["hardly"].intersection(words_of(piece))
        if found and (denied or weak):
            left.append(
                f"{language_name(found.pop())} ({piece})"
            )  # “Finnish (weak)”, “Finnish: no”
            continue
        if len(found) > 1 and lore.words["both"].intersection(words_of(piece)) and not codes:
            continue  # “Finnish and English - both fine”
        found += codes
        if rest:
            left.append(piece)
        elif not codes:
            weightless.append(piece)
    if not found and not left:
        left = weightless or [x for x in (one_line(text),) if _PICTURE.search(x)]
    return Languages(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(left)))


def _pieces(text: str, lore: _Lore) -> Iterator[tuple[str, bool]]:
    """Yield the parts of an answer, and whether one is tied to the language before it."""
    text, at, tied = _ITEM.sub(", ", text), 0, False
    for sign in (*_SIGNS.finditer(text), None):
        whole = one_line(text[at : sign.start() if sign else None])
        first, *more = (whole,) if whole.casefold() in lore.codes else lore.between.split(whole)
        yield first, tied
        yield from ((part, False) for part in more)
        at, tied = (sign.end(), sign[1] is None) if sign else (0, False)


def _read(piece: str, lore: _Lore, *, alone: bool, tied: bool) -> tuple[list[str], bool]:
    """Return the languages of a piece, and whether something in it is not understood."""
    code = _coded(piece, lore, alone=alone)
    if codes := [code] if code else _all_coded(piece, lore):
        return codes, False
    wanted, *instead = _THAN.split(piece)
    words = words_of(_DIGITS.sub("", wanted))
    variety = tied and lore.words["varieties"].issuperset(words)  # “Spanish (Latin America)”
    found, rest = ([], []) if variety else _named(words, lore)
    rest = [
        w for w in rest if not (found and w in lore.words["both"])
    ]  # “both English and Finnish”
    if lore.words["signed"].intersection(rest):
        return [], True
    if lore.words["hardly"].intersection(rest):
        coded = piece.split(maxsplit=1)[0].isupper() and words[0] in lore.codes  # “FI A2”
        return _spoken(words, lore), bool(found or coded)
    known = lore.words["levels"] | (lore.words["varieties"] if found or tied else frozenset())
    unknown = [w for w in rest if w not in known and not w.isdigit()]
    if says_not(wanted) and (found or unknown):
        return [], True
    if instead or lore.words["vague"].intersection(rest):
        return found, True
    few = len(found) + len(rest) < _SENTENCE
    return found, "?" in piece or (bool(unknown) and (few or not found))


def _spoken(words: Words, lore: _Lore) -> list[str]:
    """Return the languages of a piece of which it does not say that they are hardly spoken.

    The word for it stands beside its language: before it, or behind where the piece begins with one.
    """
    codes = [lore.names.get((w,), "") for w in words]
    weak = set[int]()
    for at in (k for k, w in enumerate(words) if w in lore.words["hardly"]):
        beside = [k for k in (at - 1, at + 1) if 0 <= k < len(codes) and codes[k]]
        if not beside:
            return []
        weak.add(beside[0] if codes[0] else beside[-1])
    return [code for k, code in enumerate(codes) if code and k not in weak]


def _coded(piece: str, lore: _Lore, *, alone: bool) -> str:
    """Return the language of which a piece is the code, or the code with a country."""
    if region := _REGION.match(piece.strip()):
        return lore.codes.get(region[1], "")
    code = "".join(words_of(piece)) if len(words_of(piece)) == 1 else ""
    if len(code) not in _CODE or code in lore.words["never"] or (alone and code == "no"):
        return ""
    return lore.codes.get(code, "")


def _all_coded(piece: str, lore: _Lore) -> list[str]:
    """Return the languages of a piece that is nothing but codes: “FI EN”, “fin-eng”."""
    words = words_of(piece)
    if (
        len(words) > 1
        and piece.split(maxsplit=1)[0].isupper()
        and lore.words["levels"].issuperset(words[1:])
    ):
        return [lore.codes[words[0]]] if words[0] in lore.codes else []  # “EN C1”
    doubtful = lore.words["never"] | lore.words["words"]
    codes = [lore.codes.get(w, "") for w in words if w not in doubtful]
    return codes if len(words) > 1 and len(codes) == len(words) and all(codes) else []


def _named(words: Words, lore: _Lore) -> tuple[list[str], list[str]]:
    """Return the languages whose names stand among words, the longest names first, and the rest."""
    found = list(phrases_in(words, lore.names))
    return [code for _, code in found if code], [said[0] for said, code in found if not code]
