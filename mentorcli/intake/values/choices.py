"""Answers out of a list: known options first, then brackets, then the separator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from mentorcli.domain.problem import Severity
from mentorcli.domain.programme import FieldType, Option
from mentorcli.domain.table import CellValue, text_of
from mentorcli.domain.text import clean, one_line, unaccented
from mentorcli.intake.values.number_bands import band_of, turned_option
from mentorcli.intake.values.reading import Parsed, Reading, Trouble, is_nothing, option_key
from mentorcli.names.languages import read_languages
from mentorcli.names.yes_no import NO, YES, attendance, denies_or_bounds

LONGEST_OPTION = 8
LIKE = 78
LONGEST_TEXT = 120
_HALVES = re.compile(r"[()\[\]/|=\n]|\s[-–—:]\s|[–—]")
"""Between an option and the same one in another language: “Finnish (suomi)”."""
LANGUAGES = "languages"
"""The field on which it rests who can talk with whom."""
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})\s*(?P<mark>[-–—=:.)]?)\s*(?P<words>[^\W\d].*)$")
_SAYS_MORE = re.compile(
    r"[\d½¼¾]|^(?:or|and|to|tai|ja|eller|och|till|st|nd|rd|th|x)\b", re.IGNORECASE
)
"""Behind a number: another one, or that it is not the only one."""
_NO_DECIMALS = re.compile(r"(?<=\d)[.,]0+$")
_LISTS = (";", "\n", "|", ",")
"""Signs that part a list also where something in it is no option."""
_EITHER = (" or ", " tai ", " eller ")
_SHORT_ANSWER = 6
"""Whoever writes more words has written a sentence."""
_FALLBACKS = (";", ",", "/", "|", "\n", " and ", " ja ", " och ", " & ", " or ", " tai ", " eller ")


def _code(text: str, known: Mapping[str, str]) -> str | None:
    """Return the code of an option; of one in two languages, where each half is the same option."""
    if code := known.get(option_key(text)):
        return code
    halves = [half for half in _HALVES.split(text) if half.strip(" .:")]
    codes = {known.get(option_key(half)) for half in halves} if len(halves) > 1 else set()
    return codes.pop() if len(codes) == 1 else None


def one_choice(text: str, known: Mapping[str, str]) -> tuple[str, bool]:
    """Return the option's code, or the cleaned text, and whether it is known."""
    code = _code(text.strip().rstrip(";"), known)
    return (code, True) if code else (clean(text).strip("; "), False)


def several_choices(
    text: str, known: Mapping[str, str], separators: Sequence[str]
) -> tuple[tuple[str, bool], ...]:
    """Return the choices of a cell as (code or text, known), each once, in order.

    An option may hold the separator itself: the longest run of pieces that is an option wins.
    An unknown piece goes on to where its brackets close. Where the tool's separator leaves
    something unknown, another one is taken if it makes every piece known; where it makes none known
    also one that makes some, and a semicolon where nothing else parts the cell.
    """
    whole = one_choice(text, known)
    if whole[1]:
        return (whole,)
    separator = next((s for s in separators if s.strip(" ") in text), separators[0])
    found = _split(text, separator, known)
    if not all(sure for _, sure in found):
        for other in _FALLBACKS:
            again = _split(text, other, known)
            if again and all(sure for _, sure in again):
                return tuple(dict.fromkeys(again))
        if not any(sure for _, sure in found):
            parted = {s: _split(text, s, known) for s in (*_LISTS, *_joining_short_words(text))}
            likely = [x for x in parted.values() if len(x) > 1 and any(sure for _, sure in x)]
            found = likely[0] if likely else parted[_LISTS[0]] if len(found) == 1 else found
    return tuple(dict.fromkeys(found))


def _joining_short_words(text: str) -> tuple[str, ...]:
    """Return what may join answers of which not all are known: ``Teams or the library``.

    A sentence is not parted, nor what denies or bounds anything: a part would say the contrary.
    """
    joining = tuple(s for s in _EITHER if s in text.lower())
    short = len(text.split()) <= _SHORT_ANSWER and not denies_or_bounds(text)
    return joining if short else ()


def _split(text: str, separator: str, known: Mapping[str, str]) -> list[tuple[str, bool]]:
    word = separator.strip(" ")
    pattern = re.escape(word) + (r"(?=\s)" if separator == ", " else "")
    if word.isalpha() or word == "&":
        pattern = rf"\s{word}\s"
    pieces = re.split(pattern, text, flags=re.IGNORECASE)
    found: list[tuple[str, bool]] = []
    at = 0
    while at < len(pieces):
        if not pieces[at].strip():
            at += 1
            continue
        to, code = _longest(pieces, at, word, known)
        if code is None:
            to = _end_of_brackets(pieces, at, word)
            if rest := clean(word.join(pieces[at:to])):
                found.append((rest, False))
        else:
            found.append((code, True))
        at = to
    return found


def _longest(
    pieces: Sequence[str], at: int, word: str, known: Mapping[str, str]
) -> tuple[int, str | None]:
    for to in range(min(len(pieces), at + LONGEST_OPTION), at, -1):
        code = _code(word.join(pieces[at:to]), known)
        if code is not None:
            return to, code
    return at + 1, None


