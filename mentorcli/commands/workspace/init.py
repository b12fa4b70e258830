"""Making a workspace."""

from __future__ import annotations

from pathlib import Path

from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.workspace.folder import create


def init(folder: Path) -> Outcome:
    """Make a workspace in ``folder``; what is there already stays as it is."""
    made, problems = create(folder)
    if problems:
        text = f"The settings in {folder} are not understood: no database was made."
        if made:
            text += f" Made: {', '.join(made)}"
        return Outcome((Paragraph(text),), {"folder": str(folder), "made": list(made)}, problems)
    if not made:
        text = f"{folder} is a workspace already; nothing was changed."
        return Outcome((Paragraph(text),), {"folder": str(folder), "made": []})
    return Outcome(
        (Paragraph(f"Made a workspace in {folder}: {', '.join(made)}"),),
        {"folder": str(folder), "made": list(made)},
        next_steps=(
            f"Open {folder / 'mentorcli.toml'} and fill in your organisation.",
            "mentorcli cohort new doctoral 2027-spring",
        ),
    )
