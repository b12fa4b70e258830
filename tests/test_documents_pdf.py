"""PDF from the Word files in one call, and what a signing service needs to know about them."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import shutil
import subprocess

import pytest
from documents_cohorts import KEY, running
from openpyxl import Workbook

from mentorcli.commands.papers.agreements import render
from mentorcli.commands.papers.signatures import listing
from mentorcli.commands.papers.signing_reports import take_in
from mentorcli.domain.problem import UserError
from mentorcli.files import office

GROUPS = [
    ("fi", ["=HYPERLINK(1)", "Äijä Åström"]),
    ("sv", ["Chen Li", "Dina Ås", "Eero Äijälä"]),
    ("en", ["Aino & Co <b>", "Bo Öhman"]),
]
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdfinfo") is None, reason="poppler (pdfinfo) is not installed"
)


@needs_office
@needs_poppler
def test_each_agreement_becomes_one_tagged_pdf_with_title_and_language(tmp_path):
    cohort = running(tmp_path, GROUPS)
    render(cohort.on(), KEY, pdf=True)
    folder = tmp_path / "out" / KEY / "agreements"
    assert len(list(folder.glob("*.pdf"))) == len(list(folder.glob("*.docx"))) == 3
    manifest = json.loads((folder / "manifest.json").read_bytes())["documents"]
    assert [d["language"] for d in manifest] == ["fi", "sv", "en"]
    tags = {"fi": b"/Lang(fi-FI)", "sv": b"/Lang(sv-FI)", "en": b"/Lang(en-GB)"}
    for document in manifest:
        content = (folder / document["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == document["sha256"]
        assert tags[document["language"]] in content
        about = shown("pdfinfo", folder / document["file"])
        assert "Tagged:          yes" in about
        assert f"{KEY}-{document['match']}-{document['language']}" in about
        words = " ".join(shown("pdftotext", "-layout", folder / document["file"], "-").split())
        for signer in document["signers"]:
            assert signer["anchor"] in words
            assert signer["email"].endswith("@example.org")
    rows = list(csv.reader(io.StringIO(text_of(folder / "manifest.csv")), delimiter=";"))
    assert len(rows) == 1 + 3 + 4 + 3
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


def shown(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def text_of(path):
    return path.read_bytes().decode("utf-8-sig")


def test_without_libreoffice_a_sentence_and_nothing_written(tmp_path, monkeypatch):
    cohort = running(tmp_path, GROUPS[:1])
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(UserError) as caught:
        render(cohort.on(), KEY, pdf=True)
    assert "Save As, PDF" in caught.value.remedy
    assert not (tmp_path / "out" / KEY).exists()


def test_an_office_that_makes_nothing_is_told(tmp_path, monkeypatch):
    program = shutil.which("true") or pytest.skip("no program named true")
    monkeypatch.setattr(office, "office", lambda: program)
    with pytest.raises(UserError, match=r"made no sound a\.pdf"):
        office.to_pdf({"a.docx": b"x"})


def signatures(path, *rows):
    book = Workbook()
    for row in (("Sähköposti", "Nimi", "Allekirjoitettu"), *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_signature_dates_come_from_a_spreadsheet(tmp_path):
    cohort = running(tmp_path / "w", GROUPS[:1])
    path = signatures(
        tmp_path / "s.xlsx",
        ("p-m000@example.org", "x", dt.date(2027, 1, 8)),
        ("p-a0000@example.org", "x", "9.1.2027"),
        ("p-a0001@example.org", "x", None),
        ("nobody@example.org", "x", "2027-01-08"),
        ("p-a0001@example.org", "x", "2037-01-08"),
        ("p-a0001@example.org", "x", "31.2.2027"),
    )
    first = take_in(cohort.on(), path, KEY)
    assert [s["on"] for s in first.data["new"]] == ["2027-01-08", "2027-01-09"]
    assert [p.place.sheet or p.place.cell for p in first.problems]
    assert [p.code for p in first.problems] == ["signature_day", "signature_unclear"]
    assert listing(cohort.on(), KEY).data["missing"] == 1
    again = take_in(cohort.on(), path, KEY)
    assert (again.data["new"], again.data["known"]) == ([], 2)


def test_a_table_of_a_signing_service_names_the_document(tmp_path):
    cohort = running(tmp_path / "w", GROUPS[:1])
    path = tmp_path / "s.csv"
    path.write_text(
        "File name;Signer e-mail;Signed\n"
        "agreement-m-0000000000-fi-x.pdf;p-m000@example.org;2027-01-08\n"
        "agreement-m-0000000009-fi-x.pdf;p-a0000@example.org;2027-01-08\n",
        encoding="utf-8",
    )
    said = take_in(cohort.on(), path, KEY)
    assert [s["person"] for s in said.data["new"]] == ["p-m000"]
    (problem,) = said.problems
    assert "m-0000000009" in str(problem.parameters)


def test_a_table_without_the_columns_is_a_sentence(tmp_path):
    cohort = running(tmp_path / "w", GROUPS[:1])
    path = tmp_path / "x.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(UserError, match="no column that says who signed"):
        take_in(cohort.on(), path, KEY)
