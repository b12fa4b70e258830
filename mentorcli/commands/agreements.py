"""Agreements: made as Word documents, and who signed when."""

from __future__ import annotations

import datetime as dt

from mentorcli import documents
from mentorcli.commands.naming import joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.commands.who import find_person
from mentorcli.domain.plan import Match, Plan
from mentorcli.domain.problem import Problem, UserError
from mentorcli.domain.record import CohortRecord, Signature
from mentorcli.files.atomic import write_bytes
from mentorcli.files.templates import find_template
from mentorcli.privacy import participant
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.happenings import save_signature
from mentorcli.workspace.records import cohort_record


def approved_plan(record: CohortRecord) -> Plan:
    """Return the approved plan; raises UserError when nothing is approved yet."""
    if record.plan is None:
        key = record.cohort.key
        raise UserError(
            f"The matches of {key} are not approved yet, so nothing goes out.",
            f"Look at the plan, then: mentorcli plan approve {key}",
        )
    return record.plan


def render(run: Run, key: str, *, dry_run: bool) -> Outcome:
    """Make one agreement for each match, in the match's working language."""
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    plan, problems = approved_plan(record), _problems(workspace, record)
    made = [(m, _agreement(run, workspace, record, m)) for m in plan.matches]
    folder = workspace.out(key) / "agreements"
    files = [folder / name for _, (name, _) in made]
    if not dry_run:
        for path, (_, (_, content)) in zip(files, made, strict=True):
            write_bytes(path, content)
    names = names_of(record.applications)
    rows = [(names[m.mentor], joined(m.mentees, names), m.language, name) for m, (name, _) in made]
    table = Listing(
        ("mentor", "mentees", "language", "file"), rows, f"{len(rows)} agreements in {folder}"
    )
    data = {
        "agreements": [
            dict(zip(("mentor", "mentees", "language", "file"), r, strict=True)) for r in rows
        ]
    }
    steps = (f"mentorcli agreement signed {key} NAME --on DATE",)
    return Outcome((table,), data, problems, next_steps=steps)


def _problems(workspace: Workspace, record: CohortRecord) -> tuple[Problem, ...]:
    found = [*documents.organisation_problems(workspace.settings.organisation)]
    for language in sorted({m.language for m in approved_plan(record).matches}):
        template = find_template(record.programme.agreement, language, "docx", workspace.templates)
        found += documents.template_problems(template, language)
    return tuple(found)


def _agreement(
    run: Run, workspace: Workspace, record: CohortRecord, match: Match
) -> tuple[str, bytes]:
    programme = record.programme
    template = find_template(programme.agreement, match.language, "docx", workspace.templates)
    language = template.language
    mentor = record.application(match.mentor, "mentor")
    mentees = [a for a in record.of_role("mentee") if a.person in match.mentees]
    if mentor is None or len(mentees) != len(match.mentees):
        raise UserError(
            f"Somebody of match {match.id} has no application any more.",
            f"mentorcli match {match.id}",
        )
    names = documents.agreement_names(
        match, record.cohort, programme, participant(mentor, programme, language),
        [participant(a, programme, language) for a in mentees], language,
        workspace.settings.organisation, run.today,
    )  # fmt: skip
    content = documents.render_agreement(template, names)
    return documents.agreement_file_name(match, mentor.name, language), content


def signed(run: Run, key: str, who: str, on: dt.date, *, dry_run: bool) -> Outcome:
    """Keep that somebody signed their agreement; ``who`` may be ``all`` for everybody."""
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    plan = approved_plan(record)
    people = _signers(plan) if who == "all" else (find_person(record.applications, who).person,)
    found = [Signature(m.id, p, on) for p in people if (m := plan.match_of(p)) is not None]
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
    text = f"Signed on {on}: {joined((s.person for s in found), names)}."
    return Outcome((Paragraph(text),), {"signed": [s.person for s in found], "on": str(on)})


def _signers(plan: Plan) -> tuple[str, ...]:
    return tuple(p for m in plan.matches for p in (m.mentor, *m.mentees))


def listing(run: Run, key: str) -> Outcome:
    """List who signed and who has not."""
    workspace = run.open()
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    days = {(s.match, s.person): s.on for s in record.signatures}
    names = names_of(record.applications)
    rows = [
        (
            names[m.mentor],
            names[p],
            "mentor" if p == m.mentor else "mentee",
            str(days.get((m.id, p), "not yet")),
        )
        for m in approved_plan(record).matches
        for p in (m.mentor, *m.mentees)
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
