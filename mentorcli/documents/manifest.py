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
    """A finished file that nobody changes any more, and the hash of the Word file it was made from."""

    file: str
    sha256: str
    made_from: str
    match: str
    language: str
    signers: tuple[Signer, ...]


def signable(
    file: str, content: bytes, word: bytes, names: Mapping[str, Any], addresses: Sequence[str]
) -> Signable:
    """Return the manifest's entry of a finished agreement.

    ``word`` is what it was made from, ``names`` are those that filled it, and ``addresses`` those
    of its people in the same order.
    """
    signers = tuple(
        Signer(p["role_key"], p["name"], email, f"{p['label']} {p['name']}")
        for p, email in zip(names["people"], addresses, strict=True)
    )
    match, language = names["match"]["id"], names["document"]["language"]
    return Signable(file, _digest(content), _digest(word), match, language, signers)


def finished_before(
    manifest: bytes, words: Mapping[str, bytes], pages: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the finished files that are still right, by name: they may have been signed.

    ``manifest`` is the one of the last run, ``words`` the Word files as they are now and ``pages``
    the files in the folder, both by the finished file's name.
    """
    try:
        known = {
            d["file"]: (d["sha256"], d["made_from"]) for d in json.loads(manifest)["documents"]
        }
    except (ValueError, KeyError, TypeError):
        return {}
    return {
        file: content
        for file, content in pages.items()
        if file in words and known.get(file) == (_digest(content), _digest(words[file]))
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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
