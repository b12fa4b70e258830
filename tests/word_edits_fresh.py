"""Edits of a template from what Word, LibreOffice and Google Docs write, and what must become of each.

The verdicts were written before the program was asked: fine, told or refused. ``SECRET`` is in
nothing that goes out, and ``Shown`` is in all that does.
"""

from __future__ import annotations

from word_edits import BODY, OFFICE, SECRET, WHO, R, Template, W, field, paragraph, run_of

FINE, TOLD, REFUSED = "fine", "told", "refused"
SETTINGS, STYLES = "word/settings.xml", "word/styles.xml"
V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
HDR = "vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
SEEN = paragraph(run_of("Shown"))


def put(*xml):
    return Template().put("".join(xml) + SEEN)


def p(text, ppr="", rpr=""):
    return paragraph(run_of(text, rpr), properties=ppr)


def secret(ppr="", rpr=""):
    return put(p(SECRET, ppr, rpr))


def tbl(*rows, tblpr="", grid=(4000, 4000)):
    cols = "".join(f'<w:gridCol w:w="{x}"/>' for x in grid)
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{x}" w:type="dxa"/></w:tcPr>{p("Head" if x > 100 else "")}</w:tc>' for x in grid
    ) + "</w:tr>"  # fmt: skip
    inside = "".join(f"<w:tr>{x}</w:tr>" for x in rows)
    return f'<w:tbl><w:tblPr>{tblpr}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{cols}</w:tblGrid>{head}{inside}</w:tbl>'


def tc(text, tcpr='<w:tcW w:w="4000" w:type="dxa"/>', rpr=""):
    return f"<w:tc><w:tcPr>{tcpr}</w:tcPr>{p(text, rpr=rpr)}</w:tc>"


def anchor(text, h="0", v="0", extent=(1800000, 900000), relative="page", more="", prop=""):
    inner = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        f'<w:p><w:r><w:drawing><wp:anchor {WP} behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:positionH relativeFrom="{relative}"><wp:posOffset>{h}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{relative}"><wp:posOffset>{v}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{extent[0]}" cy="{extent[1]}"/><wp:wrapNone/><wp:docPr id="41" name="Text Box 1"{more}/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp {WPS}>{prop}<wps:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='{extent[0]}' cy='{extent[1]}'/></a:xfrm></wps:spPr>"
        f"<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def vml(text, style):
    return (
        f'<w:p><w:r><w:pict {V}><v:shape id="s9" type="#_x0000_t202" style="{style}"><v:textbox><w:txbxContent>'
        f"{p(text)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def styled(xml, use):
    return put(use).replace(STYLES, b"</w:styles>", f"{xml}</w:styles>".encode())


def char_style(key, rpr, based="", kind="character", more=""):
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{key}"><w:name w:val="{key}"/>{based}{more}<w:rPr>{rpr}</w:rPr></w:style>'


def table_style(region, rpr):
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Q"><w:name w:val="Q"/>'
        f'<w:tblStylePr w:type="{region}"><w:rPr>{rpr}</w:rPr></w:tblStylePr></w:style>'
    )


def look(**on):
    said = " ".join(
        f'w:{x}="{int(on.get(x, 0))}"'
        for x in ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand")
    )
    return f'<w:tblStyle w:val="Q"/><w:tblLook w:val="0000" {said}/>'


def settings(xml):
    return put().replace(SETTINGS, b"<w:defaultTabStop", f"{xml}<w:defaultTabStop".encode())


def behind(made, name, kind, target, owner=BODY, what="xml", content=SECRET, key="rIdQ1"):
    return made.part(name, content, kind, target, owner, key, what)


def control(inside, pr=""):
    return f"<w:sdt><w:sdtPr>{pr}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def bare_field(code):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('end')}"


def second_section(first, second):
    """Two sections with first-page headers; the ticks "Different First Page" stand in ``first`` and ``second``."""
    made = put()
    behind(made, "word/header8.xml", f"{OFFICE}/header", "header8.xml", what=HDR, key="rIdQ8",
           content=f"<w:hdr {W}>{p(SECRET)}</w:hdr>")  # fmt: skip
    before = (
        f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{first}</w:sectPr></w:pPr></w:p>'
    )
    made.put(before)
    made.replace(
        BODY,
        b'<w:headerReference w:type="default"',
        f'<w:headerReference {R} w:type="first" r:id="rIdQ8"/><w:headerReference w:type="default"'.encode(),
    )
    return made.replace(BODY, b'<w:docGrid w:linePitch="360"/></w:sectPr>',
                        f'{second}<w:docGrid w:linePitch="360"/></w:sectPr>'.encode())  # fmt: skip


