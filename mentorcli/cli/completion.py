"""What a shell offers at the Tab key, besides commands and options."""

from __future__ import annotations

import re
from pathlib import Path

import typer

_WHOLE = re.compile(r"[\w.@+-]+")
"""A word that no shell reads as anything else."""


def _workspace(ctx: typer.Context) -> Path:
    return Path(ctx.params.get("workspace") or "").resolve()


def cohorts(ctx: typer.Context) -> list[str]:
    """Return the cohorts of the workspace."""
    from mentorcli.workspace.completions import names_at_hand

    return names_at_hand(_workspace(ctx))[0]


def people(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return what means one person of the cohort each, with who that is.

    That is a word which is in no other name, at first the last one, else the address. It is
    written as it was begun, in capitals or not.
    """
    from mentorcli.workspace.completions import names_at_hand

    cohort = str(ctx.params.get("cohort") or "")
    found = names_at_hand(_workspace(ctx), cohort)[1]
    every = "\n".join(name for name, _ in found).casefold()  # a part of a name is enough too
    own = {
        who: [w for w in who[0].split() if _WHOLE.fullmatch(w) and every.count(w.casefold()) == 1]
        for who in found
    }
    return [
        (incomplete + word[len(incomplete) :], name)
        for (name, email), mine in own.items()
        for word in (mine if incomplete else mine[-1:]) or [email]
        if word.casefold().startswith(incomplete.casefold())
    ]


def templates(ctx: typer.Context) -> list[str]:
    """Return the names of the templates, those of the workspace too."""
    from mentorcli.files.shipped import shipped

    folders = (shipped("templates"), _workspace(ctx) / "templates")
    found = (path for folder in folders for path in folder.glob("*/*.*.*"))
    return sorted({f"{path.parent.name}/{path.name.partition('.')[0]}" for path in found})


def letters(ctx: typer.Context) -> list[str]:
    """Return the names of the letters."""
    kind = "letters/"
    return [name.removeprefix(kind) for name in templates(ctx) if name.startswith(kind)]


def programmes() -> list[str]:
    """Return the programmes that ship."""
    from mentorcli.files.shipped import names_in
    from mentorcli.files.shipped import programmes as folder

    return names_in(folder(), ".toml")
