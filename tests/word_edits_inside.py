"""A fifth reading: what Word, WPS, OnlyOffice and LibreOffice keep inside a file beside its text.

The verdicts were written before the program was asked.
"""

from __future__ import annotations

from word_edits import SECRET, R, W, run_of
from word_edits_fresh import FINE, STYLES, TOLD, WP, A, char_style, control, p, put, settings

NUMBERS = "word/numbering.xml"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
WPS_OFFICE = "http://www.wps.cn/officeDocument/2013/wpsCustomData"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def form_field(data, shows="Shown"):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    code = "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>"
    return f"<w:p>{begin}{code}{mark('separate')}{run_of(shows)}{mark('end')}</w:p>"


def drawn(key, *, around="inline", name="Picture 1", crop="", more="", size=(900000, 900000)):
    """A picture that is there by its relation, as Word writes it; ``more`` stands before its size."""
    return (
        f'<w:r><w:drawing><wp:{around} {WP} behindDoc="0" relativeHeight="9">{more}'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/>{"<wp:wrapNone/>" if around == "anchor" else ""}'
        f'<wp:docPr id="7" name="{name}" descr="Our logo"/><a:graphic xmlns:a="{A}"><a:graphicData>'
        f'<pic:pic xmlns:pic="{PIC}"><pic:nvPicPr><pic:cNvPr id="7" name="{name}"/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip {R} r:embed="{key}"/>{crop}</pic:blipFill><pic:spPr/></pic:pic>'
        f"</a:graphicData></a:graphic></wp:{around}></w:drawing></w:r>"
    )


def placed(across, down, x=0, y=0):
    """Where a picture stands: from which edge, across and down, and how far."""
    return "".join(
        f'<wp:position{side} relativeFrom="{edge}"><wp:posOffset>{at}</wp:posOffset></wp:position{side}>'
        for side, edge, at in (("H", across, x), ("V", down, y))
    )


def pictured(content=b"", **how):
    made = put(f"<w:p>{drawn('rIdP5', **how)}{run_of('Shown')}</w:p>")
    made.relate("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
                "media/image5.png", key="rIdP5")  # fmt: skip
    made.parts["word/media/image5.png"] = content
    types = b'<Default Extension="png" ContentType="image/png"/><Override'
    return made.replace("[Content_Types].xml", b"<Override", types)


def framed(*lines, rule="exact"):
    frame = f'<w:framePr w:w="3000" w:h="300" w:hRule="{rule}" w:wrap="around" w:vAnchor="text" w:y="1"/>'
    return put("".join(p(line, frame) for line in lines) + p("Shown"))


def of_wps():
    made = put(f'<w:p>{run_of("Shown")}<x:userID xmlns:x="{WPS_OFFICE}">{SECRET}</x:userID></w:p>')
    old = b"<w:body>"
    return made.replace(
        "word/document.xml",
        old,
        old + f'<w:p xmlns:x="{WPS_OFFICE}" x:seen="{SECRET}"/>'.encode(),
    )


