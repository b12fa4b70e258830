"""What each column of an export is taken for: said, remembered, the tool's own, or by its title."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from mentorcli.domain.form import LEFT_OUT, SURE, ColumnMapping, FormMapping
from mentorcli.domain.programme import FieldType, RoleKey
from mentorcli.intake.columns.assignments import Assignment, refuse_twice
from mentorcli.intake.columns.column_choice import (
    BY_HAND,
    UNKNOWN,
    UNLIKE,
    UNTITLED,
    Choice,
    Export,
    Ground,
    ambiguous,
    no_field,
)
from mentorcli.intake.columns.column_copies import with_copies
from mentorcli.intake.columns.column_groups import group_choices
from mentorcli.intake.columns.column_values import (
    FEW,
    answers_in,
    are_sentences,
    doubt,
    given_values,
    values_agree,
)
from mentorcli.intake.columns.field_evidence import LEAD
from mentorcli.intake.columns.form_tools import IGNORED
from mentorcli.intake.columns.header_fields import (
    LISTED_POINTS,
    OWN,
    PARTLY,
    TOGETHER,
    Candidate,
    is_bare_supervisor,
)
from mentorcli.intake.columns.remembered_forms import (
    columns_of,
    counted_otherwise,
    knows_untitled,
    renames,
    replacements,
)
from mentorcli.intake.columns.role_columns import role_column
from mentorcli.intake.columns.title_words import (
    keeps_apart,
    speaks_of_another,
    tells_what_is_agreed,
)
from mentorcli.intake.columns.turned_names import with_turned_names
from mentorcli.intake.headers import ColumnKey, column_keys, header_key
from mentorcli.intake.values.date_orders import order_of
from mentorcli.intake.values.parsing import NAMES
from mentorcli.intake.values.reading import ANY_WORDS, LISTED, NAMED

CONSENT, NOT_WITH, BY_VALUES = "consent", "not_with", 70
WHOSE_SUPERVISOR = "thesis supervisor or line manager?"
WAS_LEFT_OUT = "left out when the form was confirmed"
TELLING = 4
"""Shorter lists (yes and no, three languages) are offered by many questions."""


def column_choices(
    export: Export,
    role: RoleKey | None,
    form: FormMapping | None,
    by_hand: Mapping[int, Assignment],
) -> list[Choice]:
    """Return one choice for each column: by hand, remembered, the tool's own, or by title."""
    titles = export.titles(role or "mentee")
    known = columns_of(form) if form else {}
    unwanted = {header_key(h) for h in form.not_imported} if form else set()
    keys = column_keys(export.layout.headers)
    uncertain = counted_otherwise(form, keys) if form else frozenset()
    column, found = role_column(export), dict[int, Choice]()
    bare = [i for i, key in enumerate(keys) if not key[0] and given_values(export.layout.values(i))]
    untitled_known = form is not None and knows_untitled(form, keys, bare)
    for i, key in enumerate(keys):
        if i in by_hand:
            found[i] = _by_hand(by_hand[i])
        elif key[0] in uncertain:
            found |= {i: own} if (own := _own(export, i)) else {}
        elif key in known:
            found[i] = _from_form(known[key])
        elif key[0] in unwanted and (key[0] or untitled_known):
            found[i] = no_field(WAS_LEFT_OUT)
        elif own := _own(export, i):
            found[i] = own
        elif column and column.index == i:
            found[i] = no_field("not imported: it tells the role")
    ground = Ground(export, titles, frozenset(range(len(keys))) - found.keys())
    old = _old_titles(ground, form, keys, uncertain) if form else {}
    found = old | group_choices(ground) | found
    choices = [
        found.get(i) or ground.asks_whether(i) or _by_title(ground, i) for i in range(len(keys))
    ]
    choices = with_turned_names(ground, with_copies(ground, choices))
    refuse_twice(by_hand, [c.group for c in choices], titles.fields)
    return _settle(choices, ground, by_hand)


def _old_titles(
    ground: Ground, form: FormMapping, keys: Sequence[ColumnKey], uncertain: Collection[str]
) -> dict[int, Choice]:
    """Return what columns were called before, where the new title tells nothing else."""
    headers, known = ground.export.layout.headers, columns_of(form)
    before, instead = renames(form, headers), replacements(form, headers)
    found = {}
    for i in ground.open:
        key = keys[i][0]
        if key in uncertain and (key or ground.given(i)):
            found[i] = _counted_otherwise(key, known)
        elif ground.candidates(i):
            continue
        elif was := known.get((before.get(key, ""), 1)):
            why = f"was called {was.header[:60]!r} when the form was confirmed"
            group = f"remembered {was.field}" if was.option else ""
            found[i] = Choice(was.field, SURE - 5, why, (), "", was.option, was.answers, group)
        elif (was := known.get((instead.get(key, ""), 1))) and was.field[0] != "@":
            why = f"stands where {was.header[:60]!r} stood"
            found[i] = Choice(None, 0, why, (was.field,), "column_replaced")
    return {i: c for i, c in found.items() if c}


