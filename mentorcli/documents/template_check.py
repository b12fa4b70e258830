"""What is wrong with a template, found before anything is made from it."""

from __future__ import annotations

import json
import re
from typing import Any

from mentorcli.documents.catalogue import Name, catalogue, kind_of
from mentorcli.documents.references import (
    Reference,
    known,
    nearest,
    parts_of_value,
    references,
)
from mentorcli.documents.word import template_bytes
from mentorcli.documents.word_checks import accessibility, parts_of, word_sources
from mentorcli.domain.language import Language
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.programme import Programme
from mentorcli.files.templates import TemplateFile, sandbox, source_of

_LONGEST_QUOTE = 60
_MOST_PARTS = 3
_SECOND_HALF = re.compile(r"\A\+\+\+\n(.*?)^\+\+\+$", re.DOTALL | re.MULTILINE)


def check_template(template: TemplateFile, programme: Programme) -> tuple[Problem, ...]:
    """Return every mistake in a template: unknown and private names, tags, and what Word lacks.

    It is read in the child process with limits and not run. A blocker or a decision holds up
    everything that would be made from it.
    """
    from mentorcli.files.limited import limited

    kind = kind_of(template.name)
    names = catalogue(kind, programme) if kind else ()
    is_word = template.extension == "docx"
    content = template_bytes(template) if is_word else source_of(template.path).encode()
    work = (template.path.name, content, template.language, is_word, names)
    try:
        answer = limited(template.path.name, _apart, work, ("jinja2.sandbox",))
    except UserError as error:
        return (_broken(template.path.name, "", error.message),)
    found = json.loads(answer)
    return tuple(
        Problem.of(code, Severity(severity), Place(template.path.name, place), **parameters)
        for code, severity, place, parameters in found
    )


def holds_up(problems: tuple[Problem, ...]) -> bool:
    """Tell whether a person must see to one of them before anything is made."""
    return any(p.severity is not Severity.NOTE for p in problems)


def _broken(file: str, place: str, why: str) -> Problem:
    return Problem.of("template_broken", Severity.BLOCKER, Place(file, place), why=why.rstrip("."))


def _apart(work: tuple[str, bytes, Language, bool, tuple[Name, ...]]) -> bytes:
    file, content, language, is_word, names = work
    found: list[Problem] = []
    if is_word:
        parts = parts_of(file, content)
        found += accessibility(file, parts, language)
        for part, lines in word_sources(parts):
            found += _of_source(file, part, lines, names)
    else:
        text = content.decode().replace("\r\n", "\n")
        header = _SECOND_HALF.match(text)
        if header:  # a reminder's schedule is read by the reminders; its subject is a template
            kept = [x if x.startswith("subject") else "" for x in header[0].split("\n")]
            text = "\n".join(kept) + text[header.end() :]
        found += _of_source(file, "line", text.split("\n"), names)
    listed = [(p.code, p.severity, p.place.sheet, dict(p.parameters)) for p in found]
    return json.dumps(listed).encode()


def _of_source(file: str, part: str, lines: list[str], names: tuple[Name, ...]) -> list[Problem]:
    from jinja2 import TemplateSyntaxError

    try:
        tree = sandbox(html=False).parse("\n".join(lines))
    except TemplateSyntaxError as error:
        return [_broken(file, _place(part, error.lineno, lines), str(error.message))]
    if not names:
        return []
    listed = {n.path: n for n in names}
    found = [_of_reference(r, file, part, lines, listed) for r in references(tree)]
    return [p for p in dict.fromkeys(found) if p is not None]


def _of_reference(
    reference: Reference, file: str, part: str, lines: list[str], names: dict[str, Name]
) -> Problem | None:
    place = Place(file, _place(part, reference.line, lines))
    if reference.printed:
        return _of_printed(reference, place, names)
    name = known(reference.path, names)
    if name is not None and name.private:
        return Problem.of(
            "template_private_name", Severity.BLOCKER, place, name=reference.path, says=name.says
        )
    if name is not None or any(n.startswith(_whole(reference.path)) for n in names):
        return None
    near = nearest(reference.path, tuple(names.values()))
    hint = f"Did you mean {near}?" if near else "See: mentorcli template names"
    return Problem.of(
        "template_unknown_name", Severity.BLOCKER, place, name=reference.path, hint=hint
    )


def _of_printed(reference: Reference, place: Place, names: dict[str, Name]) -> Problem | None:
    """Return what is wrong with a name that is printed whole: it may stand for several values."""
    parts = [part.replace("*", "…") for part in parts_of_value(reference.path, names)]
    if not parts:
        return None
    value = reference.printed.removesuffix("[]")
    if parts[0].startswith("[]") or value != reference.printed:
        one = parts[0].removeprefix("[]")
        how = f"{{% for one in {value} %}}{{{{ one{one} }}}}{{% endfor %}}"
    else:
        how = ", ".join(f"{value}{part}" for part in parts[:_MOST_PARTS])
    return Problem.of("template_value_with_parts", Severity.BLOCKER, place, name=value, parts=how)


def _whole(path: str) -> tuple[str, str]:
    """Return how the names of a group or a list begin: ``mentor.`` and ``mentees[]``."""
    return f"{path}.", f"{path}[]"


def _place(part: str, line: int, lines: list[str]) -> str:
    if part == "line":
        return f"line {line}"
    text: Any = lines[line - 1] if 0 < line <= len(lines) else ""
    short = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    return f"{part}, paragraph {line}: “{short}”"


def template_text(template: TemplateFile) -> str:
    """Return what stands in a template, tags and all: a paragraph a line; read in the child."""
    from mentorcli.files.limited import limited

    if template.extension != "docx":
        return source_of(template.path)
    work = (template.path.name, template_bytes(template))
    return limited(template.path.name, _text_apart, work).decode()


def _text_apart(work: tuple[str, bytes]) -> bytes:
    sources = word_sources(parts_of(*work))
    lines = [line for part, found in sources for line in (f"[{part}]", *found)]
    return ("\n".join(lines) + "\n").encode()
