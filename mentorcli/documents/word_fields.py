"""Fields of a Word template: those of a mail merge become tags, those that read a file become text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from mentorcli.documents.merge_names import merge_tag
from mentorcli.documents.word_page import PARAGRAPH, WORD, Field, fields

_MERGED = re.compile(
    r'\s*MERGEFIELD\s+("[^"]*"|[^\s\\]+)((?:\s+\\.\s*(?:"[^"]*"|[^\s\\"]*))*)\s*', re.IGNORECASE
)
_CASE = re.compile(r"\\\*\s*(upper|lower)\b", re.IGNORECASE)
"""FirstCap and Caps leave a name as it is: Word changes the first letters alone."""
_BESIDE = re.compile(r"""\\([bf])\s*("[^"{}]*"|[^\s\\"{}]+)""", re.IGNORECASE)
"""What stands before and after a value that is not empty."""
_OF_FILES = ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "EMBED", "RD")
_COLLECTED = {"XE": "INDEX", "TC": "TOC", "TA": "TOA"}
"""Fields that show nothing themselves, and the one that shows what they hold."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def fill_merge_fields(root: Any) -> None:
    """Turn the merge fields whose names mean one of ours into tags that look as they did."""
    for one in fields(root):
        tag = "" if one.inner or not one.whole else tag_of_code(one.code)
        first = one.at if one.simple else one.at.getparent()
        paragraph = next(first.iterancestors(PARAGRAPH), None)
        if tag and all(paragraph in x.iterancestors() for x in one.marks):
            looks = [x.getparent().find(f"{WORD}rPr") for x in one.shown]
            run = first.makeelement(f"{WORD}r")
            if looks and looks[0] is not None:
                run.append(looks[0])
            text = run.makeelement(f"{WORD}t")
            text.text = tag
            text.set(_SPACE, "preserve")
            run.append(text)
            first.addprevious(run)
            take(one.marks + one.shown)


def tag_of_code(code: str) -> str:
    """Return the tag that a merge field's code stands for, or an empty string."""
    found = _MERGED.fullmatch(code)
    case = _CASE.search(found[2]) if found else None
    if found is None:
        return ""
    tag = merge_tag(found[1].strip('"'), case[1].lower() if case else "")
    beside = {x[1].lower(): x[2].strip('"') for x in _BESIDE.finditer(found[2])}
    if not tag or not beside:
        return tag
    value = tag[3:-3]
    before, after = (repr(beside.get(one, "")) for one in "bf")
    return f"{{{{ ({before} ~ ({value}) ~ {after}) if ({value}) else '' }}}}"


def unlink_files(root: Any) -> Iterator[Any]:
    """Turn fields that read another file into what they show; yield an element beside each."""
    for one in fields(root):
        if one.whole and one.kind in _OF_FILES:
            yield next(one.at.iterancestors(PARAGRAPH), root)
            for inside in list(one.at) if one.simple else ():
                one.at.addprevious(inside)
            take(one.marks)


def unseen_entries(root: Any, collected: Collection[str]) -> Iterator[Field]:
    """Yield the entries of an index or a list of contents that no field of a kind ``collected`` shows."""
    for one in fields(root):
        if one.kind in _COLLECTED and _COLLECTED[one.kind] not in collected:
            yield one


def take(marks: list[Any]) -> None:
    """Take elements out, with the runs that hold nothing else."""
    for mark in marks:
        run = mark.getparent()
        if run is not None:
            run.remove(mark)
            above = run.getparent()
            if (
                run.tag == f"{WORD}r"
                and above is not None
                and all(x.tag == f"{WORD}rPr" for x in run)
            ):
                above.remove(run)
