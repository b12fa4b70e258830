"""The ground on which rules and criteria stand: the profile, who is meant by a name, the past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mentorcli.domain.application import Application
from mentorcli.domain.language import LANGUAGES, label
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.programme import Field, Programme, RoleKey, Visibility
from mentorcli.domain.text import match_key
from mentorcli.matching.names import roster_of
from mentorcli.matching.wording import quoted

_NAMING: tuple[tuple[str, str], ...] = (
    ("wishes", "mentors"), ("not_with", "everybody"), ("known", "mentees"),
)  # fmt: skip
"""Fields that name people of the cohort, and among whom they are looked for."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a rule or criterion may look at besides the two applications.

    ``earlier`` maps two person ids, the smaller first, to the cohort they were together in;
    ``named`` maps (field, text of a name) to the person ids it most likely means; ``before`` maps
    a person id to the others of ``earlier``.
    """

    programme: Programme
    earlier: Mapping[tuple[str, str], str]
    named: Mapping[tuple[str, str], tuple[str, ...]]
    before: Mapping[str, tuple[str, ...]]

    def partners(self, person: str) -> tuple[str, ...]:
        """Return everybody who was together with somebody before."""
        return self.before.get(person, ())

    def people(self, application: Application, field: str) -> tuple[tuple[str, ...], ...]:
        """Return for each name given in ``field`` the person ids that it may mean."""
        names = application.choices(field)
        return tuple(self.named.get((field, name), ()) for name in names) if names else ()

    def names(self, application: Application, field: str, person: str) -> bool:
        """Tell whether an answer names somebody; an ambiguous name counts for all it may mean."""
        return any(person in found for found in self.people(application, field))

    def together_before(self, one: str, other: str) -> str | None:
        """Return the cohort in which two people were together, or None."""
        return self.earlier.get((one, other) if one < other else (other, one))

    def quotable(self, role: RoleKey, field: str) -> bool:
        """Tell whether the profile lets the other people of a match see this answer."""
        asked = self.programme.field(role, field)
        return asked is not None and asked.visible_to is Visibility.MATCH

    def quote(self, application: Application, field: str, values: Sequence[str]) -> str:
        """Return answers in quotation marks, options by their English text.

        Empty when there is none, or when the other people of a match may not see the field.
        """
        if not self.quotable(application.role, field):
            return ""
        asked = self.programme.field(application.role, field)
        return quoted([_text(asked, value) for value in values])


def _text(asked: Field | None, value: str) -> str:
    option = asked.option(value) if asked else None
    return label(option.labels, "en") if option else value


def ground_of(case: MatchingCase) -> Ground:
    """Return the ground of a case; names are looked up once, whoever gave them."""
    mentors = {(a.person, a.name) for a in _may_be_wished(case)}
    mentees = {(a.person, a.name) for a in case.mentees}
    rosters = {
        "mentors": roster_of(mentors),
        "mentees": roster_of(mentees),
        "everybody": roster_of(mentors | mentees),
    }
    everybody = (*case.mentees, *case.mentors)
    earlier = {(min(e.one, e.other), max(e.one, e.other)): e.cohort for e in sorted(
        case.earlier, key=lambda e: e.cohort)}  # fmt: skip
    named = {
        (field, text): rosters[roster].meant(text)
        for field, roster in _NAMING
        for text in _texts(everybody, field)
    }
    before: dict[str, tuple[str, ...]] = {}
    for pair in sorted(earlier):
        for one, other in (pair, pair[::-1]):
            before[one] = (*before.get(one, ()), other)
    return Ground(case.programme, earlier, named, before)


def _may_be_wished(case: MatchingCase) -> tuple[Application, ...]:
    return case.mentees if case.programme.form == "peers" else case.mentors


def _texts(applications: Iterable[Application], field: str) -> list[str]:
    return sorted({text for a in applications for text in a.choices(field)})


def working_languages(application: Application) -> tuple[str, ...]:
    """Return the languages that somebody gave and documents exist in, in the answer's order."""
    return _working(application.choices("languages"))


@cache
def _working(chosen: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x for x in chosen if x in LANGUAGES))


@cache
def blank_answers() -> frozenset[str]:
    """Return texts that people write where they have nothing to say, as match keys."""
    said = (
        "", "-", "–", "—", ".", "no", "none", "nobody", "n/a", "na", "no one", "nothing", "not yet",
        "ei", "ei ole", "ei ketään", "ei mikään", "en", "nej", "ingen", "inga", "inget", "x",
    )  # fmt: skip
    return frozenset(match_key(text) for text in said)
