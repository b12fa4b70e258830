"""Lines for the computer's own scheduler, ready to paste; nothing is installed."""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run

NAME = "mentorcli-remind"
TITLES = {
    "cron": "Linux and macOS: add this line with: crontab -e",
    "systemd_service": f"Linux with systemd: ~/.config/systemd/user/{NAME}.service",
    "systemd_timer": f"and ~/.config/systemd/user/{NAME}.timer, "
    f"then: systemctl --user enable --now {NAME}.timer",
    "windows": "Windows: type this once in a terminal (Task Scheduler)",
}


def schedule(run: Run, at: dt.time) -> Outcome:
    """Return what makes each scheduler run ``remind`` once a day at ``at``, local time.

    The program and the workspace stand as whole paths: a scheduler knows neither folder nor PATH.
    """
    folder = run.open().folder
    texts = _texts(folder, at)
    blocks: list[Paragraph] = []
    for key, text in texts.items():
        blocks += [
            Paragraph(TITLES[key], strong=True),
            Paragraph(text, verbatim=True),
            Paragraph(""),
        ]
    blocks.append(
        Paragraph(
            "A day on which the computer was off is caught up by the next run. To be told when the "
            "scheduler has stopped, run now and then: mentorcli doctor --max-age 26h"
        )
    )
    data = {"workspace": str(folder), "at": f"{at:%H:%M}", "schedules": texts}
    return Outcome(tuple(blocks), data)


def _texts(folder: Path, at: dt.time) -> Mapping[str, str]:
    python, place = sys.executable, str(folder)
    call = f"{shlex.quote(python)} -m mentorcli remind --workspace {shlex.quote(place)}"
    service = f'"{_unit(python)}" -m mentorcli remind --workspace "{_unit(place)}"'
    return {
        # in a crontab % is the end of the line
        "cron": f"{at.minute} {at.hour} * * * {call}".replace("%", r"\%"),
        "systemd_service": (
            "[Unit]\nDescription=Mentoring reminders\n\n"
            f"[Service]\nType=oneshot\nExecStart={service}"
        ),
        "systemd_timer": (
            "[Unit]\nDescription=Mentoring reminders each day\n\n"
            f"[Timer]\nOnCalendar=*-*-* {at:%H:%M}:00\nPersistent=true\n\n"
            "[Install]\nWantedBy=timers.target"
        ),
        "windows": (
            f"schtasks /Create /TN {NAME} /SC DAILY /ST {at:%H:%M} "
            f'/TR "\\"{python}\\" -m mentorcli remind --workspace \\"{place}\\""'
        ),
    }


def _unit(text: str) -> str:
    """Return text as it stands inside quotes in a systemd unit."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
