"""Trails of signing services: what happened when, a row for each event; only who signed, refused, called off counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorcli.domain.table import Row, Table
from mentorcli.domain.text import one_line, unaccented
from mentorcli.intake.sheets.signing_groups import ADDRESS
from mentorcli.intake.sheets.signing_report import TITLES_WITHIN, Said
from mentorcli.intake.sheets.signing_words import Holds, Stands, holds, stands
from mentorcli.intake.sheets.written_days import (
    Orders,
    day_within,
    orders_of,
    written_day,
    zone_above,
    zone_within,
)

_EVENT = re.compile(r"\b(event|action|activity|tapahtuma|toiminto|handelse|atgard)\b")
_TIME = re.compile(r"\b(time|date|timestamp|aika|pvm|paiva|tid|tidpunkt|datum)\b")
_WHO = re.compile(r"\b(user|by|actor|person|name|signer|recipient|henkilo|kayttaja|tekija|nimi|utford av|anvandare|namn|av)\b")  # fmt: skip
_OF_WHOLE = re.compile(
    r"\b(void|cancel|recall|revok|withdr|peruttu|peruut|mitato|makuler|aterkall|annull|expir|vanhent|eraanty|utgang|forfall)"
)
_THING = r"(?: (?:the |this )?(?:document|agreement|envelope|asiakirjan|sopimuksen|dokumentet|avtalet|sopimus|asiakirja))?"
_SIGNED = re.compile(
    rf"(?:document|agreement|envelope|dokumentet|avtalet|asiakirja|sopimus)?(?: was| has been)? ?"
    rf"(?:e ?)?(?:signed(?: electronically)?|allekirjoitti|allekirjoitettu|signerade|undertecknade|signerat|undertecknat){_THING}(?: (?:by|av)\b.*)?"
)
"""All of an event, without the name of who did it."""


def read_trail(table: Table) -> tuple[Said, ...] | None:
    """Return what a trail says of each who signed, refused or called off; None where it is none.

    A row is an event that names one person and has one day of its own; events of the whole speak
    against every signature of it, an event of a person against theirs.
    """
    titled = next((row for row in table.rows[:TITLES_WITHIN] if _columns(row)), None)
    columns = _columns(titled) if titled else {}
    cells = [str(c) for row in table.rows for c in row.cells if c is not None]
    orders = orders_of([day_within(c) or c for c in cells])
    zone = zone_within(titled.text(columns["time"])) if titled else ""
    zone = zone or zone_above(cells)
    said = [one for row in table.rows for one in _events(table, row, columns, orders, zone)]
    if not any(one.stands is Stands.SIGNED for one in said):
        return None
    off = [one for one in said if one.stands is Stands.CALLED_OFF]
    signers = {_who(one) for one in said if one.stands is not Stands.CALLED_OFF}
    kept = [one for one in said if one.stands is not Stands.CALLED_OFF]
    return tuple(
        replace(one, stands=Stands.CALLED_OFF, status=against.status)
        if one.stands is Stands.SIGNED and (against := _against(one, off, signers))
        else one
        for one in kept
    )


def _who(said: Said) -> str:
    return said.email or said.name


def _against(one: Said, off: Sequence[Said], signers: set[str]) -> Said | None:
    """Return the event that calls off a signature: its signer's own, or somebody's who signs nothing."""
    for said in off:
        same = not said.document or said.document == one.document
        if same and (_who(said) == _who(one) or _who(said) not in signers):
            return said
    return None


def _columns(row: Row) -> dict[str, int]:
    """Return in which columns of a trail's titles what happened, when and who stands."""
    titles = [unaccented(row.text(k)) for k in range(len(row.cells))]
    event = [k for k, title in enumerate(titles) if _EVENT.search(title)]
    when = [k for k, title in enumerate(titles) if _TIME.search(title) and k not in event]
    of = [k for k, title in enumerate(titles) if holds(title) is Holds.DOCUMENT and k not in event]
    who = [k for k, t in enumerate(titles) if _WHO.search(t) and k not in (*event, *when, *of)]
    if not event or len(when) != 1:
        return {}
    found = {"event": event, "time": when, "who": who, "document": of}
    return {kind: places[0] for kind, places in found.items() if places}


def _events(
    table: Table, row: Row, columns: dict[str, int], orders: Orders, zone: str
) -> Iterator[Said]:
    """Yield what a row says of one who signed or refused; of nobody where the whole was called off."""
    texts = [one_line(row.text(k)) for k in range(len(row.cells))]
    document, name = (row.text(columns[k]) if k in columns else "" for k in ("document", "who"))
    name = _bare(name)
    places = [columns["event"]] if columns else range(len(texts))
    at, standing = next(((k, s) for k in places if k < len(texts) and (s := _stands(texts[k], name))), (0, None))  # fmt: skip
    email, status = _address(texts, at), texts[at]
    several = [text for text in texts if ADDRESS.search(text)]
    if standing is Stands.SIGNED and several and not email:  # “Anna signed; a copy went to Bo”
        email, status, standing = ADDRESS.findall(several[0])[0], several[0], Stands.UNKNOWN
    if standing is None or not (email or name or standing is Stands.CALLED_OFF):
        return
    when = [columns["time"]] if columns else [k for k, t in enumerate(texts) if day_within(t)]
    said = texts[when[0]] if len(when) == 1 and when[0] < len(texts) else ""
    value = row.cell(when[0]) if columns and said else day_within(said)
    day = written_day(value, orders, zone) if said else None
    yield Said(email, name, standing, status, day, said, document, table.place(row.number, at))


def _address(texts: Sequence[str], at: int) -> str:
    """Return the one address that an event names, else the only one of its row."""
    own, every = {*ADDRESS.findall(texts[at])}, {a for t in texts for a in ADDRESS.findall(t)}
    return min(own or every) if len(own or every) == 1 else ""


def _bare(text: str) -> str:
    return " ".join(ADDRESS.sub("", text).strip(" <>()[];,").split())


def _stands(event: str, name: str) -> Stands | None:
    """Return what an event says of a signature, or None where it is of something else."""
    said = unaccented(re.sub(r"[(\[][^)\]]*[)\]]", " ", ADDRESS.sub("", event)))
    said = said.replace(unaccented(name), " ") if name else said
    said = " ".join(re.findall(r"[^\W_]+", said))
    if _OF_WHOLE.search(said):
        return Stands.CALLED_OFF
    if stands(said) is Stands.REFUSED:
        return Stands.REFUSED
    if _SIGNED.fullmatch(said):
        return Stands.SIGNED
    return Stands.UNKNOWN if _SIGNED.match(said) else None
