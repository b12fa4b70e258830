"""The meetings that are known of a cohort: when each is or was, of which match, and who was in it then."""

from __future__ import annotations

import datetime as dt

from mentorcli.commands.names import find_person, match_in_words, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, record_of
from mentorcli.domain.fact import Session
from mentorcli.domain.plan import Match
from mentorcli.standing.standing import Standing

COLUMNS = ("day", "kind", "match", "who", "state")


def listing(run: Run, key: str, who: str) -> Outcome:
    """List the meetings of a cohort, or those of somebody's, by day."""
    _, record = record_of(run, key)
    names = names_of(record.applications)
    person = find_person(record.applications, who).person if who else ""
    every = {m.id: m for a in record.approvals for m in a.plan.matches}
    every |= {x.match: x.as_match() for x in record.every_life()}
    rows, data = [], []
    for met in sorted(record.sessions, key=lambda s: (s.on, s.match, s.mentee)):
        match = every.get(met.match)
        people = _present(record, match, met) if match else ()
        if match is None or (person and person not in people):
            continue
        kind = "individual session" if met.mentee else "meeting"
        state = "held" if met.on <= run.today else "booked"
        called = match_in_words(record.programme.form, match, names)
        said = [names.get(p, p) for p in people]
        rows.append((str(met.on), kind, called, ", ".join(said), state))
        data.append(
            {
                "on": str(met.on),
                "kind": kind,
                "match": met.match,
                "people": list(people),
                "names": said,
                "state": state,
            }
        )
    if not rows:
        of = f"of {names[person]} " if person else ""
        return Outcome((Paragraph(f"No meeting {of}is known in {key}."),), {"meetings": []})
    return Outcome((Listing(COLUMNS, rows, f"Meetings in {key}"),), {"meetings": data})


def _present(record: Standing, match: Match, met: Session) -> tuple[str, ...]:
    """Return who was at a meeting: the mentor and the mentee, or all who were in the match on that day."""
    mentees = (met.mentee,) if met.mentee else _mentees(record, match, met.on)
    return tuple(p for p in (match.mentor, *mentees) if p and not _had_left(record, p, met.on))


def _mentees(record: Standing, match: Match, day: dt.date) -> tuple[str, ...]:
    """Return the mentees of a match by the plan of a day."""
    then = [m for a in record.approvals if a.on <= day for m in a.plan.matches if m.id == match.id]
    return then[-1].mentees if then else match.mentees


def _had_left(record: Standing, person: str, day: dt.date) -> bool:
    return any(left < day for (who, _), left in record.left.items() if who == person)
