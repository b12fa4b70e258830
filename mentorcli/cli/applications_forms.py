"""Commands about forms whose columns were confirmed: form."""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli.cli.options import Call, OfCohort, command, group
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.problem import ExitCode, UserError

room = typer.Typer()
forms = group(room, "form")

Form = Annotated[str, typer.Argument(help="The form, like doctoral-mentee.")]


@command(forms, "list")
def listing(call: Call) -> Outcome:
    """List the forms that are recognised again."""
    from mentorcli.commands.applications import forms as commands

    return commands.listing(call.run)


@command(forms)
def show(call: Call, form: Form) -> Outcome:
    """Show which column of a form is which field."""
    from mentorcli.commands.applications import forms as commands

    return commands.show(call.run, form)


@command(forms, writes=True)
def edit(
    call: Call,
    form: Form,
    change: Annotated[
        str,
        typer.Argument(
            metavar="[TITLE=FIELD]",
            help="The column by its title (a part is enough); - leaves out.",
        ),
    ] = "",
    accept: Annotated[
        bool,
        typer.Option(
            "--accept", help="Confirm a proposed form that an import left to be looked at."
        ),
    ] = False,
) -> Outcome:
    """Change which field a column feeds, or confirm a proposed form.

    \b
    Examples:
      mentorcli form edit doctoral-mentee "Anything else=other"
      mentorcli form edit doctoral-mentee --accept
    """
    from mentorcli.commands.applications import forms as commands

    if accept == bool(change):
        raise UserError("Give TITLE=FIELD or --accept.", code=ExitCode.USAGE)
    if accept:
        return commands.accept(call.run, form, dry_run=call.dry_run)
    return commands.edit(call.run, form, change, dry_run=call.dry_run)


@command(forms, writes=True)
def replay(call: Call, form: Form, cohort: OfCohort) -> Outcome:
    """Read the kept rows of a form again, after its columns were edited; no file is needed.

    \b
    Example:
      mentorcli form replay doctoral-mentee --cohort 2027-spring --dry-run
    """
    from mentorcli.commands.applications import replays
    from mentorcli.console.problems import sentence

    return replays.replay(call.run, cohort, form, sentence, dry_run=call.dry_run)


@command(forms, writes=True, asks=True)
def forget(call: Call, form: Form) -> Outcome:
    """Forget a form, so that its columns are asked about again; imported answers stay."""
    from mentorcli.commands.applications import forms as commands

    if not call.agreed(lambda: f"Forget the form {form}?"):
        return commands.kept(form)
    return commands.forget(call.run, form, dry_run=call.dry_run)
