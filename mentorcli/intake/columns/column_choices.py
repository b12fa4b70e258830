"""What each column of an export is taken for: said, remembered, the tool's own, or by its title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mentorcli.domain.form import ColumnMapping, FormMapping
from mentorcli.domain.programme import FieldType, Programme, RoleKey
from mentorcli.domain.table import CellValue
from mentorcli.intake.columns import remembered_forms as remembering
from mentorcli.intake.columns.branches import branches
from mentorcli.intake.columns.by_hand import LEFT_OUT, Said
from mentorcli.intake.columns.candidates import (
    BARE_SUPERVISOR,
    LOOSE,
    OWN,
    PARTLY,
    SEVERAL,
    SURE,
    Candidate,
    Titles,
)
from mentorcli.intake.columns.column_choice import BY_HAND, UNKNOWN, Choice, Ground, Seen
from mentorcli.intake.columns.column_groups import LISTED, grouped
from mentorcli.intake.columns.column_values import answers_in, doubt, given_values, supported
from mentorcli.intake.columns.form_changes import renames
from mentorcli.intake.columns.form_tools import IGNORED
from mentorcli.intake.columns.title_words import speaks_of_another
from mentorcli.intake.headers import header_key, occurrences
from mentorcli.intake.values.moments import order_of
from mentorcli.intake.values.parsing import Reading

BY_VALUES = 70
TELLING = 4
"""Shorter lists (yes and no, three languages) are offered by many questions."""
SEVERAL_ANSWERS = 2
FIRST, FEW = 12, 3
"""A look at so many rows, if they say something, is enough to pass a column by."""


def decide(
    seen: Seen,
    programme: Programme,
    role: RoleKey | None,
    form: FormMapping | None,
    by_hand: Mapping[int, Said],
) -> list[Choice]:
    """Return one choice for each column: by hand, remembered, the tool's own, or by title."""
    titles = Titles.of(programme, role or "mentee")
    found: dict[int, Choice] = {i: _by_hand(said) for i, said in by_hand.items()}
    numbers = occurrences(seen.layout.headers)
    for i, header in enumerate(seen.layout.headers):
        known = remembering.column_of(form, header, numbers[i]) if form else None
        if known is not None:
            found.setdefault(i, _remembered(known))
        elif i not in found and (own := _own(seen, i)) is not None:
            found[i] = own
    width = range(len(seen.layout.headers))
    ground = Ground(seen, programme, titles, frozenset(i for i in width if i not in found))
    found = (_renamed(ground, form) if form else {}) | grouped(ground) | found
    choices = [found.get(i) or _by_title(ground, i, ground.candidates(i)) for i in width]
    return _settle(branches(ground, choices), titles, seen)


def _renamed(ground: Ground, form: FormMapping) -> dict[int, Choice]:
    """Return what columns were called before, where the new title tells nothing else."""
    headers = ground.seen.layout.headers
    before = {header_key(c.header): c for c in form.columns if c.occurrence == 1}
    names = {new: before[old] for new, old in renames(form, headers).items() if old in before}
    found = {}
    for i in ground.open:
        was = names.get(header_key(headers[i]))
        if was and not ground.candidates(i):
            why = f"was called {was.header[:60]!r} when the form was confirmed"
            found[i] = Choice(
                was.field, SURE - 5, why, option=was.option, answers=was.answers,
                group=f"remembered {was.field}" if was.option else "",
            )  # fmt: skip
    return found


def _by_hand(said: Said) -> Choice:
    if said.field == LEFT_OUT:
        return Choice(None, BY_HAND, "left out by you")
    group = f"said {said.field}" if said.option else ""
    return Choice(said.field, BY_HAND, "said by you", option=said.option, group=group)


def _remembered(known: ColumnMapping) -> Choice:
    if not known.field:
        return Choice(None, BY_HAND, "left out when the form was confirmed")
    return Choice(
        known.field, BY_HAND, "remembered from this form", option=known.option,
        answers=known.answers, group=f"remembered {known.field}",
    )  # fmt: skip


def _own(seen: Seen, index: int) -> Choice | None:
    field, why = seen.own.get(index, ""), f"own column of {seen.dialect.title}"
    if field == IGNORED:
        return Choice(None, BY_HAND, f"not imported: {why}")
    return Choice(field, BY_HAND, why) if field.startswith("@") else None


