"""How the file of an agreement is called, and whose a file is that is called so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from mentorcli.documents import agreement_file_name
from mentorcli.domain.language import LANGUAGES, Language
from mentorcli.domain.plan import Match
from mentorcli.domain.text import one_line, unaccented
from mentorcli.standing.standing import Standing


def agreement_files(record: Standing) -> Callable[[Match, Language], str]:
    """Return what tells an agreement's file name: the match's id stands in it where two are called alike.

    All matches that ever were count, so that a name stays when another match ends.
    """
    form, names = record.programme.form, {a.person: one_line(a.name) for a in record.applications}

    def file(match: Match, language: Language, code: str = "") -> str:
        people = form.called_after(match.mentor, match.mentees)
        return agreement_file_name([names.get(p, "") for p in people], language, code)

    alike = Counter(file(s.match, "en").casefold() for s in record.every_match())

    def file_of(match: Match, language: Language) -> str:
        several = alike[file(match, "en").casefold()] > 1
        return file(match, language, match.id if several else "")

    return file_of


def called_as_made(file: str, record: Standing, matches: Iterable[Match]) -> tuple[str, ...]:
    """Return the matches that a file's name names as the agreement made here does, with more around it or not."""
    file_of, there = agreement_files(record), f" {' '.join(words(file))} "
    said = {
        match.id: f" {' '.join(words(file_of(match, language).removesuffix('.docx')))} "
        for match in matches
        for language in LANGUAGES
        if f"({language})" in file.casefold()
    }
    found = {match: name for match, name in said.items() if name in there}
    longest = max(map(len, found.values()), default=0)
    return tuple(match for match, name in found.items() if len(name) == longest)


def matches_named(document: str, record: Standing, matches: Sequence[Match]) -> list[Match]:
    """Return the matches that a document's name names: by id or file name, or by a whole name and most surnames."""
    said, made = {*words(document)}, called_as_made(document, record, matches)
    if made or any(m.id in document for m in matches):
        return [m for m in matches if m.id in made or m.id in document]
    names = {a.person: a.name for a in record.applications}
    whole = {p for p, name in names.items() if " " in name and said.issuperset(words(name))}
    last = {p for p, name in names.items() if said.issuperset(words(name.rpartition(" ")[2]))}
    found = [m for m in matches if not whole.isdisjoint(m.people)]
    most = max((len(last.intersection(m.people)) for m in found), default=0)
    return [m for m in found if len(last.intersection(m.people)) == most]


def words(text: str) -> list[str]:
    """Return the words of a text without accents, each a run of letters and digits."""
    return re.findall(r"[^\W_]+", unaccented(text))
