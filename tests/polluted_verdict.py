"""What is made of spoilt exports, held against the people who are in them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from polluted_texts import KINDS, export

from mentorcli import intake
from mentorcli.domain.problem import Problem, Severity, UserError
from mentorcli.domain.table import text_of
from mentorcli.files.delimited import read_text
from mentorcli.files.encoding import looks_binary
from mentorcli.workspace.profiles import load_programme

_OF_THE_FILE = (
    "text_delimiter_unclear text_one_column text_damaged text_encoding_doubtful text_two_encodings text_mark_lies "
    "text_titles_short titles_doubtful table_empty role_unclear field_not_fed text_rows_many"
)
FILE = frozenset(_OF_THE_FILE.split())
"""What is told of a whole file and lets a person look at all of it."""
PROGRAMME = load_programme("doctoral")


@dataclass(frozen=True)
class Verdict:
    """right, told or silent; ``why`` shows the first that is not right."""

    word: str
    why: str = ""
    asked: bool = False


def verdict(content: bytes, people: dict[str, dict[str, str]]) -> Verdict:
    """Hold what is read of a text against who is in it."""
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf") or looks_binary(content):
        return Verdict("told", "refused before it is read")
    try:
        table, problems = read_text("x.csv", "0" * 64, content)
        proposal = intake.propose([table], PROGRAMME, role="mentee")
        form = intake.mapping_of(proposal, PROGRAMME, "f", "mentee")
        rows, more = intake.read(proposal, form, PROGRAMME, "2027-spring", "i")
    except UserError as error:
        return Verdict("told", error.message)
    every = [*problems, *proposal.problems, *more, *(p for r in rows for p in r.problems)]
    asked = any(p.severity is not Severity.NOTE for p in problems)
    drafts = {r.draft.email: r for r in rows if r.draft}
    wrong = [*_differing(drafts, people), *_lost(drafts, people, table), *_more(drafts, people)]
    told = _places(every)
    skipped = {r.number for r in rows if r.skipped}
    silent = [w for w in wrong if not _is_told(w, told, every, skipped)]
    if silent:
        return Verdict("silent", f"{silent[0]} {[(p.code, p.place.cell) for p in every]}")
    return Verdict("told" if wrong else "right", str(wrong[:1]), asked)


@dataclass(frozen=True)
class Wrong:
    """A person who is not as in the export, on which rows, in which columns if it is known."""

    who: str
    lines: frozenset[int]
    columns: frozenset[str] = frozenset()
    what: str = ""


def _differing(drafts, people):
    for email, said in people.items():
        if email not in drafts:
            continue
        reading = drafts[email]
        answers = {key: given.source for key, given in reading.draft.answers.items()}
        for key, text in said.items():
            source = answers.get(key)
            found = source.raw if source else ""
            if " ".join(found.split()) != " ".join(text.split()):
                cell = source.cell if source else ""
                columns = frozenset(re.findall(r"[A-Z]+", cell))
                yield Wrong(
                    email, frozenset({reading.number}), columns, f"{key}: {found!r} for {text!r}"
                )
                break


def _lost(drafts, people, table):
    for email, said in people.items():
        if email not in drafts:
            alike = {r.number: _alike(" ".join(map(text_of, r.cells)), said) for r in table.rows}
            most = max(alike.values(), default=0)
            where = frozenset(n for n, much in alike.items() if most > 1 and much == most)
            yield Wrong(email, where, what="lost")


def _alike(text, said):
    """Return how many of a person's answers a row holds; the address counts most."""
    named = said["first_name"] in text and said["last_name"] in text
    return 5 * named + sum(1 + 4 * (k == "email") for k, v in said.items() if v and v in text)


def _more(drafts, people):
    for email, reading in drafts.items():
        if email not in people:
            yield Wrong(email, frozenset({reading.number}), what="not in the export")


def _places(problems: Sequence[Problem]) -> set[int]:
    """Return the rows of which something is told that a person can look at."""
    rows = {
        (p.code, int(found[0]))
        for p in problems
        if _counts(p) and (found := re.search(r"\d+$", p.place.cell))
    }
    # a short row is told as what may be a part of its neighbour
    return {n + d for code, n in rows for d in ((-1, 0, 1) if code == "text_rows_short" else (0,))}


def _counts(problem: Problem) -> bool:
    waits = {"time_unreadable", "consent_missing", "answers_missing"}
    noted = problem.code.startswith("text_") or problem.code in waits
    return noted or problem.severity is not Severity.NOTE


def _is_told(wrong: Wrong, told: set[int], every: Sequence[Problem], skipped: set[int]) -> bool:
    if any(p.code in FILE for p in every):
        return True
    if wrong.lines & told or (wrong.what == "lost" and wrong.lines & skipped):
        return True
    return wrong.what == "lost" and not wrong.lines and any(p.code == "text_quotes" for p in every)


def one_case(name: str, seed: int) -> tuple[Verdict, bytes]:
    """Return what comes of one spoilt export of a kind."""
    rng = random.Random(f"{name} {seed}")
    made = export(rng)
    content = KINDS[name](made, rng)
    found = verdict(content, made.people())
    if name == "damaged_bytes" and found.word == "silent" and "'text_not_utf8'" in found.why:
        return Verdict("told", "one byte may be any letter: the note says to look at them"), content
    return found, content
