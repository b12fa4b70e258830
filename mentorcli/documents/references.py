"""The names that a template uses, and where: read from its syntax tree, without running it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mentorcli.documents.catalogue import Name
from mentorcli.names.comparison import nearest

if TYPE_CHECKING:
    from jinja2 import nodes

_GIVEN_BY_JINJA = ("loop", "range", "dict", "namespace", "joiner", "cycler", "lipsum", "self")
_ANY = "?"
"""The path of what the template made itself: nothing is known about it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A name used on a line of the source, like ``mentees[].goals``.

    ``printed`` is how the template spells it where it would be printed whole.
    """

    path: str
    line: int
    printed: str = ""


def references(tree: nodes.Template) -> tuple[Reference, ...]:
    """Return every name that a parsed template reads, loops and assignments seen through."""
    return tuple(dict.fromkeys(_walk(tree, {})))


def always_printed(tree: nodes.Template) -> Iterator[Reference]:
    """Yield the names that a template prints, without those on which it also decides."""
    from jinja2 import nodes

    tests = [x.test for x in tree.find_all(nodes.If)]
    tests += [x.test for x in tree.find_all(nodes.CondExpr)]
    tested = {r.path.rpartition(".")[2] for test in tests for r in _walk(test, {})}
    for one in references(tree):
        if one.printed and one.path.rpartition(".")[2] not in tested:
            yield one


def nearest_name(path: str, names: tuple[Name, ...]) -> str:
    """Return the most similar name that may be shown, or an empty string."""
    known = [n.path for n in names if not n.private]
    ends = {k.rsplit(".", 1)[-1]: k for k in reversed(known)}
    return nearest(path, known) or ends.get(nearest(path.rsplit(".", 1)[-1], ends), "")


def parts_of_value(path: str, names: Mapping[str, Name]) -> tuple[str, ...]:
    """Return what may be shown of a value with parts, its name first; nothing for a text.

    A part is written as it follows the value: ``.name``, ``.*`` for any, ``[].name`` in a list.
    """
    if path in names:
        return ()
    wanted = _steps(path)
    found = set()
    for name in names.values():
        own = _steps(name.path)
        if all(a in (b, "*") for a, b in zip(own, wanted, strict=False)):
            if len(own) <= len(wanted):
                return ()
            if not name.private:
                found.add(".".join(("", *own[len(wanted) :])).replace(".[]", "[]"))
    return tuple(sorted(found, key=lambda part: (part.strip("[].") not in ("name", ""), part)))


def _steps(path: str) -> list[str]:
    return path.replace("[]", ".[]").split(".")


def known(path: str, names: Mapping[str, Name], *, printed: bool = False) -> Name | None:
    """Return the catalogue's entry that ``path`` is, leads to or reads a text's part of.

    A text's part that is ``printed`` without being called, like ``name.upper``, is no text.
    """
    if path in names:
        return names[path]
    parts = _steps(path)
    for name in names.values():
        own = _steps(name.path)
        if len(parts) < len(own) and name.private:
            continue  # one of a group that also holds what may be shown
        if all(a in (b, "*") for a, b in zip(own, parts, strict=False)):
            rest = parts[len(own) :]
            part = bool(rest) and rest[0][0] != "_" and hasattr(str, rest[0]) and not printed
            if not rest or (part and not name.private):
                return name
    return None


def _is(node: Any, *kinds: str) -> bool:
    """Tell whether a node is of a kind; by its name, since Jinja is loaded where it is needed."""
    return type(node).__name__ in kinds


def _walk(node: Any, scope: dict[str, str]) -> Iterator[Reference]:
    binder = _BINDERS.get(type(node).__name__)
    if binder:
        yield from binder(node, scope)
    elif path := _path(node, scope):
        if not path.startswith(_ANY):
            yield Reference(path, node.lineno)
        if _is(node, "Filter"):
            yield from _of_filter(node, path, scope)
    else:
        yield from _children(node, scope)


def _loop(node: Any, scope: dict[str, str]) -> Iterator[Reference]:
    yield from _walk(node.iter, scope)
    inner = scope | _bound(node.target, _item(_path(node.iter, scope)))
    for child in (node.test, *node.body):
        if child is not None:
            yield from _walk(child, inner)
    for child in node.else_:
        yield from _walk(child, scope)


def _assignment(node: Any, scope: dict[str, str]) -> Iterator[Reference]:
    yield from _walk(node.node, scope)
    scope.update(_bound(node.target, _path(node.node, scope) or _ANY))


def _assigned_block(node: Any, scope: dict[str, str]) -> Iterator[Reference]:
    scope.update(_bound(node.target, _ANY))
    yield from _children(node, scope)


def _with(node: Any, scope: dict[str, str]) -> Iterator[Reference]:
    inner = dict(scope)
    for target, value in zip(node.targets, node.values, strict=True):
        yield from _walk(value, scope)
        inner |= _bound(target, _path(value, scope) or _ANY)
    for child in node.body:
        yield from _walk(child, inner)


def _macro(node: Any, scope: dict[str, str]) -> Iterator[Reference]:
    scope[node.name] = _ANY
    inner = scope | {a.name: _ANY for a in node.args}
    for child in node.body:
        yield from _walk(child, inner)


def _output(node: Any, scope: dict[str, str]) -> Iterator[Reference]:
    for child in node.nodes:
        yield from _printed(child, scope)
        yield from _walk(child, scope)


def _printed(node: Any, scope: Mapping[str, str]) -> Iterator[Reference]:
    """Yield the values that an expression turns into text as they are."""
    if _is(node, "Filter"):
        if node.name in _JOINING and not node.args[1:] and not node.kwargs:
            inner = _path(node.node, scope) if not _mapped(node.node) else ""
            if inner and not inner.startswith(_ANY):
                yield Reference(_item(inner), node.lineno, f"{_spelled(node.node)}[]")
        elif node.name not in _MAKE_ANOTHER and node.node is not None:
            yield from _printed(node.node, scope)
    elif _is(node, "Concat", "CondExpr", "And", "Or"):
        for child in node.iter_child_nodes():
            if child is not getattr(node, "test", None):
                yield from _printed(child, scope)
    elif (path := _path(node, scope)) and not path.startswith(_ANY):
        yield Reference(path, node.lineno, _spelled(node))


_JOINING = ("join", "listed")
"""Filters that print each of several values."""
_MAKE_ANOTHER = frozenset((
    "length", "count", "first", "last", "random", "min", "max", "sum", "attr", "map", "wordcount",
))  # fmt: skip
"""Filters that take a value apart, so that what is printed is another one."""


def _mapped(node: Any) -> bool:
    return _is(node, "Filter") and (node.name == "map" or _mapped(node.node))


def _spelled(node: Any) -> str:
    """Return an expression's value as the template spells it, filters left out."""
    while _is(node, "Filter") and node.node is not None:
        node = node.node
    if _is(node, "Name"):
        return str(node.name)
    key = _key(node)
    if isinstance(key, int):
        return f"{_spelled(node.node)}[{key}]"
    return f"{_spelled(node.node)}.{key}" if key is not None else ""


