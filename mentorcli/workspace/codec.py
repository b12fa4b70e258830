"""Domain words as JSON values and back, by their declared types."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from mentorcli.domain.application import Answer, Capacity

T = TypeVar("T")


def encode(value: Any) -> Any:
    """Return dataclasses, tuples, mappings, enums, dates, bytes and paths as plain JSON values."""
    plain = msgspec.to_builtins(value, str_keys=True, enc_hook=_plain)
    return json.loads(json.dumps(plain))  # tuples are lists, as they come back from the database


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError


def decode(kind: type[T], data: Any) -> T:
    """Return ``data``, made by `encode`, as a value of ``kind``; raises ValueError."""
    return msgspec.convert(data, kind)


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
