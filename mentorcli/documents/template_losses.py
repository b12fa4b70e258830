"""A template beside the one that ships and beside the programme: what it lacks, what stays empty."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from mentorcli.documents.catalogue import Name
from mentorcli.documents.merge_names import book
from mentorcli.documents.references import always_printed, references
from mentorcli.documents.word import promised_headings
from mentorcli.documents.word_page import WORD, read_page, word_sources
from mentorcli.documents.word_parts import BODY, parts_of
from mentorcli.domain.problem import Place, Problem, Severity
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


def _lacking(original: bytes, parts: Mapping[str, Element]) -> Mapping[str, list[str]]:
    """Return what the template that ships has and this one lacks: headings, tables, values that it prints."""
    before = parts_of("", original)
    text = _flat(line for _, lines in word_sources(parts) for line in lines)
    headings = [x for x in promised_headings(original) if _flat([x]) not in text]
    tables, own_tables = (list(_first_rows(x[BODY])) for x in (before, parts))
    gone = [x for x in tables if x not in own_tables] if len(own_tables) < len(tables) else []
    own = {r.path for tree in _trees(parts) for r in references(tree)}
    printed = (r for tree in _trees(before) for r in always_printed(tree))
    named = (r for r in printed if r.path not in own)
    return {
        "headings": [f"the heading “{x}”" for x in headings],
        "tables": [f"the table “{', '.join(row)}”" for row in gone],
        "values": list(dict.fromkeys(f"{{{{ {r.printed} }}}}" for r in named)),
    }


def lost(
    file: str, original: bytes, parts: Mapping[str, Element], keeps: Collection[str]
) -> Iterator[Problem]:
    """Tell what a template lacks; what its programme ``keeps`` stops everything."""
    kinds = (Severity.DECIDE, "template_lacks_demanded"), (Severity.NOTE, "template_lacks")
    every = _lacking(original, parts)
    for demanded, (severity, code) in zip((True, False), kinds, strict=True):
        these = [x for kind, some in every.items() if (kind in keeps) == demanded for x in some]
        more = [f"{len(these) - _MOST} more"] if len(these) > _MOST else []
        if these:
            what = ", ".join((*these[:_MOST], *more))
            yield Problem.of(code, severity, Place(file), what=what)


def _trees(parts: Mapping[str, Element]) -> Iterator[nodes.Template]:
    for _, lines in word_sources(parts):
        yield sandbox(html=False).parse("\n".join(lines))


def _first_rows(body: Element) -> Iterator[list[str]]:
    for table in body.iter(f"{WORD}tbl"):
        row = table.find(f"{WORD}tr")
        cells = (
            [] if row is None else [" ".join(read_page("", x).lines) for x in row.iter(f"{WORD}tc")]
        )
        yield [x for x in cells if x]


def _flat(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())
