"""The same few applicants as each form tool would export them, with the traps of that tool."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

from intake_exports import msforms

Cell = str | int | float | dt.datetime | None
Grid = Sequence[Sequence[Cell]]

CONSENT = "I have read the privacy notice and my answers may be shown as marked"
LANGUAGES = "In which language(s) would you like to be mentored?"
GOALS = "What do you want from mentoring? Choose up to three"
WISHES = "Name up to three mentors from the list, in order"
STAGE = "At what stage are your doctoral studies?"
NOT_WITH = "Is there someone you should not be matched with? (only HR sees this)"
JOBS = "Job search, CV and interviews"


def text(
    rows: Grid, delimiter: str = ",", encoding: str = "utf-8", *, quote_all: bool = False
) -> bytes:
    """Return rows as delimited text; moments as Excel in Finland shows them."""
    buffer = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n", quoting=quoting)
    writer.writerows([[_shown(c) for c in row] for row in rows])
    return buffer.getvalue().encode(encoding)


def _shown(cell: Cell) -> Cell:
    if isinstance(cell, dt.datetime):
        return f"{cell.day}.{cell.month}.{cell.year} {cell:%H:%M}"
    return cell


def workbook(rows: Grid, *others: tuple[str, Grid]) -> bytes:
    """Return rows as a workbook, with further sheets after the first."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        moment = book.add_format({"num_format": "m/d/yy h:mm:ss"})
        for title, cells in (("Sheet1", rows), *others):
            sheet = book.add_worksheet(title)
            for y, row in enumerate(cells):
                for x, cell in enumerate(row):
                    if isinstance(cell, dt.datetime):
                        sheet.write_datetime(y, x, cell, moment)
                    elif cell is not None and cell != "":
                        sheet.write(y, x, cell)
    return buffer.getvalue()


def at(day: int, hour: int = 9, minute: int = 5) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - local, as exports have it


MSFORMS: Grid = [
    ["ID", "Start time", "Completion time", "Email", "Name", "First name ", "Last name\xa0",
     "E-mail address ", LANGUAGES + " ", GOALS + "\n", WISHES, NOT_WITH, CONSENT],
    [2, at(2, 9, 0), at(2), "anonymous", "", "Åsa ", "Öst", "asa.ost@example.org", "English;Finnish;",
     f"{JOBS};Networks;", "Aino Kallio;Wei Zhang;", "-", "Yes"],
    [3, at(3, 9, 0), at(3), "anonymous", "", "Wei", "Zhang", "wei@example.org", "English;",
     "Networks;A job abroad, for a while;", "", "Prof. Virtanen, TkT Anna Mäki-Petäys", "Yes"],
    [5, at(14, 9, 0), at(14), "anonymous", "", "Juho", "Mäki-Petäys", "juho@example.org", "suomi;svenska;",
     "Leadership;", "Tuomas Ahonen;", "ei ole", "No"],
]  # fmt: skip

GOOGLE_CSV: Grid = [
    ["Timestamp", "First name", "Last name", "E-mail address", LANGUAGES, GOALS, WISHES, NOT_WITH, CONSENT],
    ["2/11/2026 9:05:00", "Åsa", "Öst", "asa.ost@example.org", "English, Finnish", f"{JOBS}, Networks",
     "Aino Kallio, Wei Zhang", "-", "Yes"],
    ["3/11/2026 9:05:00", "Wei", "Zhang", "wei@example.org", "English",
     "Networks, A job abroad (for a, b, or c)", "", "Prof. Virtanen, TkT Anna Mäki-Petäys", "Yes"],
    ["14/11/2026 9:05:00", "Juho", "Mäki-Petäys", "juho@example.org", "suomi, svenska", "Leadership",
     "Tuomas Ahonen", "ei ole", "No"],
]  # fmt: skip

GOOGLE_DOWNLOAD: Grid = [
    GOOGLE_CSV[0],
    ["2026/11/02 9:05:00 AM GMT+2", "Åsa", "Öst", "asa.ost@example.org", "English;Finnish",
     f"{JOBS};Networks", "Aino Kallio;Wei Zhang", "-", "Yes"],
    ["2026/11/03 9:05:00 PM EET", "Wei", "Zhang", "wei@example.org", "English",
     "Networks;A job abroad, for a while", "", "Prof. Virtanen; TkT Anna Mäki-Petäys", "Yes"],
]  # fmt: skip

