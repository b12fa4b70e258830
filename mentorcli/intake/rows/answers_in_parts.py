"""One answer out of columns that each stand for an option, a grid's row, or a rank."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.programme import FieldType
from mentorcli.domain.table import CellValue, text_of
from mentorcli.intake.columns.dialects import Marks
from mentorcli.intake.columns.headings import FREE_TEXT, bare_option, says_chosen
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.choices import choice_answer, one_choice, several_choices
from mentorcli.intake.values.consent import says_yes
from mentorcli.intake.values.parsing import parse, with_error
from mentorcli.intake.values.reading import Parsed, Reading, is_error, is_nothing

Part = tuple[str, CellValue]
"""An option (or row, or ``*`` for free text, or nothing) and the cell of its column."""
Choices = list[tuple[str, bool]]


def parse_parts(reading: Reading, parts: Sequence[Part], marks: Marks) -> Parsed:
    """Return the answer that the parts of a question make together."""
    given = [(o, c) for o, c in parts if not is_error(c)]
    if len(given) < len(parts):
        return with_error(reading, [c for _, c in parts], parse_parts(reading, given, marks))
    shown = [(o, c) for o, c in parts if header_key(text_of(c)) not in marks.not_shown]
    match reading.field.type:
        case FieldType.GRID:
            return _grid(reading, shown)
        case FieldType.RANKED:
            return _wishes(reading, shown)
        case FieldType.CONSENT:
            return _consent(reading, shown, marks)
        case _:
            return _several(reading, shown, marks)


def never_shown(cells: Sequence[CellValue], marks: Marks) -> bool:
    """Tell whether the tool says of a whole question that the person was not asked it."""
    given = [header_key(text_of(c)) for c in cells if text_of(c)]
    return bool(given) and all(g in marks.not_shown for g in given)


def _grid(reading: Reading, parts: Sequence[Part]) -> Parsed:
    found = []
    for row, cell in parts:
        text = text_of(cell)
        if not is_nothing(text):
            place, _ = one_choice(row, reading.known)
            pieces = several_choices(text, reading.known, reading.separators)
            found += [f"{place}: {piece}" for piece, _ in pieces]
    return Parsed(tuple(found) or None, "option")


def _wishes(reading: Reading, parts: Sequence[Part]) -> Parsed:
    """The best has rank 1; a question without ranks holds the names themselves."""
    ranks = sorted(
        (int(text_of(c)), i) for i, (o, c) in enumerate(parts) if o and text_of(c).isdecimal()
    )
    if not ranks:
        return parse(reading, [c for _, c in parts])
    return parse(reading, [parts[i][0] for _, i in ranks])


def _consent(reading: Reading, parts: Sequence[Part], marks: Marks) -> Parsed:
    for option, cell in parts:
        said = says_chosen(cell, option, marks)
        if said:
            return Parsed(says_yes(option) is not False, "option")
        if said is None:
            return parse(reading, [cell])
    given = any(text_of(c) for _, c in parts)
    return Parsed(False if given else None, "option")


def _several(reading: Reading, parts: Sequence[Part], marks: Marks) -> Parsed:
    found: Choices = []
    free: Choices = []
    for option, cell in parts:
        text = text_of(cell)
        if not text:
            continue
        said = says_chosen(cell, option, marks)
        if option.startswith(FREE_TEXT):
            if said is None and not is_nothing(text):
                free.append(one_choice(text, reading.known))
        elif not option:
            found += several_choices(_without(text, parts), reading.known, reading.separators)
        elif said:
            found.append(_option(reading, option))
        elif said is None:
            found.append(_written(reading, option, text))
    if free:
        found = [(c, sure) for c, sure in found if sure or not marks.other.search(header_key(c))]
    return choice_answer(reading, [*found, *free], "option")


def _without(text: str, parts: Sequence[Part]) -> str:
    """Return a cell without the names of options that only lead to the free text beside."""
    for option in [o for o, cell in parts if o.startswith(FREE_TEXT) and text_of(cell)]:
        text = text.replace(option.removeprefix(FREE_TEXT), "")
    return text


def _option(reading: Reading, option: str) -> tuple[str, bool]:
    code = bare_option(option, reading.known)
    return (code, True) if code else one_choice(option, reading.known)


def _written(reading: Reading, option: str, text: str) -> tuple[str, bool]:
    """Words in an option's column: Excel's number for a repeat, or an answer of its own."""
    if header_key(option).startswith(header_key(text)):
        return _option(reading, text)
    return one_choice(text, reading.known)
