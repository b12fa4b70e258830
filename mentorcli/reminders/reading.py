"""Reading reminders: a TOML header between two lines of ``+++``, then the letter."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mentorcli.domain.language import LANGUAGES, Language
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import Programme
from mentorcli.files.reminder_headers import header_of
from mentorcli.files.templates import TemplateFile, find_template
from mentorcli.names.comparison import nearest
from mentorcli.reminders.audiences import AUDIENCES
from mentorcli.reminders.conditions import TESTS
from mentorcli.reminders.reminder import COHORT_DAYS, OWN_DAYS, Occurrence, Reminder, ReminderText

EXTENSION = "txt.j2"
CATCH_UP = 7
_SCHEDULE = (
    "when",
    "audience",
    "until",
    "catch_up",
    "condition",
    "stop",
    "channel",
    "closed",
    "gives_way",
)
_ENTRIES = (*_SCHEDULE, "subject")
_CHANNELS = ("mail", "coordinator")
_OCCURRENCE = re.compile(r"([a-z_]+)(?:\s*([+-])\s*(\d{1,3}))?", re.ASCII)


def load_reminders(programme: Programme, own: Path | None) -> tuple[Reminder, ...]:
    """Return the reminders that a programme uses, in its order.

    ``own`` is the workspace's template folder: a file there wins over the one shipped, each
    language by itself. Raises UserError that names the file and the line or entry when one is
    missing or broken, and when the languages of one reminder disagree on its schedule.
    """
    every = (load_reminder(key, own) for key in programme.reminders)
    return tuple(_scheduled(one, programme) for one in every)


def _scheduled(reminder: Reminder, programme: Programme) -> Reminder:
    """Return a reminder with the days that the programme has for it, which are its own: no last one."""
    days = programme.schedule.get(reminder.key)
    if days is None:
        return reminder
    try:
        when = tuple(_occurrence(one, "schedule") for one in days)
    except ValueError as error:
        raise UserError(
            f"The programme {programme.key}: {error}", f"Mend {reminder.key} under [schedule]."
        ) from error
    return replace(reminder, when=when, until=None)


def load_reminder(key: str, own: Path | None) -> Reminder:
    """Return one reminder; ``key`` is the template's name without language and extension."""
    found: dict[Path, Reminder] = {}
    texts: dict[Language, ReminderText] = {}
    for language in LANGUAGES:
        template = find_template(f"reminders/{key}", language, EXTENSION, own)
        if template.path not in found:
            found[template.path] = _read(key, template)
        texts[language] = found[template.path].texts[template.language]
    (first_file, first), *others = found.items()
    for file, other in others:
        _same_schedule(first, first_file, other, file)
    for later in first.gives_way:
        find_template(f"reminders/{later}", "en", EXTENSION, own)  # a name that is none is told
    return replace(first, key=key, texts=texts).as_it_reads()


def _same_schedule(one: Reminder, one_file: Path, other: Reminder, other_file: Path) -> None:
    for entry in _SCHEDULE:
        if getattr(one, entry) != getattr(other, entry):
            raise UserError(
                f"{other_file}: {entry} differs from {one_file.name}.",
                "A reminder has one schedule: write the same header in each language.",
            )


def _read(key: str, template: TemplateFile) -> Reminder:
    entries, body, above = header_of(template.path)
    try:
        _known(entries, _ENTRIES, "entry")
        until = _text(entries, "until") if "until" in entries else ""
        text = ReminderText(
            template.path.name,
            template.language,
            _text(entries, "subject"),
            body,
            above,
            template.own,
        )
        audience = _text(entries, "audience")
        _known((audience,), AUDIENCES, "audience")
        return Reminder(
            key=key,
            when=_when(entries),
            audience=audience,
            until=_occurrence(until, "until") if until else None,
            catch_up=_days(entries.get("catch_up", CATCH_UP)),
            texts={template.language: text},
            condition=_test(entries, "condition"),
            stop=_test(entries, "stop"),
            channel=_channel(entries),
            closed=_yes(entries, "closed"),
            gives_way=_names(entries, "gives_way"),
        )
    except ValueError as error:
        raise UserError(f"{template.path}: {error}", "Mend the reminder's header.") from error


def _test(entries: Mapping[str, Any], entry: str) -> str:
    if entry not in entries:
        return ""
    said = " ".join(_text(entries, entry).split())
    _known((said.partition(" ")[0],), TESTS, entry)
    return said


def _names(entries: Mapping[str, Any], entry: str) -> tuple[str, ...]:
    said = entries.get(entry, [])
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise ValueError(f'{entry} must be a list like ["outcome", "regret"].')
    return tuple(said)


def _yes(entries: Mapping[str, Any], entry: str) -> bool:
    said = entries.get(entry, False)
    if not isinstance(said, bool):
        raise ValueError(f"{entry} must be true or false.")  # noqa: TRY004 - as all mistakes here
    return said


def _channel(entries: Mapping[str, Any]) -> str:
    said = _text(entries, "channel") if "channel" in entries else "mail"
    _known((said,), _CHANNELS, "channel")
    return said


def _known(names: Collection[str], known: Collection[str], what: str) -> None:
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near!r}?" if near else f"known: {', '.join(sorted(known))}."
            raise ValueError(f"there is no {what} {name!r}; {hint}")


def _text(entries: Mapping[str, Any], key: str) -> str:
    value = entries.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is missing or no text.")
    return value.strip()


def _days(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("catch_up must be a number of days, 0 or more.")
    return value


def _when(entries: Mapping[str, Any]) -> tuple[Occurrence, ...]:
    value = entries.get("when")
    if not isinstance(value, list) or not value:
        raise ValueError('when must be a list like ["kickoff +7", "kickoff +14"].')
    return tuple(_occurrence(one, "when") for one in value)


def _occurrence(value: Any, entry: str) -> Occurrence:
    found = _OCCURRENCE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f'{entry}: {value!r} is not a day like "kickoff" or "wrapup -30".')
    anchor, sign, days = found.groups()
    _known((anchor,), (*COHORT_DAYS, *OWN_DAYS), f"calendar day for {entry}:")
    return Occurrence(anchor, int(f"{sign}{days}") if days else 0)