_FI = {
    "langs": "Millä kielellä/kielillä haluat tulla mentoroiduksi?",
    "goals": "Mitä toivot mentoroinnilta? Valitse enintään kolme",
    "consent": "Olen lukenut tietosuojailmoituksen ja vastaukseni saa näyttää merkityin osin",
}
WEBROPOL: Grid = [
    ["Vastausaika", "\xa0", "Yhteystiedot:Etunimi", "Yhteystiedot:Sukunimi", "Yhteystiedot:Sähköposti",
     f"{_FI['langs']}:suomi", f"{_FI['langs']}:englanti", f"{_FI['langs']}:ruotsi",
     f"{_FI['goals']}:Työnhaku, CV ja haastattelut", f"{_FI['goals']}:Verkostot",
     f"{_FI['goals']}:Johtaminen", f"{_FI['goals']}:Muu, mikä", f"{_FI['goals']}:Muu, mikä Avoimet vastaukset",
     f"{_FI['consent']}:Kyllä", "Huom"],
    ["2.11.2026", "kirjattu", "Åsa", "Öst", "asa.ost@example.org", "suomi", "englanti", None,
     "Työnhaku, CV ja haastattelut", "Verkostot", None, None, None, "Kyllä", None],
    ["3.11.2026", "kirjattu", "Wei", "Zhang", "wei@example.org", None, "englanti", None,
     None, "Verkostot", None, "Muu, mikä", "työ ulkomailla", "Kyllä", "soitettu"],
    ["14.11.2026 10.05", None, "Juho", "Mäki-Petäys", "juho@example.org", "suomi", None, "ruotsi",
     None, None, "Johtaminen", None, None, None, None],
]  # fmt: skip


def limesurvey(style: str, *, answers_as_codes: bool) -> Grid:
    """Return LimeSurvey's table with titles as ``code``, ``text`` or ``both``."""
    asked = [
        ("first_name", "First name", ""), ("last_name", "Last name", ""), ("email", "E-mail address", ""),
        ("languages", LANGUAGES, "English"), ("languages", LANGUAGES, "Finnish"),
        ("languages", LANGUAGES, "Swedish"), ("goals", GOALS, JOBS), ("goals", GOALS, "Networks"),
        ("goals", GOALS, "Leadership"), ("goals", GOALS, "Other"), ("stage", STAGE, ""), ("consent", CONSENT, ""),
    ]  # fmt: skip
    codes = {"English": "en", "Finnish": "fi", "Swedish": "sv", JOBS: "SQ001", "Networks": "SQ002",
             "Leadership": "SQ003", "Other": "other"}  # fmt: skip
    headers = []
    for code, question, option in asked:
        coded = f"{code}[{codes[option]}]" if option else code
        texted = f"{question} [{option}]" if option else question
        headers.append({"code": coded, "text": texted, "both": f"{coded}. {texted}"}[style])
    own = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
    if style != "code":
        own = ["Response ID", "Date submitted", "Last page", "Start language", "Seed"]
    yes, no = ("Y", "") if answers_as_codes else ("Yes", "No")
    first, final = ("A1", "A2") if answers_as_codes else ("First year", "Final year")
    return [
        own + headers,
        ["1", "1980-01-01 00:00:00", "4", "en", "77", "Åsa", "Öst", "asa.ost@example.org",
         yes, yes, no, yes, yes, no, "", first, "Y" if answers_as_codes else "Yes"],
        ["2", "1980-01-01 00:00:00", "4", "en", "78", "Wei", "Zhang", "wei@example.org",
         yes, no, no, no, yes, no, "A job abroad", final, "Y" if answers_as_codes else "Yes"],
        ["3", "", "2", "en", "79", "Half", "Way", "half@example.org", *["N/A"] * 9],
        ["4", "1980-01-01 00:00:00", "4", "fi", "80", "Juho", "Mäki-Petäys", "juho@example.org",
         no, yes, yes, *["N/A"] * 4, final, "N" if answers_as_codes else "No"],
        [""],
    ]  # fmt: skip


