"""The best stable plan of a tiny one-to-one cohort, by trying all: shares no solver."""

from __future__ import annotations

from dataclasses import replace

from matching_bruteforce import _score, _ties

from mentorcli.domain.decision import DecisionKind


def asked(problem):
    """The same cohort, with a profile that asks for stability."""
    return replace(problem, programme=replace(problem.programme, stable=True))


def options_of(problem):
    """Return the score of each pair that may be, without mentees kept by hand, and free places."""
    kinds = {kind: {(d.mentee, d.mentor) for d in problem.decisions if d.kind is kind}
             for kind in DecisionKind}  # fmt: skip
    settled = {a for a, _ in kinds[DecisionKind.KEEP]}
    places = {m.person: m.capacity().most for m in problem.mentors}
    for _, m in kinds[DecisionKind.KEEP]:
        places[m] -= 1
    scores = {
        (a.person, m.person): _score(a, m)
        for a in problem.mentees
        for m in problem.mentors
        if a.person not in settled
        and (a.person, m.person) not in kinds[DecisionKind.FORBID]
        and set(a.choices("languages")) & set(m.choices("languages"))
        and set(a.choices("goals")) & set(m.choices("themes"))
    }
    return scores, places


def blocks(made, scores, places):
    """Return the pairs that would both gain, by the definition."""
    found = []
    for (a, m), score in scores.items():
        theirs = [scores[p] for p in made.items() if p[1] == m and p in scores]
        gains = a not in made or scores[a, made[a]] < score
        room = len(theirs) < places[m] or any(s < score for s in theirs)
        if made.get(a) != m and gains and places[m] > 0 and room:
            found.append((a, m))
    return found


def every_matching(scores, places):
    """Yield every matching as {mentee: mentor}."""
    mentees = sorted({a for a, _ in scores})

    def go(k, room, made):
        if k == len(mentees):
            yield dict(made)
            return
        yield from go(k + 1, room, made)
        for m in room:
            if (mentees[k], m) in scores and room[m] > 0:
                yield from go(k + 1, {**room, m: room[m] - 1}, {**made, mentees[k]: m})

    yield from go(0, places, {})


def best_stable(problem):
    """Return (seated, worst, total, ties, made) of the best stable matching and how many there are."""
    scores, places = options_of(problem)
    kept = {d.mentee: d.mentor for d in problem.decisions if d.kind is DecisionKind.KEEP}
    people = {a.person: a for a in (*problem.mentees, *problem.mentors)}
    found = []
    for made in every_matching(scores, places):
        if blocks(made, scores, places):
            continue
        every = {**made, **kept}
        free = [scores[p] for p in made.items()]
        held = [_score(people[a], people[m]) for a, m in kept.items()]
        ties = [sum(_ties(*p)[k] for p in every.items()) for k in range(4)]
        worst = min(free or held or [0])
        found.append(((len(every), worst, sum(free) + sum(held), [-t for t in ties]), every))
    (seated, worst, total, ties), made = max(found, key=lambda x: x[0])
    return seated, worst, total, -ties[0], made, len(found)
