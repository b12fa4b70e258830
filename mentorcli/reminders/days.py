"""What a letter may say of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from mentorcli.domain import moments
from mentorcli.domain.language import Language

_WHEN: Mapping[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fi": (
        "maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina",
        "sunnuntaina",
    ),
    "sv": ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen"),
}  # fmt: skip


def day_names(day: dt.date, today: dt.date, language: Language) -> dict[str, str | int]:
    """Return what a letter may say of a day.

    ``date`` like ``21 January 2027``; ``weekday`` in the form that says when (``torstaina``);
    ``days`` from today until then, negative when past.
    """
    return {
        "date": moments.day(day, language),
        "weekday": _WHEN[language][day.weekday()],
        "days": (day - today).days,
    }
