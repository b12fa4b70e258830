"""What a picture's file says beside the picture: who took it, where, with what, and what it was before."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

_SHOWN_CHUNKS = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD",
    b"pHYs", b"acTL", b"fcTL", b"fdAT", b"cICP",
))  # fmt: skip
_PNG, _EMF = b"\x89PNG\r\n\x1a\n", b"\x01\0\0\0"
_JFIF, _COLOURS, _TURNED = b"JFIF\0", b"ICC_PROFILE\0", 0x112
_MARK, _START, _END, _SCAN, _COMMENT = 0xFF, 0xD8, 0xD9, 0xDA, 0xFE
_ABOUT, _TO_COLOURS = range(0xE0, 0xF0), 0xEE
_OF_SCAN = (0, *range(0xD0, 0xD8))
_END_OF_GIF, _DRAWN_IN_GIF, _MORE_OF_GIF, _SAID_BY_PROGRAM = 0x3B, 0x2C, (0x01, 0xF9), 0xFF
_INSIDE_TAG = 4
_DRAWN_IN_WEBP = (b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_EXIF_AND_XMP = 0x0C
_REMARK, _DRAWN_IN_REMARKS = 70, (b"EMF+", b"GDIC")
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_OF_SVG = ("{http://www.w3.org/1999/xlink}", "{http://www.w3.org/XML/1998/namespace}")
_UNSHOWN_IN_SVG = ("metadata", "title", "desc", "script")
_OF_TIFF = frozenset(
    (269, 270, 271, 272, 285, 305, 306, 315, 316, 700, 33432, 33723, 34377, 34665, 34853)
)
"""The tags of a TIFF that say something of people, places and programs."""
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}


def bare_picture(content: bytes) -> bytes:
    """Return a picture's file with the picture alone; of a damaged one what can be read; what is no picture stays."""
    drawn = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        (b"<?xml", b"<svg", b"<!--", b"<!DOC")
    )
    if bare := next((x for mark, x in _KINDS.items() if content.startswith(mark)), None):
        return b"".join(_as_far_as_read(bare(content)))
    return _svg(content) if drawn else content


