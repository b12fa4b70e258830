"""Commands that take in form exports: import, form, corrections."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mentorcli.cli.options import HERE, Cohort, DryRun, Json, Workspace, Yes, call, pairs

if TYPE_CHECKING:
    from mentorcli.commands.outcome import Outcome
    from mentorcli.commands.run import Run

forms = typer.Typer(no_args_is_help=True, help="Forms whose columns were confirmed.")
corrections = typer.Typer(
    no_args_is_help=True, help="Cells corrected in the problems workbook, kept for later exports."
)

PASSWORD = "MENTORCLI_PASSWORD"  # noqa: S105 - the name of a variable


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command("import")(import_)
    app.add_typer(forms, name="form")
    app.add_typer(corrections, name="corrections")


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
            "--password-file",
            help=f"A file with the workbook's password; else {PASSWORD} in the environment.",
            show_default=False,
        ),
    ] = None,
    accept_changes: Annotated[
        bool,
        typer.Option(
            "--accept-changes",
            help="Take changed answers of people in the approved plan, and of an older export.",
        ),
    ] = False,
    problems: Annotated[
        Path | None,
        typer.Option(
            "--problems",
            metavar="FILE",
            help="Write the problems workbook here. Default: out/COHORT/problems.xlsx.",
            show_default=False,
        ),
    ] = None,
    workspace: Workspace = HERE,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take in form exports.

    Shows where every row ends before anything is written. Importing a file again changes nothing; a later export adds and changes, and deletes nobody. Rows that wait for a person are copied into a problems workbook: correct them there, then: mentorcli corrections apply FILE

    \b
    Examples:
      mentorcli import mentees.xlsx mentors.csv --cohort 2027-spring
      mentorcli import answers.xlsx --cohort 2027-spring --role mentor --map H=themes --dry-run
    """
    from mentorcli.commands.applications import imports as commands
    from mentorcli.console.ask import ask_password, on_terminal
    from mentorcli.console.form_questions import about_form, agree
    from mentorcli.console.problems import sentence
    from mentorcli.console.progress import rows_done
    from mentorcli.files.secrets import given_secret

    def work(run: Run) -> Outcome:
        progress = rows_done()
        secret = given_secret(password_file, PASSWORD)
        wishes = commands.Wishes(
            role=role,
            assign=pairs(assign or [], "--map"),
            accept=accept,
            password=secret,
            sheet=sheet,
            dry_run=dry_run,
            accept_changes=accept_changes,
            problems=problems.resolve() if problems else None,
            speak=sentence,
            ask_password=ask_password if on_terminal() else None,
            progress=progress,
        )
        ask = about_form if on_terminal() and not accept else None
        quiet = yes or as_json
        try:
            return commands.import_files(
                run, cohort, files, wishes, ask, lambda o: agree(o, yes=quiet)
            )
        finally:
            if progress:
                progress("", 0, 0)

    call(work, workspace=workspace, as_json=as_json)


@forms.command("list")
def listing(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """List the forms that are recognised again."""
    from mentorcli.commands.applications import forms as commands

    call(commands.listing, workspace=workspace, as_json=as_json)


@forms.command()
def show(
    form: Annotated[str, typer.Argument(help="The form, like doctoral-mentee.")],
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show which column of a form is which field."""
    from mentorcli.commands.applications import forms as commands

    call(lambda run: commands.show(run, form), workspace=workspace, as_json=as_json)


@forms.command()
def accept(
    form: Annotated[str, typer.Argument(help="The proposal, like doctoral-mentee.")],
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Confirm a proposed form that an import left to be looked at.

    \b
    Example:
      mentorcli form accept doctoral-mentee
    """
    from mentorcli.commands.applications import forms as commands

    call(
        lambda run: commands.accept(run, form, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


@forms.command()
def edit(
    form: Annotated[str, typer.Argument(help="The form, like doctoral-mentee.")],
    change: Annotated[
        str,
        typer.Argument(
            metavar="TITLE=FIELD", help="The column by its title (a part is enough); - leaves out."
        ),
    ],
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Change which field a column feeds.

    \b
    Example:
      mentorcli form edit doctoral-mentee "Anything else=other"
    """
    from mentorcli.commands.applications import forms as commands

    call(
        lambda run: commands.edit(run, form, change, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


@forms.command()
def replay(
    form: Annotated[str, typer.Argument(help="The form, like doctoral-mentee.")],
    cohort: Annotated[str, typer.Option("--cohort", help="The cohort, like 2027-spring.")],
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Read the kept rows of a form again, after its columns were edited; no file is needed.

    \b
    Example:
      mentorcli form replay doctoral-mentee --cohort 2027-spring --dry-run
    """
    from mentorcli.commands.applications import replays as commands
    from mentorcli.console.problems import sentence

    call(
        lambda run: commands.replay(run, cohort, form, sentence, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


@forms.command()
def forget(
    form: Annotated[str, typer.Argument(help="The form, like doctoral-mentee.")],
    workspace: Workspace = HERE,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Forget a form, so that its columns are asked about again; imported answers stay."""
    from mentorcli.commands.applications import forms as commands
    from mentorcli.console.ask import confirm

    def work(run: Run) -> Outcome:
        if not dry_run and not confirm(f"Forget the form {form}?", yes=yes):
            return commands.kept(form)
        return commands.forget(run, form, dry_run=dry_run)

    call(work, workspace=workspace, as_json=as_json)


@corrections.command("apply")
def apply_(
    file: Annotated[
        Path, typer.Argument(help="The problems workbook, with cells corrected and saved.")
    ],
    cohort: Annotated[
        str, typer.Option("--cohort", help="Refuse a workbook of another cohort.")
    ] = "",
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take in what was corrected in the problems workbook.

    The rows are read again at once. A later export that still says the same in such a cell is corrected again; one that says something new is not, and that is told.

    \b
    Example:
      mentorcli corrections apply out/2027-spring/problems.xlsx
    """
    from mentorcli.commands.applications import corrections as commands
    from mentorcli.console.problems import sentence

    call(
        lambda run: commands.apply_corrections(run, file, cohort, sentence, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


@corrections.command("list")
def list_corrections(cohort: Cohort, workspace: Workspace = HERE, as_json: Json = False) -> None:
    """List the corrected cells of a cohort."""
    from mentorcli.commands.applications import corrections as commands

    call(lambda run: commands.corrections(run, cohort), workspace=workspace, as_json=as_json)


@corrections.command("drop")
def drop(
    cohort: Cohort,
    number: Annotated[int, typer.Argument(help="Its number in the list.")],
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take a correction back: what the export says counts again.

    \b
    Example:
      mentorcli corrections drop 2027-spring 1 --dry-run
    """
    from mentorcli.commands.applications import corrections as commands
    from mentorcli.console.problems import sentence

    call(
        lambda run: commands.drop(run, cohort, number, sentence, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )
