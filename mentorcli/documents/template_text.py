"""What stands in a template: its text to compare and to search, and the merge fields of a Word file."""

from __future__ import annotations

import json

from mentorcli.documents.word import template_bytes
from mentorcli.documents.word_fields import merge_field, tag_of_code
from mentorcli.documents.word_parts import fields, parts_of, word_sources
from mentorcli.files.templates import TemplateFile, source_of


def template_text(template: TemplateFile) -> str:
    """Return what stands in a template, tags and all: a paragraph a line; read in the child."""
    from mentorcli.files.limited import limited

    if template.extension != "docx":
        return source_of(template.path)
    work = (template.path.name, template_bytes(template))
    return limited(template.path.name, _text_apart, work).decode()


def fields_of(template: TemplateFile) -> tuple[tuple[str, str], ...]:
    """Return the merge fields of a Word template with the tag that each becomes, or an empty one."""
    from mentorcli.files.limited import limited

    work = (template.path.name, template_bytes(template))
    return tuple((name, tag) for name, tag in json.loads(limited(work[0], _fields_apart, work)))


def _fields_apart(work: tuple[str, bytes]) -> bytes:
    parts = parts_of(*work)
    codes = dict.fromkeys(code for part in parts.values() for code, _ in fields(part))
    named = ((merge_field(code), tag_of_code(code)) for code in codes)
    return json.dumps([one for one in named if one[0]]).encode()


def _text_apart(work: tuple[str, bytes]) -> bytes:
    sources = word_sources(parts_of(*work))
    lines = [line for part, found in sources for line in (f"[{part}]", *found)]
    return ("\n".join(lines) + "\n").encode()
