"""Fields of a Word template: those of a mail merge become tags, those that read a file become text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mentorcli.documents.merge_names import merge_tag
from mentorcli.documents.word_parts import WORD

_MERGED = re.compile(
    r'\s*MERGEFIELD\s+("[^"]*"|[^\s\\]+)((?:\s+\\.\s*(?:"[^"]*"|[^\s\\"]*))*)\s*', re.IGNORECASE
)
_CASE = re.compile(r"\\\*\s*(upper|lower)\b", re.IGNORECASE)
_CASES = {"upper": "upper", "lower": "lower"}
"""FirstCap and Caps leave a name as it is: Word changes the first letters alone."""
_BESIDE = re.compile(r"""\\([bf])\s*("[^"{}]*"|[^\s\\"{}]+)""", re.IGNORECASE)
"""What stands before and after a value that is not empty."""
_OF_FILES = re.compile(
    r"\s*(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|EMBED|RD)\b", re.IGNORECASE
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class WordField:
    """A field of several runs: its code, the marks and code that make it, and what it shows."""

    marks: list[Any] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)
    code: str = ""
    inner: bool = False
    whole: bool = False
    separated: bool = False


def fill_merge_fields(root: Any) -> None:
    """Turn the merge fields whose names mean one of ours into tags that look as they did."""
    for simple in list(root.iter(f"{WORD}fldSimple")):
        tag = tag_of_code(simple.get(f"{WORD}instr") or "")
        runs = simple.findall(f"{WORD}r")
        if tag and runs:
            for run in runs[1:]:
                simple.remove(run)
            _say(runs[0], tag, [x for x in runs[0] if x.tag != f"{WORD}rPr"])
            simple.addprevious(runs[0])
            _remove(simple)
    for one in _fields(root):
        tag = "" if one.inner or not one.whole else tag_of_code(one.code)
        first = one.marks[0].getparent()
        paragraph = next(first.iterancestors(f"{WORD}p"), None)
        if tag and all(paragraph in x.iterancestors() for x in one.marks):
            looks = [x.getparent().find(f"{WORD}rPr") for x in one.shown]
            run = first.makeelement(f"{WORD}r")
            if looks and looks[0] is not None:
                run.append(looks[0])
            first.addprevious(run)
            _say(run, tag, [])
            _take(one.marks + one.shown)


def tag_of_code(code: str) -> str:
    """Return the tag that a merge field's code stands for, or an empty string."""
    found = _MERGED.fullmatch(code)
    case = _CASE.search(found[2]) if found else None
    if found is None:
        return ""
    tag = merge_tag(found[1].strip('"'), _CASES[case[1].lower()] if case else "")
    beside = {x[1].lower(): x[2].strip('"') for x in _BESIDE.finditer(found[2])}
    if not tag or not beside:
        return tag
    value = tag[3:-3]
    before, after = (repr(beside.get(one, "")) for one in "bf")
    return f"{{{{ ({before} ~ ({value}) ~ {after}) if ({value}) else '' }}}}"


def unlink_files(root: Any) -> Iterator[Any]:
    """Turn fields that read another file into what they show; yield an element beside each."""
    for simple in list(root.iter(f"{WORD}fldSimple")):
        if _OF_FILES.match(simple.get(f"{WORD}instr") or ""):
            yield simple.getparent()
            for inside in list(simple):
                simple.addprevious(inside)
            _remove(simple)
    for one in _fields(root):
        if one.whole and _OF_FILES.match(one.code):
            yield next(one.marks[0].iterancestors(f"{WORD}p"), root)
            _take(one.marks)


def _fields(root: Any) -> list[WordField]:
    """Return a part's fields of several runs; a code is cut in any number of them."""
    found: list[WordField] = []
    open_ones: list[WordField] = []
    for mark in root.iter(*(f"{WORD}{x}" for x in ("fldChar", "instrText", "t", "br", "tab"))):
        kind = mark.get(f"{WORD}fldCharType") if mark.tag == f"{WORD}fldChar" else ""
        if kind == "begin":
            open_ones.append(WordField(inner=any(not x.separated for x in open_ones)))
            found.append(open_ones[-1])
        for one in open_ones[:-1]:
            (one.shown if one.separated else one.marks).append(mark)
        if not open_ones:
            continue
        one = open_ones[-1]
        if kind or mark.tag == f"{WORD}instrText" or not one.separated:
            one.marks.append(mark)
        else:
            one.shown.append(mark)
        if mark.tag == f"{WORD}instrText":
            one.code += mark.text or ""
        one.separated |= kind == "separate"
        if kind == "end":
            one.whole = True
            open_ones.pop()
    return found


def _say(run: Any, tag: str, instead: list[Any]) -> None:
    for old in instead:
        run.remove(old)
    text = run.makeelement(f"{WORD}t")
    text.text = tag
    text.set(_SPACE, "preserve")
    run.append(text)


def _take(marks: list[Any]) -> None:
    for mark in marks:
        run = mark.getparent()
        if run is not None:
            run.remove(mark)
            if run.getparent() is not None and all(x.tag == f"{WORD}rPr" for x in run):
                _remove(run)


def _remove(element: Any) -> None:
    element.getparent().remove(element)
