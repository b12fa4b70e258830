"""Commands about forms whose columns were confirmed: form."""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli.cli.options import (
    Call,
    OfCohort,
    argument,
    asked_to_write,
    command,
    group,
    nothing_done,
    option,
)
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.problem import UsageError

room = typer.Typer()
forms = group(room, "form")

Form = Annotated[str, argument("The form, like doctoral-mentee.")]

Change = Annotated[
    str,
    argument("The column by its title (a part is enough); - leaves out.", metavar="[TITLE=FIELD]"),
]
Accept = Annotated[
    bool, option("--accept", "Confirm a proposed form that an import left to be looked at.")
]


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
def edit(call: Call, form: Form, change: Change = "", accept: Accept = False) -> Outcome:
    """Change which field a column feeds, or confirm a proposed form.

    \b
    Examples:
      mentorcli form edit doctoral-mentee "Anything else=other"
      mentorcli form edit doctoral-mentee --accept
    """
    from mentorcli.commands.applications import forms as commands

    if accept == bool(change):
        raise UsageError("Give TITLE=FIELD or --accept.")
    if accept:
        return commands.accept(call.run, form)
    return commands.edit(call.run, form, change)


@command(forms, writes=True, notes=True, asks=True)
def replay(call: Call, form: Form, cohort: OfCohort) -> Outcome:
    """Read the kept rows of a form again, after its columns were edited; no file is needed.

    Shows what would change before anything is written.

    \b
    Example:
      mentorcli form replay doctoral-mentee --cohort 2027-spring --dry-run
    """
    from mentorcli.commands.applications import replays
    from mentorcli.console.form_questions import after_asking

    seen, agree = asked_to_write(call)
    done = replays.replay(call.run, cohort, form, call.speak, agree)
    return after_asking(done) if seen else done


@command(forms, writes=True, asks=True)
def forget(call: Call, form: Form) -> Outcome:
    """Forget a form, so that its columns are asked about again; imported answers stay."""
    from mentorcli.commands.applications import forms as commands

    if not call.agreed(lambda: f"Forget the form {form}?"):
        return nothing_done(f"{form} is kept.", forgotten=None)
    return commands.forget(call.run, form)