_BINDERS: Mapping[str, Callable[[Any, dict[str, str]], Iterator[Reference]]] = {
    "For": _loop, "Assign": _assignment, "AssignBlock": _assigned_block, "With": _with,
    "Macro": _macro, "Output": _output,
}  # fmt: skip


def _children(node: Any, scope: dict[str, str]) -> Iterator[Reference]:
    for child in node.iter_child_nodes():
        yield from _walk(child, scope)


def _of_filter(node: Any, path: str, scope: dict[str, str]) -> Iterator[Reference]:
    """Yield what a filter's arguments name, and the attribute that ``map`` and ``sort`` read."""
    for child in (*node.args, *(k.value for k in node.kwargs)):
        yield from _walk(child, scope)
    if _is(node.node, "Filter"):
        yield from _of_filter(node.node, path, scope)
    for word in node.kwargs:
        if word.key == "attribute" and _is(word.value, "Const"):
            yield Reference(f"{_item(path)}.{word.value.value}", node.lineno)


def _path(node: Any, scope: Mapping[str, str]) -> str:
    """Return the path that an expression reads, or an empty string for any other."""
    if _is(node, "Name"):
        if node.name in scope:
            return scope[node.name]
        return _ANY if node.name in _GIVEN_BY_JINJA else node.name
    if _is(node, "Filter") and node.node is not None:
        return _path(node.node, scope)
    key = _key(node)
    base = _path(node.node, scope) if key is not None else ""
    if not base or key is None:
        return ""
    return _item(base) if isinstance(key, int) else f"{base}.{key}"


def _key(node: Any) -> str | int | None:
    if _is(node, "Getattr"):
        return str(node.attr)
    if _is(node, "Getitem") and _is(node.arg, "Const"):
        return node.arg.value if isinstance(node.arg.value, int) else str(node.arg.value)
    return None


def _item(path: str) -> str:
    return f"{path}[]" if path and not path.startswith(_ANY) else _ANY


def _bound(target: Any, path: str) -> dict[str, str]:
    if _is(target, "Name"):
        return {target.name: path}
    from jinja2 import nodes

    return {n.name: _ANY for n in target.find_all(nodes.Name)}
