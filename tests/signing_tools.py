"""Signing reports of a sixth round: as services' exports and trails stand when they are pasted into a sheet.

The verdicts were written before the program was asked; none of the forms could be verified at the services.
"""

from __future__ import annotations

from signing_variations import FEB3, HR, Variation, table

FEB4 = "2027-02-04"
NO = "no"


def down(*pairs):
    """Return rows with a title at the left and its answer beside it, from texts; an empty one parts blocks."""
    return [[c.strip() for c in pair.split("|")] for pair in pairs]


VARIATIONS = [
    # DocuSign
    Variation("docusign_recipients", table(
        "Envelope Id|Envelope Subject|Recipient Name|Recipient Email|Recipient Type|Recipient Status|Delivered Date/Time|Signed Date/Time|Decline Reason",
        "e1|Mentoring agreement|{M0}|<M0>|Signer|Completed|2027-02-01 10:00|2027-02-03 10:00|",
        "e1|Mentoring agreement|{A0}|<A0>|Signer|Delivered|2027-02-01 10:00||",
        "e1|Mentoring agreement|{B0}|<B0>|Signer|Declined|2027-02-01 10:00||wrong dates",
        "e2|Mentoring agreement|{M1}|<M1>|Signer|AutoResponded|||"), {"M0": FEB3, "B0": NO, "M1": NO}),
    Variation("docusign_expired", table(
        "Envelope Id|Status|Sent|Expired On|Recipient Email|Recipient Status|Signed On",
        "e1|Expired|2027-01-05|2027-02-20|<M0>|Completed|2027-02-03", "e1|Expired|2027-01-05|2027-02-20|<A0>|Sent|"), {"M0": "ask"}),
    Variation("docusign_reassigned", table(
        "Recipient Name|Recipient Email|Recipient Status|Assigned To|Signed On",
        "{A0}|<A0>|Reassigned|other@example.org|", "Other Person|other@example.org|Completed||2027-02-03", "{M0}|<M0>|Completed||2027-02-03"), {"M0": FEB3, "A0": NO}),
    Variation("docusign_certificate", down(
        "Certificate Of Completion", "Envelope Id:|E1", "Subject:|Mentoring agreement", "Status:|Completed", "",
        "Signer Events|Signature|Timestamp",
        "{M0}||Sent: 2027-02-01 10:00", "<M0>||Viewed: 2027-02-02 09:00", "||Signed: 2027-02-03 10:00"), {"M0": FEB3}),
    Variation("docusign_history", table(
        "Time|User|Action|Activity|Status",
        "2027-02-01 10:00|HR|Sent Invitations|HR sent an invitation to {M0} [<M0>]|Sent",
        "2027-02-02 10:00|{M0}|Viewed|{M0} [<M0>] viewed the envelope|Delivered",
        "2027-02-03 10:00|{M0}|Signed|{M0} [<M0>] signed the envelope|Completed",
        "2027-02-03 11:00|{A0}|Viewed|{A0} [<A0>] viewed the envelope|Delivered"), {"M0": FEB3}),
    # Adobe
    Variation("adobe_participants", table(
        "Agreement Name|Agreement Status|Participant Name|Participant Email|Participant Role|Participant Status|Participant Completion Date",
        "Mentoring agreement|OUT_FOR_SIGNATURE|{M0}|<M0>|SIGNER|COMPLETED|2027-02-03T10:00:00Z",
        "Mentoring agreement|OUT_FOR_SIGNATURE|{A0}|<A0>|SIGNER|WAITING_FOR_MY_SIGNATURE|",
        "Mentoring agreement|CANCELLED|{M1}|<M1>|SIGNER|COMPLETED|2027-02-03T10:00:00Z",
        "Mentoring agreement|CANCELLED|{A1}|<A1>|SIGNER|CANCELLED|"), {"M0": FEB3, "M1": "ask", "A1": NO}),
    Variation("adobe_audit_lines", [
        ["Mentoring agreement - Final Audit Report"], ["Created:", "2027-02-01"], ["By:", f"HR ({HR})"], ["Status:", "Signed"], [],
        ["Document created by HR", "2027-02-01 - 8:00:00 AM GMT"],
        ["Document emailed to {M0} (<M0>) for signature", "2027-02-01 - 8:01:00 AM GMT"],
        ["Email viewed by {M0} (<M0>)", "2027-02-02 - 8:01:00 AM GMT"],
        ["Document e-signed by {M0} (<M0>)", "Signature Date: 2027-02-03 - 8:01:00 AM GMT"],
        ["Document e-signed by {A0} (<A0>)", "Signature Date: 2027-02-04 - 8:01:00 AM GMT"],
        ["Agreement completed.", "2027-02-04 - 8:01:00 AM GMT"]], {"M0": "either", "A0": "either"}),
    Variation("adobe_declined", table("Title|Status|Recipients|Date Modified|Declined by", "Mentoring agreement|Canceled / Declined|<M0>; <A0>|2027-02-03|<A0>"), {"M0": NO, "A0": NO}),
    Variation("adobe_delegated", table("Name|Email|Status|Date", "{A0}|<A0>|Delegated to {B0} (<B0>)|2027-02-02", "{B0}|<B0>|Signed as a delegate|2027-02-03"), {"A0": NO, "B0": NO}),
    # Visma Sign
    Variation("visma_invitations", table("Asiakirja|Asiakirjan tila|Kutsuttu|Sähköposti|Tila|Allekirjoitettu|Vanhenee",
        "Mentorointisopimus|Odottaa allekirjoituksia|{A1}|<A1>|Allekirjoitettu|3.2.2027 14.05|3.3.2027", "Mentorointisopimus|Odottaa allekirjoituksia|{M1}|<M1>|Uusi|-|3.3.2027",
        "Mentorointisopimus|Odottaa allekirjoituksia|{B1}|<B1>|Hylännyt|4.2.2027 9.00|3.3.2027"), {"A1": FEB3, "B1": NO}, "semicolon"),
    Variation("visma_side", down("Asiakirja|Mentorointisopimus", "Tila|Allekirjoitettu", "", "Allekirjoittaja|{A1}", "Sähköposti|<A1>", "Allekirjoitusaika|3.2.2027 14.05", "",
        "Allekirjoittaja|{M1}", "Sähköposti|<M1>", "Allekirjoitusaika|4.2.2027 8.15"), {"A1": FEB3, "M1": FEB4}, "semicolon"),
    Variation("visma_side_waiting", down("Nimi|{A1}", "Sähköposti|<A1>", "Tila|Allekirjoitettu", "Allekirjoitettu|3.2.2027", "", "Nimi|{M1}", "Sähköposti|<M1>", "Tila|Odottaa", "Allekirjoitettu|", "",
        "Nimi|{B1}", "Sähköposti|<B1>", "Tila|Hylätty", "Allekirjoitettu|"), {"A1": FEB3, "B1": NO}, "semicolon"),
    Variation("visma_events", table("Aika|Tapahtuma|Henkilö|Sähköposti", "1.2.2027 10.00|Kutsu lähetetty|{A1}|<A1>", "2.2.2027 10.00|Asiakirja avattu|{A1}|<A1>", "3.2.2027 10.00|Allekirjoitti asiakirjan|{A1}|<A1>",
        "3.2.2027 11.00|Kutsu lähetetty|{M1}|<M1>"), {"A1": FEB3}, "semicolon"),
    # Signicat
    Variation("signicat_tasks", table("Task|Signer|Email|Task status|Signature method|Signed time (UTC)", "t1|{M2}|<M2>|completed|nbid|2027-02-03T08:00:00Z", "t2|{A2}|<A2>|rejected|sbid|", "t3|{B2}|<B2>|expired||"), {"M2": FEB3, "A2": NO, "B2": NO}),
    Variation("signicat_side", down("Order|o-77", "Status|Partially signed", "Signer 1|{M2}", "Signer 1 email|<M2>", "Signer 1 status|Signed", "Signer 1 signed at|2027-02-03 09:00", "Signer 2|{A2}", "Signer 2 email|<A2>", "Signer 2 status|Created", "Signer 2 signed at|"), {"M2": FEB3}),
    Variation("signicat_deleted", table("Document status|Signatory|Signatory email|State|Signed", "DELETED|{M2}|<M2>|SIGNED|2027-02-03", "SIGNED|{A2}|<A2>|SIGNED|2027-02-03"), {"M2": "ask", "A2": FEB3}),
    # Scrive
    Variation("scrive_parties", table("Titel|Status|Part|E-post|Roll|Partens status|Signerad", "Mentoravtal|Påbörjad|{M2}|<M2>|Signerande part|Signerat|2027-02-03 09:15", "Mentoravtal|Påbörjad|{A2}|<A2>|Signerande part|Öppnat dokumentet|", "Mentoravtal|Påbörjad|{B2}|<B2>|Granskare|Granskat|2027-02-03"), {"M2": FEB3, "B2": NO}, "latin"),
    Variation("scrive_log", table("Datum|Händelse|Utförd av", "2027-02-01 10:00 CET|Dokumentet skickades|HR", "2027-02-02 10:00 CET|Öppnade dokumentet|{M2}", "2027-02-03 10:00 CET|Signerade dokumentet|{M2}", "2027-02-04 10:00 CET|Avvisade dokumentet|{A2}"), {"M2": FEB3, "A2": NO}),
    Variation("scrive_side", down("Dokument|Mentoravtal", "Status|Signerat", "", "Namn|{M2}", "E-post|<M2>", "Signerat|2027-02-03 09:15", "", "Namn|{A2}", "E-post|<A2>", "Signerat|2027-02-04 10:15"), {"M2": FEB3, "A2": FEB4}),
    Variation("scrive_forwarded", table("Namn|E-post|Status|Signeringstid", "{M2}|<M2>|Vidarebefordrad|2027-02-03", "{A2}|<A2>|Signerat|2027-02-03"), {"A2": FEB3, "M2": NO}),
    # DocHub
    Variation("dochub_people", table("Recipient|Email|Role|Status|Last action", "{A0}|<A0>|Signer 1|Finished|2027-02-03", "{B0}|<B0>|Signer 2|Viewed|2027-02-03", "{M0}|<M0>|Signer 3|Not sent|"), {"A0": "ask"}),
    Variation("dochub_audit", table("Action|By|IP|Date (UTC)", "Document Created|HR|10.0.0.1|2027-02-01 10:00", "Document Viewed|{A0} (<A0>)|10.0.0.2|2027-02-02 10:00", "Document Signed|{A0} (<A0>)|10.0.0.2|2027-02-03 10:00", "Signing Declined|{B0} (<B0>)|10.0.0.3|2027-02-04 10:00"), {"A0": FEB3, "B0": NO}),
    Variation("dochub_side", down("Document|agreement.pdf", "Signer|{A0}", "Email|<A0>", "Signed on|February 3, 2027 10:00 AM", "Signer|{B0}", "Email|<B0>", "Signed on|Not yet"), {"A0": FEB3}),
    # Dropbox Sign
    Variation("dropbox_requests", table("Title|Requester|Signer name|Signer email|Signer status|Viewed at|Signed at|Declined at", "Mentoring agreement|HR|{M0}|<M0>|signed|2027-02-02|2027-02-03|", "Mentoring agreement|HR|{A0}|<A0>|awaiting_signature|2027-02-02||", "Mentoring agreement|HR|{B0}|<B0>|declined|2027-02-02||2027-02-04"), {"M0": FEB3, "B0": NO}),
    Variation("dropbox_audit", [["Title", "Mentoring agreement"], ["Document ID", "abc"], ["Status", "Out for signature"], [], ["Document History"],
        ["SENT", "02/01/2027 10:00 UTC", f"Sent for signature to {{M0}} (<M0>) from {HR}"], ["VIEWED", "02/02/2027 10:00 UTC", "Viewed by {M0} (<M0>)"], ["SIGNED", "02/13/2027 10:00 UTC", "Signed by {M0} (<M0>)"], ["INCOMPLETE", "02/13/2027", "Not all signers have signed"]], {"M0": "either"}),
    Variation("dropbox_error", table("Signer email|Status code|Signed at", "<M0>|signed|1801663500", "<A0>|error_unknown|", "<B0>|on_hold|"), {"M0": "ask"}),
    # down the side, as one pastes it
    Variation("side_without_gaps", down("Name|{A0}", "Email|<A0>", "Status|Signed", "Signed on|2027-02-03", "Name|{B0}", "Email|<B0>", "Status|Declined", "Signed on|2027-02-04", "Name|{M0}", "Email|<M0>", "Status|Pending", "Signed on|"), {"A0": FEB3, "B0": NO}),
    Variation("side_with_colons", down("Signer:|{A0}", "E-mail:|<A0>", "State:|Signed", "Date of signature:|3 Feb 2027"), {"A0": FEB3}),
    Variation("side_in_one_cell", [["Name: {A0}"], ["Email: <A0>"], ["Status: Signed"], ["Signed on: 2027-02-03"], [], ["Name: {B0}"], ["Email: <B0>"], ["Status: Expired"], ["Signed on: "]], {"A0": FEB3, "B0": NO}, "semicolon"),
    Variation("side_people_across", [["Name", "{M0}", "{A0}", "{B0}"], ["Email", "<M0>", "<A0>", "<B0>"], ["Status", "Signed", "Signed", "Declined"], ["Signed on", "2027-02-03", "2027-02-04", ""]], {"M0": FEB3, "A0": FEB4, "B0": NO}),
    Variation("side_people_across_xlsx", [["Report", "2027-02-28"], [], ["Signer", "{M0}", "{A0}"], ["E-mail address", "<M0>", "<A0>"], ["State", "Waiting", "Signed"], ["Date of signature", None, "2027-02-03"]], {"A0": FEB3}, "xlsx"),
    Variation("side_no_status_no_day", down("Name|{A0}", "Email|<A0>", "Signed on|", "", "Name|{B0}", "Email|<B0>", "Signed on|2027-02-03"), {"B0": FEB3}),
    Variation("side_signed_without_day", down("Name|{A0}", "Email|<A0>", "Status|Signed", "", "Name|{B0}", "Email|<B0>", "Status|Pending"), {"A0": "ask"}),
    Variation("side_sent_day", down("Recipient|{A0}", "Email|<A0>", "Sent|2027-02-01", "Viewed|2027-02-02", "Signed|2027-02-03", "", "Recipient|{B0}", "Email|<B0>", "Sent|2027-02-01", "Viewed|2027-02-02", "Signed|"), {"A0": FEB3}),
    # trails
    Variation("trail_signed_then_void", table("Time|Event|Email", "2027-02-03 10:00|Signed|<A0>", "2027-02-04 10:00|Envelope voided|<A0>", "2027-02-03 10:00|Signed|<B0>"), {"A0": "ask", "B0": FEB3}),
    Variation("trail_sent_only", table("Time|Event|Email", "2027-02-03 10:00|Sent|<A0>", "2027-02-03 10:00|Reminder sent|<B0>", "2027-02-04 10:00|Signing link opened|<B0>"), {}),
    Variation("trail_two_signings", table("Time|Event|Email", "2027-02-03 10:00|Signed|<A0>", "2027-02-10 10:00|Sent|<A0>", "2027-02-11 10:00|Signed|<A0>"), {"A0": "either"}),
    Variation("trail_in_swedish", table("Tidpunkt|Händelse|E-post", "2027-02-01 10:00|Skickades|<M2>", "2027-02-03 10:00|Undertecknade|<M2>", "2027-02-03 10:00|Påmindes|<A2>"), {"M2": FEB3}),
    Variation("trail_of_the_system", table("Date|Action|Actor|Details", "2027-02-01|Created|System|", "2027-02-03|Signed|{A0}|with a bank's code", "2027-02-03|Sealed|System|", "2027-02-03|Downloaded|HR|"), {"A0": FEB3}),
    Variation("delegated_in_finnish", table("Nimi|Sähköposti|Tila|Allekirjoitettu", "{A1}|<A1>|Siirretty toiselle|3.2.2027", "{B1}|<B1>|Allekirjoittanut toisen puolesta|3.2.2027", "{M1}|<M1>|Allekirjoitettu|3.2.2027"), {"M1": FEB3, "A1": NO, "B1": NO}, "semicolon"),
    # to mislead, when the others were read
    Variation("t_two_addresses", table("Time|Event|Details","2027-02-03 10:00|Signed|<A0> signed; copy sent to <B0>","2027-02-04 10:00|Signed|<B0>"),{"A0":"either","B0":FEB4}),
    Variation("t_hr_signs", table("Time|Event|User","2027-02-03 10:00|Signed|HR","2027-02-04 10:00|Signed|{B0}"),{"B0":FEB4}),
    Variation("t_ambiguous_days", table("Time|Event|Email","2/3/2027 10:00|Signed|<A0>","3/4/2027 10:00|Signed|<B0>"),{"A0":"ask","B0":"ask"}),
    Variation("t_will_sign", table("Time|Event|Email","2027-02-03 10:00|To be signed|<A0>","2027-02-03 10:00|Signed off by system|<M0>","2027-02-03 10:00|Signed|<B0>"),{"B0":FEB3,"M0":"either"}),
    Variation("t_not_signed", table("Time|Event|Email","2027-02-03 10:00|Not signed|<A0>","2027-02-03 10:00|Signed|<B0>"),{"B0":FEB3}),
    Variation("t_declined_after", table("Time|Event|Email","2027-02-03 10:00|Signed|<A0>","2027-02-05 10:00|Declined|<B0>","2027-02-04 10:00|Signed|<M0>"),{"A0":FEB3,"M0":FEB4,"B0":NO}),
    Variation("t_void_whole", table("Time|Event|Email","2027-02-03 10:00|Signed|<A0>","2027-02-04 10:00|Signed|<M0>","2027-02-05 10:00|Document cancelled|"),{"A0":"ask","M0":"ask"}),
    Variation("t_void_by_hr", table("Time|Event|Email","2027-02-03 10:00|Signed|<A0>",f"2027-02-05 10:00|Envelope voided|{HR}"),{"A0":"ask"}),
    Variation("t_void_first_then_anew", table("Time|Event|Email|Envelope",f"2027-02-01 10:00|Envelope voided|{HR}|e1","2027-02-03 10:00|Signed|<A0>|e2"),{"A0":"either"}),
    Variation("t_expired_person", table("Time|Event|Email","2027-02-03 10:00|Signed|<A0>","2027-02-20 10:00|Invitation expired|<B0>"),{"A0":"ask"}),
    Variation("t_zone_title", table("Time (UTC)|Event|Email","2027-02-02 23:30|Signed|<A0>"),{"A0":FEB3}),
    Variation("t_no_day", table("Time|Event|Email","|Signed|<A0>","2027-02-03|Viewed|<A0>"),{"A0":"ask"}),
    Variation("t_first_name", table("Time|Event|User","2027-02-03 10:00|Signed|Sanna","2027-02-03 10:00|Signed|{B0}"),{"B0":FEB3,"A0":"either"}),
    Variation("t_other_paper", table("Time|Event|Email|Document","2027-02-03 10:00|Signed|<A0>|Employment contract","2027-02-03 10:00|Signed|<B0>|Mentoring agreement"),{"A0":"ask","B0":FEB3}),
    Variation("t_later_than_today", table("Time|Event|Email","2027-04-03 10:00|Signed|<A0>"),{"A0":"ask"}),
    Variation("t_list_of_actions_to_do", table("Date|Action|Name","2027-02-03|Sign|{A0}","2027-02-03|Signed|{B0}"),{"B0":FEB3}),
    Variation("s_hr_block_first", down("Sender|HR",f"Email|{HR}","Sent|2027-02-01","","Signer|{A0}","Email|<A0>","Signed|2027-02-03","","Signer|{B0}","Email|<B0>","Signed|"),{"A0":FEB3}),
    Variation("s_sender_as_name", down("Name|HR",f"Email|{HR}","Role|Sender","Status|Completed","Signed on|2027-02-01","","Name|{A0}","Email|<A0>","Role|Signer","Status|Viewed","Signed on|","","Name|{B0}","Email|<B0>","Role|CC","Status|Completed","Signed on|2027-02-03"),{"A0":NO,"B0":NO}),
    Variation("s_whole_declined", down("Document|Mentoring agreement","Status|Declined","","Name|{A0}","Email|<A0>","Signed on|2027-02-03","","Name|{B0}","Email|<B0>","Signed on|"),{"A0":"either"}),
    Variation("s_whole_in_progress", down("Document|Mentoring agreement","Status|In progress","","Name|{A0}","Email|<A0>","Signed on|2027-02-03","","Name|{B0}","Email|<B0>","Signed on|"),{"A0":FEB3}),
    Variation("s_status_first", down("Status|Signed","Name|{A0}","Email|<A0>","Signed on|2027-02-03","","Status|Declined","Name|{B0}","Email|<B0>","Signed on|"),{"A0":FEB3,"B0":NO}),
    Variation("s_missing_day_then_next", down("Name|{A0}","Status|Signed","","Name|{B0}","Status|Signed","Signed on|2027-02-03"),{"A0":"ask","B0":FEB3}),
    Variation("s_email_only_then_name", down("Email|<A0>","Status|Signed","Signed on|2027-02-03","","Name|{B0}","Email|<B0>","Status|Pending"),{"A0":FEB3}),
    Variation("s_no_gap_ambiguous", down("Email|<A0>","Status|Signed","Name|{B0}","Email|<B0>","Status|Pending"),{"A0":"either"}),
    Variation("s_three_across_gap_column", [["Name","{A0}","","{B0}"],["Email","<A0>","","<B0>"],["Status","Signed","","Waiting"],["Signed on",FEB3,"",""]],{"A0":FEB3}),
    Variation("s_across_with_note", [["Name","{A0}","{B0}"],["Email","<A0>","<B0>"],["Signed on",FEB3,FEB4],["Comment","ok","signed by her husband"]],{"A0":FEB3,"B0":"either"}),
    Variation("normal_with_side_above", [["Name","HR"],["Email",HR],["Status","Completed"],["Signed on","2027-02-01"],[],*table("Signer|E-mail address|State|Date of signature","{A0}|<A0>|Signed|3 Feb 2027","{B0}|<B0>|Declined|")],{"A0":FEB3,"B0":NO}),
    Variation("normal_one_row_side_above", [["Requester","HR"],["Email",HR],["Status","Signed"],["Signed","2027-02-01"],[],*table("Signer|E-mail address|Signed","{A0}|<A0>|3 Feb 2027")],{"A0":FEB3}),
]  # fmt: skip
