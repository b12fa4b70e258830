"""Editions of agreements: from what each was made, and which are older than what holds now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress

from mentorcli.commands.papers.approved_matches import paper_language
from mentorcli.domain.fact import Agreement
from mentorcli.domain.language import Language
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import UserError
from mentorcli.domain.text import stable_id
from mentorcli.files.templates import TemplateFile, find_template
from mentorcli.standing.standing import Standing
from mentorcli.workspace.folder import Workspace

PARTS: Mapping[str, str] = {
    "people": "who is in the match",
    "language": "the language of the match",
    "term": "the first and last day",
    "details": "a name or an address",
    "days": "the calendar",
    "place": "a time or place",
    "template": "the template",
    "sender": "the organisation in mentorcli.toml",
}
"""What an agreement is made from, and how to say that it is another now."""


def agreement_template(
    workspace: Workspace, record: Standing, match: Match, language: Language
) -> TemplateFile:
    """Return an agreement's template; one for two has a sibling named ``…-group`` for more."""
    name, own = record.programme.agreement, workspace.templates
    if match.mentor and len(match.mentees) > 1:
        with suppress(UserError):
            return find_template(f"{name}-group", language, "docx", own)
    return find_template(name, language, "docx", own)


def edition_of(
    workspace: Workspace, record: Standing, match: Match, template: TemplateFile
) -> Agreement:
    """Return what a match's agreement would be made from now."""
    cohort = record.cohort_of(match.id)
    days, office = cohort.dates, workspace.settings.organisation
    after = {k: d for k, d in days.items() if not k.startswith("call")}
    term = (days.get("kickoff"), days.get("wrapup"))
    people = record.members(match)
    parts: dict[str, Iterable[object]] = {
        "term": term,
        "details": ((a.person, a.name, a.email) for a in people),
        "days": sorted(after.items()),
        "place": (str(g) for _, g in sorted(cohort.gatherings.items())),
        "template": (hashlib.sha256(template.path.read_bytes()).hexdigest(),),
        "sender": (str(office),),
    }
    basis = {"people": record.people_mark(match)}
    basis |= {name: stable_id("e", *map(str, values)) for name, values in parts.items()}
    return Agreement(match.id, template.language, basis)


def changed_parts(record: Standing, now: Agreement) -> tuple[str, ...]:
    """Return in which parts an agreement is another than the one that was made; all where none was.

    One that was carried over has no language: from what it was made is not known, so it is not older.
    """
    paper = record.agreements.get(now.match)
    known = paper.by_language if paper else {}
    made = known.get(now.language) or (known.get("") if len(known) == 1 else None)
    before = made or next(iter(known.values()), None)
    if before is None:
        return tuple(PARTS)
    changed = (p for p in PARTS if before.basis and before.basis.get(p) != now.basis.get(p))
    return tuple(changed) if made else ("language", *(p for p in changed if p != "template"))


def agreements_to_make(
    workspace: Workspace, record: Standing
) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """Return the standing matches without an agreement, and those whose agreement is older, and in what."""
    missing: set[str] = set()
    older: dict[str, tuple[str, ...]] = {}
    for match in record.standing_matches():
        template = agreement_template(workspace, record, match, paper_language(record, match))
        now = edition_of(workspace, record, match, template)
        changed = changed_parts(record, now)
        if match.id not in record.agreements:
            missing.add(match.id)
        elif changed:
            older[match.id] = changed
    return missing, older
