"""Templates: the workspace's own win over those shipped; none may reach beyond its text.

A workspace's own templates may come from anywhere and run in a child process with limits
(``limited``); those that ship with the program run in this process, in the same sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentorcli.domain.language import LANGUAGES, Language
from mentorcli.domain.problem import UserError
from mentorcli.domain.text import listed
from mentorcli.files.shipped import shipped
from mentorcli.files.template_values import text_only, whole_names
from mentorcli.names.comparison import nearest

if TYPE_CHECKING:
    from jinja2 import Template, TemplateSyntaxError, nodes
    from jinja2.ext import Extension
    from jinja2.lexer import Token, TokenStream
    from jinja2.sandbox import ImmutableSandboxedEnvironment


_MISTAKES = (
    (r"innermost block .* is '(\w+)'", "{{% {0} … %}} is not ended by {{% end{0} %}}"),
    (r"Unexpected end|Missing end|'end of template'", "a tag has no end"),
    (r"unknown tag '((?:end|el)\w+)'", "{{% {0} %}} ends or parts nothing that begins before it"),
    (r"unknown tag '(\w+)'", "there is no tag {{% {0} … %}}"),
    (r"got 'end of|[Tt]ag name expected|expected name", "a tag ends too early, or is empty"),
    (r"(?:unexpected|got) '([{}])'", "a brace is missing, or there is one too many"),
    (r"(?:unexpected|char|got) (['\"])(.+?)\1", "“{1}” stands where it cannot"),
    (r"No (filter|test) named '(.+?)'", "there is no {0} {1}"),
)  # fmt: skip
"""What Jinja says of a tag that it cannot read, and how that is said here."""
_TAG = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
_HARD: dict[int, str | None] = dict.fromkeys(
    map(ord, "\u00a0\u2007\u2009\u202f"), " "
) | dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_CURLY = dict(zip(map(ord, "\u201c\u201d\u201e\u2018\u2019\u201a"), "\"\"\"'''", strict=True))
LARGEST_TEXT = 1 << 20
"""A text template that is larger is no letter."""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template found: ``name`` like ``agreement/group``, ``own`` when from the workspace."""

    name: str
    language: Language
    extension: str
    path: Path
    own: bool


def find_template(name: str, language: Language, extension: str, own: Path | None) -> TemplateFile:
    """Return the template in ``language``, else in English; a mail else in any that it is there in.

    ``own`` is the workspace's template folder. Raises UserError when there is none, and when the
    file is a link that leads out of its folder.
    """
    others = LANGUAGES if extension == "txt.j2" else ()
    for wanted in dict.fromkeys((language, "en", *others)):
        for folder, is_own in ((own, True), (shipped("templates"), False)):
            if folder is None:
                continue
            path = folder / f"{name}.{wanted}.{extension}"
            if path.is_file():
                refuse_links(path, folder)
                return TemplateFile(name, wanted, extension, path, is_own)
    raise UserError(
        f"There is no template {name}.{language}.{extension}.",
        f"Put one into the workspace's templates folder; languages are {', '.join(LANGUAGES)}.",
    )


def refuse_links(path: Path, folder: Path) -> None:
    """Raise UserError when a template is a link that leads out of its folder."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise UserError(
            f"The template {path} is a link out of its folder.",
            "Put the template file itself into the folder.",
        )


def sandbox(*, html: bool) -> ImmutableSandboxedEnvironment:
    """Return the only Jinja environment of the program: immutable sandbox, strict names.

    ``html`` escapes every value for HTML and XML. Only texts and numbers are printed.
    """
    from jinja2 import StrictUndefined, pass_eval_context
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=[_escaping_stays_on()],
        finalize=pass_eval_context(lambda _, value: text_only(value)),  # constants, too
    )
    for way_round in ("safe", "urlize", "xmlattr", "tojson", "pprint"):  # escaping, or plain text
        del environment.filters[way_round]
    environment.filters["listed"] = _listed
    return environment


def _listed(names: Iterable[Any], last: str) -> str:
    """Return names with a word of the template's language before the last: ``a, b and c``."""
    return listed([str(text_only(name)) for name in names], last)


@cache
def _escaping_stays_on() -> type[Extension]:
    """Return a Jinja extension that refuses ``{% autoescape %}``, which would switch it off."""
    from jinja2 import TemplateSyntaxError
    from jinja2.ext import Extension

    class EscapingStaysOn(Extension):
        def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
            before = ""
            for token in stream:
                if (before, token.value) == ("block_begin", "autoescape"):
                    raise TemplateSyntaxError("autoescape may not be changed", token.lineno)
                before = token.type
                yield token

    return EscapingStaysOn


