"""Forgetting a person: everything that is known of them in a cohort, and the files that name them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.commands.who import find_person
from mentorcli.domain.application import Application
from mentorcli.files.mentions import addressed_to, mentions
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.forgetting import erase, vacuum
from mentorcli.workspace.history import past_of


def forget(run: Run, key: str, who: str, *, dry_run: bool) -> Outcome:
    """Erase somebody from a cohort: database, letters and documents; an event says that it was done."""
    workspace = run.open()
    with workspace.reading() as connection:
        cohort(connection, key)
        found = applications_of(connection, key)
        person = find_person(found, who).person
        mine = [a for a in found if a.person == person]
        words = _words(mine, [p.given.source.raw for p in past_of(connection, key, person)
                              if p.field in {"full_name", "email"}])  # fmt: skip
    gone, others = _files(workspace, key, mine, words)
    name = mine[0].name
    blocks: list[Paragraph | Listing] = [Paragraph(_said(name, len(mine), len(gone), dry_run))]
    if others:
        rows = [(str(path), to) for path, to in others]
        title = "Drafts to other people that name them: send, then delete"
        blocks.append(Listing(("file", "to"), rows, title))
    data = {"person": person, "deleted": [str(p) for p in gone],
            "left": [str(p) for p, _ in others], "written": not dry_run}  # fmt: skip
    if dry_run:
        blocks.append(Listing(("file",), [(str(p),) for p in gone], "Files to be deleted"))
        return Outcome(tuple(blocks), data)
    with workspace.writing(run.hand) as connection:
        erase(connection, key, [a for a in applications_of(connection, key) if a.person == person])
        tell(connection, run.hand, key, "a person was forgotten")
    vacuum(workspace)
    for path in gone:
        path.unlink(missing_ok=True)
    steps = (f"mentorcli match {key}",)
    return Outcome(tuple(blocks), data, next_steps=steps)


def _words(mine: Sequence[Application], past: Sequence[str]) -> list[str]:
    own = {w for a in mine for w in (a.person, a.name, a.email)}
    return sorted(own | set(past))


def _said(name: str, applications: int, files: int, dry_run: bool) -> str:
    counted = "1 application" if applications == 1 else f"{applications} applications"
    would = "would be" if dry_run else "were"
    return (
        f"{name}: {counted} with answers, kept rows, history and letters, and {files} files, "
        f"{would} erased. An export that still has the answer will not bring it back."
    )


def _files(
    workspace: Workspace, key: str, mine: Sequence[Application], words: Sequence[str]
) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Return the files that name the person: those to delete, and drafts to other people.

    Copies of the database from before a migration hold everybody; they go too.
    """
    addresses = {a.email.casefold() for a in mine}
    gone = sorted(workspace.folder.glob("workspace.before-*.db"))
    others: list[tuple[Path, str]] = []
    out = workspace.out(key)
    for path in sorted(p for p in out.rglob("*") if p.is_file()) if out.is_dir() else ():
        if not mentions(path, words):
            continue
        to = addressed_to(path)
        if to and not any(address in to.casefold() for address in addresses):
            others.append((path, to))
        else:
            gone.append(path)
    return gone, others


def kept(who: str) -> Outcome:
    """Return the outcome of a coordinator who said no."""
    return Outcome((Paragraph(f"{who} is kept; nothing was changed."),), {"written": False})
