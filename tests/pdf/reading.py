"""Reading a finished PDF back, with readers that are not ours: pdfium for the words, qpdf for the objects."""

from __future__ import annotations

import importlib
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

_pdfium: Any = importlib.import_module("pypdfium2")


@dataclass(frozen=True)
class Jump:
    """A link inside the document: the words under it, the page it is on and the page it leads to (from 0)."""

    words: str
    page: int
    target: int
    height: float


class Reader:
    """A PDF opened by both readers."""

    def __init__(self, data: bytes, password: str = "") -> None:
        self.pdf = pikepdf.open(BytesIO(data), password=password)
        self._drawn: Any = _pdfium.PdfDocument(data, password=password or None)

    def close(self) -> None:
        self.pdf.close()
        self._drawn.close()

    @property
    def pages(self) -> int:
        return len(self.pdf.pages)

    def text(self, page: int) -> str:
        sheet = self._drawn[page]
        words = sheet.get_textpage()
        try:
            return str(words.get_text_range()).replace("\r\n", "\n")
        finally:
            words.close()
            sheet.close()

    def text_in(self, page: int, box: tuple[float, float, float, float]) -> str:
        sheet = self._drawn[page]
        words = sheet.get_textpage()
        try:
            return str(words.get_text_bounded(*box)).replace("\r\n", "\n")
        finally:
            words.close()
            sheet.close()

    def label(self, page: int) -> str:
        return str(self._drawn.get_page_label(page))

    def jumps(self) -> Iterator[Jump]:
        numbers = {page.objgen: index for index, page in enumerate(self.pdf.pages)}
        for index, page in enumerate(self.pdf.pages):
            annotations: Any = page.get("/Annots", [])
            for annotation in annotations:
                if "/Dest" in annotation:
                    x1, y1, x2, y2 = (float(edge) for edge in annotation.Rect)
                    words = self.text_in(index, (x1, y1, x2, y2))
                    yield Jump(words, index, numbers[annotation.Dest[0].objgen], float(annotation.Dest[3]))

    def elements(self) -> list[tuple[str, Any]]:
        """Every structure element in reading order, with its role."""
        root: Any = self.pdf.Root
        found: list[tuple[str, Any]] = []
        waiting = [root.StructTreeRoot.K]
        while waiting:
            element = waiting.pop()
            found.append((str(element.S)[1:], element))
            kids = [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            waiting.extend(reversed(kids))
        return found


def squeezed(text: str) -> str:
    """Without white space and the hyphens at line ends, which are the setter's, not the writer's."""
    return re.sub(r"\s|\u00ad|\x02|\ufffe|-(?=\r?\n)", "", text)


@contextmanager
def reading(data: bytes, password: str = "") -> Generator[Reader]:
    """Open a PDF for the length of a with block."""
    reader = Reader(data, password)
    try:
        yield reader
    finally:
        reader.close()
