"""Commands that take in form exports: import, form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mentorcli.cli.options import HERE, DryRun, Json, Workspace, Yes, call, pairs

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

forms = typer.Typer(no_args_is_help=True, help="Forms whose columns were confirmed.")


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command("import")(import_)
    app.add_typer(forms, name="form")


def import_(
    files: Annotated[
        list[Path], typer.Argument(help="Exports as the form tool wrote them: xlsx, xls, ods, csv.")
    ],
    cohort: Annotated[str, typer.Option("--cohort", help="The cohort, like 2027-spring.")],
    role: Annotated[
        Literal["mentee", "mentor"] | None,
        typer.Option("--role", help="When it cannot be told from the columns.", show_default=False),
    ] = None,
    assign: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD",
            help="Set a column by letter, like H=goals; H=- leaves it out; may be repeated.",
        ),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take the proposed columns without asking.")
    ] = False,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", help="The sheet, when there are several.", show_default=False),
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option(
            "--password-file", help="A file with the workbook's password.", show_default=False
        ),
    ] = None,
    workspace: Workspace = HERE,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take in form exports.

    Shows where every row ends before anything is written. Importing a file again changes nothing; a later export adds and changes, and deletes nobody.

    \b
    Examples:
      mentorcli import mentees.xlsx mentors.csv --cohort 2027-spring
      mentorcli import answers.xlsx --cohort 2027-spring --role mentor --map H=themes --dry-run
    """
    from mentorcli.commands import importing as commands
    from mentorcli.console.ask import on_terminal
    from mentorcli.console.form_questions import about_form, agree
    from mentorcli.files.secrets import first_line

    def work(run: Run) -> Outcome:
        secret = first_line(password_file) if password_file else None
        wishes = commands.Wishes(role, pairs(assign or [], "--map"), accept, secret, sheet, dry_run)
        ask = about_form if on_terminal() and not accept else None
        quiet = yes or as_json
        return commands.import_files(run, cohort, files, wishes, ask, lambda o: agree(o, yes=quiet))

    call(work, workspace=workspace, as_json=as_json)


@forms.command("list")
def listing(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """List the forms that are recognised again."""
    from mentorcli.commands import forms as commands

    call(commands.listing, workspace=workspace, as_json=as_json)


@forms.command()
def show(
    form: Annotated[str, typer.Argument(help="The form, like doctoral-mentee.")],
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show which column of a form is which field."""
    from mentorcli.commands import forms as commands

    call(lambda run: commands.show(run, form), workspace=workspace, as_json=as_json)


@forms.command()
def forget(
    form: Annotated[str, typer.Argument(help="The form, like doctoral-mentee.")],
    workspace: Workspace = HERE,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Forget a form, so that its columns are asked about again; imported answers stay."""
    from mentorcli.commands import forms as commands
    from mentorcli.console.ask import confirm

    def work(run: Run) -> Outcome:
        if not dry_run and not confirm(f"Forget the form {form}?", yes=yes):
            return commands.kept(form)
        return commands.forget(run, form, dry_run=dry_run)

    call(work, workspace=workspace, as_json=as_json)
