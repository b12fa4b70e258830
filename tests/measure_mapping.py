"""Precision and recall of the proposed columns on the labelled headers: python tests/measure_mapping.py."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LATER = ("last", "second", "third", "fourth", "fifth")
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from intake_cases import propose, table  # noqa: E402 - started as a script too

from mentorcli.workspace.profiles import load_programme  # noqa: E402

PROGRAMMES = {
    name: load_programme(name) for name in ("doctoral", "open", "joint", "alumni", "peer")
}


@dataclass(frozen=True)
class Judged:
    """One column: the field that it should feed and the one proposed (None for none)."""

    form: str
    programme: str
    role: str
    header: str
    wanted: str | None
    got: str | None
    held_out: bool
    afterwards: bool
    last: int

    @property
    def right(self) -> bool:
        return self.wanted == self.got


def judged() -> Iterator[Judged]:
    """Propose every labelled form and judge each of its columns."""
    for form in tomllib.loads((HERE / "labelled_headers.toml").read_text("utf-8"))["form"]:
        headers = [header for header, _, _ in form["columns"]]
        rows = list(zip(*(values for _, _, values in form["columns"]), strict=True))
        programme = form.get("programme", "doctoral")
        proposal = propose(table(headers, rows), role=form["role"], programme=PROGRAMMES[programme])
        for (header, wanted, _), column in zip(form["columns"], proposal.columns, strict=True):
            yield Judged(
                form["name"],
                programme,
                form["role"],
                header,
                wanted or None,
                column.field,
                form["held_out"],
                form.get("afterwards", False),
                6 if form.get("sixth") else sum(form.get(name, False) for name in LATER),
            )


def figures(columns: list[Judged]) -> tuple[float, float]:
    """Return precision (right of those proposed) and recall (right of those that feed a field)."""
    proposed = [c for c in columns if c.got and not c.got.startswith("@")]
    right = sum(1 for c in proposed if c.right)
    return right / max(len(proposed), 1), right / max(sum(1 for c in columns if c.wanted), 1)


def wrong_on_required(columns: list[Judged]) -> list[Judged]:
    """Return the columns that would feed a required field or a name, and must not."""
    grave = {"first_name", "last_name", "full_name"}
    asked = {c: PROGRAMMES[c.programme].fields[c.role] for c in columns}
    return [
        c
        for c in columns
        if not c.right and c.got in grave | {f.key for f in asked[c] if f.required}
    ]


def main() -> None:
    """Print the figures and every error."""
    columns, say = list(judged()), sys.stdout.write
    parts = {"all": columns, "tuned on": [c for c in columns if not c.held_out],
             "held out": [c for c in columns if c.held_out and not c.afterwards],
             "written afterwards": [c for c in columns if c.afterwards and not c.last],
             "written last": [c for c in columns if c.last == 1],
             "after that": [c for c in columns if c.last == 2],
             "after all": [c for c in columns if c.last == 3],
             "by two hands": [c for c in columns if c.last == 4],
             "while tuning": [c for c in columns if c.last == 5],
             "not learned from": [c for c in columns if c.last == 6],
             "of other programmes": [c for c in columns if c.programme != "doctoral"]}  # fmt: skip
    for name, part in parts.items():
        precision, recall = figures(part)
        say(f"{name}: {len(part)} columns, precision {precision:.3f}, recall {recall:.3f}\n")
    say(f"wrong on a required field: {len(wrong_on_required(columns))}\n")
    hidden = "--errors" not in sys.argv
    for c in columns:
        if not c.right and not (c.held_out and hidden):
            say(f"  {c.form}: {c.header!r} should feed {c.wanted}, got {c.got}\n")


if __name__ == "__main__":
    main()
