"""A shortlist of mentors for one mentee, and the mentors that the mentee named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from mentorcli.commands.matches.pair_lives import Pool, as_meant, understood
from mentorcli.commands.names import counted
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.person_search import find_person
from mentorcli.commands.plans.explanations import by_own_words
from mentorcli.commands.run import Run
from mentorcli.domain.application import Application
from mentorcli.domain.cohort import CohortState
from mentorcli.domain.life import LIVE_STATES, Colleague
from mentorcli.domain.negation import says_not
from mentorcli.domain.problem import ExitCode, Problem, Severity, UserError
from mentorcli.domain.record import CohortRecord
from mentorcli.matching.ask.shortlist import Candidate, shortlist
from mentorcli.names.directory import Sure, Understood
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.lives import all_staff
from mentorcli.workspace.records import cohort_record, matching_case


@dataclass(frozen=True, slots=True)
class Named:
    """A name that the mentee gave: what it means, where that person is found, what stands in the way."""

    text: str
    means: tuple[tuple[str, str], ...]
    where: str
    standing: str
    command: str = ""
    sure: bool = True


def suggest(run: Run, who: str, key: str, most: int, *, words: bool = False) -> Outcome:
    """Return the mentors that fit somebody best, and what became of the names they gave.

    With ``words`` the shortlist is also shown by how alike their own words are, which is not scored.
    """
    workspace = run.open()
    with workspace.reading() as connection:
        record, mentee = _mentee(workspace, connection, who, key)
        pool = Pool(connection, record)
        case = matching_case(workspace, connection, record.cohort.key)
        staff = all_staff(connection)
    mentors = tuple(pool.carried_over(a, record.cohort.key) for a in pool.mentors)
    others = tuple(a for a in mentors if a.person != mentee.person)
    meant = understood(mentee, others, staff)
    sure = as_meant(mentee, others, meant)
    seen = shortlist(replace(case, mentors=others), sure, max(4 * most, 40))
    people = {a.person: a for a in others}
    free = [c for c in seen if not c.blocked_by and not pool.hindrance(people[c.mentor], run.today)]
    named = _named(run, record, pool, mentee, people, seen, staff, meant)
    problems = tuple(_problem(mentee, n) for n in named if not n.sure or not n.means)
    blocks = _blocks(run, pool, mentee, people, free[:most], seen, named)
    data = _data(run, record, pool, mentee, people, free[:most], named)
    if words:
        listed = [people[c.mentor] for c in free[:most]]
        more, data["own_words"] = by_own_words(mentee, listed, record.programme)
        blocks = (*blocks, *more)
    return Outcome(blocks, data, problems, next_steps=_steps(record, mentee, free, named))


def _mentee(
    workspace: Workspace, connection: Connection, who: str, key: str
) -> tuple[CohortRecord, Application]:
    """Return the mentee meant, in the cohort named or in the newest ongoing one that has them."""
    cohorts = [
        c for c in all_cohorts(connection)
        if (c.key == key if key else c.state is not CohortState.CLOSED)
        and (key or workspace.programme(c.programme).life.ongoing)
    ]  # fmt: skip
    if not cohorts:
        said = f"There is no cohort {key!r}." if key else "No ongoing programme has a cohort yet."
        raise UserError(said, "Make one: mentorcli cohort new open 2027-open", code=ExitCode.USAGE)
    failed: UserError | None = None
    for cohort in sorted(cohorts, key=lambda c: (c.dates["call_opens"], c.key), reverse=True):
        record = cohort_record(workspace, connection, cohort.key)
        if not record.programme.form.led:
            raise UserError("People in circles have no mentor to suggest.", code=ExitCode.USAGE)
        try:
            return record, find_person([a for a in record.applications if a.role == "mentee"], who)
        except UserError as error:
            failed = failed or error
    raise failed or UserError(f"Nobody is called {who!r}.", code=ExitCode.USAGE)


def _named(
    run: Run, record: CohortRecord, pool: Pool, mentee: Application,
    mentors: Mapping[str, Application], seen: Sequence[Candidate], staff: Sequence[Colleague],
    meant: Sequence[Understood],
) -> tuple[Named, ...]:  # fmt: skip
    names = {s.id: s.name for s in staff} | {person: a.name for person, a in mentors.items()}
    judged = {c.mentor: c for c in seen}
    return tuple(
        _one(
            run,
            record,
            pool,
            mentee,
            mentors,
            judged,
            one,
            tuple((p, names[p]) for p in one.people),
        )
        for one in meant
    )


def _one(
    run: Run, record: CohortRecord, pool: Pool, mentee: Application,
    mentors: Mapping[str, Application], judged: dict[str, Candidate], meant: Understood,
    means: tuple[tuple[str, str], ...],
) -> Named:  # fmt: skip
    key = record.cohort.key
    if meant.sure is Sure.NOBODY:
        return Named(
            meant.text, (), "nowhere", "nobody of this name in the pool or on the staff list"
        )
    if meant.sure is Sure.ASK:
        asked = _asked(means)
        turned = f"a “not” stands beside the name: {asked}" if says_not(meant.text) else asked
        return Named(meant.text, means, "?", turned, sure=False)
    ((person, _),) = means
    candidate = judged.get(person)
    if candidate is None:
        command = f"mentorcli pair approach {key} {mentee.person} {person}"
        return Named(
            meant.text, means, "staff list only", "has not offered to be a mentor", command
        )
    if candidate.blocked_by:
        return Named(meant.text, means, "pool", candidate.blocked_by[0][1])
    mentor = mentors[person]
    if hindrance := pool.hindrance(mentor, run.today):
        return Named(meant.text, means, "pool", hindrance)
    free = f"free ({pool.load[person]} of {pool.capacity(mentor)})"
    return Named(meant.text, means, "pool", free, f"mentorcli pair propose {key} {mentee.person} {person}")  # fmt: skip


def _asked(means: Sequence[tuple[str, str]]) -> str:
    names = ", ".join(f"{name} ({person})" for person, name in means)
    return f"perhaps {names}" if len(means) == 1 else f"may be {names}"


def _problem(mentee: Application, named: Named) -> Problem:
    code = "named_nobody" if named.where == "nowhere" else "named_unsure"
    return Problem.of(code, Severity.DECIDE, who=mentee.name, text=named.text, may=named.standing)


def _blocks(
    run: Run, pool: Pool, mentee: Application, people: Mapping[str, Application],
    free: Sequence[Candidate], seen: Sequence[Candidate], named: Sequence[Named],
) -> tuple[Paragraph | Listing, ...]:  # fmt: skip
    blocks: list[Paragraph | Listing] = []
    if named:
        rows = [
            (n.text, " or ".join(name for _, name in n.means) or "?", n.where, n.standing)
            for n in named
        ]
        blocks.append(
            Listing(("named", "means", "found in", "stands"), rows, f"Named by {mentee.name}")
        )
    barred = sum(bool(c.blocked_by) for c in seen)
    away = sum(bool(pool.hindrance(people[c.mentor], run.today)) for c in seen if not c.blocked_by)
    rest = f"{counted(len(seen), 'mentor')} in the pool; {barred} barred by a rule, {away} full or paused."
    blocks.append(Paragraph(f"{mentee.name}: {len(free)} of {rest}", strong=True))
    for place, c in enumerate(free, 1):
        mentor = people[c.mentor]
        load = f"{pool.load[c.mentor]} of {pool.capacity(mentor)}"
        last = pool.last_used.get(c.mentor)
        used = f", last used {last}" if last else ""
        blocks.append(
            Paragraph(f"{place:2}  {c.score:4}  {mentor.name} · mentees now: {load}{used}")
        )
        blocks.append(Paragraph(f"          {c.reason}", hang=10))
    return tuple(blocks)


def _data(
    run: Run, record: CohortRecord, pool: Pool, mentee: Application,
    people: Mapping[str, Application], free: Sequence[Candidate], named: Sequence[Named],
) -> dict[str, object]:  # fmt: skip
    listed = [
        {
            "mentor": c.mentor, "name": people[c.mentor].name, "score": c.score, "reason": c.reason,
            "language": c.language, "load": pool.load[c.mentor],
            "capacity": pool.capacity(people[c.mentor]),
            "last_used": str(pool.last_used.get(c.mentor, "")),
            "parts": {p.criterion: p.points for p in c.parts},
        }
        for c in free
    ]  # fmt: skip
    said = [
        {"text": n.text, "means": [p for p, _ in n.means], "names": [x for _, x in n.means],
         "found_in": n.where, "sure": n.sure, "stands": n.standing, "command": n.command}
        for n in named
    ]  # fmt: skip
    busy = [c for c in LIVE_STATES if any(mentee.person in x.mentees and x.state is c for x in record.every_life())]  # fmt: skip
    return {
        "cohort": record.cohort.key, "mentee": mentee.person, "name": mentee.name,
        "today": str(run.today), "shortlist": listed, "named": said,
        "match_now": busy[0].value if busy else "",
    }  # fmt: skip


def _steps(
    record: CohortRecord, mentee: Application, free: Sequence[Candidate], named: Sequence[Named]
) -> tuple[str, ...]:
    wished = tuple(n.command for n in named if n.command)
    best = (
        f"mentorcli pair propose {record.cohort.key} {mentee.person} {free[0].mentor}"
        if free
        else ""
    )
    if not wished and not best:
        return ("Nobody is free who fits: ask for more mentors, or raise somebody's capacity: mentorcli pool set NAME --capacity 2",)  # fmt: skip
    return wished or (best,)
