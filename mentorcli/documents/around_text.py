"""What stands round the text of a Word template, and inside its tags: taken away, or made plain."""

from __future__ import annotations

from typing import Any

from mentorcli.documents.word_page import PARAGRAPH, WORD, words
from mentorcli.files.templates import plain_marks

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN_ANEW = frozenset(("wps", "wpg", "wpc"))
_AROUND = tuple(f"{WORD}{x}" for x in ("smartTag", "customXml", "sdt", "dir", "bdo"))
_KEPT_WHOLE = _AROUND[2:]
_BRACES = {"F07B": "{", "7B": "{", "F07D": "}", "7D": "}"}
"""The braces of Word's own font for symbols; they look like those of a tag."""
_SOFT, _HARD_HYPHEN = f"{WORD}softHyphen", f"{WORD}noBreakHyphen"
_OF_CONTROLS = frozenset((
    "rPr", "id", "lock", "showingPlcHdr", "temporary", "dataBinding", "text", "richText", "date", "picture",
    "dropDownList", "comboBox", "checkbox", "docPartObj", "docPartList", "group", "equation", "citation",
    "bibliography", "appearance", "color", "repeatingSection", "repeatingSectionItem",
))  # fmt: skip
"""What a control needs to work; its names and hints, and what other programs wrote, it does not."""
_KNOWN_SPACES = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "urn:schemas-",
                 "http://www.w3.org/")  # fmt: skip


def unwrap(root: Any) -> None:
    """Take away what stands round the text: smart tags, controls that cut a tag, pictures for Word 2007.

    What other programs write for themselves, in words that Word does not know, goes with it.
    """
    _forget_strangers(root)
    for old in list(root.iter(f"{_COMPATIBLE}Fallback")):
        around = old.getparent()
        needs = [x.get("Requires") or "" for x in around.iter(f"{_COMPATIBLE}Choice")][:1]
        if not _DRAWN_ANEW.isdisjoint(" ".join(needs).split()):
            around.remove(old)
    for around in list(root.iter(*_AROUND)):
        control = around.find(f"{WORD}sdtContent")
        _forget_names(around)
        text = words(around)
        if around.tag in _KEPT_WHOLE and text.count("{") == text.count("}"):
            continue
        for child in list(around if control is None else control):
            if not str(child.tag).endswith("Pr"):
                around.addprevious(child)
        around.getparent().remove(around)


def _is_known(name: Any) -> bool:
    space, closed, _ = str(name)[1:].partition("}")
    return not closed or space.startswith(_KNOWN_SPACES)


def soften(root: Any) -> None:
    """Make the hard spaces, hyphens and quotes inside tags plain ones, in however many runs a tag is cut."""
    _spell_braces(root)
    for hyphen in list(root.iter(_SOFT, _HARD_HYPHEN)):
        paragraph = next(hyphen.iterancestors(PARAGRAPH))
        before = ""
        for one in paragraph.iter(f"{WORD}t", hyphen.tag):
            if one is hyphen:
                break
            before += one.text or ""
        if before.count("{") > before.count("}"):
            if hyphen.tag == _HARD_HYPHEN:
                hyphen.addprevious(hyphen.makeelement(f"{WORD}t"))
                hyphen.getprevious().text = "-"
            hyphen.getparent().remove(hyphen)
    for paragraph in root.iter(PARAGRAPH):
        texts = [x for x in paragraph.iter(f"{WORD}t") if x.text]
        line = "".join(x.text for x in texts)
        if "{" not in line or line.isascii():
            continue
        letters: list[str | None] = list(line)
        for start, end, marks in plain_marks(line):
            letters[start:end] = [marks.get(ord(x), x) for x in line[start:end]]
        for text in texts:
            mended, letters = letters[: len(text.text)], letters[len(text.text) :]
            text.text = "".join(x or "" for x in mended)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _forget_strangers(root: Any) -> None:
    """Forget what other programs write for themselves, in words that Word does not know."""
    for own in list(root.iter()):
        above = own.getparent()
        if above is not None and not _is_known(own.tag):
            above.remove(own)
        for key in [x for x in own.attrib if not _is_known(x)]:
            del own.attrib[key]


def _forget_names(around: Any) -> None:
    """Forget a control's names and hints, and what other programs wrote of it."""
    for own in around.findall(f"{WORD}sdtPr/*"):
        if own.tag.rpartition("}")[2] not in _OF_CONTROLS:
            own.getparent().remove(own)


def _spell_braces(root: Any) -> None:
    """Write the braces of Word's own font for symbols as those of a tag, as they look."""
    for sign in list(root.iter(f"{WORD}sym")):
        code = (sign.get(f"{WORD}char") or "").upper()
        if sign.get(f"{WORD}font") == "Symbol" and code in _BRACES:
            sign.addprevious(sign.makeelement(f"{WORD}t"))
            sign.getprevious().text = _BRACES[code]
            sign.getparent().remove(sign)
