"""Who did what when, in sentences: all that was written, or what concerns a cohort or a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from mentorcli.commands.names import find_person, joined
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.cohort import DAY_NAMES
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.match_life import Life, MatchState
from mentorcli.domain.problem import UserError
from mentorcli.domain.text import counted
from mentorcli.standing.fold import standing_facts
from mentorcli.workspace.applications import applications_of, changed_at
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.facts import facts_of
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.lists import all_staff, selected_of
from mentorcli.workspace.plans import known_matches

NEWEST = 30
"""Commands that are shown where nobody asked for all."""

_ONE: Mapping[Kind, str] = {
    Kind.MATCH: "{match}: {state}{words}",
    Kind.MET: "{met} on {on}",
    Kind.APPROACHED: "{person} as a mentor: {answer}",
    Kind.CAME_BACK: "{person}: {about}, {on}",
    Kind.AGREEMENT: "the agreement of {match} made",
    Kind.SIGNED: "{person} signed on {on}",
    Kind.SIGNATURE_VOID: "the signature of {person} counts no more",
    Kind.INVITED: "{person} invited to {gathering}",
    Kind.CALLED_OFF: "{gathering}: cancelled for {person}",
    Kind.LETTER: "the letter {about} written to {person}",
    Kind.LETTER_DROPPED: "the letter {about} to {person} taken away",
    Kind.APPROVED: "plan {about} approved",
    Kind.REPORTED: "the report made",
    Kind.WITHDRAWN: "{person} withdrew ({about}){words}",
    Kind.BACK: "{person} is back ({about}){words}",
    Kind.CALENDAR: "the calendar changed: {about}",
    Kind.MOVED: "the cohort moved to {about}",
    Kind.IMPORTED: "an import of {rows}",
    Kind.READ_AGAIN: "{about}: {changed} changed",
    Kind.ANSWERED: "{about}: {changed} changed",
    Kind.FORM_ACCEPTED: "the form {about} confirmed",
    Kind.FORM_EDITED: "the form {about} edited",
    Kind.FORM_FORGOTTEN: "the form {about} forgotten",
    Kind.ANSWER_ADDED: "a known answer added: {about}",
    Kind.STAFF_LIST: "a staff list of {people}",
    Kind.SELECTED_LIST: "a list of {people} selected",
    Kind.COHORT_MADE: "the cohort made ({about})",
    Kind.PROPOSED: "a plan of {matches} proposed",
    Kind.DECIDED: "{decisions} by hand",
    Kind.LAPSED: "{overrides} over",
    Kind.CARRIED_OVER: "{count} who waited in {about} carried over",
    Kind.POOL: "{person}: noted in the pool",
    Kind.QUEUED: "the reminder {about} written to {person}",
    Kind.SENT: "{about} sent to {person}",
    Kind.SENT_BY_HAND: "{about} to {person} sent by hand",
    Kind.DROPPED: "the reminder {about} to {person} taken away",
    Kind.SETTLED: "{about} to {person}: {arrived}",
    Kind.ERASED: "a person was erased",
    Kind.NOTED: "{about}",
}
_MANY: Mapping[Kind, str] = {
    Kind.AGREEMENT: "agreement",
    Kind.SIGNED: "signature",
    Kind.SIGNATURE_VOID: "void signature",
    Kind.INVITED: "invitation",
    Kind.CALLED_OFF: "cancellation",
    Kind.LETTER: "letter",
    Kind.LETTER_DROPPED: "letter, taken away",
    Kind.QUEUED: "reminder",
    Kind.SENT: "mail",
    Kind.SENT_BY_HAND: "mail, sent by hand",
    Kind.DROPPED: "reminder, taken away",
    Kind.MET: "meeting",
    Kind.CAME_BACK: "answer",
}
"""What several facts of one command are called, where they are not named one by one; how, after a comma."""
_OF_ANSWERS = frozenset((Kind.IMPORTED, Kind.READ_AGAIN, Kind.ANSWERED))
"""What may have changed somebody's answers, and does not name whose."""
_FEW = 3
_COUNTED = {
    "rows": "row", "changed": "application", "people": "person", "matches": "match",
    "decisions": "decision", "overrides": "override",
}  # fmt: skip
"""What the numbers in what one command did are numbers of."""


def history(run: Run, whom: str, *, every: bool) -> Outcome:
    """Tell what was done, newest first: of a cohort or a person, or all."""
    with view_of(run) as (workspace, connection):
        facts, names = facts_of(connection), names_everywhere(workspace, connection)
        wanted = _about(connection, facts, whom)
    stands, number = {f.number for f in standing_facts(facts)}, numbers_of_acts(facts)
    acts = [tuple(some) for _, some in groupby(wanted, key=lambda f: f.deed.act)]
    shown = list(reversed(acts))[: None if every else NEWEST]
    rows = [
        (
            str(number[act[0].deed.act]),
            str(act[0].known),
            act[0].deed.who,
            act[0].cohort,
            told(act, names, stands),
        )
        for act in shown
    ]
    columns = ("no.", "day", "who", "cohort", "what")
    data = {"history": [dict(zip(columns, row, strict=True)) for row in rows]}
    if not rows:
        return Outcome((Paragraph("Nothing has happened yet."),), data)
    left = len(acts) - len(shown)
    more = (Paragraph(f"{counted(left, 'earlier command')}: --all lists them."),) if left else ()
    return Outcome((Listing(columns, rows), *more), data)


