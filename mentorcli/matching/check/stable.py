"""Is a plan stable, where the profile asks: does no mentee with a mentor both gain by leaving?"""

from __future__ import annotations

import math
from collections import defaultdict

from mentorcli.domain.plan import Plan, mentors_by_mentee
from mentorcli.matching.check.facts import Facts


def check_stable(facts: Facts, plan: Plan) -> list[str]:
    """Return each pair that would both gain; mentees kept by hand and their places are outside."""
    if not facts.case.programme.stable:
        return []
    made, options, places = mentors_by_mentee(plan.matches), facts.options(), facts.places()
    theirs: dict[str, list[int]] = defaultdict(list)
    for pair in made.items():
        if pair in options:
            theirs[pair[1]].append(options[pair])
    wrong = []
    for (mentee, mentor), score in options.items():
        now = options.get((mentee, made.get(mentee, "")))
        gains = now is None or now < score
        lowest = min(theirs[mentor], default=math.inf)
        if gains and places[mentor] and (len(theirs[mentor]) < places[mentor] or lowest < score):
            wrong.append(f"Not stable: {mentee} and {mentor} would both gain together.")
    return wrong
