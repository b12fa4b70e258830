"""What can be known before the workspace is opened, for runs that come every day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from mentorcli.domain.problem import UserError
from mentorcli.workspace.daily_log import log_run
from mentorcli.workspace.last_look import nothing_due


def nothing_to_remind(start: Path, today: dt.date, now: dt.datetime) -> bool:
    """Tell whether nothing is due for certain, and log the run; False when it must be looked at."""
    try:
        folder = next(
            (f for f in (start, *start.parents) if (f / "mentorcli.toml").is_file()), None
        )
        if folder is None or not nothing_due(folder, today):
            return False
        log_run(folder, now.isoformat(timespec="seconds"), f"day {today}: nothing due")
    except (UserError, OSError):  # the whole command says what is wrong
        return False
    return True
