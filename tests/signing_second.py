"""More signing reports, unlike the first, written before the reader was looked at again."""

from __future__ import annotations

from signing_variations import FEB3, GROUPS, MAIL, NAME, TODAY, Variation, moments, table

__all__ = ["GROUPS", "MAIL", "NAME", "TODAY", "VARIATIONS"]

VARIATIONS = [
    Variation("two_rows_of_titles", [["", "Signer 1", "", "", "Signer 2", "", ""], ["Document", "Email", "Status", "Signed on", "Email", "Status", "Signed on"], ["a", "<M0>", "Signed", "2027-02-03", "<A0>", "Pending", ""], ["b", "<M1>", "Declined", "2027-02-03", "<A1>", "Signed", "2027-02-04"]], {"M0": FEB3, "A1": "2027-02-04", "M1": "no"}),
    Variation("envelope_then_people", table("Envelope|Envelope status|Recipient|Recipient email|Recipient status|Signed at", "Agreement one|Completed||||", "||{M0}|<M0>|Signed|2027-02-03 10:00", "||{A0}|<A0>|Signed|2027-02-03 11:00", "Agreement two|Declined||||", "||{M1}|<M1>|Declined|", "||{A1}|<A1>|Sent|"), {"M0": FEB3, "A0": FEB3, "M1": "no"}),
    Variation("roles_and_utc", table("Agreement name|Agreement status|Participant email|Participant role|Participant status|Completion date (UTC)", "x|SIGNED|<A0>|SIGNER|COMPLETED|2027-02-02 23:30", "x|SIGNED|<M0>|SIGNER|COMPLETED|2027-02-02 10:00", "x|SIGNED|<B0>|CC|COMPLETED|2027-02-02 23:30"), {"A0": FEB3, "M0": "2027-02-02", "B0": "no"}),
    Variation("parts_in_swedish", table("Dokument|Status|Part 1 namn|Part 1 e-post|Part 1 signeringstid|Part 2 namn|Part 2 e-post|Part 2 signeringstid", "avtal|Väntar|{M2}|<M2>|2027-02-03 09:15|{A2}|<A2>|"), {"M2": FEB3}, "latin"),
    Variation("invited_in_finnish", table("Asiakirja|Asiakirjan tila|Kutsuttu|Kutsutun sähköposti|Kutsun tila|Allekirjoitusaika", "sopimus|Kesken|{A1}|<A1>|Allekirjoitettu|3.2.2027 9.15", "sopimus|Kesken|{B1}|<B1>|Avattu|", "sopimus|Kesken|{M1}|<M1>|Lähetetty|"), {"A1": FEB3}, "semicolon"),
    Variation("actions", table("Subject|Envelope status|Recipient name|Recipient email|Recipient action|Recipient status|Recipient completed date/time", "s|completed|{A0}|<A0>|Needs to Sign|completed|2/3/2027 9:00:00 AM", "s|completed|{M0}|<M0>|Needs to Sign|completed|2/13/2027 9:00:00 AM", "s|completed|{B0}|<B0>|Receives a Copy|completed|2/13/2027 9:00:00 AM", "s|completed|{A1}|<A1>|Needs to View|completed|2/13/2027 9:00:00 AM"), {"A0": FEB3, "M0": "2027-02-13", "B0": "no", "A1": "no"}),
    Variation("marks_before_states", table("Name|Email|Status|Signed", "{A0}|<A0>|✔ Signed|2027-02-03", "{B0}|<B0>|✖ Declined|2027-02-03", "{M0}|<M0>|⏳ Pending|"), {"A0": FEB3, "B0": "no"}),
    Variation("signed_or_declined_on", table("Name|Email|Status|Signed or declined on", "{A0}|<A0>|Signed|2027-02-03", "{B0}|<B0>|Declined|2027-02-03"), {"A0": "ask", "B0": "no"}),
    Variation("no_status_signed_or_declined", table("Name|Email|Signed/declined", "{A0}|<A0>|2027-02-03", "{B0}|<B0>|2027-02-04"), {"A0": "no", "B0": "no"}),
    Variation("sums_below", table("Signer|Email|Status|Signed on", "{A0}|<A0>|Signed|2027-02-03", "{B0}|<B0>|Pending|", "|||", "Total|2||", "Signed|1||2027-02-28"), {"A0": FEB3}),
    Variation("titles_of_people", table("Name|Status|Signed on", "Dr. Sanna Kallio|Signed|2027-02-03", "Hakkarainen Ville (mentee)|Signed|2027-02-03", "Kantola, E.|Signed|2027-02-03"), {"A0": "either", "B0": "either", "A1": "no"}, "semicolon"),
    Variation("addresses_as_links", table("E-mail|Status|Signed on", "mailto:<A0>|Signed|2027-02-03", "P-A0001@EXAMPLE.ORG |Signed|2027-02-03", "Aino <<M0>>|Signed|2027-02-03"), {"A0": "either", "B0": FEB3, "M0": FEB3}),
    Variation("signed_by_each", table("Agreement|Mentor|Signed by mentor|Signed by mentor on|Mentee|Signed by mentee|Signed by mentee on", "a|{M0}|Yes|2027-02-03|{A0}|No|", "b|{M1}|Yes||{A1}|Yes|2027-02-04"), {"M0": "either", "M1": "ask", "A1": "either"}),
    Variation("forms_of_days", moments(("A0", "2027/02/03"), ("B0", "den 3 februari 2027 kl. 14:05"), ("M0", "Wed Feb 03 2027 14:05:00 GMT+0200"), ("A1", "20270203"), ("B1", "1801663500"), ("M1", "3.2."), ("A2", "2 days ago"), ("B2", "2027-02")), {"A0": FEB3, "B0": FEB3, "M0": "either", "A1": "either", "B1": "ask", "M1": "ask", "A2": "ask", "B2": "ask"}),
    Variation("one_person_two_states", table("Name|Email|Status|Signed on", "{A0}|<A0>|Signed|2027-02-03", "{A0}|<A0>|Declined|2027-02-10", "{B0}|<B0>|Declined|2027-02-03", "{B0}|<B0>|Pending|"), {"A0": "either", "B0": "no"}),
    Variation("delegated", table("Name|Email|Status|Delegated to|Signed on", "{A0}|<A0>|Delegated|{B0}|2027-02-03", "{B0}|<B0>|Signed on behalf of {A0}||2027-02-03"), {"A0": "no", "B0": "no"}),
    Variation("two_kinds_of_status", table("Name|Email|Delivery status|Signature status|Signed on", "{A0}|<A0>|Delivered|Signed|2027-02-03", "{B0}|<B0>|Delivered|Not signed|", "{M0}|<M0>|Delivered||"), {"A0": "either"}),
    Variation("whole_with_lists", table("Document|Status|Signers|Signed by|Pending|Completed", "a|Partially signed|<A0>; <M0>|<A0>|<M0>|", "b|Completed|<A1>; <M1>|<A1>; <M1>||2027-02-03"), {"A0": "no", "A1": "either", "M1": "either"}),
    Variation("titles_alone", table("Name|Email|Status|Signed on"), {}),
    Variation("status_with_percent", table("Document|Recipients|Progress|Status|Completed on", "a|<A0>; <M0>|50 %|Completed 1 of 2|", "b|<A1>|100 %|Completed 1 of 1|2027-02-03"), {"A0": "no", "M0": "no", "A1": "either"}),
    Variation("signed_then_withdrawn", table("Name|Email|Status|Signed on|Withdrawn on", "{A0}|<A0>|Withdrawn|2027-02-03|2027-02-05", "{B0}|<B0>|Signed|2027-02-03|"), {"A0": "no", "B0": FEB3}),
    Variation("by_others_in_finnish", table("Sopimus|Lähettäjä|Lähettäjän sähköposti|Allekirjoittajat|Valmistunut", "a|{M1}|<M1>|{A1} (<A1>), {B1} (<B1>)|3.2.2027"), {"A1": FEB3, "B1": FEB3}, "semicolon"),
    Variation("mixed_with_unsigned_word", table("Namn|E-post|Ej undertecknat|Undertecknat", "{A2}|<A2>||2027-02-03", "{B2}|<B2>|2027-02-20|", "{M2}|<M2>|x|"), {"A2": FEB3}, "utf16-semicolon"),
]  # fmt: skip
