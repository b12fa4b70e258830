"""A fourth reading: what somebody in an HR office does to a template in Word, LibreOffice and Outlook's mail merge.

The verdicts were written before the program was asked; two were wrong: what one may choose in a list is shown, so it is told, and
a comment that nothing points at is shown by nobody.
"""

from __future__ import annotations

from word_edits import BODY, HEADER, OFFICE, SECRET, R, Template, W, field, paragraph, run_of
from word_edits_fresh import (
    BY,
    FINE,
    HDR,
    REFUSED,
    SEEN,
    SETTINGS,
    TOLD,
    anchor,
    behind,
    char_style,
    control,
    p,
    put,
    settings,
    styled,
    tbl,
    tc,
)

FOOTER = "word/footer1.xml"
PLACEHOLDER = '<w:rStyle w:val="PlaceholderText"/>'
MERGED = field(" MERGEFIELD Mentor_name ")


def form(kind, data, shows):
    """An older form's field with what stands behind it."""
    return paragraph(
        field(f" {kind} ", shows=shows).replace(
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="a"/><w:enabled/>{data}</w:ffData></w:fldChar>',
        )
    )


def first_page(text):
    made = put()
    behind(made, "word/header7.xml", f"{OFFICE}/header", "header7.xml", what=HDR, key="rIdQ8",
           content=f"<w:hdr {W}>{p(text)}</w:hdr>")  # fmt: skip
    made.replace(BODY, b'<w:headerReference w:type="default"',
                 f'<w:headerReference {R} w:type="first" r:id="rIdQ8"/><w:headerReference w:type="default"'.encode())  # fmt: skip
    return made.replace(
        BODY, b'<w:docGrid w:linePitch="360"/>', b'<w:titlePg/><w:docGrid w:linePitch="360"/>'
    )


def contents():
    """A list of contents with its links, as Word writes it."""
    line = (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:hyperlink w:anchor="_Toc55">{run_of("Shown")}'
        f'{field(" PAGEREF _Toc55 ", shows="1")}</w:hyperlink></w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    return put(
        line,
        f'<w:p><w:bookmarkStart w:id="6" w:name="_Toc55"/>{run_of("Shown")}<w:bookmarkEnd w:id="6"/></w:p>',
    )


def merge_source():
    return settings(
        '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:linkToQuery/><w:dataType w:val="native"/>'
        f'<w:connectString w:val="Data Source=C:\\Users\\{SECRET}\\people.xlsx"/><w:query w:val="{SECRET}"/>'
        f'<w:dataSource {R} r:id="rIdQ5"/></w:mailMerge>'
    ).relate(f"{OFFICE}/mailMergeSource", f"file:///C:/Users/{SECRET}/people.xlsx", SETTINGS, "rIdQ5", outside=True)  # fmt: skip


def template_type(kind):
    made = put()
    return made.replace("[Content_Types].xml", b"wordprocessingml.document.main+xml", kind.encode())


def nested(text, inside=""):
    return put(tbl(f"<w:tc><w:tcPr/>{tbl(tc(text, inside) + tc('b'))}<w:p/></w:tc>{tc('c')}"))


