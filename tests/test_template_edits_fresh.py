"""Edits whose verdicts were written before the program was asked: fine, told or refused, the same by both."""

from __future__ import annotations

import re
import zipfile

import pytest
from documents_cohorts import every_file
from word_edits import SECRET, both
from word_edits_boxes import BOX_EDITS
from word_edits_fresh import EDITS, FINE, REFUSED, TOLD
from word_edits_inside import INSIDE_EDITS
from word_edits_more import MORE_EDITS
from word_edits_office import OFFICE_EDITS

from mentorcli.documents.word_parts import relations_of

BESIDE = ("template_lacks", "template_always_empty", "template_table_header")
"""What is told of an edit beside what it is about: a table or heading that it changes."""


EVERY = EDITS | MORE_EDITS | BOX_EDITS | OFFICE_EDITS | INSIDE_EDITS


@pytest.mark.parametrize("name", EVERY)
def test_what_becomes_of_an_edit(office, name):
    template, verdict = EVERY[name]
    template.save(office.folder)
    found = both(office, 3 if verdict == REFUSED else 0)
    assert bool([x for x in found if x[0] not in BESIDE]) == (verdict != FINE)
    assert verdict != TOLD or any(
        x[0].endswith("_left_out") or x[0] == "template_marked" for x in found
    )
    for path, text in every_file(office.folder / "out").items():
        assert SECRET not in text
        assert "Shown" in text
        assert not re.search(r"\{\{|\}\}|\{%|%\}", text.replace("{{Sig_mentor}}", ""))
        assert dangling(path) == []


def dangling(path):
    """Return what the parts of a document point at and is not there."""
    lost = []
    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n).decode("utf-8", "replace") for n in archive.namelist()}
    for name, text in parts.items():
        links = parts.get(relations_of(name), "")
        for key in re.findall(r'\br:(?:id|embed|link|pict)="([^"]+)"', text):
            lost += [] if f'Id="{key}"' in links else [(name, key)]
    return lost
