"""Makes the files of sample_data from the invented people; run it to write them again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from intake_exports import Value, google_sheet, msforms
from intake_people import (
    EDITS,
    INDUSTRIES,
    KIELET,
    LATE,
    MENTEES,
    MENTORS,
    MODES,
    ROLES,
    SCHOOLS,
    STAGES,
    TAVAT,
    TEEMAT,
    TEHTAVAT,
    THEMES,
    TOIMIALAT,
    TONGUES,
    Mentee,
    Mentor,
)

SAMPLE_FOLDER = Path(__file__).resolve().parent.parent / "sample_data"

MENTEE_HEADERS = (
    "ID", "Start time", "Completion time", "Email", "Name", "Last modified time",
    "First name ", "Last name", "Aalto e-mail address\u00a0",
    "Which school are you doing your doctorate in? ", "Department", "Research group ",
    "Your supervising professor and thesis advisor(s)\u00a0",
    "At what stage are your doctoral studies?", "Estimated time of graduation ",
    "Your research topic in one or two sentences",
    "Current employer, if outside the university ",
    "In which language(s) would you like to be mentored?\u00a0",
    "What do you want from mentoring? Choose up to three ",
    "Describe your most important goal in your own words",
    "Which industries interest you?", "What kind of role would you like to hear about? ",
    "Name up to three mentors from the list, in order", "Why these mentors?",
    "Is there someone you should not be matched with? (only HR sees this)",
    "How could you meet?\u00a0", "I can attend the kick-off on 21 January 2027",
    "Have you taken part in or applied for mentoring before? ",
    "Do you have a wish about your mentor's gender?", "Gender (voluntary, statistics only)",
    "I commit to the whole programme ",
    "I have read the privacy notice and my answers may be shown to the mentor as marked",
    "Anything else we should know?",
)  # fmt: skip

MENTOR_HEADERS = (
    "Aikaleima", "Nimi", "Sähköpostiosoite", "Puhelinnumero", "Nykyinen työnantaja",
    "Tehtävänimike", "Toimiala", "Millaisessa tehtävässä toimit?", "Työkokemus vuosina",
    "Aalto-tutkintosi ja vuosi (tai TKK, HSE, TaiK)", "Onko sinulla tohtorin tutkinto?",
    "Teemat, joita voit tarjota ryhmälle", "Aiheet, joita et halua käsitellä",
    "Montako aktoria voit ottaa?", "Kielet, joilla voit mentoroida", "Miten voit tavata?",
    "Pääsen aloitustilaisuuteen 21.1.2027",
    "Tunnetko tai teetkö yhteistyötä jonkun tohtoriopiskelijan tai ohjaajan kanssa?",
    "Onko joku, jonka kanssa sinua ei pidä yhdistää? (vain HR näkee)",
    "Oletko toiminut mentorina aiemmin?", "Sukupuoli (vapaaehtoinen, vain tilastointiin)",
    "Esittele itsesi aktoreille\n(enintään 600 merkkiä)",
    "Voimmeko pitää sinut varalla tai seuraavaan ohjelmaan?",
    "Olen lukenut tietosuojailmoituksen ja vastaukseni saa näyttää merkityin osin",
)  # fmt: skip


def _several(table: Mapping[str, str], letters: str, free: str = "") -> str:
    chosen = [table[c] for c in letters]
    return "".join(f"{text};" for text in [*chosen, *([f"{free} "] if free else [])])


def _moment(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def mentee_row(m: Mentee) -> tuple[Value, ...]:
    """Return the row that Microsoft Forms writes for an answer."""
    completed = dt.datetime.fromisoformat(m.completed)
    language = m.free if not m.languages else ""
    industry = m.free if m.languages else ""
    return (
        m.number, completed - dt.timedelta(minutes=m.minutes), completed, "anonymous", "",
        _moment(m.modified), m.first, m.last, m.email, SCHOOLS[m.school], m.department, m.group,
        m.supervisors, STAGES[m.stage], m.graduation, m.topic, m.employer,
        _several(TONGUES, m.languages, language), _several(THEMES, m.goals), m.goal,
        _several(INDUSTRIES, m.industries, industry), _several(ROLES, m.roles), m.wishes, m.why,
        m.not_with, _several(MODES, m.modes), m.kickoff, m.earlier, m.gender_wish, m.gender,
        m.commitment, m.consent, m.other,
    )  # fmt: skip


def _joined(table: Mapping[str, str], letters: str) -> str:
    return ", ".join(table[c] for c in letters if c in table)


def mentor_row(m: Mentor) -> tuple[str, ...]:
    """Return the row of the linked sheet for an answer."""
    return (
        m.stamp, m.name, m.email, m.phone, m.employer, m.title,
        _joined(TOIMIALAT, m.industries), _joined(TEHTAVAT, m.roles), m.years, m.degree,
        m.doctorate, _joined(TEEMAT, m.themes), _joined(TEEMAT, m.not_topics), m.capacity,
        _joined(KIELET, m.languages), _joined(TAVAT, m.modes), m.kickoff, m.known, m.not_with,
        m.experience, m.gender, m.bio, m.reserve, m.consent,
    )  # fmt: skip


def later() -> tuple[Mentee, ...]:
    """Return the answers as they stand in the second export: edited, with the late ones."""
    edited = tuple(m._replace(**EDITS.get(m.number, {})) for m in MENTEES)
    return edited + LATE


def files() -> dict[str, bytes]:
    """Return the name and the bytes of each file of the sample data."""
    return {
        "mentees.xlsx": msforms(MENTEE_HEADERS, [mentee_row(m) for m in MENTEES]),
        "mentees-late.xlsx": msforms(MENTEE_HEADERS, [mentee_row(m) for m in later()]),
        "mentors.csv": google_sheet(MENTOR_HEADERS, [mentor_row(m) for m in MENTORS]),
    }


if __name__ == "__main__":
    for file, made in files().items():
        (SAMPLE_FOLDER / file).write_bytes(made)
