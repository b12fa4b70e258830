"""Single matches through their lives: listed, who may change what, and finding the one meant."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from mentorcli.commands.names import find_person, joined, names_of, of_match
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, record_of
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.days import is_day_off
from mentorcli.domain.decision import end_of
from mentorcli.domain.match_life import (
    OPEN_STATES,
    Colleague,
    Life,
    MatchState,
    PoolEntry,
)
from mentorcli.domain.problem import UsageError
from mentorcli.domain.question import Meaning
from mentorcli.domain.text import match_key
from mentorcli.names.directory import Sure, Understood, directory_of
from mentorcli.names.mentions import wish_meanings, wishes_together
from mentorcli.standing.places import led_now
from mentorcli.standing.signing import missing_signatures, with_agreement
from mentorcli.standing.standing import Course, Standing
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.facts import happened_in
from mentorcli.workspace.lists import pool_of
from mentorcli.workspace.plans import approved_plans

_BRACKETS = re.compile(r"\(([^()]*)\)")


def understood(
    mentee: Application,
    mentors: Collection[Application],
    staff: Sequence[Colleague],
    told: Iterable[Meaning],
) -> tuple[Understood, ...]:
    """Return what the names mean that a mentee gave, in the pool and on the staff list.

    What a person ``told`` of a name counts. A unit in brackets tells where somebody works, and
    makes no name doubtful: ``Laaksonen Kirsi (IT Services)``.
    """
    settled = {m.text: m.people for m in told if (m.person, m.field) == (mentee.person, "wishes")}
    texts = mentee.choices("wishes")
    people = [(a.person, a.name, a.email) for a in mentors] if texts else []
    known = {match_key(email) for _, _, email in people} | {match_key(mentee.email)}
    others = [(s.id, s.name, s.email) for s in staff if match_key(s.email) not in known]
    directory = directory_of([*people, *others])
    units = {match_key(s.unit) for s in staff} | {match_key(a.text("unit")) for a in mentors}

    def outside_units(text: str) -> str:
        return _BRACKETS.sub(lambda x: " " if match_key(x[1]) in units else x[0], text).strip()

    found = [
        u
        for text in texts
        for u in (
            (_as_told(text, settled[text]),)
            if text in settled
            else wish_meanings(outside_units(text), directory)
        )
    ]
    return tuple(wishes_together(found, directory))


def _as_told(text: str, people: tuple[str, ...]) -> Understood:
    return Understood(text, Sure.MEANT, people[:1]) if people else Understood(text, Sure.NOBODY)


def as_meant(
    mentee: Application, mentors: Iterable[Application], meant: Sequence[Understood]
) -> Application:
    """Return the application with the wishes that are certain, as the mentors' names stand."""
    if "wishes" not in mentee.answers:
        return mentee
    names = {a.person: a.name for a in mentors}
    sure = [u.people[0] for u in meant if u.sure is Sure.MEANT]
    given = replace(mentee.answers["wishes"], value=tuple(names[p] for p in sure if p in names))
    return replace(mentee, answers={**mentee.answers, "wishes": given})


def match_meant(record: Standing, who: str, other: str, *preferred: tuple[MatchState, ...]) -> Life:
    """Return the one match of ``who`` (with ``other``, when that is named), or with that id.

    One in the first of the ``preferred`` states goes before others. Raises UserError that lists several, or says there is none.
    """
    if named := next((x for x in record.every_life() if x.match == who), None):
        return named
    person = find_person(record.applications, who).person
    mate = find_person(record.applications, other).person if other else ""
    lives = [
        life
        for life in record.every_life()
        if person in _people(life) and (not mate or mate in _people(life))
    ]
    others = tuple(s for s in MatchState if s not in {MatchState.DECLINED, MatchState.TAKEN_BACK})
    ranks = (*preferred, others)  # what came to nothing is meant where nothing else can be
    standing = ([life for life in lives if life.state in states] for states in ranks)
    found = next((some for some in standing if some), lives)
    if len(found) == 1:
        return found[0]
    names = names_of(record.applications)
    if not found:
        raise UsageError(
            f"{names[person]} has no match in {record.cohort.key}. Nothing was changed.",
            f"See: mentorcli pair list {record.cohort.key}",
        )
    mates = "; ".join(joined([p for p in _people(x) if p != person], names) for x in found)
    raise UsageError(
        f"{names[person]} has several matches: {mates}. Nothing was changed.",
        "Say which with --with NAME.",
    )


