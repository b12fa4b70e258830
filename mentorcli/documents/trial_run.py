"""A template filled in before it is used, so that what stops a document or a letter is told beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mentorcli.documents.cleaning import cleaned
from mentorcli.documents.letters import SUBJECT, subject_and_body
from mentorcli.documents.word import rendered
from mentorcli.documents.word_page import place_in, word_sources
from mentorcli.documents.word_parts import parts_of
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.files.templates import filled


def tried(file: str, content: bytes, trial: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    """Yield what stops a Word template or a letter, at the first line that these names stop by itself.

    It is filled in in this process, which is the child with limits.
    """
    for names in trial:
        why, how = _stopped(file, content, names)
        if why:
            places = (
                place_in(part, number, lines)
                for part, lines in _sources(file, content)
                for number, line in enumerate(lines, 1)
                if "{" in line
                and _stopped_letter(file, f"{SUBJECT} s\n\n{line} t", names)[0] == why
            )
            place = Place(file, next(places, ""))
            yield Problem.of("template_trial", Severity.BLOCKER, place, why=why, how=how)
            return


def _sources(file: str, content: bytes) -> Iterator[tuple[str, list[str]]]:
    if file.endswith(".docx"):
        return word_sources(parts_of(file, cleaned(file, content).content))
    return iter([("line", content.decode().split("\n"))])


def _stopped(file: str, content: bytes, names: Mapping[str, Any]) -> tuple[str, str]:
    """Return why these names do not fill a template in, and what to do; else nothing."""
    if not file.endswith(".docx"):
        return _stopped_letter(file, content.decode(), names)
    try:
        rendered(file, content, names)
    except UserError as error:
        return _said(file, error)
    return "", ""


def _stopped_letter(file: str, text: str, names: Mapping[str, Any]) -> tuple[str, str]:
    try:
        subject_and_body(file, filled(file, text, names, own=False))
    except UserError as error:
        return _said(file, error)
    return "", ""


def _said(file: str, error: UserError) -> tuple[str, str]:
    at_line = re.compile(re.escape(file) + r"(, line \d+)?: ")
    return at_line.sub("", error.message, count=1).rstrip("."), error.remedy
