"""What a coordinator writes into a programme's profile: its own words, and terms between employers."""

from __future__ import annotations

from collections.abc import Iterator

from mentorcli.commands.outcome import Paragraph
from mentorcli.domain.programme import Programme

_RULE = """\
  [matching.rules]   # employers that compete
  competitors = { groups = [["One Ltd", "Two Ltd"]] }"""
_TERMS = {
    "quotas": 'quotas = { "One Ltd" = 3 }   # the most mentees of an employer',
    "approval": 'approval = ["One Ltd"]       # employers that must approve',
}


def own_lines(profile: Programme) -> Iterator[Paragraph]:
    """Yield what the letters tell in a programme's own words, and lines to copy of terms not told yet."""
    file = f"programmes/{profile.key}.toml"
    if profile.texts:
        said = ", ".join(f"{key} “{text['en']}”" for key, text in profile.texts.items())
        yield Paragraph(
            f"Its letters tell: {said}. For others write them into {file}, under [texts]."
        )
    rivals = next((r.settings for r in profile.rules if r.key == "competitors"), None)
    lines = [_RULE] if rivals is not None and not rivals.get("groups") else []
    untold = [line for key, line in _TERMS.items() if not getattr(profile.life, key)]
    if profile.life.preselected and untold:
        lines += ["  [life]", *(f"  {line}" for line in untold)]
    if lines:
        yield Paragraph("\n".join((f"Where there are such employers, write into {file}:", *lines)))
