"""The user's own word on columns: which feeds what, and which is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.programme import Programme, RoleKey
from mentorcli.domain.table import column_letter
from mentorcli.intake.headers import header_key
from mentorcli.intake.moments import ORDERS

LEFT_OUT = "-"
OWN_FIELDS = ("@id", "@submitted", "@started", "@modified")


def assigned(
    assign: Mapping[str, str], headers: Sequence[str], programme: Programme, role: RoleKey | None
) -> dict[int, tuple[str, str]]:
    """Return what the user assigned: column index to field (or ``-``) and date order.

    A column is named by its title or its letter; ``FIELD:dmy`` or ``FIELD:mdy`` settles the order
    of day and month. Raises UserError with the nearest name for one that is not known.
    """
    found = {}
    for column, said in assign.items():
        field, _, order = said.strip().partition(":")
        if order and order not in ORDERS:
            raise UserError(
                f"{order!r} is no order of day and month.",
                f"Orders are {', '.join(ORDERS)}.",
                code=ExitCode.USAGE,
            )
        found[_column(column, headers)] = (_field(field.strip(), programme, role), order)
    return found


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
        raise UserError(
            f"Several columns are called {name!r}.", f"Name one by its letter: {where}.",
            code=ExitCode.USAGE,
        )  # fmt: skip
    near = get_close_matches(wanted, keys, n=1)
    remedy = (
        f"Did you mean {headers[keys.index(near[0])]!r} ({letters[keys.index(near[0])]})?"
        if near
        else f"Columns are {letters[0]} to {letters[-1]}." if letters else "The table is empty."
    )  # fmt: skip
    raise UserError(f"There is no column {name!r}.", remedy, code=ExitCode.USAGE)


def _field(name: str, programme: Programme, role: RoleKey | None) -> str:
    roles: tuple[RoleKey, ...] = (role,) if role else ("mentee", "mentor")
    known = [*dict.fromkeys(f.key for r in roles for f in programme.fields[r]), *OWN_FIELDS]
    if name in known or name == LEFT_OUT:
        return name
    near = get_close_matches(name, known, n=1)
    raise UserError(
        f"The programme has no field {name!r}.",
        f"Did you mean {near[0]}?" if near else f"Fields are {', '.join(known)}; - leaves out.",
        code=ExitCode.USAGE,
    )
