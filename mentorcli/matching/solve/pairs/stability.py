"""Only stable matchings, where a profile asks: nobody and no mentor would both gain by leaving.

A mentee and a mentor block a matching when the mentee has nobody or a lower score, and the mentor a
free place or somebody with a lower score: both would strictly gain (weak stability, Irving 1994). Both
sides rank by the one score of a pair, so taking pairs greedily from the best score down gives a stable
matching, whatever is taken first among equals, and every stable matching comes about so.

Two rules shorten the lists first (the reduced lists of Gale and Shapley, here with ties and places).
Where a mentor has no more pairs at a score or above than places, the mentee of each has that score at
least, and loses all lower pairs. Where as many mentees as a mentor has places like that mentor's pair
better than any other, the mentor is full with such scores, and loses all lower pairs. Each pair that
is left gets a row of the integer program (Rothblum 1992): with score s and a mentor of c places,

    c * (pairs of the mentee at s or above) + (other pairs of the mentor at s or above) >= c.

So the stages choose the best among the stable matchings. Mentees kept by hand, and the places that
they take, are outside: they do not choose. In groups with a fewest size and among equals a stable
matching need not exist (Biró, Fleiner, Irving and Manlove 2010; Irving 1985), so it is refused there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import UserError
from mentorcli.matching.board.seats import seats_of
from mentorcli.matching.solve.groups.program import Fixed
from mentorcli.matching.solve.task import Task

_MOST = 5_000
"""More rows than this are too many for one integer program."""


@dataclass(frozen=True, slots=True, eq=False)
class Stable:
    """The edges that some stable matching may have (as numbers), and the rows that make it stable."""

    open: Any
    rows: tuple[Fixed, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Few:
    """A number for each edge, most of them 0: made whole only while a program is written."""

    edges: int
    where: Any
    numbers: Any

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        """Return all the numbers."""
        import numpy as np

        whole = np.zeros(self.edges, dtype or np.int64)
        whole[self.where] = self.numbers
        return whole


def refuse_unstable(case: MatchingCase) -> None:
    """Raise UserError where the profile asks for stability and no stable matching need exist."""
    if not case.programme.stable:
        return
    leave = 'Take "stable = true" out of [matching] in the profile.'
    see = f" Who would both gain: mentorcli plan check {case.cohort} --firm"
    if case.programme.form != "pairs":
        form = "Among equals" if case.programme.form == "peers" else "In groups"
        raise UserError(
            f"{form} a stable matching need not exist, so none can be promised.",
            leave + (see if case.programme.form == "groups" else ""),
        )
    seats = (seats_of(a.capacity(), case.programme) for a in case.mentors)
    many = sum(s is not None and s[0] > 1 for s in seats)
    if many:
        raise UserError(
            f"A stable matching need not exist: {many} of {len(case.mentors)} mentors take no "
            "fewer than two mentees.",
            f"Ask them whether they take one, or: {leave}{see}",
        )


def stable(task: Task) -> Stable:
    """Return what a stable matching of a task may use, and the rows that it must obey.

    Raises UserError when too many pairs are left to choose from.
    """
    import numpy as np

    places = np.array(places_of(task), np.int64)
    short = _shortened(task, places)
    rows = [*_sure(task, short, places), *_not_blocking(task, short, places)]
    kept = np.flatnonzero(task.edges.kept)
    return Stable(np.union1d(short.live, kept), tuple(rows))


def places_of(task: Task) -> list[int]:
    """Return the places of each mentor beside those of mentees kept by hand."""
    import numpy as np

    taken = np.bincount(task.edges.j[task.edges.kept], minlength=len(task.seats)).tolist()
    return [max(s[1] - taken[j], 0) if s else 0 for j, s in enumerate(task.seats)]


@dataclass(frozen=True, slots=True, eq=False)
class _Short:
    """Edges left on the lists; ``mentees`` surely have one of theirs, ``mentors`` are surely full."""

    live: Any
    mentees: Any
    mentors: Any


def _shortened(task: Task, places: Any) -> _Short:
    """Return the lists shortened by both rules until neither takes anything more away."""
    import numpy as np

    edges = task.edges
    free = ~np.isin(edges.i, edges.i[edges.kept]) & (places[edges.j] > 0)
    live = np.flatnonzero(free)
    while True:
        i, j, score = edges.i[live], edges.j[live], edges.score[live]
        least = np.full(task.mentees, -1, np.int64)
        lowest = np.full(len(places), -1, np.int64)
        fits = _at_or_above(j, score) <= places[j]
        np.maximum.at(least, i[fits], score[fits])
        first = _at_or_above(i, score) == 1
        for mentor in np.unique(j[first]).tolist():
            best = np.sort(score[first & (j == mentor)])[::-1]
            if len(best) >= places[mentor]:
                lowest[mentor] = best[places[mentor] - 1]
        left = (score >= least[i]) & (score >= lowest[j])
        if bool(left.all()):
            return _Short(live, np.flatnonzero(least >= 0), np.flatnonzero(lowest >= 0))
        live = live[left]


def _at_or_above(people: Any, score: Any) -> Any:
    """Return for each edge how many edges of its person have its score or a higher one."""
    import numpy as np

    order = np.lexsort((-score, people))
    who, how = people[order], score[order]
    place = np.arange(len(order)) - np.searchsorted(who, who)
    last = np.ones(len(order), bool)
    last[:-1] = (who[1:] != who[:-1]) | (how[1:] != how[:-1])
    ends = np.flatnonzero(last)
    number = np.empty(len(order), np.int64)
    number[order] = place[ends[np.searchsorted(ends, np.arange(len(order)))]] + 1
    return number


def _sure(task: Task, short: _Short, places: Any) -> list[Fixed]:
    """Return a row for each mentee who surely has a place, and for each mentor surely full."""
    import numpy as np

    rows = []
    for end, people, numbers in (
        (task.edges.i, short.mentees, np.ones(task.mentees, np.int64)),
        (task.edges.j, short.mentors, places),
    ):
        for person in people.tolist():
            mine = short.live[end[short.live] == person]
            weights = _Few(len(task.edges), mine, np.ones(len(mine), np.int64))
            rows.append(Fixed(weights, int(numbers[person]), proved=True))
    return rows


def _not_blocking(task: Task, short: _Short, places: Any) -> list[Fixed]:
    """Return a row for each edge left that could block: that it does not.

    The lowest of a mentee who surely has a place, and of a mentor who is surely full, cannot.
    """
    import numpy as np

    live = short.live
    i, j, score = task.edges.i[live], task.edges.j[live], task.edges.score[live]
    never = np.zeros(len(live), bool)
    for end, people in ((i, short.mentees), (j, short.mentors)):
        low = np.full(max(task.mentees, len(places)), np.iinfo(np.int64).max)
        np.minimum.at(low, end, score)
        never |= np.isin(end, people) & (score == low[end])
    asked = np.flatnonzero(~never)
    if len(asked) > _MOST:
        raise UserError(
            f"{len(asked)} pairs are tied in so many ways that the best stable plan is out of reach.",
            "Tell pairs apart by more criteria or points, or take stable out of the profile.",
        )
    rows = []
    for e in asked.tolist():
        good = score >= score[e]
        mine, others = good & (i == i[e]), good & (j == j[e]) & (i != i[e])
        numbers = np.where(mine, places[j[e]], 1)[mine | others]
        weights = _Few(len(task.edges), live[mine | others], numbers)
        rows.append(Fixed(weights, int(places[j[e]]), or_more=True))
    return rows
