"""The hardest people that a template must hold, for previews and checks: invented, all of them."""

from __future__ import annotations

from collections.abc import Mapping

from mentorcli.domain.language import Language
from mentorcli.domain.participant import Participant
from mentorcli.domain.programme import Programme, RoleKey, Visibility

LONG = "Alexandra von Schlittenbach-Hohenzollern-Rautavaara-Ylä-Mononen-Åström"
NAMES = (LONG, "Õie Šmidt-Öhman & Søns <b>", "שרה בת-אברהם כהן", "Emoji 👩‍🔬 Virtanen")
_LONG_TEXT = (
    "I want to see which of my skills matter outside the university, "
    "how people find work in industry, and how to talk about research with those who do none. "
)


def worst_people(
    programme: Programme, language: Language
) -> tuple[Participant, tuple[Participant, ...]]:
    """Return a mentor with a very long name and no phone, and as many mentees as a match holds."""
    mentees = NAMES[1 : 1 + max(programme.group[1], 1)]
    return (
        _person(programme, "mentor", "p-worst-0", NAMES[0], language),
        tuple(
            _person(programme, "mentee", f"p-worst-{n}", name, language)
            for n, name in enumerate(mentees, 1)
        ),
    )


def _person(
    programme: Programme, role: RoleKey, key: str, name: str, language: Language
) -> Participant:
    answers = {
        f.key: _answer(f.key, name) if not f.options else "; ".join(
            o.labels.get(language, o.code) for o in f.options[:3]
        )
        for f in programme.fields[role]
        if f.visible_to is Visibility.MATCH and f.key != "phone"
    }  # fmt: skip
    email = f"{key}@example.invalid"
    return Participant(key, role, name, name.split(maxsplit=1)[0], email, language, answers)


def _answer(field: str, name: str) -> str:
    texts: Mapping[str, str] = {"goal_text": _LONG_TEXT * 4, "research_topic": _LONG_TEXT}
    return texts.get(field, f"{name.split(maxsplit=1)[0]} & a rather long answer to {field}")
