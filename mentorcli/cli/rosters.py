"""Commands for lists of people: pool, staff, selected."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Today, Who, Workspace, a_day, call

pool = typer.Typer(no_args_is_help=True, help="The mentors of an ongoing programme.")
staff = typer.Typer(no_args_is_help=True, help="The list of staff.")
selected = typer.Typer(no_args_is_help=True, help="Those selected who may apply.")


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.add_typer(pool, name="pool")
    app.add_typer(staff, name="staff")
    app.add_typer(selected, name="selected")


@pool.command("list")
def list_pool(
    cohort: Cohort, workspace: Workspace = HERE, today: Today = "", as_json: Json = False
) -> None:
    """List the mentors: what each carries, pauses, areas, last used."""
    from mentorcli.commands.matches import mentor_pool as commands

    call(
        lambda run: commands.listing(run, cohort),
        workspace=workspace, today=today, as_json=as_json,
    )  # fmt: skip


@pool.command("set")
def set_pool(
    cohort: Cohort,
    who: Who,
    capacity: Annotated[int, typer.Option("--capacity", help="Mentees at once from now on.")] = -1,
    pause: Annotated[
        str, typer.Option("--pause-until", metavar="DATE", help="No new mentees before this day.")
    ] = "",
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Note what a mentor can take now.

    It wins over the form, also over later exports of it.

    \b
    Example:
      mentorcli pool set 2027-open Mäkelä --capacity 1 --pause-until 2027-09-01
    """
    from mentorcli.commands.matches import mentor_pool as commands

    call(
        lambda run: commands.note(
            run, cohort, who, capacity if capacity >= 0 else None,
            a_day(pause, "--pause-until") if pause else None, dry_run=dry_run,
        ),
        workspace=workspace, as_json=as_json,
    )  # fmt: skip


@staff.command("import")
def import_staff(
    file: Annotated[Path, typer.Argument(help="A table with Name, E-mail, and perhaps Unit.")],
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take in the list of staff.

    Mentors whom a mentee names are looked up in it; a later list replaces it.

    \b
    Example:
      mentorcli staff import staff.csv
    """
    from mentorcli.commands.applications import rosters as commands

    call(
        lambda run: commands.import_staff(run, file, dry_run=dry_run),
        workspace=workspace, as_json=as_json,
    )  # fmt: skip


@selected.command("import")
def import_selected(
    file: Annotated[
        Path,
        typer.Argument(help="A table with Name, E-mail, Employer; Code, Nominated by, Language."),
    ],
    cohort: Annotated[str, typer.Option("--cohort", help="The cohort, like 2027-joint.")],
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take in the list of those who may apply.

    Only they get the information letter, on the day the call opens; applications of others are set
    aside. The order counts where an employer has a quota.

    \b
    Example:
      mentorcli selected import list.csv --cohort 2027-joint
    """
    from mentorcli.commands.applications import rosters as commands

    call(
        lambda run: commands.import_selected(run, cohort, file, dry_run=dry_run),
        workspace=workspace, as_json=as_json,
    )  # fmt: skip


@selected.command("list")
def list_selected(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """List those selected, who applied, and who was set aside."""
    from mentorcli.commands.applications import rosters as commands

    call(lambda run: commands.list_selected(run, cohort), workspace=workspace, as_json=as_json)
