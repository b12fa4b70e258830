"""Letters about a place in a programme: to whom each goes, and what it is filled in with."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from mentorcli.documents.catalogue import admitted
from mentorcli.documents.people import Material, reader_names, withheld
from mentorcli.documents.plain import html_of, plain_line
from mentorcli.domain.application import Application
from mentorcli.domain.days import day
from mentorcli.domain.message import Message, Participant
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import Programme
from mentorcli.files.shipped import shipped
from mentorcli.files.templates import TemplateFile, render_text, source_of

_SUBJECT = "Subject:"

Audience = Literal[
    "applicants", "matched", "signed", "mentors", "mentees", "waiting", "unused", "changed", "left",
    "finished", "staff", "one",
]  # fmt: skip
_AUDIENCES: tuple[Audience, ...] = get_args(Audience)
_HEADER = re.compile(r"\{#-?\s*to:\s*(one\s+of\s+)?(\w+)\s*((?:;[^;#]*)*?)-?#\}\n?")


class To(NamedTuple):
    """To whom a letter goes; ``alone`` when only to one of them at a time.

    ``owed`` tells that all of them are to have it, ``like`` names the reminders that say the same.
    """

    audience: Audience
    alone: bool = False
    owed: bool = False
    like: tuple[str, ...] = ()


def audience(template: TemplateFile) -> To:
    """Return what a letter's first line says: ``{# to: waiting; owed; like outcome-waiting #}``.

    A Word document goes to the matched, a certificate to all whose mentoring is over.
    """
    if template.extension == "docx":
        certificate = template.name.startswith("letters/certificate")
        return To("finished", owed=True) if certificate else To("matched")
    found = _HEADER.match(source_of(template.path))
    if found is None:
        return To("one", alone=True)
    said = [" ".join(part.split()) for part in found[3].split(";")[1:]]
    like = tuple(part.removeprefix("like ") for part in said if part.startswith("like "))
    for one in _AUDIENCES:
        if one == found[2] and len(said) == len(like) + said.count("owed"):
            return To(one, one == "one" or bool(found[1]), "owed" in said, like)
    raise UserError(
        f"{template.path.name}, line 1: it is not clear to whom the letter goes.",
        f"Write {{# to: … #}} with one of {', '.join(_AUDIENCES)}, then “; owed” and “; like REMINDER” if so.",
    )


def letters_like(reminder: str, own: Path) -> frozenset[str]:
    """Return the letters that say the same as a reminder; ``own`` is the workspace's template folder."""
    like = re.compile(rf"\{{#[^#]*;\s*like\s+{re.escape(reminder)}\s*[;#-]")
    paths = (p for f in (shipped("templates"), own) for p in (f / "letters").glob("*.txt.j2"))
    return frozenset(p.name.partition(".")[0] for p in paths if like.match(source_of(p)))


def for_equals(name: str, programme: Programme) -> str:
    """Return the name of the letter's wording for people without roles; the same for the others."""
    return name if programme.form.led else f"{name}-peer"


def letter_names(
    material: Material,
    name: str,
    recipient: Participant,
    until: dt.date | None = None,
    sessions: int = 0,
    place: str = "",
) -> dict[str, Any]:
    """Return all that a letter's template may name; ``until`` is a new last day, if one is given.

    ``sessions`` counts the meetings of the whole group; ``place`` is ``new`` for who had none before.
    """
    cohort, language = material.cohort, material.language
    with_kickoff = "kickoff" in cohort.gatherings
    names = reader_names(material, recipient) | {
        "document": {
            "id": f"{cohort.key}-{name}-{recipient.person}-{language}",
            "language": language,
            "date": day(material.today, language),
        },
        "letter": {
            "until": day(until, language) if until else "",
            "sessions": str(sessions),
            "place": place,
            "addresses": "later" if material.held_back else "",
            "kickoff": day(cohort.dates["kickoff"], language) if with_kickoff else "",
        },
    }
    if material.held_back:
        names = withheld(names, language)
    return admitted("letters", material.programme, names)


def letter_key(cohort: str, name: str, recipient: Participant | Application, about: str) -> str:
    """Return what makes a letter one for ever: ``about`` is what it is about, where there are several."""
    key = f"{cohort}/letter-{name}/{recipient.person}/{recipient.role}"
    return f"{key}/{about}" if about else key


def letter_message(
    template: TemplateFile,
    names: Mapping[str, Any],
    cohort: str,
    recipient: Participant,
    about: str = "",
) -> Message:
    """Return a letter as a mail.

    The template's first line is ``Subject: …``, then a blank line, then the body. Raises UserError
    that names the template, its line and the nearest known name when it cannot be filled in.
    """
    name = template.name.removeprefix("letters/")
    subject, body = subject_and_body(template, render_text(template, names))
    return Message(
        key=letter_key(cohort, name, recipient, about),
        kind=name,
        cohort=cohort,
        person=recipient.person,
        to_name=plain_line(recipient.name),
        to_email=plain_line(recipient.email),
        language=template.language,
        subject=subject,
        body=body,
    )


def letter_page(template: TemplateFile, names: Mapping[str, Any]) -> str:
    """Return a filled-in letter as a page to look at; raises UserError as ``letter_message``."""
    subject, body = subject_and_body(template, render_text(template, names))
    return html_of(f"{subject}\n\n{body}", subject, template.language)


def subject_and_body(template: TemplateFile, text: str) -> tuple[str, str]:
    """Return a rendered letter's subject and body; a header or blank line missing is a UserError."""
    first, _, rest = text.lstrip("\ufeff\n").replace("\r\n", "\n").partition("\n")
    if not first.startswith(_SUBJECT) or not rest.startswith("\n") or not rest.strip():
        raise UserError(
            f"{template.path.name} does not begin with “{_SUBJECT} …” and a blank line.",
            "Write the subject on the first line, leave the second empty, then the letter.",
        )
    return plain_line(first.removeprefix(_SUBJECT)), rest.strip("\n") + "\n"