def picture(rels, key, target, more=""):
    drawn = (
        f'<w:p><w:r><w:drawing><wp:inline {WP}><wp:extent cx="90" cy="90"/><wp:docPr id="9" name="x" descr="Logo"/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip {R} {more}="{key}"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    return put(drawn).relate(f"{OFFICE}/{rels}", target, key=key, outside=True)


def ruby(base, over):
    return (
        f'<w:p><w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/></w:rubyPr><w:rt>{run_of(over)}</w:rt>'
        f"<w:rubyBase>{run_of(base)}</w:rubyBase></w:ruby></w:r></w:p>"
    )


def equation(inside):
    return f"<w:p><m:oMath {M}>{inside}</m:oMath></w:p>"


def stray_note():
    xml = (
        f'<w:footnotes {W}><w:footnote w:id="1"><w:p>{run_of("Shown")}</w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run_of(SECRET)}</w:p></w:footnote></w:footnotes>'
    )
    made = put(paragraph('<w:r><w:footnoteReference w:id="1"/></w:r>'))
    what = "vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    return made.part(
        "word/footnotes.xml", xml, f"{OFFICE}/footnotes", "footnotes.xml", what=what, key="rIdQ6"
    )


def outer(target, *, body=SEEN):
    """An ink drawing or a printer's settings: an element of the body that points at a part."""
    return put(body).part(
        target, f"<ink>{SECRET}</ink>", f"{OFFICE}/customXml", target.removeprefix("word/")
    )


