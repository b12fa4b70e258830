"""What a coordinator writes into a programme's profile: its own words, and terms between employers."""

from __future__ import annotations

from collections.abc import Iterator

from mentorcli.commands.outcome import Paragraph
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import listed

_RULE = """\
  [matching.rules]   # employers that compete
  competitors = { groups = [["One Ltd", "Two Ltd"]] }"""
_TERMS = {
    "quotas": 'quotas = { "One Ltd" = 3 }   # the most mentees of an employer',
    "approval": 'approval = ["One Ltd"]       # employers that must approve',
}


_LINK = '{key} = {{ en = "https://…" }}   # {what}; or one each in en, fi, sv'
_LINKS = {"form_link": "the application form", "feedback_link": "the feedback form"}


def own_lines(profile: Programme) -> Iterator[Paragraph]:
    """Yield what the letters tell in a programme's own words, and lines to copy of terms not told yet."""
    file = f"programmes/{profile.key}.toml"
    if profile.texts:
        said = "; ".join(
            f"{key} {' / '.join(f'“{text[x]}”' for x in LANGUAGES if x in text)}"
            for key, text in profile.texts.items()
        )
        tables = listed([f"[texts.{key}]" for key in profile.texts])
        yield Paragraph(
            f"Its letters tell: {said}. For others write them into {file}, under {tables}, "
            "as en, fi and sv."
        )
    links = [
        f"  {_LINK.format(key=k, what=w)}" for k, w in _LINKS.items() if k not in profile.texts
    ]
    if links:
        text = f"Its letters give no link to a form yet. To give one, write into {file}:"
        yield Paragraph("\n".join((text, "  [texts]", *links)))
    rivals = next((r.settings for r in profile.rules if r.key == "competitors"), None)
    lines = [_RULE] if rivals is not None and not rivals.get("groups") else []
    untold = [line for key, line in _TERMS.items() if not getattr(profile.life, key)]
    if profile.life.preselected and untold:
        lines += ["  [life]", *(f"  {line}" for line in untold)]
    if lines:
        yield Paragraph("\n".join((f"Where there are such employers, write into {file}:", *lines)))
