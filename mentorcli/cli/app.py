"""The program's table of contents."""

from __future__ import annotations

import typer
from typer.core import TyperGroup

from mentorcli import __version__
from mentorcli.cli import cohort, daily, documents, intake, matching, people, templates

ORDER = (
    "init", "cohort", "import", "form", "corrections", "application", "person", "match", "explain", "rules", "advise", "plan", "replan",
    "template", "agreement", "invite", "letter", "session", "remind", "report", "status", "demo",
)  # fmt: skip


class Contents(TyperGroup):
    """The commands in the order in which a period needs them."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # Typer's own context
        """Return the commands' names, those not in ORDER last."""
        return sorted(
            super().list_commands(ctx), key=lambda n: ORDER.index(n) if n in ORDER else len(ORDER)
        )


app = typer.Typer(
    cls=Contents, name="mentorcli", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)  # fmt: skip


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"mentorcli {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: bool = typer.Option(
        False,
        "--version",
        help="Show the version.",
        callback=lambda v: _version(wanted=v),
        is_eager=True,
    ),
) -> None:
    """Run mentoring programmes from spreadsheets.

    Import form exports, propose matches that are proved best and explained, make agreements and
    invitations, write the reminders that are due, and report.

    \b
    A period, from beginning to end:
      mentorcli init mentoring
      mentorcli cohort new doctoral 2027-spring
      mentorcli import mentees.xlsx mentors.csv --cohort 2027-spring
      mentorcli match 2027-spring
      mentorcli plan review 2027-spring
      mentorcli plan approve 2027-spring
      mentorcli agreement render 2027-spring
      mentorcli invite kickoff 2027-spring
      mentorcli remind
      mentorcli report 2027-spring

    \b
    Not sure what comes next? mentorcli status
    """


for room in (cohort, intake, matching, templates, documents, daily, people):
    room.register(app)