LIST = (
    f'<w:abstractNum w:abstractNumId="77"><w:name w:val="{SECRET}"/><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:abstractNum '
).encode()
SYM = '<w:r><w:sym w:font="Symbol" w:char="F07{}"/></w:r>'.format
CHOICES = f'<w:comboBox><w:listItem w:displayText="Monthly" w:value="{SECRET}"/></w:comboBox>'
INSIDE_EDITS = {
    "number of a document": (
        settings(f'<x:docId xmlns:x="http://schemas.microsoft.com/office/word/2012/wordml" x:val="{{{SECRET}}}"/>'), FINE),
    "numbers of paragraphs": (put(p("Shown").replace("<w:p>", f'<w:p xmlns:x="{W14}" x:paraId="{SECRET}" x:textId="{SECRET}">')), FINE),
    "path as the caption of a table": (put(p("Shown")).replace("word/document.xml", b'w:tblCaption w:val="The', f'w:tblCaption w:val="C:\\Users\\{SECRET}\\The'.encode()), TOLD),
    "older copy of the styles": (
        put().part("word/stylesWithEffects.xml", f"<w:styles {W}><w:style w:styleId='{SECRET}'/></w:styles>", "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects", "stylesWithEffects.xml"), FINE),
    "a style that nothing uses": (
        put().replace(STYLES, b"</w:styles>", f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{SECRET}"><w:name w:val="{SECRET} 1"/></w:style></w:styles>'.encode()), FINE),
    "help of a form's field": (put(form_field(f'<w:name w:val="{SECRET}"/><w:helpText w:type="text" w:val="{SECRET}"/>')), TOLD),
    "name and first text of a form's field": (
        put(form_field(f'<w:name w:val="{SECRET}"/><w:textInput><w:default w:val="{SECRET}"/></w:textInput>')), FINE),
    "choices that stay": (put(control(p("Shown"), CHOICES)), TOLD),
    "title of a section that repeats": (
        put(control(p("Shown"), f'<x:repeatingSection xmlns:x="{W15}"><x:sectionTitle x:val="{SECRET}"/></x:repeatingSection>')), FINE),
    "hint of another program in a control": (put(control(p("Shown"), f'<w:formPr w:key="{SECRET}" w:helpText="{SECRET}"/>')), FINE),
    "words of another program": (of_wps(), FINE),
    "folded heading": (
        put(p("More", f'<w:pStyle w:val="Heading2"/><x:collapsed xmlns:x="{W15}"/>') + p("Shown")), FINE),
    "name of a list": (put(p("Shown")).replace(NUMBERS, b"<w:abstractNum ", LIST), FINE),
    "another name of a style": (
        put(p("Shown", '<w:pStyle w:val="Q"/>')).replace(
            STYLES, b"</w:styles>",
            char_style("Q", "", kind="paragraph", more=f'<w:aliases w:val="{SECRET}"/>').encode() + b"</w:styles>"), FINE),
    "braces of the font for symbols": (
        put(f"<w:p>{run_of('Shown ')}{SYM('B') * 2}{run_of(' mentor.name ')}{SYM('D') * 2}</w:p>"), FINE),
    "title that stands nowhere": (put(p("Shown")).replace("docProps/core.xml", b"Mentoring agreement", b"Draft 7"), TOLD),
    "frame that cuts off": (framed("Shown", *["x" * 40] * 4, SECRET), TOLD),
    "frame that grows": (framed(*["Shown"] * 5, rule="atLeast"), FINE),
    "frame that holds all": (framed("Shown"), FINE),
    "file's name of a picture": (pictured(name=f"{SECRET}.png"), FINE),
    "screen tip with a path": (
        put(f'<w:p><w:hyperlink w:anchor="top" w:tooltip="C:\\Users\\{SECRET}\\a.docx">{run_of("Shown")}</w:hyperlink></w:p>'), TOLD),
    "screen tip": (put(f'<w:p><w:hyperlink w:anchor="top" w:tooltip="Shown">{run_of("Shown")}</w:hyperlink></w:p>'), FINE),
}  # fmt: skip
SEEN_EDITS = {
    "cropped picture": (pictured(crop='<a:srcRect l="40000"/>'), "template_picture_cropped"),
    "whole picture": (pictured(crop='<a:srcRect l="0"/>'), ""),
    "picture set wider": (pictured(crop='<a:srcRect l="-4000"/>'), ""),
    "picture over text": (
        pictured(around="anchor", more=placed("column", "paragraph")), "template_picture_over_text"),
    "logo above the text": (pictured(around="anchor", more=placed("page", "page", size := 90000, size), size=(size, size)), ""),
    "logo in the margin": (pictured(around="anchor", more=placed("column", "paragraph", -900000)), ""),
}  # fmt: skip
