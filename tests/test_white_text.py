"""White text of a Word template: hidden on white ground, also in a shape; read on a colour of its own."""

import pytest
from lxml import etree

from mentorcli.documents.hidden_text import unseen
from mentorcli.documents.off_page import Paper
from mentorcli.documents.word_fields import tag_of_code
from mentorcli.documents.word_page import read_page
from mentorcli.documents.word_styles import styles_of

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
RUN = '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>salary</w:t></w:r></w:p>'
TEXT = f"<w:txbxContent>{RUN}</w:txbxContent>"


def shape(fill):
    return f"<wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx>{TEXT}</wps:txbx></wps:wsp>"


@pytest.mark.parametrize(
    ("inside", "hidden"),
    [
        (RUN, 1),
        (shape("<a:noFill/>"), 1),
        (shape('<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'), 1),
        (shape('<a:solidFill><a:schemeClr val="lt1"/></a:solidFill>'), 1),
        (shape('<a:solidFill><a:srgbClr val="003580"/></a:solidFill>'), 0),
        (f"<v:rect>{TEXT}</v:rect>", 1),
        (f'<v:rect fillcolor="#003580">{TEXT}</v:rect>', 0),
    ],
)
def test_white_text_is_hidden_where_nothing_colours_its_ground(inside, hidden):
    root = etree.fromstring(f"<w:document {NAMES}><w:body>{inside}</w:body></w:document>")
    paper = Paper(12240, 15840, 1440)
    assert len(unseen(read_page("word/document.xml", root), styles_of(None, None), paper)) == hidden


@pytest.mark.parametrize("switch", ["FirstCap", "Caps"])
def test_a_name_keeps_its_letters_in_a_merge_field(switch):
    assert tag_of_code(rf"MERGEFIELD Mentor_name \* {switch}") == tag_of_code(
        "MERGEFIELD Mentor_name"
    )
