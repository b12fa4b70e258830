"""What a signing service needs to know: the files, their hashes, who signs and where."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mentorcli.documents.plain import plain_line

COLUMNS = ("file", "sha256", "match", "language", "order", "role", "name", "email", "anchor")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width triggers


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs; ``anchor`` are the words beside which the signature goes."""

    role: str
    name: str
    email: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Signable:
    """A finished file that nobody changes any more."""

    file: str
    sha256: str
    match: str
    language: str
    signers: tuple[Signer, ...]


def signable(file: str, content: bytes, names: Mapping[str, Any]) -> Signable:
    """Return the manifest's entry of a finished agreement; ``names`` are those that filled it."""
    signers = tuple(
        Signer(p["role_key"], p["name"], p["email"], f"{p['label']} {p['name']}")
        for p in names["people"]
    )
    digest = hashlib.sha256(content).hexdigest()
    return Signable(file, digest, names["match"]["id"], names["document"]["language"], signers)


def manifest_json(entries: Sequence[Signable]) -> bytes:
    """Return the manifest for programs."""
    data = {"schema_version": 1, "documents": [asdict(e) for e in entries]}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def manifest_csv(entries: Sequence[Signable]) -> bytes:
    """Return the manifest for people: one line for each signature, as Finnish Excel opens it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for e in entries:
        for order, s in enumerate(e.signers, 1):
            row = (e.file, e.sha256, e.match, e.language, order, s.role, s.name, s.email, s.anchor)
            writer.writerow([_harmless(str(cell)) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _harmless(cell: str) -> str:
    line = plain_line(cell)
    return f"'{line}" if line.startswith(_FORMULA) else line
