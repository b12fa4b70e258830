"""Domain words as JSON and back, by their declared types."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Hashable, Mapping
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from mentorcli.domain.application import Answer, Capacity

T = TypeVar("T")


def encode(value: Any) -> Any:
    """Return dataclasses, tuples, mappings, enums and dates as plain JSON values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(k): encode(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [encode(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value


def decode(kind: type[T], data: Any) -> T:
    """Return ``data``, made by `encode`, as a value of ``kind``; raises ValueError or TypeError."""
    return cast("T", _decode(kind, data))


def _decode(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None if data is None else _decode(_only(get_args(kind)), data)
    if origin is tuple:
        return _decode_tuple(get_args(kind), data)
    if origin is not None and origin is not Literal and issubclass(origin, Mapping):
        return {k: _decode(get_args(kind)[1], v) for k, v in data.items()}
    return _decode_plain(kind, data)


def _decode_plain(kind: Any, data: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        hints = _hints(cast("Hashable", kind))
        return cast("Any", kind)(**{k: _decode(hints[k], v) for k, v in data.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if isinstance(kind, type) and issubclass(kind, dt.date | dt.time):
        return kind.fromisoformat(data)
    return data


def _decode_tuple(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_decode(kinds[0], v) for v in data)
    return tuple(_decode(k, v) for k, v in zip(kinds, data, strict=True))


def _only(kinds: tuple[Any, ...]) -> Any:
    (kind,) = (k for k in kinds if k is not types.NoneType)
    return kind


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(cast("type", kind))


def encode_answer(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON that remembers its type."""
    match answer:
        case bool():
            return {"bool": answer}
        case int():
            return {"int": answer}
        case dt.date():
            return {"date": answer.isoformat()}
        case tuple():
            return {"several": list(answer)}
        case Capacity():
            return {"capacity": [answer.fewest, answer.most]}
        case _:
            return {"text": answer}


def decode_answer(data: Mapping[str, Any]) -> Answer:
    """Return the answer that `encode_answer` wrote."""
    ((kind, value),) = data.items()
    match kind:
        case "date":
            return dt.date.fromisoformat(value)
        case "several":
            return tuple(value)
        case "capacity":
            return Capacity(*value)
        case _:
            return cast("Answer", value)
