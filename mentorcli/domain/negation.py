"""Words that turn an answer round: “not Kaarina Virtanen”, “anyone but her”, “ei”, “inte”."""

from __future__ import annotations

import re

from mentorcli.domain.text import match_key

_WORDS = (
    "not|never|don['’]?t|do not|does not|doesn['’]?t|would not|wouldn['’]?t|won['’]?t|cannot|can['’]?t|"
    "without|except|excluding|avoid|avoiding|no(?!\\.? ?\\d)|nobody but|"
    "(?:any(?:one|body)?|every(?:one|body)|all|anything|who(?:ever)?) (?:else )?but|"
    "(?:other|else|rather|different|apart|instead) (?:than|from|of)|"
    "ei|eikä|enkä|älkää|älä|emme|eivät|paitsi|ilman|lukuun ottamatta|muu kuin|muut kuin|muuta kuin|"
    "muita kuin|mieluummin kuin|en (?:missään|ikinä|koskaan|mielellä\\w*|mieluu?sti|ota|ottaisi|voi|"
    "voisi|haluaisi|halua|tahdo|tahtoisi|toivo|toivoisi|kuitenkaan)|"
    "inte|ej|icke|aldrig|ingen|inget|inga|utom|förutom|annan än|andra än|annat än|hellre än|utan"
)
_NOT = re.compile(rf"^en(?! av\b)(?![\w-])|(?<![\w-])(?:{_WORDS})(?![\w-])")


def says_not(text: str) -> bool:
    """Tell whether a word for not stands in a text; never a part of a word, as in Noton or Eino."""
    return _NOT.search(match_key(text)) is not None
