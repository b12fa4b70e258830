"""What a plan of equals rests on, and which kind of equal would help, as it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli import matching
from mentorcli.commands.names import called, counted, joined
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.plan_view import Blocks, Names
from mentorcli.domain.language import label
from mentorcli.domain.plan import Firmness, MatchingCase
from mentorcli.workspace.codec import encode

MOST = 15


def firm_blocks(found: Sequence[Firmness], names: Names) -> Blocks:
    """Return who keeps their circle whatever weight changes, and who does not."""
    fragile = [f for f in found if not f.firm()]
    head = f"{len(found) - len(fragile)} of {counted(len(found), 'person')} have a firm circle"
    if tied := sum(f.tied for f in found):
        head += f"; {tied} could have another without any loss (settled by who they are)"
    if not fragile:
        return [Paragraph(""), Paragraph(head)]
    rows = [
        (names.get(f.mentee, f.mentee), called(f.mentor, names), f"{f.left} of {f.tried}",
         "yes" if f.tied else "")
        for f in fragile[:MOST]
    ]  # fmt: skip
    columns = ("person", "in a circle with", "changed by", "equal plans differ")
    return [Paragraph(""), Listing(columns, rows, head)]


def better_blocks(found: Sequence[matching.BetterCircle], names: Names) -> Blocks:
    """Return the circles in which everybody would have more points than now."""
    if not found:
        text = "Stable: in no other circle that may be would everybody have more points."
        return [Paragraph(""), Paragraph(text)]
    rows = [
        (joined(c.people, names), " + ".join(map(str, c.now)), " + ".join(map(str, c.then)))
        for c in found[:MOST]
    ]
    title = f"{counted(len(found), 'circle')} in which everybody would have more points"
    if len(found) > MOST:
        title += f" (the first {MOST})"
    return [Paragraph(""), Listing(("circle", "now", "then"), rows, title)]


def advise_blocks(case: MatchingCase, found: Sequence[matching.Advice]) -> Outcome:
    """Return whom to look for, so that more of those who are there have a circle."""
    if not found:
        text = "Everybody can have a circle; nobody is missing."
        return Outcome((Paragraph(text),), {"advice": []})
    rows = [
        (_said(case, a), f"+{a.one}", f"+{a.two}") for a in found if a.one > 0 or a.two > 0
    ][:MOST]  # fmt: skip
    if not rows:
        text = (
            "No kind of equal that was tried would give anybody a circle: rules stand in the way."
        )
        return Outcome((Paragraph(text),), {"advice": encode(tuple(found))})
    columns = ("a new equal who speaks", "with one more have a circle", "with two")
    table = Listing(columns, rows, "Whom to look for", right=columns[1:])
    return Outcome((table,), {"advice": encode(tuple(found))})


def _said(case: MatchingCase, advice: matching.Advice) -> str:
    programme = case.programme
    asked = [programme.field("mentee", key) for key in ("languages", "themes")]
    spoken, offered = (
        [label(o.labels, "en") for o in field.options if o.code in codes] if field else list(codes)
        for field, codes in zip(asked, (advice.languages, advice.themes), strict=True)
    )
    few = len(offered) < len(asked[1].options) if asked[1] else False
    more = f" and offers {', '.join(offered)}" if few else ""
    return f"{', '.join(spoken)}{more}"
