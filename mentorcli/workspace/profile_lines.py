"""The lines of a profile that hold an answer of two people against each other, as rule or criterion.

Annotations are no texts here, as in ``profile_shape``.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from string import Formatter
from typing import Annotated, Any

from msgspec import Meta
from msgspec.structs import asdict

from mentorcli.domain.programme import (
    LINE_TEXTS,
    LINE_WAYS,
    CriterionSetting,
    Field,
    FieldType,
    Programme,
    RoleKey,
    RuleSetting,
)
from mentorcli.files.schemas import NameOf, Slip, Strict
from mentorcli.files.shipped import line_in, names_in

_FieldName = Annotated[str, NameOf("field"), Meta(examples=["level"])] | None
_Text = Annotated[str, Meta(examples=["works in {shared}, as {who} wished"])] | None
_WORDS = {
    **dict.fromkeys(LINE_TEXTS, ("who", "title", "levels", "count", "number")),
    "yes": ("who", "title", "levels", "count", "number", "shared", "mine", "theirs"),
    "all": ("who", "title", "count", "shared", "mine", "theirs", "all"),
    "asks": ("asked",),
    "purpose": (),
}
"""What may stand in braces in each sentence: only there answers are quoted where others see them."""
_NEVER = {FieldType.CAPACITY, FieldType.PEOPLE, FieldType.RANKED, FieldType.LONG, FieldType.GRID}


class Line(Strict):
    """One line: a way of ``LINE_WAYS`` and the field, or fields of the two, that it is about."""

    same: bool | None = None
    different: bool | None = None
    share: bool | None = None
    steps: Annotated[list[int], Meta(examples=[[1, 2]])] | None = None
    within: Annotated[int, Meta(ge=0, le=100, examples=[1])] | None = None
    field: _FieldName = None
    mentee: _FieldName = None
    mentor: _FieldName = None
    without: _FieldName = None
    open: Annotated[list[str], Meta(examples=[["none"]])] | None = None
    purpose: _Text = None
    yes: _Text = None
    all: _Text = None
    no: _Text = None
    unseen: _Text = None
    asks: _Text = None


def line_said(shape: Line) -> dict[str, Any]:
    """Return what a profile says of a line, without what is not the line's."""
    said = {k: v for k, v in asdict(shape).items() if k in Line.__struct_fields__}
    return {k: v for k, v in said.items() if v is not None and v is not False and v != []}


def lines_named(table: Mapping[str, Any]) -> set[str]:
    """Return the names of a table of rules or criteria that stand for lines of the profile."""
    return {
        k for k, v in table.items() if isinstance(v, Mapping) and any(w in v for w in LINE_WAYS)
    }


def wrong_lines(programme: Programme) -> Iterator[Slip]:
    """Give what does not go together in the lines of a profile."""
    drawers = (("rules", programme.rules), ("criteria", programme.criteria))
    for drawer, settings in drawers:
        for one in settings:
            off = isinstance(one, CriterionSetting) and not one.points
            found = None if off else _wrong(f"matching/{drawer}", one, programme)
            if found:
                code, said = found
                yield Slip(("matching", drawer, one.key), code, {"name": one.key, **said})


def without_unasked(programme: Programme, own: Collection[str]) -> Programme:
    """Return the programme without criteria about questions that it asks no more.

    They come from the profile that it changes: those that it names itself, ``own``, stay.
    """
    asked = []
    for one in programme.criteria:
        found = None if one.key in own else _wrong("matching/criteria", one, programme)
        if not (found and found[0] == "line_unasked"):
            asked.append(one)
    return replace(programme, criteria=tuple(asked))


def _wrong(
    drawer: str, one: RuleSetting | CriterionSetting, programme: Programme
) -> tuple[str, dict[str, str]] | None:
    said = {k: v for k, v in one.settings.items() if k != "groups"}
    line = line_in(drawer, one.key, said)
    ways = [way for way in LINE_WAYS if way in line]
    if one.key in names_in(drawer):
        return ("line_taken", {}) if said else None
    if len(ways) != 1:
        return "line_ways", {"ways": ", ".join(LINE_WAYS)}
    for text, words in _WORDS.items():
        if unknown := _unknown(line.get(text, ""), words):
            return "line_words", {"text": text, "word": unknown, "words": ", ".join(words)}
    return _fields_wrong(line, ways[0], programme)


def _fields_wrong(
    line: Mapping[str, Any], way: str, programme: Programme
) -> tuple[str, dict[str, str]] | None:
    finds, found = programme.form.finds, list[Field]()
    sides: tuple[tuple[RoleKey, str], ...] = (("mentee", "mentee"), (finds, "mentor"))
    for role, side in sides:
        key = line.get(side) or line.get("field")
        if not key:
            return "line_field", {"side": side}
        asked = programme.field(role, key)
        if asked is None:
            return "line_unasked", {"field": key, "role": role}
        if asked.type in _NEVER:
            return "line_kind", {"field": key, "kind": asked.type.value}
        found.append(asked)
    mine, theirs = ([o.code for o in f.options] for f in found)
    numbers = all(f.type in {FieldType.INTEGER, FieldType.SCALE} for f in found)
    if way in {"steps", "within"} and not numbers and (not mine or mine != theirs):
        return "line_levels", {"way": way, "one": found[0].key, "other": found[1].key}
    return None


def _unknown(text: str, words: tuple[str, ...]) -> str:
    """Return the first thing in braces that nothing fills in, or an empty text."""
    try:
        found = [name for _, name, *_ in Formatter().parse(text) if name is not None]
    except ValueError:
        return "{"
    return next((name or "{}" for name in found if name not in words), "")
