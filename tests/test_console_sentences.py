"""Every problem that the code can raise has a sentence, and every sentence is used."""

import re
import string
from pathlib import Path

import mentorcli
from mentorcli.console.show import sentences

SOURCE = Path(mentorcli.__file__).parent
CODES = re.compile(r'Problem\.of\(\s*"([a-z0-9_]+)"')


def test_every_code_has_a_sentence():
    used = {
        code
        for path in SOURCE.rglob("*.py")
        for code in CODES.findall(path.read_text(encoding="utf-8"))
    }
    assert used <= set(sentences())


def test_every_sentence_is_used():
    everything = "\n".join(p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.py"))
    assert [code for code in sentences() if f'"{code}"' not in everything] == []


def test_sentences_are_plain():
    for code, entry in sentences().items():
        names = [n for text in entry.values() for _, n, _, _ in string.Formatter().parse(text) if n]
        assert all(re.fullmatch(r"[a-z_]+", name) for name in names), code
        assert entry["says"].endswith((".", "?", "”", "}")), code
