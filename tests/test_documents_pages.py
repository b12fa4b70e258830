"""Agreements as pages: LibreOffice turns them into PDF and nothing is lost or overflows."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from documents_people import LONG_SURNAME, agreement_template, names

from mentorcli.documents import render_agreement
from mentorcli.domain.language import LANGUAGES

OFFICE = shutil.which("soffice")
TO_TEXT = shutil.which("pdftotext")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.skipif(TO_TEXT is None, reason="poppler (pdftotext) is not installed")
def test_an_agreement_is_two_or_three_pages_with_every_word(tmp_path):
    files = [tmp_path / f"agreement.{language}.docx" for language in LANGUAGES]
    for path, language in zip(files, LANGUAGES, strict=True):
        path.write_bytes(render_agreement(agreement_template(language), names(language)))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
            "--outdir", tmp_path, *files,
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for path, language in zip(files, LANGUAGES, strict=True):
        text = subprocess.run(
            [TO_TEXT, "-layout", path.with_suffix(".pdf"), "-"],
            check=True, capture_output=True, text=True, timeout=60,
        ).stdout  # fmt: skip
        pages = text.rstrip("\f").split("\f")
        assert 2 <= len(pages) <= 3
        assert all(f"2027-spring-m-rrrrssssss-{language}" in page for page in pages)
        assert "Maija Virtanen" in pages[-1]
        assert "mentoring@example.org" in pages[-1], "signatures never stand alone on a page"
        pieces = LONG_SURNAME.replace("-", " ").split()
        assert all(piece in text for piece in pieces), "a long name wraps and is never cut"
