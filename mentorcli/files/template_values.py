"""What templates are given, as values that print themselves only where they are a text or a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def whole_names(names: Mapping[str, Any]) -> dict[str, Any]:
    """Return names whose groups and lists refuse to become text, whatever a template does to them.

    A filter like ``upper``, ``join`` or ``~`` would else print them as Python writes them.
    """
    return {key: _whole(value, key) for key, value in names.items()}


def text_only(value: Any) -> Any:
    """Return what a tag prints; raises a TemplateError for what is no text and no number."""
    from jinja2 import TemplateRuntimeError, Undefined

    if isinstance(value, _Several):
        return str(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Undefined)):
        raise TemplateRuntimeError("a tag prints what is no text; write one of the known names")
    return value


class _Several:
    """Values that refuse to become text, and say how they are written instead."""

    def __init__(self, values: Any, hint: str) -> None:
        super().__init__(values)  # type: ignore[call-arg]  # that of the dict or the list
        self._hint = hint

    def __str__(self) -> str:
        raise _refusal(self._hint)

    def __format__(self, how: str) -> str:
        raise _refusal(self._hint)

    __repr__ = __str__


class _Group(_Several, dict[str, Any]):
    """Values by name."""


class _List(_Several, list[Any]):
    """Values one after the other."""


def _whole(value: Any, path: str) -> Any:
    if isinstance(value, Mapping):
        inner = {key: _whole(one, f"{path}.{key}") for key, one in value.items()}
        part = "name" if "name" in inner else next(iter(inner), "")
        return _Group(inner, f"{path} holds several values; write one of them, like {path}.{part}")
    if isinstance(value, (list, tuple)):
        hint = f"{path} holds several values; write them with {{% for … in {path} %}}"
        return _List((_whole(one, f"{path}[]") for one in value), hint)
    return value


def _refusal(hint: str) -> Exception:
    from jinja2 import TemplateRuntimeError

    return TemplateRuntimeError(hint)
