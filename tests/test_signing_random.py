"""Random signing reports: whatever columns, words, order and days, no signature that was not given."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcli.domain.table import Row, Table
from mentorcli.intake.sheets.signing_report import read_report
from mentorcli.intake.sheets.signing_words import Stands

SIGNED = [
    "Signed",
    "Completed",
    "signed",
    "Allekirjoitettu",
    "Allekirjoittanut",
    "Undertecknad",
    "Signerat",
    "COMPLETED",
]
NOT = [
    "Sent",
    "Delivered",
    "Viewed",
    "Waiting",
    "Declined",
    "Voided",
    "Expired",
    "Odottaa",
    "Hylätty",
    "Avattu",
    "Peruttu",
    "Vanhentunut",
    "Väntar",
    "Avböjt",
    "Makulerad",
    "Utgången",
    "Needs to sign",
    "Processed",
    "Signed 1 of 2",
    "Not signed",
    "Bounced",
    "Ej signerad",
]
WHOLE_OVER = ["Voided", "Declined", "Expired", "Peruttu", "Makulerad"]
WHOLE = [*SIGNED, "Sent", "In progress", "Odottaa", "Väntar", *WHOLE_OVER]
OWN_TITLES = [
    "Recipient status",
    "Signer status",
    "Allekirjoittajan tila",
    "Mottagarens status",
    "Participant status",
]
WHOLE_TITLES = [
    "Envelope status",
    "Document status",
    "Asiakirjan tila",
    "Avtalets status",
    "Agreement state",
]
DAY_TITLES = [
    "Signed on",
    "Signed at",
    "Date of signature",
    "Allekirjoituspäivä",
    "Allekirjoitettu",
    "Undertecknat",
    "Signeringsdatum",
]
OTHER_DAYS = [
    "Sent",
    "Created",
    "Viewed at",
    "Expires",
    "Last activity",
    "Lähetetty",
    "Avattu",
    "Erääntyy",
    "Skickat",
    "Öppnat",
    "Last reminder",
    "Date",
    "Pvm",
    "Datum",
    "Envelope ID",
    "Status changed",
]
SENDERS = [
    "Sender",
    "Sender email",
    "Owner",
    "From",
    "Lähettäjän sähköposti",
    "Avsändare",
    "Created by",
    "cc",
]
FORMS = (
    lambda d: d.isoformat(),
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year} klo 14.05",
    lambda d: f"{d.isoformat()}T12:30:00Z",
    lambda d: f"{d.day} {d:%B} {d.year}",
    lambda d: f"{d:%b} {d.day}, {d.year} 2:05 PM",
    lambda d: dt.datetime(d.year, d.month, d.day, 14, 5),  # noqa: DTZ001 - a spreadsheet's own
    lambda d: f"{d.isoformat()} 23:30 GMT+2",
)  # fmt: skip
SHIFTED = (
    lambda d: f"{(d - dt.timedelta(1)).isoformat()} 22:30 UTC",
    lambda d: f"{(d - dt.timedelta(1)).isoformat()}T16:00:00-08:00",
    lambda d: f"{(d + dt.timedelta(1)).isoformat()} 00:30 EEST",
)
DAYS = st.dates(dt.date(2027, 1, 3), dt.date(2027, 2, 27))


@st.composite
def reports(draw):
    """Return a table of one row for each signer, and the true day of each address that signed."""
    zoned = draw(st.booleans())
    form = draw(st.sampled_from(SHIFTED[:2] if zoned else FORMS))
    whole = draw(st.booleans())
    columns = ["mail", "own", "day", *(["whole"] if whole else [])]
    columns += [f"day{i}" for i in range(draw(st.integers(0, 3)))] + ["sender"] * draw(
        st.booleans()
    )
    columns = draw(st.permutations(columns))
    days = iter(draw(st.permutations(OTHER_DAYS)))
    pick = {"mail": ["Recipient email", "Email", "Sähköposti", "E-post"], "own": OWN_TITLES, "day": DAY_TITLES,
            "whole": WHOLE_TITLES, "sender": SENDERS}  # fmt: skip
    titles = [draw(st.sampled_from(pick[c])) if c in pick else next(days) for c in columns]
    truth, rows = {}, []
    for n in range(draw(st.integers(1, 6))):
        mail, on = f"p{n}@example.org", draw(DAYS)
        signed, over = draw(st.booleans()), draw(st.sampled_from(WHOLE))
        dated = draw(st.booleans())
        if signed and dated and not (whole and over in WHOLE_OVER):
            truth[mail] = on
        cells = {
            "mail": mail,
            "own": draw(st.sampled_from(SIGNED if signed else NOT)),
            "day": form(on) if dated else None,
            "whole": over,
            "sender": "p0@example.org",
        }
        rows.append([cells.get(c, draw(DAYS).isoformat()) for c in columns])
    above = [["Report", "2027-02-28"]] * draw(st.integers(0, 2))
    lines = [*above, titles, *rows]
    return Table(
        "r.csv", "", "csv", "", tuple(Row(n, tuple(c)) for n, c in enumerate(lines, 1))
    ), truth


@settings(max_examples=300)
@given(reports())
def test_no_report_makes_a_signature_that_was_not_given(made):
    table, truth = made
    said = read_report(table)
    assert said is not None
    kept = {s.email: s.day for s in said if s.stands is Stands.SIGNED and s.day}
    assert kept == truth
    assert {s.email for s in said} <= {f"p{n}@example.org" for n in range(6)}


SIDES = (
    ("Signer {} email", "Signer {} status", "Signer {} signed on"),
    ("Allekirjoittaja {} sähköposti", "Allekirjoittaja {} tila", "Allekirjoittaja {} allekirjoitettu"),
    ("Email {}", "Status {}", "Signed {}"),
    ("Mentee {} e-mail", "Mentee {} status", "Mentee {} signed"),
    ("Undertecknare {} e-post", "Undertecknare {} status", "Undertecknare {} signerat"),
    ("Email", "Status", "Signed on"),
)  # fmt: skip


@st.composite
def agreements(draw):
    """Return a table of one row for each agreement, its signers side by side, and the true days."""
    form, count = draw(st.sampled_from(FORMS)), draw(st.integers(2, 3))
    style, whole = draw(st.sampled_from(SIDES)), draw(st.booleans())
    days = iter(draw(st.permutations(OTHER_DAYS)))
    titles = [t.format(n) for n in range(1, count + 1) for t in style]
    titles = [*(["Envelope status"] if whole else []), next(days), *titles, next(days)]
    truth, rows = {}, []
    for line in range(draw(st.integers(1, 4))):
        over = draw(st.sampled_from(WHOLE))
        cells = [*([over] if whole else []), draw(DAYS).isoformat()]
        for n in range(count):
            mail, on = f"p{line}{n}@example.org", draw(DAYS)
            signed, dated = draw(st.booleans()), draw(st.booleans())
            own = draw(st.sampled_from(SIGNED if signed else NOT))
            cells += [mail, own, form(on) if dated else None]
            if signed and dated and not (whole and over in WHOLE_OVER):
                truth[mail] = on
        rows.append([*cells, draw(DAYS).isoformat()])
    lines = [titles, *rows]
    return Table(
        "r.csv", "", "csv", "", tuple(Row(n, tuple(c)) for n, c in enumerate(lines, 1))
    ), truth


@settings(max_examples=300)
@given(agreements())
def test_signers_side_by_side_have_each_their_own(made):
    table, truth = made
    said = read_report(table)
    assert said is not None
    assert {s.email: s.day for s in said if s.stands is Stands.SIGNED and s.day} == truth
