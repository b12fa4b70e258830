"""What the others of a match may see of somebody."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.application import Answer, Application, Capacity
from mentorcli.domain.language import Language, first_language, label
from mentorcli.domain.message import Participant
from mentorcli.domain.programme import Field, Programme, Visibility


def participant(application: Application, programme: Programme, language: Language) -> Participant:
    """Return a person with only the answers that the profile lets the others of a match see.

    ``language`` is the document's: options are written in it; what people wrote stays as it is.
    """
    fields = programme.fields[application.role]
    return Participant(
        person=application.person,
        role=application.role,
        name=application.name,
        first_name=application.text("first_name") or application.name.split(" ")[0],
        email=application.email,
        language=first_language(application.choices("languages"), programme.document_language),
        answers=_visible(application, fields, language),
    )


def _visible(
    application: Application, fields: Sequence[Field], language: Language
) -> dict[str, str]:
    shown = {}
    for field in fields:
        answer = application.value(field.key)
        if field.visible_to is Visibility.MATCH and answer is not None:
            shown[field.key] = answer_text(answer, field, language)
    return shown


def answer_text(answer: Answer, field: Field | None, language: Language) -> str:
    """Return an answer as a person reads it; several choices are joined with semicolons."""
    match answer:
        case bool():
            return "✓" if answer else "–"
        case tuple():
            return "; ".join(_option_text(code, field, language) for code in answer)
        case Capacity():
            return str(answer)
        case _:
            return str(answer)


def _option_text(code: str, field: Field | None, language: Language) -> str:
    option = field.option(code) if field else None
    if option is None and field and field.key == "languages":
        from mentorcli.names.languages import language_name

        return language_name(code, language)
    return label(option.labels, language) if option else code
