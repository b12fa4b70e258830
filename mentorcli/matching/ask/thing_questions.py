"""Whether two texts name one employer, one group: asked once for two texts, whoever wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from mentorcli.domain.admission import unknown_employer
from mentorcli.domain.application import Application
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import NOWHERE, Asks, Place, Problem, Reply, Severity
from mentorcli.domain.question import Thing
from mentorcli.matching.ask.conflict_questions import place_of
from mentorcli.matching.named_things import competing
from mentorcli.matching.phrases import shortened
from mentorcli.matching.rule_inputs import Ground
from mentorcli.names.likeness import Verdict, key_of

_CODES = {Thing.EMPLOYER: "employer_unsure", Thing.GROUP: "group_unsure"}


@dataclass(frozen=True, slots=True)
class _Written:
    """A text and who wrote it in which answer; nobody where it stands in the profile."""

    text: str
    field: str = ""
    who: Application | None = None


def thing_questions(case: MatchingCase, ground: Ground) -> Iterator[Problem]:
    """Yield the questions about names of employers and groups that the rules in force rest on."""
    asked = {rule.key for rule in case.programme.rules}
    seen: set[tuple[str, ...]] = set()
    for rule, thing, several, others, meet in _compared(case):
        if rule in asked:
            yield from _of(ground, thing, several, others, meet, seen)


def rivals_of_nobody(case: MatchingCase, ground: Ground) -> Iterator[Problem]:
    """Yield a note for each employer that the profile says competes, and whose name is nobody's."""
    people = (*case.known("mentee"), *case.known(case.programme.form.finds))
    theirs = sorted({text for a in people if (text := a.text("employer"))})
    for name in dict.fromkeys(name for group in competing(case.programme) for name in group):
        if theirs and not any(
            ground.employers.verdict(name, t) is not Verdict.DIFFERENT for t in theirs
        ):
            yield unknown_employer(case.programme, "competitors", name, theirs)


Meet = Callable[[Application, Application], bool]
_Given = Callable[[Callable[[str], bool]], Sequence[_Written]]
"""What was written of the texts that are asked about, looked up where a rule in force reads it."""
_Rule = tuple[str, Thing, _Given, _Given, Meet]


def _compared(case: MatchingCase) -> Iterator[_Rule]:
    """Yield what each rule compares with what, and which two people it keeps apart."""
    mentees, found = case.known("mentee"), case.known(case.programme.form.finds)
    everybody = (*mentees, *(a for a in found if a.role != "mentee"))
    by_mentees, by_found, by_all = (partial(_written, x) for x in (mentees, found, everybody))
    named = [_Written(name) for group in competing(case.programme) for name in group]
    employer, group = Thing.EMPLOYER, Thing.GROUP
    employed, here = (partial(by, "employer") for by in (by_all, by_mentees))
    yield "same_employer", employer, here, partial(by_found, "employer"), _any
    yield "not_organisations", employer, partial(by_all, "not_organisations"), employed, _any
    yield "competitors", employer, employed, lambda _: named, _any
    if case.programme.form.mates_meet:
        groups = partial(by_mentees, "research_group")
        yield "same_research_group", group, groups, groups, _any
    units = partial(by_mentees, "department"), partial(by_found, "department")
    yield "own_unit", group, units[0], units[1], _one_unit


def _any(_one: Application, _other: Application) -> bool:
    return True


def _one_unit(one: Application, other: Application) -> bool:
    return bool(one.choices("unit")) and one.choices("unit") == other.choices("unit")


def _written(
    people: Iterable[Application], field: str, is_asked: Callable[[str], bool]
) -> list[_Written]:
    found = (_Written(t, field, a) for a in people for t in _texts(a, field) if is_asked(t))
    return sorted(found, key=lambda w: (w.who.role, w.who.person) if w.who else ("", ""))


def _texts(application: Application, field: str) -> tuple[str, ...]:
    several = application.choices(field)
    return several or tuple(x for x in (application.text(field),) if x)


def _of(
    ground: Ground,
    thing: Thing,
    several: _Given,
    others: _Given,
    meet: Meet,
    seen: set[tuple[str, ...]],
) -> Iterator[Problem]:
    alike = ground.employers if thing is Thing.EMPLOYER else ground.groups
    near = (
        (key, sorted(other for other, verdict in found.items() if verdict is Verdict.ASK))
        for key, found in alike.near.items()
    )
    unsure = {key: found for key, found in near if found}

    @cache  # many have one employer
    def is_asked(text: str) -> bool:
        return key_of(alike.read, text) in unsure

    by_key: dict[str, list[_Written]] = {}
    for other in others(is_asked) if unsure else ():
        by_key.setdefault(key_of(alike.read, other.text), []).append(other)
    for one in several(is_asked) if by_key else ():
        mine = key_of(alike.read, one.text)
        for theirs in unsure.get(mine, ()):
            about = (thing, *sorted((mine, theirs)))
            if about not in seen:
                for other in (o for o in by_key.get(theirs, ()) if _apart(one, o, meet)):
                    seen.add(about)
                    yield _question(thing, one, other, about)
                    break


def _apart(one: _Written, other: _Written, meet: Meet) -> bool:
    if one.who is None or other.who is None:
        return True
    return one.who.person != other.who.person and meet(one.who, other.who)


def _question(thing: Thing, one: _Written, other: _Written, about: tuple[str, ...]) -> Problem:
    said = {"one": shortened(one.text), "other": shortened(other.text)}
    found = Problem.of(_CODES[thing], Severity.DECIDE, _place(one), **said)
    return replace(found, asks=Asks(Reply.ONE, about))


def _place(written: _Written) -> Place:
    return place_of(written.who, written.field) if written.who else NOWHERE
