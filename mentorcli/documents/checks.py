"""What a coordinator should know before documents go out."""

from __future__ import annotations

from mentorcli.domain.language import Language
from mentorcli.domain.organisation import Organisation
from mentorcli.domain.problem import Place, Problem, Severity
from mentorcli.files.templates import TemplateFile


def template_problems(template: TemplateFile, wanted: Language) -> tuple[Problem, ...]:
    """Return a note when a document is written in another language than the one wanted."""
    if template.language == wanted:
        return ()
    said = {"template": template.name, "wanted": wanted, "used": template.language}
    place = Place(template.path.name)
    return (Problem.of("template_language_missing", Severity.NOTE, place, **said),)


def organisation_problems(organisation: Organisation) -> tuple[Problem, ...]:
    """Return what is missing of those who run the programme and stands on every document."""
    found = []
    if not organisation.contact_name.strip() or "@" not in organisation.contact_email:
        found.append(Problem.of("contact_missing", Severity.BLOCKER))
    if not organisation.privacy_link.strip():
        found.append(Problem.of("privacy_link_missing", Severity.NOTE))
    return tuple(found)
