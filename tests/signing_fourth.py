"""Signing reports of a fourth round: results, refusals in columns of their own, zones in titles."""

from __future__ import annotations

from signing_variations import FEB3, GROUPS, MAIL, NAME, TODAY, Variation, table

__all__ = ["GROUPS", "MAIL", "NAME", "TODAY", "VARIATIONS"]

E = "either"
VARIATIONS = [
    Variation(
        "a1",
        table(
            "Contract|State|Counterparty|Counterparty email|Counterparty state|Signed date|Countersigned date",
            "c|Completed|{A0}|<A0>|Signed|2027-02-03|2027-02-05",
            "c|Rejected|{B0}|<B0>|Rejected||",
        ),
        {"A0": FEB3, "B0": "no"},
    ),
    Variation(
        "a2",
        table(
            "Nimi|Sähköposti|Rooli|Tila|Allekirjoitusaika",
            "{A1}|<A1>|Allekirjoittaja|Allekirjoitettu|3.2.2027 klo 23.59",
            "{M1}|<M1>|Tiedoksi|Lähetetty|",
            "{B1}|<B1>|Kopion saaja|Valmis|3.2.2027",
        ),
        {"A1": FEB3, "B1": "no"},
        "semicolon",
    ),
    Variation(
        "a3",
        table(
            "Förnamn|Efternamn|E-post|Signeringsstatus|Signerad tid",
            "Åsa|Öberg|<A2>|Signerat|2027-02-03 kl. 08:00",
            "Dina|Ås|<B2>|Påmind|",
        ),
        {"A2": FEB3, "B2": "no"},
        "latin",
    ),
    Variation(
        "a4", table("Email|Status|Completed (PT)", "<A0>|Signed|2027-02-02 22:00"), {"A0": E}
    ),
    Variation(
        "a5",
        table(
            "Signer|Result|Date signed",
            "{A0}|Success|2027-02-03",
            "{B0}|Failure|2027-02-03",
            "{M0}|Abandoned|2027-02-03",
        ),
        {"A0": E, "B0": "no", "M0": "no"},
    ),
    Variation(
        "a6",
        table(
            "Name|Email|Sent at|Signed at|Declined at|Expired at",
            "{A0}|<A0>|2027-01-20|2027-02-03||",
            "{B0}|<B0>|2027-01-20||2027-02-03|",
            "{M0}|<M0>|2027-01-20|2027-02-03|2027-02-04|",
        ),
        {"A0": FEB3, "M0": "no"},
    ),
    Variation(
        "a7",
        table(
            "Agreement|Mentor|Mentee|Status|Completed",
            "agr|{M0}|{A0}, {B0}|Completed|2027-02-03",
            "agr|{M1}|{A1}|Cancelled|2027-02-03",
        ),
        {"M0": E, "A0": E, "B0": E, "M1": "no", "A1": "no"},
    ),
    Variation(
        "a8",
        table(
            "Participant|Email|Status|Signed|Signature valid",
            "{A0}|<A0>|Signed|2027-02-03|Yes",
            "{B0}|<B0>|Signed|2027-02-03|Revoked",
        ),
        {"A0": FEB3, "B0": "no"},
    ),
    Variation(
        "a9",
        table("Name|Email|Signed (test)|Status", "{A0}|<A0>|2027-02-03|Draft", "{B0}|<B0>||Draft"),
        {"A0": "no"},
    ),
    Variation(
        "a10",
        table(
            "Undertecknare|Status|Datum för underskrift",
            "{A2} (<A2>)|Undertecknad med BankID|2027-02-03",
            "{B2} (<B2>)|Inte påbörjad|",
            "{M2} (<M2>)|Klar för underskrift|2027-02-03",
        ),
        {"A2": E, "M2": "no"},
        "semicolon",
    ),
    Variation(
        "a11",
        table(
            "Email|Signed by user|Signed by user at", "<A0>|true|2027-02-03 10:00", "<B0>|false|"
        ),
        {"A0": E},
    ),
    Variation(
        "a12",
        table(
            "ID|Signer email|Signed at|Signed document|Original sent to",
            "1|<A0>|2027-02-03|a.pdf|<M0>",
            "2|<B0>|||<M0>",
        ),
        {"A0": FEB3},
    ),
    Variation(
        "a13",
        table(
            "Name|Email|Status|Signed on",
            "{A0}|<A0>|Signed|2027-02-03",
            "",
            "Sent anew 2027-02-05",
            "Name|Email|Status|Signed on",
            "{B0}|<B0>|Signed|2027-02-06",
            "{A0}|<A0>|Signed|2027-02-07",
        ),
        {"A0": FEB3, "B0": "2027-02-06"},
    ),
    Variation(
        "a14",
        table(
            "Recipient|Status|Timestamp",
            "{A0} <<A0>>|Signed|2027-02-03 10:00",
            "{B0} <<B0>>|Viewed|2027-02-03 10:00",
        ),
        {"A0": "ask"},
    ),
    Variation(
        "a15",
        table(
            "Signer 1|Signer 1 date|Signer 2|Signer 2 date|Status",
            "{M0}|2027-02-03|{A0}|2027-02-04|Completed",
        ),
        {"M0": E, "A0": "no"},
    ),
    Variation(
        "day_of_a_signer_sent",
        table(
            "Envelope|Envelope status|Signer 1|Signer 1 date|Signer 2|Signer 2 date",
            "A|Sent|{M0}|2027-02-03|{A0}|",
            "B|Declined|{M1}|2027-02-03|{A1}|2027-02-04",
        ),
        {"M0": "ask"},
    ),
    Variation(
        "pvm_with_numbers",
        table(
            "Sopimus|Tila|Allekirjoittaja 1|Pvm 1|Allekirjoittaja 2|Pvm 2",
            "A|Lähetetty|{M0}|3.2.2027|{A0}|",
        ),
        {"M0": "ask"},
        "semicolon",
    ),
    Variation(
        "dag_of_a_mottagare",
        table(
            "Avtal|Status|Mottagare 1|Mottagare 1 datum|Mottagare 2|Mottagare 2 datum",
            "A|Skickat|{M0}|2027-02-03|{A0}|",
        ),
        {"M0": "ask"},
    ),
    Variation(
        "participant_completed",
        table(
            "Agreement Name|Agreement Status|Participant Email|Participant Role|Participant Status|Participant Completed Date|Created Date",
            "A|OUT_FOR_SIGNATURE|<A0>|SIGNER|WAITING_FOR_MY_SIGNATURE||2027-02-01",
            "A|OUT_FOR_SIGNATURE|<M1>|SIGNER|COMPLETED|2027-02-03T14:30:00Z|2027-02-01",
        ),
        {"M1": FEB3},
    ),
    Variation(
        "signing_status",
        table(
            "Signing name|Status|Signer|E-mail|Signing status|Signing time|Type",
            "A|Pending|{A0}|<A0>|Pending||Qualified",
            "A|Pending|{B0}|<B0>|Signed|2027-02-03 08:00:00|Advanced",
        ),
        {"B0": FEB3},
        "semicolon",
    ),
    Variation(
        "allekirjoituksen_tila",
        table(
            "Asiakirja|Asiakirjan tila|Nimi|Allekirjoituksen tila|Allekirjoituksen aika",
            "A|Kesken|{M0}|Allekirjoitettu|3.2.2027 14.05",
            "A|Kesken|{A0}|Odottaa|",
        ),
        {"M0": FEB3},
        "semicolon",
    ),
    Variation(
        "underskriftsstatus",
        table(
            "Namn|Underskriftsstatus|Underskriftsdatum|Status",
            "{M0}|Underskriven|3.2.2027|Pågående",
            "{A0}|Ej underskriven||Pågående",
        ),
        {"M0": FEB3},
        "utf16",
    ),
    Variation(
        "allekirjoitus_of_a_side",
        table(
            "Mentori|Mentorin allekirjoitus|Aktori|Aktorin allekirjoitus",
            "{M0}|3.2.2027|{A0}|",
            "{M1}|3.2.2027|{A1}|puuttuu",
        ),
        {"M0": FEB3, "M1": FEB3},
        "semicolon",
    ),
    Variation(
        "weekday_and_zone",
        table(
            "Name|Status|Signed on",
            "{M0}|Signed|ke 3.2.2027 14.05",
            "{A0}|Signed|3.2.2027 14:05:33 (UTC+2)",
            "{B0}|Signed|3/2/2027 (GMT)",
        ),
        {"M0": FEB3, "A0": FEB3, "B0": "ask"},
    ),
    Variation(
        "days_that_are_no_signing",
        table(
            "Recipient|Status|Recipient due date|Recipient sent date",
            "{M0}|Signed|2027-02-03|2027-02-01",
            "{A0}|Sent|2027-02-03|2027-02-01",
        ),
        {"M0": "ask"},
    ),
]
