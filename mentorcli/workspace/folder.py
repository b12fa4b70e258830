"""The workspace: a folder that people edit, and a database of what happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine

from mentorcli.domain.problem import Problem, UsageError, UserError
from mentorcli.domain.programme import Programme
from mentorcli.domain.question import OneThing
from mentorcli.files.atomic import make_folder, write_bytes
from mentorcli.workspace import database
from mentorcli.workspace.database import Hand
from mentorcli.workspace.lock import holding
from mentorcli.workspace.names_file import load_one_names
from mentorcli.workspace.profiles import load_programme
from mentorcli.workspace.settings import FILE, FIRST, Settings, load_settings

FOLDERS = ("programmes", "forms", "templates", "out")


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace: its folder, its settings and its database.

    ``held`` tells that this run holds it alone already.
    """

    folder: Path
    settings: Settings
    engine: Engine
    held: bool = False

    @property
    def templates(self) -> Path:
        """The folder of templates that win over those shipped."""
        return self.folder / "templates"

    @property
    def forms(self) -> Path:
        """The folder of confirmed forms."""
        return self.folder / "forms"

    def out(self, cohort: str) -> Path:
        """The folder of what was made for a cohort; it may be deleted at any time."""
        return self.folder / "out" / cohort

    def draft_file(self, file: str) -> Path:
        """The place of a draft, which is named by its path below ``out/``."""
        return self.folder / "out" / file

    def programme(self, key: str) -> Programme:
        """Return a programme's profile as this workspace has it."""
        return load_programme(key, self.folder / "programmes")

    def one_names(self) -> tuple[OneThing, ...]:
        """Return the names that mean one employer or group here, as the workspace lists them."""
        return load_one_names(self.folder)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give one consistent view of the database."""
        with database.reading(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self, hand: Hand) -> Iterator[Connection]:
        """Give a transaction that holds the workspace alone; all of it or nothing is kept."""
        with self.alone(hand), database.writing(self.engine) as connection:
            yield connection

    @contextmanager
    def alone(self, hand: Hand) -> Iterator[Workspace]:
        """Hold the workspace over several transactions: nobody else writes in between."""
        if self.held:
            yield self
            return
        with holding(self.engine, hand):
            yield replace(self, held=True)


def create(folder: Path, settings_text: str = FIRST) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Make a workspace and return the names of what was made; what is there stays as it is.

    Where the settings that are there are not understood, so that it is not known where the database
    is, none is made: what is wrong with them is returned too.
    """
    make_folder(folder)
    made = []
    for name in FOLDERS:
        if not (folder / name).exists():
            make_folder(folder / name)
            made.append(name + "/")
    if not (folder / FILE).exists():
        write_bytes(folder / FILE, settings_text.encode())
        made.append(FILE)
    try:
        settings = load_settings(folder)
    except UserError as error:
        return tuple(made), error.problems
    if not settings.database and database.create_file(folder):
        made.append("workspace.db")
    database.bring_up_to_date(database.open_engine(settings.database, folder), folder)
    return tuple(made), ()


def find(start: Path) -> Path:
    """Return the nearest folder from ``start`` upwards that is a workspace; else UserError."""
    for folder in (start, *start.parents):
        if (folder / FILE).exists():
            return folder
    raise UsageError(
        f"There is no workspace in {start} or above it.",
        "Make one with: mentorcli init FOLDER, then work inside it or name it with --workspace.",
    )


def open_workspace(folder: Path) -> Workspace:
    """Open a workspace, migrating its database when it is older than this program."""
    settings = load_settings(folder)
    if not settings.database and not (folder / "workspace.db").is_file():
        raise UserError(
            f"{folder} has no workspace.db.",
            "Put the file back from a copy, or make a new one with: mentorcli init",
        )
    if not settings.database and (folder / "workspace.db").stat().st_size == 0:
        raise UserError(*database.DAMAGED)
    engine = database.open_engine(settings.database, folder)
    database.bring_up_to_date(engine, folder)
    return Workspace(folder, settings, engine)
