"""What a template may print: texts and numbers, never a value with parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn


def whole_names(names: Mapping[str, Any]) -> dict[str, Any]:
    """Return names whose groups and lists refuse to become text, whatever a template does to them.

    A filter like ``upper``, ``join`` or ``~`` would else print them as Python writes them.
    """
    return {key: _whole(value, key) for key, value in names.items()}


def text_only(value: Any) -> Any:
    """Return what a tag prints; raises a TemplateError for what is no text and no number."""
    from jinja2 import TemplateRuntimeError, Undefined

    if isinstance(value, (_Group, _List)):
        _refuse(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Undefined)):
        raise TemplateRuntimeError("a tag prints what is no text; write one of the known names")
    return value


class _Group(dict[str, Any]):
    """Values by name."""

    __slots__ = ("_hint",)

    def __str__(self) -> str:
        _refuse(self)

    __repr__ = __str__

    def __format__(self, how: str) -> str:
        _refuse(self)


class _List(list[Any]):
    """Values one after the other."""

    __slots__ = ("_hint",)

    def __str__(self) -> str:
        _refuse(self)

    __repr__ = __str__

    def __format__(self, how: str) -> str:
        _refuse(self)


def _whole(value: Any, path: str) -> Any:
    found: Any = value
    if isinstance(value, Mapping):
        found = _Group((key, _whole(inner, f"{path}.{key}")) for key, inner in value.items())
        part = "name" if "name" in value else next(iter(value), "")
        found._hint = f"{path} holds several values; write one of them, like {path}.{part}"
    elif isinstance(value, (list, tuple)):
        found = _List(_whole(inner, f"{path}[]") for inner in value)
        found._hint = f"{path} holds several values; write them with {{% for … in {path} %}}"
    return found


def _refuse(value: _Group | _List) -> NoReturn:
    from jinja2 import TemplateRuntimeError

    raise TemplateRuntimeError(value._hint)
