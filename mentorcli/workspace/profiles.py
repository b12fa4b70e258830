"""Programme profiles: those shipped, changed by the workspace's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from mentorcli.domain.cohort import CALENDAR
from mentorcli.domain.language import LANGUAGES, Labels
from mentorcli.domain.problem import ExitCode, Place, Problem, Severity, UserError
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
)
from mentorcli.files.shapes import Slip, filled, slips
from mentorcli.files.shipped import programmes
from mentorcli.files.toml import TomlFile, read_toml, refusal
from mentorcli.workspace.profile_shape import (
    FieldShape,
    OptionTexts,
    Profile,
    RuleShape,
    Season,
    Texts,
    at_odds,
    names_for,
)

_LIKE = 0.8
"""A file whose name is this much like a programme's was meant for it."""


@dataclass(frozen=True, slots=True)
class _Layers:
    """The files of a profile, that of the workspace first, and all that they say together."""

    files: tuple[TomlFile, ...]
    own: Path | None

    def said(self) -> dict[str, Any]:
        """Return the profile; its own questions and lists are those of the catalogue, changed."""
        profile: dict[str, Any] = {}
        for file in reversed(self.files):
            profile = _merged(profile, file.data)
        for name in ("fields", "options"):
            changed = profile.get(name)
            if isinstance(changed, Mapping):
                known = _catalogue(name)
                profile[name] = {
                    k: _merged(known.get(k, {}), v) if isinstance(v, Mapping) else v
                    for k, v in changed.items()
                }
        return profile

    def problem(self, slip: Slip) -> Problem:
        """Return what is wrong with its place: shipped files are right by themselves."""
        return slip.problem(self.files[0].place(slip.keys, slip.value))


def load_programme(key: str, own: Path | None = None) -> Programme:
    """Return a programme's profile; ``own`` is the workspace's folder of profiles.

    A file there with a shipped profile's name changes only what it says. Raises UserError with
    everything that is missing, unknown or of the wrong kind, each with its file and line.
    """
    layers = _layers(key, own)
    said = layers.said()
    catalogue = {name: _catalogue(name) for name in ("fields", "options")}
    names = names_for(said, catalogue, own.parent / "templates" if own else None)
    wrong = list(slips(Profile, said, names))
    if not wrong:
        profile = filled(Profile, said)
        wrong = list(at_odds(profile))
    if wrong:
        raise refusal(layers.files[0].name, [layers.problem(slip) for slip in wrong])
    return _programme(key, profile)


def profile_problems(own: Path) -> Iterator[Problem]:
    """Give everything that is wrong in the workspace's own profiles."""
    mine = {_meant_for(p) or p.name.partition(".")[0] for p in _entries(own)}
    for key in sorted(mine | {*_shipped_keys()}):
        try:
            load_programme(key, own)
        except UserError as error:
            yield from error.problems


def _shipped_keys() -> list[str]:
    return sorted(p.stem for p in programmes().glob("*.toml"))


def _layers(key: str, own: Path | None) -> _Layers:
    shipped = programmes() / f"{key}.toml"
    mine = own / f"{key}.toml" if own else None
    astray = [
        Problem.of("profile_astray", Severity.BLOCKER, Place(f"programmes/{p.name}"), key=key)
        for p in _entries(own)
        if p != mine and _meant_for(p) == key
    ]
    if astray:
        raise refusal("A profile", astray)
    files = [
        read_toml(path, f"programmes/{path.name}" if path is mine else "")
        for path in (mine, shipped)
        if path is not None and path.exists()
    ]
    if not files:
        raise UserError(
            f"There is no programme {key!r}.",
            f"Known programmes: {', '.join(_shipped_keys())}.",
            code=ExitCode.USAGE,
        )
    return _Layers(tuple(files), own)


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
    return next(iter(get_close_matches(stem.lower(), _shipped_keys(), n=1, cutoff=_LIKE)), "")


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
        form=profile.form,
        group=(profile.group.fewest, profile.group.most),
        fields={role: _fields(role, profile) for role in ROLES},
        stages=tuple(matching.stages),
        rules=tuple(_rule(k, v) for k, v in matching.rules.items() if v is not False),
        criteria=tuple(CriterionSetting(k, v.points) for k, v in matching.criteria.items()),
        seasons={name: _season(days) for name, days in profile.calendar.items()},
        gatherings={
            k: Gathering(k, _time(g.starts), _time(g.ends), g.zone, g.place, g.link)
            for k, g in profile.gatherings.items()
        },
        agreement=profile.agreement,
        reminders=tuple(profile.reminders),
        sections=tuple(profile.sections),
        small_cell=profile.small_cell,
        texts={k: _labels(v) for k, v in profile.texts.items()},
        life=Terms(**{**asdict(life), "approval": tuple(life.approval)}),
        override_days=matching.override_days,
        stable=matching.stable,
        contact_after_signing=profile.contact == "after_signing",
    )


def _time(said: str) -> dt.time:
    return dt.time.fromisoformat(said)


def _labels(texts: Texts) -> Labels:
    return {x: said for x in LANGUAGES if (said := getattr(texts, x))}


def _rule(key: str, said: bool | RuleShape) -> RuleSetting:
    told = said.groups if isinstance(said, RuleShape) else None
    return RuleSetting(key, {} if told is None else {"groups": told})


def _season(days: Season) -> dict[str, CalendarDay]:
    return {day: CalendarDay(**asdict(getattr(days, day))) for day in CALENDAR}


def _fields(role: RoleKey, profile: Profile) -> tuple[Field, ...]:
    asked = getattr(profile, role)
    return tuple(_field(key, profile, required=key in asked.required) for key in asked.fields)


def _field(key: str, profile: Profile, *, required: bool) -> Field:
    said = profile.fields.get(key) or filled(FieldShape, _catalogue("fields")[key])
    options: Mapping[str, OptionTexts] = {}
    if said.options:
        changed = profile.options.get(said.options)
        options = changed or filled(dict[str, OptionTexts], _catalogue("options")[said.options])
    return Field(
        key=key,
        type=said.type,
        headers=_labels(said.header),
        synonyms=tuple(said.synonyms),
        options=tuple(Option(k, _labels(v), tuple(v.synonyms)) for k, v in options.items()),
        visible_to=said.visible_to,
        required=required,
        most=said.most,
    )


@cache
def _catalogue(name: str) -> Mapping[str, Any]:
    return read_toml(programmes() / "catalogue" / f"{name}.toml").data
