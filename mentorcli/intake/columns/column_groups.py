"""Columns that feed one field together: options of a question, rows of a grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from mentorcli.domain.form import SURE
from mentorcli.domain.programme import Field, FieldType
from mentorcli.domain.table import text_of
from mentorcli.intake.columns.column_choice import Choice, Ground, ambiguous
from mentorcli.intake.columns.column_values import answers_in, is_chosen
from mentorcli.intake.columns.field_evidence import (
    CLEAR_LEAD,
    DECIDED_LEAD,
    leading_fields,
    points_of_values,
)
from mentorcli.intake.columns.header_fields import PARTLY, Candidate, Values, candidates
from mentorcli.intake.columns.headings import (
    FREE_TEXT,
    MANY,
    SEVERAL,
    bare_option,
    questions,
    says_chosen,
    without_repeat,
)
from mentorcli.intake.columns.title_words import speaks_of_another
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.grades import grade_of, is_person, rank_of
from mentorcli.intake.values.reading import LISTED, NAMED, is_nothing, spellings

PARTED = LISTED | NAMED | {FieldType.GRID, FieldType.CONSENT}
HALF = 0.5
NEARLY_ALL = 0.9
NEARLY, TELLING, BY_OPTIONS = 0.8, 4, 70
LOOKED_AT = 200


def group_choices(ground: Ground) -> dict[int, Choice]:
    """Return what the columns are taken for that are parts of a question the programme asks."""
    found: dict[int, Choice] = {}
    parts = ground.export.headings
    for key, every in questions(parts).items():
        columns = [i for i in every if i in ground.open and not _is_title(ground, i)]
        named = next((parts[i].question for i in columns if parts[i].question), "")
        options = [o for i in columns if _is_option(ground, o := parts[i].option)]
        offered = partial(_offered, ground, options)
        told = candidates(named, ground.titles, offered)
        if all(c.lead < CLEAR_LEAD and not _are_answers(ground, c, options) for c in told):
            told = tuple(_by_options(ground, named, options, offered())) or told
        fits = [_surer(ground, named, c, options) for c in told if _may_part(ground, c, columns)]
        answered = [c for c in fits if _are_answers(ground, c, options)]
        fits = answered if len(answered) == 1 else fits
        if not fits or (len(columns) < SEVERAL and ground.candidates(columns[0])):
            continue
        if _titles_themselves(ground, columns) or ground.blocks.issuperset(columns):
            continue
        found |= _together(ground, key, columns, fits)
    return found | _bare(ground, ground.open - found.keys())


def _offered(ground: Ground, options: Sequence[str]) -> Values:
    """Return what the options of a question say of it: they are its answers."""
    fields, reading = ground.titles.fields, ground.export.reading
    return Values(fit=lambda f: points_of_values(reading(fields[f]), options))


def _by_options(
    ground: Ground, named: str, options: Sequence[str], offered: Values
) -> list[Candidate]:
    """Return the only field whose answers nearly all options are, where the title speaks for none.

    Always for a person to confirm, and not where the title clearly asks for something else.
    """
    asked = [
        f.key
        for f in ground.titles.fields.values()
        if f.type is FieldType.MULTI
        and answers_in(ground.export.reading(f), options) >= max(TELLING, NEARLY * len(options))
    ]
    titles = ground.titles
    _, lead = leading_fields(named, titles.role, titles.fields, offered.looks, offered.fit)
    if len(asked) != 1 or lead <= -DECIDED_LEAD or speaks_of_another(named, titles.role):
        return []
    return [Candidate(asked[0], BY_OPTIONS, "its options are answers of this field")]


def _surer(ground: Ground, named: str, candidate: Candidate, options: Sequence[str]) -> Candidate:
    """Return a field for sure where a question's words speak for it and all options are its answers."""
    titles = ground.titles
    if candidate.confidence != PARTLY or not _are_answers(ground, candidate, options):
        return candidate
    by_words = {t.field for t in leading_fields(named, titles.role, titles.fields)[0]}
    sure = candidate.field in by_words
    return replace(candidate, confidence=SURE) if sure else candidate


def _are_answers(ground: Ground, candidate: Candidate, options: Sequence[str]) -> bool:
    """Tell whether several options are all answers of a field."""
    asked = ground.titles.fields[candidate.field]
    reading = ground.export.reading(asked)
    return (
        asked.type in LISTED
        and len(options) >= SEVERAL
        and all(is_chosen(reading, o) for o in options)
    )


def _is_title(ground: Ground, index: int) -> bool:
    """Tell whether what looks like an option is the title of a question, and an option of none."""
    key = header_key(ground.export.headings[index].option)
    fields = ground.titles.fields.values()
    return key in ground.titles.exact and not any(key in spellings(f.options) for f in fields)


def _may_part(ground: Ground, candidate: Candidate, columns: Sequence[int]) -> bool:
    asked = ground.titles.fields[candidate.field]
    if not columns or asked.type not in PARTED:
        return False
    return asked.type not in LISTED or _share(ground, asked, columns) >= HALF


def _titles_themselves(ground: Ground, columns: Sequence[int]) -> bool:
    """Tell whether what looks like options are titles of fields, under a heading over them."""
    options = [ground.export.headings[i].option for i in columns]
    exact = [o for o in options if header_key(o) in ground.titles.exact]
    return bool(exact) and len(exact) >= HALF * len(options)