TRACKED = f"<w:rPrChange {WHO}><w:rPr/></w:rPrChange>".replace("Leena HR", SECRET)
BY = WHO.replace("Leena HR", SECRET)
EDITS = {
    # text that does not stand on the page
    "paragraph far to the left": (secret('<w:ind w:left="-20000"/>'), TOLD),
    "paragraph far to the right": (secret('<w:ind w:left="31000" w:right="-31000"/>'), TOLD),
    "paragraph far to the left, newer words": (secret('<w:ind w:start="-20000" w:end="20000"/>'), TOLD),
    "first line far to the left": (secret('<w:ind w:hanging="20000"/>'), TOLD),
    "indent of a style": (
        styled('<w:style w:type="paragraph" w:styleId="Off"><w:name w:val="Off"/><w:pPr><w:ind w:left="-22000"/></w:pPr></w:style>',
               p(SECRET, '<w:pStyle w:val="Off"/>')), TOLD),
    "indent into the margin": (put(p("Shown", '<w:ind w:left="-720" w:right="-300"/>')), FINE),
    "indent for an address": (put(p("Shown", '<w:ind w:left="5103" w:hanging="1304"/>')), FINE),
    "frame left of the page": (secret('<w:framePr w:w="2000" w:hAnchor="page" w:vAnchor="page" w:x="-20000" w:y="500"/>'), TOLD),
    "frame below the page": (secret('<w:framePr w:w="2000" w:hAnchor="page" w:vAnchor="page" w:x="500" w:y="30000"/>'), TOLD),
    "frame of one twip": (secret('<w:framePr w:w="1" w:h="1" w:hRule="exact" w:hAnchor="page" w:x="500" w:y="500"/>'), TOLD),
    "dropped capital": (put(p("S", '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>')), FINE),
    "text box left of the page": (put(anchor(SECRET, h="-9000000")), TOLD),
    "text box above the page": (put(anchor(SECRET, v="-9000000")), TOLD),
    "text box beyond the right edge": (put(anchor(SECRET, h="8000000")), TOLD),
    "text box in the margin": (put(anchor("Shown", h="-300000", relative="column")), FINE),
    "text box of no size": (put(anchor(SECRET, extent=(0, 0))), TOLD),
    "older text box off the page": (put(vml(SECRET, "position:absolute;margin-left:-2000pt;margin-top:0;width:90pt;height:40pt")), TOLD),
    "older text box on the page": (put(vml("Shown", "position:absolute;margin-left:-20pt;margin-top:10pt;width:90pt;height:40pt")), FINE),
    "older text box, visibility hidden": (put(vml(SECRET, "position:absolute;margin-left:0;width:90pt;height:40pt;visibility:hidden")), TOLD),
    "letters of a point and a half": (secret(rpr='<w:sz w:val="3"/>'), TOLD),
    "row of exact height one": (put(tbl(f'<w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>{tc(SECRET)}{tc("")}')), TOLD),
    "row of at least one": (put(tbl(f'<w:trPr><w:trHeight w:val="1"/></w:trPr>{tc("Shown")}{tc("")}')), FINE),
    "row of exact half a centimetre": (put(tbl(f'<w:trPr><w:trHeight w:val="284" w:hRule="exact"/></w:trPr>{tc("Shown")}{tc("")}')), FINE),
    "column of no width": (put(tbl(tc("Shown") + tc(SECRET, '<w:tcW w:w="1" w:type="dxa"/>'), grid=(8000, 1))), TOLD),
    "table left of the page": (put(tbl(tc(SECRET) + tc(""), tblpr='<w:tblInd w:w="-20000" w:type="dxa"/>').replace("Head", "")), TOLD),
    "floating table off the page": (
        put(tbl(tc(SECRET) + tc(""), tblpr='<w:tblpPr w:horzAnchor="page" w:vertAnchor="page" w:tblpX="-20000" w:tblpY="100"/>').replace("Head", "")), TOLD),
    "letters raised off the page": (secret(rpr='<w:position w:val="3000"/>'), TOLD),
    "letters raised a little": (put(p("Shown", rpr='<w:position w:val="6"/>')), FINE),
    "letters pushed into one another": (secret(rpr='<w:spacing w:val="-400"/>'), TOLD),
    "letters a little closer": (put(p("Shown", rpr='<w:spacing w:val="-10"/>')), FINE),
    "text fitted into a point": (secret(rpr='<w:fitText w:val="10" w:id="7"/>'), TOLD),
    "letters of one per cent by a style": (styled(char_style("Thin", '<w:w w:val="1"/>'), p(SECRET, rpr='<w:rStyle w:val="Thin"/>')), TOLD),
    "letters without a fill": (secret(rpr=f"<w14:textFill {W14}><w14:noFill/></w14:textFill>"), TOLD),
    "letters filled white": (
        secret(rpr=f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>'), TOLD),
    # hidden text
    "style based on a hidden style": (
        styled(char_style("H0", "<w:vanish/>") + char_style("H1", "<w:i/>", "H0"), p(SECRET, rpr='<w:rStyle w:val="H1"/>')), TOLD),
    "style that shows, based on a hidden one": (
        styled(char_style("H0", "<w:vanish/>") + char_style("H1", '<w:vanish w:val="0"/>', "H0"), p("Shown", rpr='<w:rStyle w:val="H1"/>')), FINE),
    "linked style": (
        styled(char_style("HP", "<w:vanish/>", kind="paragraph", more='<w:link w:val="HC"/>') + char_style("HC", "<w:vanish/>", more='<w:link w:val="HP"/>'),
               p(SECRET, '<w:pStyle w:val="HP"/>') + p(SECRET, rpr='<w:rStyle w:val="HC"/>')), TOLD),
    "first row hidden by the table's style": (
        styled(table_style("firstRow", "<w:vanish/>"), tbl(tc("Shown") + tc("b"), tblpr=look(firstRow=1)).replace("Head", SECRET)), TOLD),
    "first column hidden by the table's style": (
        styled(table_style("firstCol", "<w:vanish/>"), tbl(tc(SECRET) + tc("Shown"), tblpr=look(firstColumn=1))), TOLD),
    "first column's style not used": (
        styled(table_style("firstCol", "<w:vanish/>"), tbl(tc("Shown") + tc("b"), tblpr=look(firstRow=1))), FINE),
    "last row white by the table's style": (
        styled(table_style("lastRow", '<w:color w:val="FFFFFF"/>') + char_style("Bare", "", kind="paragraph"),
               tbl(tc("Shown") + tc("b"), tc(SECRET).replace("<w:pPr>", '<w:pPr><w:pStyle w:val="Bare"/>') + tc(""), tblpr=look(lastRow=1))), TOLD),
    "cell that a merged one covers": (
        put(tbl(tc("Shown", '<w:vMerge w:val="restart"/>') + tc("b"), tc(SECRET, "<w:vMerge/>") + tc("c"))), TOLD),
    "cells that a merged one covers, empty": (
        put(tbl(tc("Shown", '<w:vMerge w:val="restart"/>') + tc("b"), tc("", "<w:vMerge/>") + tc("c"))), FINE),
    "phantom in an equation": (put(equation(f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e><m:r><m:t>{SECRET}</m:t></m:r></m:e></m:phant>')), TOLD),
    "hidden in an equation": (put(equation(f"<m:r><w:rPr><w:vanish/></w:rPr><m:t>{SECRET}</m:t></m:r>")), TOLD),
    "hidden shape of a group": (put(anchor(SECRET, prop='<wps:cNvPr id="3" name="Box" hidden="1"/>')), TOLD),
    "link under hidden words": (
        put(f'<w:p><w:hyperlink {R} r:id="rIdQ4">{run_of("x", "<w:vanish/>")}</w:hyperlink></w:p>').relate(f"{OFFICE}/hyperlink", f"https://{SECRET}.example", key="rIdQ4", outside=True), TOLD),
    "name of a bookmark": (put(f'<w:p><w:bookmarkStart w:id="3" w:name="_{SECRET}"/>{run_of("a")}<w:bookmarkEnd w:id="3"/></w:p>'), FINE),
    "first page's header of a section without one": (second_section("<w:titlePg/>", ""), TOLD),
    "footnote that nothing refers to": (stray_note(), FINE),
    # fields
    "entry of an index": (put(paragraph(bare_field(f' XE "{SECRET}" '))), TOLD),
    "entry of a list of contents": (put(paragraph(bare_field(f' TC "{SECRET}" \\l 1 '))), TOLD),
    "variable that a field sets": (put(paragraph(bare_field(f' SET x "{SECRET}" '))), REFUSED),
    "data of a field": (
        put(paragraph(field(" REF b ", shows="1").replace('<w:fldChar w:fldCharType="begin"/>', f'<w:fldChar w:fldCharType="begin"><w:fldData>{SECRET}</w:fldData></w:fldChar>'))), FINE),
    "macro of a form's field": (
        put(paragraph(field(" FORMTEXT ", shows="_").replace('<w:fldChar w:fldCharType="begin"/>', f'<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="a"/><w:enabled/><w:entryMacro w:val="{SECRET}"/></w:ffData></w:fldChar>'))), FINE),
    "live link to another program": (put(paragraph(field(f' DDEAUTO Excel "C:\\\\{SECRET}.xlsx" R1C1 ', shows="1"))), REFUSED),
    "link to a file by a field": (put(paragraph(field(f' HYPERLINK "file:///C:\\\\{SECRET}\\\\a.docx" ', shows="here"))), REFUSED),
    "citation of an add-in": (put(paragraph(field(f" ADDIN ZOTERO_ITEM {SECRET} ", shows="(1)"))), REFUSED),
    "merge field with switches": (put(paragraph(field(' MERGEFIELD "Mentor name" \\* Upper \\* MERGEFORMAT '))), FINE),
    "merge field inside a quoting one": (
        put(paragraph(field(" QUOTE ", shows="x").replace("<w:instrText> QUOTE ", "<w:instrText> QUOTE </w:instrText></w:r>" + field(" MERGEFIELD Mentor_name ") + "<w:r><w:instrText> "))), REFUSED),
    "picture from a folder": (put(paragraph(field(f' INCLUDEPICTURE "C:\\\\{SECRET}\\\\logo.png" \\d ', shows="Shown"))), TOLD),
    # what lies behind
    "data and bound control": (
        behind(put(control(p("Shown"), f'<w:dataBinding w:xpath="/a[@x={SECRET}]" w:storeItemID="{{1}}"/>')),
               "customXml/item1.xml", f"{OFFICE}/customXml", "../customXml/item1.xml", content=f"<a>{SECRET}</a>"), TOLD),
    "building blocks": (
        behind(put(), "word/glossary/document.xml", f"{OFFICE}/glossaryDocument", "glossary/document.xml",
               content=f"<w:glossaryDocument {W}><w:docParts>{p(SECRET, rpr=TRACKED)}</w:docParts></w:glossaryDocument>"), FINE),
    "numbers of sessions of editing": (
        settings('<w:rsids><w:rsidRoot w:val="00ZQSECRET"/><w:rsid w:val="00ZQSECRET"/></w:rsids>').put(f'<w:p w:rsidR="00{SECRET}">{run_of("a")}</w:p>'), FINE),
    "sensitivity label": (put().part("docMetadata/LabelInfo.xml", f"<clbl:labelList xmlns:clbl='c' id='{SECRET}'/>", "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml", owner=""), FINE),
    "ink": (
        outer("word/ink/ink1.xml", body=f'<w:p><w:r><mc:AlternateContent {MC}><mc:Choice xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" Requires="wpi"><w:drawing><wp:inline {WP}><wp:extent cx="9" cy="9"/><wp:docPr id="8" name="Ink 1" descr="d"/><a:graphic xmlns:a="{A}"><a:graphicData><w14:contentPart {W14} {R} r:id="rIdQ1"/></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>{SEEN}'), TOLD),
    "settings of a printer": (
        put().part("word/printerSettings1.bin", SECRET, f"{OFFICE}/printerSettings", "printerSettings1.bin").replace(BODY, b'<w:docGrid w:linePitch="360"/>', f'<w:docGrid w:linePitch="360"/><w:printerSettings {R} r:id="rIdQ1"/>'.encode()), FINE),
    "prompt of a control": (
        put(control(p("Click or tap here to enter text.", rpr='<w:rStyle w:val="PlaceholderText"/>'), f'<w:placeholder><w:docPart w:val="{SECRET}"/></w:placeholder><w:showingPlcHdr/><w:text/>')), TOLD),
    "linked picture of a folder": (picture("image", "rIdQ3", f"file:///C:/{SECRET}/a.png", "r:link"), REFUSED),
    # tags and how they are cut
    "soft hyphen in a tag": (put("<w:p><w:r><w:t>{{ men</w:t></w:r><w:r><w:softHyphen/></w:r><w:r><w:t>tor.name }}</w:t></w:r></w:p>"), FINE),
    "soft hyphen between braces": (put("<w:p><w:r><w:t>{</w:t><w:softHyphen/><w:t>{ mentor.name }</w:t><w:softHyphen/><w:t>}</w:t></w:r></w:p>"), FINE),
    "hard hyphen beside a tag": (put("<w:p><w:r><w:t>Shown</w:t><w:noBreakHyphen/><w:t>{{ mentor.name }}</w:t></w:r></w:p>"), FINE),
    "braces in runs of their own": (put(paragraph(*map(run_of, ("{", "{ mentor.name }", "}")))), FINE),
    "half a tag in a link": (put(f'<w:p><w:hyperlink w:anchor="a">{run_of("{{ mentor")}</w:hyperlink>{run_of(".name }}")}</w:p>'), REFUSED),
    "tag over a page's end": (put("<w:p><w:r><w:t>{{ mentor</w:t><w:lastRenderedPageBreak/><w:t>.name }}</w:t></w:r></w:p>"), FINE),
    "quotes as Word curls them": (put(p("{{ people | map(attribute=‘name’) | join(“, ”) }}")), FINE),
    "Finnish quotes": (put(p("{{ people | map(attribute=”name”) | join(’, ’) }}")), FINE),
    "capital at the start of a sentence": (put(p("{{ Mentor.name }}")), REFUSED),
    "a dash in place of a hyphen": (put(p("{%– if mentor.name %}x{% endif %}")), REFUSED),
    "braces of a symbol font": (put('<w:p><w:r><w:sym w:font="Symbol" w:char="F07B"/></w:r><w:r><w:t> mentor.name </w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F07D"/></w:r></w:p>'), REFUSED),
    "tag under reading aids": (put(ruby("{{ mentor.name }}", "x")), FINE),
    "leftover in reading aids": (put(ruby("x", "«Mentor»")), REFUSED),
    "tag in an equation": (put(equation("<m:r><m:t>{{ mentor.name }}</m:t></m:r>")), FINE),
    "leftover in an equation": (put(equation("<m:r><m:t>«Mentor»</m:t></m:r>")), REFUSED),
    "tag written from right to left": (put(f'<w:p><w:dir w:val="rtl">{run_of("{{ mentor.")}</w:dir><w:bdo w:val="ltr">{run_of("name }}")}</w:bdo></w:p>'), FINE),
    "emoji as Word writes it": (
        put(f'<w:p><w:r><mc:AlternateContent {MC}><mc:Choice Requires="w16se"><w16se:symEx xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" w16se:font="Segoe UI Emoji" w16se:char="1F60A"/></mc:Choice><mc:Fallback><w:t>Shown😊</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>'), FINE),
    "repeating section": (
        put(tbl("%s").replace("<w:tr>%s</w:tr>", "".join(f"<w:tr>{tc(x)}{tc('')}</w:tr>" for x in ("{%tr for m in mentees %}",))
            + control(control(f"<w:tr>{tc('{{ m.name }}')}{tc('')}</w:tr>", '<w15:repeatingSectionItem xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'),
                      '<w15:repeatingSection xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>')
            + f"<w:tr>{tc('{%tr endfor %}')}{tc('')}</w:tr>")), FINE),
    "number of a list with a leftover": (
        put().replace("word/numbering.xml", b'<w:lvlText w:val="', '<w:lvlText w:val="«Mentor» '.encode()), REFUSED),
    "lines with numbers": (put().replace(BODY, b"<w:cols ", b'<w:lnNumType w:countBy="1"/><w:cols '), FINE),
}  # fmt: skip
