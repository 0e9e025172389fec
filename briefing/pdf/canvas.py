"""reportlab's canvas for books: our own fonts only, pages compressed as they are finished."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

from reportlab.pdfgen import canvas

from briefing.pdf.document import Document


class BookCanvas(canvas.Canvas):
    """A canvas that draws finished operators and keeps its pages in a `Document`."""

    def __init__(self, language: str) -> None:
        cast("Any", super()).__init__(BytesIO(), pageCompression=1, invariant=1, pdfVersion=(1, 7))
        self.document = Document(language)
        self._doc = self.document

    def _make_preamble(self) -> None:
        # reportlab would select Helvetica here and so list a font that is not embedded.
        self._preamble = ""

    def page(self, width: float, height: float, operators: list[str]) -> None:
        """Add one page of ``width`` × ``height`` points with the given content-stream operators."""
        whole = cast("Any", self)
        whole.setPageSize((width, height))
        whole._code.extend(operators)
        self.showPage()
