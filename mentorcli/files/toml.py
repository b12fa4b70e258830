"""TOML files that people write: read, each key's line, and slips of writing told one by one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorcli.domain.problem import Place, Problem, Severity, UserError

LARGEST = 1 << 20
Keys = tuple[str | int, ...]
"""Where a value stands: names of tables and keys, and places in lists from 0."""


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file that was read: ``name`` as problems tell it, its text, and what it says."""

    name: str
    text: str
    data: Mapping[str, Any]

    def place(self, keys: Keys, value: object = None) -> Place:
        """Return the place of the innermost key of ``keys`` that has a line; a text in a list too."""
        line = line_of(self.text, keys, value)
        return Place(self.name, cell=f"line {line}" if line else "")


def read_toml(path: Path, name: str = "") -> TomlFile:
    """Return a TOML file of at most 1 MiB; ``name`` is what problems call it.

    Raises UserError with a problem for each line that cannot be read.
    """
    name = name or str(path)
    try:
        content = b"" if path.is_dir() else path.read_bytes()
    except OSError as error:
        raise refusal(name, [Problem.of("toml_closed", Severity.BLOCKER, Place(name))]) from error
    if path.is_dir():
        raise refusal(name, [Problem.of("toml_folder", Severity.BLOCKER, Place(name))])
    return understood(name, content)


def understood(name: str, content: bytes) -> TomlFile:
    """Return what a TOML file would say that has this content; raises UserError as reading does."""
    codes = {
        "toml_large": len(content) > LARGEST,
        "toml_utf16": content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:64],
    }
    for code, found in codes.items():
        if found:
            raise refusal(name, [Problem.of(code, Severity.BLOCKER, Place(name))])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start)
        place = Place(name, cell=f"line {line + 1}")
        said = content.splitlines()[line].decode("cp1252", "replace").strip()
        problem = Problem.of("toml_ansi", Severity.BLOCKER, place, text=said)
        raise refusal(name, [problem]) from error
    try:
        return TomlFile(name, text, tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        raise refusal(name, slips_of_writing(name, text)) from error


def refusal(name: str, problems: list[Problem]) -> UserError:
    """Return what stops a run: a file that is not understood, with all that is wrong in it."""
    return UserError(
        f"{name} is not understood.",
        "Mend what is listed here, save the file and run the same command again.",
        problems=problems,
    )


MOST_SLIPS = 20
LONGEST_SHOWN = 60
"""Characters of a line that are told."""

_LINE = re.compile(r"at line (\d+)")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")
_TABLE_IN_LIST = re.compile(r"\s*\[\[\s*([^\[\]]+?)\s*\]\]\s*(?:#.*)?")
_NAME = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_MARKS = "“”„‟«»‘‚‛´"  # noqa: RUF001 - what is looked for
_CURLY = re.compile(rf"[{_MARKS}]|’(?=\s*(?:[,\]}}#]|$))|[=\[,{{]\s*’")
_AGAIN = ("declare", "overwrite", "mutate", "uplicate")
_STRAY = f"{_MARKS}’\"'`"


def line_of(text: str, keys: Keys, value: object) -> int:
    """Return the line of the innermost key that has one, or 0; that of a text in a list too."""
    known = dict(reversed([*_lines(text)]))
    found = next((n for x in range(len(keys), 0, -1) if (n := known.get(keys[:x]))), 0)
    if keys[:-1] in known and isinstance(value, str) and isinstance(keys[-1], int):
        quoted = (f'"{value}"', f"'{value}'")
        below = enumerate(text.splitlines()[found - 1 :], found)
        found = next((n for n, line in below if any(q in line for q in quoted)), found)
    return found


def _lines(text: str) -> Iterator[tuple[Keys, int]]:
    """Give every key and table that begins a line, with the line's number."""
    table: Keys = ()
    counted: dict[Keys, int] = {}
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if inside or line.lstrip().startswith("#"):
            pass
        elif several := _TABLE_IN_LIST.fullmatch(line):
            name = _names(several[1])
            counted[name] = counted.get(name, -1) + 1
            table = (*name, counted[name])
            yield from ((name, number), (table, number))
        elif one := _TABLE.fullmatch(line):
            table = _names(one[1])
            yield from ((table[:x], number) for x in range(len(table), 0, -1))
        elif key := _KEY.match(line):
            names = _names(key[1])
            yield from (((*table, *names[:x]), number) for x in range(len(names), 0, -1))
        inside ^= (line.count('"""') + line.count("'''")) % 2 == 1


def _names(text: str) -> Keys:
    return tuple(name.strip("\"'") for name in _NAME.findall(text))


def slips_of_writing(name: str, text: str) -> list[Problem]:
    """Return what cannot be read; a line that cannot is left out to find the next one."""
    lines = text.split("\n")
    problems: list[Problem] = []
    while len(problems) < MOST_SLIPS:
        try:
            tomllib.loads("\n".join(lines))
        except (ValueError, RecursionError) as error:
            found = _LINE.search(str(error))
            filled = [n for n, line in enumerate(lines, 1) if line.strip()]
            number = min(int(found[1]) if found else filled[-1], len(lines))
            line = lines[number - 1].strip()
            code, example = _slip(line, str(error))
            place = Place(name, cell=f"line {number}")
            shown = line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"
            problems.append(Problem.of(code, Severity.BLOCKER, place, text=shown, example=example))
            if code in {"toml_line", "toml_open", "toml_table"} or not line:
                break  # what follows may only seem wrong
            lines[number - 1] = ""
        else:
            break
    return problems


def _slip(line: str, error: str) -> tuple[str, str]:
    """Return which slip a line that cannot be read has, and how it should read."""
    key, equals, value = (part.strip() for part in line.partition("="))
    bare = value.partition(" #")[0].strip()
    right = f'{key} = "{bare.strip(_STRAY)}"'
    word, _, rest = line.partition(":")
    spelt = f'{(word.split() or ["key"])[0]} = "{rest.strip(f"{_STRAY} ") or "…"}"'
    straight = re.sub(f"[{_STRAY}]", '"', line) if bare[:1] in ("[", "{") else right
    quote = value[:1] if value[:1] in ('"', "'") else ""
    tried = (
        ("toml_twice", any(said in error for said in _AGAIN), ""),
        ("toml_curly", bool(_CURLY.search(line)), straight),
        ("toml_open", "Unclosed" in error, ""),
        ("toml_table", line.startswith("[") and not equals, f"[{line.strip('[] ')}]"),
        ("toml_no_equals", not equals, spelt),
        ("toml_quote", bool(quote) and value.count(quote) % 2 == 1, right),
        ("toml_backslash", quote == '"' and "\\" in value, line.replace("\\", "\\\\")),
        ("toml_no_value", not value, f'{key} = "…"'),
        ("toml_yes_no", bare.lower() in ("true", "false"), f"{key} = {bare.lower()}"),
        ("toml_unquoted", bare[:1].isalpha(), right),
    )
    usual = ("toml_line", 'name = "Example University"')
    return next(((code, example) for code, found, example in tried if found), usual)
