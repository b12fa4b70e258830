"""The user's own word on columns: which feeds what, and which is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.form import ID, LEFT_OUT, MODIFIED, STARTED, SUBMITTED
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.programme import ROLES, Field, FieldType, Programme, RoleKey
from mentorcli.domain.table import column_letter
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.dates import ORDERS
from mentorcli.intake.values.reading import LISTED, NAMED
from mentorcli.names.comparison import nearest

_PARTED = LISTED | {FieldType.RANKED, FieldType.GRID, FieldType.CONSENT}
"""Types of fields of which several columns may stand for parts."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the user said of a column: its field, and the order of days or the option it stands for."""

    field: str
    order: str = ""
    option: str = ""


def assignments(
    assign: Mapping[str, str], headers: Sequence[str], programme: Programme, role: RoleKey | None
) -> dict[int, Assignment]:
    """Return what the user assigned, by column index.

    A column is named by its title or its letter; ``FIELD:dmy`` or ``FIELD:mdy`` settles the order
    of day and month, ``FIELD:TEXT`` the option that a column of its own stands for. Raises
    UserError with the nearest name for one that is not known.
    """
    found = {}
    for column, said in assign.items():
        name, _, rest = (part.strip() for part in said.strip().partition(":"))
        field = _field(name, programme, role)
        types = {f.type for r in ROLES for f in programme.fields[r] if f.key == field}
        if rest and rest not in ORDERS and not types & _PARTED:
            orders = f"Orders are {', '.join(ORDERS)}."
            raise _usage(f"{rest!r} is no order of day and month.", orders)
        order, option = (rest, "") if rest in ORDERS else ("", rest)
        found[_column(column, headers)] = Assignment(field, order, option)
    return found


def _usage(message: str, remedy: str) -> UserError:
    return UserError(message, remedy, code=ExitCode.USAGE)


def _column(name: str, headers: Sequence[str]) -> int:
    keys = [header_key(h) for h in headers]
    wanted = header_key(name)
    if keys.count(wanted) == 1:
        return keys.index(wanted)
    letters = [column_letter(i) for i in range(len(headers))]
    if name.strip().upper() in letters:
        return letters.index(name.strip().upper())
    if keys.count(wanted) > 1:
        where = ", ".join(letters[i] for i, k in enumerate(keys) if k == wanted)
        raise _usage(f"Several columns are called {name!r}.", f"Name one by its letter: {where}.")
    if near := nearest(wanted, keys):
        at = keys.index(near)
        remedy = f"Did you mean {headers[at]!r} ({letters[at]})?"
    else:
        remedy = f"Columns are {letters[0]} to {letters[-1]}." if letters else "The table is empty."
    raise _usage(f"There is no column {name!r}.", remedy)


def _field(name: str, programme: Programme, role: RoleKey | None) -> str:
    keys = [f.key for r in ((role,) if role else ROLES) for f in programme.fields[r]]
    known = [*dict.fromkeys(keys), ID, SUBMITTED, STARTED, MODIFIED]
    if name in known or name == LEFT_OUT:
        return name
    near = nearest(name, known)
    remedy = f"Did you mean {near}?" if near else f"Fields are {', '.join(known)}; - leaves out."
    raise _usage(f"The programme has no field {name!r}.", remedy)


def refuse_twice(
    by_hand: Mapping[int, Assignment], groups: Sequence[str], fields: Mapping[str, Field]
) -> None:
    """Refuse that a person sets two columns to one field that takes one; raises UserError.

    ``groups`` tells of each column with which others it feeds a field together.
    """
    first: dict[str, int] = {}
    for i, said in sorted(by_hand.items()):
        if said.field == LEFT_OUT or said.option:
            continue
        if said.field in fields and fields[said.field].type in NAMED:
            continue
        one = first.setdefault(said.field, i)
        if one != i and not (groups[i] and groups[i] == groups[one]):
            raise _usage(
                f"Columns {column_letter(one)} and {column_letter(i)} are both set to {said.field}.",
                f"Only one can feed it: set one of them to something else, or leave it out "
                f"with --map {column_letter(i)}=-.",
            )
