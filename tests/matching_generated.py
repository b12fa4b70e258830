"""Generated cohorts for tests and benchmarks: the same size and number give the same cohort.

Goals and themes are drawn by Zipf's law (the k-th theme is wanted in proportion to 1/k), so some are
wanted by many and offered by few. Between 20 and 30 % of the pairs are barred: by language (one person
in eight does not work in English), by no theme in common and by a declared supervisor. One mentee in
three shares a research group or a supervisor with others. Scores tie often: they come from a few
criteria with few levels. Names are invented and unique.
"""

from __future__ import annotations

import random

from matching_cases import DOCTORAL, case, mentee, mentor

from mentorcli.domain.application import Capacity
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.programme import Programme

THEMES = ("career_alternatives", "job_applications", "skills", "networking", "leadership",
          "entrepreneurship", "project_management", "work_life_balance", "self_promotion", "ai_skills",
          "international", "research_to_impact")  # fmt: skip
INDUSTRIES = ("ict", "energy", "health", "finance", "public", "forest", "education", "media")
FUNCTIONS = ("research", "management", "sales", "expert", "product", "operations")
LANGUAGES = (("en",), ("en", "fi"), ("en", "fi", "sv"), ("fi",), ("fi", "sv"), ("en", "sv"))
LANGUAGE_WEIGHTS = (45, 30, 8, 11, 2, 4)
MODES = ("onsite", "remote", "hybrid")


def cohort(
    mentees: int, mentors: int, number: int = 0, *, programme: Programme = DOCTORAL,
    takes: tuple[Capacity, ...] = (Capacity(2, 3), Capacity(2, 3), Capacity(2, 2), Capacity(3, 3)),
) -> MatchingCase:  # fmt: skip
    """Return a cohort of that many mentees and mentors; ``number`` tells cohorts of a size apart."""
    r = random.Random(f"{mentees}x{mentors}#{number}")
    weights = [1 / (k + 1) for k in range(len(THEMES))]

    def zipf(least: int, most: int) -> tuple[str, ...]:
        wanted, found = r.randint(least, most), dict[str, None]()
        while len(found) < wanted:
            found[r.choices(THEMES, weights)[0]] = None
        return tuple(found)

    def speaks() -> tuple[str, ...]:
        return r.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0]

    groups = max(mentees // 3, 1)
    people = [
        mentee(
            f"k{k:05}", f"Mentee Number{k:05}", goals=zipf(1, 3), languages=speaks(),
            industries=tuple(r.sample(INDUSTRIES, r.randint(0, 2))),
            functions=tuple(r.sample(FUNCTIONS, r.randint(0, 2))),
            meeting_modes=tuple(r.sample(MODES, r.randint(1, 2))),
            research_group=f"Group {r.randrange(groups)}" if r.random() < 0.33 else "",
            supervisors=(_somebody(r.randrange(groups)),),
        )
        for k in range(mentees)
    ]  # fmt: skip
    mentor_people = [
        mentor(
            f"m{k:05}", f"Mentor Number{k:05}", themes=zipf(4, 7), languages=speaks(),
            industries=tuple(r.sample(INDUSTRIES, r.randint(1, 2))),
            functions=tuple(r.sample(FUNCTIONS, r.randint(1, 2))),
            meeting_modes=tuple(r.sample(MODES, r.randint(1, 2))), capacity=r.choice(takes),
            known=(_somebody(r.randrange(groups)),) if r.random() < 0.1 else (),
        )
        for k in range(mentors)
    ]  # fmt: skip
    return case(people, mentor_people, programme=programme)


def _somebody(number: int) -> str:
    """Return a name of which both parts differ from those of any other number."""
    digits = [int(digit) for digit in f"{number:04}"]
    first = "".join("kmpstvnrlh"[d] + "aeiouaeiou"[(d + k) % 10] for k, d in enumerate(digits))
    last = "".join("bdfgjlnrvz"[d] + "ouieaouiea"[(d * 3 + k) % 10] for k, d in enumerate(digits))
    return f"{first.capitalize()} {last.capitalize()}nen"
