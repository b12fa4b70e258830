"""Programme profiles: those shipped, changed by the workspace's own."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mentorcli.domain.cohort import CALENDAR
from mentorcli.domain.language import LANGUAGES, Language
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.programme import (
    ROLES,
    CalendarDay,
    CriterionSetting,
    Field,
    FieldType,
    Gathering,
    Option,
    Programme,
    RoleKey,
    RuleSetting,
    Terms,
    Visibility,
)
from mentorcli.files.shipped import programmes

LARGEST_PROFILE = 1 << 20


def load_programme(key: str, own: Path | None = None) -> Programme:
    """Return a programme's profile; ``own`` is the workspace's folder of profiles.

    A file there with a shipped profile's name changes only what it says. Raises UserError that
    names the file and the entry when something in it is missing, unknown or of the wrong kind.
    """
    shipped = programmes() / f"{key}.toml"
    mine = own / f"{key}.toml" if own else None
    layers = [p for p in (shipped, mine) if p is not None and p.is_file()]
    if not layers:
        known = ", ".join(sorted(p.stem for p in programmes().glob("*.toml")))
        raise UserError(
            f"There is no programme {key!r}.", f"Known programmes: {known}.", code=ExitCode.USAGE
        )
    profile: dict[str, Any] = {}
    for path in layers:
        profile = _merged(profile, read_toml(path))
    try:
        return _programme(key, profile)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        said = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise UserError(f"{layers[-1]}: {said}.", "Mend the profile.") from error


def read_toml(path: Path) -> dict[str, Any]:
    """Return a TOML file of at most 1 MiB; raises UserError that names the file and the place."""
    try:
        content = path.read_bytes()
        if len(content) > LARGEST_PROFILE:
            raise UserError(f"{path} is larger than 1 MiB.", "A settings file should be small.")
        return tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise UserError(f"{path} is not valid TOML: {error}.", "Mend the file.") from error


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        result[key] = _merged(old, value) if both and old is not None else value
    return result


def _programme(key: str, profile: Mapping[str, Any]) -> Programme:
    matching = profile["matching"]
    return Programme(
        key=key,
        names=profile["name"],
        form=profile["form"],
        group=(int(profile["group"]["fewest"]), int(profile["group"]["most"])),
        fields={role: _fields(role, profile) for role in ROLES},
        stages=tuple(matching["stages"]),
        rules=tuple(
            RuleSetting(k, dict(v)) for k, v in matching["rules"].items() if v is not False
        ),
        criteria=tuple(_criterion(k, v) for k, v in matching["criteria"].items()),
        seasons={name: _season(name, days) for name, days in profile["calendar"].items()},
        gatherings={k: _gathering(k, v) for k, v in profile.get("gatherings", {}).items()},
        agreement=profile["agreement"],
        reminders=tuple(profile["reminders"]),
        sections=tuple(profile["sections"]),
        small_cell=max(int(profile.get("small_cell", 5)), 3),
        texts=profile.get("texts", {}),
        life=_terms(profile.get("life", {})),
        override_days=_days(matching.get("override_days")),
        stable=_yes(matching.get("stable", False)),
        contact_after_signing=_given_after_signing(profile.get("contact", "at_once")),
    )


def _terms(said: Mapping[str, Any]) -> Terms:
    plain = Terms()
    return Terms(
        ongoing=bool(said.get("ongoing", False)),
        first_answer=_role(said.get("first_answer", plain.first_answer)),
        months=_positive("months", said.get("months", plain.months)),
        rhythm_days=_positive("rhythm_days", said.get("rhythm_days", plain.rhythm_days)),
        workdays=bool(said.get("workdays", False)),
        preselected=bool(said.get("preselected", False)),
        quotas={str(k): int(v) for k, v in said.get("quotas", {}).items()},
        approval=tuple(str(x) for x in said.get("approval", ())),
    )


def _role(said: str) -> RoleKey:
    for role in ROLES:
        if said == role:
            return role
    raise ValueError("life.first_answer is mentee or mentor")


def _positive(name: str, value: Any) -> int:
    if int(value) < 1:
        raise ValueError(f"life.{name} must be 1 or more")
    return int(value)


def _days(said: Any) -> int | None:
    if said is not None and (type(said) is not int or said < 1):
        raise ValueError("matching.override_days must be a whole number of days, 1 or more")
    return said


def _yes(said: Any) -> bool:
    if not isinstance(said, bool):
        raise TypeError("matching.stable must be true or false")
    return said


def _given_after_signing(contact: str) -> bool:
    if contact not in {"at_once", "after_signing"}:
        raise ValueError(f'contact is {contact!r}; write "at_once" or "after_signing"')
    return contact == "after_signing"


def _criterion(key: str, value: Mapping[str, Any]) -> CriterionSetting:
    return CriterionSetting(
        key, int(value["points"]), {k: v for k, v in value.items() if k != "points"}
    )


def _season(name: str, days: Mapping[str, Any]) -> dict[str, CalendarDay]:
    missing = [day for day in CALENDAR if day not in days]
    if missing:
        raise ValueError(f"calendar.{name} lacks {', '.join(missing)}")
    return {day: CalendarDay(**days[day]) for day in CALENDAR}


def _gathering(key: str, value: Mapping[str, Any]) -> Gathering:
    return Gathering(
        key=key,
        starts=dt.time.fromisoformat(value["starts"]),
        ends=dt.time.fromisoformat(value["ends"]),
        zone=value["zone"],
        place=value.get("place", ""),
        link=value.get("link", ""),
    )


def _fields(role: RoleKey, profile: Mapping[str, Any]) -> tuple[Field, ...]:
    asked = profile[role]
    required = set(asked.get("required", ()))
    changes = profile.get("fields", {})
    options = _merged(_catalogue("options"), profile.get("options", {}))
    known = _merged(_catalogue("fields"), changes)
    unknown = [key for key in asked["fields"] if key not in known]
    if unknown:
        raise ValueError(f"{role}.fields names unknown fields: {', '.join(unknown)}")
    return tuple(
        _field(key, known[key], options, required=key in required) for key in asked["fields"]
    )


def _field(
    key: str, value: Mapping[str, Any], options: Mapping[str, Any], *, required: bool
) -> Field:
    chosen = options[value["options"]] if "options" in value else {}
    return Field(
        key=key,
        type=FieldType(value["type"]),
        headers=value["header"],
        synonyms=tuple(value.get("synonyms", ())),
        options=tuple(_option(code, texts) for code, texts in chosen.items()),
        visible_to=Visibility(value.get("visible_to", "hr")),
        required=required,
        most=value.get("most"),
    )


def _option(code: str, texts: Mapping[str, Any]) -> Option:
    labels: dict[Language, str] = {x: texts[x] for x in LANGUAGES if x in texts}
    return Option(code, labels, tuple(texts.get("synonyms", ())))


@cache
def _catalogue(name: str) -> dict[str, Any]:
    return read_toml(programmes() / "catalogue" / f"{name}.toml")
