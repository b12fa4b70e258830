"""Two people's own words next to each other, and a shortlist by how alike such words are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from mentorcli.commands.outcome import Listing, Paragraph
from mentorcli.commands.plans.plan_view import Blocks
from mentorcli.domain.application import Application
from mentorcli.domain.programme import Programme
from mentorcli.matching.ask.text_likeness import Alike, alike, marked
from mentorcli.matching.sheets.own_words import OwnWords, own_words
from mentorcli.workspace.codec import encode

NOT_SCORED = "In their own words, to be read: no point and no rule rests on them."


def side_by_side_words(
    one: Application, other: Application, programme: Programme
) -> tuple[Blocks, dict[str, Any]]:
    """Return what two people wrote, next to each other, and the same as data by person."""
    mine, theirs = own_words(one, programme), own_words(other, programme)
    data = {one.person: encode(mine), other.person: encode(theirs)}
    if not mine and not theirs:
        return [], data
    rows = [(_said(a), _said(b)) for a, b in zip_longest(mine, theirs)]
    return [Paragraph(""), Listing((one.name, other.name), rows, NOT_SCORED)], data


def _said(words: OwnWords | None) -> str:
    if words is None:
        return ""
    return f"{words.question}{' (HR only)' if words.hr_only else ''}: {words.text}"


def by_own_words(
    mentee: Application, mentors: Sequence[Application], programme: Programme
) -> tuple[Blocks, list[dict[str, Any]]]:
    """Return the mentors of a shortlist by how alike their words are to a mentee's, words marked."""
    text = _all_words(mentee, programme)
    if not text:
        said = f"{mentee.name} wrote nothing in their own words to compare."
        return [Paragraph(""), Paragraph(said)], []
    texts = [_all_words(a, programme) for a in mentors]
    found = sorted(
        zip(mentors, texts, alike(text, texts), strict=True),
        key=lambda x: (-x[2].percent, x[0].person),
    )
    rows = [
        (f"{a.percent} %", m.name, marked(text, a.mine), marked(t, a.theirs)) for m, t, a in found
    ]
    title = "By likeness of their own words, which is not scored; the words alike are *marked*"
    columns = ("alike", "mentor", mentee.name, "the mentor")
    data = [_one(m, a) for m, _, a in found]
    return [Paragraph(""), Listing(columns, rows, title, right=("alike",))], data


def _all_words(application: Application, programme: Programme) -> str:
    """Return what the others of a match may read: what only HR may is no ground to suggest anybody."""
    return " ".join(w.text for w in own_words(application, programme) if not w.hr_only)


def _one(mentor: Application, found: Alike) -> dict[str, Any]:
    return {
        "mentor": mentor.person,
        "percent": found.percent,
        "words": list(found.mine),
        "their_words": list(found.theirs),
    }