def numbers_of_acts(facts: Sequence[Fact]) -> dict[str, int]:
    """Return the number in the history of each command: of the first that it did."""
    return {f.deed.act: f.number for f in reversed(facts)}


def names_everywhere(workspace: Workspace, connection: Connection) -> dict[str, str]:
    """Return everybody's name by person, and the names of those in it by match, of all cohorts.

    Who is only on a list, of staff or of those selected, has a name too. By cohort it is what those
    are called there who applied as mentees.
    """
    cohorts = all_cohorts(connection)
    keys = [c.key for c in cohorts]
    names = {one.id: one.name for one in all_staff(connection)}
    names |= {one.person: one.name for key in keys for one in selected_of(connection, key)}
    names |= {a.person: a.name for key in keys for a in applications_of(connection, key)}
    plans = (plan for key in keys for plan in reversed(known_matches(connection, key)))
    names |= {m.id: joined(m.people, names) for plan in plans for m in plan}
    return names | {c.key: workspace.programme(c.programme).form.part("mentee") for c in cohorts}


def told(act: Sequence[Fact], names: Mapping[str, str], stands: Iterable[int] = ()) -> str:
    """Return what one command did, in words; with ``stands``, whether it was taken back since."""
    said = []
    alike: dict[tuple[Kind, str], list[Fact]] = {}
    for fact in act:
        about = fact.about if fact.kind in _MANY and fact.kind is not Kind.AGREEMENT else ""
        alike.setdefault((fact.kind, about), []).append(fact)
    for (kind, about), facts in alike.items():
        if kind is Kind.TAKEN_BACK:
            said.append(f"no. {min(int(f.about) for f in facts)} taken back")
            continue
        whole = [f for f in facts if kind is Kind.CALLED_OFF and not f.person]
        if whole:
            said.append(f"{_gathering(whole[0])} cancelled")
        elif len(facts) > _FEW and kind in _MANY:
            noun, _, how = _MANY[kind].partition(",")
            of = f" ({DAY_NAMES.get(about, about)})" if about else ""
            said.append(counted(len(facts), noun) + how + of)
        else:
            said += [_one(fact, names) for fact in facts]
    known = set(stands)
    gone = bool(known) and all(f.number not in known for f in act if f.kind is not Kind.TAKEN_BACK)
    back = gone and any(f.kind is not Kind.TAKEN_BACK for f in act)
    return "; ".join(dict.fromkeys(said)) + (" (taken back)" if back else "")


def _one(fact: Fact, names: Mapping[str, str]) -> str:
    life = fact.value if isinstance(fact.value, Life) else None
    pair = [p for p in (life.mentor, *life.mentees) if p] if life else []
    plain = fact.value if isinstance(fact.value, dict) else {}
    numbers: dict[str, Any] = {name: plain.get(name, plain.get("count")) for name in _COUNTED}
    if numbers["changed"] == 0:
        return fact.about
    mentee = fact.kind in {Kind.WITHDRAWN, Kind.BACK} and fact.about == "mentee"
    return _ONE[fact.kind].format(
        **{"count": "?", "answer": "?"}
        | plain
        | {
            name: f"? {noun}s" if numbers[name] is None else counted(numbers[name], noun)
            for name, noun in _COUNTED.items()
        }
        | {
            "person": names.get(fact.person, fact.person or "the group"),
            "match": joined(pair, names) or names.get(fact.match, fact.match),
            "state": _state(life) if life else "",
            "met": _met(fact, names),
            "about": names.get(fact.cohort, fact.about) if mentee else fact.about,
            "gathering": _gathering(fact),
            "on": fact.on,
            "arrived": "arrived after all" if plain.get("sent") else "did not arrive, goes again",
            "words": f": {fact.words}" if fact.words else "",
        }
    )


def _met(fact: Fact, names: Mapping[str, str]) -> str:
    """Return whose meeting was noted: of all of a match, or an individual session."""
    if fact.person:
        return f"individual session of {names.get(fact.person, fact.person)}"
    verb = "to meet" if fact.on and fact.known and fact.on > fact.known else "met"
    return f"{names.get(fact.match, fact.match)} {verb}"


def _state(life: Life) -> str:
    until = f" until {life.ends}" if life.state is MatchState.AGREED else ""
    return life.state.value + until


def _gathering(fact: Fact) -> str:
    return DAY_NAMES.get(fact.about, fact.about)


def _about(connection: Connection, facts: Sequence[Fact], whom: str) -> list[Fact]:
    """Return the facts of a cohort, of a person, or all."""
    cohorts = {c.key for c in all_cohorts(connection)}
    if not whom or whom in cohorts:
        return [f for f in facts if not whom or f.cohort == whom]
    people = [a for key in sorted(cohorts) for a in applications_of(connection, key)]
    if not people:
        raise UserError(f"Nobody is called {whom!r}.", "Name a cohort or a person.")
    person = find_person(people, whom).person
    plans = [plan for key in sorted(cohorts) for plan in known_matches(connection, key)]
    matches = {m.id for plan in plans for m in plan if person in m.people}
    leads = {m.id for plan in plans for m in plan if person == m.mentor}
    lives = (f.value for f in facts if isinstance(f.value, Life))
    matches |= {life.match for life in lives if person in (life.mentor, *life.mentees)}
    changed = changed_at(connection, person)
    return [
        f
        for f in facts
        if f.person == person
        or (f.match in matches and not f.person)
        or (f.match in leads and f.kind is Kind.MET)
        or (f.kind in _OF_ANSWERS and (f.cohort, f.deed.at) in changed)
    ]
