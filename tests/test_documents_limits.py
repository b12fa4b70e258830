"""A template from anywhere: it cannot leave its sandbox, its time, its memory or its folder."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace

import pytest
from documents_people import names
from docx import Document

from mentorcli.documents import render_agreement
from mentorcli.domain.problem import UserError
from mentorcli.files import limited as limits
from mentorcli.files.templates import TemplateFile, find_template, render_text

ESCAPES = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ mentor | attr('__class__') | attr('__base__') }}",
    "{{ '{0.__class__.__mro__}'.format(mentor) }}",
    "{{ '{a.__class__}'.format_map({'a': mentor}) }}",
    "{{ '%(a)s' % {'a': mentor.__class__} }}",
    "{{ mentor._private }}{{ joiner.__init__.__globals__ }}",
)
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
GIGABYTE = "{{ 'A' * 10**9 }}"
CENTRED = "{{ 'A' | center(10**9) }}"
LONG = "{{ 'A' * (6 * 1024 * 1024) }}"


def word(tmp_path, text):
    document = Document()
    document.add_paragraph(text)
    document.add_paragraph("{% for person in people %}{{ person.name }}, {% endfor %}")
    document.save(tmp_path / "group.en.docx")
    path = tmp_path / "group.en.docx"
    return TemplateFile("agreement/group", "en", "docx", path, own=True)


def letter(tmp_path, text):
    path = tmp_path / "letter.en.txt.j2"
    path.write_text(text, encoding="utf-8")
    return TemplateFile("letters/letter", "en", "txt.j2", path, own=True)


def refused(work):
    """Return what is said; fail when it takes ten seconds or more memory than is allowed."""
    before = time.monotonic()
    with pytest.raises(UserError) as caught:
        work()
    assert time.monotonic() - before < 10
    return caught.value.message


@pytest.mark.parametrize("escape", ESCAPES)
def test_nine_ways_out_are_refused_in_letters_and_documents(tmp_path, escape):
    assert "letter.en.txt.j2" in refused(lambda: render_text(letter(tmp_path, escape), names()))
    assert "group.en.docx" in refused(lambda: render_agreement(word(tmp_path, escape), names()))


def test_an_endless_template_is_refused_in_a_sentence(tmp_path, monkeypatch):
    said = refused(lambda: render_text(letter(tmp_path, ENDLESS), names()))
    assert said == "letter.en.txt.j2: the template needs more than 8 seconds."
    quick = replace(limits.TEMPLATES, seconds=1)  # the same clock, so that the suite does not wait
    monkeypatch.setattr(limits, "TEMPLATES", quick)
    assert "group.en.docx" in refused(lambda: render_agreement(word(tmp_path, ENDLESS), names()))


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there; the clock must do")
@pytest.mark.parametrize("text", [GIGABYTE, CENTRED])
def test_a_gigabyte_is_refused_in_a_sentence(tmp_path, text):
    said = refused(lambda: render_text(letter(tmp_path, text), names()))
    assert said == "letter.en.txt.j2: the template needs more than 512 MiB of memory."
    assert "group.en.docx" in refused(lambda: render_agreement(word(tmp_path, text), names()))


def test_a_result_of_more_than_five_mebibytes_is_refused(tmp_path):
    said = refused(lambda: render_text(letter(tmp_path, LONG), names()))
    assert said == "letter.en.txt.j2: the finished text would be larger than 5 MiB."


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="reads the limit from /proc")  # noqa: PTH112 - a look
def test_the_child_has_the_limit_that_is_promised(tmp_path):
    assert render_text(letter(tmp_path, "{{ mentor.name }}"), names())
    pid = limits._running[0].process.pid
    with open(f"/proc/{pid}/limits", encoding="ascii") as file:  # noqa: PTH123 - not a real file
        space = next(line.split()[3] for line in file if line.startswith("Max address space"))
    assert int(space) == 512 << 20


def test_one_child_serves_a_batch_and_a_new_one_follows_a_dead_one(tmp_path):
    template = letter(tmp_path, "{{ mentor.name }}")
    first = render_text(template, names())
    child = limits._running[0].process
    assert all(render_text(template, names()) == first for _ in range(5))
    assert render_agreement(word(tmp_path, "x"), names())
    assert limits._running[0].process is child
    child.kill()
    child.wait()
    assert render_text(template, names()) == first
    assert limits._running[0].process is not child


def test_nothing_of_the_folder_stood_in_is_loaded(tmp_path, monkeypatch):
    (tmp_path / "jinja2.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    limits._end()
    assert render_text(letter(tmp_path, "{{ mentor.name }}"), names())


def test_what_ships_renders_here_and_equals_the_child(tmp_path):
    limits._end()
    shipped = find_template("agreement/group", "fi", "docx", None)
    here = render_agreement(shipped, names("fi"))
    assert not limits._running
    path = tmp_path / "group.fi.docx"
    path.write_bytes(shipped.path.read_bytes())
    own = TemplateFile(shipped.name, "fi", "docx", path, own=True)
    assert render_agreement(own, names("fi")) == here
