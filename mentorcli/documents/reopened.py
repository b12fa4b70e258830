"""A finished document, opened again: is everything there that its template promised?"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mentorcli.documents.word_text import WORD
from mentorcli.domain.problem import UserError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PART = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_RAW = re.compile(r"\{%-?\s*raw\b.*?\bendraw\s*-?%\}", re.DOTALL)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_OPENS = re.compile(r"\{%-?(?:tr|tc|p|r)?\s*(?:if|for)\b")
_CLOSES = re.compile(r"\{%-?(?:tr|tc|p|r)?\s*end(?:if|for)\b")
_BREAKS = {f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}tab": "\t"}


def check_agreement(file: str, template: bytes, rendered: bytes, names: Mapping[str, Any]) -> None:
    """Compare a rendered document with its template and with the names that filled it.

    Raises UserError when a heading that does not depend on a condition is missing, a person of
    the match is not named, or a tag of the template is still there.
    """
    headings, tags = _promised(template)
    after = {name: _text(part) for name, part in _parts(rendered).items()}
    text = _flat("\n".join(after.values()))
    for heading in headings:
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
    typed = sorted((v for v in _values(names) if "{" in v), key=lambda v: (-len(v), v))
    for name, part in after.items():
        _refuse_leftovers(file, tags.get(name, ()), part, typed)


@lru_cache(maxsize=8)
def _promised(template: bytes) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    """Return a template's headings that must come, and the tags of each part that must go."""
    parts = _parts(template, styles=True)
    found = {name: _TAG.findall(_RAW.sub("", _text(part))) for name, part in parts.items()}
    return tuple(_headings(parts)), {k: tuple(dict.fromkeys(v)) for k, v in found.items()}


def _refuse_leftovers(file: str, tags: Sequence[str], after: str, typed: Sequence[str]) -> None:
    for value in typed:  # what people typed may look like a tag and stays
        after = after.replace(value, "")
    for tag in tags:
        if tag in after:
            raise UserError(
                f"{file}: the tag {tag} was not filled in.",
                "Tags work in the body, in headers, footers and footnotes; move it there.",
            )


def _parts(document: bytes, *, styles: bool = False) -> dict[str, Element]:
    from defusedxml.ElementTree import fromstring

    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        wanted = [n for n in archive.namelist() if _PART.fullmatch(n)]
        wanted += ["word/styles.xml"] if styles else []
        return {name: fromstring(archive.read(name)) for name in sorted(wanted)}


def _paragraphs(part: Element) -> Iterator[tuple[str, str]]:
    """Yield each paragraph's style id and text."""
    for paragraph in part.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        pieces = (
            (x.text or "") if x.tag == f"{WORD}t" else _BREAKS.get(str(x.tag), "")
            for run in paragraph.iter(f"{WORD}r")
            for x in run
        )
        yield (style.get(f"{WORD}val") or "" if style is not None else ""), "".join(pieces)


def _text(part: Element) -> str:
    return "\n".join(text for _, text in _paragraphs(part))


def _headings(parts: Mapping[str, Element]) -> Iterator[str]:
    """Yield the template's headings that stand outside every condition and loop."""
    styles = {
        style.get(f"{WORD}styleId")
        for style in parts["word/styles.xml"].iter(f"{WORD}style")
        for name in style.iter(f"{WORD}name")
        if (name.get(f"{WORD}val") or "").lower().startswith("heading ")
    }
    depth = 0
    for style, text in _paragraphs(parts["word/document.xml"]):
        if style in styles and depth == 0 and text.strip() and not _TAG.search(text):
            yield text
        depth += len(_OPENS.findall(text)) - len(_CLOSES.findall(text))


def _values(names: Any) -> Iterator[str]:
    if isinstance(names, str):
        yield names
    elif isinstance(names, Mapping):
        for value in names.values():
            yield from _values(value)
    elif isinstance(names, list):
        for value in names:
            yield from _values(value)


def _flat(text: str) -> str:
    return " ".join(text.split())
