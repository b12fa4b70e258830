"""A shortlist of mentors for one mentee, and the mentors that the mentee named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from mentorcli.commands.matches.pair_lives import Pool, as_meant, understood
from mentorcli.commands.names import apart, find_person, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.explanations import by_own_words
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.match_life import LIVE_STATES, Approach, Colleague
from mentorcli.domain.problem import Problem, Severity, UsageError, UserError
from mentorcli.domain.text import counted, one_line, says_not
from mentorcli.matching.ask.shortlist import Candidate, shortlist
from mentorcli.names.directory import Sure, Understood
from mentorcli.standing.standing import Standing
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.lists import all_staff
from mentorcli.workspace.records import cohort_standing, matching_case


@dataclass(frozen=True, slots=True)
class Named:
    """A name that the mentee gave: what it means, where that person is found, what stands in the way.

    ``command`` goes on with that person; with one of those who may be meant, where that is not ``sure``.
    """

    text: str
    means: tuple[tuple[str, str], ...]
    where: str
    standing: str
    command: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Search:
    """What a shortlist is made from: the mentee, and whoever could be their mentor as things stand.

    ``mentors`` are by person; ``seen`` are those judged, the best first; ``free`` can take them now.
    """

    today: dt.date
    record: Standing
    pool: Pool
    mentee: Application
    mentors: Mapping[str, Application]
    seen: Sequence[Candidate]

    def approached(self) -> list[Approach]:
        """Return the colleagues who were asked for this mentee and are no mentors yet."""
        asked = (a for a in self.record.approaches if a.mentee == self.mentee.person)
        return [a for a in asked if a.colleague not in self.mentors]

    def hindrance(self, person: str) -> str:
        """Return why a mentor takes nobody today, or an empty text."""
        return self.pool.hindrance(self.mentors[person], self.today)

    def is_full(self, person: str) -> bool:
        """Tell whether a mentor could take them if they took one more: they are not away."""
        away = self.pool.paused_until(self.mentors[person], self.today)
        return away is None and bool(self.hindrance(person))

    def before(self, person: str) -> str:
        """Return what became of the two before, or an empty text: they are not proposed again."""
        life = self.record.life_of_pair(person, self.mentee.person)
        return f"{life.state.value} on {life.since}" if life else ""

    def free(self) -> list[Candidate]:
        """Return who could take them now, the best first; with whom it came to nothing come last."""
        found = [c for c in self.seen if not c.blocked_by and not self.hindrance(c.mentor)]
        return sorted(found, key=lambda c: bool(self.before(c.mentor)))

    def load(self, person: str) -> str:
        """Return how many mentees a mentor has, of how many."""
        return f"{self.pool.load[person]} of {self.pool.capacity(self.mentors[person])}"

    def proposing(self, person: str) -> str:
        """Return the command that proposes a mentor."""
        return f"mentorcli pair propose {self.record.cohort.key} {self.mentee.person} {person}"


def suggest(run: Run, who: str, key: str, most: int, *, words: bool = False) -> Outcome:
    """Return the mentors that fit somebody best, and what became of the names they gave.

    With ``words`` the shortlist is also shown by how alike their own words are, which is not scored.
    """
    with view_of(run) as (workspace, connection):
        record, mentee = _mentee(workspace, connection, who, key)
        pool = Pool(connection, record)
        case = matching_case(workspace, connection, record.cohort.key)
        staff = all_staff(connection)
    mentors = tuple(pool.carried_over(a, record.cohort.key) for a in pool.mentors)
    others = tuple(a for a in mentors if a.person != mentee.person)
    meant = understood(mentee, others, staff, case.meanings)
    sure = as_meant(mentee, others, meant)
    seen = shortlist(replace(case, mentors=others), sure, max(4 * most, 40))
    search = _Search(run.today, record, pool, mentee, {a.person: a for a in others}, seen)
    free, named = search.free()[:most], _named(search, staff, meant)
    problems = tuple(_problem(mentee, n) for n in named if not n.sure or not n.means)
    blocks, data = _blocks(search, free, named), _data(search, free, named)
    if words:
        listed = [search.mentors[c.mentor] for c in free]
        more, data["own_words"] = by_own_words(mentee, listed, record.programme)
        blocks = (*blocks, *more)
    return Outcome(blocks, data, problems, next_steps=_steps(search, free, named))


def _mentee(
    workspace: Workspace, connection: Connection, who: str, key: str
) -> tuple[Standing, Application]:
    """Return the mentee meant, in the cohort named or in the newest ongoing one that has them."""
    cohorts = [
        c
        for c in all_cohorts(connection)
        if (c.key == key if key else c.state is not CohortState.CLOSED)
        and (key or workspace.programme(c.programme).life.ongoing)
    ]
    if not cohorts:
        said = f"There is no cohort {key!r}." if key else "No ongoing programme has a cohort yet."
        raise UsageError(said, "Make one: mentorcli cohort new open 2027-open")
    failed: UserError | None = None
    for cohort in sorted(cohorts, key=lambda c: (c.dates["call_opens"], c.key), reverse=True):
        record = cohort_standing(workspace, connection, cohort.key)
        if not record.programme.form.led:
            raise UsageError("People in circles have no mentor to suggest.")
        try:
            return record, find_person([a for a in record.applications if a.role == "mentee"], who)
        except UserError as error:
            failed = failed or error
    raise failed or UsageError(f"Nobody is called {who!r}.")


def _named(
    search: _Search, staff: Sequence[Colleague], meant: Sequence[Understood]
) -> tuple[Named, ...]:
    names = {s.id: s.name for s in staff} | {p: a.name for p, a in search.mentors.items()}
    return tuple(_one(search, one, tuple((p, names[p]) for p in one.people)) for one in meant)


def _one(search: _Search, meant: Understood, means: tuple[tuple[str, str], ...]) -> Named:
    text = meant.text
    if meant.sure is Sure.NOBODY:
        return Named(text, (), "nowhere", "nobody of this name in the pool or on the staff list")
    found = {one[0]: _found(search, text, one) for one in means}
    if meant.sure is Sure.ASK:
        asked = {a.colleague for a in search.approached()}
        dealt = [n for p, n in found.items() if p in asked or search.before(p)]
        if len(dealt) == 1:  # it was told who is meant, and that one was asked
            return dealt[0]
        may = _asked(means)
        turned = f"a “not” stands beside the name: {may}" if says_not(text) else may
        then = " or ".join(n.command or search.proposing(p) for p, n in found.items())
        return Named(text, means, "?", turned, then, sure=False)
    return found[means[0][0]]


def _found(search: _Search, text: str, means: tuple[str, str]) -> Named:
    """Return what stands in the way of somebody whom a name means."""
    person = means[0]
    candidate = next((c for c in search.seen if c.mentor == person), None)
    if candidate is None:
        key, mentee = search.record.cohort.key, search.mentee.person
        one = next((a for a in search.approached() if a.colleague == person), None)
        if one is not None:
            answer = f"mentorcli pair accept {key} {person} --with {mentee}"
            command = answer if one.answer == "asked" else ""
            return Named(text, (means,), "staff list only", one.said(), command)
        command = f"mentorcli pair approach {key} {mentee} {person}"
        return Named(text, (means,), "staff list only", "has not offered to be a mentor", command)
    barred = candidate.blocked_by[0][1] if candidate.blocked_by else ""
    if why := barred or search.hindrance(person) or search.before(person):
        return Named(text, (means,), "pool", why)
    return Named(text, (means,), "pool", f"free ({search.load(person)})", search.proposing(person))


def _asked(means: Sequence[tuple[str, str]]) -> str:
    names = ", ".join(f"{name} ({person})" for person, name in means)
    return f"perhaps {names}" if len(means) == 1 else f"may be {names}"


def _problem(mentee: Application, named: Named) -> Problem:
    code = "named_nobody" if named.where == "nowhere" else "named_unsure"
    return Problem.of(
        code,
        Severity.DECIDE,
        who=mentee.name,
        text=named.text,
        may=named.standing,
        then=named.command,
    )


def _blocks(
    search: _Search, free: Sequence[Candidate], named: Sequence[Named]
) -> tuple[Paragraph | Listing, ...]:
    blocks: list[Paragraph | Listing] = []
    name, names = search.mentee.name, names_of(search.mentors.values())
    if named:
        rows = [(n.text, " or ".join(apart(n.means)) or "?", n.where, n.standing) for n in named]
        columns = ("named", "means", "found in", "stands")
        blocks.append(Listing(columns, rows, f"Named by {name}"))
    told = {person for n in named for person, _ in n.means}
    others = (a for a in search.approached() if a.colleague not in told)
    blocks += [Paragraph(f"{a.name} (staff list only): {a.said()}") for a in others]
    if kind := one_line(search.mentee.text("mentor_kind")):
        blocks.append(Paragraph(f"{name} hopes for: {kind}"))
    barred = sum(bool(c.blocked_by) for c in search.seen)
    away = len(search.seen) - barred - len(search.free())
    rest = f"{counted(len(search.seen), 'mentor')} in the pool; {barred} barred by a rule, {away} full or paused."
    blocks.append(Paragraph(f"{name}: {len(free)} of {rest}", strong=True))
    if not free:
        why = [(names[c.mentor], _in_the_way(search, c)) for c in search.seen]
        blocks.append(Listing(("mentor", "not now, because"), why))
    for place, c in enumerate(free, 1):
        last = search.pool.last_used.get(c.mentor)
        now = f"mentees now: {search.load(c.mentor)}{f', last used {last}' if last else ''}"
        mentor, before = names[c.mentor], search.before(c.mentor)
        marked = f"{mentor} · {before}" if before else mentor
        blocks.append(Paragraph(f"{place:2}  {c.score:4}  {marked} · {now}"))
        blocks.append(Paragraph(f"          {c.reason}", hang=10))
    return tuple(blocks)


def _in_the_way(search: _Search, one: Candidate) -> str:
    barred = one.blocked_by[0][1] if one.blocked_by else ""
    return barred or search.hindrance(one.mentor) or search.before(one.mentor)


def _data(search: _Search, free: Sequence[Candidate], named: Sequence[Named]) -> dict[str, object]:
    pool, mentee = search.pool, search.mentee
    listed = [
        {
            "mentor": c.mentor,
            "name": search.mentors[c.mentor].name,
            "score": c.score,
            "reason": c.reason,
            "language": c.language,
            "load": pool.load[c.mentor],
            "capacity": pool.capacity(search.mentors[c.mentor]),
            "last_used": str(pool.last_used.get(c.mentor, "")),
            "before": search.before(c.mentor),
            "parts": {p.criterion: p.points for p in c.parts},
        }
        for c in free
    ]
    said = [
        {
            "text": n.text,
            "means": [p for p, _ in n.means],
            "names": [x for _, x in n.means],
            "found_in": n.where,
            "sure": n.sure,
            "stands": n.standing,
            "command": n.command if n.sure else "",
        }
        for n in named
    ]
    now = {x.state for x in search.record.every_life() if mentee.person in x.mentees}
    return {
        "cohort": search.record.cohort.key,
        "mentee": mentee.person,
        "name": mentee.name,
        "today": str(search.today),
        "shortlist": listed,
        "named": said,
        "approached": [{k: str(getattr(a, k)) for k in _TOLD} for a in search.approached()],
        "match_now": next((state.value for state in LIVE_STATES if state in now), ""),
    }


_TOLD = ("colleague", "name", "answer", "asked", "since")


def _steps(search: _Search, free: Sequence[Candidate], named: Sequence[Named]) -> tuple[str, ...]:
    wished = tuple(n.command for n in named if n.command and n.sure)
    new = [c.mentor for c in free if not search.before(c.mentor)]
    if wished or new:
        return wished or (search.proposing(new[0]),)
    key, allowed = search.record.cohort.key, [c.mentor for c in search.seen if not c.blocked_by]
    full = [p for p in allowed if search.is_full(p) and not search.before(p)]
    if not full:
        return (
            "Nobody is free who fits: ask for more mentors, or see whether an answer was misread.",
        )
    mentor, one = search.mentors[full[0]], full[0]
    more = f"mentorcli pool set {key} {one} --capacity {search.pool.capacity(mentor) + 1}"
    return (f"{more}\nif {mentor.name} can take one more; else ask for more mentors",)
