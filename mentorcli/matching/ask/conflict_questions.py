"""Questions who is meant in a conflict: of one writer, or of all who name a supervisor so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorcli.domain.application import Application
from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import NOWHERE, Asks, Place, Problem, Reply, Severity
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.text import counted, listed, some_of
from mentorcli.matching.phrases import name_of, shortened
from mentorcli.matching.rule_inputs import Ground
from mentorcli.names.directory import Sure
from mentorcli.names.mentions import Heard

RULES = {"supervisors": "own_supervisor", "not_with": "not_with", "known": "declared_conflict"}
"""The rule that reads each field."""
_MOST_NAMED = 5
MOST_KEPT = 100
"""Of more who may be meant no list is kept with the question: its answer is about all of them."""
People = tuple[tuple[str, str], ...]
"""Those who may be meant: (id, name)."""
Unsure = tuple[str, People, frozenset[str]]
"""A text with those whom it may mean, and their ids."""


@dataclass(frozen=True, slots=True)
class Names:
    """People by role and id, and whom a text may mean: worked out once for all who wrote it."""

    called: Mapping[RoleKey, Mapping[str, Application]]
    led: Mapping[str, Sequence[Application]]
    """The mentees who name a supervisor, by the text; only where a mentor may declare one."""
    found: dict[tuple[int, RoleKey], tuple[Heard, list[Unsure]]] = field(default_factory=dict)

    def unsure(self, case: MatchingCase, heard: Heard, role: RoleKey) -> list[Unsure]:
        """Return the texts of an answer that may mean people whom somebody of a role comes to meet."""
        key = (id(heard), role)
        if key not in self.found:
            around = [self.called[r] for r in case.roles_around(role)]
            asked = {p for p, sure in heard.people.items() if sure is Sure.ASK}
            texts = []
            for u in (u for u in heard.texts if u.sure is Sure.ASK):
                met = ((p, next((some[p] for some in around if p in some), None)) for p in u.people)
                people = tuple((p, name_of(a)) for p, a in met if a is not None and p in asked)
                texts.append((u.text, people, frozenset(p for p, _ in people)))
            self.found[key] = (heard, texts)
        return self.found[key][1]


def names_of(case: MatchingCase) -> Names:
    """Return the people of a case, and who of them names which supervisor."""
    mentees, mentors = case.known("mentee"), case.known("mentor")
    led: dict[str, list[Application]] = {}
    for a in mentees if mentors else ():
        for text in dict.fromkeys(a.choices("supervisors")):
            led.setdefault(text, []).append(a)
    return Names(
        {"mentee": {a.person: a for a in mentees}, "mentor": {a.person: a for a in mentors}}, led
    )


def asked_answers(ground: Ground) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Return the answers on conflicts, with their fields, in which a name may mean somebody."""
    return frozenset(
        key
        for key, heard in ground.conflicts.items()
        if any(u.sure is Sure.ASK for u in heard.texts)
    )


def place_of(application: Application, *fields: str) -> Place:
    """Return where the first of some answers stands that was given."""
    given = next((application.answers[f] for f in fields if f in application.answers), None)
    if given is None:
        return NOWHERE
    source = given.source
    row = (application.form, application.response, source.header)
    return Place(source.file, source.sheet, source.cell, row)


def ask(
    code: str,
    one: Application,
    field: str,
    text: str,
    may: Sequence[tuple[str, str]],
    shown: Sequence[str] = (),
) -> Problem:
    """Return the question whether somebody means those who may be meant; ``shown`` names them in words."""
    few = some_of(shown or [name for _, name in may], _MOST_NAMED, "or")
    kept = may if len(may) <= MOST_KEPT else ()
    return problem_about(code, one, field, text, kept, may=few)


def problem_about(
    code: str,
    one: Application,
    field: str,
    text: str,
    people: Sequence[tuple[str, str]] = (),
    **more: str,
) -> Problem:
    """Return a problem about a text in somebody's answer, which a name settles."""
    said = {"who": name_of(one), "text": shortened(text), "field": field, **more}
    asks = Asks(Reply.NAMES, (one.person, field, text), tuple(people))
    return Problem(code, Severity.DECIDE, place_of(one, field), tuple(said.items()), asks)


def unsure_people(
    case: MatchingCase, ground: Ground, one: Application, field: str, names: Names
) -> Iterator[tuple[str, People]]:
    """Yield each text of an answer on conflicts that may mean others, with them."""
    texts = names.unsure(case, ground.heard(one, field), one.role)
    left_out = {one.person, *decided_with(case, one.person, RULES[field])} if texts else set()
    for text, people, ids in texts:
        left = people
        if not left_out.isdisjoint(ids):
            left = tuple(p for p in people if p[0] not in left_out)
        if left:
            yield text, left


def supervisors_meant(case: MatchingCase, ground: Ground, names: Names) -> Iterator[Problem]:
    """Yield one question for each supervisor's name that may mean others, however many wrote it."""
    field = "supervisors"
    asked: dict[str, list[Application]] = {}
    may: dict[str, dict[People, None]] = {}
    telling = {answer for key, answer in asked_answers(ground) if key == field}
    told = (a for a in case.known("mentee") if telling and a.choices(field) in telling)
    for one in sorted(told, key=lambda a: a.person):
        for text, people in unsure_people(case, ground, one, field, names):
            asked.setdefault(text, []).append(one)
            may.setdefault(text, {})[people] = None
    for text, writers in asked.items():
        every = dict(person for people in may[text] for person in people)
        found = ask("conflict_unsure", writers[0], field, text, [*every.items()])
        if len(writers) > 1 and found.asks:
            said = dict(found.parameters) | {
                "who": counted(len(writers), case.programme.form.person)
            }
            about = replace(found.asks, about=("", field, text))
            found = replace(found, parameters=tuple(said.items()), asks=about)
        yield found


def declared_supervisors(
    case: MatchingCase, ground: Ground, mentor: Application, field: str, names: Names
) -> Iterator[Problem]:
    """Yield a question where a mentor may have declared a conflict with a mentee's supervisor."""
    declared = ground.declared_by(mentor, field)
    settled = decided_with(case, mentor.person, RULES[field]) if declared else set()
    led = {
        t: [a for a in names.led.get(t, ()) if a.person not in settled]
        for t in sorted(t for t, sure in declared.items() if sure is Sure.ASK)
    }
    may = [t for t, several in led.items() if several]
    if may:
        shown = [f"{t}, the supervisor of {listed([name_of(a) for a in led[t]])}" for t in may]
        said = ", ".join(mentor.choices(field))
        yield ask("conflict_unsure", mentor, field, said, [(t, t) for t in may], shown)


def decided_with(case: MatchingCase, one: str, rule: str) -> set[str]:
    """Return with whom it is settled: the pair is forbidden by hand, or allowed against the rule."""
    return {
        other
        for d in case.decisions
        if d.kind is not DecisionKind.KEEP or rule in d.overrides
        for person, other in ((d.mentee, d.mentor), (d.mentor, d.mentee))
        if person == one
    }
