"""A cohort's record as the sections count it: one table of mentees, one of mentors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.language import label
from mentorcli.domain.plan import Match, PairScore, Plan
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.record import CohortRecord

if TYPE_CHECKING:
    from pandas import DataFrame

OTHER = "Other answer"
NOT_STATED = "Not stated"


@dataclass(frozen=True, slots=True)
class Facts:
    """A record and the plan that the report is about: the approved one, else the newest.

    ``pairs`` has the pair of each matched eligible mentee.
    """

    record: CohortRecord
    plan: Plan | None
    pairs: Mapping[str, PairScore]

    @classmethod
    def of(cls, record: CohortRecord) -> Facts:
        """Return the facts of a record."""
        plan = record.plan or record.proposal
        eligible = {a.person for a in record.of_role("mentee") if is_eligible(a)}
        matches = plan.matches if plan else ()
        pairs = {p.mentee: p for m in matches for p in m.pairs if p.mentee in eligible}
        return cls(record, plan, pairs)

    @property
    def smallest(self) -> int:
        """The least number of people that a table may show."""
        return max(self.record.programme.small_cell, 3)

    def eligible(self, role: RoleKey) -> tuple[Application, ...]:
        """Return the valid applications of a role."""
        return tuple(a for a in self.record.of_role(role) if is_eligible(a))

    def groups(self) -> tuple[tuple[Match, int], ...]:
        """Return the matches with an eligible mentee left, and how many of them each has."""
        matches = self.plan.matches if self.plan else ()
        sizes = ((m, sum(p in self.pairs for p in m.mentees)) for m in matches)
        return tuple((match, size) for match, size in sizes if size)

    def mentees(self) -> DataFrame:
        """Return a row for each mentee's application: person, state, eligible, matched, mentor.

        A mentee is matched when the application is valid and the plan has a place for it.
        """
        from pandas import DataFrame

        mentors = dict(self.plan.ties()) if self.plan else {}
        rows = [
            (a.person, a.state.value, is_eligible(a), a.person in self.pairs, mentors.get(a.person))
            for a in self.record.of_role("mentee")
        ]
        table = DataFrame(rows, columns=["person", "state", "eligible", "matched", "mentor"])
        # an empty table has no types of its own
        return table.astype({"eligible": bool, "matched": bool})

    def mentors(self) -> DataFrame:
        """Return a row for each mentor's application: person, state, eligible, seats, taken."""
        from pandas import DataFrame

        taken: Counter[str] = Counter()  # a mentor of pairs may be in several of them
        for match, size in self.groups():
            taken[match.mentor] += size
        rows = [
            (a.person, a.state.value, is_eligible(a), a.capacity().most, taken[a.person])
            for a in self.record.of_role("mentor")
        ]
        table = DataFrame(rows, columns=["person", "state", "eligible", "seats", "taken"])
        return table.astype({"eligible": bool, "seats": int, "taken": int})


def is_eligible(application: Application) -> bool:
    """Tell whether an application is complete and not withdrawn."""
    return application.state is ApplicationState.VALID


def option_labels(record: CohortRecord, role: RoleKey, field: str) -> dict[str, str]:
    """Return the English text of each option of a field by code; none when it is not asked."""
    asked = record.programme.field(role, field)
    return {o.code: label(o.labels, "en") for o in asked.options} if asked else {}


def option_of(application: Application, field: str, labels: Mapping[str, str]) -> str:
    """Return the label of somebody's answer; what they typed themselves is ``Other answer``."""
    given = application.choices(field)
    return labels.get(given[0], OTHER) if given else NOT_STATED
