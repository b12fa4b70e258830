"""A shortlist for one mentee: every mentor judged by the rules and criteria, and how alike texts are.

Each word of a text is cut into pieces of 3 to 5 letters (Cavnar and Trenkle 1994), which also meet in
the compounds and cases of Finnish; a piece that few texts have weighs more (TF-IDF, Salton and Buckley
1988), and two texts are as alike as the cosine of their weights. It sees letters, not meanings: texts
in two languages are hardly ever alike. Nothing here changes a score or a plan.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentorcli.domain.application import Application
from mentorcli.domain.plan import MatchingCase, ScorePart
from mentorcli.matching.board.reasons import reason_of
from mentorcli.matching.cohort_ground import ground_of
from mentorcli.matching.criteria import criteria_of
from mentorcli.matching.rules import rules_of
from mentorcli.matching.working_language import working_languages


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor as seen for one mentee.

    ``blocked_by`` holds the first rule in the way as (rule, sentence), and then there is no score; ``parts`` and ``reason`` are made
    for those on the shortlist only.
    """

    mentor: str
    score: int
    language: str | None
    blocked_by: tuple[tuple[str, str], ...] = ()
    parts: tuple[ScorePart, ...] = ()
    reason: str = ""


def shortlist(case: MatchingCase, mentee: Application, most: int) -> tuple[Candidate, ...]:
    """Return the mentors of the case, best first: the ``most`` best with reasons, then the rest.

    Mentors whom a rule forbids come last. Equal scores are ordered by person id.
    """
    ground, rules, criteria = ground_of(case), rules_of(case.programme), criteria_of(case.programme)
    found: list[tuple[bool, int, str, Application, tuple[tuple[str, str], ...]]] = []
    for mentor in case.mentors:
        said = ((r.key, r.pair(mentee, mentor, ground)) for r in rules if r.pair)
        first = next(((key, why) for key, why in said if why is not None), None)
        blocked: tuple[tuple[str, str], ...] = (first,) if first else ()
        points = (c.points(mentee, mentor, c.most, ground) for c in criteria)
        score = 0 if blocked else sum(points)
        found.append((bool(blocked), -score, mentor.person, mentor, blocked))
    found.sort(key=lambda f: f[:3])
    made = []
    for place, (barred, less, person, mentor, blocked) in enumerate(found):
        shown = place < most and not barred
        parts = tuple(c.part(mentee, mentor, ground) for c in criteria) if shown else ()
        reason = reason_of(mentee, mentor, criteria, ground, parts) if shown else ""
        made.append(Candidate(person, -less, shared(mentee, mentor), blocked, parts, reason))
    return tuple(made)


def shared(mentee: Application, mentor: Application) -> str | None:
    """Return the first of the mentee's languages that the mentor has too."""
    theirs = working_languages(mentor)
    both = [x for x in working_languages(mentee) if x in theirs]
    return both[0] if both else None


SHORTEST, LONGEST = 3, 5
MOST_MARKED = 6
_SHARED = 0.5
"""A word is marked when this share of its pieces, by weight, is in the other text."""
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two texts are, 0 to 100, and the words of each that make them so, weightiest first."""

    percent: int
    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


def alike(text: str, others: Sequence[str]) -> tuple[Alike, ...]:
    """Return for each of other texts how alike it is to ``text``."""
    counts = [Counter(_pieces(_words(t))) for t in (text, *others)]
    known = Counter(piece for count in counts for piece in count)
    rare = {p: math.log((1 + len(counts)) / (1 + n)) + 1 for p, n in known.items()}
    mine, *rest = [_unit({p: n * rare[p] for p, n in count.items()}) for count in counts]
    return tuple(
        Alike(
            round(100 * sum(w * theirs.get(p, 0.0) for p, w in sorted(mine.items()))),
            _marked(text, mine, theirs),
            _marked(other, theirs, mine),
        )
        for other, theirs in zip(others, rest, strict=True)
    )


def marked(text: str, words: Iterable[str]) -> str:
    """Return a text with words, as ``alike`` gives them, between asterisks."""
    wanted = set(words)
    return _WORD.sub(lambda m: f"*{m[0]}*" if m[0].casefold() in wanted else m[0], text)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _pieces(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        whole = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            for x in range(len(whole) - size + 1):
                yield whole[x : x + size]


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(w * w for w in weights.values())) or 1.0
    return {p: w / length for p, w in weights.items()}


def _marked(text: str, mine: Mapping[str, float], theirs: Mapping[str, float]) -> tuple[str, ...]:
    """Return the words of a text of which enough is in the other one."""
    found = []
    for word in sorted(set(_words(text))):
        pieces = sorted(set(_pieces([word])))
        whole = math.fsum(mine[p] for p in pieces)
        shared = math.fsum(mine[p] for p in pieces if p in theirs)
        if shared >= _SHARED * whole:
            found.append((-math.fsum(mine[p] * theirs.get(p, 0.0) for p in pieces), word))
    return tuple(word for _, word in sorted(found)[:MOST_MARKED])
