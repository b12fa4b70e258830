"""Columns in which a tool tells of the form and of how it was answered: never an answer, whatever the tool."""

import csv
import json

import pytest
from repetition_exports import COHORT
from repetition_exports import stored as all_stored

TITLES = {
    "en": ("Survey language", "Start language", "Form language", "Response language", "Language of the form", "Language in which you answered", "Language used to fill in this form", "Language version", "Questionnaire language", "Respondent's language", "Locale"),
    "fi": ("Lomakkeen kieli", "Kyselyn kieli", "Vastauskieli", "Kieli jolla vastasit", "Kieli, jolla täytit lomakkeen", "Kieliversio", "Aloituskieli", "Käyttöliittymän kieli", "Vastaajan kieli", "Lomakkeen kieliversio"),
    "sv": ("Formulärets språk", "Enkätens språk", "Svarsspråk", "Startspråk", "Språkversion", "Språk du svarade på", "Språk som du fyllde i formuläret på", "Gränssnittets språk", "Språk i enkäten", "Svarandens språk"),
    "all": ("Lomakkeen kieli / Form language / Formulärets språk", "Seed", "IP address", "IP-osoite", "IP-adress", "User agent", "Referrer URL", "Total time", "Total points", "Last page"),
}  # fmt: skip
TIME = "2026-11-0{n} 10:00:00"
TOOLS = {
    "msforms": {"ID": "{n}", "Start time": TIME, "Completion time": TIME, "Email": "anonymous", "Name": ""},
    "google_csv": {"Timestamp": TIME},
    "google_download": {"Timestamp": "2026/11/0{n} 10:00:00 AM GMT+2"},
    "webropol": {"Vastausaika": TIME},
    "limesurvey": {"Response ID": "{n}", "Date submitted": TIME, "Last page": "4", "Seed": "7{n}"},
    "surveymonkey": {"Respondent ID": "118{n}", "Collector ID": "44", "End Date": "11/0{n}/2026 10:00:00"},
    "jotform": {"Submission Date": TIME},
    "qualtrics": {"ResponseId": "R_{n}", "RecordedDate": TIME, "Finished": "True", "DistributionChannel": "anonymous"},
    "redcap": {"Record ID": "{n}", "Survey Timestamp": TIME, "Complete?": "Complete"},
    "typeform": {"#": "h{n}", "Start Date (UTC)": TIME, "Submit Date (UTC)": TIME, "Network ID": "a{n}"},
    "alchemer": {"Response ID": "{n}", "Date Submitted": TIME, "Status": "Complete", "SessionID": "s{n}"},
    "own": {},
}  # fmt: skip
ASKED = ("First name", "Last name", "E-mail address", "Languages", "Goals", "Consent")
VALUES = ("Suomi", "English", "svenska", "en", "fi")


def imported(workspace, own, titles, asked=ASKED):
    """Import five people and return the titles that were not imported."""
    path = workspace.folder / "mentees.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*own, *titles, *asked])
        for n, value in enumerate(VALUES, 1):
            said = {
                "First name": f"Aino{'abcde'[n - 1]}",
                "Last name": "Ek",
                "E-mail address": f"a{n}@example.org",
                "Goals": "Networks",
                "Consent": "Yes",
            }
            before = [x.format(n=n) for x in own.values()]
            writer.writerow([*before, *[value] * len(titles), *(said.get(t, "Swedish") for t in asked)])  # fmt: skip
    done = workspace("import", path, "--cohort", COHORT, "--as", "mentees", "--json", "--yes", "--accept")  # fmt: skip
    (one,) = json.loads(done.stdout)["imports"]
    assert len(all_stored(workspace)) == len(VALUES)
    return one["not_imported"]


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("tool", TOOLS)
def test_what_a_tool_says_of_the_form_is_no_answer(workspace, tool, language):
    own = TOOLS[tool]
    titles = [t for t in TITLES[language] if t not in own]
    left = imported(workspace, own, titles)
    assert set(titles) <= set(left)
    assert all(a["languages"] == ["sv"] for a in all_stored(workspace).values())


@pytest.mark.parametrize(
    "title",
    [
        "Language", "Kieli", "Språk", "Working language", "Language of mentoring", "Mentorointikieli",
        "Millä kielellä haluat vastata mentorille?", "Language of the meetings", "På vilket språk vill du svara mentorn?",
    ],
)  # fmt: skip
def test_a_question_for_a_language_is_one(workspace, title):
    asked = tuple(title if t == "Languages" else t for t in ASKED)
    left = imported(workspace, TOOLS["google_csv"], (), asked)
    assert title not in left or "mentor" in title


@pytest.mark.parametrize(
    "title",
    [
        "Annan luvan käyttää kuvaani tapahtumien viestinnässä", "Saako kuviasi julkaista verkossa?",
        "I give my consent to be photographed at the kick-off", "Får vi publicera bilder på dig? Jag samtycker",
        "Saammeko lähettää sinulle uutiskirjeen?", "Får vi skicka nyhetsbrev till dig?",
    ],
)  # fmt: skip
def test_leave_for_something_else_is_not_the_consent(workspace, title):
    asked = (*ASKED[:-1], title, "Consent")
    assert title in imported(workspace, TOOLS["google_csv"], (), asked)
    path = workspace.folder / "other.csv"
    path.write_text("Timestamp," + ",".join(["First name", "Last name", "E-mail address", "Languages", "Goals", f'"{title}"']) + "\n2026-11-02 10:00:00,Bo,Ek,b@example.org,English,Networks,Yes\n", "utf-8")  # fmt: skip
    done = workspace("import", path, "--cohort", COHORT, "--as", "mentees", "--yes", code=3)
    assert "consent" in done.stderr
