"""Where the single matches of a cohort stand: what is due, late or blocked in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from mentorcli.commands.names import joined, names_of, of_match
from mentorcli.domain.admission import entry_of
from mentorcli.domain.cohort import FOLLOW_UP
from mentorcli.domain.cohort_states import CohortState
from mentorcli.domain.days import workday
from mentorcli.domain.match_life import LIVE_STATES, OPEN_STATES, Life, MatchState
from mentorcli.domain.text import counted
from mentorcli.standing.approaches import open_approaches
from mentorcli.standing.people import waiting_mentees
from mentorcli.standing.signing import missing_signatures
from mentorcli.standing.standing import Course, Standing

DUE, LATE, BLOCKED, DONE, LATER = "due", "late", "blocked", "done", "later"
ANSWER_DAYS, HANDLE_DAYS, SIGN_DAYS, SILENT_DAYS, OVER_DAYS = 7, 14, 21, 45, 14
"""After how many days something that is due is late."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a cohort: its standing, a sentence, and the command that moves it on."""

    standing: str
    text: str
    command: str = ""


def life_lines(record: Standing, today: dt.date) -> list[Line]:
    """Return what is to be said of selections, proposals and running matches."""
    work = [_selection, _without_proposal, _lost, _approached, _answers]
    if record.cohort.state in {CohortState.RUNNING, CohortState.CLOSING}:
        work += [_unsigned, _silent, _over, _help]
    return [line for lines in work for line in lines(record, today)]


def _selection(record: Standing, today: dt.date) -> Iterator[Line]:
    if not record.programme.life.preselected:
        return
    key, opens = record.cohort.key, record.cohort.dates["call_opens"]
    if not record.selected:
        text = "there is no list of those selected; nobody can be informed"
        standing = LATE if today >= opens else DUE
        yield Line(standing, text, f"mentorcli import FILE --cohort {key} --as selected")
        return
    if today < opens:
        yield Line(DONE, f"{len(record.selected)} selected; they are informed on {opens}")
    else:
        applied = {e.number for a in record.applications if (e := entry_of(a, record.selected))}
        text = f"{len(record.selected)} selected; {len(applied)} of them applied"
        command = f"mentorcli application list {key} --selected"
        yield Line(DONE, text, command if len(applied) < len(record.selected) else "")


def aside_lines(record: Standing, told: frozenset[str]) -> Iterator[Line]:
    """Return how many applications do not count: done where all of these people were ``told``."""
    if record.aside:
        known = told.issuperset(person for person, _ in record.aside)
        text = f"{counted(len(record.aside), 'application')} set aside" + ", and told so" * known
        command = f"mentorcli application list {record.cohort.key} --selected"
        yield Line(DONE if known else BLOCKED, text, command)


def _without_proposal(record: Standing, today: dt.date) -> Iterator[Line]:
    waiting = waiting_mentees(record) if record.programme.life.ongoing else []
    if not waiting:
        return
    since, first = waiting[0]
    since = min(since, today)
    late = (today - since).days > HANDLE_DAYS
    text = f"{counted(len(waiting), 'mentee')} without a proposal, the first since {since}"
    if record.cohort.state is CohortState.CLOSING:  # nobody is proposed any more
        yield Line(DONE, text)
        return
    command = f"mentorcli suggest {first.person} --cohort {record.cohort.key}"
    yield Line(LATE if late else DUE, text, command)


def _answers(record: Standing, today: dt.date) -> Iterator[Line]:
    names = names_of(record.applications)
    workdays, every = record.programme.life.workdays, record.every_life()
    for life in (s.life for s in record.every_match() if s.course is Course.ASKED):
        who = life.mentees[0] if life.asked() == "mentee" else life.mentor
        day = workday(life.since) if workdays else life.since
        meant = of_match(who, life, every, OPEN_STATES)
        command = f"mentorcli pair accept {record.cohort.key} {meant}"
        standing = LATE if (today - day).days > ANSWER_DAYS else DUE
        said = f"was asked on {day} and has not answered"
        if today < day:  # their letter waits for it, too
            standing, said = LATER, f"is to be asked on {day}, the next working day"
        yield Line(standing, f"{names.get(who, who)} {said}", command)


def _approached(record: Standing, today: dt.date) -> Iterator[Line]:
    """Tell of colleagues who were asked to be a mentor: of their answer, then of their form."""
    key, names, every = record.cohort.key, names_of(record.applications), open_approaches(record)
    for one in every:
        text = f"{one.name} was asked on {one.asked} to be the mentor of {names[one.mentee]}"
        several = sum(a.colleague == one.colleague for a in record.approaches) > 1
        other = f" --with {one.mentee}" * several
        command = f"mentorcli pair accept {key} {one.colleague}{other}"
        if one.answer == "asked":
            text += " and has not answered"
            text += f"; for a no: mentorcli pair decline {key} {one.colleague}{other}"
        else:
            text += f" and said yes on {one.since}; their answers to the mentor form are awaited"
            command = f"mentorcli import FILE --cohort {key}"
        late = (today - one.since).days > ANSWER_DAYS
        yield Line(LATE if late else DUE, text, command)


