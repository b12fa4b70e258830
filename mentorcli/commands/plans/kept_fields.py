"""Fields that a programme's forms ask and nothing uses: they are only kept, and a person should know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from mentorcli.commands.outcome import Paragraph
from mentorcli.documents.people import UNIT
from mentorcli.domain.language import label
from mentorcli.domain.programme import LINE_FIELDS, ROLES, FieldType, Programme
from mentorcli.files.shipped import line_in, shipped, texts_in
from mentorcli.matching.ask.fairness import GROUPED_BY

_PEOPLE = {"first_name", "last_name", "full_name", "email", "person_id", "languages", "consent"}
"""Who somebody is, in which language they are written to, and whether they agreed."""
_OWN_DAYS = {"start", "length", "frequency", "pause_until"}
"""What the days of a pair are made from (``commands/matches``)."""
_ADMISSION = {"invitation_code", "home_approval", "employer"}
_IN_BRACES = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_PART = re.compile(r"\.([a-z_]+)")
_TAGS = re.compile(r"<[^>]*>")


def kept_only(programme: Programme, own: Path) -> dict[str, str]:
    """Return the questions, by field, that no rule, criterion, document or report uses.

    ``own`` is the workspace's folder of templates. What people wrote at length is shown by ``explain``.
    """
    used = {
        *_used_in_matching(programme),
        *_used_in_templates(programme, own),
        *programme.gatherings,
    }
    used |= _PEOPLE | ({"capacity"} if programme.form.led else set())
    used |= _OWN_DAYS if programme.life.ongoing else set()
    used |= _ADMISSION if programme.life.preselected else set()
    used |= set(GROUPED_BY) | {key for keys in UNIT.values() for key in keys}
    for key in programme.sections:
        used |= texts_in("reports/sections", key)
    return {
        f.key: label(f.headers, "en")
        for role in ROLES
        for f in programme.fields[role]
        if f.key not in used
        and f.type is not FieldType.LONG
        and not (f.required and f.type is FieldType.CONSENT)
    }


def kept_paragraphs(programme: Programme, own: Path) -> tuple[list[Paragraph], dict[str, Any]]:
    """Return what is said of fields that are only kept, and the data of it."""
    kept = kept_only(programme, own)
    if not kept:
        return [], {"kept_only": []}
    text = f"Asked and only kept; nothing uses the answers: {', '.join(kept)}."
    return [Paragraph(""), Paragraph(text)], {"kept_only": [*kept]}


def _used_in_matching(programme: Programme) -> Iterator[str]:
    for drawer, settings in (
        ("matching/rules", programme.rules),
        ("matching/criteria", [c for c in programme.criteria if c.points]),
    ):
        for one in settings:
            line: Mapping[str, Any] = line_in(drawer, one.key, one.settings)
            yield from (line[name] for name in LINE_FIELDS if name in line)
            yield from texts_in(drawer, one.key)


def _used_in_templates(programme: Programme, own: Path) -> Iterator[str]:
    """Yield what templates name of people, whichever language they are in."""
    for folder in (own, shipped("templates")):
        files = [*folder.glob("invitations/*.j2"), *folder.glob("letters/*.*")]
        for path in sorted([*files, *folder.glob(f"{programme.agreement}.*.docx")]):
            for braces in _IN_BRACES.findall(_source(path)):
                yield from _PART.findall(braces)


def _source(path: Path) -> str:
    if path.suffix != ".docx":
        return path.read_text(encoding="utf-8", errors="replace")
    with ZipFile(path) as word:
        return _TAGS.sub("", word.read("word/document.xml").decode("utf-8", "replace"))
