"""What a file may say, declared as msgspec structs, and all that a file says otherwise.

A struct's fields are the keys of a table. Types are strict: "7" is no number and 7 no text. The library
stops at the first mistake and speaks to programmers; here every mistake is found, in words of ours.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec

from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.files.toml import Keys, TomlFile
from mentorcli.names.comparison import nearest

T = TypeVar("T")
LONGEST_SHOWN = 50
"""Characters of a wrong value that are told."""
Names = Mapping[str, Collection[str]]
"""What exists, by kind: ``rule`` to the names of all rules."""
TOP = "key at the top"
"""The kind of the keys that stand above the first table: often they are written below one."""


class Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A table of a file: a key that is not declared is a mistake."""


@dataclass(frozen=True, slots=True)
class NameOf:
    """Marks a text, in ``Annotated``, that must be the name of something that exists."""

    kind: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that is wrong: where, which sentence says it, and what fills that in."""

    keys: Keys
    code: str
    said: Mapping[str, str] = field(default_factory=dict)
    value: object = None

    def problem(self, place: Place) -> Problem:
        """Return it as a problem of a file."""
        return Problem.of(self.code, Severity.BLOCKER, place, **self.said)


def problems_of(shape: Any, file: TomlFile) -> list[Problem]:
    """Return everything in one file that its shape does not allow."""
    found = slips(shape, file.data, {})
    return [slip.problem(file.place(slip.keys, slip.value)) for slip in found]


def filled(shape: type[T], data: Mapping[str, Any]) -> T:
    """Return data without slips as a value of its shape."""
    return msgspec.convert(data, shape)


def slips(kind: Any, value: Any, names: Names, keys: Keys = ()) -> Iterator[Slip]:
    """Give everything in ``value`` that ``kind`` does not allow, in the order of the file."""
    core = _core(kind, value)
    if _is_record(core) and isinstance(value, Mapping):
        yield from _record(core, value, names, keys)
    elif get_origin(core) in (dict, Mapping) and isinstance(value, Mapping):
        of_key, of_value = get_args(core)
        for name, inner in value.items():
            astray = list(_named(of_key, name, names, (*keys, name)))
            yield from astray
            found = slips(of_value, inner, names, (*keys, name))
            # what a table that should have another name lacks is there, under that name
            yield from (s for s in found if not (astray and s.code == "key_missing"))
    elif get_origin(core) in (list, tuple) and isinstance(value, list):
        for place, inner in enumerate(value):
            yield from slips(get_args(core)[0], inner, names, (*keys, place))
    elif _fits(kind, value):
        yield from _named(kind, value, names, keys)
    else:
        yield _wrong(kind, value, keys)


def _record(shape: Any, value: Mapping[str, Any], names: Names, keys: Keys) -> Iterator[Slip]:
    known = _fields(shape)
    missing = [name for name, (_, needed) in known.items() if needed and name not in value]
    for name, inner in value.items():
        if name in known:
            yield from slips(known[name][0], inner, names, (*keys, name))
            continue
        hint, do = f"known here: {_listed(known)}.", "Write one of these, or take it away."
        if keys and name in names.get(TOP, ()):
            hint, do = "it belongs above the first [table].", "Move it to the top of the file."
        elif near := nearest(name.casefold(), known):
            missing = [m for m in missing if m != near]
            hint, do = f'did you mean "{near}"?', _example_at(known[near][0], (*keys, near))
            do = f"For example: {do}"
        said = {"key": name, "where": _table(keys), "hint": hint, "do": do}
        yield Slip((*keys, name), "key_unknown", said)
    for name in missing:
        example = _example_at(known[name][0], (*keys, name))
        yield Slip(keys, "key_missing", {"key": name, "where": _table(keys), "example": example})


def _named(kind: Any, value: Any, names: Names, keys: Keys) -> Iterator[Slip]:
    """Give the slip of a name that nothing has."""
    for mark in _marks(kind):
        if isinstance(mark, NameOf) and value not in names.get(mark.kind, (value,)):
            known = names[mark.kind]
            near = nearest(value.casefold(), known)
            hint = f'did you mean "{near}"?' if near else f"known: {_listed(known)}."
            said = {"kind": mark.kind, "name": value, "hint": hint}
            yield Slip(keys, "name_unknown", said, value)


def _wrong(kind: Any, value: Any, keys: Keys) -> Slip:
    key = ".".join(str(k) for k in keys if isinstance(k, str))
    last = next((k for k in reversed(keys) if isinstance(k, str)), "")
    shown = _written(value)
    said = {
        "key": key,
        "kind": _words(kind),
        "value": shown if len(shown) <= LONGEST_SHOWN else "something else",
    }
    of_item = bool(keys) and isinstance(keys[-1], int)
    example = f"{last} = [{_sample(kind)}]" if of_item else _example_at(kind, keys)
    return Slip(keys, "value_wrong", {**said, "example": example})


def _fits(kind: Any, value: Any) -> bool:
    if any(kind is plain for plain in (str, int, bool)):
        return type(value) is kind
    try:
        msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError:
        return False
    return True


def _core(kind: Any, value: Any = None) -> Any:
    """Return a type without its marks and without None; of several, a table's where it is one."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        inner = [k for k in get_args(kind) if k is not NoneType]
        table = isinstance(value, Mapping) and get_origin(kind) is not Annotated
        kind = inner[-1] if table else inner[0]
    return kind


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and (
        issubclass(kind, msgspec.Struct) or dataclasses.is_dataclass(kind)
    )


