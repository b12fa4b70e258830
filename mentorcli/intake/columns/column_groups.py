"""Columns that feed one field together: options of a question, rows of a grid, bare options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mentorcli.domain.programme import Field, FieldType
from mentorcli.intake.columns.candidates import SURE, Candidate, candidates
from mentorcli.intake.columns.column_choice import Choice, Ground
from mentorcli.intake.columns.question_parts import (
    FREE_TEXT,
    SEVERAL,
    bare_option,
    questions,
    says_chosen,
    without_repeat,
)
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.choices import is_nothing, spellings
from mentorcli.intake.values.parsing import text_of

LISTED = frozenset({FieldType.MULTI, FieldType.CHOICE})
NAMED = frozenset({FieldType.RANKED, FieldType.PEOPLE})
PARTED = LISTED | NAMED | {FieldType.GRID, FieldType.CONSENT}
HALF = 0.5
NEARLY_ALL = 0.9
LOOKED_AT = 200


def grouped(ground: Ground) -> dict[int, Choice]:
    """Return what the columns are taken for that are parts of a question the programme asks."""
    found: dict[int, Choice] = {}
    parts = ground.seen.headings
    for key, every in questions(parts).items():
        columns = [i for i in every if i in ground.open]
        named = next((parts[i].question for i in columns if parts[i].question), "")
        fits = [c for c in candidates(named, ground.titles) if _may_part(ground, c, columns)]
        if not fits or (len(columns) < SEVERAL and ground.candidates(columns[0])):
            continue
        if _titles_themselves(ground, columns):
            continue
        found |= _together(ground, key, columns, fits)
    return found | _bare(ground, ground.open - found.keys())


def _may_part(ground: Ground, candidate: Candidate, columns: Sequence[int]) -> bool:
    asked = ground.titles.fields[candidate.field]
    if not columns or asked.type not in PARTED:
        return False
    return asked.type not in LISTED or _share(ground, asked, columns) >= HALF


def _titles_themselves(ground: Ground, columns: Sequence[int]) -> bool:
    """Tell whether what looks like options are titles of fields, under a heading over them."""
    options = [ground.seen.headings[i].option for i in columns]
    exact = [o for o in options if header_key(o) in ground.titles.exact]
    return bool(exact) and len(exact) >= HALF * len(options)


def _share(ground: Ground, asked: Field, columns: Sequence[int]) -> float:
    """Return the share of the given cells that say chosen, not chosen, or an option."""
    known, marks = spellings(asked.options), ground.seen.dialect.marks
    given, fitting = 0, 0
    for i in columns:
        option = ground.seen.headings[i].option
        if not option or option.startswith(FREE_TEXT) or marks.other.search(header_key(option)):
            continue
        for value in ground.values(i)[:LOOKED_AT]:
            if text := text_of(value):
                given += 1
                fits = says_chosen(value, option, marks) is not None or header_key(text) in known
                fitting += fits
    return fitting / given if given else 1.0


def _together(
    ground: Ground, key: str, columns: Sequence[int], fits: Sequence[Candidate]
) -> dict[int, Choice]:
    if len(fits) > 1:
        fields = tuple(c.field for c in fits)
        return {i: Choice(None, 0, "could feed several fields", fields, "column_ambiguous") for i in columns}  # fmt: skip
    asked = ground.titles.fields[fits[0].field]
    options = {i: _option(ground, asked, i) for i in columns}
    doubtful = "option_codes" if _codes(ground, asked, options.values()) else ""
    confidence = min(fits[0].confidence, SURE - 10 if doubtful else 100)
    return {
        i: Choice(asked.key, confidence, _reason(asked, option), (), doubtful, option, "", key)
        for i, option in options.items()
    }


def _option(ground: Ground, asked: Field, index: int) -> str:
    """Return what a column stands for; nothing where its cells are the answers themselves."""
    option = ground.seen.headings[index].option
    if asked.type not in NAMED:
        return option
    values = [text_of(v) for v in ground.values(index) if text_of(v)]
    return option if values and all(v.isdecimal() for v in values) else ""


def _codes(ground: Ground, asked: Field, options: Iterable[str]) -> bool:
    """Tell whether most options are not among those that the programme knows."""
    if asked.type not in LISTED or not asked.options:
        return False
    known, other = spellings(asked.options), ground.seen.dialect.marks.other
    said = [o for o in options if o and o[0] != FREE_TEXT and not other.search(header_key(o))]
    return bool(said) and sum(1 for o in said if header_key(o) in known) < HALF * len(said)


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
    if not ground.seen.dialect.bare_options:
        return {}
    asked = [f for f in ground.titles.fields.values() if f.type is FieldType.MULTI and f.options]
    known = {f.key: spellings(f.options) for f in asked}
    runs: list[_Run] = []
    for i in sorted(still):
        header = ground.seen.headings[i].title
        codes = {key: code for key, found in known.items() if (code := bare_option(header, found))}
        _extend(runs, ground, i, header, codes)
    found: dict[int, Choice] = {}
    for run in runs:
        if len(run.codes) >= SEVERAL:
            found |= _of_run(run)
    return found


def _extend(
    runs: list[_Run], ground: Ground, index: int, header: str, codes: dict[str, str]
) -> None:
    last = runs[-1] if runs and index - 1 in runs[-1].columns else None
    if not codes:
        if last and ground.seen.dialect.marks.other.search(without_repeat(header)):
            last.columns[index] = FREE_TEXT + header
        return
    if not _marked(ground, index, header):
        return
    shared = last.fields & codes.keys() if last else set()
    if last is None or not shared or last.codes & set(codes.values()):
        last = _Run(set(codes))
        runs.append(last)
    else:
        last.fields = shared
    last.columns[index] = header
    last.codes |= set(codes.values())


def _marked(ground: Ground, index: int, header: str) -> bool:
    marks = ground.seen.dialect.marks
    given = [v for v in ground.values(index)[:LOOKED_AT] if not is_nothing(text_of(v))]
    said = sum(1 for v in given if says_chosen(v, header, marks) is not None
               or header_key(header).startswith(header_key(text_of(v))))  # fmt: skip
    return said >= NEARLY_ALL * len(given)


def _of_run(run: _Run) -> dict[int, Choice]:
    fields = tuple(sorted(run.fields))
    group = f"columns from {min(run.columns)}"
    if len(fields) > 1:
        return {i: Choice(None, 0, "could feed several fields", fields, "column_ambiguous") for i in run.columns}  # fmt: skip
    return {
        i: Choice(fields[0], SURE, "its title is an option of this field", option=o, group=group)
        for i, o in run.columns.items()
    }