def _by_title(ground: Ground, index: int, found: Sequence[Candidate]) -> Choice:
    seen, titles = ground.seen, ground.titles
    own = seen.own.get(index)
    if own and own in titles.fields:
        found = (Candidate(own, OWN, f"own column of {seen.dialect.title}"),)
    values = ground.values(index)
    fits, why = [], ""
    for candidate in found:
        asked = titles.fields[candidate.field]
        order = order_of(values) if asked.type is FieldType.DATE else ""
        reading = Reading.of(asked, seen.dialect.separators, order, ground.programme.group)
        against, hopeless = doubt(reading, values)
        why = why or against
        if candidate.confidence == LOOSE and not supported(reading, values):
            continue
        if not (against and hopeless):
            sure = candidate.confidence if not against else min(candidate.confidence, SURE - 10)
            if candidate.confidence == PARTLY and supported(reading, values):
                sure = SURE
            reason = f"{candidate.reason}, but {against}" if against else candidate.reason
            fits.append(Candidate(candidate.field, sure, reason))
    undoubted = [c for c in fits if c.confidence >= max(f.confidence for f in fits)]
    fits = undoubted if len(undoubted) == 1 else fits
    if len(fits) == 1:
        return Choice(fits[0].field, fits[0].confidence, fits[0].reason)
    if fits:
        fields = tuple(c.field for c in fits)
        return Choice(None, 0, "could feed several fields", fields, "column_ambiguous")
    if not why and not own and header_key(ground.seen.headings[index].title) not in BARE_SUPERVISOR:
        said = _by_values(ground, index)
        if said:
            return said
    return _unclaimed(ground, index, found, why)


def _by_values(ground: Ground, index: int) -> Choice | None:
    """Return the field whose answers a column's values are, where its list tells fields apart.

    Always for a person to confirm: other questions may offer the same answers.
    """
    titles, values = ground.titles, ground.values(index)
    if speaks_of_another(ground.seen.headings[index].title, titles.role):
        return None
    if not ground.seen.headings[index].title and (address := _address(ground, values)):
        return Choice(address, BY_VALUES, "it has no title, and its values are addresses")
    fits = []
    first = values[:FIRST]
    for asked in titles.fields.values():
        if len(asked.options) >= TELLING and asked.type in LISTED:
            reading = Reading.of(asked, ground.seen.dialect.separators, "", ground.programme.group)
            if not answers_in(reading, first) and len(given_values(first)) >= FEW:
                continue
            if supported(reading, values) and answers_in(reading, values) >= SEVERAL_ANSWERS:
                fits.append(asked.key)
    if len(fits) == 1:
        return Choice(fits[0], BY_VALUES, "its values are answers of this field")
    why = "its values are answers of several fields"
    return Choice(None, 0, why, tuple(fits), "column_ambiguous") if fits else None


def _address(ground: Ground, values: Sequence[CellValue]) -> str:
    """Return the field for addresses where a column without a title holds such."""
    if len(given_values(values)) < FEW:
        return ""
    asked = [f for f in ground.titles.fields.values() if f.type is FieldType.EMAIL]
    fits = [f.key for f in asked if not doubt(Reading.of(f, (), "", (0, 0)), values)[0]]
    return fits[0] if len(fits) == 1 else ""


def _unclaimed(ground: Ground, index: int, found: Sequence[Candidate], why: str) -> Choice:
    part, own = ground.seen.headings[index], ground.seen.own.get(index)
    fields = tuple(c.field for c in found)
    if header_key(part.title) in BARE_SUPERVISOR:
        return Choice(
            None, 0, "thesis supervisor or line manager?", ("supervisors",), "bare_supervisor"
        )
    if own:
        return Choice(None, BY_HAND, f"not imported: {why or 'nothing in it'}")
    if not given_values(ground.values(index)):
        return Choice(None, BY_HAND, "not imported: it is empty")
    if why:
        return Choice(None, 0, f"its title fits, but {why}", fields, "column_values")
    return Choice(None, 0, "no field is asked like this", (), UNKNOWN)


def _settle(choices: Sequence[Choice], titles: Titles, seen: Seen) -> list[Choice]:
    """Let no two columns feed one field, but parts of one question, wishes and people."""
    best: dict[str, int] = {}
    for choice in choices:
        if choice.field:
            best[choice.field] = max(best.get(choice.field, 0), choice.confidence)
    leaders: dict[str, set[str]] = {}
    for i, c in enumerate(choices):
        if c.field and c.confidence == best[c.field]:
            leaders.setdefault(c.field, set()).add(c.group or str(i))
    settled = []
    for i, choice in enumerate(choices):
        field = choice.field
        if field is None or (field in titles.fields and titles.fields[field].type in SEVERAL):
            settled.append(choice)
        elif choice.confidence < best[field] and (choice.group or str(i)) not in leaders[field]:
            why = f"not imported: another column feeds {field} more surely"
            told = "" if i in seen.own or choice.doubtful else "second_column"
            settled.append(Choice(None, BY_HAND, why, (field,), told or choice.doubtful))
        elif len(leaders[field]) > 1:
            settled.append(Choice(None, 0, f"two columns for {field}", (field,), "two_columns"))
        else:
            settled.append(choice)
    return settled
