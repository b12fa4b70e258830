"""Signing reports of a sixth round: certificates pasted as text, and remarks by which somebody else signed."""

from __future__ import annotations

from signing_variations import FEB3, Variation, table

ENGLISH = "Name|Email|Status|Signed|Remarks"
CELLS = {
    "one_cell": (
        "Certificate of Completion. Signer Events: {A0} <A0> Signed: 3 February 2027 10:03; "
        "{B0} <B0> Viewed: 3 February 2027 09:58; {A2} <A2> Signed: 3 February 2027 10:05; "
        "{A1} <A1> Not signed; {B1} <B1> to be signed 3 February 2027; "
        "Carbon Copy Events: {B2} <B2> Sent 25 January 2027"
    ),
    "line_by_line": (
        "Status: Completed\n{A0}\n<A0>\nSignature Adoption: drawn\nSigned by link sent to <A0>\n"
        "Sent: 1/25/2027 9:00:00 AM\nViewed: 2/3/2027 9:58:00 AM\nSigned: 2/3/2027 10:03:00 AM\n"
        "{B0}\n<B0>\nSent: 1/25/2027 9:00:00 AM\nViewed: 2/3/2027 9:58:00 AM\n"
        "{A2}\n<A2>\nSigned: 2/3/2027 10:03:00 AM on behalf of the mentor"
    ),
    "called_off": "Status: Voided\n{A0} <A0>\nSigned: 3.2.2027\n{B0} <B0>\nViewed: 3.2.2027",
    "todistus": (
        "Allekirjoitustodistus: {A0} <A0> allekirjoitettu 3.2.2027 klo 10.03, "
        "{B0} <B0> avattu 3.2.2027"
    ),
    "intyg": (
        "Undertecknare\n{A0} <A0>\nUndertecknat: den 3 februari 2027 kl. 10:03\n"
        "{B0} <B0>\nEj undertecknat\n{A2} <A2>\nUndertecknat: 3.2.2027 av hennes make"
    ),
    "asked_and_listed": (
        "{A0} <A0>\nAsked when she signed: 3.2.2027?\n{B0} <B0> viewed 3.2.2027\n"
        "{B1} signed 3.2.2027\n{A2} <A2>\nSigned: 3.2.2027"
    ),
    "about_all": "Agreement signed by all on 3.2.2027. Parties: {A0} <A0>, {B0} <B0>",
}
RIGHT = {
    "one_cell": {"A0": FEB3, "A2": FEB3},
    "line_by_line": {"A0": FEB3, "A2": "ask"},
    "called_off": {"A0": "ask", "B0": "ask"},
    "todistus": {"A0": FEB3},
    "intyg": {"A0": FEB3, "A2": "ask"},
    "asked_and_listed": {"A0": "ask", "B0": "ask", "B1": "ask", "A2": FEB3},
    "about_all": {"A0": "ask"},
}
CERTIFICATES = [Variation(f"certificate_{k}", [[v]], RIGHT[k], "xlsx") for k, v in CELLS.items()]
VARIATIONS = [
    *CERTIFICATES,
    Variation(
        "events_that_name_their_person",
        table("Aika|Tapahtuma", "3.2.2027 10:00|{A0} (<A0>) allekirjoitti asiakirjan",
              "3.2.2027 10:01|{B0} (<B0>) avasi asiakirjan"),
        {"A0": FEB3},
        "xlsx",
    ),
    Variation(
        "remarks",
        table(
            ENGLISH,
            "{A0}|<A0>|Signed|2027-02-03|signed by her husband",
            "{B0}|<B0>|Signed|2027-02-03|sent a reminder on 1 February",
            "{M0}|<M0>|Signed|2027-02-03|p.p. her deputy",
            "{A1}|<A1>|Signed|2027-02-03|the wrong version",
            "{B1}|<B1>|Signed|2027-02-03|please make a copy for her manager",
            "{M1}|<M1>|Signed|2027-02-03|signature does not match",
            "{A2}|<A2>|Signed|2027-02-03|on paper",
            "{B2}|<B2>|Signed|2027-02-03|signed as a witness only",
        ),
        {"A0": "ask", "B0": FEB3, "M0": "ask", "A1": "ask", "B1": FEB3, "M1": "ask", "A2": FEB3,
         "B2": "ask"},
    ),
    Variation(
        "huomautukset_och_anmarkningar",
        table(
            "Nimi|Sähköposti|Tila|Allekirjoitettu|Huomautus",
            "{A0}|<A0>|Allekirjoitettu|3.2.2027|puolison allekirjoittama",
            "{B0}|<B0>|Allekirjoitettu|3.2.2027|valtakirjalla",
            "{M0}|<M0>|Allekirjoitettu|3.2.2027|pyysi perumaan",
            "{A1}|<A1>|Signerad|3.2.2027|för hennes räkning",
            "{B1}|<B1>|Signerad|3.2.2027|enligt fullmakt",
            "{M1}|<M1>|Allekirjoitettu|3.2.2027|paperilla, skannattu",
        ),
        {"A0": "ask", "B0": "ask", "M0": "ask", "A1": "ask", "B1": "ask", "M1": FEB3},
    ),
    Variation(
        "in_whose_place",
        table(
            "Recipient|Email|Status|Signed at|Delegated to|Signed by",
            "{A0}|<A0>|Signed|2027-02-03||{A0}",
            "{B0}|<B0>|Signed|2027-02-03|somebody@example.org|",
            "{M0}|<M0>|Signed|2027-02-03|no|Pekka Pomo",
            "Pekka Pomo|<A1>|Signed|2027-02-03||",
        ),
        {"A0": FEB3, "B0": "ask", "M0": "ask", "A1": "ask"},
    ),
    Variation(
        "tried_and_ticked",
        table(
            "Document|Name|Email|Signed|Date signed",
            "TEST, do not use|{A0}|<A0>|✓|2027-02-03",
            "Mentoring agreement|{B0}|<B0>|✓|2027-02-03",
            "Mentoring agreement|{M0}|<M0>|✗|",
        ),
        {"A0": "ask", "B0": FEB3},
    ),
]  # fmt: skip
