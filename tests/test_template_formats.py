"""Files that Word and others save under the name of a template: read, or refused in a sentence of their own."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pytest
from documents_cohorts import KEY
from msoffcrypto.format.ooxml import OOXMLFile
from reading_hostile import ole_of

from mentorcli.commands.papers import templates as book
from mentorcli.commands.papers.agreements import render
from mentorcli.console.show import sentence
from mentorcli.domain.problem import UserError
from mentorcli.files.shipped import shipped

SHIPPED = shipped("templates") / "agreement" / "group.en.docx"


def put(office, content):
    path = office.folder / "templates" / "agreement" / "group.en.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def with_password():
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(SHIPPED.read_bytes())).encrypt("secret", made)
    return made.getvalue()


def open_document():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office:document-content/>")
    return made.getvalue()


REFUSED = {
    "password": (with_password, "is protected with a password", "Encrypt with Password"),
    "old Word": (lambda: ole_of("WordDocument", b"x"), "is an old Word document", "Save As"),
    "OpenDocument": (open_document, "is an OpenDocument file", "Word 2007-365"),
    "rich text": (lambda: b"{\\rtf1 Agreement}", "is not a Word document", ".docx"),
    "a page": (lambda: b"<html><body>Agreement</body></html>", "is not a Word document", ".docx"),
    "PDF": (lambda: b"%PDF-1.7", "is not a Word document", ".docx"),
    "half a file": (lambda: SHIPPED.read_bytes()[:9000], "is not a Word document", ".docx"),
    "nothing": (lambda: b"", "is not a Word document", ".docx"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_word_file_of_today_is_said(office, case):
    content, says, do = REFUSED[case]
    put(office, content())
    (problem,) = book.check(office.on(), [], "").problems
    assert problem.code == "template_unreadable"
    told = sentence(problem)
    assert says in told[0]
    assert do in told[1]
    with pytest.raises(UserError) as stopped:
        render(office.on(), KEY)
    assert stopped.value.problems == (problem,)
    assert not list((office.folder / "out").rglob("*.docx"))


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)
@pytest.mark.parametrize("kind", ["docx", "dotx", "doc"])
def test_what_libreoffice_saves_is_read_or_named(office, tmp_path, kind):
    shutil.copy(SHIPPED, tmp_path / "in.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, str(tmp_path / "saved"), str(tmp_path / "in.docx")], check=True,
                   capture_output=True, timeout=120)  # fmt: skip
    put(office, (tmp_path / "saved" / f"in.{kind}").read_bytes())
    found = [p.code for p in book.check(office.on(), [], "").problems]
    if kind == "doc":
        assert found == ["template_unreadable"]
        return
    assert found == []
    assert render(office.on(), KEY).data["agreements"]