def _as_far_as_read(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what could be read; the rest of a file that ends too early or is damaged is nobody's picture."""
    with suppress(struct.error, IndexError, ValueError):
        yield from pieces


def _png(content: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at < len(content):
        (size,) = struct.unpack_from(">I", content, at)
        kind = content[at + 4 : at + 8]
        if kind in _SHOWN_CHUNKS:
            yield content[at : at + size + 12]
        if kind == b"IEND":
            break
        at += size + 12


def _webp(content: bytes) -> Iterator[bytes]:
    """Keep the chunks that draw; the first says no more that others follow."""
    made, at = [content[8:12]], 12
    if made != [b"WEBP"]:
        yield content  # a sound
        return
    while at < len(content):
        kind, size = struct.unpack_from("<4sI", content, at)
        chunk = content[at : at + 8 + size + size % 2]
        if kind == b"VP8X":
            made.append(chunk[:8] + bytes([chunk[8] & ~_EXIF_AND_XMP]) + chunk[9:])
        elif kind in _DRAWN_IN_WEBP:
            made.append(chunk)
        at += 8 + size + size % 2
    yield struct.pack("<4sI", b"RIFF", sum(map(len, made)))
    yield from made


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Keep what draws the picture, its colours and how it is turned; what follows its end is another's."""
    yield content[:2]
    for mark, segment in _segments(content):
        said = segment[4:]
        if said.startswith(b"Exif\0\0"):
            yield from _as_far_as_read(_turned(said[6:]))
        elif mark in _ABOUT and mark != _TO_COLOURS:
            yield segment if said.startswith((_JFIF, _COLOURS)) else b""
        elif mark != _COMMENT:
            yield segment


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    at, mark = 2, _START
    while mark != _END:
        if content[at] != _MARK:
            raise ValueError
        mark = content[at + 1]
        if mark == _MARK:
            at += 1
            continue
        end = at + 2 if mark == _END else at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if end > len(content):
            raise ValueError
        if mark == _SCAN:  # its data go on to the next mark that is none of its own
            end = _next_mark(content, end)
            while content[end + 1 : end + 2] and content[end + 1] in _OF_SCAN:
                end = _next_mark(content, end + 2)
        yield mark, content[at:end]
        at = end


def _next_mark(content: bytes, at: int) -> int:
    """Return where the next mark is; the end where the file was cut off."""
    found = content.find(_MARK, at)
    return found if found >= 0 else len(content)


def _turned(exif: bytes) -> Iterator[bytes]:
    """Yield the least that says how a picture is turned; nothing where it is upright."""
    for tag, kind, _, place, order in _entries(exif):
        if (tag, kind) == (_TURNED, 3) and (
            way := struct.unpack_from(f"{order}H", exif, place)[0]
        ) > 1:
            said = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _TURNED, 3, 1, way, 0, 0)
            yield struct.pack(">HH", 0xFFE1, len(said) + 2) + said
            return


def _entries(tiff: bytes) -> Iterator[tuple[int, int, int, int, str]]:
    """Yield the tags of a TIFF's first pages: number, kind, size of its value, where that is or is said."""
    order = "<" if tiff.startswith(b"II") else ">"
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    seen: set[int] = set()
    while at and at not in seen:
        seen.add(at)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, number = struct.unpack_from(f"{order}HHI", tiff, entry)
            yield tag, kind, number * _SIZES.get(kind, 1), entry + 8, order
        (at,) = struct.unpack_from(f"{order}I", tiff, at + 2 + 12 * count)


def _tiff(content: bytes) -> Iterator[bytes]:
    made = bytearray(content)
    for tag, _, size, place, order in list(_entries(content)):
        if tag in _OF_TIFF:
            start = (
                place if size <= _INSIDE_TAG else struct.unpack_from(f"{order}I", content, place)[0]
            )
            made[start : start + size] = bytes(len(made[start : start + size]))
    yield bytes(made)


def _gif(content: bytes) -> Iterator[bytes]:
    def table(flags: int) -> int:
        return 3 << ((flags & 7) + 1) if flags & 0x80 else 0

    def end_of_blocks(at: int) -> int:
        while content[at]:
            at += content[at] + 1
        return at + 1

    at = 13 + table(content[10])
    yield content[:at]
    while content[at] != _END_OF_GIF:
        if content[at] == _DRAWN_IN_GIF:
            end = end_of_blocks(at + 11 + table(content[at + 9]))
            yield content[at:end]
        else:
            end = end_of_blocks(at + 2)
            loops = content[at + 1] == _SAID_BY_PROGRAM and content[at + 3 : at + 14] in _LOOPS
            yield content[at:end] if content[at + 1] in _MORE_OF_GIF or loops else b""
        at = end
    yield b";"


def _bmp(content: bytes) -> Iterator[bytes]:
    (size,) = struct.unpack_from("<I", content, 2)
    yield content[: size or None]


def _emf(content: bytes) -> Iterator[bytes]:
    """Empty what a Windows drawing says of the program and the picture, in its header and in remarks."""
    if content[40:44] != b" EMF":
        yield content
        return
    made, at = bytearray(content), 0
    letters, start = struct.unpack_from("<II", content, 60)
    blank = [(start, 2 * letters)]
    while at + 8 <= len(content):
        kind, size = struct.unpack_from("<II", content, at)
        if kind == _REMARK and content[at + 12 : at + 16] not in _DRAWN_IN_REMARKS:
            blank.append((at + 12, size - 12))
        at += max(size, 8)
    for begins, size in blank if start else blank[1:]:
        made[begins : begins + size] = bytes(len(made[begins : begins + size]))
    yield bytes(made)


def _svg(content: bytes) -> bytes:
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import parse_xml
    from lxml import etree

    try:
        root = parse_xml(content)
    except SyntaxError:
        return content
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    its_own = str(root.tag).rpartition("}")[0]
    for one in list(root.iter()):
        space, _, name = str(one.tag).rpartition("}")
        off = one.get("display") == "none" or "display:none" in (one.get("style") or "").replace(
            " ", ""
        )
        above = one.getparent()
        if above is not None and (name in _UNSHOWN_IN_SVG or off or space != its_own):
            above.remove(one)
        for key in list(one.attrib):
            foreign = key.startswith("{") and not key.startswith(_OF_SVG)
            if foreign or key.startswith("data-"):
                del one.attrib[key]
    etree.cleanup_namespaces(root)
    return bytes(serialize_part_xml(root))


_KINDS: Mapping[bytes, Callable[[bytes], Iterator[bytes]]] = {
    _PNG: _png, b"\xff\xd8\xff": _jpeg, b"GIF8": _gif, _EMF: _emf, b"II*\0": _tiff, b"MM\0*": _tiff,
    b"RIFF": _webp, b"BM": _bmp,
}  # fmt: skip
