"""What looks like a name to fill in and is no tag: the marks of other systems, and tags that are broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mentorcli.documents.catalogue import Name
from mentorcli.documents.merge_names import merge_tag
from mentorcli.files.templates import sandbox

_OPEN, _CLOSE = "{\uff5b\ufe5b\u2774\u2983", "}\uff5d\ufe5c\u2775\u2984"
"""Braces as keyboards and fonts have them."""
_LEFTOVER = re.compile(
    r"«[^«»\n,;:!?]{0,79}[^«»\n,;:!?.…]»|\u226a[^\u226a\u226b\n,;:!?]{1,80}\u226b|\u2039+[^\u2039\u203a\n]{1,80}\u203a+|<<[^<>\n]{1,80}>>|\[\[[^\[\]\n]{1,80}\]\]|<%[^%\n]{1,80}%>|"
    r"%[^\W\d_][\w.]{0,60}%|\*\|[^|\n]{1,80}\|\*|\$\$[^$\n]{1,60}\$\$|\u27e6[^\u27e6\u27e7\n]{1,80}\u27e7|"
    r"&(?:nbsp|lt|gt|amp|quot|#\d{1,5});|</?(?:[abiup]|br|div|em|font|h\d|li|ol|span|strong|t[dr]|table|ul)\b[^<>\n]{0,200}>|<!--|-->|"
    r"^[ \t]*%{1,2}[ \t]*(?:end)?(?:if|for|else|elif|each|set)\b[^\n]*|"
    r"[\u27ea\u300a][^\u27ea\u27eb\u300a\u300b\n]{1,80}[\u27eb\u300b]|"
    rf"[$#]?[{_OPEN}]+[^{_OPEN}{_CLOSE}\n]{{0,80}}[{_CLOSE}]+|[{_OPEN}{_CLOSE}]+",
    re.MULTILINE,
)
_BRACKETED = re.compile(
    r"(?<!\w)(?:\[|<|#|@@|__)\s*([^\W\d_][\w.’' -]{0,60}?)\s*(?:\]|>|#|@@|__)(?!\w)"
)
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_EDGES = f" *|&;/«»\u2039\u203a\u226a\u226b\u27ea\u27eb\u300a\u300b<>[]$#%@_{_OPEN}{_CLOSE}"


def leftovers(source: str, names: Mapping[str, Name]) -> Iterator[tuple[str, int]]:
    """Yield what looks like a name to fill in but is no tag, and its line.

    ``names`` are those that a template may use: ``[mentor.name]`` or ``#Mentor#`` is one of them in
    marks that may also be plain. What stands between ``{% raw %}`` and ``{% endraw %}`` is meant. Raises TemplateSyntaxError.
    """
    if not any(x.search(_TAGS.sub("", source)) for x in (_LEFTOVER, _BRACKETED)):
        return  # nothing to look at more closely, and that takes long
    raw = False
    for line, token, text in sandbox(html=False).lex(source):
        raw = token == "raw_begin" or (raw and token != "raw_end")  # noqa: S105 - Jinja's word
        if token == "data" and not raw:  # noqa: S105
            for found in _LEFTOVER.finditer(text):
                yield found[0], line + text.count("\n", 0, found.start())
            for found in _BRACKETED.finditer(text):
                if found[1] in names or merge_tag(found[1]):
                    yield found[0], line + text.count("\n", 0, found.start())


def bare(leftover: str) -> str:
    """Return the name inside a leftover as a template would write it."""
    return leftover.strip(_EDGES).strip().lower().replace("_", ".").replace(" ", ".")
