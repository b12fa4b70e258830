"""Signing reports as services give them, each with what is right, written from the issue's words alone.

Nine people sign three agreements made on 2 January 2027; it is 1 March. Codes: M0, A0, B0 are the
mentor and the mentees of the first, M1 to B2 of the others. What is right is a day, ``ask`` where
somebody signed and the day or the rest is not certain, ``no`` where nothing may be kept (told or
not); of whoever is not named nothing is kept and nothing asked.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass

import openpyxl

GROUPS = [
    ("en", ["Sanna Kallio", "Ville Hakkarainen"]),
    ("fi", ["Eemeli Kantola", "Tuuli Mäki-Petäys"]),
    ("sv", ["Åsa Öberg", "Dina Ås"]),
]
TODAY = dt.date(2027, 3, 1)
NAME = {
    "M0": "Aino Mäkelä 0", "A0": "Sanna Kallio", "B0": "Ville Hakkarainen",
    "M1": "Bo Öhman 1", "A1": "Eemeli Kantola", "B1": "Tuuli Mäki-Petäys",
    "M2": "Chen Li 2", "A2": "Åsa Öberg", "B2": "Dina Ås",
}  # fmt: skip
_PLACE = {"M": "m00{}", "A": "a00{}0", "B": "a00{}1"}
MAIL = {c: f"p-{_PLACE[c[0]].format(c[1])}@example.org" for c in NAME}
HR = "mentoring@example.org"
FEB3 = "2027-02-03"
MOMENT = dt.datetime(2027, 2, 3, 14, 5)  # noqa: DTZ001 - a spreadsheet's own, without a zone


@dataclass(frozen=True)
class Variation:
    """A report: its rows, in which cells ``{A0}`` is a name and ``<A0>`` an address; how it is saved."""

    name: str
    rows: list
    right: dict
    saved: str = "comma"

    def write(self, folder):
        rows = [[_filled(c) for c in row] for row in self.rows]
        if self.saved == "xlsx":
            path, book = folder / f"{self.name}.xlsx", openpyxl.Workbook()
            for row in rows:
                book.active.append(row)
            book.save(path)
            return path
        mark, code = {
            "comma": (",", "utf-8"), "semicolon": (";", "utf-8-sig"), "utf16": ("\t", "utf-16"),
            "utf16-semicolon": (";", "utf-16"), "latin": (";", "cp1252"),
        }[self.saved]  # fmt: skip
        text = io.StringIO()
        csv.writer(text, delimiter=mark).writerows(rows)
        path = folder / f"{self.name}.csv"
        path.write_bytes(text.getvalue().encode(code))
        return path


def _filled(cell):
    if isinstance(cell, str):
        for code, name in NAME.items():
            cell = cell.replace(f"{{{code}}}", name).replace(f"<{code}>", MAIL[code])
    return cell


def table(titles, *rows, mark="|"):
    """Return rows from texts whose cells stand between marks."""
    return [[c.strip() for c in line.split(mark)] for line in (titles, *rows)]


def moments(*pairs):
    """Return a plain report of one signer for each (code, how the day is written)."""
    return [["Name", "Email", "Status", "Signed on"]] + [
        [f"{{{code}}}", f"<{code}>", "Signed", said] for code, said in pairs
    ]


VARIATIONS = [
    Variation("en_plain", table("Name|Email|Status|Signed on", "{A0}|<A0>|Completed|2027-02-03", "{B0}|<B0>|Declined|2027-02-03", "{M0}|<M0>|Pending|"), {"A0": FEB3, "B0": "no"}),
    Variation("fi_semicolon", table("Nimi|Sähköposti|Tila|Lähetetty|Allekirjoituspäivä", "{A1}|<A1>|Allekirjoitettu|20.1.2027|3.2.2027", "{B1}|<B1>|Odottaa|20.1.2027|", "{M1}|<M1>|Hylätty|20.1.2027|"), {"A1": FEB3, "M1": "no"}, "semicolon"),
    Variation("sv_month_words", table("Namn|E-post|Status|Undertecknad den", "{A2}|<A2>|Undertecknat|3 februari 2027", "{B2}|<B2>|Väntar på underskrift|", "{M2}|<M2>|Avböjt|4 februari 2027"), {"A2": FEB3, "M2": "no"}, "latin"),
    Variation("utf16_tabs", table("Nimi|Sähköposti|Tila|Allekirjoitettu", "{A1}|<A1>|Valmis|3.2.2027 14:03", "{B1}|<B1>|Vanhentunut|"), {"A1": FEB3, "B1": "no"}, "utf16"),
    Variation("utf16_semicolons", table("Namn|E-postadress|Läge|Signeringsdatum", "{A2}|<A2>|Signerad|2027-02-03", "{B2}|<B2>|Skickad|", "{M2}|<M2>|Signerad|"), {"A2": FEB3, "M2": "ask"}, "utf16-semicolon"),
    Variation("sent_day_only", table("Name|Email|Status|Sent", "{A0}|<A0>|Signed|2027-02-03", "{B0}|<B0>|Sent|2027-02-03"), {"A0": "ask"}),
    Variation("envelope_per_signer", table(
        "Envelope ID|Subject|Status|Sent On|Completed On|Sender Name|Sender Email|Recipient Name|Recipient Email|Recipient Status|Recipient Signed On",
        "9f-1|Mentoring agreement|Sent|2027-01-20||HR|mentoring@example.org|{A0}|<A0>|Completed|2027-02-03 10:00",
        "9f-1|Mentoring agreement|Sent|2027-01-20||HR|mentoring@example.org|{B0}|<B0>|Delivered|",
        "9f-2|Mentoring agreement|Completed|2027-01-20|2027-02-05|HR|mentoring@example.org|{M1}|<M1>|Completed|2027-02-03 09:00"), {"A0": FEB3, "M1": FEB3}),
    Variation("voided_envelope", table("Envelope status|Recipient|Recipient email|Recipient status|Signed", "Voided|{A0}|<A0>|Signed|2027-02-03", "Voided|{B0}|<B0>|Sent|", "Declined|{A1}|<A1>|Signed|2027-02-03", "Declined|{B1}|<B1>|Declined|2027-02-03"), {"A0": "ask", "A1": "ask", "B1": "no"}),
    Variation("completed_envelope_copy", table("Document|Document status|Completed|Recipient|Recipient email|Recipient status", "Agreement 1|Completed|2027-02-03|{A0}|<A0>|Signed", "Agreement 1|Completed|2027-02-03|{B0}|<B0>|Viewed", "Agreement 1|Completed|2027-02-03|{M0}|<M0>|Received a copy"), {"A0": FEB3, "B0": "no", "M0": "no"}),
    Variation("signers_in_columns", table("Document|Signer 1 name|Signer 1 email|Signer 1 status|Signer 1 signed at|Signer 2 name|Signer 2 email|Signer 2 status|Signer 2 signed at", "Agr|{M0}|<M0>|Signed|2027-02-03|{A0}|<A0>|Viewed|", "Agr|{M1}|<M1>|Waiting||{A1}|<A1>|Signed|2027-02-04"), {"M0": FEB3, "A1": "2027-02-04"}),
    Variation("mentor_and_mentee_columns", table("Mentor|Mentor e-mail|Mentor signed|Mentee 1|Mentee 1 e-mail|Mentee 1 signed|Mentee 2|Mentee 2 e-mail|Mentee 2 signed", "{M0}|<M0>|3.2.2027|{A0}|<A0>||{B0}|<B0>|15.2.2027"), {"M0": FEB3, "B0": "2027-02-15"}, "semicolon"),
    Variation("titles_below", [["Signing service"], ["Report made", "2027-02-28 09:00"], ["Account", HR], [], *table("Signer|E-mail address|State|Date of signature", "{A0}|<A0>|Signed|3 Feb 2027", "{B0}|<B0>|Open|")], {"A0": FEB3}),
    Variation("hr_sends_and_signs", table("Sender email|Name|Email|Status|Signed", "mentoring@example.org|HR|mentoring@example.org|Signed|2027-02-01", "mentoring@example.org|{A0}|<A0>|Signed|2027-02-03", "<M0>|{B0}|<B0>|Pending|"), {"A0": FEB3}),
    Variation("many_days", table("Name|Email|Created|Sent|First viewed|Signed|Expires|Last activity|Status", "{A0}|<A0>|2027-01-20|2027-01-21|2027-01-25|2027-02-03|2027-03-20|2027-02-27|Signed", "{B0}|<B0>|2027-01-20|2027-01-21|2027-01-25||2027-03-20|2027-01-25|Viewed"), {"A0": FEB3}),
    Variation("finnish_clock", moments(("A0", "3.2.2027 klo 14.05"), ("B0", "ke 3.2.2027 14.05.33"), ("M0", "3. helmikuuta 2027"), ("A1", "3.2.2027 14:05 EET")), {"A0": FEB3, "B0": FEB3, "M0": FEB3, "A1": FEB3}, "semicolon"),
    Variation("us_proved", moments(("A0", "2/3/2027 9:05:00 AM"), ("B0", "2/13/2027 3:05:00 PM")), {"A0": FEB3, "B0": "2027-02-13"}),
    Variation("us_or_not", moments(("A0", "2/3/2027"), ("B0", "2/1/2027"), ("M0", "1/2/2027")), {"A0": "ask", "B0": "ask", "M0": "ask"}),
    Variation("zone_z", moments(("A0", "2027-02-03T23:30:00Z"), ("B0", "2027-02-03T12:30:00.123Z"), ("M0", "2027-02-03T23:30:00+02:00"), ("A1", "2027-02-03 23:30 UTC")), {"A0": "2027-02-04", "B0": FEB3, "M0": FEB3, "A1": "2027-02-04"}),
    Variation("zone_in_title", table("Name|Email|Status|Signed at (UTC)", "{A0}|<A0>|Signed|2027-02-02 23:10", "{B0}|<B0>|Signed|2027-02-03 12:00"), {"A0": FEB3, "B0": FEB3}),
    Variation("zone_named", moments(("A0", "2027-02-02 23:30 PST"), ("B0", "Feb 2, 2027 6:30 PM EST"), ("M0", "2027-02-02 22:30 XYZT"), ("A1", "2027-02-03 23:30 CET")), {"A0": FEB3, "B0": FEB3, "M0": "ask", "A1": "2027-02-04"}),
    Variation("zone_gmt_plus", moments(("A0", "2027-02-03 23:30 GMT+2"), ("B0", "2027-02-03 23:30 (UTC+02:00)"), ("M0", "2027-02-03 23:30 UTC+0200"), ("A1", "2027-02-02 23:30 GMT")), dict.fromkeys(("A0", "B0", "M0", "A1"), FEB3)),
    Variation("english_words", moments(("A0", "Feb 3, 2027, 2:05 PM"), ("B0", "3rd February 2027 at 14:05"), ("M0", "Wednesday, 3 February 2027"), ("A1", "03-Feb-2027")), dict.fromkeys(("A0", "B0", "M0", "A1"), FEB3), "semicolon"),
    Variation("excel_days", [["Name", "Email", "Signed"], ["{A0}", "<A0>", MOMENT], ["{B0}", "<B0>", dt.date(2027, 2, 13)], ["{M0}", "<M0>", None]], {"A0": FEB3, "B0": "2027-02-13"}, "xlsx"),
    Variation("sent_anew_signed", table("Envelope|Envelope status|Signer|Signer email|Signer status|Signed on", "e1|Voided|{A0}|<A0>|Signed|2027-02-03", "e1|Voided|{B0}|<B0>|Declined|", "e2|Completed|{A0}|<A0>|Signed|2027-02-10", "e2|Completed|{B0}|<B0>|Signed|2027-02-11"), {"A0": "2027-02-10", "B0": "2027-02-11"}),
    Variation("sent_anew_waiting", table("Envelope|Signer|Signer email|Signer status|Signed on", "e1|{A0}|<A0>|Signed|2027-02-03", "e2|{A0}|<A0>|Sent|", "e1|{B0}|<B0>|Expired|", "e2|{B0}|<B0>|Sent|"), {"A0": FEB3, "B0": "no"}),
    Variation("english_states", table("Name|Email|State|Signed", *(f"{{{c}}}|<{c}>|{s}|2027-02-03" for c, s in (("A0", "Delivered"), ("B0", "Viewed"), ("M0", "Waiting for others"), ("A1", "Expired"), ("B1", "Voided"), ("M1", "Recalled"), ("A2", "Fully signed"), ("B2", "Waiting to sign"), ("M2", "Email bounced")))), {"A2": FEB3, **dict.fromkeys(("A0", "B0", "M0", "A1", "B1", "M1", "B2", "M2"), "no")}),
    Variation("finnish_states", table("Nimi|Sähköposti|Tila|Allekirjoitettu", *(f"{{{c}}}|<{c}>|{s}|3.2.2027" for c, s in (("A0", "Lähetetty"), ("B0", "Avattu"), ("M0", "Keskeytetty"), ("A1", "Peruutettu"), ("B1", "Kieltäytynyt"), ("M1", "Odottaa muita allekirjoittajia"), ("A2", "Allekirjoitettu vahvasti"), ("B2", "Allekirjoittamatta"), ("M2", "Ei allekirjoittanut")))), {"A2": "2027-02-03", **dict.fromkeys(("A0", "B0", "M0", "A1", "B1", "M1", "B2", "M2"), "no")}, "semicolon"),
    Variation("swedish_states", table("Namn|E-post|Status|Signerat", *(f"{{{c}}}|<{c}>|{s}|2027-02-03" for c, s in (("A0", "Skickat"), ("B0", "Öppnat"), ("M0", "Avbrutet"), ("A1", "Återkallad"), ("B1", "Utgånget"), ("M1", "Väntar på andra"), ("A2", "Har signerat"), ("B2", "Ej signerat"), ("M2", "Avvisad")))), {"A2": FEB3, **dict.fromkeys(("A0", "B0", "M0", "A1", "B1", "M1", "B2", "M2"), "no")}, "latin"),
    Variation("yes_and_day", table("Nimi|Sähköposti|Allekirjoittanut|Allekirjoitus pvm", "{A1}|<A1>|Kyllä|3.2.2027", "{B1}|<B1>|Ei|", "{M1}|<M1>|Kyllä|"), {"A1": FEB3, "M1": "ask"}, "semicolon"),
    Variation("true_false", table("Email|Signed|Signed date", "<A0>|TRUE|2027-02-03", "<B0>|FALSE|", "<M0>|TRUE|"), {"A0": FEB3, "M0": "ask"}),
    Variation("names_last_first", table("Signatory|Status|Signed on", "Kallio, Sanna|Signed|2027-02-03", "HAKKARAINEN Ville|Signed|2027-02-03", "Kantola|Signed|2027-02-03"), {"A0": FEB3, "B0": FEB3, "A1": "ask"}, "semicolon"),
    Variation("several_in_a_cell", table("Document|Recipients|Status|Completed on", "a1|{A0} <<A0>>; {M0} <<M0>>|Completed|2027-02-03", "a2|{A1} <<A1>>; {M1} <<M1>>|In progress|"), {"A0": FEB3, "M0": FEB3}),
    Variation("day_in_status", table("Name|Email|Status", "{A0}|<A0>|Signed 3.2.2027 14:05", "{B0}|<B0>|Declined 3.2.2027 14:05", "{M0}|<M0>|Sent 20.1.2027 10:00", "{A1}|<A1>|Signed"), {"A0": FEB3, "B0": "no", "A1": "ask"}),
    Variation("trail_of_events", table("Event|User|Email|Time", "Sent|{A0}|<A0>|2027-01-20", "Viewed|{A0}|<A0>|2027-02-01", "Signed|{A0}|<A0>|2027-02-03", "Viewed|{B0}|<B0>|2027-02-01"), {"A0": FEB3}),
    Variation("unknown_state", table("Name|Email|Status|Signed", "{A0}|<A0>|Processed|2027-02-03", "{B0}|<B0>|Processed|2027-02-03", "{M0}|<M0>|Signed|2027-02-03"), {"A0": "ask", "B0": "ask", "M0": FEB3}),
    Variation("others_in_it", table("Name|Email|Status|Signed", "{A0}|<A0>|Signed|2027-02-03", *(f"Guest Number{n}|guest{n}@example.org|Signed|2027-02-03" for n in range(6))), {"A0": FEB3}),
    Variation("not_yet_days", table("Name|Email|Status|Signed", "{A0}|<A0>|Signed|2027-04-03", "{B0}|<B0>|Signed|2026-12-03", "{M0}|<M0>|Signed|2027-02-03"), {"A0": "ask", "B0": "ask", "M0": FEB3}),
    Variation("a_mere_date", table("Nimi|Sähköposti|Tila|Pvm", "{A1}|<A1>|Allekirjoitettu|3.2.2027", "{B1}|<B1>|Lähetetty|3.2.2027"), {"A1": "ask"}, "semicolon"),
    Variation("own_status_no_own_day", table("Envelope status|Completed on|Signer|Signer email|Signer status", "Sent||{A0}|<A0>|Signed", "Sent||{M0}|<M0>|Sent", "Completed|2027-02-05|{A1}|<A1>|Signed"), {"A0": "ask", "A1": "2027-02-05"}),
    Variation("counted", table("Document|Signer email|Signed|Status", "a|<A0>|1 of 3|In progress", "b|<A1>|3/3|Completed"), {"A0": "no", "A1": "ask"}),
    Variation("status_changed", table("Name|Email|Status|Status changed|Last reminder", "{A0}|<A0>|Signed|2027-02-03|2027-01-30", "{B0}|<B0>|Sent|2027-01-20|2027-01-30"), {"A0": "ask"}),
    Variation("mentor_as_sender", table("From|Owner email|To|To email|Status|Signature date", "{M0}|<M0>|{A0}|<A0>|Signed|2027-02-03", "{M0}|<M0>|{B0}|<B0>|Sent|"), {"A0": FEB3}),
    Variation("two_people_in_a_row", table("Name|Email|Status|Signed", "{B0}|<A0>|Signed|2027-02-03", "{M0}|<M0>|Signed|2027-02-03"), {"A0": "no", "B0": "no", "M0": FEB3}),
    Variation("day_and_time_apart", table("Name|Email|Status|Signed date|Signed time", "{A0}|<A0>|Signed|2027-02-03|14:05:10", "{B0}|<B0>|Signed||14:05:10"), {"A0": FEB3, "B0": "ask"}),
    Variation("short_years", moments(("A0", "03/02/27"), ("B0", "27-02-03")), {"A0": "ask", "B0": "ask"}),
    Variation("shifted", [[], ["", "", "Signed by", "Signing date", "Signing status"], ["", "", "{A0} (<A0>)", "3/2/2027", "Signed"], ["", "", "{B0} (<B0>)", "13/2/2027", "Signed"], ["", "", "{M0} (<M0>)", "", "Pending"]], {"A0": FEB3, "B0": "2027-02-13"}),
    Variation("swedish_pairs", table("Dokument|Mentor|Mentors e-post|Mentor undertecknad|Adept|Adeptens e-post|Adept undertecknad", "avtal|{M2}|<M2>|2027-02-03|{A2}|<A2>|"), {"M2": FEB3}, "latin"),
    Variation("undated_all", table("Name|Email|Status", "{A0}|<A0>|Signed", "{B0}|<B0>|Signed", "{M0}|<M0>|Declined"), {"A0": "ask", "B0": "ask", "M0": "no"}),
]  # fmt: skip
