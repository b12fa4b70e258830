"""The user's own word on columns: which feeds what, and which is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.programme import ROLES, FieldType, Programme, RoleKey
from mentorcli.domain.table import column_letter
from mentorcli.intake.headers import header_key
from mentorcli.intake.values.moments import ORDERS

LEFT_OUT = "-"
OWN_FIELDS = ("@id", "@submitted", "@started", "@modified")


@dataclass(frozen=True, slots=True)
class Said:
    """What the user said of a column: its field, and the order of days or the option it stands for."""

    field: str
    order: str = ""
    option: str = ""


def assigned(
    assign: Mapping[str, str], headers: Sequence[str], programme: Programme, role: RoleKey | None
) -> dict[int, Said]:
    """Return what the user assigned, by column index.

    A column is named by its title or its letter; ``FIELD:dmy`` or ``FIELD:mdy`` settles the order
    of day and month, ``FIELD:TEXT`` the option that a column of its own stands for. Raises
    UserError with the nearest name for one that is not known.
    """
    found = {}
    for column, said in assign.items():
        name, _, rest = said.strip().partition(":")
        field, rest = _field(name.strip(), programme, role), rest.strip()
        if rest in ORDERS:
            found[_column(column, headers)] = Said(field, order=rest)
        elif rest and not _parted(field, programme):
            raise UserError(
                f"{rest!r} is no order of day and month.",
                f"Orders are {', '.join(ORDERS)}.",
                code=ExitCode.USAGE,
            )
        else:
            found[_column(column, headers)] = Said(field, option=rest)
    return found


def _parted(field: str, programme: Programme) -> bool:
    """Tell whether several columns may stand for parts of a field."""
    types = {FieldType.MULTI, FieldType.CHOICE, FieldType.RANKED, FieldType.GRID, FieldType.CONSENT}
    return any(f.key == field and f.type in types for r in ROLES for f in programme.fields[r])


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