def _lost(record: Standing, today: dt.date) -> Iterator[Line]:
    """Tell of pairs and proposals of an ongoing programme of which one has left: to be ended."""
    key, names = record.cohort.key, names_of(record.applications)
    lost = (s for s in record.every_match() if s.course is Course.LOST)
    for one in lost if record.programme.life.ongoing else ():
        pair = "proposal" if one.life.state in OPEN_STATES else "pair"
        text = f"the {pair} of {joined(one.match.people, names)} lost {joined(one.gone, names)}"
        command = f'mentorcli pair end {key} {one.match.id} --reason "somebody withdrew"'
        yield Line(DUE, text, command if today >= one.life.starts or pair == "proposal" else "")


def _running(record: Standing, today: dt.date) -> list[Life]:
    return [s.life for s in record.every_match() if s.goes_on(today) and s.life.starts <= today]


def _unsigned(record: Standing, today: dt.date) -> Iterator[Line]:
    papers, unsigned = record.signable(), {m.id for m, _ in missing_signatures(record)}
    late = [
        life
        for life in _running(record, today)
        if (paper := papers.get(life.match))
        and (today - max(life.starts, paper.made)).days >= SIGN_DAYS
        and life.match in unsigned
    ]
    if late:
        made = "it was" if len(late) == 1 else "they were"
        text = f"{counted(len(late), 'agreement')} not signed {SIGN_DAYS} days after {made} made"
        yield Line(LATE, text, f"mentorcli agreement list {record.cohort.key}")


def _silent(record: Standing, today: dt.date) -> Iterator[Line]:
    met: dict[str, dt.date] = {}
    for session in record.sessions:
        met[session.match] = max(session.on, met.get(session.match, session.on))
    silent = [
        life
        for life in _running(record, today)
        if (today - max(life.starts, met.get(life.match, life.starts))).days >= SILENT_DAYS
    ]
    if silent:
        text = f"{counted(len(silent), 'match')} without a meeting for {SILENT_DAYS} days"
        yield Line(LATE, text, f"mentorcli session sheets {record.cohort.key}")


def _over(record: Standing, today: dt.date) -> Iterator[Line]:
    key = record.cohort.key
    over = [x for x in record.every_life() if x.state is MatchState.AGREED and x.ends < today]
    if not over or not record.programme.life.ongoing:
        return
    first = min(over, key=lambda x: (x.ends, x.match))
    late = (today - first.ends).days > OVER_DAYS
    matches = counted(len(over), "match")
    meant = of_match(first.mentees[0], first, record.every_life(), {MatchState.AGREED})
    command = f"mentorcli pair end {key} {meant} --on {first.ends}"
    yield Line(LATE if late else DUE, f"{matches} past the agreed end: end or extend", command)


def _help(record: Standing, today: dt.date) -> Iterator[Line]:  # noqa: ARG001 - as the others
    key, names = record.cohort.key, names_of(record.applications)
    for r in (r for r in record.returns if r.word == "help"):
        text = f"{names.get(r.person, r.person)} would like help (asked on {r.on}); this closes it when you have talked"
        score = r.score or 3
        yield Line(
            DUE, text, f"mentorcli session answer {key} {r.person} midpoint --on-track {score}"
        )


def end_lines(record: Standing, today: dt.date, *, reported: bool) -> list[Line]:
    """Return what is to be said of a cohort's end: closing and closed."""
    key, wrapup = record.cohort.key, record.cohort.dates["wrapup"]
    open_matches = sum(x.state in LIVE_STATES and x.ends > today for x in record.every_life())
    if record.cohort.state is CohortState.RUNNING and today > wrapup:
        if open_matches:
            return [Line(BLOCKED, f"{counted(open_matches, 'match')} beyond the wrap-up")]
        return [
            Line(DUE, f"the programme ended on {wrapup}", f"mentorcli cohort move {key} closing")
        ]
    if record.cohort.state is CohortState.CLOSING:
        ready = reported and today - wrapup > FOLLOW_UP
        text = "follow-up and report are done" if ready else "feedback and follow-up are under way"
        onward = f"mentorcli cohort move {key} closed" if ready else ""
        return [Line(DUE if ready else LATER, text, onward)]
    return []