def _people(life: Life) -> tuple[str, ...]:
    return tuple(p for p in (life.mentor, *life.mentees) if p)


_USED = {MatchState.AGREED, MatchState.ENDED, MatchState.BROKEN}


class Pool:
    """The mentors of a programme over all its cohorts, and what each carries in all programmes now."""

    def __init__(self, connection: Connection, record: Standing) -> None:
        programme = record.cohort.programme
        bound = record.programme.group[1]
        self.most = None if record.programme.life.ongoing else bound
        self.notes: Mapping[str, PoolEntry] = pool_of(connection, programme)
        self.load: Counter[str] = Counter()
        self.last_used: dict[str, dt.date] = {}
        found: dict[str, Application] = {}
        cohorts, plans = all_cohorts(connection), approved_plans(connection)
        for cohort in sorted(cohorts, key=lambda c: (c.dates["call_opens"], c.key)):
            mine = cohort.key == record.cohort.key
            then = record if mine else happened_in(connection, cohort.key)
            every = (
                record.applications if mine else applications_of(connection, cohort.key, then.left)
            )
            here = {a.person for a in every if a.state is ApplicationState.VALID}
            matches = plans[cohort.key].matches if cohort.key in plans else ()
            going = () if cohort.state is CohortState.CLOSED else matches
            self.load.update(led_now(then, going, here))
            apart = {life.match for life in then.lives}
            used = [(x.mentor, x.starts) for x in then.lives if x.state in _USED]
            day = cohort.dates["kickoff"]
            used += [(m.mentor, day) for m in matches if m.mentor and m.id not in apart]
            for mentor, on in used:
                self.last_used[mentor] = max(self.last_used.get(mentor, on), on)
            for a in every if cohort.programme == programme else ():
                if a.role == "mentor" and a.state is ApplicationState.VALID:
                    found[a.person] = a
                elif a.role == "mentor" and a.state is ApplicationState.WITHDRAWN:
                    found.pop(a.person, None)
        own = {a.person: a for a in record.applications if a.role == "mentor"}
        self.mentors = tuple(own.get(p, found[p]) for p in sorted(found))

    def capacity(self, mentor: Application) -> int:
        """Return how many mentees a mentor takes at once: as noted, else as on the form.

        A plan gives nobody more than the profile's group bound; an ongoing programme has no plan.
        """
        note = self.notes.get(mentor.person)
        wanted = note.capacity if note and note.capacity is not None else mentor.capacity().most
        return wanted if self.most is None else min(wanted, self.most)

    def paused_until(self, mentor: Application, today: dt.date) -> dt.date | None:
        """Return the day until which a mentor takes nobody, or None."""
        note = self.notes.get(mentor.person)
        said = note.paused_until if note and note.paused_until else mentor.value("pause_until")
        return said if isinstance(said, dt.date) and said > today else None

    def hindrance(self, mentor: Application, today: dt.date) -> str:
        """Return why a mentor takes nobody today, or an empty text."""
        if (until := self.paused_until(mentor, today)) is not None:
            return f"paused until {until}"
        load, most = self.load[mentor.person], self.capacity(mentor)
        return f"full ({load} of {most})" if load >= most else ""

    def carried_over(self, mentor: Application, cohort: str) -> Application:
        """Return a mentor's application for this cohort, though it came in an earlier one."""
        return mentor if mentor.cohort == cohort else replace(mentor, cohort=cohort)


def told(
    record: Standing, life: Life, more: Sequence[Application], what: str, *, extended: bool = False
) -> Outcome:
    """Return the outcome of a move: the match as it is now, and what may come next."""
    names = names_of((*record.applications, *more))
    mentor = names.get(life.mentor, life.mentor) if life.mentor else ""
    people = " with ".join(p for p in (joined(life.mentees, names), mentor) if p)
    asked = life.asked()
    text = f"{people}: {what}; {life.starts} to {life.ends}, every {life.rhythm_days} days."
    if asked:
        text += f" Now the {asked} is asked."
    steps = _goes_on(record, life) if extended else _next(record, life)
    return Outcome((Paragraph(text),), {"match": life_data(life)}, next_steps=steps)


