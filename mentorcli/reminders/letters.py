"""Writing the letters: the names that a reminder's text may use, and the text filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from mentorcli.domain import days as moments
from mentorcli.domain.application import Application
from mentorcli.domain.days import hours
from mentorcli.domain.language import Language, label, localised
from mentorcli.domain.message import Message
from mentorcli.domain.plan import Match
from mentorcli.domain.programme import Visibility
from mentorcli.domain.text import clean, match_key, one_line
from mentorcli.files.templates import filled
from mentorcli.reminders.audiences import counts
from mentorcli.reminders.facts import Facts, Recipient
from mentorcli.reminders.reminder import Occurrence, Reminder, ReminderText


class Letters:
    """Writes letters of one cohort on one day."""

    def __init__(self, facts: Facts, today: dt.date) -> None:
        self._facts = facts
        self._today = today
        self._shared: dict[Language, dict[str, Any]] = {}
        self._led: dict[str, list[Match]] = {}
        for match in facts.matches():
            self._led.setdefault(match.mentor, []).append(match)
        self._placed = {x for matches in self._led.values() for m in matches for x in m.members()}

    def message(
        self,
        key: str,
        reminder: Reminder,
        number: int,
        occurrence: Occurrence,
        day: dt.date,
        to: Recipient,
    ) -> Message:
        """Return the letter to one person, the how many-th of its series; UserError for a broken template."""
        text = reminder.texts[to.language]
        series = {"number": number, "last": occurrence.key == reminder.when[-1].key}
        names = self._names(reminder, text.language, to) | {"reminder": series}
        office = self._facts.organisation
        passed_on = reminder.channel == "coordinator"
        return Message(
            key=key,
            kind=reminder.key,
            cohort=self._facts.record.cohort.key,
            person=to.person,
            to_name=one_line(office.contact_name) if passed_on else to.name,
            to_email=one_line(office.contact_email if passed_on else to.email),
            language=text.language,
            subject=one_line(filled(text.file, text.subject, names, own=text.own)),
            body=clean(filled(text.file, _below(text), names, own=text.own)) + "\n",
            due=day.isoformat(),
        )

    def _names(self, reminder: Reminder, language: Language, to: Recipient) -> dict[str, Any]:
        if language not in self._shared:
            self._shared[language] = self._cohort_names(language)
        return self._shared[language] | {
            "person": {
                "name": to.name,
                "first_name": to.first_name,
                "role": to.role,
                "placed": any(p == to.person and role != to.role for role, p in self._placed),
            },
            "missing": list(to.missing),
            "match": self._match_names(reminder, to, language),
            "own": {key: day_names(day, self._today, language) for key, day in to.days.items()},
        }

    def _match_names(self, reminder: Reminder, to: Recipient, language: Language) -> dict[str, Any]:
        """Return the people of a match; of all that a mentor has, in a letter that goes once for all."""
        matches = [to.match] if to.match is not None else []
        if matches and to.role == "mentor" and reminder.shared():
            matches = self._led.get(to.person, matches)
        members = [a for m in matches for a in self._facts.members(m)]
        found = {(a.role, a.person, one_line(a.name)) for a in members}
        names = sorted(found, key=lambda n: (n[0] != "mentor", match_key(n[2]), n[1]))
        return {
            "mentor": next((name for role, _, name in names if role == "mentor"), ""),
            "mentees": [name for role, _, name in names if role == "mentee"],
            "others": [name for _, person, name in names if person != to.person],
            "goals": self._goals([a for a in members if a.role == "mentee"], language),
        }

    def _goals(self, mentees: Iterable[Application], language: Language) -> str:
        """Return what mentees want from mentoring, where the others of a match may see it."""
        asked = self._facts.record.programme.fields["mentee"]
        shown = [f for f in asked if f.key == "goals" and f.visible_to is Visibility.MATCH]
        codes = dict.fromkeys(code for a in mentees for code in a.choices("goals"))
        options = (field.option(code) for field in shown for code in codes)
        return "; ".join(label(o.labels, language) for o in options if o)

    def _cohort_names(self, language: Language) -> dict[str, Any]:
        record, organisation = self._facts.record, self._facts.organisation
        dates = record.cohort.dates
        gatherings = {
            key: {
                "time": hours(dates[key], g, language),
                "place": one_line(localised(g, "place", language)),
                "link": one_line(g.link),
            }
            for key, g in record.cohort.gatherings.items()
            if key in dates
        }
        return {
            "cohort": record.cohort.key,
            "programme": label(record.programme.names, language),
            "form": record.programme.form.key,
            "ongoing": record.programme.life.ongoing,
            "waited_first": "waited" in record.programme.stages,
            "texts": {key: label(text, language) for key, text in record.programme.texts.items()},
            "dates": {key: day_names(day, self._today, language) for key, day in dates.items()},
            "events": gatherings,
            "counts": {"mentees": counts(record, "mentee"), "mentors": counts(record, "mentor")},
            "organisation": {
                "name": one_line(localised(organisation, "name", language)),
                "unit": one_line(localised(organisation, "unit", language)),
                "contact_name": one_line(organisation.contact_name),
                "contact_email": one_line(organisation.contact_email),
                "privacy_link": one_line(organisation.privacy_link),
            },
        }


def _below(text: ReminderText) -> str:
    # the comment stands for the header, so that Jinja counts lines as an editor does
    return "{#" + "\n" * (text.above - 1) + "#}\n" + text.body


def day_names(day: dt.date, today: dt.date, language: Language) -> dict[str, str | int]:
    """Return what a letter may say of a day.

    ``date`` like ``21 January 2027``; ``weekday`` in the form that says when (``torstaina``);
    ``days`` from today until then, negative when past.
    """
    return {
        "date": moments.day(day, language),
        "weekday": moments.weekday_when(day, language),
        "days": (day - today).days,
    }