def _counted_otherwise(key: str, known: Mapping[ColumnKey, ColumnMapping]) -> Choice | None:
    """Return what to ask of a title that stands more or less often than when it was confirmed.

    Where it stood once, its copies may be read as one; else nobody can tell which it is.
    """
    fields = tuple(dict.fromkeys(c.field for (k, _), c in known.items() if k == key))
    if key and len(fields) == 1 and not any(c.option for (k, _), c in known.items() if k == key):
        return Choice(fields[0], BY_HAND, "remembered from this form")
    return ambiguous(fields, "its title stands another number of times") if fields else None


def _by_hand(said: Assignment) -> Choice:
    if said.field == LEFT_OUT:
        return no_field("left out by you")
    group = f"said {said.field}" if said.option else ""
    return Choice(said.field, BY_HAND, "said by you", option=said.option, group=group)


def _from_form(known: ColumnMapping) -> Choice:
    if not known.field:
        return no_field(WAS_LEFT_OUT)
    why, group = "remembered from this form", f"remembered {known.field}"
    return Choice(known.field, BY_HAND, why, (), "", known.option, known.answers, group)


def _own(export: Export, index: int) -> Choice | None:
    field, why = export.own.get(index, ""), f"own column of {export.dialect.title}"
    if field == IGNORED:
        return no_field(f"not imported: {why}")
    return Choice(field, BY_HAND, why) if field.startswith("@") else None


def _by_title(ground: Ground, index: int) -> Choice:
    found, own = ground.candidates(index), ground.export.own.get(index)
    if own and own in ground.titles.fields:
        found = (Candidate(own, OWN, f"own column of {ground.export.dialect.title}"),)
    if found and found[0].reason == TOGETHER:
        return ambiguous(tuple(c.field for c in found), "it asks for several fields")
    fits, why = _fitting(ground, index, found)
    best = max((f.confidence for f in fits), default=0)
    likely = [c for c in fits if c.confidence == best]
    listed = [c for c in fits if ground.titles.fields[c.field].type in LISTED]
    free = [c for c in fits if ground.titles.fields[c.field].type is not FieldType.CONSENT]
    if len(free) == len(fits) > len(listed) == 1 and not are_sentences(ground.given(index)):
        likely = listed  # free text fits any answer
    if why and len(likely) == len(listed) and (others := ground.answered(index, FEW)):
        return ambiguous(tuple({c.field: 0 for c in likely} | dict.fromkeys(others, 0)))
    if thin := _thin_evidence(ground, index, found, fits, why):
        return thin
    if len(likely) == 1:
        reading = ground.export.reading(ground.titles.fields[likely[0].field])
        agree = len(fits) == 1 or values_agree(reading, ground.given(index))
        return Choice(likely[0].field, best if agree else min(best, SURE - 10), likely[0].reason)
    if fits:
        return ambiguous(tuple(c.field for c in fits))
    return _without_field(ground, index, found, why)


def _thin_evidence(
    ground: Ground, index: int, found: Sequence[Candidate], fits: Sequence[Candidate], why: str
) -> Choice | None:
    """Return what to ask where only one field is left, and the evidence for it is thin."""
    if len(fits) != 1:
        return None
    only, title = fits[0], ground.title(index)
    by_words = found[0].lead < LISTED_POINTS
    if only.field == CONSENT and by_words and not tells_what_is_agreed(ground.agreed(index)):
        return ambiguous((CONSENT,), "it does not say that somebody agrees, and to what")
    if only.field == NOT_WITH and by_words and not keeps_apart(title):
        return ambiguous((NOT_WITH,), "it does not say that they are not wanted")
    if only.field in NAMES and by_words and only.confidence == PARTLY:
        return ambiguous((only.field,), "who somebody is must be clear")
    fields, given = ground.titles.fields, ground.given(index)
    partly = [c for c in found if answers_in(ground.export.reading(fields[c.field]), given)]
    if why and partly and found[0].lead < LEAD and fields[only.field].type in ANY_WORDS:
        return ambiguous(tuple(c.field for c in found))  # any words fit: it is no likelier for that
    return None


