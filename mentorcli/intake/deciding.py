"""What each column of an export is taken for: said, remembered, the tool's own, or by its title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.form import FormMapping
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.table import CellValue
from mentorcli.intake import remembering
from mentorcli.intake.assigning import LEFT_OUT
from mentorcli.intake.candidates import (
    BARE_SUPERVISOR,
    OWN,
    SEVERAL,
    SURE,
    Candidate,
    Titles,
    candidates,
)
from mentorcli.intake.dialect import Dialect
from mentorcli.intake.headers import header_key, occurrences
from mentorcli.intake.layout import Layout
from mentorcli.intake.look import doubt, given_values
from mentorcli.intake.moments import order_of
from mentorcli.intake.parsing import Reading

BY_HAND = 100
UNKNOWN = "columns_unknown"


@dataclass(frozen=True, slots=True)
class Seen:
    """A table with all that was recognised in it."""

    layout: Layout
    dialect: Dialect
    own: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a column is taken for; ``doubtful`` when a person must say."""

    field: str | None
    confidence: int
    reason: str
    alternatives: tuple[str, ...] = ()
    doubtful: str = ""


def decide(
    seen: Seen,
    programme: Programme,
    role: RoleKey | None,
    form: FormMapping | None,
    by_hand: Mapping[int, tuple[str, str]],
) -> list[Choice]:
    """Return one choice for each column: by hand, remembered, the tool's own, or by title."""
    titles = Titles.of(programme, role or "mentee")
    numbers = occurrences(seen.layout.headers)
    choices = []
    for i, header in enumerate(seen.layout.headers):
        if i in by_hand:
            choices.append(_by_hand(by_hand[i][0]))
        elif form and (field := remembering.field_of(form, header, numbers[i])) is not None:
            choices.append(_remembered(field))
        else:
            choices.append(_by_title(seen, programme, titles, i))
    return _settle(choices, titles)


def _by_hand(field: str) -> Choice:
    if field == LEFT_OUT:
        return Choice(None, BY_HAND, "left out by you")
    return Choice(field, BY_HAND, "said by you")


def _remembered(field: str) -> Choice:
    if not field:
        return Choice(None, BY_HAND, "left out when the form was confirmed")
    return Choice(field, BY_HAND, "remembered from this form")


def _by_title(seen: Seen, programme: Programme, titles: Titles, index: int) -> Choice:
    header, values = seen.layout.headers[index], seen.layout.values(index)
    own = seen.own.get(index)
    if own and own.startswith("@"):
        return Choice(own, BY_HAND, f"own column of {seen.dialect.title}")
    if own and own in titles.fields:
        found: tuple[Candidate, ...] = (Candidate(own, OWN, f"own column of {seen.dialect.title}"),)
    else:
        found = candidates(header, titles)
    fits, why = [], ""
    for candidate in found:
        reading = Reading.of(
            titles.fields[candidate.field],
            seen.dialect.separators,
            order_of(values),
            programme.group,
        )
        against, hopeless = doubt(reading, values)
        why = why or against
        if not (against and hopeless):
            sure = candidate.confidence if not against else min(candidate.confidence, SURE - 10)
            reason = f"{candidate.reason}, but {against}" if against else candidate.reason
            fits.append(Candidate(candidate.field, sure, reason))
    if len(fits) == 1:
        return Choice(fits[0].field, fits[0].confidence, fits[0].reason)
    if fits:
        fields = tuple(c.field for c in fits)
        return Choice(None, 0, "could feed several fields", fields, "column_ambiguous")
    return _unclaimed(header, values, found, why, own=own)


def _unclaimed(
    header: str,
    values: Sequence[CellValue],
    found: Sequence[Candidate],
    why: str,
    *,
    own: str | None,
) -> Choice:
    fields = tuple(c.field for c in found)
    if header_key(header) in BARE_SUPERVISOR:
        return Choice(
            None, 0, "thesis supervisor or line manager?", ("supervisors",), "bare_supervisor"
        )
    if own:
        return Choice(None, BY_HAND, f"not imported: {why or 'nothing in it'}")
    if not given_values(values):
        return Choice(None, BY_HAND, "not imported: it is empty")
    if found:
        return Choice(None, 0, f"its title fits, but {why}", fields, "column_values")
    return Choice(None, 0, "no field is asked like this", (), UNKNOWN)


def _settle(choices: Sequence[Choice], titles: Titles) -> list[Choice]:
    """Let no two columns feed one field, but wishes and people, which may have several."""
    best: dict[str, int] = {}
    for choice in choices:
        if choice.field:
            best[choice.field] = max(best.get(choice.field, 0), choice.confidence)
    leaders = Counter(c.field for c in choices if c.field and c.confidence == best[c.field])
    settled = []
    for choice in choices:
        field = choice.field
        if field is None or (field in titles.fields and titles.fields[field].type in SEVERAL):
            settled.append(choice)
        elif choice.confidence < best[field]:
            why = f"not imported: another column feeds {field} more surely"
            settled.append(Choice(None, BY_HAND, why, (field,)))
        elif leaders[field] > 1:
            settled.append(Choice(None, 0, f"two columns for {field}", (field,), "two_columns"))
        else:
            settled.append(choice)
    return settled
