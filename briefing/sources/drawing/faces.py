"""The program's own typefaces for the words of a drawing: which of them a family's name asks for, and their glyphs."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any, Final

from briefing.paths import shipped
from briefing.sources.drawing.outline import Outline, Trace

# Files by family: upright, upright bold, italic, bold italic; where one is missing the next best is named again.
_SETS: Final = {
    "sans": ("SourceSans3-Regular", "SourceSans3-Semibold", "SourceSans3-It", "SourceSans3-SemiboldIt"),
    "serif": ("SourceSerif4-Regular", "SourceSerif4-Bold", "SourceSerif4-It", "SourceSerif4-BoldIt"),
    "mono": ("SourceCodePro-Regular",) * 4,
}
# What is tried for signs the faces above lack: regular and bold.
_ELSEWHERE: Final = {
    "sans": ("NotoSans", "NotoSansJP", "NotoSansKR", "NotoSansThai", "NotoSansHebrew", "IBMPlexSansArabic"),
    "serif": ("NotoSans", "NotoSerifJP", "NotoSansKR", "NotoSansThai", "NotoSerifHebrew", "Amiri"),
}
_RARE: Final = ("NotoSansArmenian", "NotoSansGeorgian", "NotoSansJP", "NotoSansSymbols2", "NotoEmoji")
_ONLY_REGULAR: Final = frozenset(["NotoSerifJP", "NotoSansSymbols2", "NotoEmoji"])
_NAMES: Final = {
    "SourceSans3": "Source Sans 3", "SourceSerif4": "Source Serif 4", "SourceCodePro": "Source Code Pro",
    "NotoSans": "Noto Sans", "NotoSansJP": "Noto Sans JP", "NotoSerifJP": "Noto Serif JP",
    "NotoSansKR": "Noto Sans KR", "NotoSansThai": "Noto Sans Thai", "NotoSansHebrew": "Noto Sans Hebrew",
    "NotoSerifHebrew": "Noto Serif Hebrew", "IBMPlexSansArabic": "IBM Plex Sans Arabic", "Amiri": "Amiri",
    "NotoSansArmenian": "Noto Sans Armenian", "NotoSansGeorgian": "Noto Sans Georgian",
    "NotoSansSymbols2": "Noto Sans Symbols 2", "NotoEmoji": "Noto Emoji",
}  # fmt: skip
_CUTS: Final = {
    "Regular": (400, "normal"), "Semibold": (600, "normal"), "Bold": (700, "normal"), "It": (400, "italic"),
    "SemiboldIt": (600, "italic"), "BoldIt": (700, "italic"),
}  # fmt: skip
_SERIFS: Final = (
    "times", "georgia", "garamond", "cambria", "palatino", "antiqua", "baskerville", "caslon", "bodoni", "didot",
    "minion", "century", "mincho", "batang", "roman", "serif",
)  # fmt: skip
_FIXED: Final = ("mono", "courier", "consol", "menlo", "monaco", "code")


def wanted(families: str) -> str:
    """Return which set of faces a ``font-family`` asks for: ``sans``, ``serif`` or ``mono``. Its first name counts."""
    first = families.split(",", maxsplit=1)[0].strip(" \t\r\n'\"").lower()
    if any(name in first for name in _FIXED):
        return "mono"
    if not first or (any(name in first for name in _SERIFS) and "sans" not in first):
        return "serif"
    return "sans"


def candidates(kind: str, *, bold: bool, italic: bool) -> Iterator[Face]:
    """Yield the faces to try for words, the one that was asked for first."""
    yield face(_SETS[kind][bold + 2 * italic])
    for family in (*_ELSEWHERE.get(kind, _ELSEWHERE["sans"]), *_RARE):
        yield face(f"{family}-{'Bold' if bold and family not in _ONLY_REGULAR else 'Regular'}")


@lru_cache(maxsize=64)
def face(file: str) -> Face:
    """Return a face by the name of its file; it is read when it is first used."""
    return Face(file)


@lru_cache(maxsize=1)
def by_name() -> dict[tuple[str, str, str], str]:
    """Return the files by the family, weight and style that ask for them."""
    files = [file for several in _SETS.values() for file in several]
    families = {family for several in _ELSEWHERE.values() for family in several} | set(_RARE)
    files += [f"{family}-Regular" for family in families]
    files += [f"{family}-Bold" for family in families - _ONLY_REGULAR]
    return {face(file).name: file for file in files}


class Face:
    """A font file as the words of a drawing need it; lengths are shares of the type size, y goes down."""

    def __init__(self, file: str) -> None:
        family, _, cut = file.partition("-")
        weight, style = _CUTS[cut]
        # Family, weight and style as a style sheet says them.
        self.name = _NAMES[family], str(weight), style
        self._file = file
        self._known: dict[int, Outline] = {}

    @cached_property
    def _hb(self) -> Any:
        return importlib.import_module("uharfbuzz")

    @cached_property
    def _font(self) -> Any:
        path = shipped("fonts") / f"{self._file}.ttf"
        return self._hb.Font(self._hb.Face(self._hb.Blob.from_file_path(str(path))))

    @cached_property
    def _em(self) -> int:
        return int(self._font.face.upem)

    @cached_property
    def characters(self) -> frozenset[int]:
        """Return the characters the face has."""
        return frozenset(self._font.face.unicodes)

    @cached_property
    def heights(self) -> tuple[float, float, float]:
        """Return how high letters rise, how deep they go (below 0), and how high an x is."""
        extents = self._font.get_font_extents("ltr")
        small = self._font.get_metric_position_with_fallback(self._hb.OTMetricsTag.X_HEIGHT)
        return extents.ascender / self._em, extents.descender / self._em, small / self._em

    def shaped(self, words: str, *, kerned: bool = True) -> list[tuple[int, int, float, float, float]]:
        """Return the glyphs of words: number, the place of their letter, width, and how far right and down they stand.

        Words run from left to right.
        """
        buffer = self._hb.Buffer()
        buffer.add_str(words)
        buffer.guess_segment_properties()
        buffer.cluster_level = self._hb.BufferClusterLevel.MONOTONE_CHARACTERS
        self._hb.shape(self._font, buffer, {} if kerned else {"kern": False})
        return [
            (info.codepoint, info.cluster, at.x_advance / self._em, at.x_offset / self._em, -at.y_offset / self._em)
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def outline(self, glyph: int) -> Outline:
        """Return how a glyph is drawn at a size of 1, with y going down."""
        if glyph not in self._known:
            pen = _Pen(1 / self._em)
            self._font.draw_glyph_with_pen(glyph, pen)
            self._known[glyph] = pen.trace.outline
        return self._known[glyph]


class _Pen:
    """What HarfBuzz tells an outline to; the names are its own."""

    def __init__(self, scale: float) -> None:
        self.trace = Trace()
        self._scale = scale

    def _at(self, *points: tuple[float, float]) -> list[float]:
        return [value for x, y in points for value in (x * self._scale, -y * self._scale)]

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - HarfBuzz's name
        self.trace.move(*self._at(point))

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - HarfBuzz's name
        self.trace.line(*self._at(point))

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802 - HarfBuzz's name
        self.trace.bend(*self._at(*points))

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802 - HarfBuzz's name
        self.trace.curve(*self._at(*points))

    def closePath(self) -> None:  # noqa: N802 - HarfBuzz's name
        self.trace.close()

    def endPath(self) -> None:  # noqa: N802 - HarfBuzz's name
        pass
