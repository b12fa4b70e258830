"""Every command that a sentence of the program advises can be typed as it stands, or is named bare."""

import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer import Context

import mentorcli
from mentorcli.cli.app import CONTENTS, commands_of

ROOM = Path(mentorcli.__file__).parent
ENDS = re.compile(
    r"[;,)\n(]|[.:](?=\s|$)|\s(?=(?:or|and|for|if|to|then|says?|lists|shows|has|takes|makes|writes|gives|deliver)\s)"
)
"""Where a command in a sentence is over."""


def texts():
    """Return all texts of the program, with X where something is filled in: (file, text)."""
    for path in sorted(ROOM.rglob("*.toml")):
        if "sentences" in path.parts:
            for key, entry in tomllib.loads(path.read_text("utf-8")).items():
                for said in entry.values():
                    yield (
                        f"{path.name} {key}",
                        re.sub(r"\{[^{}]*\}", "X", str(said).replace("{options} ", "")),
                    )
    for path in sorted(ROOM.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        inside = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
        }
        for node in ast.walk(tree):
            where = f"{path.relative_to(ROOM)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.JoinedStr):
                parts = (p.value if isinstance(p, ast.Constant) else "X" for p in node.values)
                yield where, "".join(parts)
            elif (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in inside
            ):
                yield where, node.value


def commands():
    """Return each command that is told with something behind its name: (where, its words)."""
    for where, text in texts():
        for found in re.finditer(
            r"\bmentorcli (?!(?:wrote|made|and|says|does|itself)\b)(?=[a-z])", text
        ):
            said = ENDS.split(text[found.end() :], maxsplit=1)[0].strip().rstrip(".'”`")
            yield where, said + '"' * (said.count('"') % 2)


def leaf(words):
    """Return the command that words begin with, and what stands behind its name; None for no command."""
    rooms = {name: room for part in CONTENTS.values() for name, (room, _) in part.items()}
    if words[0] not in rooms:
        return None
    command, rest = commands_of(rooms[words[0]])[words[0]], words[1:]
    while hasattr(command, "commands"):
        if rest[:1] == ["X"]:
            return command, []  # which of its commands is told elsewhere
        inner = command.get_command(Context(command), rest[0]) if rest else None
        if inner is None:
            return None if rest else (command, [])
        command, rest = inner, rest[1:]
    return command, rest


def fault_of(said):
    """Return what is wrong with a command as it is told, or nothing."""
    found = leaf(shlex.split(said))
    if not found:
        return "there is no such command"
    command, rest = found
    if not rest:
        return ""  # named, not told how
    options = [p for p in command.params if p.param_type_name == "option"]
    values = {
        name: 0 if p.is_flag else p.nargs for p in options for name in (*p.opts, *p.secondary_opts)
    }
    given, skip = 0, 0
    for word in rest:
        if skip:
            skip -= 1
        elif word.startswith("-") and word != "-":
            if word.partition("=")[0] not in values:
                return f"no option {word}"
            skip = values[word.partition("=")[0]] if "=" not in word else 0
        else:
            given += 1
    if skip:
        return "an option without its value"
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    least = sum(p.required for p in arguments)
    most = 99 if any(p.nargs == -1 for p in arguments) else len(arguments)
    return "" if least <= given <= most else f"{given} of {least} to {most}"


def test_each_can_be_typed():
    every = {
        (where, said) for where, said in commands() if not (said.startswith("X") or "…" in said)
    }
    assert len(every) > 300
    assert [(*one, fault) for one in sorted(every) if (fault := fault_of(one[1]))] == []


@pytest.mark.parametrize(
    "said", ["pool set NAME --capacity 2", "cohort edit", "form edit --accept", "status --reason", "status --what",
             "plan keep X A"],
)  # fmt: skip
def test_what_cannot_be_typed_is_seen(said):
    assert fault_of(said)
