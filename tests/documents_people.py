"""Invented people, a cohort and a match for the tests of documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import Any

from mentorcli.documents import (
    Material,
    agreement_names,
    calendar_file,
    gathering_event,
    gathering_message,
    gathering_names,
    invitation_template,
    letter_message,
)
from mentorcli.domain.cohort import Cohort
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.language import Language
from mentorcli.domain.message import Message, Organisation, Participant
from mentorcli.domain.plan import Match
from mentorcli.domain.programme import Programme
from mentorcli.files.templates import TemplateFile, find_template
from mentorcli.workspace.profiles import load_programme

TODAY = dt.date(2026, 11, 23)
STAMP = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
ORGANISATION = Organisation(
    "Example University", "HR Services", "Kaarina Åkerlund", "mentoring@example.org",
    "https://example.org/privacy/mentoring",
)  # fmt: skip
LONG_SURNAME = "Alexandra von Schlittenbach-Hohenzollern-Rautavaara-Ylä-Mononen-Åström"
NAUGHTY = (
    '=HYPERLINK("http://x","y")',
    "Åke & Co <b>",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "[red]x[/red]",
    "../../etc/x",
    "Esc \x1b[31mred\x1b[0m \x1b]0;title\x07",
    "Right \u202eto left\u202c",
    "שרה כהן",
    "Emoji 👩‍🔬 Virtanen",
    "Two\r\nBcc: lines@example.org",
    "=?utf-8?q?Eve=0D=0ABcc:x?=",
    "Eve, victim@example.org",
    '"Quoted" <eve@example.org>',
    "]]></w:t><w:p/>",
    LONG_SURNAME,
)

_TEXTS: dict[Language, dict[str, str]] = {
    "en": {
        "themes": "Career paths outside academia; Leadership; Networks",
        "not_topics": "Work-life balance",
        "goals": "Career paths outside academia; Recognising my skills; Networks",
        "goal_text": "I want to find out which of my skills matter in industry.",
        "modes": "Otaniemi; Remotely",
        "school": "School of Science (SCI)",
        "industries": "Energy and environment; ICT and software",
        "job": "Development Manager",
        "stage": "Final year",
        "topic": "Ageing of batteries in Nordic winters",
    },
    "fi": {
        "themes": "Urapolut yliopiston ulkopuolella; Johtaminen; Verkostot",
        "not_topics": "Työn ja muun elämän tasapaino",
        "goals": "Urapolut yliopiston ulkopuolella; Oman osaamisen tunnistaminen; Verkostot",
        "goal_text": "Haluan ymmärtää, mikä osaamisestani on arvokasta yrityksissä.",
        "modes": "Otaniemi; Etänä",
        "school": "Perustieteiden korkeakoulu (SCI)",
        "industries": "Energia ja ympäristö; ICT ja ohjelmistot",
        "job": "Kehityspäällikkö",
        "stage": "Viimeinen vuosi",
        "topic": "Akkujen vanheneminen pohjoisessa talvessa",
    },
    "sv": {
        "themes": "Karriärvägar utanför akademin; Ledarskap; Nätverk",
        "not_topics": "Balans mellan arbete och fritid",
        "goals": "Karriärvägar utanför akademin; Att känna igen det jag kan; Nätverk",
        "goal_text": "Jag vill förstå vilka av mina kunskaper som är värdefulla i näringslivet.",
        "modes": "Otnäs; På distans",
        "school": "Högskolan för teknikvetenskaper (SCI)",
        "industries": "Energi och miljö; IKT och programvara",
        "job": "Utvecklingschef",
        "stage": "Sista året",
        "topic": "Hur batterier åldras i nordiska vintrar",
    },
}


@cache
def programme() -> Programme:
    return load_programme("doctoral")


def cohort() -> Cohort:
    days = {
        "call_opens": dt.date(2026, 10, 19), "call_closes": dt.date(2026, 11, 22),
        "kickoff": dt.date(2027, 1, 21), "midpoint": dt.date(2027, 3, 18),
        "wrapup": dt.date(2027, 5, 20),
    }  # fmt: skip
    there = {"place": "Otakaari 1, Espoo, hall U1", "place_fi": "Otakaari 1, Espoo, sali U1"}
    gatherings = {k: replace(g, **there) for k, g in programme().gatherings.items()}
    gatherings["kickoff"] = replace(gatherings["kickoff"], link="https://meet.example.org/kick-off")
    return Cohort("2027-spring", "doctoral", CohortState.RUNNING, days, gatherings)


def match(language: Language = "en") -> Match:
    mentees = ("p-aaaa", "p-bbbb", "p-cccc")
    return Match("m-rrrrssssss", "p-mmmm", mentees, language, 0, ())


def mentor(language: Language = "en", name: str = "Tuomas Järvinen") -> Participant:
    """Return a mentor who left the phone number out."""
    t = _TEXTS[language]
    answers = {
        "employer": "Pohjolan Akku Oy", "job_title": t["job"], "themes": t["themes"],
        "not_topics": t["not_topics"], "meeting_modes": t["modes"], "industries": t["industries"],
    }  # fmt: skip
    return Participant(
        "p-mmmm", "mentor", name, name.split(maxsplit=1)[0], "tuomas@example.org", language, answers
    )


def mentees(
    language: Language = "en",
    names: tuple[str, str, str] = ("Maija Virtanen", "Åsa Öström", LONG_SURNAME),
) -> list[Participant]:
    t = _TEXTS[language]
    answers = {
        "school": t["school"], "department": "", "research_group": "Battery Lab",
        "goals": t["goals"], "goal_text": t["goal_text"], "meeting_modes": t["modes"],
        "stage": t["stage"], "research_topic": t["topic"],
    }  # fmt: skip
    return [
        Participant(
            person, "mentee", name, name.split()[0], f"{person}@example.org", language, answers
        )
        for person, name in zip(("p-aaaa", "p-bbbb", "p-cccc"), names, strict=True)
    ]


def agreement_template(language: Language = "en") -> TemplateFile:
    return find_template("agreement/group", language, "docx", None)


def material(language: Language = "en", **changes: Any) -> Material:
    """Return what a document about the match is made from."""
    given = {
        "match": match(language), "mentor": mentor(language), "mentees": mentees(language),
        "programme": programme(),
    }  # fmt: skip
    return Material(
        cohort=cohort(), organisation=ORGANISATION, language=language, today=TODAY,
        **(given | changes),
    )  # fmt: skip


def names(language: Language = "en", **changes: Any) -> dict[str, Any]:
    return agreement_names(material(language, **changes))


def invitation(
    gathering: str = "kickoff",
    role: str = "mentee",
    language: Language = "en",
    *,
    the_mentor: Participant | None = None,
    the_mentees: list[Participant] | None = None,
) -> Message:
    """Return the rendered invitation of the mentor or of the first mentee."""
    people = the_mentees or mentees(language)
    leader = the_mentor or mentor(language)
    recipient = leader if role == "mentor" else people[0]
    template = find_template(
        invitation_template(gathering, programme(), recipient.role), language, "txt.j2", None
    )
    given = material(template.language, mentor=leader, mentees=people, working="fi")
    event = gathering_event(given, gathering, recipient)
    calendar = calendar_file(event, sequence=0, stamp=STAMP)
    filled = gathering_names(given, gathering, recipient)
    letter = letter_message(template, filled, cohort().key, recipient)
    return gathering_message(letter, gathering, 0, calendar)
