"""Questions who is meant in a conflict: of one writer, or of all who name a supervisor so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorcli.domain.application import Application
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import NOWHERE, Asks, Place, Problem, Reply, Severity
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.text import counted
from mentorcli.matching.phrases import listed, name_of, shortened
from mentorcli.matching.rule_inputs import Ground
from mentorcli.names.directory import Sure

RULES = {"supervisors": "own_supervisor", "not_with": "not_with", "known": "declared_conflict"}
"""The rule that reads each field."""
_MOST_NAMED = 5
MOST_KEPT = 100
"""Of more who may be meant no list is kept with the question: its answer is about all of them."""
Names = dict[RoleKey, dict[str, str]]
"""What people are called, by role and id."""


def place_of(application: Application, *fields: str) -> Place:
    """Return where the first of some answers stands that was given."""
    given = next((application.answers[f] for f in fields if f in application.answers), None)
    return Place(given.source.file, given.source.sheet, given.source.cell) if given else NOWHERE


def ask(
    code: str,
    one: Application,
    field: str,
    text: str,
    may: Sequence[tuple[str, str]],
    shown: Sequence[str] = (),
) -> Problem:
    """Return the question whether somebody means those who may be meant; ``shown`` names them in words."""
    names = shown or [name for _, name in may]
    more = len(names) - _MOST_NAMED
    few = [*names[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    kept = may if len(may) <= MOST_KEPT else ()
    return problem_about(code, one, field, text, kept, may=listed(few, "or"))


def problem_about(
    code: str,
    one: Application,
    field: str,
    text: str,
    people: Sequence[tuple[str, str]] = (),
    **more: str,
) -> Problem:
    """Return a problem about a text in somebody's answer, which a name settles."""
    place, said = place_of(one, field), {"text": shortened(text), "field": field}
    found = Problem.of(code, Severity.DECIDE, place, who=name_of(one), **said, **more)
    about = (one.person, field, text)
    return replace(found, asks=Asks(Reply.NAMES, about, tuple(people)))


def unsure_people(
    case: MatchingCase, ground: Ground, one: Application, field: str, names: Names
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each text of an answer on conflicts that may mean others, with them: (id, name)."""
    heard = ground.heard(one, field)
    around = [names[role] for role in case.roles_around(one.role)]
    for u in heard.texts:
        people = [
            p
            for p in u.people
            if p != one.person
            and any(p in some for some in around)
            and heard.people.get(p) is Sure.ASK
            and not is_decided(case, one.person, p, RULES[field])
        ]
        if u.sure is Sure.ASK and people:
            yield u.text, [(p, next(some[p] for some in around if p in some)) for p in people]


def supervisors_meant(case: MatchingCase, ground: Ground, names: Names) -> Iterator[Problem]:
    """Yield one question for each supervisor's name that may mean others, however many wrote it."""
    field = "supervisors"
    asked: dict[str, list[Application]] = {}
    may: dict[str, dict[str, str]] = {}
    for one in sorted(case.known("mentee"), key=lambda a: a.person):
        for text, people in unsure_people(case, ground, one, field, names):
            asked.setdefault(text, []).append(one)
            may.setdefault(text, {}).update(people)
    for text, writers in asked.items():
        found = ask("conflict_unsure", writers[0], field, text, [*may[text].items()])
        if len(writers) > 1 and found.asks:
            said = dict(found.parameters) | {
                "who": counted(len(writers), case.programme.form.person)
            }
            about = replace(found.asks, about=("", field, text))
            found = replace(found, parameters=tuple(said.items()), asks=about)
        yield found


def declared_supervisors(
    case: MatchingCase, ground: Ground, mentor: Application, field: str
) -> Iterator[Problem]:
    """Yield a question where a mentor may have declared a conflict with a mentee's supervisor."""
    declared = ground.declared_by(mentor, field)
    asked = sorted(t for t, sure in declared.items() if sure is Sure.ASK)
    led = {
        t: [
            a
            for a in case.known("mentee")
            if t in a.choices("supervisors")
            and not is_decided(case, mentor.person, a.person, RULES[field])
        ]
        for t in asked
    }
    may = [t for t in asked if led[t]]
    if may:
        shown = [f"{t}, the supervisor of {listed([name_of(a) for a in led[t]])}" for t in may]
        said = ", ".join(mentor.choices(field))
        yield ask("conflict_unsure", mentor, field, said, [(t, t) for t in may], shown)


def is_decided(case: MatchingCase, one: str, other: str, rule: str) -> bool:
    """Tell whether a person settled it: the pair is forbidden by hand, or allowed against the rule."""
    return any(
        {d.mentee, d.mentor} == {one, other}
        and (d.kind is DecisionKind.FORBID or rule in d.overrides)
        for d in case.decisions
    )
