"""PDFs of others read by PDFium (pypdfium2): how large their pages are, their words, their pixels.

PDFium keeps global state: ``ONE_AT_A_TIME`` is held around every use of it in the whole process. Lengths are points,
places are counted from a page's upper left corner as it is read, whatever way it is stored.
"""

from __future__ import annotations

import ctypes
import importlib
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PIL.Image import Image

ONE_AT_A_TIME: Final = threading.RLock()
_SHARP: Final = 100  # PDFium gives places in whole units; so many of them make a point
_UNSEEN: Final = frozenset("\x00\x02\ufffe\uffff\ufeff")


class Damaged(Exception):
    """PDFium cannot read this; ``locked`` says that a password is needed."""

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__("locked" if locked else "damaged")
        self.locked = locked


@dataclass(frozen=True, slots=True)
class Words:
    """A line of a page's words in the order of the file, with its box: left edge, upper edge, width and height."""

    text: str
    left: float
    top: float
    width: float
    height: float


class Document:
    """An open PDF, as ``opened`` gives it."""

    def __init__(self, pdf: Any, fault: type[Exception]) -> None:
        self._pdf = pdf
        self._fault = fault

    def __len__(self) -> int:
        return len(self._pdf)

    def sizes(self) -> list[tuple[float, float]]:
        """Return how wide and high each page is, without reading what is on it.

        Raises:
            Damaged: the list of pages is broken.
        """
        try:
            return [self._pdf.get_page_size(number) for number in range(len(self._pdf))]
        except self._fault:
            raise Damaged from None

    @contextmanager
    def page(self, number: int) -> Generator[Any]:
        """Open a page for as long as the block runs: pypdfium2's own object.

        Raises:
            Damaged: it cannot be read.
        """
        try:
            page = self._pdf[number]
        except self._fault:
            raise Damaged from None
        try:
            yield page
        finally:
            page.close()

    def proved(self, number: int) -> None:
        """Read a page.

        Raises:
            Damaged: it cannot be shown.
        """
        with self.page(number):
            pass

    def pixels(self, number: int, scale: float) -> Image:
        """Return a page in colour at ``scale`` pixels to the point; notes and fields are part of it.

        Raises:
            Damaged: it cannot be shown.
        """
        if self._pdf.formenv is None:
            self._pdf.init_forms()
        with self.page(number) as page:
            try:
                bitmap = page.render(scale=scale, draw_annots=True)
            except self._fault:
                raise Damaged from None
            return bitmap.to_pil().convert("RGB")

    def words(self, number: int) -> list[Words]:
        """Return the words of a page line by line; those outside of it, which nobody sees, are left out.

        Raises:
            Damaged: it cannot be shown.
        """
        with self.page(number) as page:
            text = page.get_textpage()
            try:
                return list(_lines(page, text))
            finally:
                text.close()


@contextmanager
def opened(data: bytes) -> Generator[Document]:
    """Open a PDF for as long as the block runs.

    Raises:
        Damaged: it is no PDF that can be read, or locked with a password.
    """
    pdfium: Any = importlib.import_module("pypdfium2")
    with ONE_AT_A_TIME:
        try:
            pdf = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as fault:
            raise Damaged(locked="password" in str(fault).lower()) from None
        try:
            yield Document(pdf, pdfium.PdfiumError)
        finally:
            pdf.close()


def _lines(page: Any, text: Any) -> Iterator[Words]:
    raw: Any = importlib.import_module("pypdfium2.raw")
    signs = [_sign(raw.FPDFText_GetUnicode(text, place)) for place in range(text.count_chars())]
    start = 0
    for place in range(len(signs) + 1):
        if place < len(signs) and signs[place] not in "\r\n":
            continue
        said = "".join(signs[start:place]).strip()
        if said and (found := _words(raw, page, text, said, (start, place - start))):
            yield found
        start = place + 1


def _sign(code: int) -> str:
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return " "
    sign = chr(code)
    if sign in _UNSEEN:
        return "-" if sign in "\x02\ufffe" else " "  # PDFium's marks for a hyphen at a line's end
    return sign if sign.isprintable() or sign in "\r\n" else " "


def _words(raw: Any, page: Any, text: Any, said: str, span: tuple[int, int]) -> Words | None:
    """Return a line with the box around the signs of ``span``: the first, and how many."""
    corners: list[tuple[float, float]] = []
    for number in range(text.count_rects(*span)):
        left, bottom, right, top = text.get_rect(number)
        corners += [_seen(raw, page, left, bottom), _seen(raw, page, right, top)]
    if not corners:
        return None
    across, down = [x for x, _ in corners], [y for _, y in corners]
    box = min(across), min(down), max(across) - min(across), max(down) - min(down)
    width, height = page.get_size()
    if box[0] >= width or box[1] >= height or box[0] + box[2] <= 0 or box[1] + box[3] <= 0:
        return None
    return Words(said, *box)


def _seen(raw: Any, page: Any, x: float, y: float) -> tuple[float, float]:
    """Return a place of the file as a place on the page as it is read: turned and cut as the page says."""
    width, height = page.get_size()
    right, down = ctypes.c_int(), ctypes.c_int()
    whole = round(width * _SHARP), round(height * _SHARP)
    raw.FPDF_PageToDevice(page, 0, 0, *whole, 0, x, y, ctypes.byref(right), ctypes.byref(down))
    return right.value / _SHARP, down.value / _SHARP
