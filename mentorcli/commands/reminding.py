"""What is due today, once, into the outbox; made for cron."""

from __future__ import annotations

from collections import Counter

from mentorcli import reminders
from mentorcli.commands.delivering import deliver
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.domain.cohort import CohortState
from mentorcli.domain.message import Message
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.happenings import delivered_keys
from mentorcli.workspace.records import cohort_record


def remind(run: Run, *, dry_run: bool) -> Outcome:
    """Write the reminders that are due on ``run.today`` and were never written before.

    Silent when nothing is due. Safe to run too often, late, and from two places at once.
    """
    workspace = run.open()
    messages = due_messages(run, workspace)
    files = () if dry_run else deliver(run, workspace, messages)
    if not messages and not files:
        return Outcome(data=_data(run, ()), silent=True)
    counts = Counter((m.cohort, m.kind, m.language) for m in messages)
    rows = [
        (cohort, kind, language, str(n)) for (cohort, kind, language), n in sorted(counts.items())
    ]
    verb = "would be written" if dry_run else "written"
    table = Listing(("cohort", "reminder", "language", "letters"), rows, right=("letters",))
    if dry_run:
        people = [(m.to_name, m.kind, m.language, m.subject) for m in messages]
        shown: tuple[Listing, ...] = (
            table,
            Listing(("to", "reminder", "language", "subject"), people),
        )
    else:
        shown = (table,)
    text = Paragraph(f"{len(messages)} reminders of {run.today} {verb}.")
    merges = tuple(path for path in files if path.suffix == ".xlsx")
    return Outcome((text, *shown), _data(run, messages), files=merges)


def due_messages(run: Run, workspace: Workspace) -> tuple[Message, ...]:
    """Return the reminders due on ``run.today`` that are not in the outbox yet, by key."""
    found: list[Message] = []
    with workspace.reading() as connection:
        delivered = delivered_keys(connection)
        for cohort in all_cohorts(connection):
            if cohort.state is CohortState.CLOSED:
                continue
            record = cohort_record(workspace, connection, cohort.key)
            templates = reminders.load_reminders(record.programme, workspace.templates)
            organisation = workspace.settings.organisation
            found += reminders.due(record, templates, run.today, delivered, organisation)
    return tuple(sorted(found, key=lambda m: m.key))


def _data(run: Run, messages: tuple[Message, ...]) -> dict[str, object]:
    keys = ("key", "kind", "cohort", "person", "language", "due")
    listed = [{k: getattr(m, k) for k in keys} for m in messages]
    return {"today": str(run.today), "count": len(messages), "reminders": listed}
