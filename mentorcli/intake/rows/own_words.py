"""What somebody answered, apart from who they are: sentences of their own, and how much two rows share."""

from __future__ import annotations

from collections.abc import Iterator

from mentorcli.domain.application import Answer, Application
from mentorcli.domain.text import match_key

WHO = {"first_name", "last_name", "full_name", "email", "phone", "person_id"}
"""The fields that say who somebody is; the others are compared."""
_SHARED = WHO | {
    "school", "unit", "department", "research_group", "employer", "job_title", "degree", "stage", "level",
    "supervisors", "line_manager", "approver", "nominated_by", "known", "not_with", "wishes", "asked",
    "graduation", "since", "earlier", "experience", "mentoring_form", "mentor_kind",
}  # fmt: skip
"""What several people may answer word for word, however long: where they belong and whom they name."""
_OWN_WORDS = 25
"""Another text of so many letters is somebody's own."""


def own_words(a: Application) -> Iterator[tuple[str, str]]:
    """Yield the answers that nobody else gives, each with its field: whole sentences."""
    for field, said in a.values():
        text = said if field not in _SHARED else None
        if isinstance(text, str) and len(text) >= _OWN_WORDS and " " in text:
            yield field, match_key(text)


def share_said(one: Application, other: Application) -> tuple[int, int]:
    """Return how many questions two rows both answer, and how many of them the same."""
    both = (one.answers.keys() & other.answers.keys()) - WHO
    return len(both), sum(_said(one, field) == _said(other, field) for field in both)


def _said(a: Application, field: str) -> Answer | str:
    answer = a.value(field)
    return match_key(answer) if isinstance(answer, str) else answer or ""
