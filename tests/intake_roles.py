"""Forms of both roles as coordinators word them in three languages, in the shapes of eleven tools.

The titles are written here by hand and know nothing of the vocabulary of the product: the role of
each form is known from which list its titles were drawn.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from intake_cases import table

from mentorcli.domain.table import Table

ROLES = ("mentee", "mentor")
LANGUAGES = ("en", "fi", "sv")

SHARED = {
    "en": ["Phone number", "Job title", "Current employer", "In which languages can we reach you?",
           "Where could you meet?", "Anything else?", "I have read the privacy notice", "Department",
           "How did you hear about the programme?", "Do you have allergies?", "Your field", "City",
           "Can you come to the kick-off?", "Gender", "Is there somebody you should not be matched with?"],
    "fi": ["Puhelinnumero", "Tehtävänimike", "Työnantaja", "Missä voisit tavata?", "Muuta?",
           "Olen lukenut tietosuojailmoituksen", "Laitos", "Mistä kuulit ohjelmasta?", "Erityisruokavalio",
           "Paikkakunta", "Pääsetkö aloitustilaisuuteen?", "Sukupuoli", "Ala", "Kenen kanssa sinua ei pidä yhdistää?"],
    "sv": ["Telefonnummer", "Titel", "Arbetsgivare", "Var kan du träffas?", "Övrigt",
           "Jag har läst dataskyddsmeddelandet", "Institution", "Hur hörde du om programmet?", "Allergier",
           "Ort", "Kan du delta i startträffen?", "Kön", "Bransch", "Finns det någon du inte vill matchas med?"],
}  # fmt: skip
TELLING = {
    ("mentee", "en"): ["What would you like to get from your mentor?", "Why do you want a mentor?",
        "What kind of mentor are you looking for?", "In which languages would you like to be mentored?",
        "What are your goals for the mentoring?", "Mentor wish 1", "Mentor wish 2", "Why do you apply as a mentee?",
        "Stage of your doctoral studies", "When do you expect to graduate?", "Supervising professor of your thesis",
        "What should your mentor know about you?", "Topic of your thesis", "Do you wish for a mentor of a certain gender?"],
    ("mentor", "en"): ["Why do you want to become a mentor?", "How many mentees can you take?",
        "What can you offer to your mentees?", "Languages you can mentor in", "Your strengths as a mentor",
        "Themes that you can offer", "Years of work experience", "Have you been a mentor before?",
        "What do you hope for from your mentee?", "Introduce yourself to the mentees", "Topics you would not want to discuss",
        "What kind of a mentee would suit you?", "May we keep you on the reserve list?", "Would you like to mentor a group?"],
    ("mentee", "fi"): ["Mitä odotat mentoriltasi?", "Miksi haluat mentoroitavaksi?", "Millaisen mentorin haluaisit?",
        "Millä kielellä haluat tulla mentoroiduksi?", "Tavoitteesi mentoroinnille", "Mentoritoive 1", "Mentoritoive 2",
        "Väitöskirjatyön vaihe", "Arvioitu valmistuminen", "Vastuuprofessori", "Miksi haet aktoriksi?",
        "Toive mentorin sukupuolesta", "Väitöskirjasi aihe", "Mitä toivot aktorina?"],
    ("mentor", "fi"): ["Miksi haluat mentoriksi?", "Montako aktoria voit ottaa?", "Mitä voit tarjota aktorillesi?",
        "Kielet, joilla voit mentoroida", "Vahvuutesi mentorina", "Teemat, joita voit tarjota", "Työkokemus vuosina",
        "Oletko toiminut mentorina aiemmin?", "Millaista aktoria toivot?", "Esittele itsesi aktoreille",
        "Aiheet, joita et halua käsitellä", "Voimmeko jättää sinut varalle?", "Kuinka monta mentoroitavaa otat?"],
    ("mentee", "sv"): ["Vad förväntar du dig av din mentor?", "Varför vill du ha en mentor?", "Hurdan mentor önskar du?",
        "På vilka språk vill du bli mentorerad?", "Dina mål med mentorskapet", "Mentorönskemål 1", "Mentorönskemål 2",
        "Skede i doktorandstudierna", "Beräknad examen", "Ansvarig professor", "Varför söker du som adept?",
        "Önskemål om mentorns kön", "Avhandlingens ämne"],
    ("mentor", "sv"): ["Varför vill du bli mentor?", "Hur många adepter kan du ta?", "Vad kan du ge dina adepter?",
        "Språk som du kan mentorera på", "Dina styrkor som mentor", "Teman du kan erbjuda", "Antal år i arbetslivet",
        "Har du varit mentor tidigare?", "Hurdana adepter önskar du?", "Presentera dig själv för adepterna",
        "Ämnen som du inte vill diskutera", "Får vi ha dig i reserv?"],
}  # fmt: skip
MISLEADING = {
    ("mentee", "en"): ["Have you been a mentor before?", "Whom would you like to have as a mentor?",
        "Would you like to act as a mentor later?", "Who encouraged you to apply?", "May we show this to the mentors?"],
    ("mentor", "en"): ["Have you had a mentor yourself?", "What did your own mentor give you?", "Who was your mentor?",
        "Would you have wanted a mentor when you studied?", "May we show this to the mentees?"],
    ("mentee", "fi"): ["Oletko ollut mentorina aiemmin?", "Kenet haluaisit mentoriksi?", "Haluaisitko myöhemmin mentoriksi?",
        "Saako vastaukset näyttää mentoreille?"],
    ("mentor", "fi"): ["Onko sinulla ollut mentori?", "Mitä oma mentorisi antoi sinulle?", "Oletko ollut aktorina aiemmin?",
        "Saako vastaukset näyttää aktoreille?"],
    ("mentee", "sv"): ["Har du varit mentor tidigare?", "Vem vill du ha som mentor?", "Vill du bli mentor senare?",
        "Får svaren visas för mentorerna?"],
    ("mentor", "sv"): ["Har du själv haft en mentor?", "Vad gav din egen mentor dig?", "Har du varit adept tidigare?",
        "Får svaren visas för adepterna?"],
}  # fmt: skip
NAMES = {
    "en": ("First name", "Last name", "E-mail address"),
    "fi": ("Etunimi", "Sukunimi", "Sähköpostiosoite"),
    "sv": ("Förnamn", "Efternamn", "E-postadress"),
}
TOOLS = ("msforms", "google", "google_zip", "webropol", "limesurvey", "limesurvey_both", "qualtrics",
         "surveymonkey", "redcap", "typeform", "jotform", "alchemer")  # fmt: skip
MOMENT = "2026-11-0{} 10:00:00"


@dataclass(frozen=True)
class Form:
    """A form of a role with what its tool makes of it."""

    role: str
    language: str
    tool: str
    titles: tuple[str, ...]
    shared: tuple[str, ...]
    clear: bool
    """Whether it has titles that tell its role, and none that mislead."""

    def table(self, name: str = "answers.csv") -> Table:
        """Return three answers to it."""
        before, after = _own(self.tool)
        titles = [_titled(self.tool, n, t) for n, t in enumerate(self.titles)]
        rows = []
        for n in (1, 2, 3):
            said = [f"{self.role}{n}", f"Person{n}", f"{self.role}{n}@example.org"]
            said += [f"Words of {n}"] * (len(self.titles) - 3)
            rows.append([v.format(n) for _, v in before] + said + [v.format(n) for _, v in after])
        found = table([h for h, _ in before] + titles + [h for h, _ in after], rows)
        return Table(name, found.sha256, "csv", "", found.rows)


def random_form(
    rng: random.Random, role: str, language: str, tool: str, *, shared: Sequence[str] = ()
) -> Form:
    """Return a form with many shared titles, few that tell the role, and perhaps one that misleads."""
    common = shared or rng.sample(SHARED[language], rng.randint(3, 9))
    telling = rng.sample(TELLING[role, language], rng.choice((0, 1, 1, 2, 3, 5)))
    misleading = rng.sample(MISLEADING[role, language], rng.choice((0, 0, 1, 2)))
    titles = [*common, *telling, *misleading]
    rng.shuffle(titles)
    clear = len(telling) > 1 and not misleading
    return Form(role, language, tool, (*NAMES[language], *titles), tuple(common), clear)


def _own(tool: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the tool's own columns before and after the questions, with a value of row N each."""
    before = {
        "msforms": [("ID", "{}"), ("Start time", MOMENT), ("Completion time", MOMENT), ("Email", "anonymous"), ("Name", "")],
        "google": [("Timestamp", MOMENT)],
        "google_zip": [("Timestamp", "2026/11/0{} 9:05:00 AM GMT+2")],
        "webropol": [("Vastausaika", "{}.11.2026")],
        "limesurvey": [("Response ID", "{}"), ("Date submitted", MOMENT), ("Last page", "2"), ("Start language", "en")],
        "limesurvey_both": [("id. Response ID", "{}"), ("submitdate. Date submitted", MOMENT), ("lastpage. Last page", "2"),
                            ("startlanguage. Start language", "en")],
        "qualtrics": [("Start Date", MOMENT), ("Recorded Date", MOMENT), ("Response ID", "R_{}"), ("Finished", "True"),
                      ("Distribution Channel", "anonymous"), ("User Language", "EN")],
        "surveymonkey": [("Respondent ID", "10{}"), ("Collector ID", "4"), ("End Date", MOMENT)],
        "redcap": [("record_id", "{}"), ("redcap_survey_identifier", "")],
        "typeform": [("#", "a{}")],
        "jotform": [("Submission Date", MOMENT)],
        "alchemer": [("Response ID", "{}"), ("Time Started", MOMENT), ("Date Submitted", MOMENT), ("Status", "Complete")],
    }  # fmt: skip
    after = {
        "typeform": [
            ("Start Date (UTC)", MOMENT),
            ("Submit Date (UTC)", MOMENT),
            ("Network ID", "n{}"),
        ],
        "redcap": [("form_complete", "2")],
    }
    return before[tool], after.get(tool, [])


def _titled(tool: str, number: int, title: str) -> str:
    return f"G01Q{number + 1:02}. {title}" if tool == "limesurvey_both" else title
