"""About one gathering nobody gets two reminders on one day, also after days on which nothing ran."""

import datetime as dt
from dataclasses import replace

import pytest
from documents_cohorts import KEY, running

from mentorcli.commands.mail.reminders import remind
from mentorcli.workspace.applications import applications_of, save_applications
from mentorcli.workspace.folder import open_workspace

PROFILE = (
    'reminders = ["kickoff-invite", "kickoff-no-reply", "kickoff-3d"]\nlife.workdays = false\n'
)
KICKOFF = dt.date(2027, 1, 21)


def letters(folder, *before):
    """What each run, so many days before the kick-off, wrote to one person."""
    cohort, told, seen = running(folder, [("en", ["Chen Li", "Dina Ås"])], more=PROFILE), [], set()
    workspace = open_workspace(folder)
    with workspace.writing(
        cohort.on().hand
    ) as connection:  # nobody said on the form whether they come
        silent = [
            replace(a, answers={k: v for k, v in a.answers.items() if k != "kickoff"})
            for a in applications_of(connection, KEY)
        ]
        save_applications(connection, silent)
    for days in before:
        remind(cohort.on(KICKOFF - dt.timedelta(days)))
        lying = {p.name for p in (folder / "out" / KEY / "outbox").rglob("Li Chen - *.eml")}
        told.append(" ".join(sorted(name.split()[3] for name in lying - seen)))
        seen = lying
    return told


INVITE, ASKS, SOON = "kickoff-invite", "kickoff-no-reply", "kickoff-3d"


@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        ((21, 7, 3), [INVITE, ASKS, SOON]),
        ((7, 6, 3), [INVITE, ASKS, SOON]),
        ((5, 4, 3, 2), [INVITE, ASKS, SOON, ""]),
        ((21, 3, 2, 1), [INVITE, SOON, "", ""]),
        ((2, 1, 0), [SOON, "", ""]),
    ],
)
def test_what_asks_gives_way_to_what_tells(tmp_path, runs, wanted):
    assert letters(tmp_path, *runs) == wanted
