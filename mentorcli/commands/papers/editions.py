"""From what agreements, letters and invitations were made, and which are older than what holds now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress

from mentorcli.commands.papers.approved_matches import paper_language
from mentorcli.domain.application import Application
from mentorcli.domain.fact import Agreement
from mentorcli.domain.language import Language
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import Visibility
from mentorcli.domain.text import stable_id
from mentorcli.files.templates import TemplateFile, find_template
from mentorcli.standing.signing import with_agreement
from mentorcli.standing.standing import Standing
from mentorcli.workspace.folder import Workspace

PARTS: Mapping[str, str] = {
    "people": "who is in the match",
    "language": "the language of the match",
    "term": "the first and last day",
    "details": "a name or an address",
    "answers": "an answer",
    "days": "the calendar",
    "place": "a time or place",
    "template": "the template",
    "sender": "the organisation in mentorcli.toml",
}
"""What a paper is made from, and how to say that it is another now."""
PRINTED = frozenset((
    "phone", "job_title", "employer", "school", "department", "research_group", "goals", "goal_text",
    "themes", "not_topics", "meeting_modes",
))  # fmt: skip
"""Answers that an agreement names; a template of one's own may name any that its readers may see."""


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
    people = record.members(match)
    basis = _basis(workspace, record, template, people, match)
    del basis["place"]  # an agreement tells of none
    edited = template.own and not _as_shipped(template)
    said = [
        (a.person, f.key, a.value(f.key))
        for a in people
        for f in record.programme.fields[a.role]
        if f.visible_to is Visibility.MATCH and (edited or f.key in PRINTED)
    ]
    held = "kickoff" in record.cohort.gatherings
    basis["answers"] = stable_id("e", str(held), *map(str, said))
    return Agreement(match.id, template.language, basis)


def _as_shipped(template: TemplateFile) -> bool:
    """Tell whether a template of one's own is a copy of the one that ships."""
    with suppress(UserError):
        first = find_template(template.name, template.language, template.extension, None)
        return first.path.read_bytes() == template.path.read_bytes()
    return False


def mail_basis(
    workspace: Workspace,
    record: Standing,
    template: TemplateFile,
    reader: Application,
    *matches: Match,
    wanted: str = "",
    event: bool = False,
) -> dict[str, str]:
    """Return what a letter to somebody about these matches would be made from now.

    ``wanted`` is a language that is not the reader's. An invitation to an ``event`` tells of no day
    but its own, which is kept beside it.
    """
    people = (reader, *(a for match in matches for a in record.members(match)))
    basis = _basis(workspace, record, template, people, *matches)
    parts = {name: basis[name] for name in basis if not (event and name in _DAYS)}
    return {**parts, "name": template.name, "wanted": wanted}


_DAYS = frozenset({"term", "days", "place"})


def _basis(
    workspace: Workspace,
    record: Standing,
    template: TemplateFile,
    people: Iterable[Application],
    *matches: Match,
) -> dict[str, str]:
    cohort = record.cohort_of(matches[0].id) if matches else record.cohort
    days = {k: d for k, d in cohort.dates.items() if not k.startswith("call")}
    office = workspace.settings.organisation
    parts: dict[str, Iterable[object]] = {
        "term": (days.get("kickoff"), days.get("wrapup")),
        "details": ((a.person, a.name, a.email) for a in people),
        "days": sorted(days.items()),
        "place": (str(g) for _, g in sorted(cohort.gatherings.items())),
        "template": (hashlib.sha256(template.path.read_bytes()).hexdigest(),),
        "sender": (str(office), *filter(None, (office.contact_name_fi, office.contact_name_sv))),
    }
    marks = sorted(record.people_mark(match) for match in matches)
    basis = {"people": ", ".join(marks)}
    return basis | {name: stable_id("e", *map(str, values)) for name, values in parts.items()}


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
    changed = parts_between(before.basis, now.basis)
    return changed if made else ("language", *(p for p in changed if p != "template"))


def parts_between(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Return in which parts a paper is another than it was made; a part that was not kept is in none."""
    changed = {p for p in PARTS if p in before and p in now and before[p] != now[p]}
    # another template may name other answers: whether one is another is not known
    changed -= {"answers"} if "template" in changed else set()
    return tuple(p for p in PARTS if p in changed)


def parts_in_words(changed: Iterable[str]) -> str:
    """Return what a paper is older than."""
    parts = frozenset(changed)
    return ", ".join(words for part, words in PARTS.items() if part in parts)


def agreements_to_make(
    workspace: Workspace, record: Standing
) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """Return the standing matches without an agreement, and those whose agreement is older, and in what."""
    missing: set[str] = set()
    older: dict[str, tuple[str, ...]] = {}
    there = with_agreement(record)
    for match in record.standing_matches():
        template = agreement_template(workspace, record, match, paper_language(record, match))
        now = edition_of(workspace, record, match, template)
        changed = changed_parts(record, now)
        if match.id not in there:
            missing.add(match.id)
        elif changed and match.id in record.agreements:
            older[match.id] = changed
    return missing, older