OFFICE_EDITS = {
    # mail merge
    "merge field in capitals": (put(paragraph(field(" MERGEFIELD MENTOR_NAME "))), FINE),
    "merge field in a control": (put(control(paragraph(MERGED))), FINE),
    "merge field in a link": (put(f'<w:p><w:hyperlink w:anchor="_Here">{MERGED}</w:hyperlink><w:bookmarkStart w:id="8" w:name="_Here"/><w:bookmarkEnd w:id="8"/></w:p>'), FINE),
    "merge field in a cell of a table in a cell": (put(tbl(f"<w:tc><w:tcPr/>{tbl(f'<w:tc><w:tcPr/>{paragraph(MERGED)}</w:tc>' + tc('b'))}<w:p/></w:tc>{tc('c')}")), FINE),
    "merge field with bold letters inside": (put(paragraph(field(" MERGEFIELD Mentor_name ", shows="«Men").replace("«Men</w:t></w:r>", "«Men</w:t></w:r>" + run_of("tor»", "<w:b/>")))), FINE),
    "merge field in the footer": (Template().put(paragraph(MERGED), FOOTER).put(SEEN), FINE),
    "merge field in a text box": (put(anchor("x").replace(p("x"), paragraph(MERGED))), FINE),
    "merge field of somebody's own list": (put(paragraph(field(" MERGEFIELD F7 ", shows="«F7»"))), REFUSED),
    "block of an address": (put(paragraph(field(" ADDRESSBLOCK \\f ", shows="«AddressBlock»"))), REFUSED),
    "line of greeting": (put(paragraph(field(' GREETINGLINE \\f "Dear" ', shows="«GreetingLine»"))), REFUSED),
    "next record": (put(paragraph(field(" NEXT ", shows="«Next Record»"))), REFUSED),
    "number of the record": (put(paragraph(field(" MERGEREC ", shows="«Merge Record #»"))), REFUSED),
    "where the list of people is": (merge_source(), TOLD),
    "a question on opening": (put(paragraph(field(' FILLIN "Salary of ZQ?" ', shows="4000"))), REFUSED),
    "a question with a bookmark": (put(paragraph(field(' ASK who "Who?" ', shows="x"))), REFUSED),
    # fields of the file
    "name of the author": (put(paragraph(field(" AUTHOR ", shows="Leena HR"))), REFUSED),
    "who saved last": (put(paragraph(field(" LASTSAVEDBY ", shows="Leena HR"))), REFUSED),
    "name of the user": (put(paragraph(field(" USERNAME ", shows="Leena HR"))), REFUSED),
    "name of the file": (Template().put(paragraph(field(" FILENAME ", shows="group.en.docx")), FOOTER).put(SEEN), REFUSED),
    "day of saving": (Template().put(paragraph(field(' SAVEDATE \\@ "d.M.yyyy" ', shows="1.1.2026")), HEADER).put(SEEN), REFUSED),
    "day of printing": (put(paragraph(field(" PRINTDATE ", shows="0.0.0000"))), REFUSED),
    "day of making": (put(paragraph(field(" CREATEDATE ", shows="1.1.2026"))), REFUSED),
    "pages of pages": (Template().put(paragraph(field(" PAGE ", shows="1"), run_of(" / "), field(" NUMPAGES ", shows="2")), FOOTER).put(SEEN), FINE),
    "number of a table": (put(paragraph(run_of("Shown "), field(" SEQ Table \\* ARABIC ", shows="1"))), FINE),
    "heading in the header": (Template().put(paragraph(field(' STYLEREF "heading 1" ', shows="Shown")), HEADER).put(SEEN), FINE),
    "list of contents": (contents(), FINE),
    "list of an older form": (put(form("FORMDROPDOWN", '<w:ddList><w:listEntry w:val="Finnish"/></w:ddList>', "")), TOLD),
    "tick of an older form": (put(form("FORMCHECKBOX", '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>', "")), FINE),
    "field locked by F11": (put(paragraph(field(" PAGE ", shows="1").replace('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="begin" w:fldLock="1"/>'), run_of("Shown"))), FINE),
    # content controls
    "list with nothing chosen": (put(control(p("Choose an item.", rpr=PLACEHOLDER), f'<w:showingPlcHdr/><w:dropDownList><w:listItem w:displayText="Finnish" w:value="{SECRET}"/></w:dropDownList>')), TOLD),
    "control nobody may delete": (put(control(p("{{ mentor.name }}"), '<w:lock w:val="sdtContentLocked"/>')), FINE),
    "control that goes when typed in": (put(control(p("{{ mentor.name }}"), "<w:temporary/><w:text/>")), FINE),
    "control within a line": (put(f"<w:p>{control(run_of('{{ mentor.name }}'), '<w:text/>')}{run_of(' Shown')}</w:p>"), FINE),
    "half a tag in a control": (put(f"<w:p>{run_of('{{ mentor')}{control(run_of('.name }}'), '<w:text/>')}</w:p>"), FINE),
    "control around a cell": (put(tbl(control(tc("{{ mentor.name }}")) + tc("b"))), FINE),
    "picture control without a picture": (put(control(p("Shown"), "<w:picture/>")), FINE),
    # tables
    "table in a table": (nested("{{ mentor.name }}"), FINE),
    "hidden row": (put(tbl(f"<w:trPr><w:hidden/></w:trPr>{tc(SECRET)}{tc('')}", f"{tc('Shown')}{tc('b')}")), TOLD),
    "cell written upwards": (put(tbl(tc("Shown", '<w:tcW w:w="4000" w:type="dxa"/><w:textDirection w:val="btLr"/>') + tc("b"))), FINE),
    "grey on grey cell": (put(tbl(tc(SECRET, '<w:tcW w:w="4000" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>', rpr='<w:color w:val="D9D9D9"/>') + tc("b"))), TOLD),
    "striped cells": (put(tbl(tc("Shown", '<w:tcW w:w="4000" w:type="dxa"/><w:shd w:val="pct15" w:color="auto" w:fill="FFFFFF"/>') + tc("b"))), FINE),
    "loop in a table in a cell": (put(tbl(f"<w:tc><w:tcPr/>{tbl(tc('{%tr for m in mentees %}') + tc(''), tc('{{ m.name }}') + tc(''), tc('{%tr endfor %}') + tc(''))}<w:p/></w:tc>{tc('c')}")), FINE),
    # headers
    "own header of the first page": (first_page("{{ programme.name }} Shown"), FINE),
    "leftover in the header of the first page": (first_page("«Logo»"), REFUSED),
    "white note in the header": (Template().put(p(SECRET, rpr='<w:color w:val="FFFFFF"/>'), HEADER).put(SEEN), TOLD),
    # comments and changes
    "comment that nothing points at": (put().part("word/comments.xml", f'<w:comments {W}><w:comment w:id="0" w:author="{SECRET}"><w:p>{run_of(SECRET)}</w:p></w:comment></w:comments>', f"{OFFICE}/comments", "comments.xml", what="vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"), FINE),
    "indent of a paragraph changed": (put(p("a", f"<w:pPrChange {BY}><w:pPr/></w:pPrChange>")), REFUSED),
    "widths of a table changed": (put(tbl(tc("a") + tc("b")).replace("</w:tblGrid>", '<w:tblGridChange w:id="90"><w:tblGrid/></w:tblGridChange></w:tblGrid>')), REFUSED),
    "look of a cell changed": (put(tbl(tc("a", f'<w:tcW w:w="4000" w:type="dxa"/><w:tcPrChange {BY}><w:tcPr/></w:tcPrChange>') + tc("b"))), REFUSED),
    "a tag put in": (put(f"<w:p><w:ins {BY}>{run_of('{{ mentor.name }}')}</w:ins></w:p>"), REFUSED),
    "put in by one and taken out by another": (put(f"<w:p><w:ins {BY}><w:del {BY}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:ins></w:p>"), REFUSED),
    "changed in a footnote": (put().notes("footnote", f"<w:ins {BY}>{run_of('a')}</w:ins>"), REFUSED),
    # boxes and pictures
    "box upside down": (put(anchor("Shown").replace("<a:xfrm>", '<a:xfrm rot="10800000">')), FINE),
    "white words in a box without a colour": (put(anchor("x").replace(p("x"), p(SECRET, rpr='<w:color w:val="FFFFFF"/>')).replace("</wps:spPr>", '<a:noFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></wps:spPr>')), TOLD),
    "picture from the web": (put(f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="90000" cy="90000"/><wp:docPr id="9" name="x" descr="Logo"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip {R} r:link="rIdQ3"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>').relate(f"{OFFICE}/image", f"https://{SECRET}.example/logo.png", key="rIdQ3", outside=True), REFUSED),
    # hidden
    "end of a paragraph hidden": (put(p("Shown", "<w:rPr><w:vanish/></w:rPr>")), FINE),
    "heading that runs on": (put(p("Shown", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>")), FINE),
    "white on a yellow marker": (put(p("Shown", rpr='<w:color w:val="FFFFFF"/><w:highlight w:val="darkRed"/>')), FINE),
    "style of a paragraph that hides": (styled(char_style("Note", "<w:vanish/>", kind="paragraph"), p(SECRET, '<w:pStyle w:val="Note"/>')), TOLD),
    # what Word leaves in the file
    "panes of an add-in": (put().part("word/webextensions/taskpanes.xml", f"<wetp:taskpanes xmlns:wetp='w'>{SECRET}</wetp:taskpanes>", "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "word/webextensions/taskpanes.xml", owner=""), FINE),
    "signed in Word": (put().part("_xmlsignatures/origin.sigs", SECRET, "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin", "_xmlsignatures/origin.sigs", owner=""), FINE),
    "buttons of one's own": (put().part("customUI/customUI.xml", f"<customUI xmlns='http://schemas.microsoft.com/office/2006/01/customui'>{SECRET}</customUI>", "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility", "customUI/customUI.xml", owner=""), FINE),
    "template's type": (template_type("wordprocessingml.template.main+xml"), FINE),
    "older kind of leftover": (put(p("Dear %%Mentor%%,")), REFUSED),
    "leftover in single braces": (put(p("Dear {Mentor},")), REFUSED),
    "place in angle signs": (put(p("Dear &lt;&lt;Mentor&gt;&gt;,")), REFUSED),
    "a note for oneself": (put(p(f"Shown{{# ask Leena {SECRET} #}}")), FINE),
    "misspelt name": (put(p("{{ mentor.nmae }}")), REFUSED),
    "condition without an end": (put(p("{% if mentor.name %}Shown")), REFUSED),
    "list where a name is wanted": (put(p("{{ mentees }}")), REFUSED),
    "how many there are": (put(p("{{ mentees | length }} Shown")), FINE),
    "in capitals by a filter": (put(p("{{ mentor.name | upper }} Shown")), FINE),
}  # fmt: skip
