"""Single matches as they are shown: one that moved, and the list of all."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.commands.names import joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.application import Application
from mentorcli.domain.match_life import OPEN_STATES, Life, MatchState
from mentorcli.domain.record import CohortRecord
from mentorcli.workspace.records import cohort_record


def told(record: CohortRecord, life: Life, more: Sequence[Application], what: str) -> Outcome:
    """Return the outcome of a move: the match as it is now, and what may come next."""
    names = names_of((*record.applications, *more))
    mentor = names.get(life.mentor, life.mentor) if life.mentor else ""
    people = " with ".join(p for p in (joined(life.mentees, names), mentor) if p)
    asked = life.asked()
    text = f"{people}: {what}; {life.starts} to {life.ends}, every {life.rhythm_days} days."
    if asked:
        text += f" Now the {asked} is asked."
    return Outcome((Paragraph(text),), {"match": life_data(life)}, next_steps=_next(record, life))


def _next(record: CohortRecord, life: Life) -> tuple[str, ...]:
    key, remind = record.cohort.key, "mentorcli remind          writes the letter to who is asked"
    if life.state in OPEN_STATES:
        who = life.mentees[0] if life.asked() == "mentee" else life.mentor
        return (remind, f"mentorcli pair accept {key} {who}", f"mentorcli pair decline {key} {who}")
    if life.state is MatchState.AGREED:
        return (f"mentorcli agreement render {key}", f"mentorcli letter introduction {key}")
    if life.state is MatchState.DECLINED:
        return (f"mentorcli suggest {life.mentees[0]}",)
    if life.state is MatchState.BROKEN:
        return (f"mentorcli letter early-ending {key} {life.mentees[0]}",)
    return ()


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
    with view_of(run) as (workspace, connection):
        record = cohort_record(workspace, connection, key)
    names = names_of(record.applications)
    met = {s.match for s in record.sessions}
    signed = {(s.match, s.person) for s in record.signatures}
    rows, data = [], []
    for life in record.every_life():
        people = [p for p in (life.mentor, *life.mentees) if p]
        stands = life.state.value
        if life.state is MatchState.AGREED:
            missing = sum((life.match, p) not in signed for p in people)
            stands = (
                "meeting" if life.match in met else f"{missing} to sign" if missing else "signed"
            )
        rows.append(
            (
                names.get(life.mentor, ""),
                joined(life.mentees, names),
                stands,
                str(life.starts),
                str(life.ends),
                str(life.rhythm_days),
            )
        )
        data.append({**life_data(life), "stands": stands})
    columns = ("mentor", "mentees", "stands", "starts", "ends", "days between")
    table = Listing(columns, rows, f"Matches of {key}: {len(rows)}", right=("days between",))
    return Outcome((table,), {"cohort": key, "matches": data})
