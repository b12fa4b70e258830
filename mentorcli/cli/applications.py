"""Commands about applications: import, application."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from mentorcli.cli.completion import cohorts, people
from mentorcli.cli.options import (
    Call,
    Cohort,
    Who,
    argument,
    asked_to_write,
    command,
    group,
    nothing_done,
    option,
)
from mentorcli.cli.repeated_options import read_pairs
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.problem import UsageError

room = typer.Typer()
applications = group(room, "application")

PASSWORD = "MENTORCLI_PASSWORD"  # noqa: S105 - the name of a variable

Why = Annotated[str, option("--why", "The reason, for the history.")]

Files = Annotated[list[Path], argument("Exports as the form tool wrote them: xlsx, xls, ods, csv.")]
ImportCohort = Annotated[
    str,
    option(
        "--cohort",
        "The cohort, like 2027-spring; a list of staff has none.",
        autocompletion=cohorts,
    ),
]
As = Annotated[
    Literal["mentees", "mentors", "staff", "selected"] | None,
    option("--as", "When it cannot be told from the columns.", default=False),
]
Map = Annotated[
    list[str] | None,
    option(
        "--map COLUMN=FIELD",
        "Set a column by letter, like H=goals; H=- leaves it out; may be repeated.",
    ),
]
ForAll = Annotated[
    list[str] | None,
    option(
        "--for-all FIELD=TEXT",
        "What holds for everybody where the form does not ask, like capacity=1; may be repeated.",
    ),
]
Accept = Annotated[bool, option("--accept", "Take the proposed columns without asking.")]
Sheet = Annotated[
    str | None, option("--sheet", "The sheet, when there are several.", default=False)
]
Titles = Annotated[
    int,
    option("--titles ROW", "The row of the column titles, when it is not found.", default=False),
]
PasswordFile = Annotated[
    Path | None,
    option(
        "--password-file",
        f"A file with the workbook's password; else {PASSWORD} in the environment.",
        default=False,
    ),
]
AcceptChanges = Annotated[
    bool,
    option(
        "--accept-changes",
        "Take changed answers of people in the approved plan, an older export, a list with fewer people.",
    ),
]
OnlyNew = Annotated[
    bool,
    option("--only-new", "Leave out answers that stand in another cohort already."),
]
Problems = Annotated[
    Path | None,
    option(
        "--problems FILE",
        "Write the problems workbook here. Default: out/COHORT/problems.xlsx.",
        default=False,
    ),
]
Incomplete = Annotated[bool, option("--incomplete", "Only those that something is missing from.")]
Selected = Annotated[
    bool, option("--selected", "Those selected, who applied, and who was set aside.")
]
AcceptWho = Annotated[
    list[str] | None,
    argument("Whose changes; all that wait when nobody is named.", autocompletion=people),
]


@command(room, "import", writes=True, asks=True, notes=True)
def import_(
    call: Call,
    files: Files,
    cohort: ImportCohort = "",
    kind: As = None,
    assign: Map = None,
    for_all: ForAll = None,
    accept: Accept = False,
    sheet: Sheet = None,
    titles: Titles = 0,
    password_file: PasswordFile = None,
    accept_changes: AcceptChanges = False,
    only_new: OnlyNew = False,
    problems: Problems = None,
) -> Outcome:
    """Take in form exports, and lists of people.

    Shows where every row ends before anything is written. Importing a file again changes nothing; a later export adds and changes, and deletes nobody. Rows that wait for a person are copied into a problems workbook: correct them there, then: mentorcli read FILE

    Lists that are no applications, each in place of the one before: --as staff, colleagues whom a mentee may name (Name, E-mail, perhaps Unit); --as selected, those who may apply to a cohort (Name, E-mail, Employer; Code, Nominated by, Language): only they get the information letter when the call opens, applications of others are set aside, and the order counts where an employer has a quota. A list that has these columns and no others is recognised.

    \b
    Examples:
      mentorcli import mentees.xlsx mentors.csv --cohort 2027-spring
      mentorcli import answers.xlsx --cohort 2027-spring --as mentors --map H=themes --dry-run
      mentorcli import staff.csv --as staff
      mentorcli import list.csv --cohort 2027-joint --as selected
    """
    from mentorcli.commands.applications import imports, rosters
    from mentorcli.commands.applications.agreed_forms import Wishes
    from mentorcli.commands.plans.broken_matches import with_broken
    from mentorcli.console.ask import ask_password, on_terminal
    from mentorcli.console.form_questions import about_form, after_asking
    from mentorcli.console.progress import rows_done
    from mentorcli.files.opening import given_secret

    run = call.run
    as_list = kind if kind in {"staff", "selected"} else None
    if kind is None:
        as_list = rosters.list_in(run, files, cohort)
    if as_list:
        return rosters.import_list(run, as_list, cohort, files, fewer=accept_changes)
    if not cohort:
        raise UsageError(
            "Into which cohort? Nothing was taken in.",
            "Name it with --cohort; a list of staff is taken in with --as staff.",
        )
    progress = rows_done()
    wishes = Wishes(
        role="mentee" if kind == "mentees" else "mentor" if kind == "mentors" else None,
        assign=read_pairs(assign, "--map"),
        for_all=read_pairs(for_all, "--for-all"),
        accept=accept,
        password=given_secret(password_file, PASSWORD),
        sheet=sheet,
        titles=titles,
        accept_changes=accept_changes,
        only_new=only_new,
        problems=problems.resolve() if problems else None,
        speak=call.speak,
        ask_password=ask_password if on_terminal() else None,
        progress=progress,
    )
    shown: set[str] = set()
    ask = (lambda o, p: about_form(o, p, shown)) if on_terminal() and not accept else None
    seen, agreed = asked_to_write(call)
    try:
        done = imports.import_files(run, cohort, files, wishes, ask, agreed)
        return with_broken(run, cohort, after_asking(done) if seen else done)
    finally:
        if progress:
            progress("", 0, 0)


@command(applications, "list")
def list_applications(
    call: Call, cohort: Cohort, incomplete: Incomplete = False, selected: Selected = False
) -> Outcome:
    """List the applications of a cohort with their states."""
    from mentorcli.commands.applications import people, rosters

    if selected:
        return rosters.list_selected(call.run, cohort)
    return people.listing(call.run, cohort, incomplete=incomplete)


@command(applications, writes=True)
def accept(call: Call, cohort: Cohort, who: AcceptWho = None) -> Outcome:
    """Take changed answers that an import held back, of people in the approved plan or withdrawn.

    \b
    Example:
      mentorcli application accept 2027-spring Patel --dry-run
    """
    from mentorcli.commands.applications import question_answers as answers
    from mentorcli.commands.plans.broken_matches import with_broken

    done = answers.accept(call.run, cohort, who or [], call.speak)
    return with_broken(call.run, cohort, done)


AsRole = Annotated[
    Literal["mentee", "mentor"] | None,
    option("--as", "In which role, of somebody who applied in both."),
]


NewIn = Annotated[
    int | None,
    option("--import NUMBER", "All who were new in an import, by its number in the history."),
]


@command(applications, writes=True, asks=True)
def withdraw(
    call: Call,
    cohort: Cohort,
    who: Who = "",
    why: Why = "",
    role: AsRole = None,
    number: NewIn = None,
) -> Outcome:
    """Mark an application as withdrawn; it is kept and no longer matched.

    \b
    Example:
      mentorcli application withdraw 2027-spring Laine --why "moved abroad" --yes
    """
    from mentorcli.commands.applications import people, wrong_imports

    if bool(who) is (number is not None):
        raise UsageError("Say who, or which import: one of the two.", "See: mentorcli history")
    if number is not None:
        wrong = (call.run, cohort, number)
        if not call.agreed(lambda: wrong_imports.withdrawal_question(*wrong, role or "")):
            return nothing_done("They stay; nothing was changed.", withdrawn=[])
        return wrong_imports.withdraw(*wrong, why, role or "")
    if not call.agreed(lambda: people.withdrawal_question(call.run, cohort, who, role or "")):
        return nothing_done(f"{who} stays; nothing was changed.", withdrawn=False)
    return people.withdraw(call.run, cohort, who, why, role or "")


@command(applications, writes=True)
def restore(call: Call, cohort: Cohort, who: Who, why: Why = "", role: AsRole = None) -> Outcome:
    """Take back a withdrawal, with the answers of before.

    A later answer of somebody who withdrew is taken with: mentorcli application accept

    \b
    Example:
      mentorcli application restore 2027-spring Laine --why "back from abroad"
    """
    from mentorcli.commands.applications import people

    return people.restore(call.run, cohort, who, why, role or "")
