"""The board: the newest plan as a page to look at and to change, and the decisions that it saves."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mentorcli import matching
from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Outcome, Paragraph, once_more
from mentorcli.commands.plans.changes import Before
from mentorcli.commands.plans.costs import figures_and_moves
from mentorcli.commands.plans.decisions import overrides_not_needed
from mentorcli.commands.plans.overrides import last_day
from mentorcli.commands.plans.proposals import refuse_stale
from mentorcli.commands.plans.review import Found, newest, settle_file
from mentorcli.commands.plans.stage_words import figures
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.decision import Decision
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import UsageError
from mentorcli.files.atomic import write_bytes
from mentorcli.matching.board_page.saved_decisions import MARK, MOST_BYTES, SavedBoard
from mentorcli.matching.board_page.secrets import judged_later, shown_criteria
from mentorcli.matching.criteria import criteria_of
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.questions import open_count
from mentorcli.workspace.records import matching_case

PASTED = Path("-")


def write(run: Run, key: str, *, prices: int = 0, discreet: bool = False) -> Outcome:
    """Write the board of the newest plan, with the exact cost of each person's ``prices`` best others."""
    with view_of(run) as (workspace, connection):
        stored, case = newest(workspace, connection, key), matching_case(workspace, connection, key)
        refuse_work(
            cohort(connection, key), Work.MATCH
        )  # what is decided on it is taken in only then
        refuse_stale(connection, case, stored.plan)
        questions = open_count(connection, key)
        names = names_of(applications_of(connection, key))
    path = workspace.out(key) / "board.html"
    data = {"board": str(path)}
    options = [
        *(["--prices", str(prices)] if prices else []),
        *(["--discreet"] if discreet else []),
    ]
    if run.dry_run:
        text = Paragraph(f"Would write {path}; nothing was written.")
        return Outcome((text,), data, next_steps=once_more("plan", "board", key, *options))
    told = _prices(case, stored.plan, prices, names) if prices > 0 else {}
    page = matching.board_page(
        case, stored.plan, discreet=discreet, questions=questions, prices=told
    )
    write_bytes(path, page)
    says = "Open it by double click, move people and save there: a file among your downloads, to be read. It is for HR only."
    name, downloads = Path(f"board-decisions-{key}.json"), Path.home() / "Downloads"
    step = once_more("read", downloads / name if downloads.is_dir() else name)
    return Outcome((Paragraph(says),), data, files=(path,), next_steps=step)


def _prices(
    case: MatchingCase, plan: Plan, most: int, names: dict[str, str]
) -> dict[tuple[str, str], str]:
    """Return what the best alternatives of each who is given a place cost, each solved anew.

    Sums in which points for statistics are counted would tell them: then only who moves is said.
    Raises UserError where whether there is a plan would tell them.
    """
    if judged_later(case):
        raise UsageError(
            "--prices would tell answers that are for statistics only: a rule rests on them.",
            "Write the board without it; mentorcli explain says what a pair costs.",
        )
    secret, found = len(shown_criteria(case)) < len(criteria_of(case.programme)), {}
    told = {} if secret else figures(case.programme)
    for person in sorted(a.person for a in case.mentees):
        others = matching.explain(case, plan, person, "mentee").alternatives[:most]
        pairs = [(o.mentee, o.mentor) for o in others]
        outcomes = matching.each_together(case, plan, pairs)
        for pair, outcome in zip(pairs, outcomes, strict=True):
            found[pair] = figures_and_moves(outcome, told, case.programme.form, pair[0], names)
    return found


def saved_in(file: Path) -> SavedBoard | None:
    """Return what a board saved, from a file or pasted in; None for a file of another kind."""
    if file != PASTED and not file.is_file():
        return None
    with sys.stdin.buffer if file == PASTED else file.open("rb") as source:
        content = source.read(MOST_BYTES + 1)
    ours = MARK.encode() in content and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    if not (ours or file == PASTED or file.suffix.lower() == ".json"):
        return None
    return matching.saved_board(content, called(file))


def called(file: Path) -> str:
    """Return how a file is spoken of."""
    return "What was pasted" if file == PASTED else file.name


def apply(run: Run, file: Path, saved: SavedBoard) -> Outcome:
    """Take back a board's decisions: judged, solved around, shown with who moves."""

    def read(before: Before, shown: Sequence[Decision]) -> Found:
        plan = before.stored.plan
        about = (plan, before.case, shown, called(file), before.names)
        decisions, problems = matching.read_saved(saved, *about)
        new = [d for d in decisions if d.overrides and d not in plan.decisions]
        days = (before.case.programme, before.cohort, run.today)
        dated = {d: replace(d, until=last_day(*days, d.until)) for d in new}
        idle = (p for d in new for p in overrides_not_needed(before.case, d, before.names))
        return tuple(dated.get(d, d) for d in decisions), (*problems, *idle)

    return settle_file(run, saved.cohort, file, saved.plan, read)
