"""The decisions that a board saves: a small JSON file, taken back as the review workbook is."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from mentorcli.domain.decision import GROUP_SIZE, Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Place, Problem, Severity, UsageError
from mentorcli.domain.text import one_line
from mentorcli.matching.phrases import name_of, shortened
from mentorcli.matching.sheets.review_reading import Said, settle_words

MOST_BYTES = 1 << 20
"""A larger file is not read: a thousand decisions take a fifth of it."""
MARK = "board-decisions"
_AT = re.compile(r"\$\.([\w.\[\]]+)")


class SavedDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word on two people, by their ids; ``free`` takes an earlier one back."""

    kind: Literal["keep", "forbid", "free"]
    mentee: str
    mentor: str
    why: str = ""
    override: tuple[str, ...] = ()
    until: dt.date | None = None


class SavedBoard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A board's file: ``plan`` is the hash of what the plan on it was made from."""

    mentorcli: Literal["board-decisions"]
    schema_version: Literal[1]
    cohort: str
    plan: str
    decisions: tuple[SavedDecision, ...]


def saved_board(content: bytes, name: str) -> SavedBoard:
    """Return what a file holds; raises UserError where it is too large, broken or not a board's."""
    again = "Save it again on the board, as it is. Nothing was changed."
    if len(content) > MOST_BYTES:
        raise UsageError(f"{name} is larger than any board's decisions.", again)
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_each_once)
        saved = msgspec.convert(data, SavedBoard, strict=True)
    except msgspec.ValidationError as error:
        at = _AT.search(str(error))
        where = f" at {at[1]}" if at else ""
        raise UsageError(f"{name} is not what a board saves{where}.", again) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name} cannot be read: it is cut off or damaged.", again) from error
    if not (saved.cohort + saved.plan).isprintable():  # no database is asked for such names
        raise UsageError(f"{name} is not what a board saves.", again)
    return saved


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def read_saved(
    saved: SavedBoard,
    plan: Plan,
    case: MatchingCase,
    shown: Sequence[Decision],
    file: str,
    names: Mapping[str, str] = MappingProxyType({}),
) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Return all decisions that hold after those of a board, and what is wrong with them.

    They are settled as the rows of a review workbook are (``settle_words``); ``shown`` are the
    decisions that the board was written with; ``names`` are of everybody who ever was in the cohort:
    a decision about one of them who has left has no effect, and is told.
    """
    other = Problem.of("review_of_another_plan", Severity.NOTE, Place(file))
    problems = [] if saved.plan == plan.inputs else [other]
    words = []
    for number, decision in enumerate(saved.decisions, 1):
        place = Place(file, f"decision {number}")
        found = _wrong(decision, case, place, names)
        problems += found
        if not found:
            words.append(_word(decision, case, place))
    decisions, more = settle_words(words, plan, case, shown)
    return decisions, (*problems, *more)


def _word(decision: SavedDecision, case: MatchingCase, place: Place) -> Said:
    pair = case.programme.form.ordered(decision.mentee, decision.mentor)
    kind = None if decision.kind == "free" else DecisionKind(decision.kind)
    overrides = tuple(sorted(decision.override))
    why = one_line(decision.why)
    return Said(pair, kind, why, place, overrides=overrides, until=decision.until)


def _wrong(
    decision: SavedDecision, case: MatchingCase, place: Place, known: Mapping[str, str]
) -> list[Problem]:
    """Return what cannot be meant: who is not there, a rule that is not, an override without reason."""
    ask = Severity.DECIDE
    sides = ((decision.mentee, case.mentees), (decision.mentor, case.found))
    names = {a.person: name_of(a) for _, people in sides for a in people}
    gone = [p for p, people in sides if all(a.person != p for a in people)]
    if gone and all(person in known for person in gone):
        left = " and ".join(known[person] for person in gone)
        return [Problem.of("board_person_left", Severity.NOTE, place, name=left)]
    if gone:
        strange = (shortened(person) for person in gone if person not in known)
        return [Problem.of("board_unknown_person", ask, place, name=name) for name in strange]
    both = {"one": names[decision.mentee], "other": names[decision.mentor]}
    if decision.mentee == decision.mentor:
        about = {"kind": decision.kind, "person": both["one"]}
        return [Problem.of("decided_with_themselves", ask, place, **about)]
    rules = {*(r.key for r in case.programme.rules), GROUP_SIZE}
    unknown = sorted(set(decision.override) - rules)
    unsaid = bool(decision.override) and not (decision.kind == "keep" and decision.why.strip())
    if unknown or unsaid or (decision.until and not decision.override):
        return [Problem.of("board_override_unclear", ask, place, **both)]
    return []
