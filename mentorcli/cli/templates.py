"""Commands for templates: list, edit, check, preview, diff, names."""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli.cli.options import HERE, DryRun, Json, Today, Workspace, call

templates = typer.Typer(
    no_args_is_help=True, help="The texts of documents and letters, and what may stand in them."
)

Template = Annotated[
    str, typer.Argument(help="A template, like agreement/group or kickoff-mentor.")
]
SomeTemplate = Annotated[
    str, typer.Argument(help="A template or a kind, like agreement. Default: all.")
]
InLanguage = Annotated[
    str, typer.Option("--language", metavar="LANGUAGE", help="Only in en, fi or sv.")
]
OfProgramme = Annotated[
    str, typer.Option("--programme", metavar="NAME", help="The programme whose fields count.")
]


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.add_typer(templates, name="template")


@templates.command("list")
def listing(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """List the templates and which of them are your own."""
    from mentorcli.commands.papers import templates as commands

    call(commands.listing, workspace=workspace, as_json=as_json)


@templates.command()
def edit(
    name: Template,
    language: InLanguage = "",
    workspace: Workspace = HERE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Copy a template into the workspace to edit it.

    Yours wins over the one that ships with the program; what is there already stays.

    \b
    Example:
      mentorcli template edit agreement/group --language fi
    """
    from mentorcli.commands.papers import templates as commands

    call(
        lambda run: commands.edit(run, name, language, dry_run=dry_run),
        workspace=workspace,
        as_json=as_json,
    )


@templates.command()
def check(
    names: Annotated[
        list[str] | None, typer.Argument(help="Templates. Default: all of your own.")
    ] = None,
    programme: OfProgramme = "doctoral",
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Find the mistakes in templates.

    Unknown names with the nearest right one, private fields, tags that cannot be read, and what
    a screen reader would miss.

    \b
    Example:
      mentorcli template check agreement/group
    """
    from mentorcli.commands.papers import templates as commands

    call(
        lambda run: commands.check(run, names or [], programme),
        workspace=workspace,
        as_json=as_json,
    )


@templates.command()
def preview(
    name: Template,
    language: InLanguage = "",
    cohort: Annotated[
        str, typer.Option("--cohort", metavar="COHORT", help="Also with a match of this cohort.")
    ] = "",
    programme: OfProgramme = "doctoral",
    workspace: Workspace = HERE,
    today: Today = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Fill a template in to look at it.

    With invented people that are hard on it: a very long name, no phone, a name from right to
    left, an emoji. Nothing is kept or sent.

    \b
    Example:
      mentorcli template preview agreement/group --cohort 2027-spring
    """
    from mentorcli.commands.papers import previews as commands

    call(
        lambda run: commands.preview(run, name, language, cohort, programme, dry_run=dry_run),
        workspace=workspace,
        today=today,
        as_json=as_json,
    )


@templates.command()
def diff(
    name: Template, language: InLanguage = "", workspace: Workspace = HERE, as_json: Json = False
) -> None:
    """Show how your template differs from the one that ships with this version.

    \b
    Example:
      mentorcli template diff agreement/group --language fi
    """
    from mentorcli.commands.papers import templates as commands

    call(lambda run: commands.diff(run, name, language), workspace=workspace, as_json=as_json)


@templates.command("names")
def all_names(
    name: SomeTemplate = "",
    programme: OfProgramme = "doctoral",
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Print the names that templates may use.

    What each is, a sample, and whether the other side may see it.

    \b
    Example:
      mentorcli template names agreement
    """
    from mentorcli.commands.papers import templates as commands

    call(lambda run: commands.names(run, name, programme), workspace=workspace, as_json=as_json)
