"""Open questions, which were worked out anew by each command before; what was decided is carried over."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from mentorcli.workspace.migrations.columns import columns, create, keys, texts

revision = "0009"
down_revision = "0008"

_TEXTS = ("form", "row", "state", "answer", "at", "who")


def upgrade() -> None:
    """Add the table, filled when a cohort's rows are next read; corrections and who is who are in it."""
    create(
        "questions",
        "cohort key",
        keys("cohort", "key"),
        columns(sa.Integer(), "number"),
        texts(*_TEXTS),
        columns(sa.JSON(), "problem", "meant"),
    )
    text, number = sa.String(), sa.Integer()
    made = sa.table(
        "questions",
        *(sa.column(name, text) for name in ("cohort", "key", *_TEXTS)),
        sa.column("number", number),
        *(sa.column(name, sa.JSON()) for name in ("problem", "meant")),
    )
    last: dict[str, int] = defaultdict(int)
    known = set()
    for row, code, reply, about, said in _decided(op.get_bind()):
        key = _key(["q", reply, *about])
        if (row["cohort"], key) in known:
            continue
        known.add((row["cohort"], key))
        last[row["cohort"]] += 1
        problem = {
            "code": code,
            "severity": "note",
            "place": {"file": "", "sheet": "", "cell": ""},
            "parameters": [said],
            "asks": {"reply": reply, "about": about, "may": []},
        }
        settled = {"form": "", "row": "", "state": "settled", "problem": problem, "meant": []}
        answer = {"answer": row["answer"] or "-", "at": row["at"], "who": row["who"]}
        where = {"cohort": row["cohort"], "key": key, "number": last[row["cohort"]]}
        op.execute(sa.insert(made).values(**where, **settled, **answer))


def _decided(
    connection: sa.Connection,
) -> Iterator[tuple[Mapping[str, Any], str, str, list[str], list[str]]]:
    """Yield (row, code, kind of answer, what it is about, what is said of it) of what was decided."""
    query = sa.text(
        "SELECT cohort, form, answer AS own, header, occurrence, said, value AS answer, at, who "
        "FROM corrections ORDER BY at, form, answer, header, occurrence"
    )
    for row in connection.execute(query).mappings().all():
        about = [row["form"], row["own"], row["header"], str(row["occurrence"]), row["said"]]
        yield dict(row), "cell_corrected", "cell", about, ["header", row["header"][:80]]
    query = sa.text(
        "SELECT cohort, email, name, other_email, other_name, verdict AS answer, at, who "
        "FROM identities ORDER BY at, email, name, other_email, other_name"
    )
    for row in connection.execute(query).mappings().all():
        about = [row["email"], row["name"], row["other_email"], row["other_name"]]
        people = f"{row['name']} <{row['email']}>; {row['other_name']} <{row['other_email']}>"
        yield dict(row), "people_told", "person", about, ["people", people]


def _key(parts: Sequence[str]) -> str:
    """Return what the question is known by: the prefix and 50 bits of SHA-256 in base 32."""
    prefix, *rest = parts
    digest = hashlib.sha256("\x1f".join(rest).encode("utf-8", "replace")).digest()
    bits = int.from_bytes(digest[:8], "big") >> 14
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return f"{prefix}-" + "".join(letters[bits >> 5 * n & 31] for n in reversed(range(10)))
