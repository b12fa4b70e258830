"""What a picture's file says of who took it, where and with what goes out with nothing; the picture does."""

from __future__ import annotations

import struct
import zipfile
import zlib

import pytest
from word_edits import both
from word_edits_inside import SEEN_EDITS, pictured

SECRET = b"ZQSECRET"
TURNED = 6


def segment(mark, said):
    return bytes([0xFF, mark]) + struct.pack(">H", len(said) + 2) + said


def exif(way=1):
    tags = struct.pack("<HHHIHHHHII", 2, 0x112, 3, 1, way, 0, 0x13B, 2, len(SECRET), 38)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + tags + bytes(4) + SECRET


SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
FRAME = segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0")
COLOURS = segment(0xE2, b"ICC_PROFILE\0\1\1seen") + segment(0xEE, b"Adobe\0d\0\0\0\0\1")
JFIF = segment(0xE0, b"JFIF\0\1\1\1\0\x48\0\x48\0\0")


def jpeg(*beside, behind=b""):
    return b"\xff\xd8" + JFIF + b"".join(beside) + COLOURS + FRAME + SCAN + b"\xff\xd9" + behind


def chunk(kind, said):
    return struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said))


def png(*beside, behind=b""):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    drawn = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(beside) + drawn + behind


def gif(*beside):
    head = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff"
    return head + b"".join(beside) + b"\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0\x3b"


def tiff(said):
    tags = struct.pack("<HHHIIHHII", 2, 256, 4, 1, 1, 315, 2, len(said), 38)
    return b"II*\0" + struct.pack("<I", 8) + tags + bytes(4) + said


def emf(said):
    letters = said.encode("utf-16-le")
    head = struct.pack("<II", 1, 108 + len(letters)) + bytes(32) + b" EMF" + bytes(16)
    return (head + struct.pack("<II", len(said), 108)).ljust(108, b"\0") + letters


def webp(*beside, says=0):
    head = b"VP8X" + struct.pack("<IB", 10, 0x10 | says) + bytes(9)
    chunks = head + b"VP8L" + struct.pack("<I", 5) + b"\x2f\0\0\0\x10\0" + b"".join(beside)
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def webp_chunk(kind, said):
    return kind + struct.pack("<I", len(said)) + said + bytes(len(said) % 2)


SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}<rect width="9" height="9"/></svg>'
SAID, TOOL = SECRET.decode(), 'xmlns:k="http://www.inkscape.org/namespaces/inkscape"'
KINDS = {
    "jpeg": (jpeg(segment(0xE1, exif()), segment(0xFE, SECRET), segment(0xED, SECRET)), jpeg()),
    "jpeg with something behind it": (jpeg(behind=SECRET), jpeg()),
    "jpeg of many fillers": (jpeg(b"\xff\xff", segment(0xFE, SECRET)), jpeg()),
    "png": (
        png(chunk(b"tEXt", b"Author\0" + SECRET), chunk(b"eXIf", SECRET), behind=SECRET),
        png(),
    ),
    "png with colours": (png(chunk(b"gAMA", b"\0\0\0\1"), chunk(b"tIME", SECRET[:7])),
                         png(chunk(b"gAMA", b"\0\0\0\1"))),
    "gif": (gif(b"\x21\xfe\x08" + SECRET + b"\0", b"\x21\xff\x0bXMP DataXMP\x08" + SECRET + b"\0"), gif()),
    "gif that moves": (gif(b"\x21\xff\x0bNETSCAPE2.0\x03\1\0\0\0", b"\x21\xf9\4\0\0\0\0\0"),
                       gif(b"\x21\xff\x0bNETSCAPE2.0\x03\1\0\0\0", b"\x21\xf9\4\0\0\0\0\0")),
    "webp": (
        webp(webp_chunk(b"EXIF", exif() + SECRET), webp_chunk(b"XMP ", SECRET), says=0x0C),
        webp(),
    ),
    "jpeg with damaged data": (jpeg(segment(0xE1, b"Exif\0\0MM\0*" + SECRET)), jpeg()),
    "jpeg cut off": (jpeg(segment(0xE1, exif()))[:-2], jpeg()[:-2]),
    "png cut off": (png(chunk(b"tEXt", SECRET))[:-14], png()[:-14]),
    "gif cut off": (gif(b"\x21\xfe\x08" + SECRET + b"\0")[:-1], gif()[:-1]),
    "bitmap": (b"BM" + struct.pack("<I", 8) + b"12" + SECRET, b"BM" + struct.pack("<I", 8) + b"12"),
    "tiff": (tiff(SECRET), tiff(bytes(len(SECRET)))),
    "emf": (emf(SAID), emf("\0" * len(SAID))),
    "remark in an emf": (
        emf(SAID) + struct.pack("<III", 70, 20, 8) + SECRET,
        emf("\0" * len(SAID)) + struct.pack("<III", 70, 20, 8) + bytes(8),
    ),
    "drawing in a remark": tuple(
        [emf("\0" * len(SAID)) + struct.pack("<III", 70, 20, 8) + b"EMF+1234"] * 2
    ),
}  # fmt: skip


