"""Signing reports of an eighth round: rows under an agreement or a heading, other periods, more of one cell."""

from __future__ import annotations

from signing_variations import FEB3, HR, Variation, table

_DOUBLE = "Document|Document status|Name|Email|Status|Signed"

VARIATIONS = [
    Variation(
        "state_of_the_whole_once",
        table(
            _DOUBLE,
            "One|Voided|{A0}|<A0>|Signed|2027-02-03",
            "|||||",
            "||{B0}|<B0>|Signed|2027-02-03",
            "Two|Completed|{A1}|<A1>|Signed|2027-02-03",
            "||{B1}|<B1>|Signed|2027-02-03",
            "||{M1}|<M1>|Sent|",
        ),
        {"A0": "ask", "B0": "ask", "A1": FEB3, "B1": FEB3},
    ),
    Variation(
        "name_of_the_document_once",
        table(
            "Document|Name|Email|Status|Signed",
            "Employment contract|{A0}|<A0>|Signed|2027-02-03",
            "|{B0}|<B0>|Signed|2027-02-03",
            "Mentoring agreement|{A1}|<A1>|Signed|2027-02-03",
            "|{B1}|<B1>|Signed|2027-02-03",
        ),
        {"A0": "ask", "B0": "ask", "A1": FEB3, "B1": FEB3},
    ),
    Variation(
        "under_headings",
        table(
            "Name|Email|Signed",
            "Completed envelopes (1)||",
            "{A0}|<A0>|2027-02-03",
            "Voided||",
            "{B0}|<B0>|2027-02-03",
            "{M0}|<M0>|2027-02-03",
            "Allekirjoitettu||",
            "{A1}|<A1>|2027-02-03",
            "Peruutetut||",
            "{B1}|<B1>|2027-02-03",
        ),
        {"A0": FEB3, "B0": "ask", "M0": "ask", "A1": FEB3, "B1": "ask"},
    ),
    Variation(
        "called_off_above_all",
        table("Cancelled agreements||", "Name|Email|Signed", "{A0}|<A0>|2027-02-03"),
        {"A0": "ask"},
    ),
    Variation(
        "all_states_above_all",
        table("Completed, declined and voided||", "Name|Email|Signed", "{A0}|<A0>|2027-02-03"),
        {"A0": FEB3},
    ),
    Variation(
        "a_mark_at_the_state",
        table("Name|Email|Status|Signed", "{A0}|<A0>|Signed*|2027-02-03", "{B0}|<B0>|Signed|2027-02-03",
              "* withdrawn later|||"),
        {"A0": "ask", "B0": FEB3},
    ),
    Variation(
        "ticks_and_unseen_letters",
        table("Name|Email|Signed?|Signing date", "{A0}|<A0>|✅|\u200e2027-02-03", "{B0}|<B0>|❌|"),
        {"A0": FEB3},
    ),
    Variation(
        "holds_or_not",
        table(
            "Nimi|Sähköposti|Tila|Allekirjoitettu|Voimassa",
            "{A0}|<A0>|Allekirjoitettu|3.2.2027|Ei",
            "{B0}|<B0>|Allekirjoitettu|3.2.2027|Kyllä",
            "{M0}|<M0>|Allekirjoitettu|3.2.2027|31.12.2027 asti",
        ),
        {"A0": "ask", "B0": FEB3, "M0": FEB3},
    ),
    Variation(
        "of_another_period",
        table(
            "Document|Name|Email|Status|Signed",
            "Mentoring agreement 2025-autumn|{A0}|<A0>|Signed|2027-02-03",
            "Mentoring agreement 2025|{B0}|<B0>|Signed|2027-02-03",
            "Mentoring agreement 2027-spring|{A1}|<A1>|Signed|2027-02-03",
            "Mentoring agreement|{B1}|<B1>|Signed|2027-02-03",
        ),
        {"A0": "ask", "B0": "ask", "A1": FEB3, "B1": FEB3},
    ),
    Variation(
        "two_names_in_one_cell",
        table("Asiakirja|Tila|Allekirjoittajat|Allekirjoitettu", "S|Allekirjoitettu|{A0}, {B0}|3.2.2027"),
        {"A0": FEB3, "B0": FEB3},
    ),
    Variation(
        "titles_and_parts_beside_names",
        table("Signer|Status|Signed", "Dr. {A0} (mentee)|Signed|2027-02-03", "Prof. {M1}|Signed|2027-02-03",
              "S. Kallio, assistant of {B0}|Signed|2027-02-03"),
        {"A0": FEB3, "M1": FEB3, "B0": "ask"},
    ),
    Variation(
        "in_person",
        table(
            "Recipient|Email|In person signer|Status|Signed",
            f"Mentoring coordinator|{HR}|{{A0}}|Completed|2027-02-03",
            "{M0}|<M0>||Completed|2027-02-03",
            "{M1}|<M1>|{A1}|Completed|2027-02-03",
        ),
        {"A0": "ask", "M0": FEB3, "A1": "ask", "M1": "ask"},
    ),
    Variation(
        "yes_or_no_of_the_whole",
        table(
            "title|is_complete|signer_1_name|signer_1_email|signer_1_status|signer_1_signed_at|signer_2_name|signer_2_email|signer_2_status|signer_2_signed_at",
            "Agreement|false|{A0}|<A0>|signed|2027-02-03|{B0}|<B0>|awaiting_signature|",
            "Agreement|true|{A1}|<A1>|signed|2027-02-03|{B1}|<B1>|signed|2027-02-03",
        ),
        {"A0": FEB3, "A1": FEB3, "B1": FEB3},
    ),
    Variation(
        "who_signed_in_swedish",
        table("Namn|E-post|Undertecknat av|Undertecknat den", "{A0}|<A0>|{A0}|3.2.2027", "{B0}|<B0>||",
              "{A1}|<A1>|Karin Annan|3.2.2027"),
        {"A0": FEB3, "A1": "ask"},
    ),
    Variation(
        "state_of_the_envelope_in_one_of_its_rows",
        table("Recipient|Email|Status|Signed|Envelope|Envelope status", "{A0}|<A0>|Signed|2027-02-03|e1|",
              "{B0}|<B0>|Signed|2027-02-03|e1|Voided", "{A1}|<A1>|Signed|2027-02-03|e2|Completed"),
        {"A0": "ask", "B0": "ask", "A1": FEB3},
    ),
    Variation(
        "state_of_an_envelope_that_was_sent_anew",
        table("Recipient|Email|Status|Signed|Document|Document status", "{A0}|<A0>|Sent||Agreement|Voided",
              "{A0}|<A0>|Signed|2027-02-03|Agreement|Completed", "{B0}|<B0>|Signed|2027-02-03|Agreement|"),
        {"A0": FEB3, "B0": FEB3},
    ),
    Variation(
        "german_states",
        table("Name|Email|Status|Signed", "{A0}|<A0>|Noch nicht unterschrieben|", "{B0}|<B0>|Warten auf Unterschrift|",
              "{A1}|<A1>|Vollständig unterzeichnet|3.2.2027"),
        {"A1": FEB3},
    ),
    Variation(
        "german_days",
        table("Name|Email|Status|Signed", "{A0}|<A0>|Unterschrieben|Mittwoch, 3. Februar 2027",
              "{B0}|<B0>|Unterschrieben|3. Februar 2027 um 10:00 Uhr"),
        {"A0": FEB3, "B0": "ask"},
    ),
]  # fmt: skip
