"""What a coordinator decided about two people, how long a rule may be broken for it, and where it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorcli.domain.cohort import Cohort
    from mentorcli.domain.match_form import MatchForm


DECLINED = "declined by "
"""How the reason of a decision begins that is somebody's own answer; their role or name follows."""

GROUP_SIZE = "group_size"
"""What a pair may be kept against, as if it were a rule: the fewest mentees that a group has."""


class DecisionKind(StrEnum):
    """What a coordinator decided about a mentee and a mentor."""

    KEEP = "keep"
    FORBID = "forbid"
    PARTED = "parted"
    """Nobody's word: their match ended early, on the day that is the reason; it bars as a word does."""


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """A coordinator's word on one pair; a move is FORBID on the old pair and KEEP on the new."""

    mentee: str
    mentor: str
    kind: DecisionKind
    why: str = ""
    overrides: tuple[str, ...] = ()
    """The rules that a KEEP is allowed to break; it holds for this cohort only."""
    until: dt.date | None = None
    """The last day on which the overrides hold; None is the end of the cohort."""

    def declined_by(self) -> str:
        """Return who declined the pair, as a role or a name, or nothing where nobody did.

        Words of theirs that an earlier version kept behind a colon are left out.
        """
        if self.kind is not DecisionKind.FORBID or not self.why.startswith(DECLINED):
            return ""
        return self.why.removeprefix(DECLINED).partition(":")[0].strip()

    def is_forbidden(self) -> bool:
        """Tell whether the coordinator forbade the pair, and neither of the two declined it."""
        return self.kind is DecisionKind.FORBID and not self.declined_by()

    def parted_on(self) -> str:
        """Return the day on which the two parted, or nothing where they did not."""
        return self.why if self.kind is DecisionKind.PARTED else ""

    def holds_until(self, end: dt.date) -> dt.date:
        """Return the last day on which the overrides hold; ``end`` is the end of the cohort."""
        return self.until or end

    def has_lapsed(self, today: dt.date, end: dt.date) -> bool:
        """Tell whether a pair was allowed against a rule and that is over: it is kept no longer."""
        return bool(self.overrides) and today > self.holds_until(end)


def with_parted(
    decided: Iterable[Decision], parted: Iterable[Decision], form: MatchForm
) -> tuple[Decision, ...]:
    """Return decisions and the pairs that parted, where nobody decided about them since; sorted."""
    own = {d for d in decided if not d.parted_on()}
    about = {form.ordered(d.mentee, d.mentor) for d in own}
    left = {d for d in parted if d.parted_on()}
    return tuple(sorted(own | {d for d in left if form.ordered(d.mentee, d.mentor) not in about}))


def end_of(cohort: Cohort) -> dt.date:
    """Return the day to which an override holds that has none of its own."""
    return cohort.dates["wrapup"]


def rules_in_words(decision: Decision) -> str:
    """Return the rules that a decision breaks."""
    return ", ".join(rule.replace("_", " ") for rule in decision.overrides)
