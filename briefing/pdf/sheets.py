"""Pages of a PDF bound in as drawings: paths, and letters as paths, where those show the page as it is.

PDFium tells what stands on a page. What cannot be said in paths (pictures, shadings, clear things, letters it finds no
outline for) leaves the page to be drawn as pixels, and so does any difference between the page and its drawing.
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

from briefing import pdfium
from briefing.pdf.canvas import BookCanvas
from briefing.pdf.drawing import write_drawing
from briefing.sources.drawing.markup import Shared, grouped, matrix_words, number, path_data
from briefing.sources.drawing.outline import SAME, Matrix, Outline, Undrawable, box, combined, evenly_scaled, moved
from briefing.sources.drawing.paint import Box
from briefing.sources.drawing.plain import SVG

_SIDE: Final = 3000  # of the plain form, for the longer side of a page
_STEPS: Final = 100_000  # a page's sides are told in, to find how it lies
_MOST: Final = 20_000  # shapes and letters of a page
_DEEPEST: Final = 8  # forms in forms
SCALE: Final = 3  # pixels to the point of the two pictures that are compared, before they are made smaller
_ALIKE: Final = 64  # of 255: what the edge of a letter may differ by
_SPECKS: Final = 4  # pixels of a page may differ more: a wrong letter has twenty
_LONGEST_MITRE: Final = 10
_CAPS: Final = ("butt", "round", "square")
_JOINS: Final = ("miter", "round", "bevel")
_BLANKS: Final = frozenset(" \r\n\t\u00a0")
# PDFium tells one sign for several, and the letters of a ligature; a font knows the glyph by others.
_HYPHENS: Final = "-\u00ad\u2010\u2011"
_TWINS: Final = {
    "\x02": _HYPHENS, "\ufffe": _HYPHENS, "-": _HYPHENS, "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02",
    "ffi": "\ufb03", "ffl": "\ufb04",
}  # fmt: skip


@lru_cache(maxsize=256)
def as_drawing(data: bytes, page: int) -> bytes | None:
    """Return a page of a PDF in the plain form of drawings, or None where that would not show all of it."""
    try:
        with pdfium.opened(data) as opened:
            with opened.page(page) as raw:
                made = _Sheet(raw).written()
            size = opened.sizes()[page]
            seen = opened.pixels(page, SCALE)
        with pdfium.opened(_printed(made, size)) as printed:
            return made if alike(seen, printed.pixels(0, SCALE)) else None
    except (pdfium.Damaged, Undrawable):
        return None


def _printed(made: bytes, size: tuple[float, float]) -> bytes:
    """Return a PDF of one page that a drawing fills."""
    canvas = BookCanvas("en")
    wide, high = (f"{side:.4f}" for side in size)
    canvas.page(*size, [f"q {wide} 0 0 {high} 0 0 cm /X Do Q"])
    canvas.document.use_image("X", write_drawing(canvas.document, made, alone=False))
    return canvas.document.format()


def alike(one: Any, other: Any) -> bool:
    """Whether two pictures of a page, ``SCALE`` pixels to the point, show the same.

    How the edge of a letter is smoothed does not count.
    """
    from PIL import ImageChops

    if one.size != other.size:
        return False
    apart = ImageChops.difference(one.reduce(SCALE), other.reduce(SCALE))
    bands = [band.histogram() for band in apart.split()]
    return max(sum(band[_ALIKE:]) for band in bands) <= _SPECKS


def _floats(count: int) -> list[Any]:
    return [ctypes.c_float() for _ in range(count)]


def _six(matrix: Any) -> Matrix:
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _shared(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _apart(one: Box, other: Box, reach: float = 0.0) -> bool:
    """Whether two boxes have nothing in common, also when the first reaches further out."""
    left, top, right, low = _shared((one[0] - reach, one[1] - reach, one[2] + reach, one[3] + reach), other)
    return right < left or low < top


def _within(one: Box, other: Box) -> bool:
    middle = (one[0] + one[2]) / 2, (one[1] + one[3]) / 2
    return other[0] < middle[0] < other[2] and other[1] < middle[1] < other[3]


class _Sheet:
    """A page being read, object by object."""

    def __init__(self, page: Any) -> None:
        self.raw: Any = importlib.import_module("pypdfium2.raw")
        self.page = page
        size = page.get_size()
        scale = _SIDE / max(*size, 1.0)
        self.size = size[0] * scale, size[1] * scale
        self.matrix = self._lying()
        self.shared = Shared()
        self.letters: dict[tuple[object, ...], str] = {}
        self.boxes: dict[str, Box] = {}
        # Where letters stand that were set so far.
        self.set: list[Box] = []
        self.count = 0

    def _lying(self) -> Matrix:
        """Return what brings places of the file to those of the page as it is read, turned and cut."""
        wide, high = (side / _STEPS for side in self.size)

        def place(x: int, y: int) -> tuple[float, float]:
            right, down = ctypes.c_int(), ctypes.c_int()
            self.raw.FPDF_PageToDevice(self.page, 0, 0, _STEPS, _STEPS, 0, x, y, right, down)
            return right.value * wide, down.value * high

        (x, y), right, up = place(0, 0), place(1000, 0), place(0, 1000)
        return (right[0] - x) / 1000, (right[1] - y) / 1000, (up[0] - x) / 1000, (up[1] - y) / 1000, x, y

    def written(self) -> bytes:
        """Return the page in the plain form.

        Raises:
            Undrawable: something on it cannot be said in paths.
        """
        text = self.raw.FPDFText_LoadPage(self.page)
        try:
            words = self._words(text)
            objects = self.raw.FPDFPage_CountObjects(self.page)
            found = (self.raw.FPDFPage_GetObject(self.page, index) for index in range(objects))
            body = "".join([part for one in found for part in self._object(one, self.matrix, text, words, 0)])
        finally:
            self.raw.FPDFText_ClosePage(text)
        wide, high = map(number, self.size)
        head = f'<svg xmlns="{SVG}" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        return f"{head}<defs>{self.shared.written()}</defs>{body}</svg>".encode("ascii")

    def _words(self, text: Any) -> dict[int, list[int]]:
        """Return which letters each object of words has."""
        found: dict[int, list[int]] = {}
        for index in range(self.raw.FPDFText_CountChars(text)):
            if owner := self.raw.FPDFText_GetTextObject(text, index):
                found.setdefault(ctypes.addressof(owner.contents), []).append(index)
        return found

    def _object(self, one: Any, matrix: Matrix, text: Any, words: dict[int, list[int]], depth: int) -> Iterator[str]:
        raw = self.raw
        self.count += 1
        own = raw.FS_MATRIX()
        if self.count > _MOST or raw.FPDFPageObj_HasTransparency(one) or not raw.FPDFPageObj_GetMatrix(one, own):
            raise Undrawable("an object of a page")
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = combined(_six(own), matrix)
            drawn = ""
            for index in range(raw.FPDFFormObj_CountObjects(one)):
                inside = raw.FPDFFormObj_GetObject(one, index)
                drawn += "".join(self._object(inside, inner, text, words, depth + 1))
            if drawn:
                yield grouped(drawn, self._clips(one, matrix)[0])
            return
        clips, window = self._clips(one, matrix)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            drawn = self._path(one, combined(_six(own), matrix), window)
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            drawn = "".join(self._letters(one, text, words.get(ctypes.addressof(one.contents), []), window))
        else:
            raise Undrawable("a picture or shading")
        if drawn:
            yield grouped(drawn, clips)

    def _clips(self, one: Any, matrix: Matrix) -> tuple[list[str], Box]:
        """Return the clip paths of an object, and the window outside of which nothing of it is seen."""
        raw = self.raw
        clip = raw.FPDFPageObj_GetClipPath(one)
        names: list[str] = []
        window: Box = (0.0, 0.0, *self.size)
        for path in range(max(0, raw.FPDFClipPath_CountPaths(clip)) if clip else 0):
            count = raw.FPDFClipPath_CountPathSegments(clip, path)
            if count <= 0:
                raise Undrawable("inside of letters")
            outline = self._outline(count, lambda at, path=path: raw.FPDFClipPath_GetPathSegment(clip, path, at))
            edge = moved(outline, matrix)
            names.append(self.shared.clip(edge))
            window = _shared(window, box([edge]) or (0.0, 0.0, 0.0, 0.0))
        return list(dict.fromkeys(names)), window

    def _outline(self, count: int, segment: Callable[[int], Any]) -> Outline:
        raw = self.raw
        outline: Outline = []
        handles: tuple[float, ...] = ()
        kinds = {raw.FPDF_SEGMENT_MOVETO: "M", raw.FPDF_SEGMENT_LINETO: "L", raw.FPDF_SEGMENT_BEZIERTO: "C"}
        kind_of, point_of, closes = (
            raw.FPDFPathSegment_GetType,
            raw.FPDFPathSegment_GetPoint,
            raw.FPDFPathSegment_GetClose,
        )
        x, y = _floats(2)
        across, up = ctypes.byref(x), ctypes.byref(y)
        for index in range(count):
            one = segment(index)
            kind = kinds.get(kind_of(one))
            if kind is None or not point_of(one, across, up):
                raise Undrawable("a segment")
            handles = (*handles, x.value, y.value)
            if kind != "C" or len(handles) == 6:
                outline.append((kind, handles))
                handles = ()
            if closes(one):
                outline.append(("Z", ()))
        return outline

    def _colour(self, ask: Callable[..., Any], one: Any) -> str:
        parts = [ctypes.c_uint() for _ in range(4)]
        if not ask(one, *parts) or parts[3].value < 255:
            raise Undrawable("a pattern")
        return f"#{bytes(part.value for part in parts[:3]).hex()}"

    def _path(self, one: Any, matrix: Matrix, window: Box) -> str:
        raw = self.raw
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(one, filled, stroked):
            raise Undrawable("a path")
        count = raw.FPDFPath_CountSegments(one)
        self.count += count // 8
        if count <= 0 or not (filled.value or stroked.value):
            return ""
        outline = self._outline(count, lambda index: raw.FPDFPath_GetPathSegment(one, index))
        edges = box([moved(outline, matrix)])
        (width,) = _floats(1)
        raw.FPDFPageObj_GetStrokeWidth(one, width)
        reach = width.value * _LONGEST_MITRE * max(map(abs, matrix[:4])) if stroked.value else 0.0
        if edges is None or _apart(edges, window, reach):
            return ""
        if filled.value and any(_within(letter, edges) for letter in self.set):
            raise Undrawable("something lies over words")
        scale = evenly_scaled(matrix) if stroked.value else 1.0
        words = f'd="{path_data(moved(outline, matrix if scale else SAME))}"'
        words += "" if scale else f' transform="{matrix_words(matrix)}"'
        words += f' fill="{self._colour(raw.FPDFPageObj_GetFillColor, one) if filled.value else "none"}"'
        words += ' fill-rule="evenodd"' if filled.value == raw.FPDF_FILLMODE_ALTERNATE else ""
        return f"<path {words}{self._stroke(one, width.value, scale or 1.0) if stroked.value else ''}/>"

    def _stroke(self, one: Any, width: float, scale: float) -> str:
        raw = self.raw
        cap, join = raw.FPDFPageObj_GetLineCap(one), raw.FPDFPageObj_GetLineJoin(one)
        if cap not in range(3) or join not in range(3):
            raise Undrawable("a stroke")
        words = f' stroke="{self._colour(raw.FPDFPageObj_GetStrokeColor, one)}" stroke-width="{width * scale:.6g}"'
        # PDFium does not tell the limit of a mitre; 10 is what stands where nothing is said.
        words += f' stroke-linecap="{_CAPS[cap]}" stroke-linejoin="{_JOINS[join]}" stroke-miterlimit="{_LONGEST_MITRE}"'
        count = raw.FPDFPageObj_GetDashCount(one)
        if count > 0:
            dashes = (ctypes.c_float * count)()
            (phase,) = _floats(1)
            raw.FPDFPageObj_GetDashArray(one, dashes, count)
            raw.FPDFPageObj_GetDashPhase(one, phase)
            lengths = " ".join(f"{dash * scale:.6g}" for dash in dashes)
            words += f' stroke-dasharray="{lengths}" stroke-dashoffset="{phase.value * scale:.6g}"'
        return words

    def _letters(self, one: Any, text: Any, letters: list[int], window: Box) -> Iterator[str]:
        """Yield the letters of an object of words that are seen, each where it stands."""
        raw = self.raw
        mode = raw.FPDFTextObj_GetTextRenderMode(one)
        if mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            return
        if mode != raw.FPDF_TEXTRENDERMODE_FILL:
            raise Undrawable("letters that are not filled")
        colour = self._colour(raw.FPDFPageObj_GetFillColor, one)
        font = raw.FPDFTextObj_GetFont(one)
        (size,) = _floats(1)
        raw.FPDFTextObj_GetFontSize(one, size)
        for place, signs, own in self._placed(text, letters):
            self.count += 1
            turned = combined((*_six(own)[:4], 0.0, 0.0), (*self.matrix[:4], 0.0, 0.0))
            turned = combined((size.value, 0.0, 0.0, size.value, 0.0, 0.0), turned)
            name = self._letter(font, signs, size.value, turned)
            ((_, (x, y)),) = moved([("M", place)], self.matrix)
            if name not in self.boxes:
                continue  # an empty glyph
            edges = self.boxes[name]
            edges = edges[0] + x, edges[1] + y, edges[2] + x, edges[3] + y
            if _apart(edges, window):
                continue
            self.set.append(edges)
            yield f'<use href="#{name}" x="{number(x)}" y="{number(y)}" fill="{colour}"/>'

    def _placed(self, text: Any, letters: list[int]) -> Iterator[tuple[tuple[float, float], str, Any]]:
        """Yield letters with their place and matrix; those that one glyph stands for are together."""
        raw = self.raw
        found: list[tuple[tuple[float, float], str, Any]] = []
        for index in letters:
            sign = chr(raw.FPDFText_GetUnicode(text, index))
            if sign in _BLANKS:
                continue
            x, y, own = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
            if not (raw.FPDFText_GetCharOrigin(text, index, x, y) and raw.FPDFText_GetMatrix(text, index, own)):
                raise Undrawable("a letter without a place")
            if found and found[-1][0] == (x.value, y.value):
                found[-1] = (found[-1][0], found[-1][1] + sign, own)
            else:
                found.append(((x.value, y.value), sign, own))
        yield from found

    def _letter(self, font: Any, signs: str, size: float, matrix: Matrix) -> str:
        """Return the name of a letter's outline, or that of several in one; it is defined once."""
        raw = self.raw
        key = (ctypes.addressof(font.contents), signs, *(f"{value:.4g}" for value in matrix))
        if key not in self.letters:
            known = (
                raw.FPDFFont_GetGlyphPath(font, one, size)
                for one in map(ord, _TWINS.get(signs, signs if len(signs) == 1 else ""))
            )
            glyph = next((one for one in known if one), None)
            if glyph is None:
                raise Undrawable("a letter without an outline")
            count = raw.FPDFGlyphPath_CountGlyphSegments(glyph)
            outline = self._outline(count, lambda index: raw.FPDFGlyphPath_GetGlyphPathSegment(glyph, index))
            shape = moved(outline, matrix)
            self.letters[key] = self.shared.add("path", f' d="{path_data(shape)}">')
            if edges := box([shape]):
                self.boxes[self.letters[key]] = edges
        return self.letters[key]
