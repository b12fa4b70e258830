"""Programme profiles: those shipped, changed by the workspace's own."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from mentorcli.domain.cohort import CALENDAR
from mentorcli.domain.language import LANGUAGES, Labels
from mentorcli.domain.match_form import FORMS
from mentorcli.domain.problem import Place, Problem, Severity, UsageError, UserError
from mentorcli.domain.programme import (
    ROLES,
    CalendarDay,
    CriterionSetting,
    Field,
    Gathering,
    Option,
    Programme,
    RoleKey,
    RuleSetting,
    Terms,
    Tolerance,
)
from mentorcli.files.schemas import filled, slips
from mentorcli.files.shipped import names_in, programmes
from mentorcli.files.toml import TomlFile, read_toml, refusal, understood
from mentorcli.names.comparison import nearest
from mentorcli.workspace.profile_conflicts import at_odds
from mentorcli.workspace.profile_lines import line_said, without_unasked, wrong_lines
from mentorcli.workspace.profile_shape import (
    FieldShape,
    Floor,
    OptionTexts,
    Profile,
    RuleShape,
    Season,
    Texts,
    names_for,
)

_LIKE = 0.8
"""A file whose name is this much like a programme's was meant for it."""


def load_programme(key: str, own: Path | None = None) -> Programme:
    """Return a programme's profile; ``own`` is the workspace's folder of profiles.

    A file there with a shipped profile's name changes only what it says. Raises UserError with
    everything that is missing, unknown or of the wrong kind, each with its line in that file.
    """
    mine = _own_file(key, own)
    if mine is None or own is None:
        return _shipped(key)
    below = _shipped_file(key).data if key in _shipped_keys() else {}
    return _understood(key, mine, below, own.parent / "templates")


def programme_with(key: str, own: Path, content: bytes) -> Programme:
    """Return the programme as the workspace's profile would make it; raises UserError as loading does."""
    below = _shipped_file(key).data if key in _shipped_keys() else {}
    file = understood(f"programmes/{key}.toml", content)
    return _understood(key, file, below, own.parent / "templates")


def _understood(
    key: str, file: TomlFile, below: Mapping[str, Any], templates: Path | None
) -> Programme:
    """Return what a file says above what it changes; raises UserError with all that is wrong."""
    said = _merged(below, file.data)
    for name in ("fields", "options"):
        changed = said.get(name)
        if isinstance(changed, Mapping):
            said[name] = {
                k: _merged(_known(name, k), v) if isinstance(v, Mapping) else v
                for k, v in changed.items()
            }
    names = names_for(said, _catalogue("fields"), _catalogue("options"), templates)
    wrong = list(slips(Profile, said, names))
    programme = None
    if not wrong:
        profile = filled(Profile, said)
        wrong = list(at_odds(profile))
    if not wrong:
        own = file.data.get("matching", {}).get("criteria", {})
        programme = without_unasked(_programme(key, profile), own)
        wrong = list(wrong_lines(programme))
    if wrong or programme is None:
        problems = [slip.problem(file.place(slip.keys, slip.value)) for slip in wrong]
        raise refusal(file.name, problems)
    return programme


def list_of_options(key: str, content: bytes, field: str) -> str:
    """Return the name of the list from which a field's known answers are taken, by a profile's content."""
    mine = understood(f"programmes/{key}.toml", content)
    shipped = _shipped_file(key).data if key in _shipped_keys() else {}
    said = _merged(shipped, mine.data).get("fields", {}).get(field, {})
    return str(said.get("options") or _known("fields", field)["options"])


def profile_problems(own: Path) -> Iterator[Problem]:
    """Give everything that is wrong in the workspace's own profiles."""
    mine = {_meant_for(p) or p.name.partition(".")[0] for p in _entries(own)}
    for key in sorted(mine | {*_shipped_keys()}):
        try:
            load_programme(key, own)
        except UserError as error:
            yield from error.problems


@cache
def _shipped_keys() -> list[str]:
    return names_in("programmes", ".toml")


@cache
def _shipped(key: str) -> Programme:
    if key not in _shipped_keys():
        raise UsageError(
            f"There is no programme {key!r}.", f"Known programmes: {', '.join(_shipped_keys())}."
        )
    return _understood(key, _shipped_file(key), {}, None)


def _shipped_file(key: str) -> TomlFile:
    return read_toml(programmes() / f"{key}.toml")


def _own_file(key: str, own: Path | None) -> TomlFile | None:
    """Return the workspace's file of a profile; raises UserError for one whose name is not right."""
    name = f"{key}.toml"
    astray = [
        Problem.of("profile_astray", Severity.BLOCKER, Place(f"programmes/{p.name}"), key=key)
        for p in _entries(own)
        if p.name != name and _meant_for(p) == key
    ]
    if astray:
        raise refusal("A profile", astray)
    there = own is not None and (own / name).exists()
    return read_toml(own / name, f"programmes/{name}") if own and there else None


def _entries(own: Path | None) -> list[Path]:
    if own is None or not own.is_dir():
        return []
    return sorted(p for p in own.iterdir() if p.name.lower().endswith((".toml", ".toml.txt")))


