"""Agreements: made as Word documents, and who signed when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mentorcli import documents
from mentorcli.commands.naming import counted, joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.commands.template_book import refuse_faulty
from mentorcli.commands.who import find_person
from mentorcli.domain.life import MatchState, Work, refuse_work
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.record import CohortRecord, Signature
from mentorcli.files.atomic import set_aside, write_bytes
from mentorcli.files.templates import TemplateFile, find_template
from mentorcli.privacy import participant
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.happenings import save_signature
from mentorcli.workspace.records import AGREEMENTS_MADE, cohort_record
from mentorcli.workspace.settings import EXAMPLE, FILE


def approved_plan(record: CohortRecord) -> Plan:
    """Return the approved plan; raises UserError when nothing is approved yet."""
    if record.plan is None:
        key = record.cohort.key
        raise UserError(
            f"The matches of {key} are not approved yet, so nothing goes out.",
            f"Look at the plan, then: mentorcli plan approve {key}",
        )
    return record.plan


@dataclass(frozen=True, slots=True)
class Made:
    """A finished agreement: its match, its file, and the names that filled it."""

    match: Match
    file: str
    content: bytes
    names: Mapping[str, Any]


def render(run: Run, key: str, *, dry_run: bool, pdf: bool = False) -> Outcome:
    """Make one agreement for each match, in the match's working language.

    Whoever has withdrawn is left out; a match without its mentor, or too small, gets none.
    ``pdf`` adds a PDF of each, made from the same Word files, and a manifest for signing.
    """
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    standing, gone = standing_matches(record)
    refuse_work(record.cohort, Work.AGREE)
    refuse_faulty(_templates(workspace, record), record.programme)
    made = [_agreement(run, workspace, record, m) for m in standing]
    printed = _printed(made) if pdf and made and not dry_run else {}
    folder = workspace.out(key) / "agreements"
    old: tuple[str, ...] = ()
    if not dry_run:
        files = {one.file: one.content for one in made} | printed
        for name, content in files.items():
            write_bytes(folder / name, content)
        old = set_aside(folder, "agreement-*.*", files)
        with workspace.writing(run.hand) as connection:
            tell(connection, run.hand, key, f"{AGREEMENTS_MADE}: {len(made)}")
    moved = (Problem.of("set_aside", Severity.NOTE, count=len(old)),) if old else ()
    problems = (*gone, *moved, *_problems(workspace, record))
    manifest = tuple(folder / name for name in sorted(printed) if name.startswith("manifest"))
    return _rendered(record, made, folder, problems, manifest, dry_run=dry_run)


def _printed(made: Sequence[Made]) -> dict[str, bytes]:
    """Return the PDF of each agreement and the manifest of all, by file name."""
    from mentorcli.files.office import to_pdf

    pages = to_pdf({one.file: one.content for one in made})
    entries = [
        documents.signable(file, pages[file], one.names)
        for one in made
        for file in (one.file.removesuffix("docx") + "pdf",)
    ]
    return pages | {
        "manifest.csv": documents.manifest_csv(entries),
        "manifest.json": documents.manifest_json(entries),
    }


def _rendered(
    record: CohortRecord, made: Sequence[Made], folder: Path, problems: tuple[Problem, ...],
    manifest: tuple[Path, ...], *, dry_run: bool,
) -> Outcome:  # fmt: skip
    names = names_of(record.applications)
    rows = [
        (names.get(m.mentor, ""), joined(m.mentees, names), m.language, one.file)
        for one in made
        for m in (one.match,)
    ]
    columns = ("mentor", "mentees", "language", "file")
    verb = "would be written to" if dry_run else "in"
    text = Paragraph(f"{counted(len(rows), 'agreement')} {verb} {folder}", strong=True)
    table = Listing(columns[:3], [row[:3] for row in rows])
    data = {"agreements": [dict(zip(columns, r, strict=True)) for r in rows]}
    key = record.cohort.key
    steps = () if dry_run else (f"mentorcli agreement signed {key} NAME --on DATE",)
    return Outcome((text, table), data, problems, manifest, next_steps=steps)


def standing_matches(record: CohortRecord) -> tuple[tuple[Match, ...], tuple[Problem, ...]]:
    """Return the approved matches with the people who are still there, and what is missing.

    A match that lost its mentor, or has fewer mentees than the programme allows, is left out.
    """
    names = names_of(record.applications)
    standing, problems = [], []
    for match in approved_plan(record).matches:
        life = record.life(match.id)
        if life is not None and life.state is MatchState.BROKEN:
            continue
        there = {a.person for a in record.members(match)}
        gone = [p for p in (match.mentor, *match.mentees) if p and p not in there]
        mentees = tuple(p for p in match.mentees if p in there)
        whole = (not match.mentor or match.mentor in there) and len(
            mentees
        ) >= record.programme.group[0]
        if whole:
            standing.append(replace(match, mentees=mentees))
        if gone:
            code = "left_out" if whole else "match_broken"
            who = joined(gone, names)
            mentor = names.get(match.mentor, match.mentor) or joined(match.mentees, names)
            severity = Severity.NOTE if whole else Severity.DECIDE
            problems.append(Problem.of(code, severity, who=who, mentor=mentor))
    return tuple(standing), tuple(problems)


def _problems(workspace: Workspace, record: CohortRecord) -> tuple[Problem, ...]:
    found = [
        *documents.organisation_problems(workspace.settings.organisation),
        *unedited(workspace),
    ]
    languages = sorted({m.language for m in approved_plan(record).matches})
    for language, template in zip(languages, _templates(workspace, record), strict=True):
        found += documents.template_problems(template, language)
    return tuple(found)


def _templates(workspace: Workspace, record: CohortRecord) -> tuple[TemplateFile, ...]:
    """Return the template of each language that an approved match works in, by language."""
    name, own = record.programme.agreement, workspace.templates
    languages = sorted({m.language for m in approved_plan(record).matches})
    return tuple(find_template(name, language, "docx", own) for language in languages)


def unedited(workspace: Workspace) -> tuple[Problem, ...]:
    """Return a note while the example organisation still stands in the settings."""
    if workspace.settings.organisation.name != EXAMPLE:
        return ()
    return (Problem.of("example_organisation", Severity.NOTE, Place(FILE), name=EXAMPLE),)


def _agreement(run: Run, workspace: Workspace, record: CohortRecord, match: Match) -> Made:
    programme = record.programme
    template = find_template(programme.agreement, match.language, "docx", workspace.templates)
    language = template.language
    members = [participant(a, programme, language) for a in record.members(match)]
    leader, mentees = (members[0], members[1:]) if match.mentor else (None, members)
    names = documents.agreement_names(
        match, record.cohort_of(match.id), programme, leader, mentees, language,
        workspace.settings.organisation, run.today,
    )  # fmt: skip
    content = documents.render_agreement(template, names)
    return Made(
        match, documents.agreement_file_name(match, members[0].name, language), content, names
    )


def signed(run: Run, key: str, who: str, on: dt.date, *, dry_run: bool) -> Outcome:
    """Keep that somebody signed their agreement; ``who`` may be ``all`` for everybody."""
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    plan = approved_plan(record)
    refuse_work(record.cohort, Work.AGREE)
    people = _signers(plan) if who == "all" else (find_person(record.applications, who).person,)
    found = [
        Signature(m.id, p, on)
        for m in plan.matches
        for p in (m.mentor, *m.mentees)
        if p and p in people
    ]
    if not found:
        raise UserError(
            f"{who} is in no approved match of {key}.", f"See: mentorcli plan show {key}"
        )
    if not dry_run:
        with workspace.writing(run.hand) as connection:
            for signature in found:
                save_signature(connection, key, signature)
                tell(connection, run.hand, signature.person, f"signed agreement {signature.match}")
    names = names_of(record.applications)
    verb = "Would be kept as signed" if dry_run else "Signed"
    text = f"{verb} on {on}: {joined((s.person for s in found), names)}."
    return Outcome((Paragraph(text),), {"signed": [s.person for s in found], "on": str(on)})


def _signers(plan: Plan) -> tuple[str, ...]:
    return tuple(p for m in plan.matches for p in (m.mentor, *m.mentees) if p)


def listing(run: Run, key: str) -> Outcome:
    """List who signed and who has not."""
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    days = {(s.match, s.person): s.on for s in record.signatures}
    names = names_of(record.applications)
    rows = [
        (
            names.get(m.mentor) or joined(m.mentees, names),
            names[p],
            "mentor" if p == m.mentor else "mentee" if m.mentor else "peer",
            str(days.get((m.id, p), "not yet")),
        )
        for m in approved_plan(record).matches
        for p in (m.mentor, *m.mentees)
        if p
    ]
    missing = sum(r[3] == "not yet" for r in rows)
    table = Listing(
        ("group of", "signer", "role", "signed"),
        rows,
        f"{missing} of {len(rows)} signatures missing",
    )
    keys = ("mentor", "signer", "role", "signed")
    return Outcome(
        (table,),
        {"missing": missing, "signatures": [dict(zip(keys, r, strict=True)) for r in rows]},
    )
