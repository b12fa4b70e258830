"""A second and a third reading of what Word, LibreOffice and Google Docs write, each made when all before was mended.

A hyphen that takes the text before it along, and a tag cut by an equation, are refused and were meant to go out.
"""

from __future__ import annotations

from word_edits import BODY, HEADER, OFFICE, SECRET, R, Template, W, field, paragraph, run_of
from word_edits_fresh import (
    BY,
    FINE,
    HDR,
    MC,
    REFUSED,
    SEEN,
    SETTINGS,
    STYLES,
    TOLD,
    TRACKED,
    W14,
    WP,
    WPS,
    A,
    V,
    anchor,
    behind,
    char_style,
    control,
    equation,
    look,
    p,
    put,
    secret,
    settings,
    styled,
    table_style,
    tbl,
    tc,
    vml,
)

MICRO = "http://schemas.microsoft.com/office/2011/relationships"


def comments(made, owner=BODY):
    made.part(
        "word/comments.xml",
        f'<w:comments {W}><w:comment w:id="0" w:author="{SECRET}" w:initials="S"><w:p>{run_of(SECRET)}</w:p></w:comment><w:comment w:id="1" w:author="{SECRET}"><w:p>{run_of(SECRET)}</w:p></w:comment></w:comments>',
        f"{OFFICE}/comments",
        "comments.xml",
        owner=owner,
        key="rIdC1",
        what="vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    )
    made.part(
        "word/commentsExtended.xml",
        f'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="{SECRET}"/></w15:commentsEx>',
        f"{MICRO}/commentsExtended",
        "commentsExtended.xml",
        key="rIdC2",
    )
    made.part(
        "word/people.xml",
        f'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="{SECRET}"/></w15:people>',
        f"{MICRO}/people",
        "people.xml",
        key="rIdC3",
    )
    return made


OF_LINK = '<w:rStyle w:val="HL"/>'
REF = '<w:r><w:commentReference w:id="0"/></w:r>'


def hdr(kind, settings_xml="", shown="", part="headerReference"):
    made = put()
    what = "header" if part.startswith("header") else "footer"
    tag = "hdr" if what == "header" else "ftr"
    behind(
        made,
        f"word/{what}9.xml",
        f"{OFFICE}/{what}",
        f"{what}9.xml",
        what=HDR.replace("header", what),
        key="rIdQ8",
        content=f"<w:{tag} {W}>{p(SECRET if not (settings_xml or shown) else 'Shown')}</w:{tag}>",
    )
    made.replace(
        BODY,
        b'<w:headerReference w:type="default"',
        f'<w:{part} {R} w:type="{kind}" r:id="rIdQ8"/><w:headerReference w:type="default"'.encode(),
    )
    if settings_xml:
        made.replace(SETTINGS, b"<w:defaultTabStop", f"{settings_xml}<w:defaultTabStop".encode())
    return made


MORE_EDITS = {
    # tracked changes of the first reading
    "mark of a paragraph put in": (put(p("a", f"<w:rPr><w:ins {BY}/></w:rPr>")), REFUSED),
    "row taken out": (put(tbl(f"<w:trPr><w:del {BY}/></w:trPr>{tc('a')}{tc('b')}")), REFUSED),
    "cells merged": (put(tbl(tc("a", f'<w:tcW w:w="4000" w:type="dxa"/><w:cellMerge {BY} w:vMerge="cont"/>') + tc("b"))), REFUSED),
    "properties of a style changed": (styled(char_style("Ch", f"<w:b/>{TRACKED}"), p("a", rpr='<w:rStyle w:val="Ch"/>')), REFUSED),
    "changed in a header": (Template().put(p("a", rpr=TRACKED), HEADER).put(SEEN), REFUSED),
    "put into an equation": (put(equation(f"<m:f><m:fPr><m:ctrlPr><w:ins {BY}/></m:ctrlPr></m:fPr><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>")), REFUSED),
    "control put in": (put(f'<w:customXmlInsRangeStart {BY}/>{control(p("a"))}<w:customXmlInsRangeEnd w:id="90"/>'), REFUSED),
    "changed in the numbers of lists": (
        put().replace("word/numbering.xml", b"</w:lvl>", f"<w:rPr>{TRACKED}</w:rPr></w:lvl>".encode()), REFUSED),
    "moved, in a text box": (put(anchor("a").replace("<w:txbxContent>", f'<w:txbxContent><w:p><w:moveTo {BY}>{run_of("b")}</w:moveTo></w:p>')), REFUSED),
    # held against the pages that LibreOffice makes of them
    "first line far to the right": (put(p("Shown", '<w:ind w:firstLine="20000"/>')), FINE),
    "hollow letters": (
        put(p("Shown", rpr=f'<w14:textOutline {W14} w14:w="9525"><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill></w14:textOutline><w14:textFill {W14}><w14:noFill/></w14:textFill>')), FINE),
    # a second reading, made when the first was mended
    "yellow on yellow": (secret(rpr='<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'), TOLD),
    "dark blue on dark blue": (secret(rpr='<w:color w:val="000080"/><w:highlight w:val="darkBlue"/>'), TOLD),
    "blue on yellow": (put(p("Shown", rpr='<w:color w:val="0000FF"/><w:highlight w:val="yellow"/>')), FINE),
    "box placed by per cent": (
        put(anchor(SECRET).replace('<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>',
            f'<mc:AlternateContent {MC}><mc:Choice Requires="wp14"><wp:positionH relativeFrom="page"><wp14:pctPosHOffset xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing">-900000</wp14:pctPosHOffset></wp:positionH></mc:Choice>'
            '<mc:Fallback><wp:positionH relativeFrom="page"><wp:posOffset>-68000000</wp:posOffset></wp:positionH></mc:Fallback></mc:AlternateContent>')), TOLD),
    "column of no width in the grid alone": (
        put(tbl(tc("Shown") + tc(SECRET, '<w:tcW w:w="0" w:type="auto"/>'), grid=(8000, 0))), TOLD),
    "cells without a width": (put(tbl(tc("Shown", '<w:tcW w:w="0" w:type="auto"/>') + tc("b", '<w:tcW w:w="0" w:type="auto"/>')).replace('<w:tblLayout w:type="fixed"/>', "")), FINE),
    "hidden in a second branch": (
        put(f'<w:p><w:r><mc:AlternateContent {MC}><mc:Choice Requires="wpi"><w:t>Shown</w:t></mc:Choice><mc:Fallback><w:pict {V}><v:shape id="s8" style="visibility:hidden"><v:textbox><w:txbxContent>{p(SECRET)}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'), TOLD),
    "old picture of a box, with two needs": (
        put(paragraph(f'<w:r><mc:AlternateContent {MC}><mc:Choice Requires="wps wp14"><w:drawing><wps:wsp {WPS}><wps:txbx><w:txbxContent>{SEEN}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback>{run_of(SECRET)}</mc:Fallback></mc:AlternateContent></w:r>')), FINE),
    "link on an older shape": (put(vml("Shown", "width:90pt;height:40pt").replace("<v:shape ", f'<v:shape href="file:///C:/{SECRET}/a.docx" ')), REFUSED),
    "path in the title of an older picture": (
        put(f'<w:p><w:r><w:pict {V}><v:shape id="s7" style="width:90pt;height:40pt"><v:imagedata o:title="C:\\Users\\{SECRET}\\logo"/></v:shape></w:pict></w:r></w:p>'), TOLD),
    "last choice of a control": (
        put(control(p("Finnish"), f'<w:dropDownList w:lastValue="{SECRET}"><w:listItem w:displayText="Finnish" w:value="{SECRET}"/></w:dropDownList>')), TOLD),
    "schemas of a company": (
        settings(f'<sl:schemaLibrary xmlns:sl="http://schemas.openxmlformats.org/schemaLibrary/2006/main"><sl:schema sl:uri="http://{SECRET}"/></sl:schemaLibrary><w:smartTagType w:namespaceuri="urn:{SECRET}" w:name="x"/>'), FINE),
    "reference that Word no longer finds": (put(paragraph(field(" REF _Ref1 \\h ", shows="Error! Reference source not found."))), REFUSED),
    "the same in Finnish": (put(paragraph(field(" REF _Ref1 \\h ", shows="Virhe. Viitteen lähdettä ei löytynyt."))), REFUSED),
    "the same in Swedish": (put(paragraph(field(" PAGEREF _Ref1 \\h ", shows="Fel! Bokmärket är inte definierat."))), REFUSED),
    "reference to a place there": (
        put(f'<w:p><w:bookmarkStart w:id="4" w:name="_Ref77"/>{run_of("Shown")}<w:bookmarkEnd w:id="4"/></w:p>', paragraph(field(" REF _Ref77 \\h ", shows="Shown"))), FINE),
    "link to a place in the text": (
        put(f'<w:p><w:bookmarkStart w:id="4" w:name="there"/>{run_of("Shown")}<w:bookmarkEnd w:id="4"/></w:p><w:p><w:hyperlink w:anchor="there">{run_of("there")}</w:hyperlink></w:p>'), FINE),
    "conflict of two who edit at once": (put(f'<w:p><w14:conflictIns {W14} {BY}>{run_of("a")}</w14:conflictIns></w:p>'), REFUSED),
    "number of a list put in": (put(p("a", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {BY}/></w:numPr>')), REFUSED),
    "table moved": (put(f'<w:moveFromRangeStart w:id="5" w:name="m" w:author="{SECRET}"/>{tbl(tc("a") + tc("b"))}<w:moveFromRangeEnd w:id="5"/>'), REFUSED),
    "hidden number of a list": (
        put(p("Shown", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')).replace("word/numbering.xml", b'<w:lvlText w:val="', f'<w:lvlText w:val="{SECRET} '.encode()).replace("word/numbering.xml", b'<w:rFonts w:ascii="Symbol"', b'<w:vanish/><w:rFonts w:ascii="Symbol"'), TOLD),
    "sessions of editing in styles": (styled(char_style("Rs", "", more=f'<w:rsid w:val="00{SECRET}"/>'), p("a")), FINE),
    "link of a picture to a place in the text": (
        put(f'<w:p><w:bookmarkStart w:id="4" w:name="there"/>{run_of("Shown")}<w:bookmarkEnd w:id="4"/></w:p>').relate(f"{OFFICE}/hyperlink", "#there", key="rIdQ4", outside=True).put(
            f'<w:p><w:r><w:drawing><wp:inline {WP}><wp:extent cx="90000" cy="90000"/><wp:docPr id="9" name="x" descr="d"><a:hlinkClick xmlns:a="{A}" {R} r:id="rIdQ4"/></wp:docPr></wp:inline></w:drawing></w:r></w:p>'), FINE),
    "old picture of a box alone": (
        put(f'<w:p><w:r><mc:AlternateContent {MC}><mc:Fallback>{vml("Shown", "width:90pt;height:40pt")[10:-12]}</mc:Fallback></mc:AlternateContent></w:r></w:p>'), FINE),
    "indent of a list off the page": (
        put(p(SECRET, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')).replace("word/numbering.xml", b'<w:ind w:left="360" w:hanging="360"/>', b'<w:ind w:left="-25000" w:hanging="360"/>'), TOLD),
    "hidden comment of LibreOffice in the footer": (
        Template().put(f'<w:p>{run_of("a")}<w:r><w:rPr/><w:commentReference w:id="0"/></w:r></w:p>', "word/footer1.xml").put(SEEN).part(
            "word/comments.xml", f'<w:comments {W}><w:comment w:id="0" w:author="{SECRET}"><w:p>{run_of(SECRET)}</w:p></w:comment></w:comments>', f"{OFFICE}/comments", "comments.xml", owner="word/footer1.xml"), TOLD),
    "section hidden by LibreOffice": (put(*(p(SECRET, rpr="<w:vanish/>") for _ in range(3))), TOLD),
    "marks that Google Docs leaves": (
        put(f'<w:p w:rsidR="00{SECRET}"><w:bookmarkStart w:id="0" w:name="_heading=h.{SECRET}" w:colFirst="0" w:colLast="0"/><w:bookmarkEnd w:id="0"/><w:r w:rsidDel="00000000"><w:rPr><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">Dear {{{{ mentor.first_name }}}}</w:t></w:r></w:p>'), FINE),
    "suggestion of Google Docs": (put(f'<w:p><w:ins w:author="Anonymous" w:id="0" w:date="2026-11-01T10:00:00Z">{run_of("a")}</w:ins></w:p>'), REFUSED),
    "right to left, aligned off the page": (secret('<w:bidi/><w:ind w:left="-20000" w:right="20000"/><w:jc w:val="right"/>'), TOLD),
    "centred title, a little outdented": (put(p("Shown", '<w:ind w:left="-567" w:right="-567"/><w:jc w:val="center"/>')), FINE),
    "address label far to the right": (put(p("Shown", '<w:ind w:left="7000"/>')), FINE),
    "letterhead in a frame": (put(p("Shown", '<w:framePr w:w="4000" w:hSpace="180" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="1134" w:y="600"/>')), FINE),
    "watermark box over the whole page": (put(anchor("Shown", h="-100000", v="-100000", extent=(8000000, 11000000))), FINE),
    "line as a thin shape": (put(vml("", "position:absolute;width:400pt;height:0"), SEEN), FINE),
    # a third one
    "comment with an answer": (comments(put(f'<w:p><w:commentRangeStart w:id="0"/>{run_of("a")}<w:commentRangeEnd w:id="0"/>{REF}<w:r><w:commentReference w:id="1"/></w:r></w:p>')), TOLD),
    "comment on a table": (comments(put(f'<w:commentRangeStart w:id="0"/>{tbl(tc("a") + tc("b"))}<w:commentRangeEnd w:id="0"/><w:p>{REF}</w:p>')), TOLD),
    "row put in": (put(tbl(f"<w:trPr><w:ins {BY}/></w:trPr>{tc('a')}{tc('b')}")), REFUSED),
    "cell put in": (put(tbl(tc("a", f'<w:tcW w:w="4000" w:type="dxa"/><w:cellIns {BY}/>') + tc("b"))), REFUSED),
    "paragraph taken out": (put(f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr><w:del {BY}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>"), REFUSED),
    "moved": (put(f'<w:p><w:moveFromRangeStart w:id="1" w:name="m" w:author="x"/><w:moveFrom {BY}>{run_of(SECRET)}</w:moveFrom><w:moveFromRangeEnd w:id="1"/></w:p><w:p><w:moveTo {BY}>{run_of("x")}</w:moveTo></w:p>'), REFUSED),
    "look of a table changed": (put(tbl(tc("a") + tc("b"), tblpr=f"<w:tblPrChange {BY}><w:tblPr/></w:tblPrChange>")), REFUSED),
    "page changed": (put().replace(BODY, b'<w:docGrid w:linePitch="360"/>', f'<w:docGrid w:linePitch="360"/><w:sectPrChange {BY}><w:sectPr/></w:sectPrChange>'.encode()), REFUSED),
    "style that menus do not show": (styled(char_style("Sh", "", more="<w:semiHidden/>"), p("Shown", rpr='<w:rStyle w:val="Sh"/>')), FINE),
    "white by the document": (styled(char_style("Bare", "", kind="paragraph"), p(SECRET, '<w:pStyle w:val="Bare"/>')).replace(STYLES, b'<w:sz w:val="22"/><w:szCs w:val="22"/>', b'<w:color w:val="FFFFFF"/><w:sz w:val="22"/><w:szCs w:val="22"/>'), TOLD),
    "hidden by the document": (put().replace(STYLES, b'<w:sz w:val="22"/><w:szCs w:val="22"/>', b'<w:vanish/><w:sz w:val="22"/><w:szCs w:val="22"/>'), REFUSED),
    "corner hidden by the table's style": (styled(table_style("nwCell", "<w:vanish/>"), tbl(tc("Shown") + tc("b"), tblpr=look(firstRow=1, firstColumn=1)).replace(">Head<", f">{SECRET}<", 1)), TOLD),
    "first row hidden, told in old numbers": (styled(table_style("firstRow", "<w:vanish/>"), tbl(tc("Shown") + tc("b"), tblpr='<w:tblStyle w:val="Q"/><w:tblLook w:val="04A0"/>').replace("Head", SECRET)), TOLD),
    "band hidden by the table's style": (styled(table_style("band1Horz", "<w:vanish/>"), tbl(tc(SECRET) + tc(""), tc("Shown") + tc("b"), tblpr=look(firstRow=1, noVBand=1))), TOLD),
    "hidden style of a link": (styled(char_style("HL", "<w:vanish/>"), f'<w:p><w:hyperlink w:anchor="a">{run_of(SECRET, OF_LINK)}</w:hyperlink></w:p>'), TOLD),
    "where the cursor was": (put(f'<w:p><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>{run_of("a")}</w:p>'), FINE),
    "merge field of nobody": (put(paragraph(field(" MERGEFIELD Salary ", shows="«Salary»"))), REFUSED),
    "condition in a header": (Template().put(paragraph(field(" IF 1 = 1 &quot;a&quot; &quot;b&quot; ", shows="a")), HEADER).put(SEEN), REFUSED),
    "data that nothing binds": (behind(put(), "customXml/item1.xml", f"{OFFICE}/customXml", "../customXml/item1.xml", content=f"<a>{SECRET}</a>"), FINE),
    "part of a larger document": (put(f'<w:subDoc {R} r:id="rIdQ1"/>').relate(f"{OFFICE}/subDocument", f"file:///C:/{SECRET}.docx", outside=True), REFUSED),
    "control of Visual Basic": (behind(put(f'<w:p><w:r><w:object {V}><v:shape id="s1" style="width:90pt;height:20pt"/><w:control {R} r:id="rIdQ1" w:name="CommandButton1" w:shapeid="s1"/></w:object></w:r></w:p>'), "word/activeX/activeX1.xml", f"{OFFICE}/control", "activeX/activeX1.xml", content=f"<ax>{SECRET}</ax>"), TOLD),
    "linked sheet": (put(f'<w:p><w:r><w:object {V}><v:shape id="s1" style="width:90pt;height:20pt"/><o:OLEObject Type="Link" ProgID="Excel.Sheet.12" ShapeID="s1" DrawAspect="Content" {R} r:id="rIdQ1" UpdateMode="Always"/></w:object></w:r></w:p>').relate(f"{OFFICE}/oleObject", f"file:///C:\\\\{SECRET}\\\\b.xlsx", outside=True), TOLD),
    "picture that links to a folder": (put(f'<w:p><w:r><w:drawing><wp:inline {WP}><wp:extent cx="90000" cy="90000"/><wp:docPr id="9" name="x" descr="d"><a:hlinkClick xmlns:a="{A}" {R} r:id="rIdQ1"/></wp:docPr></wp:inline></w:drawing></w:r></w:p>').relate(f"{OFFICE}/hyperlink", f"file:///C:/{SECRET}", outside=True), REFUSED),
    "path as a picture's name": (put(f'<w:p><w:r><w:drawing><wp:inline {WP}><wp:extent cx="90000" cy="90000"/><wp:docPr id="9" name="C:\\Users\\{SECRET}\\logo.png" descr="d"/></wp:inline></w:drawing></w:r></w:p>'), TOLD),
    "box off the page in a header": (Template().put(anchor(SECRET, v="-9000000"), HEADER).put(SEEN), TOLD),
    "header of even pages that there are not": (hdr("even"), TOLD),
    "footer of even pages that there are": (hdr("even", "<w:evenAndOddHeaders/>", part="footerReference"), FINE),
    "header that nothing points at": (behind(put(), "word/header9.xml", f"{OFFICE}/header", "header9.xml", what=HDR, content=f"<w:hdr {W}>{p(SECRET)}</w:hdr>"), FINE),
    "hidden words inside a tag": (put(f"<w:p>{run_of('{{ men')}{run_of(SECRET, '<w:vanish/>')}{run_of('tor.name }}')}</w:p>"), TOLD),
    "hard hyphen in a condition": (put('<w:p><w:r><w:t>{%</w:t><w:noBreakHyphen/><w:t xml:space="preserve"> if mentor.name %}Shown{% endif %}</w:t></w:r></w:p>'), REFUSED),
    "line break in a tag": (put("<w:p><w:r><w:t>{{ mentor.name</w:t><w:br/><w:t>}}</w:t></w:r></w:p>"), FINE),
    "tab in a tag": (put("<w:p><w:r><w:t>{{</w:t><w:tab/><w:t>mentor.name }}</w:t></w:r></w:p>"), FINE),
    "address that Word made a link": (put(f'<w:p><w:hyperlink {R} r:id="rIdQ1">{run_of("{{ mentor.email }}")}</w:hyperlink></w:p>').relate(f"{OFFICE}/hyperlink", "mailto:%7B%7B%20mentor.email%20%7D%7D", outside=True), REFUSED),
    "black out": (secret(rpr='<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>'), TOLD),
    "white on black by itself": (put(p("Shown", rpr='<w:shd w:val="clear" w:color="auto" w:fill="000000"/>')), FINE),
    "white on a dark cell": (put(tbl(tc("Shown", '<w:tcW w:w="4000" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>', rpr='<w:color w:val="FFFFFF"/>') + tc("b"))), FINE),
    "white heading row of a dark style": (styled('<w:style w:type="table" w:customStyle="1" w:styleId="Q"><w:name w:val="Q"/><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>' + char_style("Bare", "", kind="paragraph"), tbl(tc("b") + tc("c"), tblpr=look(firstRow=1)).replace(">Head<", ">Shown<").replace("<w:pPr>", '<w:pPr><w:pStyle w:val="Bare"/>')), FINE),
    "hidden switched on in words": (put(p(SECRET, rpr='<w:vanish w:val="on"/>'), p(SECRET, rpr='<w:vanish w:val="true"/>'), p(SECRET, rpr='<w:vanish w:val="1"/>')), TOLD),
    "document variable and its field": (settings(f'<w:docVars><w:docVar w:name="x" w:val="{SECRET}"/></w:docVars>').put(paragraph(field(" DOCVARIABLE x ", shows="x"))), REFUSED),
    "keywords and company": (put().replace("docProps/app.xml", b"<Application>", f"<Company>{SECRET}</Company><Manager>{SECRET}</Manager><Application>".encode()), TOLD),
    "own property": (put().part("docProps/custom.xml", f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><property name="{SECRET}" linkTarget="x"><vt:lpwstr xmlns:vt="x">{SECRET}</vt:lpwstr></property></Properties>', f"{OFFICE}/custom-properties", "docProps/custom.xml", owner=""), TOLD),
    "small picture of the file": (put().part("docProps/thumbnail.jpeg", SECRET, "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg", owner=""), FINE),
    "macro button": (put(paragraph(field(f" MACROBUTTON {SECRET} Click here ", shows="Click here"))), REFUSED),
    "wrong brace in an equation": (put(equation("<m:r><m:t>{{ mentor.name }</m:t></m:r>")), REFUSED),
    "tag cut by a run of an equation": (put(equation("<m:r><m:t>{{ mentor</m:t></m:r><m:r><m:t>.name }}</m:t></m:r>")), REFUSED),
    "tag in a text box of a group": (put(anchor("{{ mentor.name }}")), FINE),
    "checkbox": (put(f'<w:p><w:sdt><w:sdtPr><w14:checkbox {W14}><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent>{run_of("☐")}</w:sdtContent></w:sdt>{run_of(" Shown")}</w:p>'), FINE),
    "date control": (put(control(p("Shown"), '<w:date w:fullDate="2026-11-01T00:00:00Z"><w:dateFormat w:val="d.M.yyyy"/></w:date>')), FINE),
}  # fmt: skip
