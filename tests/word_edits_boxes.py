"""Boxes of text that cut words off or lie under a picture, columns of no width, row tags outside tables."""

from __future__ import annotations

from word_edits import OFFICE, SECRET, R, paragraph, run_of
from word_edits_fresh import FINE, REFUSED, TOLD, WP, WPS, A, V, p, put, tbl, tc

LINES = "".join(p(f"line {n}") for n in range(12))
GROWS, BOTTOM = "<wps:bodyPr><a:spAutoFit/></wps:bodyPr>", '<wps:bodyPr anchor="b"/>'
JPEG, GREY, CLEAR = "\xff\xd8\xff\xd9", "\x02", "\x06"
"""How a picture begins: as a JPEG, which ends at once; else the kind of colours of a PNG."""


def anchor(inside, where=(1000000, 1000000, 3000000, 900000), above=1, *, behind=0, of="page"):
    across, down, wide, high = where
    drawn = f'<a:graphic xmlns:a="{A}"><a:graphicData uri="x">{inside}</a:graphicData></a:graphic>'
    return (
        f'<w:r><w:drawing><wp:anchor {WP} relativeHeight="{above}" behindDoc="{behind}">'
        f'<wp:positionH relativeFrom="{of}"><wp:posOffset>{across}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{of}"><wp:posOffset>{down}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{above}" name="D" descr="d"/>{drawn}'
        "</wp:anchor></w:drawing></w:r>"
    )


def box(inside, more="<wps:bodyPr/>", **where):
    words = f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
    return anchor(f"<wps:wsp {WPS}><wps:spPr/>{words}{more}</wps:wsp>", **where)


def cut(inside, more="<wps:bodyPr/>"):
    return put(paragraph(box(inside, more)))


def under(shown, kind=GREY, *, turned="", blip="", apart=False, **where):
    """A box with a picture that begins a little before it and ends a little behind it."""
    where = {"where": (900000, 900000, 3400000, 1200000), "above": 9} | where
    picture = (
        f'<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip {R} r:embed="rIdP1">{blip}</a:blip></pic:blipFill>'
        f'<pic:spPr><a:xfrm{turned}/><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
    )
    drawn = [box(p(shown)), anchor(picture, **where)]
    made = put(*map(paragraph, drawn)) if apart else put(paragraph(*drawn))
    made.relate(f"{OFFICE}/image", "media/q.png", key="rIdP1")
    content = kind if kind == JPEG else f"\x89PNG{'.' * 21}{kind}"
    made.parts["word/media/q.png"] = content.encode("latin-1")
    types = b'<Default Extension="png" ContentType="image/png"/><Override'
    return made.replace("[Content_Types].xml", b"<Override", types)


def columns(*widths):
    inside = "".join(f'<w:col w:w="{x}"/>' for x in widths)
    said = f'<w:cols w:num="{len(widths)}" w:equalWidth="0">{inside}</w:cols>'
    return put(p("Left"), paragraph(properties=f"<w:sectPr>{said}</w:sectPr>"))


def older(inside, more=""):
    words = f'<v:textbox style="{more}"><w:txbxContent>{inside}</w:txbxContent></v:textbox>'
    shape = f'<v:shape id="s9" style="width:200pt;height:40pt">{words}</v:shape>'
    return put(f"<w:p><w:r><w:pict {V}>{shape}</w:pict></w:r></w:p>")


def row(inside, more="", rule="exact"):
    height = f'<w:trPr><w:tblHeader/><w:trHeight w:val="500" w:hRule="{rule}"/></w:trPr>'
    cell = f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/>{more}</w:tcPr>{inside}</w:tc>'
    grid = '<w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>'
    return put(f"<w:tbl><w:tblPr/>{grid}<w:tr>{height}{cell}</w:tr></w:tbl><w:p/>")


EXT = '<a:extLst><a:ext uri="x"><x:{} xmlns:x="http://schemas.microsoft.com/office/drawing/2016/SVG/main"/></a:ext></a:extLst>'
SMALL = '<w:sz w:val="8"/>'
BOX_EDITS = {
    "words below the edge of their box": (cut(LINES + p(SECRET)), TOLD),
    "a long line before them": (cut(p("word " * 400) + p(SECRET)), TOLD),
    "half of one and a half lines": (cut(p("one") + p("Shown")), FINE),
    "a box that grows": (cut(LINES + p("Shown"), GROWS), FINE),
    "a box written from below": (cut(LINES + p("Shown"), BOTTOM), FINE),
    "a long tag whose value is short": (
        cut(p(f"{{{{ mentor.name or '{'x' * 2000}' }}}}") + p("Shown")),
        FINE,
    ),
    "an older box": (older(LINES + p(SECRET)), TOLD),
    "an older box that grows": (older(LINES + p("Shown"), "mso-fit-shape-to-text:t"), FINE),
    "a row of exact height": (row(LINES + p(SECRET)), TOLD),
    "a row of exact height written from below": (
        row(LINES + p("Shown"), '<w:vAlign w:val="bottom"/>'),
        FINE,
    ),
    "a row of at least a height": (row(LINES + p("Shown"), rule="atLeast"), FINE),
    "a row of exact height for its two lines": (row(p("one") + p("Shown")), FINE),
    "small letters that fit": (
        cut("".join(p("line", rpr=SMALL) for _ in range(9)) + p("Shown", rpr=SMALL)),
        FINE,
    ),
    "lines that may not be there": (
        cut(f"{p('{%p if mentor.themes %}')}{LINES}{p('{%p endif %}')}{p('Shown')}"),
        FINE,
    ),
    "a box under a picture": (under(SECRET), TOLD),
    "a box under a photograph": (under(SECRET, JPEG), TOLD),
    "a box under a clear picture": (under("Shown", CLEAR), FINE),
    "a box under a faint picture": (under("Shown", blip="<a:alphaModFix/>"), FINE),
    "a box under a picture as Word writes it": (
        under(SECRET, blip=EXT.format("useLocalDpi")),
        TOLD,
    ),
    "a box under a drawing": (under("Shown", blip=EXT.format("svgBlip")), FINE),
    "a box under a turned picture": (under("Shown", turned=' rot="60000"'), FINE),
    "a box over a picture": (under("Shown", above=0), FINE),
    "a box before a picture behind the text": (under("Shown", behind=1), FINE),
    "a box beside a picture": (under("Shown", where=(1100000, 900000, 3400000, 1200000)), FINE),
    "a picture that counts from elsewhere": (under("Shown", of="column"), FINE),
    "a picture of another paragraph": (under("Shown", apart=True), FINE),
    "a column of no width": (columns(9000, 1), REFUSED),
    "two columns": (columns(3000, 6000), FINE),
    "a row's tag in no row": (
        put(p("{%tr if mentor.themes %}"), p("x"), p("{%tr endif %}")),
        REFUSED,
    ),
    "a cell's tag in no cell": (put(paragraph(run_of("{% hm %}"))), REFUSED),
    "a row's tag in a row": (
        put(tbl(tc("{%tr if mentor.themes %}"), tc("Shown"), tc("{%tr endif %}"))),
        FINE,
    ),
}
