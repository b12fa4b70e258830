"""Proposing, judging and explaining matches."""

from mentorcli.matching.ask.explain import cannot_meet, explain, explain_pair, objections
from mentorcli.matching.ask.fairness import (
    GroupOutcome,
    Narrow,
    by_breadth,
    by_group,
    gained_by_narrow_answers,
)
from mentorcli.matching.ask.firmness import (
    StagePrice,
    better_together,
    firmness,
    loose_places,
    stage_prices,
)
from mentorcli.matching.ask.imagined_cases import (
    Advice,
    advise,
    with_newcomer,
    with_sizes,
    without_person,
    without_rule,
)
from mentorcli.matching.ask.obstacles import blocking, repairs
from mentorcli.matching.ask.questions import open_questions, over_bound, remarks
from mentorcli.matching.ask.repair import (
    Point,
    Step,
    broken,
    frontier,
    only_fill,
    point_of,
    replan,
    steps_of,
    unavoidable,
)
from mentorcli.matching.ask.what_if import (
    against_plan,
    each_together,
    if_decided,
    if_used,
    with_other_weights,
    without_rules,
)
from mentorcli.matching.board.board import BY_HAND
from mentorcli.matching.board.fingerprint import case_hash, seal_of
from mentorcli.matching.board.group_rules import group_notes
from mentorcli.matching.board_page.board_page import board_page
from mentorcli.matching.board_page.saved_decisions import read_saved, saved_board
from mentorcli.matching.check import verify
from mentorcli.matching.criteria.language import language_unsettled
from mentorcli.matching.sheets.answer_sheet import accepted_but_moved, answer_sheet, read_answers
from mentorcli.matching.sheets.review_reading import read_review
from mentorcli.matching.sheets.review_rows import inputs_of
from mentorcli.matching.sheets.review_workbook import review_sheet
from mentorcli.matching.solve.obstacles import with_places
from mentorcli.matching.solve.propose import judge, propose, with_known_matches
from mentorcli.matching.solve.unplaced import waiting_beside

__all__ = [
    "BY_HAND", "Advice", "GroupOutcome", "Narrow", "Point", "StagePrice", "Step",
    "accepted_but_moved", "advise", "against_plan", "answer_sheet", "better_together", "blocking", "board_page", "broken", "by_breadth",
    "by_group", "cannot_meet", "case_hash", "each_together", "explain", "explain_pair", "firmness", "frontier",
    "gained_by_narrow_answers", "group_notes", "if_decided", "if_used", "inputs_of", "judge", "language_unsettled",
    "loose_places", "objections", "only_fill", "open_questions",
    "over_bound", "point_of", "propose", "read_answers", "read_review", "read_saved", "remarks", "repairs",
    "replan", "review_sheet", "saved_board", "seal_of", "stage_prices", "steps_of", "unavoidable", "verify", "waiting_beside",
    "with_known_matches", "with_newcomer", "with_other_weights", "with_places", "with_sizes",
    "without_person", "without_rule", "without_rules",
]  # fmt: skip
