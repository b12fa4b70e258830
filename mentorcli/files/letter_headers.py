"""First lines of letters: to whom each goes, whether it is owed, which reminder says the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from mentorcli.domain.application import Application
from mentorcli.domain.language import as_language
from mentorcli.domain.message import Participant
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import Programme
from mentorcli.files.shipped import shipped
from mentorcli.files.templates import TemplateFile, source_of

Audience = Literal[
    "applicants", "matched", "beginning", "signed", "mentors", "mentees", "waiting", "unused", "changed", "left",
    "finished", "took_part", "staff", "one",
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

    A Word document goes to the matched, a certificate to all who took part to the end. Raises UserError
    for a line that is not clear, and for one's own wording of a letter that ships when it lost the line.
    """
    if template.extension == "docx":
        certificate = template.name.startswith("letters/certificate")
        return To("took_part", owed=True) if certificate else To("matched")
    found = _HEADER.match(source_of(template.path).lstrip())
    ships = shipped("templates") / f"{template.name}.{template.language}.txt.j2"
    if (
        found is None
        and template.own
        and ships.is_file()
        and (line := _HEADER.match(source_of(ships)))
    ):
        raise UserError(
            f"{template.path.name} does not say in its first line to whom the letter goes.",
            f"Begin it with {line[0].strip()}, or with {{# to: one #}} to name each person yourself.",
        )
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
    return frozenset(p.name.partition(".")[0] for p in paths if like.match(source_of(p).lstrip()))


def for_equals(name: str, programme: Programme) -> str:
    """Return the name of the letter's wording for people without roles; the same for the others."""
    return name if programme.form.led else f"{name}-peer"


def letter_key(cohort: str, name: str, recipient: Participant | Application, about: str) -> str:
    """Return what makes a letter one for ever: ``about`` is what it is about, where there are several."""
    key = f"{cohort}/letter-{name}/{recipient.person}/{recipient.role}"
    return f"{key}/{about}" if about else key


def letter_templates(own: Path) -> tuple[TemplateFile, ...]:
    """Return each letter once, in the first of its languages; ``own`` is the workspace's template folder."""
    found: dict[tuple[str, str, str], TemplateFile] = {}
    for folder, is_own in ((shipped("templates"), False), (own, True)):
        for path in sorted((folder / "letters").glob("*.*")):
            stem, code, extension = [*path.name.split(".", 2), "", ""][:3]
            language, inside = as_language(code), path.resolve().is_relative_to(folder.resolve())
            if language and inside and extension in {"docx", "txt.j2"}:
                one = TemplateFile(f"letters/{stem}", language, extension, path, is_own)
                found[stem, language, extension] = one
    first = {key[0]: one for key, one in sorted(found.items(), reverse=True)}
    return tuple(one for _, one in sorted(first.items()))
