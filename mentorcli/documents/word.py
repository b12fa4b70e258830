"""Word documents from Word templates: values are text, equal input gives equal bytes, each is read again."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from mentorcli.documents.cleaning import cleaned
from mentorcli.documents.word_page import FILLED, WORD, read_page
from mentorcli.documents.word_parts import BODY, no_word_file, packed, parsed
from mentorcli.domain.problem import UserError
from mentorcli.files.templates import TemplateFile, guarded, sandbox

if TYPE_CHECKING:
    from docx.document import Document
    from docxtpl import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment


LARGEST_TEMPLATE = 4 << 20
"""A finished document may have 5 MiB, and a template's pictures are in it."""

_MOMENT = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a constant in place of the clock
_TAGS: Mapping[str, str] = {"en": "en-GB", "fi": "fi-FI", "sv": "sv-FI"}


def render_agreement(template: TemplateFile, names: Mapping[str, Any]) -> bytes:
    """Return an agreement in Word's format, filled in with the names of ``agreement_names``.

    The template runs in the immutable sandbox with strict names, and every value is escaped, so
    what people typed is text whatever it looks like. Comments, hidden text and the file's own
    properties stay behind. The result is opened again and compared with
    the template and the names. Raises UserError, which names the template, when the template is
    no Word file, names something unknown, reaches for more than it may, or loses a heading or a
    person.
    """
    content, file = template_bytes(template), template.path.name
    if template.own:
        from mentorcli.files.limited import limited

        return limited(file, _apart, (file, content, dict(names)), ("docxtpl", "jinja2.sandbox"))
    return rendered(file, content, names)


def template_bytes(template: TemplateFile) -> bytes:
    """Return a Word template's bytes; raises UserError when it is far too large."""
    try:
        if template.path.stat().st_size > LARGEST_TEMPLATE:
            raise UserError(
                f"{template.path} is larger than {LARGEST_TEMPLATE >> 20} MiB.",
                "Make the pictures in it smaller.",
            )
        return template.path.read_bytes()
    except OSError as error:
        raise UserError(
            f"{template.path} cannot be opened: {error.strerror or error}.",
            "Close it in Word and run again.",
        ) from error


def _apart(work: tuple[str, bytes, Mapping[str, Any]]) -> bytes:
    return rendered(*work)


def rendered(file: str, content: bytes, names: Mapping[str, Any]) -> bytes:
    """Fill in a template's bytes in this process; see ``render_agreement``."""
    content = cleaned(file, content).content
    document = _opened(file, content)
    guarded(file, names, lambda known: _filled(file, document, known))
    made = _saved(document.docx, names)
    check_agreement(file, content, made, names)
    return made


def _opened(file: str, content: bytes) -> DocxTemplate:
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(content))
    try:
        document.init_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise no_word_file(file) from error
    return document


def _filled(file: str, document: DocxTemplate, names: Mapping[str, Any]) -> str:
    from docx.oxml import parse_xml

    lenient: Callable[[str], Any] = document.fix_tables
    document.patch_xml = _cleaning()

    def strict(xml: str) -> Any:
        parse_xml(xml)  # docxtpl itself mends broken XML by leaving out what follows
        return lenient(xml)

    document.fix_tables = strict
    document.render_footnotes = lambda *_: None  # docxtpl fills them in once for each section
    try:
        document.render(names, jinja_env=_environment(), autoescape=True)
        for part in document.docx.part.package.iter_parts():
            if part.content_type.endswith(_NOTES):
                xml = document.patch_xml(part.blob.decode())
                filled = document.render_xml_part(xml, part, names, _environment()).encode()
                parse_xml(filled)
                part._blob = filled  # noqa: SLF001 - a part of notes has no other way in
    except SyntaxError as error:
        raise UserError(
            f"{file}: something begins in one paragraph, row or cell and ends in another.",
            "Put {%tr … %} and {%p … %} tags into rows and paragraphs of their own.",
        ) from error
    return ""


_NOTES = ("footnotes+xml", "endnotes+xml")
_SOURCES = 32
"""Parts of templates whose tags are kept ready: a batch fills in the same ones again and again."""


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    """Return the sandbox, with what it compiled last; nothing that a template does stays in it."""
    environment = sandbox(html=True)
    environment.from_string = lru_cache(_SOURCES)(environment.from_string)  # type: ignore[method-assign, assignment]
    return environment


@cache
def _cleaning() -> Callable[[str], str]:
    """Return docxtpl's cleaning of tags that Word has cut up, with its last results."""
    from docxtpl import DocxTemplate

    clean: Callable[[str], str] = DocxTemplate(io.BytesIO()).patch_xml
    return lru_cache(_SOURCES)(clean)


def _saved(document: Document, names: Mapping[str, Any]) -> bytes:
    about, language = names["document"], names["document"]["language"]
    properties = document.core_properties
    title = properties.title.strip()
    properties.title = f"{title} {about['id']}".strip()
    properties.language = _TAGS.get(language, language)
    properties.author = properties.last_modified_by = names["organisation"]["name"]
    properties.created = properties.modified = _MOMENT
    properties.revision = 1
    buffer = io.BytesIO()
    document.save(buffer)
    return same_bytes(buffer.getvalue())


def same_bytes(archive: bytes) -> bytes:
    """Return a zip file with the same parts in a fixed order, without times or machine marks."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        return packed({name: old.read(name) for name in old.namelist()})


_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_OPENS = re.compile(r"\{%-?(?:tr|tc|p|r)?\s*(?:if|for)\b")
_CLOSES = re.compile(r"\{%-?(?:tr|tc|p|r)?\s*end(?:if|for)\b")


def check_agreement(file: str, template: bytes, rendered: bytes, names: Mapping[str, Any]) -> None:
    """Compare a rendered document with its template and with the names that filled it.

    Raises UserError when a heading that does not depend on a condition is missing, or a person of
    the match is not named.
    """
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        wanted = {n: archive.read(n) for n in archive.namelist() if FILLED.fullmatch(n)}
    pages = (read_page(name, part) for name, part in parsed(file, wanted).items())
    text = _flat(" ".join(line for page in pages for line in page.lines))
    for heading in promised_headings(template):
        if _flat(heading) not in text:
            raise UserError(
                f"{file}: the heading “{heading}” is missing from the finished document.",
                "Look for a tag that swallows the paragraphs around it.",
            )
    for person in names.get("people") or (names["recipient"],):
        if _flat(person["name"]) not in text:
            raise UserError(
                f"{file}: {person['name']} ({person['label']}) is not named in the document.",
                "Name everybody: {%tr for person in people %} … {{ person.name }} … {%tr endfor %}.",
            )


@lru_cache(maxsize=8)
def promised_headings(template: bytes) -> tuple[str, ...]:
    """Return a template's headings that stand outside every condition and loop."""
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        parts = parsed("", {name: archive.read(name) for name in (BODY, "word/styles.xml")})
    styles = {
        style.get(f"{WORD}styleId")
        for style in parts["word/styles.xml"].iter(f"{WORD}style")
        for name in style.iter(f"{WORD}name")
        if (name.get(f"{WORD}val") or "").lower().startswith("heading ")
    }
    page = read_page(BODY, parts[BODY])
    found, depth = [], 0
    for paragraph, text in zip(page.numbers, page.lines, strict=True):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        heading = style is not None and style.get(f"{WORD}val") in styles
        if heading and depth == 0 and text.strip() and not _TAG.search(text):
            found.append(text)
        depth += len(_OPENS.findall(text)) - len(_CLOSES.findall(text))
    return tuple(found)


def _flat(text: str) -> str:
    return " ".join(text.split())
