"""Embedded fonts: exactly the glyphs drawn, cut out by HarfBuzz, with what each stands for.

Composite fonts (ISO 32000-1, 9.7) with Identity-H encoding: the two-byte codes in the pages are the glyph numbers of
the shipped file, which the subset keeps. The bytes depend on the shipped file and the glyphs drawn, on nothing else.
"""

from __future__ import annotations

import hashlib
import importlib
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from unicodedata import category

from briefing.layout.faults import FontMissing
from briefing.layout.page import FontFile, Page
from briefing.pdf.document import Document, Stream, number

# What a reader needs to draw glyphs by number; the rest (layout, names, hints) stays behind.
_KEPT_TABLES = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp", "CFF ", "OS/2"})
_PER_BLOCK = 100  # a CMap block may hold no more (Adobe Technical Note 5014)
_INVISIBLE = "\u200b"
_REPLACEMENT = "\ufffd"
_NO_TEXT = "\0\ufeff\ufffe"


def glyphs_drawn(pages: Iterable[Page]) -> dict[int, dict[int, str]]:
    """Return, per font number, each glyph drawn on some page and the text it stands for.

    Where pages differ about the text, the first page that names one counts.
    """
    drawn: dict[int, dict[int, str]] = {}
    told: dict[int, set[int]] = {}
    for page in pages:
        for font, glyphs in page.used.items():
            known, settled = drawn.setdefault(font, {}), told.setdefault(font, set())
            for glyph in glyphs.keys() - settled:
                known[glyph] = glyphs[glyph]
                if known[glyph]:
                    settled.add(glyph)
    return {font: glyphs for font, glyphs in sorted(drawn.items()) if glyphs}


def embed(document: Document, font: FontFile, glyphs: Mapping[int, str]) -> str:
    """Put a font with these glyphs into the document and return a reference to it.

    Raises:
        FontMissing: the font file is missing or damaged.
    """
    try:
        face = _Face(Path(font.path))
        data = face.subset(glyphs)
    except (OSError, struct.error, RuntimeError) as fault:  # HarfBuzz's own error is a RuntimeError
        raise FontMissing(
            f"The font “{Path(font.path).name}” that ships with the program cannot be read. Install Briefing again."
        ) from fault
    tag = _tag(font.name, glyphs)
    name = f"{tag}+{font.name}"
    if face.cff:
        program = document.add(Stream(data, "/Subtype/CIDFontType0C"))
        kind, key, mapping = "CIDFontType0", "FontFile3", ""
    else:
        program = document.add(Stream(data, f"/Length1 {len(data)}"))
        kind, key, mapping = "CIDFontType2", "FontFile2", "/CIDToGIDMap/Identity"
    descriptor = document.add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags {face.flags}/FontBBox[{face.box}]"
        f"/ItalicAngle {number(face.slant)}/Ascent {face.ascent}/Descent {face.descent}"
        f"/CapHeight {face.capitals}/StemV {face.stem}/{key} {program}>>"
    )
    descendant = document.add(
        f"<</Type/Font/Subtype/{kind}/BaseFont/{name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor}/DW 1000/W[{_widths(face, glyphs)}]{mapping}>>"
    )
    unicode = document.add(Stream(_to_unicode(glyphs).encode("ascii")))
    return document.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant}]/ToUnicode {unicode}>>"
    )


