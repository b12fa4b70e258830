"""Making a workspace."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from mentorcli.commands.outcome import Outcome, Paragraph, as_typed
from mentorcli.commands.run import Run
from mentorcli.domain.problem import UsageError
from mentorcli.files.shipped import programmes
from mentorcli.workspace.folder import create
from mentorcli.workspace.profiles import load_programme
from mentorcli.workspace.settings import EXAMPLES, FILE, FIRST

KEYS = {
    "organisation": "name",
    "unit": "unit",
    "unit_fi": "unit_fi",
    "unit_sv": "unit_sv",
    "contact": "contact_name",
    "address": "contact_email",
    "privacy": "privacy_link",
    "place": "place",
}
"""What may be said when a workspace is made, and the setting under [organisation] that it fills."""
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")


def is_workspace(folder: Path) -> bool:
    """Tell whether a folder has settings already."""
    return (folder / FILE).exists()


def wrong_address(text: str) -> str:
    """Return what is wrong with an e-mail address, or nothing."""
    right = not text or _ADDRESS.fullmatch(text)
    return "" if right else f"{text!r} is no e-mail address; write it like mentoring@example.org."


def wrong_programme(folder: Path, name: str) -> str:
    """Return which programmes there are where there is none of this name, else nothing."""
    folders = (programmes(), folder / "programmes")
    known = sorted({path.stem for place in folders for path in place.glob("*.toml")})
    return "" if name in known else f"There is no programme {name!r}, but: {', '.join(known)}."


def init(run: Run, folder: Path, said: Mapping[str, str], programme: str = "") -> Outcome:
    """Make a workspace in ``folder``; what is there already stays as it is.

    ``said`` has texts for the settings by the names of ``KEYS``; ``programme`` is the first one.
    """
    following = _first_cohort(run, folder, programme)
    text = _settings(said)
    if run.dry_run:
        verb = "is a workspace already" if is_workspace(folder) else "would become a workspace"
        return Outcome((Paragraph(f"{folder} {verb}; nothing was written."),), {"made": []})
    made, problems = create(folder, text)
    if problems:
        says = f"The settings in {folder} are not understood: no database was made."
        if made:
            says += f" Made: {', '.join(made)}"
        return Outcome((Paragraph(says),), {"folder": str(folder), "made": list(made)}, problems)
    if not made:
        says = f"{folder} is a workspace already; nothing was changed."
        return Outcome((Paragraph(says),), {"folder": str(folder), "made": []})
    left = [key for key in EXAMPLES if key not in {KEYS[name] for name in said if said[name]}]
    fill = f"Open {folder / FILE} and fill in your own {' and '.join(left)} under [organisation]."
    inside = folder == run.folder or run.folder.is_relative_to(folder)
    return Outcome(
        (Paragraph(f"Made a workspace in {folder}: {', '.join(made)}"),),
        {"folder": str(folder), "made": list(made)},
        next_steps=(
            *((fill,) if left else ()),
            *(() if inside else (f"cd {as_typed(str(_from(run.folder, folder)))}",)),
            following,
        ),
    )


def _from(here: Path, folder: Path) -> Path:
    """Return the way to a folder as it is shortest typed."""
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _settings(said: Mapping[str, str]) -> str:
    """Return the first settings with what was said; raises UserError for what is no address."""
    if says := wrong_address(said.get("address", "")):
        raise UsageError(f"{says} Nothing was made.")
    if not any(said.values()):
        return FIRST
    import tomlkit

    document = tomlkit.parse(FIRST)
    for name, key in KEYS.items():
        if said.get(name):
            document["organisation"][key] = " ".join(said[name].split())
    return tomlkit.dumps(document)


def _first_cohort(run: Run, folder: Path, programme: str) -> str:
    """Return the command that makes the first cohort whose call is not over.

    Raises UserError for no such programme.
    """
    if not programme:
        return "mentorcli cohort new doctoral 2027-spring"
    if says := wrong_programme(folder, programme):
        raise UsageError(f"{says} Nothing was made.")
    seasons = load_programme(programme, folder / "programmes").seasons
    calls = (
        (closes.on(year), f"{year}-{season}")
        for season, closes in ((season, days["call_closes"]) for season, days in seasons.items())
        for year in (run.today.year - closes.year, run.today.year - closes.year + 1)
    )
    _, first = min(call for call in calls if call[0] >= run.today)
    return f"mentorcli cohort new {programme} {first}"