def qualtrics(rows: int, quote: str = '"', *, legacy: bool = False) -> Grid:
    """Return Qualtrics' table with three, two or one header rows."""
    codes = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished",
             "RecordedDate", "ResponseId", "DistributionChannel", "UserLanguage", "Q1", "Q2", "Q3", "Q4", "Q5",
             "Q5_8_TEXT", "Q6"]  # fmt: skip
    texts = ["Startdatum", "Enddatum", "Antworttyp", "IP-Adresse", "Fortschritt", "Dauer (in Sekunden)", "Fertig",
             "Aufgezeichnetes Datum", "Antwort-ID", "Verteilungskanal", "Benutzersprache",
             "First name", "Last name", "E-mail address", LANGUAGES, f"{GOALS} - Selected Choice",
             f"{GOALS} - Other, what? - Text", CONSENT]  # fmt: skip
    if rows == 1 or legacy:
        texts[:11] = ["Start Date", "End Date", "Response Type", "IP Address", "Progress", "Duration (in seconds)",
                      "Finished", "Recorded Date", "Response ID", "Distribution Channel", "User Language"]  # fmt: skip
    if legacy:
        codes[:11] = [f"V{n}" for n in range(1, 12)]
        texts[:11] = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration", "Finished",
                      "RecordedDate", "ResponseID", "DistributionChannel", "UserLanguage"]  # fmt: skip
    ids = [f"{{{quote}ImportId{quote}:{quote}{c}{quote}}}" for c in codes]
    header = {3: [codes, texts, ids], 2: [codes, texts], 1: [texts]}[rows]
    stamp = "2026-11-0{} 09:05:00"

    def line(n: int, status: str, finished: str, channel: str, *answers: str) -> list[Cell]:
        when = stamp.format(n)
        return [when, when, status, "10.0.0.1", "100", "223", finished, when, f"R_2abcdefghijkl{n}", channel,
                "EN", *answers]  # fmt: skip

    return [
        *header,
        line(2, "IP Address", "True", "anonymous", "Åsa", "Öst", "asa.ost@example.org", "English,Finnish",
             f"{JOBS},Networks", "", "Yes"),
        line(3, "IP Address", "True", "email", "Wei", "Zhang", "wei@example.org", "English",
             "Networks,Other, what?", "A job abroad", "Yes"),
        line(4, "Survey Preview", "True", "preview", "Test", "Test", "test@example.org", "English", "Networks", "", "Yes"),
        line(5, "IP Address", "False", "anonymous", "Half", "Way", "half@example.org", "", "", "", ""),
    ]  # fmt: skip


def surveymonkey(blank: str | None) -> Grid:
    """Return SurveyMonkey's table; ``blank`` is what an empty cell of the second row holds."""
    return [
        ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name",
         "Last Name", "Custom Data 1", "Your contact details", None, None, LANGUAGES, None, None, GOALS, None, None,
         None, WISHES, None, "<strong>" + STAGE + "</strong>", CONSENT],
        [blank, blank, blank, blank, blank, blank, blank, blank, blank, "First name", "Last name", "E-mail address",
         "English", "Finnish", "Swedish", JOBS, "Networks", "Leadership", "Other (please specify)", "Aino Kallio",
         "Wei Zhang", "Response", "Response"],
        ["118001", "4001", "2026-11-02 09:00:00", "2026-11-02 09:05:00", "10.0.0.1", None, None, None, None,
         "Åsa", "Öst", "asa.ost@example.org", "English", "Finnish", None, JOBS, "Networks", None, None, "1", "2",
         "First year", "Yes"],
        ["118002", "4001", "2026-11-03 09:00:00", "2026-11-03 09:05:00", "10.0.0.2", None, None, None, None,
         "Wei", "Zhang", "wei@example.org", "English", None, None, None, "Networks", None, "A job abroad", "2", "1",
         "Final year", "Yes"],
        ["118003", "4001", "2026-11-14 09:00:00", "2026-11-14 09:05:00", "10.0.0.3", None, None, None, None,
         "Juho", "Mäki-Petäys", "juho@example.org", None, "Finnish", "Swedish", None, None, "Leadership", None, None,
         None, "Final year", "No"],
    ]  # fmt: skip


