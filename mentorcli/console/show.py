"""Printing outcomes and problems: results on stdout, everything else on stderr, nothing that acts."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.console.layout import BETWEEN, cell, filled, height, safe, stacked, widths_within
from mentorcli.console.typed_names import told
from mentorcli.domain.problem import ExitCode, Problem, Reply, Severity, UserError
from mentorcli.domain.question import DONE, question_of

SCHEMA_VERSION, OF_FIELD = 1, frozenset({"unknown_option", "answers_unread"})
MARKS = {Severity.BLOCKER: "x", Severity.DECIDE: "?", Severity.NOTE: "-"}
MOST_PLACES, TALLER, MANY = 5, 3, 12
WIDTH_IN_PIPE, WIDTH_OF_TEXT = 160, 100
"""Places told of a problem; halves a table may be as high as its rows one below the other; questions of a kind."""


def show(outcome: Outcome, *, as_json: bool, every: bool = False) -> None:
    """Print an outcome, for people or as one JSON object; ``every`` prints each note."""
    if as_json:
        print_json(outcome)
        return
    if outcome.silent and not sys.stdout.isatty():  # cron writes a mail about what is printed
        return
    if outcome.questions_first:
        _show_kinds([p for p in outcome.problems if p.is_open], MANY, every=every)
        _show_kinds([p for p in outcome.problems if not p.is_open], 1, every=every)
        notice("")
    _show_blocks(outcome.blocks, every=every)
    if outcome.files:
        _line("")
        for path in outcome.files:
            _line(f"  {path}")
    if not outcome.questions_first:
        show_problems(outcome.problems)
    if outcome.next_steps:
        notice("")
        notice("Next:")
        for step in outcome.next_steps:
            _show_step(step)


def _show_blocks(blocks: Sequence[Paragraph | Listing], *, every: bool) -> None:
    for block in blocks:
        _show_block(_in_full(block) if every else block)
    if blocks and not any(isinstance(b, Paragraph) or b.rows or b.title for b in blocks):
        _line("There are none.")


def _show_step(step: str) -> None:
    """Print what comes next: a command whole, to be pasted, and under it what it is for."""
    command, _, purpose = step.partition("\n")
    if command.startswith(("mentorcli ", "cd ")):
        print(safe(f"  {command}"), file=sys.stderr)  # noqa: T201 - the one printer
    else:
        notice(f"  {command}", hang=2)
    if purpose:
        notice(f"      {purpose}", hang=6)


def print_json(outcome: Outcome) -> None:
    """Print the outcome's data as one object with its schema version and problems."""
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "exit_code": int(exit_code(outcome)),
        **outcome.data,
        "problems": [_problem_data(p) for p in in_order(outcome.problems)],
        "files": [str(path) for path in outcome.files],
        "next": [step.partition("\n")[0] for step in outcome.next_steps],
    }
    print(json.dumps(data, ensure_ascii=False, indent=2))  # noqa: T201 - the one printer


def _problem_data(problem: Problem) -> dict[str, Any]:
    says, do = sentence(problem)
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "says": says,
        "do": do,
    }


def _in_full(block: Paragraph | Listing) -> Paragraph | Listing:
    """Return a block as it is where all is wanted."""
    if isinstance(block, Paragraph) and block.longer:
        return replace(block, text=block.longer)
    return block


def _show_block(block: Paragraph | Listing) -> None:
    if isinstance(block, Listing):
        _show_listing(block)
        return
    text = _wrapped(block)
    if sys.stdout.isatty() and block.strong:
        from rich.style import Style
        from rich.text import Text

        _rich().print(Text(text, style=Style(bold=True)), soft_wrap=True)
    else:
        _line(text)


def _wrapped(block: Paragraph) -> str:
    if block.verbatim:
        return safe(block.text)
    width = get_terminal_size().columns if sys.stdout.isatty() else WIDTH_OF_TEXT
    return filled(safe(block.text), width, block.hang)


def _show_listing(listing: Listing) -> None:
    from rich.text import Text

    if listing.title:  # as the title of a table it would be folded to the width of a narrow one
        style = "italic" if sys.stdout.isatty() else ""
        _rich().print(Text(cell(listing.title), style=style), soft_wrap=True)
    if not listing.rows:
        return
    told = [x for x, column in enumerate(zip(*listing.rows, strict=True)) if any(column)]
    rows = [[cell(row[x]) for x in told] for row in listing.rows]
    listing = replace(listing, columns=tuple(listing.columns[x] for x in told))
    room = _rich().width
    widths = widths_within(room, (listing.columns, *rows))
    beside = 0 if listing.columns[0] else max(len(row[0]) for row in rows) + BETWEEN
    below = [stacked(listing.columns, row, room, beside) for row in rows]
    lines = sum(text.count("\n") + 1 for text in below)
    if widths and 2 * height(rows, widths) <= (2 if beside else TALLER) * lines:
        _show_table(listing, rows, widths)
        return
    for text in below:
        _line(text)


