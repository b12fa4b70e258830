"""The agreement that ships, edited as Word and LibreOffice write it, and what check and render say."""

from __future__ import annotations

import zipfile

from documents_cohorts import KEY

from mentorcli.commands.papers import templates as book
from mentorcli.commands.papers.agreements import render
from mentorcli.console.show import sentence
from mentorcli.domain.problem import Severity, UserError
from mentorcli.files.shipped import shipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
WHO = 'w:id="90" w:author="Leena HR" w:date="2026-11-01T10:00:00Z"'
BODY, HEADER = "word/document.xml", "word/header1.xml"
END = b'<w:sectPr w:rsidR="00FC693F"'
SECRET = "ZQSECRET"


def run_of(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


class Template:
    """The agreement that ships, edited in its parts as Word would have written them."""

    def __init__(self):
        path = shipped("templates") / "agreement" / "group.en.docx"
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def put(self, xml, part=BODY):
        """Put paragraphs at the end of a part."""
        end = {BODY: END, HEADER: b"</w:hdr>"}.get(part, b"</w:ftr>")
        self.replace(part, end, xml.encode() + end)
        return self

    def replace(self, part, old, new):
        assert old in self.parts[part], (part, old)
        self.parts[part] = self.parts[part].replace(old, new, 1)
        return self

    def relate(self, kind, target, owner="word/document.xml", key="rIdQ1", *, outside=False):
        folder, _, name = owner.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        empty = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        )
        self.parts.setdefault(rels, f"{empty}</Relationships>".encode())
        mode = ' TargetMode="External"' if outside else ""
        link = f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{mode}/>'
        return self.replace(rels, b"</Relationships>", f"{link}</Relationships>".encode())

    def part(self, name, xml, kind, target, owner="word/document.xml", key="rIdQ1", what="xml"):
        """Add a part, the relation to it and its content type."""
        self.parts[name] = xml.encode()
        entry = f'<Override PartName="/{name}" ContentType="application/{what}"/></Types>'
        self.replace("[Content_Types].xml", b"</Types>", entry.encode())
        return self.relate(kind, target, owner, key)

    def notes(self, kind, text):
        xml = f'<w:{kind}s {W}><w:{kind} w:id="1"><w:p>{text}</w:p></w:{kind}></w:{kind}s>'
        what = f"vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
        self.part(f"word/{kind}s.xml", xml, f"{OFFICE}/{kind}s", f"{kind}s.xml", what=what)
        return self.put(paragraph(f'<w:r><w:{kind}Reference w:id="1"/></w:r>'))

    def save(self, folder, name="group"):
        path = folder / "templates" / "agreement" / f"{name}.en.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in self.parts.items():
                archive.writestr(part, content)


def both(office, code):
    """Return what check and render say of the workspace's templates; it must be the same."""
    checked = book.check(office.on(), [], "").problems
    try:
        made = render(office.on(), KEY).problems
    except UserError as error:
        made = error.problems
    assert [p for p in made if p.code.startswith("template_")] == list(checked)
    assert any(p.severity is not Severity.NOTE for p in checked) == (code == 3)
    assert (office.folder / "out" / KEY / "agreements").exists() == (code == 0)
    return [(p.code, p.place.sheet, *sentence(p)) for p in checked]


def field(*codes, shows="«Mentor»"):
    code = "".join(f"<w:r><w:instrText>{c}</w:instrText></w:r>" for c in codes)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{mark('begin')}{code}{mark('separate')}{run_of(shows)}{mark('end')}"


def link(address, owner=BODY):
    made = Template().relate(f"{OFFICE}/hyperlink", address, owner, "rIdQ9", outside=True)
    return made.put(
        paragraph(f'<w:hyperlink {R} r:id="rIdQ9">{run_of("here")}</w:hyperlink>'), owner
    )


def rows(first, last, between="{{ person.name }}"):
    cell = "<w:tr>{}<w:tc><w:p>{}</w:p></w:tc></w:tr>".format
    title = cell("<w:trPr><w:tblHeader/></w:trPr>", run_of("Who"))
    inside = "".join(cell("", run_of(text)) for text in (first, between, last))
    grid = '<w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>'
    return Template().put(f"<w:tbl><w:tblPr/>{grid}{title}{inside}</w:tbl><w:p/>")


def said(text, part=BODY):
    return Template().put(paragraph(run_of(text)), part)


def titled(title):
    return Template().replace("docProps/core.xml", b"Mentoring agreement", title.encode())
