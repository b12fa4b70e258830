"""Proposing, judging and explaining matches."""

from mentorcli.matching.ask.as_good_circles import BetterCircle, better_circles
from mentorcli.matching.ask.explain import explain, explain_pair, objections
from mentorcli.matching.ask.fairness import (
    GroupOutcome,
    Narrow,
    by_breadth,
    by_group,
    gained_by_narrow_answers,
)
from mentorcli.matching.ask.firmness import (
    against_plan,
    envy,
    firmness,
    tied_pairs,
    with_other_weights,
    without_rules,
)
from mentorcli.matching.ask.imagined_cases import (
    Advice,
    advise,
    with_capacity,
    with_mentor,
    without_person,
    without_rule,
)
from mentorcli.matching.ask.imagined_circles import advise_equals, with_circles, with_equal
from mentorcli.matching.ask.obstacles import blocking, repairs
from mentorcli.matching.ask.obstacles_circles import blocking_equals, repair_equals
from mentorcli.matching.ask.questions import open_questions
from mentorcli.matching.ask.repair import (
    News,
    Point,
    frontier,
    news,
    only_fill,
    point_of,
    replan,
    still_here,
    unavoidable,
)
from mentorcli.matching.ask.stage_prices import StagePrice, stage_prices
from mentorcli.matching.ask.unused_answers import over_bound, remarks
from mentorcli.matching.ask.what_if import each_together, if_apart, if_together, if_used
from mentorcli.matching.ask.what_if_circles import if_equals
from mentorcli.matching.board.board import BY_HAND
from mentorcli.matching.board.fingerprint import case_hash, seal_of
from mentorcli.matching.board.shared_language import not_spoken
from mentorcli.matching.check import verify
from mentorcli.matching.sheets.answers import answer_sheet, read_answers
from mentorcli.matching.sheets.answers_circles import circle_answer_sheet, read_circle_answers
from mentorcli.matching.sheets.review import review_sheet
from mentorcli.matching.sheets.review_circles import review_circles
from mentorcli.matching.sheets.review_circles_reading import read_circles_review
from mentorcli.matching.sheets.review_reading import read_review
from mentorcli.matching.sheets.review_rows import inputs_of
from mentorcli.matching.solve.circles.steps import Step, circle_steps
from mentorcli.matching.solve.judge import judge
from mentorcli.matching.solve.propose import propose

__all__ = [
    "BY_HAND",
    "Advice",
    "BetterCircle",
    "GroupOutcome",
    "Narrow",
    "News",
    "Point",
    "StagePrice",
    "Step",
    "advise",
    "advise_equals",
    "against_plan",
    "answer_sheet",
    "better_circles",
    "blocking",
    "blocking_equals",
    "by_breadth",
    "by_group",
    "case_hash",
    "circle_answer_sheet",
    "circle_steps",
    "each_together",
    "envy",
    "explain",
    "explain_pair",
    "firmness",
    "frontier",
    "gained_by_narrow_answers",
    "if_apart",
    "if_equals",
    "if_together",
    "if_used",
    "inputs_of",
    "judge",
    "news",
    "not_spoken",
    "objections",
    "only_fill",
    "open_questions",
    "over_bound",
    "point_of",
    "propose",
    "read_answers",
    "read_circle_answers",
    "read_circles_review",
    "read_review",
    "remarks",
    "repair_equals",
    "repairs",
    "replan",
    "review_circles",
    "review_sheet",
    "seal_of",
    "stage_prices",
    "still_here",
    "tied_pairs",
    "unavoidable",
    "verify",
    "with_capacity",
    "with_circles",
    "with_equal",
    "with_mentor",
    "with_other_weights",
    "without_person",
    "without_rule",
    "without_rules",
]  # fmt: skip