def _end_of_brackets(pieces: Sequence[str], at: int, word: str) -> int:
    """Return where an unknown piece ends: at once, or where its bracket closes."""
    for to in range(at + 1, min(len(pieces), at + LONGEST_OPTION) + 1):
        text = word.join(pieces[at:to])
        if text.count("(") <= text.count(")"):
            return to
    return at + 1


_plain = lru_cache(maxsize=2_048)(unaccented)
"""The same options are compared with every unknown answer."""


def nearest_option(text: str, options: Sequence[Option]) -> str:
    """Return the label of the option that a text is most like, or an empty string."""
    from rapidfuzz import fuzz

    wanted = unaccented(text[:LONGEST_TEXT])
    scored = [
        (fuzz.ratio(wanted, _plain(spelling)), spelling)
        for option in options
        for spelling in option.spellings()[1:]
    ]
    best = max(scored, default=(0.0, ""), key=lambda s: s[0])
    return best[1] if best[0] >= LIKE else ""


def parse_choice(reading: Reading, value: CellValue) -> Parsed:
    """Return the option that a cell names, or a yes or no where those are the options."""
    text = text_of(value)
    found, known = one_choice(text, reading.known)
    options = {*reading.known.values()}
    if not known and options >= {YES, NO}:
        ticked = {True: YES, False: NO}.get(value) if isinstance(value, bool) else None
        said = ticked or attendance(text)
        found, known = (said, True) if said in options else (found, False)
    if not known and (band := band_of(text, reading.field.options)):
        return Parsed((band,), "option")
    if not known and (turned := turned_option(value, reading.known)):
        said_of = {"field": reading.field.key, "text": one_line(text)[:40], "option": turned}
        return Parsed((turned,), "option", (_note("option_became_date", said_of),))
    if known:
        return Parsed((found,), "option")
    if is_nothing(text):
        return Parsed(None)
    return Parsed((found,), "direct", (_unknown(reading, found),))


def parse_multi(reading: Reading, value: CellValue) -> Parsed:
    """Return the options that a cell names, with what is no option as it was written."""
    found = several_choices(text_of(value), reading.known, reading.separators)
    return choice_answer(reading, found, "split")


def choice_answer(reading: Reading, found: Sequence[tuple[str, bool]], rule: str) -> Parsed:
    """Return choices (code or text, known), each once, as an answer."""
    if reading.field.key == LANGUAGES:
        found = [one for text, sure in found for one in _languages(text, sure=sure)]
    unique = [(code, sure) for code, sure in dict.fromkeys(found) if sure or not is_nothing(code)]
    listed = reading.field.options  # without a list any text is an answer
    troubles = [_unknown(reading, text) for text, sure in unique if listed and not sure]
    most = 1 if reading.field.type is FieldType.CHOICE else reading.field.most
    if most is not None and len(unique) > most:
        troubles.append(too_many("too_many", reading, len(unique), most))
    return Parsed(tuple(code for code, _ in unique) or None, rule, tuple(troubles))


def _languages(text: str, *, sure: bool) -> list[tuple[str, bool]]:
    """Return the languages that a choice names, and what of it is not understood."""
    if sure:
        return [(text, True)]
    said = read_languages(text)
    return [*((code, True) for code in said.codes), *((part, False) for part in said.left)]


def too_many(code: str, reading: Reading, count: int, most: int) -> Trouble:
    """Return the note on more answers than were asked."""
    return Trouble.of(code, Severity.NOTE, field=reading.field.key, count=count, most=most)


def _note(code: str, said: Mapping[str, str]) -> Trouble:
    return Trouble.of(code, Severity.NOTE, **said)


def _unknown(reading: Reading, text: str) -> Trouble:
    """Return the note on an answer that is no known option, with the nearest one."""
    asked, said = reading.field, {"field": reading.field.key, "text": one_line(text)[:80]}
    if asked.key == LANGUAGES:
        return Trouble.of("language_unknown", Severity.DECIDE, **said)
    near = nearest_option(text, asked.options)
    if near:
        return Trouble.of("option_like", Severity.NOTE, **said, near=near)
    return Trouble.of("unknown_option", Severity.NOTE, **said)


def parse_scale(reading: Reading, value: CellValue) -> Parsed:
    """Return a place on a scale: its number, its words, or both (``5 - täysin samaa mieltä``)."""
    text = one_line(text_of(value))
    if is_nothing(text):
        return Parsed(None)
    found, known = one_choice(whole_number(text), reading.known)
    if not known and (numbered := _NUMBERED.match(text)):
        words, _ = one_choice(numbered["words"], reading.known)
        free = numbered["mark"] and words not in reading.known.values()
        free = free and not _SAYS_MORE.search(words)
        agree = words == numbered["number"] or bool(free)
        found, known = numbered["number"], agree and numbered["number"] in reading.known.values()
    if known:
        return Parsed(int(found), "option")
    return reading.unreadable("scale_unreadable", text)


def whole_number(text: str) -> str:
    """Return a whole number without its decimals: ``4,0`` is ``4``; other text as it is."""
    return _NO_DECIMALS.sub("", text)


def parse_grid(reading: Reading, value: CellValue) -> Parsed:
    """Return what a cell says of a whole grid."""
    pieces = several_choices(text_of(value), reading.known, reading.separators)
    return Parsed(tuple(p for p, _ in pieces if not is_nothing(p)) or None, "split")