def redcap(*, raw: bool) -> Grid:
    """Return REDCap's table: two rows, one for each event, for those who have come so far."""
    own = ["record_id", "redcap_event_name", "redcap_survey_identifier", "mentee_timestamp"]
    asked = ["first_name", "last_name", "email", "languages___en", "languages___fi", "languages___sv",
             "goals___job_search", "goals___networks", "goals___leadership", "consent", "mentee_complete",
             "department", "followup_complete"]  # fmt: skip
    if not raw:
        own = ["Record ID", "Event Name", "Survey Identifier", "Survey Timestamp"]
        asked = ["First name", "Last name", "E-mail address", *(f"{LANGUAGES} (choice={o})" for o in ("English", "Finnish", "Swedish")),
                 *(f"{GOALS} (choice={o})" for o in (JOBS, "Networks", "Leadership")), CONSENT, "Complete?",
                 "Department", "Complete?"]  # fmt: skip
    yes, no = ("1", "0") if raw else ("Checked", "Unchecked")
    agree, refuse = ("1", "0") if raw else ("Yes", "No")
    done, undone = ("2", "0") if raw else ("Complete", "Incomplete")
    apply, later = ("apply_arm_1", "midpoint_arm_1") if raw else ("Apply", "Midpoint")
    gone: list[Cell] = [None] * 11
    return [
        own + asked,
        ["1", apply, None, "2026-11-02 09:05:00", "Åsa", "Öst", "asa.ost@example.org", yes, yes, no, yes, yes, no,
         agree, done, None, None],
        ["1", later, None, None, *gone, "Computer Science", done],
        ["2", apply, None, "2026-11-03 09:05:00", "Wei", "Zhang", "wei@example.org", yes, no, no, no, yes, no,
         agree, done, None, None],
        ["3", apply, None, "[not completed]", "Half", "Way", "half@example.org", no, no, no, no, no, no,
         None, undone, None, None],
        ["4", apply, None, "2026-11-14 09:05:00", "Juho", "Mäki-Petäys", "juho@example.org", no, yes, yes, no, no,
         yes, refuse, done, None, None],
    ]  # fmt: skip


def typeform(*, excel_table: bool) -> Grid:
    """Return Typeform's table; an Excel table has made repeated titles different."""
    other = "Other2" if excel_table else "Other"
    return [
        ["#", "First name", "Last name", "E-mail address", "English", "Finnish", "Swedish", "Other", JOBS,
         "Networks", "Leadership", other, CONSENT, "Start Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags"],
        ["a1f4c0", "Åsa", "Öst", "asa.ost@example.org", "English", "Finnish", None, None, JOBS, "Networks", None,
         None, "1", "2026-11-02 09:00:00", "2026-11-02 09:05:00", "b2", None],
        ["b2e5d1", "Wei", "Zhang", "wei@example.org", "English", None, None, "Estonian", None, "Networks", None,
         "A job abroad", "1", "2026-11-03 09:00:00", "2026-11-03 09:05:00", "c3", None],
        ["c3a6e2", "Juho", "Mäki-Petäys", "juho@example.org", None, "Finnish", "Swedish", None, None, None,
         "Leadership", None, "0", "2026-11-14 09:00:00", "2026-11-14 09:05:00", "d4", None],
    ]  # fmt: skip


JOTFORM: Grid = [
    ["Submission Date", "First name", "Last name", "E-mail address", LANGUAGES, GOALS, WISHES, "CV", CONSENT,
     "Submission ID"],
    ["2026-11-02 09:05:00", "Åsa", "Öst", "asa.ost@example.org", "English\nFinnish", f"{JOBS}\nNetworks",
     "Aino Kallio\nWei Zhang", "https://files.example.org/1.pdf", "Yes", "5123456001"],
    ["2026-11-03 09:05:00", "Wei", "Zhang", "wei@example.org", "English", "Networks\nA job abroad, for a while", "",
     "", "Yes", "5123456002"],
    ["2026-11-14 09:05:00", "Juho", "Mäki-Petäys", "juho@example.org", "suomi\nsvenska", "Leadership",
     "Tuomas Ahonen", "", "No", "5123456003"],
]  # fmt: skip

ALCHEMER: Grid = [
    ["Response ID", "Time Started", "Date Submitted", "Status", "Contact ID", "Language", "First name", "Last name",
     "E-mail address", f"English:{LANGUAGES}", f"Finnish:{LANGUAGES}", f"Swedish:{LANGUAGES}", f"{JOBS}:{GOALS}",
     f"Networks:{GOALS}", f"Leadership:{GOALS}", f"Other - Write In:{GOALS}", WISHES, CONSENT],
    ["11", "2026-11-02 09:00:00", "2026-11-02 09:05:00", "Complete", "", "English", "Åsa", "Öst",
     "asa.ost@example.org", "English", "Finnish", "", JOBS, "Networks", "", "", "Aino Kallio;Wei Zhang", "Yes"],
    ["12", "2026-11-03 09:00:00", "2026-11-03 09:05:00", "Complete", "", "English", "Wei", "Zhang",
     "wei@example.org", "English", "", "", "", "Networks", "", "A job abroad", "", "Yes"],
    ["13", "2026-11-03 10:00:00", "2026-11-03 10:05:00", "Partial", "", "English", "Half", "Way",
     "half@example.org", "", "", "", "", "", "", "", "", ""],
    ["14", "2026-11-14 09:00:00", "2026-11-14 09:05:00", "Complete", "", "Finnish", "Juho", "Mäki-Petäys",
     "juho@example.org", "", "Finnish", "Swedish", "", "", "Leadership", "", "Tuomas Ahonen", "No"],
]  # fmt: skip

