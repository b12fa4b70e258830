"""200 agreements of one cohort, with every odd name there is: all complete, all built alike."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace

import pytest
from documents_cohorts import KEY, running
from documents_naughty import NAMES
from documents_people import agreement_template, match, mentees, mentor, names
from documents_reading import readable, structure
from docx import Document

from mentorcli.commands.papers.agreements import render
from mentorcli.documents import render_agreement
from mentorcli.documents.plain import plain_line
from mentorcli.domain.language import LANGUAGES
from mentorcli.files.templates import find_template

MATCHES = 200
STORABLE = [n for n in NAMES if n == n.encode(errors="ignore").decode()]
"""A database holds no half characters; intake has taken them out before."""
IN_A_MENTOR = ("employer", "job_title", "phone")


def groups():
    """Return the languages and mentees of 200 groups: each odd name once, then ordinary ones."""
    chance, odd = random.Random(5), iter(STORABLE)
    for number in range(MATCHES):
        size = chance.choice((2, 3, 3))
        people = [next(odd, f"Maija {number} Åström-{place}") for place in range(size)]
        yield chance.choice(LANGUAGES), people


def headings(language):
    """Return what the template promises: read by python-docx, not by us."""
    paragraphs = Document(find_template("agreement/group", language, "docx", None).path).paragraphs
    found = [p.text for p in paragraphs if p.style.name.startswith("Heading")]
    assert len(found) == 12
    return found


def plainly_built(language, size):
    """Return the structure of an agreement of people with ordinary names and answers."""
    people = mentees(language)[:size]
    pair = replace(match(language), mentees=tuple(p.person for p in people))
    filled = names(language, match=pair, mentees=people)
    return structure(render_agreement(agreement_template(language), filled))


def test_200_agreements_are_complete_and_built_alike_whatever_the_names(tmp_path):
    made = list(groups())
    assert sum(len(people) for _, people in made) >= len(STORABLE) >= 510
    cohort = running(tmp_path, made)
    said = render(cohort.on(), KEY)
    folder = tmp_path / "out" / KEY / "agreements"
    assert len(said.data["agreements"]) == len(list(folder.glob("*.docx"))) == MATCHES
    plain = {(x, n): plainly_built(x, n) for x in LANGUAGES for n in (2, 3)}
    promised = {x: headings(x) for x in LANGUAGES}
    sizes = Counter()
    for number, (row, (language, people)) in enumerate(
        zip(said.data["agreements"], made, strict=True)
    ):
        content = (folder / row["file"]).read_bytes()
        assert row["language"] == language
        assert structure(content) == plain[language, len(people)], people
        text = readable(content)
        assert [h for h in promised[language] if f"# {h}" not in text] == []
        leader, mine = f"p-m{number:03}", [f"p-a{number:03}{n}" for n in range(len(people))]
        wanted = [plain_line(name) for name in people]
        wanted += [f"{person}@example.org" for person in (leader, *mine)]
        wanted += [f"Visible {key} {leader}" for key in IN_A_MENTOR]
        wanted += [f"Visible goal_text {person}" for person in mine]
        wanted += [f"{KEY}-m-{number:010}-{language}", "mentoring@example.org"]
        assert [w for w in wanted if w not in text.replace(" / ", " ")] == []
        assert set(re.findall(r"p-[ma]\d{3,4}", text)) == {leader, *mine}, "and nobody else"
        sizes[language, len(people)] += 1
    assert len(sizes) == 6


@pytest.mark.parametrize("name", [n for n in NAMES if n not in STORABLE])
def test_half_characters_change_nothing_either(name):
    people = mentees(names=(name, "Maija Virtanen", "Åsa Öström"))
    content = render_agreement(
        agreement_template(), names(mentees=people, mentor=mentor(name=name))
    )
    assert structure(content) == plainly_built("en", 3)
    assert plain_line(name) in readable(content)
