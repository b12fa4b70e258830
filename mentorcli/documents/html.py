"""The HTML part of a letter, made from its plain text: one source, two looks."""

from __future__ import annotations

import re
from html import escape

from mentorcli.domain.language import Language

_LINK = re.compile(r"https?://[^\s<>\"'()]+[^\s<>\"'().,;:!?]")
_MAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_FACT = re.compile(r"([^\W\d_][^:.!?]{0,28}): (.+)")
_ITEM = "- "
_BODY = "font-family:Calibri,Carlito,Arial,sans-serif;font-size:11pt;line-height:1.45;color:#1f2a37"
_HEAD = "text-align:left;vertical-align:top;padding:2px 14px 2px 0;font-weight:600"
_CELL = "vertical-align:top;padding:2px 0"


def html_of(body: str, title: str, language: Language) -> str:
    """Return a page that shows ``body``: paragraphs, lists of ``- `` lines, tables of facts.

    A block of two or more lines that all read ``Word: text`` is a table of facts. All text is
    escaped; only http and https addresses and mail addresses become links.
    """
    blocks = "\n".join(_block(block) for block in body.split("\n\n") if block.strip())
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n</head>\n"
        f'<body style="{_BODY}">\n{blocks}\n</body>\n</html>\n'
    )


def _block(block: str) -> str:
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    lead = [line for line in lines[:1] if not line.startswith(_ITEM)]
    rest = lines[len(lead) :]
    if rest and all(line.startswith(_ITEM) for line in rest):
        items = "".join(f"<li>{_inline(line[len(_ITEM) :])}</li>" for line in rest)
        return "".join(f"<p>{_inline(line)}</p>" for line in lead) + f"<ul>{items}</ul>"
    facts = [_FACT.fullmatch(line) for line in lines]
    if len(facts) > 1 and all(facts):
        rows = "".join(
            f'<tr><th scope="row" style="{_HEAD}">{escape(f[1])}</th>'
            f'<td style="{_CELL}">{_inline(f[2])}</td></tr>'
            for f in facts
            if f
        )
        return f"<table>{rows}</table>"
    return f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>"


def _inline(text: str) -> str:
    """Return one line, escaped, with its addresses as links."""
    pieces, end = [], 0
    for found in sorted((*_LINK.finditer(text), *_MAIL.finditer(text)), key=lambda m: m.start()):
        if found.start() < end:
            continue
        href = found[0] if found[0].startswith("http") else f"mailto:{found[0]}"
        pieces += [
            escape(text[end : found.start()]),
            f'<a href="{escape(href)}">{escape(found[0])}</a>',
        ]
        end = found.end()
    return "".join((*pieces, escape(text[end:])))