def made(office, picture):
    """Return the pictures of what is made from a template with a picture."""
    pictured(picture).save(office.folder)
    both(office, 0)
    found = []
    for path in office.folder.glob("out/*/agreements/*.docx"):
        with zipfile.ZipFile(path) as archive:
            found += [archive.read(n) for n in archive.namelist() if n.startswith("word/media/")]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_goes_out_without_what_its_file_says(kind, office):
    picture, bare = KINDS[kind]
    found = made(office, picture)
    assert found
    assert {*found} == {bare}


def test_how_a_picture_is_turned_stays(office):
    found = made(office, jpeg(segment(0xE1, exif(way=TURNED))))
    (content,) = {*found}
    assert SECRET not in content
    assert b"Exif\0\0MM\0*" in content
    assert struct.pack(">HHIHH", 0x112, 3, 1, TURNED, 0) in content


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        ("", f"<!-- {SAID} --><metadata>{SAID}</metadata><desc>{SAID}</desc>"),
        (f' {TOOL} k:export="{SAID}" data-by="{SAID}"', f"<k:page>{SAID}</k:page>"),
        ("", f'<g display="none"><text>{SAID}</text></g><g style="display: none">{SAID}</g>'),
    ],
)
def test_a_drawing_goes_out_without_what_nobody_sees(attributes, inside, office):
    found = made(office, SVG.format(attributes, inside).encode())
    assert found
    assert all(SECRET not in one and b"<rect" in one for one in found)


@pytest.mark.parametrize(
    "begins",
    [
        "<svg>",
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;">',
    ],
)
def test_a_drawing_of_another_program_stays_whole(begins, office):
    found = made(office, f'{begins}<g><rect width="9"/></g><!-- {SAID} --></svg>'.encode())
    assert found
    assert all(b"<rect" in one and SECRET not in one for one in found)


@pytest.mark.parametrize(
    "broken",
    [b"", b"<svg a", b"RIFF\4\0\0\0WAVE"],
)
def test_what_is_no_picture_stays_as_it_is(broken, office):
    assert {*made(office, broken)} == {broken}


@pytest.mark.parametrize(
    "damaged", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0", b"GIF89a", b"II*\0\xff"]
)
def test_of_a_damaged_picture_only_what_can_be_read_goes_out(damaged, office):
    (content,) = {*made(office, damaged + SECRET)}
    assert SECRET not in content


@pytest.mark.parametrize("name", SEEN_EDITS)
def test_more_than_is_seen_or_less_is_told(name, office):
    template, code = SEEN_EDITS[name]
    template.save(office.folder)
    assert {x[0] for x in both(office, 0)} == ({code} if code else set())
