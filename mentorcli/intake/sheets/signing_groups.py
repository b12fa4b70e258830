"""What belongs together in a signing report: cells and columns to a signer, rows to an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mentorcli.domain.table import CellValue, Row
from mentorcli.domain.text import unaccented
from mentorcli.intake.sheets.signing_words import Stands, refused, stands

ADDRESS = re.compile(r"[^\s<>();,|]+@[^\s<>();,|]+")
_SUMS = frozenset(("total", "totals", "sum", "yhteensä", "summa", "totalt"))
_SIDES = ("mentee", "mentoroitava", "aktor", "adept", "mentor")
_NUMBERED = re.compile(
    r"(?:signer|signatory|recipient|participant|person|party|\bpart|osapuol|allekirjoittaja"
    rf"|undertecknare|mottagare|vastaanottaja|{'|'.join(_SIDES)})\w{{0,2}}\s*[(#]?(\d+)|^(\d+)\. ?\w|(?<![+\d-])\b(\d)$"
)
_NTH = re.compile(
    r"\b(?:(1st|first|ensimm\w+|forsta)|(2nd|second|toi[ns]e\w*|andra)|(3rd|third|kolma\w+|tredje))"
    r" (?!name)(?:sign|recipient|participant|person|part|osapuol|allekirj|undertec|mottag|vastaan)"
)
_LONGEST_HEADING = 40
_NUMBER = re.compile(r"\W*\d+\W*$")


def signer_of(title: str) -> str:
    """Return which of several signers a title names: by side, number, or both."""
    said = unaccented(title)
    side = next((side for side in _SIDES if side in said), "")
    if nth := _NTH.search(said):
        return f"{side}{nth.lastindex}"
    found = _NUMBERED.search(said)
    return side + (next(part for part in found.groups() if part) if found else "")


def signers_in(mail: str, names: str) -> list[tuple[str, str]]:
    """Return the address and the name of each signer in the cells of addresses and of names."""
    addresses = ADDRESS.findall(mail) or ADDRESS.findall(names)
    bare = re.sub(r"[(<]\s*[)>]|[<>]", "", ADDRESS.sub("", names))
    plain = " ".join(bare.strip(" ;,").split())
    if len(addresses) > 1:
        return [(address, "") for address in addresses]
    two = re.search(r"\w \w.*, *\w\S* \w", plain)  # else a surname first
    mark = ";" if ";" in plain else "," if plain.count(",") > 1 or two else ""
    if not addresses and mark:
        return [("", name.strip()) for name in plain.split(mark) if name.strip()]
    if plain.casefold() in _SUMS or not (addresses or re.search(r"[^\W_]", plain)):
        return []
    return [(addresses[0] if addresses else "", plain)] if addresses or plain else []


def of_one_state(rows: Sequence[Row], names: Sequence[int], states: Sequence[int]) -> Iterator[Row]:
    """Yield rows; what a document's state is refused in all rows that tell one holds for its others, too.

    Where another row tells that it is completed, it was sent anew.
    """
    said: dict[tuple[str, int], set[str]] = {}
    called = [" ".join(row.text(k) for k in names).strip() for row in rows]
    for row, name in zip(rows, called, strict=True):
        for k in states if name else ():
            said.setdefault((name, k), set()).add(row.text(k))
    for row, name in zip(rows, called, strict=True):
        cells = list(row.cells)
        for k in (k for k in states if name and k < len(cells) and not row.text(k)):
            told = said[name, k] - {""}
            if told and all(refused(text) for text in told):
                cells[k] = min(told)
        yield row if cells == list(row.cells) else Row(row.number, tuple(cells))


def in_groups(
    rows: Iterable[Row], names: Sequence[int], states: Sequence[int], top: Iterable[str]
) -> Iterator[tuple[Row, str]]:
    """Yield each row with what stands once for its agreement, and the heading that speaks against it.

    A row that leaves the columns of the document empty, ``names``, or without any those of its state,
    ``states``, is of the agreement above: of its state only a refusal holds for others. What stands
    alone in a row and tells a state is a heading; so is a refusal in ``top``, which stands above all.
    """
    above: dict[int, CellValue] = {}
    heading = next((text for text in top if refused(text) and _as_heading(text)), "")
    for row in rows:
        filled = [k for k in range(len(row.cells)) if row.text(k)]
        alone = row.text(filled[0]) if len(filled) == 1 else ""
        if (said := _as_heading(alone)) is not None:
            heading, above = said, {}
            continue
        if any(row.text(k) for k in names or states):
            kept = [*names, *(k for k in states if refused(row.text(k)))]
            above = {k: row.cell(k) for k in kept}
        elif above and filled:
            wide = max(len(row.cells), max(above) + 1)
            cells = tuple(row.cell(k) if row.text(k) else above.get(k) for k in range(wide))
            yield Row(row.number, cells), heading
            continue
        yield row, heading


def _as_heading(text: str) -> str | None:
    """Return what a heading says against the rows below: nothing where they are signed; None for no heading."""
    if not text or len(text) > _LONGEST_HEADING:
        return None
    said = _NUMBER.sub("", text)
    signed = any(stands(word) is Stands.SIGNED for word in (said, *re.findall(r"\w+", said)))
    if refused(said) or stands(said) is Stands.WAITING:
        return None if signed else text
    return "" if signed else None