GENERIC: Grid = [
    ["Applications to the spring programme"],
    [],
    ["Contact", None, None, "Wishes", None, "Other things", None],
    ["First name", "Last name", "E-mail address", "Languages", "Goals", "Consent", "Graduation"],
    [None, None, "(your work address)", "several allowed", "at most three", "Yes or No", "month/year"],
    ["Åsa", "Öst", "asa.ost@example.org", "English; Finnish", f"{JOBS}; Networks", "Yes", "12/2027"],
    [None, None, "  ", None, None, None, None],
    ["Wei", "Zhang", "wei@example.org", "English", "Networks and Leadership", "x", "kevät 2027"],
    ["Juho", "Mäki-Petäys", "juho@example.org", "suomi, svenska", "Leedership", "No", "N/A"],
    ["Total", 3, None, None, None, None, None],
]  # fmt: skip

SPANNING: Grid = [
    ["Name", "E-mail address", LANGUAGES, None, None, GOALS, None, None, "Consent"],
    [None, None, "English", "Finnish", "Swedish", JOBS, "Networks", "Leadership", None],
    ["Åsa Öst", "asa.ost@example.org", "x", "x", None, "x", "x", None, "Yes"],
    ["Wei Zhang", "wei@example.org", "x", None, None, None, "x", None, "Yes"],
]  # fmt: skip

NOTES: Grid = [["Thank you for your help"], ["Delete this sheet before sending"]]


def tools() -> dict[str, tuple[bytes, str, Grid]]:
    """Return each export as (its bytes as the tool writes them, the file's ending, its table)."""
    three, two, one = (qualtrics(n) for n in (3, 2, 1))
    old, legacy = qualtrics(3, "'"), qualtrics(2, legacy=True)
    monkey = surveymonkey("\0")
    raw, labels = redcap(raw=True), redcap(raw=False)
    lime = {
        s: limesurvey(s, answers_as_codes=c)
        for s, c in (("code", True), ("text", False), ("both", False))
    }
    plain, repeats = typeform(excel_table=False), typeform(excel_table=True)
    return {
        "msforms": (msforms(MSFORMS[0], MSFORMS[1:]), "xlsx", MSFORMS),
        "google_csv": (text(GOOGLE_CSV), "csv", GOOGLE_CSV),
        "google_download": (text(GOOGLE_DOWNLOAD, quote_all=True), "csv", GOOGLE_DOWNLOAD),
        "webropol": (workbook(WEBROPOL), "xlsx", WEBROPOL),
        "limesurvey_codes": (text(lime["code"], ";", "utf-8-sig"), "csv", lime["code"]),
        "limesurvey_texts": (text(lime["text"], quote_all=True), "csv", lime["text"]),
        "limesurvey_both": (text(lime["both"], ";"), "csv", lime["both"]),
        "qualtrics_3": (text(three), "csv", three),
        "qualtrics_3_old": (text(old, encoding="utf-8-sig"), "csv", old),
        "qualtrics_2": (text(two, "\t"), "tsv", two),
        "qualtrics_legacy": (text(legacy, encoding="utf-8-sig"), "csv", legacy),
        "qualtrics_1": (workbook(one), "xlsx", one),
        "surveymonkey": (text(monkey), "csv", monkey),
        "surveymonkey_book": (workbook(surveymonkey(None)), "xlsx", surveymonkey(None)),
        "redcap_raw": (text(raw), "csv", raw),
        "redcap_labels": (text(labels), "csv", labels),
        "typeform": (text(plain), "csv", plain),
        "typeform_book": (workbook(repeats), "xlsx", repeats),
        "jotform": (text(JOTFORM, quote_all=True), "csv", JOTFORM),
        "alchemer": (text(ALCHEMER), "csv", ALCHEMER),
        "generic": (workbook(GENERIC, ("Notes", NOTES)), "xlsx", GENERIC),
        "generic_spanning": (workbook(SPANNING), "xlsx", SPANNING),
    }
