"""The keys of a profile: what may stand under each, and the names that it may mention.

Annotations are no texts here: the structs are read at every start, and evaluating texts takes longer.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, field

from mentorcli.domain.programme import ROLES, FieldType, RoleKey, Visibility, place_from_worst
from mentorcli.files.schemas import TOP, NameOf, Strict
from mentorcli.files.shipped import names_in, shipped
from mentorcli.names.comparison import nearest
from mentorcli.workspace.profile_lines import Line, lines_named

_Clock = Annotated[
    str,
    Meta(
        pattern=r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$",
        description="a time of day between quotes, like 14:00",
        examples=["14:00"],
    ),
]
_Points = Annotated[int, Meta(ge=0, le=100_000, examples=[100])]
_Size = Annotated[int, Meta(ge=1, le=50, examples=[2])]
_When = Annotated[list[str], Meta(min_length=1, examples=[["applied +30"]])]
_Days = Annotated[int, Meta(ge=1, le=3660, examples=[30])]
LANGUAGE_CODES = r"^([a-z]{2}(, ?[a-z]{2})*)?$"
STAGES = ("waited", "seated", "can_meet", "meet_together", "mentors_used", "worst_served", "total", "fewest_moves", "tie_break")  # fmt: skip


class Texts(Strict):
    """One text in the languages that it is written in."""

    en: str = ""
    fi: str = ""
    sv: str = ""


class OptionTexts(Texts):
    """An answer, with spellings of which plans know nothing (``also``), and those that it stands for."""

    synonyms: list[str] = []
    also: list[str] = []
    means: list[str] = []
    all_but: list[str] | None = None


class FieldShape(Strict):
    """A question, that of the catalogue with what the profile changes."""

    type: FieldType
    header: Annotated[Texts, Meta(examples=[{"en": "Unit", "fi": "Yksikkö", "sv": "Enhet"}])]
    synonyms: list[str] = []
    options: Annotated[str, NameOf("list of options")] | None = None
    one_by_one: bool = False
    visible_to: Visibility = Visibility.HR
    most: _Size | None = None


class Group(Strict):
    """How many mentees a match has."""

    fewest: _Size
    most: _Size


class Asked(Strict):
    """What one side is asked."""

    fields: list[Annotated[str, NameOf("field"), Meta(examples=["email"])]]
    required: list[Annotated[str, NameOf("field"), Meta(examples=["email"])]] = []


class RuleShape(Line):
    """A rule: a line of the profile, or one that is told nothing; only ``competitors`` is told."""

    groups: Annotated[list[list[str]], Meta(examples=[[["One Ltd", "Two Ltd"]]])] | None = None


class CriterionShape(Line, kw_only=True):
    """What a criterion is worth at most, and its line."""

    points: _Points


class Floor(Strict):
    """How far the worst served may be below the best that they could have."""

    within: Annotated[
        Annotated[int, Meta(ge=0, le=100_000)] | Annotated[str, Meta(pattern=r"^\d{1,2} ?%$")],
        Meta(description='points like 5, or per cent like "5 %"', examples=[5]),
    ]


class Matching(Strict):
    """How people are matched."""

    stages: list[Annotated[str, NameOf("stage"), Meta(examples=["seated"])]]
    rules: dict[
        Annotated[str, NameOf("rule")],
        Annotated[
            bool | RuleShape, Meta(description="{} to switch it on, or false", examples=[{}])
        ],
    ]
    criteria: dict[Annotated[str, NameOf("criterion")], CriterionShape]
    blank: Annotated[int, Meta(ge=0, le=100, examples=[50])] = 50
    worst_served: Annotated[Floor, Meta(examples=[{"within": 5}])] | None = None
    override_days: _Days | None = None


class Day(Strict):
    """A day of the calendar."""

    month: Annotated[int, Meta(ge=1, le=12, examples=[1])]
    day: Annotated[int, Meta(ge=1, le=31, examples=[21])]
    year: Annotated[int, Meta(ge=-2, le=2, examples=[-1])] = 0


_Date = Annotated[Day, Meta(examples=[{"month": 1, "day": 21}])]


class Season(Strict):
    """The days of a cohort."""

    call_opens: _Date
    call_closes: _Date
    kickoff: _Date
    midpoint: _Date
    wrapup: _Date


class GatheringShape(Strict):
    """When and where people meet."""

    starts: _Clock
    ends: _Clock
    zone: Annotated[str, Meta(examples=["Europe/Helsinki"])]
    place: str = ""
    link: str = ""
    language: Annotated[str, Meta(pattern=LANGUAGE_CODES, examples=["fi, en"])] = ""
    place_fi: str = ""
    place_sv: str = ""


class Life(Strict):
    """How cohorts and matches live."""

    ongoing: bool = False
    first_answer: RoleKey = "mentee"
    months: Annotated[int, Meta(ge=1, le=60, examples=[6])] = 6
    rhythm_days: _Days = 30
    workdays: bool = False
    preselected: bool = False
    quotas: dict[str, Annotated[int, Meta(ge=0, le=100_000)]] = {}
    approval: list[str] = []


class Profile(Strict):
    """A whole profile, with what a workspace changes in it."""

    name: Annotated[Texts, Meta(examples=[{"en": "Doctoral mentoring"}])]
    form: Literal["groups", "pairs", "peers"]
    agreement: Annotated[str, NameOf("agreement"), Meta(examples=["agreement/pair"])]
    reminders: list[Annotated[str, NameOf("reminder"), Meta(examples=["wrapup"])]]
    sections: list[Annotated[str, NameOf("report section"), Meta(examples=["summary"])]]
    group: Group
    mentee: Asked
    mentor: Asked
    matching: Matching
    calendar: dict[Annotated[str, NameOf("season")], Season]
    gatherings: dict[Annotated[str, NameOf("gathering")], GatheringShape] = {}
    schedule: dict[Annotated[str, NameOf("reminder")], _When] = {}
    small_cell: Annotated[int, Meta(ge=3, le=1000, examples=[5])] = 5
    document_language: Annotated[Literal["en", "fi", "sv"], Meta(examples=["en"])] = "en"
    contact: Annotated[Literal["at_once", "after_signing"], Meta(examples=["after_signing"])] = (
        "at_once"
    )
    agreement_keeps: list[Literal["headings", "tables", "values", "accessible"]] = []
    texts: dict[str, Texts] = {}
    life: Life = field(default_factory=Life)
    fields: dict[Annotated[str, NameOf("field")], FieldShape] = {}
    options: dict[Annotated[str, NameOf("list of options")], dict[str, OptionTexts]] = {}


_TOP_KEYS = ("agreement", "agreement_keeps", "contact", "document_language", "form", "name", "reminders", "sections", "small_cell")  # fmt: skip


def names_for(
    profile: Mapping[str, Any], fields: Iterable[str], options: Iterable[str], own: Path | None
) -> dict[str, Collection[str]]:
    """Return what a profile may name: rules, reminders and so on, each a file; fields and options.

    ``fields`` and ``options`` are those of the catalogue, ``own`` the workspace's templates.
    """
    folders = [f for f in (own, shipped("templates")) if f]
    changed, matching = _table(profile, "fields"), _table(profile, "matching")
    asked = {key for role in ROLES for key in _texts(_table(profile, role).get("fields"))}
    stages = _texts(matching.get("stages"))
    wanted = {str(v.get("options")) for v in changed.values() if isinstance(v, Mapping)}
    seasons = _table(profile, "calendar")
    whole = [
        k
        for k, v in seasons.items()
        if isinstance(v, Mapping) and {*Season.__struct_fields__} <= {*v}
    ]
    return {
        TOP: _TOP_KEYS,
        "rule": {*names_in("matching/rules"), *lines_named(_table(matching, "rules"))},
        "criterion": {
            *(n for ending in (".py", ".toml") for n in names_in("matching/criteria", ending)),
            *lines_named(_table(matching, "criteria")),
        },
        "report section": names_in("reports/sections"),
        "reminder": [n for f in folders for n in names_in(f / "reminders", ".j2")],
        "agreement": [
            f"agreement/{n}" for f in folders for n in names_in(f / "agreement", ".docx")
        ],
        "stage": {*STAGES, *(s for s in stages if place_from_worst(s))},
        # a season of its own has all its days: a part is a change of one that is nearly called so
        "season": {*whole, *(k for k in seasons if k not in whole and not nearest(k, whole))},
        "gathering": ("kickoff", "midpoint", "wrapup"),
        # a question of its own is asked of somebody, a list of its own used: else it is a slip
        "field": {*fields, *(asked & {*changed})},
        "list of options": {*options, *(wanted & {*_table(profile, "options")})},
    }


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    said = data.get(key)
    return said if isinstance(said, Mapping) else {}


def _texts(said: Any) -> tuple[str, ...]:
    return tuple(x for x in said if isinstance(x, str)) if isinstance(said, list) else ()
