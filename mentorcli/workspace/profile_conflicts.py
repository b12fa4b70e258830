"""What does not go together in a profile of which every key is right by itself."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mentorcli.domain.days import zone
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import ROLES
from mentorcli.files.schemas import Slip
from mentorcli.files.toml import Keys
from mentorcli.workspace.profile_shape import Asked, Day, Profile, RuleShape, Season


def at_odds(profile: Profile) -> Iterator[Slip]:
    """Give what does not go together in a profile whose every key is right by itself."""
    if profile.group.fewest > profile.group.most:
        said = {"fewest": str(profile.group.fewest), "most": str(profile.group.most)}
        yield Slip(("group",), "group_turned", said)
    for role in ROLES:
        asked: Asked = getattr(profile, role)
        for name in asked.required:
            if name not in asked.fields:
                said = {"role": role, "name": name}
                yield Slip(
                    (role, "required", asked.required.index(name)), "field_unasked", said, name
                )
    for key, rule in profile.matching.rules.items():
        if isinstance(rule, RuleShape) and rule.groups and key != "competitors":
            yield Slip(("matching", "rules", key), "rule_told", {"rule": key})
    yield from _calendar(profile)
    yield from _gatherings(profile)
    yield from _stages(profile)
    yield from _twice(profile)


def _calendar(profile: Profile) -> Iterator[Slip]:
    for season, days in profile.calendar.items():
        for name in Season.__struct_fields__:
            day: Day = getattr(days, name)
            if not _in_every_year(day):
                said = {"day": str(day.day), "month": str(day.month)}
                yield Slip(("calendar", season, name), "day_unreal", said)
        for before, after in pairwise(Season.__struct_fields__):
            if _in_a_year(getattr(days, before)) >= _in_a_year(getattr(days, after)):
                said = {"before": before, "after": after}
                yield Slip(("calendar", season, after), "days_turned_round", said)


def _in_every_year(day: Day) -> bool:
    return day.day <= calendar.monthrange(2027, day.month)[1]


def _in_a_year(day: Day) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _twice(profile: Profile) -> Iterator[Slip]:
    """Give what stands twice in a list of names: one of the two is a slip."""
    lists: dict[Keys, Sequence[str]] = {
        ("reminders",): profile.reminders,
        ("sections",): profile.sections,
        ("matching", "stages"): profile.matching.stages,
        **{(role, "fields"): getattr(profile, role).fields for role in ROLES},
    }
    for keys, names in lists.items():
        for place, name in enumerate(names):
            if name in names[:place]:
                yield Slip((*keys, place), "named_twice", {"name": name}, name)


def _gatherings(profile: Profile) -> Iterator[Slip]:
    for key, gathering in profile.gatherings.items():
        if gathering.ends <= gathering.starts:
            said = {"starts": gathering.starts, "ends": gathering.ends}
            yield Slip(("gatherings", key), "times_turned", said)
        try:
            zone(gathering.zone)
        except UserError:
            yield Slip(("gatherings", key, "zone"), "zone_unknown", {"zone": gathering.zone})


def _stages(profile: Profile) -> Iterator[Slip]:
    """Give the stages that stand before the one they rest on, and those that there cannot be."""
    stages = profile.matching.stages
    if profile.form == "peers" and "mentors_used" in stages:
        keys = ("matching", "stages", stages.index("mentors_used"))
        yield Slip(keys, "stage_of_mentors", {}, "mentors_used")
    if profile.matching.worst_served and "worst_served" not in stages:
        yield Slip(("matching", "worst_served"), "stage_missing", {"stage": "worst_served"})
    for place, key in enumerate(stages):
        number = key.removeprefix("worst_served_")
        needed = "seated" if key in {"can_meet", "meet_together", "worst_served"} else ""
        if number.isdigit():
            needed = "worst_served" if number == "2" else f"worst_served_{int(number) - 1}"
        if needed and needed not in stages[:place]:
            said = {"stage": key, "needed": needed}
            yield Slip(("matching", "stages", place), "stage_early", said, key)
    if "tie_break" in stages[:-1]:
        keys = ("matching", "stages", stages.index("tie_break"))
        yield Slip(keys, "tie_break_early", {"after": stages[-1]}, "tie_break")
