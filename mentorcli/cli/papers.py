"""Commands for papers: agreement, letter, report, template."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from mentorcli.cli import completion
from mentorcli.cli.options import Call, Cohort, With, argument, command, group, option
from mentorcli.commands.outcome import Outcome
from mentorcli.domain.language import Language, as_language
from mentorcli.domain.problem import UsageError
from mentorcli.files.shipped import letters

room = typer.Typer()
agreements = group(room, "agreement")

Pdf = Annotated[bool, option("--pdf", "Also PDF files and sheets for signing services.")]
Also = Annotated[
    list[str] | None, option("--also LANGUAGE", "A version in this language too; repeatable.")
]
Stale = Annotated[
    bool,
    option("--stale", "Only those that are missing, or older than what they were made from."),
]
SignedWho = Annotated[
    str,
    argument("Who signed: a name, an address, an id, or all.", autocompletion=completion.people),
]
On = Annotated[dt.date | None, option("--on DATE", "The day of the signature.", "this day")]
Undo = Annotated[bool, option("--undo", "It was kept by mistake: forget the signature.")]
Name = Annotated[
    str,
    argument("A letter, like waiting; template list has all.", autocompletion=completion.letters),
]
LetterWho = Annotated[
    str, argument("Only to this person. Default: whom it is for.", autocompletion=completion.people)
]
LetterUntil = Annotated[
    dt.date | None, option("--until DATE", "The new last day, for an extension.")
]
LetterLanguage = Annotated[
    Language | None, option("--language LANGUAGE", "In this one, whatever the reader's is.")
]
LetterAnyway = Annotated[bool, option("--anyway", "To somebody it is not for, too; with --reason.")]
LetterReason = Annotated[str, option("--reason TEXT", "Why it goes to them anyway; it is kept.")]


@command(agreements, writes=True, opens=True)
def render(
    call: Call, cohort: Cohort, pdf: Pdf = False, also: Also = None, stale: Stale = False
) -> Outcome:
    """Make the agreements in Word.

    One document for each approved match, in the match's language. LibreOffice makes the PDF
    files; manifest.csv lists each file with its SHA-256 and who signs, docusign.csv is for bulk
    sending there. Other columns: a TOML file like those, in templates/signing. A PDF whose
    agreement did not change stays untouched.

    \b
    Examples:
      mentorcli agreement render 2027-spring
      mentorcli agreement render 2027-spring --pdf
      mentorcli agreement render 2027-spring --also en
      mentorcli agreement render 2027-spring --stale
    """
    from mentorcli.commands.papers import agreements as commands
    from mentorcli.console.progress import counting

    others = [language for code in also or () if (language := as_language(code))]
    with counting("Making agreements") as done:
        return commands.render(call.run, cohort, pdf=pdf, also=others, stale=stale, done=done)


@command(agreements, writes=True)
def signed(
    call: Call,
    cohort: Cohort,
    who: SignedWho,
    on: On = None,
    other: With = "",
    undo: Undo = False,
) -> Outcome:
    """Keep that somebody signed.

    Reminders to them stop. Somebody in two matches signs both agreements, or with --with only
    that one; days that are kept already stay. Where none is missing, the day of one is changed.
    A whole list, or a signing service's report: mentorcli read FILE

    \b
    Examples:
      mentorcli agreement signed 2027-spring Korhonen --on 2027-01-28
      mentorcli agreement signed 2027-joint Hiltunen --with Nylund --on 2027-03-19
      mentorcli agreement signed 2027-spring all --on 28.1.2027
    """
    from mentorcli.commands.papers import signatures

    if undo:
        return signatures.unsigned(call.run, cohort, who, other)
    return signatures.signed(call.run, cohort, who, on or call.today, other)


@command(agreements, "list")
def list_agreements(call: Call, cohort: Cohort) -> Outcome:
    """List who signed and who has not."""
    from mentorcli.commands.papers import signatures

    return signatures.listing(call.run, cohort)


LETTERS = f"""Write a letter to those it is for.

A mail draft or a Word document for each, in their language. Whom it is for stands in its
template's first line; somebody else does not get it, named or not. Letters of your own lie in
templates/letters; these are there already: {", ".join(letters())}.

