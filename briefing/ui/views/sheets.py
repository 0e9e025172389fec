"""The pages of a PDF as pictures, drawn by PDFium (pypdfium2). Everything here may be called from any worker thread."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, Final, cast

from PySide6.QtGui import QImage

# PDFium keeps global state: one call at a time in the whole process.
_ONE_AT_A_TIME = threading.Lock()
MOST_FOUND: Final = 500
# No picture is larger than this many pixels, whatever the zoom.
MOST_PIXELS: Final = 24_000_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page where searched words stand; points, origin at the page's top left corner."""

    page: int
    left: float
    top: float
    width: float
    height: float


class Sheets:
    """One PDF held open. ``sizes`` are widths and heights in points. Close it when its pages are no longer shown."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

        with _ONE_AT_A_TIME:
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
        with _ONE_AT_A_TIME:
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

    def find(self, words: str) -> list[Spot]:
        """Return where ``words`` stand, upper and lower case alike, in page order; at most 500 places."""
        found: list[Spot] = []
        for number in range(len(self.sizes)):
            with _ONE_AT_A_TIME:
                if self._document is None:
                    return found
                found += self._find_on(number, words)
            if len(found) >= MOST_FOUND:
                break
        return found[:MOST_FOUND]

    def _find_on(self, number: int, words: str) -> list[Spot]:
        page = self._document[number]
        text = page.get_textpage()
        spots: list[Spot] = []
        try:
            search = text.search(words, match_case=False)
            while (hit := search.get_next()) is not None and len(spots) < MOST_FOUND:
                if text.count_rects(*hit) < 1:
                    continue
                left, bottom, right, top = cast(tuple[float, float, float, float], text.get_rect(0))
                spots.append(Spot(number, left, self.sizes[number][1] - top, right - left, top - bottom))
            search.close()
        finally:
            text.close()
            page.close()
        return spots

    def text(self, number: int) -> str:
        """Return the words on a page, for screen readers and tests."""
        with _ONE_AT_A_TIME:
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
        with _ONE_AT_A_TIME:
            if self._document is not None:
                self._document.close()
                self._document = None
