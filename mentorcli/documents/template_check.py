"""What is wrong with a template, found before anything is made from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mentorcli.documents.catalogue import Name, catalogue, kind_of
from mentorcli.documents.cleaning import cleaned
from mentorcli.documents.leftovers import bare, leftovers
from mentorcli.documents.letters import SUBJECT
from mentorcli.documents.linked_data import what_stays
from mentorcli.documents.merge_names import merge_tag
from mentorcli.documents.references import (
    Reference,
    always_printed,
    known,
    nearest_name,
    parts_of_value,
    references,
)
from mentorcli.documents.template_losses import always_empty, finished, lost
from mentorcli.documents.trial_names import trial_names
from mentorcli.documents.trial_run import tried
from mentorcli.documents.word import template_bytes
from mentorcli.documents.word_marks import (
    accessibility,
    file_marks,
    picture_marks,
    unfilled_text,
    word_marks,
)
from mentorcli.documents.word_page import place_in, word_sources
from mentorcli.documents.word_parts import parts_of
from mentorcli.domain.language import Language
from mentorcli.domain.message import Organisation
from mentorcli.domain.problem import Place, Problem, Severity, UserError
from mentorcli.domain.programme import Programme
from mentorcli.files.letter_headers import audience
from mentorcli.files.shipped import shipped
from mentorcli.files.templates import TemplateFile, mistake_of, parsed, sandbox, source_of

_MOST_PARTS = 3
_SUBJECT_LINE = re.compile(r"\Asubject\s*=\s*(.*)\Z")
_SECOND_HALF = re.compile(r"\A\+\+\+\n(.*?)^\+\+\+$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Work:
    """A template for the child process, which ``trial`` fills in.

    ``original`` is the one that ships, and ``empty`` are the names that nobody fills in; both are
    given for a Word template of the workspace's own. ``keeps`` is what the programme demands of it.
    """

    file: str
    content: bytes
    language: Language
    names: tuple[Name, ...]
    trial: tuple[Mapping[str, Any], ...]
    original: bytes = b""
    empty: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()


def check_template(template: TemplateFile, programme: Programme) -> tuple[Problem, ...]:
    """Return every mistake in a template: unknown and private names, tags, and what Word lacks.

    It is read in the child process with limits. One that was edited and in which nothing is wrong is
    filled in there with invented people, so that what stops an agreement or a letter stops here. A
    blocker or a decision holds up everything that would be made from it.
    """
    from mentorcli.files.limited import limited

    kind = kind_of(template.name)
    names = catalogue(kind, programme) if kind else ()
    is_word = template.extension == "docx"
    content = template_bytes(template) if is_word else source_of(template.path).encode()
    keeps, own = programme.agreement_keeps, template.own
    ships = shipped("templates") / f"{template.name}.{template.language}.{template.extension}"
    original = ships.read_bytes() if own and ships.is_file() else b""
    edited = is_word or (own and original != template.path.read_bytes())
    trial = trial_names(template, programme) if edited else ()
    work = _Work(template.path.name, content, template.language, names, trial, keeps=keeps)
    if is_word and own:
        work = replace(work, original=original, empty=always_empty(names, programme))
    try:
        if kind == "letters":
            audience(template)
    except UserError as error:
        return (_unreadable(template, "line 1", error),)
    modules = ("jinja2.sandbox", "docxtpl") if is_word else ("jinja2.sandbox",)
    try:
        answer = limited(template.path.name, _apart, work, modules)
    except UserError as error:
        return (_unreadable(template, "", error),)
    found = json.loads(answer)
    return tuple(
        Problem.of(code, Severity(severity), Place(template.path.name, place), **parameters)
        for code, severity, place, parameters in found
    )


def holds_up(problems: tuple[Problem, ...]) -> bool:
    """Tell whether a person must see to one of them before anything is made."""
    return any(p.severity is not Severity.NOTE for p in problems)


def _unreadable(template: TemplateFile, place: str, error: UserError) -> Problem:
    code, why, how = "template_unreadable", error.message.rstrip("."), error.remedy
    return Problem.of(code, Severity.BLOCKER, Place(template.path.name, place), why=why, how=how)


def _broken(file: str, place: str, why: str) -> Problem:
    return Problem.of("template_broken", Severity.BLOCKER, Place(file, place), why=why.rstrip("."))


def _apart(work: _Work) -> bytes:
    is_word = work.file.endswith(".docx")
    found = _of_word(work) if is_word else _of_text(work)
    if not holds_up(tuple(found)):
        content = work.content if is_word else f"{_as_letter(work.content.decode())}\n.".encode()
        found += tried(work.file, content, work.trial)
    listed = [(p.code, p.severity, p.place.sheet, dict(p.parameters)) for p in found]
    return json.dumps(listed).encode()


def _of_word(work: _Work) -> list[Problem]:
    """Look at a Word template as Word reads it."""
    clean = cleaned(work.file, work.content)
    parts = parts_of(work.file, clean.content)
    found = what_stays(work.file, clean.left_out)
    found += accessibility(work.file, parts, work.language, demanded="accessible" in work.keeps)
    found += word_marks(work.file, parts)
    found += file_marks(work.file, parts)
    found += picture_marks(work.file, parts)
    for part, lines in word_sources(parts):
        found += _of_source(work, part, lines)
    for name, lines in unfilled_text(parts):
        found += _leftovers(work, name, lines)
    made = finished(parts) if work.names and work.file.endswith(".docx") else ""
    if made:
        place = Place(work.file)
        found.append(Problem.of("template_filled_in", Severity.BLOCKER, place, what=made))
    elif work.original not in (b"", work.content) and not any(
        p.code == "template_broken" for p in found
    ):
        found += lost(work.file, work.original, parts, work.keeps)
    return [p for p in dict.fromkeys(found) if not _follows(p, found)]


def _follows(problem: Problem, found: Sequence[Problem]) -> bool:
    """Tell whether a problem only follows from another: what a told field shows, an end of a hidden tag."""
    what = dict(problem.parameters).get("what", "")
    if problem.code == "template_broken":
        return any(p.code == "template_hidden_tag" for p in found)
    return problem.code == "template_leftover" and any(
        p.code == "template_unfilled_field" and what in dict(p.parameters)["what"]
        for p in found
        if p.place == problem.place
    )


def _of_text(work: _Work) -> list[Problem]:
    return _of_source(work, "line", _as_letter(work.content.decode()).split("\n"))


def _as_letter(text: str) -> str:
    """Return a letter's text, of a reminder too, whose schedule is read by the reminders.

    Its subject is a template, and stands where it stood.
    """
    text = text.replace("\r\n", "\n")
    header = _SECOND_HALF.match(text)
    if header is None:
        return text
    kept = [_SUBJECT_LINE.sub(rf"{SUBJECT} \1", x, count=1) for x in header[0].split("\n")]
    return "\n".join(x if x.startswith(SUBJECT) else "" for x in kept) + text[header.end() :]


def _of_source(work: _Work, part: str, lines: list[str]) -> list[Problem]:
    from jinja2 import TemplateSyntaxError

    try:
        tree = parsed("\n".join(lines))
        sandbox(html=False).compile(tree)  # filters and tests that there are not
    except TemplateSyntaxError as error:
        place = place_in(part, error.lineno, lines)
        return [_broken(work.file, place, mistake_of(error))]
    if not work.names:
        return []
    listed = {n.path: n for n in work.names}
    found = [_of_reference(r, work.file, part, lines, listed) for r in references(tree)]
    for one in always_printed(tree) if work.empty else ():
        if one.path in work.empty:
            said = Place(work.file, place_in(part, one.line, lines))
            code, name = "template_always_empty", one.printed
            found.append(Problem.of(code, Severity.NOTE, said, name=name))
    found += _leftovers(work, part, lines)
    return [p for p in dict.fromkeys(found) if p is not None]


def _leftovers(work: _Work, part: str, lines: list[str]) -> Iterator[Problem]:
    names = {n.path: n for n in work.names}
    for what, number in leftovers("\n".join(lines), names):
        near = nearest_name(bare(what), work.names)
        hint = merge_tag(what) or (f"{{{{ {near} }}}}" if near else "{{ … }}")
        place = Place(work.file, place_in(part, number, lines))
        yield Problem.of("template_leftover", Severity.BLOCKER, place, what=what, hint=hint)


def _of_reference(
    reference: Reference, file: str, part: str, lines: list[str], names: dict[str, Name]
) -> Problem | None:
    place = Place(file, place_in(part, reference.line, lines))
    if reference.printed and (
        known(reference.path, names, printed=True) or not known(reference.path, names)
    ):
        return _of_printed(reference, place, names)
    name = known(reference.path, names, printed=bool(reference.printed))
    if name is not None and name.private:
        return Problem.of(
            "template_private_name", Severity.BLOCKER, place, name=reference.path, says=name.says
        )
    if name is not None or any(n.startswith(_whole(reference.path)) for n in names):
        return None
    near = nearest_name(reference.path, tuple(names.values()))
    hint = f"Did you mean {near}?" if near else "See: mentorcli template names"
    return Problem.of(
        "template_unknown_name", Severity.BLOCKER, place, name=reference.path, hint=hint
    )


def _of_printed(reference: Reference, place: Place, names: dict[str, Name]) -> Problem | None:
    """Return what is wrong with a name that is printed whole: it may stand for several values."""
    parts = [part.replace("*", "…") for part in parts_of_value(reference.path, names)]
    if not parts:
        return None
    value = reference.printed.removesuffix("[]")
    if parts[0].startswith("[]") or value != reference.printed:
        one = parts[0].removeprefix("[]")
        how = f"{{% for one in {value} %}}{{{{ one{one} }}}}{{% endfor %}}"
    else:
        how = ", ".join(f"{value}{part}" for part in parts[:_MOST_PARTS])
    return Problem.of("template_value_with_parts", Severity.BLOCKER, place, name=value, parts=how)


def _whole(path: str) -> tuple[str, str]:
    """Return how the names of a group or a list begin: ``mentor.`` and ``mentees[]``."""
    return f"{path}.", f"{path}[]"


def template_text(template: TemplateFile) -> str:
    """Return what stands in a template, tags and all: a paragraph a line; read in the child."""
    from mentorcli.files.limited import limited

    if template.extension != "docx":
        return source_of(template.path)
    work = (template.path.name, template_bytes(template))
    return limited(template.path.name, _text_apart, work).decode()


def _text_apart(work: tuple[str, bytes]) -> bytes:
    sources = word_sources(parts_of(*work))
    lines = [line for part, found in sources for line in (f"[{part}]", *found)]
    return ("\n".join(lines) + "\n").encode()


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