def _show_table(listing: Listing, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold" if sys.stdout.isatty() else "", box=_box(), pad_edge=False)
    for name, width in zip(listing.columns, widths, strict=True):
        side: Any = "right" if name in listing.right else "left"
        table.add_column(Text(cell(name)), justify=side, overflow="fold", width=width)
    for row in rows:
        table.add_row(*map(Text, row))
    _rich().print(table)


def _box() -> Any:
    from rich import box

    return box.SIMPLE_HEAD if sys.stdout.isatty() else box.ASCII2


def _rich() -> Any:
    from rich.console import Console

    class Piped(Console):
        """Rich ends the program with 1 when a reader like ``head`` has had enough; we with 0."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    width = None if sys.stdout.isatty() else WIDTH_IN_PIPE
    return Piped(markup=False, emoji=False, highlight=False, width=width)


def show_problems(problems: Sequence[Problem]) -> None:
    """Print problems on stderr, equal ones together, each with its places and the mend."""
    ordered = sorted(in_order(tuple(problems)), key=_group_key)
    for (_severity, said, do), group in groupby(ordered, key=_group_key):
        found, says = list(group), told(said)
        places = [str(p.place) for p in found if str(p.place)]
        notice("")
        notice(f"{MARKS[found[0].severity]} {says}", hang=2)
        if places:
            more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
            notice(f"  at {', '.join(places[:MOST_PLACES])}{more}", hang=5)
        if do:
            notice(f"  → {do}", hang=4)


def _show_kinds(problems: Sequence[Problem], most: int, *, every: bool) -> None:
    """Print problems on stderr; of a kind with more than ``most`` the first and how many more there are."""
    kinds: dict[str, list[Problem]] = {}  # of unknown answers a kind for each question
    for note in in_order(tuple(problems)):
        field = dict(note.parameters).get("field", "") if note.code in OF_FIELD else ""
        kinds.setdefault(f"{note.code} {field}", []).append(note)
    folded = [k for k in kinds.values() if len({sentence(p) for p in k}) > most and not every]
    show_problems([p for k in kinds.values() if k not in folded for p in k])
    for one, *more in folded:
        notice("")
        notice(f"{MARKS[one.severity]} {sentence(one)[0]} And {len(more)} more like it.", hang=2)
    if folded:
        notice("  → All of them: --all, or the sheet Notes of the problems workbook.", hang=4)


def _group_key(problem: Problem) -> tuple[int, str, str]:
    return (list(MARKS).index(problem.severity), *sentence(problem))


def show_error(error: UserError, *, as_json: bool) -> None:
    """Print what stopped a run and what to do next."""
    if as_json:
        data = {"error": error.message, "remedy": error.remedy}
        print_json(Outcome(data=data, problems=error.problems, code=error.code))
        return
    notice(f"mentorcli: {error.message}")
    if error.remedy:
        notice(f"→ {error.remedy}")
    show_problems(error.problems)


def notice(text: str, *, hang: int = 0) -> None:
    """Print a line for the person at the terminal, on stderr, wrapped between words."""
    sys.stdout.flush()  # both may end in one file: in the order in which they were said
    print(said_to_person(text, hang), file=sys.stderr)  # noqa: T201 - the one printer


def said_to_person(text: str, hang: int = 0) -> str:
    """Return safe text in lines as wide as the terminal of errors and questions."""
    width = get_terminal_size().columns if sys.stderr.isatty() else WIDTH_OF_TEXT
    return filled(safe(text), width, hang)


def _line(text: str) -> None:
    print(safe(text))  # noqa: T201 - the one printer


def exit_code(outcome: Outcome) -> ExitCode:
    """Return how the run ends: a person must look when something is left to decide."""
    grave = any(p.severity is not Severity.NOTE for p in outcome.problems)
    return ExitCode.LOOK if grave and outcome.code is ExitCode.DONE else outcome.code


SENTENCES = Path(__file__).parent / "sentences"
ORDER = {Severity.BLOCKER: 0, Severity.DECIDE: 1, Severity.NOTE: 2}


_SETTLE = "mentorcli questions settle {cohort} {number} "
_ANSWERS = {
    Reply.PERSON: "same or different",
    Reply.ONE: "same or different",
    Reply.CHANGE: "take or leave",
    Reply.NAMES: "NAME (several with commas), all or nobody",
    Reply.CELL: "TEXT (what the cell should say), or - for nothing",
    Reply.COLUMN: "yes, FIELD, or - to leave it out",
    Reply.SIGNED: "DAY (like 2027-01-28), or - when not signed",
    Reply.ROWS: "right, if they stand as they should",
    Reply.ORDER: "dmy (the day first), mdy or ymd; the form remembers it",
}
"""How a question is answered."""
_THAT_ONE = "yes, NAME (somebody else) or nobody"
"""How it is, where only one person may be meant."""


@cache
def sentences() -> dict[str, dict[str, Any]]:
    """Return every problem's sentence by code; each room has one file."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(SENTENCES.glob("*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def sentence(problem: Problem) -> tuple[str, str]:
    """Return what a problem says, and what to do about it."""
    entry = sentences()[problem.code]
    parameters = {"cohort": "COHORT", "number": "NUMBER", **dict(problem.parameters)}
    do = [entry.get("do", "")]
    if problem.asks and problem.is_open:
        one = problem.asks.reply is Reply.NAMES and len(problem.asks.may) == 1
        answers = _THAT_ONE if one else _ANSWERS[problem.asks.reply]
        do.append(f"Answer {answers}: {_SETTLE}ANSWER")
    elif question_of(problem).can_be_done and "number" in dict(problem.parameters):
        do.append(f"When it is seen to: {_SETTLE}{DONE}.")
    return (
        entry["says"].format_map(parameters),
        " ".join(text.format_map(parameters) for text in do if text),
    )


def in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems with the gravest first, then as they stand in the files."""
    return tuple(sorted(problems, key=lambda p: (ORDER[p.severity], p.place.file)))