def _tag(name: str, glyphs: Iterable[int]) -> str:
    """Return the six capitals that mark a subset (9.6.4), made from what is in it."""
    digest = hashlib.sha256(f"{name} {sorted(glyphs)}".encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _widths(face: _Face, glyphs: Iterable[int]) -> str:
    """Return the W array (9.7.4.3): runs of neighbouring glyphs, in thousandths of the size."""
    runs: list[str] = []
    previous = -2
    for glyph in sorted(glyphs):
        if glyph != previous + 1:
            runs.append(f"{']' if runs else ''}{glyph}[")
        else:
            runs.append(" ")
        runs.append(number(face.advance(glyph)))
        previous = glyph
    return "".join(runs) + "]"


def _to_unicode(glyphs: Mapping[int, str]) -> str:
    """Return the ToUnicode CMap (9.10.3); a ligature stands for several characters.

    A glyph without a text of its own (the second half of a split letter) stands for a zero-width space, because
    PDF/UA (7.21.7) wants every glyph mapped.
    """
    lines = [
        f"<{glyph:04X}><{_meaning(text).encode('utf-16-be', 'replace').hex().upper()}>"
        for glyph, text in sorted(glyphs.items())
    ]
    blocks = [lines[start : start + _PER_BLOCK] for start in range(0, len(lines), _PER_BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _meaning(text: str) -> str:
    """Return what a glyph stands for, without the codes that PDF/UA and PDF/A (6.2.11.7) do not count as text.

    A private-use character, which means nothing outside its font, becomes the replacement character.
    """
    known = "".join(_REPLACEMENT if category(c) == "Co" else c for c in text if c not in _NO_TEXT)
    return known or _INVISIBLE


@dataclass(frozen=True, slots=True)
class _Metrics:
    """Numbers of the font file's head, hhea, OS/2 and post tables (OpenType 1.9), in font units."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    capitals: int
    weight: int
    slant: float
    fixed: bool


class _Face:
    """A font file opened with HarfBuzz; lengths come out in thousandths of the size."""

    def __init__(self, path: Path) -> None:
        hb: Any = importlib.import_module("uharfbuzz")
        self._hb = hb
        self._face: Any = hb.Face(hb.Blob(path.read_bytes()))
        self._font: Any = hb.Font(self._face)
        self.scale = 1000 / cast("int", self._face.upem)
        self.cff = "CFF " in cast("list[str]", self._face.table_tags)
        metrics = self._read()
        self.box = " ".join(str(round(edge * self.scale)) for edge in metrics.box)
        self.ascent = round(metrics.ascent * self.scale)
        self.descent = round(metrics.descent * self.scale)
        self.capitals = round(metrics.capitals * self.scale)
        self.slant = metrics.slant
        # StemV is not in the file; this is the usual estimate from the weight class.
        self.stem = round(50 + (metrics.weight / 65) ** 2)
        # Table 123: 1 fixed pitch, 3 symbolic (our own glyph numbers), 7 italic.
        self.flags = 4 | (1 if metrics.fixed else 0) | (64 if metrics.slant else 0)

    def _table(self, tag: str) -> bytes:
        return cast("bytes", self._face.reference_table(tag).data)

    def _read(self) -> _Metrics:
        box = struct.unpack_from(">4h", self._table("head"), 36)
        ascent, descent = struct.unpack_from(">2h", self._table("hhea"), 4)
        os2 = self._table("OS/2")
        (version,) = struct.unpack_from(">H", os2)
        (weight,) = struct.unpack_from(">H", os2, 4)
        has_capitals = version >= 2 and len(os2) >= 90
        (capitals,) = struct.unpack_from(">h", os2, 88) if has_capitals else (ascent,)
        slant, _position, _thickness, fixed = struct.unpack_from(">ihhI", self._table("post"), 4)
        return _Metrics((box[0], box[1], box[2], box[3]), ascent, descent, capitals, weight, slant / 65536, bool(fixed))

    def advance(self, glyph: int) -> float:
        """Return how wide a glyph is."""
        return cast("int", self._font.get_glyph_h_advance(glyph)) * self.scale

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """Return the font program with these glyphs only, under their old numbers."""
        hb = self._hb
        wanted: Any = hb.SubsetInput()
        wanted.glyph_set.update(glyphs)
        flags = hb.SubsetFlags
        wanted.flags = (
            flags.RETAIN_GIDS
            | flags.NO_HINTING
            | flags.NOTDEF_OUTLINE
            | flags.NO_LAYOUT_CLOSURE
            | flags.CFF_IDENTITY_CHARSET
        )
        unneeded = [tag for tag in cast("list[str]", self._face.table_tags) if tag not in _KEPT_TABLES]
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(hb_tag(tag) for tag in unneeded)
        cut: Any = wanted.subset(self._face)
        return cast("bytes", cut.reference_table("CFF ").data if self.cff else cut.blob.data)


def hb_tag(tag: str) -> int:
    """Return a table's name as the number HarfBuzz knows it by (``hb_tag_t``)."""
    return int.from_bytes(tag.encode("ascii"), "big")
