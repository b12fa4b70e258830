"""Sheets for signing services: who signs which file, in the columns of each service's mapping."""

from __future__ import annotations

import csv
import io

import pytest

from mentorcli.documents import Signable, signing_sheets
from mentorcli.documents.agreement import Signer
from mentorcli.domain.problem import UserError


def signable(number, *people):
    signers = tuple(
        Signer(role, name, f"{name}@example.org", f"{role} {name}") for role, name in people
    )
    return Signable(f"a{number}.pdf", "0" * 64, "1" * 64, f"m-{number}", "fi", signers)


ENTRIES = [
    signable(1, ("mentor", "m"), ("mentee", "=a"), ("mentee", "b")),
    signable(2, ("peer", "p"), ("peer", "q")),
]


def rows(content, mark):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=mark))


def test_the_shipped_sheets_have_a_line_for_each_signature_or_agreement(tmp_path):
    sheets = signing_sheets(ENTRIES, tmp_path)
    assert sheets.keys() == {"manifest.csv", "docusign.csv"}
    each = rows(sheets["manifest.csv"], ";")
    assert [(r["file"], r["order"], r["role"], r["name"]) for r in each] == [
        ("a1.pdf", "1", "mentor", "m"), ("a1.pdf", "2", "mentee", "'=a"),
        ("a1.pdf", "3", "mentee", "b"), ("a2.pdf", "1", "peer", "p"), ("a2.pdf", "2", "peer", "q"),
    ]  # fmt: skip
    (first,) = rows(sheets["docusign.csv"], ",")
    assert (first["Mentor::Name"], first["Mentee 2::Email"]) == ("m", "b@example.org")
    assert first["Mentee 3::Email"] == ""


def test_an_own_mapping_adds_a_sheet_or_replaces_a_shipped_one(tmp_path):
    folder = tmp_path / "signing"
    folder.mkdir()
    (folder / "docusign.toml").write_text(
        'rows = "agreement"\ndelimiter = ";"\n[columns]\nTiedosto = "file"\nA = "peer.1.email"\nB = "signer.2.name"\n'
    )
    (folder / "list.toml").write_text('rows = "signer"\ndelimiter = ","\n[columns]\nX = "anchor"\n')
    sheets = signing_sheets(ENTRIES, tmp_path)
    assert sheets.keys() == {"manifest.csv", "docusign.csv", "list.csv"}
    assert rows(sheets["docusign.csv"], ";")[1] == {
        "Tiedosto": "a2.pdf", "A": "p@example.org", "B": "q"
    }  # fmt: skip
    assert len(rows(sheets["list.csv"], ",")) == 5


@pytest.mark.parametrize(
    "text",
    [
        'rows = "signer"\ndelimiter = ";"\n[columns]\nX = "emial"\n',
        'rows = "people"\ndelimiter = ";"\n[columns]\nX = "email"\n',
        'rows = "signer"\ndelimiter = ";"\ncolums = 1\n[columns]\nX = "email"\n',
        'rows = "signer"\ndelimiter = "|"\n[columns]\nX = "email"\n',
    ],
)
def test_a_slip_in_a_mapping_is_told_with_its_line(text, tmp_path):
    (tmp_path / "signing").mkdir()
    (tmp_path / "signing" / "own.toml").write_text(text)
    with pytest.raises(UserError) as caught:
        signing_sheets(ENTRIES, tmp_path)
    assert caught.value.problems[0].place.file == "own.toml"
    assert caught.value.problems[0].place.cell.startswith("line ")
