"""The names that fill a template in before it is used: with the hardest people, or a real match."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mentorcli.documents.agreement import agreement_names
from mentorcli.documents.catalogue import kind_of
from mentorcli.documents.gatherings import gathering_names
from mentorcli.documents.letters import letter_names
from mentorcli.documents.people import Material
from mentorcli.domain import days as moments
from mentorcli.domain.application import ApplicationState
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.language import Language, label
from mentorcli.domain.match_form import CIRCLES
from mentorcli.domain.message import Organisation, Participant
from mentorcli.domain.plan import Match
from mentorcli.domain.programme import Field, Gathering, Programme, RoleKey, Visibility
from mentorcli.files.templates import TemplateFile

_OF_TWO = ("agreement/pair", "agreement/joint")
"""Templates that are written for one mentor and one mentee."""
LONG = "Alexandra von Schlittenbach-Hohenzollern-Rautavaara-Ylä-Mononen-Åström"
NAMES = (LONG, "Õie Šmidt-Öhman & Søns <b>", "שרה בת-אברהם כהן", "Emoji 👩‍🔬 Virtanen")
_LONG_TEXT = (
    "I want to see which of my skills matter outside the university, "
    "how people find work in industry, and how to talk about research with those who do none. "
)
_OFFICE = Organisation(
    "Example University",
    "HR Services",
    "Kaarina Åkerlund",
    "mentoring@example.org",
    "https://www.example.org/privacy",
)
_DAY = dt.date(2026, 1, 1)


def trial_names(template: TemplateFile, programme: Programme) -> tuple[dict[str, Any], ...]:
    """Return names of invented people: the most that a match holds, and the fewest with no answers.

    There are none where no match fills the template in.
    """
    both = (False, True)
    if template.name.startswith("reminders/"):
        return tuple(_reminder_names(programme, template.language, fewest=x) for x in both)
    if not kind_of(template.name):
        return ()
    return tuple(worst_names(template, programme, _OFFICE, _DAY, fewest=x) for x in both)


def _reminder_names(programme: Programme, language: Language, *, fewest: bool) -> dict[str, Any]:
    """Return the names that fill a reminder in, to a mentor of several or of a match without answers."""
    cohort, names = _cohort(programme, _DAY), list(NAMES[:1] if fewest else NAMES)
    days = {"date": moments.day(_DAY, language), "weekday": "", "days": -1 if fewest else 30}
    own = ("applied", "asked", "start", "agreement", "halfway", "end", "meeting", "help")
    place = "" if fewest else "Main building, hall 1"
    office = ("name", "unit", "contact_name", "contact_email", "privacy_link")
    stand = (*ApplicationState, "no_address", "places")
    return {
        "cohort": cohort.key,
        "programme": label(programme.names, language),
        "form": programme.form.key,
        "ongoing": programme.life.ongoing,
        "waited_first": "waited" in programme.stages,
        "person": {"name": LONG, "first_name": "Alexandra", "role": "mentor", "placed": fewest},
        "reminder": {"number": 1 if fewest else 2, "last": not fewest},
        "missing": [] if fewest else ["languages", "e-mail"],
        "match": {"mentor": LONG, "mentees": names, "others": names, "goals": place},
        "texts": {key: label(text, language) for key, text in programme.texts.items()},
        "dates": dict.fromkeys((*cohort.dates, "approved", "retention"), days),
        "own": dict.fromkeys(own, days),
        "events": {key: {"time": "14.00", "place": place, "link": ""} for key in cohort.gatherings},
        "counts": dict.fromkeys(("mentees", "mentors"), dict.fromkeys(stand, len(names))),
        "organisation": {name: getattr(_OFFICE, name) for name in office},
    }


def _cohort(programme: Programme, today: dt.date) -> Cohort:
    days = next(iter(programme.seasons.values()))
    dates = {key: day.on(today.year + 1) for key, day in days.items()}
    return Cohort("preview", programme.key, CohortState.RUNNING, dates, programme.gatherings)


def worst_names(
    template: TemplateFile,
    programme: Programme,
    organisation: Organisation,
    today: dt.date,
    *,
    fewest: bool = False,
) -> dict[str, Any]:
    """Return the names that fill a template in with the hardest people that it must hold."""
    cohort = _cohort(programme, today)
    mentor, mentees = worst_people(programme, template.language)
    if of_equals(template.name):
        programme = replace(programme, form=CIRCLES)
    elif template.name in _OF_TWO or template.name.startswith("invitations/session-"):
        mentees = mentees[:1]
    if fewest:
        some = mentees[: max(programme.group[0], 1 + (not programme.form.led))]
        mentor, *rest = (replace(one, answers={}) for one in (mentor, *some))
        mentees = tuple(rest)
    leader = None if of_equals(template.name) else mentor
    people = tuple(m.person for m in mentees)
    match = Match("m-preview", leader.person if leader else "", people, template.language, 0, ())
    material = Material(
        programme,
        cohort,
        organisation,
        template.language,
        today,
        match,
        leader,
        mentees,
        match.language,
    )
    return names_of_match(template.name, material)


def of_equals(template: str) -> bool:
    """Tell whether a template is worded for people without roles."""
    return template == "agreement/peer" or template.endswith("-peer")


def names_of_match(template: str, material: Material) -> dict[str, Any]:
    """Return the names that fill an agreement, letter or invitation in for a match."""
    folder, _, name = template.partition("/")
    if folder == "agreement":
        return agreement_names(material)
    mentor, first = material.mentor, material.mentees[0]
    if folder == "letters":
        return letter_names(material, name, first)
    gathering, _, role = name.rpartition("-")
    gathering = gathering or "kickoff"  # a cancellation is of any of them
    recipient = mentor if mentor and role == "mentor" else first
    material = replace(material, cohort=_with_spare(material.cohort, gathering))
    return gathering_names(material, gathering, recipient)


def _with_spare(cohort: Cohort, gathering: str) -> Cohort:
    """Return the cohort with an invented meeting where it has none of this kind."""
    spare = Gathering(gathering, dt.time(14), dt.time(16), "Europe/Helsinki")
    dates: Mapping[str, dt.date] = {gathering: cohort.dates["midpoint"], **cohort.dates}
    return replace(cohort, gatherings={gathering: spare, **cohort.gatherings}, dates=dates)


def worst_people(
    programme: Programme, language: Language
) -> tuple[Participant, tuple[Participant, ...]]:
    """Return a mentor with a very long name and no phone, and as many mentees as a match holds."""
    names = NAMES[: 1 + max(programme.group[1], 1)]
    mentor, *mentees = (
        _person(programme, "mentee" if n else "mentor", f"p-worst-{n}", name, language)
        for n, name in enumerate(names)
    )
    return mentor, tuple(mentees)


def _person(
    programme: Programme, role: RoleKey, key: str, name: str, language: Language
) -> Participant:
    shown = (f for f in programme.fields[role] if f.visible_to is Visibility.MATCH)
    answers = {f.key: _answer(f, name, language) for f in shown if f.key != "phone"}
    email = f"{key}@example.invalid"
    return Participant(key, role, name, name.split(maxsplit=1)[0], email, language, answers)


def _answer(field: Field, name: str, language: Language) -> str:
    if field.options:
        return "; ".join(o.labels.get(language, o.code) for o in field.options[:3])
    texts = {"goal_text": _LONG_TEXT * 4, "research_topic": _LONG_TEXT}
    return texts.get(
        field.key, f"{name.split(maxsplit=1)[0]} & a rather long answer to {field.key}"
    )
