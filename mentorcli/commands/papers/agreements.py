"""Agreements: made as Word documents, and as PDF for signing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mentorcli import documents
from mentorcli.commands.names import counted, joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.run import Done, Run, unseen
from mentorcli.domain.cohort import DAY_NAMES
from mentorcli.domain.language import Language
from mentorcli.domain.life import MatchState, Work, refuse_work
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.record import CohortRecord
from mentorcli.files.atomic import set_aside, write_bytes
from mentorcli.files.templates import TemplateFile, find_template
from mentorcli.privacy import participant
from mentorcli.workspace.folder import Workspace, tell
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
    addresses: tuple[str, ...]

    @property
    def pdf(self) -> str:
        """The name of the PDF made from the file."""
        return self.file.removesuffix("docx") + "pdf"


def render(
    run: Run, key: str, *, dry_run: bool, pdf: bool = False, also: Sequence[Language] = (),
    done: Done = unseen,
) -> Outcome:  # fmt: skip
    """Make one agreement for each match, in the match's working language; ``also`` in others.

    Whoever has withdrawn is left out; a match without its mentor, or too small, gets none.
    ``pdf`` adds a PDF of each, made from the same Word files, and a manifest for signing. A PDF
    whose Word file is as it was stays untouched, since it may have been signed.
    """
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    standing, gone = standing_matches(record)
    refuse_work(record.cohort, Work.AGREE)
    wanted = [(m, t) for m in standing for t in _templates(workspace, record, m, also)]
    behind = refuse_faulty((t for _, t in wanted), record.programme)
    made = []
    for number, (match, template) in enumerate(wanted, 1):
        made.append(_agreement(run, workspace, record, match, template))
        done(number, len(wanted))
    folder = workspace.out(key) / "agreements"
    still = _finished(made, folder)
    printed = _printed(made, still) if pdf and made and not dry_run else {}
    old: tuple[str, ...] = ()
    if not dry_run:
        files = {one.file: one.content for one in made} | still | printed
        for name, content in files.items():
            if _read(folder / name) != content:
                write_bytes(folder / name, content)
        old = set_aside(folder, "agreement-*.*", files)
        with workspace.writing(run.hand) as connection:
            tell(connection, run.hand, key, f"{AGREEMENTS_MADE}: {len(made)}")
    moved = (Problem.of("set_aside", Severity.NOTE, count=len(old)),) if old else ()
    problems = (*gone, *moved, *behind, *_problems(workspace, record, also))
    manifest = tuple(folder / name for name in sorted(printed) if name.startswith("manifest"))
    return _rendered(record, made, folder, problems, manifest, dry_run=dry_run)


def _finished(made: Sequence[Made], folder: Path) -> dict[str, bytes]:
    """Return the PDF files in the folder whose agreement is as it was, by file name."""
    there = {one.pdf: _read(folder / one.pdf) for one in made}
    words = {one.pdf: one.content for one in made}
    return documents.finished_before(_read(folder / "manifest.json"), words, there)


def _printed(made: Sequence[Made], still: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the PDF of each agreement and the manifest of all, by file name."""
    from mentorcli.files.office import to_pdf

    missing = {one.file: one.content for one in made if one.pdf not in still}
    pages = {**still, **(to_pdf(missing) if missing else {})}
    entries = [
        documents.signable(one.pdf, pages[one.pdf], one.content, one.names, one.addresses)
        for one in made
    ]
    return pages | {
        "manifest.csv": documents.manifest_csv(entries),
        "manifest.json": documents.manifest_json(entries),
    }


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _rendered(
    record: CohortRecord, made: Sequence[Made], folder: Path, problems: tuple[Problem, ...],
    manifest: tuple[Path, ...], *, dry_run: bool,
) -> Outcome:  # fmt: skip
    names = names_of(record.applications)
    rows = [
        (
            names.get(m.mentor, ""),
            joined(m.mentees, names),
            one.names["document"]["language"],
            one.file,
        )
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


def all_signed(record: CohortRecord, match: Match) -> bool:
    """Tell whether everybody of a match has signed its agreement."""
    signed = {s.person for s in record.signatures if s.match == match.id}
    return {p for p in (match.mentor, *match.mentees) if p} <= signed


def held_back(record: CohortRecord, match: Match) -> bool:
    """Tell whether the people of a match do not get one another's addresses yet."""
    return record.programme.contact_after_signing and not all_signed(record, match)


def _problems(
    workspace: Workspace, record: CohortRecord, also: Sequence[Language]
) -> tuple[Problem, ...]:
    found = [
        *documents.organisation_problems(workspace.settings.organisation),
        *unedited(workspace),
    ]
    wanted = {
        (_template(workspace, record, match, language), language)
        for match in approved_plan(record).matches
        for language in (match.language, *also)
    }
    for template, language in sorted(wanted, key=lambda w: (w[0].name, w[1])):
        found += (*documents.template_problems(template, language), *_cancelled(record, template))
    return tuple(dict.fromkeys(found))


def _cancelled(record: CohortRecord, template: TemplateFile) -> list[Problem]:
    """Return a note for each cancelled gathering whose day an agreement's template names."""
    if not record.cancelled:
        return []
    text, place = documents.template_text(template), Place(template.path.name)
    return [
        Problem.of(
            "agreement_cancelled",
            Severity.NOTE,
            place,
            what=DAY_NAMES.get(one, one),
            template=template.name,
        )
        for one in sorted(record.cancelled)
        if f"dates.{one}" in text
    ]


def _templates(
    workspace: Workspace, record: CohortRecord, match: Match, also: Sequence[Language]
) -> tuple[TemplateFile, ...]:
    """Return the templates of a match: of its language, and of others that are asked for."""
    wanted = (_template(workspace, record, match, x) for x in (match.language, *also))
    return tuple(dict.fromkeys(wanted))


def _template(
    workspace: Workspace, record: CohortRecord, match: Match, language: Language
) -> TemplateFile:
    """Return an agreement's template; one for two has a sibling named ``…-group`` for more."""
    name, own = record.programme.agreement, workspace.templates
    if match.mentor and len(match.mentees) > 1:
        with suppress(UserError):
            return find_template(f"{name}-group", language, "docx", own)
    return find_template(name, language, "docx", own)


def unedited(workspace: Workspace) -> tuple[Problem, ...]:
    """Return a note while the example organisation still stands in the settings."""
    if workspace.settings.organisation.name != EXAMPLE:
        return ()
    return (Problem.of("example_organisation", Severity.NOTE, Place(FILE), name=EXAMPLE),)


def _agreement(
    run: Run, workspace: Workspace, record: CohortRecord, match: Match, template: TemplateFile
) -> Made:
    programme, language = record.programme, template.language
    members = [participant(a, programme, language) for a in record.members(match)]
    leader, mentees = (members[0], members[1:]) if match.mentor else (None, members)
    names = documents.agreement_names(
        match, record.cohort_of(match.id), programme, leader, mentees, language,
        workspace.settings.organisation, run.today,
    )  # fmt: skip
    content = documents.render_agreement(template, names)
    file = documents.agreement_file_name(match, members[0].name, language)
    return Made(match, file, content, names, documents.agreement_signers(leader, mentees))
