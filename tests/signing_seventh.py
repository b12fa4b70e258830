"""Signing reports of a seventh round: parts beside the parties, agreements of others, neighbours' languages."""

from __future__ import annotations

from signing_variations import FEB3, Variation, table

_OWN = "Document|Name|Email|Status|Signed"
_HISTORY = (
    '{A0} <A0>\n"Kallio - agreement (en)" History\nDocument emailed to {A0} (<A0>) for signature\n'
    "2027-02-02 - 8:00:05 AM GMT\nDocument e-signed by {A0} (<A0>)\n"
    "Signature Date: 2027-02-03 - 7:05:05 AM GMT - Time Source: server- IP address: 1.2.3.4\n"
    "Email viewed by {B0} (<B0>)\n2027-02-03 - 9:00:05 AM GMT- IP address: 1.2.3.4"
)


def in_words(language, titles, signed, waiting, refused):
    """A report in a neighbour's language: one has signed, one not yet, one never will."""
    states = ((signed, "03.02.2027"), (waiting, ""), (refused, ""))
    rows = [
        f"{{{code}}}|<{code}>|{state}|{day}"
        for code, (state, day) in zip(("A0", "B0", "M0"), states, strict=True)
    ]
    return Variation(language, table(titles, *rows), {"A0": FEB3, "M0": "ask"})


VARIATIONS = [
    Variation(
        "beside_the_parties",
        table(
            "Name|Email|Role|Status|Signed",
            "{A0}|<A0>|Signer|Signed|2027-02-03",
            "{B0}|<B0>|Witness|Signed|2027-02-03",
            "{A1}|<A1>|Todistaja|Signed|2027-02-03",
            "{A2}|<A2>|Vittne|Signed|2027-02-03",
            "{M2}|<M2>|In person signer|Signed|2027-02-03",
            "{B2}|<B2>|In person host|Signed|2027-02-03",
        ),
        {"A0": FEB3, "B0": "ask", "A1": "ask", "A2": "ask", "M2": FEB3, "B2": "ask"},
    ),
    Variation(
        "whose_agreement",
        table(
            _OWN,
            "Makela 0 Aino - agreement (en).pdf|{A0}|<A0>|Signed|2027-02-03",
            "Makela 0 Aino - agreement (en).pdf|{A1}|<A1>|Signed|2027-02-03",
            "Mentoring agreement of {A2} and {M2}|{A2}|<A2>|Signed|2027-02-03",
            "Mentoring agreement|{B2}|<B2>|Signed|2027-02-03",
            "Mentoring agreement of {B1}|{M1}|<M1>|Signed|2027-02-03",
        ),
        {"A0": FEB3, "A1": "ask", "A2": FEB3, "B2": FEB3, "M1": FEB3},
    ),
    Variation(
        "two_languages_in_one",
        table(
            "Nimi / Name|Sähköposti / Email|Tila / Status|Allekirjoitettu / Signed",
            "{A0}|<A0>|Allekirjoitettu / Signed|3.2.2027",
            "{B0}|<B0>|Peruttu / Cancelled|3.2.2027",
            "{M0}|<M0>|Odottaa / Pending|",
            "{A1}|<A1>|Allekirjoitettu / Rejected|3.2.2027",
        ),
        {"A0": FEB3, "B0": "ask", "A1": "ask"},
    ),
    Variation(
        "kept_by_hand",
        table(
            "Kuka|Milloin allekirjoitti|Huom",
            "{A0}|3.2.2027|",
            "{B0}|lupasi ensi viikolla|",
        ),
        {"A0": FEB3, "B0": "ask"},
    ),
    Variation(
        "ruled_like_text",
        table("Name|Email|Status|Signed", "---|---|---|---", "{A0}|<A0>|Signed|2027-02-03"),
        {"A0": FEB3},
    ),
    Variation(
        "pasted_history", [[line] for line in _HISTORY.split("\n")], {"A0": FEB3}, "xlsx"
    ),
    in_words("german", "Unterzeichner|E-Mail|Status|Unterschrieben am",
             "Unterschrieben", "Ausstehend", "Abgelehnt"),
    in_words("danish", "Underskriver|E-mail|Status|Underskrevet",
             "Underskrevet", "Afventer", "Afvist"),
    in_words("dutch", "Ondertekenaar|E-mail|Status|Ondertekend op",
             "Ondertekend", "In afwachting", "Geweigerd"),
    in_words("french", "Signataire|Adresse e-mail|Statut|Date de signature",
             "Signé", "En attente", "Refusé"),
    in_words("spanish", "Firmante|Correo electrónico|Estado|Fecha de firma",
             "Firmado", "Pendiente", "Rechazado"),
    in_words("estonian", "Allkirjastaja|E-post|Olek|Allkirjastatud",
             "Allkirjastatud", "Ootel", "Tagasi lükatud"),
]  # fmt: skip
