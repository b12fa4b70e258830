"""Whatever stands in a template of ours: what goes out holds nothing that is not meant for its readers."""

from __future__ import annotations

import re
import shutil
import zipfile

import pytest
from documents_cohorts import KEY, Running, running
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from word_edits import BODY, HEADER, OFFICE, WHO, Template, W, field, paragraph, run_of

from mentorcli.commands.papers import templates as book
from mentorcli.commands.papers.agreements import render
from mentorcli.documents import catalogue
from mentorcli.domain.problem import Severity, UserError
from mentorcli.workspace.profiles import load_programme

NAMES = [n.path for n in catalogue("agreement", load_programme("doctoral")) if "*" not in n.path]
GROUPS = ["mentor", "people", "mentees", "programme", "dates", "organisation", "match", "document"]
SECRET = "ZQSECRET"
FORBIDDEN = re.compile(
    r"w:comment|w:ins |w:del |w:moveFrom|w:vanish|\{\{|\}\}|\{%|%\}|«|»|MERGEFIELD|&#39;: &#39;|': '"
    r"|\[\{|None|<built-in|Undefined|0x[0-9a-f]{6}"
)


def spelled(path):
    """Return ways to write a name: as a tag, as a leftover, as a field, as a loop."""
    one = path.replace("[]", "[0]")
    last = path.rpartition(".")[2]
    word = path.replace("[].", "_1_").replace(".", "_")
    tag = st.sampled_from((
        f"{{{{ {one} }}}}", f"{{{{\u00a0{one} | upper }}}}", f"{{{{ {one}", f"{{ {one} }}", f"«{word}»",
        f"${{{one}}}", f"<<{word}>>".replace("<", "&lt;"), f"%{word}%", f"{{% if {one} %}}{{{{ {one} }}}}{{% endif %}}",
        f"{{% for one in people %}}{{{{ one.{last} }}}}, {{% endfor %}}", f"{{{{ people | map(attribute='{last}') | list }}}}",
        f"{{{{ people | map(attribute='{last}') | join('; ') }}}}", f"{{{{ [{one}] }}}}", f"{{{{ {{'a': {one}}} }}}}",
        f"{{{{ {one} ~ people }}}}", f"{{{{ '%s' % [{one}] }}}}", f"{{{{ {one}.upper }}}}", f"{{{{ {one} | tojson }}}}",
    ))  # fmt: skip
    return st.one_of(tag.map(run_of), st.just(field(f" MERGEFIELD {word} ", shows=f"«{word}»")))


GROUP = st.sampled_from(GROUPS).flatmap(
    lambda x: st.sampled_from((f"{{{{ {x} }}}}", f"{{{{ {x} | string }}}}", f"{{{{ {x} | list }}}}",
                               f"{{{{ {x}.items() }}}}", f"{{{{ {x} | first }}}}", f"{{{{ {x} ~ '' }}}}"))
).map(run_of)  # fmt: skip
HIDDEN = st.sampled_from((
    run_of(SECRET, "<w:vanish/>"), run_of(SECRET, '<w:color w:val="FFFFFF"/>'),
    f"<w:ins {WHO}>{run_of('new')}</w:ins>", f"<w:moveTo {WHO}>{run_of('new')}</w:moveTo>",
    f"<w:del {WHO}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>",
    '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    field(f" DOCVARIABLE {SECRET} ", shows=SECRET), field(f' INCLUDETEXT "C:\\\\{SECRET}.docx" ', shows="x"),
    field(" DATE ", shows="1.1.2026"), run_of("Plain words, 50 % of them."),
))  # fmt: skip
PIECE = st.one_of(st.sampled_from(NAMES).flatmap(spelled), GROUP, HIDDEN)
"""A piece of a paragraph as somebody may have made it."""


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ready") / "workspace"
    running(folder, [("en", ["Maija Äijä", "Ville Å"])])
    return folder


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=st.lists(st.tuples(st.booleans(), st.lists(PIECE, min_size=1, max_size=2)), min_size=1, max_size=2))  # fmt: skip
def test_nothing_goes_out_that_is_not_meant(ready, tmp_path_factory, lines):
    office = Running(ready)
    made = Template()
    comment = f'<w:comment w:id="0" w:author="{SECRET}"><w:p>{run_of(SECRET)}</w:p></w:comment>'
    made.part("word/comments.xml", f"<w:comments {W}>{comment}</w:comments>", f"{OFFICE}/comments",
              "comments.xml", key="rIdQ2")  # fmt: skip
    for in_header, pieces in lines:
        made.put(paragraph(*pieces), HEADER if in_header else BODY)
    made.save(office.folder)
    shutil.rmtree(office.folder / "out", ignore_errors=True)
    checked = book.check(office.on(), [], "doctoral").problems
    stops = any(p.severity is not Severity.NOTE for p in checked)
    event("stops" if stops else "goes out")
    if stops:
        with pytest.raises(UserError):
            render(office.on(), KEY)
        assert not list((office.folder / "out").rglob("*.docx"))
        return
    render(office.on(), KEY)
    (path,) = (office.folder / "out").rglob("*.docx")
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            assert SECRET not in text
            if name.startswith("word/") and name != "word/theme/theme1.xml":
                assert not FORBIDDEN.search(text), FORBIDDEN.search(text)
