"""Signing reports as known services and people's own lists have them, written after two rounds."""

from __future__ import annotations

from signing_variations import FEB3, GROUPS, MAIL, NAME, TODAY, Variation, table

__all__ = ["GROUPS", "MAIL", "NAME", "TODAY", "VARIATIONS"]

E = "either"
VARIATIONS = [
    Variation(
        "state_in_the_cell",
        table(
            "Document|Signers|Status",
            "a|{A0} (Signed 3.2.2027); {M0} (Pending)|In progress",
            "b|{A1} (Signed 3.2.2027); {M1} (Signed 3.2.2027)|Completed",
        ),
        {"A0": E, "A1": E, "M1": E},
    ),
    Variation(
        "addresses_with_days",
        table(
            "Document|Signed by|Waiting for",
            "a|<A0> (2027-02-03)|<M0>",
            "b|<A1> (2027-02-03), <M1> (2027-02-03)|",
        ),
        {"A0": E, "A1": E, "M1": E},
    ),
    Variation(
        "lists_side_by_side",
        table(
            "Document|Recipients|Recipient statuses|Signed dates",
            "a|<A0>; <M0>|Signed; Pending|2027-02-03;",
        ),
        {"A0": E, "M0": "no"},
    ),
    Variation(
        "dropboxlike",
        table(
            "Title|Status|Requester|Signer name|Signer email|Signer status|Viewed at|Signed at|Last reminded at",
            "Agr|Awaiting Signature|HR mentoring@example.org|{A0}|<A0>|signed|Feb 1, 2027 09:00 UTC|Feb 2, 2027 23:30 UTC|",
            "Agr|Awaiting Signature|HR|{M0}|<M0>|awaiting_signature|||Feb 5, 2027",
            "Agr2|Complete|HR|{A1}|<A1>|signed||Feb 3, 2027 08:30 UTC|",
        ),
        {"A0": FEB3, "A1": FEB3},
    ),
    Variation(
        "adobelike",
        table(
            "Agreement ID|Name|Sender Email|Status|Recipient emails|Date created|Date signed",
            "1|a|mentoring@example.org|Signed|<A0>,<M0>|2027-01-20|2027-02-03",
            "2|b|mentoring@example.org|Out for Signature|<A1>,<M1>|2027-01-20|",
        ),
        {"A0": FEB3, "M0": FEB3},
    ),
    Variation(
        "scrivelike",
        table(
            "Id|Dokumenttitel|Dokumentstatus|Startad|Färdigställd|Motpart namn|Motpart e-post|Motpart status",
            "1|avtal|Undertecknat|2027-01-20 10:00|2027-02-03 10:00|{A2}|<A2>|Undertecknat",
            "2|avtal|Skickat|2027-01-20 10:00||{B2}|<B2>|Öppnat",
            "3|avtal|Avvisat|2027-01-20||{M2}|<M2>|Avvisat",
        ),
        {"A2": FEB3, "M2": "no"},
        "latin",
    ),
    Variation(
        "vismalike",
        table(
            "Nimi|Tila|Luotu|Voimassa|Allekirjoittajan nimi|Allekirjoittajan sähköposti|Allekirjoituksen tila|Allekirjoituksen aikaleima",
            "sopimus|Valmis|20.1.2027|20.2.2027|{A1}|<A1>|Allekirjoitettu|3.2.2027 9:15:02",
            "sopimus|Odottaa|20.1.2027|20.2.2027|{B1}|<B1>|Odottaa|",
            "sopimus|Vanhentunut|20.1.2027|20.2.2027|{M1}|<M1>|Vanhentunut|",
        ),
        {"A1": FEB3, "M1": "no"},
        "semicolon",
    ),
    Variation(
        "docusignlike",
        [
            ["Envelope Recipient Report"],
            ["Date Range: 1/1/2027 - 3/1/2027"],
            ["Time Zone: (UTC+02:00) Helsinki"],
            [],
            *table(
                "Envelope Subject|Envelope Status|Sender Name|Sender Email|Recipient Name|Recipient Email|Recipient Status|Sent Date|Viewed Date|Completed Date|Declined Date",
                "s|Completed|HR|mentoring@example.org|{A0}|<A0>|Completed|1/20/2027|2/1/2027|2/3/2027|",
                "s|Completed|HR|mentoring@example.org|{M0}|<M0>|Completed|1/20/2027|2/1/2027|2/3/2027|",
                "s|Sent|HR|mentoring@example.org|{A1}|<A1>|Delivered|1/20/2027|2/1/2027||",
                "s|Declined|HR|mentoring@example.org|{B1}|<B1>|Declined|1/20/2027|2/1/2027||2/4/2027",
            ),
        ],
        {"A0": E, "M0": E, "B1": "no"},
    ),
    Variation(
        "own_keeping",
        table(
            "Nimi|Sopimus lähetetty|Allekirjoitettu|Huom",
            "{A1}|20.1.2027|3.2.2027|",
            "{B1}|20.1.2027|ei vielä|muistutettu 1.2.",
            "{M1}|20.1.2027|ok|",
            "{A0}|20.1.2027|3.2.2027 paperilla|",
        ),
        {"A1": FEB3, "M1": "ask", "A0": E},
        "semicolon",
    ),
    Variation(
        "sms_signing",
        table(
            "Signer|Phone|Email|Signing method|Signed at|Document hash",
            "{A0}|+358401234567|<A0>|Bank ID|2027-02-03T12:00:00+02:00|ab12",
            "{B0}|+358401234568|<B0>|||",
        ),
        {"A0": FEB3},
    ),
    Variation(
        "reversed_state_words",
        table("Name|Email|Unsigned|Signed", "{A0}|<A0>|No|Yes", "{B0}|<B0>|Yes|No"),
        {"A0": "ask"},
    ),
    Variation(
        "finalised",
        table(
            "Party|Party e-mail|Outcome|Finalised",
            "{A0}|<A0>|Accepted|2027-02-03",
            "{B0}|<B0>|Rejected|2027-02-03",
        ),
        {"A0": E, "B0": "no"},
    ),
    Variation(
        "reasons",
        table(
            "Name|Email|Status|Decline reason|Signed on",
            "{A0}|<A0>|Declined|Already signed on paper 3.2.2027|",
            "{B0}|<B0>|Signed||2027-02-03",
        ),
        {"A0": "no", "B0": FEB3},
    ),
    Variation(
        "envelope_day_last",
        table(
            "Envelope|Signer|Status|Signature date|Envelope completed",
            "a|{A0}|Signed||2027-02-05",
            "a|{M0}|Signed|2027-02-03|2027-02-05",
        ),
        {"A0": E, "M0": FEB3},
    ),
    Variation(
        "sides_with_status",
        table(
            "Agreement|Status|Mentor|Mentor status|Mentor date signed|Mentee|Mentee status|Mentee date signed",
            "a|Partially signed|{M0}|Signed|2027-02-03|{A0}|Viewed|",
            "b|Voided|{M1}|Signed|2027-02-03|{A1}|Declined|",
        ),
        {"M0": FEB3, "M1": "ask", "A1": "no"},
    ),
    Variation(
        "names_only_doubled",
        table(
            "Allekirjoittaja 1|Allekirjoitettu 1|Allekirjoittaja 2|Allekirjoitettu 2",
            "{M1}|3.2.2027|{A1}|",
            "{M0}||{A0}|4.2.2027",
        ),
        {"M1": FEB3, "A0": "2027-02-04"},
        "semicolon",
    ),
    Variation(
        "zone_above",
        [
            ["Recipient report"],
            ["Time zone:", "(UTC-08:00) Pacific Time"],
            *table("Signer|Signer email|Status|Signed on", "{A0}|<A0>|Signed|2027-02-02 22:10"),
        ],
        {"A0": FEB3},
    ),
    Variation(
        "ordinals",
        table(
            "First signer|First signer signed on|Second signer|Second signer signed on",
            "{M1}|2027-02-03|{A1}|",
            "{M0}||{A0}|2027-02-04",
        ),
        {"M1": FEB3, "A0": "2027-02-04"},
    ),
]