\b
Examples:
  mentorcli letter waiting 2027-spring
  mentorcli letter extension 2027-spring Korhonen --until 2027-06-30
  mentorcli letter certificate 2027-spring --language en
  mentorcli letter certificate 2027-spring Korhonen --anyway --reason "moved abroad"
"""


@command(room, writes=True, opens=True, says=LETTERS)
def letter(
    call: Call,
    name: Name,
    cohort: Cohort,
    who: LetterWho = "",
    until: LetterUntil = None,
    language: LetterLanguage = None,
    anyway: LetterAnyway = False,
    reason: LetterReason = "",
) -> Outcome:
    """Write a letter to those it is for."""
    from mentorcli.commands.papers import letters as commands
    from mentorcli.console.progress import counting

    if anyway != bool(reason.strip()) or (anyway and not who):
        raise UsageError(
            "A letter to somebody it is not for needs their name and a reason. Nothing was written.",
            'Say both: mentorcli letter NAME COHORT WHO --anyway --reason "…"',
        )
    with counting("Writing letters") as done:
        request = commands.Request(name, who, until, language, reason.strip())
        return commands.write(call.run, cohort, request, done=done)


@command(room, writes=True, opens=True)
def report(call: Call, cohort: Cohort) -> Outcome:
    """Write the report for management.

    A workbook with charts and a page to print; numbers of few people are hidden.

    \b
    Example:
      mentorcli report 2027-spring
    """
    from mentorcli.commands.papers import reports
    from mentorcli.console.progress import working

    with working("Making the report"):
        return reports.report(call.run, cohort)


templates = group(room, "template")

Template = Annotated[
    str,
    argument(
        "A template, like agreement/group or kickoff-mentor.", autocompletion=completion.templates
    ),
]
SomeTemplate = Annotated[
    str,
    argument(
        "A template or a kind, like agreement. Default: all.", autocompletion=completion.templates
    ),
]
InLanguage = Annotated[str, option("--language LANGUAGE", "Only in en, fi or sv.", parser=str)]
OfProgramme = Annotated[str, option("--programme NAME", "The programme whose fields count.")]

From = Annotated[
    Path | None,
    option("--from FILE", "Start from your own Word file; its merge fields are filled in."),
]
Diff = Annotated[
    bool, option("--diff", "Only show how yours differs from the one that ships with this version.")
]
Names = Annotated[
    list[str] | None,
    argument("Templates. Default: all of your own.", autocompletion=completion.templates),
]
PreviewCohort = Annotated[
    str,
    option(
        "--cohort COHORT", "Also with a match of this cohort.", autocompletion=completion.cohorts
    ),
]


@command(templates, "list")
def list_templates(call: Call) -> Outcome:
    """List the templates and which of them are your own."""
    from mentorcli.commands.papers import templates as commands

    return commands.listing(call.run)


@command(templates, writes=True, opens=True)
def edit(
    call: Call,
    name: Template,
    language: InLanguage = "",
    diff: Diff = False,
    source: From = None,
) -> Outcome:
    """Copy a template into the workspace to edit it.

    Yours wins over the one that ships with the program; what is there already stays.

    \b
    Examples:
      mentorcli template edit agreement/group --language fi
      mentorcli template edit agreement/group --language fi --diff
      mentorcli template edit agreement/group --language fi --from agreement.docx
    """
    from mentorcli.commands.papers import templates as commands

    if diff:
        return commands.diff(call.run, name, language)
    return commands.edit(call.run, name, language, source)


@command(templates)
def check(call: Call, names: Names = None, programme: OfProgramme = "") -> Outcome:
    """Find the mistakes in templates.

    Unknown names with the nearest right one, private fields, tags that cannot be read, and what
    a screen reader would miss.

    \b
    Example:
      mentorcli template check agreement/group
    """
    from mentorcli.commands.papers import templates as commands

    return commands.check(call.run, names or [], programme)


@command(templates, writes=True, opens=True)
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
    from mentorcli.commands.papers import templates

    return templates.preview(call.run, name, language, cohort, programme)


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