def _without_field(ground: Ground, index: int, found: Sequence[Candidate], why: str) -> Choice:
    """Return what to say of a column that no title claims; ``why`` where its values speak against it."""
    if is_bare_supervisor(ground.export.headings[index].title):
        return Choice(None, 0, WHOSE_SUPERVISOR, ("supervisors",), "bare_supervisor")
    if ground.export.own.get(index):
        return no_field(f"not imported: {why or 'nothing in it'}")
    if not why and (said := _by_values(ground, index)):
        return said
    if not ground.given(index):
        return no_field("not imported: it is empty")
    if why:
        return Choice(None, 0, f"its title fits, but {why}", tuple(c.field for c in found), UNLIKE)
    doubt = UNKNOWN if ground.export.layout.headers[index] else UNTITLED
    return Choice(None, 0, "no field is asked like this", (), doubt)


def _fitting(ground: Ground, index: int, found: Sequence[Candidate]) -> tuple[list[Candidate], str]:
    """Return the candidates that a column's values can be, and the first doubt about any."""
    fits, why, values = [], "", ground.given(index)
    for candidate in found:
        asked = ground.titles.fields[candidate.field]
        order = order_of(ground.values(index)) if asked.type is FieldType.DATE else ""
        reading = ground.export.reading(asked, order)
        against, hopeless = doubt(reading, values)
        why = why or against
        sure, reason = candidate.confidence, candidate.reason
        weak = sure == PARTLY and (
            asked.required or asked.type is FieldType.CONSENT or len(found) > 1
        )
        if against and (hopeless or weak):
            continue
        if against:
            fits.append(Candidate(asked.key, min(sure, SURE - 10), f"{reason}, but {against}"))
        else:
            sure = SURE if sure == PARTLY and values_agree(reading, values) else sure
            fits.append(Candidate(asked.key, sure, reason))
    return fits, why


def _by_values(ground: Ground, index: int) -> Choice | None:
    """Return the field whose answers a column's values are, where its list tells fields apart.

    Always for a person to confirm: other questions may offer the same answers.
    """
    if speaks_of_another(ground.title(index), ground.titles.role):
        return None
    if address := ground.address(index):
        return Choice(address, BY_VALUES, "its values are addresses")
    fits = ground.answered(index, TELLING)
    if len(fits) == 1:
        return Choice(fits[0], BY_VALUES, "its values are answers of this field")
    return ambiguous(tuple(fits), "its values are answers of several fields") if fits else None


def _settle(
    choices: Sequence[Choice], ground: Ground, by_hand: Mapping[int, Assignment]
) -> list[Choice]:
    """Let no two columns feed one field, but parts of one question, wishes and people.

    What a person said of a column holds against what all others seem to be.
    """
    named = {f.key for f in ground.titles.fields.values() if f.type in NAMED}
    said = {a.field: choices[i].group for i, a in by_hand.items() if not a.option}
    best: dict[str, int] = {}
    for fed_by, sure in ((c.field, c.confidence) for c in choices if c.field):
        best[fed_by] = max(best.get(fed_by, 0), sure)
    leaders: dict[str, set[str]] = {}
    for i, c in enumerate(choices):
        if c.field and c.confidence == best[c.field] and (i in by_hand or c.field not in said):
            leaders.setdefault(c.field, set()).add(c.group or str(i))
    fed = {f for f, who in leaders.items() if best[f] >= PARTLY and len(who) == 1} - named
    settled = []
    for i, choice in enumerate(choices):
        field, others = choice.field, leaders.get(choice.field or "", ())
        if field is None or field in named:
            settled.append(_second(asked) if (asked := choice.asked_only) in fed else choice)
        elif (
            i not in by_hand and field in said and (not choice.group or choice.group != said[field])
        ):
            settled.append(no_field(f"not imported: you said which column feeds {field}", (field,)))
        elif choice.confidence < best[field] and (choice.group or str(i)) not in others:
            told = "" if i in ground.export.own else "second_column"
            settled.append(_second(field, choice.doubtful or told))
        elif len(others) > 1:
            settled.append(Choice(None, 0, f"two columns for {field}", (field,), "two_columns"))
        else:
            settled.append(choice)
    return settled


def _second(field: str, doubtful: str = "second_column") -> Choice:
    return no_field(f"not imported: another column feeds {field} more surely", (field,), doubtful)