def plain_marks(source: str) -> list[tuple[int, int, Mapping[int, str | None]]]:
    """Return where tags stand in a source, and what becomes of the marks that an editor put into each.

    Hard spaces are spaces, what has no width goes, and curly quotes are straight ones where a tag
    has no others.
    """
    found = (
        (x.span(), _HARD if re.search("[\"']", x[0]) else _HARD | _CURLY)
        for x in _TAG.finditer(source)
    )
    return [(*span, marks) for span, marks in found]


def source_of(path: Path) -> str:
    """Return a text template's source, plain marks in its tags; raises UserError when it is too large or not UTF-8."""
    try:
        if path.stat().st_size > LARGEST_TEXT:
            raise UserError(f"{path} is larger than 1 MiB.", "See that it is the right file.")
        source = path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise UserError(
            f"{path} cannot be read as UTF-8 text.", "Save it as UTF-8 and run again."
        ) from error
    for start, end, marks in reversed(plain_marks(source)):
        source = source[:start] + source[start:end].translate(marks) + source[end:]
    return source


def render_text(template: TemplateFile, names: Mapping[str, Any], *, html: bool = False) -> str:
    """Return a text template filled in. ``names`` holds plain dicts, lists, strings, numbers.

    Raises UserError that names the file, the line and the nearest known name, or the limit met.
    """
    source = source_of(template.path)
    return filled(template.path.name, source, names, own=template.own, html=html)


@lru_cache(maxsize=64)
def _compiled(source: str, *, html: bool) -> Template:
    """Return a template ready to fill in; a batch uses one source again and again."""
    return sandbox(html=html).from_string(parsed(source))


@lru_cache(maxsize=64)
def parsed(source: str) -> nodes.Template:
    """Return a template's syntax tree; raises TemplateSyntaxError for tags that cannot be read."""
    return sandbox(html=False).parse(source)


def filled(
    file: str, source: str, names: Mapping[str, Any], *, own: bool, html: bool = False
) -> str:
    """Return ``source`` filled in, a workspace's ``own`` in the child; ``file`` is named if it fails."""
    if not own:
        return _guarded_text(file, source, names, html=html)
    from mentorcli.files.limited import limited

    content = limited(file, _filled, (file, source, dict(names), html), ("jinja2.sandbox",))
    return content.decode(errors="replace")


def _filled(work: tuple[str, str, Mapping[str, Any], bool]) -> bytes:
    file, source, names, html = work
    return _guarded_text(file, source, names, html=html).encode(errors="replace")


def _guarded_text(file: str, source: str, names: Mapping[str, Any], *, html: bool) -> str:
    return guarded(file, names, lambda known: _compiled(source, html=html).render(known))


def guarded(file: str, names: Mapping[str, Any], render: Callable[[Mapping[str, Any]], str]) -> str:
    """Run ``render`` with the names and turn every way a template can fail into a UserError."""
    from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    try:
        return render(whole_names(names))
    except TemplateSyntaxError as error:
        raise UserError(
            f"{file}, line {error.lineno}: {mistake_of(error)}.", "Mend the template."
        ) from error
    except SecurityError as error:
        raise UserError(
            f"{file}: {error}.", "Templates may only use the names given to them."
        ) from error
    except UndefinedError as error:
        message = str(error.message)
        missing = message.rpartition("has no attribute ")[2]
        why = message if missing == message else f"there is no {missing} there"
        if "has no element" in message:
            raise UserError(
                f"{file}: it names one of several by a number, and some matches have fewer.",
                "Name them with {% for … in … %}, or ask first: {% if mentees | length > 2 %}.",
            ) from error
        raise UserError(f"{file}: {why}.", did_you_mean(message, names)) from error
    except TemplateError as error:
        raise UserError(f"{file}: {error}.", "Mend the template.") from error
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise UserError(
            f"{file}: a tag cannot be worked out ({error}).", "Mend the template."
        ) from error


def mistake_of(error: TemplateSyntaxError) -> str:
    """Return in plain words what makes a template's tags unreadable."""
    for said, plain in _MISTAKES:
        if found := re.search(said, str(error.message)):
            return plain.format(*found.groups())
    return str(error.message).rstrip(".")


def did_you_mean(message: str, names: Mapping[str, Any]) -> str:
    """Return the remedy for an unknown name: the nearest one, or all of them."""
    known = sorted(_paths(names))
    wanted = message.split("'")[-2] if message.count("'") >= 2 else message  # noqa: PLR2004 - a quoted pair
    near = nearest(wanted, known) or nearest(wanted, [k.rsplit(".", 1)[-1] for k in known])
    return f"Did you mean {near}?" if near else "See: mentorcli template names"


def _paths(names: Mapping[str, Any], prefix: str = "") -> list[str]:
    found = []
    for key, value in names.items():
        found.append(prefix + key)
        if isinstance(value, Mapping):
            found += _paths(value, f"{prefix}{key}.")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            found += _paths(value[0], f"{prefix}{key}[].")
    return found
