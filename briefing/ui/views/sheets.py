"""The pages of a PDF as pictures, drawn by PDFium (pypdfium2). Everything here may be called from any worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, cast

from PySide6.QtGui import QImage

from briefing.pdfium import ONE_AT_A_TIME
from briefing.ui.views.page_words import PageWords

MOST_FOUND: Final = 500
# No picture is larger than this many pixels, whatever the zoom.
MOST_PIXELS: Final = 24_000_000
# A pointer this far from a letter still means it (points).
_NEAR: Final = 6.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page where searched or selected words stand: a box for each line of them.

    A box is left, top, width and height in points, the origin at the page's top left corner.
    """

    page: int
    boxes: tuple[Box, ...]

    @property
    def top(self) -> float:
        """The upper edge of the first box."""
        return self.boxes[0][1] if self.boxes else 0.0


class Sheets:
    """One PDF held open. ``sizes`` are widths and heights in points. Close it when its pages are no longer shown."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

        with ONE_AT_A_TIME:
            # pypdfium2 carries no types of its own.
            self._document: Any = pypdfium2.PdfDocument(data)
            count = len(self._document)
            self.sizes: list[tuple[float, float]] = [self._size(number) for number in range(count)]
        self.bytes = len(data)

    def _size(self, number: int) -> tuple[float, float]:
        width, height = cast(tuple[float, float], self._document.get_page_size(number))
        return width, height

    def draw(self, number: int, scale: float) -> QImage:
        """Return page ``number`` (0-based) at ``scale`` device pixels per point; an empty picture once closed."""
        with ONE_AT_A_TIME:
            if self._document is None:
                return QImage()
            width, height = self.sizes[number]
            scale = min(scale, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            page = self._document[number]
            try:
                bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
                picture = QImage(
                    bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
                ).copy()
                bitmap.close()
            finally:
                page.close()
            return picture

    def find(self, number: int, words: str, most: int = MOST_FOUND) -> tuple[str, list[tuple[Box, ...]]]:
        """Return what there is to be searched on a page, and the boxes of each place where ``words`` stand.

        At most ``most`` places; the first part tells whether another search is worth the while.
        """
        with ONE_AT_A_TIME:
            if self._document is None:
                return "", []
            page = self._document[number]
            text = page.get_textpage()
            try:
                page_words = PageWords(_signs(text))
                found = page_words.find(words, most)
                boxes = [self._boxes(text, number, start, count) for start, count in found]
                return page_words.folded, [some for some in boxes if some]
            finally:
                text.close()
                page.close()

    def _boxes(self, text: Any, number: int, start: int, count: int) -> tuple[Box, ...]:
        height = self.sizes[number][1]
        boxes: list[Box] = []
        for place in range(text.count_rects(start, count)):
            left, bottom, right, top = cast(tuple[float, float, float, float], text.get_rect(place))
            boxes.append((left, height - top, right - left, top - bottom))
        return tuple(boxes)

    def between(self, number: int, begin: tuple[float, float], end: tuple[float, float]) -> tuple[str, tuple[Box, ...]]:
        """Return the words from one place of a page to another and their boxes; places from the top left corner."""
        with ONE_AT_A_TIME:
            if self._document is None:
                return "", ()
            page = self._document[number]
            text = page.get_textpage()
            try:
                height = self.sizes[number][1]
                signs = [self._sign_at(text, x, height - y) for x, y in (begin, end)]
                known = [sign for sign in signs if sign is not None]
                if len(known) < 2:
                    return "", ()
                start, count = min(known), abs(known[1] - known[0]) + 1
                said = _signs(text)[start : start + count]
                return _as_read(said), self._boxes(text, number, start, count)
            finally:
                text.close()
                page.close()

    @staticmethod
    def _sign_at(text: Any, x: float, y: float) -> int | None:
        """Return the sign at a place; beside a line's end, that of the nearest line."""
        found = cast("int | None", text.get_index(x, y, _NEAR, _NEAR))
        if found is not None:
            return found
        nearest, best = None, 0.0
        for place in range(text.count_rects(0, -1)):
            left, bottom, right, top = cast(tuple[float, float, float, float], text.get_rect(place))
            off = max(bottom - y, y - top, 0.0) * 4 + max(left - x, x - right, 0.0)
            if nearest is None or off < best:
                inside = min(max(x, left + 0.5), right - 0.5)
                at = cast("int | None", text.get_index(inside, (bottom + top) / 2, _NEAR, _NEAR))
                if at is not None:
                    nearest, best = at, off
        return nearest

    def text(self, number: int) -> str:
        """Return the words on a page, for screen readers and tests."""
        with ONE_AT_A_TIME:
            if self._document is None:
                return ""
            page = self._document[number]
            text = page.get_textpage()
            try:
                return cast(str, text.get_text_bounded())
            finally:
                text.close()
                page.close()

    def close(self) -> None:
        """Let go of the document; calling it again does nothing."""
        with ONE_AT_A_TIME:
            if self._document is not None:
                self._document.close()
                self._document = None


def _signs(text: Any) -> str:
    """Return a page's signs so that each has PDFium's own number for it."""
    said = cast(str, text.get_text_range())
    if len(said) == text.count_chars():
        return said
    import pypdfium2.raw  # pyright: ignore[reportMissingTypeStubs]

    unicode_of = cast(Any, pypdfium2.raw).FPDFText_GetUnicode
    codes = [int(unicode_of(text, place)) for place in range(text.count_chars())]
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)


def _as_read(said: str) -> str:
    """Return selected words to be pasted elsewhere: words cut by a hyphen whole again."""
    for unseen in ("\ufffe\r\n", "\ufffe", "\x02"):
        said = said.replace(unseen, "")
    return said.replace("\r\n", "\n").strip()
