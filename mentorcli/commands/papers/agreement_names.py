"""How the file of an agreement is called, and whose a file is that is called so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

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


def called_as_made(file: str, made: Mapping[str, Match]) -> tuple[str, ...]:
    """Return the matches that a file's name names as the agreement made here does, with more around it or not."""
    there = f" {' '.join(words(file))} "
    found = {name: match.id for name, match in made.items() if name in there}
    longest = max(map(len, found), default=0)
    return tuple(dict.fromkeys(match for name, match in found.items() if len(name) == longest))


def file_words(record: Standing, matches: Iterable[Match]) -> dict[str, Match]:
    """Return the words of the file name that each match's agreement has, in each language, between blanks."""
    file_of = agreement_files(record)
    return {
        f" {' '.join(words(file_of(match, language).removesuffix('.docx')))} ": match
        for match in matches
        for language in LANGUAGES
    }


def matches_named(
    documents: Iterable[str], record: Standing, matches: Sequence[Match]
) -> dict[str, list[Match]]:
    """Return the matches that each document's name names: by id or file name, or by a whole name and most surnames."""
    made = file_words(record, matches)
    spelt = {a.person: frozenset(words(a.name)) for a in record.applications if " " in a.name}
    last = {a.person: frozenset(words(a.name.rpartition(" ")[2])) for a in record.applications}

    def named(document: str) -> list[Match]:
        said, sure = {*words(document)}, called_as_made(document, made)
        if sure or any(m.id in document for m in matches):
            return [m for m in matches if m.id in sure or m.id in document]
        whole = {p for p, name in spelt.items() if name <= said}
        found = [m for m in matches if not whole.isdisjoint(m.people)]
        also = {m.id: sum(last.get(p, {""}) <= said for p in m.people) for m in found}
        return [m for m in found if also[m.id] == max(also.values())]

    return {document: named(document) for document in dict.fromkeys(documents)}


def words(text: str) -> list[str]:
    """Return the words of a text without accents, each a run of letters and digits."""
    return re.findall(r"[^\W_]+", unaccented(text))