def _meant_for(path: Path) -> str:
    """Return the programme that a file is meant for and not read as, its name being not quite right."""
    stem, _, ending = path.name.partition(".")
    if stem in _shipped_keys() and ending == "toml":
        return ""
    # a programme of its own, which may be called nearly so, says what form it has
    if ending == "toml" and path.is_file() and b"\nform" in b"\n" + path.read_bytes():
        return ""
    return nearest(stem.lower(), _shipped_keys(), _LIKE)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        result[key] = _merged(old, value) if both and old is not None else value
    return result


def _programme(key: str, profile: Profile) -> Programme:
    matching, life = profile.matching, profile.life
    return Programme(
        key=key,
        names=_labels(profile.name),
        form=FORMS[profile.form],
        group=(profile.group.fewest, profile.group.most),
        fields={role: _fields(role, profile) for role in ROLES},
        stages=tuple(matching.stages),
        rules=tuple(_rule(k, v) for k, v in matching.rules.items() if v is not False),
        criteria=tuple(
            CriterionSetting(k, v.points, line_said(v)) for k, v in matching.criteria.items()
        ),
        seasons={name: _season(days) for name, days in profile.calendar.items()},
        gatherings={
            k: Gathering(k, **{**asdict(g), "starts": _time(g.starts), "ends": _time(g.ends)})
            for k, g in profile.gatherings.items()
        },
        agreement=profile.agreement,
        reminders=tuple(profile.reminders),
        schedule={k: tuple(v) for k, v in profile.schedule.items()},
        sections=tuple(profile.sections),
        small_cell=profile.small_cell,
        document_language=profile.document_language,
        texts={k: _labels(v) for k, v in profile.texts.items()},
        life=Terms(**{**asdict(life), "approval": tuple(life.approval)}),
        blank=matching.blank,
        tolerance=_tolerance(matching.worst_served),
        override_days=matching.override_days,
        agreement_keeps=tuple(profile.agreement_keeps),
        contact_after_signing=profile.contact == "after_signing",
    )


def _tolerance(said: Floor | None) -> Tolerance:
    if said is None:
        return Tolerance()
    if isinstance(said.within, int):
        return Tolerance(points=said.within)
    return Tolerance(percent=int(said.within.rstrip(" %")))


def _time(said: str) -> dt.time:
    return dt.time.fromisoformat(said)


def _labels(texts: Texts) -> Labels:
    return {x: said for x in LANGUAGES if (said := getattr(texts, x))}


def _rule(key: str, said: bool | RuleShape) -> RuleSetting:
    if not isinstance(said, RuleShape):
        return RuleSetting(key)
    groups = {} if said.groups is None else {"groups": said.groups}
    return RuleSetting(key, line_said(said) | groups)


def _season(days: Season) -> dict[str, CalendarDay]:
    return {day: CalendarDay(**asdict(getattr(days, day))) for day in CALENDAR}


_PLACES = "capacity"
"""Required of mentors wherever it is asked: without it they have no place for anybody."""


def _fields(role: RoleKey, profile: Profile) -> tuple[Field, ...]:
    asked = getattr(profile, role)
    needed = {*asked.required, *([_PLACES] if role == "mentor" else ())}
    return tuple(_field(key, profile, required=key in needed) for key in asked.fields)


def _field(key: str, profile: Profile, *, required: bool) -> Field:
    said = profile.fields.get(key) or filled(FieldShape, _known("fields", key))
    options: Mapping[str, OptionTexts] = {}
    if said.options:
        changed = profile.options.get(said.options)
        options = changed or filled(dict[str, OptionTexts], _known("options", said.options))
    return Field(
        key=key,
        type=said.type,
        headers=_labels(said.header),
        synonyms=tuple(said.synonyms),
        options=tuple(
            Option(k, _labels(v), tuple(v.synonyms), tuple(v.also), _meant(k, v, options))
            for k, v in options.items()
            if not (said.one_by_one and _stands_for_others(v))
        ),
        visible_to=said.visible_to,
        required=required,
        most=said.most,
    )


def _stands_for_others(said: OptionTexts) -> bool:
    return bool(said.means) or said.all_but is not None


def _meant(code: str, said: OptionTexts, options: Mapping[str, OptionTexts]) -> tuple[str, ...]:
    """Return the answers for which one stands."""
    if said.all_but is None:
        return tuple(said.means)
    return tuple(k for k in options if k not in {code, *said.all_but})


def _known(name: str, key: str) -> Mapping[str, Any]:
    """Return an entry of the catalogue, empty where there is none; only what is asked for is read."""
    found = tomllib.loads(_catalogue(name).get(key, ""))
    return next(iter(found.values()), {})


@cache
def _catalogue(name: str) -> Mapping[str, str]:
    """Return the text of each table of ``fields`` or ``options``, by its name."""
    text = (programmes() / "catalogue" / f"{name}.toml").read_text(encoding="utf-8")
    tables = text.split("\n[")[1:]
    return {table.partition("]")[0]: f"[{table}" for table in tables}