@cache
def _fields(shape: Any) -> dict[str, tuple[Any, bool]]:
    """Return the keys of a table: the type of each, and whether it must be there."""
    if dataclasses.is_dataclass(shape):
        hints, none = get_type_hints(shape, include_extras=True), dataclasses.MISSING
        found = dataclasses.fields(shape)
        return {
            f.name: (hints[f.name], f.default is none and f.default_factory is none) for f in found
        }
    return {f.encode_name: (f.type, f.required) for f in msgspec.structs.fields(shape)}


def _words(kind: Any) -> str:
    """Return what a value must be, as a person says it."""
    core = _core(kind)
    if said := _mark(kind, "description"):
        return cast("str", said)
    if options := _options(core):
        return " or ".join(map(_written, options))
    if _is_record(core) or get_origin(core) in (dict, Mapping):
        return "a table of keys and values"
    if get_origin(core) in (list, tuple):
        return "a list"
    if core is int:
        least, most = _mark(kind, "ge"), _mark(kind, "le")
        return "a whole number" if most is None else f"a whole number, {least} to {most}"
    return "true or false" if core is bool else "text between straight quotes"


def _example_at(kind: Any, keys: Keys) -> str:
    """Return what a key may say; a table with all that it stands in."""
    names = [k for k in keys if isinstance(k, str)]
    table = _example(kind, ".".join(names))
    return table if table.startswith("[") else _example(kind, names[-1] if names else "")


def _example(kind: Any, key: str) -> str:
    core = _core(kind)
    if not _mark(kind, "examples") and (_is_record(core) or get_origin(core) in (dict, Mapping)):
        return f"[{key}]"
    return f"{key} = {_sample(kind)}"


def _sample(kind: Any) -> str:
    core = _core(kind)
    if said := _mark(kind, "examples"):
        return _written(said[0])
    if options := _options(core):
        return _written(options[0])
    if get_origin(core) in (list, tuple):
        return f"[{_sample(get_args(core)[0])}]"
    if _is_record(core) or get_origin(core) in (dict, Mapping):
        return "{ … }"
    return {int: str(_mark(kind, "ge") or 1), bool: "true"}.get(core, '"…"')


def _mark(kind: Any, name: str) -> Any:
    """Return what the first mark of a type says that has something to say."""
    return next((said for m in _marks(kind) if (said := getattr(m, name, None)) is not None), None)


def _marks(kind: Any) -> tuple[Any, ...]:
    if get_origin(kind) in (Union, UnionType):
        return tuple(mark for one in get_args(kind) for mark in _marks(one))
    return get_args(kind)[1:] if get_origin(kind) is Annotated else ()


def _options(core: Any) -> tuple[Any, ...]:
    if get_origin(core) is Literal:
        return get_args(core)
    if isinstance(core, type) and issubclass(core, Enum):
        return tuple(member.value for member in core)
    return ()


def _table(keys: Keys) -> str:
    named = [str(k) for k in keys if isinstance(k, str)]
    return f"[{'.'.join(named)}]" if named else "this file"


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names))


def _written(value: Any) -> str:
    """Return a value as TOML writes it."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{k} = {_written(v)}" for k, v in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
