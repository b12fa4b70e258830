"""Commands for templates: list, edit, check, preview, names."""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli.cli.options import Call, argument, command, group, option
from mentorcli.commands.outcome import Outcome

room = typer.Typer()
templates = group(room, "template")

Template = Annotated[str, argument("A template, like agreement/group or kickoff-mentor.")]
SomeTemplate = Annotated[str, argument("A template or a kind, like agreement. Default: all.")]
InLanguage = Annotated[str, option("--language LANGUAGE", "Only in en, fi or sv.", parser=str)]
OfProgramme = Annotated[str, option("--programme NAME", "The programme whose fields count.")]

Diff = Annotated[
    bool, option("--diff", "Only show how yours differs from the one that ships with this version.")
]
Names = Annotated[list[str] | None, argument("Templates. Default: all of your own.")]
PreviewCohort = Annotated[str, option("--cohort COHORT", "Also with a match of this cohort.")]


@command(templates, "list")
def listing(call: Call) -> Outcome:
    """List the templates and which of them are your own."""
    from mentorcli.commands.papers import templates as commands

    return commands.listing(call.run)


@command(templates, writes=True)
def edit(call: Call, name: Template, language: InLanguage = "", diff: Diff = False) -> Outcome:
    """Copy a template into the workspace to edit it.

    Yours wins over the one that ships with the program; what is there already stays.

    \b
    Examples:
      mentorcli template edit agreement/group --language fi
      mentorcli template edit agreement/group --language fi --diff
    """
    from mentorcli.commands.papers import templates as commands

    if diff:
        return commands.diff(call.run, name, language)
    return commands.edit(call.run, name, language, dry_run=call.dry_run)


@command(templates)
def check(call: Call, names: Names = None, programme: OfProgramme = "doctoral") -> Outcome:
    """Find the mistakes in templates.

    Unknown names with the nearest right one, private fields, tags that cannot be read, and what
    a screen reader would miss.

    \b
    Example:
      mentorcli template check agreement/group
    """
    from mentorcli.commands.papers import templates as commands

    return commands.check(call.run, names or [], programme)


@command(templates, writes=True)
def preview(
    call: Call,
    name: Template,
    language: InLanguage = "",
    cohort: PreviewCohort = "",
    programme: OfProgramme = "doctoral",
) -> Outcome:
    """Fill a template in to look at it.

    With invented people that are hard on it: a very long name, no phone, a name from right to
    left, an emoji. Nothing is kept or sent.

    \b
    Example:
      mentorcli template preview agreement/group --cohort 2027-spring
    """
    from mentorcli.commands.papers import previews

    return previews.preview(call.run, name, language, cohort, programme, dry_run=call.dry_run)


@command(templates, "names")
def all_names(call: Call, name: SomeTemplate = "", programme: OfProgramme = "doctoral") -> Outcome:
    """Print the names that templates may use.

    What each is, a sample, and whether the other side may see it.

    \b
    Example:
      mentorcli template names agreement
    """
    from mentorcli.commands.papers import templates as commands

    return commands.names(call.run, name, programme)
