"""Stages of plans of circles count people, and no longer mentees; matches keep the ids they have."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_PLANS = sa.table("plans", sa.column("id", sa.Integer), sa.column("content", sa.JSON))


def upgrade() -> None:
    """Name what the stages count anew and seal the plan again, where its seal was whole."""
    connection = op.get_bind()
    for number, content in connection.execute(sa.select(_PLANS.c.id, _PLANS.c.content)).all():
        if not _of_circles(content):
            continue
        stages = [s | {"unit": s["unit"].replace("mentees", "people")} for s in content["stages"]]
        changed = content | {"stages": stages}
        if content["seal"] == _seal(content):
            changed["seal"] = _seal(changed)
        connection.execute(sa.update(_PLANS).where(_PLANS.c.id == number).values(content=changed))


def _of_circles(plan: Mapping[str, Any]) -> bool:
    led = plan["unused"] or any(match["mentor"] for match in plan["matches"])
    return not led and all(rule["kind"] == "mates" for rule in plan["rules"])


def _seal(plan: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a plan without its seal, in the form in which plans are sealed."""
    decisions = [
        {k: v for k, v in decision.items() if (k, v) != ("until", None)}
        for decision in plan["decisions"]
    ]
    bare = {**plan, "seal": "", "decisions": decisions}
    text = json.dumps(bare, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
