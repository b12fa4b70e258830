"""Edits of a template as Word and LibreOffice write them: each goes out clean, is told, or stops.

For every edit check and render say the same, and what is marked SECRET is in nothing that goes out.
"""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from documents_cohorts import every_file, running
from word_edits import (
    BODY,
    HEADER,
    OFFICE,
    SECRET,
    WHO,
    Template,
    W,
    both,
    field,
    paragraph,
    rows,
    run_of,
    said,
    titled,
)

SETTINGS, STYLES = "word/settings.xml", "word/styles.xml"
V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
R = f'xmlns:r="{OFFICE}"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SEEN = paragraph(run_of("Seen"))


def put(*xml):
    return Template().put("".join(xml) + SEEN)


def setting(xml):
    return put().replace(SETTINGS, b"<w:defaultTabStop", f"{xml}<w:defaultTabStop".encode())


def workbook():
    """Return a small workbook with the data behind a chart."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{SECRET}</worksheet>")
    return made.getvalue()


def chart(title="Hours", outside=""):
    """A chart whose data are in a workbook inside, or in a file somewhere."""
    c = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    xml = (
        f'<c:chartSpace xmlns:c="{c}" xmlns:a="{a}" {R}><c:chart><c:title><c:tx><c:rich><a:p><a:r>'
        f"<a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:pieChart><c:ser><c:val><c:numRef><c:f>{SECRET}!$B$2</c:f>"
        "</c:numRef></c:val></c:ser><c:extLst><c:ext><x:filteredPieSeries "
        f'xmlns:x="http://schemas.microsoft.com/office/drawing/2012/chart">{SECRET}</x:filteredPieSeries>'
        "</c:ext></c:extLst></c:pieChart></c:plotArea></c:chart>"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    drawn = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:extent cx="90" cy="90"/><wp:docPr id="7" name="c" descr="Hours"/>'
        f'<a:graphic xmlns:a="{a}"><a:graphicData uri="{c}"><c:chart xmlns:c="{c}" {R} r:id="rIdQ1"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    made = put(paragraph(drawn)).part(
        "word/charts/chart1.xml", xml, f"{OFFICE}/chart", "charts/chart1.xml",
        what="vnd.openxmlformats-officedocument.drawingml.chart+xml",
    )  # fmt: skip
    if outside:
        return made.relate(
            f"{OFFICE}/oleObject", outside, "word/charts/chart1.xml", "rId1", outside=True
        )
    made.parts["word/embeddings/Sheet1.xlsx"] = workbook()
    made.replace(
        "[Content_Types].xml",
        b"</Types>",
        b'<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/></Types>',
    )
    return made.relate(
        f"{OFFICE}/package", "../embeddings/Sheet1.xlsx", "word/charts/chart1.xml", "rId1"
    )


def embedded():
    """A sheet of Excel pasted as an object: its picture shows, the whole workbook is behind it."""
    shape = (
        f'<w:r><w:object {V}><v:shape id="s1" style="width:90pt" alt="Hours"/>'
        f'<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s1" DrawAspect="Content" '
        f'ObjectID="_1" {R} r:id="rIdQ1"/></w:object></w:r>'
    )
    made = put(paragraph(shape)).relate(f"{OFFICE}/package", "embeddings/Sheet1.xlsx")
    made.parts["word/embeddings/Sheet1.xlsx"] = workbook()
    return made.replace(
        "[Content_Types].xml",
        b"</Types>",
        b'<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/></Types>',
    )


def control(inside, properties=""):
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def watermark(text):
    return put().replace(
        HEADER, b"</w:hdr>",
        f'<w:p><w:r><w:pict {V}><v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136" '
        f'style="position:absolute"><v:textpath string="{text}"/></v:shape></w:pict></w:r></w:p></w:hdr>'.encode(),
    )  # fmt: skip


def coloured(text, colour="FFFFFF", *, more="", around=""):
    return paragraph(run_of(text, f'<w:color w:val="{colour}"{more}/>'), properties=around)


def style(xml, use):
    return put(use).replace(STYLES, b"</w:styles>", f"{xml}</w:styles>".encode())


def mc_box(text):
    """A text box as Word writes it since 2010: once for new readers, once for old ones."""
    inner = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return paragraph(
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        f'Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
        f'<mc:Fallback><w:pict><v:shape {V} fillcolor="#1f3864"><v:textbox>{inner}</v:textbox></v:shape></w:pict>'
        "</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def cut(*pieces):
    return paragraph(*(run_of(x, "<w:b/>" if n % 2 else "") for n, x in enumerate(pieces)))


def simple_field(code, shows):
    return f'<w:fldSimple w:instr=" {code} ">{run_of(shows)}</w:fldSimple>'


def nested(outer, inner):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    return (
        f"{mark('begin')}{code(outer)}{field(inner)}{code(' = 1 yes no ')}"
        f"{mark('separate')}{run_of('yes')}{mark('end')}"
    )


def attached():
    made = setting(f'<w:attachedTemplate {R} r:id="rIdQ5"/>')
    return made.relate(f"{OFFICE}/attachedTemplate", f"file:///C:\\Users\\{SECRET}\\Aalto.dotm",
                       SETTINGS, "rIdQ5", outside=True)  # fmt: skip


def macros():
    made = put().replace(
        "[Content_Types].xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"application/vnd.ms-word.document.macroEnabled.main",
    )
    made.parts["word/vbaProject.bin"] = SECRET.encode()
    made.replace(
        "[Content_Types].xml",
        b"</Types>",
        b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    return made.relate(
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"
    )


def strict():
    made = Template()
    for name, content in made.parts.items():
        part = content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        made.parts[name] = part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/",
            b"http://purl.oclc.org/ooxml/officeDocument/",
        )
    return made


def renamed_main():
    """What Word on the web sometimes saves: the body is called document2.xml."""
    made = put()
    made.parts["word/document2.xml"] = made.parts.pop(BODY)
    made.parts["word/_rels/document2.xml.rels"] = made.parts.pop("word/_rels/document.xml.rels")
    made.replace("[Content_Types].xml", b"/word/document.xml", b"/word/document2.xml")
    return made.replace("_rels/.rels", b"word/document.xml", b"word/document2.xml")


def libreoffice():
    """What LibreOffice leaves: its properties, empty custom ones, language marks, its own settings."""
    made = put(cut("Dear {{ men", "tor.name }}"))
    made.part("docProps/custom.xml", '<Properties xmlns="http://schemas.openxmlformats.org/'
              'officeDocument/2006/custom-properties"/>', f"{OFFICE}/custom-properties",
              "docProps/custom.xml", owner="")  # fmt: skip
    return made.replace(
        "docProps/app.xml",
        b"<Application>",
        b"<Template></Template><TotalTime>3</TotalTime><Application>",
    )


def marked_final():
    return put().part(
        "docProps/custom.xml",
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
        '<property name="_MarkAsFinal"><vt:bool xmlns:vt="x">true</vt:bool></property></Properties>',
        f"{OFFICE}/custom-properties", "docProps/custom.xml", owner="",
    )  # fmt: skip


def wide(*cells, row=""):
    grid = '<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>'
    title = "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
    inside = "".join(
        f"<w:tr>{row}" + "".join(f"<w:tc>{x}</w:tc>" for x in one) + "</w:tr>" for one in cells
    )
    return Template().put(f"<w:tbl><w:tblPr/>{grid}{title}{inside}</w:tbl><w:p/>{SEEN}")


def first_header(shown="", text=SECRET):
    """A header of the first page, with or without the tick "Different First Page"."""
    made = put().part(
        "word/header7.xml", f"<w:hdr {W}>{p(text)}</w:hdr>", f"{OFFICE}/header", "header7.xml", key="rIdQ7",
        what="vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
    )  # fmt: skip
    reference = f'<w:headerReference {R} w:type="first" r:id="rIdQ7"/>'
    made.replace(BODY, b"<w:pgSz", f"{reference}<w:pgSz".encode())
    return made.replace(BODY, b"</w:sectPr>", f"{shown}</w:sectPr>".encode())


def without_last_table():
    made = put()
    body = made.parts[BODY]
    start, end = body.rindex(b"<w:tbl>"), body.rindex(b"</w:tbl>") + len(b"</w:tbl>")
    made.parts[BODY] = body[:start] + body[end:]
    return made


def p(text):
    return paragraph(run_of(text))


ONLY_TOLD = ("template_marked", "template_lacks", "template_always_empty")
CLEAN, TOLD, STOPS = "clean", "told", "stops"
DATA = {
    # comments and tracked changes
    "comment as an anchor in a moved row": (
        put().replace(BODY, b"<w:tr>", b'<w:commentRangeStart w:id="4"/><w:commentRangeEnd w:id="4"/><w:tr>'),
        CLEAN, "",
    ),
    "permission of one person": (
        put(f'<w:permStart w:id="1" w:ed="{SECRET}@aalto.example"/>{p("x")}<w:permEnd w:id="1"/>'), CLEAN, "",
    ),
    "tracked section": (
        put().replace(BODY, b"<w:pgSz", f"<w:sectPrChange {WHO}><w:sectPr/></w:sectPrChange><w:pgSz".encode()),
        STOPS, "template_tracked_change",
    ),
    "tracked numbers": (
        put(paragraph(run_of("x"), properties=f'<w:numPr><w:numberingChange {WHO} w:original="1."/></w:numPr>')),
        STOPS, "template_tracked_change",
    ),
    "tracked cells": (
        wide((f"<w:tcPr><w:cellIns {WHO}/></w:tcPr>{p('x')}", p("y"))), STOPS, "template_tracked_change",
    ),
    "tracked removal of a field": (
        put(paragraph(f"<w:del {WHO}><w:r><w:delInstrText>PAGE</w:delInstrText></w:r></w:del>")),
        STOPS, "template_tracked_change",
    ),
    "tracked move with ranges": (
        put(f'<w:p><w:moveFromRangeStart {WHO} w:name="m"/><w:moveFrom {WHO}>{run_of("old")}</w:moveFrom>'
            '<w:moveFromRangeEnd w:id="90"/></w:p>'),
        STOPS, "template_tracked_change",
    ),
    "tracked in a text box": (
        put(mc_box(f"<w:ins {WHO}>{run_of('new')}</w:ins>")), STOPS, "template_tracked_change",
    ),
    "tracked in an endnote": (
        Template().notes("endnote", f"<w:ins {WHO}>{run_of('new')}</w:ins>"), STOPS, "template_tracked_change",
    ),
    "tracked in a control": (
        put(control(paragraph(f"<w:ins {WHO}>{run_of('new')}</w:ins>"))), STOPS, "template_tracked_change",
    ),
    "tracked look in a style": (
        style(f'<w:style w:type="paragraph" w:styleId="T"><w:name w:val="T"/><w:pPr><w:pPrChange {WHO}><w:pPr/>'
              "</w:pPrChange></w:pPr></w:style>", ""),
        STOPS, "template_tracked_change",
    ),
    "tracking switched on and nothing tracked": (setting("<w:trackRevisions/>"), CLEAN, ""),
    # hidden and white
    "white text": (put(coloured(SECRET)), TOLD, "template_hidden_left_out"),
    "white by the theme": (
        put(coloured(SECRET, more=' w:themeColor="background1"')), TOLD, "template_hidden_left_out",
    ),
    "white by a style": (
        style('<w:style w:type="character" w:styleId="Pale"><w:name w:val="Pale"/><w:rPr><w:color '
              'w:val="FFFFFF"/></w:rPr></w:style>', paragraph(run_of(SECRET, '<w:rStyle w:val="Pale"/>'))),
        TOLD, "template_hidden_left_out",
    ),
    "nearly white": (put(coloured(SECRET, "FEFEFE")), TOLD, "template_hidden_left_out"),
    "white in the footer": (
        Template().put(coloured(SECRET) + SEEN, "word/footer1.xml"), TOLD, "template_hidden_left_out",
    ),
    "white on a dark paragraph": (
        put(coloured("Shown", around='<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>')), CLEAN, "",
    ),
    "white on a dark cell": (
        wide((f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:tcPr>{coloured("Shown")}', p("y"))),
        CLEAN, "",
    ),
    "white on a dark run": (
        put(paragraph(run_of("Shown", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'))), CLEAN, "",
    ),
    "white on a dark shape": (put(mc_box(run_of("Shown", '<w:color w:val="FFFFFF"/>'))), CLEAN, ""),
    "white place for a signing service": (
        put(coloured("{% raw %}{{Sig_mentor}}{% endraw %}")), CLEAN, "",
    ),
    "white condition": (
        put(paragraph(run_of("{% if match.size == '9' %}", '<w:color w:val="FFFFFF"/>'), run_of("x{% endif %}"))),
        STOPS, "template_hidden_tag",
    ),
    **{
        f"shown: white on {ground}": (
            wide((f'<w:tcPr><w:shd w:val={ground}/></w:tcPr>{coloured("Shown")}', p("y"))), CLEAN, "",
        )
        for ground in (
            '"clear" w:color="auto" w:fill="auto" w:themeFill="accent1"', '"solid" w:color="1F3864" w:fill="auto"',
            '"pct75" w:color="000000" w:fill="FFFFFF"', '"clear" w:fill="FFFFFF" w:themeFill="background1" w:themeFillShade="40"',
        )
    },
    **{
        f"not shown: {colour} on {ground}": (
            wide((f'<w:tcPr><w:shd w:val={ground}/></w:tcPr>{coloured(SECRET, *colour)}{p("x")}', p("y"))),
            TOLD, "template_hidden_left_out",
        )
        for colour, ground in (
            (("000000",), '"clear" w:fill="000000"'), (("FFFFFF",), '"clear" w:fill="1F3864" w:themeFill="background1"'),
            (("1F3864",), '"solid" w:color="1F3864" w:fill="auto"'), (("F2F2F2",), '"pct5" w:fill="FFFFFF"'),
        )
    },
    "nearly white by the theme": (
        put(coloured(SECRET, "FFFFFF", more=' w:themeColor="text1" w:themeTint="05"')), TOLD, "template_hidden_left_out",
    ),
    "letters of one point": (put(paragraph(run_of(SECRET, '<w:sz w:val="2"/>'))), TOLD, "template_hidden_left_out"),
    "letters of one point by a style": (
        style('<w:style w:type="character" w:styleId="Tiny"><w:name w:val="Tiny"/><w:rPr><w:sz w:val="2"/></w:rPr></w:style>',
              paragraph(run_of(SECRET, '<w:rStyle w:val="Tiny"/>'))), TOLD, "template_hidden_left_out",
    ),
    "a line of one point": (
        put(paragraph(run_of(SECRET), properties='<w:spacing w:line="20" w:lineRule="exact"/>')), TOLD, "template_hidden_left_out",
    ),
    "letters of one per cent": (put(paragraph(run_of(SECRET, '<w:w w:val="1"/>'))), TOLD, "template_hidden_left_out"),
    "small print": (put(paragraph(run_of("Shown", '<w:sz w:val="10"/>'))), CLEAN, ""),
    "hidden in thirty places": (
        put(*(paragraph(run_of("x"), run_of(SECRET, "<w:vanish/>")) for _ in range(30))), TOLD, "template_hidden_left_out",
    ),
    "hidden on the web alone": (
        put(paragraph(run_of("Shown", "<w:webHidden/>"))), CLEAN, "",
    ),
    "hidden by the style of a table": (
        style('<w:style w:type="table" w:styleId="Q"><w:name w:val="Q"/><w:rPr><w:vanish/></w:rPr></w:style>',
              f'<w:tbl><w:tblPr><w:tblStyle w:val="Q"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr>'
              f'<w:tblHeader/></w:trPr><w:tc>{p(SECRET)}</w:tc></w:tr></w:tbl><w:p/>'),
        TOLD, "template_hidden_left_out",
    ),
    "header of first pages that no page shows": (first_header(), TOLD, "template_hidden_left_out"),
    "header of first pages": (first_header("<w:titlePg/>", "Shown"), CLEAN, ""),
    "header of first pages that is empty": (first_header(text=""), CLEAN, ""),
    "hidden in a text box": (
        put(mc_box(run_of(SECRET, "<w:vanish/>"))), TOLD, "template_hidden_left_out",
    ),
    # what is behind
    "data behind a chart": (chart(), TOLD, "template_data_left_out"),
    "path behind a chart": (
        chart(outside=f"file:///C:/Users/{SECRET}/hours.xlsx"), TOLD, "template_data_left_out",
    ),
    "workbook behind an object": (embedded(), TOLD, "template_data_left_out"),
    "choices of a control": (
        put(control(p("Finnish"), f'<w:dropDownList><w:listItem w:displayText="Finnish" w:value="{SECRET}"/></w:dropDownList>')),
        TOLD, "template_marked",
    ),
    "macros": (macros(), TOLD, "template_data_left_out"),
    "attached template": (attached(), TOLD, "template_path_left_out"),
    "text of another file": (
        put(paragraph(field(f' INCLUDETEXT "C:\\\\{SECRET}\\\\a.docx" ', shows="Shown"))), TOLD, "template_path_left_out",
    ),
    "text of another file, simply": (
        put(paragraph(simple_field(f"INCLUDETEXT &quot;C:\\\\{SECRET}\\\\a.docx&quot;", "Shown"))), TOLD, "template_path_left_out",
    ),
    "linked cells of Excel": (
        put(paragraph(field(f' LINK Excel.Sheet.12 "C:\\\\{SECRET}.xlsx" "R1C1" \\a ', shows="Shown"))), TOLD, "template_path_left_out",
    ),
    "name of the file with its path": (
        put(paragraph(field(" FILENAME \\p ", shows=f"C:\\{SECRET}.docx"))), STOPS, "template_unfilled_field",
    ),
    "path in a picture's description": (
        Template().put(paragraph(
            '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
            f'wordprocessingDrawing"><wp:docPr id="9" name="x" descr="C:\\Users\\{SECRET}\\logo.png"/></wp:inline>'
            "</w:drawing></w:r>") + SEEN),
        TOLD, "template_path_left_out",
    ),
    "whole document inside": (
        put(f'<w:altChunk {R} r:id="rIdQ1"/>').part("word/a.xml", f"<html>{SECRET}</html>", f"{OFFICE}/aFChunk", "a.xml"),
        STOPS, "template_reaches_out",
    ),
    "linked page of a folder": (
        put(paragraph(f'<w:hyperlink {R} r:id="rIdQ1">{run_of("here")}</w:hyperlink>')).relate(
            f"{OFFICE}/hyperlink", f"file:///C:/{SECRET}.docx", outside=True),
        STOPS, "template_reaches_out",
    ),
    # marks of the file
    "watermark": (watermark("DRAFT"), TOLD, "template_marked"),
    "watermark with a leftover": (watermark("«Status»"), STOPS, "template_leftover"),
    "marked final": (marked_final(), TOLD, "template_marked"),
    "restricted editing": (
        setting('<w:documentProtection w:edit="readOnly" w:enforcement="1" w:hash="x"/>'), TOLD, "template_marked",
    ),
    "read-only recommended": (setting('<w:writeProtection w:recommended="1"/>'), TOLD, "template_marked"),
    # kinds of files
    "with macros in its type alone": (
        put().replace("[Content_Types].xml",
                      b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                      b"application/vnd.ms-word.template.macroEnabledTemplate.main"),
        CLEAN, "",
    ),
    "body under another name": (renamed_main(), CLEAN, ""),
    "saved by LibreOffice": (libreoffice(), CLEAN, ""),
    "Strict Open XML": (strict(), STOPS, "template_unreadable"),
    # leftovers
    **{
        f"left over: {text}": (said(text.replace("<", "&lt;")), STOPS, "template_leftover")
        for text in ("%Mentor%", "% for m in mentees", "%% endif", "<%= mentor.name %>", "{{ mentor.name }}}",
                     "#{mentor.name}", "‹‹Mentor››", "{% raw %}x{% endraw %} }}", "{ {mentor.name} }")
    },
    **{
        f"unreadable: {text}": (said(text), STOPS, "template_broken")
        for text in ("{{#each mentees}}", "{{{mentor.name}}}", "{% if mentor.name %", "{{ mentor name }}", "{{ }}", "{{{{mentor}}")
    },
    **{
        f"a name of ours: {text}": (said(text.replace("<", "&lt;")), STOPS, "template_leftover")
        for text in ("[Mentor name]", "&lt;Mentorin nimi>", "#Mentor#", "__mentor__", "‹Mentor›", "≪Mentor≫")
    },
    "a name in marks that is nobody's": (put(p("[optional] #1 __ __ &lt;mentoring@example.org> [1] «Ohjelma on hyvä.»")), CLEAN, ""),
    "title of the file as a field": (
        put(paragraph(field(" TITLE ", shows="My draft"))), STOPS, "template_unfilled_field",
    ),
    "left over in a link's hint": (
        put(paragraph(f'<w:hyperlink w:anchor="a" w:tooltip="«Mentor»">{run_of("x")}</w:hyperlink>')),
        STOPS, "template_leftover",
    ),
    "left over in a footnote": (Template().notes("footnote", run_of("«Mentor»")), STOPS, "template_leftover"),
    "left over in a chart": (chart("«Title»"), STOPS, "template_leftover"),
    "left over in a picture's description": (
        Template().put(paragraph(
            '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
            'wordprocessingDrawing"><wp:docPr id="9" name="x" descr="«Mentor»"/></wp:inline></w:drawing></w:r>')),
        STOPS, "template_leftover",
    ),
    "percent and angle signs of plain text": (
        put(p("50 % of 5 %, &lt;20 and &gt;10; 100% (5%-10%); A &lt; B &gt; C; «so they say, in all»")), CLEAN, "",
    ),
    # tags where none is filled in
    "tag in a chart": (chart("{{ mentor.name }}"), STOPS, "template_tag_elsewhere"),
    "tag in SmartArt": (
        put(f'<w:p><w:r><w:drawing><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" {R} r:dm="rIdQ1"/></w:drawing></w:r></w:p>').part(
            "word/diagrams/data1.xml", "<dgm:dataModel xmlns:dgm='d' xmlns:a='a'><a:t>{{ mentor.name }}</a:t>"
            "</dgm:dataModel>", f"{OFFICE}/diagramData", "diagrams/data1.xml"),
        STOPS, "template_tag_elsewhere",
    ),
    "tag in a text box": (put(mc_box(run_of("{{ mentor.name }}"))), CLEAN, ""),
    "tag in a control": (put(control(p("{{ mentor.name }}"))), CLEAN, ""),
    "tag in a description": (
        Template().put(paragraph(
            '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
            'wordprocessingDrawing"><wp:docPr id="9" name="x" descr="{{ mentor.name }}"/></wp:inline></w:drawing></w:r>') + SEEN),
        CLEAN, "",
    ),
    # how tags are typed
    "an unseen mark in a tag": (put(p("{{\u200bmentor.name\ufeff}}")), CLEAN, ""),
    "a comment on half a tag": (
        put('<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>{{ men</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r>'
            '<w:commentReference w:id="0"/></w:r><w:r><w:t>tor.name }}</w:t></w:r></w:p>'),
        TOLD, "template_comment_left_out",
    ),
    "a tag in a footnote": (put().notes("footnote", run_of("{{ mentor.name }}")), CLEAN, ""),
    "a hard space in a tag": (put(p("{{\u00a0mentor.name\u00a0}} {{\u202fmentor.name }}")), CLEAN, ""),
    "a hard space in a tag in pieces": (put(cut("{{", "\u00a0men", "tor.name", "\u00a0}}")), CLEAN, ""),
    "a hard space in a row's tag": (
        rows("{%tr\u00a0for person in\u00a0people %}", "{%tr\u00a0endfor\u00a0%}").put(SEEN), CLEAN, "",
    ),
    "a tag with marks of spelling": (
        put('<w:p><w:r><w:t>{{ </w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>mentor.name</w:t></w:r>'
            '<w:proofErr w:type="spellEnd"/><w:r><w:t> }}</w:t></w:r></w:p>'), CLEAN, "",
    ),
    "a tag in an endnote": (put().notes("endnote", run_of("{{ mentor.name }}")), CLEAN, ""),
    "a tag cut by a control of Google Docs": (
        put(f'<w:p><w:sdt><w:sdtPr><w:tag w:val="{SECRET}"/></w:sdtPr><w:sdtContent>{run_of("{{ mentor")}</w:sdtContent></w:sdt>'
            f'{run_of(".name }}")}</w:p>'), CLEAN, "",
    ),
    "data of a smart tag": (
        put(f'<w:p><w:smartTag w:element="n"><w:smartTagPr><w:attr w:name="{SECRET}" w:val="x"/></w:smartTagPr>'
            f'{run_of("{{ mentor.name }}")}</w:smartTag></w:p>'), CLEAN, "",
    ),
    "a name of the control": (
        put(control(p("Shown"), f'<w:alias w:val="{SECRET}"/><w:tag w:val="{SECRET}"/>')), CLEAN, "",
    ),
    "a picture of Word 2007 beside a box": (
        put(mc_box(run_of("Shown")).replace("<mc:Fallback>", f"<mc:Fallback>{run_of(SECRET)}")), CLEAN, "",
    ),
    "a tag in a smart tag": (
        put('<w:p><w:smartTag w:element="n"><w:r><w:t>{{ mentor.name }}</w:t></w:r></w:smartTag></w:p>'), CLEAN, "",
    ),
    "a tag with a bookmark": (
        put('<w:p><w:r><w:t>{{ mentor.</w:t></w:r><w:bookmarkStart w:id="7" w:name="b"/><w:bookmarkEnd w:id="7"/>'
            "<w:r><w:t>name }}</w:t></w:r></w:p>"), CLEAN, "",
    ),
    # rows and paragraphs
    "text beside a row's tag": (
        wide((p("{%tr for person in people %} Names"), p("")), (p("{{ person.name }}"), p("")), (p("{%tr endfor %}"), p(""))),
        STOPS, "template_text_swallowed",
    ),
    "a row's loop in one row": (
        wide((p("{%tr for person in people %}{{ person.name }}{%tr endfor %}"), p(""))), STOPS, "template_text_swallowed",
    ),
    "text beside a paragraph's tag": (
        put(p("{%p if mentor.name %}Important"), p("x"), p("{%p endif %}")), STOPS, "template_text_swallowed",
    ),
    "a loop over the cells of a row": (
        wide((p("{% for person in people %}"), p("{{ person.name }}{% endfor %}"))), STOPS, "template_row_loop",
    ),
    "a condition over two rows": (
        wide((p("{% if mentor.name %}"), p("")), (p("{% endif %}"), p(""))), STOPS, "template_row_loop",
    ),
    "an empty row among those of a loop": (
        wide((p("{%tr for m in mentees %}"), p("")), (p("{{ m.name }}"), p("x")), (p(""), p("")), (p("{%tr endfor %}"), p(""))),
        STOPS, "template_empty_row",
    ),
    "a value that takes its paragraph": (put(p("{{p mentor.name }}")), STOPS, "template_text_swallowed"),
    "a value that takes its run": (put(p("A {{r mentor.name }} B")), STOPS, "template_text_swallowed"),
    "one of several that is not always there": (put(p("{{ mentees[2].name }}")), STOPS, "template_trial"),
    "a row's condition": (
        wide((p("{%tr if mentor.name %}"), p("")), (p("x"), p("")), (p("{%tr endif %}"), p(""))), CLEAN, "",
    ),
    # fields
    **{
        f"field {code}": (put(paragraph(field(f" {code} ", shows="1.1.2026"))), STOPS, what)
        for code, what in {
            'DATE \\@ "d.M.yyyy"': "template_changing_field", "TIME": "template_changing_field",
            "SAVEDATE": "template_changing_field", "PRINTDATE": "template_changing_field",
            "DOCPROPERTY Manager": "template_unfilled_field", "FILLIN &quot;Name?&quot;": "template_unfilled_field",
            "ASK x": "template_unfilled_field", "DOCVARIABLE x": "template_unfilled_field",
            "AUTHOR": "template_unfilled_field", "IF 1 = 1 a b": "template_unfilled_field",
        }.items()
    },
    "simple field of the day": (put(paragraph(simple_field("DATE", "1.1.2026"))), STOPS, "template_changing_field"),
    "day in the footer": (
        Template().put(paragraph(field(" DATE ", shows="1.1.2026")), "word/footer1.xml"), STOPS, "template_changing_field",
    ),
    "words beside a merge field": (
        put(paragraph(field(' MERGEFIELD Mentor_name \\b "Shown by " \\f "!" '))), CLEAN, "",
    ),
    "condition on a merge field": (
        put(paragraph(nested(" IF ", " MERGEFIELD Mentor "))), STOPS, "template_unfilled_field",
    ),
    "fields that Word fills in rightly": (
        put(paragraph(*(field(f" {x} ", shows="1") for x in ("PAGE", "NUMPAGES", "SEQ a", "REF b", "TOC \\o", "= 1 + 1", "FORMTEXT")))),
        CLEAN, "",
    ),
    # what it says
    "a finished agreement": (
        titled("Mentoring agreement 2027-spring-m-3xk2-en"), STOPS, "template_filled_in",
    ),
    "without the table of signatures": (without_last_table(), TOLD, "template_lacks"),
    "without a heading": (
        put().replace(BODY, b"<w:t>Confidentiality</w:t>", b"<w:t>Other</w:t>"), TOLD, "template_lacks",
    ),
    "without the programme": (
        put().replace(BODY, b"{{ programme.name }}, ", b""), TOLD, "template_lacks",
    ),
    "always empty": (put(p("{{ mentor.research_topic }}")), TOLD, "template_always_empty"),
    "always empty, and only said if not": (
        put(p("{% if mentor.research_topic %}{{ mentor.research_topic }}{% endif %}")), CLEAN, "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DATA)
def test_an_edit_goes_out_clean_or_is_told_or_stops(office, case):
    template, verdict, code = DATA[case]
    template.save(office.folder)
    found = both(office, 3 if verdict == STOPS else 0)
    codes = {p[0] for p in found}
    if verdict == STOPS:
        codes = {x for x in codes if not x.endswith("_left_out") and x not in ONLY_TOLD}
    assert codes == ({code} if code else set())
    files = every_file(office.folder / "out")
    assert bool(files) == (verdict != STOPS)
    for path, text in files.items():
        assert SECRET not in text
        assert "Seen" in text
        assert not re.search(r"\{\{|\}\}|\{%|%\}", text.replace("{{Sig_mentor}}", ""))
        if "Shown" in str(template.parts):
            assert "Shown" in text
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None


def test_there_are_enough_edits():
    assert len(DATA) >= 80


def test_the_check_counts_the_programmes_that_there_are(tmp_path):
    """What render says of a programme's own template, the check says without being told which."""
    office = running(tmp_path, [("en", ["Maija Äijä"])], form="pair")
    template = put(p("{{ mentor.gender }}"))
    template.save(office.folder, "pair")
    assert [x[0] for x in both(office, 3)] == ["template_private_name"]