def _share(ground: Ground, asked: Field, columns: Sequence[int]) -> float:
    """Return the share of the given cells that say chosen, not chosen, how much, or an option."""
    reading, marks = ground.export.reading(asked), ground.export.dialect.marks
    fits = [
        says_chosen(value, option, marks) is not None
        or is_chosen(reading, text)
        or grade_of(text) is not None
        for i in columns
        if _is_option(ground, option := ground.export.headings[i].option)
        for value in ground.values(i)[:LOOKED_AT]
        if (text := text_of(value))
    ]
    return sum(fits) / len(fits) if fits else 1.0


def _is_option(ground: Ground, option: str) -> bool:
    """Tell whether a column stands for an option that is no question for free text."""
    other = ground.export.dialect.marks.other
    return bool(option) and option[0] != FREE_TEXT and not other.search(header_key(option))


def _together(
    ground: Ground, key: str, columns: Sequence[int], fits: Sequence[Candidate]
) -> dict[int, Choice]:
    if len(fits) > 1:
        return dict.fromkeys(columns, ambiguous(tuple(c.field for c in fits)))
    asked = ground.titles.fields[fits[0].field]
    people = asked.type in NAMED and _hold_names(ground, columns)
    options = {i: "" if people else ground.export.headings[i].option for i in columns}
    doubtful = "option_codes" if _codes(ground, asked, options.values()) else ""
    confidence = min(fits[0].confidence, SURE - 10 if doubtful else 100)
    return {
        i: Choice(asked.key, confidence, _reason(asked, option), (), doubtful, option, "", key)
        for i, option in options.items()
    }


def _hold_names(ground: Ground, columns: Sequence[int]) -> bool:
    """Tell whether the cells of a question about people are names, and its parts are none."""
    parts, marks = ground.export.headings, ground.export.dialect.marks
    cells = [
        (parts[i].option, v) for i in columns for v in ground.values(i)[:LOOKED_AT] if text_of(v)
    ]
    plain = (rank_of(text_of(v)) is None and says_chosen(v, o, marks) is None for o, v in cells)
    if cells and not any(plain):
        return False
    texts = [text_of(v) for _, v in cells]  # of nobody yet, the titles tell
    graded = HALF * len(texts) >= len({*texts}) and not any(map(is_person, texts))
    return not (graded and all(is_person(parts[i].option) for i in columns))


def _codes(ground: Ground, asked: Field, options: Iterable[str]) -> bool:
    """Tell whether most options are not among those that the programme knows."""
    if asked.type not in LISTED or not asked.options:
        return False
    reading, said = ground.export.reading(asked), [o for o in options if _is_option(ground, o)]
    return bool(said) and sum(1 for o in said if is_chosen(reading, o)) < HALF * len(said)


def _reason(asked: Field, option: str) -> str:
    if option.startswith(FREE_TEXT):
        return "free text beside the options"
    if asked.type is FieldType.GRID:
        return "a row of this grid"
    return "an option of this field" if option else "a part of this question"


@dataclass
class _Run:
    """Neighbouring columns whose bare titles are options of the same fields."""

    fields: set[str]
    columns: dict[int, str] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)


def _bare(ground: Ground, still: frozenset[int]) -> dict[int, Choice]:
    usual = ground.export.dialect.bare_options
    least, sure = (SEVERAL, SURE) if usual else (MANY, BY_OPTIONS)  # else a person confirms it
    asked = [f for f in ground.titles.fields.values() if f.type is FieldType.MULTI and f.options]
    known = {f.key: spellings(f.options) for f in asked}
    runs: list[_Run] = []
    for i in sorted(still):
        header = ground.export.headings[i].title
        codes = {key: code for key, found in known.items() if (code := bare_option(header, found))}
        _extend(runs, ground, i, header, codes)
    return {i: c for run in runs if len(run.codes) >= least for i, c in _of_run(run, sure).items()}


def _extend(
    runs: list[_Run], ground: Ground, index: int, header: str, codes: dict[str, str]
) -> None:
    last = runs[-1] if runs and index - 1 in runs[-1].columns else None
    if not codes:
        if last and ground.export.dialect.marks.other.search(without_repeat(header)):
            last.columns[index] = FREE_TEXT + header
        return
    if not _is_marked(ground, index, header):
        return
    shared = last.fields & codes.keys() if last else set()
    if last is None or not shared or last.codes & set(codes.values()):
        last = _Run(set(codes))
        runs.append(last)
    else:
        last.fields = shared
    last.columns[index] = header
    last.codes |= set(codes.values())


def _is_marked(ground: Ground, index: int, header: str) -> bool:
    marks = ground.export.dialect.marks
    given = [v for v in ground.values(index)[:LOOKED_AT] if not is_nothing(text_of(v))]
    fits = [
        says_chosen(v, header, marks) is not None
        or header_key(header).startswith(header_key(text_of(v)))
        or grade_of(text_of(v)) is not None
        for v in given
    ]
    return sum(fits) >= NEARLY_ALL * len(given)


def _of_run(run: _Run, sure: int) -> dict[int, Choice]:
    fields = tuple(sorted(run.fields))
    group = f"columns from {min(run.columns)}"
    if len(fields) > 1:
        return dict.fromkeys(run.columns, ambiguous(fields))
    return {
        i: Choice(fields[0], sure, "its title is an option of this field", option=o, group=group)
        for i, o in run.columns.items()
    }
