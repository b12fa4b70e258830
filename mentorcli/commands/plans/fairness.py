"""Is a plan fair? By group with intervals, by how widely people answered, and how many ties there are."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli import matching
from mentorcli.commands.names import joined
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.advice import planned
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.plans.plan_view import Blocks
from mentorcli.commands.run import Run
from mentorcli.domain.text import counted
from mentorcli.workspace.codec import encode


def fair(run: Run, key: str) -> Outcome:
    """Show who is placed and how well, with intervals; small groups are not shown as numbers."""
    case, plan, names = planned(run, key)
    groups, breadth = matching.by_group(case, plan), matching.by_breadth(case, plan)
    form = case.programme.form
    noun, got = words_of(form).gained
    gained = matching.gained_by_narrow_answers(case, plan)
    blocks: Blocks = [
        _table(groups, "By group: shares and scores at 95 %"),
        Paragraph(""),
        _table(breadth, "By how many options somebody chose"),
        Paragraph(""),
    ]
    if gained:
        rows = [
            (
                names.get(g.mentee, g.mentee),
                joined(g.others, names),
                joined(g.instead, names) or "nobody",
            )
            for g in gained
        ]
        title = (
            f"{counted(len(gained), noun)} would stand elsewhere if it gave no more points to choose "
            "few options"
        )
        blocks.append(Listing((noun, "now", "then"), rows, title))
    else:
        blocks.append(Paragraph(f"Nobody gained {got} by answering narrowly."))
    data = {
        "groups": encode(groups),
        "breadth": encode(breadth),
        "narrow": encode(gained),
        "names": dict(names),
    }
    return Outcome(tuple(blocks), data)


def _table(found: Sequence[matching.GroupOutcome], title: str) -> Listing:
    rows = [
        (
            g.field,
            g.group,
            "few" if g.people is None else str(g.people),
            f"{g.rate[0]:.0%} to {g.rate[1]:.0%}" if g.rate else "",
            f"{g.score[0]:.0f} to {g.score[1]:.0f}" if g.score else "",
            g.verdict,
        )
        for g in found
    ]
    columns = ("by", "group", "people", "placed", "mean score", "against all others")
    return Listing(columns, rows, title, right=("people",))