def _goes_on(record: Standing, life: Life) -> tuple[str, ...]:
    """Return what follows for a match that goes on longer: its agreement, and a letter to each of its people."""
    key, here = record.cohort.key, (s.match for s in record.every_match() if s.stands)
    people = next((m.people for m in here if m.id == life.match), ())
    letters = (f"mentorcli letter extension {key} {p} --until {life.ends}" for p in people)
    return (f"mentorcli agreement render {key} --stale", *letters)


def _next(record: Standing, life: Life) -> tuple[str, ...]:
    key, waits = record.cohort.key, record.programme.life.workdays and is_day_off(life.since)
    later = ", on the next working day" if waits else ""
    remind = f"mentorcli remind\nwrites the letter to who is asked{later}"
    if life.state in OPEN_STATES:
        who = life.mentees[0] if life.asked() == "mentee" else life.mentor
        meant = of_match(who, life, record.every_life(), OPEN_STATES)
        return (remind, *(f"mentorcli pair {said} {key} {meant}" for said in ("accept", "decline")))
    if life.state is MatchState.AGREED:
        return (f"mentorcli agreement render {key}", f"mentorcli letter introduction {key}")
    if life.state is MatchState.DECLINED:
        return (f"mentorcli suggest {life.mentees[0]}",)
    if life.state is MatchState.BROKEN:
        return (f"mentorcli letter early-ending {key}", *_if_they_leave(record, life))
    return ()


def _if_they_leave(record: Standing, life: Life) -> tuple[str, ...]:
    """Return what is to be done where somebody of a match that ended early leaves the programme, too."""
    if not record.programme.life.ongoing and life.since > end_of(record.cohort):
        return ()
    only = life.mentees[0] if len(life.mentees) == 1 else "NAME"
    waits = "if they leave the programme; else they wait for another match"
    return (f"mentorcli application withdraw {record.cohort.key} {only}\n{waits}",)


def life_data(life: Life) -> dict[str, object]:
    """Return a match's life for scripts."""
    return {
        "match": life.match,
        "mentor": life.mentor,
        "mentees": list(life.mentees),
        "language": life.language,
        "state": life.state.value,
        "asked": life.asked(),
        "since": str(life.since),
        "starts": str(life.starts),
        "ends": str(life.ends),
        "rhythm_days": life.rhythm_days,
    }


def listing(run: Run, key: str) -> Outcome:
    """List the matches of a cohort with where each stands."""
    _, record = record_of(run, key)
    names = names_of(record.applications)
    met = {s.match for s in record.sessions}
    papers, unsigned = with_agreement(record), Counter(m.id for m, _ in missing_signatures(record))
    rows, data = [], []
    what = {one.life.match: one for one in record.every_match()}
    for life in record.every_life():
        stands, one = life.state.value, what.get(life.match)
        if one and one.course is Course.LOST:
            stands = f"cannot go on without {joined(one.gone, names)}"
        elif life.state is MatchState.BROKEN and life.ends > run.today:
            stands = "ends early"
        elif life.state is MatchState.AGREED:
            missing = unsigned[life.match]
            signed = f"{missing} to sign" if missing else "signed"
            signed = signed if life.match in papers else "no agreement yet"
            stands = "meeting" if life.match in met else signed
        days = (str(life.starts), str(life.ends), str(life.rhythm_days))
        rows.append((names.get(life.mentor, ""), joined(life.mentees, names), stands, *days))
        data.append({**life_data(life), "stands": stands})
    form = record.programme.form
    columns = ("mentor", form.people, "stands", "starts", "ends", "days between")
    first = 0 if form.led else 1
    table = Listing(
        columns[first:],
        [row[first:] for row in rows],
        f"Matches of {key}: {len(rows)}",
        right=("days between",),
    )
    return Outcome((table,), {"cohort": key, "matches": data})
