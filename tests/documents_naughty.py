"""515 names that no form should let through, made from classes of odd text; none is copied."""

from __future__ import annotations

import itertools

_CONTROL = [chr(n) for n in (*range(1, 32), 127, *range(0x80, 0xA0))]
_UNSEEN = [chr(n) for n in (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F),
                            0x2060, *range(0x2066, 0x206A), 0xFEFF, 0xAD, 0xE0041, 0xFFFE)]  # fmt: skip
_SCRIPTS = [
    "Ærøskøbing Ñandú", "Łukasz Żółć", "Ήρα Παπαδοπούλου", "Юлия Щукина", "שרה כהן",
    "فاطمة الزهراء", "देवी शर्मा", "李小龍", "山田太郎", "김철수", "สมชาย ใจดี", "Ệ ỡ Nguyễn",
    "Ğış İnci", "ﬁ ﬂ ﬃ", "Ａ Ｂ Ｃ", "𝒜𝓁𝒾𝒸ℯ", "a\u0308 o\u0308 A\u030a", "Z\u0327\u0335\u0301\u0310algo",
    "👩‍🔬 🧑🏽‍🚀 🏳️‍🌈", "🇫🇮🇸🇪",
]  # fmt: skip
_MARKUP = [
    "<b>x</b>", "<script>alert(1)</script>", "</w:t></w:r></w:p><w:p/>", "]]>", "<!--", "&amp;",
    "&#x0;", "<?xml?>", "{{ 7*7 }}", "{% for x in y %}", "{# note #}", "{{ self.__class__ }}",
    "{%tr endfor %}", "${7*7}", "#{7}", "%s%n", "{0}", "[red]x[/red]", "[link=x]y[/link]", ":skull:",
    "[/nothing]", "`id`", "$(id)", "; rm -rf x", "' OR 1=1 --", '"; DROP TABLE x', "\\", "\\\\", '"',
    "'", "“x” ‘y’", "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "＝1", "|x", "../../x",
    "C:\\x", "CON", "NUL.txt", ".", "..", "x" * 300, "word " * 60, "a.b.c", "O'Brien", "Dr. X, Ph.D.",
]  # fmt: skip
_MAIL = [
    "=?utf-8?q?Eve=0D=0ABcc:_eve@example.org?=", "=?utf-8?b?RXZlDQpCY2M6IGU=?=", "=?x", "?=",
    "Eve, eve@example.org", '"Eve" <eve@example.org>', "<eve@example.org>", "eve@example.org",
    "x\r\nBcc: eve@example.org", "x\nCc: eve@example.org", "x\rTo: eve@example.org",
    "x\r\n\r\nbody", "(comment) x", "group: eve@example.org;", "a;b", "a:b", "[a]", "a\\b",
    "x\u2028Bcc: eve@example.org", "x\u0085Bcc: eve", "x\x0bBcc: eve", "x\x0cBcc: eve",
    "X-Unsent: 0", "BEGIN:VEVENT", "x;CN=eve", "x\nEND:VCALENDAR", "From x", ".", "--=_x",
]  # fmt: skip
_WORDS = ["null", "None", "nan", "NaN", "NA", "true", "false", "undefined", "0", "1e9", "007",
          "1/2/3", "Infinity", "-0", "٣", "½", "Ⅻ"]  # fmt: skip
_SURROGATES = ["\ud800x", "x\udfff", "\ud83d and \ude00"]


def _names() -> list[str]:
    found = [*_SCRIPTS, *_MARKUP, *_MAIL, *_WORDS, *_SURROGATES]
    found += [f"Mai{c}ja" for c in (*_CONTROL, *_UNSEEN)]
    for a, b in itertools.product((*_MARKUP, *_MAIL), _SCRIPTS):
        found.append(f"{b} {a} Virtanen")
    return list(dict.fromkeys(found))[:515]


NAMES = _names()
assert len(NAMES) == 515
