"""What a plan rests on, as it is shown: firm places, and who would rather be together."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli import matching
from mentorcli.commands.names import joined
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.advice import gained, planned
from mentorcli.commands.plans.form_words import FormWords, words_of
from mentorcli.commands.plans.plan_view import Blocks, Names
from mentorcli.commands.run import Run
from mentorcli.domain.explanation import Better, Firmness
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.text import counted
from mentorcli.workspace.codec import encode

MOST = 15


def firm(run: Run, key: str) -> Outcome:
    """Show which places stay whatever weight changes by a quarter, and who would rather be elsewhere."""
    case, plan, names = planned(run, key)
    weights = matching.with_other_weights(case, plan)
    places, better = matching.firmness(case, plan, weights), matching.better_together(case, plan)
    rows = [(c.what.replace("_", " "), *gained(c, case)) for c in weights]
    columns = ("weight", "seated", "worst-served", "total", "moves")
    head = Listing(columns, rows, "A quarter more or less of each weight", right=columns[1:])
    form = case.programme.form
    blocks = (head, *_places(places, names, words_of(form)), *_better(better, names, form))
    data = {"weights": encode(weights), "pairs": encode(places), "better": encode(tuple(better))}
    return Outcome(blocks, {**data, "names": dict(names)})


def _places(found: Sequence[Firmness], names: Names, words: FormWords) -> Blocks:
    fragile = [f for f in found if not f.firm()]
    noun, are_firm = words.firm
    head = f"{len(found) - len(fragile)} of {counted(len(found), noun)} {are_firm}"
    if tied := sum(f.tied for f in found):
        head += f"; {tied} {words.loose}"
    if not fragile:
        return [Paragraph(""), Paragraph(head)]
    rows = [
        (
            names.get(f.mentee, f.mentee),
            joined(f.others, names),
            f"{f.left} of {f.tried}",
            "yes" if f.tied else "",
        )
        for f in fragile[:MOST]
    ]
    head += _first(len(fragile), "of the others")
    return [Paragraph(""), Listing(words.loose_columns, rows, head)]


def _first(number: int, of: str) -> str:
    """Return that a table shows the first of so many, where it does."""
    return f"; the first {MOST} of {number} {of}".rstrip() if number > MOST else ""


def _better(found: Sequence[Better], names: Names, form: MatchForm) -> Blocks:
    words = words_of(form)
    if not found:
        return [Paragraph(""), Paragraph(words.stable)]
    rows = [_better_row(b, names)[: len(words.better_columns)] for b in found[:MOST]]
    everybody = {p for b in found for p in b.placed()}
    title = f"{counted(len(found), words.better[0])} {words.better[1]}"
    title += f" ({counted(len(everybody), form.person)} in all){_first(len(found), '')}"
    columns = words.better_columns
    return [Paragraph(""), Listing(columns, rows, title, right=("now", "together"))]


def _better_row(better: Better, names: Names) -> tuple[str, ...]:
    placed = better.placed()
    return (
        joined(placed, names),
        *(names.get(p, p) for p in better.people[len(placed) :]),
        " + ".join(map(str, better.now)),
        " + ".join(map(str, better.then)),
        names.get(better.instead, better.instead) or "a free place",
    )
