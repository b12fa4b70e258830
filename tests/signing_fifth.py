"""Signing reports of a fifth round: other papers beside, names in one cell, sums, how and when in words."""

from __future__ import annotations

import datetime as dt

from signing_variations import FEB3, Variation, table

SERIAL = (dt.date.fromisoformat(FEB3) - dt.date(1899, 12, 30)).days
VARIATIONS = [
    Variation(
        "other_papers",
        table(
            "Subject|Recipient|Status|Signed",
            "Mentoring agreement 2027|<A0>|Completed|2027-02-03",
            "Employment contract|<B0>|Completed|2027-02-03",
            "Aurora, phase two|<M0>|Completed|2027-02-03",
        ),
        {"A0": FEB3, "B0": "ask", "M0": "ask"},
    ),
    Variation(
        "only_other_papers",
        table(
            "Dokumentti|Allekirjoittaja|Tila|Allekirjoitettu",
            "Työsopimus|<A1>|Allekirjoitettu|3.2.2027",
            "Sopimus 7|<B1>|Allekirjoitettu|3.2.2027",
        ),
        {"A1": "ask", "B1": FEB3},
        "semicolon",
    ),
    Variation(
        "names_by_commas",
        table(
            "Contract|State|Participants|Signed date",
            "a|Signed|{M0}, {A0}, {B0}|2027-02-03",
            "b|Draft|{M1}, {A1}, {B1}|",
        ),
        {"M0": FEB3, "A0": FEB3, "B0": FEB3},
    ),
    Variation(
        "names_on_lines",
        [
            ["Agreement", "Recipients", "Status", "Completed on"],
            ["a", "{M0}\n{A0}\n{B0}", "Completed", FEB3],
            ["b", "<M1>\n<A1>", "Sent for signature", None],
        ],
        {"M0": FEB3, "A0": FEB3, "B0": FEB3},
        "xlsx",
    ),
    Variation(
        "parties",
        table("Parties|State|Completed on", "{M0}; {A0}|Completed|2027-02-03", "{M1}|Draft|"),
        {"M0": FEB3, "A0": FEB3},
    ),
    Variation(
        "signed_by_without_a_day",
        table(
            "Document|Signed by|Waiting for|Completed", "a|{A0}; {B0}|{M0}|", "b|{A1}||2027-02-03"
        ),
        {"A0": "ask", "B0": "ask", "A1": FEB3},
    ),
    Variation(
        "sums_and_titles_again",
        table(
            "Name|Email|Status|Signed",
            "{A0}|<A0>|Signed|2027-02-03",
            "Total|2 recipients|1 signed|",
            "|||",
            "Name|Email|Status|Signed",
            "{A1}|<A1>|Signed|2027-02-03",
            "Yhteensä||1 signed|",
        ),
        {"A0": FEB3, "A1": FEB3},
    ),
    Variation(
        "numbers_of_days",
        [
            ["Email", "State", "Signed"],
            ["<A0>", "signed", SERIAL],
            ["<B0>", "signed", "20270203"],
            ["<M0>", "signed", 20270203],
            ["<A1>", "signed", "20271303"],
            ["<B1>", "signed", 4711],
        ],
        {"A0": FEB3, "B0": FEB3, "M0": FEB3, "A1": "ask", "B1": "ask"},
        "xlsx",
    ),
    Variation(
        "how_it_was_signed",
        table(
            "Name|Email|Status|Signed",
            "{A0}|<A0>|Signed on paper|2027-02-03",
            "{B0}|<B0>|Allekirjoitettu vahvasti (pankkitunnukset)|2027-02-03",
            "{M0}|<M0>|Signerat med BankID|2027-02-03",
            "{B2}|<B2>|Undertecknat på papper|2027-02-03",
            "{A1}|<A1>|Signed with reservations|2027-02-03",
            "{B1}|<B1>|Paper copy requested|",
            "{M1}|<M1>|Sent by e-mail|",
            "{A2}|<A2>|Signed by hand, declined|2027-02-03",
        ),
        {"A0": FEB3, "B0": FEB3, "M0": FEB3, "B2": FEB3, "A1": "ask", "B1": "ask", "A2": "ask"},
    ),
    Variation(
        "day_in_words_in_the_status",
        table(
            "Name|Email|Status",
            "{A0}|<A0>|Signed on 3 February 2027 at 14:05",
            "{B0}|<B0>|Viewed on 3 February 2027",
            "{M0}|<M0>|Signed Feb 3, 2027",
            "{A1}|<A1>|Allekirjoitettu 3. helmikuuta 2027",
            "{B1}|<B1>|Declined on 3 February 2027",
        ),
        {"A0": FEB3, "M0": FEB3, "A1": FEB3, "B1": "ask"},
    ),
    Variation(
        "not_yet_in_words",
        table(
            "Name|Email|Status|Signed",
            "{A0}|<A0>|Signature pending|",
            "{B0}|<B0>|Ready to sign|",
            "{M0}|<M0>|Kutsu lähetetty|",
            "{A1}|<A1>|Ei vielä allekirjoittanut|",
            "{B1}|<B1>|Påminnelse skickad|",
            "{M1}|<M1>|Finish later|",
            "{A2}|<A2>|Signed, waiting for others|2027-02-03",
        ),
        {"A2": "ask"},
    ),
    Variation(
        "copies_by_their_type",
        table(
            "Recipient|Email|Type|State|Finished",
            "{A0}|<A0>|In-person signer|Finished|2027-02-03",
            "{B0}|<B0>|Carbon copy|Finished|2027-02-03",
        ),
        {"A0": FEB3},
    ),
]
