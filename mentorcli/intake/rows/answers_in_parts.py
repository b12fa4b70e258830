"""One answer out of columns that each stand for an option, a grid's row, or a rank."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.problem import Severity
from mentorcli.domain.programme import FieldType
from mentorcli.domain.table import CellValue, text_of
from mentorcli.domain.text import one_line
from mentorcli.intake.columns.dialects import Marks
from mentorcli.intake.columns.headings import FREE_TEXT, SEVERAL, bare_option, says_chosen
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.choices import LANGUAGES, choice_answer, one_choice, several_choices
from mentorcli.intake.values.consent import says_yes
from mentorcli.intake.values.grades import Grade, grade_of, rank_of
from mentorcli.intake.values.parsing import parse, with_error
from mentorcli.intake.values.reading import Parsed, Reading, Trouble, is_error, is_nothing

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
            return _wishes(reading, shown, marks)
        case FieldType.PEOPLE:
            return _people(reading, shown, marks)
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


def _wishes(reading: Reading, parts: Sequence[Part], marks: Marks) -> Parsed:
    """Return the wishes that ranks (the best is 1) or ticks give to the people of the columns.

    Numbers of which two are alike are no ranks, and may be better the higher they are. Of what is
    ticked nobody knows which comes first. Where the columns are no people, the cells hold the names.
    """
    asked = [(o, c) for o, c in parts if o and text_of(c)]
    if not asked:
        return parse(reading, [c for _, c in parts])
    ranked = [(o, c, rank_of(text_of(c))) for o, c in asked]
    chosen = sorted(((o, rank) for o, _, rank in ranked if rank), key=lambda said: said[1])
    marked = [(o, says_chosen(c, o, marks)) for o, c, rank in ranked if rank is None]
    ticked = [o for o, said in marked if said]
    if not marked and {rank for _, rank in chosen} <= {1}:  # 1 and 0, or 1 and nothing
        chosen, ticked = [], [o for o, _ in chosen]
    alike = len({rank for _, rank in chosen}) < len(chosen)
    if alike or (chosen and ticked) or None in {said for _, said in marked}:
        said = "; ".join(f"{o}: {text_of(c)}" for o, c in asked)
        return reading.unreadable("wishes_unranked", said)
    parsed = parse(reading, [o for o, _ in chosen] or ticked)
    if len(ticked) < SEVERAL:
        return parsed
    told = Trouble.of("wishes_ticked", Severity.NOTE, count=len(ticked), field=reading.field.key)
    return parsed._replace(troubles=(*parsed.troubles, told))


def _people(reading: Reading, parts: Sequence[Part], marks: Marks) -> Parsed:
    """Return the people whose columns are ticked; what else a cell says stands behind the name."""
    cells = [(o, c, says_chosen(c, o, marks)) for o, c in parts]
    names = [
        (o if said else f"{o} ({text_of(c)})") if o else c
        for o, c, said in cells
        if said is not False
    ]
    return parse(reading, names)


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
    left: list[str] = []
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
            more = _graded(reading, option, text)
            left += [f"{option}: {text}"] * (not more and grade_of(text) is Grade.MIDDLE)
            found += more
    if free:
        found = [(c, sure) for c, sure in found if sure or not marks.other.search(header_key(c))]
    parsed = choice_answer(reading, [*found, *free], "option")
    if not left:
        return parsed
    text = one_line("; ".join(left))[:80]
    told = Trouble.of("option_graded", Severity.NOTE, field=reading.field.key, text=text)
    return parsed._replace(troubles=(*parsed.troubles, told))


def _graded(reading: Reading, option: str, text: str) -> Choices:
    """Return the choice that words in an option's column make: none where they grade it low, or in between.

    A language that somebody speaks at all is chosen; so it is where its level stands behind it.
    """
    written = _written(reading, option, text)
    grade = None if written[1] else grade_of(text)
    if grade is None:
        return [written]
    chosen = grade is Grade.CHOSEN or (grade is Grade.MIDDLE and reading.field.key == LANGUAGES)
    return [_option(reading, option)] if chosen else []


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
