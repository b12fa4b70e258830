"""A template beside the one that ships and beside the programme: what it lacks, what stays empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from mentorcli.documents.catalogue import Name
from mentorcli.documents.merge_names import book
from mentorcli.documents.references import always_printed, references
from mentorcli.documents.word import promised_headings
from mentorcli.documents.word_parts import BODY, WORD, paragraphs, parts_of, word_sources
from mentorcli.domain.programme import ROLES, Programme, RoleKey, Visibility
from mentorcli.files.templates import sandbox

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from jinja2 import nodes

_ROLES: Mapping[str, tuple[RoleKey, ...]] = {"mentor": ("mentor",), "mentees[]": ("mentee",)}
_FINISHED = re.compile(r"\S+-m-\w+-(?:en|fi|sv)$")
"""How the title of an agreement ends that was made: with the document's identifier."""
_MOST = 6


def always_empty(names: Iterable[Name], programme: Programme) -> tuple[str, ...]:
    """Return the names of people that a programme never fills in for the role that they belong to."""
    shown = {
        role: {f.key for f in programme.fields[role] if f.visible_to is Visibility.MATCH}
        for role in ROLES
    }
    found = []
    for path in (name.path for name in names if not name.private):
        place, _, key = path.rpartition(".")
        if key in book()["answers"] and place:
            asked = any(key in shown[role] for role in _ROLES.get(place, ROLES))
        else:
            asked = True
        if not asked or (place == "mentor" and not programme.form.led):
            found.append(path)
    return tuple(found)


def finished(parts: Mapping[str, Element]) -> str:
    """Return by what a template is known to be a finished agreement; an empty string if it is none."""
    sources = dict(word_sources(parts))
    title = " ".join(sources.pop("title", ()))
    made = _FINISHED.search(title)
    if made:
        return made[0]
    return "" if any("{" in line for x in sources.values() for line in x) else "it holds no tag"


def lacking(original: bytes, parts: Mapping[str, Element]) -> tuple[str, ...]:
    """Return what the template that ships has and this one lacks: headings, tables, names that it prints."""
    before = parts_of("", original)
    text = _flat(line for _, lines in word_sources(parts) for line in lines)
    lost = [f"the heading “{x}”" for x in promised_headings(original) if _flat([x]) not in text]
    tables, own_tables = (list(_first_rows(x[BODY])) for x in (before, parts))
    if len(own_tables) < len(tables):
        lost += (f"the table “{', '.join(row)}”" for row in tables if row not in own_tables)
    own = {r.path for tree in _trees(parts) for r in references(tree)}
    printed = (r for tree in _trees(before) for r in always_printed(tree))
    named = (r for r in printed if r.path not in own)
    lost += dict.fromkeys(f"{{{{ {r.printed} }}}}" for r in named)
    more = len(lost) - _MOST
    return (*lost[:_MOST], *((f"{more} more",) if more > 0 else ()))


def _trees(parts: Mapping[str, Element]) -> Iterator[nodes.Template]:
    for _, lines in word_sources(parts):
        yield sandbox(html=False).parse("\n".join(lines))


def _first_rows(body: Element) -> Iterator[list[str]]:
    for table in body.iter(f"{WORD}tbl"):
        row = table.find(f"{WORD}tr")
        cells = [] if row is None else [" ".join(paragraphs(x)) for x in row.iter(f"{WORD}tc")]
        yield [x for x in cells if x]


def _flat(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())
