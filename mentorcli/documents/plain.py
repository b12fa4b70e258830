"""What people typed, made fit for documents, letters, calendars and mail: text and nothing else."""

from __future__ import annotations

import re
from html import escape

from mentorcli.domain.language import Language
from mentorcli.domain.text import clean, one_line

# Marks that turn the reading direction or cannot be seen could make a document read differently
# from what it says; joiners stay, since emoji and some scripts need them.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")

CUT = "…"
_LONGEST_WORD = 20  # a longer one is cut inside, or a double surname would go altogether


def plain_text(text: str) -> str:
    """Return text with its line breaks and without anything that is not text; tabs are spaces."""
    lines = (one_line(line) for line in _UNSEEN.sub("", clean(text)).splitlines())
    return "\n".join(line for line in lines if line)


def plain_line(text: str) -> str:
    """Return plain text on one line."""
    return one_line(_UNSEEN.sub("", clean(text)))


def shortened(text: str, most: int) -> str:
    """Return a plain line of at most ``most`` characters, cut at a word with a visible mark."""
    line = plain_line(text)
    if len(line) <= most:
        return line
    kept = line[: most - len(CUT)]
    words = kept.rsplit(" ", 1)[0]
    return (words if len(words) > most - _LONGEST_WORD else kept).rstrip(" ,;.") + CUT


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
